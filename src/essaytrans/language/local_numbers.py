"""Numbers in any language that CLDR knows: its separators, its scale words, digits of any script."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from essaytrans.language.chinese_numbers import chinese_quantities
from essaytrans.language.english_numbers import english_quantities
from essaytrans.language.quantities import LONGEST, Quantity, decimal, times
from essaytrans.language.scripts import script_of
from essaytrans.language.tags import split_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from babel import Locale

__all__ = ["NumberReader", "number_reader"]

_ALSO: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {
        "hundred": 2,
        "million": 6,
        "mn": 6,
        "mln": 6,
        "bn": 9,
        "tn": 12,
        "k": 3,
        "m": 6,
        "lakh": 5,
        "lakhs": 5,
        "crore": 7,
        "crores": 7,
        "dozen": 0,
    },
    "de": {"hundert": 2, "Mill.": 6, "Trillion": 18, "Trillionen": 18},
    "es": {"trillones": 18},
    "fr": {"cent": 2, "cents": 2, "mille": 3, "trillion": 18, "trillions": 18},
    "ko": {"백": 2, "백만": 6, "백억": 10, "십만": 5, "십억": 9, "천만": 7, "천억": 11},
    "nl": {"triljoen": 18},
    "ru": {"тыс": 3},
    "uk": {"млрд": 9, "тис": 3},
    "vi": {"ngàn": 3, "tỉ": 9, "trăm": 2},
}
"""Scale words in common use that CLDR's compact formats lack; of 10¹⁸ those that look like 10¹² in
English."""
_ROOT: Final = frozenset(("K", "M", "G", "B", "T"))
"""What CLDR says where nobody has told it the words of a language."""
_HAN_WRITTEN: Final = frozenset(("ja", "yue", "zh"))
_JOINED: Final = frozenset(("bo", "dz", "km", "ko", "lo", "my", "th"))
"""Languages that write the next word right after a scale word."""
_STEM: Final = 5
"""Letters of the shortest stem by which other forms of a scale word are known: “миллионам”."""

_BLANKS: Final = "\u00a0\u2009\u202f"
_POINTS: Final = ".,'’٫٬،"
_GAP: Final = r"[\s*_$€£¥₹-]{0,4}"
_MARKS: Final = re.compile(r"[\u200b-\u200f\u061c\u2066-\u2069']|;.*")
_FEW_SCALES: Final = 2
_ABBREVIATION: Final = 2
"""Letters of the longest word that may be something else: “m” may be metres."""
_NEAR: Final = 8
"""Characters between the ends of a range at most: “ and US$”."""
_DATE: Final = re.compile(r"(\d{1,2})[.,](\d{1,2})")
"""“18.12.” may be a date, “10.50” a time."""
_THOUSAND: Final = 1000.0


class NumberReader:
    """Reads the numbers of texts in one language."""

    __slots__ = (
        "_decimal",
        "_digits",
        "_english",
        "_han",
        "_scales",
        "_stems",
        "powers",
        "scales",
        "worded",
    )

    def __init__(self, language: str, locale: Locale) -> None:
        """Take what CLDR knows of a language.

        Args:
            language: its code, as in `en`.
            locale: CLDR's.
        """
        self._han = language in _HAN_WRITTEN
        self._english = language == "en"
        self.worded = self._han or self._english
        """Whether numbers in words are read too, not digits only."""
        words = {} if self._han else _scale_words(locale) | dict(_ALSO.get(language, {}))
        own = {word for word in words if word not in _ROOT}
        self.scales = self._han or len(own) >= _FEW_SCALES
        """Whether the language's scale words are known."""
        self.powers = frozenset(words.values())
        """The powers of ten that have a word."""
        self._scales = _by_case(words)
        self._stems = _stems(words)
        symbols = locale.number_symbols
        latin = symbols.get("latn") or {}
        self._decimal: str = latin.get("decimal", ".")
        blanks = _BLANKS + (" " if latin.get("group", ",").isspace() else "")
        number = rf"\d+(?:[{_POINTS}]\d+|[{blanks}]\d{{3}}(?!\d))*"
        self._digits = _pattern(number, words, tail="" if language in _JOINED else r"(?![^\W\d_])")

    def numbers(self, text: str) -> list[Quantity]:
        """Return the numbers that a text has in digits; Japanese and Chinese ones all."""
        if self._han:
            return list(chinese_quantities(text, trillion=True))
        found: list[Quantity] = []
        for match in self._digits.finditer(text):
            power, certain = self._power(match)
            # volunteers write the separators of their own country, whatever the catalog's, yet
            # hardly in English, nor before a scale word
            values = _readings(match["number"], self._decimal, one=self._english or power > 0)
            if not values:
                continue
            if power:
                scaled = tuple(times(value, 10.0**power) for value in values)
                values = scaled if certain else (*scaled, *values)
            elif date := _DATE.fullmatch(match["number"]):
                values = (*values, decimal(date[1]), decimal(date[2]))
            found.append(Quantity(*match.span(), values, scale=10.0**power))
        return [*_ranges(found), *_chains(found)] if len(found) > 1 else found

    def words(self, text: str) -> Iterator[Quantity]:
        """Yield the numbers that a text has in words, as far as they are known."""
        if self._english:
            yield from english_quantities(text)
        elif not self._han:
            for stem, power in self._stems:
                for match in re.finditer(re.escape(stem), text, re.IGNORECASE):
                    yield Quantity(*match.span(), (10.0**power,), scale=10.0**power, worded=True)

    def _power(self, match: re.Match[str]) -> tuple[int, bool]:
        """Return the power of ten of the scale words at a number, and whether they are certain."""
        power, certain = 0, True
        for written in (match["before"], match["after"]):
            for word in re.split(r"[\s*_$€£¥₹-]+", written) if written else ():
                exact = self._scales.get(word) or self._scales.get(word.lower())
                if exact is None:
                    exact, certain = self._stem_power(word), False
                power += exact
                certain = certain and len(word) > _ABBREVIATION
        return power, certain

    def _stem_power(self, word: str) -> int:
        lower = word.lower()
        return next((power for stem, power in self._stems if lower.startswith(stem)), 0)


@lru_cache(maxsize=64)
def number_reader(tag: str) -> NumberReader | None:
    """Return the reader for a language, or None if CLDR does not know it.

    Raises:
        EssaytransError: `language-tag`.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - CLDR takes 50 ms

    found = split_tag(tag)
    script = script_of(found) if found.language == "zh" else found.script
    for parts in (
        (found.language, script, found.region),
        (found.language, script),
        (found.language, found.region),
        (found.language,),
    ):
        try:
            locale = Locale.parse("_".join(part for part in parts if part))
        except (UnknownLocaleError, ValueError):
            continue
        return NumberReader(found.language, locale)
    return None


# --- scale words ------------------------------------------------------------------------------


def _scale_words(locale: Locale) -> dict[str, int]:
    """Return the scale words of CLDR's compact formats, with their powers of ten."""
    words: dict[str, Counter[int]] = {}
    for width in ("long", "short"):
        for formats in (locale.compact_decimal_formats.get(width) or {}).values():
            for magnitude, pattern in formats.items():
                text = _MARKS.sub("", str(pattern.pattern)).replace("\u00a0", " ")
                zeros = text.count("0")
                before, _, after = text.partition("0" * zeros) if zeros else ("", "", text)
                word = (before or after).strip().replace("\u202f", "")
                power = len(str(magnitude)) - max(zeros, 1)
                if word and not (before.strip() and after.strip()) and "0" not in word:
                    for form in {word, word.rstrip(".")}:
                        words.setdefault(form, Counter())[power] += 1
    # here and there a format of CLDR contradicts the others
    return {word: powers.most_common(1)[0][0] for word, powers in words.items()}


def _by_case(words: Mapping[str, int]) -> dict[str, int]:
    """Return the words as they are and, the long ones, in lower case."""
    return dict(words) | {word.lower(): power for word, power in words.items() if len(word) > 1}


def _stems(words: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return beginnings of scale words by which their other forms are known, the longest first."""
    stems: dict[str, int] = {}
    forms: dict[int, list[str]] = {}
    for word, power in words.items():
        if len(word) >= _STEM and " " not in word:
            forms.setdefault(power, []).append(word.lower())
    for power, alike in forms.items():
        first, last = min(alike), max(alike)
        same = next((at for at, pair in enumerate(zip(first, last)) if pair[0] != pair[1]), None)  # noqa: B905
        shared = first[: len(first) if same is None else same]
        for stem in [shared] if len(shared) >= _STEM else alike:
            stems[stem] = power
    return tuple(sorted(stems.items(), key=lambda item: -len(item[0])))


def _pattern(number: str, words: Mapping[str, int], *, tail: str) -> re.Pattern[str]:
    """Compile what finds a number with the scale words around it."""
    if not words:
        return re.compile(rf"(?P<before>(?!))?(?P<number>{number})(?P<after>(?!))?")
    stems = "|".join(re.escape(stem) for stem, _ in _stems(words))
    more = rf"|(?:{stems})\w{{0,6}}" if stems else ""
    long, short = (
        "|".join(
            re.escape(word).replace(r"\ ", r"\s")
            for word in sorted(words, key=len, reverse=True)
            if (len(word) > _ABBREVIATION) is wanted
        )
        or "(?!)"
        for wanted in (True, False)
    )
    before = rf"(?:(?:{long}|{short}){tail}{more})"
    # “12 thousand m2” are no millions; 1억5000만 is one number, with no blank in it
    apart = rf"{tail}(?!\d)" if tail else r"(?:(?<![A-Za-z])|(?!\d))"
    after = rf"(?:(?:{long}){tail}|(?:{short}){apart}{more})"
    return re.compile(
        rf"(?:(?<!\w)(?P<before>{before}){_GAP})?(?P<number>{number})"
        rf"(?:{_GAP}(?P<after>{after}(?:{_GAP}{after})?))?",
        re.IGNORECASE,
    )


def _ranges(found: list[Quantity]) -> Iterator[Quantity]:
    """Yield the numbers, those too that have their scale from the next: “1.2 and 2.5 million”."""
    for quantity, after in pairwise(found):
        scale = 1.0
        if quantity.scale == 1 and after.start - quantity.end <= _NEAR:
            # “12–15 000” has no word, and means thousands all the same
            thousands = after.values[0] >= _THOUSAND and after.values[0] % _THOUSAND == 0
            scale = _THOUSAND if thousands and after.scale == 1 else after.scale
        more = (times(quantity.values[0], scale),) if scale > 1 else ()
        yield quantity._replace(values=(*quantity.values, *more))
    yield found[-1]


def _chains(found: list[Quantity]) -> Iterator[Quantity]:
    """Yield the sums of what stands side by side: 3억 2000만, “2 million 400 thousand”."""
    total, start, last = 0.0, 0, None
    for quantity in found:
        value = quantity.values[0]
        if last and last.scale > 1 and quantity.start - last.end <= 1 and value < last.scale:
            total += value
            yield Quantity(start, quantity.end, (total,), scale=last.scale)
        else:
            total, start = value, quantity.start
        last = quantity


# --- digits -----------------------------------------------------------------------------------


def _readings(number: str, point: str, *, one: bool) -> tuple[float, ...]:
    """Return what digits with separators may mean, the locale's own meaning first.

    Args:
        number: digits of any script, with full stops, commas, apostrophes or blanks in it.
        point: the locale's decimal separator.
        one: whether what two countries read differently is read in the locale's way only.
    """
    if len(number) > 2 * LONGEST:
        return ()
    if number.isdecimal():
        return (decimal(number),) if len(number) <= LONGEST else ()
    blocks = re.split(f"[ {_BLANKS}]", number)
    if len(blocks) > 1:
        grouped = len(re.match(r"\d*", blocks[0])[0]) <= 3  # type: ignore[index] # noqa: PLR2004
        whole = _readings("".join(blocks), point, one=one) if grouped else ()
        return (*whole, *(value for block in blocks for value in _readings(block, point, one=one)))
    parts = re.split(f"[{_POINTS}]", number)
    points = re.sub(r"\d", "", number)
    readings: list[float] = []
    group, last = points[0], points[-1]
    if len(set(points)) == 1 and _grouped(parts) and (len(points) > 1 or point != last):
        readings.append(decimal("".join(parts)))
    if (
        points.count(last) == 1
        and last not in "'’٬،"
        and (len(points) == 1 or _grouped(parts[:-1]))
    ):
        readings.append(decimal("".join(parts[:-1]) + "." + parts[-1]))
    if len(points) == 1 and _grouped(parts) and point == group:
        readings.append(decimal("".join(parts)))
    if readings:
        return tuple(readings[:1] if one else readings)
    return tuple(decimal(part) for part in parts)


def _grouped(parts: list[str]) -> bool:
    """Tell whether blocks of digits are groups of a number, the Indian way (2, 2, 3) included."""
    first, *middle, last = parts if len(parts) > 1 else (*parts, "000")
    return (
        0 < len(first) <= 3  # noqa: PLR2004 - as groups are
        and len(last) == 3  # noqa: PLR2004
        and all(len(block) in {2, 3} for block in middle)
        and not (first.startswith("0") and len(parts) > 1)
    )
