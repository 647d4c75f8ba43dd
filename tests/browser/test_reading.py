"""The HTML edition in a browser, opened from the disk as a reader has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.kit import LONG_NAMED, TITLE, left_of, make_hostile, run, top_of
from browser.watching import dangers
from commands.kit import Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from browser.watching import Watched

pytestmark = pytest.mark.browser

NARROW = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def pages(river: Project) -> Path:
    """The folder of the pages, by language and article."""
    run(river, "build", "--edition", "html", "--use-fuzzy", "--copy-assets")
    return river.root / "build" / "html"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of which every translation is an attack."""
    project = Project(tmp_path_factory.mktemp("hostile"))
    make_hostile(project)
    run(project, "build", "--edition", "html")
    return project.root / "build" / "html" / "en" / "hostile.html"


def pair_of(page: Page, text: str) -> Locator:
    """The pair of a text."""
    return page.locator(".pair").filter(has_text=text).first


def test_arabic_runs_from_right_to_left_beside_chinese(window: Watched, pages: Path) -> None:
    page = window.open(pages / "ar" / "river.html")
    pair = pair_of(page, "河水从山里来")
    chinese, arabic = pair.locator(".source"), pair.locator(".target")
    expect(arabic).to_have_css("direction", "rtl")
    expect(arabic).to_have_attribute("lang", "ar")
    expect(chinese).to_have_css("direction", "ltr")
    expect(chinese).to_have_attribute("lang", "zh-CN")
    assert abs(top_of(chinese) - top_of(arabic)) < 20
    assert abs(left_of(chinese) - left_of(arabic)) > 300


def test_every_pair_of_a_wide_screen_stands_side_by_side(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html")
    pairs = page.locator("article .pair:not(td .pair, th .pair):has(> .target:not(.whole))")
    assert pairs.count() > 10
    for pair in pairs.all():
        source, target = pair.locator("> .source"), pair.locator("> .target")
        assert left_of(source) + 200 < left_of(target), pair.inner_text()
        assert abs(top_of(source) - top_of(target)) < 4, pair.inner_text()


def test_on_a_narrow_screen_the_translation_stands_below(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html", viewport=NARROW)
    for pair in page.locator("article .pair:has(> .target:not(.whole))").all()[:12]:
        source, target = pair.locator("> .source"), pair.locator("> .target")
        if source.is_visible():
            assert top_of(target) > top_of(source), pair.inner_text()
            assert abs(left_of(target) - left_of(source)) < 1, pair.inner_text()


@pytest.mark.parametrize("language", ["en", "ar", LONG_NAMED])
def test_no_screen_is_too_narrow(window: Watched, pages: Path, language: str) -> None:
    page = window.open(pages / language / "river.html")
    for width in (320, 360, 700, 1000, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_one_language_is_a_click_or_an_arrow_away(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html")
    chinese = page.get_by_text("河水从山里来")
    english = page.get_by_text("The river comes from the hills")
    page.get_by_text("English", exact=True).first.click()
    expect(chinese).to_be_hidden()
    expect(english).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(chinese).to_be_visible()
    expect(english).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(chinese).to_be_visible()
    expect(english).to_be_visible()


def test_the_keyboard_alone_is_enough(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_in_viewport(ratio=1)
    expect(skip).to_have_attribute("href", re.compile("^#"))
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        assert is_marked(page), page.evaluate("document.activeElement.outerHTML")
        reached.append(page.evaluate("document.activeElement.tagName"))
    assert reached[0] == "INPUT"
    assert "A" in reached


def test_a_link_to_a_paragraph_leads_to_it_in_every_language(window: Watched, pages: Path) -> None:
    english = window.open(pages / "en" / "river.html")
    anchor = pair_of(english, "河到了这里就没有名字了。").get_attribute("id")
    page = window.open((pages / "ar" / "river.html").as_uri() + f"#{anchor}")
    expect(page.locator(":target")).to_contain_text("河到了这里就没有名字了。")
    expect(page.locator(":target")).to_be_in_viewport()
    assert ids(english) == ids(page)


def test_a_footnote_leads_there_and_back(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html")
    page.locator("sup a").last.click()
    expect(page.locator(":target")).to_contain_text("The boat is borrowed.")
    page.locator(".footnotes .back a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_no_anchor_is_there_twice_and_no_link_leads_nowhere(window: Watched, pages: Path) -> None:
    for language in ("en", "ar"):
        page = window.open(pages / language / "river.html")
        names = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(names) == len(set(names))
        targets = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')]"
            ".map(a => decodeURIComponent(a.hash.slice(1)))"
        )
        assert set(targets) <= set(names)


def test_dark_is_dark(window: Watched, pages: Path) -> None:
    background = r"getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number)"
    page = window.open(pages / "en" / "river.html", color_scheme="light")
    assert min(page.evaluate(background)[:3]) > 230
    page.emulate_media(color_scheme="dark")
    assert max(page.evaluate(background)[:3]) < 50


def test_on_paper_there_is_the_text_and_nothing_to_click(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html", color_scheme="dark")
    page.get_by_text("English", exact=True).first.click()
    page.emulate_media(media="print")
    expect(page.get_by_text("河水从山里来")).to_be_visible()  # both, whatever was chosen
    expect(page.get_by_text("The river comes from the hills")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_hidden()
    colour = r"getComputedStyle(document.body).color.match(/\d+/g).map(Number)"
    assert max(page.evaluate(colour)[:3]) < 60
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_no_script_is_needed(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html", java_script_enabled=False)
    page.get_by_text("English", exact=True).first.click()
    expect(page.get_by_text("河水从山里来")).to_be_hidden()
    expect(page.get_by_text("The river comes from the hills")).to_be_visible()
    assert page.locator("script").count() == 0


def test_pictures_are_there(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html")
    picture = page.get_by_role("img", name="一条河")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 400


def test_one_goes_to_the_same_article_in_another_language(window: Watched, pages: Path) -> None:
    page = window.open(pages / "en" / "river.html")
    page.locator("footer").get_by_role("link", name="العربية").click()
    expect(page.get_by_role("heading", name="عصرٌ على ضفة النهر")).to_be_visible()


def test_what_a_volunteer_wrote_is_text_and_does_nothing(window: Watched, hostile: Path) -> None:
    shown = {
        hostile: "<script>window.caught=15</script>",
        hostile.parent.parent / "index.html": TITLE,
    }
    for address, text in shown.items():
        page = window.open(address)
        expect(page.locator("main")).to_contain_text(text)
        assert dangers(page) == []
        assert page.locator("script").count() == 0
        assert page.url == address.as_uri()


def is_marked(page: Page) -> bool:
    """Whether the focused element, or the label that stands for it, shows that it is focused."""
    found = page.evaluate(
        "[document.activeElement, document.activeElement.nextElementSibling]"
        ".some(e => e && getComputedStyle(e).outlineStyle !== 'none')"
    )
    return bool(found)


def ids(page: Page) -> list[str]:
    found = page.evaluate("[...document.querySelectorAll('.pair[id]')].map(e => e.id)")
    assert isinstance(found, list)
    return found
