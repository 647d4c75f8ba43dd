"""Where in a TOML file a key or a value stands, for errors that point at it."""

from __future__ import annotations

from typing import NamedTuple

from essaytrans.tomlscan import Key, scan

__all__ = ["Place", "places"]


class Place(NamedTuple):
    """A stretch of one line."""

    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    length: int
    """In characters, at least 1; of the first line only, for what spans several."""


def places(text: str) -> dict[Key, Place]:
    """Return the place of every key (at the key) and every item of an array (at the item).

    Args:
        text: valid TOML.
    """
    found: dict[Key, Place] = {}
    for path, start, end, is_key in scan(text):
        if path not in found and (is_key or isinstance(path[-1], int)):
            found[path] = _place(text, start, end)
    return found


def _place(text: str, start: int, end: int) -> Place:
    words = text[start:end].partition("\n")[0].rstrip()
    return Place(
        line=text.count("\n", 0, start) + 1,
        column=start - text.rfind("\n", 0, start),
        length=max(1, len(words)),
    )
