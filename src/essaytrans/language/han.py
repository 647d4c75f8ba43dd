"""Scripts of characters: counting 字, and joining lines as Chinese is written.

Han is what Unicode calls Script=Han, that is ideographs with all their extensions and compatibility
forms, the radicals, 々, 〇 and the Hangzhou numerals (Unicode 17, Scripts.txt); the two planes set
aside for ideographs (2 and 3) count as a whole, so that a new extension needs no new release.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["contains_han", "count_han", "is_cjk", "join_lines", "joint"]

_HAN: Final = (
    "\u2e80-\u2fd5"  # radicals, which copied PDF text has in the place of characters
    "\u3005\u3007\u3021-\u3029\u3038-\u303b"  # 々 〇 Hangzhou numerals
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
_KANA_BOPOMOFO: Final = (
    "\u02ea\u02eb\u3031-\u3035\u3041-\u309f\u30a1-\u30fa\u30fc-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\uff66-\uff9f\U0001aff0-\U0001b16f"
)
# Letters as wide as Han and set like Han: 〆, 〼, full-width Latin, enclosed Han (㈱ ㊗ ㍿), and the
# marks that combine with the Han before them (tone marks, selectors of ideographic variants).
_WIDE: Final = (
    "\u3006\u303c\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3220-\u3247\u3280-\u33ff"
    "\u302a-\u302f\U000e0100-\U000e01ef"
)
_PUNCTUATION: Final = (
    "\u3000-\u3004\u3008-\u3020\u3030\u3036\u3037\u303d-\u303f\u30a0\u30fb"
    "\ufe10-\ufe1f\ufe30-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6"
)
# Shared by Latin and Chinese: the neighbours decide. The second row holds their variants.
_AMBIGUOUS: Final = "“”‘’—…·\u2015\u2025\u2027\u22ef\u2e3a"

# one pattern with Han for all questions: each costs 2 ms to compile, for its 30,000 characters
_HAN_RUN: Final = re.compile(f"[{_HAN}]+")
_is_other_letter: Final = re.compile(f"[{_KANA_BOPOMOFO}{_WIDE}]").match
_is_punctuation: Final = re.compile(f"[{_PUNCTUATION}]").match

_DELIMITERS: Final = frozenset("*_~`")
_REACH: Final = 1000
"""How far, in characters, the other end of a construct is looked for: a link label of CommonMark
has at most 999 characters. Without a limit a line of 50,000 `]` would take quadratic time."""
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]*>")
_DESTINATION: Final = r"(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
_TITLE: Final = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?"""
_TARGET: Final = re.compile(rf"\(\s*{_DESTINATION}{_TITLE}\s*\)")
_LABEL: Final = re.compile(r"\[[^\[\]]{0,999}\]")


def contains_han(text: str) -> bool:
    """Tell whether there is a Han character in the text."""
    return _HAN_RUN.search(text) is not None


def count_han(text: str) -> int:
    """Count the 字 of a text.

    Han characters only, each as one: neither punctuation of any width nor kana, Latin words or
    digits count. Chinese authors, and publishers who pay them, count so, while word processors add
    punctuation and foreign words.
    """
    return sum(map(len, _HAN_RUN.findall(text)))


def is_cjk(char: str) -> bool:
    """Tell whether a character is written without spaces around it.

    Han, kana, Bopomofo, full-width letters, and CJK or full-width punctuation; not Hangul, which
    has spaces, nor the ambiguous “ ” ‘ ’ — … ·, which need their neighbours to tell.
    """
    return _is_letter(char) or _is_punctuation(char) is not None


def _is_letter(char: str) -> bool:
    return contains_han(char) or _is_other_letter(char) is not None


def join_lines(lines: Sequence[str]) -> str:
    """Join lines that a soft break divides into one, with or without a space at each break.

    Args:
        lines: the lines without their line breaks, prefixes and edge blanks.
    """
    if len(lines) == 1:
        return lines[0]
    parts = list(lines[:1])
    for left, right in pairwise(lines):
        parts.append(joint(left, right))
        parts.append(right)
    return "".join(parts)


def joint(left: str, right: str) -> str:
    """Return what a soft break between two lines of a paragraph turns into: `""` or `" "`.

    Markup at the break (emphasis and code delimiters, brackets, link targets, footnote references,
    HTML tags) is looked through. The space goes when either side is CJK or full-width punctuation,
    or when both are Han, kana or Bopomofo (or full-width letters). The ambiguous “ ” ‘ ’ — … · are
    CJK punctuation where the first other character on either side of their run is CJK. Hangul and
    all others take one space, and an empty line takes none.
    """
    if not left or not right:
        return ""
    before = _last(left, len(left))
    after = _first(right, 0)
    a = left[before - 1] if before else " "
    b = right[after] if after < len(right) else " "
    if _is_punctuation(a) or _is_punctuation(b):
        return ""
    if _is_letter(a) and _is_letter(b):
        return ""
    if a not in _AMBIGUOUS and b not in _AMBIGUOUS:
        return " "
    return "" if _beside_cjk(left, before, right, after) else " "


def _beside_cjk(left: str, before: int, right: str, after: int) -> bool:
    """Tell whether the run of ambiguous punctuation around a break has CJK at either of its ends.

    Args:
        left: the line before the break.
        before: the offset in it after its last visible character.
        right: the line after the break.
        after: the offset in it of its first visible character.
    """
    while before and left[before - 1] in _AMBIGUOUS:
        before = _last(left, before - 1)
    while after < len(right) and right[after] in _AMBIGUOUS:
        after = _first(right, after + 1)
    return (before > 0 and is_cjk(left[before - 1])) or (
        after < len(right) and is_cjk(right[after])
    )


def _last(text: str, end: int) -> int:
    """Return the offset after the last character before `end` that is not markup."""
    while end:
        char = text[end - 1]
        if char in _DELIMITERS or char == "[":
            opened = end - 1
        elif char == "]":
            opened = _before_bracket(text, end)
        elif char == ")":
            opened = _before_target(text, end)
        elif char == ">":
            opened = text.rfind("<", max(0, end - _REACH), end)
            opened = opened if opened >= 0 and _TAG.fullmatch(text, opened, end) else end
        else:
            return end
        if opened == end or _escaped(text, end - 1):
            return end
        end = opened
        if end and text[end - 1] == "!" and text.startswith("[", end):
            end -= 1
    return end


def _before_bracket(text: str, end: int) -> int:
    """Step back over the `]` that stands before `end`, and over the label of a reference link."""
    opened = text.rfind("[", max(0, end - _REACH), end)
    if opened >= 0 and (
        text.startswith("[^", opened) or (opened and text[opened - 1] == "]" and end - opened > 1)
    ):
        return opened
    return end - 1


def _before_target(text: str, end: int) -> int:
    """Step back over the target of a link, `(…)`, whose `)` stands before `end`, if it is one."""
    opened = text.rfind("](", max(0, end - 2 * _REACH), end)
    return opened + 1 if opened >= 0 and _TARGET.fullmatch(text, opened + 1, end) else end


def _first(text: str, start: int) -> int:
    """Return the offset of the first character from `start` on that is not markup."""
    while start < len(text):
        char = text[start]
        if char in _DELIMITERS:
            start += 1
        elif char == "[":
            label = _LABEL.match(text, start) if text.startswith("[^", start) else None
            start = label.end() if label else start + 1
        elif char == "!" and text.startswith("[", start + 1):
            start += 2
        elif char == "]":
            tail = _TARGET.match(text, start + 1) or _LABEL.match(text, start + 1)
            start = tail.end() if tail else start + 1
        elif char == "<" and (tag := _TAG.match(text, start)):
            start = tag.end()
        else:
            return start
    return start


def _escaped(text: str, at: int) -> bool:
    """Tell whether an odd number of backslashes stands before the character at `at`."""
    first = at
    while first and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1
