"""Boards for tests: of few figures, or of many."""

from __future__ import annotations

from dataclasses import replace

from babel import Locale

from essaytrans.follow import Progress
from essaytrans.follow.progress import total
from essaytrans.language.tags import parse_tag
from essaytrans.model import EssaytransError
from essaytrans.pages.board.site import Board, BoardArticle, BoardLanguage, Person, Piece

HOSTILE = "<script>alert(1)</script>\"'&\u202e"
"""A name that would be markup, and turns the rest of its line around."""


def article(name: str, title: str = "", *, units: int = 4, han: int = 100) -> BoardArticle:
    return BoardArticle(name, title, units, han)


def piece(of: BoardArticle, translated: int = 0, fuzzy: int = 0) -> Piece:
    """An article in a language, of which so many of its texts are translated and fuzzy."""
    each = of.han // of.units
    return Piece(
        Progress(of.units, translated, fuzzy, of.han, each * translated, each * fuzzy), fuzzy
    )


def language(tag: str, *pieces: Piece, people: tuple[Person, ...] = ()) -> BoardLanguage:
    # all that is counted here is a `Progress`
    counts = total(p.counts for p in pieces if isinstance(p.counts, Progress))
    return BoardLanguage(tag, counts, pieces, people, catalogs=f"locales/{tag}/….po")


def board(*languages: BoardLanguage, articles: tuple[BoardArticle, ...]) -> Board:
    return Board("文集", "zh-CN", articles, languages)


def small() -> Board:
    """Three articles in three languages: one of all, one of some, one of nothing."""
    articles = (article("2026/hello", "你好"), article("2026/tea", "茶"), article("moon"))
    hello, tea, moon = articles
    claimed = replace(piece(tea, 2, 1), claimed_by="王小明", changed=1_700_000_000)
    read = replace(piece(hello, 4), proofread_by="Bo", proofread_current=True)
    ann = Person("Ann Lee", (2025, 2026), 3)
    return board(
        language("ja", *(piece(one) for one in articles)),
        language("en", *(piece(one, 4) for one in articles), people=(ann,)),
        language("ar", read, claimed, piece(moon)),
        articles=articles,
    )


def _is_one(tag: str) -> bool:
    try:
        return parse_tag(tag) == tag
    except EssaytransError:
        return False


def large(languages: int, articles: int) -> Board:
    """Every article begun in every language, by a rule that gives each its own figures."""
    all_articles = tuple(
        replace(
            article(
                f"{2008 + n % 18}/essay-{n:04}", "茶山水月风花雪夜书画城门江南", units=20, han=2000
            ),
            changed=1_600_000_000 + 86_400 * n,
        )
        for n in range(articles)
    )
    people = tuple(Person(f"Translator {n}", (2025, 2026), n) for n in range(5))
    names = map(str, Locale("en").languages)
    tags = sorted(tag for tag in names if len(tag) == 2 and _is_one(tag))
    return board(
        *(
            language(
                tag,
                *(
                    replace(
                        piece(
                            one,
                            (number + 7 * at) % 21,
                            min((number + at) % 3, 20 - (number + 7 * at) % 21),
                        ),
                        claimed_by="王小明" if (number + at) % 25 == 0 else None,
                        changed=1_600_000_000 + number,
                    )
                    for at, one in enumerate(all_articles)
                ),
                people=people,
            )
            for number, tag in enumerate(tags[:languages])
        ),
        articles=all_articles,
    )
