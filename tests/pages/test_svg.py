"""Drawings in books: what is drawn stays, what acts or leads out goes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.pages.epub.pictures import picture
from essaytrans.pages.epub.svg import clean_svg
from pages.epubs import GIF, PNG
from promises.kit import examples

ARTICLES = Path(__file__).parents[2] / "articles"
SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def cleaned(inner: str, attributes: str = "") -> str:
    """What is left of a drawing."""
    found = clean_svg(f"<svg {SVG}{attributes}>{inner}</svg>".encode())
    assert found is not None
    return found.decode().removeprefix(f"<svg {SVG}").removesuffix("</svg>").lstrip(">")


@pytest.mark.parametrize(
    "inner",
    [
        '<path d="M0 0h1" fill="url(#a)"></path>',
        '<text x="1" xml:lang="ar">نص</text>',
        '<style>.a { fill: red }</style><rect class="a"></rect>',
        '<g id="a"></g><use xlink:href="#a"></use>',
    ],
)
def test_what_is_drawn_stays(inner: str) -> None:
    assert cleaned(inner) == inner


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>',
        '<image href="https://evil.example/a.png"/>',
        '<a href="https://evil.example/"><rect/></a>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        "<iframe/>",
        "<!-- a --><?php evil ?>",
    ],
)
def test_what_acts_goes(inner: str) -> None:
    assert cleaned(inner) == ""


@pytest.mark.parametrize(
    ("inner", "left"),
    [
        ('<rect onclick="evil()"/>', "<rect></rect>"),
        ('<rect fill="url(https://evil.example/a)"/>', "<rect></rect>"),
        ("<rect style=\"fill:url( '//evil.example')\"/>", "<rect></rect>"),
        ('<use href="https://evil.example/a#b"/>', "<use></use>"),
        ('<use href="#none"/>', "<use></use>"),
        ("<style>@import '//evil.example';</style>", "<style></style>"),
        ("<style>a { b: u\\72l(x) }</style>", "<style></style>"),
        ('<g id="a"/><g id="a"/>', '<g id="a"></g><g></g>'),
    ],
)
def test_what_leads_out_goes(inner: str, left: str) -> None:
    assert cleaned(inner) == left


@pytest.mark.parametrize(
    "data",
    [
        b"<html/>",
        b"<svg/>",
        b"<svg",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<?xml version="1.0" encoding="x-none"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        f"<svg {SVG}>{'<g>' * 300}{'</g>' * 300}</svg>".encode(),
        f"<svg {SVG}>{' ' * 4_000_000}</svg>".encode(),
    ],
    ids=["HTML", "no namespace", "broken", "entities", "encoding", "deep", "large"],
)
def test_what_is_no_drawing_is_not_shown(data: bytes) -> None:
    assert clean_svg(data) is None


@pytest.mark.parametrize("path", sorted(ARTICLES.rglob("*.svg")), ids=lambda path: path.name)
def test_our_own_drawings_stay_as_they_are(path: Path) -> None:
    found = clean_svg(path.read_bytes())
    assert found is not None
    before, after = (
        [(element.tag, element.text, _attributes(element)) for element in root.iter()]
        for root in (ET.fromstring(path.read_bytes()), ET.fromstring(found))  # noqa: S314 - ours
    )
    assert after == before


def _attributes(element: ET.Element) -> dict[str, str]:
    """The attributes; an address by the name that readers of books know it by."""
    link = "{http://www.w3.org/1999/xlink}href"
    return {link if name == "href" else name: value for name, value in element.attrib.items()}


@examples(2)
@given(st.text(alphabet="<>/svg=\"' :xlink#aus&;-!?[]", max_size=60))
def test_whatever_comes_in_xml_comes_out(inner: str) -> None:
    found = clean_svg(f"<svg {SVG}>{inner}</svg>".encode())
    if found is not None:
        ET.fromstring(found)  # noqa: S314 - no entities are left
        assert clean_svg(found) == found


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PNG, "image/png"),
        (GIF, "image/gif"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (f"\ufeff <svg {SVG}/>".encode(), "image/svg+xml"),
        (b"BM", None),
        (b"<html/>", None),
        (b"", None),
    ],
)
def test_a_picture_is_what_it_begins_with(data: bytes, media_type: str | None) -> None:
    found = picture(data)
    assert (found.media_type if found else None) == media_type
