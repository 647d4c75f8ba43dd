"""Names of paragraphs in addresses: the same in every language and every edition.

A link to a paragraph should outlive edits of the rest of the article, so it is made of what the
paragraph says, not of where it stands.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from essaytrans.model import Document

__all__ = ["anchors"]

_LENGTH = 8
"""Hexadecimal digits: two of a thousand different paragraphs share them once in 8,000 articles."""


def anchors(document: Document) -> tuple[str, ...]:
    """Return the id of each unit, in order, as it stands in HTML: `p-3f9a01bc`.

    It is a hash of context and msgid; of units that are equal the second one has `-2` at its end,
    and so on. All ids of an article are different.
    """
    seen: Counter[str] = Counter()
    found: list[str] = []
    for unit in document.units:
        name = sha256(f"{unit.msgctxt or ''}\0{unit.msgid}".encode()).hexdigest()[:_LENGTH]
        seen[name] += 1
        found.append(f"p-{name}" if seen[name] == 1 else f"p-{name}-{seen[name]}")
    return tuple(found)
