"""The pages of the status board, from its figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from essaytrans.i18n import render
from essaytrans.language.locales import direction, display_name, own_name
from essaytrans.pages.board import words
from essaytrans.pages.board.data import Places, badge_path, next_ones, page_path, waits
from essaytrans.pages.figures import Figures, iso_day
from essaytrans.pages.templates import asset, fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from essaytrans.model import Message
    from essaytrans.pages.board.site import Board, BoardArticle, BoardLanguage, Counts, Piece

__all__ = ["LanguageView", "Views"]

_MATRIX: Final = 12
"""Up to how many languages the page of articles has a table with one column each."""
_STEPS: Final = (100, 75, 50, 25, 0)
"""The shares, in per cent, by which the page of articles groups more languages than that."""
_FOLDER: Final = 3
"""How many articles folders must have on average to head them."""
_PEOPLE: Final = 200
"""How many names a page has at most."""

_MARKS: Final = ("\ue000", "\ue001")
"""Stand for the marks around a field while the sentence is escaped; private-use characters, which
are taken out of the fields themselves."""


@dataclass(frozen=True, slots=True)
class LanguageView:
    """A language as the pages show it."""

    tag: str
    page: str
    badge: str
    own_name: str
    name: str
    """In the language of the page."""
    direction: str
    counts: Counts
    source: BoardLanguage
    whole: int
    """How many articles are wholly translated."""

    @property
    def bar(self) -> Markup:
        """The bar of all articles."""
        return bar(self.counts)


@dataclass(frozen=True, slots=True)
class _Row:
    """An article in a list of a language's page."""

    article: BoardArticle
    piece: Piece


@dataclass(frozen=True, slots=True)
class _List:
    """Some articles of a language, as many as there is room for."""

    rows: Sequence[_Row]
    number: int
    """How many there are."""
    name: str
    """Which of the lists of a page."""

    @property
    def hidden(self) -> int:
        """How many of them are not shown."""
        return self.number - len(self.rows)


def bar(counts: Counts) -> Markup:
    """Draw a bar; the share is to be written beside it.

    Its lengths are classes of the style sheet, in per cent: the pages have no styles of their own.
    """
    whole, fuzzy = counts.han, counts.han_fuzzy
    if not whole:
        whole, fuzzy = counts.units, counts.units_fuzzy
    # a sliver where it is less than one per cent
    review = max(100 * fuzzy // whole, 1) if fuzzy else 0
    more = f" f{review}" if review else ""
    # of numbers alone
    return Markup(f'<i class="b w{counts.percent}{more}"></i>')  # noqa: S704


class Views:
    """Makes the pages."""

    def __init__(self, board: Board, language: str) -> None:
        """Take what there is to say, and the tag of the language to say it in."""
        self._board = board
        self._language = language
        self._direction = direction(language)
        self._figures = Figures(language)
        self._render = partial(render, language=language)
        self._places = Places(board)
        self.languages = tuple(
            sorted(map(self._view, board.languages), key=lambda one: (-_exact(one), one.name))
        )

    # --- pages --------------------------------------------------------------------------------

    def index(self) -> str:
        """Make the page of all languages."""
        articles = self._board.articles
        return self._page(
            "board.html",
            title=words.title(self._board.project),
            rows=[self._index_row(one) for one in self.languages],
            articles=self._figures.count(len(articles)) if articles else "",
            han=self._figures.count(sum(article.han for article in articles)),
            people=self._figures.count(self._people_of_all()),
        )

    def article_list(self) -> str:
        """Make the page of all articles, in all languages."""
        matrix = len(self.languages) <= _MATRIX
        return self._page(
            "board-matrix.html" if matrix else "board-articles.html",
            title=words.of_language(
                self._render(words.WORDS["every_article"]), self._board.project
            ),
            folders=self._folders(matrix=matrix),
        )

    def of_language(self, one: LanguageView) -> str:
        """Make the page of a language."""
        pairs = zip(self._board.articles, one.source.pieces, strict=True)
        rows = [_Row(article, piece) for article, piece in pairs]
        behind = sum(not piece.in_step for piece in one.source.pieces)
        people = one.source.people
        return self._page(
            "board-language.html",
            title=words.of_language(one.own_name, self._board.project),
            one=one,
            whole=self._whole(one),
            next=self._cut([_Row(*pair) for pair in self._offered[one.tag]], "next"),
            at_work=self._at_work(rows),
            review=self._review(rows),
            # a column without a single day is none
            dated=any(row.piece.stale and row.article.changed for row in rows),
            moved=any(row.piece.claimed_by is not None and row.piece.changed for row in rows),
            groups=self._groups(rows),
            behind=words.behind(behind, self._figures.count(behind)) if behind else None,
            people=people[:_PEOPLE],
            hidden_people=len(people) - len(people[:_PEOPLE]),
            readers=self._readers(one.source),
        )

    def style(self) -> str:
        """Return the style sheet, with the lengths of bars."""
        lengths = (f".w{n}{{--w:{n}%}}.f{n}{{--f:{n}%}}" for n in range(1, 101))
        return asset("board.css") + "\n".join(lengths) + "\n"

    def _page(self, template: str, **values: Any) -> str:
        return str(
            fill(
                template,
                language=self._language,
                page_language=self._language,
                direction=self._direction,
                project=self._board.project,
                source=self._board.source,
                # an attribute that says what is so anyhow is left out, thousands of times
                source_direction=self._foreign(direction(self._board.source)),
                words=words.WORDS,
                wordings=words,
                tell=self._tell,
                bar=bar,
                figures=self._figures,
                left=self._left,
                texts=self._texts,
                anchor=anchor,
                folder_id=folder_id,
                iso=iso_day,
                as_of=self._as_of,
                languages=self.languages,
                **values,
            )
        )

    # --- sentences and figures ----------------------------------------------------------------

    def _tell(self, sentence: Message) -> Markup:
        """Tell a sentence in which names stand apart, whatever direction they run in."""
        told = str(escape(self._render(sentence, field=_marked)))
        # what strangers wrote was escaped
        return Markup(told.replace(_MARKS[0], "<bdi>").replace(_MARKS[1], "</bdi>"))  # noqa: S704

    def _left(self, counts: Counts, *, unit: bool = False) -> str:
        """Say how much is left to do: Han characters, or texts where there are none.

        Args:
            counts: of an article, or of all.
            unit: whether to say that it is Han characters.
        """
        han = counts.han - counts.han_translated
        if not han:
            return self._texts(counts.units - counts.units_translated)
        shown = self._figures.count(han)
        return self._render(words.han_characters(han, shown)) if unit else shown

    def _texts(self, number: int) -> str:
        """Say how many texts; nothing if there are none."""
        return self._render(words.texts(number, self._figures.count(number))) if number else ""

    def _whole(self, one: LanguageView) -> Message:
        count = self._figures.count
        return words.of_all(count(one.whole), count(len(self._board.articles)))

    def _foreign(self, own: str) -> str:
        return own if own != self._direction else ""

    @cached_property
    def _as_of(self) -> int | None:
        """The time of the last change that git knows; None if it knows none."""
        days = [article.changed for article in self._board.articles]
        days += [piece.changed for one in self._board.languages for piece in one.pieces]
        return max((day for day in days if day is not None), default=None)

    # --- the index ----------------------------------------------------------------------------

    def _view(self, one: BoardLanguage) -> LanguageView:
        return LanguageView(
            tag=one.tag,
            page=page_path(one.tag),
            badge=badge_path(one.tag),
            own_name=one.name or own_name(one.tag),
            name=display_name(one.tag, in_language=self._language, override=one.name),
            direction=one.direction or direction(one.tag),
            counts=one.counts,
            source=one,
            whole=sum(not waits(piece) for piece in one.pieces),
        )

    def _index_row(self, one: LanguageView) -> dict[str, Any]:
        first = next(iter(self._offered[one.tag]), None)
        return {
            "one": one,
            "whole": self._whole(one),
            "people": len(one.source.people),
            "first": first[0] if first else None,
        }

    @cached_property
    def _offered(self) -> dict[str, list[tuple[BoardArticle, Piece]]]:
        """What somebody new could take, by language: two pages ask."""
        articles = self._board.articles
        return {
            one.tag: next_ones(zip(articles, one.pieces, strict=True))
            for one in self._board.languages
        }

    def _people_of_all(self) -> int:
        return len({person.name for one in self._board.languages for person in one.people})

    # --- the page of a language ---------------------------------------------------------------

    def _at_work(self, rows: Iterable[_Row]) -> _List:
        found = [row for row in rows if row.piece.claimed_by is not None and waits(row.piece)]
        found.sort(key=lambda row: row.piece.changed or 0)
        return self._cut(found, "at_work")

    def _review(self, rows: Iterable[_Row]) -> _List:
        """List what is to be looked over, the longest outdated first."""
        found = [row for row in rows if row.piece.counts.units_fuzzy]
        found.sort(
            key=lambda row: (
                not row.piece.stale,
                row.article.changed or 0,
                -row.piece.counts.han_fuzzy,
            )
        )
        return self._cut(found, "review")

    def _groups(self, rows: Iterable[_Row]) -> list[_List]:
        """Sort the articles by how far they are: begun, not begun, whole."""
        groups: dict[str, list[_Row]] = {"begun": [], "none": [], "done": []}
        for row in rows:
            counts = row.piece.counts
            begun = counts.units_translated or counts.units_fuzzy
            state = ("begun" if begun else "none") if waits(row.piece) else "done"
            groups[state].append(row)
        groups["begun"].sort(key=lambda row: -row.piece.counts.percent)
        groups["none"].sort(key=lambda row: (-(row.article.weight or 0), row.article.han))
        return [self._cut(found, name) for name, found in groups.items() if found]

    def _cut(self, rows: Sequence[_Row], name: str) -> _List:
        return _List(rows[: self._places.rows(name)], len(rows), name)

    def _readers(self, one: BoardLanguage) -> list[tuple[str, int]]:
        """Name those who have proofread, and how many articles: what they read is as it was."""
        counts = Counter(
            piece.proofread_by
            for piece in one.pieces
            if piece.proofread_by is not None and piece.proofread_current
        )
        return counts.most_common(_PEOPLE)

    # --- the page of articles -----------------------------------------------------------------

    def _folders(self, *, matrix: bool) -> list[tuple[str, list[dict[str, Any]]]]:
        """Gather the articles by folder, each with what it is in all languages."""
        folders: dict[str, list[dict[str, Any]]] = {}
        for number, article in enumerate(self._board.articles):
            pieces = [(one, one.source.pieces[number]) for one in self.languages]
            found = pieces if matrix else self._spelled(pieces)
            row = {"article": article, "found": found, "whole": _whole_in(pieces)}
            folder = article.name.rpartition("/")[0]
            folders.setdefault(folder, []).append(row)
        if len(self._board.articles) < _FOLDER * len(folders):
            # what heads two articles is in the way of all others
            return [("", [row for rows in folders.values() for row in rows])]
        return sorted(folders.items())

    def _spelled(self, pieces: Sequence[tuple[LanguageView, Piece]]) -> list[tuple[Message, str]]:
        """Say how far an article is in many languages, in as few letters as can be."""
        steps: dict[int, list[str]] = {step: [] for step in _STEPS}
        for one, piece in pieces:
            counts = piece.counts
            if not waits(piece):
                steps[100].append(one.tag)
            elif counts.units_translated or counts.units_fuzzy:
                share = min(counts.percent, 99)  # what has no Han left to do is not whole either
                steps[next(step for step in _STEPS if share >= step)].append(one.tag)
        return [(self._step(step), ", ".join(sorted(tags))) for step, tags in steps.items() if tags]

    def _step(self, step: int) -> Message:
        if step == _STEPS[0]:
            return words.WORDS["done"]
        if step == _STEPS[-1]:
            return words.WORDS["begun"]
        return words.at_least(self._figures.percent(step))


def anchor(article: BoardArticle) -> str:
    """Return the id of an article on the page of articles."""
    return f"a-{_hash(article.name)}"


def folder_id(folder: str) -> str:
    """Return the id of a folder of articles, likewise."""
    return f"f-{_hash(folder)}"


@lru_cache(maxsize=4096)
def _hash(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _whole_in(pieces: Iterable[tuple[LanguageView, Piece]]) -> int:
    return sum(not waits(piece) for _, piece in pieces)


def _exact(one: LanguageView) -> float:
    counts = one.counts
    if counts.han:
        return counts.han_translated / counts.han
    return counts.percent / 100


def _marked(value: str) -> str:
    return f"{_MARKS[0]}{value.replace(_MARKS[0], '').replace(_MARKS[1], '')}{_MARKS[1]}"
