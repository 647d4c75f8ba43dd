"""Numbers in a text: where they stand, and what they may mean."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["LONGEST", "Quantity", "decimal", "times"]

LONGEST = 18
"""Digits of the longest number that is read; what is longer is an identifier or a key."""


class Quantity(NamedTuple):
    """A number of a text, with everything that a good translation may have in its place."""

    start: int
    """Where it begins, in characters from 0."""
    end: int
    values: tuple[float, ...]
    """What it may mean, the likeliest first, never empty; of 30% both 30 and 0.3."""
    hard: bool = False
    """Whether a translation has to have it; the others may be worded, converted or left out."""
    scale: float = 1.0
    """What a scale word such as 万, 亿, “million” or “Mrd.” multiplies it with."""
    worded: bool = False
    """Whether it is written in words or Han numerals only, without digits."""
    dated: bool = False
    """Whether it is a year or a day, which nobody rounds."""


def decimal(digits: str, exponent: int = 0) -> float:
    """Return the value of plain digits of any script, with at most one full stop among them.

    Equal numbers give equal floats, however they are written: 1.2 with exponent 4 and 12000.

    Args:
        digits: as in `1.2`, `12000` or `٣`.
        exponent: the power of ten that it is multiplied with.
    """
    whole, _, fraction = digits.partition(".")
    exponent -= len(fraction)
    number = int(whole + fraction)
    return float(number * 10**exponent) if exponent >= 0 else number / 10**-exponent


def times(value: float, factor: float) -> float:
    """Multiply, and drop the noise of binary fractions."""
    return float(f"{value * factor:.12g}")
