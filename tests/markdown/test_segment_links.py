"""Reference links, and the definitions that they lead to."""

from __future__ import annotations

import pytest

from markdown.reading import codes, translate, units

REFERENCES = {
    "a shortcut": ("看[标签]。", "看[标签][标签]。"),
    "a collapsed one": ("看[标签][]。", "看[标签][标签]。"),
    "a full one": ("看[这里][标签]。", "看[这里][标签]。"),
    "an image": ("图![标签]。", "图![标签][标签]。"),
    "an image with a label": ("![图][标签]", "![图][标签]"),
    "other capitals": ("看[CSS Page]。", "看[CSS Page][CSS Page]。"),
    "two of them": ("[标签]与[css page]", "[标签][标签]与[css page][css page]"),
    "marks in it": ("看[**粗**]。", "看[**粗**][**粗**]。"),
    "no definition": ("看[别的]。", "看[别的]。"),
    "an inline link": ("看[标签](/x)。", "看[标签](/x)。"),
    "in code": ("看`[标签]`与[标签]", "看`[标签]`与[标签][标签]"),
    "escaped": ("看\\[标签]。", "看\\[标签]。"),
    "a footnote": ("看[^标签]。", "看[^标签]。"),
}
DEFINED = "\n\n[标签]: /a\n[css page]: /b\n[**粗**]: /c\n"


@pytest.mark.parametrize(("text", "msgid"), REFERENCES.values(), ids=REFERENCES)
def test_a_shortcut_is_spelled_out_so_that_its_label_survives(text: str, msgid: str) -> None:
    shown = ("paragraph", msgid) if msgid == text else ("paragraph", msgid, text)
    assert units(text + DEFINED) == [shown]
    assert translate(text + DEFINED, msgid) == text + DEFINED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# [甲]\n\n[甲]: /x\n", [("heading", "[甲][甲]", "[甲]")]),
        ("| [甲] |\n|---|\n\n[甲]: /x\n", [("table-header", "[甲][甲]", "[甲]")]),
        ("- [甲]\n\n[甲]: /x\n", [("list-item", "[甲][甲]", "[甲]")]),
        ("[甲]: /x\n\n> [甲]\n", [("quote", "[甲][甲]", "[甲]")]),
    ],
)
def test_shortcuts_are_spelled_out_wherever_they_stand(
    text: str, found: list[tuple[str, ...]]
) -> None:
    assert units(text) == found


def test_a_shortcut_that_a_soft_break_divides_is_spelled_out_too() -> None:
    text = "看[两行\n标签]。\n\n[两行 标签]: /x\n"
    (unit,) = units(text)
    assert unit[1] == "看[两行标签][两行 标签]。"


DEFINITIONS = {
    "double quotes": ('[a]: /x "题目"', [("题目", '"题目"')]),
    "single quotes": ("[a]: /x '题目'", [("题目", "'题目'")]),
    "parentheses": ("[a]: /x (题目)", [("题目", "(题目)")]),
    "an address in brackets": ('[a]: <x y> "题目"', [("题目", '"题目"')]),
    "on the next line": ('[a]: /x\n  "题目"', [("题目", '"题目"')]),
    "an escape": ('[a]: /x "题\\"目"', [('题"目', '"题\\"目"')]),
    "trailing blanks": ('[a]: /x "题目"  ', [("题目", '"题目"')]),
    "no title": ("[a]: /x", []),
    "no words": ('[a]: /x "12"', []),
    "two definitions": ('[a]: /x "甲"\n[b]: /y "乙"', [("甲", '"甲"'), ("乙", '"乙"')]),
    "a label said twice": ('[a]: /x "甲"\n[A]: /y "乙"', [("甲", '"甲"')]),
}


@pytest.mark.parametrize(("text", "found"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_the_title_of_a_definition_is_a_unit(text: str, found: list[tuple[str, ...]]) -> None:
    assert units(text + "\n") == [("link-title", *unit) for unit in found]
    assert codes(text + "\n") == []


@pytest.mark.parametrize(
    ("title", "translation", "built"),
    [
        ('"题"', 'say "hi" \\', '"say \\"hi\\" \\\\"'),
        ("'题'", "it's", "'it\\'s'"),
        ("(题)", "a (b)", "(a \\(b\\))"),
        ('"题"', "a\nb", '"a b"'),
    ],
)
def test_a_title_is_written_with_the_quotation_marks_of_the_source(
    title: str, translation: str, built: str
) -> None:
    assert translate(f"[a]: /x {title}\n", translation) == f"[a]: /x {built}\n"


def test_definitions_in_a_quote_stay_outside_of_its_paragraphs() -> None:
    text = '> [a]: /x "题"\n> 文\n'
    assert units(text) == [("link-title", "题", '"题"'), ("quote", "文")]
