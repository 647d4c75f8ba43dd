"""What `build` would refuse, and line breaks that the source lacks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.markup import messages, pair, say
from essaytrans.checks import html, links
from essaytrans.checks.pair import Pair
from essaytrans.checks.structure import check
from essaytrans.markdown import segment
from essaytrans.markdown.guard import rebuild
from essaytrans.model import Codec, Entry, Kind

_MENDED = ("1984. It was…", "+ 5", "# 5", "> so", "[x]: url", "[^1]: x", "    four", "```", ":::")
_REFUSED = {
    "a\x07b": "it has the control character U+0007",
    "a\u202eb": "it has the directional override U+202E",
    "a {{ b }}": "it has the template tag {{ b }}, which the source lacks",
    "a {b}": "it has {b}, which the source lacks",
    "a <b": "it has <b, which it does not finish",
}


def built(source: str, target: str) -> Pair:
    """A paragraph, and why `build` does not publish its translation."""
    document = segment(source)
    (unit,) = document.units
    refusals = rebuild(document, [target]).refusals
    return Pair(
        Entry(unit.msgid, target),
        source_language="zh-Hans",
        language="en",
        unit=unit,
        refusal=refusals[0].reason if refusals else None,
    )


@pytest.mark.parametrize("target", _MENDED)
def test_what_build_mends_is_well(target: str) -> None:
    assert say(check, built("甲", target)) == []


@pytest.mark.parametrize(("target", "reason"), _REFUSED.items())
def test_what_build_refuses_is_grave(target: str, reason: str) -> None:
    (found,) = say(check, built("甲", target))
    assert found.grave
    assert found.message == f"this translation is not used: {reason}"
    assert "stands in the source language" in found.hint


def test_what_another_check_names_is_not_named_twice() -> None:
    for target, other in (("<b>x</b>", html), ("[x](javascript:y)", links)):
        pair = built("甲", target)
        assert pair.refusal is not None
        assert say(check, pair) == []
        assert say(other.check, pair) != []


@pytest.mark.parametrize(
    ("source", "target"),
    [("甲。乙。", "A.\nB."), ("甲。\n乙。", "A.\n\nB."), ("甲。乙。", "A.\n\n\nB.")],
)
def test_more_lines_than_the_source_are_named(source: str, target: str) -> None:
    (found,) = say(check, pair(source, target))
    assert found.message == "the translation has more lines than the source"
    assert not found.grave


@pytest.mark.parametrize(
    ("source", "target"),
    [("甲。\n乙。", "A.\nB."), ("甲。\n乙。", "A. B."), ("甲", "A\n")],
)
def test_as_many_lines_or_fewer_are_well(source: str, target: str) -> None:
    assert messages(check, source, target) == []


def test_lines_of_code_are_free() -> None:
    assert say(check, pair("# 甲", "# a\n# b", codec=Codec.CODE, kind=Kind.CODE)) == []


_FRAGMENTS = (
    *("a", "中", " ", "\n", "\n\n", "`", "```\n", "<b>", "</b>", "<b", "<!--", "-->", "<div>\n"),
    *("[x](", "javascript:x", ")", "{{ x }}", "{%", "# ", "- ", "1. ", "> ", "---", "===", "    "),
    *("[x]: u", "[^1]: x", "|a|\n|-|", ":::tip", "!!! note", "$$\n", "\\", "*", "\u202e", "\x0c"),
)
_SOURCES = ("甲乙", "甲 <b>乙</b> [丙](d:e) `f`", "甲 {{ x }}", "甲\\\n乙")


@pytest.mark.parametrize("source", _SOURCES)
@given(target=st.lists(st.sampled_from(_FRAGMENTS), min_size=1, max_size=6).map("".join))
def test_a_paragraph_that_build_refuses_has_a_grave_finding(source: str, target: str) -> None:
    if not target.strip():
        return
    pair = built(source, target)
    found = [said for module in (check, html.check, links.check) for said in say(module, pair)]
    assert pair.refusal is None or any(said.grave for said in found)


@pytest.mark.parametrize("source", _SOURCES)
@given(target=st.lists(st.sampled_from(_FRAGMENTS), min_size=1, max_size=6).map("".join))
def test_tags_and_schemes_are_grave_only_where_build_refuses(source: str, target: str) -> None:
    if not target.strip():
        return
    pair = built(source, target)
    found = [said for module in (html.check, links.check) for said in say(module, pair)]
    assert pair.refusal is not None or not any(said.grave for said in found)
