"""What an aligned translation gives to a catalog: a text for each unit that it has one for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import normalizeReference

from essaytrans.align.confidence import SURE
from essaytrans.i18n import msg
from essaytrans.language.han import count_han, join_lines
from essaytrans.markdown.guard import rebuild
from essaytrans.markdown.inline import UNFIT, PieceKind, scan
from essaytrans.model import Codec, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from essaytrans.align.beads import Alignment, Bead
    from essaytrans.align.blocks import Cut
    from essaytrans.model import Document, Message, SegmentRules

__all__ = ["Proposal", "State", "propose", "vetted"]

_SEVERAL_LINES: Final = frozenset(
    (
        *(Codec.MARKDOWN, Codec.CODE, Codec.YAML_LITERAL, Codec.YAML_FOLDED),
        *(Codec.TOML_BASIC_LINES, Codec.TOML_LITERAL_LINES),
    )
)
"""Codecs whose texts may have line feeds."""
_MARKDOWN: Final = frozenset((Codec.MARKDOWN, Codec.MARKDOWN_LINE, Codec.TABLE_CELL))
"""Codecs whose texts may have links."""

# Translators: a reason behind “to be reviewed: ”; “it” is a translation that was found.
_UNSURE: Final = msg("it is not certain that it belongs to this text")
# Translators: as above.
_PART: Final = msg("its paragraphs are divided in another way than those of the article")
# Translators: as above.
_MOVED: Final = msg("it stands in another place than in the article")
# Translators: as above; “written” of a script: there are more Chinese characters than others in it.
_CHINESE: Final = msg("most of it is in Chinese characters")
# Translators: as above; footnotes have labels: [^1].
_LABELS: Final = msg("its footnotes have other labels than those of the article")
# Translators: as above.
_OTHER: Final = msg("the same text has another translation elsewhere")
# Translators: as above.
_CONTROL: Final = msg("it has a control character")
# Translators: as above.
_NO_CODE: Final = msg("one of the two is code and the other is not")


class State(StrEnum):
    """What becomes of a text that was found for a unit."""

    SURE = "sure"
    """It is the unit's translation."""
    FUZZY = "fuzzy"
    """A person should look at it."""
    SAME = "same"
    """It is the unit's own text, which nobody has translated."""
    OTHER = "other"
    """Another translation of the same text is taken; a catalog has one."""
    REFUSED = "refused"
    """No catalog can have it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text for a unit."""

    unit: int
    """Which of the document's units, counted from 0."""
    text: str
    """In the form of catalogs; never empty."""
    state: State
    confidence: float
    """That of the bead, 0 to 1."""
    targets: tuple[int, ...]
    """The blocks of the translation that it comes from."""
    reason: Message | None = None
    """Why it is not taken, or to be reviewed; None where it is sure, or the same."""


def propose(
    source: Cut,
    target: Cut,
    alignment: Alignment,
    *,
    sentences: Callable[[str], Sequence[str]],
    writes_han: bool = False,
    rules: SegmentRules | None = None,
) -> tuple[Proposal, ...]:
    """Make texts for catalogs of the beads of an alignment.

    What is one paragraph in the article and several in the translation gets these as one; what is
    one in the translation only is cut where its sentences allow it, and both halves get the whole
    where they do not. Neither is ever sure. A link by a label that the article lacks, or has for
    another target, gets its target in the text.

    Args:
        source: the article, cut by the project's rules.
        target: the translation, cut by the same.
        alignment: of their blocks.
        sentences: cuts a text into its sentences; the pieces together are the text.
        writes_han: whether the language of the translation is written in Han characters.
        rules: those that the article was cut by.

    Returns:
        At most one for each unit, in their order.
    """
    found = [
        proposal
        for bead in alignment.beads
        if bead.sources and bead.targets
        for proposal in _of_bead(bead, source, target, sentences)
    ]
    return vetted(found, source.document, writes_han=writes_han, rules=rules)


def vetted(
    proposals: Iterable[Proposal],
    document: Document,
    *,
    writes_han: bool = False,
    rules: SegmentRules | None = None,
) -> tuple[Proposal, ...]:
    """Look at texts beside the units that they are for, at one another, and in the built article.

    Args:
        proposals: at most one for each unit.
        document: the article.
        writes_han: whether the language of the translation is written in Han characters.
        rules: those that the article was cut by.

    Returns:
        The same, in the order of the units, with the state that each deserves.
    """
    found = [_judged(proposal, document, writes_han=writes_han) for proposal in proposals]
    found.sort(key=lambda proposal: proposal.unit)
    agreed = sorted(_agreed(found, document), key=lambda proposal: proposal.unit)
    return tuple(_guarded(agreed, document, rules))


# --- from blocks to texts ---------------------------------------------------------------------


def _of_bead(
    bead: Bead, source: Cut, target: Cut, sentences: Callable[[str], Sequence[str]]
) -> Iterator[Proposal]:
    units = [source.blocks[at].unit for at in bead.sources]
    if all(unit is None for unit in units):
        return
    texts = _texts(bead, source, target, sentences)
    for at, unit, found in zip(bead.sources, units, texts, strict=True):
        if unit is None:
            continue
        several = source.document.units[unit].codec in _SEVERAL_LINES
        text = found if several else join_lines([line.strip() for line in found.split("\n")])
        if text := text.strip():
            state, reason = _first_state(bead, source, target, at)
            yield Proposal(unit, text, state, bead.confidence, bead.targets, reason)


def _texts(
    bead: Bead, source: Cut, target: Cut, sentences: Callable[[str], Sequence[str]]
) -> list[str]:
    """Return a text for each block of the source that a bead has."""
    texts = [
        _with_own_links(target.blocks[at].text, source.links, target.links)
        if target.blocks[at].kind is not Kind.CODE
        else target.blocks[at].text
        for at in bead.targets
    ]
    if len(bead.sources) == len(texts):
        return texts
    whole = join_lines(texts)
    if len(bead.sources) == 1:
        return [whole]
    own = [len(sentences(source.blocks[at].text)) for at in bead.sources]
    parts = sentences(whole)
    if sum(own) != len(parts):
        return [whole] * len(own)
    cut: list[str] = []
    begin = 0
    for number in own:
        cut.append("".join(parts[begin : begin + number]))
        begin += number
    return cut


def _with_own_links(text: str, known: Mapping[str, str], links: Mapping[str, str]) -> str:
    """Put the targets of links into a text whose labels the article does not define so."""
    if not links or "][" not in text:
        return text
    parts: list[str] = []
    position = 0
    for piece in scan(text):
        if piece.kind is PieceKind.LABEL:
            label = normalizeReference(text[piece.start + 1 : piece.end - 1])
            if label in links and _target(known.get(label, "")) != _target(links[label]):
                parts += [text[position : piece.start], links[label]]
                position = piece.end
    return "".join([*parts, text[position:]])


def _target(link: str) -> str:
    """Return where a link leads, without its title, which is translated on its own."""
    return link.partition(' "')[0].removesuffix(")")


def _first_state(bead: Bead, source: Cut, target: Cut, at: int) -> tuple[State, Message | None]:
    code = source.blocks[at].kind is Kind.CODE
    if any((target.blocks[other].kind is Kind.CODE) is not code for other in bead.targets):
        return State.FUZZY, _NO_CODE
    if bead.moved:
        return State.FUZZY, _MOVED
    if len(bead.sources) > 1 or len(bead.targets) > 1:
        return State.FUZZY, _PART
    if bead.confidence < SURE:
        return State.FUZZY, _UNSURE
    return State.SURE, None


# --- what a text may be -----------------------------------------------------------------------


def _judged(proposal: Proposal, document: Document, *, writes_han: bool) -> Proposal:
    """Look at a text beside the unit that it is for."""
    unit, text = document.units[proposal.unit], proposal.text
    if UNFIT.search(text):
        return replace(proposal, state=State.REFUSED, reason=_CONTROL)
    ideographs = 0 if writes_han else count_han(text)
    if text == unit.msgid and ideographs:
        return replace(proposal, state=State.SAME, reason=None)
    if proposal.state is not State.SURE or unit.kind is Kind.CODE:
        return proposal
    if 2 * ideographs > sum(character.isalpha() for character in text):
        return replace(proposal, state=State.FUZZY, reason=_CHINESE)
    if unit.codec in _MARKDOWN and _footnotes(text) != _footnotes(unit.msgid):
        return replace(proposal, state=State.FUZZY, reason=_LABELS)
    return proposal


def _footnotes(text: str) -> Counter[str]:
    if "[^" not in text:
        return Counter()
    return Counter(
        text[piece.start : piece.end] for piece in scan(text) if piece.kind is PieceKind.FOOTNOTE
    )


def _agreed(proposals: Sequence[Proposal], document: Document) -> Iterator[Proposal]:
    """Choose one translation for all units of one text, as catalogs have no more.

    It is the one that most of them have, and of several the first; sure ones outvote others.
    """
    groups: dict[tuple[str | None, str], list[Proposal]] = {}
    for proposal in proposals:
        unit = document.units[proposal.unit]
        groups.setdefault((unit.msgctxt, unit.msgid), []).append(proposal)
    for group in groups.values():
        usable = [one for one in group if one.state in (State.SURE, State.FUZZY)]
        sure = [one for one in usable if one.state is State.SURE]
        votes = Counter(one.text for one in sure or usable)  # which keeps their order
        best = max(votes, key=votes.__getitem__, default="")
        for one in group:
            if one.state not in (State.SURE, State.FUZZY):
                yield one
            elif one.text != best:
                yield replace(one, state=State.OTHER, reason=_OTHER)
            else:
                yield replace(one, state=State.SURE, reason=None) if sure else one


def _guarded(
    proposals: Sequence[Proposal], document: Document, rules: SegmentRules | None
) -> Iterator[Proposal]:
    """Have a person look at what a build would refuse."""
    texts: list[str | None] = [None] * len(document.units)
    for proposal in proposals:
        if proposal.state in (State.SURE, State.FUZZY):
            texts[proposal.unit] = proposal.text
    refusals = rebuild(document, texts, rules).refusals
    reasons = {refusal.index: refusal.reason for refusal in refusals}
    for proposal in proposals:
        reason = reasons.get(proposal.unit)
        if reason is not None and texts[proposal.unit] is not None:
            yield replace(proposal, state=State.FUZZY, reason=reason)
        else:
            yield proposal
