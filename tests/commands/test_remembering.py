"""What was done is not done again, and nobody can tell but by the clock.

Beside each run that remembers stands one of a twin: the same project, without its journal. They must
say the same and leave the same files.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from commands.kit import Project, codes
from commands.twins import contents, forget, said, twin_of
from essaytrans import catalog, markdown
from essaytrans.project import journal, listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.commands.build import BuildReport
    from essaytrans.commands.extract import ExtractReport

ESSAY = "essays/essay"
LANGUAGES = ("en", "ja")


@dataclass
class Work:
    """What was read again since it was last asked."""

    segmented: list[str] = field(default_factory=list)
    parsed: list[str] = field(default_factory=list)

    def clear(self) -> None:
        self.segmented.clear()
        self.parsed.clear()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Take down each article that is segmented and each catalog that is parsed."""
    found = Work()
    segment, parse = markdown.segment, catalog.parse

    def segmenting(text: str, path: str, *rest: Any) -> Any:
        found.segmented.append(path)
        return segment(text, path, *rest)

    def parsing(text: str, *, path: str) -> Any:
        found.parsed.append(path)
        return parse(text, path=path)

    monkeypatch.setattr(markdown, "segment", segmenting)
    monkeypatch.setattr(catalog, "parse", parsing)
    return found


@pytest.fixture
def two(project: Project) -> Project:
    """Two articles, extracted, partly translated, and built."""
    project.article(ESSAY, "# 标题", "第一段。", "![图](a.png)")
    project.article("tea", "# 茶", "喝茶。")
    project.write("articles/essays/a.png", b"png")
    project.extract()
    project.translate(ESSAY, {"标题": "Title", "第一段。": "<b>No</b>"})
    project.translate("tea", {"茶": "Tea", "喝茶。": "Drink."}, "ja")
    project.extract()
    project.build()
    return project


def compared(project: Project, run: Callable[[Project], Any], work: Work) -> Any:
    """Run a command beside a run of a twin; what is taken down is the work of the former."""
    twin = twin_of(project)
    expected = run(twin)
    work.clear()
    report = run(project)
    assert said(project, report) == said(twin, expected)
    assert contents(project) == contents(twin)
    shutil.rmtree(twin.root.parent)
    return report


def extract(project: Project) -> ExtractReport:
    return project.extract()


def build(project: Project) -> BuildReport:
    return project.build()


def extract_in(language: str, project: Project) -> ExtractReport:
    return project.extract(languages=[language])


def po(article: str, *languages: str) -> list[str]:
    return [f"locales/{language}/{article}.po" for language in languages]


# --- nothing to do ----------------------------------------------------------------------------


@pytest.mark.parametrize("command", [extract, build])
def test_a_second_run_reads_nothing_and_writes_nothing(
    two: Project, work: Work, command: Callable[[Project], Any]
) -> None:
    before = two.snapshot(journal=True)
    report = compared(two, command, work)
    assert report.changed == ()
    assert work == Work()
    assert two.snapshot(journal=True) == before


@pytest.mark.parametrize("command", ["extract", "build"])
@pytest.mark.parametrize("check", [[], ["--check"]], ids=["run", "check"])
def test_a_process_with_nothing_to_do_does_not_even_import_what_would_do_it(
    two: Project, command: str, check: list[str]
) -> None:
    asked = (
        "import sys\n"
        "from essaytrans.cli.application import run\n"
        "code = run(sys.argv[1:])\n"
        "for name in ('markdown_it', 'yaml', 'babel', 'polib', 'concurrent.futures'):\n"
        "    assert name not in sys.modules, name\n"
        "assert not [name for name in sys.modules if name.startswith('essaytrans.catalog')]\n"
        "sys.exit(code)\n"
    )
    arguments = [sys.executable, "-c", asked, command, *check, "--project", str(two.root)]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert ran.returncode == (1 if command == "build" else 0), ran.stderr  # of the refused <b>
    assert "Error" not in ran.stderr


def test_what_was_refused_is_told_by_every_run(two: Project, work: Work) -> None:
    report = compared(two, build, work)
    assert codes(report.diagnostics) == ["refused-translation", "unreachable-file"]
    assert report.refused == 1
    assert report.built == 4
    assert work == Work()


def test_an_articles_own_diagnostics_are_told_by_every_run(two: Project, work: Work) -> None:
    two.article("tea", "# 茶", "<!-- i18n:wrong -->", "喝茶。")
    for command in (extract, build, extract, build):
        assert "unknown-directive" in codes(compared(two, command, work).diagnostics)
    assert work == Work()


@pytest.mark.parametrize("command", [extract, build])
def test_a_check_with_nothing_to_do_reads_nothing(
    two: Project, work: Work, command: Callable[[Project], Any]
) -> None:
    before = two.snapshot(journal=True)
    work.clear()
    assert getattr(two, command.__name__)(dry=True).changed == ()
    assert work == Work()
    assert two.snapshot(journal=True) == before


def test_a_check_remembers_nothing(two: Project, work: Work) -> None:
    two.article("tea", "# 茶", "喝好茶。")
    before = two.snapshot(journal=True)
    for _ in range(2):
        assert two.extract(dry=True).changed == tuple(po("tea", "en", "ja"))
        assert two.build(dry=True).changed == ("build/en/tea.md", "build/ja/tea.md")
    assert two.snapshot(journal=True) == before
    work.clear()
    compared(two, extract, work)
    assert work.segmented == ["articles/tea.md"]


def test_articles_that_are_not_built_are_looked_at_again_only_if_something_changed(
    two: Project, work: Work
) -> None:
    def run(project: Project) -> BuildReport:
        return project.build(min_translated=0.9)

    assert codes(compared(two, run, work).diagnostics).count("below-threshold") == 3
    report = compared(two, run, work)
    assert (report.skipped, report.built) == (3, 1)
    assert work == Work()
    two.remove("build/en/tea.md")  # the hint was to do that
    report = compared(two, run, work)
    assert work.parsed == po("tea", "en")
    assert not two.exists("build/en/tea.md")
    two.translate("tea", {"茶": "Tea", "喝茶。": "Drink."})
    assert compared(two, run, work).built == 2
    assert work.parsed == po("tea", "en")


# --- one thing changed ------------------------------------------------------------------------


def test_a_changed_article_is_done_again_in_every_language(two: Project, work: Work) -> None:
    two.article("tea", "# 茶", "喝好茶。")
    report = compared(two, extract, work)
    assert report.changed == tuple(po("tea", "en", "ja"))
    assert (work.segmented, work.parsed) == (["articles/tea.md"], po("tea", "en", "ja"))
    compared(two, build, work)
    assert (work.segmented, work.parsed) == (["articles/tea.md"], po("tea", "en", "ja"))
    compared(two, extract, work)
    compared(two, build, work)
    assert work == Work()


def test_a_touched_article_is_not_done_again(two: Project, work: Work) -> None:
    os.utime(two.root / "articles/tea.md")
    for command in (extract, build):
        compared(two, command, work)
        assert work == Work()


def test_an_article_under_the_name_of_another_is_another(two: Project, work: Work) -> None:
    two.article("tea", "# 茶", "喝水。")
    (two.root / "articles/tea.md").replace(two.root / f"articles/{ESSAY}.md")
    compared(two, extract, work)
    assert work.segmented == [f"articles/{ESSAY}.md"]


def test_a_renamed_article_is_done_anew(two: Project, work: Work) -> None:
    (two.root / "articles/tea.md").rename(two.root / "articles/tea.markdown")
    compared(two, extract, work)
    assert work.segmented == ["articles/tea.markdown"]
    assert "articles/tea.markdown:1" in two.catalog("tea").entries[0].references


def test_a_catalog_that_a_volunteer_changed_is_read_alone(two: Project, work: Work) -> None:
    two.translate("tea", {"茶": "Tea"})
    assert compared(two, extract, work).changed == ()
    assert (work.segmented, work.parsed) == (["articles/tea.md"], po("tea", "en"))
    assert compared(two, build, work).changed == ("build/en/tea.md",)
    assert (work.segmented, work.parsed) == (["articles/tea.md"], po("tea", "en"))


def test_a_catalog_that_is_gone_is_written_again(two: Project, work: Work) -> None:
    two.remove(po("tea", "en")[0])
    assert compared(two, build, work).changed == ()  # it had nothing
    assert compared(two, extract, work).changed == tuple(po("tea", "en"))


def test_a_catalog_that_came_is_read(two: Project, work: Work) -> None:
    saved = two.read(po("tea", "ja")[0])
    two.remove(po("tea", "ja")[0])
    assert compared(two, build, work).changed == ("build/ja/tea.md",)
    compared(two, build, work)
    assert work == Work()
    two.write(po("tea", "ja")[0], saved)
    assert compared(two, build, work).changed == ("build/ja/tea.md",)
    assert work.parsed == po("tea", "ja")


def test_a_broken_catalog_is_reported_by_every_run(two: Project, work: Work) -> None:
    two.write(po("tea", "en")[0], "msgid broken\n")
    for command in (extract, extract, build, build):
        assert "po-syntax" in codes(compared(two, command, work).diagnostics)


@pytest.mark.parametrize("change", ["changed", "removed", "linked"])
def test_an_output_that_somebody_touched_is_built_again(
    two: Project, work: Work, change: str
) -> None:
    output = two.root / "build/en/tea.md"
    built = output.read_bytes()
    if change == "changed":
        output.write_bytes(b"# mine\n")
    else:
        output.unlink()
        if change == "linked":
            two.write("build/target.md", built)
            output.symlink_to("../target.md")
    report = compared(two, build, work)
    assert output.read_bytes() == built
    assert work.segmented == ["articles/tea.md"]
    assert codes(report.diagnostics).count("output-replaced") == (change == "changed")
    assert "output-replaced" not in codes(compared(two, build, work).diagnostics)


def test_an_image_that_comes_or_goes_is_noticed_though_the_article_is_as_it_was(
    two: Project, work: Work
) -> None:
    two.remove("articles/essays/a.png")
    assert "missing-file" in codes(compared(two, build, work).diagnostics)
    assert work == Work()
    two.write("articles/essays/a.png", b"png")
    assert "missing-file" not in codes(compared(two, build, work).diagnostics)
    assert work == Work()


def test_an_article_that_is_gone_takes_its_outputs_with_it(two: Project, work: Work) -> None:
    two.remove("articles/tea.md")
    report = compared(two, build, work)
    assert report.changed == ("build/en/tea.md", "build/ja/tea.md")
    assert "article-vanished" in codes(compared(two, extract, work).diagnostics)


# --- what files do not tell -------------------------------------------------------------------


def test_a_changed_configuration_does_all_again(two: Project, work: Work) -> None:
    two.configure(*LANGUAGES, more='notes_language = "en"\n')
    assert len(compared(two, extract, work).changed) == 4
    assert len(work.segmented) == 2
    compared(two, build, work)
    assert len(work.segmented) == 2


def test_an_added_language_is_done_alone(two: Project, work: Work) -> None:
    two.configure("en", "fr", "ja")
    report = compared(two, extract, work)
    assert report.changed == (*po(ESSAY, "fr"), *po("tea", "fr"))
    assert work.parsed == []
    assert compared(two, build, work).changed == (f"build/fr/{ESSAY}.md", "build/fr/tea.md")
    assert work.parsed == [*po(ESSAY, "fr"), *po("tea", "fr")]


def test_what_is_configured_of_a_language_concerns_it_alone(two: Project, work: Work) -> None:
    two.configure(*LANGUAGES, more='[languages.ja]\nteam = "茶の会"\n')
    report = compared(two, extract, work)
    assert work.parsed == [*po(ESSAY, "ja"), *po("tea", "ja")]
    assert report.diagnostics == ()


def test_a_language_that_left_and_came_back_is_as_it_was(two: Project, work: Work) -> None:
    two.configure("en")
    for command in (extract, build):
        compared(two, command, work)
        assert work == Work()
    two.configure(*LANGUAGES)
    for command in (extract, build):
        compared(two, command, work)


@pytest.mark.parametrize(
    "options",
    [{"use_fuzzy": True}, {"min_translated": 0.9}, {"output": Path("public")}],
    ids=str,
)
def test_other_options_build_all_again(two: Project, work: Work, options: dict[str, Any]) -> None:
    def run(project: Project) -> BuildReport:
        if "output" in options:
            return project.build(output=project.root / options["output"])
        return project.build(**options)

    compared(two, run, work)
    assert len(work.segmented) == 2
    compared(two, run, work)
    assert work == Work()
    compared(two, build, work)


def test_images_are_copied_once_it_is_asked_for(two: Project, work: Work) -> None:
    report = compared(two, lambda project: project.build(copy_assets=True), work)
    assert report.changed == ("build/en/essays/a.png", "build/ja/essays/a.png")
    assert work == Work()


def test_an_outside_folder_is_remembered_too(two: Project, work: Work, tmp_path: Path) -> None:
    def run() -> BuildReport:
        return two.build(output=tmp_path / "outside")

    assert len(run().changed) == 4
    work.clear()
    assert run().changed == ()
    assert work == Work()
    (tmp_path / "outside/en/tea.md").unlink()
    assert run().changed == (str(tmp_path / "outside/en/tea.md"),)


def test_a_new_version_of_the_program_does_all_again(
    two: Project, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:

    def later(folder: Path, suffixes: tuple[str, ...]) -> list[tuple[str, int, int]]:
        return [(path, size, at + 1) for path, size, at in listing.times_of(folder, suffixes)]

    monkeypatch.setattr(journal, "times_of", later)
    journal._code.cache_clear()
    try:
        for command in (extract, build):
            compared(two, command, work)
            assert len(work.segmented) == 2
            compared(two, command, work)
            assert work == Work()
    finally:
        journal._code.cache_clear()


def test_templates_are_all_written_when_they_are_asked_for(two: Project, work: Work) -> None:
    for _ in range(2):
        two.extract(templates=two.root / "pot")
        assert two.exists("pot/tea.pot")
        shutil.rmtree(two.root / "pot")
    assert len(work.segmented) == 4


# --- parts of a project -----------------------------------------------------------------------


def test_a_run_in_one_language_leaves_the_others_for_later(two: Project, work: Work) -> None:
    two.article("tea", "# 茶", "喝好茶。")
    for language in LANGUAGES:
        report = compared(two, partial(extract_in, language), work)
        assert report.changed == tuple(po("tea", language))
        assert work.parsed == po("tea", language)
    compared(two, extract, work)
    assert work == Work()


def test_a_run_of_one_article_leaves_the_others_for_later(two: Project, work: Work) -> None:
    two.article("tea", "# 茶", "喝好茶。")
    two.article(ESSAY, "# 标题", "改了。")
    report = compared(two, lambda project: project.extract("tea"), work)
    assert report.changed == tuple(po("tea", *LANGUAGES))
    assert compared(two, extract, work).changed == tuple(po(ESSAY, *LANGUAGES))
    compared(two, extract, work)
    assert work == Work()


# --- what goes wrong --------------------------------------------------------------------------


def test_a_journal_that_cannot_be_written_is_a_pity_and_no_error(two: Project) -> None:
    shutil.rmtree(two.root / ".essaytrans")
    two.write(".essaytrans", b"a file")
    two.article("tea", "# 茶", "喝好茶。")
    report = two.extract()
    assert report.changed == tuple(po("tea", *LANGUAGES))
    assert [(d.code, d.severity.value) for d in report.diagnostics] == [("not-written", "warning")]


def test_what_was_done_before_an_interruption_is_not_done_again(
    two: Project, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(two)
    module = importlib.import_module("essaytrans.commands.extract")
    original = module._extract_article

    def interrupted(*given: Any) -> Any:
        if given[-1].article.name == "tea":
            raise KeyboardInterrupt
        return original(*given)

    monkeypatch.setattr(module, "_extract_article", interrupted)
    with pytest.raises(KeyboardInterrupt):
        two.extract()
    monkeypatch.setattr(module, "_extract_article", original)
    compared(two, extract, work)
    assert work.segmented == ["articles/tea.md"]


def test_what_an_interrupted_build_wrote_is_not_taken_for_somebody_elses(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.article(ESSAY, "# 标题", "改了。")
    two.article("tea", "# 茶", "喝好茶。")
    module = importlib.import_module("essaytrans.commands.build")
    original = module.build_article

    def interrupted(*given: Any) -> Any:
        if given[-1].article.name == "tea":
            raise KeyboardInterrupt
        return original(*given)

    with monkeypatch.context() as patch:
        patch.setattr(module, "build_article", interrupted)
        with pytest.raises(KeyboardInterrupt):
            two.build()
    assert "改了。" in two.read(f"build/en/{ESSAY}.md")
    assert "喝茶。" in two.read("build/en/tea.md")
    two.article(ESSAY, "# 标题", "又改了。")
    assert two.build().diagnostics == ()


def test_an_article_that_changes_while_it_is_read_is_done_again(
    two: Project, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = two.article("tea", "# 茶", "喝好茶。")
    segment = markdown.segment

    def slowly(text: str, path: str, *rest: Any) -> Any:
        article.write_text("# 茶\n\n喝坏茶。\n")  # of the same size
        return segment(text, path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(markdown, "segment", slowly)
        two.extract("tea")
    compared(two, extract, work)
    assert work.segmented == ["articles/tea.md"]
    assert two.entry("tea", "喝坏茶。").msgstr == ""


def test_a_catalog_saved_while_its_article_is_built_is_read_again(
    two: Project, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.article("tea", "# 茶", "喝好茶。")
    parse = catalog.parse

    def slowly(text: str, *, path: str) -> Any:
        if path == "locales/ja/tea.po":
            two.write(path, text.replace("Tea", "Eat"))  # of the same size
        return parse(text, path=path)

    with monkeypatch.context() as patch:
        patch.setattr(catalog, "parse", slowly)
        two.build()
    compared(two, build, work)
    assert work.parsed == po("tea", "ja")
    assert two.read("build/ja/tea.md").startswith("# Eat\n")


@pytest.mark.parametrize("command", [extract, build])
def test_a_folder_that_came_to_lead_out_is_reported(
    two: Project, work: Work, tmp_path: Path, command: Callable[[Project], Any]
) -> None:
    outside = tmp_path / "outside"
    (two.root / "locales/en/essays").rename(outside)
    (two.root / "locales/en/essays").symlink_to(outside)
    report = compared(two, command, work)
    assert "path-outside" in codes(report.diagnostics)
