"""Lines that only loose renderers take for more than text."""

from __future__ import annotations

import time

import pytest

from essaytrans.markdown.loose import defines, escaped

LOOSE = {
    "definition": ("a\n[b]: c", "a\n\\[b]: c"),
    "definition with an escaped bracket": ("a\n[b\\]c]: d", "a\n\\[b\\]c]: d"),
    "footnote with a bracket": ("a\n[^b[c]: d", "a\n\\[^b[c]: d"),
    "abbreviation": ("*[a]: b", "\\*[a]: b"),
    "abbreviation with a blank before its colon": ("*[a] : b", "\\*[a] : b"),
    "abbreviation over lines": ("*[a\nb]: c", "\\*[a\nb]: c"),
    "heading": ("a\n#b", "a\n\\#b"),
    "heading below a line of signs": ("a\n =-= ", "a\n \\=-= "),
    "number in another script": ("१२. a", "१२\\. a"),
    "several": ("#a\n١) b\n[c]: d", "\\#a\n١\\) b\n\\[c]: d"),
}


@pytest.mark.parametrize(("text", "written"), LOOSE.values(), ids=LOOSE)
def test_a_backslash_makes_it_text(text: str, written: str) -> None:
    assert escaped(text, "原文") == written
    assert escaped(text, text) == text, "what the source has too may stay"
    assert escaped(written, "原文") == written, "once is enough"


@pytest.mark.parametrize(
    "text",
    ["a", "[a](b)\n[c](d)", "[a](b) and [c]: d", "*[a](b)*, c: d", "C# 1", "a = b", "12 a", "१२.३"],
)
def test_text_stays_as_it_is(text: str) -> None:
    assert escaped(text, "原文") == text
    assert not defines(text)


@pytest.mark.parametrize(
    "text",
    ["[^\n" * 200_000, "*[\n" * 200_000 + "]:\\", "[a\\]\n" * 100_000 + "]:", "#\n" * 300_000],
)
def test_a_hostile_text_takes_linear_time(text: str) -> None:
    began = time.process_time()
    escaped(text, "原文")
    assert time.process_time() - began < 5, "seconds; a square of the length would take minutes"
