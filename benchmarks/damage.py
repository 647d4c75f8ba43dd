"""Errors that are put into good translations, one at a time, where there is something to be damaged."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.checks.registry import LENGTH
from essaytrans.language.han import count_han
from essaytrans.markdown.inline import PieceKind
from essaytrans.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.checks.pair import Pair

__all__ = ["BREAKS", "ERRORS", "Error"]

_LONG: Final = 30
"""Characters of a translation from which on a third of it is a loss that a reader sees."""
_ALONE: Final = re.compile(r"(?<![0-9A-Za-z.,:/_-])[0-9]{2,}(?![0-9A-Za-z:/_%-]|[.,][0-9])")
"""A number of two digits and more that is no part of a version, a date or a name."""
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SMALL: Final = 12
"""Up to here numbers are often in words, and the review keeps silent by design."""
_SCALED: Final = re.compile(r"[0-9一二三四五六七八九十百千][ ]?[万亿]")
_SCALES: Final = {
    "thousand": "million",
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
    "Tausend": "Millionen",
    "Millionen": "Milliarden",
    "Milliarden": "Millionen",
    "Million": "Milliarde",
    "Milliarde": "Million",
    "Billionen": "Milliarden",
    "مليون": "مليار",
    "مليار": "مليون",
    "万": "億",
    "萬": "億",
    "億": "萬",
    "兆": "億",
}
_SCALE: Final = re.compile(
    rf"(?<=\d)[\s\u00a0]?(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})"
)
_BOLD: Final = re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*]*[^\s*])\*\*(?!\*)")


class Error(NamedTuple):
    """One way to damage a translation."""

    name: str
    damage: Callable[[Pair], str | None]
    """Return the damaged translation; None where there is nothing to damage."""
    check: str
    """The check that it is meant for."""


def _without_scale(pair: Pair) -> str | None:
    found = _SCALE.search(pair.target)
    if found is None or not _SCALED.search(pair.source):
        return None
    word = found[0].strip()
    return pair.target[: found.end() - len(word)] + _SCALES[word] + pair.target[found.end() :]


def _number(pair: Pair) -> tuple[int, int] | None:
    """Return the place of a number in the translation that the source has too, and that matters."""
    if pair.is_code:
        return None
    prose = pair.target_prose()
    if _SCALED.search(pair.source):
        numbers = list(_NUMBER.finditer(prose))
        return numbers[0].span() if len(numbers) == 1 else None
    there = Counter(_ALONE.findall(pair.source_prose()))
    for found in _ALONE.finditer(prose):
        # what stands in an address too, as the number of an issue does, is not lost
        if int(found[0]) > _SMALL and there[found[0]] == 1 == pair.target.count(found[0]):
            return found.span()
    return None


def _ten_times(pair: Pair) -> str | None:
    place = _number(pair)
    if place is None:
        return None
    start, end = place
    return pair.target[:start] + _shifted(pair.target[start:end]) + pair.target[end:]


def _shifted(number: str) -> str:
    """Write a number ten times as large, with the separators that it has."""
    zero = chr(ord(number[-1]) - unicodedata.digit(number[-1]))
    head, mark, tail = "", "", number
    for each in ".,":
        if each in number:
            head, mark, tail = number.rpartition(each)
    if not mark:
        return f"{number}{zero}"
    if len(tail) % 3 == 0:  # thousands: all digits move by one place
        digits = re.sub(r"\D", "", number) + zero
        first = len(digits) % 3 or 3
        groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
        return mark.join(groups)
    return f"{head}{tail[0]}{mark}{tail[1:]}".rstrip(mark)


def _without_number(pair: Pair) -> str | None:
    place = _number(pair)
    return place and pair.target[: place[0]].rstrip() + pair.target[place[1] :]


def _without_link(pair: Pair) -> str | None:
    return _unlinked(pair, image=False)


def _without_image(pair: Pair) -> str | None:
    return _unlinked(pair, image=True)


def _unlinked(pair: Pair, *, image: bool) -> str | None:
    """Leave out the first image, or the address of the first link, that stands once in both texts."""
    target = pair.target
    for piece in pair.target_pieces:
        address = target[piece.start : piece.end]
        opened = target.rfind("[", 0, piece.start)
        label = target[opened + 1 : piece.start - 1]
        if (
            piece.kind is PieceKind.TARGET
            and opened >= 0
            and "]" not in label
            and pair.source.count(address) == target.count(address) == 1
            and (target[:opened].endswith("!")) is image
        ):
            kept = target[: opened - 1] if image else target[:opened] + label
            return kept + target[piece.end :]
    return None


def _without_code(pair: Pair) -> str | None:
    for piece in pair.target_pieces:
        code = pair.target[piece.start : piece.end]
        if piece.kind is PieceKind.CODE and pair.target.count(code) == 1 and code in pair.source:
            return pair.target[: piece.start].rstrip() + pair.target[piece.end :]
    return None


def _without_footnote(pair: Pair) -> str | None:
    for piece in pair.target_pieces:
        if piece.kind is PieceKind.FOOTNOTE:
            return pair.target.replace(pair.target[piece.start : piece.end], "")
    return None


def _loose_bold(pair: Pair) -> str | None:
    found = _BOLD.search(pair.target)
    if found is None or not pair.is_markdown or "`" in pair.target or "**" not in pair.source:
        return None
    return pair.target[: found.end() - 2] + " " + pair.target[found.end() - 2 :]


def _cut_paragraph(pair: Pair) -> str | None:
    return _cut(pair) if pair.unit and pair.unit.kind is Kind.PARAGRAPH else None


def _cut_other(pair: Pair, *, long: bool) -> str | None:
    other = pair.unit and pair.unit.kind not in {Kind.PARAGRAPH, Kind.CODE}
    return _cut(pair) if other and (len(pair.target) >= _LONG) is long else None


def _cut(pair: Pair) -> str | None:
    """Keep a third of a translation."""
    return pair.target[: len(pair.target) // 3].rstrip() if count_han(pair.source) else None


ERRORS: Final = (
    Error("scale word swapped", _without_scale, "numbers"),
    Error("number ten times as large", _ten_times, "numbers"),
    Error("number deleted", _without_number, "numbers"),
    Error("link dropped", _without_link, "links"),
    Error("image dropped", _without_image, "images"),
    Error("code dropped", _without_code, "code"),
    Error("footnote dropped", _without_footnote, "footnotes"),
    Error("blank before the end of bold", _loose_bold, "emphasis"),
    Error("paragraph cut to a third", _cut_paragraph, LENGTH),
    Error(
        f"other text of {_LONG} characters and more cut to a third",
        lambda pair: _cut_other(pair, long=True),
        LENGTH,
    ),
    Error(
        "shorter text cut to a third",
        lambda pair: _cut_other(pair, long=False),
        LENGTH,
    ),
)
BREAKS: Final = {
    "a blank line within": "{}\n\n{}",
    "a heading within": "{}\n# {}",
    "a list within": "{}\n- {}",
    "a quote within": "{}\n> {}",
    "a rule within": "{}\n---\n{}",
    "a fence opened": "{}\n```\n{}",
    "a comment opened": "{} <!-- {}",
    "a tag brought in": '{} <b onclick="x">{}</b>',
    "a script for a link": "{} [x](javascript:x) {}",
    "a template brought in": "{} {{{{< x >}}}} {}",
    "its direction turned": "{}\u202e{}",
}
"""What is written between the halves of a translation that may have several lines."""
