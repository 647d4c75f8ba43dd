"""The glossary's words in catalogs: notes beside a text that has a term, and gone with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commands.kit import codes
from essaytrans.commands.check import check
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import Severity

if TYPE_CHECKING:
    from commands.kit import Project

ARTICLE = "采茶要早。\n\n运行`采茶`，见[说明](https://example.org/采茶)。\n\n杯子。\n"
HEADINGS = "term,part_of_speech,note,en,ja\n"
NOTE = "#. ◆ 采茶 → tea picking\n"


def glossary(project: Project, *rows: str) -> None:
    project.write("glossary.csv", HEADINGS + "".join(f"{row}\n" for row in rows))


def test_a_term_is_noted_at_the_texts_that_have_it_never_for_code_or_addresses(
    project: Project,
) -> None:
    project.article("tea", ARTICLE)
    glossary(project, "采茶,,,tea picking,")
    project.extract()
    catalog = project.read("locales/en/tea.po")
    assert catalog.count("◆") == 1
    assert f'{NOTE}#: articles/tea.md:1\n#, no-wrap\nmsgid "采茶要早。"' in catalog


def test_a_language_for_which_the_glossary_has_no_word_gets_no_note(project: Project) -> None:
    project.article("tea", ARTICLE)
    glossary(project, "采茶,,,tea picking,", "杯子,,,,湯呑み")
    project.extract()
    assert "杯子 →" not in project.read("locales/en/tea.po")
    assert "#. ◆ 杯子 → 湯呑み\n" in project.read("locales/ja/tea.po")


def test_a_note_tells_every_word_that_will_do_the_part_of_speech_and_what_to_know(
    project: Project,
) -> None:
    project.article("tea", ARTICLE)
    glossary(project, "采茶,verb,春天,pick tea | picking of tea,")
    project.extract()
    note = "#. ◆ 采茶 → pick tea | picking of tea (verb; 春天)\n"
    assert note in project.read("locales/en/tea.po")


def test_a_note_keeps_to_its_line_whatever_the_glossary_has(project: Project) -> None:
    project.article("tea", ARTICLE)
    glossary(project, '采茶,,"a\nmsgid ""x""",tea picking,')
    project.extract()
    catalog = project.read("locales/en/tea.po")
    assert '#. ◆ 采茶 → tea picking (a msgid "x")\n' in catalog
    assert project.extract().changed == ()


def test_a_second_run_writes_nothing(project: Project) -> None:
    project.article("tea", ARTICLE)
    glossary(project, "采茶,,,tea picking,")
    project.extract()
    assert project.extract().changed == ()
    assert project.extract(dry=True).changed == ()


def test_a_glossary_that_changes_changes_the_notes_and_no_translation(project: Project) -> None:
    project.article("tea", ARTICLE)
    project.extract()
    project.translate("tea", {"采茶要早。": "Pick tea early."})
    before = project.read("locales/en/tea.po")
    glossary(project, "采茶,,,tea picking,")
    assert "locales/en/tea.po" in project.extract().changed
    assert NOTE in project.read("locales/en/tea.po")
    glossary(project, "采茶,,,to pick tea,")
    project.extract()
    assert "#. ◆ 采茶 → to pick tea\n" in project.read("locales/en/tea.po")
    (project.root / "glossary.csv").unlink()
    project.extract()
    assert project.read("locales/en/tea.po") == before


def test_status_finds_a_catalog_in_step_only_with_its_notes(project: Project) -> None:
    project.article("tea", ARTICLE)
    project.extract()
    glossary(project, "采茶,,,tea picking,")
    english = project.status().rows[0]
    assert not english.in_step
    project.extract()
    assert all(row.in_step for row in project.status().rows)


def test_what_is_wrong_with_a_glossary_is_told_once_and_the_rest_of_it_holds(
    project: Project,
) -> None:
    project.article("tea", ARTICLE)
    project.article("cup", "采茶。\n")
    glossary(project, ",,,nothing,", "采茶,,,tea picking,")
    report = project.extract()
    assert codes(report.diagnostics) == ["glossary-row"]
    assert NOTE in project.read("locales/en/tea.po")
    assert NOTE in project.read("locales/en/cup.po")


def test_a_glossary_that_cannot_be_read_is_told_and_the_articles_are_extracted(
    project: Project,
) -> None:
    project.article("tea", ARTICLE)
    (project.root / "glossary.csv").write_bytes(b"term,en\n\xff\xfe\x00\n")
    report = project.extract()
    assert len(report.diagnostics) == 1
    assert report.diagnostics[0].position is not None
    assert report.diagnostics[0].position.path == "glossary.csv"
    assert (report.articles, report.units) == (1, 3)


def test_check_says_where_a_translation_has_none_of_the_words(project: Project) -> None:
    project.article("tea", ARTICLE)
    project.extract()
    project.translate("tea", {"采茶要早。": "Go early.", "杯子。": "Cups."})
    assert check(open_workspace(project.root)).findings == ()
    glossary(project, "采茶,,,tea picking | pick tea,", "杯子,,,cup,")
    (finding,) = check(open_workspace(project.root)).findings
    assert (finding.code, finding.severity) == ("glossary", Severity.WARNING)
    project.translate("tea", {"采茶要早。": "Pick tea early."})
    assert check(open_workspace(project.root)).findings == ()
