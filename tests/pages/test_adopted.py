"""The page that shows what `adopt` found."""

from __future__ import annotations

import re

from essaytrans.commands.adopt import Adopted, Link
from essaytrans.commands.adopting.reading import Passage
from essaytrans.i18n import msg
from essaytrans.pages.adopted import adopted_page

SURE = Link((Passage(1, "伞"),), (Passage(3, "Umbrella"),), 0.99, "sure")
PART = Link(
    (Passage(3, "雨"), Passage(5, "水")),
    (Passage(1, "Rain"),),
    0.8,
    "fuzzy",
    moved=True,
    reason=msg("it has the HTML {tag}, which the source lacks", tag="<b>"),
)
OWN = Link((Passage(7, "云"),), (), 1.0, "alone")
THEIRS = Link((), (Passage(9, "Wind"),), 1.0, "alone")


def page(*links: Link, language: str = "en", path: str = "en/tea.md") -> str:
    file = Adopted("tea", "articles/tea.md", "en", path, "tea.po", 1, 2, 0, 1, links)
    return adopted_page(
        [file], name="文集", source="zh-CN", source_direction="ltr", language=language
    )


def curves(html: str, of: str) -> list[str]:
    (svg,) = re.findall(rf"<svg {of}.*?</svg>", html, re.DOTALL)[:1]
    return re.findall(r' d="([^"]*)"', svg)


def test_both_sides_stand_beside_each_other_with_their_lines() -> None:
    html = page(SURE)
    assert re.search(r">1</span>伞</p>.*99%.*>3</span>Umbrella</p>", html, re.DOTALL)


def test_a_line_goes_from_each_text_to_its_partner() -> None:
    html = page(PART)
    assert re.findall(r'<path d="([^"]*)"', html) == [
        "M0 25C50 25 50 50 100 50",
        "M0 75C50 75 50 50 100 50",
    ]


def test_the_map_has_each_side_in_the_order_of_its_file() -> None:
    assert curves(page(SURE, PART), 'class="map"') == [
        "M0 5C50 5 50 15 100 15",
        "M0 15C50 15 50 5 100 5",
        "M0 25C50 25 50 5 100 5",
    ]


def test_what_has_no_partner_is_a_stub_on_its_side() -> None:
    html = page(SURE, OWN, THEIRS)
    assert curves(html, 'class="map"')[1:] == ["M0 15h10", "M100 15h-10"]
    assert html.count("<b>no partner</b>") == 2


def test_a_reason_is_told_and_what_it_quotes_is_text() -> None:
    html = page(PART)
    assert "<b>to be reviewed</b> <b>moved</b> it has the HTML &lt;b&gt;, which" in html


def test_texts_of_strangers_are_text() -> None:
    attack = '"><script>alert(1)</script>\u202e{{ x }}'
    html = page(
        Link((Passage(1, attack),), (Passage(1, attack),), 1.0, "sure"), path=f"{attack}.md"
    )
    assert "<script" not in html
    assert "\u202e" not in html
    assert html.count("&lt;script&gt;") == 3


def test_the_page_loads_and_runs_nothing() -> None:
    html = page(SURE)
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in html
    assert not re.search(r"<(?:script|link|img|iframe|form)\b|\bon[a-z]+=|https?:", html)


def test_a_text_of_inhuman_length_is_cut() -> None:
    html = page(Link((Passage(1, "雨" * 5000),), (), 1.0, "alone"))
    assert "雨" * 1500 + "…" in html
    assert "雨" * 1501 not in html


def test_the_same_findings_give_the_same_page() -> None:
    assert page(SURE, PART) == page(SURE, PART)
