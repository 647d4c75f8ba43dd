"""Filling the entries of a catalog that have no translation, by an engine; nothing else is touched.

What an engine answers is a stranger's text. It is accepted only if all that was masked is in it, if
it brings no markup of its own, and if the article can be built with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.notes import machine_note
from essaytrans.i18n import msg, render
from essaytrans.markdown.guard import rebuild
from essaytrans.model import Kind
from essaytrans.pretranslate.mask import (
    Masked,
    RejectedError,
    mask,
    mask_code,
    same_markup,
    unmask,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.model import Catalog, Document, Entry, Message, SegmentRules, Unit
    from essaytrans.pretranslate.engine import Engine, Term

__all__ = ["Filled", "Offer", "Rejection", "fill", "offer"]

_BATCH_SEGMENTS: Final = 50
"""How many texts an engine gets at once, at most."""
_BATCH_CHARACTERS: Final = 4000
"""And how many characters, unless one text has more: about what a language model answers in one
go without losing count."""

_Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class _Segment:
    key: _Key
    """The entry's."""
    masked: Masked
    code: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What of a catalog an engine would be given."""

    segments: tuple[_Segment, ...] = ()
    left: int = 0
    """Entries without a translation that it is not given: without words, or code."""

    @property
    def characters(self) -> int:
        """How many characters the texts have, as they would be sent."""
        return sum(len(segment.masked.text) for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Rejection:
    """An answer that was not accepted."""

    msgid: str
    """What it was for."""
    reason: Message
    """Why, as the end of a sentence: `… is not used: {reason}`."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A catalog after an engine was asked."""

    catalog: Catalog
    """The same catalog if nothing was accepted."""
    filled: int = 0
    """Entries that have a fuzzy translation now."""
    rejected: tuple[Rejection, ...] = ()
    """In the order of the catalog."""
    left: int = 0
    """Entries that the engine was not given; see `Offer.left`."""
    unanswered: int = 0
    """Texts that the engine had nothing for, or was not asked for after it had failed."""
    failure: Exception | None = None
    """What it raised; batches before that count."""


def offer(document: Document, catalog: Catalog, engine: Engine) -> Offer:
    """Find what an engine would be given.

    Args:
        document: the article.
        catalog: its catalog, in step with it.
        engine: who it is for.
    """
    kinds: dict[_Key, Kind] = {}
    for unit in document.units:
        kinds.setdefault(_key(unit), unit.kind)
    segments: list[_Segment] = []
    left = 0
    for entry in catalog.entries:
        if not _is_empty(entry) or entry.key not in kinds:
            continue
        code = kinds[entry.key] is Kind.CODE
        masked = mask_code(entry.msgid) if code else mask(entry.msgid)
        # listings stay here, and away from whoever would translate their keywords (Engine.code)
        if not masked.has_words or (code and (engine.remote or not engine.code)):
            left += 1
        else:
            segments.append(_Segment(entry.key, masked, code))
    return Offer(tuple(segments), left)


def fill(
    document: Document,
    catalog: Catalog,
    engine: Engine,
    *,
    rules: SegmentRules,
    notes_language: str,
    terms: Sequence[Term] = (),
) -> Filled:
    """Ask an engine for what has no translation; what is accepted is fuzzy and names the engine.

    Args:
        document: the article.
        catalog: its catalog, in step with it.
        engine: who is asked; whether it may be is the caller's business.
        rules: those that the document was segmented by.
        notes_language: the language of the remark on each entry.
        terms: words to be translated in one way.
    """
    whole = offer(document, catalog, engine)
    offered = whole.segments
    answers, failure = _ask(engine, offered, terms)
    accepted: dict[_Key, str] = {}
    rejected: dict[_Key, Message] = {}
    for segment in offered:
        answer = answers.get(segment.key)
        if answer is None:
            continue
        try:
            accepted[segment.key] = _accept(segment, answer)
        except RejectedError as error:
            rejected[segment.key] = error.reason
    if accepted:
        texts = [accepted.get(_key(unit)) for unit in document.units]
        for refusal in rebuild(document, texts, rules).refusals:
            key = _key(document.units[refusal.index])
            accepted.pop(key, None)
            rejected[key] = refusal.reason
    note = machine_note(
        render(
            # Translators: a comment in catalogs above a text that was translated by a machine.
            msg("machine pre-translation: {engine}, to be reviewed", engine=engine.name),
            language=notes_language,
        )
    )
    return Filled(
        _with(catalog, accepted, note) if accepted else catalog,
        filled=len(accepted),
        rejected=tuple(
            Rejection(segment.key[1], rejected[segment.key])
            for segment in offered
            if segment.key in rejected
        ),
        left=whole.left,
        unanswered=len(offered) - len(accepted) - len(rejected),
        failure=failure,
    )


def _key(unit: Unit) -> _Key:
    return (unit.msgctxt, unit.msgid)


def _is_empty(entry: Entry) -> bool:
    return not (entry.obsolete or entry.msgstr or entry.msgid_plural or any(entry.msgstr_plural))


def _ask(
    engine: Engine, segments: Sequence[_Segment], terms: Sequence[Term]
) -> tuple[dict[_Key, str], Exception | None]:
    """Collect answers batch by batch, up to the first failure."""
    found: dict[_Key, str] = {}
    for batch in _batches(segments):
        texts = [segment.masked.text for segment in batch]
        used = [term for term in terms if any(term.source in text for text in texts)]
        try:
            # a plug-in may not keep to its types
            answers: list[object] = list(engine.translate(texts, used))
        except Exception as error:  # noqa: BLE001 - nor is it known what it raises
            return found, error
        if len(answers) != len(texts):
            return found, ValueError(f"{len(answers)} answers to {len(texts)} texts")
        found.update(
            (segment.key, answer)
            for segment, answer in zip(batch, answers, strict=True)
            if isinstance(answer, str)
        )
    return found, None


def _batches(segments: Sequence[_Segment]) -> Iterator[list[_Segment]]:
    batch: list[_Segment] = []
    room = _BATCH_CHARACTERS
    for segment in segments:
        length = len(segment.masked.text)
        if batch and (length > room or len(batch) == _BATCH_SEGMENTS):
            yield batch
            batch, room = [], _BATCH_CHARACTERS
        batch.append(segment)
        room -= length
    if batch:
        yield batch


def _accept(segment: _Segment, answer: str) -> str:
    """Make a msgstr of an answer.

    Raises:
        RejectedError: it cannot be one, whatever the article says.
    """
    text = unmask(segment.masked, answer).strip()
    if not segment.code and not same_markup(segment.key[1], text):
        # Translators: a reason behind “machine translation is not used: ”; “it” is what the machine
        # answered. “That” is the source.
        raise RejectedError(msg("it has markup that its source lacks, or lacks what that has"))
    return text


def _with(catalog: Catalog, texts: dict[_Key, str], note: str) -> Catalog:
    return replace(
        catalog,
        entries=tuple(
            replace(
                entry,
                msgstr=texts[entry.key],
                fuzzy=True,
                extracted_comments=(*entry.extracted_comments, note),
            )
            if not entry.obsolete and entry.key in texts
            else entry
            for entry in catalog.entries
        ),
    )
