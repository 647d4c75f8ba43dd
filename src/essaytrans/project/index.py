"""The index of a project's translations: which catalog translates which source text.

It says where to look, never what a translation is: that is read from the catalog itself. So it may be
old, broken or gone at any time. It lives in `.essaytrans/`, in SQLite, so that neither a look-up nor a
change costs what the whole of it does.
"""

from __future__ import annotations

from array import array
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from essaytrans.model import EssaytransError
from essaytrans.project.files import inside, is_file, remove_file
from essaytrans.project.own import FOLDER, own_folder
from essaytrans.project.traces import Trace, retrace

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

__all__ = ["UNSEEN", "Index", "Like", "Looks", "Place", "Row", "with_index"]

_Result = TypeVar("_Result")

UNSEEN: Final = Trace("-", -1)
"""Of a catalog that is not on disk as the index has it; it is read when it is asked for again."""

_VERSION: Final = 1
"""Of the tables below; an index of another version is made anew."""
_NAME: Final = "translations.sqlite"
_PATIENCE: Final = 2.0
"""Seconds to wait for another run that writes; then this run does without what is on disk."""
_BEST: Final = 1_000
"""How many texts that share most of a sketch are compared in full; some have no translation in the
language that is asked about."""
_LEAST: Final = 2
"""How many numbers of a sketch two texts must share at least, if it has six or more: one they often
share by chance."""
_COMMON: Final = 2_000
"""How many texts may share a number of a sketch for it to tell anything."""
_GRAM: Final = array("I")
"""How a sketch is written; at least 32 bits a number."""
_FEW: Final = 500
"""Values asked for at once: old releases of SQLite take 999 in a statement."""
_TABLES: Final = """
CREATE TABLE catalog (id INTEGER PRIMARY KEY, path TEXT UNIQUE, tag TEXT, article TEXT, trace TEXT);
CREATE TABLE text (id INTEGER PRIMARY KEY, msgctxt TEXT, msgid TEXT, masked TEXT, sketch BLOB);
CREATE INDEX text_msgid ON text (msgid);
CREATE TABLE gram (gram INTEGER, text INTEGER, PRIMARY KEY (gram, text)) WITHOUT ROWID;
CREATE TABLE place (text INTEGER, catalog INTEGER, current INTEGER, confirmed INTEGER,
                    PRIMARY KEY (text, catalog)) WITHOUT ROWID;
CREATE INDEX place_catalog ON place (catalog);
"""


class Row(NamedTuple):
    """An entry that holds work, as the index has it."""

    msgctxt: str | None
    msgid: str
    current: bool
    """Whether the entry is not obsolete."""
    confirmed: bool
    """Whether it has a translation that is not fuzzy."""


class Looks(NamedTuple):
    """What a text is known by among those that are like it."""

    masked: str
    """The msgid as texts are compared for likeness."""
    sketch: tuple[int, ...]
    """Some numbers of 32 bits that it shares with texts like it."""


class Place(NamedTuple):
    """Where a source text is translated."""

    msgctxt: str | None
    msgid: str
    path: str
    """The catalog's."""
    article: str
    current: bool
    confirmed: bool


class Like(NamedTuple):
    """A text that may be like one that was asked about."""

    msgctxt: str | None
    msgid: str
    masked: str


class Index:
    """A project's index, open for one piece of work; `with_index` opens it."""

    def __init__(self, data: sqlite3.Connection, root: Path, looks: Callable[[str], Looks]) -> None:
        self._data = data
        self._root = root
        self._looks = looks

    def stale(self, paths: Iterable[str]) -> list[str]:
        """Return those of some catalogs that are not in the index as they are on disk."""
        known = dict(self._data.execute("SELECT path, trace FROM catalog"))
        return [path for path in paths if not self._is_as_known(path, known.get(path))]

    def _is_as_known(self, path: str, noted: str | None) -> bool:
        if noted is None:
            return False
        digest, *numbers = noted.split()
        try:
            known = Trace(digest, *map(int, numbers))
        except (ValueError, TypeError):  # whoever wrote that, it was not this program
            return False
        found = retrace(self._root / path, self._root, known)
        if found is not None and found[:-1] != known[:-1]:
            self._data.execute(
                "UPDATE catalog SET trace = ? WHERE path = ?", (_written(found), path)
            )
        return found is not None

    def keep(self, paths: Collection[str]) -> None:
        """Forget all catalogs but these."""
        for path in {path for (path,) in self._data.execute("SELECT path FROM catalog")} - {*paths}:
            self._forget(path)

    def _forget(self, path: str) -> None:
        run = self._data.execute
        for (number,) in run("SELECT id FROM catalog WHERE path = ?", (path,)).fetchall():
            texts = run("SELECT text FROM place WHERE catalog = ?", (number,)).fetchall()
            run("DELETE FROM place WHERE catalog = ?", (number,))
            run("DELETE FROM catalog WHERE id = ?", (number,))
            for (text,) in texts:
                self._drop(text)

    def _drop(self, text: int) -> None:
        """Take a text out if no catalog has it any more."""
        run = self._data.execute
        if run("SELECT 1 FROM place WHERE text = ? LIMIT 1", (text,)).fetchone() is None:
            (sketch,) = run("SELECT sketch FROM text WHERE id = ?", (text,)).fetchone()
            whole = len(sketch) // _GRAM.itemsize * _GRAM.itemsize
            grams = [(gram, text) for gram in array(_GRAM.typecode, sketch[:whole])]
            self._data.executemany("DELETE FROM gram WHERE gram = ? AND text = ?", grams)
            run("DELETE FROM text WHERE id = ?", (text,))

    def renew(self, path: str, tag: str, article: str, trace: Trace, rows: Sequence[Row]) -> None:
        """Put in what a catalog has, in the place of what it had.

        Args:
            path: the catalog's, relative to the project.
            tag: its language.
            article: the name of its article.
            trace: of the content that the rows were read from.
            rows: its entries that hold work.
        """
        run = self._data.execute
        self._forget(path)
        values = (path, tag, article, _written(trace))
        catalog = run(
            "INSERT INTO catalog (path, tag, article, trace) VALUES (?, ?, ?, ?)", values
        ).lastrowid
        texts = self._texts_of(rows)
        self._data.executemany(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?)",
            [(texts[row.msgctxt, row.msgid], catalog, row.current, row.confirmed) for row in rows],
        )

    def _texts_of(self, rows: Sequence[Row]) -> dict[tuple[str | None, str], int]:
        """Return the numbers of texts; those that the index lacks are put in."""
        known: dict[tuple[str | None, str], int] = {}
        for some in _portions([row.msgid for row in rows]):
            marks = ", ".join("?" * len(some))
            query = f"SELECT msgctxt, msgid, id FROM text WHERE msgid IN ({marks})"  # noqa: S608
            known |= {
                (ctxt, msgid): number for ctxt, msgid, number in self._data.execute(query, some)
            }
        for row in rows:
            if (row.msgctxt, row.msgid) not in known:
                known[row.msgctxt, row.msgid] = self._add(row)
        return known

    def _add(self, row: Row) -> int:
        """Put a text in; return its number."""
        looks = self._looks(row.msgid)
        sketch = array(_GRAM.typecode, looks.sketch).tobytes()
        values = (row.msgctxt, row.msgid, looks.masked, sketch)
        number = self._data.execute(
            "INSERT INTO text (msgctxt, msgid, masked, sketch) VALUES (?, ?, ?, ?)", values
        ).lastrowid
        grams = [(gram, number) for gram in looks.sketch]
        self._data.executemany("INSERT OR IGNORE INTO gram VALUES (?, ?)", grams)
        return number or 0

    def places(self, tag: str, msgids: Collection[str]) -> list[Place]:
        """Return where texts are translated into a language: in the order of the catalogs' paths."""
        found: list[Place] = []
        for some in _portions(sorted(msgids)):
            marks = ", ".join("?" * len(some))
            query = f"{_PLACES} WHERE catalog.tag = ? AND text.msgid IN ({marks})"
            found += [
                Place(msgctxt, msgid, path, article, bool(current), bool(confirmed))
                for msgctxt, msgid, path, article, current, confirmed in self._data.execute(
                    query, (tag, *some)
                )
            ]
        return sorted(found, key=lambda place: (place.path, place.msgid, place.msgctxt or ""))

    def like(self, sketch: Sequence[int]) -> list[Like]:
        """Return the texts that share most of a sketch, those that share more first.

        What many texts share says little of any, so it is only looked at where there is nothing
        else.
        """
        query = "SELECT text FROM gram WHERE gram = ? LIMIT ?"
        found = [
            [text for (text,) in self._data.execute(query, (gram, _COMMON + 1))] for gram in sketch
        ]
        rare = [texts for texts in found if len(texts) <= _COMMON]
        shared = Counter(text for texts in rare or found for text in texts)
        least = min(_LEAST, len(sketch) // 3)
        best = [text for text, times in shared.most_common(_BEST) if times >= least]
        likes: dict[int, Like] = {}
        for some in _portions(best):
            marks = ", ".join("?" * len(some))
            query = f"SELECT id, msgctxt, msgid, masked FROM text WHERE id IN ({marks})"  # noqa: S608
            likes |= {number: Like(*row) for number, *row in self._data.execute(query, some)}
        return [likes[text] for text in best]


def with_index(
    root: Path,
    work: Callable[[Index], _Result],
    *,
    looks: Callable[[str], Looks],
    keep: bool = True,
) -> _Result:
    """Do something with the index of a project.

    One that is broken is made anew, and the work is done again. Where there can be none on disk, it
    is in memory, and this run finds out all that it would have said.

    Args:
        root: the project's folder.
        work: what to do; it may be done twice.
        looks: says of a text that the index lacks what it is known by.
        keep: whether what was found out is written.
    """
    import sqlite3  # noqa: PLC0415 - most runs need none

    path = _file(root, keep=keep)
    if path is not None:
        try:
            return _worked(path, root, work, looks, keep=keep)
        except sqlite3.DatabaseError as error:
            # another run may be writing, or the disk does not let us; all else is a broken file
            busy = isinstance(error, sqlite3.OperationalError)
            if keep and not (busy and error.sqlite_errorname != "SQLITE_ERROR"):
                with suppress(EssaytransError):
                    if remove_file(Path(path), root=root):
                        return with_index(root, work, looks=looks)
    return _worked(":memory:", root, work, looks, keep=False)


def _file(root: Path, *, keep: bool) -> str | None:
    """Return where the index is; None where there can be none."""
    path = root / FOLDER / _NAME
    if path.is_symlink() or not inside(root, path):
        return None
    if is_file(path):
        return str(path)
    try:
        return str(own_folder(root) / _NAME) if keep else None
    except EssaytransError:
        return None


def _worked(
    path: str,
    root: Path,
    work: Callable[[Index], _Result],
    looks: Callable[[str], Looks],
    *,
    keep: bool,
) -> _Result:
    import sqlite3  # noqa: PLC0415 - as above

    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as data:
        # what a power cut destroys is made anew, so there is no need to wait for the disk
        data.execute("PRAGMA synchronous = OFF")
        data.execute("BEGIN IMMEDIATE")
        (version,) = data.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError(version)
        if version == 0:
            for statement in _TABLES.split(";"):
                data.execute(statement)
            data.execute(f"PRAGMA user_version = {_VERSION}")
        result = work(Index(data, root, looks))
        data.execute("COMMIT" if keep else "ROLLBACK")
        return result


_PLACES: Final = """
SELECT text.msgctxt, text.msgid, catalog.path, catalog.article, place.current, place.confirmed
FROM text JOIN place ON place.text = text.id JOIN catalog ON catalog.id = place.catalog
"""


def _written(trace: Trace) -> str:
    return " ".join(map(str, trace))


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _FEW):
        yield values[start : start + _FEW]
