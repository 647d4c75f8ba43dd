"""Many articles at once: through any executor of `concurrent.futures`, results in order.

What comes out never depends on how many workers there were: each task stands for itself, and what
tasks give is put together in the order of the tasks.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor

__all__ = ["run_all", "workers"]

_ENOUGH = 400
"""How many catalogs must be worked on before processes are started unasked: to start two takes a
third of a second, in which one process does some 150 to 300."""
_BATCH = 16
"""How many tasks go to a worker at once; each costs it some milliseconds, to send it a fraction."""
_AHEAD = 8
"""How many batches are sent before the first has come back, so that memory stays bounded."""

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


@contextmanager
def workers(
    executor: Executor | None, jobs: int | None, catalogs: int
) -> Iterator[Executor | None]:
    """Give the executor that does the work; None where it is done here.

    Args:
        executor: one that was handed in; it is not shut down.
        jobs: how many processes to use; None to decide by the work and the machine.
        catalogs: how much there is to do, in catalogs.
    """
    cores = _cores()
    if jobs is None:
        jobs = cores if catalogs >= _ENOUGH else 1
    if executor is not None or jobs <= 1 or catalogs <= 1:
        yield executor
        return
    import multiprocessing  # noqa: PLC0415 - few runs need it
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    # not by forking this process, in which a progress bar may have its thread
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    if way == "forkserver":
        context.set_forkserver_preload(["essaytrans.commands.preload"])
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def run_all(
    function: Callable[[Sequence[_Task]], list[_Result]],
    tasks: Sequence[_Task],
    executor: Executor | None,
    done: Callable[[int], None],
) -> Iterator[_Result]:
    """Do all tasks and yield what they give, in their order.

    Args:
        function: does some tasks; where there is an executor it can be pickled, as can tasks and
            results.
        tasks: what is to do.
        executor: who does it; None for this process, one task at a time.
        done: told how many tasks have just come to their end.
    """
    if executor is None:
        for task in tasks:
            yield from function([task])
            done(1)
        return
    batches = (tasks[at : at + _BATCH] for at in range(0, len(tasks), _BATCH))
    waiting = [(len(batch), executor.submit(function, batch)) for batch in islice(batches, _AHEAD)]
    while waiting:
        number, future = waiting.pop(0)
        results = future.result()
        waiting += [(len(batch), executor.submit(function, batch)) for batch in islice(batches, 1)]
        yield from results
        done(number)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
