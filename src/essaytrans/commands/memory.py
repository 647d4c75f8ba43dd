"""The project's memory: what its catalogs have of a text, those on disk and those not yet written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from essaytrans.follow.recall import SHORTEST, Recall
from essaytrans.follow.similar import masked
from essaytrans.project.index import Place, Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from essaytrans.commands.waiting import Waiting
    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Catalog, Entry
    from essaytrans.project.index import Index

__all__ = ["Known", "Memory", "rows_of"]

_Key = tuple[str | None, str]


class Known(NamedTuple):
    """An entry that the project has, and where."""

    entry: Entry
    place: Place


def rows_of(catalog: Catalog, without: Collection[int] = ()) -> list[Row]:
    """Return what the index wants of a catalog: the entries that hold work.

    Args:
        catalog: the catalog.
        without: positions of entries to leave out.
    """
    return [
        Row(
            entry.msgctxt,
            entry.msgid,
            masked(entry.msgid),
            not entry.obsolete,
            bool(entry.msgstr) and not entry.fuzzy,
        )
        for at, entry in enumerate(catalog.entries)
        if at not in without and entry.holds_work
    ]


class Memory:
    """What is known of texts; the index says where to look, the catalogs say what is there."""

    def __init__(self, workspace: Workspace, index: Index, waiting: Iterable[Waiting]) -> None:
        self._desk = workspace.quiet()  # what is wrong with catalogs is told elsewhere
        self._index = index
        self._waiting = {one.catalog.path: one for one in waiting}
        self._rows = {path: rows_of(one.catalog, one.news) for path, one in self._waiting.items()}
        self._articles = {article.name: article.path for article in workspace.all_articles}
        self._entries: dict[str, dict[_Key, Entry]] = {}

    def places(self, tag: str, msgids: Collection[str]) -> dict[str, list[Place]]:
        """Return where texts are translated into a language, by text, in the order of the paths."""
        found = [p for p in self._index.places(tag, msgids) if p.path not in self._waiting]
        for path, one in self._waiting.items():
            if one.tag == tag:
                found += [
                    Place(row.msgctxt, row.msgid, path, one.article, row.current, row.confirmed)
                    for row in self._rows[path]
                    if row.msgid in msgids
                ]
        by_text: dict[str, list[Place]] = {}
        for place in sorted(found, key=lambda place: place.path):
            by_text.setdefault(place.msgid, []).append(place)
        return by_text

    def stands(self, place: Place) -> bool:
        """Whether the text is in an article there, as far as its catalog knows."""
        return place.current and place.article in self._articles

    def origin(self, place: Place) -> str:
        """Return what to call a place: its article's path, or the catalog's if that is gone."""
        return self._articles.get(place.article, place.path)

    def first(self, places: Iterable[Place]) -> Known | None:
        """Return the first of some places that is as the index says."""
        for place in places:
            entry = self._catalog(place).get((place.msgctxt, place.msgid))
            if entry is not None and entry.holds_work and _is_as(entry, place):
                return Known(entry, place)
        return None

    def _catalog(self, place: Place) -> dict[_Key, Entry]:
        if place.path not in self._entries:
            waiting = self._waiting.get(place.path)
            catalog = waiting.catalog if waiting else self._read(place)
            entries = catalog.entries if catalog is not None else ()
            self._entries[place.path] = {entry.key: entry for entry in entries}
        return self._entries[place.path]

    def _read(self, place: Place) -> Catalog | None:
        text = self._desk.text(place.path)
        return None if text is None else self._desk.parsed(text, place.path, None)

    def like(self, texts: Sequence[_Key]) -> Mapping[_Key, list[_Key]]:
        """Return texts that are like some others, and translated somewhere; the most alike first.

        Args:
            texts: contexts and msgids; short ones are like none.
        """
        wanted = {(key, masked(key[1])) for key in texts}
        wanted = {(key, text) for key, text in wanted if len(text) >= SHORTEST}
        if not wanted:
            return {}
        known = {(msgctxt, msgid): text for msgctxt, msgid, text in self._index.texts()}
        for rows in self._rows.values():
            known |= {(row.msgctxt, row.msgid): row.masked for row in rows if row.confirmed}
        keys = list(known)
        recall = Recall(list(known.values()), queries=len(wanted))
        return {
            key: [
                keys[at]
                for at, _ in recall.nearest(text)
                if keys[at][0] == key[0] and keys[at] != key
            ]
            for key, text in wanted
        }


def _is_as(entry: Entry, place: Place) -> bool:
    """Whether an entry is as the index says; somebody may have saved its catalog since."""
    confirmed = bool(entry.msgstr) and not entry.fuzzy
    return (not entry.obsolete, confirmed) == (place.current, place.confirmed)
