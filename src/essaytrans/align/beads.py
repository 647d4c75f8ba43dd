"""Aligning a translation with its article: which blocks of one are which of the other."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from essaytrans.align.confidence import SURE, confidence
from essaytrans.align.costs import Costs
from essaytrans.align.lattice import Step, walk
from essaytrans.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from essaytrans.align.blocks import Block

__all__ = ["Alignment", "Bead", "align"]

_WEAK: Final = 0.5
"""The chance below which a pair is looked at again among what was left over …"""
_DEAR: Final = 2.5
"""… or its cost, above which it is."""
_GOOD: Final = -2.0
"""What blocks that have moved cost together at most, with those that moved along …"""
_ALONE: Final = 1.5
"""… and how much less than any other pair of either of them, where one has moved alone."""
_KEYED: Final = SURE
"""How sure it is that items of two lists of the same length, under one key, stand in one order: they
did wherever there were any, which was in few articles."""
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Bead:
    """Blocks of the source and the blocks of the target that say the same."""

    sources: tuple[int, ...]
    """Indices of blocks, rising; empty for what only the target has."""
    targets: tuple[int, ...]
    """Likewise; empty for what was not translated."""
    confidence: float
    """How sure it is, 0 to 1: about the share of such beads that were right where that was measured."""
    moved: bool = False
    """Whether the translation has it elsewhere than between its neighbours."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """All blocks of two texts in beads, each block in one."""

    beads: tuple[Bead, ...]
    """In the order of the source; what only the target has stands where it is there."""


def align(source: Sequence[Block], target: Sequence[Block]) -> Alignment:
    """Find out which blocks of a translation are which of its article.

    The dynamic programme of sentence alignment (Gale and Church 1993), over pairs, cuts, joins and
    skips, with what the texts have in common beside their lengths. It keeps the order; what it
    leaves over on both sides is then looked for elsewhere. Front matter goes by its keys.

    Args:
        source: the article's blocks.
        target: the translation's.
    """
    beads = list(_by_keys(source, target))
    rows, columns = (
        [at for at, block in enumerate(side) if block.kind is not Kind.FRONT_MATTER]
        for side in (source, target)
    )
    costs = Costs.of(source, target)
    in_order = [_placed(step, rows, columns) for step in walk(costs.only(rows, columns))]
    steps = _with_moved(costs, in_order)
    order = _Order([placed for placed, again in steps if not again])
    beads += [
        Bead(
            placed.sources,
            placed.targets,
            confidence(placed.step, again=again),
            moved=again and order.breaks(placed),
        )
        for placed, again in steps
    ]
    return Alignment(tuple(_ordered(beads)))


def _by_keys(source: Sequence[Block], target: Sequence[Block]) -> Iterator[Bead]:
    """Pair what stands under the same keys of front matter."""
    keys: list[dict[str, list[int]]] = []
    for side in (source, target):
        found: dict[str, list[int]] = {}
        for at, block in enumerate(side):
            if block.kind is Kind.FRONT_MATTER:
                found.setdefault(block.detail, []).append(at)
        keys.append(found)
    own, theirs = keys
    for key in dict.fromkeys((*own, *theirs)):
        places, others = own.get(key, []), theirs.get(key, [])
        if len(places) == len(others):
            sure = 1.0 if len(places) == 1 else _KEYED
            yield from (Bead((a,), (b,), sure) for a, b in zip(places, others, strict=True))
        else:
            yield from (Bead((at,), (), 1.0) for at in places)
            yield from (Bead((), (at,), 1.0) for at in others)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A step with the blocks that it has in the whole texts."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    step: Step

    @property
    def doubtful(self) -> bool:
        """Whether its blocks may belong elsewhere."""
        if not (self.sources and self.targets):
            return True
        return self.step.chance < _WEAK or self.step.cost > _DEAR


def _placed(step: Step, rows: Sequence[int], columns: Sequence[int]) -> _Placed:
    return _Placed(
        tuple(rows[step.row : step.row + step.down]),
        tuple(columns[step.column : step.column + step.right]),
        step,
    )


# --- what has moved ---------------------------------------------------------------------------


def _with_moved(costs: Costs, steps: Sequence[_Placed]) -> list[tuple[_Placed, bool]]:
    """Look for what was left over, in order once more and one by one; say what was found then."""
    moved: list[_Placed] = []
    for _ in range(_ROUNDS):
        taken = _taken(moved)
        left = [step for step in steps if step.doubtful and not _meets(step, taken)]
        rows = sorted({at for step in left for at in step.sources})
        columns = sorted({at for step in left for at in step.targets})
        if not (rows and columns):
            break
        before = {(step.sources, step.targets) for step in steps}
        found = [
            step
            for step in (*_single(costs, rows, columns), *_runs(costs, rows, columns))
            if (step.sources, step.targets) not in before
        ]
        new = _compatible(found)
        if not new:
            break
        moved += new
    taken = _taken(moved)
    kept = [(step, False) for step in steps if not _meets(step, taken)]
    lost = _lost(steps, taken)
    return [*kept, *lost, *((step, True) for step in moved)]


def _taken(steps: Iterable[_Placed]) -> tuple[set[int], set[int]]:
    found: tuple[set[int], set[int]] = (set(), set())
    for step in steps:
        found[0].update(step.sources)
        found[1].update(step.targets)
    return found


def _meets(step: _Placed, taken: tuple[set[int], set[int]]) -> bool:
    return not (taken[0].isdisjoint(step.sources) and taken[1].isdisjoint(step.targets))


def _compatible(steps: Sequence[_Placed]) -> list[_Placed]:
    found: list[_Placed] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for step in steps:
        if not _meets(step, taken):
            found.append(step)
            taken[0].update(step.sources)
            taken[1].update(step.targets)
    return found


def _lost(
    steps: Sequence[_Placed], taken: tuple[set[int], set[int]]
) -> Iterator[tuple[_Placed, bool]]:
    """Yield what was paired with something that has a better partner now."""
    for step in steps:
        if _meets(step, taken):
            for at in step.sources:
                if at not in taken[0]:
                    yield _Placed((at,), (), step.step._replace(right=0)), False
            for at in step.targets:
                if at not in taken[1]:
                    yield _Placed((), (at,), step.step._replace(down=0)), False


def _single(costs: Costs, rows: Sequence[int], columns: Sequence[int]) -> Iterator[_Placed]:
    """Yield pairs that what they share makes better than any other of either."""
    there = set(columns)
    found = sorted(
        (costs.row(row, column, column + 1)[0], row, column)
        for row in rows
        for column in there.intersection(costs.sharing(row))
    )
    best: dict[tuple[str, int], list[float]] = {}
    for cost, row, column in found:
        best.setdefault(("row", row), []).append(cost)
        best.setdefault(("column", column), []).append(cost)
    for cost, row, column in found:
        if cost > _GOOD:
            break
        rival = min(_next(best["row", row], cost), _next(best["column", column], cost))
        margin = min(rival - cost, 2 * _ALONE)
        if margin >= _ALONE:
            chance = 1 - 0.5 ** (1 + margin)
            yield _Placed((row,), (column,), Step(row, column, 1, 1, cost, chance))


def _next(costs: Sequence[float], cost: float) -> float:
    """Return the lowest of rising costs but for one of them."""
    if costs[0] < cost:
        return costs[0]
    return costs[1] if len(costs) > 1 else float("inf")


def _runs(costs: Costs, rows: Sequence[int], columns: Sequence[int]) -> Iterator[_Placed]:
    """Yield blocks that have moved together."""
    steps = [_placed(step, rows, columns) for step in walk(costs.only(rows, columns))]
    number = 0
    numbered: list[tuple[int, _Placed]] = []
    before: _Placed | None = None
    for step in steps:
        if not (step.sources and step.targets):
            before = None
            continue
        if before is None or not _follows(before, step):
            number += 1
        numbered.append((number, step))
        before = step
    for _, run in groupby(numbered, key=lambda item: item[0]):
        members = [step for _, step in run]
        if sum(step.step.cost for step in members) <= _GOOD:
            yield from (step for step in members if step.step.chance >= _WEAK)


def _follows(one: _Placed, other: _Placed) -> bool:
    return one.sources[-1] + 1 == other.sources[0] and one.targets[-1] + 1 == other.targets[0]


class _Order:
    """What the beads that keep the order say of where others belong."""

    def __init__(self, steps: Iterable[_Placed]) -> None:
        self._pairs = sorted(
            (step.sources[0], step.targets[0]) for step in steps if step.sources and step.targets
        )

    def breaks(self, step: _Placed) -> bool:
        """Whether a bead stands elsewhere on one side than on the other."""
        at = bisect_left(self._pairs, (step.sources[0], step.targets[0]))
        before, after = self._pairs[:at][-1:], self._pairs[at : at + 1]
        return any(target > step.targets[0] for _, target in before) or any(
            target < step.targets[0] for _, target in after
        )


# --- what comes out ---------------------------------------------------------------------------


def _ordered(beads: Iterable[Bead]) -> list[Bead]:
    """Put beads into the order of the source, and what only the target has where it is there."""
    beads = list(beads)
    after: dict[int, int] = {}
    place = -1
    for bead in sorted((bead for bead in beads if bead.targets), key=lambda bead: bead.targets):
        if bead.sources and not bead.moved:
            place = max(place, bead.sources[-1])
        elif not bead.sources:
            after[bead.targets[0]] = place

    def key(bead: Bead) -> tuple[int, int, tuple[int, ...]]:
        if bead.sources:
            return (bead.sources[0], 0, bead.targets)
        return (after[bead.targets[0]], 1, bead.targets)

    return sorted(beads, key=key)
