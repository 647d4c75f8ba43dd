"""The folder `.essaytrans/` of a project, in which the program keeps what is its own.

git ignores it, and anybody may delete it at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.project.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FOLDER", "write_own"]

FOLDER: Final = ".essaytrans"


def write_own(root: Path, name: str, text: str) -> bool:
    """Write a file of the program's own, and beside it the one that makes git ignore both.

    Args:
        root: the project's folder.
        name: the file's, without a folder.
        text: its content.

    Returns:
        Whether it was written: its content had changed.

    Raises:
        EssaytransError: `not-written` or `path-outside`.
    """
    write_text(root / FOLDER / ".gitignore", "*\n", root=root, durable=False)
    return write_text(root / FOLDER / name, text, root=root, durable=False)
