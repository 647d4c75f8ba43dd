"""What an author says to essaytrans in comments."""

from __future__ import annotations

import pytest

from essaytrans.i18n import render
from essaytrans.markdown.segment import segment
from markdown.reading import codes, translate, units

SKIPPED = {
    "a paragraph": "甲\n",
    "a heading": "# 甲\n",
    "a list": "- 甲\n- 乙\n\n  丙\n",
    "a quote": "> 甲\n>\n> - 乙\n",
    "a table": "| 甲 |\n|---|\n| 乙 |\n",
    "code": "```\n甲\n```\n",
    "HTML": "<div>甲</div>\n",
    "a container": ":::tip 甲\n乙\n:::\n",
    "a footnote": "[^1]: 甲\n\n    乙\n",
    "a definition": '[a]: /x "甲"\n',
    "a shortcode": '{{< x title="甲" >}}\n',
}


@pytest.mark.parametrize("block", SKIPPED.values(), ids=SKIPPED)
def test_skip_leaves_out_the_next_block_and_no_other(block: str) -> None:
    text = f"前\n\n<!-- i18n:skip -->\n\n{block}\n后\n"
    assert units(text) == [("paragraph", "前"), ("paragraph", "后")]
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<!-- i18n:skip -->\n甲\n\n后\n", id="no blank line"),
        pytest.param("<!--i18n:skip-->\n甲\n\n后\n", id="no blanks"),
        pytest.param("<!--\n  i18n:skip\n-->\n甲\n\n后\n", id="three lines"),
        pytest.param("<!-- i18n:skip 因为 -->\n甲\n\n后\n", id="a reason"),
        pytest.param(
            "<!-- i18n:note 注 -->\n<!-- i18n:skip -->\n甲\n\n后\n", id="another directive"
        ),
    ],
)
def test_spellings_of_skip(text: str) -> None:
    assert units(text) == [("paragraph", "后")]


def test_skip_in_a_container_holds_for_a_block_in_it() -> None:
    text = "- 甲\n\n  <!-- i18n:skip -->\n  乙\n\n  丙\n- 丁\n"
    assert units(text) == [("list-item", "甲"), ("list-item", "丙"), ("list-item", "丁")]


def test_skip_at_the_end_of_a_container_does_not_reach_out() -> None:
    assert units("> 甲\n>\n> <!-- i18n:skip -->\n\n乙\n") == [("quote", "甲"), ("paragraph", "乙")]


def test_a_region_is_left_out_whole() -> None:
    text = "前\n\n<!-- i18n:skip-start -->\n\n# 甲\n\n- 乙\n\n<!-- i18n:skip-end -->\n\n后\n"
    assert units(text) == [("paragraph", "前"), ("paragraph", "后")]
    assert codes(text) == []


def test_a_region_without_an_end_goes_on_and_is_named() -> None:
    text = "前\n\n<!-- i18n:skip-start -->\n\n甲\n\n乙\n"
    assert units(text) == [("paragraph", "前")]
    assert [code for code, _ in codes(text)] == ["unclosed-skip"]


def _notes(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(unit.msgid, unit.notes) for unit in segment(text).units]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "<!-- i18n:note 念 xíng -->\n行\n\n后\n", [("行", ("念 xíng",)), ("后", ())], id="one"
        ),
        pytest.param(
            "<!-- i18n:note 一 -->\n\n<!-- i18n:note 二 -->\n\n行\n",
            [("行", ("一", "二"))],
            id="two",
        ),
        pytest.param("<!-- i18n:note 一\n  二 -->\n行\n", [("行", ("一 二",))], id="two lines"),
        pytest.param(
            "<!-- i18n:note 注 -->\n- 甲\n- 乙\n",
            [("甲", ("注",)), ("乙", ())],
            id="the first item",
        ),
        pytest.param("<!-- i18n:note 注 -->\n\n---\n\n行\n", [("行", ("注",))], id="after a rule"),
    ],
)
def test_a_note_is_for_the_next_unit(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert _notes(text) == found


def _contexts(text: str) -> list[tuple[str, str | None]]:
    return [(unit.msgid, unit.msgctxt) for unit in segment(text).units]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!-- i18n:context 菜单 -->\n行\n\n行\n", [("行", "菜单"), ("行", None)]),
        (
            "<!-- i18n:context 菜单 -->\n- 甲\n- 乙\n\n丙\n",
            [("甲", "菜单"), ("乙", "菜单"), ("丙", None)],
        ),
        ("<!-- i18n:context 表 -->\n| 甲 |\n|---|\n| 乙 |\n", [("甲", "表"), ("乙", "表")]),
        (
            "<!-- i18n:context 外 -->\n> 甲\n>\n> <!-- i18n:context 内 -->\n> 乙\n>\n> 丙\n",
            [("甲", "外"), ("乙", "内"), ("丙", "外")],
        ),
        ("<!-- i18n:context -->\n行\n", [("行", None)]),
    ],
)
def test_a_context_holds_for_the_next_block(text: str, found: list[tuple[str, str | None]]) -> None:
    assert _contexts(text) == found


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("skp", "i18n:skip"),
        ("notes", "i18n:note"),
        ("kontext", "i18n:context"),
        ("skip_start", "i18n:skip-start"),
        ("translate", "skip-start"),
    ],
)
def test_an_unknown_directive_is_named_with_what_is_near(name: str, hint: str) -> None:
    text = f"前\n\n<!-- i18n:{name} 甲 -->\n\n后\n"
    (diagnostic,) = segment(text, "a.md").diagnostics
    assert diagnostic.code == "unknown-directive"
    assert diagnostic.position is not None
    assert (diagnostic.position.path, diagnostic.position.line) == ("a.md", 3)
    assert diagnostic.hint is not None
    assert hint in render(diagnostic.hint, language="en")
    assert len(units(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("文 <!-- i18n:skip -->\n\n甲\n", id="in a sentence"),
        pytest.param("文\n<!-- i18n:note 注 --> 字\n\n甲\n", id="at the beginning of its line"),
        pytest.param("<div><!-- i18n:skip -->甲</div>\n", id="in HTML"),
        pytest.param("<!-- i18n:skip --> 字\n\n甲\n", id="before HTML of the same block"),
    ],
)
def test_a_directive_among_other_text_does_nothing_and_is_named(text: str) -> None:
    assert [code for code, _ in codes(text)] == ["misplaced-directive"]
    assert units(text)[-1][1] == "甲"


@pytest.mark.parametrize(
    "text",
    ["<!-- skip -->\n甲\n", "```\n<!-- i18n:skip -->\n甲\n```\n", "`<!-- i18n:skip -->` 甲\n"],
)
def test_what_only_looks_like_a_directive_says_nothing(text: str) -> None:
    assert "甲" in units(text)[-1][1]
    assert codes(text) == []


def test_directives_stay_in_what_is_built() -> None:
    text = "<!-- i18n:note 注 -->\n甲\n\n<!-- i18n:skip -->\n乙\n"
    assert translate(text, "a") == text.replace("甲", "a")
