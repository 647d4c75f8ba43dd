"""Giving new texts what the project has of them: translations that moved, and those of like texts.

It comes after all articles of a round were brought in step, since only then it is known which texts
left an article and which came.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.catalog.credits import credited, joined_credits
from essaytrans.commands.desk import Desk
from essaytrans.commands.recall.memory import Memory, looks_of, rows_of
from essaytrans.commands.workers import run_all, workers
from essaytrans.follow.recall import SHORTEST, brought, offered
from essaytrans.follow.similar import masked
from essaytrans.model import Catalog, EssaytransError
from essaytrans.project import layout
from essaytrans.project.index import UNSEEN, with_index
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from concurrent.futures import Executor

    from essaytrans.commands.recall.memory import Known
    from essaytrans.commands.recall.waiting import Waiting
    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Entry
    from essaytrans.project.config import Config
    from essaytrans.project.index import Index, Place, Row
    from essaytrans.project.layout import CatalogFile
    from essaytrans.project.traces import Trace

__all__ = ["Recalled", "recall", "take_away"]

_ENOUGH: Final = 400
"""How many catalogs must be read before others are to help: what they send back has its price."""

_Key = tuple[str | None, str]


class Recalled(NamedTuple):
    """A catalog with what the project has of its new texts."""

    catalog: Catalog
    moved: tuple[tuple[str, _Key], ...]
    """Translations that came along with their texts: from which catalog, under which key."""
    offered: int
    """Translations of like texts, fuzzy."""


def recall(
    workspace: Workspace,
    waiting: Sequence[Waiting],
    executor: Executor | None = None,
    jobs: int | None = 1,
) -> list[Recalled]:
    """Give new texts what the other catalogs of their languages have of them.

    A text that stands in no other article any more has moved: its translation comes along as it
    was, with its remarks. One that stands elsewhere too, or is like one that does, is offered that
    one's translation, fuzzy.

    Args:
        workspace: the project.
        waiting: catalogs with new texts, and others that are not as they are on disk; who asks
            writes them.
        executor: who helps to read catalogs, if there are many.
        jobs: how many processes do, where there is no executor; None to decide by how many.
    """

    def work(index: Index) -> list[Recalled]:
        _refresh(workspace, index, waiting, executor, jobs)
        memory = Memory(workspace, index, waiting)
        equal = _equal(memory, waiting)
        return _like(memory, waiting, equal)

    if not any(one.news for one in waiting):
        return [Recalled(one.catalog, (), 0) for one in waiting]
    return with_index(workspace.root, work, looks=looks_of, keep=not workspace.dry)


# --- the index --------------------------------------------------------------------------------


def _refresh(
    workspace: Workspace,
    index: Index,
    waiting: Sequence[Waiting],
    executor: Executor | None,
    jobs: int | None,
) -> None:
    """Bring the index in step with the catalogs of the languages that are asked about."""
    files = layout.catalogs(workspace.config)
    index.keep([file.path for file in files])
    tags = {one.tag for one in waiting if one.news}
    known = {one.catalog.path for one in waiting}
    asked = {file.path: file for file in files if file.tag in tags and file.path not in known}
    stale = [asked[path] for path in index.stale(asked)]
    work = partial(_read_all, workspace.config)
    with workers(executor, jobs, tasks=len(stale), catalogs=len(stale)) as pool:
        found = run_all(work, stale, pool if len(stale) >= _ENOUGH else None, lambda _: None)
        for file, (seen, rows) in zip(stale, found, strict=True):
            index.renew(file.path, file.tag, file.article, seen, rows)


def _read_all(config: Config, files: Sequence[CatalogFile]) -> list[tuple[Trace, list[Row]]]:
    return [_read(config, file) for file in files]


def _read(config: Config, file: CatalogFile) -> tuple[Trace, list[Row]]:
    """Read what the index wants of a catalog; nothing of one that cannot be used."""
    desk = Desk(config=config)  # what is wrong with it is told by whoever works on it
    text = desk.text(file.path)
    if text is None:
        return UNSEEN, []
    catalog = desk.parsed(text, file.path, file.tag)
    return trace(text), [] if catalog is None else rows_of(catalog)


# --- equal texts ------------------------------------------------------------------------------


class _Answer(NamedTuple):
    """What a new text gets."""

    entry: Entry
    origin: Known | None
    """What it was where it came from, if it moved; None for an offer."""


_Answers = dict[int, _Answer]


def _equal(memory: Memory, waiting: Sequence[Waiting]) -> list[_Answers]:
    """Give each new text what equal ones have; what moved goes to the first that has it."""
    texts: dict[str, set[str]] = {}
    for one in waiting:
        texts.setdefault(one.tag, set()).update(one.catalog.entries[at].msgid for at in one.news)
    places = {tag: memory.places(tag, msgids) for tag, msgids in texts.items()}
    gone: set[tuple[str, _Key]] = set()
    answers: list[_Answers] = []
    for one in waiting:
        others = {
            at: [
                place
                for place in places[one.tag].get(one.catalog.entries[at].msgid, [])
                if place.path != one.catalog.path
            ]
            for at in one.news
        }
        found = _moved(memory, one, others, gone)
        gone.update((one.tag, one.catalog.entries[at].key) for at in found)
        for at in one.news:
            if at not in found:
                answer = _offered(memory, one.catalog.entries[at], others[at])
                if answer is not None:
                    found[at] = answer
        answers.append(found)
    return answers


def _moved(
    memory: Memory,
    one: Waiting,
    others: Mapping[int, Sequence[Place]],
    gone: Collection[tuple[str, _Key]],
) -> _Answers:
    """Find the texts that have moved here: they stand nowhere else any more.

    A short one has moved only with a longer one from the same article: 苹果 is said of fruit, and of
    telephones.
    """
    found: _Answers = {}
    short: _Answers = {}
    for at, places in others.items():
        new = one.catalog.entries[at]
        same = [place for place in places if place.msgctxt == new.msgctxt]
        if not same or (one.tag, new.key) in gone or any(map(memory.stands, same)):
            continue
        known = _agreed(list(memory.all(same)))
        if known is not None:
            fits = len(masked(new.msgid)) >= SHORTEST
            (found if fits else short)[at] = _Answer(brought(known.entry, new), known)
    origins = {answer.origin.place.path for answer in found.values() if answer.origin}
    for at, answer in short.items():
        if answer.origin and answer.origin.place.path in origins:
            found[at] = answer
    return found


def _agreed(known: Sequence[Known]) -> Known | None:
    """Return the entry that has moved; None where there are several that do not agree."""
    told = {(each.entry.msgstr, each.entry.fuzzy) for each in known if each.entry.msgstr}
    if len(told) > 1:
        return None
    return next((each for each in known if each.entry.msgstr), known[0] if known else None)


def _offered(memory: Memory, new: Entry, places: Sequence[Place]) -> _Answer | None:
    confirmed = [place for place in places if place.confirmed]
    confirmed.sort(key=lambda place: (place.msgctxt != new.msgctxt, place.path))
    known = _in_use_first(memory, confirmed)
    return None if known is None else _offer(memory, known, new)


def _in_use_first(memory: Memory, places: Sequence[Place]) -> Known | None:
    """Return the first entry that is in use, or the first of all; no more are looked at."""
    return memory.first(place for place in places if memory.stands(place)) or memory.first(places)


def _offer(memory: Memory, known: Known, new: Entry) -> _Answer:
    return _Answer(offered(known.entry, new, memory.origin(known.place)), None)


# --- like texts -------------------------------------------------------------------------------


def _like(memory: Memory, waiting: Sequence[Waiting], equal: Sequence[_Answers]) -> list[Recalled]:
    """Give each new text that has nothing yet what like ones have."""
    left = [
        [at for at in one.news if at not in found]
        for one, found in zip(waiting, equal, strict=True)
    ]
    keys = {
        one.catalog.entries[at].key for one, some in zip(waiting, left, strict=True) for at in some
    }
    like = {key: memory.like(key) for key in keys}
    texts: dict[str, set[str]] = {}
    for one, some in zip(waiting, left, strict=True):
        for at in some:
            found = like.get(one.catalog.entries[at].key, [])
            texts.setdefault(one.tag, set()).update(msgid for _, msgid in found)
    places = {tag: memory.places(tag, msgids) for tag, msgids in texts.items()}
    for one, some, answers in zip(waiting, left, equal, strict=True):
        for at in some:
            new = one.catalog.entries[at]
            known = _likest(memory, like.get(new.key, []), places[one.tag])
            if known is not None:
                answers[at] = _offer(memory, known, new)
    return [_recalled(one, answers) for one, answers in zip(waiting, equal, strict=True)]


def _likest(
    memory: Memory, keys: Sequence[_Key], places: Mapping[str, Sequence[Place]]
) -> Known | None:
    """Return the translation of the first of some texts that has one."""
    for msgctxt, msgid in keys:
        confirmed = [p for p in places.get(msgid, ()) if p.confirmed and p.msgctxt == msgctxt]
        known = _in_use_first(memory, confirmed)
        if known is not None:
            return known
    return None


def _recalled(one: Waiting, answers: _Answers) -> Recalled:
    """Put the answers into a catalog; who translated what came is credited in it."""
    entries = list(one.catalog.entries)
    comments = one.catalog.header_comments
    moved: list[tuple[str, _Key]] = []
    for at, (entry, origin) in answers.items():
        entries[at] = entry
        if origin is not None:
            comments = joined_credits(comments, credited(origin.catalog).header_comments)
            moved.append((origin.place.path, origin.entry.key))
    catalog = replace(one.catalog, entries=tuple(entries), header_comments=comments)
    return Recalled(catalog, tuple(moved), len(answers) - len(moved))


# --- where they came from ---------------------------------------------------------------------


def take_away(workspace: Workspace, moved: Mapping[str, Collection[_Key]]) -> None:
    """Take translations that moved out of the catalogs that they left.

    A copy that stayed behind would come back one day in the place of what was made of it since. It
    goes when the translation stands where it belongs, and not before.

    Args:
        workspace: the project.
        moved: keys of entries, by the paths of catalogs.
    """
    files = {file.path: file for file in layout.catalogs(workspace.config)}
    for path, keys in moved.items():
        file = files.get(path)
        catalog = workspace.catalog(file.article, file.tag) if file else None
        if catalog is None:
            continue
        left = tuple(entry for entry in catalog.entries if entry.key not in keys)
        try:
            workspace.write_catalog(replace(catalog, entries=left))
        except EssaytransError as error:
            workspace.diagnostics.extend(error.diagnostics)
