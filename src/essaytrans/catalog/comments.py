"""The comment lines of a PO file: remarks, flags (`#,`) and references (`#:`), read and written.

White space here is blank and tab only, as in gettext: U+3000 is a letter like any other in the
name of a Chinese file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = [
    "read_flags",
    "read_references",
    "read_remark",
    "write_flags",
    "write_references",
    "write_remark",
]

_FLAG: Final = re.compile(r"range:[ \t]*[0-9]+\.\.[0-9]+|[^ \t,]+")

_REFERENCE: Final = re.compile(r"(?:\u2068[^\u2068\u2069]*\u2069|[^ \t])+")
"""gettext isolates a file name that has blanks in it (U+2068 … U+2069)."""

_GUARD: Final = "\u200b"
"""A zero-width space, which neither gettext nor Poedit takes for white space."""

_PAGE_WIDTH: Final = 79
"""How many bytes a `#:` line has at most, unless it is one long reference (msgcat's default)."""


def read_remark(text: str) -> str:
    """Read what follows `#` or `#.`; tools are free with the blank before it and those behind."""
    text = text.removeprefix(" ").rstrip()
    if text.endswith(_GUARD) and _has_open_end(text):
        text = text.removesuffix(_GUARD)
    return text.replace("\r", " ") if "\r" in text else text


def write_remark(mark: str, text: str) -> str:
    """Write a `#` or `#.` line.

    gettext joins a line that ends in a backslash and the next one, comments too, so that Poedit
    would lose the line after such a remark. A zero-width space behind it prevents that.
    """
    line = f"{mark} {text}".rstrip()
    return line + _GUARD if _has_open_end(line) else line


def _has_open_end(line: str) -> bool:
    return line.rstrip(_GUARD).endswith("\\")


@lru_cache(maxsize=256)
def read_flags(text: str) -> tuple[str, ...]:
    """Read what follows `#,`: each flag once, in the order found; `range: 0..9` is one flag."""
    return tuple(dict.fromkeys(_FLAG.findall(text)))


def write_flags(flags: tuple[str, ...]) -> str:
    """Write a `#,` line; there must be at least one flag."""
    return f"#, {', '.join(flags)}"


def read_references(text: str) -> tuple[str, ...]:
    """Read what follows `#:`."""
    return tuple(_REFERENCE.findall(text))


def write_references(references: tuple[str, ...]) -> list[str]:
    """Write the `#:` lines, broken where msgcat breaks them, with `--no-wrap` and without."""
    lines: list[str] = []
    room = 0
    for reference in references:
        width = len(reference.encode(errors="replace")) + 1
        if width <= room:
            lines[-1] += f" {reference}"
        else:
            lines.append(f"#: {reference}")
            room = _PAGE_WIDTH - len("#:")
        room -= width
    return lines
