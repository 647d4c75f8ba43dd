"""`build --edition epub`: a book of each article, and one of all in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes, told
from essaytrans.commands.build import BuildOptions, build
from essaytrans.commands.workspace import open_workspace
from pages.epubs import PNG, Opened

if TYPE_CHECKING:
    from pathlib import Path

BOOKS = (
    *("build/epub/en.epub", "build/epub/en/hello.epub", "build/epub/en/sub/tea.epub"),
    *("build/epub/ja.epub", "build/epub/ja/hello.epub", "build/epub/ja/sub/tea.epub"),
)
EPUB = ("epub",)


@pytest.fixture(autouse=True)
def _no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def hello(project: Project) -> Project:
    project.article("hello", "# 标题", "第一段。", "[另一篇](sub/tea.md)")
    project.article("sub/tea", "# 茶", "喝茶。", "![图](tea.png)")
    project.write("articles/sub/tea.png", PNG)
    project.extract()
    project.translate("hello", {"标题": "Title", "第一段。": "First."})
    project.translate("sub/tea", {"茶": "Tea"})
    return project


def opened(project: Project, path: str = "build/epub/en.epub") -> Opened:
    return Opened((project.root / path).read_bytes())


def header(project: Project, article: str, field: str, value: str, language: str = "en") -> None:
    """Write a field of a catalog's header."""
    path = f"locales/{language}/{article}.po"
    before = project.read(path)
    lines = [
        f'"{field}: {value}\\n"' if line.startswith(f'"{field}: ') else line
        for line in before.split("\n")
    ]
    project.write(path, "\n".join(lines))


# --- what is built ------------------------------------------------------------------------------


def test_there_is_a_book_of_each_article_and_one_of_all(hello: Project) -> None:
    report = hello.build(editions=EPUB)
    assert sorted(report.changed) == sorted(BOOKS)
    assert (report.built, report.diagnostics) == (4, ())
    one, every = opened(hello, "build/epub/en/hello.epub"), opened(hello)
    assert one.said("dc:title") == ["Title", "标题"]
    assert every.said("dc:title")[0] == "文集"
    assert every.contents() == ["Title", "sub", ["Tea"]]


def test_a_picture_is_in_every_book_that_shows_it(hello: Project) -> None:
    hello.build(editions=EPUB)
    shown = [
        PNG in opened(hello, f"build/epub/en{name}.epub").files.values()
        for name in ("", "/hello", "/sub/tea")
    ]
    assert shown == [True, False, True]


def test_in_a_collection_articles_lead_to_each_other(hello: Project) -> None:
    hello.build(editions=EPUB)
    every = opened(hello)
    assert every.targets() == [every.spine[-1]]
    assert opened(hello, "build/epub/en/hello.epub").targets() == [""]


def test_the_configuration_says_where_books_go(hello: Project) -> None:
    more = (
        '[editions]\nepub = "out/{article}.{language}.epub"\ncollection = "out/{language}.epub"\n'
    )
    hello.configure("en", more=more)
    changed = hello.build(editions=EPUB).changed
    assert sorted(changed) == ["out/en.epub", "out/hello.en.epub", "out/sub/tea.en.epub"]


def test_another_folder_has_them_all(hello: Project, tmp_path: Path) -> None:
    hello.build(editions=EPUB, output=tmp_path / "out")
    assert (tmp_path / "out" / "epub" / "en.epub").is_file()
    assert (tmp_path / "out" / "epub" / "en" / "sub" / "tea.epub").is_file()
    assert hello.build(editions=EPUB, output=tmp_path / "out").changed == ()


def test_a_book_of_all_takes_no_articles_place(hello: Project) -> None:
    patterns = (
        'epub = "out/{article}.{language}.epub"',
        'collection = "out/hello.{language}.epub"',
    )
    hello.configure("en", more="\n".join(["[editions]", *patterns, ""]))
    report = hello.build(editions=EPUB)
    assert codes(report.diagnostics) == ["path-collision"]
    assert "out/hello.en.epub" in told(report.diagnostics[0])
    assert opened(hello, "out/hello.en.epub").said("dc:title") == ["Title", "标题"]


def test_what_is_too_little_translated_is_in_no_book(hello: Project) -> None:
    hello.build(editions=EPUB, min_translated=0.4)
    assert opened(hello).contents() == ["Title"]
    assert not hello.exists("build/epub/ja.epub")


def test_a_translation_that_is_refused_is_told_of_and_not_shown(hello: Project) -> None:
    hello.translate("hello", {"第一段。": "<script>x</script>"})
    report = hello.build(editions=EPUB, languages=["en"])
    assert codes(report.diagnostics) == ["refused-translation"]
    assert report.refused == 1
    assert not any(b"<script" in data for data in opened(hello).files.values())


def test_several_processes_make_the_same_books(hello: Project, tmp_path: Path) -> None:
    hello.build(editions=EPUB)
    options = BuildOptions(tmp_path / "out", editions=EPUB)
    build(open_workspace(hello.root), options, jobs=2)
    for path in BOOKS:
        other = tmp_path / "out" / path.removeprefix("build/")
        assert other.read_bytes() == (hello.root / path).read_bytes()


# --- people and time ----------------------------------------------------------------------------


def test_those_who_translated_are_named_if_the_configuration_has_a_key_for_it(
    hello: Project,
) -> None:
    header(hello, "hello", "Last-Translator", "Ann <ann@example.org>")
    header(hello, "sub/tea", "Last-Translator", "Bo <bo@example.org>")
    hello.build(editions=EPUB)
    assert opened(hello).said("dc:contributor") == []
    hello.configure("en", more='[credits]\nfront_matter = "translators"\n')
    hello.build(editions=EPUB)
    assert opened(hello).said("dc:contributor") == ["Ann", "Bo"]
    assert opened(hello, "build/epub/en/hello.epub").said("dc:contributor") == ["Ann"]
    assert not any(b"example.org" in data for data in opened(hello).files.values())


def test_a_book_was_changed_when_its_catalog_or_article_says(hello: Project) -> None:
    hello.build(editions=EPUB)
    assert opened(hello).said("dcterms:modified") == ["1980-01-01T00:00:00Z"]
    header(hello, "hello", "PO-Revision-Date", "2026-03-04 05:06+0800")
    hello.build(editions=EPUB)
    assert opened(hello).said("dcterms:modified") == ["2026-03-03T21:06:00Z"]
    hello.article("sub/tea", "---\ndate: 2026-05-06\n---", "# 茶")
    hello.build(editions=EPUB)
    assert opened(hello).said("dcterms:modified") == ["2026-05-06T00:00:00Z"]
    one = opened(hello, "build/epub/en/hello.epub")
    assert one.said("dcterms:modified") == ["2026-03-03T21:06:00Z"]


def test_a_book_was_changed_when_whoever_builds_it_says(
    hello: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    hello.build(editions=EPUB)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert sorted(hello.build(editions=EPUB).changed) == sorted(BOOKS)
    assert opened(hello).said("dcterms:modified") == ["2001-09-09T01:46:40Z"]
    assert hello.build(editions=EPUB).changed == ()
    for nonsense in ("yesterday", "-1", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", nonsense)
        hello.build(editions=EPUB)
        assert opened(hello).said("dcterms:modified") == ["1980-01-01T00:00:00Z"]


# --- what is remembered -------------------------------------------------------------------------


def test_a_second_run_writes_nothing(hello: Project) -> None:
    hello.build(editions=EPUB)
    before = hello.snapshot(journal=True)
    report = hello.build(editions=EPUB)
    assert (report.built, report.changed) == (4, ())
    assert hello.snapshot(journal=True) == before


def test_what_is_made_anew_is_the_same(hello: Project) -> None:
    hello.build(editions=EPUB)
    before = hello.snapshot()
    for path in (hello.root / ".essaytrans").glob("build*.json"):
        path.unlink()
    assert hello.build(editions=EPUB).changed == ()
    assert hello.snapshot() == before


def test_a_check_writes_nothing(hello: Project) -> None:
    before = hello.snapshot(journal=True)
    assert sorted(hello.build(editions=EPUB, dry=True).changed) == sorted(BOOKS)
    assert hello.snapshot(journal=True) == before


def test_a_new_translation_changes_the_books_that_it_is_in(hello: Project) -> None:
    hello.build(editions=EPUB)
    hello.translate("hello", {"第一段。": "The first."})
    changed = hello.build(editions=EPUB).changed
    assert sorted(changed) == ["build/epub/en.epub", "build/epub/en/hello.epub"]


def test_a_new_picture_changes_the_books_that_it_is_in(hello: Project) -> None:
    hello.build(editions=EPUB)
    hello.write("articles/sub/tea.png", PNG + b"\0")
    changed = hello.build(editions=EPUB).changed
    assert sorted(changed) == sorted(path for path in BOOKS if "hello" not in path)
    hello.remove("articles/sub/tea.png")
    report = hello.build(editions=EPUB)
    assert len(report.changed) == 4
    assert codes(report.diagnostics) == ["missing-file"]
    hello.write("articles/sub/tea.png", PNG)
    assert len(hello.build(editions=EPUB).changed) == 4


def test_to_build_a_part_leaves_the_book_of_all(hello: Project) -> None:
    hello.build(editions=EPUB)
    hello.translate("hello", {"第一段。": "The first."})
    assert hello.build("hello", editions=EPUB).changed == ("build/epub/en/hello.epub",)
    assert hello.build(editions=EPUB, languages=["ja"]).changed == ()
    assert hello.exists("build/epub/ja.epub")
    assert hello.build(editions=EPUB, languages=["en"]).changed == ("build/epub/en.epub",)


def test_a_book_stays_while_an_article_cannot_be_built(hello: Project) -> None:
    hello.build(editions=EPUB)
    before = hello.snapshot()["build/epub/en.epub"]
    hello.write("locales/en/hello.po", "broken")
    hello.translate("sub/tea", {"茶": "Some tea"})
    assert "build/epub/en.epub" not in hello.build(editions=EPUB).changed
    assert hello.snapshot()["build/epub/en.epub"] == before


def test_books_of_what_is_gone_are_removed(hello: Project) -> None:
    hello.build(editions=EPUB)
    hello.remove("articles/hello.md")
    hello.build(editions=EPUB)
    left = [path for path in BOOKS if hello.exists(path)]
    assert left == [path for path in BOOKS if "hello" not in path]
    assert opened(hello).contents() == ["sub", ["Tea"]]


def test_books_in_a_language_that_is_taken_out_stay_as_its_articles_do(hello: Project) -> None:
    hello.build(editions=EPUB)
    hello.configure("en")
    assert hello.build(editions=EPUB).changed == ()
    assert all(hello.exists(path) for path in BOOKS)


def test_a_book_that_somebody_changed_is_put_aside(hello: Project) -> None:
    hello.build(editions=EPUB)
    hello.write("build/epub/en.epub", b"by hand")
    report = hello.build(editions=EPUB)
    assert (codes(report.diagnostics), report.changed) == (
        ["output-replaced"],
        ("build/epub/en.epub",),
    )
    (aside,) = (hello.root / ".essaytrans" / "replaced").rglob("en.epub.*")
    assert aside.read_bytes() == b"by hand"
