"""Where in a PO file a character of a translation stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.catalog.lexer import TokenKind, tokens
from essaytrans.catalog.strings import EscapeError, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.catalog.lexer import Token
    from essaytrans.model import Entry

__all__ = ["Place", "lines_of", "place_of"]

_NUMBERS: Final = r"(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+"
"""Bytes of UTF-8, as `strings` has them: any number of characters."""
_WRITTEN: Final = re.compile(rf"{_NUMBERS}|\\.|.", re.DOTALL)
_FORMS: Final = ("msgstr", "msgstr[0]")
"""What an entry's `msgstr` is called."""


class Place(NamedTuple):
    """A place in a file."""

    line: int
    """From 1."""
    column: int | None
    """In characters from 1; None for the line as a whole."""
    text: str
    """The line."""
    length: int = 1
    """How many characters of the line are meant."""


def lines_of(text: str) -> list[str]:
    """Cut a PO file into lines as the reader counts them, without their ends."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return (text if "\n" in text else text.replace("\r", "\n")).split("\n")


def place_of(
    lines: Sequence[str], entry: Entry, start: int | None, length: int = 1
) -> Place | None:
    """Find some characters of an entry's msgstr.

    Args:
        lines: those of the file that the entry was read from, by `lines_of`.
        entry: with the line of its msgid.
        start: the first character in the msgstr, from 0; None for all of it.
        length: how many there are; those on further lines are not in the place.

    Returns:
        The place; the line of the msgid if the msgstr is not where it should be, and None if the
        entry does not know where it stands.
    """
    if entry.line is None or entry.line > len(lines):
        return None
    strings = list(_strings(lines, entry.line))
    if not strings:
        return Place(entry.line, None, lines[entry.line - 1])
    left = start or 0
    for number, token in strings:
        spans = _spans(token.text)
        if left < len(spans):
            first, last = spans[left], spans[min(left + max(length, 1), len(spans)) - 1]
            column = token.start + first[0] + 1
            return Place(number, column, lines[number - 1], last[1] - first[0])
        left -= len(spans)
    number = strings[0][0]
    return Place(number, None, lines[number - 1])


def _strings(lines: Sequence[str], line: int) -> Iterator[tuple[int, Token]]:
    """Go through the pieces of the msgstr that follows the msgid in a line, with their lines."""
    is_msgid, is_msgstr = False, False
    for number in range(line, len(lines) + 1):
        for token in tokens(lines[number - 1]):
            if token.kind is TokenKind.KEYWORD:
                if is_msgstr or (is_msgid and token.text == "msgid"):
                    return
                is_msgid = is_msgid or token.text == "msgid"
                is_msgstr = is_msgid and token.text in _FORMS
            elif token.kind is TokenKind.STRING and is_msgstr:
                yield number, token


@lru_cache(maxsize=16)
def _spans(written: str) -> tuple[tuple[int, int], ...]:
    """Return where in a string each of its characters stands, as it is written there."""
    spans: list[tuple[int, int]] = []
    for found in _WRITTEN.finditer(written):
        spans += [found.span()] * (_count(found[0]) if found[0][0] == "\\" else 1)
    return tuple(spans)


def _count(escapes: str) -> int:
    """Return how many characters some escapes stand for."""
    try:
        return len(unescape(escapes))
    except EscapeError:  # somebody has changed the file meanwhile
        return 1
