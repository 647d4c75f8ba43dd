"""What a command did, so that it need not be done again: by content, configuration and version.

A memory holds parts: an article alone, and an article in a language. Each part names the files that
it was made from and made, as they were, and what came out. It is good for as long as all these files
have the same content and the key of the memory is the same. It lives in `.essaytrans/`, which git
ignores and anybody may delete; what is not remembered is done again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from essaytrans.model import Diagnostic, EssaytransError, Message, Position, Severity
from essaytrans.project.files import (
    Trace,
    digest,
    is_absent,
    is_file,
    read_text,
    retrace,
    times_of,
    write_text,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Memory", "Part"]

_FOLDER: Final = ".essaytrans"
_LIBRARIES: Final = ("markdown_it", "mdit_py_plugins", "yaml", "babel")
"""What else decides what an article is cut into and what its catalogs say."""


@dataclass(frozen=True, slots=True)
class Part:
    """What was done for an article, or for an article in a language."""

    files: Mapping[str, Trace | None]
    """The files it depends on and those it made, relative to the root or absolute; None for one
    that was not there. A part without files is good for this run only."""
    result: Mapping[str, Any] = field(default_factory=dict)
    """What came out, as JSON has it; told by every run."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What happened in this run; not remembered."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Told by every run."""
    events: tuple[Diagnostic, ...] = ()
    """Told by this run only."""


@dataclass(slots=True)
class Memory:
    """What one command remembers of a project."""

    project: Path
    """The project's folder."""
    name: str
    """Which of its memories."""
    key: str
    """What else it depends on; a memory with another key is empty."""
    _parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    _checked: dict[str, Trace | None] = field(default_factory=dict)
    _new: list[tuple[str, str]] = field(default_factory=list)
    _dirty: bool = False

    @classmethod
    def load(cls, project: Path, name: str, *options: object) -> Memory:
        """Read a memory; an empty one if there is none, or none that is of use.

        Args:
            project: the project's folder.
            name: which of its memories.
            options: what the results depend on beside files and this program: the configuration,
                the options of the command; told apart by how they print.
        """
        memory = cls(project, name, digest("\n".join([_code(), *map(repr, options)])))
        if is_file(memory._file, project):
            try:
                key, check, parts = read_text(memory._file, project).split("\n", 2)
                if key == memory.key and check == digest(parts):
                    memory._parts = json.loads(parts)
            except (ValueError, EssaytransError):
                return memory  # a broken memory is no loss
        return memory

    @property
    def _file(self) -> Path:
        return self.project / _FOLDER / f"{self.name}.json"

    def recall(self, article: str, part: str) -> Part | None:
        """Return a part if its files are as they were.

        Args:
            article: the article's name.
            part: the language's tag; empty for the article alone.
        """
        try:
            files, result, diagnostics = self._parts[article][part]
        except KeyError:
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
            full = self.project / path
            if known is _ABSENT:
                self._checked[path] = _ABSENT if is_absent(full) else None
            else:
                found = self._checked[path] = self._retrace(path, known)
                self._dirty |= found is not None and found[:-1] != known[:-1]
        found = self._checked[path]
        return found if found is not None and found.digest == known.digest else None

    def _retrace(self, path: str, known: Trace) -> Trace | None:
        full = self.project / path
        return retrace(full, None if full == Path(path) else self.project, known)

    def note(self, article: str, part: str, done: Part) -> None:
        """Remember what was done."""
        packed = _pack_all(done.diagnostics)
        self._parts.setdefault(article, {})[part] = [dict(done.files), done.result, packed]
        self._new.append((article, part))
        self._dirty = True

    def forget(self, article: str, part: str) -> None:
        """Forget a part."""
        self._dirty |= self._parts.get(article, {}).pop(part, None) is not None

    def save(self, articles: Collection[str], languages: Collection[str]) -> None:
        """Write the memory, if anything is new, without articles and languages that are gone.

        Raises:
            EssaytransError: `not-written` or `path-outside`.
        """
        if not self._dirty and self._parts.keys() <= set(articles):
            return
        self._settle()
        wanted = {"", *languages}
        parts = json.dumps(
            {
                name: {part: value for part, value in found.items() if part in wanted}
                for name, found in self._parts.items()
                if name in articles
            },
            ensure_ascii=False,
        )
        text = f"{self.key}\n{digest(parts)}\n{parts}"
        ignore = self.project / _FOLDER / ".gitignore"
        write_text(ignore, "*\n", root=self.project, durable=False)
        write_text(self._file, text, root=self.project, durable=False)

    def _settle(self) -> None:
        """Look again at files that were just written, so that their times can be relied on."""
        for article, part in self._new:
            noted = self._parts.get(article, {}).get(part)
            if noted is None:
                continue
            for path, known in noted[0].items():
                found = known and self._retrace(path, Trace(*known))
                if known and not found:  # somebody changed it meanwhile
                    del self._parts[article][part]
                    break
                noted[0][path] = found


_ABSENT: Final = Trace("", 0, 0, 0, 0, 0)


@cache
def _code() -> str:
    """Return what tells this installation of the program, and of what it stands on, from others.

    By the sizes and times of files, since a version number does not change while one works on the
    program, and to ask for those of the libraries takes longer than all else here.
    """
    here = Path(__file__).parents[1]
    others = (find_spec(name) for name in _LIBRARIES)
    origins = [Path(spec.origin) for spec in others if spec is not None and spec.origin]
    return repr(times_of(here, ".py", origins))


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
