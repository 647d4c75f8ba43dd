"""Files of strings go through the commands as articles do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commands import post
from commands.kit import Project, codes, told
from essaytrans.commands.adopt import adopt
from essaytrans.commands.adopting.pairs import Pairing
from essaytrans.commands.board import write_board
from essaytrans.commands.check import check
from essaytrans.commands.lint import lint
from essaytrans.commands.pack import pack
from essaytrans.commands.prune import prune
from essaytrans.commands.setup import init
from essaytrans.commands.tidy import tidy
from essaytrans.commands.workspace import open_workspace
from essaytrans.preview.memory import Memory
from essaytrans.project.config import load

if TYPE_CHECKING:
    from pathlib import Path

NAME = "i18n/zh.yaml"
TABLE = f'[[strings]]\nfiles = "{NAME}"\noutput = "i18n/{{language}}.yaml"\n'
STRINGS = "# 注释\nmore: 阅读更多 # 按钮\nposts:\n  one: '{{ .Count }} 篇'\n  other: \"%d 篇\"\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.configure("en", more=TABLE)
    project.article("a", "# 标题")
    project.write(NAME, STRINGS)
    project.extract()
    return project


def test_each_has_a_catalog_with_keys_as_contexts(site: Project) -> None:
    entries = site.catalog(NAME).entries
    assert [entry.msgctxt for entry in entries] == ["more", "posts.one", "posts.other"]
    (note,) = entries[0].extracted_comments
    assert note.endswith("more")


def test_what_is_translated_is_built_and_all_else_stays(site: Project) -> None:
    site.translate(NAME, {"阅读更多": "Read more: all", "{{ .Count }} 篇": "{{ .Count }} post"})
    report = site.build()
    assert report.refused == 0
    wanted = STRINGS.replace("阅读更多", '"Read more: all"').replace("Count }} 篇", "Count }} post")
    assert site.read("i18n/en.yaml") == wanted


def test_where_nothing_is_translated_the_file_is_the_same(site: Project) -> None:
    site.build()
    assert site.read("i18n/en.yaml") == STRINGS


def test_what_a_stranger_brings_in_is_refused_and_told(site: Project) -> None:
    site.translate(NAME, {"阅读更多": "{{ readFile }}"})
    report = site.build()
    assert report.refused == 1
    assert site.read("i18n/en.yaml") == STRINGS
    (problem,) = report.diagnostics
    assert "readFile" in told(problem)


def test_a_text_that_changed_is_fuzzy(site: Project) -> None:
    site.translate(NAME, {"阅读更多": "Read more"})
    site.write(NAME, STRINGS.replace("阅读更多", "阅读更多文章"))
    site.extract()
    entry = site.entry(NAME, "阅读更多文章")
    assert (entry.msgstr, entry.fuzzy) == ("Read more", True)


def test_nothing_is_done_twice(site: Project) -> None:
    site.build()
    before = site.snapshot()
    assert site.extract().changed == ()
    assert site.build().changed == ()
    assert site.snapshot() == before


def test_a_folder_given_by_hand_gets_them_by_language(site: Project, tmp_path: Path) -> None:
    site.build(output=tmp_path / "out")
    assert (tmp_path / "out" / "en" / NAME).read_text(encoding="utf-8") == STRINGS


@pytest.mark.parametrize("edition", ["bilingual", "html", "epub"])
def test_other_editions_leave_them_out(site: Project, edition: str) -> None:
    report = site.build(editions=[edition])
    assert report.built == 1
    assert not [path for path in site.snapshot() if "zh.yaml" in path and path.startswith("build")]


def test_what_was_built_goes_with_its_file(site: Project) -> None:
    site.build()
    site.configure("en")
    site.remove(NAME)
    site.build()
    assert not site.exists("i18n/en.yaml")
    assert site.exists("build/en/a.md")


def test_banners_and_credits_are_not_put_into_them(site: Project) -> None:
    more = '[reader]\nbanner = ["missing"]\n[credits]\nfront_matter = "translators"\n[links]\n'
    site.configure("en", more=more + TABLE)
    site.build()
    assert site.read("i18n/en.yaml") == STRINGS


def test_they_count_in_the_status(site: Project) -> None:
    site.translate(NAME, {"阅读更多": "Read more"})
    report = site.status(NAME)
    (row,) = [one for one in report.rows if one.language == "en"]
    assert (row.progress.units_translated, row.progress.units) == (1, 3)


def test_check_reviews_them_but_their_links(site: Project) -> None:
    site.translate(NAME, {"阅读更多": "阅读更多", "%d 篇": "%d %s"})
    report = check(open_workspace(site.root))
    assert report.translations == 2
    assert "leftover-han" in report.found
    assert "targets" not in report.found


def test_lint_leaves_them_out(site: Project) -> None:
    assert lint(open_workspace(site.root)).articles == 1


def test_preview_leaves_them_out(site: Project) -> None:
    assert [article.name for article in Memory(site.root).project().articles] == ["a"]


def test_they_are_packed_tidied_and_on_the_board(site: Project, tmp_path: Path) -> None:
    assert pack(open_workspace(site.root), here=tmp_path).catalogs == 2
    assert codes(tidy(site.root).diagnostics) == []
    assert write_board(open_workspace(site.root), tmp_path / "board").articles == 2


def test_what_a_volunteer_sends_back_is_accepted(site: Project) -> None:
    back = post.filled(post.sent(site, NAME), {"阅读更多": "Read more"})
    report = post.accept(site, post.write(site, back), language="en")
    assert codes(report.diagnostics) == []
    assert site.entry(NAME, "阅读更多").msgstr == "Read more"


def test_the_catalog_of_one_that_is_gone_is_pruned(site: Project) -> None:
    site.remove(NAME)
    workspace = open_workspace(site.root)
    assert codes(workspace.diagnostics) == ["no-strings"]
    prune(workspace, here=site.root)
    assert not site.exists(f"locales/en/{NAME}.po")


# --- strings that are translated already ------------------------------------------------------


def test_a_translation_that_exists_is_adopted_by_its_keys(site: Project) -> None:
    there = "posts:\n  other: '%d posts'\n  two: x y\nmore: Read more\n"
    site.write("i18n/en.yaml", there)
    workspace = open_workspace(site.root)
    (article,) = (one for one in workspace.all_articles if one.is_strings)
    pair = Pairing(article, workspace.languages[0], site.root / "i18n/en.yaml")
    (row,) = adopt(workspace, [pair]).files
    assert (row.sure, row.fuzzy, row.open) == (2, 0, 1)
    assert site.entry(NAME, "阅读更多").msgstr == "Read more"
    assert site.entry(NAME, "%d 篇").msgstr == "%d posts"


def test_what_cannot_be_read_is_not_adopted(site: Project) -> None:
    site.write("i18n/en.yaml", "a: [b\n")
    workspace = open_workspace(site.root)
    (article,) = (one for one in workspace.all_articles if one.is_strings)
    pair = Pairing(article, workspace.languages[0], site.root / "i18n/en.yaml")
    report = adopt(workspace, [pair])
    assert report.files == ()
    assert codes(report.diagnostics) == ["strings-unreadable"]


# --- presets ----------------------------------------------------------------------------------

PRESETS = {
    "hugo": ("i18n/zh-cn.toml", "i18n/zh-tw.toml", 'tea = "茶"\n'),
    "hugo by a shorter name": ("i18n/zh.yaml", "i18n/zh-tw.yaml", "tea: 茶\n"),
    "docusaurus": (
        "i18n/zh-CN/code.json",
        "i18n/zh-TW/code.json",
        '{"a": {"message": "茶", "description": "描述"}}\n',
    ),
}


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_finds_the_files_that_are_there(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path)
    path, output, text = PRESETS[name]
    project.write(path, text)
    init(
        project.root,
        source="zh-CN",
        languages=["zh-TW"],
        preset=name.partition(" ")[0],
        dry=False,
    )
    assert load(project.root / "essaytrans.toml").strings
    project.extract()
    assert [entry.msgid for entry in project.catalog(path, "zh-TW").entries] == ["茶"]
    project.build()
    assert project.read(output) == text


def test_a_preset_says_nothing_of_files_that_are_not(tmp_path: Path) -> None:
    project = Project(tmp_path)
    init(project.root, source="zh-CN", languages=["en"], preset="hugo", dry=False)
    assert "strings" not in project.read("essaytrans.toml")
