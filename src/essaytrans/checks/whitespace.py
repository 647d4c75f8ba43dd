"""White space that is wrong, or missing."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final
from unicodedata import category

from essaytrans.checks.finding import Finding
from essaytrans.checks.punctuation import EAST_ASIAN
from essaytrans.checks.script import writing
from essaytrans.i18n import msg
from essaytrans.language.han import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.pair import Pair

__all__ = ["NAME", "check"]

NAME: Final = "white-space"

_NOT_SPACED: Final = EAST_ASIAN - {"Hang", "Kore", "Mong"} | {
    *("Java", "Khmr", "Lana", "Laoo", "Mymr", "Talu", "Thai")
}
"""Scripts that put no blank between words, or between sentences."""
_PASTED: Final = 3
"""No-break blanks between words that are no single word kept together any more."""

# After the end of a sentence some put two blanks, and no renderer shows the second one.
_DOUBLED: Final = re.compile(r"(?<=[^\s.!?:…”’\")])[ \t\u00a0]{2,}(?=\S)|(?<=\S)\t+(?=\S)")
_BETWEEN_WORDS: Final = re.compile(r"(?<=[^\W\d_]{2})[ \u00a0](?=[^\W\d_]{2})")
_JOINT: Final = re.compile(r"[.,!?،؛؟۔।][”»“]?(?=[^\W\d_][^\d.,])")
_LETTERS: Final = 2
"""Letters that must stand before a mark for it to end a word: not in `e.g.` or `a,b`."""


def check(pair: Pair) -> Iterator[Finding]:
    """Find blanks at the edges, doubled ones, unusual ones, and sentences without one between.

    Blocks of code are not looked at.
    """
    target = pair.target
    if pair.is_code:
        return
    if not target.isprintable() or target[0] == " " or target[-1] == " " or "  " in target:
        yield from _edges(pair)
        yield from _doubled(pair)
        yield from _unusual(pair)
    if joint := _JOINT.search(target):
        yield from _joined(pair, joint)


def _edges(pair: Pair) -> Iterator[Finding]:
    target = pair.target
    first, last = len(target) - len(target.lstrip()), len(target.rstrip())
    # texts of other programs begin and end with some
    if first and not pair.source[:1].isspace():
        # Translators: “it” is the translation.
        yield Finding(NAME, msg("it begins with white space"), msg("take it away"), 0, first)
    if 0 < last < len(target) and not pair.source[-1:].isspace():
        # Translators: “it” is the translation.
        message = msg("it ends with white space")
        yield Finding(NAME, message, msg("take it away"), last, len(target) - last)


def _doubled(pair: Pair) -> Iterator[Finding]:
    for found in _DOUBLED.finditer(pair.target):
        if _in_prose(pair, found.start()) and found[0] not in pair.source:
            yield Finding(
                NAME,
                msg("there are several blanks, or a tab, where one blank is enough"),
                msg("leave one"),
                found.start(),
                len(found[0]),
            )
            return


def _unusual(pair: Pair) -> Iterator[Finding]:
    target = pair.target
    at = target.find("\u3000")
    while at >= 0:
        # a blank of Chinese that is quoted belongs to it
        beside = (target[at - 1 : at], target[at + 1 : at + 2])
        if not any(char and is_cjk(char) for char in beside):
            script = writing(pair.language)
            if script is not None and script not in EAST_ASIAN and _in_prose(pair, at):
                yield _unusual_at(at, "U+3000")
                return
        at = target.find("\u3000", at + 1)
    if target.count("\u00a0") >= _PASTED:
        blanks = list(_BETWEEN_WORDS.finditer(target))
        hard = [found.start() for found in blanks if found[0] == "\u00a0"]
        if len(hard) >= _PASTED and 2 * len(hard) > len(blanks):
            yield _unusual_at(hard[0], "U+00A0")


def _unusual_at(at: int, name: str) -> Finding:
    return Finding(
        NAME,
        # Translators: {code} is U+3000, the full-width blank, or U+00A0, the one that keeps two
        # words on one line.
        msg("the blank {code} stands where an ordinary one does", code=name),
        msg("write an ordinary blank"),
        at,
    )


def _joined(pair: Pair, found: re.Match[str] | None) -> Iterator[Finding]:
    target = pair.target
    if writing(pair.language) in _NOT_SPACED:
        return
    while found:
        start, end = found.span()
        around = target[max(start - _LETTERS, 0) : end + _LETTERS]
        if _parts(target, start, end) and around not in pair.source and _in_prose(pair, start):
            yield Finding(
                NAME,
                msg("there is no blank after “{mark}”", mark=found[0]),
                msg("put one there"),
                start,
                end - start,
            )
            return
        found = _JOINT.search(target, end)


def _parts(text: str, start: int, end: int) -> bool:
    """Whether what stands in `text` from `start` to `end` is between two words, not within a name.

    `Node.js` and `Form.Item` are names: where the script has capitals, a full stop ends a sentence
    if a word in small letters stands before it, and a capital and a small letter or a blank after.
    """
    before, after = text[start - _LETTERS : start], text[end : end + _LETTERS]
    if len(before) < _LETTERS or is_cjk(before[1]) or is_cjk(after[0]):
        return False
    if not all(map(_is_letter, before)) or not (after[1].isspace() or _is_letter(after[1])):
        return False
    if text[start:end] != ".":
        return True
    if after[0].lower() == after[0].upper():
        return before[1].lower() == before[1].upper()
    first = start
    while first and text[first - 1].isalpha():
        first -= 1
    return text[first:start].islower() and after[0].isupper() and not after[1].isupper()


def _is_letter(char: str) -> bool:
    """Whether a character is a letter, or a vowel sign or accent that stands on one."""
    return char.isalpha() or category(char) in {"Mc", "Mn"}


def _in_prose(pair: Pair, at: int) -> bool:
    pieces = pair.target_pieces
    after = bisect_right(pieces, at, key=attrgetter("start"))
    return not after or pieces[after - 1].end <= at
