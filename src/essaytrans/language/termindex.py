"""Where the terms of a glossary stand in a text, the longest first.

Terms are looked up by their first two characters, and only at places where a term's first character
stands: the cost grows with the text, and hardly with the number of terms.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.language.han import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Index", "Place"]


_SUFFIXES: Final = frozenset("员員夹夾师師者化器库庫")
"""What makes another word of a word of Han: 程序员 is no 程序, 文件夹 no 文件. Most of what was said
wrongly of good translations was said of these; a glossary that means 数据库 has it as a term. Only such
as hardly begin a word themselves."""
_NO_SUFFIXES: Final = frozenset(
    (
        *("员工", "員工", "师傅", "師傅", "师生", "師生", "化学", "化學"),
        *("化为", "化為", "库存", "庫存", "器材"),
    )
)
"""Words that do begin so, and may follow a term."""


class Place(NamedTuple):
    """Where a term stands in a text."""

    start: int
    """In characters of the text."""
    end: int
    numbers: tuple[int, ...]
    """Which terms it is, counted from 0: several where a glossary has a word twice, as a noun and
    as a verb."""


class Index:
    """Terms, in the order of their numbers."""

    __slots__ = ("_begins", "_by_two", "_numbers")

    def __init__(self, terms: Iterable[str]) -> None:
        numbers: dict[str, list[int]] = {}
        for number, term in enumerate(terms):
            if folded := _small(term):
                numbers.setdefault(folded, []).append(number)
        self._numbers = {term: tuple(several) for term, several in numbers.items()}
        self._by_two: dict[str, tuple[str, ...]] = {}
        for term in numbers:
            self._by_two[term[:2]] = (*self._by_two.get(term[:2], ()), term)
        first = "".join(sorted({re.escape(term[0]) for term in numbers}))
        self._begins = re.compile(f"[{first}]") if first else None

    def find(self, prose: str) -> list[Place]:
        """Return the places of terms, in order, none overlapping.

        Case does not count. A term whose edge is a letter or digit other than CJK has its edge at
        the edge of a word; one of Han is not followed by what makes another word of it.
        """
        if self._begins is None:
            return []
        text = prose if prose.islower() else _small(prose)
        found: list[tuple[int, int, str]] = []
        by_two = self._by_two
        for match in self._begins.finditer(text):
            start = match.start()
            # those of one character are there under it alone
            terms = by_two.get(text[start : start + 2], ()) + by_two.get(text[start], ())
            if terms:
                found += [
                    (start, -len(term), term)
                    for term in terms
                    if text.startswith(term, start) and _stands_free(text, start, term)
                ]
        if not found:
            return []
        if len(found) > 1:
            found = _longest(found)
        return [Place(start, start - minus, self._numbers[term]) for start, minus, term in found]


def _longest(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Keep of those that overlap the longest, and of equally long ones the first."""
    taken: set[int] = set()
    kept: list[tuple[int, int, str]] = []
    for start, minus, term in sorted(found, key=itemgetter(1, 0)):
        # no later one is longer, so one that overlaps has its first or last character taken
        if start not in taken and start - minus - 1 not in taken:
            taken.update(range(start, start - minus))
            kept.append((start, minus, term))
    kept.sort()
    return kept


def _small(text: str) -> str:
    """Return a text in small letters, as long as it is: `İ` has two of them and stays."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join([one if len(one := char.lower()) == 1 else char for char in text])


def _stands_free(text: str, start: int, term: str) -> bool:
    end = start + len(term)
    if start and _is_of_word(text[start - 1]) and _is_of_word(term[0]):
        return False
    if end == len(text):
        return True
    if text[end] in _SUFFIXES and is_cjk(term[-1]):
        return text[end : end + 2] in _NO_SUFFIXES
    return not (_is_of_word(text[end]) and _is_of_word(term[-1]))


def _is_of_word(char: str) -> bool:
    """Whether a character is of a word that blanks end, as Han is not."""
    return char.isalnum() and not is_cjk(char)
