"""Markers of emphasis that readers would see."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checks.markup import messages, pair, say
from essaytrans.checks.emphasis import _left_over, check
from essaytrans.markdown.inline import scan
from essaytrans.model import Codec


@pytest.mark.parametrize(
    "target",
    [
        "**bold** and *slanted* and ***both***",
        "__bold__, snake_case and snake__case",
        "5 * 3 = 15",
        "price*",
        "f***",
        "**bold *and* slanted**",
        "[**bold**](x) ![*a*](y)",
        r"\*\*not\*\* `**code**` <https://a.example/**>",
        "**粗**体",
    ],
)
def test_emphasis_and_plain_stars_are_well(target: str) -> None:
    assert messages(check, "甲", target) == []


@pytest.mark.parametrize(
    ("target", "start", "hint"),
    [
        ("“**bold ** text”", 8, "take out the blank"),
        ("so ** bold** text", 3, "take out the blank"),
        ("so **bold", 3, "complete the pair"),
        ("so bold**", 7, "complete the pair"),
        ("**“引用”**后文", 6, "put the punctuation outside"),
        ("重要的**（真）**话", 3, "put the punctuation outside"),
        ("[**a](x)**", 8, "complete the pair"),
        ("**a** **b", 6, "complete the pair"),
    ],
)
def test_the_marker_at_fault_is_pointed_at_and_nothing_else(
    target: str, start: int, hint: str
) -> None:
    one = pair("**甲**", target)
    (said,) = say(check, one)
    assert said.message == "** is shown as it is, it marks no emphasis"
    assert said.hint.startswith(hint)
    assert [(found.start, found.length) for found in check(one)] == [(start, 2)]


def test_underscores_and_threes_are_markers_too() -> None:
    assert messages(check, "甲", "__bold") == ["__ is shown as it is, it marks no emphasis"]
    assert messages(check, "甲", "***both") == ["*** is shown as it is, it marks no emphasis"]


def test_a_lone_star_counts_where_the_source_has_stars() -> None:
    assert messages(check, "甲 *乙*", "a *b") != []
    assert messages(check, "甲乙", "a *b") == []


def test_what_the_source_leaves_over_may_be_left_over() -> None:
    assert messages(check, "**“甲”**乙", "**“甲”**丙") == []
    assert len(messages(check, "**甲", "**a **b")) == 1


def test_text_that_is_no_markdown_has_no_emphasis() -> None:
    assert say(check, pair("**甲**", "**a", codec=Codec.YAML_PLAIN)) == []


_TEXTS = st.lists(
    st.sampled_from(("a", "中", " ", "*", "**", "***", "_", "__", "。", "“", "(", "\\", "`", "~")),
    max_size=14,
).map("".join)


@given(text=_TEXTS)
@example(text="***a** b*")
@example(text="*a**b*")
@example(text="**a*b**c*")
def test_what_is_left_over_is_what_markdown_it_shows(text: str) -> None:
    """Symbols aside, which newer versions of CommonMark take for punctuation."""
    text = text.replace("~", "")
    shown: Counter[str] = Counter()
    for token in MarkdownIt("commonmark").parseInline(f"x{text}x")[0].children or ():
        if token.type == "text":
            shown.update(mark for mark in token.content if mark in "*_")
    pieces = tuple(scan(f"x{text}x"))
    left = Counter(f"x{text}x"[piece.start + 1] for piece in pieces if piece.kind == "escape")
    for run in _left_over(f"x{text}x", pieces):
        left[run.mark] += run.left
    assert Counter({mark: left[mark] for mark in "*_" if left[mark]}) == shown
