"""A catalog, the article's next version, and what comes from what: one thing to follow."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from essaytrans.follow.sentences import sentences
from essaytrans.follow.similar import likeness, masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from essaytrans.model import Entry

__all__ = [
    "BUCKETS",
    "COPIED",
    "NEW",
    "REWRITTEN",
    "UNCLEAR",
    "Case",
    "Origin",
    "alike",
    "bucket",
    "named",
    "names",
]

NEW: Final = "new"
"""A text that comes from nothing in the article before."""
REWRITTEN: Final = "new, where others were taken out"
"""Such a text in a place that was changed otherwise too; only of real edits is that said."""
COPIED: Final = "copied and edited"
"""A text made of one that another text comes from too; only of real edits is that said."""
UNCLEAR: Final = "unclear"
"""A text of which nobody knows where it comes from; it counts for nothing but itself."""

BUCKETS: Final = (
    ("90 % and more", 0.9, 1.0, 0.706),
    ("80 to 90 %", 0.8, 0.9, 0.150),
    ("70 to 80 %", 0.7, 0.8, 0.071),
    ("60 to 70 %", 0.6, 0.7, 0.031),
    ("50 to 60 %", 0.5, 0.6, 0.015),
    ("below 50 %", 0.3, 0.5, 0.026),
)
"""How alike an edited paragraph stays to what it was: name, from, below, and the share of it among the
edits of four documentation projects. They add up to 0.999, being rounded."""
_NAME: Final = re.compile(r"u(\d+)u")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry of the new version comes from."""

    kind: str
    """What was done: `edited`, `cut`, `new` and so on; a row of the table."""
    olds: frozenset[int] = frozenset()
    """Positions of the old entries whose translations it may have."""


@dataclass(frozen=True, slots=True)
class Case:
    """One article before and after."""

    old: tuple[Entry, ...]
    """The catalog: all translated, each translation names its place."""
    new: tuple[Entry, ...]
    """The template of the next version."""
    origins: tuple[Origin, ...]
    """One for each entry of `new`."""
    removed: frozenset[int] = frozenset()
    """Positions of old entries whose text is gone."""


def named(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Translate entries so that each sentence of a translation says whose it is."""
    return tuple(
        replace(entry, msgstr="".join(f"u{at}u。" for _ in sentences(entry.msgid)))
        for at, entry in enumerate(entries)
    )


def names(msgstr: str) -> frozenset[int]:
    """Return the positions of the entries that a translation was made for."""
    return frozenset(int(found) for found in _NAME.findall(msgstr))


def alike(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1, without their addresses."""
    return likeness(masked(one), masked(other))


def bucket(case: Case, at: int) -> str | None:
    """Return how alike an entry is to the one that it was; None where that is not one."""
    if len(case.origins[at].olds) != 1:
        return None
    (old,) = case.origins[at].olds
    found = alike(case.old[old].msgid, case.new[at].msgid)
    return next((name for name, low, _, _ in BUCKETS if found >= low), BUCKETS[-1][0])
