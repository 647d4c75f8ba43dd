"""Lines that belong to a template engine: Hugo shortcodes, Liquid, Nunjucks and Jinja tags.

A line that holds nothing but such tags is a block of its own, also inside a paragraph: the engine
takes it away before Markdown is read. What stands between the tags of a verbatim pair (`raw`,
`highlight`) belongs to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

__all__ = ["TEMPLATE", "VERBATIM", "Parameter", "parameters", "template_lines"]

TEMPLATE = "template"
"""The type of the token of such a block."""

_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "{#": "#}"}
_OPENER = re.compile(r"\{\{[<%]?|\{[%#]")
_NAME = re.compile(r"\{(?:\{[<%]?|%)[ \t]*-?[ \t]*([\w./\-]+)")
_MAX_LINES = 100
"""How many lines a tag may run over; without a bound unclosed tags would cost quadratic time."""
VERBATIM = frozenset(
    ("highlight", "raw", "rawhtml", "codeblock", "code", "mermaid", "math", "katex", "verbatim")
)
"""Pairs whose content is not Markdown (Hugo: highlight and the like; Liquid and Nunjucks: raw …)."""


def template_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Recognise a block of template tags; a block rule of markdown-it."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    name = _NAME.match(state.src, begin, state.eMarks[start])
    last = _last_line(state, start, end)
    if last is None:
        return False
    if silent:
        return True
    if name and name.group(1) in VERBATIM:
        last = _closing_line(state, name.group(1), last, end)
    state.line = last + 1
    token = state.push(TEMPLATE, "", 0)
    token.map = [start, last + 1]
    token.content = state.src[begin : state.eMarks[last]]
    token.meta["start"] = begin
    return True


def _last_line(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line on which the tags that begin on `start` end, or None if prose follows."""
    text = state.src
    line = start
    position = state.bMarks[line] + state.tShift[line]
    while True:
        while position < state.eMarks[line] and text[position] in " \t":
            position += 1
        if position >= state.eMarks[line]:
            return line
        opener = _OPENER.match(text, position)
        if not opener:
            return None
        closer = _CLOSERS[opener.group()]
        while (found := text.find(closer, position + 2, state.eMarks[line])) < 0:
            line += 1
            if (
                line - start > _MAX_LINES
                or line >= end
                or state.isEmpty(line)
                or state.sCount[line] < state.blkIndent
            ):
                return None
            position = max(position, state.bMarks[line] - 2)
        position = found + len(closer)


def _closing_line(state: StateBlock, name: str, line: int, end: int) -> int:
    """Return the line that closes a verbatim pair, or `line` itself if none does."""
    unclosed: set[str] = state.env.setdefault("unclosed_pairs", set())
    if name in unclosed:
        return line
    closing = re.compile(rf"\{{(?:\{{[<%]?|%)[ \t]*-?[ \t]*(?:/|end)[ \t]*{re.escape(name)}\b")
    if closing.search(state.src, state.bMarks[line], state.eMarks[line]):
        return line
    for further in range(line + 1, end):
        if state.sCount[further] < state.blkIndent and not state.isEmpty(further):
            break
        if closing.search(state.src, state.bMarks[further], state.eMarks[further]):
            return further
    unclosed.add(name)  # to look again for each opening tag would cost quadratic time
    return line


class Parameter(NamedTuple):
    """A quoted parameter of a tag; offsets in characters of the scanned text."""

    name: str
    """`tag.parameter`, or `tag.0` for a positional one, counted from 0."""
    start: int
    """Where the opening quote stands."""
    end: int
    """Where the text after the closing quote begins."""
    escapes: bool
    """Whether a backslash escapes in it (Hugo), or nothing does (Liquid, Nunjucks)."""


_TAG = re.compile(r"\{\{(?P<hugo>[<%])(?P<inner>.*?)[>%]\}\}|\{%(?P<liquid>.*?)%\}", re.DOTALL)
_TOKEN = re.compile(
    r"(?:(?P<key>[\w\-]+)[ \t]*[=:][ \t]*)?"
    r"(?:(?P<quoted>\"[^\"\\]*+(?:\\.[^\"\\]*+)*\"|'[^']*+'|`[^`]*+`)|(?P<word>[^\s\"'`]++))",
    re.DOTALL,
)


def parameters(text: str) -> list[Parameter]:
    """Find the quoted parameters of the tags in `text`, in order."""
    found: list[Parameter] = []
    for tag in _TAG.finditer(text):
        group = "inner" if tag["hugo"] else "liquid"
        name = ""
        position = 0
        for token in _TOKEN.finditer(text, *tag.span(group)):
            if not name:
                word = token["word"]
                if word is None:
                    break
                name = word if word.strip("-/") else ""
                continue
            if token["quoted"]:
                key = token["key"] or str(position)
                start, end = token.span("quoted")
                found.append(Parameter(f"{name}.{key}", start, end, bool(tag["hugo"])))
            position += token["key"] is None
    return found
