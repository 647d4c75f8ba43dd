"""The files by which a project tells git how to treat its catalogs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.project import files
from essaytrans.project.layout import catalogs_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from essaytrans.project.config import Config

__all__ = ["add_lines", "catalog_patterns"]

_MEANS_MORE: Final = re.compile(r"^[!#]|[*?\[]")
"""Characters that stand for others, or for something else, in a pattern of git. A backslash would
too, but the configuration takes none, nor characters that print nothing."""
_NEEDS_QUOTES: Final = re.compile('^"| ')
"""What git would take for a quotation, or for the end of the pattern."""


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


def catalog_patterns(config: Config) -> tuple[str, ...]:
    """Return by which patterns `.gitattributes` names the catalogs of a project, and little else.

    Where they have a folder, that is all catalogs in it. Otherwise it is what the configured
    pattern says, in any language: the programs of other people have catalogs too.
    """
    folder = catalogs_folder(config)
    if folder != ".":
        return (_quoted(f"{_literal(folder)}/**/*.po"),)
    glob = _literal(config.catalogs).replace("{language}", "*")
    glob = re.sub(r"(^|/)\{article\}", r"\1**/*", glob)
    # what is left stands behind other characters, where `**` is no more than `*`
    globs = dict.fromkeys(glob.replace("{article}", name) for name in ("*", "*/**/*"))
    # a pattern without a slash would hold in every folder
    return tuple(_quoted(glob if "/" in glob else f"/{glob}") for glob in globs)


def _literal(path: str) -> str:
    """Write a path so that it stands for itself in a pattern."""
    return _MEANS_MORE.sub(r"\\\g<0>", path)


def _quoted(pattern: str) -> str:
    """Write a pattern as `.gitattributes` wants it, where a blank ends it: quoted as in C."""
    if not _NEEDS_QUOTES.search(pattern):
        return pattern
    escaped = re.sub(r'["\\]', r"\\\g<0>", pattern)
    return f'"{escaped}"'
