"""What a project remembers of new texts: how much of it is right, and what a look-up costs."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks.cases import NEW, alike, names
from benchmarks.clock import cpu_seconds, in_turn
from benchmarks.corpus import HEADER, NOTES, Project
from benchmarks.edits import edited_texts
from benchmarks.rows import Follower, Row, Share
from essaytrans.catalog import parse, serialize
from essaytrans.commands.recall.recalling import recall
from essaytrans.commands.recall.waiting import Waiting
from essaytrans.commands.workspace import open_workspace
from essaytrans.follow import make_template
from essaytrans.follow.similar import masked
from essaytrans.markdown import segment
from essaytrans.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.rows import Options
    from essaytrans.commands.workspace import Workspace

__all__ = ["recalling"]

_GROUP: Final = "recall"
_SIZES: Final = (1_000, 10_000, 100_000)
"""Texts in the project's catalogs …"""
_QUICK: Final = (200,)
_ARTICLE: Final = 50
"""… so many in each."""
_ASKED: Final = 50
"""New texts of either kind: edited, and strangers."""
_LEAST: Final = 15
"""Characters of a text, addresses not counted."""
_ALIKE: Final = 0.75
"""How alike an edited text is at least: what is less so is not looked for."""
_SEED: Final = 20_240_601
_TAG: Final = "en"
_MSGMERGE: Final = "msgmerge"


@dataclass(frozen=True, slots=True)
class _Question:
    """New texts, and which known one each of them comes from."""

    texts: tuple[str, ...]
    origins: tuple[int | None, ...]
    """Positions among the known texts; None for a stranger."""


def recalling(texts: dict[str, str], options: Options) -> Iterator[Share | Row]:
    """Ask memories of some sizes for edited texts and for strangers."""
    paragraphs = _paragraphs(texts)
    strangers, own = paragraphs[:_ASKED], paragraphs[_ASKED:]
    sizes = _QUICK if options.quick else _SIZES
    pool = _stretched(own, max(sizes))
    for size in sizes:
        known = pool[:size]
        question = _asked(known, strangers)
        root = options.scratch / f"memory-{size}"
        workspace = _project(root, known)
        found = {"essaytrans": _ours(workspace, question)}
        data = f"memory of {size:,} texts"
        yield from _times(data, workspace, question, options)
        if shutil.which(_MSGMERGE):
            start = cpu_seconds()
            found[_MSGMERGE] = _theirs(root, known, question)
            yield Row(_GROUP, f"msgmerge, {data}, {len(question.texts)} new", cpu_seconds() - start)
        yield from _shares(data, question, found)


# --- texts ------------------------------------------------------------------------------------


def _paragraphs(texts: dict[str, str]) -> list[str]:
    """Return paragraphs of the corpus, each once, in no order."""
    units = (
        entry.msgid
        for text in texts.values()
        for entry in make_template(segment(text), notes_language=NOTES)
        if entry.msgctxt is None and len(masked(entry.msgid)) >= _LEAST and "\n" not in entry.msgid
    )
    found = list(dict.fromkeys(units))
    Random(_SEED).shuffle(found)  # noqa: S311 - the same at every run
    return found


def _stretched(texts: list[str], size: int) -> list[str]:
    """Return as many texts, made of halves of those that there are where these do not suffice."""
    random = Random(_SEED)  # noqa: S311 - as above
    found = dict.fromkeys(texts)
    while len(found) < size:
        one, other = random.choice(texts), random.choice(texts)
        text = one[: random.randrange(len(one))] + other[random.randrange(len(other)) :]
        if len(masked(text)) >= _LEAST:
            found.setdefault(text.strip())
    return list(found)[:size]


def _asked(known: Sequence[str], strangers: Sequence[str]) -> _Question:
    """Edit some of the known texts, and put strangers beside them that are like none."""
    random = Random(_SEED)  # noqa: S311 - as above
    places = random.sample(range(len(known)), min(_ASKED, len(known)))
    edited = edited_texts([known[at] for at in places], list(strangers), _ALIKE)
    edited = [text if len(masked(text)) >= _LEAST else "" for text in edited]
    pairs = {text: at for text, at in zip(edited, places, strict=True) if text}
    new = [text for text in strangers if all(alike(text, other) < _ALIKE for other in known)]
    return _Question((*pairs, *new), (*pairs.values(), *(None for _ in new)))


# --- memories ---------------------------------------------------------------------------------


def _entry(at: int, text: str) -> Entry:
    return Entry(text, f"u{at}u")


def _project(root: Path, known: Sequence[str]) -> Workspace:
    """Write a project whose catalogs have translations of all known texts."""
    starts = range(0, len(known), _ARTICLE)
    Project.write(root, ["甲。\n"] * (len(starts) + 1), [_TAG])
    folder = root / "locales" / _TAG
    folder.mkdir(parents=True)
    for number, start in enumerate(starts):
        some = enumerate(known[start : start + _ARTICLE], start)
        catalog = Catalog(HEADER, tuple(_entry(at, text) for at, text in some))
        (folder / f"{number:04}.po").write_bytes(serialize(catalog).encode())
    return open_workspace(root)


def _ours(workspace: Workspace, question: _Question) -> list[str]:
    (found,) = recall(workspace, [_waiting(workspace, question.texts)])
    return [entry.msgstr for entry in found.catalog.entries]


def _waiting(workspace: Workspace, texts: Sequence[str]) -> Waiting:
    """Make the catalog of an article that has these texts and is new."""
    name = workspace.articles[-1].name
    catalog = Catalog(HEADER, tuple(map(Entry, texts)), path=f"locales/{_TAG}/{name}.po")
    return Waiting(name, _TAG, catalog, tuple(range(len(texts))), None, {})


def _theirs(root: Path, known: Sequence[str], question: _Question) -> list[str]:
    """Let msgmerge look into one catalog of everything, its compendium."""
    memory, empty, new = (root / name for name in ("memory.po", "empty.po", "new.pot"))
    entries = tuple(_entry(at, text) for at, text in enumerate(known))
    memory.write_bytes(serialize(Catalog(HEADER, entries)).encode())
    empty.write_bytes(serialize(Catalog(HEADER)).encode())
    new.write_bytes(serialize(Catalog(HEADER, tuple(map(Entry, question.texts)))).encode())
    command = [_MSGMERGE, "--previous", "--no-wrap", "--quiet", "--output-file=-"]
    command += [f"--compendium={memory}", str(empty), str(new)]
    done = subprocess.run(command, capture_output=True, check=True)
    given = {entry.msgid: entry.msgstr for entry in parse(done.stdout.decode()).entries}
    return [given[text] for text in question.texts]


# --- what came of it --------------------------------------------------------------------------


def _shares(data: str, question: _Question, found: dict[str, list[str]]) -> Iterator[Share]:
    for kind, wanted in (("edited", True), (NEW, False)):
        places = [
            at for at, origin in enumerate(question.origins) if (origin is not None) is wanted
        ]
        if places:
            followers = {
                tool: _follower(question, texts, places, own=wanted)
                for tool, texts in found.items()
            }
            yield Share(data, kind, len(places), followers)


def _follower(
    question: _Question, texts: Sequence[str], places: Sequence[int], *, own: bool
) -> Follower:
    right = wrong = 0
    for at in places:
        given = names(texts[at])
        right += bool(given & {question.origins[at]})
        wrong += bool(given - {question.origins[at]})
    return Follower(right / len(places) if own else None, wrong / len(places))


def _times(data: str, workspace: Workspace, question: _Question, options: Options) -> Iterator[Row]:
    """Time the making of the index, then look-ups with it there."""

    def forget() -> None:
        shutil.rmtree(workspace.root / ".essaytrans", ignore_errors=True)

    one = _waiting(workspace, question.texts[:1])
    some = _waiting(workspace, question.texts)
    forget()
    start = time.process_time()
    recall(workspace, [one])
    yield Row(_GROUP, f"essaytrans, {data}, its index made", time.process_time() - start)
    best = in_turn(
        {
            "1 new": lambda: recall(workspace, [one]),
            f"{len(question.texts)} new": lambda: recall(workspace, [some]),
        },
        options.rounds,
    )
    for name, seconds in best.items():
        yield Row(_GROUP, f"essaytrans, {data}, {name}", seconds)
