"""HTML as XML: what books are written in.

HTML is read into a tree, and the tree is written as XML that any parser of
XML reads: every element closed, every value quoted, no character that XML does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Element", "escape_xml", "read_html", "write_xml"]

_ENDLESS: Final = "area base br col embed hr img input link meta source track wbr"
_VOID: Final = frozenset(_ENDLESS.split())
"""Elements that have no end tag (HTML, 13.1.2)."""
_DEEPEST: Final = 200
"""How deep elements may nest; one that is deeper is left out, and what it has stands in its place.
Validators of books read trees by recursion, as this program does."""
_TOKEN: Final = re.compile(
    r'([^<]+|<(?!/?[a-z][a-z0-9]*(?: [a-z][a-z0-9_.\-]*="[^"]*")*>))'
    r'|<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9_.\-]*="[^"]*")*)>'
)
_ATTRIBUTE: Final = re.compile(r' ([a-z][a-z0-9_.\-]*)="([^"]*)"')
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is not a character of XML 1.0 (section 2.2)."""
_LINE_BREAK: Final = re.compile(r"\r\n?")
_SPECIAL: Final = re.compile(r"[&<>\"\n\t]")
_NAMED: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": "&#10;",
    "\t": "&#9;",
}


@dataclass(slots=True)
class Element:
    """An element of a tree that is being changed."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    """Elements and texts; no two texts stand beside each other as they are read."""

    def elements(self) -> Iterator[Element]:
        """Yield all elements inside of this one, in order; what has been yielded may change."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [c for c in reversed(element.children) if isinstance(c, Element)]

    def text(self) -> str:
        """Return the text of it and of all elements inside."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                waiting += reversed(node.children)
        return "".join(parts)


def read_html(html: str) -> Element:
    """Read a fragment of HTML as `clean` gives it: values quoted, nothing of the kind in text.

    A tag that closes nothing is left out, one that nobody closes is closed where what it stands in
    ends. What is no tag as `clean` writes it is text.

    Args:
        html: any text, to be of use one that `clean` gave.

    Returns:
        An element without a name that has the fragment's elements and texts; their line breaks are
        line feeds, and what XML has no room for is U+FFFD.
    """
    reader = _Reader()
    for found in _TOKEN.finditer(html):
        text, ending, name, attributes = found.groups()
        if text is not None:
            reader.text(text)
        elif ending:
            reader.end(name)
        else:
            reader.start(name, attributes)
    return reader.root


class _Reader:
    """Makes a tree of tags and texts."""

    def __init__(self) -> None:
        self.root = Element("")
        self._open: list[Element] = [self.root]
        self._over: list[str] = []
        """Names of open elements that are too deep to be there."""

    def start(self, name: str, attributes: str) -> None:
        """Take a tag that opens an element."""
        if len(self._open) > _DEEPEST:
            if name not in _VOID:
                self._over.append(name)
            return
        element = Element(name)
        for key, value in _ATTRIBUTE.findall(attributes):
            element.attributes.setdefault(key, _read_text(value))
        self._open[-1].children.append(element)
        if name not in _VOID:
            self._open.append(element)

    def end(self, name: str) -> None:
        """Take a tag that closes one."""
        if name in self._over:
            while self._over.pop() != name:
                pass
        elif any(element.name == name for element in self._open[1:]):
            self._over.clear()
            while self._open.pop().name != name:
                pass

    def text(self, written: str) -> None:
        """Take text."""
        children = self._open[-1].children
        text = _read_text(written)
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)


def _read_text(written: str) -> str:
    return _possible(unescape(written) if "&" in written else written)


def _possible(text: str) -> str:
    """Return text with nothing in it that XML has no room for."""
    return _FORBIDDEN.sub("\ufffd", _LINE_BREAK.sub("\n", text))


def escape_xml(text: str) -> str:
    """Write text for XML: nothing in it is markup, and what XML has no room for is U+FFFD."""
    return _SPECIAL.sub(_named, _possible(text))


def _named(found: re.Match[str]) -> str:
    return _NAMED[found[0]]


# quotation marks too, so that ` href="` is never text
_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def write_xml(nodes: Sequence[Element | str]) -> str:
    """Write elements and texts as XML.

    Args:
        nodes: what `read_html` gave, however it has been changed since; prefixes of attributes are
            declared where it is put.
    """
    parts: list[str] = []
    # an element, a text, or a tag that closes
    waiting: list[Element | str | tuple[str]] = [*reversed(nodes)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node.translate(_IN_TEXT))
        elif isinstance(node, tuple):
            parts.append(node[0])
        else:
            parts.append(f"<{node.name}")
            parts += [f' {key}="{escape_xml(value)}"' for key, value in node.attributes.items()]
            if node.name in _VOID:
                parts.append("/>")
                continue
            parts.append(">")
            waiting.append((f"</{node.name}>",))
            waiting += reversed(node.children)
    return "".join(parts)
