"""Elements of XML as lxml has them, made and read without a loss.

The writers of translate-toolkit take white space off remarks and put some elements where their
format does not have them; its readers join white space where a file does not say to keep it. So the
texts are put and taken here, and the library reads and writes the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["add", "below", "first", "line_of", "local", "text_of"]

_TRANSPARENT: Final = frozenset(("mrk", "sm", "em", "hi"))
"""Elements that only say something of the text in them or around them."""


def add(parent: Any, store: Any, tag: str, text: str | None = None, /, **attributes: str) -> Any:
    """Add an element to another, as its last.

    Args:
        parent: the other.
        store: the file of translate-toolkit that it is in, which knows the namespace.
        tag: its name; a hyphen in the name of an attribute is written as an underscore.
        text: its text; None for an element of elements.
        attributes: what it has besides.
    """
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    element = parent.makeelement(store.namespaced(tag), named)
    element.text = text
    parent.append(element)
    return element


def local(element: Any) -> str:
    """Return the name of an element without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def below(element: Any, *names: str) -> Iterator[Any]:
    """Yield the elements of some names that are directly inside of another."""
    return (child for child in element if local(child) in names)


def first(element: Any, name: str) -> Any | None:
    """Return the first element of a name that is directly inside of another."""
    return next(below(element, name), None)


def text_of(element: Any) -> tuple[str, bool]:
    """Return the text of an element, and whether a tool has put tags into it that say something.

    White space is as it stands. Comments are no text.
    """
    parts: list[str] = [element.text or ""]
    tagged = False
    for child in element:
        if local(child):
            inner, marked = text_of(child)
            parts.append(inner)
            tagged = tagged or marked or local(child) not in _TRANSPARENT
        parts.append(child.tail or "")
    return "".join(parts), tagged


def line_of(element: Any) -> int | None:
    """Return the line on which an element begins, from 1."""
    found = element.sourceline
    return found if isinstance(found, int) else None
