"""Translations that are much shorter or longer than their sources make one expect."""

from __future__ import annotations

from math import exp, log
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.checks.finding import Finding
from essaytrans.i18n import msg
from essaytrans.language.han import count_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.checks.pair import Pair

__all__ = ["NAME", "check_all"]

NAME: Final = "length"

_FEWEST: Final = 20
"""Units with Han that a catalog must have translated before anything is usual in it."""
_FAR: Final = 3.5
"""How many deviations are too many (Iglewicz and Hoaglin, How to Detect and Handle Outliers,
1993)."""
_TO_DEVIATION: Final = 1.4826
"""What makes a standard deviation of the median absolute deviation of a normal distribution."""
_LEAST_DEVIATION: Final = 0.18
"""Of logarithms: however even a catalog is, a text within a factor of 1.9 is nothing to speak of."""
_SLACK: Final = 2.5
"""字 added to both lengths: it takes the weight from short texts, whose lengths vary freely.

Of twenty pairs of values tried for this one and the one above, on 2,278 good pairs, these two leave
room on both sides: 0.4 % alarms, and 97 % of texts of 30 characters and more found that are cut to a
third. The same pairs chose and measured; on 55 others it was 49.
"""


class _Lengths(NamedTuple):
    """What is counted of one pair, in characters."""

    han: int
    other: int
    target: int


class _Usual(NamedTuple):
    """What is usual in a catalog."""

    per_han: float
    """Characters of translation for one Han character."""
    middle: float
    """The median of the logarithms of length over expected length."""
    far: float
    """How far from it a logarithm may be."""


def check_all(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Finding]]:
    """Find the translations of one catalog whose length is out of all proportion.

    A Han character is worth as many characters of translation as is usual in this catalog, any
    other character of the source one. Texts without Han and blocks of code do not count.

    Args:
        pairs: all translated entries of a catalog, in one language.
    """
    counted = [
        (pair, _Lengths(han, len(pair.source) - han, len(pair.target)))
        for pair in pairs
        if not pair.is_code and (han := count_han(pair.source))
    ]
    if len(counted) < _FEWEST:
        return
    usual = _usual([lengths for _, lengths in counted])
    for pair, lengths in counted:
        if abs(_deviation(lengths, usual.per_han) - usual.middle) > usual.far:
            yield pair, _finding(lengths, usual)


def _usual(counted: list[_Lengths]) -> _Usual:
    # the longer half of the texts: in short ones a single word decides
    longer = sorted(counted, reverse=True)[: (len(counted) + 1) // 2]
    # where most of a text is addresses and code, the translation may have fewer characters
    per_han = max(median((one.target - one.other) / one.han for one in longer), 0.1)
    deviations = [_deviation(one, per_han) for one in counted]
    middle = median(deviations)
    spread = _TO_DEVIATION * median(abs(deviation - middle) for deviation in deviations)
    return _Usual(per_han, middle, _FAR * max(spread, _LEAST_DEVIATION))


def _deviation(lengths: _Lengths, per_han: float) -> float:
    slack = _SLACK * per_han
    return log((lengths.target + slack) / (lengths.han * per_han + lengths.other + slack))


def _finding(lengths: _Lengths, usual: _Usual) -> Finding:
    slack = _SLACK * usual.per_han
    expected = lengths.han * usual.per_han + lengths.other + slack
    return Finding(
        NAME,
        msg(
            # Translators: {length} and {expected} are numbers of characters, of a translation.
            "its length is {length}, where about {expected} characters are to be expected",
            length=lengths.target,
            expected=max(round(exp(usual.middle) * expected - slack), 1),
        ),
        msg("see whether something is missing, or was added"),
    )
