"""The preview in a browser: it follows what is saved, and whoever reads it can find their way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.kit import (
    ARABIC,
    ENGLISH,
    HOSTILE,
    RIVER,
    Server,
    left_of,
    make_hostile,
    make_river,
    poedit_saves,
    serve,
    top_of,
)
from browser.watching import dangers
from commands.kit import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

    from browser.watching import Watched

pytestmark = pytest.mark.browser

LONG = 200
"""Paragraphs of the article on which saving is timed."""
PATIENCE = 10
"""Seconds that no save should take to be shown, however busy the machine is."""
LAST = f"第 {LONG} 段，也是最后一段。"
COPIES = ("follow", "focus", "torn", "edited")
"""Articles like the river, for those tests that change them."""
END = "河到了这里就没有名字了。"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A preview of a few articles; each test that changes a file has one of its own."""
    project = Project(tmp_path_factory.mktemp("preview"))
    project.configure("en", "ar")
    make_river(project)
    for name in COPIES:
        project.article(name, *RIVER)
    project.article("far", "# 远", "看，![一座山](https://example.org/mountain.png)在那里。")
    paragraphs = (f"第 {n} 段，不长不短的一段话，说的是河。" for n in range(1, LONG))
    project.article("long", "# 长", *paragraphs, LAST)
    project.extract()
    for name in ("river", *COPIES):
        project.translate(name, ENGLISH, "en", fuzzy=["水深，莫急。"])
        project.translate(name, ARABIC, "ar")
    with serve(project, tmp_path_factory.mktemp("log") / "errors") as server:
        yield server


def pair_of(page: Page, text: str) -> Locator:
    """The pair of a text."""
    return page.locator(".pair").filter(has_text=text).first


# --- it follows -------------------------------------------------------------------------------


def test_what_poedit_saves_shows_up_on_the_open_page(window: Watched, server: Server) -> None:
    page = window.open(server.article("follow"))
    page.evaluate("window.unloaded = false")
    said = page.get_by_role("status")
    expect(said).to_have_text("")
    assert page.evaluate("scrollY") == 0

    poedit_saves(server.project, "follow", {END: "Here the river has no name left."})

    shown = page.locator("main").get_by_text("Here the river has no name left.")
    expect(shown).to_be_in_viewport()  # which was far below
    expect(said).to_have_attribute("aria-live", "polite")
    expect(said).not_to_have_text("")
    assert page.evaluate("window.unloaded") is False, "the page was loaded anew"


def test_what_the_author_saves_shows_up_too(window: Watched, server: Server) -> None:
    page = window.open(server.article("edited"))
    page.evaluate("window.unloaded = false")
    article = server.project.root / "articles" / "edited.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace(END, "河改了名字。"), encoding="utf-8", newline="\n")
    expect(page.locator("main").get_by_text("河改了名字。")).to_be_in_viewport()
    assert page.evaluate("window.unloaded") is False


def test_whoever_stands_somewhere_with_the_keyboard_stays_there(
    window: Watched, server: Server
) -> None:
    page = window.open(server.article("focus"))
    link = page.get_by_role("link", name="Upstream")
    link.focus()
    paragraph = "对岸的第 3 棵树，叶子落进水里，漂到看不见的地方。"
    poedit_saves(server.project, "focus", {paragraph: "The third tree."})
    expect(page.locator("main").get_by_text("The third tree.")).to_be_in_viewport()
    expect(link).to_be_focused()


def test_focus_stays_in_the_paragraph_that_was_replaced(window: Watched, server: Server) -> None:
    page = window.open(server.article("focus"))
    page.get_by_role("link", name="Upstream").focus()
    msgid = next(text for text in ENGLISH if "上游" in text)
    poedit_saves(server.project, "focus", {msgid: "It goes [upstream](https://example.org/up)."})
    expect(page.get_by_text("It goes")).to_be_visible()
    inside = page.evaluate("document.activeElement.closest('.pair')?.textContent ?? ''")
    assert "It goes" in inside


def test_a_catalog_that_cannot_be_read_is_told_and_what_was_there_stays(
    window: Watched, server: Server
) -> None:
    page = window.open(server.article("torn"))
    poedit_saves(server.project, "torn", {END: "It has no name."}, damage=True)
    trouble = page.locator(".troubles")
    expect(trouble).to_contain_text("locales/en/torn.po")
    expect(page.get_by_role("heading", name="An afternoon by the river")).to_be_visible()

    server.project.write(
        "locales/en/torn.po", server.project.read("locales/en/torn.po").rstrip("\n") + '"\n'
    )
    expect(trouble).to_have_count(0)
    expect(page.locator("main").get_by_text("It has no name.")).to_be_visible()


def test_a_page_says_so_when_its_server_is_gone_and_when_it_is_back(
    window: Watched, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = Project(tmp_path_factory.mktemp("gone"))
    project.configure("en")
    project.article("one", "# 一", "二。")
    project.extract()
    log = tmp_path_factory.mktemp("log") / "errors"
    window.expected = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
    with serve(project, log) as server:
        page = window.open(server.article("one"))
        said = page.get_by_role("status")
        expect(said).to_have_text("")
    expect(said).to_contain_text("the preview was stopped")
    port = int(re.findall(r":(\d+)/", server.address)[0])
    with serve(project, log, port=port) as server:
        expect(said).to_contain_text("the preview runs again")
        poedit_saves(project, "one", {"二。": "Two."})
        expect(page.get_by_text("Two.")).to_be_visible()


_SEEN = """text => {
  window.shown = new Promise(done => new MutationObserver((_, observer) => {
    if (!document.querySelector("main").textContent.includes(text)) return;
    observer.disconnect();
    requestAnimationFrame(() => done(Date.now() / 1000));
  }).observe(document.body, { childList: true, subtree: true }));
}"""
"""Have a page promise when a text was first seen, in seconds since 1970."""


def test_the_time_from_saving_to_seeing_on_a_long_article(
    window: Watched, server: Server, record_property: Callable[[str, object], None]
) -> None:
    page = window.open(server.article("long"))
    expect(page.locator("main .pair")).to_have_count(LONG + 1)
    times = []
    for turn in range(7):
        text = f"Shown for the {turn}th time."
        page.evaluate(_SEEN, text)
        saved = poedit_saves(server.project, "long", {LAST: text})
        times.append(page.evaluate("window.shown") - saved)
    figures = ", ".join(f"{1000 * seconds:.0f}" for seconds in times)
    record_property("figures", f"saved to shown, {LONG} paragraphs, in ms: {figures}")
    assert max(times) < PATIENCE


# --- what it shows ----------------------------------------------------------------------------


def test_arabic_runs_from_right_to_left_beside_chinese(window: Watched, server: Server) -> None:
    page = window.open(server.article("river", "ar"))
    pair = pair_of(page, "河水从山里来")
    chinese, arabic = pair.locator(".source"), pair.locator(".target")
    expect(arabic).to_have_css("direction", "rtl")
    expect(chinese).to_have_css("direction", "ltr")
    expect(arabic).to_have_attribute("lang", "ar")
    assert left_of(chinese) < left_of(arabic)
    assert abs(top_of(chinese) - top_of(arabic)) < 20


def test_a_page_in_arabic_has_its_columns_the_other_way_around(
    window: Watched, server: Server
) -> None:
    page = window.open(server.article("river", "en", speaking="ar"))
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    pair = pair_of(page, "河水从山里来")
    assert left_of(pair.locator(".source")) > left_of(pair.locator(".target"))
    expect(pair.locator(".target")).to_have_css("direction", "ltr")


def test_every_state_is_shown(window: Watched, server: Server) -> None:
    page = window.open(server.article("river"))
    for state, text in {"translated": "渡口有", "fuzzy": "水深", "missing": END}.items():
        expect(pair_of(page, text)).to_have_attribute("data-state", state)


def test_what_anybody_wrote_is_text_and_does_nothing(
    window: Watched, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = Project(tmp_path_factory.mktemp("hostile"))
    texts = make_hostile(project, translated=False)
    with serve(project, tmp_path_factory.mktemp("log") / "errors") as server:
        page = window.open(server.article("hostile"))
        title = page.title()
        poedit_saves(project, "hostile", texts)
        expect(page.locator("main")).to_contain_text(HOSTILE[0])  # put in by the script
        assert dangers(page) == []
        for address in (server.article("hostile"), server.index()):
            page = window.open(address)
            expect(page.get_by_text("onerror").first).to_be_attached()
            assert dangers(page) == []
            assert page.url == address
        page.go_back()
        assert title == window.open(server.article("hostile")).title()


def test_a_picture_from_elsewhere_is_its_words_and_is_not_fetched(
    window: Watched, server: Server
) -> None:
    page = window.open(server.article("far"))
    expect(page.locator("main")).to_contain_text("一座山")
    poedit_saves(server.project, "far", {"远": "Far"})
    expect(page.get_by_role("heading", name="Far")).to_be_visible()


# --- whoever looks at it ----------------------------------------------------------------------


def test_the_keyboard_alone_is_enough(window: Watched, server: Server) -> None:
    page = window.open(server.article("river"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    assert outline(page) != "none"

    reached = [describe(page)]
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(describe(page))
        assert outline(page) != "none", reached
    assert any("aria-current" in one for one in reached)  # the languages
    assert any("SUMMARY" in one for one in reached)  # the language of the page

    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="中文")).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("lang=(?!en)"))
    page.wait_for_load_state()

    page.goto(server.article("river"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_n_and_p_go_through_what_is_left(window: Watched, server: Server) -> None:
    page = window.open(server.article("river"))
    places = []
    for key in ("n", "n", "n", "p"):
        page.keyboard.press(key)
        focused = page.locator(":focus")
        expect(focused).to_be_in_viewport()
        assert outline(page) != "none"
        places.append(focused.get_attribute("id") or focused.get_attribute("data-of"))
    first, second, third, back = places
    assert len({first, second, third}) == 3
    assert back == second


def test_n_and_p_can_be_turned_off(window: Watched, server: Server) -> None:
    page = window.open(server.article("river"))
    page.get_by_role("checkbox").uncheck()
    for _ in range(2):
        focused = describe(page)
        page.keyboard.press("n")
        assert describe(page) == focused
        page.reload()
        expect(page.get_by_role("checkbox")).not_to_be_checked()


@pytest.mark.parametrize("speaking", ["en", "ar"])
def test_no_screen_is_too_narrow(window: Watched, server: Server, speaking: str) -> None:
    for address in (
        server.article("river", "en", speaking=speaking),
        server.article("river", "ar", speaking=speaking),
        server.index(speaking=speaking),
    ):
        page = window.open(address)
        for width in (320, 360, 700, 1000, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_on_a_narrow_screen_the_translation_stands_below(window: Watched, server: Server) -> None:
    page = window.open(server.article("river"), viewport={"width": 360, "height": 800})
    pair = pair_of(page, "河水从山里来")
    assert top_of(pair.locator(".target")) > top_of(pair.locator(".source"))
    assert abs(left_of(pair.locator(".target")) - left_of(pair.locator(".source"))) < 1


def test_dark_is_dark(window: Watched, server: Server) -> None:
    background = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    light = window.open(server.article("river"), color_scheme="light").evaluate(background)
    dark = window.open(server.article("river"), color_scheme="dark").evaluate(background)
    assert min(light[:3]) > 230
    assert max(dark[:3]) < 50


def test_the_address_chooses_the_language_of_the_page(window: Watched, server: Server) -> None:
    page = window.open(server.index(speaking="en"))
    expect(page.get_by_role("columnheader", name="article")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page = window.open(server.index(speaking="zh-CN"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.get_by_role("link", name=re.compile("river")).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert "lang=zh-CN" in page.url


def test_the_language_of_a_page_changes_at_a_click_and_stays(
    window: Watched, server: Server
) -> None:
    page = window.open(server.article("river"))
    for tag, direction in (("zh-CN", "ltr"), ("ar", "rtl")):
        page.locator(".speaks summary").click()
        link = page.locator(f".speaks a[hreflang={tag}]")
        name = link.inner_text()
        link.click()
        expect(page.locator("html")).to_have_attribute("lang", tag)
        expect(page.locator("html")).to_have_attribute("dir", direction)
        expect(page.locator(".speaks summary")).to_contain_text(name)
        page.locator(".bar .project a").click()
        expect(page.locator("html")).to_have_attribute("lang", tag)
        page.locator("table a").filter(has_text="%").first.click()
        expect(page.locator("html")).to_have_attribute("lang", tag)


def test_on_paper_there_is_the_text_and_nothing_to_click(window: Watched, server: Server) -> None:
    page = window.open(server.article("river"), color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.get_by_text("河水从山里来").last).to_be_visible()
    expect(page.get_by_text("The river comes from the hills")).to_be_visible()
    for hidden in (".bar", ".side", ".skip", "#live"):
        expect(page.locator(hidden)).to_be_hidden()
    colour = r"getComputedStyle(document.body).color.match(/\d+/g).map(Number)"
    assert max(page.evaluate(colour)[:3]) < 80
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_index_follows_too(window: Watched, server: Server) -> None:
    page = window.open(server.index())
    cell = page.get_by_role("link", name=re.compile("edited · English"))
    before = cell.get_attribute("aria-label")
    texts = {f"对岸的第 {n} 棵树，叶子落进水里，漂到看不见的地方。": "A tree." for n in range(1, 9)}
    poedit_saves(server.project, "edited", texts)
    expect(cell).not_to_have_attribute("aria-label", before or "")


def test_without_scripts_the_pages_can_be_read(window: Watched, server: Server) -> None:
    page = window.open(server.article("river"), java_script_enabled=False)
    expect(page.get_by_role("heading", name="An afternoon by the river")).to_be_visible()
    assert "without scripts this page does not follow" in page.content()
    page.get_by_role("link", name=re.compile("文集")).click()
    expect(page.get_by_role("link", name=re.compile("river · English"))).to_be_visible()


def outline(page: Page) -> str:
    """How the focused element shows that it is focused."""
    found = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert isinstance(found, str)
    return found


def describe(page: Page) -> str:
    """The focused element: its tag with all attributes, and its name."""
    found = page.evaluate(
        "document.activeElement.cloneNode(false).outerHTML + ' ' + document.activeElement.tagName"
    )
    assert isinstance(found, str)
    return found
