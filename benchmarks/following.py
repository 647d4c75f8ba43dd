"""How well translations follow their articles: ours, and msgmerge on the same catalogs."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from benchmarks.cases import BUCKETS, COPIED, NEW, REWRITTEN, UNCLEAR, bucket, names
from benchmarks.clock import in_turn
from benchmarks.corpus import HEADER
from benchmarks.edits import edited_articles
from benchmarks.history import revisions
from benchmarks.rows import Follower, Row, Share
from essaytrans.catalog import parse, serialize
from essaytrans.follow import update
from essaytrans.model import Catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.cases import Case
    from benchmarks.rows import Options

__all__ = ["following"]

_GROUP: Final = "following"
_MSGMERGE: Final = ("msgmerge", "--previous", "--no-wrap", "--quiet", "--output-file=-")
_LIGHT, _HEAVY = 1.0, 3.0
"""How many times the usual rates are edited, see `edits.RATES`: a quarter, and three quarters."""
_COMMITS: Final = (1, 8)
"""How many commits lie between two versions of a file."""
_PAIRS: Final = 1500
"""Pairs of versions taken from a history, for each of these distances."""
_UNITS: Final = 45
"""Units of the document that times are given for."""
_KINDS: Final = (
    "same",
    "edited",
    *(f"edited, alike {name}" for name, *_ in BUCKETS),
    "cut",
    "joined",
    "joined, both texts",
    "moved",
    "moved and edited",
    COPIED,
    "removed",
    NEW,
    REWRITTEN,
    UNCLEAR,
)
"""The rows, in order."""


def following(texts: dict[str, str], options: Options) -> Iterator[Share | Row]:
    """Measure synthetic edits, and those of the histories that were given."""
    for name, times in (("a quarter changed", _LIGHT), ("three quarters changed", _HEAVY)):
        yield from _measured(f"synthetic, {name}", [*edited_articles(texts, times)], options)
    most = 20 if options.quick else _PAIRS
    for steps in _COMMITS if options.histories else ():
        found = chain.from_iterable(revisions(path, steps, most) for path in options.histories)
        yield from _measured(f"history, {_commits(steps)}", [*found], options)


def _commits(steps: int) -> str:
    return "1 commit" if steps == 1 else f"{steps} commits"


def _measured(name: str, cases: Sequence[Case], options: Options) -> Iterator[Share | Row]:
    if not cases:  # nothing that could be edited, or nothing Chinese in a history
        return
    folder = options.scratch / name.replace(" ", "-").replace(",", "")
    folder.mkdir()
    tools = [_Tool("essaytrans", _ours)]
    if shutil.which(_MSGMERGE[0]):
        tools.append(_Tool(_MSGMERGE[0], _Msgmerge(folder)))
    counted = {tool.name: _count(cases, tool) for tool in tools}
    ours = next(iter(counted.values()))
    for kind in _KINDS:
        if ours.all[kind]:
            found = {tool: count.of(kind) for tool, count in counted.items()}
            yield Share(name, kind, ours.all[kind], found)
    yield from _times(name, cases, folder, options)


# --- what becomes of a catalog ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Tool:
    """Something that brings a catalog in step."""

    name: str
    follow: Callable[[Case], Catalog]
    """Returns the catalog that a case ends in."""


def _ours(case: Case) -> Catalog:
    return update(Catalog(HEADER, case.old), case.new, HEADER).catalog


@dataclass(frozen=True, slots=True)
class _Msgmerge:
    """gettext's own program, a process a catalog."""

    folder: Path

    def __call__(self, case: Case) -> Catalog:
        return parse(_merge(*self.write(0, case)))

    def write(self, number: int, case: Case) -> tuple[Path, Path]:
        """Write the catalog and the template of a case."""
        catalog, template = self.folder / f"{number}.po", self.folder / f"{number}.pot"
        catalog.write_bytes(serialize(Catalog(HEADER, case.old)).encode())
        template.write_bytes(serialize(Catalog(HEADER, case.new)).encode())
        return catalog, template


def _merge(catalog: Path, template: Path) -> str:
    command = [*_MSGMERGE, str(catalog), str(template)]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


@dataclass(frozen=True, slots=True)
class _Count:
    """How often what was done, and what came of it."""

    all: Counter[str]
    own: Counter[str]
    """Texts with their own old translation, or a part of it; removed ones whose translation is kept."""
    wrong: Counter[str]
    """Texts with a translation that was made for another."""

    def of(self, kind: str) -> Follower:
        count = self.all[kind]
        own = None if kind in {NEW, REWRITTEN, UNCLEAR} else self.own[kind] / count
        wrong = None if kind in {"removed", UNCLEAR} else self.wrong[kind] / count
        return Follower(own, wrong)


def _count(cases: Sequence[Case], tool: _Tool) -> _Count:
    count = _Count(Counter(), Counter(), Counter())
    for case in cases:
        catalog = tool.follow(case)
        given = {entry.key: names(entry.msgstr) for entry in catalog.entries if not entry.obsolete}
        for at, origin in enumerate(case.origins):
            found = given[case.new[at].key]
            for kind in _kinds(case, at):
                count.all[kind] += 1
                count.own[kind] += (
                    origin.olds <= found
                    if kind == "joined, both texts"
                    else bool(origin.olds & found)
                )
                count.wrong[kind] += bool(found - origin.olds)
        kept = frozenset(at for entry in catalog.entries for at in names(entry.msgstr))
        count.all["removed"] += len(case.removed)
        count.own["removed"] += len(case.removed & kept)
    return count


def _kinds(case: Case, at: int) -> Iterator[str]:
    """Return the rows that an entry counts in."""
    kind = case.origins[at].kind
    yield kind
    if kind == "joined":
        yield "joined, both texts"
    elif kind == "edited":
        yield f"edited, alike {bucket(case, at)}"


# --- how long it takes ------------------------------------------------------------------------


def _times(name: str, cases: Sequence[Case], folder: Path, options: Options) -> Iterator[Row]:
    """Time each document from its catalog's text to its new text, with msgmerge as the floor."""
    files = [_Msgmerge(folder).write(number, case) for number, case in enumerate(cases)]
    texts = [
        (catalog.read_bytes().decode(), case.new)
        for (catalog, _), case in zip(files, cases, strict=True)
    ]
    old = [Catalog(HEADER, case.old) for case in cases]
    best = in_turn(
        {
            "update": lambda: [
                update(known, case.new, HEADER) for known, case in zip(old, cases, strict=True)
            ],
            "read, update, write": lambda: [
                serialize(update(parse(text), new, HEADER).catalog) for text, new in texts
            ],
        },
        options.rounds,
    )
    floor = None
    if shutil.which(_MSGMERGE[0]):
        theirs = in_turn(_merging(files, folder), min(options.rounds, 3), _children)
        floor = theirs["msgmerge"]
        best = theirs | best
    units = sum(len(case.new) for case in cases)
    for task, seconds in best.items():
        note = (
            f"{seconds / len(cases) * 1000:.2f} ms a document,"
            f" {seconds / units * _UNITS * 1000:.2f} ms for {_UNITS} units"
        )
        yield Row(
            _GROUP,
            f"{task}, {name}: {len(cases):,} documents, {units:,} units",
            seconds,
            ratio=seconds / floor if floor else None,
            floor=_MSGMERGE[0] if floor else "",
            note=note if floor else f"{note}; msgmerge is not installed",
        )


def _merging(files: Sequence[tuple[Path, Path]], folder: Path) -> dict[str, Callable[[], object]]:
    """Return what msgmerge is timed at: the documents, and as many that are empty."""
    empty = folder / "empty.po"
    empty.write_bytes(serialize(Catalog(HEADER, ())).encode())
    return {
        "msgmerge, nothing in them": lambda: [_merge(empty, empty) for _ in files],
        "msgmerge": lambda: [_merge(*pair) for pair in files],
    }


def _children() -> float:
    """Return the CPU seconds of processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
