"""Synthetic edits: what an author does to an article, seeded, with what comes from what known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks.cases import BUCKETS, NEW, Case, Origin, alike, named
from benchmarks.corpus import NOTES
from essaytrans.follow import make_template
from essaytrans.follow.similar import masked
from essaytrans.language.han import join_lines
from essaytrans.markdown import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.model import Entry

__all__ = ["RATES", "edited_articles", "edited_texts"]

RATES: Final = {
    "edited": 0.10,
    "cut": 0.02,
    "joined": 0.02,
    "moved": 0.02,
    "moved and edited": 0.02,
    "removed": 0.03,
    NEW: 0.04,
}
"""How many of an article's units have that done to them; of those that it can be done to."""

_SEED: Final = 20_240_229
_LEAST: Final = {
    "edited": 8,
    "cut": 30,
    "joined": 15,
    "moved": 1,
    "moved and edited": 15,
    "removed": 1,
}
"""Characters that a unit must have for it, addresses not counted: a heading is not cut in two."""
_HALF: Final = 10
"""Characters that either half of a cut must have."""
_STRANGER: Final = 15
"""Characters of a paragraph that is put in."""
_KNOWN: Final = 0.9
"""What is as alike as that to a text of the article is a repeated one, such as a closing line under
every issue of a journal, and no new paragraph."""
_TRIES: Final = 200
_ENOUGH: Final = 0.5
"""How likely a small edit is done after each change: most are one or two."""
_WORDS: Final = 12
"""Words that are changed at once, at most."""
_CLAUSES: Final = 0.5
"""How often a large change is that of a clause."""
_WORD: Final = re.compile(
    r"\]\([^()\s]*\)|https?://[^\s<>()]+|`[^`]*`|[A-Za-z0-9_.-]+|.", re.DOTALL
)
"""What is changed as a whole: an address, code, a Latin word, any other character."""
_SENTENCE: Final = re.compile(r"[。！？…]+[”’」』）)》】*_]*")
_CLAUSE: Final = re.compile(r"[^，。；：、！？,.;:!?\n]+[，。；：、！？,.;:!?]?")
_FAR: Final = 3
"""How many places away a moved unit is put, at least, where there are as many."""


def edited_articles(texts: dict[str, str], times: float) -> Iterator[Case]:
    """Edit every article that has two units or more, each with a seed of its own.

    What is put in comes from other articles of the same folder, where it has others.

    Args:
        texts: articles by their paths.
        times: how much more is done than `RATES` says.
    """
    articles = {
        path: make_template(segment(text), notes_language=NOTES) for path, text in texts.items()
    }
    for number, (path, entries) in enumerate(articles.items()):
        folder = path.partition("/")[0]
        others = [other for other in articles if other != path]
        near = [other for other in others if other.partition("/")[0] == folder]
        texts_of_others = [
            entry.msgid
            for other in near or others
            for entry in articles[other]
            if len(entry.msgid) >= _STRANGER and entry.msgctxt is None
        ]
        if len(entries) > 1 and texts_of_others:
            random = Random(_SEED + number)  # noqa: S311 - the same edits each time
            yield _Author(random, texts_of_others, times).revise(entries)


def edited_texts(texts: Sequence[str], strangers: list[str], least: float) -> list[str]:
    """Edit texts as articles are edited, those that the edit leaves at least so alike.

    Args:
        texts: what to edit.
        strangers: where the words come from that are put in.
        least: how alike the edited text must be, 0 to 1.

    Returns:
        As many as there are texts; empty where no edit was light enough.
    """
    author = _Author(Random(_SEED), strangers, 1)  # noqa: S311 - the same edits each time
    found: list[str] = []
    for text in texts:
        tries = (author.edit(text) for _ in range(_TRIES))
        found.append(next((e for e in tries if alike(text, e) >= least), ""))
    return found


@dataclass(frozen=True, slots=True)
class _Author:
    """Somebody who goes through an article once."""

    random: Random
    strangers: list[str]
    times: float

    def revise(self, entries: Sequence[Entry]) -> Case:
        kept, aside, removed = self._through(entries)
        for place, entry, origin in aside:
            kept.insert(self._elsewhere(place, len(kept)), (entry, origin))
        seen = {entry.key for entry in entries}
        standing: dict[tuple[str | None, str], tuple[Entry, Origin]] = {}
        for entry, origin in kept:
            unchanged = origin.kind in {"same", "moved"}
            if unchanged or entry.key not in seen:
                standing.setdefault(entry.key, (entry, origin))
        return Case(
            named(entries),
            tuple(entry for entry, _ in standing.values()),
            tuple(origin for _, origin in standing.values()),
            frozenset(removed),
        )

    def _through(
        self, entries: Sequence[Entry]
    ) -> tuple[list[tuple[Entry, Origin]], list[tuple[int, Entry, Origin]], list[int]]:
        """Return what stays in its place, what is taken elsewhere, and what is dropped."""
        kept: list[tuple[Entry, Origin]] = []
        aside: list[tuple[int, Entry, Origin]] = []
        removed: list[int] = []
        at = 0
        while at < len(entries):
            kind = self._choice(entries, at)
            new = self._written(kind, entries, at)
            if kind == "removed":
                removed.append(at)
            elif kind.startswith("moved"):
                aside += [(len(kept), *each) for each in new]
            else:
                kept += new
            if self.random.random() < RATES[NEW] * self.times:
                kept += self._new(entries)
            at += 2 if kind == "joined" else 1
        return kept, aside, removed

    def _choice(self, entries: Sequence[Entry], at: int) -> str:
        draw = self.random.random()
        for kind, least in _LEAST.items():
            draw -= RATES[kind] * self.times
            if draw < 0:
                fits = len(masked(entries[at].msgid)) >= least
                return kind if fits and self._can(kind, entries, at) else "same"
        return "same"

    @staticmethod
    def _can(kind: str, entries: Sequence[Entry], at: int) -> bool:
        entry = entries[at]
        if kind == "cut":
            return entry.msgctxt is None and bool(_cuts(entry.msgid))
        if kind == "joined":
            following = entries[at + 1 : at + 2]
            return bool(following) and (
                entry.msgctxt is None is following[0].msgctxt
                and len(following[0].msgid) >= _LEAST[kind]
                and "\n" not in entry.msgid + following[0].msgid
            )
        return True

    def _written(self, kind: str, entries: Sequence[Entry], at: int) -> list[tuple[Entry, Origin]]:
        entry = entries[at]
        origin = Origin(kind, frozenset({at}))
        if kind == "cut":
            place = self.random.choice(_cuts(entry.msgid))
            halves = (entry.msgid[:place].strip(), entry.msgid[place:].strip())
            return [(replace(entry, msgid=half), origin) for half in halves]
        if kind == "joined":
            text = join_lines([entry.msgid, entries[at + 1].msgid])
            return [(replace(entry, msgid=text), Origin(kind, frozenset({at, at + 1})))]
        if kind.endswith("edited"):
            return [(replace(entry, msgid=self.edit(entry.msgid)), origin)]
        return [(entry, origin)]

    def _new(self, entries: Sequence[Entry]) -> list[tuple[Entry, Origin]]:
        text = self.random.choice(self.strangers)
        if any(alike(text, entry.msgid) >= _KNOWN for entry in entries):
            return []
        return [(replace(entries[0], msgid=text, msgctxt=None), Origin(NEW))]

    def _elsewhere(self, place: int, length: int) -> int:
        far = [at for at in range(length + 1) if abs(at - place) >= _FAR]
        return self.random.choice(far or range(length + 1))

    # --- one text -----------------------------------------------------------------------------

    def edit(self, text: str) -> str:
        """Change a text until it is as alike to itself as real edits leave a paragraph.

        A short text cannot always be: a word of four is a quarter. It is then what came nearest.
        """
        weights = [share for *_, share in BUCKETS]
        _, low, high, _ = self.random.choices(BUCKETS, weights)[0]
        wanted = self.random.uniform(low, high)
        edited = text
        for _ in range(_TRIES):
            changed = self._change(edited, int(len(text) * (1 - low)))
            found = alike(text, changed)
            if changed and low <= found < 1:
                edited = changed
                if found <= wanted or (high == 1 and self.random.random() < _ENOUGH):
                    break
        return edited if edited != text else f"{text}{self._words(1)}"

    def _change(self, text: str, most: int) -> str:
        """Replace, insert or delete a few words, or a clause."""
        words = _WORD.findall(text)
        begin = self.random.randrange(len(words) + 1)
        end = begin + self.random.randint(1, min(max(most, 1), _WORDS))
        before, after = "".join(words[:begin]), "".join(words[end:])
        clauses = [found.span() for found in _CLAUSE.finditer(text)]
        if clauses and most > _WORDS and self.random.random() < _CLAUSES:
            start, finish = self.random.choice(clauses)
            before, after = text[:start], text[finish:]
        put = self._words(min(max(most, 1), 2 * _WORDS))
        what = self.random.choice(("replace", "replace", "insert", "delete"))
        if what == "insert":
            return f"{before}{put}{text[len(before) :]}".strip()
        return f"{before}{'' if what == 'delete' else put}{after}".strip()

    def _words(self, most: int) -> str:
        """Return the first words of a clause of somebody else's, without its addresses."""
        text = masked(self.random.choice(self.strangers))
        clauses = [clause for clause in _CLAUSE.findall(text) if "](" not in clause] or ["又"]
        words = _WORD.findall(self.random.choice(clauses).strip())
        return "".join(words[: self.random.randint(1, most)])


def _cuts(text: str) -> list[int]:
    """Return where a text may be cut: behind a Chinese sentence, with enough on either side."""
    if "\n" in text:
        return []
    places = [end.end() for end in _SENTENCE.finditer(text)]
    return [place for place in places if _HALF <= place <= len(text) - _HALF]
