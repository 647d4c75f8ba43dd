"""Catalogs that other programs made of an article: which of their entries is which of its units.

po4a wraps lines anew and leaves the marks of quotations and tables in place; mdpo joins lines at hard
breaks; translate-toolkit puts `{1}` for what is in a link's parentheses, for tags and addresses, and
drops those at either end of a paragraph; mdbook-i18n-helpers writes the marks of Markdown anew, and cuts
code into its comments and its texts. So units are found by what is left of a text without all that.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.follow.match import match
from essaytrans.follow.pieces import Piece, Shape, blocks, fitted, shape
from essaytrans.follow.sentences import cut_like, sentences
from essaytrans.follow.similar import likeness
from essaytrans.i18n import msg
from essaytrans.language.han import join_lines
from essaytrans.model import Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Sequence

    from essaytrans.follow.align import Bead
    from essaytrans.model import Document, Message, SegmentRules

__all__ = ["Find", "find_units"]

_PARTS: Final = 12
"""Of how many entries a unit is put together at most, or an entry of how many units."""
_MOST: Final = 1_000_000
"""Pairs of texts up to which edited ones are looked for, which takes some 3 s: with more, hardly anything
of the catalog is of this article."""
_PREFIX: Final = 2
"""Characters by which the first of several is looked for."""
_LEVELS: Final = ("exact", "hollow")
_BARE: Final = "bare"
"""Of the shape of a text."""

# Translators: a reason behind “to be reviewed: ”; “it” is a translation that was found.
_FUZZY: Final = msg("it is fuzzy in the catalog that it comes from")
# Translators: as above; marks such as those of emphasis.
_MARKUP: Final = msg("its text had other marks than this one")
# Translators: as above.
_EDITED: Final = msg("its text was another one")
# Translators: as above.
_CUT: Final = msg("it was translated as one with its neighbours")
# Translators: as above.
_CODE: Final = msg("it was put together of the translations of its comments and texts")


@dataclass(frozen=True, slots=True)
class Find:
    """A text for a unit."""

    unit: int
    """Which of the document's units, counted from 0."""
    text: str
    """In the form of our catalogs; never empty."""
    entries: tuple[int, ...]
    """The entries that it comes from, counted from 0."""
    confidence: float = 1.0
    """How much their texts are that of the unit, 0 to 1."""
    reason: Message | None = None
    """Why a person should look at it; None where there is nothing to be seen."""


def find_units(
    entries: Sequence[Entry],
    document: Document,
    rules: SegmentRules | None = None,
    *,
    near: Container[int] | None = None,
) -> tuple[Find, ...]:
    """Find the translations of an article's units in the entries of another program's catalog.

    First come texts that are the same but for white space and what programs do to marks; then blocks
    inside of entries, entries that are a unit together, and units that are an entry together; then
    texts that were edited, as `update` would follow them. These are to be reviewed, and so is what
    was fuzzy.

    Args:
        entries: those of the catalog, as they stand there.
        document: the article.
        rules: those that it was segmented by.
        near: the entries that may be of texts that were edited, counted from 0: those of this
            article; all if not given.

    Returns:
        At most one for each unit, in their order.
    """
    search = _Search(entries, document, rules, range(len(entries)) if near is None else near)
    same = (search.identical, search.whole, search.inside, search.joined, search.cut)
    for step in (*same, search.bare, search.code, search.edited):
        for found in step():
            search.found.setdefault(found.unit, found)
    return tuple(search.found[unit] for unit in sorted(search.found))


class _Search:
    """What is known while units are looked for."""

    def __init__(
        self,
        entries: Sequence[Entry],
        document: Document,
        rules: SegmentRules | None,
        near: Container[int],
    ) -> None:
        self._near = near
        self._entries, self._units, self._rules = entries, document.units, rules
        self._shapes = [shape(unit.msgid) for unit in document.units]
        self._by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, known in enumerate(self._shapes):
            for level, key in known.levels:
                self._by_key[level, key].append(at)
        self.found: dict[int, Find] = {}
        live = sorted(range(len(entries)), key=lambda at: entries[at].obsolete)  # a stable order
        self._pieces = [
            Piece(entries[at].msgid, entries[at].msgstr, at)
            for at in live
            if entries[at].msgstr and entries[at].msgid_plural is None
        ]
        self._plain = {piece.msgid.strip(): piece.msgstr.strip() for piece in self._pieces}
        self._used: set[int] = set()

    # --- the same text ------------------------------------------------------------------------

    def identical(self) -> Iterator[Find]:
        """Yield what entries are to the letter: `a b` may stand beside `ab`."""
        pieces = {piece.msgid.strip(): piece for piece in reversed(self._pieces)}
        for at, unit in enumerate(self._units):
            piece = pieces.get(unit.msgid)
            if piece is not None and (text := fitted(piece, unit, self._plain)):
                yield self._find(at, text, (piece.entry,))

    def whole(self) -> Iterator[Find]:
        """Yield what entries as a whole are."""
        for piece in self._pieces:
            yield from self._of_piece(piece)

    def inside(self) -> Iterator[Find]:
        """Yield what blocks of entries are."""
        for piece in self._left():
            for part in blocks(piece, self._rules):
                yield from self._of_piece(part)

    def bare(self) -> Iterator[Find]:
        """Yield what entries are whose marks are others."""
        for piece in self._left():
            yield from self._of_piece(piece, (*_LEVELS, _BARE))

    def _of_piece(self, piece: Piece, levels: Collection[str] = _LEVELS) -> Iterator[Find]:
        for level, key in shape(piece.msgid).levels:
            if level not in levels:
                continue
            units = self._by_key.get((level, key), ())
            texts = [(at, fitted(piece, self._units[at], self._plain)) for at in units]
            if found := [(at, text) for at, text in texts if text]:
                self._used.add(piece.entry)
                reason = _MARKUP if level == _BARE else None
                for at, text in found:
                    yield self._find(at, text, (piece.entry,), reason)
                return

    def _find(
        self,
        unit: int,
        text: str,
        entries: tuple[int, ...],
        reason: Message | None = None,
        confidence: float = 1.0,
    ) -> Find:
        if reason is None and any(self._entries[at].fuzzy for at in entries):
            reason = _FUZZY
        return Find(unit, text, entries, confidence, reason)

    def _left(self) -> list[Piece]:
        return [piece for piece in self._pieces if piece.entry not in self._used]

    # --- several ------------------------------------------------------------------------------

    def joined(self) -> Iterator[Find]:
        """Yield units that several entries are, one after the other."""
        rows = _Rows([shape(piece.msgid) for piece in self._pieces])
        for at, known in enumerate(self._shapes):
            if at not in self.found:
                for begin, end in rows.that_are(known):
                    run = self._pieces[begin:end]
                    yield self._find(at, _together(run), tuple(piece.entry for piece in run))
                    self._used.update(piece.entry for piece in run)
                    break

    def cut(self) -> Iterator[Find]:
        """Yield units that are an entry together: each its own sentences, or all of them."""
        rows = _Rows(self._shapes)
        for piece in self._left():
            for begin, end in rows.that_are(shape(piece.msgid)):
                numbers = range(begin, end)
                own = [len(sentences(self._units[at].msgid)) for at in numbers]
                whole = join_lines([line.strip() for line in piece.msgstr.split("\n")])
                parts = sentences(whole)
                certain = sum(own) == len(parts)
                taken = 0
                for at, number in zip(numbers, own, strict=True):
                    text = "".join(parts[taken : taken + number]) if certain else whole
                    taken += number
                    if text.strip():
                        reason = None if certain else _CUT
                        yield self._find(at, text.strip(), (piece.entry,), reason)
                self._used.add(piece.entry)
                break

    def code(self) -> Iterator[Find]:
        """Yield code whose comments and texts have entries of their own."""
        left = sorted(self._left(), key=lambda piece: -len(piece.msgid))
        for at, unit in enumerate(self._units):
            if unit.kind is not Kind.CODE or at in self.found:
                continue
            text, entries = _replaced(unit.msgid, left)
            if entries:
                self._used.update(entries)
                yield self._find(at, text, entries, _CODE)

    # --- texts that were edited ---------------------------------------------------------------

    def edited(self) -> Iterator[Find]:
        """Yield what was made for a text that is like one of the article."""
        left = sum(at in self._near for at in {piece.entry for piece in self._left()})
        if (len(self._units) - len(self.found)) * left > _MOST:
            return
        news = {unit.msgid: at for at, unit in reversed([*enumerate(self._units)])}
        template = [Entry(msgid) for msgid in sorted(news, key=news.__getitem__)]
        places = sorted(news.values())
        old: dict[str, Entry] = {}
        sources: list[int] = []
        taken = {entry: find.unit for find in self.found.values() for entry in find.entries}
        for at, entry in enumerate(self._entries):
            unit = taken.get(at)
            text = self._units[unit].msgid if unit is not None else _one_line(entry.msgid)
            usable = entry.msgstr and not entry.obsolete and (unit is not None or at in self._near)
            if usable and text and text not in old:
                old[text] = Entry(text, _one_line(entry.msgstr), fuzzy=entry.fuzzy)
                sources.append(at)
        olds = list(old.values())
        for bead in match(template, olds).beads:
            yield from self._of_bead(bead, [places[at] for at in bead.news], olds, sources)

    def _of_bead(
        self, bead: Bead, units: Sequence[int], olds: Sequence[Entry], sources: Sequence[int]
    ) -> Iterator[Find]:
        said = join_lines([olds[at].msgid for at in bead.olds])
        text = join_lines([olds[at].msgstr for at in bead.olds])
        entries = tuple(sources[at] for at in bead.olds)
        msgids = [self._units[at].msgid for at in units]
        texts: Sequence[str] = [text] * len(units)
        if len(units) == 2:  # noqa: PLR2004 - halves
            texts = cut_like(said, msgids[0], text) or texts
        alike = likeness(said, join_lines(msgids))
        for at, own in zip(units, texts, strict=True):
            if own:
                self._used.update(entries)
                yield Find(at, own, entries, alike, _EDITED)


class _Rows:
    """Texts in their order, of which several in a row may be one text."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._keys = [each.exact for each in shapes]
        self._begins: dict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(self._keys):
            self._begins[key[:_PREFIX]].append(at)

    def that_are(self, whole: Shape) -> Iterator[tuple[int, int]]:
        """Yield where several texts in a row are this one: the first, and behind the last."""
        for begin in self._begins.get(whole.exact[:_PREFIX], ()):
            length = 0
            for end in range(begin, min(begin + _PARTS, len(self._keys))):
                if not whole.exact.startswith(self._keys[end], length):
                    break
                length += len(self._keys[end])
                if length == len(whole.exact):
                    if end > begin:
                        yield begin, end + 1
                    break


def _together(run: Sequence[Piece]) -> str:
    """Join translations, with a line feed where the source has a hard break."""
    lines: list[list[str]] = [[]]
    for piece in run:
        broken = _ends_in_break(piece.msgid)
        text = piece.msgstr.rstrip()
        lines[-1].append(_one_line(text.removesuffix("\\") if broken else text))
        if broken:
            lines.append([])
    return "\n".join(join_lines(line) for line in lines if line)


def _ends_in_break(text: str) -> bool:
    stripped = text.rstrip()
    tail = text[len(stripped) :]
    return "\n" in tail and (tail.startswith("  ") or stripped.endswith("\\"))


def _one_line(text: str) -> str:
    return join_lines([line.strip() for line in text.strip().split("\n")])


def _replaced(text: str, pieces: Sequence[Piece]) -> tuple[str, tuple[int, ...]]:
    """Put the translations of parts into a text, each part once looked for in what is left."""
    parts: list[tuple[str, bool]] = [(text, False)]
    entries: list[int] = []
    for piece in pieces:
        said = piece.msgid.strip()
        if not said or said not in text:
            continue
        new: list[tuple[str, bool]] = []
        for part, done in parts:
            before, found, after = (part, "", "") if done else part.partition(said)
            new += (
                [(before, done), (piece.msgstr.strip(), True), (after, False)]
                if found
                else [(part, done)]
            )
            if found and piece.entry not in entries:
                entries.append(piece.entry)
        parts = new
    return "".join(part for part, _ in parts), tuple(entries)
