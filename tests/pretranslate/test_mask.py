"""Masks: what an engine does not see, and what must come back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from essaytrans.i18n import render
from essaytrans.pretranslate.mask import RejectedError, mask, mask_code, same_markup, unmask

if TYPE_CHECKING:
    import random

# --- one case a construct ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("用 `pip install` 安装", "用 ⟦1⟧ 安装"),
        ("用 ``a ` b`` 安装", "用 ⟦1⟧ 安装"),
        ("见[文档](https://a.example/x)。", "见[文档]⟦1⟧。"),
        ("见[文档](<a b.md>)。", "见[文档]⟦1⟧。"),
        ('见[文档](a.md "说明书")。', "见[文档]⟦1⟧说明书⟦2⟧。"),
        ("见[文档](a.md '说明书')。", "见[文档]⟦1⟧说明书⟦2⟧。"),
        ("见[文档](a.md (说明书))。", "见[文档]⟦1⟧。"),
        ("见[文档][ref]。", "见[文档]⟦1⟧。"),
        ("![图](a.png)好看", "![图]⟦1⟧好看"),
        ("[![图](a.png)](b.md)", "[![图]⟦1⟧]⟦2⟧"),
        ("见 https://a.example/x。", "见 ⟦1⟧。"),
        ("见 www.example.org 吧", "见 ⟦1⟧ 吧"),
        ("见 <https://a.example/x>。", "见 ⟦1⟧。"),
        ("写信给 <a@b.example>。", "写信给 ⟦1⟧。"),
        ('<span class="x">红</span>字', "⟦1⟧红⟦2⟧字"),
        ("一行<br>两行", "一行⟦1⟧两行"),
        ("字<!-- 注 -->字", "字⟦1⟧字"),
        ("甲&nbsp;乙&#x4e00;", "甲⟦1⟧乙⟦2⟧"),
        (r"两\*颗\*星", "两⟦1⟧颗⟦2⟧星"),
        ("正文[^1]。", "正文⟦1⟧。"),
        ("公式 $a+b$ 好", "公式 ⟦1⟧ 好"),
        ("公式 $$a+b$$ 好", "公式 ⟦1⟧ 好"),
        ("标题 {#id}", "标题 ⟦1⟧"),
        ("标题 {.a .b}", "标题 ⟦1⟧"),
        ("你好 {name}", "你好 ⟦1⟧"),
        ("{{ page.title }}的{% if x %}字{% endif %}", "⟦1⟧的⟦2⟧字⟦3⟧"),
        ('{{< figure src="a" >}}图', "⟦1⟧图"),
        ("见[[某页|名]]", "见⟦1⟧"),
    ],
)
def test_what_is_no_prose_is_put_out_of_sight(text: str, seen: str) -> None:
    masked = mask(text)
    assert masked.text == seen
    assert unmask(masked, seen) == text


@pytest.mark.parametrize(
    "text", ["**粗**和*斜*", "~~删~~", "两行\n诗", "“引”", "100% & 3 < 5", "# ["]
)
def test_words_and_emphasis_are_left_in_sight(text: str) -> None:
    assert mask(text).text == text


def test_a_listing_is_not_markdown_and_only_its_addresses_are_hidden() -> None:
    code = "# 见 https://a.example/你。\nx = `y` * 2  # *好*"
    masked = mask_code(code)
    assert masked.text == "# 见 ⟦1⟧。\nx = `y` * 2  # *好*"
    assert unmask(masked, masked.text) == code


def test_a_placeholder_is_none_that_the_text_has_itself() -> None:
    text = "⟦1⟧是字面，`a`和`b`不是，⟦3⟧也是"
    masked = mask(text)
    assert masked.text == "⟦1⟧是字面，⟦2⟧和⟦4⟧不是，⟦3⟧也是"
    assert unmask(masked, masked.text) == text


@pytest.mark.parametrize("text", ["`代码`", "![](a.png)", "https://a.example", "2026", "$x$"])
def test_there_may_be_no_words_left(text: str) -> None:
    assert not mask(text).has_words


# --- what comes back --------------------------------------------------------------------------


def test_the_order_of_placeholders_is_free() -> None:
    masked = mask("把 `a` 放进 `b`")
    assert unmask(masked, "Into ⟦2⟧ goes ⟦1⟧") == "Into `b` goes `a`"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "it is blank"),
        (" \u3000\n", "it is blank"),
        ("into ⟦2⟧\n.", "lost or doubled"),
        ("⟦1⟧ ⟦1⟧ ⟦2⟧\n.", "lost or doubled"),
        ("⟦1⟧ ⟦ 2 ⟧\n.", "lost or doubled"),
        ("⟦01⟧ ⟦2⟧\n.", "lost or doubled"),
        ("⟦1⟧ ⟦2⟧.", "line breaks"),
        ("⟦1⟧\n⟦2⟧\n.", "line breaks"),
        ("\ud800 ⟦1⟧ ⟦2⟧\n.", "half of a character"),
    ],
)
def test_what_lost_something_is_rejected(answer: str, reason: str) -> None:
    with pytest.raises(RejectedError) as caught:
        unmask(mask("把 `a` 放进 `b`\n。"), answer)
    assert reason in render(caught.value.reason, language="en")


def test_a_placeholder_that_was_never_given_stays_what_it_is() -> None:
    assert unmask(mask("`a`字"), "⟦1⟧⟦7⟧") == "`a`⟦7⟧"


@pytest.mark.parametrize(
    ("source", "text", "same"),
    [
        ("见[文档](a.md)", "see [the *manual*](a.md)", True),
        ("见[文](a)和[档](b)", "see [d](b) and [t](a)", True),
        ("【背景】见[文](a)", "[Background] see [t](a)", True),
        ("见[文档](a.md)", "see [the manual] (a.md)", False),
        ("见[文档](a.md)", "see the manual](a.md)", False),
        ("见![图](a.png)", "see [picture](a.png)", False),
        ("见[图](a.png)", "see ![picture](a.png)", False),
        ("见文档", "see [manual](https://evil.example)", False),
        ("见文档", "see <b>manual</b>", False),
        ("见文档", "see `manual`", False),
        ("见文档", "see https://evil.example", False),
        ("见[文档](a.md)和`b`", "see [manual](a.md)", False),
        ('[文](a "题")', '[t](a "title")', True),
        ('[文](a "题")', '[t](a "a "fine" title")', False),
        ("[文][甲]", "[text][甲]", True),
        ("[文][甲]", "[text] [甲]", False),
    ],
)
def test_markup_must_mean_the_same(source: str, text: str, same: bool) -> None:
    assert same_markup(source, text) is same


# --- properties -------------------------------------------------------------------------------

BITS = st.sampled_from(
    [
        *(
            "你",
            "好",
            "a",
            " ",
            "\n",
            "1",
            "*",
            "**",
            "_",
            "`",
            "``",
            "[",
            "]",
            "(",
            ")",
            "!",
            "\\",
        ),
        *(
            "<",
            ">",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "{",
            "}",
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "$",
        ),
        *(
            "https://a.example",
            "<https://a.example>",
            "www.a.example",
            "](a.md)",
            '](a "题")',
            "[^1]",
        ),
        *("&amp;", "&#65;", "[[甲]]", "⟦", "⟧", "⟦1⟧", "⟦2⟧", '"', "'", ":", "x", "\\*"),
    ]
)
PLACEHOLDER = re.compile("⟦[0-9]+⟧")
TEXTS = st.lists(BITS, min_size=1, max_size=24).map("".join)


@given(TEXTS)
def test_unmasking_gives_the_text_back(text: str) -> None:
    if text.strip():
        for masked in (mask(text), mask_code(text)):
            assert unmask(masked, masked.text) == text
    assert same_markup(text, text)


@given(TEXTS)
def test_each_placeholder_stands_in_the_masked_text_once_and_hides_something(text: str) -> None:
    masked = mask(text)
    placeholders = [placeholder for placeholder, _ in masked.pieces]
    assert len(set(placeholders)) == len(placeholders)
    assert all(masked.text.count(placeholder) == 1 for placeholder in placeholders)
    assert all(text.count(placeholder) == 0 for placeholder in placeholders)


@given(TEXTS, st.randoms())
def test_pieces_come_back_wherever_their_placeholders_go(text: str, chance: random.Random) -> None:
    masked = mask(text)
    parts = re.split(f"({PLACEHOLDER.pattern})", masked.text)
    chance.shuffle(parts)
    answer = "".join(parts)
    standing = [part for part in parts if PLACEHOLDER.fullmatch(part)]
    # pieces of the text that come to stand side by side may look like another placeholder
    assume(answer.strip() and PLACEHOLDER.findall(answer) == standing)
    pieces = dict(masked.pieces)
    assert unmask(masked, answer) == "".join(pieces.get(part, part) for part in parts)


@pytest.mark.parametrize(
    "piece", ["`", "[", "](", '](a "', "{", "{{", "&a", "⟦1⟧", "<a ", "[[", "`a`", '](a "b" ']
)
def test_a_hostile_text_costs_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    masked = mask(text)
    assert unmask(masked, masked.text) == text
