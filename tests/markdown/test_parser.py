"""The block loop is markdown-it's: it asks fewer rules, and gives the same tokens."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from essaytrans.markdown.parser import MAX_NESTING, parse_blocks
from essaytrans.markdown.spans import WRAPPERS
from essaytrans.markdown.templates import template_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token


@cache
def markdown_it() -> MarkdownIt:
    """markdown-it with the rules that we have, as it comes."""
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "inline_definitions": True})
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    md.block = ParserBlock()
    md.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    md.use(deflist_plugin)
    md.use(dollarmath_plugin, allow_blank_lines=False)
    md.use(container_plugin, name="any", validate=lambda words, _markup: bool(words.strip()))
    md.use(admon_plugin)
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("table", "template", template_lines, ends)  # type: ignore[arg-type]
    # ours is stricter than the plugin's, and that is told elsewhere
    for rule in md.block.ruler.__rules__:
        if rule.name == "admonition":
            md.block.ruler.at(rule.name, WRAPPERS[rule.name](rule.fn), {"alt": rule.alt})
    return md


def read(text: str) -> list[Token]:
    md, tokens = markdown_it(), list[StateBlock]()
    state = StateBlock(text if text.endswith("\n") else text + "\n", md, {}, tokens)  # type: ignore[arg-type]
    md.block.tokenize(state, 0, state.lineMax)
    return tokens  # type: ignore[return-value]


def told(tokens: Iterable[Token]) -> list[tuple[object, ...]]:
    """What matters of each token; one that closes a block has nothing but its type and level."""
    return [
        (token.type, token.level)
        if token.nesting < 0
        else (
            *(token.type, token.tag, token.level, token.map, token.markup, token.hidden),
            *(content(token), token.info, dict(token.attrs)),
        )
        for token in tokens
    ]


def content(token: Token) -> str:
    """The text of a token; indents within a paragraph mean nothing, and we cut them off."""
    if token.type != "inline":
        return token.content
    return "\n".join([line.strip(" \t") for line in token.content.split("\n")])


PIECES = [
    *(
        "甲",
        "甲乙 ab",
        "x | y",
        "| a | b |",
        "|---|---|",
        "--|--",
        "---",
        "===",
        "-",
        "- 甲",
        "  - 乙",
    ),
    *(
        "* 甲",
        "+ 甲",
        "-甲",
        "- ",
        "-   ",
        "1. 甲",
        "2. 乙",
        "10) 丙",
        "1.",
        "> 甲",
        ">",
        ">> 乙",
        "> - 丙",
    ),
    *(
        "    甲",
        "\t甲",
        "  甲",
        "   甲",
        "```",
        "```py",
        "~~~",
        "# 甲",
        "#甲",
        "## 甲 ##",
        "***",
        "* * *",
    ),
    *(
        "[甲]: /u",
        "[甲]:",
        "[甲](u)",
        "[^1]: 注",
        "[^1]",
        "    续",
        ": 解",
        "~ 解",
        ":解",
        ":::",
        ":::tip 甲",
    ),
    *(
        "<div>",
        "</div>",
        "<b>甲</b>",
        "<!-- 甲 -->",
        "<!--",
        "-->",
        "$$",
        "$$ x",
        "{{< a >}}",
        "{% b %}",
    ),
    *(
        '!!! note "甲"',
        "??? 甲",
        "",
        "",
        "",
        " ",
        "\t",
        "- [ ] 甲",
        "-\t甲",
        ">\t甲",
        "\\",
        "`甲`",
        "**甲**",
    ),
]
INDENTS = ["", "", "", " ", "  ", "   ", "    ", "\t", "> ", "- ", "  > ", "1. "]

lines = st.tuples(st.sampled_from(INDENTS), st.sampled_from(PIECES)).map("".join)


@given(st.lists(lines, max_size=12).map("\n".join))
def test_any_text_gives_the_tokens_that_markdown_it_gives(text: str) -> None:
    assert told(parse_blocks(text)) == told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "甲\n\n: 解\n",
        "甲\n: 解\n",
        "甲\n乙\n\n: 解\n",
        "- 甲\n- 乙\n  - 丙\n- 丁\n",
        "- 甲\n\n      - 乙\n",
        "- a\n - b\n  - c\n   - d\n    - e\n",
        "> 甲\n- 乙\n",
        "甲\n-\n",
        "甲\n- \n",
        "a | b\n- | -\n",
        "a | b\n-:|:-\nc | d\n",
        "甲",
        "",
        "\n",
        "   ",
        "\t\t甲",
    ],
)
def test_what_follows_a_line_can_change_what_it_is(text: str) -> None:
    assert told(parse_blocks(text)) == told(read(text))
