"""The ids that generators give to headings: what each of them answered, and how repeats differ.

The names in the tables are the answers of the generators themselves: github-slugger 2.0,
@mdit-vue/shared 2.1 with markdown-it-anchor 9, kramdown-parser-gfm 1.1, and the expression of
html-pipeline in Ruby. Python-Markdown is asked each time.
"""

from __future__ import annotations

import html
import json
import random
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.markdown.headings import headings
from essaytrans.markdown.linked import Linked
from essaytrans.markdown.slugs import SLUG_RULES, Named

WORDS = {
    "安装与配置": {
        "github": "安装与配置",
        "github-slugger": "安装与配置",
        "kramdown": "安装与配置",
        "hugo": "安装与配置",
        "python-markdown": "",
        "python-markdown-unicode": "安装与配置",
        "vitepress": "安装与配置",
    },
    "What's new in 1.0?": {
        "github": "whats-new-in-10",
        "github-slugger": "whats-new-in-10",
        "kramdown": "whats-new-in-10",
        "hugo": "whats-new-in-10",
        "python-markdown": "whats-new-in-10",
        "python-markdown-unicode": "whats-new-in-10",
        "vitepress": "what-s-new-in-1-0",
    },
    "1. C++ & “why”": {
        "github": "1-c--why",
        "github-slugger": "1-c--why",
        "kramdown": "1-c--why",
        "hugo": "1-c--why",
        "python-markdown": "1-c-why",
        "python-markdown-unicode": "1-c-why",
        "vitepress": "_1-c-why",
    },
    "Über ½ Ⓐ हिन्दी": {
        "github": "über--ⓐ-हिन्दी",
        "github-slugger": "über--ⓐ-हिन्दी",
        "kramdown": "über--ⓐ-हिन्दी",
        "hugo": "über---हनद",
        "python-markdown": "uber-12-a",
        "python-markdown-unicode": "über-½-हनद",
        "vitepress": "uber-1⁄2-a-हिन्दी",
    },
    "snake_case — 《书名》": {
        "github": "snake_case--书名",
        "github-slugger": "snake_case--书名",
        "kramdown": "snake_case--书名",
        "hugo": "snake_case--书名",
        "python-markdown": "snake_case",
        "python-markdown-unicode": "snake_case-书名",
        "vitepress": "snake-case-—-《书名》",
    },
}
CASES = [(rule, words, name) for words, names in WORDS.items() for rule, name in names.items()]


@pytest.mark.parametrize(("rule", "words", "name"), CASES)
def test_a_rule_names_words_as_its_generator_does(rule: str, words: str, name: str) -> None:
    assert SLUG_RULES[rule].make(words) == name


def ids(rule: str, *texts: str) -> list[str]:
    text = "\n\n".join(f"## {one}" for one in texts) + "\n"
    return [heading.id for heading in headings(Linked.of(text), SLUG_RULES[rule])]


REPEATS = {
    "github": ["a", "a-1", "a-1", "a-2"],
    "github-slugger": ["a", "a-1", "a-1-1", "a-2"],
    "kramdown": ["a", "a-1", "a-1", "a-2"],
    "hugo": ["a", "a-1", "a-1-1", "a-2"],
    "vitepress": ["a", "a-1", "a-1-1", "a-2"],
    "python-markdown": ["a", "a_1", "a-1", "a_2"],
}


@pytest.mark.parametrize(("rule", "found"), REPEATS.items())
def test_repeats_are_told_apart_as_the_generator_does(rule: str, found: list[str]) -> None:
    assert ids(rule, "a", "a", "a 1", "a") == found


def test_a_heading_without_a_word_has_what_the_generator_gives_it() -> None:
    assert ids("hugo", "！", "！") == ["heading", "heading-1"]
    assert ids("python-markdown", "安装", "配置") == ["_1", "_2"]
    assert ids("kramdown", "！", "！") == ["", "-1"]


MARKUP = {
    "github": "a-b-c-d_e-f",
    "hugo": "a-b-chttpxd-d_e-bfb",
    "python-markdown": "a-b-c-d_e-f",
    "vitepress": "a-b-c-d-e-f",
}


@pytest.mark.parametrize(("rule", "name"), MARKUP.items())
def test_marks_are_no_words_but_for_hugo_which_reads_what_is_written(rule: str, name: str) -> None:
    assert ids(rule, "*a* `b` [c](http://x/d) d_e <b>f</b>") == [name]


def test_the_text_of_an_image_is_a_word_for_github_slugger_only() -> None:
    assert ids("github-slugger", "![图](a.png) b") == ["图-b"]
    assert ids("github", "![图](a.png) b") == ["b"]


def test_an_id_of_the_author_is_kept_where_the_generator_knows_it() -> None:
    given = "安装 {#install .wide}"
    assert {rule: ids(rule, given)[0] for rule in ("hugo", "kramdown", "vitepress")} == {
        "hugo": "install",
        "kramdown": "install",
        "vitepress": "install",
    }
    assert ids("github", given) == ["安装-install-wide"]


PIECES = (
    "安装",
    "a",
    "A",
    "a 1",
    "a_1",
    "Über",
    "`x_y`",
    "*b* c",
    "1",
    "!",
    "&amp; t",
    "~~s~~",
    "ß",
)
_ASKING = """
import json, sys
import markdown
json.dump([markdown.markdown(text, extensions=["toc"]) for text in json.load(sys.stdin)], sys.stdout)
"""


def test_python_markdown_answers_the_same() -> None:
    """It runs in a process of its own: here its package would be mistaken for `tests/markdown`."""
    draw = random.Random(1)  # noqa: S311 - the same each time is what matters
    articles = [
        [" ".join(draw.sample(PIECES, draw.choice((1, 1, 2)))) for _ in range(draw.randint(1, 9))]
        for _ in range(200)
    ]
    asked = ["\n\n".join(f"## {one}" for one in texts) + "\n" for texts in articles]
    answers = subprocess.run(
        [sys.executable, "-c", _ASKING],
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for texts, answer in zip(articles, json.loads(answers), strict=True):
        found = [html.unescape(one) for one in re.findall(r'<h2 id="([^"]*)">', answer)]
        assert ids("python-markdown", *texts) == found


NAMES = st.lists(st.sampled_from(["a", "a-1", "a_1", "a_2", "a-2", "", "b"]), max_size=12)
UNIQUE = ("github-slugger", "hugo", "vitepress", "python-markdown")


@pytest.mark.parametrize("rule", UNIQUE)
@given(names=NAMES)
def test_no_two_headings_have_one_id(rule: str, names: list[str]) -> None:
    found = SLUG_RULES[rule].tell_apart([Named(name, given=False) for name in names])
    assert len(found) == len(names)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("rule", SLUG_RULES)
def test_many_equal_headings_take_no_long_time(rule: str) -> None:
    names = [Named("", given=False), *[Named("a", given=False)] * 50_000]
    assert len(set(SLUG_RULES[rule].tell_apart(names))) == 50_001
