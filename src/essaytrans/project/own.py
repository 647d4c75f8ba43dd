"""The folder `.essaytrans/` of a project, in which the program keeps what is its own.

git ignores it, and anybody may delete it at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.project.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FOLDER", "own_folder", "write_own"]

FOLDER: Final = ".essaytrans"


def own_folder(root: Path) -> Path:
    """Make the folder, and in it the file that makes git ignore all of it.

    Raises:
        EssaytransError: `not-written` or `path-outside`.
    """
    folder = root / FOLDER
    write_text(folder / ".gitignore", "*\n", root=root, durable=False)
    return folder


def write_own(root: Path, name: str, text: str) -> bool:
    """Write a file of the program's own, and beside it the one that makes git ignore both.

    Args:
        root: the project's folder.
        name: the file's, relative to the program's own folder, with `/`.
        text: its content.

    Returns:
        Whether it was written: its content had changed.

    Raises:
        EssaytransError: `not-written` or `path-outside`.
    """
    return write_text(own_folder(root) / name, text, root=root, durable=False)
