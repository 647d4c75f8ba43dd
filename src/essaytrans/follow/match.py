"""Which old entries a new one takes its translation from: position first, similarity second.

Equal texts are paired first, wherever they stand. Those that kept their order divide both sequences
into gaps, and what is left in a gap is aligned there: a text with its edited self, with its two
halves, or with the two that were joined. What is left after that may have moved as well as changed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.follow.align import Bead
    from essaytrans.model import Entry

__all__ = ["Matches", "match"]

_MOVED: Final = 0.60
"""How alike a text must be to one elsewhere in the article to be taken for it, edited and moved; the
thresholds here and in `align` are measured on the histories of four documentation projects."""
_SHORTEST_MOVED: Final = 10
"""How many characters it must have for that: 绿色 is not 红色, and 安装 is said in many places."""
_MOST: Final = 1_000_000
"""How many pairs of texts are compared for that: what bounds an article that is all new."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Positions in a template and what they correspond to in a catalog."""

    same: dict[int, int]
    """To positions of old entries with the same text."""
    beads: tuple[Bead, ...]
    """Edited texts, halves and joined ones. No position is in two beads, or in `same` too."""


def match(template: Sequence[Entry], old: Sequence[Entry]) -> Matches:
    """Pair entries of a template with entries of a catalog.

    Args:
        template: what the catalog shall have, in order.
        old: what it has, in order, obsolete ones too.
    """
    same = _same(template, old)
    taken = set(same.values())
    news = [at for at in range(len(template)) if at not in same]
    olds = [at for at, entry in enumerate(old) if at not in taken and not entry.obsolete]
    if not news or not olds:
        return Matches(same, ())
    from essaytrans.follow.align import Bead, align  # noqa: PLC0415 - edits are few

    beads = [
        Bead(tuple(gap_news[at] for at in bead.news), tuple(gap_olds[at] for at in bead.olds))
        for gap_news, gap_olds in _gaps(same, old, news, olds)
        for bead in align([template[at] for at in gap_news], [old[at] for at in gap_olds])
    ]
    new_left = _left(news, [bead.news for bead in beads])
    old_left = _left(olds, [bead.olds for bead in beads])
    if not new_left and not old_left:
        return Matches(same, tuple(beads))
    # a text that hardly resembles its neighbour may have its twin elsewhere
    weak = [bead for bead in beads if _is_weak(bead, template, old)]
    new_left += [at for bead in weak for at in bead.news]
    old_left += [at for bead in weak for at in bead.olds]
    moved = _moved(template, old, sorted(new_left), sorted(old_left))
    gone = {at for bead in moved for at in bead.news}
    taken = {at for bead in moved for at in bead.olds}
    kept = [
        bead
        for bead in beads
        if bead not in weak or not (gone.intersection(bead.news) or taken.intersection(bead.olds))
    ]
    return Matches(same, (*kept, *moved))


def _is_weak(bead: Bead, template: Sequence[Entry], old: Sequence[Entry]) -> bool:
    """Whether two texts were paired by where they stand, more than by how alike they are."""
    from essaytrans.follow.similar import likeness, masked  # noqa: PLC0415 - as above

    if len(bead.news) != len(bead.olds):
        return False
    one, other = masked(template[bead.news[0]].msgid), masked(old[bead.olds[0]].msgid)
    return likeness(one, other, _MOVED) < _MOVED


def _left(positions: Sequence[int], used: Sequence[tuple[int, ...]]) -> list[int]:
    gone = {at for some in used for at in some}
    return [at for at in positions if at not in gone]


def _same(template: Sequence[Entry], old: Sequence[Entry]) -> dict[int, int]:
    """Pair equal texts.

    First by context and text, then by text alone (a changed context changes no meaning that a
    translator saw), then by the text that a fuzzy translation was confirmed for; entries in use
    before obsolete ones, translated before others.
    """
    order = sorted(range(len(old)), key=lambda index: (old[index].obsolete, not old[index].msgstr))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for kind in range(3):
        if len(pairs) == len(template):
            break
        known: dict[object, list[int]] = {}
        for index in order:
            if index not in taken:
                key = _key(old[index], kind)
                if key is not None:
                    known.setdefault(key, []).append(index)
        if not known:
            continue
        for position, entry in enumerate(template):
            if position in pairs:
                continue
            candidates = known.get(entry.msgid if kind == 1 else entry.key)
            if candidates:
                pairs[position] = candidates.pop(0)
                taken.add(pairs[position])
    return pairs


def _key(entry: Entry, kind: int) -> object:
    if kind == 0:
        return entry.key
    if kind == 1:
        return entry.msgid
    if entry.fuzzy and entry.previous_msgid and not entry.obsolete:
        return (entry.msgctxt, entry.previous_msgid)
    return None


def _gaps(
    same: dict[int, int], old: Sequence[Entry], news: Sequence[int], olds: Sequence[int]
) -> list[tuple[list[int], list[int]]]:
    """Divide what is left by the equal texts that kept their order."""
    anchors = _in_order(
        [(new, known) for new, known in sorted(same.items()) if not old[known].obsolete]
    )
    gaps: list[tuple[list[int], list[int]]] = [([], []) for _ in range(len(anchors) + 1)]
    starts = [new for new, _ in anchors]
    for at in news:
        gaps[bisect_left(starts, at)][0].append(at)
    starts = [known for _, known in anchors]
    for at in olds:
        gaps[bisect_left(starts, at)][1].append(at)
    return [gap for gap in gaps if gap[0] and gap[1]]


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs in which both positions rise (patience sorting)."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for number, (_, known) in enumerate(pairs):
        at = bisect_left(ends, known)
        before.append(places[at - 1] if at else -1)
        if at == len(ends):
            ends.append(known)
            places.append(number)
        else:
            ends[at] = known
            places[at] = number
    found: list[tuple[int, int]] = []
    number = places[-1] if places else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _moved(
    template: Sequence[Entry], old: Sequence[Entry], news: Sequence[int], olds: Sequence[int]
) -> list[Bead]:
    """Pair what is edited and moved, the most alike first."""
    from essaytrans.follow.align import Bead  # noqa: PLC0415 - as above
    from essaytrans.follow.similar import likeness, masked  # noqa: PLC0415

    if len(news) * len(olds) > _MOST:
        return []
    texts = [(at, masked(old[at].msgid)) for at in olds]
    texts = [(at, text) for at, text in texts if len(text) >= _SHORTEST_MOVED]
    found: list[tuple[float, int, int]] = []
    for new in news:
        text = masked(template[new].msgid)
        if len(text) < _SHORTEST_MOVED:
            continue
        for known, other in texts:
            if template[new].msgctxt == old[known].msgctxt:
                alike = likeness(text, other, _MOVED)
                if alike >= _MOVED:
                    found.append((-alike, new, known))
    beads: list[Bead] = []
    used: set[int] = set()
    taken: set[int] = set()
    for _, new, known in sorted(found):
        if new not in used and known not in taken:
            beads.append(Bead((new,), (known,)))
            used.add(new)
            taken.add(known)
    return beads
