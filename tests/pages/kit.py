"""Articles as pages, and what a browser would make of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from essaytrans.markdown.blocks import read_blocks
from essaytrans.markdown.htmlblocks import VOID
from essaytrans.pages.article import Layout, Rendered, State, Voice, article_body
from essaytrans.pages.clean import ATTRIBUTES, TAGS, is_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from essaytrans.model import Document

__all__ = [
    "ARABIC",
    "CHINESE",
    "ENGLISH",
    "Element",
    "both",
    "check_safe",
    "show",
    "shown_texts",
    "tree",
]

CHINESE = Voice("zh-CN", "ltr")
ENGLISH = Voice("en", "ltr")
ARABIC = Voice("ar", "rtl")

_OURS = frozenset(
    (
        *("id", "class", "role", "tabindex", "aria-label", "aria-hidden", "loading"),
        *("data-state", "data-mark", "data-language"),
    )
)


@dataclass(slots=True)
class Element:
    """An element of a page."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All the text that is in it."""
        return "".join([c if isinstance(c, str) else c.text for c in self.children])

    def find(self, name: str = "", **attributes: str) -> list[Element]:
        """All elements in it of a name, with attributes; a class is one of several."""
        found: list[Element] = []
        waiting: list[Element | str] = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                continue
            if (not name or child.name == name) and child.has(attributes):
                found.append(child)
            waiting += child.children[::-1]
        return found

    def has(self, attributes: Mapping[str, str]) -> bool:
        """Whether it has these attributes; `cls` stands for one of its classes."""
        return all(
            value in self.attributes.get("class", "").split()
            if name == "cls"
            else self.attributes.get(name.replace("_", "-")) == value
            for name, value in attributes.items()
        )


class Tree(HTMLParser):
    """Reads HTML that is in balance, and complains of what is not."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, whose attributes are all different."""
        assert len({name for name, _ in attrs}) == len(attrs), attrs
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self._open.pop().name == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        """Take text."""
        self._open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        """A page has no comments: browsers have read conditions in them."""
        raise AssertionError(data)

    def done(self) -> Element:
        """Return the whole."""
        self.close()
        assert len(self._open) == 1, [element.name for element in self._open]
        return self.root


def tree(html: str) -> Element:
    """Read HTML, whose ids are all different."""
    reader = Tree()
    reader.feed(html)
    root = reader.done()
    ids = [element.attributes["id"] for element in root.find() if "id" in element.attributes]
    assert len(set(ids)) == len(ids), ids
    return root


def both(
    document: Document, translations: Mapping[str, str], state: State = State.TRANSLATED
) -> tuple[Rendered, ...]:
    """Say what is shown of each unit: the translation of its msgid, if there is one."""
    return tuple(
        Rendered(translations[unit.msgid], state)
        if unit.msgid in translations
        else Rendered(None, State.MISSING)
        for unit in document.units
    )


def show(
    text: str,
    translations: Mapping[str, str] | None = None,
    *,
    target: Voice = ENGLISH,
    layout: Layout = Layout.PAIRS,
    resolve: Callable[[str], str] = str,
) -> Element:
    """Show an article; what comes back has been checked to be safe."""
    blocks = read_blocks(text)
    texts = both(blocks.document, translations or {})
    html = article_body(
        blocks, texts, source=CHINESE, target=target, layout=layout, resolve=resolve
    )
    root = tree(html)
    check_safe(root)
    return root


def check_safe(root: Element) -> None:
    """Nothing is on the page that is not on the lists, and nothing leads anywhere but to a reader."""
    for element in root.find():
        assert element.name in TAGS, element
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.name, frozenset()) | _OURS
        assert set(element.attributes) <= allowed, element
        for name in ("href", "src"):
            assert is_safe(element.attributes.get(name, "")), element


def shown_texts(root: Element, lang: str) -> list[str]:
    """The texts of a page that are said to be in a language, in order."""
    return [
        element.text
        for element in root.find(lang=lang)
        if {"source", "target"} & set(element.attributes.get("class", "").split())
    ]
