"""What changed in a source text, piece by piece, for a page that shows it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.follow.difference import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Piece", "Turn", "differences"]

_LONGEST: Final = 4_000
"""Characters of a text above which it is shown as changed as a whole: the search takes time that
grows with the product of the lengths."""


class Turn(StrEnum):
    """What became of some characters."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """Some characters to which the same happened."""

    turn: Turn
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Cut two texts into what stayed, what was taken out, and what was put in, in order.

    Kept and removed pieces together are the old text, kept and added ones the new.
    """
    if old == new:
        return (Piece(Turn.KEPT, old),) if old else ()
    if max(len(old), len(new)) > _LONGEST:
        spans = [(0, len(old), 0, len(new))]
    else:
        spans = changes(old, new)
    return tuple(piece for piece in _pieces(old, new, spans) if piece.text)


def _pieces(old: str, new: str, spans: list[tuple[int, int, int, int]]) -> Iterator[Piece]:
    position = 0
    for start, end, begin, finish in spans:
        yield Piece(Turn.KEPT, old[position:start])
        yield Piece(Turn.REMOVED, old[start:end])
        yield Piece(Turn.ADDED, new[begin:finish])
        position = end
    yield Piece(Turn.KEPT, old[position:])
