"""Full-width punctuation where a language has its own."""

from __future__ import annotations

import pytest

from essaytrans.checks.pair import Pair
from essaytrans.checks.punctuation import check
from essaytrans.model import Codec, Entry, Kind, Span, Unit


def marks(source: str, target: str, language: str = "en", unit: Unit | None = None) -> list[str]:
    """The characters that the check points at."""
    pair = Pair(Entry(source, target), source_language="zh-Hans", language=language, unit=unit)
    return [target[found.start] for found in check(pair) if found.start is not None]


@pytest.mark.parametrize("mark", "，。、：；！？（）《》「」『』【】〈〉～％Ａ１")
def test_it_points_at(mark: str) -> None:
    assert marks(f"你好{mark}世界", f"Hello{mark} world") == [mark]


def test_the_first_mark_speaks_for_all() -> None:
    assert marks("你好，世界。", "Hello， world。") == ["，"]


def test_a_mark_after_emphasis_is_no_quoted_one() -> None:
    assert marks("*你好*，世界", "*Hello*， world") == ["，"]


MAY_STAY = {
    "everybody's punctuation": ("“你好”——‘世界’……", "“Hello” — ‘world’…"),
    "a mark within quoted Chinese": ("回电：已归，䶮。", "The reply: 已归，䶮. Home now."),
    "a Chinese title": ("《一字师》", "“One Character” (《一字师》)"),
    "a mark that the text is about": ("全角的“，”", "The wide comma “，” and (，)"),
    "code": ("写 `“，”`", "Write `a，b`"),
    "the target of a link": ("见[这里](甲，乙.md)", "See [here](x，y.md)"),
}


@pytest.mark.parametrize(("source", "target"), MAY_STAY.values(), ids=MAY_STAY.keys())
def test_it_says_nothing_of(source: str, target: str) -> None:
    assert marks(source, target) == []


def test_a_mark_in_quotation_marks_that_the_source_lacks_is_one_too_many() -> None:
    assert marks("你好", "Hello “，”") == ["，"]


@pytest.mark.parametrize("language", ["ja", "ko", "zh-TW", "yue", "ii", "x-elvish"])
def test_languages_of_east_asia_have_it(language: str) -> None:
    assert marks("你好，世界。", "abc，def。", language) == []


@pytest.mark.parametrize("language", ["ar", "ru", "hi", "th", "tlh"])
def test_others_do_not(language: str) -> None:
    assert marks("你好，世界。", "abc， def", language) == ["，"]


def test_blocks_of_code_are_not_looked_at() -> None:
    unit = Unit("x", Kind.CODE, Codec.CODE, (Span(0, 1),))
    assert marks("# 你好，世界", "# hello， world", unit=unit) == []
