"""What block rules know of their lines: exact offsets, written into the tokens they make.

While a rule of markdown-it runs, its state knows for each line where the content begins and ends,
with the marks of all containers taken off. Each wrapper here makes of such a rule one that writes
this into the `meta` of its token: `spans`, a list of `(start, end)` pairs in characters of the
parsed text, one a line; None where they cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

__all__ = ["WRAPPERS", "Rule", "begins_delimiters", "push_paragraph"]

Rule = Callable[["StateBlock", int, int, bool], bool]
_Pairs = list[tuple[int, int]]


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


def _paragraph(_rule: Rule) -> Rule:
    """Make the rule for paragraphs and setext headings, which markdown-it scans for twice."""

    def paragraph(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
        line, level = _text_end(state, start, end)
        state.line = line + 1 if level else line
        push_paragraph(state, start, line, level)
        return True

    return paragraph


def _text_end(state: StateBlock, start: int, end: int) -> tuple[int, int]:
    """Return the line after a paragraph's last, and the level that an underline there gives it."""
    (ends,) = state.md.block.ruler.getRules("paragraph")
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
        if indent >= 0 and (_is_item(state, line) or ends(state, line, maximum, True)):
            break
        line += 1
    state.parentType = parent
    return line, level


def _is_item(state: StateBlock, line: int) -> bool:
    """Whether a line plainly begins an item of a list, as the line after most items does.

    Where it is indented so far that it might continue the text of an item instead, the rules say.
    """
    at = state.bMarks[line] + state.tShift[line]
    return (
        state.src[at] in "-*+"
        and state.src[at + 1] == " "
        and at + 2 < state.eMarks[line]
        and state.src[at + 2] > " "
        and state.sCount[line] < min(state.listIndent, 0) + 4
    )


def push_paragraph(state: StateBlock, start: int, end: int, level: int = 0) -> None:
    """Push the tokens of a paragraph, or of a setext heading of a level.

    Args:
        state: `line` in it is where the block ends, its underline included.
        start: the first line of text.
        end: the line after the last one of text.
        level: 1 or 2 for a heading, 0 for a paragraph.
    """
    source = state.src
    kind, tag = ("heading", f"h{level}") if level else ("paragraph", "p")
    opening = state.push(kind + "_open", tag, 1)
    opening.map = [start, state.line]
    if level:
        opening.markup = "=-"[level - 1]
    token = state.push("inline", "", 0)
    token.map = [start, end]
    # markdown-it cuts indents off likewise, line by line, and strips the whole
    if end - start == 1:
        begin, finish = state.bMarks[start] + state.tShift[start], state.eMarks[start]
        token.content = source[begin:finish].strip(" \t\f\v")
        token.meta = {"spans": [(begin, finish)]}
    else:
        pairs = _text_spans(state, start, end)
        token.content = "\n".join([source[one:other] for one, other in pairs]).strip(" \t\n\f\v")
        token.meta = {"spans": pairs}
    state.push(kind + "_close", tag, -1)


def _underline_level(state: StateBlock, line: int) -> int:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
    marker = text[:1]
    if marker in ("=", "-") and text == marker * len(text):
        return 1 if marker == "=" else 2
    return 0


def _heading(rule: Rule) -> Rule:
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


def _table(rule: Rule) -> Rule:
    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # the delimiter row is the second; most blocks are no table, so look there first
        if start + 1 >= end or state.isEmpty(start + 1):
            return False
        if not begins_delimiters(state.src, state.bMarks[start + 1] + state.tShift[start + 1]):
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


def begins_delimiters(text: str, at: int) -> bool:
    """Whether what stands at an offset can begin the row below the head of a table.

    Such a row of dashes has more than one, or else it is an item of a list.
    """
    return text[at] in "|:" or (text[at] == "-" and text[at + 1] in "-|:")


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


def _fence(rule: Rule) -> Rule:
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


def _code(rule: Rule) -> Rule:
    def code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        state.tokens[-1].meta["spans"] = _cut_spans(state, start, state.line, 4 + state.blkIndent)
        return True

    return code


_HR = re.compile(r"[ \t]*([*\-_])(?:[ \t]*\1){2,}[ \t]*$", re.MULTILINE)


def _hr(rule: Rule) -> Rule:
    def hr(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # asked for every item of a list
        at = state.bMarks[start] + state.tShift[start]
        return _HR.match(state.src, at) is not None and rule(state, start, end, silent)

    return hr


def _html(rule: Rule) -> Rule:
    def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[-1]
            token.meta["spans"] = _cut_spans(state, start, state.line, state.blkIndent)
        return True

    return html_block


def _reference(rule: Rule) -> Rule:
    def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # most paragraphs that begin with a bracket begin with a link: look for the colon first
        begin = state.bMarks[start]
        blank = state.src.find("\n\n", begin)
        if state.src.find("]:", begin, blank if blank >= 0 else None) < 0:
            return False
        if not rule(state, start, end, silent):
            return False
        if not silent:
            state.tokens[-1].meta["spans"] = _text_spans(state, start, state.line)
        return True

    return reference


def _deflist(rule: Rule) -> Rule:
    def deflist(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        made = len(state.tokens)
        if not silent and _text_end(state, start, end)[1]:
            return False  # markdown-it looks for underlines first
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


def _titled(pattern: re.Pattern[str], *, strict: bool) -> Callable[[Rule], Rule]:
    """Wrap a rule for blocks with a title on their first line.

    With `strict`, a line that is not of the pattern is not such a block: `!!! 注意` is a sentence.
    """

    def wrap(rule: Rule) -> Rule:
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


WRAPPERS: dict[str, Callable[[Any], Rule]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "table": _table,
    "fence": _fence,
    "code": _code,
    "hr": _hr,
    "html_block": _html,
    "reference": _reference,
    "deflist": _deflist,
    "container_any": _titled(_CONTAINER, strict=False),
    "admonition": _titled(_ADMONITION, strict=True),
}
