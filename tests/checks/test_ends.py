"""The two checks that good translations often fail."""

from __future__ import annotations

import pytest

from essaytrans.checks.ends import check_end, check_quotes
from essaytrans.checks.pair import Pair
from essaytrans.model import Codec, Entry, Kind, Span, Unit


def pair(source: str, target: str, language: str = "en", unit: Unit | None = None) -> Pair:
    return Pair(Entry(source, target), source_language="zh-Hans", language=language, unit=unit)


SAME = {
    "a full stop": ("好。", "Good.", "en"),
    "a stop within quotation marks": ("“好。”", "“Good”.", "en"),
    "a question": ("好吗？", "Good?", "en"),
    "an Arabic question": ("好吗？", "حسن؟", "ar"),
    "a Greek question": ("好吗？", "Καλό;", "el"),
    "a French question": ("好吗？", "Bon\u00a0?", "fr"),
    "a Hindi stop": ("好。", "ठीक है।", "hi"),
    "three dots": ("好……", "Good...", "en"),
    "emphasis": ("**好！**", "*Good!*", "en"),
    "nothing": ("好", "Good", "en"),
    "a semicolon, which is no end": ("好；", "Good", "en"),
}


@pytest.mark.parametrize(("source", "target", "language"), SAME.values(), ids=SAME.keys())
def test_it_ends_alike(source: str, target: str, language: str) -> None:
    assert list(check_end(pair(source, target, language))) == []


OTHER = {
    "no full stop": ("好。", "Good", 3),
    "one too many": ("好", "Good.", 4),
    "a question turned into a statement": ("好吗？", "“Good.”", 5),
    "nothing but marks": ("好。", "“”", 0),
}


@pytest.mark.parametrize(("source", "target", "at"), OTHER.values(), ids=OTHER.keys())
def test_it_ends_otherwise(source: str, target: str, at: int) -> None:
    assert [finding.start for finding in check_end(pair(source, target))] == [at]


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("He said “yes” and “no”", "en"),
        ("Il dit «\u00a0oui\u00a0» et «\u00a0non\u00a0»", "fr"),
        ("Er sagt „ja“ und „nein“", "de"),
        ("「はい」と「いいえ」", "ja"),
        ('He said "yes" and "no" to `"x"`', "en"),
    ],
)
def test_as_many_quotations_in_any_marks(target: str, language: str) -> None:
    assert list(check_quotes(pair("他说“是”和“否”", target, language))) == []


def test_a_quotation_that_was_lost_is_counted() -> None:
    (finding,) = check_quotes(pair("他说“是”和“否”", "He said “yes” and no"))
    assert dict(finding.message.arguments) == {"number": 1, "wanted": 2}


def test_blocks_of_code_are_not_looked_at() -> None:
    unit = Unit("x", Kind.CODE, Codec.CODE, (Span(0, 1),))
    assert list(check_end(pair("x。", "x", unit=unit))) == []
    assert list(check_quotes(pair("“x”", "x", unit=unit))) == []
