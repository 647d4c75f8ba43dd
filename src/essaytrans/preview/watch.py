"""Being told when something in a project changes, whoever changes it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import anyio
from anyio import to_thread
from watchfiles import Change, awatch

from essaytrans.commands.desk import GLOSSARY
from essaytrans.preview.images import TYPES
from essaytrans.project import files, layout
from essaytrans.project.config import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from essaytrans.project.config import Config

__all__ = ["folders", "watch"]

_STEP: Final = 10
"""Milliseconds of quiet after which changes are told …"""
_DEBOUNCE: Final = 50
"""… and after which they are told even if there is no quiet."""
_PAUSE: Final = 0.3
"""Seconds after which a folder that went is looked for again."""
_SUFFIXES: Final = (".po", *layout.ARTICLE_SUFFIXES, *TYPES)
_AT_THE_TOP: Final = (FILE_NAME, GLOSSARY)


def folders(config: Config) -> tuple[Path, ...]:
    """Return the folders below the root that are to be watched whole, as far as they exist.

    Of one that does not exist yet the nearest that does stands for it, so that its birth is seen.
    The root itself is watched anyway, but only what is directly in it, unless it is the folder of
    the articles or of the catalogs.
    """
    found: list[Path] = []
    for name in (config.articles, layout.catalogs_folder(config)):
        folder = config.root / name
        while folder != config.root and not files.is_folder(folder):
            folder = folder.parent
        if name == "." or folder != config.root:
            found.append(folder)
    return tuple(
        folder
        for folder in dict.fromkeys(found)
        if not any(other in folder.parents for other in found)
    )


async def watch(config: Callable[[], Config], told: Callable[[], None], stop: anyio.Event) -> None:
    """Watch a project until it is enough.

    Args:
        config: returns the configuration as it is now, which says where to look.
        told: called when something may have changed.
        stop: set when it is enough.
    """
    while not stop.is_set():
        again = anyio.Event()
        root, below = config().root, folders(config())

        def is_other(root: Path = root, below: tuple[Path, ...] = below) -> bool:
            return (root, below) != (config().root, folders(config()))

        async with anyio.create_task_group() as group:
            group.start_soon(_end_with, stop, again)
            group.start_soon(_watch_top, root, told, is_other, again)
            if below:
                group.start_soon(_watch_below, below, told, is_other, again)
            await again.wait()
            group.cancel_scope.cancel()
        told()  # what changed while nobody watched


async def _end_with(stop: anyio.Event, again: anyio.Event) -> None:
    await stop.wait()
    again.set()


async def _watch_top(
    root: Path, told: Callable[[], None], is_other: Callable[[], bool], again: anyio.Event
) -> None:
    """Watch what is directly in the root: the configuration, the glossary, folders that come and go."""

    def concerns(_: Change, path: str) -> bool:
        name = PurePath(path).name
        return name in _AT_THE_TOP or "." not in name

    async for _ in _changes((root,), concerns, again, recursive=False):
        told()
        if await to_thread.run_sync(is_other):
            again.set()


async def _watch_below(
    below: tuple[Path, ...],
    told: Callable[[], None],
    is_other: Callable[[], bool],
    again: anyio.Event,
) -> None:
    """Watch the articles and the catalogs."""
    tops = {str(folder) for folder in below}

    def concerns(change: Change, path: str) -> bool:
        # of a folder that came or went only its own name may be told
        return path.lower().endswith(_SUFFIXES) or change is not Change.modified or path in tops

    async for changes in _changes(below, concerns, again, recursive=True):
        told()
        is_lost = any(path in tops for change, path in changes if change is Change.deleted)
        if is_lost or await to_thread.run_sync(is_other):
            again.set()


async def _changes(
    paths: tuple[Path, ...],
    concerns: Callable[[Change, str], bool],
    again: anyio.Event,
    *,
    recursive: bool,
) -> AsyncIterator[set[tuple[Change, str]]]:
    """Yield what changes; where the system does not tell, by looking again and again."""
    by_looking: bool | None = None  # as `WATCHFILES_FORCE_POLLING` says
    while not again.is_set():
        try:
            async for changes in awatch(
                *paths,
                watch_filter=concerns,
                step=_STEP,
                debounce=_DEBOUNCE,
                stop_event=again,
                recursive=recursive,
                force_polling=by_looking,
                ignore_permission_denied=True,
            ):
                yield changes
        except FileNotFoundError:  # it went in this very moment
            await anyio.sleep(_PAUSE)
            again.set()
        except (OSError, RuntimeError):  # such as too many watches
            if by_looking:
                raise
            by_looking = True
