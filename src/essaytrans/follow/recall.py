"""What a project remembers of texts like a new one: translations from anywhere, to be reviewed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.notes import origin_note
from essaytrans.follow.difference import difference, stamp
from essaytrans.follow.update import carry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Entry

__all__ = ["SHORTEST", "brought", "nearest", "offered", "sketch"]

_ALIKE: Final = 0.75
"""How alike a text must be to one of another article for that one's translation to be offered;
measured on edits of real articles and on new paragraphs, of which none was offered any at that."""
SHORTEST: Final = 10
"""Characters below which a text is offered the translation of an equal one only."""
_SKETCH: Final = 12
"""How many bigrams stand for a text. Among 100,000 texts, 12 find 99.9 % of those that are three
quarters alike and all that are more alike; 8 find 98.8 %, and 24 no more than 12."""


def sketch(text: str) -> tuple[int, ...]:
    """Return a few numbers that like texts mostly share: of its bigrams, those of the least hash.

    That is a sketch by the least values of one hash function (Broder 1997). Which bigrams these are
    has nothing to do with the text, so that an edited text has most of them still.

    Args:
        text: a text, masked as `similar.masked` does.

    Returns:
        At most twelve numbers of 32 bits; none for a text that is too short to be like another.
    """
    if len(text) < SHORTEST:
        return ()
    hashes = {_mixed(one, other) for one, other in pairwise(map(ord, text))}
    return tuple(sorted(hashes)[:_SKETCH])


def _mixed(one: int, other: int) -> int:
    """Hash two code points; the same on every machine, which Python's own hash is not."""
    # two odd multipliers and a mixing step, as in xxHash and MurmurHash
    value = (one * 0x9E3779B1 + other * 0x85EBCA77) & 0xFFFFFFFF
    value = ((value ^ value >> 15) * 0x2C1B3C6D) & 0xFFFFFFFF
    return value ^ value >> 12


def nearest(text: str, others: Sequence[str]) -> list[int]:
    """Return which texts are at least three quarters alike, the most alike first.

    Args:
        text: what to look for, masked as `similar.masked` does.
        others: where to look, masked too.
    """
    from rapidfuzz.distance.Indel import normalized_similarity  # noqa: PLC0415 - rarely needed
    from rapidfuzz.process import extract  # noqa: PLC0415 - likewise

    found = extract(text, others, scorer=normalized_similarity, score_cutoff=_ALIKE, limit=None)
    return [at for _, _, at in sorted(found, key=lambda one: (-one[1], one[0]))]


def brought(known: Entry, new: Entry) -> Entry:
    """Give a text that moved here from another article its translation, as it was there.

    Args:
        known: the entry that it had there, with the same context and text.
        new: the entry that it has here.
    """
    return carry(replace(known, previous_msgid=known.previous_msgid if known.fuzzy else None), new)


def offered(known: Entry, new: Entry, origin: str) -> Entry:
    """Offer a new text the translation of one like it, for a person to review.

    Args:
        known: a confirmed entry of another article.
        new: the entry that it is offered to.
        origin: the article, by its path, for the reviewer to look at.
    """
    notes = [origin_note(origin)]
    previous = known.msgid if known.msgid != new.msgid else None
    if previous is not None:
        notes.insert(0, difference(previous, new.msgid, stamp(known.msgstr)))
    return replace(
        new,
        msgstr=known.msgstr,
        fuzzy=True,
        previous_msgid=previous,
        extracted_comments=(*new.extracted_comments, *notes),
    )
