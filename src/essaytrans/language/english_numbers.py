"""Numbers in English words: “two and a half million”, “the nineties”, “two thirds”, “a dozen”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.language.quantities import Quantity, times

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["english_quantities"]

_SMALL: Final = {
    word: number
    for number, words in enumerate(
        (
            *("zero", "one first once", "two second twice", "three third", "four fourth"),
            *("five fifth", "six sixth", "seven seventh", "eight eighth", "nine ninth"),
            *("ten tenth", "eleven eleventh", "twelve twelfth", "thirteen thirteenth"),
            *("fourteen fourteenth", "fifteen fifteenth", "sixteen sixteenth"),
            *("seventeen seventeenth", "eighteen eighteenth", "nineteen nineteenth"),
        )
    )
    for word in words.split()
}
_TENS: Final = {
    word: number * 10
    for number, words in enumerate(
        (
            *("twenty twentieth twenties", "thirty thirtieth thirties", "forty fortieth forties"),
            *("fifty fiftieth fifties", "sixty sixtieth sixties", "seventy seventieth seventies"),
            *("eighty eightieth eighties", "ninety ninetieth nineties"),
        ),
        2,
    )
    for word in words.split()
}
_SCALES: Final = {
    word: 10**power
    for power, words in (
        (1, "decade"),
        (2, "hundred hundredth century"),
        (3, "thousand thousandth millennium"),
        (5, "lakh"),
        (6, "million millionth"),
        (7, "crore"),
        (9, "billion billionth"),
        (12, "trillion"),
    )
    for word in words.split()
} | {"dozen": 12, "decades": 10, "centuries": 100, "millennia": 1000}
_PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_MULTIPLES: Final = {"doubl": 2.0, "twofold": 2.0, "tripl": 3.0, "threefold": 3.0, "quadrupl": 4.0}

_WORD: Final = "|".join(
    sorted({*_SMALL, *_TENS, *_SCALES, *(f"{word}s" for word in _SCALES)}, key=len, reverse=True)
)
_FRACTION: Final = re.compile(
    r"\b(?:(one|two|three|four|five|seven|nine|an?)[\s-]+)?"
    rf"(half|halves|quarters?|(?:{'|'.join(word for word in _PARTS if word[-1] != 'f')})s?)\b"
    r"(?:[\s-]+(?:of[\s-]+)?an?[\s-]+(" + "|".join(_SCALES) + r")\b)?",
    re.IGNORECASE,
)
_RUN: Final = re.compile(
    rf"\b(?:{_WORD})(?:[\s-]+(?:and[\s-]+(?:a[\s-]+half[\s-]+)?)?(?:{_WORD}))*\b"
    r"(?:[\s-]+and[\s-]+a[\s-]+half\b)?",
    re.IGNORECASE,
)
_MOST: Final = 20
"""Words of the longest number that is read; “million million …” would soon be no float any more."""
_TOKEN: Final = re.compile(r"[a-z]+", re.IGNORECASE)
_MULTIPLE: Final = re.compile(rf"\b({'|'.join(_MULTIPLES)})\w*", re.IGNORECASE)


def english_quantities(text: str) -> Iterator[Quantity]:
    """Yield the numbers that an English text has in words, each as soft."""
    for match in _RUN.finditer(text):
        tokens = [token.lower() for token in _TOKEN.findall(match.group())[:_MOST]]
        values = _values(tokens)
        if "and" in tokens and "half" not in tokens:
            # “between thirty and forty” is two numbers
            at = tokens.index("and")
            values = (*values, *_values(tokens[:at]), *_values(tokens[at:]))
        yield Quantity(*match.span(), values, scale=max(1.0, values[0]), worded=True)
    for match in _FRACTION.finditer(text):
        yield Quantity(*match.span(), _part(match), worded=True)
    for match in _MULTIPLE.finditer(text):
        factor = _MULTIPLES[match[1].lower()]
        values = (factor, factor * 100, factor * 100 - 100)
        yield Quantity(*match.span(), values, worded=True)


def _part(match: re.Match[str]) -> tuple[float, ...]:
    """“two thirds”: 2/3 and 66.7; “half a million”: 500,000."""
    count = _SMALL.get((match[1] or "a").lower(), 1)
    word = match[2].lower()
    share = count / _PARTS.get(word, _PARTS.get(word.removesuffix("s"), 1))
    if match[3]:
        return (times(share, _SCALES[match[3].lower()]),)
    return (share, times(share, 100))


def _values(words: list[str]) -> tuple[float, ...]:
    """Read number words: small ones add up, scales multiply what stands before them."""
    total = current = 0.0
    largest = 1.0
    for word in words:
        scale = _SCALES.get(word) or _SCALES.get(word.removesuffix("s"))
        if scale and (scale <= 100 or scale == _SCALES["dozen"]):  # noqa: PLR2004 - “hundred”
            current = (current or 1) * scale
        elif scale:
            # “two hundred thousand million”: a larger scale takes all that is before it
            if not current and total:
                total, current = 0.0, total
            total += (current or 1) * scale
            current, largest = 0.0, scale
        elif word == "half":
            # “two and a half million”, “a million and a half”
            current += 0.5 if current else largest / 2
        elif (number := _TENS.get(word, _SMALL.get(word))) is not None:
            # “nineteen eighty-four” is a year
            year = 10 <= current < 100 and number >= 10  # noqa: PLR2004 - two digits each
            current = current * 100 + number if year else current + number
    value = total + current
    return (value, times(value, 0.01)) if value < 100 else (value,)  # noqa: PLR2004 - per cent
