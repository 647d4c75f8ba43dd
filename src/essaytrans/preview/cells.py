"""The table of all articles and languages: how far each is, found out a little at a time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.claims import read_claims
from essaytrans.commands.desk import GLOSSARY
from essaytrans.project import files, layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from essaytrans.preview.memory import Memory, Project
    from essaytrans.preview.view import View
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["Cell", "Cells"]

_BUDGET: Final = 0.4
"""Seconds that are spent on what is not known yet before a page is shown without it; a cell takes
some 30 ms, and a project may have thousands of them."""
_Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How far an article is in a language."""

    percent: int
    """Of its Han characters, rounded down."""
    left: int
    """Texts that somebody should do something about."""
    findings: int
    """What checks have found, or the guard refused."""
    claimed_by: str | None
    troubled: bool
    """Whether something stands in the way of reading the article or its catalog."""
    has_catalog: bool


class Cells:
    """What is known of each article in each language."""

    def __init__(
        self,
        memory: Memory,
        *,
        budget: float = _BUDGET,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin to know nothing.

        Args:
            memory: the project.
            budget: seconds that may be spent at once.
            clock: says what time it is, in seconds.
        """
        self._memory = memory
        self._budget = budget
        self._clock = clock
        self._lock = Lock()
        self._known: dict[tuple[str, str], tuple[_Stamp, Cell]] = {}

    def table(self, project: Project) -> tuple[Mapping[tuple[str, str], Cell], bool]:
        """Return what is known by now, by path and tag, and whether that is all."""
        found: dict[tuple[str, str], Cell] = {}
        is_all = True
        with self._lock:
            end = self._clock() + self._budget
            for article in project.articles:
                for language in project.languages:
                    cell = self._cell(article, language, end)
                    if cell is None:
                        is_all = False
                    else:
                        found[article.path, language.tag] = cell
        return found, is_all

    def _cell(self, article: Article, language: Language, end: float) -> Cell | None:
        place = (article.path, language.tag)
        stamp = self._stamp(article, language)
        known = self._known.get(place)
        if known is not None and known[0] == stamp:
            return known[1]
        if self._clock() >= end:
            return known[1] if known is not None else None
        view = self._memory.view(article, language, keep=False)
        cell = _cell_of(view)
        if not view.written:
            self._known[place] = (stamp, cell)
        return cell

    def _stamp(self, article: Article, language: Language) -> _Stamp:
        """Return what changes with the files."""
        config = self._memory.config
        catalog = str(layout.catalog_path(config, article.name, language.tag))
        paths = (article.path, catalog, GLOSSARY)
        return (config, *(_times(config.root / path) for path in paths))


def _times(path: Path) -> object:
    found = files.status(path)
    if found is not None:
        return (found.st_mtime_ns, found.st_size, found.st_ino)
    # of a link it is not known what it leads to: it is never as it was
    return None if files.is_absent(path) else object()


def _cell_of(view: View) -> Cell:
    return Cell(
        view.progress.percent,
        len(view.left),
        view.findings,
        read_claims(view.catalog).claimed_by,
        bool(view.problems),
        view.has_catalog,
    )
