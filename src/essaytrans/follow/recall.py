"""What a project remembers of texts like a new one: translations from anywhere, to be reviewed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.notes import origin_note
from essaytrans.follow.difference import difference
from essaytrans.follow.update import carry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Entry

__all__ = ["SHORTEST", "Recall", "brought", "offered"]

_ALIKE: Final = 0.75
"""How alike a text must be to one of another article for that one's translation to be offered;
measured on edits of real articles and on new paragraphs, of which none was offered any at that."""
SHORTEST: Final = 10
"""Characters below which a text is offered the translation of an equal one only."""
_MANY: Final = 150
"""How many texts are looked for before an index pays: to make it takes as long as to look for some
130 texts without it, whether there are ten thousand texts or a hundred thousand."""
_RAREST: Final = 24
"""How many bigrams of a text are looked up in the index, the rarest first …"""
_COMMON: Final = 2_000
"""… but none that more texts than that have …"""
_BEST: Final = 10
"""… and how many texts that share most of them are compared in full."""


class Recall:
    """Texts in which those like another one are found."""

    def __init__(self, texts: Sequence[str], *, queries: int = 1) -> None:
        """Prepare for some searches.

        Args:
            texts: where to look, masked as `similar.masked` does.
            queries: how many texts will be looked for; an index is made if it pays.
        """
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        self._order = order
        self._texts = [texts[at] for at in order]
        self._lengths = [len(text) for text in self._texts]
        self._postings = _postings(self._texts) if queries >= _MANY else None

    def nearest(self, text: str) -> list[tuple[int, float]]:
        """Return what is at least three quarters alike: positions and likeness, the most alike first.

        Args:
            text: what to look for, masked.
        """
        from rapidfuzz.distance.Indel import normalized_similarity  # noqa: PLC0415 - rarely needed
        from rapidfuzz.process import extract  # noqa: PLC0415 - likewise

        if self._postings is None:
            # 2·common / (one + other) reaches a share only where the shorter is long enough
            least = len(text) * _ALIKE / (2 - _ALIKE)
            most = len(text) * (2 - _ALIKE) / _ALIKE
            start = bisect_left(self._lengths, least)
            end = bisect_right(self._lengths, most)
            choices = dict(zip(range(start, end), self._texts[start:end], strict=True))
        else:
            choices = {at: self._texts[at] for at in self._shared(text, self._postings)}
        found = extract(
            text, choices, scorer=normalized_similarity, score_cutoff=_ALIKE, limit=None
        )
        places = [(self._order[at], alike) for _, alike, at in found]
        return sorted(places, key=lambda place: (-place[1], place[0]))

    def _shared(self, text: str, postings: dict[str, list[int]]) -> list[int]:
        """Return the texts that share most of the rare bigrams of a text."""
        lists = sorted((postings.get(gram, []) for gram in _bigrams(text)), key=len)
        counts: Counter[int] = Counter()
        for places in lists[:_RAREST]:
            if len(places) <= _COMMON:
                counts.update(places)
        return [at for at, _ in counts.most_common(_BEST)]


def _postings(texts: Sequence[str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for gram in _bigrams(text):
            found[gram].append(at)
    return dict(found)


def _bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


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
        notes.insert(0, difference(previous, new.msgid))
    return replace(
        new,
        msgstr=known.msgstr,
        fuzzy=True,
        previous_msgid=previous,
        extracted_comments=(*new.extracted_comments, *notes),
    )
