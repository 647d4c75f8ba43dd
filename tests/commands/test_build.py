"""`build`: articles in every language, and nothing touched that is not its own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes, places, told
from essaytrans.model import EssaytransError, Severity

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def hello(project: Project) -> Project:
    """A project with one article, half of it translated into English."""
    project.article("hello", "# 你好", "世界。")
    project.extract()
    project.translate("hello", {"你好": "Hello"})
    return project


# --- what is built ----------------------------------------------------------------------------


def test_each_article_is_built_in_each_language(hello: Project) -> None:
    report = hello.build()
    assert report.changed == ("build/en/hello.md", "build/ja/hello.md")
    assert (report.built, report.skipped, report.refused) == (2, 0, 0)
    assert report.diagnostics == ()
    assert hello.read("build/en/hello.md") == "# Hello\n\n世界。\n"
    assert hello.read("build/ja/hello.md") == "# 你好\n\n世界。\n"


def test_an_article_without_a_catalog_is_built_in_the_source_language(project: Project) -> None:
    source = "\ufeff# 你好\r\n\r\n\t世界。  \r\n没有换行"
    project.write("articles/hello.md", source)
    assert project.build().built == 2
    assert project.read("build/en/hello.md") == source


def test_a_second_run_writes_nothing(hello: Project) -> None:
    hello.build()
    before = hello.snapshot()
    assert hello.build().changed == ()
    assert hello.snapshot() == before


def test_fuzzy_translations_stand_only_on_request(hello: Project) -> None:
    hello.translate("hello", {"世界。": "World."}, fuzzy=["世界。"])
    hello.build()
    assert hello.read("build/en/hello.md") == "# Hello\n\n世界。\n"
    assert hello.build(use_fuzzy=True).changed == ("build/en/hello.md",)
    assert hello.read("build/en/hello.md") == "# Hello\n\nWorld.\n"


def test_only_what_is_asked_for_is_built(hello: Project) -> None:
    hello.article("other", "别的。")
    report = hello.build("hello", languages=["ja"])
    assert report.changed == ("build/ja/hello.md",)


def test_a_translation_that_is_refused_is_counted_and_named(hello: Project) -> None:
    hello.translate("hello", {"世界。": "<script>"})
    report = hello.build()
    assert (report.built, report.refused) == (2, 1)
    assert codes(report.diagnostics) == ["refused-translation"]
    line = hello.entry("hello", "世界。").line
    assert places(report.diagnostics) == [("locales/en/hello.po", line)]
    assert hello.read("build/en/hello.md") == "# Hello\n\n世界。\n"


def test_a_check_says_what_would_change_and_changes_nothing(hello: Project) -> None:
    hello.build(languages=["en"])
    hello.article("hello", "# 你好", "世界！")
    before = hello.snapshot()
    report = hello.build(dry=True)
    assert report.changed == ("build/en/hello.md", "build/ja/hello.md")
    assert hello.snapshot() == before


# --- only articles that are translated far enough ---------------------------------------------


def test_an_article_below_the_share_asked_for_is_skipped_with_a_note(hello: Project) -> None:
    report = hello.build(min_translated=0.8)
    assert (report.built, report.skipped) == (0, 2)
    assert report.changed == ()
    assert codes(report.diagnostics) == ["below-threshold", "below-threshold"]
    assert {d.severity for d in report.diagnostics} == {Severity.INFO}
    assert told(report.diagnostics[0]) == (
        "not built in “en”: 50 % of its Han characters are translated, 80 % are asked for"
    )
    assert places(report.diagnostics)[0] == ("articles/hello.md", None)


def test_the_share_is_of_han_characters_and_reaching_it_is_enough(hello: Project) -> None:
    assert hello.build(min_translated=0.5).built == 1
    hello.translate("hello", {"世界。": "World."}, fuzzy=["世界。"])
    assert hello.build(min_translated=0.51).built == 0
    hello.translate("hello", {"世界。": "World."}, language="ja")
    hello.translate("hello", {"你好": "こんにちは"}, language="ja")
    assert hello.build(min_translated=1.0).built == 1


def test_what_was_built_before_stays_where_its_article_is_skipped(hello: Project) -> None:
    hello.build()
    before = hello.snapshot()
    assert hello.build(min_translated=0.8).changed == ()
    assert hello.snapshot() == before


# --- what is removed --------------------------------------------------------------------------


def test_the_outputs_of_an_article_that_is_gone_are_removed_with_their_folders(
    hello: Project,
) -> None:
    hello.article("2026/old", "旧文。")
    hello.build()
    hello.remove("articles/2026/old.md")
    report = hello.build()
    assert sorted(report.changed) == ["build/en/2026/old.md", "build/ja/2026/old.md"]
    assert report.diagnostics == ()
    assert not hello.exists("build/en/2026")
    assert hello.exists("build/en/hello.md")
    assert hello.build().changed == ()


def test_nothing_else_is_ever_removed(hello: Project) -> None:
    hello.article("old", "旧文。")
    hello.build()
    for path in ("build/en/mine.md", "build/en/old.html", "build/mine.md", "build/xx/old.md"):
        hello.write(path, "mine")
    hello.remove("articles/old.md")
    before = set(hello.snapshot())
    assert sorted(hello.build().changed) == ["build/en/old.md", "build/ja/old.md"]
    assert before - set(hello.snapshot()) == {"build/en/old.md", "build/ja/old.md"}


def test_a_renamed_article_is_built_anew_and_its_old_outputs_go(hello: Project) -> None:
    hello.build()
    (hello.root / "articles/hello.md").rename(hello.root / "articles/hallo.md")
    report = hello.build()
    assert sorted(report.changed) == [
        "build/en/hallo.md",
        "build/en/hello.md",
        "build/ja/hallo.md",
        "build/ja/hello.md",
    ]
    assert not hello.exists("build/en/hello.md")


def test_an_output_that_somebody_edited_is_kept_and_reported_once(hello: Project) -> None:
    hello.build()
    hello.write("build/en/hello.md", "edited by hand")
    hello.remove("articles/hello.md")
    report = hello.build()
    assert report.changed == ("build/ja/hello.md",)
    assert codes(report.diagnostics) == ["article-vanished", "output-changed"]
    assert places(report.diagnostics)[1] == ("build/en/hello.md", None)
    assert hello.read("build/en/hello.md") == "edited by hand"
    assert codes(hello.build().diagnostics) == ["article-vanished"]


def test_what_somebody_else_wrote_is_put_aside_when_an_article_is_built_there(
    hello: Project,
) -> None:
    hello.write("build/en/hello.md", "translated by hand, years ago")
    report = hello.build()
    assert codes(report.diagnostics) == ["output-replaced"]
    assert places(report.diagnostics) == [("build/en/hello.md", None)]
    (aside,) = (hello.root / ".essaytrans/replaced").rglob("hello.md.*")
    assert aside.read_text() == "translated by hand, years ago"
    assert hello.build().diagnostics == ()


def test_what_was_built_before_is_replaced_without_a_word(hello: Project) -> None:
    hello.build()
    hello.article("hello", "新的一段。")
    assert hello.build().diagnostics == ()
    assert not hello.exists(".essaytrans/replaced")


def test_nothing_is_built_among_the_articles_by_hand(hello: Project) -> None:
    with pytest.raises(EssaytransError) as caught:
        hello.build(output=hello.root / "articles" / "site")
    assert codes(caught.value.diagnostics) == ["output-among-articles"]
    assert not hello.exists("articles/site")


def test_a_link_to_an_article_that_is_gone_or_not_built_is_reported(project: Project) -> None:
    project.configure("en")
    project.article("a", "见[乙](b.md)。")
    project.article("b", "乙。")
    project.extract()
    project.translate("a", {"见[乙](b.md)。": "See [B](b.md)."})
    assert codes(project.build(min_translated=0.8).diagnostics) == [
        "below-threshold",
        "unreachable-file",
    ]
    assert codes(project.build().diagnostics) == []
    project.remove("articles/b.md")
    assert codes(project.build().diagnostics) == ["missing-file"]


def test_a_check_removes_nothing(hello: Project) -> None:
    hello.build()
    hello.remove("articles/hello.md")
    before = hello.snapshot()
    assert sorted(hello.build(dry=True).changed) == ["build/en/hello.md", "build/ja/hello.md"]
    assert hello.snapshot() == before


def test_an_output_that_is_gone_already_is_forgotten(hello: Project) -> None:
    hello.build()
    for path in ("articles/hello.md", "build/en/hello.md", "build/ja/hello.md"):
        hello.remove(path)
    assert hello.build().changed == ()


@pytest.mark.parametrize("gone", ["2026/hello", "en/hello", "a/b/hello"])
def test_an_article_does_not_keep_the_outputs_of_its_namesake_in_another_folder(
    hello: Project, gone: str
) -> None:
    hello.article(gone, "另一篇。")
    hello.build()
    hello.remove(f"articles/{gone}.md")
    assert sorted(hello.build().changed) == [f"build/en/{gone}.md", f"build/ja/{gone}.md"]


@pytest.mark.parametrize(
    ("articles", "languages"), [(("hello",), ()), ((), ("en",)), (("other",), ("ja",))]
)
@pytest.mark.parametrize(
    "pattern",
    [
        "build/{language}/{article}.md",
        "{article}.{language}.md",
        "build/{language}/{article}.{language}.md",
    ],
)
def test_a_partial_build_removes_nothing_of_the_rest(
    project: Project, pattern: str, articles: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    project.configure("en", "ja", more=f'output = "{pattern}"\n')
    project.article("hello", "你好。")
    project.article("sub/other", "别的。")
    project.article("other", "别的。")
    assert project.build().built == 6
    before = project.snapshot()
    assert project.build(*articles, languages=languages).changed == ()
    assert project.snapshot() == before
    project.remove("articles/sub/other.md")
    assert len(project.build(*articles, languages=languages).changed) == 2


def test_a_language_that_is_taken_out_leaves_its_outputs(hello: Project) -> None:
    hello.build()
    hello.configure("en")
    assert hello.build().changed == ()
    assert hello.exists("build/ja/hello.md")


def test_an_article_that_cannot_be_read_keeps_its_outputs(hello: Project) -> None:
    hello.build()
    hello.write("articles/hello.md", "你好".encode("gb18030"))
    report = hello.build()
    assert codes(report.diagnostics) == ["not-utf8"]
    assert report.changed == ()
    assert hello.exists("build/en/hello.md")


def test_a_record_that_is_lost_or_broken_costs_no_file(hello: Project) -> None:
    hello.build()
    hello.write(".essaytrans/manifest.json", "{ not JSON")
    hello.remove("articles/hello.md")
    report = hello.build()
    assert codes(report.diagnostics) == ["article-vanished", "manifest-broken"]
    assert report.changed == ()
    assert hello.exists("build/en/hello.md")
    assert codes(hello.build().diagnostics) == ["article-vanished"]


def test_a_record_that_somebody_forged_removes_nothing_outside(
    hello: Project, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.md"
    victim.write_text("mine")
    hello.build()
    record = hello.read(".essaytrans/manifest.json")
    digest = record.split('"build/en/hello.md": "')[1].split('"')[0]
    victim.write_bytes((hello.root / "build/en/hello.md").read_bytes())
    for path in ("../victim.md", str(victim)):
        forged = record.replace("build/en/hello.md", path)
        assert digest in forged
        hello.write(".essaytrans/manifest.json", forged)
        hello.build()
        assert victim.exists()


# --- into a folder given by hand --------------------------------------------------------------


def test_an_output_folder_given_by_hand_may_be_outside_of_the_project(
    hello: Project, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    report = hello.build(output=site)
    assert report.changed == (f"{site}/en/hello.md", f"{site}/ja/hello.md")
    assert (site / "en/hello.md").read_text(encoding="utf-8") == "# Hello\n\n世界。\n"
    assert not hello.exists("build")
    assert hello.build(output=site).changed == ()


def test_each_output_folder_has_a_record_of_its_own(hello: Project, tmp_path: Path) -> None:
    site = tmp_path / "site"
    hello.build()
    hello.build(output=site)
    hello.remove("articles/hello.md")
    assert sorted(hello.build().changed) == ["build/en/hello.md", "build/ja/hello.md"]
    assert (site / "en/hello.md").is_file()
    hello.build(output=site)
    assert not (site / "en").exists()


def test_a_link_inside_of_the_output_folder_leads_nowhere(hello: Project, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    site.mkdir()
    elsewhere.mkdir()
    (site / "en").symlink_to(elsewhere)
    report = hello.build(output=site)
    assert codes(report.diagnostics) == ["path-outside"]
    assert list(elsewhere.iterdir()) == []
    assert (site / "ja/hello.md").is_file()


# --- manners ----------------------------------------------------------------------------------


def test_an_article_or_language_that_is_not_there_stops_the_build(hello: Project) -> None:
    with pytest.raises(EssaytransError):
        hello.build("hallo")
    with pytest.raises(EssaytransError):
        hello.build(languages=["fr"])
    assert not hello.exists("build")


def test_the_record_is_ignored_by_git(hello: Project) -> None:
    hello.build()
    assert hello.read(".essaytrans/.gitignore") == "*\n"


def test_a_thousand_outputs_are_looked_through_in_no_time(project: Project) -> None:
    for number in range(500):
        project.article(f"{number:04}", "文。")
    project.build()
    start = time.process_time()
    assert project.build("0001", languages=["ja"]).changed == ()
    assert time.process_time() - start < 1


# --- those who translated ---------------------------------------------------------------------


def translated(project: Project, *, last: str = "王小明 <x@example.org>") -> None:
    project.article("tea", "---\ntitle: 茶\n---", "喝茶。")
    project.extract()
    project.translate("tea", {"喝茶。": "Drink tea."})
    path = "locales/en/tea.po"
    text = project.read(path)
    project.write(path, text.replace('"Last-Translator: \\n"', f'"Last-Translator: {last}\\n"'))


NAMING = '[credits]\nfront_matter = "translators"\n'


def test_those_who_translated_are_named_where_the_configuration_wants_it(project: Project) -> None:
    translated(project)
    project.build()
    plain = project.read("build/en/tea.md")
    assert plain == "---\ntitle: 茶\n---\n\nDrink tea.\n"
    project.configure("en", "ja", more=NAMING)
    assert project.build().changed == ("build/en/tea.md",)
    assert project.read("build/en/tea.md") == plain.replace(
        "茶\n", '茶\ntranslators: ["王小明"]\n', 1
    )
    assert project.read("build/ja/tea.md") == project.read("articles/tea.md")
    assert project.build().changed == ()
    project.configure("en", "ja")
    assert project.build().changed == ("build/en/tea.md",)
    assert project.read("build/en/tea.md") == plain


def test_with_nobody_to_name_a_build_is_as_without(project: Project) -> None:
    project.configure("en", "ja", more=NAMING)
    translated(project, last="")
    project.build()
    assert project.read("build/en/tea.md") == "---\ntitle: 茶\n---\n\nDrink tea.\n"


def test_names_that_do_not_fit_are_told_of_at_every_run_and_refuse_nothing(
    project: Project,
) -> None:
    project.configure("en", "ja", more=NAMING)
    translated(project)
    project.article("tea", "---\n{title: 茶}\n---", "喝茶。")
    for _ in range(2):
        report = project.build()
        assert codes(report.diagnostics) == ["credits-left-out"]
        assert (report.built, report.refused) == (2, 0)
    assert project.read("build/en/tea.md") == "---\n{title: 茶}\n---\n\nDrink tea.\n"
