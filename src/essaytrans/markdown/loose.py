"""Lines that only some renderers take for more than text: written so that none does.

CommonMark lets no definition interrupt a paragraph, wants a blank after the `#` of a heading, and
knows numbers by the digits 0 to 9. Python-Markdown and mistune are looser, each in its own way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["defines", "escaped"]

_BRACKET: Final = re.compile(r"^[ \t]*+(\*?\[)", re.MULTILINE)
_CLOSING: Final = re.compile(r"\]")
_NOT_ESCAPED: Final = re.compile(r"\\.|\]", re.DOTALL)
_ABBREVIATED: Final = re.compile(r"\][ ]?:")
_LABEL_OF_LINK: Final = re.compile(r"[^\[\]\\]*+(?:\\.[^\[\]\\]*+)*\]:", re.DOTALL)
_HASH: Final = re.compile(r"^[ \t]*+(?=#)", re.MULTILINE)
_UNDERLINE: Final = re.compile(r"(?<=\n)[ \t]*+(?=[=-]*+[ \t]*+$)(?=-*+=+-|=*+-+=)", re.MULTILINE)
_FOREIGN_NUMBER: Final = re.compile(
    r"^[ \t]*+(?=[0-9]*+[^\x00-\x7f])\d++(?=[.)](?:\s|\Z))", re.MULTILINE
)


def defines(text: str) -> bool:
    """Whether any line of a text could be a definition: of a link, a footnote, an abbreviation."""
    return next(_definitions(text), None) is not None


def escaped(text: str, source: str) -> str:
    """Put a backslash where a line would be more than text to a loose renderer.

    What the source has too stays: the source's own lines are its author's business.
    """
    places: set[int] = set()
    if "]" in text and not defines(source):
        places.update(_definitions(text))
    for pattern, sign in ((_HASH, "#"), (_UNDERLINE, "="), (_FOREIGN_NUMBER, "")):
        if sign in text and not pattern.search(source):
            places.update(match.end() for match in pattern.finditer(text))
    if not places:
        return text
    edges = [0, *sorted(places), len(text)]
    return "\\".join(text[start:end] for start, end in pairwise(edges))


def _definitions(text: str) -> Iterator[int]:
    """Yield where the brackets of definitions stand at the beginnings of lines.

    A label may go on over lines, and may have brackets in it where that is a footnote's or an
    abbreviation's. To look up the ends keeps the time linear.
    """
    if "]:" not in text and "] :" not in text:
        return
    closing = [match.start() for match in _CLOSING.finditer(text)]
    bare = [match.start() for match in _NOT_ESCAPED.finditer(text) if match[0] == "]"]
    abbreviated = [match.start() for match in _ABBREVIATED.finditer(text)]
    slashes = [at for at, character in enumerate(text) if character == "\\"]
    for match in _BRACKET.finditer(text):
        at, begin = match.start(1), match.end()
        ends = (_next(closing, begin), _next(bare, begin))
        if match[1] == "*[":
            end, slash = _next(abbreviated, begin), _next(slashes, begin)
            found = end >= 0 and not 0 <= slash < end
            found = found or any(text.startswith("]:", end) for end in ends if end >= 0)
        elif text.startswith("^", begin):
            found = any(text.startswith("]:", end) for end in ends if end >= 0)
        else:
            found = _LABEL_OF_LINK.match(text, begin) is not None
        if found:
            yield at


def _next(places: Sequence[int], after: int) -> int:
    """Return the first of some places from a place on; -1 where there is none."""
    number = bisect_left(places, after)
    return places[number] if number < len(places) else -1
