"""Catalogs of earlier rules: the stamp that says by which rules an article was cut, and the way up.

When a release cuts articles in another way, the msgids of existing catalogs are no longer what the
articles give. A migration says of each entry what it would be by the next version of the rules, so
that translations are found before anybody has run `extract`, and none becomes fuzzy by an upgrade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import Final

from essaytrans.catalog.header import field, update_header
from essaytrans.i18n import msg
from essaytrans.model import RULES, Catalog, Diagnostic, Entry, Position, Severity

__all__ = [
    "MIGRATIONS",
    "Migration",
    "has_stamp",
    "is_newer",
    "migrated",
    "newer_rules",
    "rules_of",
]

Migration = Callable[[Entry], Entry]
"""Gives an entry as the next version of the rules would have written it: its msgid, msgctxt and,
where it has one, previous_msgid. It is pure, and leaves alone what is so already, since a catalog
that has lost its stamp may be of any version."""

MIGRATIONS: Final[Mapping[int, Migration]] = MappingProxyType({})
"""The migrations by the version that they lead from; a version that is not here has the msgids of
the next one."""

_STAMP: Final = "X-Essaytrans-Rules"

_OLDEST: Final = 1
"""Catalogs have the stamp from the first release on; one without it has lost it, and may be as
old as can be."""

_NUMBER: Final = re.compile(r"[0-9]{1,9}")
"""As many digits as no version will have; int() refuses thousands of them."""

_Key = tuple[str | None, str]


def rules_of(catalog: Catalog) -> int:
    """Return the version of the rules that wrote a catalog; the oldest where it does not say."""
    said = field(catalog, _STAMP) or ""
    return max(_OLDEST, int(said)) if _NUMBER.fullmatch(said) else _OLDEST


def has_stamp(catalog: Catalog) -> bool:
    """Tell whether essaytrans has written a catalog; another may be of any other program."""
    return bool(field(catalog, _STAMP))


def is_newer(catalog: Catalog, *, rules: int = RULES) -> bool:
    """Tell whether a later release wrote a catalog; such a one must be left as it is."""
    return rules_of(catalog) > rules


def newer_rules(path: str, found: int) -> Diagnostic:
    """Make the diagnostic for a catalog that a later release wrote.

    Args:
        path: the catalog.
        found: the version of its rules, as `rules_of` tells it.
    """
    return Diagnostic(
        Severity.ERROR,
        "rules-newer",
        # Translators: the rules by which articles are cut into the texts of a catalog; {found} and
        # {rules} are versions of them.
        msg(
            "a later version of essaytrans wrote this catalog, by rules {found} instead of {rules}",
            found=found,
            rules=RULES,
        ),
        # Translators: “it” is the catalog that a later version of essaytrans wrote.
        msg("it is left as it is; update essaytrans"),
        Position(path),
    )


def migrated(
    catalog: Catalog, *, rules: int = RULES, migrations: Mapping[int, Migration] = MIGRATIONS
) -> Catalog:
    """Return a catalog as if these rules had written it, stamp included.

    No translation is lost. Where two entries become one, a translation goes before none, that of a
    current entry before that of an obsolete one, a confirmed one before a fuzzy one, and the first
    before the second. Another translation stays obsolete under its old msgid.

    Args:
        catalog: a catalog; one of these rules, or of later ones, comes back as it is.
        rules: the version to reach.
        migrations: the steps, by the version that they lead from.
    """
    found = rules_of(catalog)
    if found >= rules or not (catalog.header or catalog.entries):
        return catalog
    entries = catalog.entries
    for version in range(found, rules):
        if version in migrations:
            entries = _step(entries, migrations[version])
    header = update_header(catalog.header, ((_STAMP, str(rules)),))
    return replace(catalog, header=header, entries=entries)


def _step(entries: Sequence[Entry], migration: Migration) -> tuple[Entry, ...]:
    """Migrate entries by one version; their keys stay unique."""
    groups: dict[_Key, list[tuple[Entry, Entry]]] = {}
    for entry in entries:
        after = migration(entry)
        groups.setdefault(after.key, []).append((entry, after))
    if len(groups) == len(entries):
        return tuple(after for ((_, after),) in groups.values())
    taken = set(groups)
    standing: dict[int, Entry] = {}
    losers: list[Entry] = []
    places = {entry.key: place for place, entry in enumerate(entries)}
    for group in groups.values():
        merged, others = _merged(group)
        holder = next((old for old, _ in group if not old.obsolete), group[0][0])
        standing[places[holder.key]] = merged
        losers += [_left_behind(entry, taken) for entry in others]
    return (*(standing[place] for place in sorted(standing)), *losers)


def _merged(group: Sequence[tuple[Entry, Entry]]) -> tuple[Entry, list[Entry]]:
    """Make one entry of those that have the same key now.

    Returns:
        The entry, and those of before whose translation it does not have.
    """
    ranked = sorted(group, key=lambda pair: _rank(pair[1]))
    winner = ranked[0][1]
    current = next((after for _, after in group if not after.obsolete), winner)
    remarks = list(winner.translator_comments)
    others: list[Entry] = []
    for old, after in ranked[1:]:
        if _texts(after) in {_texts(winner), ()}:
            remarks += [text for text in after.translator_comments if text not in remarks]
        else:
            others.append(old)
    notes = dict.fromkeys((*current.extracted_comments, *winner.extracted_comments))
    merged = replace(
        winner,
        obsolete=current.obsolete,
        references=current.references,
        extracted_comments=tuple(notes),
        translator_comments=tuple(remarks),
    )
    return merged, others


def _rank(entry: Entry) -> tuple[bool, bool, bool]:
    """Sort what is to win first."""
    return (not _texts(entry), entry.obsolete, entry.fuzzy)


def _texts(entry: Entry) -> tuple[str, ...]:
    """Return the translation of an entry, all plural forms of it; nothing if there is none."""
    texts = entry.msgstr_plural or (entry.msgstr,)
    return texts if any(texts) else ()


def _left_behind(entry: Entry, taken: set[_Key]) -> Entry:
    """Keep a translation that has lost its place: obsolete, under a key that nobody has."""
    left = replace(entry, obsolete=True, references=())
    for number in count(1):
        if left.key not in taken:
            break
        left = replace(left, msgctxt=f"{entry.msgctxt or ''} ({number})".strip())
    taken.add(left.key)
    return left
