"""Articles change on branches too: where a side's texts have gone since the common base."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from essaytrans.catalog.notes import kept_notes
from essaytrans.follow.merge_entries import without_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from essaytrans.model import Catalog, Entry

__all__ = ["carried", "moves"]

_Key = tuple[str | None, str]


def moves(base: Catalog, side: Catalog) -> dict[_Key, _Key]:
    """Find the texts that were edited: the key that each had in the base, and has now.

    A fuzzy translation says itself for which text it was made. Where somebody has translated the
    edited text since, the texts are compared, as `extract` did when it followed them.

    Args:
        base: what the side comes from.
        side: a catalog that was brought in step with a later state of the article.
    """
    known = {entry.key for entry in base.entries}
    here = {entry.key for entry in side.entries}
    removed = {e.key: e for e in base.entries if not e.obsolete and e.key not in here}
    added = {e.key: e for e in side.entries if not e.obsolete and e.key not in known}
    found: dict[_Key, _Key] = {}
    # the texts are compared only once the entries have said what they know
    links = chain(_told(removed, added), _compared(base.entries, side.entries, removed, added))
    for old, new in links:
        if old in removed and new in added:
            found[old] = new
            del removed[old], added[new]
    return found


def carried(known: Entry, to: Entry) -> Entry:
    """Give an edited text the translation of what it was, as `extract` does.

    One that is fuzzy only because its text had changed is confirmed when that change is taken
    back; one that a person wrote since, and left fuzzy, is not.

    Args:
        known: the entry of the former text.
        to: the entry of the edited one; only its key counts.
    """
    from essaytrans.follow.difference import is_untouched  # noqa: PLC0415 - edits are few
    from essaytrans.follow.similar import cosmetic  # noqa: PLC0415 - as above

    fuzzy, confirmed = known.fuzzy, known.previous_msgid
    if not (known.msgstr or any(known.msgstr_plural)):
        fuzzy, confirmed = False, None
    elif not cosmetic(known.msgid, to.msgid):
        # what a person made fuzzy was confirmed for nothing
        fuzzy, confirmed = True, confirmed if fuzzy else known.msgid
    if fuzzy and confirmed == to.msgid:
        fuzzy, confirmed = not is_untouched(known), None
    comments = without_notes(known).extracted_comments
    return replace(
        known,
        msgid=to.msgid,
        msgctxt=to.msgctxt,
        fuzzy=fuzzy,
        previous_msgid=confirmed,
        extracted_comments=(*comments, *kept_notes(known)) if fuzzy else comments,
    )


def _told(
    removed: Mapping[_Key, Entry], added: Mapping[_Key, Entry]
) -> Iterator[tuple[_Key, _Key]]:
    """Yield what the entries themselves say: `#| msgid` is a text of the base, or had been there."""
    sources: dict[_Key, _Key] = {}
    for entry in removed.values():
        sources[entry.key] = entry.key
        if entry.fuzzy and entry.previous_msgid is not None:
            sources.setdefault((entry.msgctxt, entry.previous_msgid), entry.key)
    for entry in list(added.values()):
        if entry.fuzzy and entry.previous_msgid is not None:
            source = sources.get((entry.msgctxt, entry.previous_msgid))
            if source is not None:
                yield source, entry.key


def _compared(
    base: Sequence[Entry],
    side: Sequence[Entry],
    removed: Mapping[_Key, Entry],
    added: Mapping[_Key, Entry],
) -> Iterator[tuple[_Key, _Key]]:
    """Yield what the texts themselves say."""
    if not (removed and added):
        return
    from essaytrans.follow.match import match  # noqa: PLC0415 - as above

    now = [entry for entry in side if not entry.obsolete]
    found = match(now, base)
    for position, index in found.same.items():
        yield base[index].key, now[position].key
    for bead in found.beads:
        if len(bead.news) == len(bead.olds) == 1:
            yield base[bead.olds[0]].key, now[bead.news[0]].key
