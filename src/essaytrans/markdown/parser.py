"""The only MarkdownIt of the program, configured once: block structure with exact offsets.

Tokens of markdown-it know their lines and nothing finer. But while a block rule runs, its state
knows for each line where the content begins and ends (`bMarks`, `tShift`, `eMarks`), with the marks
of all containers already taken off. So each rule that makes text is wrapped, and writes what it
knows into the `meta` of the token it made: `spans`, a list of `(start, end)` pairs in characters of
the parsed text, one a line.

Only blocks are parsed. Inline markup is the scanner's business (`inline`), which is linear and
knows positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from essaytrans.markdown.templates import template_lines

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.token import Token

__all__ = ["MAX_NESTING", "TOO_DEEP", "parse_blocks"]

MAX_NESTING = 100
"""How deep blocks may nest (a list counts two: list and item); deeper ones stay verbatim. Each
level costs two frames of Python's stack, of which there are 1,000."""

TOO_DEEP = "too_deep"
"""The type of the token that stands for blocks nested deeper than that."""

_Rule = Callable[[StateBlock, int, int, bool], bool]
_Pairs = list[tuple[int, int]]

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
        wrap = _WRAPPERS.get(rule.name)
        if wrap is not None:
            md.block.ruler.at(rule.name, wrap(rule.fn), {"alt": rule.alt})
    md.block.prepare()
    return md


def _is_container(parameters: str, _markup: str) -> bool:
    return bool(parameters.strip())


class _Blocks(ParserBlock):
    """markdown-it's block loop, which loses nothing and tries only rules that can apply."""

    _any: list[_Rule]
    _any_end: list[_Rule]
    _by_first: dict[str, list[_Rule]]
    _end_by_first: dict[str, list[_Rule]]

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


def _dispatch(blocks: ParserBlock, chain: str) -> tuple[list[_Rule], dict[str, list[_Rule]]]:
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


# --- what rules know of their lines ----------------------------------------------------------


def _text_spans(state: StateBlock, start: int, end: int) -> _Pairs:
    """Return where the text of each line stands, containers and indents taken off."""
    begin, shift, finish = state.bMarks, state.tShift, state.eMarks
    return [(begin[line] + shift[line], finish[line]) for line in range(start, end)]


def _cut_spans(state: StateBlock, start: int, end: int, indent: int) -> _Pairs | None:
    """Return the spans that `getLines` cuts with an indent; None where it would expand a tab."""
    pairs: _Pairs = []
    for line in range(start, end):
        column = 0
        first = begin = state.bMarks[line]
        last = state.eMarks[line]
        while first < last and column < indent:
            character = state.src[first]
            if character == "\t":
                column += 4 - (column + state.bsCount[line]) % 4
            elif character == " " or first - begin < state.tShift[line]:
                column += 1
            else:
                break
            first += 1
        if column > indent:
            return None
        pairs.append((first, last))
    return pairs


def _paragraph(_rule: _Rule) -> _Rule:
    """Make the rule for paragraphs and setext headings, which markdown-it scans for twice."""

    def paragraph(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
        blocks = state.md.block
        assert isinstance(blocks, _Blocks)  # noqa: S101 - `_markdown` made it
        maximum = state.lineMax
        line = start + 1
        level = 0
        parent, state.parentType = state.parentType, "paragraph"
        may_underline = not state.is_code_block(start)
        while line < maximum and not state.isEmpty(line):
            indent = state.sCount[line]
            if indent - state.blkIndent > 3:  # noqa: PLR2004 - as a code block would need
                line += 1
                continue
            if may_underline and line < end and indent >= state.blkIndent:
                level = _underline_level(state, line)
                if level:
                    break
            if indent >= 0 and blocks.interrupts_paragraph(state, line, maximum):
                break
            line += 1
        state.parentType = parent
        pairs = _text_spans(state, start, line)
        content = state.getLines(start, line, state.blkIndent, False).strip(" \t\n\r\f\v")
        state.line = line + 1 if level else line
        kind, tag = ("heading", f"h{level}") if level else ("paragraph", "p")
        token = state.push(f"{kind}_open", tag, 1)
        token.map = [start, state.line]
        token.markup = "=-"[level - 1] if level else ""
        token = state.push("inline", "", 0)
        token.content = content
        token.map = [start, line]
        token.meta["spans"] = pairs
        state.push(f"{kind}_close", tag, -1)
        return True

    return paragraph


def _underline_level(state: StateBlock, line: int) -> int:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
    marker = text[:1]
    if marker in ("=", "-") and text == marker * len(text):
        return 1 if marker == "=" else 2
    return 0


def _heading(rule: _Rule) -> _Rule:
    def heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[-2]
            begin, finish = _text_spans(state, start, start + 1)[0]
            at = state.src.find(token.content, begin + len(state.tokens[-1].markup), finish)
            token.meta["spans"] = [(at, at + len(token.content))]
        return True

    return heading


def _table(rule: _Rule) -> _Rule:
    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # the delimiter row is the second; most blocks are no table, so look there first
        if start + 1 >= end or state.isEmpty(start + 1):
            return False
        second = state.bMarks[start + 1] + state.tShift[start + 1]
        if state.src[second] not in "|-:":
            return False
        made = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        line, cells = -1, iter(_Pairs())
        for token in state.tokens[made:]:
            if token.type == "inline" and token.map:
                if token.map[0] != line:
                    line = token.map[0]
                    cells = iter(_cells(state.src, *_text_spans(state, line, line + 1)[0]))
                cell = next(cells, None)
                token.meta["spans"] = [cell] if cell else []
        return True

    return table


_PIPE = re.compile(r"(?<!\\)\|")


def _cells(text: str, start: int, end: int) -> _Pairs:
    """Split a table row at pipes that no backslash precedes, as markdown-it does."""
    while end > start and text[end - 1] in " \t":
        end -= 1
    pairs: _Pairs = []
    begin = start
    for found in _PIPE.finditer(text, start, end):
        pairs.append((begin, found.start()))
        begin = found.end()
    pairs.append((begin, end))
    if pairs[0][0] == pairs[0][1]:
        pairs.pop(0)
    if pairs and pairs[-1][0] == pairs[-1][1]:
        pairs.pop()
    return [_strip(text, one, other) for one, other in pairs]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end


def _fence(rule: _Rule) -> _Rule:
    def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[-1]
            lines = token.content.count("\n")
            closed = state.line > start + 1 + lines
            token.meta["closed"] = closed
            token.meta["spans"] = _cut_spans(
                state, start + 1, state.line - closed, state.sCount[start]
            )
        return True

    return fence


def _code(rule: _Rule) -> _Rule:
    def code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        state.tokens[-1].meta["spans"] = _cut_spans(state, start, state.line, 4 + state.blkIndent)
        return True

    return code


def _html(rule: _Rule) -> _Rule:
    def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[-1]
            token.meta["spans"] = _cut_spans(state, start, state.line, state.blkIndent)
        return True

    return html_block


def _reference(rule: _Rule) -> _Rule:
    def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            state.tokens[-1].meta["spans"] = _text_spans(state, start, state.line)
        return True

    return reference


def _deflist(rule: _Rule) -> _Rule:
    def deflist(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        made = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            level = state.level + 1
            for token, text in zip(state.tokens[made:], state.tokens[made + 1 :], strict=False):
                if token.type == "dt_open" and token.level == level and token.map:
                    line = token.map[0]
                    text.meta["spans"] = _text_spans(state, line, line + 1)
        return True

    return deflist


# `:::tip 标题` (VitePress) and `:::tip[标题]` (Docusaurus); `:::note{…}` has no title of ours.
_CONTAINER = re.compile(
    r":{3,}[ \t]*[A-Za-z][\w.\-]*(?:\[(?P<label>.*)\][ \t]*$|[ \t]+(?P<title>.*))"
)
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][^\"]*(?:\"(?P<title>.*)\"[ \t]*)?$")


def _titled(pattern: re.Pattern[str], *, strict: bool) -> Callable[[_Rule], _Rule]:
    """Wrap a rule for blocks with a title on their first line.

    With `strict`, a line that is not of the pattern is not such a block: `!!! 注意` is a sentence.
    """

    def wrap(rule: _Rule) -> _Rule:
        def titled(state: StateBlock, start: int, end: int, silent: bool) -> bool:
            begin, finish = _text_spans(state, start, start + 1)[0]
            if strict and not pattern.match(state.src, begin, finish):
                return False
            made = len(state.tokens)
            if not rule(state, start, end, silent):
                return False
            if not silent:
                found = pattern.match(state.src, begin, finish)
                token = state.tokens[made]
                token.meta["title"] = (
                    found.span(found.lastgroup) if found and found.lastgroup else None
                )
                token.meta["head"] = (begin, finish)
            return True

        return titled

    return wrap


_WRAPPERS: dict[str, Callable[[Any], _Rule]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "table": _table,
    "fence": _fence,
    "code": _code,
    "html_block": _html,
    "reference": _reference,
    "deflist": _deflist,
    "container_any": _titled(_CONTAINER, strict=False),
    "admonition": _titled(_ADMONITION, strict=True),
}
