"""`export`, and `accept` of what comes back from other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.kit import codes, places
from commands.post import accept, outbox
from essaytrans.catalog import serialize
from essaytrans.commands.export import ExportReport
from essaytrans.commands.export import export as export_articles
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from collections.abc import Collection

    from commands.kit import Project

TEA = "茶叶三克，一分钟出汤。"
MORE = "茶叶五克，一分钟出汤。"
POEM = "床前明月光，\n疑是地上霜。"
FORMS = ("xliff", "xliff2", "csv")
any_form = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(autouse=True)
def _articles(project: Project) -> None:
    project.write(
        "articles/2026/tea.md",
        f"---\ntags: [茶]\n---\n\n# 喝茶\n\n{TEA}\n\n{POEM.replace(chr(10), '  ' + chr(10))}\n",
    )
    project.article("water", "# 水", "- =1+1 不是公式")
    project.extract()
    project.translate("2026/tea", {"喝茶": "Tea", "茶": "tea"}, fuzzy=["茶"])


def export(
    project: Project,
    *articles: str,
    form: str | None = None,
    output: Path | None = None,
    languages: Collection[str] = ("en",),
    dry: bool = False,
) -> ExportReport:
    workspace = open_workspace(project.root, articles=articles, languages=tuple(languages), dry=dry)
    return export_articles(
        workspace, here=outbox(project), form=form, output=output, any_language=not languages
    )


def sent(project: Project, form: str, *articles: str) -> Path:
    (file,) = export(project, *articles, form=form).files
    return Path(file.path)


def edited(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def in_target(form: str, msgid: str, msgstr: str) -> tuple[str, str]:
    """What a tool that fills an empty target puts in the place of what."""
    if form == "csv":
        return f",{msgid},,", f",{msgid},{msgstr},"
    source = f"<source>{msgid}</source>"
    return source, f"{source}<target>{msgstr}</target>"


# --- what is written --------------------------------------------------------------------------


@any_form
def test_a_file_is_called_after_the_article_or_the_project(project: Project, form: str) -> None:
    ending = "csv" if form == "csv" else "xlf"
    one = export(project, "2026/tea", form=form).files[0]
    assert (Path(one.path).name, one.articles, one.texts) == (f"2026-tea-en.{ending}", 1, 4)
    all_ = export(project, form=form).files[0]
    assert (Path(all_.path).name, all_.articles, all_.texts) == (f"文集-en.{ending}", 2, 6)


def test_the_name_of_the_output_tells_the_format(project: Project, tmp_path: Path) -> None:
    for name, form in (
        ("a.xlf", "xliff"),
        ("a.XLIFF", "xliff"),
        ("a.tmx", "tmx"),
        ("a.csv", "csv"),
    ):
        report = export(project, output=tmp_path / name)
        assert (report.form, (tmp_path / name).is_file()) == (form, True)
    assert export(project, output=tmp_path / "two.xlf", form="xliff2").form == "xliff2"
    assert 'version="2.0"' in (tmp_path / "two.xlf").read_text("utf-8")
    export(project, output=tmp_path / "folder", languages=("en", "ja"))
    assert len(list((tmp_path / "folder").iterdir())) == 2


def test_it_brings_catalogs_in_step_before(project: Project) -> None:
    project.write("articles/water.md", "# 水\n\n新的一段。\n")
    path = sent(project, "xliff", "water")
    assert "新的一段。" in path.read_text("utf-8")
    assert project.entry("water", "新的一段。").msgstr == ""


@pytest.mark.parametrize(
    ("output", "form", "languages", "code"),
    [
        ("x.csv", "tmx", ("en",), "exchange-output"),
        ("x.csv", None, ("en", "ja"), "exchange-output"),
        (None, None, (), "language-needed"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_written(
    project: Project, output: str | None, form: str | None, languages: tuple[str, ...], code: str
) -> None:
    before = project.snapshot()
    with pytest.raises(EssaytransError) as caught:
        export(
            project,
            form=form,
            output=outbox(project) / output if output else None,
            languages=languages,
        )
    assert codes(caught.value.diagnostics) == [code]
    assert project.snapshot() == before


def test_without_the_extra_only_tables_are_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("essaytrans.exchange.sheets.find_spec", lambda _: None)
    path = sent(project, "csv")
    for form in ("xliff", "xliff2", "tmx"):
        with pytest.raises(EssaytransError) as caught:
            export(project, form=form)
        assert codes(caught.value.diagnostics) == ["exchange-missing"]
    assert codes(accept(project, path).diagnostics) == []
    back = outbox(project) / "back.xlf"
    back.write_bytes(b'<xliff version="1.2"/>')
    assert codes(accept(project, back).diagnostics) == ["exchange-missing"]


@pytest.mark.parametrize("form", [*FORMS, "tmx"])
def test_a_second_export_writes_nothing_and_a_check_never(project: Project, form: str) -> None:
    assert export(project, form=form, dry=True).changed != ()
    assert list(outbox(project).iterdir()) == []
    assert export(project, form=form).changed != ()
    assert export(project, form=form).changed == ()


@any_form
def test_work_that_lies_there_is_not_written_over(project: Project, form: str) -> None:
    path = edited(sent(project, form), "Tea", "Drinking tea")
    project.translate("water", {"水": "Water"})
    before = path.read_bytes()
    report = export(project, form=form)
    assert codes(report.diagnostics) == ["exchange-output"]
    assert path.read_bytes() == before


@any_form
def test_what_nobody_has_touched_is_replaced(project: Project, form: str) -> None:
    path = sent(project, form)
    project.translate("water", {"水": "Water"})
    assert codes(export(project, form=form).diagnostics) == []
    assert "Water" in path.read_text("utf-8")


def test_what_a_format_cannot_say_is_named(project: Project) -> None:
    project.translate("water", {"水": "a\x1bb"})
    report = export(project, "water")
    assert codes(report.diagnostics) == ["exchange-entry"]
    assert report.files[0].texts == 1


# --- what comes back --------------------------------------------------------------------------


@any_form
def test_what_comes_back_as_it_went_changes_nothing(project: Project, form: str) -> None:
    before = project.snapshot()
    report = accept(project, sent(project, form))
    assert (codes(report.diagnostics), report.changed) == ([], ())
    assert {(f.article, f.language, f.based, f.taken) for f in report.files} == {
        ("2026/tea", "en", True, 0),
        ("water", "en", True, 0),
    }
    assert {k: v for k, v in project.snapshot().items() if ".essaytrans" not in k} == before


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=20
).filter(lambda text: text.strip() == text)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.dictionaries(st.sampled_from(["喝茶", "茶", TEA, POEM]), WORDS), data=st.data())
def test_every_catalog_goes_and_comes_back_the_same(
    project: Project, texts: dict[str, str], data: st.DataObject
) -> None:
    """Catalog, format, catalog: whatever is translated, and fuzzy or not, nothing changes."""
    fuzzy = data.draw(st.sets(st.sampled_from(sorted(texts)))) if texts else set()
    project.translate("2026/tea", texts, fuzzy=fuzzy)
    project.extract()
    before = serialize(project.catalog("2026/tea"))
    for form in FORMS:
        for path in outbox(project).iterdir():
            path.unlink()
        report = accept(project, sent(project, form, "2026/tea"))
        assert (codes(report.diagnostics), report.changed) == ([], ())
        assert serialize(project.catalog("2026/tea")) == before


@any_form
def test_an_edit_arrives(project: Project, form: str) -> None:
    path = edited(sent(project, form), *in_target(form, TEA, "Three grams."))
    edited(path, "Tea", "Drinking tea")
    report = accept(project, path)
    assert codes(report.diagnostics) == []
    assert sum(file.taken for file in report.files) == 2
    assert project.entry("2026/tea", TEA).msgstr == "Three grams."
    assert project.entry("2026/tea", "喝茶").msgstr == "Drinking tea"
    assert project.entry("2026/tea", "茶").fuzzy
    assert accept(project, path).changed == ()
    assert project.extract().changed == ()


@any_form
def test_an_article_edited_meanwhile_takes_it_along(project: Project, form: str) -> None:
    path = edited(sent(project, form), *in_target(form, TEA, "Three grams."))
    project.write("articles/2026/tea.md", project.read("articles/2026/tea.md").replace(TEA, MORE))
    accept(project, path)
    entry = project.entry("2026/tea", MORE)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Three grams.", True, TEA)


@any_form
def test_both_changed_it_and_a_person_decides(project: Project, form: str) -> None:
    path = edited(sent(project, form), "Tea", "Theirs")
    project.translate("2026/tea", {"喝茶": "Ours"})
    report = accept(project, path)
    assert codes(report.diagnostics) == ["accept-conflict"]
    ((name, line),) = places(report.diagnostics)
    assert name == path.as_posix()
    assert line is not None
    assert "喝茶" in "".join(path.read_text("utf-8").splitlines()[line - 1 : line + 6])
    assert project.entry("2026/tea", "喝茶").msgstr == "Ours"


@any_form
def test_a_previous_source_is_kept(project: Project, form: str) -> None:
    project.translate("2026/tea", {TEA: "Three grams."})
    project.write("articles/2026/tea.md", project.read("articles/2026/tea.md").replace(TEA, MORE))
    path = sent(project, form)
    assert project.entry("2026/tea", MORE).previous_msgid == TEA
    assert TEA in path.read_text("utf-8")
    assert accept(project, path).changed == ()
    assert project.entry("2026/tea", MORE).previous_msgid == TEA


@any_form
def test_half_a_file_takes_nothing_away(project: Project, form: str) -> None:
    path = edited(sent(project, form, "2026/tea"), "喝茶", "没有的话")
    before = project.read("locales/en/2026/tea.po")
    accept(project, path)
    assert project.entry("2026/tea", "喝茶").msgstr == "Tea"
    assert before.count("msgid") <= project.read("locales/en/2026/tea.po").count("msgid")


@any_form
def test_a_file_that_lost_what_it_was_made_of_is_merged_entry_by_entry(
    project: Project, form: str
) -> None:
    path = edited(sent(project, form, "2026/tea"), "X-Essaytrans-State: ", "X-Lost: ")
    edited(path, *in_target(form, TEA, "Three grams."))
    report = accept(project, path)
    assert (report.files[0].based, report.files[0].taken) == (False, 1)


def test_a_table_without_its_last_row_needs_the_language(project: Project) -> None:
    path = outbox(project) / "plain.csv"
    path.write_text(f"source,target\n{TEA},Three grams.\n喝茶,Tea\n", "utf-8")
    assert codes(accept(project, path).diagnostics) == ["which-language"]
    report = accept(project, path, language="en")
    assert (report.files[0].article, report.files[0].taken) == ("2026/tea", 1)


@any_form
def test_a_formula_comes_back_as_the_text_that_it_was(project: Project, form: str) -> None:
    project.translate("water", {"=1+1 不是公式": "=1+1 is none"})
    path = sent(project, form)
    assert ("'=1+1" in path.read_text("utf-8")) == (form == "csv")
    assert accept(project, path).changed == ()
    assert project.entry("water", "=1+1 不是公式").msgstr == "=1+1 is none"


@any_form
def test_of_two_articles_with_one_text_each_gets_its_own(project: Project, form: str) -> None:
    for name in ("copy", "snow"):
        project.article(name, "# 雪", "落下来。")
    path = sent(project, form, "copy", "snow")
    project.translate("copy", {"雪": "Snow"})
    project.translate("snow", {"雪": "The Snow"})
    report = accept(project, edited(path, *in_target(form, "落下来。", "It falls.")))
    assert codes(report.diagnostics) == []
    assert [file.article for file in report.files] == ["copy", "snow"]


def test_a_table_as_excel_saves_it_in_china_is_told_to_be_no_utf_8(project: Project) -> None:
    path = outbox(project) / "excel.csv"
    path.write_bytes(f"source,target\r\n{TEA},Three grams.\r\n".encode("gb18030"))
    (problem,) = accept(project, path, language="en").diagnostics
    assert problem.code == "not-utf8"
    assert problem.position is not None
    assert problem.position.line == 2


def test_a_table_of_nothing_but_control_characters_says_that_of_itself(project: Project) -> None:
    path = outbox(project) / "control.csv"
    path.write_text(f"source,target\n{TEA},a\x1bb\n", "utf-8")
    report = accept(project, path, language="en")
    assert codes(report.diagnostics) == ["refused-entry", "no-such-article"]


def test_a_memory_counts_what_is_in_it(project: Project) -> None:
    (file,) = export(project, form="tmx").files
    assert file.texts == Path(file.path).read_text("utf-8").count("<tu>") == 1


def test_a_language_of_any_length_is_named_in_short(project: Project) -> None:
    text = sent(project, "xliff").read_text("utf-8")
    path = outbox(project) / "long.xlf"
    path.write_text(text.replace('"en"', f'"{"en-" * 5000}"'), "utf-8")
    problem = accept(project, path).diagnostics[0]
    assert problem.code == "unknown-language"
    assert len(str(problem.message.arguments)) < 200


def test_files_of_all_kinds_may_come_in_one_archive(project: Project) -> None:
    xliff = edited(sent(project, "xliff", "2026/tea"), "Tea", "Drinking tea")
    table = edited(sent(project, "csv", "water"), *in_target("csv", "水", "Water"))
    packed = outbox(project) / "all.zip"
    with ZipFile(packed, "w") as archive:
        archive.write(xliff, "a/tea.XLF")
        archive.write(table, "water.csv")
        archive.writestr("letter.txt", "hello")
    report = accept(project, packed)
    assert [file.taken for file in report.files] == [1, 1]
    assert codes(report.diagnostics) == []


def test_a_memory_is_no_catalog(project: Project) -> None:
    report = accept(project, sent(project, "tmx"))
    assert codes(report.diagnostics) == ["exchange-file"]
    assert report.files[0].article is None


def test_a_letter_in_html_is_no_catalog(project: Project) -> None:
    path = outbox(project) / "letter.html"
    path.write_text("<!doctype html><p>Dear editor,<br>…", "utf-8")
    assert codes(accept(project, path).diagnostics) == ["no-po-file"]


def test_a_file_of_very_many_articles_is_not_taken(project: Project) -> None:
    path = outbox(project) / "many.csv"
    rows = "".join(f"{number},水,Water\n" for number in range(10_001))
    path.write_text(f"location,source,target\n{rows}", "utf-8")
    assert codes(accept(project, path).diagnostics) == ["archive-too-large"]


def test_an_article_without_texts_is_in_no_file(project: Project) -> None:
    project.write("articles/code.md", "```\nx = 1\n```\n")
    assert export(project, "code").files == ()
    assert export(project).files[0].articles == 2


def test_an_empty_table_has_nothing_in_it(project: Project) -> None:
    path = outbox(project) / "empty.csv"
    path.write_text("source,target\n", "utf-8")
    assert codes(accept(project, path).diagnostics) == ["no-po-file"]


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_a_broken_file_is_named_with_its_line_and_the_others_come_in(
    project: Project, form: str
) -> None:
    path = sent(project, form)
    broken = outbox(project) / "broken.xlf"
    broken.write_text(path.read_text("utf-8").partition("</source>")[0], "utf-8")
    report = accept(project, broken, edited(path, "Tea", "Drinking tea"))
    assert codes(report.diagnostics) == ["exchange-file"]
    ((name, line),) = places(report.diagnostics)
    assert (name, line) == (broken.as_posix(), len(broken.read_text("utf-8").split("\n")))
    assert project.entry("2026/tea", "喝茶").msgstr == "Drinking tea"
