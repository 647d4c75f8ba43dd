"""What an article's links want to know of the other articles in its language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.commands.desk import Desk
from essaytrans.model import Catalog
from essaytrans.project import files, layout
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from essaytrans.commands.builds.editions import Job
    from essaytrans.model import Document
    from essaytrans.project.traces import Trace

__all__ = ["Neighbours"]


class _Read(NamedTuple):
    """The two files of an article in a language."""

    text: str
    catalog: str | None
    """None if there is none yet."""


_MOST: Final = 1_000
"""Articles whose headings a process remembers: many others may link to the same few."""
_remembered: dict[tuple[str, ...], Mapping[str, str]] = {}
"""What headings are called, by all that it depends on."""


@dataclass(slots=True)
class Neighbours:
    """The other articles, as far as somebody asked for them."""

    job: Job
    built: Callable[[Job], str]
    """Builds an article without minding its links."""
    retold: Callable[[str, str], Mapping[str, str]]
    """Returns what headings of a source are called where it is built, from the two texts."""
    seen: dict[str, Trace | None] = field(default_factory=dict)
    """The files that were read, as `journal.Part.files` has them."""
    _read: dict[str, _Read | None] = field(default_factory=dict)
    _desk: Desk | None = None
    _depends: str = ""

    def published(self, path: str) -> bool:
        """Whether an article is published in the language: whether enough of it is translated."""
        if not self.job.least:
            return True
        opened = self._opened(path)
        if opened is None:
            return False
        from essaytrans.follow import make_template, measure  # noqa: PLC0415 - few are asked for

        document, catalog = opened
        template = make_template(document, notes_language=self.job.config.notes_language)
        return measure(template, catalog).share >= self.job.least

    def renamed(self, path: str) -> Mapping[str, str]:
        """Return what the headings of an article are called in the language, by their ids."""
        read = self._of(path)
        if read is None:
            return {}
        self._depends = self._depends or files.digest(repr(self.job.config))
        key = (
            *(self._depends, path, self.job.outputs.edition, self.job.language.tag),
            *(
                str(self.job.use_fuzzy),
                self.job.stale,
                files.digest(read.text),
                files.digest(read.catalog or ""),
            ),
        )
        if key not in _remembered:
            if len(_remembered) >= _MOST:
                _remembered.pop(next(iter(_remembered)))
            _remembered[key] = self._rename(path)
        return _remembered[key]

    def _rename(self, path: str) -> Mapping[str, str]:
        opened = self._opened(path)
        if opened is None:
            return {}
        document, catalog = opened
        article = layout.Article(self.job.pages[path], path)
        other = replace(self.job, article=article, document=document, blocks=None, catalog=catalog)
        return self.retold(document.text, self.built(other))

    def _opened(self, path: str) -> tuple[Document, Catalog] | None:
        """Return an article and its catalog; None if they cannot be used, which is told of them."""
        read, desk = self._of(path), self._quiet()
        if read is None:
            return None
        article = layout.Article(self.job.pages[path], path)
        where, tag = self._catalog_path(path), self.job.language.tag
        empty = Catalog(path=where)
        catalog = desk.parsed(read.catalog, where, tag) if read.catalog is not None else empty
        return None if catalog is None else (desk.segmented(article, read.text), catalog)

    def _of(self, path: str) -> _Read | None:
        if path not in self._read:
            desk, where = self._quiet(), self._catalog_path(path)
            text = desk.text(path)
            catalog = desk.text(where) if files.is_file(desk.root / where) else None
            # a file that is there and cannot be read is not remembered as one that is not there
            self.seen[path] = trace(text) if text is not None else None
            self.seen[where] = trace(catalog) if catalog is not None else None
            self._read[path] = None if text is None else _Read(text, catalog)
        return self._read[path]

    def _quiet(self) -> Desk:
        """Return a desk whose findings nobody is told here: they are, where they belong."""
        if self._desk is None:
            self._desk = Desk(config=self.job.config, dry=True)
        return self._desk

    def _catalog_path(self, path: str) -> str:
        return str(
            layout.catalog_path(self.job.config, self.job.pages[path], self.job.language.tag)
        )
