"""Which files an article points at by relative paths: images, downloads, other articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from essaytrans.markdown.targets import targets

__all__ = ["ABSOLUTE", "TAIL", "Asset", "relative_targets"]

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|[/#?]|\\|\{|$")
"""What a target begins with that is not relative to the article, or no target at all."""
TAIL = re.compile(r"[?#]")
"""Where the path in a target ends."""
# What a text with relative targets has; most have links to the web only, and need not be read.
_MAYBE = re.compile(
    r"\]\s*\(\s*<?(?!https?://|#|mailto:)|\]:|\b(?:src|href|poster)\s*=", re.IGNORECASE
)
_LINE_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that an article points at."""

    target: str
    """The path as a file has it: relative to the article, unquoted, without query or fragment."""
    image: bool
    """Whether it is shown in the article, not linked to."""
    line: int
    """The line of the article on which it is pointed at, from 1."""


def relative_targets(text: str) -> list[Asset]:
    """Find the relative paths in an article, each once, in order; those in code do not count."""
    if not _MAYBE.search(text):
        return []
    found: dict[str, Asset] = {}
    line, counted = 1, 0
    for target in targets(text):
        path = unquote(TAIL.split(target.target, maxsplit=1)[0])
        if path and path not in found and not ABSOLUTE.match(target.target):
            line += len(_LINE_BREAK.findall(text, counted, target.offset))
            counted = target.offset
            found[path] = Asset(path, target.image, line)
    return list(found.values())
