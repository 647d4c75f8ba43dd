"""A progress bar on a terminal, once something takes long enough to wonder about."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from essaytrans.i18n import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from essaytrans.commands.workspace import Step
    from essaytrans.model import Message

__all__ = ["progress"]

_PATIENCE = 0.5
"""Seconds before the bar appears: what is done sooner needs none."""


@contextmanager
def progress(what: Message, *, wanted: bool) -> Iterator[Step | None]:
    """Give a function to tell how far a task is; None where nobody would see it.

    Args:
        what: what is being done.
        wanted: whether a bar may be shown at all (not for a machine, not when quiet).
    """
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(what)
    try:
        yield bar.step
    finally:
        bar.stop()


class _Bar:
    def __init__(self, what: Message) -> None:
        self._what = what
        self._start = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def step(self, done: int, whole: int) -> None:
        if self._shown is None:
            if time.monotonic() - self._start < _PATIENCE:
                return
            self._shown = self._show(whole)
        bar, task = self._shown
        bar.update(task, completed=done)

    def _show(self, whole: int) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import Progress

        bar = Progress(console=Console(stderr=True, markup=False), transient=True)
        task = bar.add_task(render(self._what), total=whole)
        bar.start()
        return bar, task

    def stop(self) -> None:
        if self._shown is not None:
            self._shown[0].stop()
