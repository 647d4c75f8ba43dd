"""Shapes that hang, crash or silently cut other programs short."""

from __future__ import annotations

import cProfile
from typing import TYPE_CHECKING

import pytest

from essaytrans.markdown.guard import rebuild
from essaytrans.markdown.segment import segment
from promises.kit import check_nothing_asked, whole_span

if TYPE_CHECKING:
    from collections.abc import Callable

Shape = tuple["Callable[[int], str]", int]


def _nested(line: str, indent: str) -> Callable[[int], str]:
    return lambda number: "".join(indent * depth + line for depth in range(number))


SHAPES: dict[str, Shape] = {
    "quote marks on a line": (lambda n: ">" * n + " 深\n", 1_000),
    "quotes, deeper on each line": (
        lambda n: "".join(">" * k + " 深\n" for k in range(1, n)),
        1_000,
    ),
    "items, deeper on each line": (_nested("- 项\n", "  "), 2_000),
    "items on a line": (lambda n: "- " * n + "项\n", 2_000),
    "numbered items on a line": (lambda n: "1. " * n + "项\n", 2_000),
    "opening brackets": (lambda n: "[" * n + "字\n", 50_000),
    "stars": (lambda n: "*a " * n + "字\n", 20_000),
    "links that are not closed": (lambda n: "[a](" * n + "字\n", 20_000),
    "a long line": (lambda n: "一个很长的句子，a long one; " * n + "\n", 220_000),
    "a long table": (lambda n: "| 甲 | 乙 |\n|---|---|\n" + "| 丙 | 丁 |\n" * n, 20_000),
    "a wide table": (lambda n: "|" + "甲|" * n + "\n|" + "-|" * n + "\n", 5_000),
    "definitions": (lambda n: "".join(f"[标{k}]: /x\n" for k in range(n)) + "\n文[标1]\n", 10_000),
    "definitions without a target": (lambda n: "[a]:\n" * n + "字\n", 10_000),
    "equal paragraphs": (lambda n: "同一段。\n\n" * n, 20_000),
    "a paragraph of many lines": (lambda n: "行\n" * n, 20_000),
    "a paragraph of many hard breaks": (lambda n: "`行`\\\n" * n + "末\n", 10_000),
    "a quote of lazy lines": (lambda n: "> 行\n" + "续\n" * n, 20_000),
    "a fence that is not closed": (lambda n: "```\n" + "码\n" * n, 20_000),
    "containers that are not closed": (lambda n: ":::tip 题\n" * n + "文\n", 5_000),
    "shortcodes that are not closed": (lambda n: "{{< x\n" * n + "文\n", 20_000),
    "verbatim pairs that are not closed": (lambda n: "{% raw %}\n\n" * n + "文\n", 5_000),
    "tags in a block of HTML": (lambda n: "<div>" + "<b>" * n + "字</div>\n", 20_000),
    "lines in a block of HTML": (lambda n: "<div>\n" + "<p>字</p>\n" * n + "</div>\n", 10_000),
    "attributes": (lambda n: "<div " + "a='b' " * n + ">字</div>\n", 20_000),
    "comments that are not closed": (lambda n: "字<!--" * n + "\n", 20_000),
    "directives that are not closed": (lambda n: "<!-- i18n:note \n" * n + "\n字\n", 10_000),
    "directives in a sentence": (lambda n: "字" + "<!-- i18n:note " * n + "\n", 10_000),
    "admonitions, deeper on each line": (_nested('!!! note "题"\n', "    "), 2_000),
    "footnotes": (lambda n: "".join(f"[^{k}]: 脚\n\n" for k in range(n)), 5_000),
    "a definition list": (lambda n: "术\n: 义\n\n" * n, 5_000),
    "headings": (lambda n: "# 题 {#a}\n" * n, 10_000),
    "blanks in a heading": (lambda n: "# 题" + " " * n + "x\n", 50_000),
    "braces in a heading": (lambda n: "# 题 " + "{#a " * n + "\n", 20_000),
    "shortcuts": (lambda n: "[a]: /x\n\n" + "[a] " * n + "字\n", 10_000),
    "blank lines": (lambda n: "\n" * n + "字\n", 50_000),
    "tags of YAML": (lambda n: "---\ntags:\n" + "- 字\n" * n + "---\n", 2_000),
    "brackets in YAML": (lambda n: "---\nx: " + "[" * n + "\n---\n字\n", 20_000),
    "tags of TOML": (lambda n: "+++\ntags = [" + '"字",' * n + "]\n+++\n", 5_000),
    "rules": (lambda n: "---\n" * n + "字\n", 20_000),
}
LIMITED = {
    "quote marks on a line",
    "quotes, deeper on each line",
    "items, deeper on each line",
    "items on a line",
    "numbered items on a line",
    "containers that are not closed",
    "admonitions, deeper on each line",
}
"""Where blocks nest deeper than they may."""


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_vanishes_from_a_hostile_shape(name: str) -> None:
    make, size = SHAPES[name]
    text = make(size) + "\n后。\n"
    document = segment(text)
    check_nothing_asked(document)
    assert ("too-deep" in {found.code for found in document.diagnostics}) is (name in LIMITED)
    texts: list[str | None] = [None] * len(document.units)
    if not texts:
        return
    texts[0] = "第一 first"
    built = rebuild(document, texts)
    assert built.refusals == ()
    first = whole_span(document.units[0])
    before, after = text[: first.start], text[first.end :]
    assert built.text.startswith(before)
    assert built.text.endswith(after)
    written = built.text[len(before) : len(built.text) - len(after)]
    assert written.strip('"') == "第一 first"


def _work(text: str) -> None:
    document = segment(text)
    rebuild(document, ["x" if number == 0 else None for number in range(len(document.units))])
    rebuild(document, [f"x{unit.msgid}"[:10_000] for unit in document.units])


def _calls(text: str) -> int:
    """Count the calls of functions that the work on a text takes."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        _work(text)
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


QUADRATIC_TEXTS = {
    "quotes, deeper on each line",
    "items, deeper on each line",
    "admonitions, deeper on each line",
}
"""Twice as many lines are four times as many characters."""


@pytest.mark.parametrize("name", SHAPES)
def test_the_work_grows_no_faster_than_the_text(name: str) -> None:
    """Calls of functions are counted, since seconds depend on the machine."""
    make, size = SHAPES[name]
    small = max(size // 40, 120)
    _work(make(10))  # what is done once a process is not counted
    text, longer = make(small), make(2 * small)
    once, twice = _calls(text), _calls(longer)
    growth = len(longer) / len(text)
    assert growth < 2.6 or name in QUADRATIC_TEXTS
    assert twice / once < 1.3 * growth
