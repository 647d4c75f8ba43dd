"""Text from articles and catalogs, made fit for a terminal.

A stranger wrote it: an escape sequence in a msgstr must not act on the terminal, a directional
override must not make a line read otherwise than it stands.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from essaytrans.model import Position

__all__ = ["excerpt", "visible", "width"]

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
_COLUMNS = 76
"""How wide an excerpt may be: a terminal of 80 columns, less the indent."""
_BEFORE = 30
"""How many columns of a long line are shown before the caret."""


def visible(text: str) -> str:
    """Write control and directional characters as `<U+202E>`; a tab as a blank."""
    return _INVISIBLE.sub(_name, text)


def _name(match: re.Match[str]) -> str:
    return " " if match[0] == "\t" else f"<U+{ord(match[0]):04X}>"


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes (Unicode Standard Annex #11)."""
    columns = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return columns


def excerpt(position: Position) -> list[str]:
    """Draw the text of a position with a caret line under it; empty where there is no text."""
    if position.text is None:
        return []
    column = (position.column or 1) - 1
    before, rest = position.text[:column], position.text[column:]
    marked, after = visible(rest[: position.length]), rest[position.length :]
    before = visible(_tail(before, _BEFORE))
    marked = _head(marked, _COLUMNS - width(before))
    after = visible(_head(after, _COLUMNS - width(before) - width(marked)))
    carets = "^" * max(width(marked), 1)
    return [f"{before}{marked}{after}".rstrip(), " " * width(before) + carets]


def _head(text: str, columns: int) -> str:
    """Cut a text to some columns, with an ellipsis for what is left out."""
    return _cut(text, columns) if width(text[: columns + 1]) > columns else text


def _cut(text: str, columns: int) -> str:
    taken = 0
    for index, character in enumerate(text):
        taken += width(character)
        if taken >= columns:
            return text[:index] + "…"
    return text


def _tail(text: str, columns: int) -> str:
    if width(text[-columns - 1 :]) <= columns:
        return text
    return "…" + _cut(text[: -columns - 1 : -1], columns).rstrip("…")[::-1]
