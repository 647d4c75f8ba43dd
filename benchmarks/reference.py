"""A second opinion: which paragraph of a version comes from which of the one before.

Nobody has written it down, so it is judged in a way that is not that of `follow`. Paragraphs that stand
in both versions divide them. In a place between, all words of one side are compared in order with all
words of the other (difflib), without regard to paragraphs; a paragraph comes from the one that has half of
its words, or half of whose words it has. What was moved is looked for by runs of four words that both
have. Where the evidence is thin, there is no judgement.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from benchmarks.cases import COPIED, NEW, REWRITTEN, UNCLEAR, Case, Origin, named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from essaytrans.model import Entry

__all__ = ["judged"]

_WORD: Final = re.compile(r"[A-Za-z0-9_]+|\w")
"""A Latin word, a number, or one character of another script."""
_OWN: Final = 0.5
"""The share of the words of the shorter text that both have in common, if one comes from the other …"""
_STRANGE: Final = 0.2
"""… and below which it does not; between them there is no judgement."""
_FEW: Final = 8
"""Fewer common words than that say nothing of a text …"""
_LONGER: Final = 3
"""… that is so many times longer than the other."""
_RUN: Final = 2
"""Words in a row that count as common."""
_SHINGLE: Final = 4
"""Words in a row by which a moved text is known."""
_MOST: Final = 4_000_000
"""Pairs of words in a changed place above which it is not judged."""


def judged(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> Case | None:
    """Say which entries of a version come from which of the one before; None if nothing changed."""
    before = {entry.key: at for at, entry in enumerate(old)}
    after = {entry.key for entry in new}
    if after == before.keys():
        return None
    found = _Evidence([_words(entry) for entry in old], [_words(entry) for entry in new])
    gone = [at for at, entry in enumerate(old) if entry.key not in after]
    come = [at for at, entry in enumerate(new) if entry.key not in before]
    matcher = SequenceMatcher(
        None, [entry.key for entry in old], [entry.key for entry in new], autojunk=False
    )
    for tag, start, end, begin, finish in matcher.get_opcodes():
        if tag != "equal":
            olds = [at for at in gone if start <= at < end]
            found.compare([at for at in come if begin <= at < finish], olds)
    found.compare_anywhere(come, gone)
    sources = {at: found.sources(at) for at in come}
    origins = tuple(
        Origin(found.kind(at, sources), sources[at])
        if at in sources
        else Origin("same", frozenset({before[entry.key]}))
        for at, entry in enumerate(new)
    )
    nearest = found.nearest()
    strange = frozenset(at for at in gone if nearest.get(at, 0.0) < _STRANGE)
    return Case(named(old), new, origins, strange - found.unjudged)


def _words(entry: Entry) -> list[str]:
    return _WORD.findall(entry.msgid)


@dataclass(slots=True)
class _Evidence:
    """How much texts have in common, as far as it was looked at."""

    olds: list[list[str]]
    news: list[list[str]]
    near: dict[int, dict[int, float]] = field(default_factory=dict)
    """For new texts in a changed place, the share of each old text there."""
    far: dict[int, dict[int, float]] = field(default_factory=dict)
    """For new texts, the share of each old text anywhere, by runs of words."""
    unjudged: set[int] = field(default_factory=set)
    """Old texts of places that are too large."""
    unclear: set[int] = field(default_factory=set)
    """New texts of such places."""

    def compare(self, news: Sequence[int], olds: Sequence[int]) -> None:
        """Compare all words of a changed place in order."""
        if not news or not olds:
            return
        self.near.update({at: {} for at in news})
        one = [(at, word) for at in olds for word in self.olds[at]]
        other = [(at, word) for at in news for word in self.news[at]]
        if len(one) * len(other) > _MOST:
            self.unjudged.update(olds)
            self.unclear.update(news)
            return
        matcher = SequenceMatcher(
            None, [word for _, word in one], [word for _, word in other], autojunk=False
        )
        common: Counter[tuple[int, int]] = Counter()
        for block in matcher.get_matching_blocks():
            if block.size >= _RUN:
                for step in range(block.size):
                    common[other[block.b + step][0], one[block.a + step][0]] += 1
        for (new, old), count in common.items():
            self.near[new][old] = _share(count, self.news[new], self.olds[old])

    def compare_anywhere(self, news: Sequence[int], olds: Sequence[int]) -> None:
        """Look for runs of words that texts have in common, wherever they stand."""
        known = {at: _shingles(self.olds[at]) for at in olds}
        for new in news:
            own = _shingles(self.news[new])
            self.far[new] = {
                old: _share(len(own & runs), own, runs)
                for old, runs in known.items()
                if not own.isdisjoint(runs)
            }

    def sources(self, new: int) -> frozenset[int]:
        """Return the old texts that a new one comes from: of its place, or else the likest anywhere."""
        near = self.near.get(new, {})
        if own := frozenset(old for old, share in near.items() if share >= _OWN):
            return own
        share, old = max(((share, old) for old, share in self.far[new].items()), default=(0.0, -1))
        return frozenset({old}) if share >= _OWN else frozenset()

    def kind(self, new: int, sources: Mapping[int, frozenset[int]]) -> str:
        """Name what was done to a text, given what each comes from."""
        own, near = sources[new], self.near.get(new, {})
        if new in self.unclear or not self.news[new]:
            return UNCLEAR
        if not own:
            if max([*near.values(), *self.far[new].values()], default=0.0) >= _STRANGE:
                return UNCLEAR
            return REWRITTEN if new in self.near else NEW
        if len(own) > 1:
            return "joined"
        shared = {at for at, others in sources.items() if at != new and own <= others}
        if own.isdisjoint(near):
            return COPIED if shared else "moved and edited"
        return (
            "cut" if any(not own.isdisjoint(self.near.get(at, {})) for at in shared) else "edited"
        )

    def nearest(self) -> dict[int, float]:
        """Return the greatest share that each old text has in a new one, where it has any."""
        found: dict[int, float] = {}
        for shares in (*self.near.values(), *self.far.values()):
            for old, share in shares.items():
                found[old] = max(found.get(old, 0.0), share)
        return found


def _share(count: int, one: Collection[object], other: Collection[object]) -> float:
    """Return how much of the shorter of two texts is common, 0 where that says nothing."""
    short, long = sorted((len(one), len(other)))
    return 0.0 if count < _FEW and long > _LONGER * short else count / short


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the runs of four words; a shorter text has none, and is never known elsewhere."""
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
