"""Chinese that was left over, and Chinese that may stay."""

from __future__ import annotations

import pytest

from essaytrans.checks.pair import Pair
from essaytrans.checks.script import check, writing
from essaytrans.model import Codec, Entry, Kind, Span, Unit


def left(source: str, target: str, language: str = "en", unit: Unit | None = None) -> list[str]:
    """The pieces of the translation that the check points at."""
    pair = Pair(Entry(source, target), source_language="zh-Hans", language=language, unit=unit)
    return [
        target[found.start : found.start + found.length]
        for found in check(pair)
        if found.start is not None
    ]


LEFT = {
    "a text that was copied": ("打开设置页面。", "打开设置页面。", "打开设置页面"),
    "a text of short words that was copied": (
        "见[茶馆](a)和**好茶**",
        "见[茶馆](a)和**好茶**",
        "见",
    ),
    "a word in a short text": ("打开设置", "Open 设置", "设置"),
    "a sentence in a long text": (
        "他说完就走了。外面下起了雨，谁也没有带伞。",
        "He left as soon as he had said it. 外面下起了雨, and nobody had brought an umbrella.",
        "外面下起了雨",
    ),
    "a quotation too long for a name": (
        "门上写着“外来人员请到门卫处登记”。",
        "On the door it said “外来人员请到门卫处登记”.",
        "外来人员请到门卫处登记",
    ),
    "a name in quotation marks that the source lacks": ("关于他", "“张三”, him", "张三"),
    "a text in emphasis": ("**设置**页面", "**设置页面** page", "设置页面"),
}


@pytest.mark.parametrize(("source", "target", "what"), LEFT.values(), ids=LEFT.keys())
def test_it_points_at(source: str, target: str, what: str) -> None:
    assert left(source, target) == [what]


MAY_STAY = {
    "no Chinese at all": ("你好", "“Hello”—naïve"),
    "a single character that the text is about": ("“蜂”不是“峰”", "蜂, not 峰"),
    "a title that was copied": ("《一个字的师》", "《一个字的师》"),
    "a name in quotation marks": ("《一字师》", "“一字师”, an essay"),
    "a name in brackets": ("老魏写的", "Lao Wei (老魏) wrote it"),
    "an example in emphasis": ("说*蜂王*", "Say *蜂王*"),
    "a word that is explained": ("蜂群", "蜂群, “bee host”"),
    "a name that is all of a cell": ("毕龙天", "毕龙天"),
    "a name with an escape": ("毕\\*", "毕\\*"),
    "a little of a long text": (
        "订单状态存的就是“已发货”三个字。",
        "The status of an order is, literally, the three characters 已发货 that the shop prints.",
    ),
    "code": ("点 `设置页面`", "Click `设置页面`"),
    "the target of a link": ("见[这里](文档.md)", "See [here](文档.md)"),
}


@pytest.mark.parametrize(("source", "target"), MAY_STAY.values(), ids=MAY_STAY.keys())
def test_it_says_nothing_of(source: str, target: str) -> None:
    assert left(source, target) == []


@pytest.mark.parametrize("language", ["ja", "zh-TW", "zh-Hans", "yue", "lzh", "nan", "cmn", "hak"])
def test_languages_written_with_han_may_have_all_of_it(language: str) -> None:
    assert left("打开设置页面。", "打开设置页面。", language) == []


@pytest.mark.parametrize("language", ["en", "ko", "vi", "ar", "tlh", "sjn", "nan-Latn", "eo"])
def test_others_may_not(language: str) -> None:
    assert left("打开设置页面。", "打开设置页面。", language) == ["打开设置页面"]


@pytest.mark.parametrize("language", ["x-elvish", "art-x-elvish", "und"])
def test_nothing_is_known_of_a_language_without_a_name(language: str) -> None:
    assert writing(language) is None
    assert left("打开设置页面。", "打开设置页面。", language) == []


def test_a_tag_that_is_none_is_no_reason_to_stop() -> None:
    assert writing("no tag") is None


def test_in_a_block_of_code_some_data_may_stay() -> None:
    unit = Unit("x", Kind.CODE, Codec.CODE, (Span(0, 1),))
    source = "# 打印名字\nprint(names['蜂王雄蜂'])\n"
    assert left(source, "# Print the name of each\nprint(names['蜂王雄蜂'])\n", unit=unit) == []
    assert left(source, source, unit=unit) == ["打印名字"]
