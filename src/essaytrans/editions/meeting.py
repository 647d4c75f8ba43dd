"""Whether two texts on one line, or in one paragraph, still mean what each of them means alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from essaytrans.markdown.inline import Piece, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["meet", "without_stray_markers"]

_SPECIAL: Final = re.compile(r"[\\`<\[\]{$]")
"""What the pieces of inline Markdown begin and end with."""
_MARKERS: Final = re.compile(r"\*+|_+|~+")
"""What emphasis and strikethrough begin and end with."""
_LONGEST: Final = 20_000
"""Characters; longer texts with markers are not put on one line (reading inline Markdown may take
time that grows with the square of its length)."""
_MOST: Final = 16
"""How many runs of markers of a text may be escaped."""


def meet(first: str, gap: str, second: str) -> bool:
    """Whether something of one text meets something of the other.

    That is a backtick, a `<` or a bracket of the one and its like in the other; or `*`, which says
    nothing in `n*m`, but makes all between two of them slanted.

    Args:
        first: Markdown as it is written.
        gap: what stands between the two.
        second: Markdown likewise.
    """
    if _SPECIAL.search(first) and _SPECIAL.search(second):
        pieces = [
            *scan(first),
            *_moved(scan(gap), len(first)),
            *_moved(scan(second), len(first + gap)),
        ]
        if [*scan(first + gap + second)] != pieces:
            return True
    if not _may_pair(first, second):
        return False
    whole = first + gap + second
    if len(whole) > _LONGEST:
        return True
    alone = _merged([*_read(first), *_read(gap), *_read(second)])
    return _merged(_read(whole)) != alone


def without_stray_markers(text: str) -> str | None:
    """Escape the markers of a text that mark nothing, so that none of another one meets them.

    Returns:
        None where there are none, or too many.
    """
    runs = list(_MARKERS.finditer(text))
    if not runs or len(runs) > _MOST or len(text) > _LONGEST:
        return None
    means = _merged(_read(text))
    found = text
    for run in reversed(runs):
        escaped = "".join(f"\\{marker}" for marker in run[0])
        trial = found[: run.start()] + escaped + found[run.end() :]
        if _merged(_read(trial)) == means:
            found = trial
    return found if found != text else None


def _may_pair(first: str, second: str) -> bool:
    """Whether both have markers of emphasis of one kind, or a bracket is not closed in the first."""
    return any(marker in first and marker in second for marker in "*_~") or (
        first.count("[") != first.count("]") and "]" in second
    )


def _moved(pieces: Iterable[Piece], by: int) -> list[Piece]:
    return [Piece(piece.kind, piece.start + by, piece.end + by) for piece in pieces]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - most texts have no markers that may pair

    return MarkdownIt("commonmark").enable("strikethrough")


def _read(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of inline Markdown: what it is, and its words or what it leads to."""
    for inline in _parser().parseInline(text):
        yield from map(_part, inline.children or ())


def _part(token: Token) -> tuple[str, str]:
    if token.type in ("text", "text_special"):
        return "", token.content
    if token.type in ("softbreak", "hardbreak"):
        return "", "\n"
    return token.type, token.content or str(token.attrs)


def _merged(parts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join the words that follow each other; blanks are all alike."""
    found: list[tuple[str, str]] = []
    for kind, content in parts:
        if not kind and found and not found[-1][0]:
            found[-1] = ("", found[-1][1] + content)
        else:
            found.append((kind, content))
    return [(kind, content if kind else " ".join(content.split())) for kind, content in found]
