"""The cheapest way through two texts, bead by bead, and how sure each of its beads is."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.align.costs import Costs

__all__ = ["Step", "walk"]

_SKIP: Final = 3.2
_TWO: Final = 3.0
"""What it costs that a paragraph was cut in two, or two were joined."""
_BOTH: Final = 5.5
"""What it costs that the border between two paragraphs was moved."""
_BAND: Final = 60
"""How far from the diagonal partners are looked for at first, and more by the difference of lengths."""
_MOST: Final = 2_000_000
"""Pairs that are looked at, at most, of texts of many thousand blocks: about two seconds' worth. The
band is never narrower than `_BAND`, though."""
_REACH: Final = 8
"""How far from the first path the second one may go."""
_INFINITE: Final = float("inf")


class Step(NamedTuple):
    """A bead: where it begins on both sides, how many blocks it has of each, and how sure it is."""

    row: int
    column: int
    down: int
    right: int
    cost: float
    """Without what a cut or a join costs."""
    chance: float
    """That it is of the true alignment, by all ways near the best, 0 to 1."""


def walk(costs: Costs) -> list[Step]:
    """Find the beads of the lowest cost, skips among them, in order.

    First only pairs and skips, within a band around the diagonal; then all beads, near the path
    that was found. The chances are what forward and backward sums over that second lattice give.
    """
    rows, columns = costs.rows, costs.columns
    corridor, pairs = _first(costs, rows, columns)
    lattice = _Lattice(costs, corridor, pairs)
    return lattice.best()


def _first(
    costs: Costs, rows: int, columns: int
) -> tuple[list[tuple[int, int]], list[tuple[int, list[float]]]]:
    """Return for each row the columns near the best path, and the costs of pairs from which column."""
    slope = columns / max(rows, 1)
    band = min(abs(rows - columns) + _BAND, max(_BAND, _MOST // (2 * max(rows, 1)), int(slope) + 1))
    best = [_SKIP * column for column in range(columns + 1)]
    steps: list[tuple[int, bytearray]] = []
    pairs: list[tuple[int, list[float]]] = []
    for row in range(rows):
        middle = int(row * slope)
        start, end = max(0, middle - band), min(columns, middle + band + 1)
        found = costs.row(row, start, end)
        pairs.append((start, found))
        following = [_INFINITE] * (columns + 1)
        taken = bytearray(end - start + 1)  # 0: the source's is skipped, 1: the target's, 2: a pair
        left = following[start] = best[start] + _SKIP
        for column in range(start, end):
            cost, step = best[column + 1] + _SKIP, 0
            other = best[column] + found[column - start]
            if other <= cost:
                cost, step = other, 2
            left += _SKIP
            if left < cost:
                cost, step = left, 1
            following[column + 1] = left = cost
            taken[column - start + 1] = step
        best = following
        steps.append((start, taken))
    return _corridor(steps, rows, columns), pairs


def _corridor(
    steps: Sequence[tuple[int, bytearray]], rows: int, columns: int
) -> list[tuple[int, int]]:
    on_path: list[tuple[int, int]] = [(columns, columns)] * (rows + 1)
    row, column = rows, columns
    while row:
        start, taken = steps[row - 1]
        last = column
        # what lies right of the band can only be skipped
        while column > start and (column - start >= len(taken) or taken[column - start] == 1):
            column -= 1
        on_path[row] = (column, last)
        if taken[column - start] == 2:  # noqa: PLR2004 - a pair, see above
            column -= 1
        row -= 1
    on_path[0] = (0, column)
    return [
        (
            max(0, min(on_path[max(0, at - _REACH)][0], on_path[at][0] - _REACH)),
            min(columns, max(on_path[min(rows, at + _REACH)][1], on_path[at][1] + _REACH)),
        )
        for at in range(rows + 1)
    ]


class _Lattice:
    """All beads near a path, and what they sum up to."""

    def __init__(
        self,
        costs: Costs,
        corridor: Sequence[tuple[int, int]],
        pairs: Sequence[tuple[int, list[float]]],
    ) -> None:
        self._costs = costs
        self._corridor = corridor
        self._pairs = pairs
        self._parts, self._joins = costs.parts(), costs.joins()
        self._edges: list[list[list[tuple[int, int, float, float]]]] = []
        """By row and column of where they end: how many blocks, what they cost, with the price."""
        self._before: list[list[float]] = []
        """The negative logarithm of the sum over all ways to a place."""
        self._cheapest: list[list[tuple[float, int]]] = []
        self._go()

    def _go(self) -> None:
        for row, (start, end) in enumerate(self._corridor):
            self._edges.append([])
            self._before.append([])
            self._cheapest.append([])
            for column in range(start, end + 1):
                edges = list(self._into(row, column))
                self._edges[row].append(edges)
                if not edges:
                    first = not (row or column)
                    self._before[row].append(0.0 if first else _INFINITE)
                    self._cheapest[row].append((0.0 if first else _INFINITE, -1))
                    continue
                sums: list[float] = []
                least, which = _INFINITE, -1
                for number, (down, right, _, price) in enumerate(edges):
                    place = column - right - self._corridor[row - down][0]
                    sums.append(self._before[row - down][place] + price)
                    cost = self._cheapest[row - down][place][0] + price
                    if cost < least:
                        least, which = cost, number
                self._before[row].append(_sum(sums))
                self._cheapest[row].append((least, which))

    def _into(self, row: int, column: int) -> Iterator[tuple[int, int, float, float]]:
        """Yield the beads that end at a place, as many blocks of each side as they have."""
        inside = self._inside
        if row and inside(row - 1, column):
            yield 1, 0, 0.0, _SKIP
        if column and inside(row, column - 1):
            yield 0, 1, 0.0, _SKIP
        if not (row and column):
            return
        if inside(row - 1, column - 1):
            cost = self._pair(row - 1, column - 1)
            yield 1, 1, cost, cost
        if not (self._parts[0][row - 1] and self._parts[1][column - 1]):
            return
        cuts, joins = self._joins[1][column - 1], self._joins[0][row - 1]
        if cuts and inside(row - 1, column - 2):
            cost = self._costs.bead((row - 1,), (column - 2, column - 1))
            yield 1, 2, cost, cost + _TWO
        if joins and inside(row - 2, column - 1):
            cost = self._costs.bead((row - 2, row - 1), (column - 1,))
            yield 2, 1, cost, cost + _TWO
        if cuts and joins and inside(row - 2, column - 2):
            cost = self._costs.bead((row - 2, row - 1), (column - 2, column - 1))
            yield 2, 2, cost, cost + _BOTH

    def _inside(self, row: int, column: int) -> bool:
        start, end = self._corridor[row]
        return start <= column <= end

    def _pair(self, row: int, column: int) -> float:
        start, found = self._pairs[row]
        if 0 <= column - start < len(found):
            return found[column - start]
        return self._costs.row(row, column, column + 1)[0]

    def best(self) -> list[Step]:
        """Follow the cheapest beads back from the end."""
        after = self._backward()
        row, column = len(self._corridor) - 1, self._corridor[-1][1]
        whole = self._before[row][column - self._corridor[row][0]]
        steps: list[Step] = []
        while row or column:
            place = column - self._corridor[row][0]
            down, right, cost, price = self._edges[row][place][self._cheapest[row][place][1]]
            behind = after[row][place]
            row, column = row - down, column - right
            ways = self._before[row][column - self._corridor[row][0]] + price + behind
            chance = min(1.0, exp(min(0.0, whole - ways)))
            steps.append(Step(row, column, down, right, cost, chance))
        return steps[::-1]

    def _backward(self) -> list[list[float]]:
        """Return for each place the negative logarithm of the sum over all ways from it to the end."""
        ways: list[list[list[float]]] = [[[] for _ in row] for row in self._before]
        ways[-1][-1].append(0.0)
        after: list[list[float]] = [[_INFINITE] * len(row) for row in self._before]
        for row in range(len(self._corridor) - 1, -1, -1):
            start = self._corridor[row][0]
            for place in range(len(self._before[row]) - 1, -1, -1):
                behind = after[row][place] = _sum(ways[row][place])
                if behind == _INFINITE:
                    continue
                for down, right, _, price in self._edges[row][place]:
                    to = start + place - right - self._corridor[row - down][0]
                    ways[row - down][to].append(behind + price)
        return after


def _sum(costs: Sequence[float]) -> float:
    """Add up likelihoods that are given as their negative logarithms."""
    least = min(costs, default=_INFINITE)
    if least == _INFINITE:
        return least
    return least - log(sum([exp(least - cost) for cost in costs]))
