"""`claim`, `release`, `proofread`: what they write into headers, and what they refuse."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from commands.kit import codes, places, told
from essaytrans.catalog.claims import Claims, read_claims
from essaytrans.commands import claims
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import EssaytransError
from project.test_git import run as git

if TYPE_CHECKING:
    from pathlib import Path

    from commands.kit import Project
    from essaytrans.commands.workspace import Workspace

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's name, whoever runs the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def tea(project: Project) -> Project:
    project.article("tea", "# 茶", "喝茶。")
    project.article("rice", "米。")
    project.extract()
    project.translate("tea", {"茶": "Tea", "喝茶。": "Drink tea."})
    return project


def opened(project: Project, *articles: str, tag: str = "en", dry: bool = False) -> Workspace:
    return open_workspace(project.root, articles=articles, languages=[tag], dry=dry)


def found(project: Project, article: str, tag: str = "en") -> Claims:
    return read_claims(project.catalog(article, tag))


# --- claiming ---------------------------------------------------------------------------------


def test_a_claim_writes_the_name_and_nothing_else(tea: Project) -> None:
    before = tea.read("locales/en/tea.po")
    report = claims.claim(opened(tea, "tea"), by="王小明")
    assert report == claims.ClaimsReport("王小明", (("tea", "en"),), ("locales/en/tea.po",), ())
    lines = tea.read("locales/en/tea.po").split("\n")
    lines.remove('"X-Essaytrans-Claimed-By: 王小明\\n"')
    assert "\n".join(lines) == before


def test_to_claim_again_writes_nothing(tea: Project) -> None:
    claims.claim(opened(tea, "tea"), by="Ann")
    before = tea.snapshot()
    assert claims.claim(opened(tea, "tea"), by="Ann").changed == ()
    assert tea.snapshot() == before


def test_what_somebody_else_works_on_is_refused_and_the_others_go_on(tea: Project) -> None:
    claims.claim(opened(tea, "tea"), by="Ann")
    report = claims.claim(opened(tea, "rice", "tea"), by="Bo")
    assert codes(report.diagnostics) == ["claimed"]
    assert places(report.diagnostics) == [("locales/en/tea.po", None)]
    assert told(report.diagnostics[0]) == "Ann works on this"
    assert report.done == (("rice", "en"),)
    assert (found(tea, "tea").claimed_by, found(tea, "rice").claimed_by) == ("Ann", "Bo")


def test_force_takes_it_over(tea: Project) -> None:
    claims.claim(opened(tea, "tea"), by="Ann")
    assert claims.claim(opened(tea, "tea"), by="Bo", force=True).diagnostics == ()
    assert found(tea, "tea") == Claims("Bo")


def test_the_same_name_in_other_capitals_is_the_same_person(tea: Project) -> None:
    claims.claim(opened(tea, "tea"), by="ann")
    assert claims.claim(opened(tea, "tea"), by="Ann").diagnostics == ()
    assert found(tea, "tea") == Claims("Ann")


def test_a_catalog_that_is_not_there_needs_an_extract(tea: Project) -> None:
    tea.remove("locales/en/tea.po")
    for command in (claims.claim, claims.release, claims.mark_proofread):
        report = command(opened(tea, "tea"), by="Ann")
        assert (codes(report.diagnostics), report.done) == (["no-catalog"], ())
    assert not tea.exists("locales/en/tea.po")


def test_a_catalog_that_is_broken_is_named_and_the_others_go_on(tea: Project) -> None:
    tea.write("locales/en/tea.po", "not a catalog")
    report = claims.claim(opened(tea, "rice", "tea"), by="Ann")
    assert codes(report.diagnostics) == ["po-syntax"]
    assert report.done == (("rice", "en"),)


def test_a_catalog_that_was_saved_meanwhile_is_not_written_over(
    tea: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(tea, "tea")
    saved = tea.read("locales/en/tea.po").replace("Drink tea.", "Drink!")
    write = workspace.__class__.write_catalog

    def late(self: Workspace, catalog: object) -> object:
        tea.write("locales/en/tea.po", saved)
        return write(self, catalog)  # type: ignore[arg-type]

    monkeypatch.setattr(workspace.__class__, "write_catalog", late)
    report = claims.claim(workspace, by="Ann")
    assert (codes(report.diagnostics), report.done) == (["file-changed"], ())
    assert tea.read("locales/en/tea.po") == saved


def test_a_check_writes_nothing(tea: Project) -> None:
    before = tea.snapshot()
    assert claims.claim(opened(tea, "tea", dry=True), by="Ann").changed == ("locales/en/tea.po",)
    assert tea.snapshot() == before


def test_an_extract_keeps_a_claim(tea: Project) -> None:
    claims.claim(opened(tea, "tea"), by="Ann")
    tea.article("tea", "# 茶", "喝茶。", "再喝。")
    tea.extract()
    assert found(tea, "tea") == Claims("Ann")


# --- releasing --------------------------------------------------------------------------------


def test_a_release_takes_the_claim_away(tea: Project) -> None:
    before = tea.read("locales/en/tea.po")
    claims.claim(opened(tea, "tea"), by="Ann")
    report = claims.release(opened(tea, "tea"), by="ann")
    assert (report.done, report.diagnostics) == ((("tea", "en"),), ())
    assert tea.read("locales/en/tea.po") == before
    assert claims.release(opened(tea, "tea"), by="Ann").changed == ()


def test_a_claim_of_somebody_else_is_released_by_force_only(tea: Project) -> None:
    claims.claim(opened(tea, "tea"), by="Ann")
    assert codes(claims.release(opened(tea, "tea"), by="Bo").diagnostics) == ["claimed"]
    assert found(tea, "tea") == Claims("Ann")
    assert claims.release(opened(tea, "tea"), by="Bo", force=True).diagnostics == ()
    assert found(tea, "tea") == Claims()


# --- proofreading -----------------------------------------------------------------------------


def test_a_reading_is_written_and_holds_until_a_text_changes(tea: Project) -> None:
    report = claims.mark_proofread(opened(tea, "tea"), by="Bo")
    assert (report.done, report.diagnostics) == ((("tea", "en"),), ())
    assert found(tea, "tea") == Claims(None, "Bo", proofread_current=True)
    tea.extract()
    assert found(tea, "tea").proofread_current
    tea.translate("tea", {"茶": "Tee"})
    assert not found(tea, "tea").proofread_current


def test_what_is_not_whole_is_refused_with_the_number_of_texts(tea: Project) -> None:
    tea.article("tea", "# 茶", "喝茶。", "再喝。", "还喝。")
    tea.extract()
    tea.translate("tea", {"再喝。": "Again."}, fuzzy=["再喝。"])
    report = claims.mark_proofread(opened(tea, "tea"), by="Bo")
    assert codes(report.diagnostics) == ["unfinished"]
    assert told(report.diagnostics[0]) == "2 texts have no translation that is confirmed"
    assert found(tea, "tea") == Claims()
    assert claims.mark_proofread(opened(tea, "tea"), by="Bo", force=True).diagnostics == ()
    assert found(tea, "tea").proofread_by == "Bo"


def test_what_the_article_has_now_counts_also_before_it_is_extracted(tea: Project) -> None:
    tea.article("tea", "# 茶", "喝茶。", "再喝。")
    report = claims.mark_proofread(opened(tea, "tea"), by="Bo")
    assert told(report.diagnostics[0]) == "1 text has no translation that is confirmed"


def test_an_article_that_cannot_be_read_is_said_once(tea: Project) -> None:
    tea.write("articles/tea.md", b"\xff")
    workspace = open_workspace(tea.root, articles=["tea"])
    report = claims.mark_proofread(workspace, by="Bo", force=True)
    assert (codes(report.diagnostics), report.done) == (["not-utf8"], ())


def test_whoever_translated_alone_is_told_that_a_second_person_should_read(tea: Project) -> None:
    text = tea.read("locales/en/tea.po").replace("#\n", "# Bo <b@c.org>, 2025.\n", 1)
    tea.write("locales/en/tea.po", text)
    report = claims.mark_proofread(opened(tea, "tea"), by="bo")
    assert codes(report.diagnostics) == ["proofread-alone"]
    assert found(tea, "tea").proofread_by == "bo"
    tea.write("locales/en/tea.po", text.replace("# Bo", "# Ann, 2024.\n# Bo", 1))
    assert claims.mark_proofread(opened(tea, "tea"), by="Bo").diagnostics == ()


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", "?!", "a\nb", "An\u202en", "\x1b[31mAnn", "x" * 101),
        "Ann <ann@example.org>",
    ],
)
def test_what_is_no_name_is_refused_before_anything_is_written(tea: Project, name: str) -> None:
    before = tea.snapshot()
    with pytest.raises(EssaytransError) as caught:
        claims.claim(opened(tea, "tea"), by=name)
    assert codes(caught.value.diagnostics) == ["unfit-name"]
    assert tea.snapshot() == before


def test_a_name_is_written_in_one_spelling(tea: Project) -> None:
    assert claims.claim(opened(tea, "tea"), by="  Rene\u0301 \u3000 Lee ").by == "René Lee"
    assert claims.claim(opened(tea, "rice"), by="می\u200cخواهم").by == "می\u200cخواهم"


@needs_git
def test_without_a_name_that_of_git_is_taken(tea: Project) -> None:
    git(tea.root, "init", "-q")
    git(tea.root, "config", "user.name", "王小明")
    assert claims.claim(opened(tea, "tea")).by == "王小明"
    assert found(tea, "tea") == Claims("王小明")


def test_whoever_has_no_name_is_asked_for_one(
    tea: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(EssaytransError) as caught:
        claims.claim(opened(tea, "tea"))
    assert codes(caught.value.diagnostics) == ["nameless"]
