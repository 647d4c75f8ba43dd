"""When Python looks for garbage: not while modules are loaded, as usual while many articles are.

Python counts what is allocated and, every 700 objects, looks for cycles. Modules make no garbage, but
have it look dozens of times: 5 % of a small build, and more at the end. Nor does reading an article. For work on many articles its
own rhythm serves best; with a hundred times more between two looks that takes a third longer
(measured: the young objects no longer fit into the processor's caches).
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collect_as_usual", "collect_seldom", "leave", "paused"]

_USUAL: Final = gc.get_threshold()
_SELDOM: Final = 100_000


def collect_seldom() -> None:
    """Begin a process, or a command with little to do."""
    gc.set_threshold(_SELDOM)


def collect_as_usual() -> None:
    """Begin work on much; what is there already is not looked through again."""
    gc.freeze()
    gc.set_threshold(*_USUAL)


@contextmanager
def paused() -> Iterator[None]:
    """Do not look for garbage within the work on one article.

    Reading it makes objects by the million and no cycles; all of them would be looked through again
    and again while they grow in number, which makes a megabyte of a 10 MB article cost twice what
    it costs in an article of 10 kB. Other threads are not looked after meanwhile either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def leave() -> None:
    """End a process: memory goes with it, and need not be looked through for a last time."""
    gc.freeze()
