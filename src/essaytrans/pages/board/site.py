"""The status board: how far every article is in every language, as pages of a project's site.

From figures to files, which are a mapping of paths to texts. The same figures give the same bytes: no
page says when it was made.

A board of a hundred languages and a thousand articles has a hundred thousand translations. What
all of them are stands in two places only, the page of articles and `status.json`; the page of a
language lists what somebody may look for there, and as many as there is room for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Board", "BoardArticle", "BoardLanguage", "Counts", "Person", "Piece", "board_files"]


class Counts(Protocol):
    """How much there is, and how much of it is translated; `follow.Progress` is one."""

    @property
    def units(self) -> int:
        """Distinct texts."""

    @property
    def units_translated(self) -> int:
        """Those with a translation that is confirmed."""

    @property
    def units_fuzzy(self) -> int:
        """Those with one that is to be looked over."""

    @property
    def han(self) -> int:
        """Han characters of these texts."""

    @property
    def han_translated(self) -> int:
        """Those of confirmed translations."""

    @property
    def han_fuzzy(self) -> int:
        """Those of translations to be looked over."""

    @property
    def percent(self) -> int:
        """The share translated in whole per cent, rounded down."""


@dataclass(frozen=True, slots=True)
class BoardArticle:
    """An article."""

    name: str
    """Its name in the project, such as `2026/hello`."""
    title: str
    """In the source language, without marks of Markdown; empty where it has none."""
    units: int
    han: int
    weight: float | None = None
    """How urgent its author says it is; higher is more urgent, and none is 0."""
    changed: int | None = None
    """When git has its last change, in seconds since 1970; None if git does not know."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An article in a language."""

    counts: Counts
    stale: int = 0
    """Of the texts to be looked over, those whose original has changed since they were right."""
    in_step: bool = True
    """Whether the catalog has the texts that the article has now."""
    claimed_by: str | None = None
    proofread_by: str | None = None
    proofread_current: bool = False
    """Whether it says what it said when it was read."""
    changed: int | None = None
    """When git has the last change of its catalog, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who translated into a language."""

    name: str
    years: tuple[int, ...]
    articles: int
    """How many, at least in part."""
    email: str | None = None
    """Only where the configuration wants it shown."""


@dataclass(frozen=True, slots=True)
class BoardLanguage:
    """A language, and how far every article is in it."""

    tag: str
    counts: Counts
    """Over all articles."""
    pieces: tuple[Piece, ...]
    """One an article, in the order of the board's articles."""
    people: tuple[Person, ...] = ()
    """Who translated, in the order found."""
    name: str | None = None
    """What the configuration calls it, instead of CLDR."""
    direction: str | None = None
    """`ltr` or `rtl`, likewise."""
    catalogs: str = ""
    """Where its catalogs are, such as `locales/en/….po`."""


@dataclass(frozen=True, slots=True)
class Board:
    """All that the pages say."""

    project: str
    source: str
    """The tag of the language of the articles."""
    articles: tuple[BoardArticle, ...]
    """In the order of their names."""
    languages: tuple[BoardLanguage, ...]
    """In the order of the configuration."""


def board_files(board: Board, *, language: str) -> Mapping[str, str]:
    """Write the board.

    Args:
        board: what there is to say.
        language: the tag of the language to say it in, one that the program speaks.

    Returns:
        The files: `index.html`, `articles.html`, a page and a badge a language (`en.html`,
        `badges/en.svg`), `status.json`, and the style sheet.
    """
    from essaytrans.pages.board.badges import badge  # noqa: PLC0415 - with all that draws pages
    from essaytrans.pages.board.data import board_json  # noqa: PLC0415
    from essaytrans.pages.board.views import Views  # noqa: PLC0415

    views = Views(board, language)
    files = {
        "index.html": views.index(),
        "articles.html": views.article_list(),
        "status.json": board_json(board),
        "board.css": views.style(),
    }
    for one in views.languages:
        files[one.page] = views.of_language(one)
        files[one.badge] = badge(
            one.own_name,
            one.counts.percent,
            f"{one.counts.percent}%",
            language=one.tag,
            direction=one.direction,
        )
    return files
