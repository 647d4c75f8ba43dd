"""What the pages of the status board and its JSON have in common: paths, order, and how much fits."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from essaytrans.language.locales import direction, own_name
from essaytrans.pages.figures import iso_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from essaytrans.pages.board.site import Board, BoardArticle, BoardLanguage, Person, Piece

__all__ = ["Places", "badge_path", "board_json", "next_ones", "page_path", "waits"]

_VERSION: Final = 1
"""Of the form of `status.json`: it goes up when a key that was there changes its meaning."""
_SUGGESTIONS: Final = 10
"""How many articles somebody new is offered at most."""
_ROOM: Final = 600_000
"""Bytes that the lists of articles may take on the pages of all languages together."""
_ROW: Final = 190
"""Bytes of a row beside the name and the title of its article, as measured."""
_SHARES: Final = MappingProxyType(
    {"next": 3, "at_work": 1, "review": 2, "begun": 2, "none": 1, "done": 1}
)
"""How the lists of a page share its room where not all articles fit in."""


def page_path(tag: str) -> str:
    """Return where the page of a language is: `en.html`."""
    return f"{tag}.html"


def badge_path(tag: str) -> str:
    """Return where the badge of a language is: `badges/en.svg`."""
    return f"badges/{tag}.svg"


def waits(piece: Piece) -> bool:
    """Whether anything of an article is left to translate or to confirm."""
    return piece.counts.units_translated < piece.counts.units


def next_ones(
    pairs: Iterable[tuple[BoardArticle, Piece]],
) -> list[tuple[BoardArticle, Piece]]:
    """Choose what somebody new could take, the best first.

    What is not done and nobody has taken: the urgent first, then what has the least left to do.
    """
    free = [pair for pair in pairs if pair[1].claimed_by is None and waits(pair[1])]
    return sorted(free, key=_urgency)


def _urgency(pair: tuple[BoardArticle, Piece]) -> tuple[float, int, int, str]:
    article, counts = pair[0], pair[1].counts
    return (
        -(article.weight or 0),
        counts.han - counts.han_translated,
        counts.units - counts.units_translated,
        article.name,
    )


class Places:
    """How much a page of a language has room for."""

    def __init__(self, board: Board) -> None:
        """Share the room out among the languages."""
        names = sum(
            len(article.name.encode()) + len(article.title.encode()) for article in board.articles
        )
        self._number = len(board.articles)
        row = _ROW + (names // self._number if self._number else 0)
        self._fits = _ROOM // (row * max(len(board.languages), 1))

    def rows(self, name: str) -> int:
        """Return how many articles a list may have."""
        if self._number <= self._fits:
            most = self._number
        else:
            share = _SHARES[name]
            most = max(self._fits * share // sum(_SHARES.values()), share + 1)
        return min(most, _SUGGESTIONS) if name == "next" else most


# --- for machines -----------------------------------------------------------------------------


def board_json(board: Board) -> str:
    """Write `status.json`, whose form docs/board.md has: a line each article and language."""
    head = {"version": _VERSION, "project": board.project, "source": board.source}
    articles = [_article(article) for article in board.articles]
    languages = [_language(board, one) for one in board.languages]
    begin = _dumped(head)[:-1]
    return f'{begin},\n"articles":[{_lines(articles)}],\n"languages":[{_lines(languages)}]}}\n'


def _lines(items: Iterable[dict[str, Any]]) -> str:
    """Write each on a line of its own, so that what changed is a few lines to git too."""
    return ",\n".join(map(_dumped, items))


def _dumped(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _article(article: BoardArticle) -> dict[str, Any]:
    return {
        "name": article.name,
        "title": article.title,
        "units": article.units,
        "han": article.han,
        "weight": _plain(article.weight),
        "changed": _day(article.changed),
    }


def _language(board: Board, one: BoardLanguage) -> dict[str, Any]:
    counts, pieces = one.counts, one.pieces
    pairs = zip(board.articles, pieces, strict=True)
    return {
        "tag": one.tag,
        "name": one.name or own_name(one.tag),
        "direction": one.direction or direction(one.tag),
        "page": page_path(one.tag),
        "badge": badge_path(one.tag),
        "percent": counts.percent,
        "units": counts.units,
        "units_translated": counts.units_translated,
        "units_fuzzy": counts.units_fuzzy,
        "han": counts.han,
        "han_translated": counts.han_translated,
        "han_fuzzy": counts.han_fuzzy,
        "next": [article.name for article, _ in next_ones(pairs)[:_SUGGESTIONS]],
        "credits": [_person(person) for person in one.people],
        "claimed": _by_person(piece.claimed_by for piece in pieces),
        "proofread": _by_person(
            piece.proofread_by if piece.proofread_current else None for piece in pieces
        ),
        "percents": [piece.counts.percent for piece in pieces],
        "fuzzy": [piece.counts.units_fuzzy for piece in pieces],
        "stale": [piece.stale for piece in pieces],
        "behind": [number for number, piece in enumerate(pieces) if not piece.in_step],
    }


def _by_person(names: Iterable[str | None]) -> dict[str, list[int]]:
    """Return the articles of each person, by their places in the list of all."""
    found: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if name is not None:
            found.setdefault(name, []).append(number)
    return found


def _person(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": person.name,
        "years": person.years,
        "articles": person.articles,
    }
    return found if person.email is None else {**found, "email": person.email}


def _plain(weight: float | None) -> float | None:
    """Return a number without a fraction where it has none."""
    return int(weight) if weight is not None and weight.is_integer() else weight


def _day(seconds: int | None) -> str | None:
    return None if seconds is None else iso_day(seconds)
