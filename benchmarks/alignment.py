"""Whether a translation that exists is aligned with its article: which of its paragraphs are which.

Where two files of a pair have a link, an image or a piece of code once each, the texts around it are
each other's translation: that is the proxy, and what it goes by is withheld from the aligner. Where two
files have the same kinds of blocks in the same order, all of them are, and one side can be edited.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks.clock import in_turn
from benchmarks.corpus import megabytes, read_corpus
from benchmarks.pairs import own
from benchmarks.perturbed import EDITS, Side, perturbed
from benchmarks.rows import Row, Tally
from essaytrans.align import SURE, align, cut
from essaytrans.align.anchors import anchors
from essaytrans.markdown.guard import rebuild
from essaytrans.markdown.inline import PieceKind, scan
from essaytrans.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.rows import Options
    from essaytrans.align import Bead, Block

__all__ = ["alignment", "parallel", "read_pairs"]

_GROUP: Final = "alignment"
_SEED: Final = 20_240_601
_SOURCE, _TARGET = ".zh-CN.md", ".en-US.md"
_FOLDS: Final = 5
"""In so many turns are the anchors withheld that the proxy goes by …"""
_SHORTEST: Final = 3
"""Characters of an anchor, its sign included, that is no proof of anything."""
_UNITS: Final = 200
"""Blocks of the article that a time is given for."""
_PIECES: Final = frozenset(
    (PieceKind.CODE, PieceKind.TARGET, PieceKind.AUTOLINK, PieceKind.URL, PieceKind.HTML)
)
"""Kinds of pieces that the proxy goes by."""

Blocks = tuple["Block", ...]


def alignment(texts: dict[str, str], options: Options) -> Iterator[Row | Tally]:
    """Count what is aligned as it should be, and time it.

    Args:
        texts: pairs of files among them are taken where the options name no folders of pairs.
        options: where pairs are.
    """
    sets = {"this repository": list(_own(2 if options.quick else None))}
    folders = {folder.resolve().name: read_corpus(folder) for folder in options.pairs}
    for name, files in (folders or {"the corpus": texts}).items():
        pairs = list(read_pairs(files))
        sets[name] = pairs[: 3 if options.quick else None]
    for name, pairs in sets.items():
        if pairs:
            yield from _proxy(name, pairs)
            yield from _edited(name, pairs)
            yield from _time(name, pairs, options)


def _own(most: int | None) -> Iterator[tuple[Blocks, Blocks]]:
    """Build the articles of this repository with their translations, and read both again."""
    for book in list(own())[:most]:
        if book.document is not None:
            texts = {entry.key: entry.msgstr for entry in book.entries}
            units = book.document.units
            built = rebuild(
                book.document, [texts.get((unit.msgctxt, unit.msgid)) for unit in units], book.rules
            )
            yield (
                cut(book.document.text, rules=book.rules).blocks,
                cut(built.text, rules=book.rules).blocks,
            )


def read_pairs(files: Mapping[str, str]) -> Iterator[tuple[Blocks, Blocks]]:
    """Find files that stand beside their translation."""
    for path, text in files.items():
        other = files.get(path.replace(_SOURCE, _TARGET))
        if path.endswith(_SOURCE) and other is not None:
            yield cut(text).blocks, cut(other).blocks


# --- the proxy --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Judged:
    """How many were right."""

    all: int = 0
    right: int = 0
    sure: int = 0
    sure_right: int = 0

    def add(self, bead: Bead | None, *, right: bool) -> None:
        """Count one."""
        self.all += 1
        self.right += right
        if bead is not None and bead.confidence >= SURE:
            self.sure += 1
            self.sure_right += right

    def tallies(self, data: str, name: str) -> Iterator[Tally]:
        """Return what was counted."""
        if self.all:
            yield Tally(data, name, self.all, self.right)
        if self.sure:
            yield Tally(data, f"{name}, of those it is sure of", self.sure, self.sure_right)


def _proxy(name: str, pairs: Sequence[tuple[Blocks, Blocks]]) -> Iterator[Tally]:
    """Count the texts around an anchor that are aligned with each other without it."""
    some, none = _Judged(), _Judged()
    for source, target in pairs:
        gold = _gold(source, target)
        for fold in range(_FOLDS):
            withheld = list(gold)[fold::_FOLDS]
            if withheld:
                sources, targets = ({pair[side] for pair in withheld} for side in (0, 1))
                _judge(some, *_without(source, target, sources, targets), withheld)
        everywhere = _without(source, target, set(range(len(source))), set(range(len(target))))
        _judge(none, *everywhere, gold)
    data = f"alignment by what was withheld, {name}"
    yield from some.tallies(data, "a fifth of the links, images and code withheld")
    yield from none.tallies(data, "all links, images and code withheld")


def _gold(source: Blocks, target: Blocks) -> dict[tuple[int, int], str]:
    """Return the pairs of texts that alone have an anchor, with one such anchor."""
    found: list[dict[str, list[int]]] = []
    for side in (source, target):
        where: dict[str, list[int]] = {}
        for at, block in enumerate(side):
            for anchor in anchors(replace(block, around="")):
                if anchor[0] in "@`=" and len(anchor) > _SHORTEST:
                    where.setdefault(anchor, []).append(at)
        found.append(where)
    gold: dict[tuple[int, int], str] = {}
    for anchor, there in found[0].items():
        other = found[1].get(anchor, ())
        if len(there) == 1 and len(other) == 1:
            one, two = source[there[0]], target[other[0]]
            if one.unit is not None and (two.unit is not None or two.kind is Kind.CODE):
                gold.setdefault((there[0], other[0]), anchor)
    return gold


def _without(
    source: Blocks, target: Blocks, sources: set[int], targets: set[int]
) -> tuple[Blocks, Blocks]:
    return (
        tuple(_masked(block) if at in sources else block for at, block in enumerate(source)),
        tuple(_masked(block) if at in targets else block for at, block in enumerate(target)),
    )


def _masked(block: Block) -> Block:
    """Return a block of the same length without its links, images and code."""
    if block.kind is Kind.CODE:
        return replace(block, text="·" * len(block.text))
    parts: list[str] = []
    position = 0
    for piece in scan(block.text):
        if piece.kind in _PIECES:
            parts.append(block.text[position : piece.start])
            if piece.kind is PieceKind.CODE:
                parts.append("·" * (piece.end - piece.start))
            position = piece.end
    return replace(block, text="".join([*parts, block.text[position:]]), around="")


def _judge(
    judged: _Judged, source: Blocks, target: Blocks, gold: Iterable[tuple[int, int]]
) -> None:
    beads = {at: bead for bead in align(source, target).beads for at in bead.sources}
    for one, other in gold:
        bead = beads.get(one)
        judged.add(bead, right=bead is not None and other in bead.targets)


# --- one side edited --------------------------------------------------------------------------


def parallel(pairs: Iterable[tuple[Blocks, Blocks]]) -> list[tuple[Blocks, Blocks]]:
    """Choose the pairs that have the same kinds of blocks, and the same anchors, in the same order."""
    some = ([_body(side) for side in pair] for pair in pairs)
    return [
        (source, target)
        for source, target in some
        if [_shape(block) for block in source] == [_shape(block) for block in target]
        and all(one == other for one, other in (*_gold(source, target), *_equal(source, target)))
    ]


def _equal(source: Blocks, target: Blocks) -> Iterator[tuple[int, int]]:
    """Yield the places of texts that both sides have once, such as names in a table."""
    often = [Counter(block.text for block in side) for side in (source, target)]
    there = {block.text: at for at, block in enumerate(target)}
    for at, block in enumerate(source):
        if often[0][block.text] == often[1][block.text] == 1:
            yield at, there[block.text]


def _body(blocks: Blocks) -> Blocks:
    """Leave out the front matter, which goes by its keys and need not be the same."""
    return tuple(block for block in blocks if block.kind is not Kind.FRONT_MATTER)


def _shape(block: Block) -> tuple[object, ...]:
    return (block.kind, block.detail, block.depth)


def _edited(name: str, pairs: Sequence[tuple[Blocks, Blocks]]) -> Iterator[Tally]:
    """Count the texts whose bead is exactly theirs, whatever was done to one side."""
    known = parallel(pairs)
    if not known:
        return
    data = f"alignment after edits, {name}"
    yield Tally(data, "pairs with the same blocks", len(pairs), len(known))
    for edit in EDITS:
        judged, added = _Judged(), _Judged()
        for source, target, truth in cases(known, edit):
            check(align(source, target).beads, (source, target), truth, judged, added)
        yield from judged.tallies(data, edit)
        if added.all:
            yield Tally(data, f"{edit}, what has no partner", added.all, added.right)


def cases(
    known: Sequence[tuple[Blocks, Blocks]], edit: str
) -> Iterator[tuple[Blocks, Blocks, list[frozenset[int]]]]:
    """Edit one side of each pair, and say which blocks of the target each of the source has."""
    random = Random(f"{_SEED} {edit}")  # noqa: S311 - the same at every run
    others = [*known[1:], *known[:1]]
    for number, (pair, other) in enumerate(zip(known, others, strict=True)):
        side = number % 2
        mine = perturbed(pair[side], other[side] if len(known) > 1 else (), edit, random)
        whole = pair[1 - side]
        its = Side(whole, tuple(frozenset((at,)) for at in range(len(whole))))
        one, two = (mine, its) if side == 0 else (its, mine)
        truth = [
            frozenset(at for at, origins in enumerate(two.origins) if origins & mine_)
            for mine_ in one.origins
        ]
        yield one.blocks, two.blocks, truth


def check(
    beads: Sequence[Bead],
    sides: tuple[Blocks, Blocks],
    truth: Sequence[frozenset[int]],
    judged: _Judged,
    added: _Judged,
) -> None:
    """Count each block of the source that is a unit; which of two equal texts it gets is all one."""
    source, target = sides
    of = {at: bead for bead in beads for at in bead.sources}
    for at, targets in enumerate(truth):
        if source[at].unit is None:
            continue
        bead = of[at]
        right = _texts(target, bead.targets) == _texts(target, sorted(targets))
        (judged if targets else added).add(bead, right=right)


def _texts(blocks: Blocks, places: Iterable[int]) -> list[str]:
    return [blocks[at].text for at in places]


# --- time -------------------------------------------------------------------------------------


def _time(name: str, pairs: Sequence[tuple[Blocks, Blocks]], options: Options) -> Iterator[Row]:
    def task() -> int:
        return sum(len(align(source, target).beads) for source, target in pairs)

    blocks = sum(len(source) for source, _ in pairs)
    size = megabytes(block.text for pair in pairs for side in pair for block in side)
    for done, seconds in in_turn({"align": task}, options.rounds).items():
        note = (
            f"{seconds / len(pairs) * 1000:.1f} ms an article,"
            f" {seconds / blocks * _UNITS * 1000:.1f} ms for {_UNITS} blocks"
        )
        yield Row(
            _GROUP,
            f"{done}, {name}: {len(pairs):,} pairs, {blocks:,} blocks",
            seconds,
            size,
            note=note,
        )
