"""`tidy`: our form for any catalog, and no message changes."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from catalog.strategies import catalogs, own_catalogs
from catalog.tools import needs, rewrite
from commands.kit import Project, codes, places
from essaytrans.catalog import parse, serialize
from essaytrans.commands.tidy import TidyReport, tidy
from essaytrans.model import RULES, EssaytransError
from essaytrans.project import files

if TYPE_CHECKING:
    from essaytrans.model import Catalog

WRAPPED = """\
\ufeff# Ms. Reviewer, 2024\r
msgid ""\r
msgstr ""\r
"Language: en\\n"\r
"Content-Type: text/plain; charset=UTF-8\\n"\r
\r
#~ msgid "酒"\r
#~ msgstr "wine"\r
\r
# her own remark\r
#, fuzzy\r
#| msgid "水"\r
msgid ""\r
"喝"\r
"茶"\r
msgstr ""\r
"drink "\r
"tea"\r
"""
"""What some tool or other makes of a catalog: wrapped, CRLF, a byte order mark, obsolete first."""

TIDY = """\
# Ms. Reviewer, 2024
msgid ""
msgstr ""
"Project-Id-Version: \\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: \\n"
"PO-Revision-Date: \\n"
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: \\n"

# her own remark
#, fuzzy, no-wrap
#| msgid "水"
msgid "喝茶"
msgstr "drink tea"

#, no-wrap
#~ msgid "酒"
#~ msgstr "wine"
"""


def one(text: str | bytes, folder: Path, name: str = "a.po", *, dry: bool = False) -> TidyReport:
    """Tidy a file of this content, outside of any project."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tidy(folder, [path], dry=dry)


# --- what it writes ---------------------------------------------------------------------------


def test_a_catalog_of_any_tool_gets_our_form_and_keeps_its_messages(tmp_path: Path) -> None:
    report = one(WRAPPED, tmp_path)
    path = tmp_path / "a.po"
    assert report == TidyReport(1, (path.as_posix(),), ())
    assert path.read_bytes().decode() == TIDY
    assert tidy(tmp_path, [path]) == TidyReport(1, (), ())


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    report = one(WRAPPED, tmp_path, dry=True)
    assert len(report.changed) == 1
    assert (tmp_path / "a.po").read_bytes().decode() == WRAPPED
    assert one(TIDY, tmp_path, dry=True).changed == ()


def test_what_extract_writes_is_tidy(project: Project) -> None:
    project.article("a", "# 茶", "水。")
    project.extract()
    before = project.snapshot()
    assert tidy(project.root) == TidyReport(2, (), ())
    assert project.snapshot() == before


def test_what_is_tidied_is_what_extract_would_write(project: Project) -> None:
    project.article("a", "# 茶", "水。")
    project.extract()
    whole = project.read("locales/en/a.po")
    project.write("locales/en/a.po", whole.replace("#, no-wrap\n", "").replace("\n", "\r\n"))
    assert tidy(project.root).changed == ("locales/en/a.po",)
    assert project.read("locales/en/a.po") == whole


def _sorted(catalog: Catalog) -> Catalog:
    """As the form has it: obsolete entries last."""
    return replace(catalog, entries=tuple(sorted(catalog.entries, key=lambda e: e.obsolete)))


@given(catalogs)
def test_no_message_changes_and_a_second_time_there_is_nothing_to_do(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> None:
    folder = tmp_path_factory.mktemp("tidy", numbered=True)
    loose = serialize(catalog).replace("#, no-wrap\n", "").replace("\n", "\r\n")
    before = parse(loose)
    one(loose, folder)
    text = (folder / "a.po").read_bytes().decode()
    assert parse(text).entries == _sorted(before).entries
    assert set(before.header) <= set(parse(text).header)
    assert parse(text).header_comments == before.header_comments
    assert tidy(folder, [folder / "a.po"]).changed == ()


@given(own_catalogs)
def test_msgcat_agrees_that_no_message_changed(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> None:
    needs("msgcat")
    folder = tmp_path_factory.mktemp("tidy", numbered=True)
    free = serialize(catalog).replace("#, no-wrap\n", "").replace(", no-wrap\n", "\n")
    wrapped = rewrite(free, "msgcat", "--force-po", "--width=30")
    one(wrapped, folder)
    text = (folder / "a.po").read_bytes().decode()
    seen, meant = (parse(rewrite(file, "msgcat", "--force-po")) for file in (text, wrapped))
    assert (seen.header, seen.entries) == (meant.header, meant.entries)


# --- which files ------------------------------------------------------------------------------


def test_without_names_all_catalogs_of_the_project_are_meant(project: Project) -> None:
    project.configure("en")
    project.write("locales/en/2026/gone.po", WRAPPED)  # of an article that vanished
    project.write("locales/fr/a.po", WRAPPED)  # of no language of this project
    project.write("notes.po", WRAPPED)
    report = tidy(project.root / "articles")
    assert (report.catalogs, report.changed) == (1, ("locales/en/2026/gone.po",))
    assert project.read("locales/en/2026/gone.po") == TIDY
    assert project.read("locales/fr/a.po") == project.read("notes.po") == WRAPPED


def test_a_project_without_articles_has_catalogs_all_the_same(project: Project) -> None:
    (project.root / "articles").rmdir()
    project.write("locales/en/gone.po", WRAPPED)
    assert tidy(project.root).changed == ("locales/en/gone.po",)


def test_without_names_a_project_is_needed(tmp_path: Path) -> None:
    with pytest.raises(EssaytransError) as caught:
        tidy(tmp_path)
    assert codes(caught.value.diagnostics) == ["no-configuration"]


def test_named_files_need_no_project_and_may_be_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.po", "b.POT"):
        (tmp_path / name).write_bytes(WRAPPED.encode())
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    report = tidy(Path.cwd(), [Path("../a.po"), Path("../b.POT"), tmp_path / "a.po"])
    assert report == TidyReport(2, ("../a.po", "../b.POT"), ())
    assert (tmp_path / "b.POT").read_text(encoding="utf-8") == TIDY


@pytest.mark.parametrize("name", ["article.md", "empty", ".gitignore", "a.po~", "a.mo"])
def test_what_is_no_catalog_by_its_name_is_left_alone(tmp_path: Path, name: str) -> None:
    """An empty file and one of comments alone could be read as catalogs without messages."""
    report = one("# a list\n", tmp_path, name)
    assert codes(report.diagnostics) == ["not-a-catalog"]
    assert (tmp_path / name).read_bytes() == b"# a list\n"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.po").write_bytes(WRAPPED.encode())
    (tmp_path / "link.po").symlink_to("real.po")
    assert len(tidy(tmp_path, [tmp_path / "link.po", tmp_path / "real.po"]).changed) == 1
    assert (tmp_path / "link.po").is_symlink()
    assert (tmp_path / "real.po").read_text(encoding="utf-8") == TIDY


# --- what it cannot tidy ----------------------------------------------------------------------

BROKEN: dict[str, tuple[str | bytes, str]] = {
    "a syntax error": ('msgid "a\nmsgstr "b"\n', "po-syntax"),
    "a conflict": (f"<<<<<<< HEAD\n{TIDY}=======\n>>>>>>> x\n", "po-conflict"),
    "a duplicate": (TIDY + '\nmsgid "喝茶"\nmsgstr ""\n', "po-duplicate"),
    "GBK that says so": (TIDY.replace("UTF-8", "GBK").encode("gbk"), "not-utf8"),
    "UTF-16": (TIDY.encode("utf-16"), "not-utf8"),
    "a NUL": (TIDY.replace("tea", "\0"), "po-syntax"),
    "a msgid with a bell": (TIDY.replace("喝茶", "喝\\a茶"), "po-unwritable"),
    "later rules": (
        TIDY.replace('"Plural', f'"X-Essaytrans-Rules: {RULES + 1}\\n"\n"Plural'),
        "rules-newer",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_named_and_left_and_the_others_are_tidied(
    project: Project, what: str
) -> None:
    content, code = BROKEN[what]
    broken = project.write("locales/en/a.po", content)
    before = broken.read_bytes()
    project.write("locales/en/b.po", WRAPPED)
    report = tidy(project.root)
    assert set(codes(report.diagnostics)) == {code}
    assert {path for path, _ in places(report.diagnostics)} == {"locales/en/a.po"}
    assert report.changed == ("locales/en/b.po",)
    assert broken.read_bytes() == before
    assert project.temporary_files() == []


def test_a_file_that_is_missing_or_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.po").mkdir()
    report = tidy(tmp_path, [tmp_path / "none.po", tmp_path / "folder.po"])
    assert codes(report.diagnostics) == ["file-missing", "file-unreadable"]


def test_what_somebody_saves_meanwhile_is_not_written_over(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.write("locales/en/a.po", WRAPPED)
    saved = WRAPPED.replace("drink ", "have ")
    read = files.read_text

    def and_then_somebody_saves(file: Path, root: Path | None = None) -> str:
        text = read(file, root)
        if file == path:
            path.write_bytes(saved.encode())
        return text

    monkeypatch.setattr(files, "read_text", and_then_somebody_saves)
    report = tidy(project.root)
    assert codes(report.diagnostics) == ["file-changed"]
    assert report.changed == ()
    assert path.read_bytes().decode() == saved


@pytest.mark.skipif(os.name != "posix", reason="links to elsewhere are made as on POSIX")
def test_a_catalog_that_leads_out_of_the_project_is_not_written(
    project: Project, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.po"
    outside.write_bytes(WRAPPED.encode())
    (project.root / "locales/en").mkdir(parents=True)
    (project.root / "locales/en/a.po").symlink_to(outside)
    assert tidy(project.root).changed == ()
    assert outside.read_bytes().decode() == WRAPPED
