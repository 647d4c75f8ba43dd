"""Numbers of a translation: lost, or too large by 万 and 亿."""

from __future__ import annotations

import pytest

from essaytrans.checks.numbers import NUMBERS, check_numbers
from essaytrans.checks.pair import Pair
from essaytrans.i18n import render
from essaytrans.model import Codec, Entry, Kind, Unit


def says(
    source: str, target: str, language: str = "en", source_language: str = "zh-CN"
) -> list[str]:
    pair = Pair(Entry(source, target), source_language=source_language, language=language)
    found = list(check_numbers(pair))
    assert all(finding.check == NUMBERS and finding.hint for finding in found)
    return [f"{'!' if each.grave else ''}{render(each.message, language='en')}" for each in found]


# The source, its translation, the language: a good reviewer has nothing to say.
GOOD = [
    ("花了105万元", "It cost 1.05 million yuan", "en"),
    ("花了105万元", "It cost 1,050,000 yuan", "en"),
    ("花了105万元", "It cost RMB1.05m", "en"),
    ("12000平方米", "12 thousand m2", "en"),
    ("花了105万元", "Es kostete 1,05 Mio. Yuan", "de"),
    ("花了105万元", "Es kostete 1.050.000 Yuan", "de"),
    ("花了105万元", "10 लाख 50 हज़ार युआन", "hi"),
    ("花了105万元", "105万元かかった", "ja"),
    ("花了105万元", "花了一百零五萬元", "zh-TW"),
    ("花了105万元", "105만 위안", "ko"),
    ("有3.2亿人", "3억2000만 명", "ko"),
    ("有1.5亿人", "1억 5천만 명", "ko"),
    ("花了105万元", "١٫٠٥ مليون يوان", "ar"),
    ("大约 9.6 亿人", "nearly a billion people", "en"),
    ("一亿二千万人", "120 million people", "en"),
    ("二十五个人", "twenty-five people", "en"),
    ("1,234，5678 号", "1,234 and 5678", "en"),
    ("十五年后，2020年", "By 2020, fifteen years later", "en"),
    ("90年代", "in the nineties", "en"),
    ("90年代", "in den neunziger Jahren", "de"),
    ("增长了百分之三十", "grew by 30 percent", "en"),
    ("占 33%", "a third", "en"),
    ("8月31日", "on August 31st", "en"),
    ("8月31日", "am 31.8.", "de"),
    ("每天 24 小时", "around the clock", "en"),
    ("500 亩地", "33 hectares", "en"),
    ("买了十二个", "bought a dozen", "en"),
    ("2000-3000亿元", "200 to 300 billion yuan", "en"),
    ("900 万人", "neun Millionen Menschen", "de"),
    ("118.5 亿", "11,85 milljörðum", "is"),
    ("[2020 年](https://a.example/2020)", "[2020](https://a.example/2020)", "en"),
    ("装 `128` 和 2048", "install `2048`", "en"),
    ("共 10 000 人，20000 元", "10&nbsp;000 Personen, 20&nbsp;000 Yuan", "de"),
]


@pytest.mark.parametrize(("source", "target", "language"), GOOD)
def test_a_good_translation_is_left_alone(source: str, target: str, language: str) -> None:
    assert says(source, target, language) == []


WRONG = [
    ("花了105万元", "It cost 105 million yuan", "en", "105万", "105 million"),
    ("花了105万元", "It cost 10.5 million yuan", "en", "105万", "10.5 million"),
    ("花了105万元", "It cost 10,500,000 yuan", "en", "105万", "10,500,000"),
    ("42亿美元", "4.2 million dollars", "en", "42亿", "4.2 million"),
    ("100万人", "100 million people", "en", "100万", "100 million"),
    ("二百五十万人", "25 million people", "en", "二百五十万", "25 million"),
    ("一亿人", "one billion people", "en", "一亿", "one billion"),
    ("35亿", "35 miliardy", "cs", "35亿", "35 miliardy"),
    ("46.7万", "4 670 000", "ru", "46.7万", "4 670 000"),
    ("3亿人", "30억 명", "ko", "3亿", "30억"),
    ("1500万人", "1억5000만 명", "ko", "1500万", "1억5000만"),
    ("1.5万亿元", "1,5 Trillionen Yuan", "de", "1.5万亿", "1,5 Trillionen"),
    ("1.5万亿元", "1,5 trillion de yuans", "fr", "1.5万亿", "1,5 trillion"),
    ("120万", "1200萬", "zh-TW", "120万", "1200萬"),
    ("12000 只", "120,000 of them", "en", "12000", "120,000"),
]


@pytest.mark.parametrize(("source", "target", "language", "ours", "theirs"), WRONG)
def test_a_number_off_by_a_power_of_ten_is_an_error(
    source: str, target: str, language: str, ours: str, theirs: str
) -> None:
    (said,) = says(source, target, language)
    assert said.startswith(f"!“{ours}” is ")
    assert f"but “{theirs}” is " in said


def test_both_numbers_are_written_out_and_the_wrong_one_is_pointed_at() -> None:
    target = "It cost `x` and 105 million yuan"
    pair = Pair(Entry("花了 `x` 和 105 万元", target), source_language="zh-CN", language="en")
    (finding,) = check_numbers(pair)
    assert render(finding.message, language="en") == (
        "“105 万” is 1,050,000, but “105 million” is 105,000,000"
    )
    assert finding.start is not None
    assert target[finding.start : finding.start + finding.length] == "105 million"


@pytest.mark.parametrize(
    ("source", "target", "number"),
    [
        ("2020年的事", "It happened then", "2020"),
        ("2020年的事", "It happened in 2021", "2020"),
        ("共 15 个", "all of them", "15"),
        ("共 15 个", "all 150 of them", "15"),
        ("涨了 30%", "It went up", "30"),
        ("一百二十三个", "many of them", "一百二十三"),
        ("105万人", "many people", "105万"),
        ("105万人", "105 people", "105万"),
        ("8月31日", "in August", "31"),
        ("36亿到43亿", "up to 4.3 billion", "36亿"),
    ],
)
def test_a_number_that_is_missing_is_a_warning(source: str, target: str, number: str) -> None:
    assert says(source, target) == [f"the number “{number}” is missing"]


@pytest.mark.parametrize("target", ["100 million and 1 billion", "1 billion and 0.1 billion"])
def test_a_number_that_another_one_of_the_source_explains_is_not_accused(target: str) -> None:
    assert says("1亿和10亿", target) == []
    assert says("1亿、10亿和1000万", target) == ["the number “1000万” is missing"]


def test_in_languages_whose_number_words_are_unknown_words_are_not_missed() -> None:
    assert says("二十五个人，14 天，60 年", "fünfundzwanzig Menschen, zwei Wochen", "de") == []
    assert says("500 年前", "před pěti stoletími", "cs") == []
    assert says("247 个人", "viele Menschen", "de") == ["the number “247” is missing"]


def test_scale_words_that_cldr_does_not_have_are_not_missed() -> None:
    assert says("105万人", "ཁྲི་ 105", "bo") == []
    assert says("2020年", "ལོ།", "bo") == ["the number “2020” is missing"]


@pytest.mark.parametrize("language", ["tlh", "art-x-elvish"])
def test_languages_that_cldr_does_not_know_are_not_checked(language: str) -> None:
    assert says("105万", "nuv", language) == []


def test_sources_in_other_languages_are_not_checked() -> None:
    assert says("105 people in 2020", "gone", source_language="en") == []


@pytest.mark.parametrize(("tag", "found"), [("zh-TW", 1), ("zh-CN", 0)])
def test_a_trillion_is_one_in_traditional_chinese_only(tag: str, found: int) -> None:
    assert len(says("共2兆元", "2 billion yuan", source_language=tag)) == found


def test_code_is_not_checked() -> None:
    unit = Unit("# 2020", Kind.CODE, Codec.CODE, ())
    pair = Pair(Entry("# 2020", "# x"), source_language="zh-CN", language="en", unit=unit)
    assert list(check_numbers(pair)) == []


@pytest.mark.parametrize("target", ["1," * 20_000, "9" * 40_000, "two " * 10_000, "1 000" * 9_000])
@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_a_hostile_translation_takes_no_more_than_a_moment(target: str, language: str) -> None:
    assert len(says("105万、2020年和 33333", target, language)) == 3
