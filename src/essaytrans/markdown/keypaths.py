"""Which values of a file of strings are units: paths of keys, with `*` and `**`.

menu.*.name      the name of every entry of the menu
**.other         every `other`, however deep
links[].title    the title in every item of a list
!**.id           not what is called `id`
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from essaytrans.markdown.yamlscalars import Way
    from essaytrans.model import SegmentRules

__all__ = ["is_wanted", "string_keys"]

_NOT: Final = "!"
_ANY: Final = "**"
_ITEM: Final = "[]"


def string_keys(path: str, rules: SegmentRules | None) -> tuple[str, ...] | None:
    """Return which keys of a file are units; None if it is no file of strings."""
    for one in rules.strings if rules is not None else ():
        if re.fullmatch(one.paths, path, re.DOTALL):
            return one.keys
    return None


@lru_cache(maxsize=4096)
def is_wanted(way: Way, keys: tuple[str, ...]) -> bool:
    """Tell whether the text at a place is a unit.

    Args:
        way: the keys that lead to it, None for any item of a list.
        keys: paths of keys; one that begins with `!` takes out what the others take in. `*`, `?`
            and `[…]` stand for characters of one key, `**` for any number of keys and items, `[]`
            for an item. Without any that take in, all is taken in.
    """
    taken = [_parts(key) for key in keys if not key.startswith(_NOT)]
    left = [_parts(key[1:]) for key in keys if key.startswith(_NOT)]
    if taken and not any(_fits(parts, way) for parts in taken):
        return False
    return not any(_fits(parts, way) for parts in left)


@lru_cache(maxsize=256)
def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.replace(_ITEM, f".{_ITEM}").removeprefix(".").split("."))


def _fits(parts: tuple[str, ...], way: Way) -> bool:
    """Follow all ways to read the `**` at once: their number bounds the time, however many."""
    reached = _skip({0}, parts)
    for key in way:
        after = {at for at in reached if at < len(parts) and parts[at] == _ANY}
        after |= {at + 1 for at in reached if at < len(parts) and _is_key(parts[at], key)}
        reached = _skip(after, parts)
    return len(parts) in reached


def _is_key(part: str, key: str | None) -> bool:
    if key is None or part == _ITEM:
        return key is None and part == _ITEM
    return part != _ANY and fnmatchcase(key, part)


def _skip(reached: set[int], parts: tuple[str, ...]) -> set[int]:
    for at, part in enumerate(parts):
        if part == _ANY and at in reached:
            reached.add(at + 1)
    return reached
