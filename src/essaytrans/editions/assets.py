"""Which files an article points at by relative paths: images, downloads, other articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from essaytrans.markdown.targets import targets

__all__ = ["Asset", "relative_targets"]

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|[/#?]|\\|\{|$")
_TAIL = re.compile(r"[?#]")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that an article points at."""

    target: str
    """The path as a file has it: relative to the article, unquoted, without query or fragment."""
    image: bool
    """Whether it is shown in the article, not linked to."""
    offset: int
    """Where it is pointed at, in characters of the article's text."""


def relative_targets(text: str) -> list[Asset]:
    """Find the relative paths in an article, each once, in order; those in code do not count."""
    found: dict[str, Asset] = {}
    for target in targets(text):
        path = unquote(_TAIL.split(target.target, maxsplit=1)[0])
        if path and not _ABSOLUTE.match(target.target):
            found.setdefault(path, Asset(path, target.image, target.offset))
    return list(found.values())
