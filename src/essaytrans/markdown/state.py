"""The state and the tokens of the block parser, made cheap.

A book has a hundred thousand lines and tokens. markdown-it looks for the indent of each line, and
gives each token thirteen fields, of which a block has a use for nine at most.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt

__all__ = ["BlockState"]


class BlockState(StateBlock):
    """markdown-it's state, which finds lines faster and pushes tokens of ours."""

    def __init__(self, text: str, md: MarkdownIt, tokens: list[Token]) -> None:
        """Find the lines of a text, which ends with a line feed."""
        super().__init__("", md, {}, tokens)
        lines = text.split("\n")  # the last one is empty, as the end mark that rules look for
        starts = list(accumulate([len(line) + 1 for line in lines[:-1]], initial=0))
        shifts = [
            0 if not line or line[0] > " " else len(line) - len(line.lstrip(" \t"))
            for line in lines
        ]
        self.src = text
        self.bMarks = starts
        self.eMarks = [start + len(line) for start, line in zip(starts, lines, strict=True)]
        self.tShift = shifts
        self.sCount = [
            _columns(line[:shift]) if shift else 0
            for line, shift in zip(lines, shifts, strict=True)
        ]
        self.bsCount = [0] * len(lines)
        self.lineMax = len(lines) - 1
        self._closing: dict[tuple[str, int], Token] = {}

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token of a block.

        Tokens that close blocks of a kind on a level are one and the same: nobody asks them for
        anything but their type.
        """
        if nesting < 0:
            self.level -= 1
            known = self._closing.get((ttype, self.level))
            if known is not None:
                self.tokens.append(known)
                return known
        token = _new(_BlockToken)
        token.type = ttype
        token.tag = tag
        token.nesting = nesting
        token.level = self.level
        if nesting > 0:
            self.level += 1
        elif nesting < 0:
            self._closing[ttype, self.level] = token
        token.map = None
        token.content = token.markup = ""
        token.hidden = False
        self.tokens.append(token)
        return token


def _columns(indent: str) -> int:
    """Return how many columns an indent has, with tab stops at every fourth."""
    return len(indent.expandtabs(4)) if "\t" in indent else len(indent)


_LATER: dict[str, Callable[[], object]] = {
    "attrs": dict,
    "meta": dict,
    "children": lambda: None,
    "info": str,
    "block": lambda: True,
}


class _BlockToken(Token):
    """A token that has a value for some fields only when they are first asked for."""

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        """Make the value that was asked for; a slot without one comes here."""
        if name not in _LATER:
            raise AttributeError(name)
        value = _LATER[name]()
        setattr(self, name, value)
        return value


_new = _BlockToken.__new__
