"""Headings, paragraphs and their line breaks."""

from __future__ import annotations

import pytest

from markdown.reading import translate, units

HEADINGS = {
    "an ATX heading": ("# 标题\n", ("heading", "标题")),
    "an ATX heading with closing marks": ("## 标题 ##\n", ("heading", "标题")),
    "an ATX heading after blanks": ("   ###   标题\t\n", ("heading", "标题")),
    "an ATX heading that ends the file": ("# 标题", ("heading", "标题")),
    "a heading of marks": ("# `代码` 与 *强调*\n", ("heading", "`代码` 与 *强调*")),
    "a heading whose text is said twice": ("# # 标题\n", ("heading", "# 标题")),
    "a hash without a blank": ("#标签\n", ("paragraph", "#标签")),
    "seven hashes": ("####### 七\n", ("paragraph", "####### 七")),
    "an identifier": ("# 标题 {#id}\n", ("heading", "标题")),
    "attributes": ("# 标题 {#id .class key=值}\n", ("heading", "标题")),
    "attributes before closing marks": ("# 标题 {#id} #\n", ("heading", "标题")),
    "kramdown's attributes": ("# 标题 {: #id}\n", ("heading", "标题")),
    "braces that are text": ("# 集合 {甲, 乙}\n", ("heading", "集合 {甲, 乙}")),
    "a setext heading": ("标题\n===\n", ("heading", "标题")),
    "a setext heading of level 2": ("标题\n---\n", ("heading", "标题")),
    "a setext heading of two lines": ("标题\n还是\n===\n", ("heading", "标题还是", "标题", "还是")),
    "a setext heading with an identifier": ("标题 {#id}\n---\n", ("heading", "标题")),
}

PARAGRAPHS = {
    "one line": ("一段。\n", ("paragraph", "一段。")),
    "no last line break": ("一段。", ("paragraph", "一段。")),
    "blanks at the edges": ("  一段。 \t\n", ("paragraph", "一段。")),
    "Chinese lines": ("中文\n续行\n", ("paragraph", "中文续行", "中文", "续行")),
    "Latin lines": ("Hello\nworld\n", ("paragraph", "Hello world", "Hello", "world")),
    "a Chinese and a Latin line": ("中文\nword\n", ("paragraph", "中文 word", "中文", "word")),
    "a Latin line after full-width punctuation": (
        "中文，\nword\n",
        ("paragraph", "中文，word", "中文，", "word"),
    ),
    "Hangul lines": ("한국\n어\n", ("paragraph", "한국 어", "한국", "어")),
    "emphasis at the break": (
        "中**文\n续**行\n",
        ("paragraph", "中**文续**行", "中**文", "续**行"),
    ),
    "indented further lines": ("一\n    二\n", ("paragraph", "一二", "一", "二")),
    "emphasis only": ("**重点**\n", ("paragraph", "**重点**")),
    "italics only": ("_重点_\n", ("paragraph", "_重点_")),
    "a full-width indent": ("　　一段。\n", ("paragraph", "一段。")),
    "full-width indents on each line": ("　　一\n　　二\n", ("paragraph", "一二", "一", "　　二")),
    "trailing full-width blanks": ("一段。　　\n", ("paragraph", "一段。")),
    "a link": (
        "看[这里](http://a.example '题')。\n",
        ("paragraph", "看[这里](http://a.example '题')。"),
    ),
    "an image in a sentence": ("图![图](a.png)下\n", ("paragraph", "图![图](a.png)下")),
    "an image with an alternative text": ("![图](a.png)\n", ("paragraph", "![图](a.png)")),
    "inline HTML": ("按 <kbd>Ctrl</kbd>\n", ("paragraph", "按 <kbd>Ctrl</kbd>")),
    "code with Han": ("`代码`\n", ("paragraph", "`代码`")),
}

HARD_BREAKS = {
    "two blanks": ("一  \n二\n", ("paragraph", "一\n二", "一  ", "二")),
    "four blanks": ("一    \n二\n", ("paragraph", "一\n二", "一    ", "二")),
    "a backslash": ("一\\\n二\n", ("paragraph", "一\n二", "一\\", "二")),
    "a tag": ("一<br>\n二\n", ("paragraph", "一\n二", "一<br>", "二")),
    "a closed tag": ("一<br />\n二\n", ("paragraph", "一\n二", "一<br />", "二")),
    "each in turn": (
        "一  \n二\\\n三<br>\n四\n五\n",
        ("paragraph", "一\n二\n三\n四五", "一  ", "二\\", "三<br>", "四", "五"),
    ),
    "an escaped backslash is none": ("一\\\\\n二\n", ("paragraph", "一\\\\ 二", "一\\\\", "二")),
    "none inside of code": ("`一  \n二`\n", ("paragraph", "`一二`", "`一  ", "二`")),
    "none at the end": ("一  \n", ("paragraph", "一")),
    "a tag in the middle of a line": ("一<br>二\n", ("paragraph", "一<br>二")),
}


def _cases(table: dict[str, tuple[str, tuple[str, ...]]]) -> list[object]:
    return [pytest.param(text, unit, id=name) for name, (text, unit) in table.items()]


@pytest.mark.parametrize(("text", "unit"), _cases(HEADINGS))
def test_the_marks_and_attributes_of_a_heading_stay_outside(
    text: str, unit: tuple[str, ...]
) -> None:
    assert units(text) == [unit]


@pytest.mark.parametrize(("text", "unit"), _cases(PARAGRAPHS))
def test_a_paragraph_is_one_unit_of_joined_lines(text: str, unit: tuple[str, ...]) -> None:
    assert units(text) == [unit]


@pytest.mark.parametrize(("text", "unit"), _cases(HARD_BREAKS))
def test_a_hard_break_is_a_newline(text: str, unit: tuple[str, ...]) -> None:
    assert units(text) == [unit]


@pytest.mark.parametrize(
    ("text", "translation", "built"),
    [
        pytest.param("一  \n二\n", "a\nb", "a  \nb\n", id="the spelling of the source"),
        pytest.param("一<br>\n二\n", "a\nb", "a<br>\nb\n", id="a tag"),
        pytest.param(
            "一\\\n二\n三  \n四\n", "a\nb\nc", "a\\\nb  \nc\n", id="newline i takes break i"
        ),
        pytest.param("一  \n二\n", "a\nb\nc", "a  \nb  \nc\n", id="further ones take the last"),
        pytest.param("一\n", "a\nb", "a\\\nb\n", id="a backslash where the source has none"),
        pytest.param("一\n", "a\\\nb", "a\\  \nb\n", id="two blanks after a backslash"),
        pytest.param("一  \n二\n", "ab", "ab\n", id="none where the translation has none"),
        pytest.param("一\n", "a\n\nb", "a\\\nb\n", id="blank lines would end the paragraph"),
        pytest.param("> 一  \n> 二\n", "a\nb\nc", "> a  \n> b  \n> c\n", id="the marks of a quote"),
        pytest.param("> 一  \n二\n", "a\nb\nc", "> a  \nb  \n> c\n", id="the gap of a lazy line"),
        pytest.param("- 一\n", "a\nb", "- a\\\n  b\n", id="the indent of an item"),
        pytest.param("1. - > 一\n", "a\nb", "1. - > a\\\n     > b\n", id="all of them"),
        pytest.param("- [ ] 一\n", "a\nb", "- [ ] a\\\n      b\n", id="a task's box"),
        pytest.param("[^1]: 一\n\n[^1]\n", "a\nb", "[^1]: a\\\n      b\n\n[^1]\n", id="a footnote"),
        pytest.param(
            "一  \r\n二\r\n", "a\nb\nc", "a  \r\nb  \r\nc\r\n", id="the file's line breaks"
        ),
        pytest.param("# 一\n", "a\nb", "# a b\n", id="a heading is one line"),
        pytest.param("# 一\n", "甲\n乙", "# 甲乙\n", id="a heading of Chinese"),
        pytest.param("一\n===\n", "a\nb", "a\\\nb\n===\n", id="a setext heading may have two"),
    ],
)
def test_a_newline_of_a_translation_is_written_as_the_source_writes_breaks(
    text: str, translation: str, built: str
) -> None:
    assert translate(text, translation) == built


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("#  标题 {#id}  #\n", "#  word {#id}  #\n"),
        ("标题 {#id}\n---\n", "word {#id}\n---\n"),
        ("　　一段。　\n", "　　word　\n"),
        ("\t\n  一\n    二\n\n", "\t\n  word\n\n"),
    ],
)
def test_what_stands_around_a_text_stays(text: str, built: str) -> None:
    assert translate(text, " word\n") == built
