"""`status`: how far each article is in each language; nothing is written."""

from __future__ import annotations

import pytest

from commands.kit import Project, codes, places
from essaytrans.follow import Progress


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
