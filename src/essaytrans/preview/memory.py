"""What the preview knows of a project: each file as it was when it last could be read.

Nothing is asked of the watcher but when to look: whoever wants a view gets one of the files as they
are now. What did not change is not parsed again.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from essaytrans.catalog.glossary import Glossary, parse_glossary
from essaytrans.commands.desk import GLOSSARY, Desk
from essaytrans.commands.workspace import open_workspace
from essaytrans.follow import make_template, measure
from essaytrans.markdown.blocks import Blocks, read_blocks
from essaytrans.model import Catalog, Diagnostic, EssaytransError
from essaytrans.preview.view import View, look
from essaytrans.project import files, layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from essaytrans.project.config import Config, Language
    from essaytrans.project.layout import Article

__all__ = ["Memory", "Project"]

_DOUBT: Final = 0.3
"""Seconds for which a file that was good and is not any more is taken for one that is being
written: an editor that does not write beside it and rename needs some milliseconds."""
_FILES: Final = 256
"""Files of a kind that are remembered; a person looks at few, and a project may have many."""
_VIEWS: Final = 64

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Project:
    """What the configuration says, and which articles there are."""

    config: Config
    articles: tuple[Article, ...]
    languages: tuple[Language, ...]
    """Those that were asked for."""
    problems: tuple[Diagnostic, ...] = ()

    def article(self, path: str) -> Article | None:
        """Return the article with this path, relative to the root."""
        return next((article for article in self.articles if article.path == path), None)

    def language(self, tag: str) -> Language | None:
        """Return the language with this tag, as the configuration has it."""
        return next((language for language in self.languages if language.tag == tag), None)


@dataclass(frozen=True, slots=True)
class _Kept(Generic[_Value]):
    """A file as it was when it last could be read."""

    seen: str
    """A digest of what it held, or of what stood in the way, when it was last looked at."""
    value: _Value | None
    """None only if it never could be read."""
    text: str = ""
    problems: tuple[Diagnostic, ...] = ()
    doubted: float | None = None
    """Since when it is not what it was, and may be so for a moment only."""


class Memory:
    """A project, as it is now."""

    def __init__(
        self,
        start: Path,
        *,
        languages: Sequence[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open a project.

        Args:
            start: the folder to look upwards from, or the configuration itself.
            languages: the languages wanted; all if none is given.
            clock: says what time it is, in seconds.

        Raises:
            EssaytransError: as `open_workspace` does.
        """
        workspace = open_workspace(start, languages=languages)
        self._wanted = tuple(languages)
        self._clock = clock
        self._lock = RLock()
        self._project = Project(
            workspace.config,
            workspace.of_articles().all_articles,
            workspace.languages,
            tuple(workspace.diagnostics),
        )
        self._configured = self._configuration()
        self._articles = _Shelf[str, _Kept[Blocks]](_FILES)
        self._catalogs = _Shelf[str, _Kept[Catalog]](_FILES)
        self._glossary: _Kept[Glossary] | None = None
        self._views = _Shelf[tuple[str, str], View](_VIEWS)

    @property
    def config(self) -> Config:
        """The configuration as it last could be read."""
        return self._project.config

    def project(self) -> Project:
        """Return the project, its configuration and its articles as they are now."""
        with self._lock:
            seen = self._configuration()
            try:
                workspace = open_workspace(
                    self.config.path,
                    languages=self._wanted,
                    config=self.config if seen == self._configured else None,
                )
            except EssaytransError as error:
                self._project = replace(self._project, problems=error.diagnostics)
                return self._project
            if seen != self._configured:
                self._configured = seen
                self._articles.clear()  # other rules may cut them in another way
                self._views.clear()
            self._project = Project(
                workspace.config,
                workspace.of_articles().all_articles,
                workspace.languages,
                tuple(workspace.diagnostics),
            )
            return self._project

    def view(self, article: Article, language: Language, *, keep: bool = True) -> View:
        """Return an article in a language, as it is now.

        Args:
            article: one of the project's, or one that was.
            language: one of the project's.
            keep: whether somebody looks at it, and will again.
        """
        with self._lock:
            source = self._source(article)
            catalog = self._catalog(article, language)
            glossary = self._terms()
            kept: list[_Kept[Any]] = [source, catalog, *([glossary] if glossary else [])]
            written = any(one.doubted is not None for one in kept)
            troubles = repr(self._project.problems)
            version = files.digest("\n".join((self._configured, troubles, *(k.seen for k in kept))))
            place = (article.path, language.tag)
            known = self._views.get(place)
            if known is not None and known.version == version:
                return known if known.written == written else replace(known, written=written)
            view = self._made(article, language, source, catalog, glossary)
            view = replace(view, version=version, written=written)
            if keep:
                self._views.put(place, view)
            return view

    def shown(self) -> tuple[View, ...]:
        """Return the views that somebody has asked for, as they were when they were asked for."""
        with self._lock:
            return self._views.values()

    # --- files --------------------------------------------------------------------------------

    def _configuration(self) -> str:
        try:
            return files.digest(files.read_bytes(self.config.path))
        except EssaytransError as error:
            return error.diagnostics[0].code

    def _source(self, article: Article) -> _Kept[Blocks]:
        def made(desk: Desk, text: str) -> Blocks:
            blocks = read_blocks(text, article.path, desk.config.segment)
            desk.diagnostics.extend(blocks.document.diagnostics)
            return blocks

        kept = self._looked(self._articles.get(article.path), article.path, made)
        return self._articles.put(article.path, kept)

    def _catalog(self, article: Article, language: Language) -> _Kept[Catalog]:
        path = str(layout.catalog_path(self.config, article.name, language.tag))

        def made(desk: Desk, text: str) -> Catalog | None:
            return desk.parsed(text, path, language.tag)

        known = self._catalogs.get(path)
        if files.is_file(self.config.root / path):
            kept = self._looked(known, path, made)
        else:
            kept = self._without(known) or _Kept("", Catalog(path=path))
        return self._catalogs.put(path, kept)

    def _terms(self) -> _Kept[Glossary] | None:
        def made(desk: Desk, text: str) -> Glossary:
            glossary, problems = parse_glossary(text, GLOSSARY)
            desk.diagnostics.extend(problems)
            return glossary

        if files.is_file(self.config.root / GLOSSARY):
            self._glossary = self._looked(self._glossary, GLOSSARY, made)
        else:
            self._glossary = self._without(self._glossary)
        return self._glossary

    def _looked(
        self,
        known: _Kept[_Value] | None,
        path: str,
        made: Callable[[Desk, str], _Value | None],
    ) -> _Kept[_Value]:
        """Look at a file again."""
        desk = Desk(config=self.config, dry=True)
        text = desk.text(path)
        seen = "" if text is None else files.digest(text)
        if known is not None and known.seen == seen and seen:
            return known if known.doubted is None else replace(known, doubted=None)
        value = None if text is None else made(desk, text)
        if value is None or not text:  # editors empty a file before they write it
            waiting = self._without(known)
            if waiting is not None:
                return waiting
        problems = tuple(desk.diagnostics)
        if value is None and known is not None:
            return _Kept(seen or repr(problems), known.value, known.text, problems)
        return _Kept(seen or repr(problems), value, text or "", problems)

    def _without(self, known: _Kept[_Value] | None) -> _Kept[_Value] | None:
        """Keep what a file was while it may come back; None when it was nothing, or is gone."""
        if known is None or known.value is None or known.problems or not known.text:
            return None
        now = self._clock()
        since = now if known.doubted is None else known.doubted
        return replace(known, doubted=since) if now - since < _DOUBT else None

    # --- views --------------------------------------------------------------------------------

    def _made(
        self,
        article: Article,
        language: Language,
        source: _Kept[Blocks],
        catalog: _Kept[Catalog],
        glossary: _Kept[Glossary] | None,
    ) -> View:
        config = self.config
        blocks = source.value or read_blocks("", article.path, config.segment)
        path = str(layout.catalog_path(config, article.name, language.tag))
        found = catalog.value or Catalog(path=path)
        template = make_template(blocks.document, notes_language=config.notes_language)
        return View(
            article=article,
            language=language,
            blocks=blocks,
            catalog=found,
            items=look(
                blocks.document,
                found,
                catalog.text,
                config=config,
                language=language.tag,
                glossary=glossary.value if glossary else None,
            ),
            progress=measure(template, found),
            problems=(
                *source.problems,
                *catalog.problems,
                *(glossary.problems if glossary else ()),
            ),
            version="",
            has_catalog=bool(catalog.seen),
        )


_Key = TypeVar("_Key")


class _Shelf(Generic[_Key, _Value]):
    """What was asked for last; of the rest, nothing."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._held: OrderedDict[Any, _Value] = OrderedDict()

    def get(self, key: _Key) -> _Value | None:
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def put(self, key: _Key, value: _Value) -> _Value:
        self._held[key] = value
        self._held.move_to_end(key)
        while len(self._held) > self._room:
            self._held.popitem(last=False)
        return value

    def values(self) -> tuple[_Value, ...]:
        return tuple(self._held.values())

    def clear(self) -> None:
        self._held.clear()
