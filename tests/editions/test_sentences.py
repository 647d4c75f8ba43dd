"""What readers are told: in their language, and with nothing in it that is more than text."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.catalog.names import clean_name
from essaytrans.editions.banner import with_banner
from essaytrans.editions.sentences import Facts, Wording, banner_text, mark_text
from security.renderers import RENDERERS, render

ENGLISH = Wording("en", "zh-CN")
FACTS = Facts(
    units=9,
    stale=2,
    drafts=1,
    missing=3,
    percent=50,
    since=1_700_000_000,
    names=("Ann",),
    source_url="/s",
    help_url="/h",
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "stale",
            "The original changed on November 14, 2023; 2 of 9 paragraphs are not up to date.",
        ),
        ("drafts", "1 of 9 paragraphs is a draft that nobody has reviewed."),
        ("missing", "3 of 9 paragraphs are not translated yet."),
        ("credits", "Translated by Ann."),
        ("source", "[Read the original](/s) (Simplified Chinese)."),
        ("help", "[Help to translate it](/h)."),
    ],
)
def test_what_each_says(name: str, told: str) -> None:
    assert banner_text([name], FACTS, ENGLISH) == told
    assert banner_text([name], Facts(units=9), ENGLISH) == ""


def test_sentences_are_joined_as_their_script_wants() -> None:
    own = {"missing": "{number} 段未译。", "credits": "译者：{names}。"}
    told = banner_text(["missing", "credits"], FACTS, Wording("zh-TW", "zh-CN", (own,)))
    assert told == "3 段未译。译者：Ann。"


def test_a_language_nobody_knows_reads_english_and_a_plain_date() -> None:
    assert banner_text(["stale"], FACTS, Wording("art-x-elvish", "zh-CN")).startswith(
        "The original changed on November 14, 2023;"
    )
    own = {"stale_since": "{since}!"}
    told = banner_text(["stale"], FACTS, Wording("art-x-elvish", "zh-CN", (own,)))
    assert told == "2023-11-14!"


def test_the_words_that_count_more_come_first() -> None:
    mine, ours = {"stale": "A"}, {"stale_since": "B {since}", "missing": "C"}
    wording = Wording("en", "zh-CN", (mine, ours))
    assert banner_text(["stale", "missing"], FACTS, wording) == "A C"
    assert mark_text(wording) == "(may be out of date)"
    assert mark_text(Wording("en", "zh-CN", ({"mark": "old"},))) == "old"


HOSTILE = [
    *("*a* _b_ `c`", "[x](http://evil.example)", "![x](y)", "<b>", "&amp;", "{{ x }}", "{% x %}"),
    *("http://evil.example", "www.evil.example", "a@evil.example", "- x", "1. x", "１. x", "# x"),
    *("| x", "~~x~~", "==x==", "$x$", "^x^", ":smile:", "\\", "a--b", "[^1]", "[TOC]", "!!! note"),
]


def tags(html: str) -> set[str]:
    return set(re.findall(r"<[^>]*>", html))


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_name_is_text_to_every_renderer(renderer: str) -> None:
    told = [banner_text(["credits"], Facts(units=1, names=(name,)), ENGLISH) for name in HOSTILE]
    for html in render(renderer, [f"> {text}\n" for text in told]):
        assert tags(html) == {"<blockquote>", "<p>", "</p>", "</blockquote>"}
    for text in told:
        assert not set("*_`[]<>{}|~$^\\!") & set(text)


names = st.text(st.sampled_from("a1é茶 .-+*_`[](){}<>!#&$|~^:/\\@'\"=%,"), min_size=1, max_size=12)


@given(st.lists(names, min_size=1, max_size=3))
def test_no_name_changes_what_the_banner_is(texts: list[str]) -> None:
    """Whatever they are, the banner is a quotation of one paragraph, and shows the names."""
    clean = tuple(filter(None, map(clean_name, texts)))
    own = Wording("en", "zh-CN", ({"credits": "{names}"},))
    told = banner_text(["credits"], Facts(units=1, names=clean), own)
    if not told.strip():
        return
    built = with_banner("body\n", told, "top")
    assert built is not None
    shown = ",".join(name.replace("@", " ") for name in clean)
    assert "".join(unescape(told).split()) == "".join(shown.split())
    for renderer in ("markdown-it-py", "mistune", "cmark-gfm"):
        (html,) = render(renderer, [built])
        assert tags(html) == {"<blockquote>", "<p>", "</p>", "</blockquote>"}
