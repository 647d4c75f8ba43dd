"""Text from articles and catalogs, made fit for a terminal.

A stranger wrote it: an escape sequence in a msgstr must not act on the terminal, a directional
override must not make a line read otherwise than it stands.

Terminals that put right-to-left text in order (Unicode Standard Annex #9) get the marks that they
need for it from here, after everything else was made visible: they stand in no text of strangers.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from essaytrans.i18n import render
from essaytrans.language.unseen import visible

if TYPE_CHECKING:
    from essaytrans.model import Message, Position

__all__ = [
    "LEFT_TO_RIGHT",
    "directed",
    "excerpt",
    "has_right_to_left",
    "isolated",
    "told",
    "visible",
    "width",
]

LEFT_TO_RIGHT = "\u200e"
"""A mark that acts as a Latin letter and is not seen."""
_RIGHT_TO_LEFT, _OWN_DIRECTION, _END = "\u2067", "\u2068", "\u2069"
"""RLI, FSI and PDI: they isolate what is between them from the text around."""
_MARKS = frozenset((LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _OWN_DIRECTION, _END))
_COLUMNS = 76
"""How wide an excerpt may be: a terminal of 80 columns, less the indent."""
_BEFORE = 30
"""How many columns of a long line are shown before the caret."""


def told(sentence: Message) -> str:
    """Tell a sentence, fit for a terminal.

    In a right-to-left language a path or an option would fall apart among its words, and a full
    stop or a bracket would change sides; the sentence and each of its fields are isolated.
    """
    if not has_right_to_left(render(sentence, field=_nothing)):
        return visible(render(sentence))
    return directed(render(sentence, field=isolated))


def _nothing(_: str) -> str:
    return ""


def directed(text: str) -> str:
    """Have a text read from the right, whatever stands around it."""
    return f"{_RIGHT_TO_LEFT}{text}{_END}"


def isolated(text: str) -> str:
    """Make a text visible, and have it read in its own direction within a right-to-left one."""
    return f"{_OWN_DIRECTION}{visible(text)}{_END}"


def has_right_to_left(text: str) -> bool:
    """Say whether any letter of a text is of a right-to-left script."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes (Unicode Standard Annex #11)."""
    columns = 0
    for character in text:
        if character in _MARKS or unicodedata.combining(character):
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
