"""Raw HTML: tags and attributes that the source lacks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from essaytrans.checks.inline_parts import extra
from essaytrans.markdown.htmlblocks import masked_tag
from essaytrans.markdown.inline import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.checks.finding import Finding
    from essaytrans.checks.pair import Pair
    from essaytrans.markdown.inline import Piece

__all__ = ["NAME", "check"]

NAME: Final = "html"


def check(pair: Pair) -> Iterator[Finding]:
    """Find tags that the source does not have as often, attributes and all.

    The words in an `alt` or `title` may differ.
    """
    if "<" not in pair.target:
        return
    known = Counter(masked_tag(tag) for _, tag in _tags(pair.source, pair.source_pieces))
    for start, tag in _tags(pair.target, pair.target_pieces):
        masked = masked_tag(tag)
        known[masked] -= 1
        if known[masked] < 0:
            yield extra(NAME, tag, start, grave=True)


def _tags(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    for piece in pieces:
        if piece.kind is PieceKind.HTML:
            yield piece.start, text[piece.start : piece.end]
