"""What is no unit; line ends, byte order marks, tabs, and characters that PO files do not carry."""

from __future__ import annotations

import pytest

from essaytrans.markdown.segment import segment
from markdown.reading import codes, translate, units

NOTHING = {
    "nothing": "",
    "blank lines": "\n \n\t\n",
    "an image without an alternative text": "![](a.png)\n",
    "two of them": "![](a.png) ![](b.png)\n",
    "a bare address": "https://a.example/路径\n",
    "an address in angle brackets": "<https://a.example>\n",
    "an address without a scheme": "www.a.example\n",
    "a rule": "---\n",
    "stars": "* * *\n",
    "code without Han": "`code`\n",
    "a formula": "$x^2$\n",
    "a number": "12345\n",
    "a date": "2024-01-01\n",
    "punctuation": "——……\n",
    "emoji": "😀\n",
    "an entity": "&nbsp;\n",
    "a link without a text": "[](/x)\n",
    "raw HTML": "<br>\n",
    "a table of contents": "[TOC]\n",
    "another one": "[[toc]]\n",
    "an included file": "<<< @/代码.js\n",
    "a definition": "[标签]: /x\n",
    "a heading without a text": "#\n",
    "a byte order mark": "\ufeff",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_where_there_is_nothing_to_translate_is_no_unit(text: str) -> None:
    assert units(text) == []
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("\ufeff# 题\n", ["题"], id="a byte order mark"),
        pytest.param("一\r\n\r\n二\r\n", ["一", "二"], id="CRLF"),
        pytest.param("一\r\r二\r", ["一", "二"], id="carriage returns"),
        pytest.param("一\n\r\n二\r三", ["一", "二三"], id="all of them"),
        pytest.param("\ufeff一\r\n二\n\n三", ["一二", "三"], id="a byte order mark and CRLF"),
        pytest.param("\ufeff一\n\n\ufeff二\n", ["一", "\ufeff二"], id="a second byte order mark"),
        pytest.param("一\x0b\n\n\x0c\n\n二\n", ["一", "二"], id="a form feed between"),
        pytest.param("一\t二\n", ["一\t二"], id="a tab inside"),
        pytest.param("> \t一\n>\t二\n", ["一二"], id="tabs in a quote"),
        pytest.param("一\u00a0\n", ["一"], id="a blank that does not break"),
    ],
)
def test_spans_are_exact_whatever_the_file_is_written_with(text: str, found: list[str]) -> None:
    document = segment(text)
    assert [unit.msgid for unit in document.units] == found
    for unit in document.units:
        written = [text[span.start : span.end].strip() for span in unit.spans]
        assert "".join(written) == unit.msgid
    letters = ["a", "b", "c"][: len(found)]
    built = segment(translate(text, *letters))
    assert [unit.msgid for unit in built.units] == letters


@pytest.mark.parametrize(
    "character", ["\x07", "\x1b", "\x7f", "\x80", "\x85", "\u2028", "\u2029", "\uffff", "\0"]
)
@pytest.mark.parametrize(
    "text",
    [
        "前\n\n甲{}乙\n\n后\n",
        "# 甲{}乙\n\n后\n",
        "| 甲{}乙 |\n|---|\n\n后\n",
        "<p>甲{}乙</p>\n\n后\n",
    ],
    ids=["paragraph", "heading", "cell", "HTML"],
)
def test_a_unit_with_a_character_that_po_does_not_carry_stays_and_is_named(
    text: str, character: str
) -> None:
    text = text.replace("{}", character)
    assert [code for code, _ in codes(text)] == ["control-character"]
    assert not any("甲" in unit[1] for unit in units(text))
    translations = ["x"] * len(units(text))
    assert f"甲{character}乙" in translate(text, *translations)


@pytest.mark.parametrize("character", ["\u3000", "\u00a0", "\u200b", "\ufeff", "\u202f", "\t"])
def test_other_blanks_and_invisible_characters_are_carried(character: str) -> None:
    text = f"甲{character}乙\n"
    assert units(text) == [("paragraph", f"甲{character}乙")]
    assert codes(text) == []


def test_a_diagnostic_shows_the_place() -> None:
    (diagnostic,) = segment("一\r\n\r\n> 甲\x07乙\r\n", "a.md").diagnostics
    place = diagnostic.position
    assert place is not None
    assert (place.path, place.line, place.column, place.text) == ("a.md", 3, 3, "> 甲\x07乙")
