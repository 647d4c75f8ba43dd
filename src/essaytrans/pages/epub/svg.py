"""Drawings of strangers, with nothing in them but what is drawn.

In a browser a drawing that is shown as a picture runs no script and loads nothing. Readers of books
are many, and what they do is not known, so what could act is taken out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.pages.epub.xhtml import Element, write_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["clean_svg"]

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_LARGEST: Final = 4_000_000
"""Bytes of a drawing; one that is larger is not shown."""
_DEEPEST: Final = 200
_DRAWING: Final = (
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan"
    " textPath linearGradient radialGradient stop clipPath mask pattern marker style switch filter"
    " feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting"
    " feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR"
    " feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting"
    " feSpotLight feTile feTurbulence"
)
_ELEMENTS: Final = frozenset(_DRAWING.split())
"""What draws: no script, no animation (which can change an address), no picture or page in it."""
_ATTRIBUTE: Final = re.compile(r"(?!on)[A-Za-z][A-Za-z0-9\-]*")
_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_URL: Final = re.compile(r"url\(\s*(?!['\"]?#)|\\|@|expression\s*\(|[a-z]+script:", re.IGNORECASE)
"""What leads out of a drawing, in a style or in a value."""
_LOCAL: Final = re.compile(r"#([A-Za-z_][A-Za-z0-9_.\-]*)")


class _RefusedError(Exception):
    """It is no drawing, or not one to be looked at any further."""


def clean_svg(data: bytes) -> bytes | None:
    """Return a drawing as SVG without anything that acts or leads out of it.

    Args:
        data: a file.

    Returns:
        UTF-8, the same for the same file; None if it is no SVG, declares entities, or is too large.
    """
    from xml.parsers.expat import ExpatError  # noqa: PLC0415 - only where there is a drawing

    if len(data) > _LARGEST:
        return None
    try:
        root = _read(data)
    except (ExpatError, _RefusedError, LookupError, ValueError):  # also an unknown encoding
        return None
    if root is None or root.name != "svg":
        return None
    _settle(root)
    root.attributes = {"xmlns": _SVG, "xmlns:xlink": _XLINK, **root.attributes}
    return write_xml([root]).encode()


def _read(data: bytes) -> Element | None:
    from xml.parsers.expat import ParserCreate  # noqa: PLC0415 - as above

    parser = ParserCreate(namespace_separator=" ")
    top = Element("")
    waiting = [top]
    left_out = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal left_out
        space, _, local = name.rpartition(" ")
        if left_out or space != _SVG or local not in _ELEMENTS:
            left_out += 1
            return
        if len(waiting) > _DEEPEST:
            raise _RefusedError
        element = Element(local, _attributes(attributes))
        waiting[-1].children.append(element)
        waiting.append(element)

    def end(_name: str) -> None:
        nonlocal left_out
        if left_out:
            left_out -= 1
        else:
            waiting.pop()

    def text(data: str) -> None:
        if not left_out:
            waiting[-1].children.append(data)

    def refuse(*_: object) -> None:
        raise _RefusedError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    parser.Parse(data, True)
    found = [child for child in top.children if isinstance(child, Element)]
    return found[0] if found else None


def _attributes(found: Mapping[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, value in found.items():
        space, _, local = name.rpartition(" ")
        if local == "href" and space in ("", _XLINK):
            if _LOCAL.fullmatch(value):
                kept["xlink:href"] = value
        elif space == _XML and local in ("lang", "space"):
            kept[f"xml:{local}"] = value
        elif not space and _ATTRIBUTE.fullmatch(local) and not _URL.search(value):
            kept[local] = value
    return kept


def _settle(root: Element) -> None:
    """Leave out styles that lead elsewhere, names that are there twice, and what uses nothing."""
    seen: set[str] = set()
    for element in (root, *root.elements()):
        if element.name == "style" and _URL.search(element.text()):
            element.children = []
        name = element.attributes.get("id")
        if name is not None and (name in seen or not _ID.fullmatch(name)):
            del element.attributes["id"]
        elif name is not None:
            seen.add(name)
    for element in root.elements():
        if element.attributes.get("xlink:href", "#")[1:] not in {"", *seen}:
            del element.attributes["xlink:href"]
