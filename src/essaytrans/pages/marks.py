"""Inline Markdown as tokens: markdown-it, and what this program knows besides.

Footnotes, math and template tags are found as the scanner finds them (`markdown.inline`). What a text
costs is linear in its length, whatever it is: nesting is bounded, and what is not closed is looked
for once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from essaytrans.pages.clean import is_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["has_marks", "parse_marks", "plain", "words"]

_LONGEST = 50_000
"""Characters of a text that is read as Markdown; no paragraph has more, and reading takes seconds
for a million."""
_NESTING = 20
"""How deep marks may nest: brackets are read once for each level."""
_MARKS = re.compile(r"[\\`*_~<&\[$\n]|\{[{%#]|https?://")
"""What every mark, link or tag has; a text without it is its own HTML."""
# Where the rule for plain text stops: fewer characters than markdown-it's own, which serve rules
# that are not used here.
_STOPS = re.compile(r"[\n!$&*<\[\\\]^_`{~]")
_MATH = re.compile(r"\$\$[^$]++\$\$|\$(?![\s$])[^$\n]*+(?<![\s\\])\$(?!\d)")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]++)\]")
_TEMPLATES = (("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), ("{#", "#}"))


def has_marks(text: str) -> bool:
    """Whether a text may be anything but plain; one of inhuman length is shown as it is written."""
    return _MARKS.search(text) is not None and len(text) <= _LONGEST


def parse_marks(
    text: str, references: Mapping[str, Mapping[str, str]], number: Callable[[str], int]
) -> list[Token]:
    """Parse inline Markdown.

    Args:
        text: what is parsed.
        references: link definitions by normalised label: `href`, `title`.
        number: gives a footnote its number; 0 if there is none of that label.

    Returns:
        markdown-it's inline tokens, and ours: `footnote`, `note_open`, `note_close`.
    """
    tokens: list[Token] = []
    env: dict[str, Any] = {"references": references, "number": number}
    _markdown().inline.parse(text, _markdown(), env, tokens)
    return tokens


def plain(tokens: Sequence[Token]) -> str:
    """Return the words of inline tokens, without any marks."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain(token.children or ()))
    return "".join(parts)


def words(text: str) -> str:
    """Return the words of inline Markdown, without any marks: for a title, an address."""
    if not has_marks(text):
        return text
    return plain(parse_marks(text, {}, lambda _: 1))


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("strikethrough")
    md.validateLink = is_safe  # type: ignore[assignment, method-assign]
    md.inline.terminator_re = _STOPS
    md.inline.ruler.before("escape", "template", _template)
    md.inline.ruler.before("escape", "math", _math)
    md.inline.ruler.before("link", "footnote", _footnote)
    md.inline.ruler.before("link", "note", _note)
    return md


def _template(state: StateInline, silent: bool) -> bool:
    """Recognise a tag of a template engine, and show it as code."""
    source, start = state.src, state.pos
    if source[start] != "{":
        return False
    for opener, closer in _TEMPLATES:
        if source.startswith(opener, start):
            # from where on there is none: to look again and again would cost quadratic time
            absent: dict[str, int] = state.env.setdefault("absent", {})
            if start >= absent.get(closer, len(source)):
                return False
            end = source.find(closer, start + len(opener))
            if end < 0:
                absent[closer] = start
                return False
            end += len(closer)
            if end > state.posMax:
                return False
            _code(state, source[start:end], "tag", silent=silent)
            state.pos = end
            return True
    return False


def _math(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    found = _MATH.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    _code(state, found[0].strip("$"), "math", silent=silent)
    state.pos = found.end()
    return True


def _code(state: StateInline, content: str, kind: str, *, silent: bool) -> None:
    if not silent:
        token = state.push("code_inline", "code", 0)
        token.content = content
        token.meta = {"class": kind}


def _footnote(state: StateInline, silent: bool) -> bool:
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not found or not state.env["number"](found[1]):
        return False
    if not silent:
        state.push("footnote", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _note(state: StateInline, silent: bool) -> bool:
    """Recognise a footnote that is written where it is referred to: `^[…]`."""
    source, start, end = state.src, state.pos, state.posMax
    if not source.startswith("^[", start):
        return False
    close = state.md.helpers.parseLinkLabel(state, start + 1)
    if close < 0:
        return False
    if not silent:
        state.pos, state.posMax = start + 2, close
        state.push("note_open", "small", 1)
        state.md.inline.tokenize(state)
        state.push("note_close", "small", -1)
    state.pos, state.posMax = close + 1, end
    return True
