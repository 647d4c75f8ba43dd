"""`status`: how far each article is in each language; nothing is written."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes, places
from essaytrans.catalog.claims import Claims
from essaytrans.catalog.credits import Credit
from essaytrans.commands import claims
from essaytrans.commands.status import Translator, measure_all
from essaytrans.commands.workspace import open_workspace
from essaytrans.follow import Progress
from project.test_git import run as git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two(project: Project) -> Project:
    project.article("a", "# 甲题", "甲段有六字。")
    project.article("b/c", "乙")
    project.extract()
    project.translate("a", {"甲题": "A", "甲段有六字。": "Six"}, fuzzy=["甲段有六字。"])
    project.translate("b/c", {"乙": "B"}, language="ja")
    return project


def test_there_is_a_row_for_each_article_and_language(two: Project) -> None:
    report = two.status()
    assert [(row.article, row.language, row.catalog) for row in report.rows] == [
        ("a", "en", "locales/en/a.po"),
        ("a", "ja", "locales/ja/a.po"),
        ("b/c", "en", "locales/en/b/c.po"),
        ("b/c", "ja", "locales/ja/b/c.po"),
    ]
    assert (report.articles, report.han) == (2, 8)
    assert report.rows[0].progress == Progress(2, 1, 1, 7, 2, 5)
    assert report.rows[3].progress == Progress(1, 1, 0, 1, 1, 0)


def test_the_progress_of_a_language_is_that_of_all_its_articles(two: Project) -> None:
    assert two.status().languages() == {
        "en": Progress(3, 1, 1, 8, 2, 5),
        "ja": Progress(3, 1, 0, 8, 1, 0),
    }


def test_only_what_is_asked_for_is_measured(two: Project) -> None:
    report = two.status("b/c", languages=["en"])
    assert [(row.article, row.language) for row in report.rows] == [("b/c", "en")]
    assert (report.articles, report.han) == (1, 1)


def test_a_catalog_is_in_step_until_its_article_changes(two: Project) -> None:
    assert all(row.in_step for row in two.status().rows)
    two.article("a", "# 甲题", "改了。")
    assert [row.in_step for row in two.status().rows] == [False, False, True, True]
    two.extract()
    assert all(row.in_step for row in two.status().rows)


def test_a_catalog_that_is_not_there_is_not_in_step(two: Project) -> None:
    two.remove("locales/en/a.po")
    row = two.status().rows[0]
    assert not row.in_step
    assert row.progress == Progress(2, 0, 0, 7, 0, 0)


def test_what_left_the_article_does_not_count_even_before_it_is_extracted(two: Project) -> None:
    two.article("a", "# 甲题")
    assert two.status().rows[0].progress == Progress(1, 1, 0, 2, 2, 0)


def test_nothing_is_written(two: Project) -> None:
    two.article("a", "改了。")
    before = two.snapshot()
    two.status()
    assert two.snapshot() == before


def test_what_cannot_be_read_is_named_and_the_rest_measured(two: Project) -> None:
    two.write("locales/en/a.po", "not a catalog")
    two.write("articles/b/c.md", b"\xff")
    report = two.status()
    assert codes(report.diagnostics) == ["po-syntax", "not-utf8"]
    assert [(row.article, row.language) for row in report.rows] == [("a", "en"), ("a", "ja")]
    assert report.languages()["en"].units_translated == 0
    assert (report.articles, report.han) == (1, 7)


def test_a_catalog_whose_article_is_gone_is_named(two: Project) -> None:
    two.remove("articles/a.md")
    report = two.status()
    assert codes(report.diagnostics) == ["article-vanished"]
    assert places(report.diagnostics) == [("locales/en/a.po", None)]


def test_a_project_without_articles_has_no_rows(project: Project) -> None:
    report = project.status()
    assert (report.rows, report.articles, report.han) == ((), 0, 0)
    assert report.languages() == {}


# --- people -----------------------------------------------------------------------------------


DAY = 24 * 60 * 60
WHEN = 1_700_000_000
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def claimed(project: Project, article: str, by: str) -> None:
    workspace = open_workspace(project.root, articles=[article], languages=["en"])
    assert claims.claim(workspace, by=by).done


def idle(project: Project, days: float) -> list[int | None]:
    report = measure_all(open_workspace(project.root, languages=["en"]), now=WHEN + days * DAY)
    return [row.idle_days for row in report.rows]


def test_a_row_says_who_works_on_it_and_who_has_read_it(two: Project) -> None:
    claimed(two, "a", "Ann")
    claims.mark_proofread(
        open_workspace(two.root, articles=["b/c"], languages=["ja"]), by="Bo", force=True
    )
    assert [row.claims for row in two.status().rows] == [
        *(Claims("Ann"), Claims(), Claims(), Claims(None, "Bo", proofread_current=True)),
    ]


@needs_git
def test_how_long_nothing_moved_comes_from_git(two: Project) -> None:
    claimed(two, "a", "Ann")
    git(two.root, "init", "-q")
    git(two.root, "add", "-A")
    git(two.root, "commit", "-q", "-m", "x", when=WHEN)
    assert idle(two, 12.9) == [12, None]
    assert idle(two, 0.1) == [0, None]
    assert idle(two, -3) == [0, None]


@needs_git
def test_git_is_asked_once_and_only_of_what_is_claimed_and_not_done(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def last_changes(_: Path, paths: list[str]) -> dict[str, int]:
        asked.append(paths)
        return {}

    monkeypatch.setattr("essaytrans.project.git.last_changes", last_changes)
    two.status()
    assert asked == []
    claimed(two, "a", "Ann")
    claimed(two, "b/c", "Bo")
    two.status()
    assert asked == [["locales/en/a.po", "locales/en/b/c.po"]]
    two.translate("b/c", {"乙": "B"})
    two.status()
    assert asked[1:] == [["locales/en/a.po"]]


def test_without_git_nobody_knows_how_long_nothing_moved(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed(two, "a", "Ann")
    monkeypatch.setattr("essaytrans.project.git._program", lambda: None)
    assert idle(two, 12) == [None, None]


def credit(project: Project, path: str, line: str) -> None:
    project.write(path, project.read(path).replace("#\n", f"# {line}\n", 1))


def test_those_who_translated_are_told_by_language_and_person(two: Project) -> None:
    credit(two, "locales/en/a.po", "Ann <a@b.org>, 2025.")
    credit(two, "locales/en/b/c.po", "ann, 2026.")
    credit(two, "locales/ja/b/c.po", "Bo.")
    report = measure_all(open_workspace(two.root), people=True)
    assert report.translators == (
        Translator("en", Credit("Ann", None, (2025, 2026)), ("a", "b/c")),
        Translator("ja", Credit("Bo"), ("b/c",)),
    )


def test_addresses_are_told_only_where_the_configuration_wants_it(two: Project) -> None:
    two.configure("en", "ja", more="[credits]\nemails = true\n")
    credit(two, "locales/en/a.po", "Ann <a@b.org>, 2025.")
    report = measure_all(open_workspace(two.root), people=True)
    assert report.translators == (Translator("en", Credit("Ann", "a@b.org", (2025,)), ("a",)),)


def test_nobody_is_told_of_unless_that_is_asked_for(two: Project) -> None:
    assert two.status().translators is None
    assert measure_all(open_workspace(two.root), people=True).translators == ()
