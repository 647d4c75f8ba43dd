"""The pieces of one line of a PO file, whatever its layout.

PO files are free in their layout: `msgid "a" "b" msgstr "c" # remark` is one good line. Almost all
lines hold one keyword and one string, and `po` reads those by itself; all others come here.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Token", "TokenKind", "tokens"]


class TokenKind(StrEnum):
    """What a token is."""

    KEYWORD = "keyword"
    STRING = "string"
    COMMENT = "comment"
    UNCLOSED = "unclosed"
    """A string without its second quotation mark."""
    OTHER = "other"
    """A word that PO does not have."""


class Token(NamedTuple):
    """A piece of a line, and the mark that the line had in front of it."""

    kind: TokenKind
    mark: str
    """`#~` (obsolete), `#|` (previous), `#~|` (both), or nothing."""
    text: str
    """A keyword in its plain spelling (`msgstr[0]`), what stands between the quotation marks, a
    comment with its `#`, a word."""
    start: int
    """Where the token begins in the line, in characters from 0; of a string, what is inside."""
    end: int
    """Where it ends."""


_MARKS: Final = re.compile(r"[ \t\f\v\r]*(?:#(?:~\|?|\|)[ \t\f\v\r]*)*")
_TOKEN: Final = re.compile(
    r"(?P<comment>#.*)"
    r'|"(?P<string>[^"\\]*+(?:\\.[^"\\]*+)*)"'
    r'|(?P<unclosed>".*)'
    r"|(?P<keyword>(?:msgid_plural|msgid|msgctxt|msgstr|domain)(?!\w)"
    r"(?:(?<=msgstr)[ \t]*\[[ \t]*(?P<form>[0-9]{1,3})[ \t]*\])?)"
    r'|(?P<other>[^ \t\f\v\r"#]+)'
)


def tokens(line: str) -> Iterator[Token]:
    """Cut a line into tokens; every character but marks and white space belongs to one."""
    marks = _MARKS.match(line)
    before = marks[0] if marks else ""
    signs = ("~" if "~" in before else "") + ("|" if "|" in before else "")
    for found in _TOKEN.finditer(line, len(before)):
        kind = TokenKind(found.lastgroup or "other")
        form = found["form"]
        text = found[kind] if form is None else f"msgstr[{int(form)}]"
        yield Token(kind, f"#{signs}" if signs else "", text, *found.span(kind))
