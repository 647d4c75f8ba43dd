"""What a memory of translations has for texts without one; the rules are those of `recall.py`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.follow.recall import SHORTEST, nearest, offered, sketch
from essaytrans.follow.similar import masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from essaytrans.model import Entry

__all__ = ["Offer", "Offers"]

_BEST: Final = 50
"""How many texts are compared that share most of a sketch."""
_COMMON: Final = 200
"""A bigram that more texts have says little of any, and is looked at where there is nothing else."""


class Offer(NamedTuple):
    """An entry with what a memory has for it."""

    entry: Entry
    confirmed: bool
    """Whether its text is in the memory word for word, with one translation only, and those may
    come in as confirmed."""


class Offers:
    """A memory, made ready to be asked."""

    def __init__(self, known: Iterable[Entry], origin: str) -> None:
        """Read a memory.

        Args:
            known: texts with translations; one may be there with several.
            origin: what notes call it.
        """
        self._origin = origin
        self._equal: dict[str, list[Entry]] = {}
        for entry in known:
            self._equal.setdefault(entry.msgid, []).append(entry)
        self._texts = list(self._equal)
        self._masked = [masked(text) for text in self._texts]
        self._grams: dict[int, list[int]] = {}
        for number, text in enumerate(self._masked):
            for gram in sketch(text):
                self._grams.setdefault(gram, []).append(number)

    def for_text(self, new: Entry, *, confirm: bool = False) -> Offer | None:
        """Return an entry with the translation of its text, or of the text most like it.

        Args:
            new: an entry without a translation.
            confirm: whether the only translation of the very text needs no review.
        """
        equal = self._fitting(new.msgid, new)
        if equal:
            sure = confirm and len({known.msgstr for known in equal}) == 1
            if sure:
                return Offer(replace(new, msgstr=equal[0].msgstr, fuzzy=False), confirmed=True)
            return Offer(offered(equal[0], new, self._origin), confirmed=False)
        for text in self._like(new.msgid):
            known = self._fitting(text, new)
            if known:
                return Offer(offered(known[0], new, self._origin), confirmed=False)
        return None

    def _fitting(self, text: str, new: Entry) -> list[Entry]:
        """Return what there is of a text, that of the same context first; others do not count."""
        found = self._equal.get(text, ())
        same = [known for known in found if known.msgctxt == new.msgctxt]
        return same or [known for known in found if known.msgctxt is None]

    def _like(self, msgid: str) -> list[str]:
        """Return the texts that are like another, the most alike first."""
        wanted = masked(msgid)
        if len(wanted) < SHORTEST:
            return []
        found = [self._grams.get(gram, []) for gram in sketch(wanted)]
        rare = [numbers for numbers in found if len(numbers) <= _COMMON]
        shared = Counter(number for numbers in rare or found for number in numbers)
        best = [number for number, _ in shared.most_common(_BEST)]
        order = nearest(wanted, [self._masked[number] for number in best])
        return [self._texts[best[at]] for at in order]
