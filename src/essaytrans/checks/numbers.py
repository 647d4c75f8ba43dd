"""Numbers: lost ones, and those that 万 and 亿 made ten, a hundred or ten thousand times too large."""

from __future__ import annotations

import html
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.i18n import msg
from essaytrans.language.chinese_numbers import chinese_quantities, may_hold_hard
from essaytrans.language.quantities import times
from essaytrans.language.tags import split_tag
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_THOUSAND: Final = 3
"""The power of ten of the smallest scale word that matters."""
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
    hard = [each for each in source if _is_hard(each, reader) and not _stands(each, pair)]
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
            self._words = [
                word
                for word in self.reader.words(self.prose)
                if not any(each.start < word.end and word.start < each.end for each in self.numbers)
            ]
        return self._words


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
    if not found.reader.worded:
        missing = [
            quantity
            for quantity in missing
            if not _in_words(quantity, found) and not _oddly_scaled(quantity, found)
        ]
    if missing and (raw := html.unescape(found.pair.target)) != found.prose:
        missing = _without(missing, found.reader.numbers(raw), found.explained)
    return missing


def _stands(quantity: Quantity, pair: Pair) -> bool:
    """Tell whether a number is in the translation just as it is in the source."""
    digits = pair.source[quantity.start : quantity.end]
    if quantity.scale > 1 or not digits.isdecimal():
        return False
    at = pair.target.find(digits)
    while at >= 0:
        end = at + len(digits)
        around = pair.target[max(0, at - 2) : at], pair.target[end : end + 2]
        if not _goes_on(around[0][::-1]) and not _goes_on(around[1]):
            return True
        at = pair.target.find(digits, end)
    return False


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
    return [
        quantity
        for quantity in missing
        if values.isdisjoint(quantity.values)
        and not any(_rounded(quantity, each) for each in rounds)
    ]


def _rounded(quantity: Quantity, other: Quantity) -> bool:
    """Tell whether a number of the translation is a large one of the source, rounded."""
    if quantity.dated:
        return False
    if quantity.values[0] < _LARGE and not (other.worded and len(quantity.values) > 1):
        return False
    return any(
        abs(theirs - ours) <= _ROUNDING * ours
        for ours in quantity.values
        for theirs in other.values
    )


def _in_words(quantity: Quantity, found: _Found) -> bool:
    """Tell whether a number may be a word that is not known and a scale word: “neun Millionen”."""
    value = quantity.values[0]
    return any(value % word.scale == 0 and value / word.scale <= _WORDY for word in found.words)


def _oddly_scaled(quantity: Quantity, found: _Found) -> bool:
    """Tell whether a number has a scale word in a form that is not known: “11,85 milljörðum”."""
    value = quantity.values[0]
    return value >= _LARGE and any(
        each.scale == 1 and value == times(each.values[0], 10.0**power)
        for each in found.numbers
        for power in found.reader.powers
        if power >= _THOUSAND
    )


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
