"""The EPUB edition: one article or many, in two languages, as a book.

A book has a page for each article, what it contains as a tree, a style, and the pictures that the
articles show. Everything in it is made of the articles and their translations, so that its bytes
are the same wherever it is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from essaytrans import i18n
from essaytrans.i18n import msg, render
from essaytrans.language.locales import direction, own_name
from essaytrans.pages.epub.chapter import Pictures, link, make_page, people
from essaytrans.pages.epub.package import STYLE, File, Metadata, identifier, pack, text
from essaytrans.pages.pair import Sides
from essaytrans.pages.shown import Layout, Voice
from essaytrans.pages.templates import asset, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from essaytrans.model import Message
    from essaytrans.pages.epub.chapter import Chapter, Heading, Page

__all__ = ["Binding", "Book"]

_PAGE: Final = "application/xhtml+xml"

# Translators: the heading of the list of the chapters of a book.
_CONTENTS: Final = msg("Contents")
# Translators: a link to where the text of a book begins.
_BEGINNING: Final = msg("Beginning")
_WORDS: Final[Mapping[str, Message]] = {"contents": _CONTENTS, "beginning": _BEGINNING}
# Translators: how a book can be read by people who do not see it, or not well.
_ACCESSIBLE: Final = msg(
    "Each paragraph stands beside its translation, and each says which language it is in."
    " Headings can be jumped to."
)
_FEATURES: Final = ("tableOfContents", "structuralNavigation", "readingOrder")
"""What every book has, by schema.org's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What a book is, besides its chapters."""

    project: str
    """What the project is called."""
    article: str = ""
    """The name of the article that it is of; empty for a collection."""
    authors: Sequence[str] = ()
    people: Sequence[str] = ()
    """The names of those who translated."""
    modified: datetime
    """When it was last changed; aware."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents."""

    label: str
    href: str
    """Empty for a part, which has no page."""
    voice: Voice | None
    children: list[_Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Tongue:
    """What a book says of its own."""

    code: str
    """As `i18n.match` gives it."""
    voice: Voice

    @classmethod
    def of(cls, target: Voice) -> _Tongue:
        """Speak the language of the translation; English if the program does not."""
        code = i18n.match(target.tag) or "en"
        tag = i18n.tag_of(code)
        return cls(code, Voice(tag, direction(tag)))


class Binding:
    """A book that is being made."""

    def __init__(self, source: Voice, target: Voice, read: Callable[[str], bytes | None]) -> None:
        """Begin a book.

        Args:
            source: the language that the articles are written in.
            target: the language that they are translated into.
            read: gives the content of a picture by its path relative to the project's root; None
                if there is no such file.
        """
        self._tongue = _Tongue.of(target)
        say = partial(render, language=self._tongue.code)
        self._sides = Sides(source, target, Layout.TABLES, say)
        self._pictures = Pictures(read)
        self._pages: list[tuple[str, Page]] = []

    def add(self, chapter: Chapter) -> None:
        """Add an article behind those that are there."""
        page = make_page(chapter, self._sides, self._tongue.voice, self._pictures)
        self._pages.append((chapter.name, page))

    def __bool__(self) -> bool:
        """Whether there is a chapter: a book has one at least."""
        return bool(self._pages)

    def bind(self, book: Book) -> bytes:
        """Return the book, an EPUB 3.3.

        Args:
            book: what it is.

        Returns:
            The same bytes for the same book and chapters, with the same version of zlib.
        """
        pages, tongue, sides = self._pages, self._tongue, self._sides
        by_path = {page.path: page for _, page in pages}
        files = [
            File(page.name, _PAGE, _article(page, by_path, sides, tongue), in_spine=True)
            for _, page in pages
        ]
        nav = File("nav.xhtml", _PAGE, _nav(book, pages, sides, tongue), "nav", not book.article)
        if book.article:
            files.append(nav)
        else:
            title = File("title.xhtml", _PAGE, _title(book, sides, tongue), in_spine=True)
            files = [title, nav, *files]
        files.append(File(STYLE, "text/css", asset("epub.css").encode()))
        for _, shown in sorted(self._pictures.found.items()):
            files.append(File(shown.name, shown.media_type, shown.data))
        return pack(_metadata(book, pages[0][1], sides, self._pictures, tongue), files)


def _fill(template: str, tongue: _Tongue, voice: Voice, **values: object) -> bytes:
    filled = fill(
        template,
        language=tongue.code,
        spoken=tongue.voice,
        voice=voice,
        style=STYLE,
        text=text,
        **values,
    )
    return f"{filled.rstrip()}\n".encode()


def _article(page: Page, pages: Mapping[str, Page], sides: Sides, tongue: _Tongue) -> bytes:
    return _fill(
        "epub-article.xhtml", tongue, sides.target, title=page.title, content=link(page, pages)
    )


def _title(book: Book, sides: Sides, tongue: _Tongue) -> bytes:
    return _fill(
        "epub-title.xhtml",
        tongue,
        sides.target,
        title=book.project,
        voices=_named(sides),
        people=people(book.people, sides) if book.people else "",
    )


def _named(sides: Sides) -> tuple[Voice, ...]:
    """Return both languages with their names."""
    return tuple(
        Voice(voice.tag, voice.direction, voice.name or own_name(voice.tag))
        for voice in (sides.source, sides.target)
    )


# --- what it contains ---------------------------------------------------------------------------


def _nav(book: Book, pages: Sequence[tuple[str, Page]], sides: Sides, tongue: _Tongue) -> bytes:
    if book.article:
        entries = _sections(pages[0][1])
    else:
        entries = _parts([(name.split("/"), page) for name, page in pages])
    return _fill(
        "epub-nav.xhtml",
        tongue,
        sides.target,
        title=render(_CONTENTS, language=tongue.code),
        words=_WORDS,
        entries=entries,
        in_spine=not book.article,  # as what landmarks lead to must be
        beginning=pages[0][1].name,
    )


def _parts(pages: Sequence[tuple[list[str], Page]]) -> list[_Entry]:
    """Make a tree of articles: a part for each folder, in the order of the articles."""
    found: list[_Entry] = []
    for folder, group in groupby(pages, lambda item: item[0][0] if len(item[0]) > 1 else None):
        if folder is None:
            found += [_Entry(page.title, page.name, page.title_voice) for _, page in group]
        else:
            inner = [(path[1:], page) for path, page in group]
            found.append(_Entry(folder, "", None, _parts(inner)))
    return found


def _sections(page: Page) -> list[_Entry]:
    """Make a tree of an article: its title, and below it its headings by their levels."""
    top = _Entry(page.title, page.name, page.title_voice)
    headings: Sequence[Heading] = page.headings
    if headings and headings[0].level == 1 and headings[0].label == page.title:
        headings = headings[1:]  # which is the title
    waiting = [(0, top)]
    for heading in headings:
        while waiting[-1][0] >= heading.level:
            waiting.pop()
        entry = _Entry(heading.label, f"{page.name}#{heading.id}", heading.voice)
        waiting[-1][1].children.append(entry)
        waiting.append((heading.level, entry))
    return [top]


# --- what is said of it -------------------------------------------------------------------------


def _metadata(
    book: Book, first: Page, sides: Sides, pictures: Pictures, tongue: _Tongue
) -> Metadata:
    is_one = bool(book.article)
    described = () if pictures.wordless else ("alternativeText",)
    names = " · ".join([voice.name for voice in _named(sides)])
    return Metadata(
        identifier=identifier(book.project, book.article, sides.source.tag, sides.target.tag),
        modified=book.modified,
        title=first.title if is_one else book.project,
        title_voice=first.title_voice if is_one else None,
        subtitle=first.other_title if is_one else names,
        subtitle_voice=sides.source if is_one and first.other_title else None,
        source=sides.source,
        target=sides.target,
        language=tongue.code,
        tag=tongue.voice.tag,
        collection=book.project if is_one else "",
        authors=book.authors,
        translators=book.people,
        summary=render(_ACCESSIBLE, language=tongue.code),
        features=(*_FEATURES, *described),
        has_pictures=bool(pictures.found),
        may_flash=any(shown.may_move for shown in pictures.found.values()),
    )
