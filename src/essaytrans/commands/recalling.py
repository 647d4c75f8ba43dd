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
from essaytrans.commands.memory import Memory, rows_of
from essaytrans.commands.workers import run_all
from essaytrans.follow.recall import brought, offered
from essaytrans.project import layout
from essaytrans.project.index import UNSEEN, with_index
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from essaytrans.commands.memory import Known
    from essaytrans.commands.waiting import Waiting
    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Catalog, Entry
    from essaytrans.project.config import Config
    from essaytrans.project.index import Index, Place, Row
    from essaytrans.project.layout import CatalogFile
    from essaytrans.project.traces import Trace

__all__ = ["Recalled", "recall"]

_ENOUGH: Final = 400
"""How many catalogs must be read before others are to help: what they send back has its price."""

_Key = tuple[str | None, str]


class Recalled(NamedTuple):
    """A catalog with what the project has of its new texts."""

    catalog: Catalog
    brought: int
    """Translations that came along with their texts from other articles."""
    offered: int
    """Translations of like texts, fuzzy."""


def recall(
    workspace: Workspace, waiting: Sequence[Waiting], executor: Executor | None
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
    """

    def work(index: Index) -> list[Recalled]:
        _refresh(workspace, index, waiting, executor)
        memory = Memory(workspace, index, waiting)
        equal = _equal(memory, waiting)
        return _like(memory, waiting, equal)

    if not any(one.news for one in waiting):
        return [Recalled(one.catalog, 0, 0) for one in waiting]
    return with_index(workspace.root, work, keep=not workspace.dry)


# --- the index --------------------------------------------------------------------------------


def _refresh(
    workspace: Workspace, index: Index, waiting: Sequence[Waiting], executor: Executor | None
) -> None:
    """Bring the index in step with the catalogs of the languages that are asked about."""
    files = layout.catalogs(workspace.config)
    index.keep([file.path for file in files])
    tags = {one.tag for one in waiting if one.news}
    known = {one.catalog.path for one in waiting}
    asked = {file.path: file for file in files if file.tag in tags and file.path not in known}
    stale = [asked[path] for path in index.stale(asked)]
    helpers = executor if len(stale) >= _ENOUGH else None
    work = partial(_read_all, workspace.config)
    found = run_all(work, stale, helpers, lambda _: None)
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
    origin: Catalog | None
    """Where it came from, if it moved; None for an offer."""


_Answers = dict[int, _Answer]


def _equal(memory: Memory, waiting: Sequence[Waiting]) -> list[_Answers]:
    """Give each new text what equal ones have."""
    texts: dict[str, set[str]] = {}
    for one in waiting:
        texts.setdefault(one.tag, set()).update(one.catalog.entries[at].msgid for at in one.news)
    places = {tag: memory.places(tag, msgids) for tag, msgids in texts.items()}
    answers: list[_Answers] = []
    for one in waiting:
        found: _Answers = {}
        for at in one.news:
            new = one.catalog.entries[at]
            others = places[one.tag].get(new.msgid, [])
            answer = _answer(memory, new, [p for p in others if p.path != one.catalog.path])
            if answer is not None:
                found[at] = answer
        answers.append(found)
    return answers


def _answer(memory: Memory, new: Entry, places: Sequence[Place]) -> _Answer | None:
    same = [place for place in places if place.msgctxt == new.msgctxt]
    if same and not any(memory.stands(place) for place in same):
        known = memory.first(sorted(same, key=lambda place: not place.confirmed))
        if known is not None:
            return _Answer(brought(known.entry, new), known.catalog)
    known = memory.first(place for place in (*same, *places) if place.confirmed)
    return None if known is None else _offer(memory, known, new)


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
            known = memory.first(
                place
                for key in like.get(new.key, [])
                for place in places[one.tag].get(key[1], [])
                if place.confirmed and place.msgctxt == key[0]
            )
            if known is not None:
                answers[at] = _offer(memory, known, new)
    return [_recalled(one, answers) for one, answers in zip(waiting, equal, strict=True)]


def _recalled(one: Waiting, answers: _Answers) -> Recalled:
    """Put the answers into a catalog; who translated what came is credited in it."""
    entries = list(one.catalog.entries)
    comments = one.catalog.header_comments
    moved = 0
    for at, answer in answers.items():
        entries[at] = answer.entry
        if answer.origin is not None:
            comments = joined_credits(comments, credited(answer.origin).header_comments)
            moved += 1
    catalog = replace(one.catalog, entries=tuple(entries), header_comments=comments)
    return Recalled(catalog, moved, len(answers) - moved)
