"""Taking in a catalog that came back: what somebody did elsewhere, put where it belongs now.

It is a merge of three states, made ready so that only work can come of it. A tool may have dropped
entries, remarks, fields or marks, and none of that is taken for a wish; and nothing is removed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.credits import credited, introduced
from essaytrans.catalog.notes import kept_notes
from essaytrans.follow.merge import Clash, Rule, merge
from essaytrans.follow.merge_entries import merge_entry, without_notes
from essaytrans.follow.moves import carried
from essaytrans.follow.update import update
from essaytrans.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Received", "Refusal", "corrects", "receive", "sift"]

_Key = tuple[str | None, str]

_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]",
)
"""Control characters other than tab and newline, separators of lines, halves of characters, and
what is none: a build refuses them all, and some cannot be written."""
_REPLACEMENT: Final = "\ufffd"
_DATE: Final = "PO-Revision-Date"
_PERSON: Final = "Last-Translator"
_REVISION: Final = (_DATE, _PERSON)
_THEIRS: Final = (*_REVISION, "Language-Team")
"""Fields that say who did the work, and when; all others are the project's."""
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that is not taken."""

    entry: Entry
    character: str
    """The first character that is the reason."""


@dataclass(frozen=True, slots=True)
class Received:
    """A catalog with what came back in it."""

    catalog: Catalog
    taken: tuple[Entry, ...]
    """Translations that came in, or whose state did, as they are now."""
    stale: tuple[Entry, ...]
    """Those of them whose text has left the article, or was edited since."""
    clashes: tuple[Clash, ...]
    """Where both sides have a translation of their own; the rule said whose stands."""
    outdated: tuple[Clash, ...]
    """Where theirs is uncertain, often because its text was edited since, and ours is confirmed,
    and different: ours stands."""
    superseded: tuple[Clash, ...]
    """Where ours was uncertain and theirs is confirmed, and nobody knows what was sent: theirs
    stands, and ours is a remark beside it."""


def sift(catalog: Catalog) -> tuple[Catalog, tuple[Refusal, ...]]:
    """Take out the entries with characters that no text may have, and replace those in remarks."""
    refused: list[Refusal] = []
    entries: list[Entry] = []
    for entry in catalog.entries:
        texts = (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", entry.msgstr)
        found = _UNFIT.search("\t".join((*texts, *entry.msgstr_plural)))
        if found is None:
            entries.append(_plain(entry))
        else:
            refused.append(Refusal(entry, found[0]))
    sifted = replace(
        catalog,
        header=tuple((name, _clean(value)) for name, value in catalog.header),
        entries=tuple(entries),
        header_comments=_cleaned(catalog.header_comments),
    )
    return sifted, tuple(refused)


def receive(
    base: Catalog | None,
    ours: Catalog,
    theirs: Catalog,
    template: Sequence[Entry],
    *,
    rule: Rule = Rule.OURS,
    emails: bool = False,
    last: Catalog | None = None,
) -> Received:
    """Take in a catalog.

    Args:
        base: the state that was sent, as it was then; None if it is not known.
        ours: the project's catalog, in step with its article.
        theirs: what came back, sifted.
        template: what the article has now.
        rule: whose translation stands where both sides have one of their own.
        emails: whether credits come in with addresses.
        last: what the same person sent before, of the same state, if this corrects it.
    """
    said = frozenset(entry.msgid for entry in theirs.entries if not entry.obsolete)
    whole = replace(theirs, entries=_completed(base, theirs))
    other = _by_key(update(whole, template, ours.header).catalog)
    before = {} if base is None else _by_key(update(base, template, base.header).catalog)
    mine = _by_key(ours)
    for side in (before, other):
        _follow_ours(side, mine)
    if last is not None:
        once = replace(last, entries=_completed(base, last))
        _renew(before, mine, other, update(once, template, last.header).catalog)
    _fill(before, mine, other)
    outdated, superseded = _settle(before, mine, other, said)
    dressed = _dressed(base, ours, theirs, emails=emails)
    merged = merge(
        Catalog(base.header if base else (), tuple(before.values()), ours.header_comments),
        ours,
        replace(dressed, entries=tuple(other.values())),
        rule=rule,
    )
    # once more, for the notes that show a person what changed in the source
    catalog = update(merged.catalog, template, merged.catalog.header).catalog
    if (merged.clashes or outdated) and catalog.entries == ours.entries:
        catalog = ours  # what was done was not taken, so nobody is to be named for it
    now = _by_key(catalog)
    taken = tuple(now.get(entry.key, entry) for entry in merged.taken)
    stale = tuple(e for e in taken if e.obsolete or (e.fuzzy and e.msgid not in said))
    return Received(catalog, taken, stale, merged.clashes, outdated, superseded)


def _by_key(catalog: Catalog) -> dict[_Key, Entry]:
    return {entry.key: entry for entry in catalog.entries}


# --- texts ------------------------------------------------------------------------------------


def _plain(entry: Entry) -> Entry:
    """Take away what the project says of an entry, and what only some tools write."""
    previous = _clean(entry.previous_msgid) if entry.fuzzy and entry.previous_msgid else None
    return replace(
        entry,
        previous_msgid=previous,
        previous_msgctxt=None,
        previous_msgid_plural=None,
        translator_comments=_cleaned(entry.translator_comments),
        extracted_comments=_cleaned(entry.extracted_comments),
        references=(),
        flags=(),
    )


def _cleaned(comments: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([_clean(comment) for comment in comments])


def _clean(text: str) -> str:
    return text if text.isprintable() else _UNFIT.sub(_REPLACEMENT, text)


# --- what is not there is no wish -------------------------------------------------------------


def _completed(base: Catalog | None, theirs: Catalog) -> tuple[Entry, ...]:
    """Put back what was sent and is not there any more, in its place, so that both are followed alike.

    A tool that knows no contexts has dropped them; a text that was sent once only is known again.
    """
    if base is None:
        return theirs.entries
    contexts: dict[str, list[Entry]] = {}
    for entry in base.entries:
        contexts.setdefault(entry.msgid, []).append(entry)
    sent = _by_key(base)
    found: dict[_Key, Entry] = {}
    others: list[Entry] = []
    for entry in theirs.entries:
        alike = contexts.get(entry.msgid, ())
        key = alike[0].key if entry.key not in sent and len(alike) == 1 else entry.key
        if key in sent and key not in found:
            found[key] = _of_sent(sent[key], entry)
        else:
            others.append(entry)
    return (*(found.get(entry.key, entry) for entry in base.entries), *others)


def _of_sent(sent: Entry, back: Entry) -> Entry:
    """Return an entry with what somebody did to it since it was sent, and nothing else."""
    entry = replace(sent, translator_comments=_joined(sent, back), line=back.line)
    if not back.msgstr or (back.msgstr, back.fuzzy) == (sent.msgstr, sent.fuzzy):
        return entry
    return replace(
        entry,
        # what a person has changed is no machine's any more, even if it is still to be reviewed
        extracted_comments=() if back.msgstr != sent.msgstr else sent.extracted_comments,
        msgstr=back.msgstr,
        fuzzy=back.fuzzy,
        # and if it is fuzzy, it is so by that person, and was confirmed for nothing
        previous_msgid=None,
        msgid_plural=back.msgid_plural,
        msgstr_plural=back.msgstr_plural,
    )


def _joined(one: Entry, other: Entry) -> tuple[str, ...]:
    """Return the remarks of one entry, and those that only the other has."""
    known = one.translator_comments
    return (*known, *(line for line in other.translator_comments if line not in known))


def _follow_ours(side: dict[_Key, Entry], mine: Mapping[_Key, Entry]) -> None:
    """Move what was left behind to where our catalog has moved it in several small steps."""
    for key, ours in mine.items():
        if not ours.fuzzy or ours.obsolete or ours.previous_msgid is None:
            continue
        old = (ours.msgctxt, ours.previous_msgid)
        left = side.get(old)
        if left is None or not left.obsolete or old in mine or key not in side:
            continue
        if not side[key].msgstr:
            moved = replace(carried(left, ours), obsolete=False)
            side[key] = replace(moved, translator_comments=_joined(moved, side[key]))
            del side[old]


def corrects(theirs: Catalog, last: Catalog) -> bool:
    """Tell whether a catalog comes from the same person as another, and is later."""
    said, before = dict(theirs.header), dict(last.header)
    person = said.get(_PERSON)
    is_later = _time(said.get(_DATE, "")) > _time(before.get(_DATE, ""))
    return bool(person) and person == before.get(_PERSON) and is_later


def _renew(
    before: dict[_Key, Entry],
    mine: Mapping[_Key, Entry],
    other: Mapping[_Key, Entry],
    last: Catalog,
) -> None:
    """Take for what was sent what came in last, where it still stands and was changed again."""
    for entry in last.entries:
        ours, known, theirs = (side.get(entry.key) for side in (mine, before, other))
        if ours is None or theirs is None or not theirs.msgstr or not _same(entry, ours):
            continue
        if known is None or not _same(known, theirs):
            # a remark on it is merged as ever
            remarks = (known or ours).translator_comments
            before[entry.key] = replace(ours, translator_comments=remarks)


def _fill(
    before: Mapping[_Key, Entry], mine: Mapping[_Key, Entry], other: dict[_Key, Entry]
) -> None:
    """Fill what is missing or empty in theirs with what was sent, or else with what we have."""
    for key, ours in mine.items():
        known, theirs = before.get(key, ours), other.get(key)
        if theirs is None:
            other[key] = known
        elif not theirs.msgstr and known.msgstr:
            other[key] = replace(known, translator_comments=_joined(known, theirs))
        else:
            other[key] = replace(
                theirs,
                translator_comments=_joined(known, theirs),
                # another text than the one that was suggested is a person's
                extracted_comments=(
                    theirs if theirs.msgstr == known.msgstr else without_notes(theirs)
                ).extracted_comments,
                flags=ours.flags,
                references=ours.references if not theirs.obsolete else (),
            )


def _settle(
    before: dict[_Key, Entry],
    mine: Mapping[_Key, Entry],
    other: dict[_Key, Entry],
    said: Collection[str],
) -> tuple[tuple[Clash, ...], tuple[Clash, ...]]:
    """Decide where one side is confirmed and the other is not, as if one of them were the base.

    Args:
        before: what was sent; it gets what decides.
        mine: ours.
        other: theirs; where ours gives way, it gets a remark with the text of ours.
        said: the texts that the file itself has; what is uncertain under another became so only by
            following its text.

    Returns:
        The uncertain ones of theirs that give way, and those of ours, as far as a person wrote
        them; each with the one that stands.
    """
    outdated: list[Clash] = []
    superseded: list[Clash] = []
    for key, theirs in list(other.items()):
        ours, known = mine.get(key), before.get(key)
        if ours is None or not (ours.msgstr and theirs.msgstr):
            continue
        differ = ours.msgstr != theirs.msgstr
        if theirs.fuzzy and not ours.fuzzy:
            if _is_heard(known, ours, theirs, said):
                continue
            if differ:
                outdated.append(Clash(ours, theirs))
            # a remark on it comes in all the same
            remarks = (known or ours).translator_comments
            before[key] = replace(theirs, translator_comments=remarks)
        elif differ and known is None and ours.fuzzy and not theirs.fuzzy:
            before[key] = ours
            if not kept_notes(ours):
                superseded.append(Clash(ours, theirs))
                other[key] = _beside(theirs, ours)
    return tuple(outdated), tuple(superseded)


def _is_heard(known: Entry | None, ours: Entry, theirs: Entry, said: Collection[str]) -> bool:
    """Whether an uncertain one may take the place of a confirmed one, as the merge decides.

    It may if a person made it uncertain, for this very text, and nobody has touched ours since.
    """
    if known is not None and _same(known, theirs):
        return True
    if theirs.msgid not in said:
        return False
    return ours.msgstr == theirs.msgstr or (known is not None and _same(known, ours))


def _beside(standing: Entry, other: Entry) -> Entry:
    """Add the text of an entry to the remarks of another, as a merge of branches does."""
    one = replace(standing, fuzzy=False, extracted_comments=())
    another = replace(other, fuzzy=False, extracted_comments=(), translator_comments=())
    marked = merge_entry(None, one, another, Rule.MARK).entry
    return replace(standing, translator_comments=marked.translator_comments)


def _same(one: Entry, other: Entry) -> bool:
    return (one.msgstr, one.fuzzy, one.previous_msgid) == (
        other.msgstr,
        other.fuzzy,
        other.previous_msgid,
    )


# --- headers ----------------------------------------------------------------------------------


def _dressed(base: Catalog | None, ours: Catalog, theirs: Catalog, *, emails: bool) -> Catalog:
    """Give theirs our header, but for who did the work and when, and all credits of either side.

    Dates never go back: of work that is older than ours only the credit comes in.
    """
    said = dict(theirs.header)
    sent = dict(base.header if base else ())
    fields = {name: said.get(name) or sent.get(name, "") for name in _THEIRS}
    lines = base.header_comments if base else ()
    comments = introduced(
        ours.header_comments,
        [line for line in theirs.header_comments if line not in lines],
        emails=emails,
    )
    mine = dict(ours.header)
    if _time(fields[_DATE]) < _time(mine.get(_DATE, "")):
        if any(fields[name] != sent.get(name) for name in _REVISION):
            named = Catalog(theirs.header, header_comments=comments)
            comments = credited(named, emails=emails).header_comments
        fields.update({name: mine.get(name, "") for name in _REVISION})
    header = tuple((name, fields.get(name, value)) for name, value in ours.header)
    return replace(ours, header=header, header_comments=comments)


def _time(date: str) -> datetime:
    """Read a date of gettext's form; one that is none, or is missing, was before all others."""
    try:
        return datetime.strptime(date.strip(), "%Y-%m-%d %H:%M%z")
    except ValueError:
        return _NEVER
