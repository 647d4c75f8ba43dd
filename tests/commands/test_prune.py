"""`prune`: catalogs of articles that are gone go too, but never work unasked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes, places, told
from essaytrans.commands.prune import PruneReport
from essaytrans.commands.prune import prune as prune_articles
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import EssaytransError
from essaytrans.project import files

if TYPE_CHECKING:
    from pathlib import Path


def prune(
    project: Project,
    *articles: str,
    force: bool = False,
    dry: bool = False,
    languages: tuple[str, ...] = (),
    here: Path | None = None,
) -> PruneReport:
    workspace = open_workspace(project.root, languages=languages, dry=dry)
    return prune_articles(workspace, articles, force=force, here=here or project.root)


@pytest.fixture
def gone(project: Project) -> Project:
    """A project that has `a`, and no longer `2026/b`, of which nothing was translated."""
    project.article("a", "茶。")
    project.article("2026/b", "茶。", "水。")
    project.extract()
    project.remove("articles/2026/b.md")
    return project


# --- what goes --------------------------------------------------------------------------------


def test_catalogs_of_vanished_articles_go_and_all_others_stay(gone: Project) -> None:
    gone.translate("a", {"茶。": "Tea."})
    before = gone.snapshot(journal=True)
    report = prune(gone)
    assert report == PruneReport((), ("locales/en/2026/b.po", "locales/ja/2026/b.po"), ())
    assert {*before} - {*gone.snapshot(journal=True)} == {*report.changed}
    assert prune(gone) == PruneReport((), (), ())
    assert gone.extract().changed == ()


def test_empty_folders_go_but_not_that_of_the_catalogs(gone: Project) -> None:
    gone.remove("locales/en/a.po")
    gone.write("locales/ja/2026/readme.txt", "")
    prune(gone)
    assert not gone.exists("locales/en")
    assert gone.exists("locales/ja/2026/readme.txt")
    gone.remove("locales/ja/2026/readme.txt")
    gone.remove("articles/a.md")
    (gone.root / "locales/ja/2026").rmdir()
    prune(gone)
    assert gone.exists("locales")
    assert not gone.exists("locales/ja")


def test_the_folder_of_the_project_is_not_removed_where_catalogs_stand_in_it(
    project: Project,
) -> None:
    project.write(
        "essaytrans.toml",
        '[project]\nname = "x"\nlanguages = ["en"]\ncatalogs = "{language}/{article}.po"\n',
    )
    project.article("b", "茶。")
    project.extract()
    project.remove("articles/b.md")
    assert prune(project).changed == ("en/b.po",)
    assert not project.exists("en")
    assert project.exists("essaytrans.toml")


def test_a_check_removes_nothing(gone: Project) -> None:
    before = gone.snapshot(journal=True)
    assert prune(gone, dry=True).changed == ("locales/en/2026/b.po", "locales/ja/2026/b.po")
    assert prune(gone, dry=True, force=True).changed == prune(gone, dry=True).changed
    assert gone.snapshot(journal=True) == before


def test_a_language_restricts_it(gone: Project) -> None:
    assert prune(gone, languages=("ja",)).changed == ("locales/ja/2026/b.po",)


# --- work -------------------------------------------------------------------------------------


def test_a_catalog_with_work_is_kept_and_named(gone: Project) -> None:
    gone.translate("2026/b", {"茶。": "Tea.", "水。": "Water."})
    before = gone.read("locales/en/2026/b.po")
    report = prune(gone)
    assert report.kept == ("locales/en/2026/b.po",)
    assert report.changed == ("locales/ja/2026/b.po",)
    assert codes(report.diagnostics) == ["catalog-holds-work"]
    assert places(report.diagnostics) == [("locales/en/2026/b.po", None)]
    assert gone.read("locales/en/2026/b.po") == before


@pytest.mark.parametrize(
    ("elsewhere", "lost"),
    [
        ({"茶。": "Tea."}, 1),  # the same message and translation
        ({"茶。": "A tea."}, 2),  # another translation
        ({}, 2),
    ],
)
def test_it_says_how_much_would_be_lost(
    gone: Project, elsewhere: dict[str, str], lost: int
) -> None:
    gone.translate("2026/b", {"茶。": "Tea.", "水。": "Water."})
    gone.translate("a", elsewhere)
    gone.translate("a", {"茶。": "Tea."}, "ja")  # another language is no place to keep it
    (problem,) = prune(gone).diagnostics
    assert told(problem) == (
        f"this catalog holds 2 translations ({lost} in no catalog that stays), and is kept"
    )


def test_two_that_would_both_go_do_not_keep_each_others_translations(gone: Project) -> None:
    gone.translate("2026/b", {"茶。": "Tea."})
    gone.translate("a", {"茶。": "Tea."})
    gone.remove("articles/a.md")
    assert all("(1 in no catalog" in told(problem) for problem in prune(gone).diagnostics)
    (problem,) = prune(gone, "a").diagnostics
    assert "(0 in no catalog" in told(problem)


def test_obsolete_translations_and_remarks_are_work_too(gone: Project) -> None:
    english = gone.read("locales/en/2026/b.po")
    gone.write("locales/en/2026/b.po", english + '\n#~ msgid "酒。"\n#~ msgstr "Wine."\n')
    japanese = gone.read("locales/ja/2026/b.po")
    gone.write("locales/ja/2026/b.po", japanese + '\n# 検討中\nmsgid "酒。"\nmsgstr ""\n')
    report = prune(gone)
    assert report.changed == ()
    assert [told(problem) for problem in report.diagnostics] == [
        "this catalog holds 1 translation (1 in no catalog that stays), and is kept",
        "this catalog holds remarks, and is kept",
    ]


def test_by_force_work_goes_as_well(gone: Project) -> None:
    gone.translate("2026/b", {"茶。": "Tea."})
    report = prune(gone, force=True)
    assert report == PruneReport((), ("locales/en/2026/b.po", "locales/ja/2026/b.po"), ())
    assert not gone.exists("locales/en/2026")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b'msgid "a\n', "po-syntax"), (b"\xff", "not-utf8")],
    ids=["broken", "not UTF-8"],
)
def test_who_can_tell_whether_a_broken_one_holds_work(
    gone: Project, content: bytes, code: str
) -> None:
    path = gone.write("locales/en/2026/b.po", content)
    report = prune(gone, languages=("en",))
    assert codes(report.diagnostics) == [code, "catalog-holds-work"]
    assert "cannot be used as it is" in told(report.diagnostics[1])
    assert path.read_bytes() == content
    forced = prune(gone, languages=("en",), force=True)
    assert forced == PruneReport((), ("locales/en/2026/b.po",), ())


def test_what_is_wrong_with_other_catalogs_is_not_told(gone: Project) -> None:
    gone.translate("2026/b", {"茶。": "Tea."})
    gone.write("locales/en/a.po", b"\xff")
    assert codes(prune(gone).diagnostics) == ["catalog-holds-work"]


def test_what_somebody_saves_meanwhile_is_kept(
    gone: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = gone.root / "locales/en/2026/b.po"
    saved = path.read_bytes().replace(b'msgstr ""\n\n', b'msgstr "Tea."\n\n')
    read = files.read_text

    def and_then_somebody_saves(file: Path, root: Path | None = None) -> str:
        text = read(file, root)
        if file == path:
            path.write_bytes(saved)
        return text

    monkeypatch.setattr(files, "read_text", and_then_somebody_saves)
    report = prune(gone)
    assert codes(report.diagnostics) == ["file-changed"]
    assert report.changed == ("locales/ja/2026/b.po",)
    assert path.read_bytes() == saved


# --- names ------------------------------------------------------------------------------------


def test_names_of_vanished_articles_restrict_it(gone: Project) -> None:
    gone.remove("articles/a.md")
    assert prune(gone, "2026/b", dry=True).changed == (
        "locales/en/2026/b.po",
        "locales/ja/2026/b.po",
    )
    for spelling in ("articles/2026/b.md", str(gone.root / "articles/2026/b.md")):
        assert len(prune(gone, spelling, dry=True).changed) == 2
    here = gone.root / "articles" / "2026"
    here.mkdir(exist_ok=True)
    assert len(prune(gone, "b.md", "b.md", dry=True, here=here).changed) == 2


@pytest.mark.parametrize("name", ["a", "articles/a.md", "2026/c", "", "/etc/passwd", "../a"])
def test_a_name_that_is_no_vanished_articles_is_an_error(gone: Project, name: str) -> None:
    before = gone.snapshot(journal=True)
    with pytest.raises(EssaytransError) as caught:
        prune(gone, "2026/b", name, force=True)
    assert codes(caught.value.diagnostics) == ["not-vanished"]
    assert gone.snapshot(journal=True) == before


# --- what is not gone -------------------------------------------------------------------------


def test_nothing_goes_where_articles_could_not_all_be_listed(gone: Project) -> None:
    gone.article("C", "茶。")
    gone.article("c", "茶。")  # collides with the other, so that neither is worked on
    before = gone.snapshot(journal=True)
    report = prune(gone, "2026/b", force=True)
    assert codes(report.diagnostics) == ["path-collision", "articles-unknown"]
    assert report.changed == ()
    assert gone.snapshot(journal=True) == before


def test_catalogs_of_other_languages_and_other_files_are_none_of_ours(gone: Project) -> None:
    gone.write("locales/fr/2026/b.po", "")
    gone.write("locales/en/2026/b.mo", "")
    gone.write("locales/notes.po", "")
    prune(gone, force=True)
    for path in ("locales/fr/2026/b.po", "locales/en/2026/b.mo", "locales/notes.po"):
        assert gone.exists(path)


def test_an_article_renamed_in_capitals_only_goes_on_with_its_file(gone: Project) -> None:
    """Where capitals make no difference both names are one file; here a hard link makes it so."""
    gone.article("2026/B", "茶。", "水。")
    os.link(gone.root / "locales/en/2026/b.po", gone.root / "locales/en/2026/B.po")
    report = prune(gone, force=True)
    assert report.changed == ("locales/ja/2026/b.po",)
