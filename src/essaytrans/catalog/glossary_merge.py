"""Terms from elsewhere, taken into a glossary: what is missing comes in, what differs is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from essaytrans.language.scripts import script_of
from essaytrans.language.tags import split_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from essaytrans.catalog.glossary import Term

__all__ = ["Difference", "Merged", "merge_terms", "unfit"]

_UNFIT: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, separators of lines, what turns text around, halves of characters."""
_WHITE: Final = str.maketrans("\t\n\r", "   ")
"""What a note may have: a spreadsheet's cell has lines."""
_LONGEST: Final = 1000
"""Characters of a term or a translation: twenty times those of a long one."""
_LONGEST_NOTE: Final = 4000
_MOST_WORDS: Final = 20
"""Translations of a term in one language."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A translation that is another than that of the glossary."""

    own: Term
    """The glossary's row, as it stays."""
    incoming: Term
    language: str
    words: tuple[str, ...]
    """What the other has in the language."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A glossary with terms from elsewhere in it."""

    terms: tuple[Term, ...]
    """Those of the glossary in their places, and new ones behind them."""
    added: int
    """New rows."""
    filled: int
    """Empty cells that were filled: translations, parts of speech, notes."""
    replaced: int
    """Translations that were put before those of the glossary."""
    already: int
    """Translations that were there already."""
    useless: int
    """Terms that have translations, but none in the languages wanted."""
    differing: tuple[Difference, ...]
    """Translations that were not taken."""


def unfit(term: Term) -> str | None:
    """Return the character for which a term is not taken; an empty text if it is too long.

    None is returned for a term that may be taken.
    """
    several = [words for _, words in term.translations]
    words = [term.term, term.part_of_speech, *(word for each in several for word in each)]
    if found := _UNFIT.search("|".join((*words, term.note.translate(_WHITE)))):
        return found[0]
    long = any(len(word) > _LONGEST for word in words) or len(term.note) > _LONGEST_NOTE
    return "" if long or any(len(each) > _MOST_WORDS for each in several) else None


def merge_terms(
    own: Sequence[Term],
    incoming: Iterable[Term],
    languages: Sequence[str],
    *,
    prefer_incoming: bool = False,
) -> Merged:
    """Merge terms into those of a glossary.

    A term is that of a row if it is written alike, but for capitals, and has the same part of
    speech, or one of the two has none.

    Args:
        own: the terms of the glossary.
        incoming: others.
        languages: the tags of the columns that there are, or may be. A language of the same script
            will do for one that does not come itself (`en-US` for `en`).
        prefer_incoming: whether a translation that differs is put before the glossary's.
    """
    merging = _Merging(list(own), tuple(languages), prefer_incoming)
    for number, term in enumerate(merging.terms):
        merging.rows.setdefault(term.term.casefold(), []).append(number)
    for term in incoming:
        merging.take(term)
    return Merged(
        tuple(merging.terms),
        merging.added,
        merging.filled,
        merging.replaced,
        merging.already,
        merging.useless,
        tuple(merging.differing),
    )


@dataclass(slots=True)
class _Merging:
    """A merge while it goes on."""

    terms: list[Term]
    languages: tuple[str, ...]
    prefer_incoming: bool
    rows: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of a term's rows, by the term in small letters."""
    added: int = 0
    filled: int = 0
    replaced: int = 0
    already: int = 0
    useless: int = 0
    differing: list[Difference] = field(default_factory=list)

    def take(self, term: Term) -> None:
        words = self._words(term)
        if term.translations and not words:
            self.useless += 1
            return
        number = self._row(term)
        if number is None:
            self.rows.setdefault(term.term.casefold(), []).append(len(self.terms))
            self.terms.append(replace(term, translations=tuple(words.items()), line=None))
            self.added += 1
        else:
            self.terms[number] = self._united(self.terms[number], term, words)

    def _words(self, term: Term) -> dict[str, tuple[str, ...]]:
        """Return the translations of a term by the languages wanted."""
        known = dict(term.translations)
        free = [tag for tag in known if tag not in self.languages]
        nearest = ((tag, tag if tag in known else _near(tag, free)) for tag in self.languages)
        return {tag: known[near] for tag, near in nearest if near is not None}

    def _row(self, term: Term) -> int | None:
        numbers = self.rows.get(term.term.casefold(), [])
        speech = term.part_of_speech.casefold()
        for number in numbers:
            if self.terms[number].part_of_speech.casefold() == speech:
                return number
        return next((n for n in numbers if not (speech and self.terms[n].part_of_speech)), None)

    def _united(self, own: Term, term: Term, words: dict[str, tuple[str, ...]]) -> Term:
        known = dict(own.translations)
        for language, several in words.items():
            have = known.get(language, ())
            other = _without(several, have)
            if not have:
                known[language] = several
                self.filled += 1
            elif not other:
                self.already += 1
            elif self.prefer_incoming:
                known[language] = (*several, *_without(have, several))
                self.replaced += 1
            else:
                self.differing.append(Difference(own, term, language, several))
        note, speech = own.note or term.note, own.part_of_speech or term.part_of_speech
        self.filled += (note != own.note) + (speech != own.part_of_speech)
        return replace(own, translations=tuple(known.items()), note=note, part_of_speech=speech)


def _without(words: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return the words that are not among others, in whatever capitals."""
    known = {other.casefold() for other in others}
    return tuple(word for word in words if word.casefold() not in known)


def _near(wanted: str, languages: Sequence[str]) -> str | None:
    """Return the language that does for another: the same without its country, or with one."""
    tag = split_tag(wanted)
    near: str | None = None
    for language in languages:
        other = split_tag(language)
        alike = (other.language, other.private) == (tag.language, tag.private)
        if alike and script_of(other) == script_of(tag):
            if not other.region and not other.variants:
                return language
            near = near or language
    return near
