"""Files as they last could be read, and views of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes
from essaytrans.model import EssaytransError
from essaytrans.pages.article import State
from essaytrans.preview.memory import Memory
from essaytrans.preview.view import View, changed
from preview.kit import tea

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = "locales/en/tea.po"


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Watched:
    """A project that is looked at now and then."""

    project: Project
    memory: Memory
    clock: Clock

    def look(self, name: str = "tea", language: str = "en") -> View:
        found = self.memory.project()
        article = next(article for article in found.articles if article.name == name)
        wanted = found.language(language)
        assert wanted is not None
        return self.memory.view(article, wanted)

    def later(self) -> View:
        self.clock.now += 1
        return self.look()


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    project = tea(tmp_path)
    clock = Clock()
    return Watched(project, Memory(project.root, clock=clock), clock)


def states(view: View) -> dict[str, State]:
    return {item.unit.msgid: item.state for item in view.items}


def test_a_view_has_the_state_of_every_unit(watched: Watched) -> None:
    assert states(watched.look()) == {
        "茶": State.TRANSLATED,
        "水煮两分钟。": State.FUZZY,
        "加 35 克茶叶。": State.TRANSLATED,
        "**不要**加糖。": State.REFUSED,
        "喝。": State.MISSING,
    }


def test_what_is_refused_is_what_a_build_refuses(watched: Watched) -> None:
    refused = [item for item in watched.look().items if item.state is State.REFUSED]
    assert watched.project.build().refused == len(refused) == 1


def test_a_fuzzy_translation_that_would_be_refused_says_so(watched: Watched) -> None:
    watched.project.translate("tea", {"喝。": "<b>Drink</b>"}, fuzzy=["喝。"])
    assert states(watched.look())["喝。"] is State.REFUSED


def test_what_did_not_change_is_the_same_view(watched: Watched) -> None:
    assert watched.look() is watched.look()


def test_a_saved_catalog_is_seen_at_the_next_look(watched: Watched) -> None:
    old = watched.look()
    watched.project.translate("tea", {"喝。": "Drink."})
    new = watched.look()
    assert states(new)["喝。"] is State.TRANSLATED
    (anchor,) = [item.anchor for item in new.items if item.unit.msgid == "喝。"]
    assert changed(old, new) == (anchor,)
    assert new.version != old.version


def test_lines_that_move_are_no_change(watched: Watched) -> None:
    old = watched.look()
    text = watched.project.read(CATALOG)
    watched.project.write(CATALOG, text.replace('msgid "茶"', '# a remark above\nmsgid "茶"', 1))
    new = watched.look()
    both = zip(old.items, new.items, strict=True)
    lines = [(a.entry.line, b.entry.line) for a, b in both if a.entry and b.entry]
    assert len(lines) == 5
    assert all(before != after for before, after in lines)
    assert len(changed(old, new)) == 1  # the one with the remark


def test_an_edited_paragraph_is_new_and_the_others_stay(watched: Watched) -> None:
    old = watched.look()
    watched.project.article("tea", "# 茶", "水煮三分钟。", "加 35 克茶叶。")
    new = watched.look()
    assert [item.unit.msgid for item in new.items if item.anchor in changed(old, new)] == [
        "水煮三分钟。"
    ]


def test_a_changed_glossary_is_looked_at(watched: Watched) -> None:
    watched.project.translate("tea", {"喝。": "Drink."})
    assert not watched.look().items[-1].remarks
    watched.project.write("glossary.csv", "term,en\n喝,Sip\n")
    assert [remark.check for remark in watched.look().items[-1].remarks] == ["glossary"]


# --- bad input --------------------------------------------------------------------------------

BROKEN = 'msgid "x\n'


def test_a_broken_catalog_is_told_over_the_last_good_one_and_recovers(watched: Watched) -> None:
    good = watched.look()
    text = watched.project.read(CATALOG)
    watched.project.write(CATALOG, BROKEN)
    watched.look()
    broken = watched.later()
    assert codes(broken.problems) == ["po-syntax"]
    assert states(broken) == states(good)
    assert broken.version != good.version
    watched.project.write(CATALOG, text)
    mended = watched.look()
    assert mended.problems == ()
    assert states(mended) == states(good)


def test_a_catalog_that_was_broken_from_the_beginning_shows_the_article(tmp_path: Path) -> None:
    project = tea(tmp_path)
    project.write(CATALOG, BROKEN)
    view = Watched(project, Memory(project.root), Clock()).look()
    assert codes(view.problems) == ["po-syntax"]
    assert set(states(view).values()) == {State.MISSING}
    assert view.has_catalog


@pytest.mark.parametrize("content", ["", BROKEN, "\ufeff"])
def test_a_catalog_that_is_being_written_is_waited_for(watched: Watched, content: str) -> None:
    good = watched.look()
    text = watched.project.read(CATALOG)
    watched.project.write(CATALOG, content)
    seen = watched.look()
    if content == "\ufeff":  # an empty catalog
        assert set(states(seen).values()) == {State.MISSING}
        return
    assert seen.written
    assert seen.problems == ()
    assert seen.version == good.version
    watched.project.write(CATALOG, text)
    assert watched.look() == good


def test_a_catalog_that_is_away_for_a_moment_is_waited_for(watched: Watched) -> None:
    good = watched.look()
    text = watched.project.read(CATALOG)
    watched.project.remove(CATALOG)
    assert watched.look().written
    watched.project.write(CATALOG, text)
    assert watched.look() == good


def test_a_catalog_that_stays_away_is_gone(watched: Watched) -> None:
    watched.look()
    watched.project.remove(CATALOG)
    watched.look()
    view = watched.later()
    assert not view.has_catalog
    assert not view.written
    assert set(states(view).values()) == {State.MISSING}


def test_an_article_that_cannot_be_read_is_told_over_the_last_good_one(watched: Watched) -> None:
    good = watched.look()
    watched.project.write("articles/tea.md", b"\xff\xfe")
    watched.look()
    broken = watched.later()
    assert codes(broken.problems) == ["not-utf8"]
    assert states(broken) == states(good)
    watched.project.article("tea", "好了。")
    assert list(states(watched.look())) == ["好了。"]


def test_an_article_that_is_not_utf_8_from_the_beginning_is_told(tmp_path: Path) -> None:
    project = tea(tmp_path)
    project.write("articles/tea.md", b"\xff\xfe")
    view = Watched(project, Memory(project.root), Clock()).look()
    assert codes(view.problems) == ["not-utf8"]
    assert view.items == ()


def test_a_broken_configuration_is_told_over_the_last_good_one(watched: Watched) -> None:
    good = watched.look()
    text = watched.project.read("essaytrans.toml")
    watched.project.write("essaytrans.toml", "[project\n")
    broken = watched.look()
    found = watched.memory.project()
    assert codes(found.problems) == ["config-syntax"]
    assert [article.name for article in found.articles] == ["tea"]
    assert broken.version != good.version
    watched.project.write("essaytrans.toml", text)
    assert watched.memory.project().problems == ()
    assert watched.look().version == good.version


def test_another_configuration_is_followed(watched: Watched) -> None:
    watched.project.configure("en", "ar", "ja", more='[checks]\nnumbers = "off"\n')
    assert not watched.look().findings - 1  # the refused one stays
    assert watched.memory.project().language("ja")


def test_new_articles_are_found_and_removed_ones_are_not(watched: Watched) -> None:
    watched.project.article("water", "水。")
    assert watched.look("water").items
    watched.project.remove("articles/water.md")
    assert watched.memory.project().article("articles/water.md") is None


def test_a_language_that_the_project_does_not_have_is_an_error(tmp_path: Path) -> None:
    project = tea(tmp_path)
    with pytest.raises(EssaytransError, match="unknown-language"):
        Memory(project.root, languages=("fr",))


def test_nothing_is_ever_written(watched: Watched) -> None:
    before = watched.project.snapshot(journal=True)
    watched.look()
    watched.look(language="ar")
    assert watched.project.snapshot(journal=True) == before
