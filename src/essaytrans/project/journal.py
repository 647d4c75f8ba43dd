"""What a command did, so that it need not be done again: by content, configuration and version.

A journal holds parts: an article alone, and an article in a language. Each part names the files that
it was made from and made, as they were, and what came out. It is good for as long as all these files
have the same content and the key of the journal is the same. It lives in `.essaytrans/`, which git
ignores and anybody may delete; what is not remembered is done again.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from essaytrans import __version__
from essaytrans.model import Diagnostic, EssaytransError, Message, Position, Severity
from essaytrans.project.files import (
    digest,
    is_absent,
    is_file,
    read_bytes,
    read_text,
)
from essaytrans.project.listing import times_of
from essaytrans.project.own import FOLDER, write_own
from essaytrans.project.traces import Trace, retrace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Journal", "Part"]

_OWN: Final = (".py", ".po", ".mo", ".html", ".xhtml", ".opf", ".css")
"""What the names of the files end with that decide what comes out."""
_LIBRARIES: Final = ("markdown_it", "mdit_py_plugins", "yaml", "babel", "jinja2", "nh3")
"""What else decides what an article is cut into and what its catalogs say."""


@dataclass(frozen=True, slots=True)
class Part:
    """What was done for an article, or for an article in a language."""

    files: Mapping[str, Trace | None]
    """The contents that it was made from and made, by the paths of their files, relative to the
    root or absolute; None for a file that was not there. A part without files is good for this run
    only."""
    result: Mapping[str, Any] = field(default_factory=dict)
    """What came out, as JSON has it; told by every run."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What happened in this run; not remembered."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Told by every run."""
    events: tuple[Diagnostic, ...] = ()
    """Told by this run only."""


@dataclass(slots=True)
class Journal:
    """What one command remembers of a project."""

    project: Path
    """The project's folder."""
    name: str
    """Which of its journals."""
    key: str
    """What else it depends on; a journal with another key is empty."""
    outside: Path | None = None
    """The folder that files with absolute paths must be inside of; none are looked at without."""
    _parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    _checked: dict[str, Trace | None] = field(default_factory=dict)
    _new: list[tuple[str, str]] = field(default_factory=list)
    _dirty: bool = False

    @classmethod
    def load(
        cls, project: Path, name: str, *options: object, outside: Path | None = None
    ) -> Journal:
        """Read a journal; an empty one if there is none, or none that is of use.

        Args:
            project: the project's folder.
            name: which of its journals.
            options: what the results depend on beside files and this program: the configuration,
                the options of the command; told apart by how they print.
            outside: the folder that files with absolute paths must be inside of.
        """
        key = digest("\n".join([_code(), _notes(), *map(repr, options)]))
        journal = cls(project, name, key, outside)
        if is_file(journal._file, project):
            try:
                found, check, parts = read_text(journal._file, project).split("\n", 2)
                if found == journal.key and check == digest(parts):
                    journal._parts = json.loads(parts)
            except (ValueError, EssaytransError):
                return journal  # a broken journal is no loss
        return journal

    @property
    def _file(self) -> Path:
        return self.project / FOLDER / f"{self.name}.json"

    def recall(self, article: str, part: str, of: str = "") -> Part | None:
        """Return a part if it was made of the same, and its files are as they were.

        Args:
            article: the article's name.
            part: the language's tag; empty for the article alone.
            of: what it was noted with.
        """
        try:
            files, known_of, result, diagnostics = self._parts[article][part]
        except KeyError:
            return None
        if known_of != of:
            return None
        for path, known in files.items():
            found = self._look(path, Trace(*known) if known else _ABSENT)
            if found is None:
                return None
            if known:
                files[path] = found
        return Part(files, result, diagnostics=_unpack_all(diagnostics))

    def _look(self, path: str, known: Trace) -> Trace | None:
        """Look at a file, once; None if it is not as known."""
        if path not in self._checked:
            if known is _ABSENT:
                self._checked[path] = _ABSENT if is_absent(self.project / path) else None
            else:
                found = self._checked[path] = self._retrace(path, known)
                self._dirty |= found is not None and found[:-1] != known[:-1]
        found = self._checked[path]
        return found if found is not None and found.digest == known.digest else None

    def _retrace(self, path: str, known: Trace) -> Trace | None:
        if not os.path.isabs(path):  # noqa: PTH117 - of every file, each time
            return retrace(f"{self.project}{os.sep}{path}", self.project, known)
        return retrace(path, self.outside, known) if self.outside is not None else None

    def note(self, article: str, part: str, done: Part, of: str = "") -> None:
        """Remember what was done.

        Args:
            article: the article's name.
            part: the language's tag; empty for the article alone.
            done: what was done; it holds until it is saved, and later if its files are as it says.
            of: what it was made of that is in no file of its own.
        """
        packed = _pack_all(done.diagnostics)
        self._parts.setdefault(article, {})[part] = [dict(done.files), of, done.result, packed]
        self._new.append((article, part))
        self._dirty = True

    def save(self, articles: Collection[str], languages: Collection[str]) -> None:
        """Write the journal, if anything is new, without articles and languages that are gone.

        Raises:
            EssaytransError: `not-written` or `path-outside`.
        """
        wanted = {"", *languages}
        if not self._dirty and self._has_only(articles, wanted):
            return
        self._settle()
        parts = json.dumps(
            {
                name: {part: value for part, value in found.items() if part in wanted}
                for name, found in self._parts.items()
                if name in articles
            }
        )
        write_own(self.project, self._file.name, f"{self.key}\n{digest(parts)}\n{parts}")

    def _has_only(self, articles: Collection[str], parts: set[str]) -> bool:
        known = set(articles)
        return all(name in known and found.keys() <= parts for name, found in self._parts.items())

    def _settle(self) -> None:
        """Look at the files of what is new: only a file that is seen to have a content has it.

        At the end, when most were written long enough ago for their times to be relied on.
        """
        for article, part in self._new:
            noted = self._parts.get(article, {}).get(part)
            if noted is None:
                continue
            for path, known in noted[0].items():
                found = known and self._retrace(path, Trace(*known))
                if known and not found:  # a link, or somebody changed it meanwhile
                    del self._parts[article][part]
                    break
                noted[0][path] = found
        self._new.clear()


_ABSENT: Final = Trace("", 0)


@cache
def _code() -> str:
    """Return what tells this installation of the program, and of what it stands on, from others.

    The program's own files by their sizes and times, since a version number does not change while
    one works on them. Of the libraries the file that says the version: to ask for it in the proper
    way takes longer than all else here.
    """
    own = times_of(Path(__file__).parents[1], _OWN)
    others = (find_spec(name) for name in _LIBRARIES)
    origins = [spec.origin for spec in others if spec is not None and spec.origin]
    return repr((__version__, sys.version, own, [(at, _version_file(at)) for at in origins]))


def _version_file(path: str) -> str:
    try:
        return digest(read_bytes(Path(path)))
    except EssaytransError:  # in an archive; its path tells the version, if anything does
        return ""


def _notes() -> str:
    """Return what tells the catalogs that a translator of the program tries out from others.

    Notes in the catalogs of articles are told by them, if they have the language.
    """
    folder = os.environ.get("ESSAYTRANS_LOCALE_DIR")
    return repr(times_of(Path(folder), (".po", ".mo"))) if folder else ""


# --- diagnostics as JSON ----------------------------------------------------------------------


def _pack_all(diagnostics: Sequence[Diagnostic]) -> list[Any]:
    return [
        [
            problem.severity.value,
            problem.code,
            _pack(problem.message),
            problem.hint and _pack(problem.hint),
            problem.position and _pack_position(problem.position),
        ]
        for problem in diagnostics
    ]


def _unpack_all(data: Sequence[Any]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            Severity(severity),
            code,
            _unpack(message),
            hint and _unpack(hint),
            position and Position(*position),
        )
        for severity, code, message, hint, position in data
    )


def _pack(message: Message) -> list[Any]:
    arguments = [
        [name, _pack(value) if isinstance(value, Message) else value]
        for name, value in message.arguments
    ]
    return [message.template, arguments, message.plural, message.number]


def _unpack(data: Sequence[Any]) -> Message:
    template, arguments, plural, number = data
    values = tuple(
        (name, _unpack(value) if isinstance(value, list) else value) for name, value in arguments
    )
    return Message(template, values, plural, number)


def _pack_position(position: Position) -> list[Any]:
    return [position.path, position.line, position.column, position.text, position.length]
