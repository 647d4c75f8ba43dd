"""`extract`: one catalog an article and language, written only when it says something new."""

from __future__ import annotations

import shutil
from itertools import count
from typing import TYPE_CHECKING, Any

import polib
import pytest

from commands.kit import Project, codes, places
from essaytrans import i18n
from essaytrans.catalog import parse
from essaytrans.commands.desk import Desk
from essaytrans.commands.extract import extract as extract_articles
from essaytrans.commands.recall.recalling import Recalled, recall
from essaytrans.commands.workspace import Workspace, open_workspace
from essaytrans.i18n import render
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.model import Catalog


def test_there_is_one_catalog_for_each_article_and_language(project: Project) -> None:
    project.article("2026/hello", "# 你好", "世界。")
    project.article("second", "第二篇。")
    report = project.extract()
    assert report.changed == (
        "locales/en/2026/hello.po",
        "locales/ja/2026/hello.po",
        "locales/en/second.po",
        "locales/ja/second.po",
    )
    assert (report.articles, report.units, report.added) == (2, 3, 6)
    assert report.diagnostics == ()
    assert [e.msgid for e in project.catalog("2026/hello", "ja").entries] == ["你好", "世界。"]


def test_a_catalog_is_in_the_form_that_the_design_promises(project: Project) -> None:
    project.article("hello", "# 你好")
    project.extract()
    assert project.read("locales/en/hello.po") == (
        "#\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: 文集\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"POT-Creation-Date: \\n"\n'
        '"PO-Revision-Date: \\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n'
        '"Language: en\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"X-Essaytrans-Rules: 1\\n"\n'
        '"X-Generator: essaytrans\\n"\n'
        '"X-Source-Language: zh-Hans\\n"\n'
        "\n"
        f"#. {project.entry('hello', '你好').extracted_comments[0]}\n"
        "#: articles/hello.md:1\n"
        "#, no-wrap\n"
        'msgid "你好"\n'
        'msgstr ""\n'
    )


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh-TW", "zh_TW"), ("art-x-elvish", "art@elvish"), ("tlh", "tlh"), ("sr-Latn", "sr@latin")],
)
def test_a_folder_is_called_as_configured_and_a_header_as_poedit_has_it(
    project: Project, tag: str, language: str
) -> None:
    project.configure(tag)
    project.article("hello", "你好。")
    project.extract()
    assert dict(project.catalog("hello", tag).header)["Language"] == language
    assert project.extract().changed == ()


def test_a_second_run_writes_nothing(project: Project) -> None:
    project.article("hello", "# 你好", "世界。")
    project.extract()
    before = project.snapshot()
    report = project.extract()
    assert report.changed == ()
    assert (report.added, report.obsoleted, report.restored) == (0, 0, 0)
    assert project.snapshot() == before


def test_whoever_runs_it_writes_the_same(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.article("hello", "# 你好", "> 世界。")
    project.extract()
    before = project.snapshot()
    i18n.activate("zh_CN")
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert project.extract().changed == ()
    assert project.snapshot() == before


def test_new_texts_come_and_old_translations_retire_and_return(project: Project) -> None:
    project.article("hello", "一。", "二。")
    project.extract()
    project.translate("hello", {"一。": "One.", "二。": "Two."}, fuzzy=["二。"])

    project.article("hello", "一。", "三。")
    report = project.extract()
    assert (report.added, report.obsoleted, report.restored) == (2, 1, 0)  # two languages have 三。
    assert project.entry("hello", "二。").obsolete

    project.article("hello", "二。", "一。")
    report = project.extract()
    assert (report.added, report.obsoleted, report.restored) == (1, 0, 1)  # 二。 is new in Japanese
    entry = project.entry("hello", "二。")
    assert (entry.msgstr, entry.fuzzy, entry.obsolete) == ("Two.", True, False)


def test_what_poedit_put_into_the_header_stays(project: Project) -> None:
    project.article("hello", "你好。")
    project.extract()
    path = project.root / "locales/en/hello.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    catalog.metadata |= {
        "PO-Revision-Date": "2026-11-22 10:00+0100",
        "Last-Translator": "Ada <ada@example.org>",
        "X-Generator": "Poedit 3.6.3",
    }
    catalog[0].msgstr = "Hello."
    catalog.save(str(path))
    project.extract()
    header = dict(project.catalog("hello").header)
    assert header["PO-Revision-Date"] == "2026-11-22 10:00+0100"
    assert header["Last-Translator"] == "Ada <ada@example.org>"
    assert header["X-Generator"] == "Poedit 3.6.3"
    assert project.entry("hello", "你好。").msgstr == "Hello."


def test_a_catalog_of_another_tool_is_put_in_form_and_loses_nothing(project: Project) -> None:
    project.article("hello", "你好，世界。")
    project.write(
        "locales/en/hello.po",
        '\ufeff# © Ada\r\nmsgid ""\r\nmsgstr ""\r\n'
        '"Language: en\\n"\r\n"Content-Type: text/plain; charset=UTF-8\\n"\r\n'
        '"X-Poedit-Basepath: .\\n"\r\n\r\n'
        '# a remark\r\n#, fuzzy\r\nmsgid "你好，"\r\n"世界。"\r\nmsgstr "Hello, "\r\n"world."\r\n',
    )
    project.extract()
    entry = project.entry("hello", "你好，世界。")
    assert (entry.msgstr, entry.fuzzy) == ("Hello, world.", True)
    assert entry.translator_comments == ("a remark",)
    catalog = project.catalog("hello")
    assert catalog.header_comments == ("© Ada",)
    assert ("X-Poedit-Basepath", ".") in catalog.header
    assert "\r" not in project.read("locales/en/hello.po")


# --- which articles and languages -------------------------------------------------------------


@pytest.mark.parametrize("name", ["2026/hello", "articles/2026/hello.md", "2026/hello.md"])
def test_an_article_can_be_named_or_pointed_at(project: Project, name: str) -> None:
    project.article("2026/hello", "你好。")
    project.article("other", "别的。")
    start = project.root / "articles" if name.startswith("2026") else project.root
    workspace = open_workspace(start, articles=[name], languages=["ja"])
    assert extract_articles(workspace).changed == ("locales/ja/2026/hello.po",)


def test_an_article_that_is_not_there_is_named_with_the_nearest_one(project: Project) -> None:
    project.article("2026/hello", "你好。")
    with pytest.raises(EssaytransError) as caught:
        project.extract("2026/helo", "nothing-like-it")
    assert codes(caught.value.diagnostics) == ["unknown-article", "unknown-article"]
    near, far = (d.hint for d in caught.value.diagnostics)
    assert near is not None
    assert dict(near.arguments) == {"near": "2026/hello"}
    assert far is not None
    assert not far.arguments
    assert not project.exists("locales/en")


def test_a_language_that_is_not_there_is_named_with_those_that_are(project: Project) -> None:
    project.article("hello", "你好。")
    with pytest.raises(EssaytransError) as caught:
        project.extract(languages=["fr"])
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "unknown-language"
    assert diagnostic.hint is not None
    assert "en, ja" in render(diagnostic.hint, language="en")


def test_a_language_may_be_written_in_another_way(project: Project) -> None:
    project.configure("en", "zh-TW")
    project.article("hello", "你好。")
    assert project.extract(languages=["zh_tw", "EN"]).changed == (
        "locales/en/hello.po",
        "locales/zh-TW/hello.po",
    )


# --- templates --------------------------------------------------------------------------------


def test_a_template_of_each_article_is_written_on_request(project: Project) -> None:
    project.article("2026/hello", "# 你好", "世界。")
    report = project.extract(templates=project.root / "pot")
    assert "pot/2026/hello.pot" in report.changed
    template = parse(project.read("pot/2026/hello.pot"))
    assert template.entries == project.catalog("2026/hello").entries
    assert dict(template.header)["Language"] == ""
    assert project.read("pot/2026/hello.pot").count("#, no-wrap\n") == 2
    assert project.extract(templates=project.root / "pot").changed == ()


def test_a_template_has_no_translations_whatever_the_catalogs_have(project: Project) -> None:
    project.article("hello", "你好。")
    project.extract()
    project.translate("hello", {"你好。": "Hello."})
    project.extract(templates=project.root / "pot")
    (entry,) = parse(project.read("pot/hello.pot")).entries
    assert (entry.msgstr, entry.fuzzy) == ("", False)


def test_templates_given_by_hand_may_go_anywhere(project: Project, tmp_path: Path) -> None:
    project.article("hello", "你好。")
    elsewhere = tmp_path / "elsewhere"
    report = project.extract(templates=elsewhere)
    assert (elsewhere / "hello.pot").is_file()
    assert (elsewhere / "hello.pot").as_posix() in report.changed


# --- checking ---------------------------------------------------------------------------------


def test_a_check_says_what_would_change_and_changes_nothing(project: Project) -> None:
    project.article("hello", "你好。")
    project.extract(languages=["en"])
    before = project.snapshot()
    report = project.extract(templates=project.root / "pot", dry=True)
    assert report.changed == ("pot/hello.pot", "locales/ja/hello.po")
    assert (report.articles, report.added) == (1, 1)
    assert project.snapshot() == before
    project.extract(templates=project.root / "pot")
    assert project.extract(templates=project.root / "pot", dry=True).changed == ()


# --- articles that are gone -------------------------------------------------------------------


def test_a_catalog_that_holds_work_is_named_when_its_article_is_gone(project: Project) -> None:
    project.article("old/hello", "你好。")
    project.extract()
    project.translate("old/hello", {"你好。": "Hello."})
    project.remove("articles/old/hello.md")
    before = project.snapshot()
    report = project.extract()
    assert codes(report.diagnostics) == ["article-vanished"]
    assert places(report.diagnostics) == [("locales/en/old/hello.po", None)]
    assert project.snapshot() == before


def test_a_catalog_of_a_gone_article_that_holds_no_work_is_nobodys_business(
    project: Project,
) -> None:
    project.article("hello", "你好。")
    project.extract()
    project.remove("articles/hello.md")
    assert project.extract().diagnostics == ()


def test_a_renamed_article_whose_catalog_is_renamed_too_keeps_its_work(project: Project) -> None:
    project.article("hello", "你好。")
    project.extract()
    project.translate("hello", {"你好。": "Hello."})
    for folder, end in (("articles", "md"), ("locales/en", "po"), ("locales/ja", "po")):
        (project.root / folder / f"hello.{end}").rename(project.root / folder / f"hallo.{end}")
    report = project.extract()
    assert report.diagnostics == ()
    entry = project.entry("hallo", "你好。")
    assert (entry.msgstr, entry.references) == ("Hello.", ("articles/hallo.md:1",))


def test_an_article_without_anything_to_translate_has_a_catalog_without_entries(
    project: Project,
) -> None:
    project.article("picture", "![](a.png)")
    report = project.extract()
    assert (report.articles, report.units) == (1, 0)
    assert project.catalog("picture").entries == ()
    assert project.extract().changed == ()


def test_progress_is_told_article_by_article(project: Project) -> None:
    for number in range(3):
        project.article(f"a{number}", "文。")
    steps: list[tuple[int, int]] = []
    extract_articles(open_workspace(project.root), step=lambda *step: steps.append(step))
    assert steps == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("name", ["年终 总结", "100%", "a'b\"c", "#1", "[方括号]", "{花括号}", "·"])
def test_an_article_may_have_any_name(project: Project, name: str) -> None:
    project.article(name, "你好。")
    report = project.extract()
    assert report.diagnostics == ()
    assert project.entry(name, "你好。").msgstr == ""
    assert project.extract().changed == ()


def test_a_project_may_be_opened_by_its_configuration(project: Project) -> None:
    project.article("hello", "你好。")
    workspace = open_workspace(project.root / "essaytrans.toml")
    assert [article.name for article in workspace.articles] == ["hello"]


def test_the_name_of_a_project_does_not_depend_on_where_one_stands(project: Project) -> None:
    project.write("essaytrans.toml", '[project]\nlanguages = ["en"]\n')
    project.article("hello", "你好。")
    extract_articles(open_workspace(project.root))
    roundabout = project.root / "articles" / ".."
    assert extract_articles(open_workspace(roundabout)).changed == ()


def test_a_folder_beside_a_project_is_not_in_it(project: Project) -> None:
    beside = project.root / ".." / "beside"
    with pytest.raises(EssaytransError) as caught:
        open_workspace(beside)
    assert codes(caught.value.diagnostics) == ["no-configuration"]


# --- rules ------------------------------------------------------------------------------------


def test_a_catalog_that_a_later_release_wrote_is_left_as_it_is(project: Project) -> None:
    project.article("tea", "喝茶。")
    project.extract()
    text = project.read("locales/en/tea.po").replace("Rules: 1", "Rules: 99")
    project.write("locales/en/tea.po", text)
    project.article("tea", "喝一口茶。")
    report = project.extract()
    assert codes(report.diagnostics) == ["rules-newer"]
    assert project.read("locales/en/tea.po") == text
    assert codes(project.build().diagnostics) == ["rules-newer"]


# --- while it runs ----------------------------------------------------------------------------


def test_what_a_volunteer_saves_while_the_command_runs_is_worked_on_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.article("tea", "喝茶。", "喝水。")
    project.extract()
    project.article("tea", "喝茶。", "喝水。", "喝酒。")
    calls: list[str] = []

    def saves(desk: Desk, catalog: Catalog) -> tuple[str, bool]:
        calls.append(catalog.path)
        if calls == ["locales/en/tea.po"]:
            project.translate("tea", {"喝茶。": "Drink tea."})
        return write_catalog(desk, catalog)

    write_catalog = Desk.write_catalog
    monkeypatch.setattr(Desk, "write_catalog", saves)
    (project.root / "locales/ja/tea.po").unlink()
    shutil.rmtree(project.root / "locales/ja")
    monkeypatch.setattr(Workspace, "catalog_files", lambda _: ())  # nothing waits for the memory
    report = project.extract(languages=["en"])
    assert codes(report.diagnostics) == []
    assert project.entry("tea", "喝茶。").msgstr == "Drink tea."
    assert {entry.msgid for entry in project.catalog("tea").entries} == {
        "喝茶。",
        "喝水。",
        "喝酒。",
    }


def test_so_is_one_that_is_saved_while_it_waits_for_the_memory(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.article("tea", "喝茶。", "喝水。")
    project.extract()
    project.article("tea", "喝茶。", "喝水。", "喝酒。")
    saved: list[str] = []

    def saves(*arguments: Any) -> list[Recalled]:
        if not saved:
            saved.append("once")
            project.translate("tea", {"喝茶。": "Drink tea."})
        return recall(*arguments)

    monkeypatch.setattr("essaytrans.commands.recall.recalling.recall", saves)
    report = project.extract(languages=["en"])
    assert codes(report.diagnostics) == []
    assert project.entry("tea", "喝茶。").msgstr == "Drink tea."
    assert project.entry("tea", "喝酒。").msgstr == ""
    assert project.extract(languages=["en"]).changed == ()


def test_one_that_is_saved_again_and_again_is_left_as_it_was_saved(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.article("tea", "喝茶。", "喝水。")
    project.extract()
    project.article("tea", "喝茶。", "喝水。", "喝酒。")
    times = count()

    def saves(*arguments: Any) -> list[Recalled]:
        project.translate("tea", {"喝茶。": f"Drink tea {next(times)}."})
        return recall(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr("essaytrans.commands.recall.recalling.recall", saves)
        report = project.extract(languages=["en"])
    assert codes(report.diagnostics) == ["file-changed"]
    assert project.entry("tea", "喝茶。").msgstr == "Drink tea 3."
    assert codes(project.extract().diagnostics) == []
    assert project.entry("tea", "喝茶。").msgstr == "Drink tea 3."
