"""What the lint says to an author, one case a construct; and what it passes over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from essaytrans.checks.lint import lint
from essaytrans.markdown.segment import segment

if TYPE_CHECKING:
    from essaytrans.model import Diagnostic


def found(text: str) -> list[Diagnostic]:
    return list(lint(segment(text, "a.md")))


def shown(text: str) -> list[tuple[str, str]]:
    """Each code, and what stands above its caret."""
    places = []
    for diagnostic in found(text):
        position = diagnostic.position
        assert position
        assert position.text is not None
        assert position.column is not None
        begin = position.column - 1
        places.append((diagnostic.code, position.text[begin : begin + position.length]))
    return places


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in found(text)]


# --- emphasis ---------------------------------------------------------------------------------

LITERAL = {
    "a quotation before a letter": "**“引用”**后文",
    "a letter before a quotation": "前文**“引用”**。",
    "a title of a book": "读**《书名》**吧",
    "a colon before the end": "**注意：**不要",
    "a full stop before the end": "**第一句。**第二句",
    "a parenthesis": "这是**粗体（bold）**文字",
    "emphasis by one": "*“引用”*后文",
    "in a heading": "# **“引用”**后文",
    "in a list": "- **“引用”**后文",
    "in a table": "| **“引用”**后文 |\n|---|",
    "in a quote": "> 前。\n> **“引用”**后文",
    "a Latin quotation mark": '**"引用"**后文',
    "a blank before the end": "**重点 **很多",
    "a blank after the beginning": "很多** 重点**",
}


@pytest.mark.parametrize("text", LITERAL.values(), ids=LITERAL)
def test_a_mark_between_punctuation_and_a_letter_is_pointed_at(text: str) -> None:
    ((code, mark),) = shown(text)
    assert code == "lint-emphasis"
    assert mark in {"**", "*"}
    assert "<strong>" not in MarkdownIt("commonmark").render(text)


def test_marks_that_pair_up_wrongly_are_pointed_at_although_none_is_left_over() -> None:
    # what a renderer makes bold here is 和, and all around it
    assert shown("**“甲”**和**“乙”**。")[0] == ("lint-emphasis", "**")


def test_the_caret_stands_under_the_mark_that_does_nothing() -> None:
    (diagnostic,) = found("第一行。\n**“引用”**后文\n")
    position = diagnostic.position
    assert position
    assert (position.path, position.line, position.column, position.length) == ("a.md", 2, 7, 2)
    assert position.text == "**“引用”**后文"
    assert diagnostic.hint


RENDERED = {
    "Han on both sides": "前**粗体**后",
    "punctuation outside": "前“**引用**”后",
    "blanks": "前 **“引用”** 后",
    "punctuation behind it": "**“引用”**，后",
    "at the end": "后**粗体**",
    "in code": "`**“引用”**后`",
    "escaped": r"\*\*“引用”\*\*后",
    "in a formula": "$a*(b)*c$ 后",
    "in an address": "[甲](/x*（y）*z)",
    "multiplication": "电流 * 电压（V） * 时间",
    "one star": "带星号*（必填）的字段",
    "Latin only": "a*(b+c) and d*(e)",
    "italics in bold": "***粗斜***体",
}


@pytest.mark.parametrize("text", RENDERED.values(), ids=RENDERED)
def test_what_renders_as_it_is_meant_passes(text: str) -> None:
    assert found(text) == []


@given(
    st.sampled_from(["", "甲", "，", " ", "甲a", "“"]),
    st.text(st.sampled_from("甲a”“，《》。（"), min_size=1, max_size=4),
    st.sampled_from(["", "乙", "。", " ", "a乙", "”"]),
)
def test_silence_means_that_a_renderer_makes_bold_what_stands_between_the_marks(
    before: str, inside: str, after: str
) -> None:
    text = f"字{before}**{inside}**{after}字"
    bold = f"<strong>{inside}</strong>" in MarkdownIt("commonmark").render(text)
    assert ("lint-emphasis" not in codes(text)) == bold


# --- links ------------------------------------------------------------------------------------

BREAKS = {
    "a fragment": ("见[安装](#安装)。", "#安装"),
    "with percent signs": ("见[安装](#%E5%AE%89%E8%A3%85)。", "#%E5%AE%89%E8%A3%85"),
    "in angle brackets": ("见[安装](<#安装>)。", "#安装"),
    "with a title": ('见[安装](#安装 "题")。', "#安装"),
    "in HTML among text": ('见<a href="#安装">安装</a>。', "#安装"),
    "in a block of HTML": ('<div><a href="#安装">安装</a></div>', "#安装"),
    "in a definition": ("[a]: #安装", "#安装"),
    "in a cell": ("| [安装](#安装) |\n|---|", "#安装"),
    "on a further line of a quote": ("> 甲。\n> 见[安装](#安装)", "#安装"),
}


@pytest.mark.parametrize(("text", "target"), BREAKS.values(), ids=BREAKS)
def test_a_link_to_the_words_of_a_heading_is_pointed_at(text: str, target: str) -> None:
    assert shown(text) == [("lint-fragment", target)]


LASTS = {
    "an id of the heading": "见[安装](#安装)。\n\n## 安装 {#安装}",
    "an id among other attributes": "见[安装](#安装)。\n\n## 安装 {.x #安装 .y}",
    "an id in HTML": '见[安装](#安装)。\n\n<a id="安装"></a>',
    "Latin letters": "见[安装](#install)。",
    "another page": "见[安装](guide.md#install)。",
    "in code": "见`[安装](#安装)`。",
    "no link": "标签 #安装 很多。",
}


@pytest.mark.parametrize("text", LASTS.values(), ids=LASTS)
def test_a_link_that_lasts_passes(text: str) -> None:
    assert found(text) == []


SHORTCUTS = {
    "a shortcut": ("见[安装]。\n\n[安装]: /x", ["[安装]"]),
    "a collapsed one": ("见[安装][]。\n\n[安装]: /x", ["[安装][]"]),
    "an image": ("见![安装]。\n\n[安装]: /x", ["[安装]"]),
    "two": ("[甲]与[乙]\n\n[甲]: /x\n[乙]: /y", ["[甲]", "[乙]"]),
    "a full one": ("见[这里][安装]。\n\n[安装]: /x", []),
    "an inline link": ("见[安装](/y)。\n\n[安装]: /x", []),
    "a label in Latin": ("见[babel]。\n\n[babel]: /x", []),
    "no definition": ("见[安装]。", []),
    "in code": ("见`[安装]`。\n\n[安装]: /x", []),
    "escaped": ("见\\[安装]。\n\n[安装]: /x", []),
    "a footnote": ("见[^安装]。\n\n[^安装]: 注", []),
}


@pytest.mark.parametrize(("text", "links"), SHORTCUTS.values(), ids=SHORTCUTS)
def test_a_link_whose_label_is_its_text_is_pointed_at(text: str, links: list[str]) -> None:
    assert shown(text) == [("lint-shortcut", link) for link in links]


# --- lines ------------------------------------------------------------------------------------

IN_A_SENTENCE = {
    "between letters": ("这是一\n句话。", 1),
    "after a comma": ("前半句，\n后半句。", 1),
    "before punctuation": ("前半句\n，后半句。", 1),
    "in a list item": ("- 这是一\n  句话。", 1),
    "in a quote": ("> 这是一\n> 句话。", 1),
    "on the second line": ("一句。\n这是一\n句话。", 2),
}


@pytest.mark.parametrize(("text", "line"), IN_A_SENTENCE.values(), ids=IN_A_SENTENCE)
def test_a_soft_break_in_a_sentence_is_pointed_at(text: str, line: int) -> None:
    (diagnostic,) = found(text)
    assert diagnostic.code == "lint-soft-break"
    assert diagnostic.position
    assert diagnostic.position.line == line


BETWEEN = {
    "after a sentence": "一句。\n又一句。",
    "after a closing quotation mark": "“一句。”\n又一句。",
    "after bold": "**一句。**\n又一句。",
    "after a colon": "如下：\n甲",
    "a hard break": "这是一  \n行诗",
    "a hard break by a backslash": "这是一\\\n行诗",
    "a hard break by HTML": "这是一<br>\n行诗",
    "between Latin words": "one\ntwo",
    "between Han and Latin": "使用\nPython",
    "in a block of code": "```\n这是一\n句话\n```",
    "in a code span": "`这是一\n句话`",
}


@pytest.mark.parametrize("text", BETWEEN.values(), ids=BETWEEN)
def test_other_breaks_pass(text: str) -> None:
    assert found(text) == []


def test_a_paragraph_is_spoken_of_once() -> None:
    assert codes("甲乙\n丙丁\n戊己\n") == ["lint-soft-break"]


FENCES = {
    "backticks": ("甲\n\n```js\n代码\n", [("lint-fence", "```")]),
    "tildes": ("~~~~\n代码\n", [("lint-fence", "~~~~")]),
    "in a list": ("- 甲\n\n  ```\n  代码\n", [("lint-fence", "```")]),
    "at the very end": ("```", [("lint-fence", "```")]),
    "a shorter end": ("````\n代码\n```\n", [("lint-fence", "````")]),
    "closed": ("```\n代码\n```\n", []),
    "closed in a quote": ("> ```\n> 代码\n> ```\n", []),
}


@pytest.mark.parametrize(("text", "said"), FENCES.values(), ids=FENCES)
def test_a_fence_without_an_end_is_pointed_at(text: str, said: list[tuple[str, str]]) -> None:
    assert shown(text) == said


# --- headings ---------------------------------------------------------------------------------

LEVELS = {
    "2 to 4": ("# 甲\n\n## 乙\n\n#### 丙\n", [("lint-heading-level", "丙")]),
    "1 to 3 later on": ("# 甲\n\n# 乙\n\n### 丙\n", [("lint-heading-level", "丙")]),
    "step by step": ("# 甲\n\n## 乙\n\n### 丙\n\n## 丁\n", []),
    "a style of beginning with 3": ("# 甲\n\n### 乙\n\n### 丙\n", []),
    "no title": ("### 甲\n\n### 乙\n", []),
    "in a quote": ("## 甲\n\n> #### 乙\n", []),
    "underlined": ("甲\n==\n\n乙\n--\n\n#### 丙\n", [("lint-heading-level", "丙")]),
    "back up by two": ("# 甲\n\n## 乙\n\n### 丙\n\n# 丁\n", []),
}


@pytest.mark.parametrize(("text", "said"), LEVELS.values(), ids=LEVELS)
def test_a_jump_of_levels_is_pointed_at(text: str, said: list[tuple[str, str]]) -> None:
    assert shown(text) == said


DUPLICATES = {
    "in one section": ("## 甲\n\n## 甲\n", [("lint-duplicate-heading", "甲")]),
    "with one between": ("## 甲\n\n### 乙\n\n## 甲\n", [("lint-duplicate-heading", "甲")]),
    "in two sections": ("## 一\n\n### 甲\n\n## 二\n\n### 甲\n", []),
    "of two levels": ("## 甲\n\n### 甲\n", []),
    "one with an id": ("## 甲\n\n## 甲 {#b}\n", []),
    "three": ("## 甲\n\n## 甲\n\n## 甲\n", [("lint-duplicate-heading", "甲")] * 2),
}


@pytest.mark.parametrize(("text", "said"), DUPLICATES.values(), ids=DUPLICATES)
def test_headings_that_are_alike_are_pointed_at(text: str, said: list[tuple[str, str]]) -> None:
    assert shown(text) == said


def test_the_first_of_two_like_headings_is_named() -> None:
    (diagnostic,) = found("## 甲\n\n文字\n\n## 甲\n")
    assert dict(diagnostic.message.arguments) == {"line": 1}


# --- all of them ------------------------------------------------------------------------------


def test_what_is_found_comes_in_the_order_of_the_article() -> None:
    text = "## 甲\n\n见[甲](#甲)，\n然后。\n\n#### 乙\n\n**“丙”**丁\n\n## 甲\n"
    assert codes(text) == [
        "lint-fragment",
        "lint-soft-break",
        "lint-heading-level",
        "lint-emphasis",
        "lint-duplicate-heading",
    ]


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_is_not_read_as_text_and_counts_as_lines(fence: str) -> None:
    text = f"{fence}\n# **“甲”**乙\n{fence}\n\n**“引用”**后文\n"
    (diagnostic,) = found(text)
    assert diagnostic.position
    assert diagnostic.position.line == 5


def test_places_are_right_in_a_file_with_a_byte_order_mark_and_other_line_breaks() -> None:
    (diagnostic,) = found("\ufeff甲。\r\n\r\n**“引用”**后文\r\n")
    assert diagnostic.position
    assert (diagnostic.position.line, diagnostic.position.column) == (3, 7)


ENDLESS = {
    "stars": ("*", 0),
    "quotations in bold": ("**“甲”**乙", 0),
    "marks that open": ("甲**“", 0),
    "brackets": ("[甲", 0),
    "fragments": ("[](#甲)", 20_000),
    "fragments, a line each": ("[](#甲)\n", 20_000),
    "tags": ("<a href=#", 0),
    "headings": ("# 甲\n", 19_999),
    "lines": ("甲\n", 1),
    "attributes": ("{#", 0),
    "attributes in a heading": ("# {#", 0),
    "shortcuts": ("[甲] ", 0),
}


@pytest.mark.parametrize(("piece", "number"), ENDLESS.values(), ids=ENDLESS)
def test_the_cost_grows_with_the_text_and_no_faster(piece: str, number: int) -> None:
    # nothing is timed: a rule that is quadratic makes this hang, which is noticed
    assert len(found(piece * 20_000)) == number


@given(st.text(st.sampled_from("甲a#*[]()`~ \n\r”“<>{}.,:"), max_size=60))
def test_any_text_can_be_linted_and_what_is_said_has_a_place_in_it(text: str) -> None:
    for diagnostic in found(text):
        position = diagnostic.position
        assert position
        assert position.line is not None
        assert position.column is not None
        assert position.text is not None
        assert 1 <= position.column <= len(position.text) + 1
        assert diagnostic.hint
