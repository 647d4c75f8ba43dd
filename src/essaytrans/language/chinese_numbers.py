"""Numbers in Chinese, by digits and by Han numerals; Japanese ones are read alike.

A number is hard if a translation has to have it, and soft if human translators of news and
documentation word it otherwise, convert it or leave it out often enough.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.language.quantities import LONGEST, Quantity, decimal, times

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["IDIOMS", "chinese_quantities", "may_hold_hard"]

_DIGITS: Final = {
    **dict.fromkeys("零〇○", 0),
    **dict.fromkeys("一壹", 1),
    **dict.fromkeys("二两兩贰貳", 2),
    **dict.fromkeys("三叁參", 3),
    **dict.fromkeys("四肆", 4),
    **dict.fromkeys("五伍", 5),
    **dict.fromkeys("六陆陸", 6),
    **dict.fromkeys("七柒", 7),
    **dict.fromkeys("八捌", 8),
    **dict.fromkeys("九玖", 9),
}
_UNITS: Final = {
    **dict.fromkeys("十拾", 1),
    **dict.fromkeys("百佰", 2),
    **dict.fromkeys("千仟", 3),
    **dict.fromkeys("万萬", 4),
    **dict.fromkeys("亿億", 8),
    "兆": 12,
}
"""Units with their powers of ten; 兆 is one where it is asked for only."""

IDIOMS: Final = frozenset((7, 24, 100, 211, 315, 365, 618, 911, 985, 996))
"""Numbers that stand for something else as often as not: 24 hours a day, a working time, a sale."""
_SMALL: Final = 12
"""Up to here a number by itself may be worded or left out: 3 may be “a few”, 2 “both”."""
_HAN_SMALL: Final = 20
"""Below this the same is true of Han numerals, and they are part of many names."""

_NUMBER: Final = r"(?:\d{1,3}(?:[,，]\d{3}){1,6}(?!,?\d)|\d+)(?:[.．]\d+)?"
_HAN_DIGIT: Final = "".join(_DIGITS)
_SMALL_UNIT: Final = "十拾百佰千仟"
_FEW: Final = frozenset("几幾数數")
_GAP: Final = r"[ \u00a0\u202f*_]{0,4}"
_MORE: Final = "[多余餘来來几幾]"
_AFTER: Final = re.compile(
    rf"{_GAP}(?:(?P<decade>年代|[后後](?!面|来|來|期|天|续|續))|(?P<century>世[纪紀])|(?P<year>年)|(?P<month>月(?!饼))"
    r"|(?P<day>[日号號])|(?P<clock>[点點时時](?!间|間)|[:：]\d\d(?!\d))|(?P<ratio>分之)"
    r"|(?P<percent>[%％])"
    r"|(?P<loose>‰|[成倍折]|(?:平方)?公里|公[顷頃]|[亩畝斤里尺丈顷頃两兩磅]|英[里尺寸亩畝]|平方英|盎司|加[仑侖]|[华華]氏|[摄攝]氏|[℃℉°]))"
)
_RANGE: Final = re.compile(rf"{_GAP}(?:[-–—~～至到]|——){_GAP}(?=[\d{_HAN_DIGIT}{_SMALL_UNIT}])")
_HOUR_BEFORE: Final = re.compile(r"[\d〇零一二两三四五六七八九十][ ]?[:：点點时時]\Z")
"""What stands before minutes; other colons introduce what follows."""
_MINUTES: Final = 60
_DIGITS_OF_YEAR: Final = 4
_YEARS: Final = (1000, 2200)
_LAST_DAY: Final = 31
_HOURS: Final = 24
_NOON: Final = 12

_is_hard = re.compile(
    rf"\d\d|\d{_GAP}(?:{_MORE}{_GAP})?[百佰千仟万萬亿億兆%％]|百分之|"
    rf"[{_HAN_DIGIT}][{_SMALL_UNIT}万萬亿億兆]|[{_HAN_DIGIT}]{{{_DIGITS_OF_YEAR}}}{_GAP}年"
).search


class _Grammar(NamedTuple):
    """Compiled patterns of one way to read Chinese."""

    first: re.Pattern[str]
    """What a number begins with: where that is not, the rest need not be tried."""
    token: re.Pattern[str]
    tail: re.Pattern[str]


@lru_cache(maxsize=2)
def _grammar(trillion: bool) -> _Grammar:
    big = "万萬亿億兆" if trillion else "万萬亿億"
    scale = rf"[{_SMALL_UNIT}]?[{big}]{{1,2}}(?![能物圣聖科达達])"
    unit = rf"{_GAP}(?:{scale}|[百佰千仟](?![分米克瓦卡伏赫字]))"
    han = rf"[{_HAN_DIGIT}{_SMALL_UNIT}{big}]"
    return _Grammar(
        first=re.compile(rf"\d|{han}"),
        token=re.compile(
            rf"(?P<date>(?P<y>[12]\d{{3}})(?P<sep>[./-])(?P<m>0?[1-9]|1[0-2])(?P=sep)"
            r"(?P<d>[12]\d|3[01]|0?[1-9])(?![\d.]))"
            r"|(?P<version>\d+(?:\.\d+){2,})"
            rf"|(?P<parts>[百千万]分之){_GAP}(?P<share>{_NUMBER}|{han}+(?:[点點][{_HAN_DIGIT}]+)?)"
            rf"|(?P<number>{_NUMBER})(?:{_GAP}{_MORE})?(?P<unit>{unit})?"
            rf"|(?P<han>{han}+(?:[点點][{_HAN_DIGIT}]+(?!分))?)"
            rf"(?P<some>[几幾])?(?:{_MORE}(?P<over>[{big}]{{1,2}}))?"
        ),
        tail=re.compile(rf"[零又]?({_NUMBER})(?:({unit})|(?!{_GAP}[年月日号號%％:：]|[\d.]))"),
    )


class _Raw(NamedTuple):
    """A number as it was found, before what stands around it is looked at."""

    start: int
    end: int
    values: tuple[float, ...]
    hard: bool
    unit: float = 1.0
    worded: bool = False
    digits: str = ""


def may_hold_hard(text: str) -> bool:
    """Tell, quickly, whether a Chinese text may have a number that its translation has to have."""
    return _is_hard(text) is not None


def chinese_quantities(text: str, *, trillion: bool = False) -> Iterator[Quantity]:
    """Yield the numbers of a Chinese or Japanese text, in order.

    Args:
        text: prose; what is no prose has been blanked.
        trillion: whether 兆 is 10¹², as in Japanese and in Traditional Chinese; in Simplified
            Chinese it is 10⁶ in some words and nothing in others.
    """
    grammar = _grammar(trillion)
    run: list[_Raw] = []
    position = 0
    first, token = grammar.first.search, grammar.token.match
    while begins := first(text, position):
        match = token(text, begins.start())
        if match is None:
            break
        position = match.end()
        raw = _number(text, match, grammar) if match["number"] else _han(match)
        if raw:
            run.append(raw)
            position = raw.end
            if span := _RANGE.match(text, position):
                # what follows says what the numbers of a range are
                position = span.end()
                continue
        yield from _settle(run, text)
        run = []
        if match["date"]:
            yield from _date(match)
        elif match["version"]:
            yield from _version(match)
        elif match["parts"]:
            yield from _share(match)
    yield from _settle(run, text)


def _date(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(match.start("y"), match.end("y"), (float(match["y"]),), hard=True, dated=True)
    yield Quantity(match.start("m"), match.end("m"), (float(match["m"]),), dated=True)
    day = float(match["d"])
    yield Quantity(match.start("d"), match.end("d"), (day,), hard=day > _SMALL, dated=True)


def _version(match: re.Match[str]) -> Iterator[Quantity]:
    parts = match["version"].split(".")
    if max(map(len, parts)) <= LONGEST:
        yield Quantity(match.start(), match.end(), tuple(float(part) for part in parts))


def _share(match: re.Match[str]) -> Iterator[Quantity]:
    """百分之三十, 百分之 30, 千分之五."""
    values: tuple[float, ...] = ()
    if match["share"][0].isdecimal():
        plain = _plain(match["share"])
        if len(plain) <= LONGEST:
            values = (decimal(plain),)
    else:
        values, _ = _numeral(match["share"])
    if not values:
        return
    whole = 10.0 ** _UNITS[match["parts"][0]]
    hard = whole == 100.0 and values[0] != whole  # noqa: PLR2004 - per cent; 百分之百 is “fully”
    shares = tuple(times(value, 1 / whole) for value in values)
    yield Quantity(match.start(), match.end(), (*values, *shares), hard=hard)


def _plain(number: str) -> str:
    return number.replace(",", "").replace("，", "").replace("．", ".")


def _power(unit: str) -> int:
    """Return the power of ten of a run of units: 12 of 万亿."""
    return sum(_UNITS[char] for char in unit if char in _UNITS)


def _number(text: str, match: re.Match[str], grammar: _Grammar) -> _Raw | None:
    """Read digits with their units: 14 亿, 9000多万, 3亿2000万, 2万4801."""
    plain = _plain(match["number"])
    if len(plain) > LONGEST:
        return None
    power = _power(match["unit"] or "")
    value, end = decimal(plain, power), match.end()
    last = power
    while last >= _UNITS["千"] and (tail := grammar.tail.match(text, end)):
        digits = _plain(tail[1])
        smaller = _power(tail[2] or "")
        if smaller >= last or len(digits) > last - smaller:
            break
        value += decimal(digits, smaller)
        end, last = tail.end(), smaller
    if not power:
        # an approximating word belongs to the unit that follows it, and there is none
        end = match.end("number")
    hard = bool(power) or (value > _SMALL and value not in IDIOMS)
    if _after_letter(text, match.start()) or (plain[0] == "0" and plain[1:2].isdecimal()):
        hard = False
    values = (value,) if power >= _UNITS["万"] or not power else (value, decimal(plain))
    return _Raw(match.start(), end, values, hard, 10.0**power, digits=plain)


def _after_letter(text: str, start: int) -> bool:
    """Tell whether a number is part of a Latin name: B2, GPT-4, ES2015."""
    before = text[max(0, start - 2) : start]
    if before[-1:] in "-_." and len(before) > 1:
        before = before[:-1]
    return before[-1:].isascii() and before[-1:].isalpha()


def _han(match: re.Match[str]) -> _Raw | None:
    """Read Han numerals: 三百二十一, 一百二十三点五, 三十多亿, 二〇二〇."""
    run = match["han"] or ""
    values, hard = _numeral(run) if run else ((), False)
    if not values:
        return None
    unit = 1.0
    if match["over"]:
        unit = 10.0 ** _power(match["over"])
        values = tuple(times(value, unit) for value in values)
    elif run[-1] in "万萬亿億兆":
        unit = 10.0 ** _UNITS[run[-1]]
    end = match.end() if match["over"] else match.end("han")
    few = match["some"] or match.string[max(0, match.start() - 1) : match.start()] in _FEW
    hard = hard and not few and values[0] not in IDIOMS
    digits = "".join(str(_DIGITS[char]) for char in run if char in _DIGITS)
    return _Raw(
        match.start("han"), end, values, hard, unit, worded=True, digits=digits * (unit == 1)
    )


def _numeral(run: str) -> tuple[tuple[float, ...], bool]:
    """Read a run of Han numerals; tell whether it is certain to be a number, and a large one."""
    run, _, fraction = run.replace("點", "点").partition("点")
    if len(run) > LONGEST:
        return (), False
    if all(char in _DIGITS for char in run):
        places = "".join(str(_DIGITS[char]) for char in run)
        if fraction:
            places += "." + "".join(str(_DIGITS[char]) for char in fraction)
        return (decimal(places),), False
    readings = [run]
    pair = re.search(rf"[{_HAN_DIGIT[3:]}]{{2}}", run)
    if pair:  # 三四百 is three or four hundred, 十四五 something else
        first, second = pair.span()
        readings = [run[: first + 1] + run[second:], run[:first] + run[first + 1 :]]
    values = tuple(_sum(reading) for reading in readings)
    if fraction:
        places = "".join(str(_DIGITS[char]) for char in fraction)
        values = (float(f"{values[0]:.0f}.{places}"),)
    certain = (
        not pair
        and any(left in _DIGITS and right in _UNITS for left, right in pairwise(run))
        and run not in {"一百", "一千", "一万", "一萬", "万一", "萬一"}
        and values[0] >= _HAN_SMALL
    )
    return values, certain


def _sum(run: str) -> float:
    """Add up a numeral: each unit multiplies what stands before it and is smaller than it."""
    parts: list[int] = []
    previous = ""
    for at, char in enumerate(run):
        if char in _DIGITS:
            digit = _DIGITS[char]
            # 三千五 is 3,500, while 三千零五 is 3,005
            bare = at == len(run) - 1 and at > 1 and _UNITS.get(previous, 1) > 1
            parts.append(digit * 10 ** (_UNITS[previous] - 1) if bare else digit)
        else:
            unit = 10 ** _UNITS[char]
            smaller = 0
            while parts and parts[-1] < unit:
                smaller += parts.pop()
            parts.append((smaller or 1) * unit)
        previous = char
    return float(sum(parts))


def _settle(run: list[_Raw], text: str) -> Iterator[Quantity]:
    """Yield a number, or all of a range, by what follows: the end of a range speaks for it."""
    if not run:
        return
    last = run[-1]
    after = _AFTER.match(text, last.end)
    kind = str(after.lastgroup) if after else ""
    for raw in run:
        values = raw.values
        if raw.unit < last.unit:
            values = (*(times(value, last.unit) for value in values), *values)
        yield _judged(raw, values, kind, text, scale=last.unit)


def _judged(
    raw: _Raw, values: tuple[float, ...], kind: str, text: str, *, scale: float
) -> Quantity:
    """Say what a number means before a certain word, and whether it has to be there."""
    value, hard, dated = values[0], raw.hard, False
    before = text[max(0, raw.start - 5) : raw.start].rstrip(" ")
    if kind == "percent":
        hard = value > 1 and value != 100.0  # noqa: PLR2004 - per cent
        values = (*values, *(times(each, 0.01) for each in values))
    elif kind in {"ratio", "loose", "century"} or (kind == "month" and value <= _NOON):
        hard = False
        if kind == "century":
            values = (value, (value - 1) * 100)
    elif kind == "decade" and value < 100 and value % 5 == 0:  # noqa: PLR2004 - two digits
        values, dated = (value, *(value + century for century in (1900.0, 1800.0, 2000.0))), True
    elif kind == "year" and scale == 1:
        values, hard, dated = _year(raw, values)
    elif kind == "clock" and value <= _HOURS:
        hard, values = False, (value, value - _NOON) if value > _NOON else values
    elif kind == "day" and value <= _LAST_DAY:
        hard, dated = value > _SMALL and before.endswith("月"), True
    if scale == 1 and value < _MINUTES and _HOUR_BEFORE.search(before):
        hard = False
    return Quantity(raw.start, raw.end, values, hard, scale, raw.worded, dated)


def _year(raw: _Raw, values: tuple[float, ...]) -> tuple[tuple[float, ...], bool, bool]:
    """2020年, 二〇二〇年, 98年; 20年 may be a duration too."""
    first, last = _YEARS
    if len(raw.digits) == _DIGITS_OF_YEAR and first <= values[0] < last:
        return values, True, True
    if len(raw.digits) == 2:  # noqa: PLR2004 - two digits
        return (*values, values[0] + 1900, values[0] + 2000), raw.hard, False
    return values, raw.hard, False
