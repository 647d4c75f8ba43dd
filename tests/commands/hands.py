"""What workers do in tests: importable by a process that begins anew."""

from __future__ import annotations

import os
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def slowest_first(numbers: Sequence[int]) -> list[int]:
    time.sleep(0.02 / (1 + min(numbers)))
    return double(numbers)


def fail_at_seven(numbers: Sequence[int]) -> list[int]:
    if 7 in numbers:
        raise ZeroDivisionError(7)
    return double(numbers)


def die(*_: object) -> NoReturn:
    os._exit(1)


class Deadly(ProcessPoolExecutor):
    """Its workers die whatever they are given."""

    def submit(self, _function: Callable[..., Any], /, *_: Any, **__: Any) -> Future[Any]:
        return super().submit(die)


class Remembering(Executor):
    """Takes a call with the arguments of another for the same call, as dask does."""

    def __init__(self) -> None:
        self.known: dict[str, Future[Any]] = {}

    def submit(self, function: Callable[..., Any], /, *given: Any, **_: Any) -> Future[Any]:
        key = repr((function, given))
        if key not in self.known:
            self.known[key] = Future()
            self.known[key].set_result(function(*given))
        return self.known[key]
