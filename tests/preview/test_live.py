"""An open page is told what changed, once, and what does not change is not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import pytest

from preview.kit import Shown, event, listen, preview_of, tea

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

CATALOG = "locales/en/tea.po"


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    return preview_of(tea(tmp_path / "project"))


def stream(
    shown: Shown, language: str = "en", reader: str = "en"
) -> Callable[[], AsyncIterator[str]]:
    project = shown.preview.memory.project()
    article, wanted = project.articles[0], project.language(language)
    assert wanted is not None
    return lambda: shown.preview.live.of_article(article, wanted, reader=reader)


def saving(shown: Shown, old: str, new: str, path: str = CATALOG) -> Callable[[], None]:
    def save() -> None:
        shown.save(path, old, new)
        shown.preview.live.wake()

    return save


def anchor_of(shown: Shown, msgid: str) -> str:
    project = shown.preview.memory.project()
    view = shown.preview.memory.view(project.articles[0], project.languages[0])
    (item,) = [item for item in view.items if item.unit.msgid == msgid]
    return item.anchor


def test_the_first_event_says_which_version_is_current(shown: Shown) -> None:
    page = shown.page("/en/articles/tea.md")
    ((name, data),) = listen(stream(shown))
    assert name == "hello"
    assert f'data-version="{data["version"]}"' in page


def test_a_saved_catalog_is_told_with_the_ids_of_what_changed(shown: Shown) -> None:
    anchor = anchor_of(shown, "茶")
    hello, (name, data) = listen(stream(shown), saving(shown, '"Tea"', '"A tea"'))
    assert name == "changed"
    assert data["units"] == [anchor]
    assert data["said"] == "1 text changed"
    assert data["version"] != hello[1]["version"]
    page = shown.page("/en/articles/tea.md")
    assert f'data-version="{data["version"]}"' in page
    assert f'id="{anchor}"' in page


def test_the_sentence_is_in_the_language_of_the_page(shown: Shown) -> None:
    said = listen(stream(shown, reader="de"), saving(shown, '"Tea"', '"A tea"'))[1][1]["said"]
    assert said


def test_an_edited_article_is_told_to_every_language(shown: Shown) -> None:
    edit = saving(shown, "喝。", "慢慢喝。", "articles/tea.md")
    _, (_, data) = listen(stream(shown, "ar"), edit)
    assert data["units"] == [anchor_of(shown, "慢慢喝。")]


def test_what_is_saved_without_a_change_is_not_told(shown: Shown) -> None:
    def saved_thrice() -> None:
        saving(shown, "Tea", "Tea")()
        saving(shown, "Tea", "Tea")()
        saving(shown, '"Tea"', '"A tea"')()

    events = listen(stream(shown), saved_thrice)
    assert [name for name, _ in events] == ["hello", "changed"]


def test_another_catalog_is_none_of_its_business(shown: Shown) -> None:
    anchor = anchor_of(shown, "茶")

    def both() -> None:
        shown.project.translate("tea", {"茶": "شاي"}, "ar")
        shown.preview.live.wake()
        saving(shown, '"Tea"', '"A tea"')()

    _, (_, data) = listen(stream(shown), both)
    assert data["units"] == [anchor]


def test_many_changes_are_told_at_once(shown: Shown) -> None:
    def many() -> None:
        saving(shown, '"Tea"', '"A tea"')()
        saving(shown, "Boil", "Do boil")()
        saving(shown, "Add", "Do add")()

    events = listen(stream(shown), many)
    assert len(events[1][1]["units"]) == 3


def test_what_changed_while_a_page_was_away_is_seen_by_the_version(shown: Shown) -> None:
    page = shown.page("/en/articles/tea.md")
    shown.save(CATALOG, '"Tea"', '"A tea"')
    ((_, data),) = listen(stream(shown))
    assert f'data-version="{data["version"]}"' not in page


def test_a_broken_catalog_is_told_and_shown_over_the_last_good_one(shown: Shown) -> None:
    text = shown.project.read(CATALOG)

    def breaking() -> None:
        shown.project.write(CATALOG, text + 'msgid "x\n')
        shown.preview.live.wake()

    def mending() -> None:
        page = shown.page("/en/articles/tea.md?lang=en")
        assert "this cannot be shown as it is now" in page
        assert f"{CATALOG}:" in page
        assert "Boil water" in page
        shown.project.write(CATALOG, text)
        shown.preview.live.wake()

    events = listen(stream(shown), breaking, mending)
    assert [name for name, _ in events] == ["hello", "changed", "changed"]
    assert events[1][1]["units"] == []
    assert events[2][1]["version"] == events[0][1]["version"]
    assert "this cannot be shown" not in shown.page("/en/articles/tea.md?lang=en")


def test_a_catalog_that_is_emptied_and_written_is_told_once(shown: Shown) -> None:
    text = shown.project.read(CATALOG)
    anchor = anchor_of(shown, "茶")

    def slowly() -> None:
        shown.project.write(CATALOG, "")
        shown.preview.live.wake()
        shown.project.write(CATALOG, text.replace('"Tea"', '"A tea"'))
        shown.preview.live.wake()

    _, (_, data) = listen(stream(shown), slowly)
    assert data["units"] == [anchor]


def test_the_index_is_told_of_any_change(shown: Shown) -> None:
    page = shown.page("/")
    events = listen(shown.preview.live.of_index, shown.preview.live.wake)
    assert f'data-version="{events[0][1]["version"]}"' in page
    assert events[1][0] == "changed"
    assert f'data-version="{events[1][1]["version"]}"' in shown.page("/")


def test_another_run_of_the_server_is_another_version(shown: Shown) -> None:
    other = preview_of(shown.project)
    assert other.preview.live.version != shown.preview.live.version


@pytest.mark.parametrize("of_article", [True, False])
def test_streams_end_when_the_server_does(shown: Shown, *, of_article: bool) -> None:
    begin = stream(shown) if of_article else shown.preview.live.of_index

    async def heard() -> list[str]:
        events = begin()
        told = [await anext(events)]
        shown.preview.live.close()
        with anyio.fail_after(5):
            return told + [part async for part in events]

    (only,) = anyio.run(heard)
    assert event(only)[0] == "hello"


@pytest.mark.parametrize(
    "query", ["article=articles/none.md&language=en", "article=articles/tea.md&language=fr"]
)
def test_events_of_what_is_not_there_are_not_found(shown: Shown, query: str) -> None:
    assert shown.get(f"/-/events?{query}").status_code == 404
