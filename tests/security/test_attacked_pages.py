"""A volunteer's text brings nothing into the pages that readers look at, whatever comes before them.

The same collection goes by catalogs into the HTML edition, and each page is compared with the one
that was built while nothing was translated.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from essaytrans.markdown.blocks import read_blocks
from essaytrans.model import Catalog, Entry, SegmentRules
from essaytrans.pages.article import Voice, rendered
from essaytrans.pages.reading import reading_page
from pages.kit import Element, check_safe, tree
from security.trials import ATTACKS, EVERYWHERE

if TYPE_CHECKING:
    from essaytrans.markdown.blocks import Blocks
    from security.trials import Trials

_OWN: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "br",
        "code",
        "del",
        "div",
        "em",
        "figcaption",
        "figure",
        "img",
        "p",
        "s",
        "small",
        "strong",
    ]
)
"""What a translator may make by Markdown, and what the article has around it."""
_STYLE: Final = re.compile(r"<style>[^<]*</style>")
_SENTENCES: Final = ("sign", "about")
"""What the program says about the state of a text."""


def _page(html: str) -> Element:
    """Read a page, without its style and the declaration above it."""
    return tree(_STYLE.sub("", html).removeprefix("<!DOCTYPE html>"))


def _main(page: Element) -> Element:
    (main,) = page.find("main")
    return main


def _pairs(page: Element) -> dict[str, Element]:
    """All pairs that have a name, by it."""
    return {
        pair.attributes["id"]: pair for pair in page.find(cls="pair") if "id" in pair.attributes
    }


def _shape(element: Element) -> list[object]:
    """All that an element is made of but the program's own words."""
    return [
        child if isinstance(child, str) else (child.name, child.attributes, _shape(child))
        for child in element.children
        if isinstance(child, str)
        or not set(_SENTENCES) & set(child.attributes.get("class", "").split())
    ]


def _without_pairs(element: Element) -> list[object]:
    """What stands around pairs."""
    return [
        (child.name, child.attributes, _without_pairs(child))
        for child in element.children
        if isinstance(child, Element)
        and not {"pair", *_SENTENCES} & set(child.attributes.get("class", "").split())
    ]


@pytest.mark.parametrize("place", EVERYWHERE)
def test_every_page_has_nothing_but_what_is_on_the_lists(place: str, trials: Trials) -> None:
    for trial in trials.of(place):
        check_safe(_main(_page(trial.page)))


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_refused_translation_leaves_the_page_as_if_there_were_none(
    place: str, trials: Trials
) -> None:
    seen = 0
    for trial in trials.of(place):
        bare = _pairs(_page(trial.bare))
        for name, pair in _pairs(_page(trial.page)).items():
            if pair.attributes["data-state"] == "refused":
                seen += 1
                assert _shape(pair) == _shape(bare[name])
    assert seen or place not in ("paragraph", "quote", "footnote", "cell of a table")


@pytest.mark.parametrize("place", EVERYWHERE)
def test_an_accepted_translation_brings_in_nothing_but_marks(place: str, trials: Trials) -> None:
    for trial in trials.of(place):
        page, bare = _page(trial.page), _page(trial.bare)
        known = _pairs(bare)
        for name, pair in _pairs(page).items():
            if pair.attributes["data-state"] == "translated":
                before = {element.name for element in known[name].find()}
                added = {element.name for element in pair.find()} - before
                assert added <= _OWN
        assert _without_pairs(_main(page)) == _without_pairs(_main(bare))


@pytest.mark.parametrize("field", ["题", "说", "签"])
def test_front_matter_is_text_on_a_page(field: str) -> None:
    """It is shown above the article and in the head of the page, and never as anything but text."""
    blocks = read_blocks("---\ntitle: 题\ndescription: 说\ntags: [签]\n---\n\n后\n")
    (unit,) = (unit for unit in blocks.document.units if unit.msgid == field)
    marks: dict[str, list[str]] = {}
    bare = _names(_front_page(blocks, ()))
    for name, text in ATTACKS.items():
        page = _front_page(blocks, (Entry(field, text, msgctxt=unit.msgctxt),))
        check_safe(_main(page))
        added = list((Counter(_names(page)) - Counter(bare)).elements())
        if not set(added) <= {"br", "h1", "p", "span"}:
            marks[name] = added
        assert len(page.find("title")) == 1
    assert marks == {}


def _front_page(blocks: Blocks, entries: tuple[Entry, ...]) -> Element:
    texts = rendered(blocks.document, Catalog(entries=entries), SegmentRules())
    source, target = Voice("zh-CN", "ltr"), Voice("en", "ltr")
    return _page(reading_page(blocks, texts, source=source, target=target, language="en"))


def _names(page: Element) -> list[str]:
    return [element.name for element in page.find()]
