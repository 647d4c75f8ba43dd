"""The glossary's words for a text, as notes that its translator sees: `◆ 茶叶 → tea leaves`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from essaytrans.markdown.inline import scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.catalog.glossary import Glossary, Term
    from essaytrans.model import Entry

__all__ = ["terms_of", "with_terms"]

_SIGIL: Final = "◆ "
"""What tells a reader, of any language, that this is a word of the glossary."""
_MOST: Final = 12
"""Terms that are noted of one text: as many as one looks at beside it."""


def terms_of(glossary: Glossary, text: str) -> list[Term]:
    """Return the terms of inline Markdown, none inside code, addresses or markup."""
    parts: list[str] = []
    end = 0
    for piece in scan(text):
        parts += (text[end : piece.start], " " * (piece.end - piece.start))
        end = piece.end
    return glossary.find("".join((*parts, text[end:])))


def with_terms(template: Sequence[Entry], glossary: Glossary, language: str) -> tuple[Entry, ...]:
    """Note in a template what the glossary has for its texts in a language.

    Args:
        template: the entries of an article.
        glossary: the project's.
        language: the tag of the catalog's language.
    """
    return tuple(_noted(entry, glossary, language) for entry in template)


def _noted(entry: Entry, glossary: Glossary, language: str) -> Entry:
    if not glossary.places(entry.msgid):
        return entry
    notes: dict[str, None] = {}
    for term in terms_of(glossary, entry.msgid):
        translations = term.translations_into(language)
        if translations:
            notes[_note(term, translations)] = None
    known = entry.extracted_comments
    new = tuple(note for note in [*notes][:_MOST] if note not in known)
    return replace(entry, extracted_comments=(*known, *new)) if new else entry


def _note(term: Term, translations: Sequence[str]) -> str:
    """Write a note in one line, whatever stands in the glossary."""
    more = "; ".join(part for part in (term.part_of_speech, term.note) if part)
    words = f"{term.term} → {' | '.join(translations)}" + (f" ({more})" if more else "")
    return _SIGIL + " ".join(words.split())
