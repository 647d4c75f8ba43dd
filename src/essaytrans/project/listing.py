"""Listing the files of a folder: what is there, and what stands in the way of listing it all."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.files import inside
from essaytrans.project.problems import file_problem, outside, reason, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["Listing", "list_files", "times_of"]

_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters, line ends, and the surrogates that stand for bytes that are not UTF-8."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder, and what stood in the way of listing them all."""

    paths: tuple[str, ...]
    """Relative to the folder, with `/`, sorted by their characters."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Errors for links that lead out (`path-outside`), folders that cannot be read
    (`file-unreadable`) and names that are no text (`file-name`); warnings for links to folders and
    to nowhere (`link-skipped`)."""


def times_of(folder: Path, suffixes: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Return names, sizes and times of the files below a folder, sorted.

    Args:
        folder: where to begin; what cannot be looked at is left out.
        suffixes: the ends of names that are wanted.
    """
    found: list[tuple[str, int, int]] = []
    folders = [str(folder)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.endswith(suffixes):
                        seen = entry.stat()
                        found.append((entry.path, seen.st_size, seen.st_mtime_ns))
                    elif entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                        folders.append(entry.path)
        except OSError:
            continue
    return sorted(found)


def list_files(folder: Path, suffixes: Collection[str], *, root: Path) -> Listing:
    """List the files of a folder and all folders below it by the ends of their names.

    Hidden files and folders (whose names begin with a full stop) are skipped. A link to a file of
    the project counts as a file; a link to a folder is not entered, so that there are no circles.

    Args:
        folder: where to begin; a folder that does not exist is empty.
        suffixes: the ends of names that are wanted, such as `.md`, in lower case; capitals in
            names make no difference.
        root: the project that the folder and its files must be inside of.

    Raises:
        EssaytransError: `path-outside`, if the folder itself leads out.
    """
    if not inside(root, folder):
        raise EssaytransError(outside(folder, root))
    paths: list[str] = []
    diagnostics: list[Diagnostic] = []
    for found in _walk(folder, tuple(suffixes), root):
        if isinstance(found, Diagnostic):
            diagnostics.append(found)
        else:
            paths.append(found)
    return Listing(tuple(sorted(paths)), tuple(diagnostics))


def _walk(top: Path, suffixes: tuple[str, ...], root: Path) -> Iterator[str | Diagnostic]:
    """Yield the files below a folder, relative to it, and a problem for what cannot be listed."""
    folders = [""]
    while folders:
        below = folders.pop()
        folder = top / below
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            message = msg(
                "{path} cannot be read: {reason}", path=shown(folder, root), reason=reason(error)
            )
            yield file_problem("file-unreadable", folder, root, message, None)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield from _follow(top, below + entry.name, suffixes, root)
            elif entry.is_dir():
                folders.append(f"{below}{entry.name}/")
            elif entry.name.lower().endswith(suffixes):
                yield _named(top, below + entry.name, root)


def _follow(
    top: Path, below: str, suffixes: tuple[str, ...], root: Path
) -> Iterator[str | Diagnostic]:
    """Yield a link if it is a wanted file of the project, or the problem with it."""
    link = top / below
    if link.is_dir():
        message = msg("the linked folder {path} is not entered", path=shown(link, root))
        # Translators: “it” is a linked folder, “here” the folder of the articles.
        hint = msg("if there are articles in it, put the files themselves here")
    elif not link.name.lower().endswith(suffixes):
        return
    elif not inside(root, link):
        yield outside(link, root)
        return
    elif link.is_file():
        yield _named(top, below, root)
        return
    else:
        message = msg("the link {path} leads to no file", path=shown(link, root))
        # Translators: “it” is a symbolic link.
        hint = msg("remove it, or put the file in its place")
    position = Position(shown(link, root))
    yield Diagnostic(Severity.WARNING, "link-skipped", message, hint, position)


def _named(top: Path, below: str, root: Path) -> str | Diagnostic:
    """Return the path of a file, or the problem that a catalog cannot name it."""
    if below.isprintable() or not _UNPRINTABLE.search(below):
        return below
    name = ascii(shown(top / below, root))
    message = msg("the name {name} is not UTF-8 or has a control character", name=name)
    # Translators: “it” is a file or folder whose name cannot be used.
    hint = msg("rename it")
    return Diagnostic(Severity.ERROR, "file-name", message, hint, Position(name))
