"""Which article a catalog is of, told by the texts in it and by nothing else.

A catalog that comes back may have any name, and it may be older than the article. So it is looked
for where most of its text stands word for word; and where hardly any of it does, for the texts
that are most alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.follow.similar import likeness, masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from essaytrans.model import Entry

__all__ = ["Texts", "resemblance", "share", "share_of_plain", "wanted"]

_ALIKE: Final = 0.6
"""How alike two texts must be for one to be the other, edited; as `match` has it."""
_SHORTEST: Final = 10
"""How many characters a text must have to be compared: short ones are alike everywhere."""
_SAMPLE: Final = 8
"""How many texts are compared: the longest, which are the least likely to be alike by chance."""
_MOST: Final = 500
"""How many entries a catalog is known by: ten long articles' worth, so that a file of a stranger
with very many more takes no longer to find."""
_OTHER_CONTEXT: Final = 0.9
"""What a text counts that stands there in another context."""
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that an article has, or had."""

    keys: frozenset[tuple[str | None, str]]
    """With their contexts."""
    msgids: frozenset[str]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Texts:
        """Collect what entries translate, and what they were confirmed for."""
        keys = set[tuple[str | None, str]]()
        for entry in entries:
            keys.add(entry.key)
            if entry.previous_msgid:
                keys.add((entry.msgctxt, entry.previous_msgid))
        return cls(frozenset(keys), frozenset(msgid for _, msgid in keys))

    def __or__(self, other: Texts) -> Texts:
        return Texts(self.keys | other.keys, self.msgids | other.msgids)


def wanted(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries by which a catalog is known: those in use, if any; of many the longest."""
    used = [entry for entry in entries if not entry.obsolete] or list(entries)
    if len(used) > _MOST:
        used = sorted(used, key=lambda entry: -len(entry.msgid))[:_MOST]
    return tuple(used)


def share(entries: Sequence[Entry], texts: Texts) -> float:
    """Return how much of some entries stands in an article word for word, 0 to 1, by length."""
    found = sum(
        len(entry.msgid) * (1 if entry.key in texts.keys else _OTHER_CONTEXT)
        for entry in entries
        if entry.msgid in texts.msgids
    )
    return found / _length(entries)


def share_of_plain(entries: Sequence[Entry], text: str) -> float:
    """Return about how much of some entries stands in an article that is not cut into units.

    White space makes no difference, since a paragraph may stand on several lines.
    """
    plain = _BLANKS.sub("", text)
    found = sum(len(e.msgid) for e in entries if _BLANKS.sub("", e.msgid) in plain)
    return found / _length(entries)


def resemblance(entries: Sequence[Entry], texts: Texts) -> float:
    """Return how alike some entries and the texts of an article are, 0 to 1, by a sample.

    What stands there word for word counts whole, and of the rest each text as much as the one that
    is most alike, if that is enough.
    """
    exact = share(entries, texts)
    rest = sorted(
        (masked(entry.msgid) for entry in entries if entry.msgid not in texts.msgids),
        key=len,
        reverse=True,
    )[:_SAMPLE]
    sample = [text for text in rest if len(text) >= _SHORTEST]
    if not sample:
        return exact
    others = [masked(text) for text in texts.msgids if len(text) >= _SHORTEST]
    alike = sum(len(text) * _most_alike(text, others) for text in sample)
    return exact + (1 - exact) * alike / sum(len(text) for text in sample)


def _most_alike(text: str, others: Sequence[str]) -> float:
    # twice the shorter over the sum of both is as alike as two texts of these lengths can be
    least, most = len(text) * _ALIKE / (2 - _ALIKE), len(text) * (2 - _ALIKE) / _ALIKE
    return max(
        (likeness(text, other, _ALIKE) for other in others if least <= len(other) <= most),
        default=0.0,
    )


def _length(entries: Sequence[Entry]) -> int:
    return sum(len(entry.msgid) for entry in entries) or 1
