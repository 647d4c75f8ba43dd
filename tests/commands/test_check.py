"""`check`: which translations are reviewed, and where findings are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from commands.kit import codes, told
from essaytrans.catalog import serialize
from essaytrans.commands.check import CheckReport, check
from essaytrans.commands.workspace import open_workspace
from essaytrans.i18n import render
from essaytrans.model import Severity

if TYPE_CHECKING:
    from collections.abc import Collection

    from commands.kit import Project
    from essaytrans.model import Diagnostic

SOURCE, LOST = "用`茶`和`x`。", "Use it."
PO = "locales/en/tea.po"
HEAD = 'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
FIRST = HEAD.count("\n") + 1


def review(
    project: Project,
    *articles: str,
    languages: Collection[str] = (),
    least: Severity = Severity.INFO,
    fuzzy: bool = False,
) -> CheckReport:
    workspace = open_workspace(project.root, articles=articles, languages=tuple(languages))
    return check(workspace, least=least, fuzzy=fuzzy)


def translated(project: Project, source: str, target: str, *, fuzzy: bool = False) -> None:
    """One article of one paragraph, translated into English."""
    project.article("tea", source)
    project.extract()
    project.translate("tea", {source: target}, fuzzy=[source] if fuzzy else [])


def pointed_at(finding: Diagnostic) -> str:
    """What stands above the carets."""
    position = finding.position
    assert position is not None
    assert position.text is not None
    assert position.column is not None
    return position.text[position.column - 1 :][: position.length]


# --- what is reviewed -------------------------------------------------------------------------


def test_a_good_translation_is_reviewed_and_nothing_is_said(project: Project) -> None:
    translated(project, "好茶。", "Good tea.")
    report = review(project)
    assert (report.translations, report.findings, report.diagnostics) == (1, (), ())
    assert not report.found


def test_a_finding_has_the_name_of_its_check_a_sentence_a_hint_and_a_place(
    project: Project,
) -> None:
    translated(project, SOURCE, LOST)
    report = review(project)
    (finding,) = report.findings
    assert (finding.code, finding.severity) == ("code", Severity.WARNING)
    assert told(finding) == "the translation lacks `x`"
    assert finding.hint is not None
    assert render(finding.hint, language="en") == "copy it from the source"
    assert finding.position is not None
    assert finding.position.path == PO
    assert project.read(PO).split("\n")[(finding.position.line or 0) - 1] == f'msgstr "{LOST}"'
    assert report.found == {"code": 1}


def test_nothing_is_written(project: Project) -> None:
    translated(project, SOURCE, LOST)
    before = project.snapshot(journal=True)
    review(project)
    assert project.snapshot(journal=True) == before


def test_what_is_fuzzy_is_reviewed_if_it_is_asked_for(project: Project) -> None:
    translated(project, SOURCE, LOST, fuzzy=True)
    assert review(project) == CheckReport(0, review(project).found, (), (), ())
    report = review(project, fuzzy=True)
    assert (report.translations, codes(report.findings)) == (1, ["code"])


def test_what_has_no_translation_is_not_reviewed(project: Project) -> None:
    project.article("tea", SOURCE)
    project.extract()
    assert review(project, fuzzy=True).translations == 0


def test_a_text_that_left_the_article_is_not_reviewed(project: Project) -> None:
    translated(project, SOURCE, LOST)
    project.article("tea", "另外一段。")
    assert review(project, fuzzy=True).translations == 0
    project.extract()
    assert [e.obsolete for e in project.catalog("tea").entries if e.msgid == SOURCE] == [True]
    assert review(project, fuzzy=True).translations == 0


def test_an_entry_that_is_obsolete_is_not_reviewed_though_its_text_is_back(
    project: Project,
) -> None:
    translated(project, SOURCE, LOST)
    project.article("tea", "另外一段。")
    project.extract()
    project.article("tea", SOURCE)
    assert review(project).translations == 0
    project.extract()
    assert codes(review(project).findings) == ["code"]


def test_articles_and_languages_can_be_picked(project: Project) -> None:
    for name in ("tea", "rice"):
        project.article(name, SOURCE)
    project.extract()
    for name in ("tea", "rice"):
        for language in ("en", "ja"):
            project.translate(name, {SOURCE: "X."}, language)
    assert review(project).translations == 4
    assert review(project, "tea").translations == 2
    assert review(project, "tea", languages=["ja"]).translations == 1


def test_each_language_is_reviewed_by_its_own_rules(project: Project) -> None:
    project.article("tea", "好茶。")
    project.extract()
    project.translate("tea", {"好茶。": "Good tea。"}, "en")
    project.translate("tea", {"好茶。": "いいお茶。"}, "ja")
    (finding,) = review(project).findings
    assert (finding.code, finding.position and finding.position.path) == ("full-width", PO)


def test_blocks_of_code_are_known_for_what_they_are(project: Project) -> None:
    code = "```\nx = 1  # 茶\n```"
    project.article("tea", code)
    project.extract()
    (entry,) = project.catalog("tea").entries
    project.translate("tea", {entry.msgid: "x  = 1  # tea。"})
    assert review(project).findings == ()


# --- answers and weights ----------------------------------------------------------------------


def test_a_remark_in_the_catalog_answers_a_check(project: Project) -> None:
    translated(project, SOURCE, LOST)
    catalog = project.catalog("tea")
    entries = (replace(e, translator_comments=("ok: code",)) for e in catalog.entries)
    project.write(PO, serialize(replace(catalog, entries=tuple(entries))))
    assert review(project).findings == ()
    project.extract()
    assert review(project).findings == ()


@pytest.mark.parametrize("weight", ["info", "warning", "error"])
def test_the_configuration_says_what_a_check_weighs(project: Project, weight: str) -> None:
    project.configure("en", more=f'[checks]\ncode = "{weight}"\n')
    translated(project, SOURCE, LOST)
    assert [finding.severity for finding in review(project).findings] == [Severity(weight)]


def test_the_configuration_switches_checks_off_and_on(project: Project) -> None:
    project.configure("en", more='[checks]\ncode = "off"\nend-punctuation = "info"\n')
    translated(project, SOURCE, "Use it?")
    assert codes(review(project).findings) == ["end-punctuation"]


@pytest.mark.parametrize(
    ("least", "found"),
    [
        (Severity.INFO, ["code", "footnotes", "end-punctuation"]),
        (Severity.WARNING, ["code", "footnotes"]),
        (Severity.ERROR, ["footnotes"]),
    ],
)
def test_what_weighs_less_than_asked_for_is_neither_told_nor_counted(
    project: Project, least: Severity, found: list[str]
) -> None:
    project.configure("en", more='[checks]\nend-punctuation = "info"\n')
    translated(project, "用`x`[^1]。", "Use it?")
    report = review(project, least=least)
    assert codes(report.findings) == found
    assert list(report.found) == found


# --- places -----------------------------------------------------------------------------------

PLACES = {
    "our form": ('msgid "好茶。"\nmsgstr "Good <b>tea."\n', 1, 14),
    "wrapped": ('msgid "好茶。"\nmsgstr ""\n"Good "\n"<b>tea."\n', 3, 2),
    "escapes before it": ('msgid "好茶。"\nmsgstr "\\"Good\\" \\303\\251 <b>tea."\n', 1, 27),
}


@pytest.mark.parametrize(("text", "line", "column"), PLACES.values(), ids=PLACES.keys())
def test_a_finding_points_at_what_it_means_in_any_layout(
    project: Project, text: str, line: int, column: int
) -> None:
    project.article("tea", "好茶。")
    project.write(PO, HEAD + text)
    (finding,) = review(project).findings
    assert finding.code == "html"
    assert finding.position is not None
    assert (finding.position.line, finding.position.column) == (FIRST + line, column)
    assert pointed_at(finding) == "<b>"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "Macintosh"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "a byte order mark"])
def test_line_ends_and_a_byte_order_mark_move_nothing(
    project: Project, ends: str, mark: str
) -> None:
    project.article("tea", "好茶。")
    text = HEAD + 'msgid "好茶。"\nmsgstr ""\n"Good "\n"<b>tea."\n'
    project.write(PO, mark + text.replace("\n", ends))
    (finding,) = review(project).findings
    assert finding.position is not None
    assert (finding.position.line, finding.position.text) == (FIRST + 3, '"<b>tea."')
    assert pointed_at(finding) == "<b>"


def test_a_finding_about_all_of_a_text_points_at_its_beginning(project: Project) -> None:
    translated(project, SOURCE, LOST)
    (finding,) = review(project).findings
    assert pointed_at(finding) == "U"


def test_what_is_written_with_an_escape_is_underlined_whole(project: Project) -> None:
    project.article("tea", "好茶。")
    project.write(PO, HEAD + 'msgid "好茶。"\nmsgstr "Good <b title=\\"x\\">tea."\n')
    (finding,) = review(project).findings
    assert pointed_at(finding) == '<b title=\\"x\\">'


# --- what stands in the way -------------------------------------------------------------------


def test_a_broken_catalog_is_told_and_the_others_are_reviewed(project: Project) -> None:
    for name in ("rice", "tea"):
        project.article(name, SOURCE)
    project.extract()
    project.translate("tea", {SOURCE: LOST})
    project.write("locales/en/rice.po", HEAD + 'msgid "a\nmsgstr ""\n')
    report = review(project)
    assert codes(report.findings) == ["code"]
    assert {d.position and d.position.path for d in report.diagnostics} == {"locales/en/rice.po"}
    assert {d.severity for d in report.diagnostics} == {Severity.ERROR}


def test_a_broken_article_is_told_and_the_others_are_reviewed(project: Project) -> None:
    translated(project, SOURCE, LOST)
    project.write("articles/rice.md", b"\xff\xfe\xff")
    report = review(project)
    assert codes(report.findings) == ["code"]
    assert [d.position and d.position.path for d in report.diagnostics] == ["articles/rice.md"]


def test_an_article_without_a_catalog_is_passed_over(project: Project) -> None:
    project.article("tea", SOURCE)
    assert review(project) == CheckReport(0, review(project).found, (), (), ())


def test_it_tells_how_far_it_is(project: Project) -> None:
    for name in ("rice", "tea"):
        project.article(name, SOURCE)
    steps: list[tuple[int, int]] = []
    check(open_workspace(project.root), step=lambda done, of: steps.append((done, of)))
    assert steps == [(1, 2), (2, 2)]
