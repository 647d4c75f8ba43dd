"""Keeping a catalog true to its article, without ever losing a translation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from essaytrans.catalog.notes import finding_notes, kept_notes
from essaytrans.follow.match import match
from essaytrans.language.han import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.follow.align import Bead
    from essaytrans.model import Catalog, Entry

__all__ = ["Update", "carry", "update"]


@dataclass(frozen=True, slots=True)
class Update:
    """A catalog after its article was extracted, and what happened to it."""

    catalog: Catalog
    news: tuple[int, ...] = ()
    """Where in the catalog the entries stand that it did not have."""
    followed: int = 0
    """Translations whose text was edited, cut or joined; fuzzy now, unless the edit means nothing."""
    obsoleted: int = 0
    """Translations whose text left the article; they are kept."""
    restored: int = 0
    """Obsolete translations whose text came back."""

    @property
    def added(self) -> int:
        """How many entries the catalog did not have."""
        return len(self.news)


def update(
    catalog: Catalog, template: Sequence[Entry], header: tuple[tuple[str, str], ...]
) -> Update:
    """Bring a catalog in step with the template of its article.

    A translation whose text still stands is kept as it is, and one whose text comes back, as it
    went. One whose text was edited goes with it, fuzzy, with the source that it was last confirmed
    for; so do the parts of one whose text was cut in two, and two that were joined, and there the
    old ones stay too, obsolete. One whose text left becomes obsolete.

    Args:
        catalog: what is there; an empty one for a new article.
        template: what the article has now.
        header: the fields that the catalog shall have.
    """
    old = catalog.entries
    found = match(template, old)
    entries: dict[int, Entry] = {
        position: carry(old[index], template[position]) for position, index in found.same.items()
    }
    restored = sum(old[index].obsolete for index in found.same.values())
    taken = set(found.same.values())
    followed = 0
    for bead in found.beads:
        carried = _follow(bead, template, old)
        entries.update(carried)
        followed += any(entry.msgstr for entry in carried.values())
        if len(bead.news) == len(bead.olds):
            taken.update(bead.olds)  # a joined or cut text stays behind, obsolete
    standing = [entries.get(position, new) for position, new in enumerate(template)]
    left = [entry for index, entry in enumerate(old) if index not in taken]
    kept = [entry for entry in left if entry.obsolete]
    gone = [entry for entry in left if not entry.obsolete and entry.holds_work]
    if gone:
        whole = {entry.key: entry.msgstr for entry in standing}
        gone = [_retire(entry) for entry in gone if not _is_part(entry, whole)]
    return Update(
        catalog=replace(catalog, header=header, entries=(*standing, *kept, *gone)),
        news=tuple(at for at in range(len(template)) if at not in entries),
        followed=followed,
        obsoleted=len(gone),
        restored=restored,
    )


def _is_part(entry: Entry, whole: dict[tuple[str | None, str], str]) -> bool:
    """Whether an entry is what was cut off a translation that stands whole again."""
    text = whole.get((entry.msgctxt, entry.previous_msgid or ""))
    return (
        entry.fuzzy
        and bool(text)
        and not entry.translator_comments
        and entry.msgstr in (text or "")
    )


def carry(known: Entry, new: Entry) -> Entry:
    """Give a template's entry the translation, the remarks and the state of a known one.

    Extracted comments are the article's, but for those that say what a person who reviews the
    translation wants to know: that a machine wrote it, what changed in its source. They stand as
    long as nobody has confirmed it. What checks have found stands until they look again. One that is fuzzy only because its source had changed is
    confirmed when that change is taken back; one that somebody changed meanwhile stays fuzzy.
    """
    said = new.extracted_comments
    fuzzy, confirmed = known.fuzzy, known.previous_msgid
    if fuzzy and known.msgstr:
        if confirmed == new.msgid and not known.obsolete:
            fuzzy, confirmed = not _is_untouched(known), None
        if fuzzy:
            said = _with_news(known, new, confirmed)
    if known.msgid == new.msgid and (found := finding_notes(known)):
        said = (*said, *found)
    return replace(
        known,
        msgid=new.msgid,
        msgctxt=new.msgctxt,
        fuzzy=fuzzy,
        obsolete=False,
        previous_msgid=confirmed,
        extracted_comments=said,
        references=new.references,
    )


def _is_untouched(known: Entry) -> bool:
    from essaytrans.follow.difference import is_untouched  # noqa: PLC0415 - edits are few

    return is_untouched(known)


def _with_news(known: Entry, new: Entry, confirmed: str | None) -> tuple[str, ...]:
    """Return an entry's comments, and what a person who reviews its translation wants to know."""
    said = new.extracted_comments
    if confirmed:
        from essaytrans.follow.difference import difference, stamped  # noqa: PLC0415 - as above

        said = (*said, difference(confirmed, new.msgid, stamped(known)))
    return (*said, *(note for note in kept_notes(known) if note not in said))


def _follow(bead: Bead, template: Sequence[Entry], old: Sequence[Entry]) -> dict[int, Entry]:
    """Give edited texts the translations of what they were."""
    if len(bead.olds) > 1:
        known = _joined([old[index] for index in bead.olds])
        return {bead.news[0]: _edited(known, template[bead.news[0]])}
    known = old[bead.olds[0]]
    if len(bead.news) == 1:
        return {bead.news[0]: _edited(known, template[bead.news[0]])}
    from essaytrans.follow.sentences import cut_like  # noqa: PLC0415 - as above

    first, second = bead.news
    halves = cut_like(known.msgid, template[first].msgid, known.msgstr)
    texts = halves or (known.msgstr, known.msgstr)
    rest = replace(known, msgstr=texts[1], translator_comments=())
    return {
        first: _edited(replace(known, msgstr=texts[0]), template[first], whole=False),
        second: _edited(rest, template[second], whole=False),
    }


def _joined(entries: Sequence[Entry]) -> Entry:
    """Make of two entries the one that their joined text would have."""
    first = entries[0]
    return replace(
        first,
        msgid="\n".join([entry.msgid for entry in entries]),  # which shows what was joined
        msgstr=join_lines([entry.msgstr for entry in entries if entry.msgstr] or [""]),
        fuzzy=any(entry.fuzzy for entry in entries),
        previous_msgid=None,
        translator_comments=tuple(
            remark for entry in entries for remark in entry.translator_comments
        ),
        extracted_comments=tuple(note for entry in entries for note in kept_notes(entry)),
    )


def _edited(known: Entry, new: Entry, *, whole: bool = True) -> Entry:
    """Give an edited text the translation of what it was.

    Args:
        known: the entry that it was.
        new: the entry that it is.
        whole: whether the translation is that of the whole text; a part of it is never confirmed
            again, not even for that text.
    """
    if not known.msgstr:
        return replace(new, translator_comments=known.translator_comments)
    from essaytrans.follow.difference import difference, stamp, stamped  # noqa: PLC0415 - as above
    from essaytrans.follow.similar import cosmetic  # noqa: PLC0415

    if cosmetic(known.msgid, new.msgid):
        return carry(known, new)
    if known.fuzzy:
        # what a person made fuzzy was confirmed for nothing, and must not be taken for confirmed
        confirmed, digits = known.previous_msgid, stamped(known)
    else:
        confirmed, digits = known.msgid, stamp(known.msgstr)
    # the notes of one that a person has confirmed say nothing any more, even if they still stand
    notes = [*kept_notes(known)]
    if confirmed and whole:
        notes.append(difference(confirmed, new.msgid, digits))
    return carry(
        replace(known, fuzzy=True, previous_msgid=confirmed, extracted_comments=tuple(notes)),
        new,
    )


def _retire(entry: Entry) -> Entry:
    # a machine's text may come back, and is then still a machine's
    return replace(entry, obsolete=True, extracted_comments=kept_notes(entry), references=())
