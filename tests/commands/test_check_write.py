"""`check --write`: findings as comments of the catalog, put in and taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commands.kit import codes
from essaytrans.catalog import parse, serialize
from essaytrans.commands.check import CheckReport, check
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import Severity

if TYPE_CHECKING:
    from commands.kit import Project

SOURCE, OTHER = "用`茶`和`x`。", "好茶。"
PO = "locales/en/tea.po"
NOTE = "#. ⚠ code: the translation lacks `x` → copy it from the source\n"


@pytest.fixture
def tea(project: Project) -> Project:
    """A project whose only English catalog has one translation without its code."""
    project.configure("en", more='notes_language = "en"\n')
    project.article("tea", SOURCE, OTHER)
    project.extract()
    project.translate("tea", {SOURCE: "Use it.", OTHER: "Good tea."})
    return project


def write(project: Project, *, dry: bool = False, least: Severity = Severity.INFO) -> CheckReport:
    workspace = open_workspace(project.root, dry=dry)
    return check(workspace, least=least, write=True)


def test_a_finding_stands_above_its_entry_where_poedit_shows_it(tea: Project) -> None:
    before = tea.read(PO)
    report = write(tea)
    assert report.changed == (PO,)
    assert tea.read(PO).replace(NOTE, "") == before
    assert NOTE in tea.read(PO)
    assert [e.msgid for e in tea.catalog("tea").entries if e.extracted_comments] == [SOURCE]


def test_it_is_told_where_it_stands_with_the_note_above_it(tea: Project) -> None:
    (finding,) = write(tea).findings
    assert finding.position is not None
    assert tea.read(PO).split("\n")[(finding.position.line or 0) - 1] == 'msgstr "Use it."'


def test_a_second_time_writes_nothing(tea: Project) -> None:
    write(tea)
    assert write(tea).changed == ()
    assert codes(write(tea).findings) == ["code"]


def test_what_is_mended_is_taken_out_again(tea: Project) -> None:
    before = tea.read(PO)
    write(tea)
    tea.translate("tea", {SOURCE: "Use `x` and `茶`."})
    assert NOTE in tea.read(PO)  # until somebody looks again
    assert write(tea).changed == (PO,)
    assert "⚠" not in tea.read(PO)
    tea.translate("tea", {SOURCE: "Use it."})
    assert tea.read(PO) == before


def test_what_is_answered_is_taken_out_again(tea: Project) -> None:
    write(tea)
    tea.write(PO, tea.read(PO).replace(NOTE, f"# ok: code\n{NOTE}"))
    write(tea)
    assert "# ok: code\n" in tea.read(PO)
    assert "⚠" not in tea.read(PO)


def test_extract_and_tidy_leave_findings_where_they_are(tea: Project) -> None:
    write(tea)
    assert tea.extract().changed == ()
    assert tea.status().rows[0].in_step
    tea.article("tea", "新的。", SOURCE, OTHER)
    tea.extract()
    assert NOTE in tea.read(PO)


def test_a_text_that_was_edited_loses_its_findings(tea: Project) -> None:
    write(tea)
    tea.article("tea", "请用`茶`和`x`。", OTHER)
    tea.extract()
    assert "⚠" not in tea.read(PO)


def test_remarks_of_people_and_of_other_programs_are_left_alone(tea: Project) -> None:
    others = "# ⚠ code: mine\n#. ⚠ another program's\n#. Weblate: a note\n"
    text = tea.read(PO).replace(
        '#: articles/tea.md:1\n#, no-wrap\nmsgid "用', others + '#, no-wrap\nmsgid "用'
    )
    assert others in text
    tea.write(PO, text)
    tea.write(PO, serialize(parse(text, path=PO)))
    before = tea.read(PO)
    write(tea)
    assert others + NOTE in tea.read(PO)
    tea.translate("tea", {SOURCE: "Use `x` and `茶`."})
    write(tea)
    tea.translate("tea", {SOURCE: "Use it."})
    assert tea.read(PO) == before


def test_only_what_weighs_enough_is_written(tea: Project) -> None:
    assert write(tea, least=Severity.ERROR).changed == ()


def test_nothing_is_written_where_it_is_only_asked_for(tea: Project) -> None:
    before = tea.snapshot()
    report = write(tea, dry=True)
    assert report.changed == (PO,)
    assert tea.snapshot() == before


def test_nothing_is_written_unless_it_is_asked_for(tea: Project) -> None:
    before = tea.snapshot()
    assert check(open_workspace(tea.root)).changed == ()
    assert tea.snapshot() == before


def test_a_note_cannot_act_on_whoever_reads_it(tea: Project) -> None:
    tea.write("glossary.csv", 'term,en\n好茶,"a\u202e\x1b[31m"\n')
    write(tea)
    assert "⚠ glossary: the glossary has for “好茶”: a<U+202E><U+001B>[31m" in tea.read(PO)


def test_a_translation_that_build_refuses_is_an_error(tea: Project) -> None:
    tea.translate("tea", {OTHER: "Good {{ tea }}."})
    found = {finding.code: finding for finding in write(tea).findings}
    assert found["structure"].severity is Severity.ERROR
    assert "⚠ structure: this translation is not used: it has the template tag" in tea.read(PO)
    assert tea.build().refused == 1
