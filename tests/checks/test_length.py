"""Translations that are out of proportion to their sources."""

from __future__ import annotations

import pytest

from essaytrans.checks.length import check_all
from essaytrans.checks.pair import Pair
from essaytrans.model import Codec, Entry, Kind, Span, Unit

SENTENCES = [
    (
        "那年冬天雪下得很大，路上没有人。",
        "That winter it snowed hard, and there was nobody on the road.",
    ),
    ("他把信读了两遍，没有回。", "He read the letter twice and did not answer it."),
    ("第二天早上，邮差又来了一次。", "The next morning the postman came once more."),
    (
        "楼顶上养着两箱蜜蜂，物业知道一箱。",
        "On the roof are two hives of bees; the caretaker knows of one.",
    ),
    ("名字", "Name"),
]


def pair(source: str, target: str, unit: Unit | None = None) -> Pair:
    return Pair(Entry(source, target), source_language="zh-Hans", language="en", unit=unit)


def catalog(times: int = 6) -> list[Pair]:
    return [
        pair(f"{source}{n}", f"{target} {n}") for n in range(times) for source, target in SENTENCES
    ]


def outliers(pairs: list[Pair]) -> list[str]:
    """The sources of what is found."""
    return [one.source for one, _ in check_all(pairs)]


def test_a_catalog_that_is_even_has_none() -> None:
    assert outliers(catalog()) == []


def test_a_text_cut_to_a_third_is_one() -> None:
    source, target = SENTENCES[3]
    assert outliers([*catalog(), pair(source, target[: len(target) // 3])]) == [source]


def test_a_text_that_stands_three_times_is_one() -> None:
    source, target = SENTENCES[0]
    assert outliers([*catalog(), pair(source, f"{target} {target} {target}")]) == [source]


def test_it_says_what_is_to_be_expected() -> None:
    source, target = SENTENCES[3]
    ((_, finding),) = check_all([*catalog(), pair(source, target[: len(target) // 3])])
    said = dict(finding.message.arguments)
    assert said["length"] == len(target) // 3
    assert isinstance(said["expected"], int)
    assert said["expected"] == pytest.approx(len(target), rel=0.25)


def test_short_texts_vary_freely() -> None:
    assert outliers([*catalog(), pair("开源", "Open-source software")]) == []


def test_little_work_makes_nothing_usual() -> None:
    source, target = SENTENCES[3]
    assert outliers([*catalog(3), pair(source, target[:5])]) == []


def test_texts_without_han_and_code_do_not_count() -> None:
    code = Unit("x", Kind.CODE, Codec.CODE, (Span(0, 1),))
    assert outliers([*catalog(), pair("https://example.org/a/long/address", "x")]) == []
    assert outliers([*catalog(), pair(f"# {SENTENCES[0][0]}", "x", code)]) == []


def test_a_catalog_of_addresses_and_little_else_has_a_measure_too() -> None:
    address = "https://example.org/" + "a" * 60
    assert outliers([pair(f"见 {address}{n}", "x") for n in range(30)]) == []
