"""The status board in a browser, opened from the disk as from any web server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.kit import make_hostile, run
from browser.watching import dangers
from commands.kit import Project

if TYPE_CHECKING:
    from pathlib import Path

    from browser.watching import Watched

pytestmark = pytest.mark.browser

SPOKEN = ("en", "zh-CN", "ar")


@pytest.fixture(scope="module")
def board(river: Project) -> Path:
    """The folder of the board in English, of that in Chinese, and so on, by their names."""
    river.article("new/short", "# 短", "很短。")
    river.extract()
    place = river.root / "boards"
    for language in SPOKEN:
        run(river, "status", "--html", str(place / language), "--ui-language", language)
    return place


def test_one_goes_from_a_language_to_what_can_be_taken_next(window: Watched, board: Path) -> None:
    page = window.open(board / "en" / "index.html")
    page.get_by_role("rowheader", name=re.compile("العربية")).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("العربية")
    expect(page.locator(".next").get_by_role("link", name="短")).to_be_visible()
    page.locator(".next").get_by_role("link", name="短").click()
    expect(page).to_have_url(re.compile("articles.html#"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_keyboard_alone_is_enough_for_the_board(window: Watched, board: Path) -> None:
    page = window.open(board / "en" / "index.html")
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_be_in_viewport()
        expect(focused).not_to_have_css("outline-style", "none")
        seen.append(focused.inner_text())
    assert "العربية" in seen
    page.goto((board / "en" / "index.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("spoken", SPOKEN)
def test_no_screen_is_too_narrow_for_the_board(window: Watched, board: Path, spoken: str) -> None:
    for name in ("index", "ar", "articles"):
        page = window.open(board / spoken / f"{name}.html")
        for width in (320, 360, 700, 1000, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_the_board_speaks_the_language_that_it_was_made_in(window: Watched, board: Path) -> None:
    heads = set()
    for spoken in SPOKEN:
        page = window.open(board / spoken / "index.html")
        expect(page.locator("html")).to_have_attribute("lang", spoken)
        direction = "rtl" if spoken == "ar" else "ltr"
        assert page.evaluate("getComputedStyle(document.body).direction") == direction
        heads.add(page.get_by_role("columnheader").first.inner_text())
    assert len(heads) == len(SPOKEN)


def test_the_board_is_dark_in_the_dark(window: Watched, board: Path) -> None:
    background = r"getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number)"
    index = board / "en" / "index.html"
    assert min(window.open(index, color_scheme="light").evaluate(background)[:3]) > 230
    assert max(window.open(index, color_scheme="dark").evaluate(background)[:3]) < 50


def test_the_board_can_be_printed(window: Watched, board: Path) -> None:
    page = window.open(board / "en" / "ar.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_badges_are_pictures_that_say_what_they_say(window: Watched, board: Path) -> None:
    page = window.open(board / "en" / "ar.html")
    badge = page.locator(".badge img")
    badge.scroll_into_view_if_needed()
    expect(badge).to_have_attribute("alt", re.compile(r"العربية: \d+"))
    assert badge.evaluate("image => image.decode().then(() => image.naturalWidth)") > 40


def test_what_anybody_wrote_is_text_on_the_board(
    window: Watched, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = Project(tmp_path_factory.mktemp("hostile"))
    make_hostile(project)
    project.extract()  # which lists who translated
    run(project, "status", "--html", "board")
    for name in ("index", "en", "articles"):
        address = project.root / "board" / f"{name}.html"
        page = window.open(address)
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        expect(page.get_by_text("onerror").first).to_be_visible()
        assert dangers(page) == []
        assert page.locator("script").count() == 0
        assert page.url == address.as_uri()
    badge = window.open(project.root / "board" / "badges" / "en.svg")
    assert badge.evaluate("document.querySelectorAll('script, foreignObject, a').length") == 0
    assert badge.evaluate("window.caught") is None


def test_the_board_needs_no_script(window: Watched, board: Path) -> None:
    page = window.open(board / "en" / "index.html", java_script_enabled=False)
    page.get_by_role("rowheader", name=re.compile("العربية")).get_by_role("link").click()
    expect(page.locator(".next").get_by_role("link", name="短")).to_be_visible()
