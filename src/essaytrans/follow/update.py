"""Keeping a catalog true to its article, without ever losing a translation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from essaytrans.catalog.machine import machine_notes
from essaytrans.follow.match import match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Catalog, Entry

__all__ = ["Update", "update"]


@dataclass(frozen=True, slots=True)
class Update:
    """A catalog after its article was extracted, and what happened to it."""

    catalog: Catalog
    added: int = 0
    """Entries that the catalog did not have."""
    obsoleted: int = 0
    """Translations whose text left the article; they are kept."""
    restored: int = 0
    """Obsolete translations whose text came back."""


def update(
    catalog: Catalog, template: Sequence[Entry], header: tuple[tuple[str, str], ...]
) -> Update:
    """Bring a catalog in step with the template of its article.

    Every translation whose msgid still stands is kept as it is; one whose msgid left becomes
    obsolete; one that returns comes back as it went, fuzzy if it was.

    Args:
        catalog: what is there; an empty one for a new article.
        template: what the article has now.
        header: the fields that the catalog shall have.
    """
    old = catalog.entries
    pairs = match(template, old)
    entries: list[Entry] = []
    restored = 0
    for position, new in enumerate(template):
        index = pairs.get(position)
        if index is None:
            entries.append(new)
            continue
        known = old[index]
        restored += known.obsolete
        entries.append(_carry(known, new))
    taken = set(pairs.values())
    left = [entry for index, entry in enumerate(old) if index not in taken]
    kept = [entry for entry in left if entry.obsolete]
    gone = [_retire(entry) for entry in left if not entry.obsolete and entry.holds_work]
    return Update(
        catalog=replace(catalog, header=header, entries=(*entries, *kept, *gone)),
        added=len(template) - len(pairs),
        obsoleted=len(gone),
        restored=restored,
    )


def _carry(known: Entry, new: Entry) -> Entry:
    """Give a template's entry the translation, the remarks and the state of a known one.

    Extracted comments are the article's, but for the one that says a machine wrote the translation:
    it stands as long as nobody has confirmed that.
    """
    said = new.extracted_comments
    kept = tuple(note for note in machine_notes(known) if note not in said)
    return replace(
        known,
        msgctxt=new.msgctxt,
        obsolete=False,
        extracted_comments=said + kept,
        references=new.references,
    )


def _retire(entry: Entry) -> Entry:
    # a machine's text may come back, and is then still a machine's
    return replace(entry, obsolete=True, extracted_comments=machine_notes(entry), references=())
