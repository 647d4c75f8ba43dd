"""What an author says to essaytrans inside an article, in HTML comments.

`<!-- i18n:skip -->` keeps the next block as it is in every language, `i18n:skip-start` and
`i18n:skip-end` all that stands between them; `<!-- i18n:note … -->` is a note to the translator of
the next unit; `<!-- i18n:context … -->` is the msgctxt of all units of the next block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.markdown.inline import PieceKind, scan

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["NAMES", "OPENING", "Directive", "Scope", "misplaced", "read_directives"]

NAMES = ("skip", "skip-start", "skip-end", "note", "context")
"""The directives there are."""

_DIRECTIVE = re.compile(
    r"\s*+<!--\s*+i18n:\s*+(?=((?:\w|-(?!->))*))\1(.*?)-->\s*+", re.DOTALL | re.IGNORECASE
)
# What every directive begins with; a text without it has none.
OPENING = re.compile(r"<!--\s*i18n:", re.IGNORECASE)


class Directive(NamedTuple):
    """A directive as it is written."""

    name: str
    text: str
    """What follows the name, white space folded."""


def read_directives(content: str) -> list[Directive]:
    """Read an HTML block that is directives and nothing else; empty where it is something else."""
    found: list[Directive] = []
    position = 0
    while position < len(content):
        match = _DIRECTIVE.match(content, position)
        if not match:
            return []
        found.append(Directive(match[1].lower(), " ".join(match[2].split())))
        position = match.end()
    return found


def misplaced(content: str) -> bool:
    """Whether text that is no directive, or more than one, has a directive in it."""
    return OPENING.search(content) is not None and any(
        piece.kind is PieceKind.HTML and OPENING.match(content, piece.start)
        for piece in scan(content)
    )


@dataclass(slots=True)
class _Rule:
    level: int
    skip: bool = False
    context: str | None = None


@dataclass(slots=True)
class Scope:
    """Which directives hold for the token at hand; tokens are shown to it in order."""

    notes: list[str] = field(default_factory=list)
    """Notes that wait for the next unit."""
    _pending: _Rule | None = None
    _active: list[_Rule] = field(default_factory=list)
    _finished: _Rule | None = None
    _region: bool = False

    def say(self, directive: Directive, level: int) -> bool:
        """Take note of a directive on a nesting level; False if there is none of that name."""
        match directive.name:
            case "skip":
                self._wait(level).skip = True
            case "skip-start":
                self._region = True
            case "skip-end":
                self._region = False
            case "note":
                self.notes.append(directive.text)
            case "context":
                self._wait(level).context = directive.text or None
            case _:
                return False
        return True

    def _wait(self, level: int) -> _Rule:
        if self._pending is None or self._pending.level != level:
            self._pending = _Rule(level)
        return self._pending

    def see(self, token: Token) -> None:
        """Come to the next token."""
        if self._finished is not None:
            self._active.remove(self._finished)
            self._finished = None
        pending = self._pending
        if pending is not None:
            if token.level == pending.level and token.nesting >= 0:
                self._active.append(pending)
                self._pending = None
                if token.nesting == 0:
                    self._finished = pending
            elif token.level < pending.level:
                self._pending = None  # the container ended before the block came
        elif token.nesting < 0 and self._active and self._active[-1].level == token.level:
            self._finished = self._active[-1]

    @property
    def skips(self) -> bool:
        """Whether the token is to be left as it is."""
        return self._region or any(rule.skip for rule in self._active)

    @property
    def context(self) -> str | None:
        """The msgctxt that holds for the token; of several the innermost."""
        return next((rule.context for rule in reversed(self._active) if rule.context), None)

    @property
    def region_is_open(self) -> bool:
        """Whether a `skip-start` waits for its `skip-end`."""
        return self._region
