"""White space that is wrong, or missing."""

from __future__ import annotations

import time

import pytest

from essaytrans.checks.pair import Pair
from essaytrans.checks.whitespace import check
from essaytrans.model import Codec, Entry, Kind, Span, Unit


def found(
    target: str, language: str = "en", source: str = "原文", unit: Unit | None = None
) -> list[str]:
    """The pieces of the translation that the check points at."""
    pair = Pair(Entry(source, target), source_language="zh-Hans", language=language, unit=unit)
    return [
        target[finding.start : finding.start + finding.length]
        for finding in check(pair)
        if finding.start is not None
    ]


WRONG = {
    "a blank at the beginning": (" A text", [" "]),
    "a blank at the end": ("A text  ", ["  "]),
    "blanks at both": ("\u00a0A text ", ["\u00a0", " "]),
    "a line break at the end": ("A text\n", ["\n"]),
    "two blanks": ("A  text", ["  "]),
    "a blank and a no-break blank": ("A \u00a0text", [" \u00a0"]),
    "a tab": ("A\ttext", ["\t"]),
    "nothing else": (" \n", [" \n"]),
    "an ideographic blank": ("A\u3000text", ["\u3000"]),
    "no-break blanks all over": ("this\u00a0was\u00a0pasted\u00a0from a\u00a0page", ["\u00a0"]),
    "no blank after a sentence": ("It was so.Then it was not.", ["."]),
    "no blank after an exclamation": ("Stop!He did not.", ["!"]),
    "no blank after a quotation": ("He said “stop.”She did.", [".”"]),
    "no blank after a comma": ("photos,a note", [","]),
    "no blank before a word of one letter": ("It was so.I went.", ["."]),
}


@pytest.mark.parametrize(("target", "what"), WRONG.values(), ids=WRONG.keys())
def test_it_points_at(target: str, what: list[str]) -> None:
    assert found(target) == what


RIGHT = {
    "a text like any other": "It was so. Then, on Monday, it was not: “Why?”",
    "two blanks after a sentence": "It was so.  Then it was not.",
    "blanks after a hard break": "A line\n  and another",
    "blanks in code": "Write `a  b`",
    "a no-break blank in its place": "Mr\u00a0Bi lives 10\u00a0km from here",
    "an ellipsis": "So...And then…Nothing",
    "names with a full stop": "Node.js, Form.Item, example.org and README.md",
    "abbreviations": "e.g.this, i.e.That, a,b and c",
    "an address": "See https://example.org/Some.Page,Other",
    "the target of a link": "See [it](some.Page,other)",
    "an ideographic blank in quoted Chinese": "The sign: 热烈欢迎\u3000女士",
}


@pytest.mark.parametrize("target", RIGHT.values(), ids=RIGHT.keys())
def test_it_says_nothing_of(target: str) -> None:
    assert found(target) == []


def test_what_the_source_has_too_is_right() -> None:
    assert found("use word.Word", source="用 word.Word") == []
    assert found(", ", source="、 ") == []
    assert found(" x", source=" 甲") == []


@pytest.mark.parametrize("language", ["ja", "zh-TW", "bo"])
def test_chinese_and_its_neighbours_use_the_ideographic_blank(language: str) -> None:
    assert found("a\u3000b", language) == []


def test_french_keeps_its_marks_to_their_words() -> None:
    text = "«\u00a0Ajouter\u00a0» sert à ceci\u00a0: rien\u00a0; vraiment\u00a0?"
    assert found(text, "fr") == []


LANGUAGES = {
    "Arabic": ("ar", "هل جاء؟نعم جاء", ["؟"]),
    "Arabic, a full stop": ("ar", "جاء الرجل.ثم ذهب", ["."]),
    "Hindi": ("hi", "यह है।वह नहीं है", ["।"]),
    "Korean": ("ko", "그는 갔다.그녀는 남았다", ["."]),
    "Thai writes none": ("th", "ไปไหม?ไป", []),
    "Japanese writes none": ("ja", "なに?いや", []),
}


@pytest.mark.parametrize(("language", "target", "what"), LANGUAGES.values(), ids=LANGUAGES.keys())
def test_sentences_are_parted_as_the_language_does(
    language: str, target: str, what: list[str]
) -> None:
    assert found(target, language) == what


HOSTILE = {
    "blanks": "a" + " " * 50_000,
    "tabs and blanks": "a" + " \t" * 25_000,
    "full stops": "ab" + "." * 50_000,
    "commas in code": "`ab,cd` " * 7_000,
    "names": "Form.Item " * 5_000,
}


@pytest.mark.parametrize("target", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_made_to_be_slow_is_not(target: str) -> None:
    began = time.perf_counter()
    found(target)
    assert time.perf_counter() - began < 1


def test_blocks_of_code_are_not_looked_at() -> None:
    unit = Unit("x", Kind.CODE, Codec.CODE, (Span(0, 1),))
    assert found("  a  = 1.Foo\n", unit=unit) == []
