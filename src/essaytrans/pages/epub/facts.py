"""What the front matter of an article says of it that no page shows: who wrote it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from essaytrans.markdown.frontmatter import (
    FrontMatterError,
    find_front_matter,
    read_front_matter,
)

if TYPE_CHECKING:
    from essaytrans.markdown.blocks import Blocks

__all__ = ["Facts", "read_facts", "read_time"]

_AUTHORS: Final = frozenset(("author", "author.name", "author[]", "authors", "authors[]"))
_TIMES: Final = frozenset(("date", "lastmod", "updated", "modified"))
"""Keys of generators of sites; the latest of these times counts."""
_VALUES: Final = frozenset(("ScalarEvent", "str"))
_TIMED: Final = frozenset(("date", "datetime"))
"""What the skeleton of front matter calls texts and times, in YAML and TOML."""
_MOST: Final = 50
"""Authors that are named."""
_TIME: Final = re.compile(
    r"((?:19[7-9]|2[0-9]{2})[0-9])-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[Tt ][ \t]*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]*)?)?"
    r"[ \t]*(?:Z|z|([+\-])([0-9]{2}):?([0-9]{2})?)?)?[ \t]*"
)
"""A day from 1970 on, and the time of day, as YAML, TOML and PO headers write it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of an article."""

    authors: tuple[str, ...] = ()
    """Each once, in order; a line each."""
    modified: datetime | None = None
    """When it was last changed, as far as its author says."""


def read_facts(blocks: Blocks) -> Facts:
    """Read what the front matter of an article says of it."""
    text = blocks.source.text
    place = find_front_matter(text)
    if place is None:
        return Facts()
    try:
        _, rows = read_front_matter(text, place, ())
    except FrontMatterError:
        return Facts()
    authors: dict[str, None] = {}
    times: list[datetime] = []
    for row in rows:
        path, kind, value = row[1], row[2], row[-1]
        if path in _AUTHORS and kind in _VALUES and (name := " ".join(value.split())):
            authors[name] = None
        elif path in _TIMES and kind in _VALUES | _TIMED and (time := read_time(value)):
            times.append(time)
    return Facts(tuple(authors)[:_MOST], max(times, default=None))


def read_time(said: str) -> datetime | None:
    """Read a time as people and tools write it; one without a place is that of Greenwich.

    Returns:
        In UTC; None for what is no time from 1970 on.
    """
    found = _TIME.fullmatch(said.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes = found.groups()
    away = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-away if sign == "-" else away)
        day_ = datetime(int(year), int(month), int(day), tzinfo=zone)
        time = day_.replace(hour=int(hour or 0), minute=int(minute or 0), second=int(second or 0))
        return time.astimezone(UTC)
    except ValueError:
        return None
