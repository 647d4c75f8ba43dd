"""The only MarkdownIt of the program, configured once: block structure with exact offsets.

Tokens of markdown-it know their lines and nothing finer; the rules that make them know more, and
`spans` has them write it down.

Only blocks are parsed. Inline markup is the scanner's business (`inline`), which is linear and
knows positions.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from essaytrans.markdown.spans import WRAPPERS
from essaytrans.markdown.templates import template_lines

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.token import Token

    from essaytrans.markdown.spans import Rule

__all__ = ["MAX_NESTING", "TOO_DEEP", "parse_blocks"]

MAX_NESTING = 100
"""How deep blocks may nest (a list counts two: list and item); deeper ones stay verbatim. Each
level costs two frames of Python's stack, of which there are 1,000."""

TOO_DEEP = "too_deep"
"""The type of the token that stands for blocks nested deeper than that."""

# The characters that a block of each rule can begin with, after its indent. A rule that is not
# here may begin with any.
_FIRST = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "footnote_def": "[",
    "html_block": "<",
    "heading": "#",
    "container_any": ":",
    "admonition": "!?",
    "math_block": "$",
    "template": "{",
}


def parse_blocks(text: str, first_line: int = 0) -> list[Token]:
    """Parse the blocks of `text` from a line on, counted from 0.

    Args:
        text: line feeds only, no byte order mark, no NUL (see `Source`).
        first_line: the first line after the front matter.

    Returns:
        markdown-it's block tokens in order, their inline content not parsed, `meta["spans"]` set
        on each that holds text.
    """
    md = _markdown()
    tokens: list[Token] = []
    # rules of plugins look at the character after the last mark of a container, so one must be there
    state = StateBlock(text if text.endswith("\n") else text + "\n", md, {}, tokens)
    md.block.tokenize(state, first_line, state.lineMax)
    return tokens


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "inline_definitions": True})
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - guards look at targets
    md.block = _Blocks()
    md.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    md.use(deflist_plugin)
    md.use(dollarmath_plugin, allow_blank_lines=False)
    md.use(container_plugin, name="any", validate=_is_container)
    md.use(admon_plugin)
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("table", "template", template_lines, interrupts)
    md.block.ruler.disable("lheading")  # our paragraph rule is both
    for rule in md.block.ruler.__rules__:
        wrap = WRAPPERS.get(rule.name)
        if wrap is not None:
            md.block.ruler.at(rule.name, wrap(rule.fn), {"alt": rule.alt})
    md.block.prepare()
    return md


def _is_container(parameters: str, _markup: str) -> bool:
    return bool(parameters.strip())


class _Blocks(ParserBlock):
    """markdown-it's block loop, which loses nothing and tries only rules that can apply."""

    _any: list[Rule]
    _any_end: list[Rule]
    _by_first: dict[str, list[Rule]]
    _end_by_first: dict[str, list[Rule]]

    def prepare(self) -> None:
        """Sort the rules by the character that a block begins with."""
        self._any, self._by_first = _dispatch(self, "")
        self._any_end, self._end_by_first = _dispatch(self, "paragraph")

    def interrupts_paragraph(self, state: StateBlock, line: int, end: int) -> bool:
        """Whether a block that begins on `line` ends the paragraph before it."""
        first = state.src[state.bMarks[line] + state.tShift[line]]
        rules = self._end_by_first.get(first, self._any_end)
        return any(rule(state, line, end, True) for rule in rules)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Parse the blocks of some lines, as the base class does.

        It differs where blocks nest too deep: there the base class drops all that follows, and
        this makes a token of what is inside and goes on after it.
        """
        line = startLine
        empty_seen = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= MAX_NESTING:
                state.line = line = _skip_too_deep(state, line, endLine)
                continue
            first = state.src[state.bMarks[line] + state.tShift[line]]
            for rule in self._by_first.get(first, self._any):
                if rule(state, line, endLine, False):
                    break
            if state.line <= line:
                raise AssertionError("a block rule did not move on")
            state.tight = not empty_seen
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                empty_seen = True
            if line < endLine and state.isEmpty(line):
                empty_seen = True
                line += 1
                state.line = line


def _dispatch(blocks: ParserBlock, chain: str) -> tuple[list[Rule], dict[str, list[Rule]]]:
    rules = [
        (rule.name, rule.fn)
        for rule in blocks.ruler.__rules__
        if rule.enabled and (not chain or chain in rule.alt)
    ]
    first = {character for name, _ in rules for character in _FIRST.get(name, "")}
    return (
        [function for name, function in rules if name not in _FIRST],
        {
            character: [
                function for name, function in rules if character in _FIRST.get(name, character)
            ]
            for character in first
        },
    )


def _skip_too_deep(state: StateBlock, line: int, end: int) -> int:
    start = line
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    token = state.push(TOO_DEEP, "", 0)
    token.map = [start, line]
    token.content = state.src[state.bMarks[start] : state.eMarks[line - 1]]
    return line
