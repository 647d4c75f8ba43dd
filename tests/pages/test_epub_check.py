"""Books as EPUBCheck sees them: not one error, not one warning, whatever is in them.

Each is a large one, with as many articles in it as there are: to start the program takes longest.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest

from essaytrans.markdown.blocks import read_blocks
from essaytrans.markdown.guard import rebuild
from essaytrans.pages.article import Rendered, State
from essaytrans.pages.epub.book import Binding, Book
from essaytrans.pages.epub.chapter import Chapter
from markdown.hostile import HOSTILE, HOSTS
from pages.epubs import GIF, PNG, check, make_book
from pages.kit import ARABIC, CHINESE, ENGLISH
from promises.constructs import CONSTRUCTS
from promises.outside import given_path, missing
from security.attacks import FAMILIES, PLACES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from essaytrans.model import Document

pytestmark = pytest.mark.browser

_MANY: Final = 200
"""Articles of the corpus that are tried: another 200 with another seed."""
_SEED: Final = 7
_ATTACKS: Final = tuple(text for texts in FAMILIES.values() for text in texts.values())
_EVERYTHING: Final = """\
---
title: 标题 & "引号" <b>
author: 老魏
---

# 标题

![](a.gif) ![图](b.svg "题") ![远](https://例子.example/图.png)

<details><summary>甲</summary>

乙

</details>

<table><tr><td><h2>丙</h2></td></tr><caption>丁</caption></table>

<dl><dd>戊</dd></dl><ruby>漢<rp>(</rp><rt>han</rt></ruby><li>己</li>

<a href="http://[::1">庚</a> <a href="mailto:">辛</a> <a href="https://a b/?q=“x”#<y>">壬</a>
"""
_SVG: Final = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="evil()">'
    b'<script>evil()</script><rect id="a" width="9" height="9"/><use href="#a"/></svg>'
)


def _guarded(document: Document, choose: Callable[[str], str | None]) -> list[Rendered]:
    """Translate each unit, and show what the guard lets pass."""
    texts = [choose(unit.msgid) for unit in document.units]
    refused = {refusal.index for refusal in rebuild(document, texts).refusals}
    return [
        Rendered(None, State.REFUSED)
        if index in refused
        else Rendered(text, State.TRANSLATED if text is not None else State.MISSING)
        for index, text in enumerate(texts)
    ]


def _unguarded(document: Document, choose: Callable[[str], str | None]) -> list[Rendered]:
    """Translate each unit by whatever there is: a book must not rest on the guard."""
    return [Rendered(choose(unit.msgid), State.TRANSLATED) for unit in document.units]


def _bind(
    articles: Mapping[str, str],
    choose: Callable[[str], str | None],
    show: Callable[[Document, Callable[[str], str | None]], list[Rendered]],
    read: Callable[[str], bytes | None] = lambda _: None,
) -> bytes:
    binding = Binding(CHINESE, ARABIC, read)
    for name, text in articles.items():
        blocks = read_blocks(text, f"{name}.md")
        binding.add(Chapter(name=name, blocks=blocks, texts=show(blocks.document, choose)))
    return binding.bind(Book(project="文集", modified=datetime(2026, 3, 4, tzinfo=UTC)))


def test_an_article_with_everything_in_it(tmp_path: Path) -> None:
    files = {"articles/a.gif": GIF, "articles/b.svg": _SVG, "articles/c.png": PNG}
    book = make_book(_EVERYTHING, {"标题": "Title", "乙": "B"}, target=ENGLISH, files=files)
    check(book.data, tmp_path)


def test_every_construct_with_every_text_that_should_not_be_there(tmp_path: Path) -> None:
    """Also where no guard stands before it."""
    numbers = random.Random(_SEED)  # noqa: S311 - no secret
    places = "\n\n".join(
        place.block.replace("@", f"{number}") for number, place in enumerate(PLACES.values())
    )
    articles = {f"host/{number}": text for number, text in enumerate(HOSTS.values())}
    articles |= {f"construct/{number}": text for number, text in enumerate(CONSTRUCTS.values())}
    articles |= {f"place/{number}": places for number in range(40)}
    hostile = (*HOSTILE, *_ATTACKS)
    book = _bind(articles, lambda _: numbers.choice(hostile), _unguarded)
    check(book, tmp_path)


def test_articles_of_others_with_made_up_translations(tmp_path: Path) -> None:
    root = given_path("ESSAYTRANS_CORPUS")
    if root is None:
        reason, failure = missing("ESSAYTRANS_CORPUS")
        (pytest.fail if failure else pytest.skip)(reason)
    numbers = random.Random(_SEED)  # noqa: S311 - no secret

    def choose(msgid: str) -> str | None:
        made_up = (None, msgid.replace("。", ". "), f"كلمة {msgid}", numbers.choice(_ATTACKS))
        return numbers.choices(made_up, (2, 5, 2, 1))[0]

    def read(path: str) -> bytes | None:
        file = root / path
        return file.read_bytes() if file.is_file() else None

    found = sorted(root.rglob("*.md"))
    chosen = sorted(numbers.sample(found, min(_MANY, len(found))))
    articles = {
        path.relative_to(root).as_posix().removesuffix(".md"): path.read_bytes().decode(
            errors="replace"
        )
        for path in chosen
    }
    check(_bind(articles, choose, _guarded, read), tmp_path)
