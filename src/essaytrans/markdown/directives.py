"""What an author says to essaytrans inside an article, in HTML comments.

`<!-- i18n:skip -->` keeps the next block as it is in every language, `i18n:skip-start` and
`i18n:skip-end` all that stands between them; `<!-- i18n:note … -->` is a note to the translator of
the next unit; `<!-- i18n:context … -->` is the msgctxt of all units of the next block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.i18n import listing, msg
from essaytrans.markdown.inline import PieceKind, scan

if TYPE_CHECKING:
    from markdown_it.token import Token

    from essaytrans.markdown.collect import Collector
    from essaytrans.model import Message

__all__ = [
    "OPENING",
    "Directive",
    "Scope",
    "instead_of",
    "read_directives",
    "report_misplaced",
    "report_unclosed",
]

_NAMES = ("skip", "skip-start", "skip-end", "note", "context")
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


def report_misplaced(collector: Collector, token: Token) -> None:
    """Say so where text that is no directive, or more than one, has a directive in it."""
    if token.meta.get("spans") and _is_misplaced(token.content):
        collector.report(
            "misplaced-directive",
            msg("a directive among other text does nothing"),
            token.meta["spans"][0],
            # Translators: “it” is a directive, a comment such as <!-- i18n:skip --> in an article.
            hint=msg("give it a line of its own, before the block that it is for"),
        )


def report_unclosed(collector: Collector) -> None:
    """Say that a region that is left alone has no end."""
    end = len(collector.source.text)
    collector.report(
        "unclosed-skip",
        msg("an i18n:skip-start has no i18n:skip-end"),
        (end, end),
        hint=msg("everything after it stays untranslated; add <!-- i18n:skip-end -->"),
    )


def _is_misplaced(content: str) -> bool:
    return OPENING.search(content) is not None and any(
        piece.kind is PieceKind.HTML and OPENING.match(content, piece.start)
        for piece in scan(content)
    )


def instead_of(name: str) -> Message:
    """Say what to write instead of a directive that there is not."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for an error

    near = get_close_matches(name, _NAMES, 1)
    if near:
        return msg("did you mean i18n:{near}?", near=near[0])
    # Translators: a hint: the names of the directives that exist.
    return msg("there are: {names}", names=listing(_NAMES))


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
