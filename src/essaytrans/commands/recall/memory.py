"""The project's memory: what its catalogs have of a text, those on disk and those not yet written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.catalog.notes import kept_notes
from essaytrans.follow.difference import is_untouched
from essaytrans.follow.recall import nearest, sketch
from essaytrans.follow.similar import masked
from essaytrans.model import Catalog
from essaytrans.project.index import UNSEEN, Looks, Place, Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from essaytrans.commands.recall.waiting import Waiting
    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Entry
    from essaytrans.project.index import Index
    from essaytrans.project.layout import Article

__all__ = ["Known", "Memory", "looks_of", "rows_of"]

_Key = tuple[str | None, str]


class Known(NamedTuple):
    """An entry that the project has, and where."""

    entry: Entry
    place: Place
    catalog: Catalog


def rows_of(catalog: Catalog, without: Collection[int] = ()) -> list[Row]:
    """Return what the index wants of a catalog: what holds work.

    Args:
        catalog: the catalog.
        without: positions of entries to leave out.
    """
    kept = replace(
        catalog, entries=tuple(e for at, e in enumerate(catalog.entries) if at not in without)
    )
    return [_row(entry) for entry in _known(kept) if entry.holds_work]


def _known(catalog: Catalog) -> Iterator[Entry]:
    """Yield the entries of a catalog, and what those that followed an edit were before it.

    A paragraph that was copied and then edited in both places is like its former self, not like the
    other.
    """
    yield from catalog.entries
    keys = {entry.key for entry in catalog.entries}
    for entry in catalog.entries:
        former = entry.previous_msgid
        if entry.fuzzy and former and (entry.msgctxt, former) not in keys:
            keys.add((entry.msgctxt, former))
            if is_untouched(entry) and not kept_notes(entry):
                yield replace(
                    entry,
                    msgid=former,
                    fuzzy=False,
                    obsolete=True,
                    previous_msgid=None,
                    translator_comments=(),
                )


def _row(entry: Entry) -> Row:
    confirmed = bool(entry.msgstr) and not entry.fuzzy
    return Row(entry.msgctxt, entry.msgid, not entry.obsolete, confirmed)


def looks_of(msgid: str) -> Looks:
    """Say what a text is known by among those that are like it."""
    plain = masked(msgid)
    return Looks(plain, sketch(plain))


class Memory:
    """What is known of texts; the index says where to look, the catalogs say what is there."""

    def __init__(self, workspace: Workspace, index: Index, waiting: Iterable[Waiting]) -> None:
        self._desk = workspace.quiet()  # what is wrong with catalogs is told elsewhere
        self._index = index
        self._waiting = {one.catalog.path: one for one in waiting}
        for path, one in self._waiting.items():
            index.renew(path, one.tag, one.article, UNSEEN, rows_of(one.catalog, one.news))
        self._articles = {article.name: article for article in workspace.all_articles}
        self._in_step = {article.name for article in workspace.articles}
        self._complete = workspace.complete
        self._texts: dict[str, frozenset[_Key]] = {}
        self._catalogs: dict[str, Catalog] = {}
        self._entries: dict[str, dict[_Key, Entry]] = {}

    def places(self, tag: str, msgids: Collection[str]) -> dict[str, list[Place]]:
        """Return where texts are translated into a language, by text, in the order of the paths."""
        by_text: dict[str, list[Place]] = {}
        for place in self._index.places(tag, msgids):
            by_text.setdefault(place.msgid, []).append(place)
        return by_text

    def stands(self, place: Place) -> bool:
        """Whether the text is in an article there now.

        The catalog of an article that is not in this run may be behind it, so that is looked at.
        """
        article = self._articles.get(place.article)
        if not place.current:
            return False
        if article is None:
            return not self._complete  # it may only not have been found
        return place.article in self._in_step or (
            (place.msgctxt, place.msgid) in self._texts_of(article)
        )

    def _texts_of(self, article: Article) -> frozenset[_Key]:
        if article.name not in self._texts:
            document = self._desk.document(article)
            units = document.units if document is not None else ()
            self._texts[article.name] = frozenset((unit.msgctxt, unit.msgid) for unit in units)
        return self._texts[article.name]

    def origin(self, place: Place) -> str:
        """Return what to call a place: its article's path, or the catalog's if that is gone."""
        article = self._articles.get(place.article)
        return place.path if article is None else article.path

    def all(self, places: Iterable[Place]) -> Iterator[Known]:
        """Yield the entries of places that are as the index says."""
        for place in places:
            found = self.first([place])
            if found is not None:
                yield found

    def first(self, places: Iterable[Place]) -> Known | None:
        """Return the first of some places that is as the index says."""
        for place in places:
            entry = self._entry(place)
            if entry is not None and entry.holds_work and _is_as(entry, place):
                return Known(entry, place, self._catalogs[place.path])
        return None

    def _entry(self, place: Place) -> Entry | None:
        if place.path not in self._catalogs:
            waiting = self._waiting.get(place.path)
            catalog = waiting.catalog if waiting else self._read(place.path)
            self._catalogs[place.path] = catalog
            self._entries[place.path] = {entry.key: entry for entry in _known(catalog)}
        return self._entries[place.path].get((place.msgctxt, place.msgid))

    def _read(self, path: str) -> Catalog:
        """Read a catalog; one that cannot be used has nothing in it."""
        text = self._desk.text(path)
        catalog = None if text is None else self._desk.parsed(text, path, None)
        return catalog or Catalog(path=path)

    def like(self, text: _Key) -> list[_Key]:
        """Return texts that are like another, and translated somewhere; the most alike first.

        Args:
            text: a context and a msgid; only texts of the same context are like it.
        """
        looks = looks_of(text[1])
        found = [
            like
            for like in self._index.like(looks.sketch)
            if like.msgctxt == text[0] and like.msgid != text[1]
        ]
        order = nearest(looks.masked, [like.masked for like in found])
        return [(found[at].msgctxt, found[at].msgid) for at in order]


def _is_as(entry: Entry, place: Place) -> bool:
    """Whether an entry is as the index says; somebody may have saved its catalog since."""
    row = _row(entry)
    return (row.current, row.confirmed) == (place.current, place.confirmed)
