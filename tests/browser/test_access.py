"""Nobody is kept from reading these pages: what axe-core looks for is not there.

axe-core counts what it finds as minor, moderate, serious or critical; none of the last two may be
on any page, light or dark, wide or narrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from browser.kit import ARABIC, ENGLISH, make_river, run, serve
from browser.watching import violations
from commands.kit import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from browser.kit import Server
    from browser.watching import Watched

pytestmark = pytest.mark.browser

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"color_scheme": "light", "viewport": {"width": 360, "height": 800}},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A project with all pages built, and its preview: with what is done, doubtful and missing."""
    project = Project(tmp_path_factory.mktemp("access"))
    project.configure("en", "ar", more='\n[credits]\nfront_matter = "translators"\n')
    make_river(project)
    project.article("new/urgent", "---\ntitle: 急\nweight: 3\n---", "很急。")
    project.extract()
    wrong = {"河到了这里就没有名字了。": "Here the river has no name  left", "带上灯": "<b>Lamp"}
    project.translate("river", ENGLISH | wrong, "en", fuzzy=["水深，莫急。"])
    project.translate("river", ARABIC, "ar", fuzzy=["不要过河。"])
    catalog = project.read("locales/en/river.po")
    people = "Last-Translator: Ann Lee <>\\nX-Essaytrans-Claimed-By: 王小明\\n"
    project.write(
        "locales/en/river.po", catalog.replace('msgstr ""\n', f'msgstr ""\n"{people}"\n', 1)
    )
    river = project.root / "articles" / "river.md"
    text = river.read_text(encoding="utf-8")
    river.write_text(text.replace("船上没有人", "船上有一个人"), encoding="utf-8", newline="\n")
    project.extract()
    run(project, "build", "--edition", "html", "--copy-assets")
    for language in ("en", "ar"):
        run(project, "status", "--html", f"board-{language}", "--ui-language", language)
    with serve(project, tmp_path_factory.mktemp("log") / "errors") as server:
        yield server


def seen_by_axe(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    return violations(page)[0]


@pytest.mark.parametrize("look", LOOKS)
def test_the_preview_keeps_nobody_out(window: Watched, server: Server, look: str) -> None:
    addresses = (
        server.index(),
        server.article("river", "en"),
        server.article("river", "ar", speaking="zh-CN"),
        server.article("new/urgent", "en", speaking="ar"),
    )
    for address in addresses:
        page = window.open(address, reduced_motion="reduce", **LOOKS[look])
        expect(page.get_by_role("status")).to_be_attached()
        assert seen_by_axe(page) == [], address


@pytest.mark.parametrize("look", LOOKS)
def test_the_html_edition_keeps_nobody_out(window: Watched, server: Server, look: str) -> None:
    built = server.project.root / "build" / "html"
    for name in ("index", "en/river", "ar/river"):
        page = window.open(built / f"{name}.html", **LOOKS[look])
        assert seen_by_axe(page) == [], name


@pytest.mark.parametrize("look", LOOKS)
def test_the_board_keeps_nobody_out(window: Watched, server: Server, look: str) -> None:
    for board, names in {"en": ("index", "en", "articles"), "ar": ("index", "ar")}.items():
        for name in names:
            place = server.project.root / f"board-{board}" / f"{name}.html"
            page = window.open(place, **LOOKS[look])
            assert seen_by_axe(page) == [], place.name
