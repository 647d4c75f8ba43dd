"""What a file that exists offers to an article: a translation of it, or another program's catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.align import SURE, Proposal, State, align, cut, propose, vetted
from essaytrans.catalog import parse
from essaytrans.catalog.header import field
from essaytrans.follow.sentences import sentences
from essaytrans.i18n import msg
from essaytrans.language.headers import same_language
from essaytrans.model import Diagnostic, EssaytransError, Kind, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from essaytrans.align import Block, Cut
    from essaytrans.model import Document, Entry, SegmentRules

__all__ = ["Offered", "Passage", "Strand", "of_catalog", "of_markdown"]

_FEWEST: Final = 5
"""Texts of an article from which on it is said whether a file is a translation of it at all …"""
_LEAST: Final = 0.4
"""… and the share of them that belongs to something for certain at least, in translations. The files of
a documentation that all have one outline were taken for translations of one another: of 120 pairs seven
had more than that; of its 40 true pairs none had less than 0.75."""
_LEAST_FOUND: Final = 0.1
"""… and the share that is found word for word, in catalogs."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of one side."""

    line: int
    """Where it begins in its file, from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Strand:
    """What belongs together; one side is empty where nothing was found."""

    units: tuple[int, ...]
    """Which of the document's units are in it, counted from 0."""
    source: tuple[Passage, ...]
    target: tuple[Passage, ...]
    confidence: float
    """0 to 1."""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """What was found in a file."""

    document: Document
    proposals: tuple[Proposal, ...]
    """At most one for each unit of the document."""
    lines: dict[int, int]
    """Where the text of a unit begins in the file, by the number of the unit."""
    strands: tuple[Strand, ...]
    """All texts of both sides, in the order of the article."""
    trusted: bool = True
    """Whether the file is one of this article at all, as far as one can tell."""


def of_markdown(
    text: str,
    path: str,
    translation: str,
    shown: str,
    *,
    writes_han: bool,
    rules: SegmentRules,
) -> Offered:
    """Align a translation with its article.

    Args:
        text: the article.
        path: what reports call it.
        translation: the file that may translate it.
        shown: what reports call that.
        writes_han: whether it is in a language that is written in Han characters.
        rules: what the configuration says about units.
    """
    source, target = cut(text, path, rules), cut(translation, shown, rules)
    alignment = align(source.blocks, target.blocks)
    proposals = propose(
        source, target, alignment, sentences=sentences, writes_han=writes_han, rules=rules
    )
    lines = {each.unit: target.blocks[each.targets[0]].line for each in proposals}
    strands = [
        Strand(
            tuple(unit for at in bead.sources if (unit := source.blocks[at].unit) is not None),
            tuple(_passages(source, bead.sources)),
            tuple(_passages(target, bead.targets)),
            bead.confidence,
            bead.moved,
        )
        for bead in alignment.beads
        if _has_text(source, bead.sources) or (not bead.sources and _has_text(target, bead.targets))
    ]
    units = source.document.units  # keys of front matter are the same in all articles
    wanted = [
        strand
        for strand in strands
        if any(units[at].kind is not Kind.FRONT_MATTER for at in strand.units)
    ]
    sure = sum(bool(one.target) and one.confidence >= SURE for one in wanted)
    trusted = len(wanted) < _FEWEST or sure >= _LEAST * len(wanted)
    return Offered(source.document, proposals, lines, tuple(strands), trusted)


def _has_text(side: Cut, blocks: Iterable[int]) -> bool:
    return any(side.blocks[at].unit is not None for at in blocks)


def _passages(side: Cut, blocks: Iterable[int]) -> Iterator[Passage]:
    for at in blocks:
        block: Block = side.blocks[at]
        yield Passage(block.line, block.text)


def of_catalog(
    document: Document,
    catalog: str,
    shown: str,
    *,
    language: str,
    writes_han: bool,
    rules: SegmentRules,
) -> Offered:
    """Find the texts of an article in another program's catalog.

    Args:
        document: the article.
        catalog: the PO file.
        shown: what reports call it.
        language: the tag of the language that it is taken for.
        writes_han: whether that is written in Han characters.
        rules: those that the article was cut by.

    Raises:
        EssaytransError: it is no PO file, or `wrong-language`.
    """
    from essaytrans.follow.foreign import find_units  # noqa: PLC0415 - few adopt catalogs

    parsed = parse(catalog, path=shown)
    said = field(parsed, "Language")
    if said and not same_language(said, language):
        raise EssaytransError(_wrong_language(shown, said, language))
    entries = parsed.entries
    near = _near(entries, document.path)
    finds = find_units(entries, document, rules, near=near)
    proposals = vetted(
        (
            Proposal(
                find.unit,
                find.text,
                State.SURE if find.reason is None else State.FUZZY,
                find.confidence,
                find.entries,
                find.reason,
            )
            for find in finds
        ),
        document,
        writes_han=writes_han,
        rules=rules,
    )
    lines = {find.unit: _line(entries[find.entries[0]]) for find in finds}
    strands = tuple(_strands(document, entries, proposals, near))
    exact = {find.unit for find in finds if find.confidence == 1}
    few = len(document.units) >= _FEWEST and len(exact) < _LEAST_FOUND * len(document.units)
    return Offered(document, proposals, lines, strands, not few)


def _wrong_language(shown: str, said: str, language: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "wrong-language",
        msg(
            "the header of this catalog says “{said}”, not “{language}”",
            said=said,
            language=language,
        ),
        # Translators: “it” is a catalog (PO file) that was to be taken for one of another language.
        msg("name its language with --language, or mend its Language field"),
        Position(shown),
    )


def _near(entries: Sequence[Entry], path: str) -> frozenset[int]:
    """Return the entries that are of this article: those that refer to a file of its name.

    Where none does, the article was called something else, and any entry may be of it.
    """
    name = path.rpartition("/")[2]
    named = frozenset(
        at
        for at, entry in enumerate(entries)
        if any(
            reference.rpartition("/")[2].partition(":")[0] == name for reference in entry.references
        )
    )
    return named or frozenset(range(len(entries)))


def _strands(
    document: Document,
    entries: Sequence[Entry],
    proposals: Sequence[Proposal],
    near: frozenset[int],
) -> Iterator[Strand]:
    """Yield what each unit has found, and then the translations that no unit has."""
    found = {proposal.unit: proposal for proposal in proposals}
    for at, unit in enumerate(document.units):
        source = (Passage(unit.line, unit.msgid),)
        proposal = found.get(at)
        places = proposal.targets if proposal else ()
        target = tuple(Passage(_line(entries[place]), entries[place].msgstr) for place in places)
        yield Strand((at,), source, target, proposal.confidence if proposal else 1.0)
    used = {place for proposal in proposals for place in proposal.targets}
    # titles of links, parts of code: what stands in a text that is translated
    known = "\n".join(document.units[unit].msgid for unit in found)
    for place, entry in enumerate(entries):
        wanted = place in near and place not in used and not entry.obsolete
        if wanted and entry.msgstr and entry.msgid.strip() not in known:
            yield Strand((), (), (Passage(_line(entry), entry.msgstr),), 1.0)


def _line(entry: Entry) -> int:
    return entry.line or 1
