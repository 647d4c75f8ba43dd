"""`build --edition`: several forms of an article, each with a place and a record of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes, places, told
from essaytrans.commands.build import BuildOptions, EditionReport, build
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = ("translated", "bilingual")
PLACES = {
    "translated": "build/en/hello.md",
    "bilingual": "build/bilingual/en/hello.md",
    "html": "build/html/en/hello.html",
}
"""Where an article goes if nothing is configured."""


@pytest.fixture
def hello(project: Project) -> Project:
    project.article("hello", "# 标题", "第一段。", "[另一篇](sub/tea.md#x)和[它](notes.txt)")
    project.article("sub/tea", "喝茶。", "![图](tea.png)", "[回去](../hello.md)")
    project.write("articles/notes.txt", "notes")
    project.write("articles/sub/tea.png", "png")
    project.extract()
    project.translate("hello", {"标题": "Title", "第一段。": "First."})
    return project


def targets(project: Project, path: str) -> set[str]:
    """What a page links to and shows, but for its own paragraphs and those in other languages."""
    found = re.findall(r'(?:href|src)="([^"#]+[^"]*)"', project.read(path))
    return {target for target in found if "/ja/" not in target}


# --- what is built ----------------------------------------------------------------------------


@pytest.mark.parametrize("edition", PLACES)
def test_an_edition_has_a_place_of_its_own(hello: Project, edition: str) -> None:
    report = hello.build(editions=[edition])
    assert report.editions == (EditionReport(edition, 4, 0, 0),)
    assert report.built == 4
    assert len(report.changed) == (5 if edition == "html" else 4), "with a page that names all"
    assert PLACES[edition] in report.changed
    assert [path for path in PLACES.values() if hello.exists(path)] == [PLACES[edition]]


def test_several_editions_are_built_in_one_run(hello: Project) -> None:
    report = hello.build(editions=["html", "bilingual", "translated"])
    assert [part.edition for part in report.editions] == ["translated", "bilingual", "html"]
    assert report.built == 12
    assert all(hello.exists(path) for path in PLACES.values())


def test_the_bilingual_edition_has_both_texts(hello: Project) -> None:
    hello.build(editions=["bilingual"])
    assert hello.read("build/bilingual/en/hello.md") == (
        "# 标题 <br>Title\n\n第一段。\n\nFirst.\n\n[另一篇](sub/tea.md#x)和[它](notes.txt)\n"
    )
    assert hello.read("build/bilingual/ja/hello.md") == hello.read("articles/hello.md")


def test_the_configuration_says_what_is_built_and_where(hello: Project) -> None:
    hello.configure(
        "en",
        more="""
[editions]
default = ["bilingual", "html"]
order = "translation-first"
bilingual = "site/{article}.{language}.md"
html = "site/{language}/{article}.htm"
""",
    )
    report = hello.build()
    assert sorted(report.changed) == [
        "site/en/hello.htm",
        "site/en/sub/tea.htm",
        "site/hello.en.md",
        "site/index.html",
        "site/sub/tea.en.md",
    ]
    assert "# Title <br>标题" in hello.read("site/hello.en.md")


def test_an_edition_that_does_not_exist_is_refused(hello: Project) -> None:
    with pytest.raises(EssaytransError) as caught:
        hello.build(editions=["html", "bilingal"])
    (found,) = caught.value.diagnostics
    assert found.code == "unknown-edition"
    assert not hello.exists("build")


def test_another_folder_has_a_folder_for_each_edition(hello: Project, tmp_path: Path) -> None:
    hello.build(output=tmp_path / "out", editions=PLACES)
    for path in ("en/hello.md", "bilingual/en/hello.md", "html/en/hello.html"):
        assert (tmp_path / "out" / path).is_file()
    assert not hello.exists("build")


def test_outputs_among_the_articles_are_no_articles(project: Project) -> None:
    project.configure(
        "en",
        more='[editions]\nbilingual = "articles/{article}.{language}.both.md"\n',
    )
    project.article("hello", "你好。")
    project.build(editions=["bilingual"])
    assert project.exists("articles/hello.en.both.md")
    assert project.build(editions=["bilingual"]).built == 1


def test_what_is_too_little_translated_is_skipped_in_every_edition(hello: Project) -> None:
    report = hello.build(editions=PLACES, min_translated=0.9)
    assert (report.built, report.skipped) == (0, 12)
    assert codes(report.diagnostics) == ["below-threshold"] * 4, "told once, not in each edition"


def test_a_translation_that_is_refused_is_told_of_once(hello: Project) -> None:
    hello.translate("hello", {"第一段。": "<script>x</script>"})
    report = hello.build("hello", languages=["en"], editions=PLACES)
    assert codes(report.diagnostics).count("refused-translation") == 1
    assert report.refused == 1
    assert {part.refused for part in report.editions} == {1}
    assert "<script" not in hello.read("build/html/en/hello.html")


# --- pages ------------------------------------------------------------------------------------


def test_pages_link_to_pages_and_show_files_where_they_are(hello: Project) -> None:
    assert hello.build(editions=["html"]).diagnostics == ()
    assert targets(hello, "build/html/en/hello.html") == {
        "sub/tea.html#x",
        "../../../articles/notes.txt",
    }
    assert targets(hello, "build/html/en/sub/tea.html") == {
        "../hello.html",
        "../../../../articles/sub/tea.png",
    }


def test_pages_show_files_beside_them_if_these_are_copied(hello: Project) -> None:
    hello.build(editions=["html"], copy_assets=True)
    assert targets(hello, "build/html/en/sub/tea.html") == {"../hello.html", "tea.png"}
    assert hello.read("build/html/en/sub/tea.png") == "png"
    assert hello.read("build/html/ja/notes.txt") == "notes"


def test_pages_in_another_folder_lead_back_to_the_files(hello: Project, tmp_path: Path) -> None:
    hello.build(editions=["html"], output=tmp_path / "out")
    page = tmp_path / "out" / "html" / "en" / "sub" / "tea.html"
    (found,) = re.findall(r'src="([^"]+)"', page.read_text())
    assert (page.parent / found).resolve() == hello.root / "articles" / "sub" / "tea.png"


def test_pages_link_to_the_same_article_in_other_languages(hello: Project) -> None:
    hello.build(editions=["html"])
    assert 'href="../../ja/sub/tea.html"' in hello.read("build/html/en/sub/tea.html")
    hello.build(editions=["html"], min_translated=0.1)
    assert "/ja/" not in hello.read("build/html/en/hello.html"), "it may not be there"


def test_a_link_to_an_article_that_has_no_page_is_told_of(hello: Project) -> None:
    report = hello.build("hello", editions=["html"])
    assert codes(report.diagnostics) == ["unreachable-file"]
    assert places(report.diagnostics) == [("articles/hello.md", 5)]
    assert "sub/tea.md" in told(report.diagnostics[0])


def test_names_are_on_pages_only_if_the_configuration_has_a_key_for_them(hello: Project) -> None:
    catalog = hello.read("locales/en/hello.po")
    named = catalog.replace('"Last-Translator: ', '"Last-Translator: Ann <ann@example.org>', 1)
    hello.write("locales/en/hello.po", named)
    hello.build(editions=["html"])
    assert "Ann" not in hello.read("build/html/en/hello.html")
    hello.configure("en", "ja", more='[credits]\nfront_matter = "translators"\n')
    hello.build(editions=["html"])
    assert "Ann" in hello.read("build/html/en/hello.html")


# --- what is remembered -----------------------------------------------------------------------


@pytest.mark.parametrize("edition", PLACES)
def test_a_second_run_writes_nothing(hello: Project, edition: str) -> None:
    hello.build(editions=[edition])
    before = hello.snapshot(journal=True)
    report = hello.build(editions=[edition])
    assert (report.built, report.changed) == (4, ())
    assert hello.snapshot(journal=True) == before


@pytest.mark.parametrize("edition", PLACES)
def test_editions_do_not_forget_each_other(hello: Project, edition: str) -> None:
    hello.build(editions=PLACES)
    before = hello.snapshot()
    hello.build(editions=[edition])
    assert hello.build(editions=PLACES).changed == ()
    assert hello.snapshot() == before


@pytest.mark.parametrize("edition", PLACES)
def test_a_check_writes_nothing(hello: Project, edition: str) -> None:
    before = hello.snapshot(journal=True)
    assert PLACES[edition] in hello.build(editions=[edition], dry=True).changed
    assert hello.snapshot(journal=True) == before


@pytest.mark.parametrize("edition", PLACES)
def test_a_new_translation_is_built_in_its_language_only(hello: Project, edition: str) -> None:
    hello.build(editions=[edition])
    hello.translate("hello", {"第一段。": "The first."})
    assert hello.build(editions=[edition]).changed == (PLACES[edition],)


@pytest.mark.parametrize("edition", PLACES)
def test_what_was_built_of_an_article_that_is_gone_is_removed(hello: Project, edition: str) -> None:
    hello.build(editions=PLACES)
    hello.remove("articles/hello.md")
    hello.article("sub/tea", "喝茶。")
    hello.build(editions=[edition])
    for name, path in PLACES.items():
        assert hello.exists(path) == (name != edition), "each edition has a record of its own"


def test_a_page_that_somebody_changed_is_put_aside(hello: Project) -> None:
    hello.build(editions=["html"])
    hello.write(PLACES["html"], "edited by hand")
    report = hello.build(editions=["html"])
    assert codes(report.diagnostics) == ["output-replaced"]
    (aside,) = (hello.root / ".essaytrans" / "replaced").rglob("hello.html.*")
    assert aside.read_text() == "edited by hand"


def test_pages_are_made_again_when_an_article_comes_that_they_may_link_to(hello: Project) -> None:
    hello.article("hello", "[新的](new.md)")
    hello.write("articles/other/new.md", "新。\n")
    hello.build(editions=["html"])
    hello.article("new", "新。")
    hello.build(editions=["html"])
    assert targets(hello, PLACES["html"]) == {"new.html"}


def test_how_far_it_is_counts_all_editions(hello: Project) -> None:
    told_so_far: list[tuple[int, int]] = []
    build(
        open_workspace(hello.root),
        BuildOptions(editions=MARKDOWN),
        step=lambda done, whole: told_so_far.append((done, whole)),
    )
    assert told_so_far == sorted(told_so_far)
    assert told_so_far[-1] == (4, 4)


@pytest.mark.parametrize("edition", PLACES)
def test_a_link_does_not_lead_an_edition_out_of_the_project(
    hello: Project, tmp_path: Path, edition: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = hello.root / PLACES[edition].removesuffix("/" + PLACES[edition].rpartition("/")[2])
    folder.parent.mkdir(parents=True)
    folder.symlink_to(outside)
    report = hello.build("hello", languages=["en"], editions=[edition], copy_assets=True)
    assert "path-outside" in codes(report.diagnostics)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("edition", PLACES)
def test_files_are_copied_beside_every_edition(hello: Project, edition: str) -> None:
    report = hello.build(editions=[edition], copy_assets=True)
    assert report.diagnostics == ()
    folder = PLACES[edition].rpartition("/")[0]
    assert hello.read(f"{folder}/sub/tea.png") == "png"
    assert hello.read(f"{folder}/notes.txt") == "notes"
    before = hello.snapshot(journal=True)
    assert hello.build(editions=[edition], copy_assets=True).changed == ()
    assert hello.snapshot(journal=True) == before
    hello.article("hello", "没有了。")
    hello.build(editions=[edition], copy_assets=True)
    assert not hello.exists(f"{folder}/notes.txt"), "nobody points at it any more"


# --- editions that are taken out ---------------------------------------------------------------


def configured(project: Project, *editions: str) -> None:
    named = ", ".join(f'"{name}"' for name in editions)
    project.configure("en", "ja", more=f"[editions]\ndefault = [{named}]\n")


def standing(project: Project) -> list[str]:
    return [name for name, path in PLACES.items() if project.exists(path)]


def test_what_an_edition_left_is_removed_when_it_is_taken_out(hello: Project) -> None:
    configured(hello, *PLACES)
    hello.build()
    configured(hello, "translated", "bilingual")
    kept = hello.snapshot()
    assert PLACES["html"] in hello.build(dry=True).changed
    assert hello.snapshot() == kept, "a check removes nothing"
    report = hello.build()
    assert {path.split("/")[1] for path in report.changed} == {"html"}
    assert standing(hello) == ["translated", "bilingual"]
    assert not hello.exists("build/html")
    assert hello.build().changed == ()


def test_the_usual_edition_may_be_taken_out_too(hello: Project) -> None:
    hello.build()
    configured(hello, "bilingual")
    hello.build()
    assert standing(hello) == ["bilingual"]


def test_what_was_asked_for_by_its_name_stays(hello: Project) -> None:
    hello.build()
    hello.build(editions=["bilingual", "html"])
    configured(hello, "translated", "html")
    hello.build()
    assert standing(hello) == list(PLACES)
    configured(hello, "translated")
    hello.build("hello")
    assert standing(hello) == list(PLACES), "a run over one article removes nothing"
    hello.build()
    assert standing(hello) == ["translated", "bilingual"]


def test_what_somebody_changed_in_an_edition_that_is_taken_out_stays(hello: Project) -> None:
    configured(hello, *PLACES)
    hello.build()
    hello.write(PLACES["bilingual"], "by hand")
    configured(hello, "translated", "html")
    assert codes(hello.build().diagnostics).count("output-changed") == 1
    assert hello.read(PLACES["bilingual"]) == "by hand"
    assert not hello.exists("build/bilingual/ja/hello.md")
    assert "output-changed" not in codes(hello.build().diagnostics)


def test_an_edition_takes_the_place_of_one_that_is_taken_out(hello: Project) -> None:
    configured(hello, "translated", "bilingual")
    hello.build()
    said = hello.read("essaytrans.toml").replace("[project]\n", '[project]\noutput = "{output}"\n')
    place = "build/{language}/{article}.md"
    hello.write(
        "essaytrans.toml",
        f'{said}bilingual = "{place}"\n'.replace("{output}", "out/{language}/{article}.md").replace(
            '["translated", "bilingual"]', '["bilingual"]'
        ),
    )
    hello.build()
    assert "第一段。\n\nFirst." in hello.read("build/en/hello.md")
    assert not hello.exists(PLACES["bilingual"])


@pytest.mark.parametrize("record", ["[", "{}", '["pdf"]', '"html"'])
def test_a_broken_record_of_them_removes_nothing(hello: Project, record: str) -> None:
    hello.build()
    configured(hello, "bilingual")
    hello.write(".essaytrans/editions.json", record)
    hello.build()
    assert standing(hello) == ["translated", "bilingual"]


# --- the page that names them all -------------------------------------------------------------


def contents(project: Project) -> list[str]:
    """Where the page that names all pages leads, in its order."""
    return re.findall(r'<a href="([^"#]+)"', project.read("build/html/index.html"))


def test_a_page_names_all_pages(hello: Project) -> None:
    report = hello.build(editions=["html"])
    assert "build/html/index.html" in report.changed
    assert contents(hello) == [
        "en/hello.html",
        "ja/hello.html",
        "en/sub/tea.html",
        "ja/sub/tea.html",
    ]
    page = hello.read("build/html/index.html")
    assert "<title>文集</title>" in page
    assert re.search(r'lang="en" dir="ltr">Title<', page)


def test_it_names_what_was_built_before(hello: Project) -> None:
    hello.build(editions=["html"])
    before = hello.read("build/html/index.html")
    hello.build("hello", languages=["en"], editions=["html"])
    assert hello.read("build/html/index.html") == before, "a part of them is not all"
    hello.article("new", "新。")
    hello.build(editions=["html"])
    assert contents(hello)[2:4] == ["en/new.html", "ja/new.html"]


def test_it_does_not_name_what_is_skipped(hello: Project) -> None:
    hello.build(editions=["html"], min_translated=0.4)
    assert contents(hello) == ["en/hello.html"]


def test_it_takes_the_place_of_nobodys_page(hello: Project) -> None:
    hello.write("build/html/index.html", "by hand")
    assert codes(hello.build(editions=["html"]).diagnostics) == ["output-replaced"]
    hello.configure("en", more='[editions]\nhtml = "{language}/{article}.html"\n')
    hello.build(editions=["html"])
    assert hello.exists("en/hello.html")
    assert not hello.exists("index.html"), "the project's own folder has its own index"
