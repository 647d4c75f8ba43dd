"""The files by which a project tells git how to treat its catalogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.project import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["add_lines"]


def add_lines(root: Path, name: str, lines: Sequence[str], *, dry: bool) -> bool:
    """Add lines to a file of a project, those that it does not have; True if any was added.

    Args:
        root: the project's folder.
        name: the file, such as `.gitattributes`; it need not exist.
        lines: without line ends.
        dry: whether only to say whether any would be.

    Raises:
        EssaytransError: the file cannot be read or written.
    """
    path = root / name
    text = files.read_text(path, root) if files.is_file(path) else ""
    known = {line.strip() for line in text.split("\n")}
    missing = [line for line in lines if line not in known]
    if not missing:
        return False
    if text and not text.endswith("\n"):
        text += "\n"
    if not dry:
        files.write_text(path, text + "".join(f"{line}\n" for line in missing), root=root)
    return True
