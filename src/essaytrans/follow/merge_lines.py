"""Merging sequences three ways: lines of remarks, the order of entries."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["merge_lines", "woven"]

_Item = TypeVar("_Item", bound=Hashable)


def merge_lines(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """Merge remarks by their lines: what either side added is there, what either removed is not.

    What only theirs has stands last, in their order; no line is there for a second time by it.
    """
    if theirs in {ours, base}:
        return ours
    if ours == base:
        return theirs
    removed = set(base) - set(theirs)
    added = dict.fromkeys(line for line in theirs if line not in base and line not in ours)
    return (*(line for line in ours if line not in removed), *added)


def woven(ours: Sequence[_Item], theirs: Sequence[_Item]) -> list[_Item]:
    """Return ours in their order, and what only theirs has behind its predecessor there."""
    known = set(ours)
    first: list[_Item] = []
    behind: dict[_Item, list[_Item]] = {}
    place = first
    for item in theirs:
        if item in known:
            place = behind.setdefault(item, [])
        else:
            place.append(item)
    return [*first, *(each for item in ours for each in (item, *behind.get(item, ())))]
