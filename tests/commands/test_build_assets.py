"""`build` and the files that articles point at: found, reported, copied, never taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes, places, told
from essaytrans.model import Severity

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pictures(project: Project) -> Project:
    """An article with an image beside it, one above it, and a link to a file."""
    project.article(
        "2026/hello",
        "![甲](a.png)",
        "![乙](../images/b.png)",
        "[丙](c.pdf)",
        "![甲](a.png)",
    )
    for path in ("2026/a.png", "images/b.png", "2026/c.pdf"):
        project.write(f"articles/{path}", path.encode())
    return project


def test_files_that_the_output_cannot_reach_are_reported_once_a_file(pictures: Project) -> None:
    report = pictures.build()
    assert codes(report.diagnostics) == ["unreachable-file"] * 3
    assert {d.severity for d in report.diagnostics} == {Severity.WARNING}
    assert places(report.diagnostics) == [
        ("articles/2026/hello.md", 1),
        ("articles/2026/hello.md", 3),
        ("articles/2026/hello.md", 5),
    ]
    assert told(report.diagnostics[0]) == (
        "“a.png” cannot be reached from the article built in 2 languages: en, ja"
    )


def test_files_are_copied_on_request(pictures: Project) -> None:
    report = pictures.build(copy_assets=True)
    assert report.diagnostics == ()
    for language in ("en", "ja"):
        assert pictures.read(f"build/{language}/2026/a.png") == "2026/a.png"
        assert pictures.read(f"build/{language}/images/b.png") == "images/b.png"
        assert pictures.read(f"build/{language}/2026/c.pdf") == "2026/c.pdf"
    assert len(report.changed) == 2 + 6
    before = pictures.snapshot()
    assert pictures.build(copy_assets=True).changed == ()
    assert pictures.build().diagnostics == (), "what was copied once is there"
    assert pictures.snapshot() == before


def test_a_check_copies_nothing(pictures: Project) -> None:
    before = pictures.snapshot()
    assert len(pictures.build(copy_assets=True, dry=True).changed) == 2 + 6
    assert pictures.snapshot() == before


def test_a_copy_that_nobody_points_at_any_more_is_removed(pictures: Project) -> None:
    pictures.build(copy_assets=True)
    pictures.article("2026/hello", "![甲](a.png)")
    report = pictures.build(copy_assets=True)
    assert not pictures.exists("build/en/images")
    assert not pictures.exists("build/en/2026/c.pdf")
    assert pictures.exists("build/en/2026/a.png")
    assert report.diagnostics == ()


def test_a_partial_build_removes_no_copies(pictures: Project) -> None:
    pictures.article("other", "别的。")
    pictures.build(copy_assets=True)
    assert pictures.build("other", copy_assets=True).changed == ()
    assert pictures.build(languages=["ja"]).changed == ()
    assert pictures.exists("build/en/2026/a.png")


def test_copies_stay_where_their_article_is_skipped(pictures: Project) -> None:
    pictures.build(copy_assets=True)
    pictures.article(
        "2026/hello", "你好。", "![甲](a.png)", "![乙](../images/b.png)", "[丙](c.pdf)"
    )
    before = pictures.snapshot()
    report = pictures.build(copy_assets=True, min_translated=0.8)
    assert report.skipped == 2
    assert report.changed == ()
    assert pictures.snapshot() == before


def test_copies_stay_where_their_article_cannot_be_read(pictures: Project) -> None:
    pictures.build(copy_assets=True)
    pictures.write("articles/2026/hello.md", b"\xff\xfe\xff")
    assert pictures.build(copy_assets=True).changed == ()
    assert pictures.exists("build/en/2026/a.png")


def test_copies_stay_where_a_catalog_is_broken(pictures: Project) -> None:
    pictures.build(copy_assets=True)
    pictures.write("locales/en/2026/hello.po", "<<<<<<< ours\n")
    assert pictures.build(copy_assets=True).changed == ()
    assert pictures.exists("build/en/2026/a.png")


def test_an_image_that_is_not_there_is_reported_and_a_link_may_lead_to_a_made_page(
    project: Project,
) -> None:
    project.article("hello", "![甲](none.png)", "[乙](made/by/the/site.html)")
    report = project.build(copy_assets=True)
    assert codes(report.diagnostics) == ["missing-file"]
    assert places(report.diagnostics) == [("articles/hello.md", 1)]


def test_a_link_around_an_image_is_not_taken_for_an_image(project: Project) -> None:
    project.article("hello", "[![小图](a.png)](made-by-the-site.html)")
    project.write("articles/a.png", "a")
    assert codes(project.build(copy_assets=True).diagnostics) == []


@pytest.mark.parametrize(
    "target",
    [
        "../../outside.png",
        "../../../outside.png",
        "link.png",
        "%2Fetc%2Fhostname",
        "x" * 300 + ".png",
        "a%00b.png",
        "%FF.png",
        "a/" * 2000 + "b.png",
        "nested/" * 3 + "../" * 9 + "outside.png",
    ],
    ids=["above", "higher", "link", "absolute", "long", "nul", "bytes", "deep", "down-and-up"],
)
def test_whatever_an_article_points_at_nothing_outside_is_copied(
    project: Project, tmp_path: Path, target: str
) -> None:
    (tmp_path / "outside.png").write_text("outside")
    (project.root / "articles/link.png").symlink_to(tmp_path / "outside.png")
    project.article("hello", f"![甲]({target})")
    report = project.build(copy_assets=True)
    assert codes(report.diagnostics) == ["missing-file"]
    assert sorted(report.changed) == ["build/en/hello.md", "build/ja/hello.md"]


def test_a_file_that_somebody_put_there_is_not_overwritten_by_a_copy(pictures: Project) -> None:
    pictures.write("build/en/2026/a.png", "a better one")
    report = pictures.build(copy_assets=True)
    assert codes(report.diagnostics) == ["file-kept"]
    assert places(report.diagnostics) == [("build/en/2026/a.png", None)]
    assert pictures.read("build/en/2026/a.png") == "a better one"
    assert pictures.read("build/ja/2026/a.png") == "2026/a.png"


def test_a_copy_never_lands_outside_of_the_output_folder(project: Project) -> None:
    project.configure(
        "en", more='articles = "text/zh/articles"\noutput = "out/{language}/{article}.md"\n'
    )
    project.write("text/zh/articles/hello.md", "![甲](../../../logo.png)\n")
    project.write("logo.png", "logo")
    project.write("text/logo.png", "another logo")
    project.build(copy_assets=True)
    assert project.read("logo.png") == "logo"
    assert project.read("text/logo.png") == "another logo"


@pytest.mark.parametrize(
    "pattern", ["articles/{article}.{language}.md", "articles/{language}/{article}.md"]
)
def test_an_original_is_never_taken_for_a_copy(project: Project, pattern: str) -> None:
    project.configure("en", more=f'output = "{pattern}"\n')
    project.article("hello", "![甲](a.png)")
    project.write("articles/a.png", "the original")
    project.build(copy_assets=True)
    project.article("hello", "没有图了。")
    project.build(copy_assets=True)
    assert project.read("articles/a.png") == "the original"


def test_a_file_that_was_there_before_is_never_taken_for_a_copy(pictures: Project) -> None:
    pictures.write("build/en/2026/a.png", "2026/a.png")
    pictures.build(copy_assets=True)
    pictures.article("2026/hello", "没有图了。")
    pictures.build(copy_assets=True)
    assert pictures.read("build/en/2026/a.png") == "2026/a.png"
    assert not pictures.exists("build/ja/2026/a.png")


def test_copies_of_a_language_that_is_taken_out_stay_like_its_articles(pictures: Project) -> None:
    pictures.build(copy_assets=True)
    pictures.configure("en")
    assert pictures.build(copy_assets=True).changed == ()
    assert pictures.exists("build/ja/2026/hello.md")
    assert pictures.exists("build/ja/2026/a.png")


# --- links between articles -------------------------------------------------------------------


def test_a_link_to_another_article_leads_to_its_translation(project: Project) -> None:
    project.article("hello", "[另一篇](2026/other.md#节)")
    project.article("2026/other", "[第一篇](../hello.md)")
    assert project.build(copy_assets=True).diagnostics == ()
    assert not project.exists("build/en/2026/hello.md")


def test_a_link_between_articles_that_the_pattern_breaks_is_reported(project: Project) -> None:
    project.configure("en", more='output = "build/{article}.{language}.md"\n')
    project.article("hello", "[另一篇](other.md)")
    project.article("other", "文。")
    report = project.build()
    assert codes(report.diagnostics) == ["unreachable-file"]
    assert places(report.diagnostics) == [("articles/hello.md", 1)]


def test_an_article_that_cannot_be_reached_is_not_offered_as_a_copy(project: Project) -> None:
    project.configure("en", more='output = "build/{article}.{language}.md"\n')
    project.article("hello", "[另一篇](other.md)")
    project.article("other", "文。")
    (diagnostic,) = project.build(copy_assets=True).diagnostics
    hint = diagnostic.hint.template if diagnostic.hint else ""
    assert "--copy-assets" not in hint
