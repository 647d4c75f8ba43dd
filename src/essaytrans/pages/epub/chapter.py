"""A page of a book: an article in two languages, as XHTML that leads nowhere it cannot."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from markupsafe import Markup

from essaytrans.i18n import listing, msg
from essaytrans.pages.addresses import web_address
from essaytrans.pages.anchors import anchors
from essaytrans.pages.article import article_body
from essaytrans.pages.clean import clean
from essaytrans.pages.epub.conform import conform
from essaytrans.pages.epub.pictures import Picture, picture
from essaytrans.pages.epub.xhtml import Element, read_html, write_xml
from essaytrans.pages.flow import Flow, escape
from essaytrans.pages.front import read_front, titles
from essaytrans.pages.pair import Pair, Sides
from essaytrans.pages.slugs import Slugs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from essaytrans.markdown.blocks import Blocks
    from essaytrans.pages.front import Field
    from essaytrans.pages.shown import Rendered, Voice

__all__ = ["Chapter", "Heading", "Page", "Pictures", "link", "make_page", "people"]

_TAIL: Final = re.compile(r"[?#]")
_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
"""What an id looks like that every XML tool takes for one."""
_HEADING: Final = re.compile(r"h([1-6])")
_WAITING: Final = re.compile(r' href="\?(\d+)"')
"""A link to another article: whether that is in the book is known when all are read. No other link
begins so, and no text has ` href="`."""
_QUIET: Final = frozenset(("ref", "unseen", "place", "back"))
"""Classes of what is no word of a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An article that goes into a book."""

    name: str
    """Its name in the project: part of what the book is known by."""
    blocks: Blocks = field(repr=False)
    texts: Sequence[Rendered] = field(repr=False)
    """What is shown of each of its units, in order."""
    people: Sequence[str] = ()
    """The names of those who translated it."""


class Heading(NamedTuple):
    """A heading, as a table of contents knows it."""

    level: int
    """1 to 6."""
    label: str
    voice: Voice
    id: str


class _Link(NamedTuple):
    """A link to another article."""

    path: str
    """Of the article, relative to the project's root."""
    fragment: str
    """Without `#`; empty if there is none."""


@dataclass(slots=True)
class Pictures:
    """The pictures of a book."""

    read: Callable[[str], bytes | None]
    """Gives the content of a file by its path relative to the project's root; None if there is no
    such file, or it is not to be shown."""
    found: dict[str, Picture] = field(default_factory=dict)
    """By their names."""
    wordless: bool = False
    """Whether one of them has no words for those who do not see it."""
    _names: dict[str, str | None] = field(default_factory=dict)

    def take(self, path: str) -> str | None:
        """Return what a picture is called in the book; None if it is not there."""
        if path not in self._names:
            data = self.read(path)
            shown = None if data is None else picture(data)
            if shown is not None:
                self.found[shown.name] = shown
            self._names[path] = None if shown is None else shown.name
        return self._names[path]


@dataclass(frozen=True, slots=True)
class Page:
    """An article as a page of a book, with its links to other articles still open."""

    name: str
    """The file."""
    path: str
    """The article, relative to the project's root."""
    title: str
    """In the language of the translation where it has one."""
    title_voice: Voice
    other_title: str
    """In the source language, where `title` is a translation that says something else."""
    content: Markup = field(repr=False)
    """XHTML."""
    headings: tuple[Heading, ...]
    slugs: Slugs = field(repr=False)
    ids: frozenset[str] = field(repr=False)
    links: tuple[_Link, ...] = field(repr=False)


def _page_name(article: str) -> str:
    """Return the file of an article in a book: it stays when others come and go."""
    return f"a-{sha256(article.encode()).hexdigest()[:12]}.xhtml"


def make_page(chapter: Chapter, sides: Sides, spoken: Voice, pictures: Pictures) -> Page:
    """Make the page of an article.

    Args:
        chapter: the article.
        sides: the two languages; their layout is `TABLES`.
        spoken: what the book's own words are in.
        pictures: the pictures of the book, which get those of the article.
    """
    blocks, texts = chapter.blocks, chapter.texts
    body = article_body(
        blocks,
        texts,
        source=sides.source,
        target=sides.target,
        layout=sides.layout,
        say=sides.say,
    )
    root = read_html(_head(chapter, sides) + body)
    conform(root)
    work = _Work(blocks.document.path, spoken, pictures)
    work.settle(root)
    own, translated = titles(blocks, texts)
    return Page(
        _page_name(chapter.name),
        blocks.document.path,
        translated or own,
        sides.source if translated is None else sides.target,
        "" if translated in (None, own) else own,
        Markup(write_xml(root.children)),  # noqa: S704 - cleaned, and written as XML
        tuple(_headings(root, sides)),
        Slugs(blocks, texts),
        frozenset(work.ids.values()),
        tuple(work.links),
    )


def link(page: Page, pages: Mapping[str, Page]) -> Markup:
    """Return a page's content with its links to other articles.

    Args:
        page: the page.
        pages: all pages of the book, by the paths of their articles.
    """

    def leading(found: re.Match[str]) -> str:
        path, fragment = page.links[int(found[1])]
        other = pages.get(path)
        if other is None:
            return ""
        name = _id(other.slugs.resolve(f"#{fragment}")[1:]) if fragment else ""
        return f' href="{other.name}{f"#{name}" if name in other.ids else ""}"'

    return Markup(_WAITING.sub(leading, page.content))  # noqa: S704 - as above


# --- the head -----------------------------------------------------------------------------------


def _head(chapter: Chapter, sides: Sides) -> str:
    """Show title and description of the front matter, and who translated."""
    blocks, texts = chapter.blocks, chapter.texts
    front = read_front(blocks, texts)
    names = anchors(blocks.document)
    flow = Flow(str)
    has_title = any(token.type == "heading_open" and token.tag == "h1" for token in blocks.tokens)
    if front.title is not None and not has_title:
        sides.write(flow, _pair("h1", front.title, " heading"), names, texts)
    if front.description is not None:
        sides.write(flow, _pair("p", front.description, " description"), names, texts)
    if chapter.people:
        flow.write(f'<p class="about">{people(chapter.people, sides)}</p>\n')
    return clean(flow.finish())


def _pair(tag: str, shown: Field, classes: str) -> Pair:
    return Pair(
        tag,
        escape(shown.source).replace("\n", "<br>"),
        None if shown.translation is None else escape(shown.translation).replace("\n", "<br>"),
        [] if shown.unit is None else [shown.unit],
        classes,
    )


_OPENS, _CLOSES = "\ue000", "\ue001"
"""Stand for tags until the sentence is escaped."""


def people(names: Sequence[str], sides: Sides) -> Markup:
    """Name those who translated, each name isolated: it may run in another direction."""
    shown = [
        f"{_OPENS}{' '.join(name.split()).replace(_OPENS, '').replace(_CLOSES, '')}{_CLOSES}"
        for name in names
    ]
    # Translators: below the title of an article; {names} are those of people.
    told = escape(sides.say(msg("translated by {names}", names=listing(shown))))
    return Markup(told.replace(_OPENS, "<bdi>").replace(_CLOSES, "</bdi>"))  # noqa: S704 - escaped


# --- making a page what a book wants ------------------------------------------------------------


class _Work:
    """One page that is being made."""

    def __init__(self, path: str, spoken: Voice, pictures: Pictures) -> None:
        self._folder = posixpath.dirname(path)
        self._spoken = spoken
        self._pictures = pictures
        self.ids: dict[str, str] = {}
        """What ids are called in the book, by what they were."""
        self.links: list[_Link] = []

    def settle(self, root: Element) -> None:
        """Give elements ids, and links and pictures what they lead to."""
        for element in root.elements():
            self._identify(element)
        linked: set[int] = set()
        for element in root.elements():  # the outer ones come first
            if element.name == "a" or id(element) in linked:
                linked.update(id(c) for c in element.children if isinstance(c, Element))
            _dress(element, self._spoken)
            if element.name == "a":
                self._link(element)
            elif element.name == "img":
                self._show(element, linked=id(element) in linked)

    def _identify(self, element: Element) -> None:
        name = element.attributes.pop("id", "")
        if name and name not in self.ids:
            self.ids[name] = element.attributes["id"] = _id(name)

    def _link(self, element: Element) -> None:
        target = element.attributes.pop("href", None)
        if target is None:
            return
        if target.startswith("#"):
            found = self.ids.get(target[1:]) or self.ids.get(unquote(target[1:]))
            if found:
                element.attributes["href"] = f"#{found}"
        elif address := web_address(target):
            element.attributes["href"] = address
        elif path := self._inside(target):
            element.attributes["href"] = f"?{len(self.links)}"
            self.links.append(_Link(path, unquote(target.partition("#")[2])))

    def _inside(self, target: str) -> str | None:
        """Return where a relative target leads in the project."""
        path = unquote(_TAIL.split(target, maxsplit=1)[0])
        if not path or path.startswith("/") or "\\" in path or "\0" in path:
            return None
        found = posixpath.normpath(posixpath.join(self._folder, path))
        return None if found == ".." or found.startswith("../") else found

    def _show(self, element: Element, *, linked: bool) -> None:
        """Show a picture; its words, with a link where it is in the web, if it is not in the book."""
        target = element.attributes.pop("src", "")
        words = element.attributes.get("alt", "")
        address = web_address(target)
        path = None if address else self._inside(target)
        name = None if path is None else self._pictures.take(path)
        if name is not None:
            element.attributes = {"src": name, **element.attributes}
            self._pictures.wordless |= not words.strip()
            return
        kept: dict[str, str] = {
            key: element.attributes[key] for key in _SHARED if key in element.attributes
        }
        element.name = "a" if address and not linked else "span"
        element.attributes = {"class": "elsewhere", **kept}
        if element.name == "a":
            element.attributes["href"] = address or ""
            words = words.strip() or target
        element.children = [words] if words else []


_SHARED: Final[tuple[str, ...]] = ("id", "lang", "xml:lang", "dir", "title")


def _id(name: str) -> str:
    """Return an id that is one in XML too; one that is none is told by its hash."""
    return name if _ID.fullmatch(name) else f"s-{sha256(name.encode()).hexdigest()[:12]}"


_KINDS: Final = {
    "doc-noteref": "noteref",
    "doc-endnotes": "footnotes",
}
"""What roles are called by readers of books that know the older names only."""


_SAID: Final = frozenset(("label", "unseen", "about"))
"""Classes of words that are the book's own."""
_CODE: Final = frozenset(("code", "kbd", "samp"))
"""What runs from left to right in every language."""


def _dress(element: Element, spoken: Voice) -> None:
    """Say what readers of books want to know, and leave out what is for browsers."""
    found = element.attributes
    if not _SAID.isdisjoint(found.get("class", "").split()) and "lang" not in found:
        found |= {"lang": spoken.tag, "xml:lang": spoken.tag, "dir": spoken.direction}
    if element.name in _CODE:  # styles of books may not say so
        found.setdefault("dir", "ltr")
    if kind := _KINDS.get(found.get("role", "")):
        found["epub:type"] = kind
    if element.name == "li" and found.get("id", "").startswith("fn-"):
        found["epub:type"] = "footnote"
    if found.get("class") == "scroll":  # on a page that is turned nothing scrolls
        element.attributes = {"class": "scroll"}
    found.pop("data-state", None)


def _headings(root: Element, sides: Sides) -> list[Heading]:
    """Find the headings: of two in a pair that of the translation, with the pair's id."""
    found: list[Heading] = []
    for pair in root.elements():
        classes = pair.attributes.get("class", "").split()
        if "pair" not in classes or "heading" not in classes:
            continue
        shown = [element for element in pair.elements() if _HEADING.fullmatch(element.name)]
        if not shown:
            continue
        last = shown[-1]  # the source stands before its translation
        label = " ".join(_words(last).split())
        if not label:
            continue
        name = pair.attributes.setdefault("id", f"h-{len(found) + 1}")
        tag = last.attributes.get("lang", sides.source.tag)
        voice = sides.target if tag == sides.target.tag else sides.source
        found.append(Heading(int(last.name[1]), label, voice, name))
    return found


def _words(element: Element) -> str:
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif not _QUIET & set(child.attributes.get("class", "").split()):
            parts.append(child.attributes.get("alt", "") if child.name == "img" else _words(child))
    return "".join(parts)
