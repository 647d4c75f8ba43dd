"""HTML blocks: runs of text, attributes, and what is left alone."""

from __future__ import annotations

import pytest

from essaytrans.markdown.segment import segment
from markdown.reading import codes, translate, units

TEXTS = {
    "a text": ("<div>文字</div>\n", ["文字"]),
    "a text on a line of its own": ("<div>\n  文字\n</div>\n", ["文字"]),
    "a text of two lines": ("<p>甲\n  乙</p>\n", [("甲乙", "甲", "  乙")]),
    "two elements": ("<table>\n<tr><td>甲</td><td>乙</td></tr>\n</table>\n", ["甲", "乙"]),
    "text after the end": ("</div>文字\n", ["文字"]),
    "phrasing tags inside": ("<p>甲<b>乙</b>丙<br>丁</p>\n", ["甲<b>乙</b>丙<br>丁"]),
    "a phrasing tag around the whole": ("<p><b>文字</b></p>\n", ["文字"]),
    "a line break at the edge": ("<p><br>文字<br></p>\n", ["文字"]),
    "a link": (
        "<p>看<a href='/x' title='题'>这里</a></p>\n",
        ["看<a href='/x' title='题'>这里</a>"],
    ),
    "a phrasing tag that is not closed": ("<p>甲<b>乙</p>\n", ["甲", "乙"]),
    "an entity": ("<p>甲&amp;乙</p>\n", ["甲&amp;乙"]),
    "a summary before Markdown": (
        "<details>\n<summary>点开</summary>\n\n正文\n\n</details>\n",
        ["点开", "正文"],
    ),
    "Markdown between tags": ("<div>\n\n正文\n\n</div>\n", ["正文"]),
    "a lonely less-than": ("<p>\n甲 < 乙\n</p>\n", ["甲 < 乙"]),
    "a comment": ("<!-- 注释 -->\n", []),
    "a comment of two blocks": ("<!--\n注释\n\n注释\n-->\n\n正文\n", ["正文"]),
    "a comment inside": ("<div><!-- 注释 -->文字</div>\n", ["文字"]),
    "a script": ("<script>\nconst 甲 = '乙';\n\n</script>\n", []),
    "a style": ("<style>\n/* 注释 */\n</style>\n", []),
    "a pre": ("<pre>\n文字\n\n文字</pre>\n", []),
    "a script inside": ("<div><script>'甲'</script>文字</div>\n", ["文字"]),
    "a text area": ("<div><textarea>文字</textarea></div>\n", []),
    "a processing instruction": ("<?php echo '甲'; ?>\n", []),
    "a declaration": ("<!DOCTYPE 甲>\n", []),
    "character data": ("<![CDATA[甲]]>\n", []),
    "an address alone": ("<p>https://a.example</p>\n", []),
    "entities alone": ("<p>&nbsp;&copy;</p>\n", []),
    "a number": ("<td>12</td>\n", []),
    "a tag of nobody's": ("<my-tag>\n文字\n</my-tag>\n", ["文字"]),
}

ATTRIBUTES = {
    "an alternative text": ('<div><img src="a" alt="图"></div>\n', [("alt", "图", '"图"')]),
    "single quotes": ("<p title='题'></p>\n", [("title", "题", "'题'")]),
    "no quotes": ("<p title=题></p>\n", [("title", "题")]),
    "capitals": ("<P TITLE='题'></P>\n", [("title", "题", "'题'")]),
    "each that is shown": (
        "<p alt='甲' title='乙' placeholder='丙' aria-label='丁' class='戊' data-title='己'></p>\n",
        [
            ("alt", "甲", "'甲'"),
            ("title", "乙", "'乙'"),
            ("placeholder", "丙", "'丙'"),
            ("aria-label", "丁", "'丁'"),
        ],
    ),
    "entities": ('<p title="说&quot;好&quot;"></p>\n', [("title", '说"好"', '"说&quot;好&quot;"')]),
    "two lines": ('<p title="甲\n乙"></p>\n', [("title", "甲乙", '"甲', '乙"')]),
    "nothing in it": ('<p title="" alt></p>\n', []),
    "a number": ('<p title="12"></p>\n', []),
}


@pytest.mark.parametrize(("text", "found"), TEXTS.values(), ids=TEXTS)
def test_each_run_of_text_is_a_unit(text: str, found: list[str | tuple[str, ...]]) -> None:
    expected = [(unit,) if isinstance(unit, str) else unit for unit in found]
    assert [unit[1:] for unit in units(text)] == expected
    assert codes(text) == []


@pytest.mark.parametrize(("text", "found"), ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_attributes_that_are_shown_are_units(text: str, found: list[tuple[str, ...]]) -> None:
    assert units(text) == [("html-attribute", *unit[1:]) for unit in found]
    assert [unit.detail for unit in segment(text).units] == [unit[0] for unit in found]


def test_kinds_tell_block_html_from_markdown_between_tags() -> None:
    assert units("<div>甲</div>\n\n<b>乙</b>\n") == [
        ("html-text", "甲"),
        ("paragraph", "<b>乙</b>"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("<div>\n甲 <b 乙\n</div>\n", 2, id="a tag without an end"),
        pytest.param("<div title='甲>\n</div>\n", 1, id="a quotation mark that is not closed"),
        pytest.param("<div {{ attributes }}>甲</div>\n", 1, id="a template in a tag"),
        pytest.param("> <div>\n> 甲\n> <b 乙\n", 3, id="in a quote"),
    ],
)
def test_html_that_cannot_be_read_stays_and_is_named(text: str, line: int) -> None:
    text += "\n后\n"
    assert codes(text) == [("html", line)]
    assert units(text) == [("paragraph", "后")]


def test_malformed_html_without_han_is_nobody_s_business() -> None:
    assert codes("<div>\na <b c\n</div>\n") == []


def test_the_marks_of_a_quote_are_no_part_of_a_text_of_two_lines() -> None:
    text = '> <div title="题\n> 目">\n> 甲\n> 乙\n> </div>\n'
    assert units(text) == [
        ("html-attribute", "题目", '"题', '目"'),
        ("html-text", "甲乙", "甲", "乙"),
    ]
    assert translate(text, "a", "b\nc") == '> <div title="a">\n> b c\n> </div>\n'


@pytest.mark.parametrize(
    ("text", "translations", "built"),
    [
        ("<p>甲\n  乙</p>\n", ["a\nb"], "<p>a b</p>\n"),
        ("<p>甲<b>乙</b></p>\n", ["<b>a</b> b"], "<p><b>a</b> b</p>\n"),
        ("<p>甲<b>乙</b></p>\n", ["ab"], "<p>ab</p>\n"),
        (
            '<p title="题"></p>\n',
            ['a "b" <c> & d'],
            '<p title="a &quot;b&quot; &lt;c&gt; &amp; d"></p>\n',
        ),
        ("<p title='题'></p>\n", ["it's"], "<p title='it&#39;s'></p>\n"),
        ("<p title=题></p>\n", ["a b"], '<p title="a b"></p>\n'),
        (
            "<p>看<a href='/x' title='题'>这</a></p>\n",
            ["<a href='/x' title='t'>x</a>"],
            "<p><a href='/x' title='t'>x</a></p>\n",
        ),
    ],
)
def test_what_is_built_is_html_again(text: str, translations: list[str], built: str) -> None:
    assert translate(text, *translations) == built
