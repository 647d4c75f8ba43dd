"""The only MarkdownIt of the program, configured once: block structure with exact offsets.

Tokens of markdown-it know their lines and nothing finer; the rules that make them know more, and
`spans` has them write it down.

Only blocks are parsed. Inline markup is the scanner's business (`inline`), which is linear and
knows positions.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from essaytrans.markdown.spans import WRAPPERS, Rule, begins_delimiters, push_paragraph
from essaytrans.markdown.state import BlockState
from essaytrans.markdown.templates import template_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


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
    state = BlockState(text if text.endswith("\n") else text + "\n", md, tokens)
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

    _all: _Rules
    _plain: _Rules

    def __init__(self) -> None:
        super().__init__()
        rules = self.ruler.__rules__
        self.ruler = _Ruler()
        for rule in rules:
            self.ruler.push(rule.name, rule.fn, {"alt": rule.alt})

    def prepare(self) -> None:
        """Sort the rules by the character that a block begins with."""
        self._all = _dispatch(self.ruler, "")
        self._plain = _dispatch(self.ruler, "", without=_BY_NEXT_LINE)
        assert isinstance(self.ruler, _Ruler)  # noqa: S101 - as the constructor made it
        self.ruler.prepare()

    def tokenize(  # noqa: C901 - the base class's loop has these branches
        self,
        state: StateBlock,
        startLine: int,  # noqa: N803
        endLine: int,  # noqa: N803
    ) -> None:
        """Parse the blocks of some lines, as the base class does.

        It differs where blocks nest too deep: there the base class drops all that follows, and
        this makes a token of what is inside and goes on after it.
        """
        source, plain = state.src, self._plain.by_first
        begin, shift, finish, indent = state.bMarks, state.tShift, state.eMarks, state.sCount
        line = startLine
        empty_seen = False
        while line < endLine:
            while line < state.lineMax and begin[line] + shift[line] >= finish[line]:
                line += 1
            state.line = line
            if line >= endLine or indent[line] < state.blkIndent:
                break
            if state.level >= MAX_NESTING:
                state.line = line = _skip_too_deep(state, line, endLine)
                continue
            first = source[begin[line] + shift[line]]
            if first not in plain and _stands_alone(state, line):
                # a paragraph of one line, which many are: nothing needs to be looked for
                state.line = line + 1
                push_paragraph(state, line, line + 1)
            else:
                for rule in self._rules(state, line, first):
                    if rule(state, line, endLine, False):
                        break
            if state.line <= line:
                raise AssertionError("a block rule did not move on")
            state.tight = not empty_seen
            line = state.line
            if line - 1 < endLine and begin[line - 1] + shift[line - 1] >= finish[line - 1]:
                empty_seen = True
            if line < endLine and begin[line] + shift[line] >= finish[line]:
                empty_seen = True
                line += 1
                state.line = line

    def _rules(self, state: StateBlock, line: int, first: str) -> Sequence[Rule]:
        """Return the rules that can apply to a block that begins on a line with a character."""
        if state.sCount[line] - state.blkIndent > 3 or _next_line_tells(state, line):  # noqa: PLR2004
            rules = self._all
        else:
            rules = self._plain
        return rules.by_first.get(first, rules.others)


def _stands_alone(state: StateBlock, line: int) -> bool:
    """Whether a line that is no indented code has a blank line after it, and no definition there."""
    following = line + 1
    return (
        state.bMarks[following] + state.tShift[following] >= state.eMarks[following]
        and state.sCount[line] - state.blkIndent <= 3  # noqa: PLR2004 - more makes code
        and not _next_line_tells(state, line)
    )


# Rules that apply only where the line is indented as code is, or where the next line tells so.
_BY_NEXT_LINE = frozenset(["code", "table", "deflist"])


def _next_line_tells(state: StateBlock, line: int) -> bool:
    """Whether what follows a line could make the head of a table or a defined term of it."""
    begin, shift, finish = state.bMarks, state.tShift, state.eMarks
    following = line + 1
    at = begin[following] + shift[following]
    if at < finish[following]:
        return state.src[at] == "~" or begins_delimiters(state.src, at)
    if following >= state.lineMax:
        return False
    at = begin[following + 1] + shift[following + 1]
    return at < finish[following + 1] and state.src[at] in ":~"


class _Ruler(Ruler[Rule]):
    """Rules of which a rule that looks for the end of its block asks one that knows them all."""

    def __init__(self) -> None:
        super().__init__()
        self._ends: dict[str, list[Rule]] = {}

    def prepare(self) -> None:
        """Make the rules that ask the others; after the last rule is in its place."""
        self._ends = {chain: [_any_of(_dispatch(self, chain))] for chain in _CHAINS}

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803 - the base class's
        """Return the rules that may end a block of a kind, as one."""
        return self._ends.get(chainName) or super().getRules(chainName)


_CHAINS = ("paragraph", "reference", "blockquote", "list")


class _Rules(NamedTuple):
    """Rules in the order in which they are asked."""

    by_first: dict[str, Sequence[Rule]]
    """Those that a block of a first character can be of."""
    others: Sequence[Rule]
    """Those for any other first character."""


def _any_of(rules: _Rules) -> Rule:
    def ends(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        at = state.bMarks[line] + state.tShift[line]
        first = state.src[at] if at < state.eMarks[line] else ""
        for rule in rules.by_first.get(first, rules.others):
            if rule(state, line, end, silent):
                return True
        return False

    return ends


def _dispatch(ruler: Ruler[Rule], chain: str, without: frozenset[str] = frozenset()) -> _Rules:
    rules = [
        (rule.name, rule.fn)
        for rule in ruler.__rules__
        if rule.enabled and rule.name not in without and (not chain or chain in rule.alt)
    ]
    first = {character for name, _ in rules for character in _FIRST.get(name, "")}
    return _Rules(
        {
            character: [
                function for name, function in rules if character in _FIRST.get(name, character)
            ]
            for character in first
        },
        [function for name, function in rules if name not in _FIRST],
    )


def _skip_too_deep(state: StateBlock, line: int, end: int) -> int:
    start = line
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    token = state.push(TOO_DEEP, "", 0)
    token.map = [start, line]
    token.content = state.src[state.bMarks[start] : state.eMarks[line - 1]]
    return line
