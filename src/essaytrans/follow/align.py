"""Aligning the texts of a gap: which of the new ones come from which of the old ones, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.follow.similar import likeness, masked
from essaytrans.language.han import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Entry

__all__ = ["Bead", "align"]

_CHANCE: Final = 0.35
"""How alike two unrelated texts of one article often are; what is more alike speaks for a pair."""
_JOINED: Final = 0.60
"""How alike two texts together must be to the one that they were, or became …"""
_GAIN: Final = 0.05
"""… and how much more than either of them alone."""
_SHORT: Final = 8
"""Characters below which a text says too little of itself …"""
_SHORT_ALIKE: Final = 0.72
"""… and how alike it must be then: 绿色 is no edited 红色."""
_BAND: Final = 60
"""In a gap of more pairs than `_MOST` only texts that stand no further from each other than that, in
proportion, are compared."""
_MOST: Final = 40_000


class Bead(NamedTuple):
    """New texts and the old ones that they come from: 1 to 1, 2 to 1 (cut), or 1 to 2 (joined)."""

    news: tuple[int, ...]
    olds: tuple[int, ...]


def align(news: Sequence[Entry], olds: Sequence[Entry]) -> list[Bead]:
    """Find the beads of the greatest weight, (likeness − chance) × length, in order.

    The dynamic programme of sentence alignment (Gale and Church 1993), with likeness of characters
    in the place of lengths, over 1-1, 2-1, 1-2 and skips.
    """
    table = _Table(news, olds)
    rows, columns = len(news), len(olds)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    steps: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            if not row and not column:
                continue
            weight, step = max(
                (best[row - down][column - right] + gain, (down, right))
                for down, right, gain in table.steps(row, column)
            )
            best[row][column], steps[row][column] = weight, step
    beads: list[Bead] = []
    row, column = rows, columns
    while row or column:
        down, right = steps[row][column]
        row, column = row - down, column - right
        if down and right:
            beads.append(Bead(tuple(range(row, row + down)), tuple(range(column, column + right))))
    return beads[::-1]


class _Table:
    """What the beads of a gap weigh."""

    def __init__(self, news: Sequence[Entry], olds: Sequence[Entry]) -> None:
        self._contexts = ([entry.msgctxt for entry in news], [entry.msgctxt for entry in olds])
        self._news = [masked(entry.msgid) for entry in news]
        self._olds = [masked(entry.msgid) for entry in olds]
        self._wide = len(news) * len(olds) > _MOST
        self._pairs: dict[tuple[int, int], float] = {}

    def steps(self, row: int, column: int) -> list[tuple[int, int, float]]:
        """Return the steps that lead to a place: how many new and old texts, and what it gains."""
        found: list[tuple[int, int, float]] = []
        if row:
            found.append((1, 0, 0.0))
        if column:
            found.append((0, 1, 0.0))
        if not (row and column) or not self._near(row, column):
            return found
        found.append((1, 1, self._one(row - 1, column - 1)))
        if row > 1:
            found.append((2, 1, self._two(row, column, cut=True)))
        if column > 1:
            found.append((1, 2, self._two(row, column, cut=False)))
        return [step for step in found if step[2] >= 0]

    def _near(self, row: int, column: int) -> bool:
        if not self._wide:
            return True
        return abs(row * len(self._olds) / len(self._news) - column) <= _BAND

    def _one(self, new: int, old: int) -> float:
        if self._contexts[0][new] != self._contexts[1][old]:
            return -1.0
        one, other = self._news[new], self._olds[old]
        alike = self._alike(new, old)
        if min(len(one), len(other)) < _SHORT and alike < _SHORT_ALIKE:
            return -1.0
        return (alike - _CHANCE) * (len(one) + len(other)) / 2 if alike else -1.0

    def _two(self, row: int, column: int, *, cut: bool) -> float:
        """Weigh a text that was cut in two, or two that were joined."""
        news = (row - 2, row - 1) if cut else (row - 1,)
        olds = (column - 1,) if cut else (column - 2, column - 1)
        contexts = {self._contexts[0][at] for at in news} | {self._contexts[1][at] for at in olds}
        if len(contexts) > 1:
            return -1.0
        one = join_lines([self._news[at] for at in news])
        other = join_lines([self._olds[at] for at in olds])
        alike = likeness(one, other, _JOINED)
        alone = max(self._alike(new, old) for new in news for old in olds)
        if alike < _JOINED or alike < alone + _GAIN:
            return -1.0
        return (alike - _CHANCE) * (len(one) + len(other)) / 2

    def _alike(self, new: int, old: int) -> float:
        if (new, old) not in self._pairs:
            self._pairs[new, old] = likeness(self._news[new], self._olds[old], _CHANCE)
        return self._pairs[new, old]
