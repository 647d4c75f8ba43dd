"""Many articles at once: through any executor of `concurrent.futures`, results in order.

What comes out never depends on how many workers there were: each task stands for itself, and what
tasks give is put together in the order of the tasks.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from essaytrans import garbage
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future

__all__ = ["run_all", "workers"]

_ENOUGH: Final = 400
"""How many catalogs must be worked on before processes are started unasked: to start two takes a
third of a second, in which one process does some 150 to 300."""
_FEW = 8
"""Up to how many articles are done before Python looks for garbage at all."""
_BATCH: Final = 16
"""How many tasks at most go to a worker at once; each costs it some milliseconds, to send it a
fraction."""
_SHARES: Final = 32
"""Into how many batches a few tasks are cut, so that some workers get some each."""
_AHEAD: Final = 128
"""How many batches are sent before the first has come back: two for each worker of what is a large
cluster here."""
_MOST: Final = 61
"""Processes that Windows can wait for at once (`ProcessPoolExecutor` refuses more there)."""

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


@contextmanager
def workers(
    executor: Executor | None, jobs: int | None, *, tasks: int, catalogs: int
) -> Iterator[Executor | None]:
    """Give the executor that does the work; None where it is done here.

    Args:
        executor: one that was handed in; it is not shut down.
        jobs: how many processes to use; None to decide by the work and the machine.
        tasks: how much there is to do, in articles.
        catalogs: how much there is to do, in catalogs.
    """
    if jobs is None:
        jobs = _cores() if catalogs >= _ENOUGH else 1
    jobs = min(jobs, tasks, _MOST)
    if executor is not None or jobs <= 1:
        yield executor
        return
    import multiprocessing  # noqa: PLC0415 - few runs need it
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    # not by forking this process, in which a progress bar may have its thread
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    if way == "forkserver":
        context.set_forkserver_preload(["essaytrans.commands.preload"])
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
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

    When it ends before they are done, by an error or an interruption, those that have begun are
    waited for and the others are not begun: nothing is written behind anybody's back.

    Args:
        function: does some tasks; where there is an executor it can be pickled, as can tasks and
            results.
        tasks: what is to do.
        executor: who does it; None for this process, one task at a time.
        done: told how many tasks have just come to their end.

    Raises:
        EssaytransError: `worker-died`.
    """
    if executor is None:
        if len(tasks) > _FEW:
            garbage.collect_as_usual()
        for task in tasks:
            yield from function([task])
            done(1)
        return
    from concurrent.futures import BrokenExecutor, wait  # noqa: PLC0415 - as above

    size = max(1, min(_BATCH, len(tasks) // _SHARES))
    batches = (tasks[at : at + size] for at in range(0, len(tasks), size))
    waiting: deque[Future[list[_Result]]] = deque()
    try:
        waiting.extend(executor.submit(function, batch) for batch in islice(batches, _AHEAD))
        while waiting:
            results = waiting[0].result()
            waiting.popleft()
            waiting.extend(executor.submit(function, batch) for batch in islice(batches, 1))
            yield from results
            done(len(results))
    except BrokenExecutor as error:
        raise EssaytransError(_died()) from error
    finally:
        wait([future for future in waiting if not future.cancel()])


def _died() -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "worker-died",
        msg("a process that shared the work ended before the work did"),
        # Translators: “it” is the command; “--jobs 1” is an option, leave it as it is.
        msg("run it again; if there is too little memory for several at once, say --jobs 1"),
    )


def _begin() -> None:
    """Prepare a process of our own for its work."""
    import multiprocessing  # noqa: PLC0415 - as above
    import signal  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    # Ctrl-C reaches every process of a terminal; whoever shares out the work says when to end
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(join: Callable[[], None]) -> None:
    """End this process with the one that started it, however that ends.

    It would wait for work for ever, since its own end of the queue keeps the queue open.
    """
    import signal  # noqa: PLC0415 - as above

    join()
    os.kill(os.getpid(), signal.SIGTERM)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
