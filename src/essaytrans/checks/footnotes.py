"""Footnotes: references that are lost or new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.checks.inline_parts import extra, missing
from essaytrans.markdown.inline import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.checks.finding import Finding
    from essaytrans.checks.pair import Pair
    from essaytrans.markdown.inline import Piece

__all__ = ["NAME", "check"]

NAME: Final = "footnotes"


def check(pair: Pair) -> Iterator[Finding]:
    """Find footnotes that only one of the two texts refers to."""
    if "[^" not in pair.source and "[^" not in pair.target:
        return
    source = _references(pair.source, pair.source_pieces)
    target = _references(pair.target, pair.target_pieces)
    yield from missing(NAME, (one for one in source if one not in target))
    for reference, start in target.items():
        if reference not in source:
            yield extra(NAME, reference, start)


def _references(text: str, pieces: Sequence[Piece]) -> dict[str, int]:
    """Return the references as written, and where each stands first."""
    found: dict[str, int] = {}
    for piece in pieces:
        if piece.kind is PieceKind.FOOTNOTE:
            found.setdefault(text[piece.start : piece.end], piece.start)
    return found
