"""Numbers: lost ones, and those that 万 and 亿 made ten, a hundred or ten thousand times too large."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.i18n import msg
from essaytrans.language.chinese_numbers import chinese_quantities, may_hold_hard
from essaytrans.language.quantities import times
from essaytrans.language.tags import split_tag
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from essaytrans.checks.pair import Pair
    from essaytrans.language.local_numbers import NumberReader
    from essaytrans.language.quantities import Quantity

__all__ = ["NUMBERS", "check_numbers"]

NUMBERS: Final = "numbers"
"""The name of the check."""

_LARGE: Final = 10_000.0
"""From here on a number is judged by its size too, and may be rounded."""
_ROUNDING: Final = 0.05
"""How far a rounded number may be off, as a share of it."""
_ROUND: Final = 100.0
"""A number of one significant digit is recognised at another power of ten from here on: 3 and 30 are
in many sentences."""
_WORDY: Final = 20.0
"""Up to here a number is often in words, and those are known of few languages."""
_WORDED: Final = 2
"""Significant digits of the longest number that is often in words before a scale word."""
_THOUSAND: Final = 3
"""The power of ten of the smallest scale word that matters."""
_DIGITS: Final = re.compile(r"\d+")
_CENTURY: Final = 100.0
"""Years below this are decades, or days of a month."""


def check_numbers(pair: Pair) -> Iterator[Finding]:
    """Report numbers that a translation lacks, and those that are off by a power of ten.

    It reads Chinese sources, and translations into any language that CLDR knows.
    """
    if not may_hold_hard(pair.source) or pair.is_code:
        return
    reader = _reader(pair.source_language, pair.language)
    if reader is None:
        return
    source = list(chinese_quantities(pair.source_prose(), trillion=_trillion(pair.source_language)))
    hard = [each for each in source if _is_hard(each, reader)]
    if hard:
        standing = _standing(pair.target)
        hard = [
            each
            for each in hard
            if each.scale > 1 or pair.source[each.start : each.end] not in standing
        ]
    if hard:
        explained = frozenset(value for each in source for value in each.values)
        found = _Found(pair, reader, explained)
        for quantity in _missing(hard, found):
            yield _finding(quantity, found)


class _Found:
    """The numbers of a translation, and what its source has."""

    __slots__ = ("_words", "explained", "numbers", "pair", "prose", "reader")

    def __init__(self, pair: Pair, reader: NumberReader, explained: frozenset[float]) -> None:
        self.pair = pair
        self.reader = reader
        self.explained = explained
        """All values of the source; a number of the translation that is one of them is no other."""
        self.prose = pair.target_prose()
        self.numbers = reader.numbers(self.prose)
        """Those in digits."""
        self._words: list[Quantity] | None = None

    @property
    def words(self) -> list[Quantity]:
        """Those in words, as far as they are known."""
        if self._words is None:
            self._words = [*_apart(self.reader.words(self.prose), self.numbers)]
        return self._words


def _apart(words: Iterable[Quantity], numbers: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield the words that no number overlaps."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted((each.start, each.end) for each in numbers):
        if ends and start < ends[-1]:
            ends[-1] = max(end, ends[-1])
        else:
            starts.append(start)
            ends.append(end)
    for word in words:
        before = bisect_left(starts, word.end)  # numbers that begin before the word's end
        if not before or ends[before - 1] <= word.start:
            yield word


@lru_cache(maxsize=64)
def _reader(source: str, target: str) -> NumberReader | None:
    """Return what reads the numbers of a translation; None where they cannot be compared."""
    from essaytrans.language.local_numbers import number_reader  # noqa: PLC0415 - needs CLDR

    try:
        return number_reader(target) if split_tag(source).language in {"yue", "zh"} else None
    except EssaytransError:
        return None


@lru_cache(maxsize=64)
def _trillion(source: str) -> bool:
    """Tell whether 兆 is 10¹² in the language of the source."""
    found = split_tag(source)
    return found.script == "Hant" or found.region in {"HK", "MO", "TW"}


def _is_hard(quantity: Quantity, reader: NumberReader) -> bool:
    """Tell whether a number of the source has to be in the translation, and could be found there."""
    if not quantity.hard or (quantity.scale >= _LARGE and not reader.scales):
        return False
    value = quantity.values[0]
    if reader.worded or (quantity.dated and value > _CENTURY):
        return True
    share = quantity.values[-1] < value
    # 14, 60, 500: one word or two; so are decades
    wordy = value <= _WORDY or (value < _LARGE and len(_significant(value)) == 1 and not share)
    return not (quantity.worded or wordy)


def _missing(hard: list[Quantity], found: _Found) -> list[Quantity]:
    """Return the numbers that the translation does not have, in digits, words, code or markup."""
    missing = _without(hard, found.numbers, found.explained)
    if missing:
        missing = _without(missing, found.words, found.explained)
    if missing and not found.reader.worded:
        scales = {word.scale for word in found.words}
        odd = _oddly_scaled(found)
        missing = [
            quantity
            for quantity in missing
            if quantity.values[0] not in odd and not _in_words(quantity, scales)
        ]
    if missing and (raw := html.unescape(found.pair.target)) != found.prose:
        missing = _without(missing, found.reader.numbers(raw), found.explained)
    return missing


def _standing(text: str) -> frozenset[str]:
    """Return the digits of a text that are a number by themselves, as they are written."""
    return frozenset(
        found[0]
        for found in _DIGITS.finditer(text)
        if not _goes_on(text[max(0, found.start() - 2) : found.start()][::-1])
        and not _goes_on(text[found.end() : found.end() + 2])
    )


def _goes_on(beside: str) -> bool:
    """Tell whether a number goes on at one of its ends, or may do so."""
    return beside[:1].isdecimal() or (beside[:1] in ".,' \u00a0\u202f" and beside[1:].isdecimal())


def _without(
    missing: list[Quantity], found: list[Quantity], explained: frozenset[float]
) -> list[Quantity]:
    """Return what is still missing, after numbers of the translation were found.

    Args:
        missing: numbers of the source.
        found: numbers of the translation.
        explained: values of the source: what is one of them is no other one, rounded.
    """
    values = {value for each in found for value in each.values}
    rounds = [each for each in found if explained.isdisjoint(each.values)]
    every = _sorted(rounds)
    worded = _sorted(each for each in rounds if each.worded)
    return [
        quantity
        for quantity in missing
        if values.isdisjoint(quantity.values) and not _rounded(quantity, every, worded)
    ]


def _sorted(quantities: Iterable[Quantity]) -> list[float]:
    return sorted({value for each in quantities for value in each.values})


def _rounded(quantity: Quantity, every: list[float], worded: list[float]) -> bool:
    """Tell whether a number of the translation is a large one of the source, rounded.

    Args:
        quantity: of the source.
        every: values of numbers of the translation, the smallest first.
        worded: of those in words, which round shares of the source too.
    """
    if quantity.dated:
        return False
    others = every
    if quantity.values[0] < _LARGE:
        others = worded if len(quantity.values) > 1 else []
    for ours in quantity.values:
        at = bisect_left(others, ours - _ROUNDING * ours)
        if at < len(others) and others[at] <= ours + _ROUNDING * ours:
            return True
    return False


def _in_words(quantity: Quantity, scales: Iterable[float]) -> bool:
    """Tell whether a number may be a word that is not known and a scale word: “neun Millionen”.

    Of a longer number than “sechzig Millionen” or “zweihundertfünfzigtausend” most give the digits.
    """
    value = quantity.values[0]
    return any(
        value % scale == 0
        and value / scale < _LARGE
        and (value / scale <= _WORDY or len(_significant(value)) <= _WORDED)
        for scale in scales
    )


def _oddly_scaled(found: _Found) -> set[float]:
    """Return what numbers may be whose scale word has a form that is not known: “11,85 milljörðum”."""
    return {
        value
        for each in found.numbers
        if each.scale == 1
        for power in found.reader.powers
        if power >= _THOUSAND and (value := times(each.values[0], 10.0**power)) >= _LARGE
    }


def _finding(quantity: Quantity, found: _Found) -> Finding:
    written = found.pair.source[quantity.start : quantity.end].strip()
    shifted = _shifted(quantity, found)
    if not shifted:
        return Finding(
            NUMBERS,
            # Translators: a number as it stands in the source text: 2020, 105万.
            msg("the number “{number}” is missing", number=written),
            msg("add it, or leave it as it is if the sentence says the same without it"),
        )
    other, value = shifted
    theirs = found.pair.target[other.start : other.end]
    return Finding(
        NUMBERS,
        # Translators: “105万” is 1,050,000, but “105 million” is 105,000,000
        msg(
            "“{source}” is {right}, but “{translation}” is {wrong}",
            source=written,
            right=_plain(quantity.values[0]),
            translation=theirs,
            wrong=_plain(value),
        ),
        msg("count the zeros: 万 is 10,000 and 亿 is 100,000,000"),
        start=other.start,
        length=other.end - other.start,
        grave=True,
    )


def _shifted(quantity: Quantity, found: _Found) -> tuple[Quantity, float] | None:
    """Find the number of the translation that is this one times a power of ten, and its value."""
    right = quantity.values[0]
    if right < _LARGE and quantity.scale < _LARGE:
        return None
    digits = _significant(right)
    for each in (*found.numbers, *found.words):
        if not found.explained.isdisjoint(each.values) or not _is_large(each, found):
            continue
        for value in each.values:
            same = value > 0 and _significant(value) == digits
            if same and (len(digits) > 1 or value >= _ROUND):
                return each, value
    return None


def _is_large(quantity: Quantity, found: _Found) -> bool:
    """Tell whether a number of the translation can be a large one that is wrong.

    “Millions of” says no number, and what is small and has no scale word may have one in a form that
    is not known: the source's number is only missing then.
    """
    if quantity.worded and found.prose[quantity.start : quantity.end].isalpha():
        return False
    return quantity.scale > 1 or quantity.values[0] >= _LARGE


def _significant(value: float) -> str:
    """Return the digits of a number without the zeros at its ends: 105 for 1,050,000."""
    return f"{value:.11e}".partition("e")[0].replace(".", "").rstrip("0")


def _plain(value: float) -> str:
    """Write a number out, in groups of three digits."""
    return f"{value:,.10g}" if value != int(value) else f"{int(value):,}"
