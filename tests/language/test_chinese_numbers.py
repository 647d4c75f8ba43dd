"""Numbers in Chinese: what each form may mean, and whether a translation has to have it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.language.chinese_numbers import chinese_quantities, may_hold_hard
from essaytrans.language.quantities import LONGEST, decimal, times


def hard(text: str) -> list[tuple[str, tuple[float, ...]]]:
    return [(text[q.start : q.end], q.values) for q in chinese_quantities(text) if q.hard]


def soft(text: str) -> list[tuple[str, tuple[float, ...]]]:
    return [(text[q.start : q.end], q.values) for q in chinese_quantities(text) if not q.hard]


# The text, and all that it may mean; each has to be in the translation.
HARD = [
    # digits and units
    ("105万", (1_050_000,)),
    ("14 亿", (1_400_000_000,)),
    ("9000多万", (90_000_000,)),
    ("20餘萬", (200_000,)),
    ("8千万", (80_000_000,)),
    ("100亿", (10_000_000_000,)),
    ("1.2万亿", (1_200_000_000_000,)),
    ("3亿2000万", (320_000_000,)),
    ("1万5千", (15_000,)),
    ("2万8千20", (28_020,)),
    ("2万4801", (24_801,)),
    ("**105**万", (1_050_000,)),
    ("１２３万", (1_230_000,)),
    ("3百", (300, 3)),
    # bare digits
    ("13", (13,)),
    ("1,234,567", (1_234_567,)),
    ("39.5", (39.5,)),
    # shares
    ("30%", (30, 0.3)),
    ("2.5％", (2.5, 0.025)),
    ("百分之三十", (30, 0.3)),
    ("百分之 30.5", (30.5, 0.305)),
    # years
    ("2020年", (2020,)),
    ("二〇二〇年", (2020,)),
    ("98年", (98, 1998, 2098)),
    ("90年代", (90, 1990, 1890, 2090)),
    ("八十年代", (80, 1980, 1880, 2080)),
    ("90后", (90, 1990, 1890, 2090)),
    # Han numerals
    ("二十五", (25,)),
    ("一百二十三点五", (123.5,)),
    ("三千五", (3500,)),
    ("三千零五", (3005,)),
    ("两万", (20_000,)),
    ("十八亿", (1_800_000_000,)),
    ("三十多亿", (3_000_000_000,)),
    ("一亿二千万", (120_000_000,)),
    ("一万亿", (1_000_000_000_000,)),
    ("貳佰伍拾萬", (2_500_000,)),
]


@pytest.mark.parametrize(("text", "values"), HARD, ids=[text for text, _ in HARD])
def test_a_translation_has_to_have_it(text: str, values: tuple[float, ...]) -> None:
    assert [meant for _, meant in hard(f"他说{text}，")] == [values]
    assert may_hold_hard(text)


# What may be worded otherwise, converted or left out, and what it may mean.
SOFT = [
    ("12", (12,)),
    ("365", (365,)),
    ("996", (996,)),
    ("3倍", (3,)),
    ("20倍", (20,)),
    ("8月", (8,)),
    ("15日", (15,)),
    ("15点", (15, 3)),
    ("30公里", (30,)),
    ("200亩", (200,)),
    ("80英尺", (80,)),
    ("38摄氏度", (38,)),
    ("十九世纪", (19, 1800)),
    ("21世纪", (21, 2000)),
    ("百亿", (10_000_000_000,)),
    ("千万", (10_000_000,)),
    ("万一", (10_001,)),
    ("一百", (100,)),
    ("一千", (1000,)),
    ("几十万", (100_000,)),
    ("二十几", (20,)),
    ("三四百", (300, 400)),
    ("两三万", (20_000, 30_000)),
    ("十四五", (14, 15)),
    ("百分之百", (100, 1)),
    ("千分之五", (5, 0.005)),
    ("1.2.3", (1, 2, 3)),
    ("0200", (200,)),
]


@pytest.mark.parametrize(("text", "values"), SOFT, ids=[text for text, _ in SOFT])
def test_a_translation_may_say_it_otherwise(text: str, values: tuple[float, ...]) -> None:
    assert hard(text) == []
    assert values in [meant for _, meant in soft(text)]


@pytest.mark.parametrize(
    "text", ["三成", "四分之三", "25分之1", "一半", "B200", "GPT-40", "ES2015"]
)
def test_a_share_in_words_and_a_name_are_no_numbers_that_must_be_kept(text: str) -> None:
    assert hard(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2000-3000亿", [("2000", (200_000_000_000, 2000)), ("3000亿", (300_000_000_000,))]),
        ("20～30万", [("20", (200_000, 20)), ("30万", (300_000,))]),
        ("15%至20%", [("15", (15, 0.15)), ("20", (20, 0.2))]),
        ("15-20%", [("15", (15, 0.15)), ("20", (20, 0.2))]),
        ("2019-2020年", [("2019", (2019,)), ("2020", (2020,))]),
        ("三十到四十岁", [("三十", (30,)), ("四十", (40,))]),
    ],
)
def test_both_ends_of_a_range_are_what_its_end_says(
    text: str, numbers: list[tuple[str, tuple[float, ...]]]
) -> None:
    assert hard(text) == numbers


@pytest.mark.parametrize("text", ["2020.8.31", "2020-08-31", "2020/8/31", "2020年8月31日"])
def test_of_a_date_the_year_and_the_day_have_to_be_there(text: str) -> None:
    assert [values for _, values in hard(text)] == [(2020,), (31,)]


@pytest.mark.parametrize("text", ["19:54", "19：54", "19时54分", "19 点 54 分"])
def test_a_clock_may_be_told_otherwise(text: str) -> None:
    assert hard(text) == []


def test_a_number_stands_where_it_is_said_to_stand() -> None:
    text = "从 2000 到 3000 亿，用了**105**万，二〇二〇年"
    assert [written for written, _ in hard(text)] == ["2000", "3000 亿", "105**万", "二〇二〇"]


@pytest.mark.parametrize("text", ["5千米", "3千克"])
def test_a_small_number_before_a_unit_of_measure_is_soft(text: str) -> None:
    assert hard(text) == []


@pytest.mark.parametrize("text", ["15千米", "13千克", "2020 十大", "30个百分点", "2020 万圣节"])
def test_a_unit_of_another_word_multiplies_nothing(text: str) -> None:
    assert all(values in {(15,), (13,), (2020,), (30,)} for _, values in hard(text))


def test_trillions_are_read_where_they_are_asked_for() -> None:
    assert [q.values for q in chinese_quantities("2兆", trillion=True)] == [(2_000_000_000_000,)]
    assert [q.values for q in chinese_quantities("20兆")] == [(20,)]


def test_a_key_of_many_digits_is_no_number() -> None:
    assert list(chinese_quantities("9" * (LONGEST + 1))) == []


def test_most_texts_are_told_to_hold_nothing_without_being_read() -> None:
    assert not may_hold_hard("他一个人走了很远，第二天才回来，见了两三个人，说了 3 句话")


@given(st.integers(20, 99_999_999))
def test_digits_with_a_unit_mean_what_they_mean_without(number: int) -> None:
    """A number in 万 is the number itself."""
    found = list(chinese_quantities(f"{number / 10_000:.4f}万"))
    assert [q.values[0] for q in found] == [float(number)]


@given(st.text("0123456789.,零一二十百千万亿兆点几多年月日%-至到分之成 *a世纪代后:", max_size=60))
def test_any_jumble_is_read_in_order_and_within_the_text(text: str) -> None:
    found = list(chinese_quantities(text, trillion=True))
    assert all(0 <= q.start < q.end <= len(text) and q.values for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert may_hold_hard(text) or not any(q.hard for q in found)


def test_equal_numbers_are_equal_floats_however_they_are_written() -> None:
    assert decimal("1.2", 12) == decimal("1200000000000") == times(1.2, 1e12)
    assert decimal("0.3") == times(30, 0.01)
    assert decimal("٣") == 3
