"""Merging catalogs three ways, entry by entry, without ever losing a translation.

git merges lines, and two people who saved one catalog by two tools changed the same lines although
they translated different texts. Here an entry is one thing, known by its context and text; and an
entry whose text was edited on one side meets the work that the other side did on its former text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from essaytrans.catalog.notes import kept_notes
from essaytrans.follow.merge_entries import (
    MergedEntry,
    Rule,
    clash_between,
    merge_entry,
    state,
)
from essaytrans.follow.merge_header import merge_header
from essaytrans.follow.merge_lines import woven
from essaytrans.follow.moves import carried, moves
from essaytrans.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Clash", "Merged", "Rule", "merge"]

_Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A translation that both sides changed, each in its own way."""

    ours: Entry
    """As it was before the merge, under the key that it has in the result."""
    theirs: Entry


@dataclass(frozen=True, slots=True)
class Merged:
    """Two catalogs made one."""

    catalog: Catalog
    """The result, with the path of ours."""
    taken: tuple[Entry, ...]
    """Entries as they are now whose translation, or its state, came from theirs."""
    clashes: tuple[Clash, ...]


def merge(
    base: Catalog | None, ours: Catalog, theirs: Catalog, *, rule: Rule = Rule.MARK
) -> Merged:
    """Merge two catalogs of one article and language.

    What one side changed is taken from it. What a person wrote is in the result, as translation
    or, where both wrote, as `rule` says. An entry that one side removed is gone only if it held no
    work or was obsolete, or if its text was edited there and the translation went with it.

    Args:
        base: what both come from; None if that is not known.
        ours: the one side, whose order the result has.
        theirs: the other side.
        rule: what to do where both sides changed a translation in different ways.
    """
    sides = _Sides.of(base, ours, theirs)
    entries: list[Entry] = []
    taken: list[Entry] = []
    clashes: list[Clash] = []
    for key in woven(list(sides.ours), list(sides.theirs)):
        mine, other = sides.ours.get(key), sides.theirs.get(key)
        merged = _merge_one(sides, key, rule)
        if merged is None:
            continue
        entries.append(merged.entry)
        if merged.clashes and mine is not None and other is not None:
            clashes.append(Clash(mine, other))
        elif other is not None and _came_from(other, merged.entry, sides.original.get(key)):
            taken.append(merged.entry)
    entries.sort(key=lambda entry: entry.obsolete)
    header = merge_header(base or Catalog(), ours, theirs)
    return Merged(replace(header, entries=tuple(entries)), tuple(taken), tuple(clashes))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Three states of the same entries, by keys that have been made to agree."""

    base: Mapping[_Key, Entry]
    ours: Mapping[_Key, Entry]
    theirs: Mapping[_Key, Entry]
    original: Mapping[_Key, Entry]
    """Ours as it was, where its key is another now."""
    edited: frozenset[_Key]
    """The keys of texts that were edited on one side, under which there is nothing any more."""

    @classmethod
    def of(cls, base: Catalog | None, ours: Catalog, theirs: Catalog) -> _Sides:
        """Bring what one side did to a text to where the other side's edit has moved it."""
        mine, other = _by_key(ours), _by_key(theirs)
        if base is None:
            return cls({}, mine, other, mine, frozenset())
        before = _by_key(base)
        by_us, by_them = moves(base, ours), moves(base, theirs)
        ours_moved: dict[_Key, Entry] = {}
        theirs_moved: dict[_Key, Entry] = {}
        for old in [key for key in before if key in by_us or key in by_them]:
            new, their_new = by_us.get(old), by_them.get(old)
            if new is not None and their_new is not None:
                if new == their_new:
                    before[new] = carried(before[old], mine[new])
            elif new is not None:
                _rebase(before, other, mine[new], old, theirs_moved)
            elif their_new is not None:
                _rebase(before, mine, other[their_new], old, ours_moved)
        return cls(
            before,
            _moved(mine, ours_moved),
            _moved(other, theirs_moved),
            {**mine, **{moved.key: mine[old] for old, moved in ours_moved.items()}},
            frozenset((*by_us, *by_them)),
        )


def _by_key(catalog: Catalog) -> dict[_Key, Entry]:
    return {entry.key: entry for entry in catalog.entries}


def _rebase(
    before: dict[_Key, Entry],
    side: Mapping[_Key, Entry],
    edited: Entry,
    old: _Key,
    found: dict[_Key, Entry],
) -> None:
    """Move an entry of a side, and of the base, to the text that the other side's edit made of it.

    It stays where it is if it is no longer in use there, and if both sides have translated, the
    one the former and the other the edited text: there is room for both then.

    Args:
        before: the base, which gets the entry.
        side: the side that did not edit the text.
        edited: the entry of the edited text.
        old: the key of the former one.
        found: gets the entry of that side, by its former key.
    """
    known = side.get(old)
    if known is None or known.obsolete or edited.key in side:
        return
    base, moved = carried(before[old], edited), carried(known, edited)
    if not clash_between(base, edited, moved):
        before[edited.key] = base
        found[old] = moved


def _moved(side: Mapping[_Key, Entry], moved: Mapping[_Key, Entry]) -> dict[_Key, Entry]:
    """Return a side with entries under other keys, each in the place where it stood."""
    return {entry.key: entry for entry in (moved.get(key, each) for key, each in side.items())}


def _merge_one(sides: _Sides, key: _Key, rule: Rule) -> MergedEntry | None:
    base, ours, theirs = sides.base.get(key), sides.ours.get(key), sides.theirs.get(key)
    if ours is not None and theirs is not None:
        return merge_entry(base, ours, theirs, rule)
    left = ours or theirs
    if left is None:
        return None
    if base is None or (base.obsolete and not left.obsolete):
        return MergedEntry(left)
    changed = left.obsolete != base.obsolete or _work(left) != _work(base)
    is_wanted = changed or not (base.obsolete or key in sides.edited)
    return MergedEntry(_retired(left)) if is_wanted and left.holds_work else None


def _work(entry: Entry) -> tuple[object, ...]:
    return (state(entry), entry.translator_comments)


def _retired(entry: Entry) -> Entry:
    """Make obsolete what only one side still has; its notes were the article's."""
    return replace(entry, obsolete=True, extracted_comments=kept_notes(entry), references=())


def _came_from(theirs: Entry, merged: Entry, ours: Entry | None) -> bool:
    if state(merged) != state(theirs):
        return False
    return bool(theirs.msgstr) if ours is None else state(ours) != state(theirs)
