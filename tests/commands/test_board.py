"""`status --html`: the board of a project on disk, what it knows, and what it leaves there."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from commands.kit import codes
from commands.test_status import DAY, WHEN, claimed, credit
from essaytrans import catalog, markdown
from essaytrans.commands import claims
from essaytrans.commands.board import BoardReport, gather, write_board
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import EssaytransError
from project.test_git import run as git

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from commands.kit import Project
    from essaytrans.pages.board.site import Board

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def two(project: Project) -> Project:
    """Two articles: one begun in English, one whole in Japanese."""
    project.article("a", "# 甲*题*", "甲段有六字。")
    project.write("articles/b/c.md", "---\ntitle: 乙\nweight: 5\n---\n\n丙\n")
    project.extract()
    project.translate("a", {"甲*题*": "A", "甲段有六字。": "Six"}, fuzzy=["甲段有六字。"])
    project.translate("b/c", {"乙": "B", "丙": "C"}, language="ja")
    return project


def known(project: Project, *, dry: bool = False) -> Board:
    return gather(open_workspace(project.root, dry=dry))


def written(
    project: Project,
    folder: str = "site",
    *articles: str,
    languages: Collection[str] = (),
    dry: bool = False,
) -> BoardReport:
    workspace = open_workspace(project.root, articles=articles, languages=tuple(languages), dry=dry)
    return write_board(workspace, project.root / folder)


def pages(project: Project, folder: str = "site") -> list[str]:
    root = project.root / folder
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def figures(project: Project, folder: str = "site") -> Any:
    return json.loads(project.read(f"{folder}/status.json"))


# --- what is gathered -------------------------------------------------------------------------


def test_articles_have_their_titles_figures_and_weights(two: Project) -> None:
    first, second = known(two).articles
    assert (first.name, first.title, first.units, first.han, first.weight) == (
        *("a", "甲题", 2, 7, None),
    )
    assert (second.name, second.title, second.units, second.han, second.weight) == (
        *("b/c", "乙", 2, 2, 5.0),
    )


def test_languages_have_what_the_status_has(two: Project) -> None:
    board = known(two)
    assert {one.tag: one.counts for one in board.languages} == two.status().languages()
    rows = [(row.article, row.language, row.progress, row.claims) for row in two.status().rows]
    for article, tag, progress, _ in rows:
        one = next(one for one in board.languages if one.tag == tag)
        at = [each.name for each in board.articles].index(article)
        assert one.pieces[at].counts == progress


def test_people_are_named_without_their_addresses(two: Project) -> None:
    credit(two, "locales/en/a.po", "Ann <a@b.org>, 2025.")
    credit(two, "locales/en/b/c.po", "ann, 2026.")
    (ann,) = known(two).languages[0].people
    assert (ann.name, ann.years, ann.articles, ann.email) == ("Ann", (2025, 2026), 2, None)
    written(two)
    for path in pages(two):
        assert "b.org" not in two.read(f"site/{path}")


def test_an_address_is_shown_where_the_configuration_wants_it(two: Project) -> None:
    two.configure("en", "ja", more="[credits]\nemails = true\n")
    credit(two, "locales/en/a.po", "Ann <a@b.org>, 2025.")
    assert known(two).languages[0].people[0].email == "a@b.org"


def test_a_claim_and_a_reading_are_told(two: Project) -> None:
    claimed(two, "a", "王小明")
    workspace = open_workspace(two.root, articles=["b/c"], languages=["ja"])
    claims.mark_proofread(workspace, by="Bo")
    english, japanese = known(two).languages
    assert english.pieces[0].claimed_by == "王小明"
    assert (japanese.pieces[1].proofread_by, japanese.pieces[1].proofread_current) == ("Bo", True)


def test_a_text_whose_original_changed_is_stale_and_a_draft_is_not(two: Project) -> None:
    assert [piece.stale for piece in known(two).languages[0].pieces] == [0, 0]
    two.article("a", "# 甲*题*二", "甲段有六字。")
    two.extract()
    assert [piece.stale for piece in known(two).languages[0].pieces] == [1, 0]


def test_a_catalog_that_waits_for_its_article_is_not_in_step(two: Project) -> None:
    assert all(piece.in_step for one in known(two).languages for piece in one.pieces)
    two.article("a", "# 别的", "甲段有六字。")
    assert [[piece.in_step for piece in one.pieces] for one in known(two).languages] == [
        *([False, True], [False, True]),
    ]


@pytest.mark.parametrize(
    ("front", "weight"),
    [
        ("---\nweight: 3\n---", 3.0),
        ("---\nweight: -2.5\n---", -2.5),
        ('---\nweight: "4"\n---', 4.0),
        ("---\nweight: high\n---", None),
        ("---\nweight: .inf\n---", None),
        ("---\nweight: [1]\n---", None),
        ("---\nmeta:\n  weight: 1\n---", None),
        ("---\nother: weight\n---", None),
        ("---\nweight: [\n---", None),
        ("+++\nweight = 7\n+++", 7.0),
        ("+++\nweight = 0.5\n+++", 0.5),
        ("+++\nweight = true\n+++", None),
        ("\ufeff---\r\nweight: 3\r\n---", 3.0),
        ("weight: 3", None),
    ],
)
def test_a_weight_is_a_number_in_the_front_matter(
    project: Project, front: str, weight: float | None
) -> None:
    project.write("articles/a.md", f"{front}\n\n字\n")
    assert known(project).articles[0].weight == weight


# --- git --------------------------------------------------------------------------------------


@needs_git
def test_days_come_from_one_question_to_git(two: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    git(two.root, "init", "-q")
    git(two.root, "add", "articles")
    git(two.root, "commit", "-q", "-m", "x", when=WHEN)
    git(two.root, "add", "locales")
    git(two.root, "commit", "-q", "-m", "y", when=WHEN + DAY)
    asked: list[str] = []
    from essaytrans.project import git as project_git  # noqa: PLC0415 - what is watched

    ask = project_git._git

    def watched(folder: Path, *arguments: str) -> bytes | None:
        asked.append(arguments[0])
        return ask(folder, *arguments)

    monkeypatch.setattr(project_git, "_git", watched)
    board = known(two)
    assert [article.changed for article in board.articles] == [WHEN, WHEN]
    assert [piece.changed for piece in board.languages[0].pieces] == [WHEN + DAY, WHEN + DAY]
    assert asked == ["rev-parse", "log"]


@needs_git
def test_a_clone_without_its_past_knows_no_days(two: Project, tmp_path: Path) -> None:
    git(two.root, "init", "-q")
    for when in (WHEN, WHEN + DAY):
        two.write("articles/new.md", f"文{when}\n")
        git(two.root, "add", "-A")
        git(two.root, "commit", "-q", "-m", "x", when=when)
    git(tmp_path, "clone", "-q", "--depth", "1", two.root.as_uri(), "shallow")
    board = gather(open_workspace(tmp_path / "shallow"))
    assert {article.changed for article in board.articles} == {None}


def test_without_git_there_are_no_days(two: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("essaytrans.project.git._program", lambda: None)
    board = known(two)
    assert {article.changed for article in board.articles} == {None}
    assert {piece.changed for one in board.languages for piece in one.pieces} == {None}
    written(two)
    assert "<time" not in two.read("site/en.html")


# --- what is remembered -----------------------------------------------------------------------


def test_what_was_measured_is_not_measured_again(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = known(two)
    done: list[str] = []
    segment, parse = markdown.segment, catalog.parse

    def segmenting(text: str, path: str, *rest: Any) -> Any:
        done.append(path)
        return segment(text, path, *rest)

    def parsing(text: str, *, path: str) -> Any:
        done.append(path)
        return parse(text, path=path)

    monkeypatch.setattr(markdown, "segment", segmenting)
    monkeypatch.setattr(catalog, "parse", parsing)
    assert known(two) == first
    assert done == []
    two.translate("a", {"甲*题*": "Ah"})
    done.clear()
    known(two)
    assert done == ["articles/a.md", "locales/en/a.po"]


def test_what_is_remembered_gives_what_is_measured(two: Project) -> None:
    credit(two, "locales/en/a.po", "Ann <a@b.org>, 2025.")
    claimed(two, "a", "王小明")
    known(two)
    remembered = known(two)
    shutil.rmtree(two.root / ".essaytrans")
    assert known(two) == remembered


def test_what_cannot_be_read_is_named_each_time_and_the_rest_is_there(two: Project) -> None:
    two.write("locales/en/a.po", "not a catalog")
    two.write("articles/b/c.md", b"\xff")
    for _ in range(2):
        report = written(two)
        assert codes(report.diagnostics) == ["po-syntax", "not-utf8"]
        assert (report.articles, report.languages) == (1, 2)
    assert figures(two)["languages"][0]["percents"] == [0]


def test_a_catalog_whose_article_is_gone_is_named(two: Project) -> None:
    two.remove("articles/a.md")
    assert codes(written(two).diagnostics) == ["article-vanished"]


# --- what is written --------------------------------------------------------------------------


def test_a_second_run_writes_nothing(two: Project) -> None:
    first = written(two)
    assert len(first.changed) == len(pages(two)) == 8
    assert first.index == "site/index.html"
    before = two.snapshot()
    assert written(two).changed == ()
    assert two.snapshot() == before


def test_only_what_differs_is_written(two: Project) -> None:
    written(two)
    two.translate("b/c", {"乙": "B"})
    assert sorted(written(two).changed) == [
        *("site/articles.html", "site/badges/en.svg", "site/en.html"),
        *("site/index.html", "site/status.json"),
    ]


def test_a_check_writes_nothing_and_says_what_it_would(two: Project) -> None:
    before = two.snapshot(journal=True)
    assert len(written(two, dry=True).changed) == 8
    assert two.snapshot(journal=True) == before


def test_pages_of_a_language_that_is_gone_are_removed(two: Project) -> None:
    written(two)
    two.configure("en")
    assert "site/ja.html" in written(two, dry=True).changed
    assert "site/ja.html" in written(two).changed
    assert pages(two) == [
        *("articles.html", "badges/en.svg", "board.css"),
        *("en.html", "index.html", "status.json"),
    ]


def test_what_somebody_else_put_there_stays(two: Project) -> None:
    two.write("site/about.html", "about")
    written(two)
    two.write("site/ja.html", "edited")
    two.configure("en")
    report = written(two)
    assert codes(report.diagnostics) == ["output-changed"]
    assert two.read("site/ja.html") == "edited"
    assert two.read("site/about.html") == "about"


def test_what_stood_in_the_place_of_a_page_is_put_aside(two: Project) -> None:
    two.write("site/index.html", "the site's own")
    report = written(two)
    assert codes(report.diagnostics) == ["output-replaced"]
    aside = [path for path in two.snapshot(journal=True) if "/replaced/" in path]
    assert [two.read(path) for path in aside] == ["the site's own"]


def test_a_board_may_be_of_some_articles_and_languages(two: Project) -> None:
    written(two, "site", "b/c", languages=["ja"])
    assert "en.html" not in pages(two)
    assert [article["name"] for article in figures(two)["articles"]] == ["b/c"]


def test_a_board_may_be_outside_the_project(two: Project, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    write_board(open_workspace(two.root), outside)
    assert (outside / "index.html").is_file()
    before = two.snapshot()
    assert write_board(open_workspace(two.root), outside).changed == ()
    assert two.snapshot() == before


def test_two_boards_do_not_meet(two: Project) -> None:
    written(two, "one")
    written(two, "two", languages=["en"])
    assert "ja.html" in pages(two, "one")
    assert written(two, "one").changed == ()


@pytest.mark.parametrize("folder", ["articles", "articles/board", "site/../articles/b"])
def test_a_board_among_the_articles_is_refused(two: Project, folder: str) -> None:
    before = two.snapshot()
    with pytest.raises(EssaytransError) as caught:
        written(two, folder)
    assert codes(caught.value.diagnostics) == ["output-among-articles"]
    assert two.snapshot() == before


def test_where_all_of_the_project_is_among_the_articles_a_board_may_be_in_it(
    project: Project,
) -> None:
    config = project.read("essaytrans.toml").replace("[project]", '[project]\narticles = "."', 1)
    project.write("essaytrans.toml", config)
    project.write("a.md", "甲\n")
    assert written(project).articles == 1
    assert written(project).changed == ()


def test_what_was_written_before_an_error_is_known_the_next_time(two: Project) -> None:
    blocked = two.root / "site/status.json"
    blocked.mkdir(parents=True)
    with pytest.raises(EssaytransError):
        written(two)
    blocked.rmdir()
    assert codes(written(two).diagnostics) == []


def test_a_project_without_articles_has_a_board(project: Project) -> None:
    report = written(project)
    assert (report.articles, report.languages) == (0, 2)
    assert "there is no article" in project.read("site/index.html")
