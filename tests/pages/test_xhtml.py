"""HTML as XML, and elements that stand where they may not."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.pages.clean import TAGS, clean
from essaytrans.pages.epub.conform import conform
from essaytrans.pages.epub.xhtml import Element, escape_xml, read_html, write_xml
from promises.kit import examples


def written(html: str, *, mended: bool = False) -> str:
    """HTML as XML."""
    root = read_html(clean(html))
    if mended:
        conform(root)
    return write_xml(root.children)


@pytest.mark.parametrize(
    ("html", "xml"),
    [
        ("a<br>b", "a<br/>b"),
        ("a &amp; b &lt; c &nbsp;", "a &amp; b &lt; c \xa0"),
        ('<img src="a.png" alt="&quot;">', '<img src="a.png" alt="&quot;"/>'),
        ("<ol reversed><li>a</ol>", '<ol reversed=""><li>a</li></ol>'),
        ('<p title="a\nb">x</p>', '<p title="a&#10;b">x</p>'),
        ("a\x0b\ufffe", "a\ufffd\ufffd"),
        ('href="x"', "href=&quot;x&quot;"),
    ],
)
def test_html_becomes_xml(html: str, xml: str) -> None:
    assert written(html) == xml


@pytest.mark.parametrize("html", ["a < b", "<", "</b>a", "<b", '<a href="', "<!-- a -->"])
def test_what_is_no_tag_is_text_or_nothing(html: str) -> None:
    ET.fromstring(f"<x>{write_xml(read_html(html).children)}</x>")  # noqa: S314 - no entities


def test_what_is_too_deep_stands_higher() -> None:
    root = read_html("<div>" * 5000 + "a" + "</div>" * 5000 + "b")
    assert root.text() == "ab"
    assert root.children[-1] == "b"


@pytest.mark.parametrize("character", ["\0", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_has_no_room_for_is_seen(character: str) -> None:
    assert escape_xml(f"a{character}<") == "a\ufffd&lt;"


# --- what may stand where -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "xml"),
    [
        ("<span><div>a</div></span>", '<span><span class="block">a</span></span>'),
        ("<ul><p>a</p></ul>", "<div><p>a</p></div>"),
        ("<li>a</li>", "<div>a</div>"),
        ("<dl><dt>a</dt></dl>", "<div><div>a</div></div>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<center>a</center>", '<div class="center">a</div>'),
        ("<strike>a</strike><tt>b</tt>", "<s>a</s><code>b</code>"),
        ("<summary>a</summary>", "<div>a</div>"),
        ("<details>a</details>", "<div>a</div>"),
        (
            "<details open><summary>a</summary></details>",
            '<details open=""><summary>a</summary></details>',
        ),
        ("<ruby>漢<rt>han</rt></ruby>", "<ruby>漢<rt>han</rt></ruby>"),
        ("<ruby><rt>han</rt></ruby>", "<span><span>han</span></span>"),
        ("<bdo>a</bdo>", "<span>a</span>"),
        ('<ol type="x" start="1e9"><li value="z">a</li></ol>', "<ol><li>a</li></ol>"),
        ('<td colspan="x">a</td>', "a"),
        ('<p lang="_">a</p>', "<p>a</p>"),
        ('<p lang="ar">a</p>', '<p lang="ar" xml:lang="ar">a</p>'),
        ('<img width="100%" src="a">', '<img src="a" alt=""/>'),
        ('<p align="CENTER">a</p>', '<p class="center">a</p>'),
    ],
)
def test_what_stands_where_it_may_not_is_mended(html: str, xml: str) -> None:
    assert written(html, mended=True) == xml


def test_no_link_is_inside_another() -> None:
    inner = Element("a", {"href": "x"}, ["b"])
    root = Element("", {}, [Element("a", {"href": "y"}, ["a", inner])])
    conform(root)
    assert write_xml(root.children) == '<a href="y">a<span>b</span></a>'


_TAGS = st.sampled_from(sorted(TAGS)).flatmap(
    lambda name: st.sampled_from((f"<{name}>", f"</{name}>", f'<{name} title="a" lang="en">'))
)


@examples(4)
@given(st.lists(st.one_of(_TAGS, st.text(max_size=3)), max_size=30).map("".join))
def test_all_text_stays_and_what_is_mended_once_is_right(html: str) -> None:
    root = read_html(clean(html))
    words = root.text()
    conform(root)
    assert root.text() == words
    once = write_xml(root.children)
    ET.fromstring(f"<x>{once}</x>")  # noqa: S314 - no entities
    again = read_html(clean(once))
    assert again.text() == words
    conform(root)
    assert ET.canonicalize(f"<x>{write_xml(root.children)}</x>") == ET.canonicalize(
        f"<x>{once}</x>"
    )
