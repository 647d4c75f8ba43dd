"""What it costs to take blocks of a translation for those of its article."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import erfc, log, sqrt
from typing import TYPE_CHECKING, Final

from essaytrans.align.anchors import NAME, anchors
from essaytrans.language.han import count_han
from essaytrans.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from essaytrans.align.blocks import Block

__all__ = ["Costs"]

# --- length: Gale and Church, “A Program for Aligning Sentences in Bilingual Corpora” (1993) -------

_VARIANCE: Final = 3.0
"""Of the length of a translation, for each character that it is expected to have and each that one of
the source stands for; half of what they found, since paragraphs vary less than sentences."""
_CONSTANT: Final = 30.0
"""More of it, whatever the length: of short texts one word more or less is much."""
_HIGHEST: Final = 5.0
"""Lower than two skips: of two paragraphs between the same neighbours one is a free translation of the
other more often than both are without partners."""
_STEPS: Final = 16
_LENGTHS: Final = tuple(
    min(_HIGHEST, -log(max(erfc(step / _STEPS / sqrt(2)), 1e-300))) for step in range(6 * _STEPS)
)
"""−log of the chance that a length is so far off, for each sixteenth of a standard deviation."""
_RATIOS: Final = (0.4, 6.0)
"""Between what the letters of a translation are to the Han characters of its source, at most."""

# --- kinds ----------------------------------------------------------------------------------------

_SAME, _OTHER, _STRANGE = -0.6, 2.0, 5.0
_LEVEL: Final = 1.0
"""For headings of different levels."""
_COLUMN: Final = 5.0
"""For cells of different columns."""
_DEPTH: Final = 0.4
"""For each container more or less, up to two."""
_TEXTS: Final = frozenset(
    (
        *(Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.FOOTNOTE, Kind.TERM),
        *(Kind.DEFINITION, Kind.HTML_TEXT, Kind.CONTAINER_TITLE),
    )
)
"""Kinds that authors and translators exchange."""
_DIVISIBLE: Final = _TEXTS - {Kind.CONTAINER_TITLE, Kind.TERM}
"""Kinds that are cut in two, or joined."""

# --- anchors --------------------------------------------------------------------------------------

_TIMES: Final = 3.0
_UNSHARED: Final = 0.25
_EXTRA_WORD: Final = 0.03
"""What an unshared Latin word of the translation costs, of what it would weigh if it were shared."""
_LEAST, _MOST = -6.0, 12.0
_COMMON: Final = 200
"""Blocks that may have an anchor before it says too little to be looked for."""


_Mark = tuple[Kind | None, str, int]
"""Kind, detail and depth."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What is known of the blocks of one text, one item a block."""

    places: list[int]
    """Where each stands in the whole text."""
    lengths: list[float]
    """Of the source, those that its translation is expected to have."""
    alone: list[float]
    """What it costs that no anchor of a block is shared."""
    marks: list[_Mark]
    parts: list[bool]
    """Whether a block may be half of another one."""

    def only(self, some: Sequence[int]) -> _Side:
        """Return what is known of some of them."""
        return _Side(
            [self.places[at] for at in some],
            [self.lengths[at] for at in some],
            [self.alone[at] for at in some],
            [self.marks[at] for at in some],
            [self.parts[at] for at in some],
        )


def _side(blocks: Sequence[Block], lengths: list[float], alone: list[float]) -> _Side:
    return _Side(
        list(range(len(blocks))),
        lengths,
        alone,
        [_mark(block) for block in blocks],
        [block.kind in _DIVISIBLE for block in blocks],
    )


class Costs:
    """The costs of all beads of two texts; each is about the negative logarithm of a likelihood."""

    def __init__(
        self, source: _Side, target: _Side, shared: list[dict[int, float]], variance: float
    ) -> None:
        self._source, self._target = source, target
        self._shared = shared
        self._variance = variance
        self._kinds: dict[tuple[_Mark, _Mark], float] = {}
        self.rows, self.columns = len(source.places), len(target.places)

    @classmethod
    def of(cls, source: Sequence[Block], target: Sequence[Block]) -> Costs:
        """Weigh two texts."""
        expected, found, ratio = _lengths(source, target)
        shared, alone = _weigh(source, target)
        return cls(
            _side(source, expected, alone[0]),
            _side(target, found, alone[1]),
            shared,
            _VARIANCE * max(1.0, ratio),
        )

    def only(self, rows: Sequence[int], columns: Sequence[int]) -> Costs:
        """Return the costs of some blocks of both texts, in order, which then stand together."""
        numbers = {column: number for number, column in enumerate(columns)}
        shared = [
            {numbers[at]: gain for at, gain in self._shared[row].items() if at in numbers}
            for row in rows
        ]
        return Costs(self._source.only(rows), self._target.only(columns), shared, self._variance)

    def joins(self) -> tuple[list[bool], list[bool]]:
        """Return for each block of both texts whether it and the one before it may be one text."""
        return self._joins(self._source), self._joins(self._target)

    def parts(self) -> tuple[list[bool], list[bool]]:
        """Return for each block of both texts whether it may be cut."""
        return self._source.parts, self._target.parts

    @staticmethod
    def _joins(side: _Side) -> list[bool]:
        return [
            at > 0
            and side.parts[at - 1]
            and side.parts[at]
            and side.places[at - 1] + 1 == side.places[at]
            for at in range(len(side.places))
        ]

    def sharing(self, row: int) -> dict[int, float]:
        """Return the blocks of the target that have an anchor of one of the source."""
        return self._shared[row]

    def row(self, at: int, start: int, end: int) -> list[float]:
        """Return what a block of the source costs with each of some blocks of the target."""
        length, deviation = self._length(self._source.lengths[at])
        lengths, alone = self._target.lengths, self._target.alone
        marks, mark = self._target.marks, self._source.marks[at]
        kinds, own = self._kinds, self._source.alone[at]
        shared = self._shared[at]
        costs: list[float] = []
        for other in range(start, end):
            key = (mark, marks[other])
            kind = kinds.get(key)
            if kind is None:
                kind = kinds[key] = _kind(*key)
            off = int(abs(lengths[other] - length) * deviation)
            cost = own + alone[other]
            if other in shared:
                cost -= shared[other]
                cost = max(_LEAST, cost)
            costs.append(kind + (_LENGTHS[off] if off < _LAST else _HIGHEST) + (min(cost, _MOST)))
        return costs

    def bead(self, sources: Sequence[int], targets: Sequence[int]) -> float:
        """Return what several blocks cost with several others."""
        length, deviation = self._length(sum(self._source.lengths[at] for at in sources))
        off = int(abs(sum(self._target.lengths[at] for at in targets) - length) * deviation)
        kind = max(
            _kind(self._source.marks[one], self._target.marks[other])
            for one in sources
            for other in targets
        )
        own = sum(self._source.alone[at] for at in sources)
        alone = sum(self._target.alone[at] for at in targets)
        shared = sum(self._shared[one].get(other, 0.0) for one in sources for other in targets)
        shared = min(shared, own / _UNSHARED * (1 + _UNSHARED) + 1.0) if shared else 0.0
        anchored = min(_MOST, max(_LEAST, own + alone - shared))
        return kind + (_LENGTHS[off] if off < _LAST else _HIGHEST) + anchored

    def _length(self, length: float) -> tuple[float, float]:
        """Return a length, and the steps of the table that each character off it stands for."""
        return length, _STEPS / sqrt(self._variance * length + _CONSTANT)


_LAST: Final = len(_LENGTHS)


def _mark(block: Block) -> _Mark:
    return (block.kind, block.detail if block.kind is not Kind.CODE else "", block.depth)


def _kind(one: _Mark, other: _Mark) -> float:
    """Return what it costs that two blocks are of their kinds."""
    kind, detail, depth = one
    its, said, deep = other
    apart = _DEPTH * min(abs(depth - deep), 2)
    if kind is its:
        if kind is Kind.HEADING:
            return _SAME + _LEVEL * (detail != said) + apart
        if kind in (Kind.TABLE_CELL, Kind.TABLE_HEADER):
            return _SAME + _COLUMN * (detail != said)
        return _SAME + _OTHER * (detail != said) + apart
    if kind in _TEXTS and its in _TEXTS:
        return _OTHER + apart
    return _STRANGE


def _lengths(
    source: Sequence[Block], target: Sequence[Block]
) -> tuple[list[float], list[float], float]:
    """Return how long the translations of the source should be, and how long the target's are.

    The third number is how many characters of the target one of the source stands for.
    Where a tenth of the source is Han, only these stand for more, or fewer, than one.
    """
    own, theirs = ([_counted(block) for block in side] for side in (source, target))
    han, others = _sums(source, own)
    whole = sum(_sums(target, theirs))
    least, most = _RATIOS
    if 10 * han > others:
        ratio = min(most, max(least, (whole - others) / han))
        expected = [ratio * ideographs + letters for ideographs, letters in own]
    else:
        ratio = min(most, max(least, whole / max(others + han, 1)))
        expected = [ratio * (ideographs + letters) for ideographs, letters in own]
    return expected, [float(sum(counted)) for counted in theirs], ratio


def _sums(blocks: Sequence[Block], counted: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Add up the texts among some blocks."""
    texts = [
        each
        for block, each in zip(blocks, counted, strict=True)
        if block.unit is not None and block.kind in _TEXTS
    ]
    return sum(han for han, _ in texts), sum(others for _, others in texts)


_MARKUP: Final = re.compile(r"\]\([^()\s]*\)|https?://[^\s<>()]+|</?[A-Za-z][^<>]*>")


def _counted(block: Block) -> tuple[int, int]:
    """Count the Han characters of a block, and the others but for white space, addresses and tags."""
    text = block.text
    if "://" in text or "](" in text or "<" in text:
        text = _MARKUP.sub("]", text)
    ideographs = count_han(text)
    return ideographs, sum(map(len, text.split())) - ideographs


def _weigh(
    source: Sequence[Block], target: Sequence[Block]
) -> tuple[list[dict[int, float]], tuple[list[float], list[float]]]:
    """Return what each block of the source shares with which of the target.

    And, for each block of both, what it costs that its anchors are not shared. An anchor that only
    one side has says nothing: it was translated everywhere.
    """
    own, theirs = ([anchors(block) for block in side] for side in (source, target))
    there: dict[str, list[int]] = {}
    for at, found in enumerate(theirs):
        for anchor in found:
            there.setdefault(anchor, []).append(at)
    worth = _worth(own, theirs, there)
    alone = (
        [sum(_UNSHARED * worth[a] * w for a, w in found.items() if a in worth) for found in own],
        [sum(_extra(w) * worth[a] * w for a, w in found.items() if a in worth) for found in theirs],
    )
    shared: list[dict[int, float]] = []
    for found in own:
        row: dict[int, float] = {}
        for anchor, weight in found.items():
            if anchor in worth and len(there[anchor]) <= _COMMON:
                # what was counted as unshared on both sides is taken back
                gain = weight * worth[anchor] * (1 + _UNSHARED + _extra(weight))
                for other in there[anchor]:
                    row[other] = row.get(other, 0.0) + gain
        shared.append(row)
    return shared, alone


def _worth(
    own: Sequence[Mapping[str, float]],
    theirs: Sequence[Mapping[str, float]],
    there: Mapping[str, object],
) -> dict[str, float]:
    """Return for each anchor that both sides have how much it tells: the rarer, the more."""
    number = len(own) + len(theirs)
    often = Counter(anchor for side in (own, theirs) for found in side for anchor in found)
    whole = log(max(number, 3) / 2)
    known = {anchor for found in own for anchor in found}.intersection(there)
    return {anchor: max(0.0, _TIMES * log(number / often[anchor]) / whole) for anchor in known}


def _extra(weight: float) -> float:
    return _EXTRA_WORD if weight == NAME else _UNSHARED
