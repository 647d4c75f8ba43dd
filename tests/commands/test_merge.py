"""`merge`: three files made one."""

from __future__ import annotations

import os
from pathlib import Path

import polib
import pytest

from cli.kit import spawn
from commands.kit import codes, places, told
from essaytrans.catalog import parse, serialize
from essaytrans.catalog.header import make_header
from essaytrans.commands.merge import MergeReport, merge_files
from essaytrans.model import Catalog, Entry, EssaytransError

HEADER = make_header(
    language="en",
    plural_forms="nplurals=2; plural=(n != 1);",
    source_language="zh-Hans",
    project="茶",
    rules=1,
)


def po(**texts: str) -> str:
    return serialize(Catalog(HEADER, tuple(Entry(msgid, text) for msgid, text in texts.items())))


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*contents: str | bytes) -> None:
    for name, content in zip(("base", "ours", "theirs"), contents, strict=True):
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())


def merged(base: str = "base", *, name: str | None = None, dry: bool = False) -> MergeReport:
    return merge_files(base, Path("ours"), Path("theirs"), name=name, dry=dry)


def ours() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in parse(Path("ours").read_text("utf-8")).entries}


# --- three files ------------------------------------------------------------------------------


def test_what_two_people_translated_is_in_ours() -> None:
    write(po(茶="", 水=""), po(茶="Tea", 水=""), po(茶="", 水="Water"))
    report = merged()
    assert ours() == {"茶": "Tea", "水": "Water"}
    assert (report.taken, report.conflicts, report.changed) == (1, 0, ("ours",))
    assert report.diagnostics == ()


def test_a_conflict_is_named_with_its_line_after_the_merge_and_both_texts() -> None:
    write(po(水="", 茶=""), po(水="", 茶="Tea"), po(水="Water", 茶="Cha\n" * 40))
    report = merged(name="locales/en/a.po")
    assert codes(report.diagnostics) == ["merge-conflict"]
    ((path, line),) = places(report.diagnostics)
    lines = Path("ours").read_text("utf-8").split("\n")
    assert (path, lines[(line or 0) - 1]) == ("locales/en/a.po", 'msgid "茶"')
    assert "“Tea” here, “Cha Cha" in told(report.diagnostics[0])
    assert len(told(report.diagnostics[0])) < 150
    (entry,) = [e for e in parse("\n".join(lines)).entries if e.msgid == "茶"]
    assert (entry.msgstr, entry.fuzzy) == ("Tea", True)
    assert entry.translator_comments == ("⇄ Cha",) * 40 + ("⇄",)


def test_a_conflict_over_a_deleted_text_says_so() -> None:
    write(po(茶="Tea"), po(茶=""), po(茶="Cha"))
    assert told(merged().diagnostics[0]).endswith("the other took it out: “Cha”")


@pytest.mark.parametrize("base", ["", os.devnull, "base"])
def test_without_a_base_both_are_united(base: str) -> None:
    write("\n", po(茶="Tea", 水=""), po(茶="", 水="Water"))
    merged(base)
    assert ours() == {"茶": "Tea", "水": "Water"}


def test_files_from_other_tools_are_merged_and_written_in_our_form() -> None:
    long = "A long translation, of which a tool makes several lines. " * 3
    base = po(茶="", 水="", 杯=long)
    wrapped = polib.pofile(base, wrapwidth=40)
    wrapped.metadata = dict(reversed(wrapped.metadata.items()))
    (water,) = [entry for entry in wrapped if entry.msgid == "水"]
    water.msgstr = "Water"
    windows = po(茶="Tea", 水="", 杯=long).replace("\n", "\r\n")
    write(base, "\ufeff" + windows, str(wrapped))
    assert merged().conflicts == 0
    assert Path("ours").read_text("utf-8") == po(茶="Tea", 水="Water", 杯=long)


def test_a_merge_that_changes_the_form_only_still_writes_our_form() -> None:
    text = po(茶="Tea")
    write(text, text.replace("#, no-wrap\n", ""), text)
    assert merged().changed == ("ours",)
    assert Path("ours").read_text("utf-8") == text
    assert merged().changed == ()


def test_a_check_writes_nothing() -> None:
    write(po(茶=""), po(茶=""), po(茶="Tea"))
    assert merged(dry=True).changed == ("ours",)
    assert ours() == {"茶": ""}


def test_a_catalog_that_is_not_ours_is_merged_all_the_same() -> None:
    base = """\
msgid ""
msgstr ""
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: main.c:1
#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d Datei"
msgstr[1] "%d Dateien"

msgctxt "menu"
msgid "Open\\n"
msgstr ""

msgid "Close"
msgstr ""
"""
    opened = base.replace('Open\\n"\nmsgstr ""', 'Open\\n"\nmsgstr "Auf\\n"')
    closed = base.removesuffix('""\n') + '"Zu"\n'
    write(base, closed, opened)
    assert merged().diagnostics == ()
    text = Path("ours").read_text("utf-8")
    assert {"Open\n": "Auf\n", "Close": "Zu"}.items() <= ours().items()
    assert 'msgstr[1] "%d Dateien"\n' in text
    assert "X-Essaytrans-Rules" not in text


# --- bad input --------------------------------------------------------------------------------

BROKEN = 'msgid "茶\nmsgstr ""\n'


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("broken", [BROKEN.encode(), "茶".encode("gb18030"), b"<<<<<<< a\n"])
def test_a_broken_file_leaves_ours_as_it_is_byte_for_byte(at: int, broken: bytes) -> None:
    contents: list[str | bytes] = [po(茶=""), po(茶="Tea"), po(茶="")]
    contents[at] = broken
    write(*contents)
    before = Path("ours").read_bytes()
    with pytest.raises(EssaytransError) as caught:
        merged(name="locales/en/a.po")
    assert Path("ours").read_bytes() == before
    # as one looks it up in git: `git show :3:locales/en/a.po`
    shown = f":{at + 1}:locales/en/a.po"
    assert {path for path, _ in places(caught.value.diagnostics)} == {shown}
    names = (f" {('base', 'ours', 'theirs')[at]} ", ".merge_file")
    assert not any(name in told(d) for d in caught.value.diagnostics for name in names)


def test_all_that_is_wrong_with_any_of_them_is_told_at_once() -> None:
    write(BROKEN, BROKEN, BROKEN)
    with pytest.raises(EssaytransError) as caught:
        merged()
    assert {path for path, _ in places(caught.value.diagnostics)} == {"base", "ours", "theirs"}


def test_a_file_that_is_not_there_is_an_error() -> None:
    write(po(), po(), po())
    Path("theirs").unlink()
    with pytest.raises(EssaytransError) as caught:
        merged()
    assert codes(caught.value.diagnostics) == ["file-missing"]


def test_what_somebody_saves_during_the_merge_is_not_written_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(po(茶=""), po(茶=""), po(茶="Tea"))

    def save_and_serialize(catalog: Catalog) -> str:
        Path("ours").write_text(po(茶="saved"), "utf-8")
        return serialize(catalog)

    monkeypatch.setattr("essaytrans.commands.merge.serialize", save_and_serialize)
    with pytest.raises(EssaytransError) as caught:
        merged()
    assert codes(caught.value.diagnostics) == ["file-changed"]
    assert ours() == {"茶": "saved"}


def test_a_catalog_of_a_later_release_is_not_touched() -> None:
    later = po(茶="Tea").replace("Rules: 1", "Rules: 99999")
    write(po(茶=""), po(茶=""), later)
    with pytest.raises(EssaytransError) as caught:
        merged(name="a.po")
    assert codes(caught.value.diagnostics) == ["rules-newer"]
    assert places(caught.value.diagnostics) == [(":3:a.po", None)]
    assert ours() == {"茶": ""}


# --- the command line -------------------------------------------------------------------------


def test_exit_codes(tmp_path: Path) -> None:
    def run(*arguments: str) -> int:
        return spawn("merge", *arguments, cwd=tmp_path).code

    three = ("base", "ours", "theirs")
    write(po(茶=""), po(茶=""), po(茶="Tea"))
    assert run(*three, "--check") == 1
    assert run(*three) == 0
    assert run(*three, "--check") == 0
    write(po(茶=""), po(茶="Cha"), po(茶="Tea"))
    assert run(*three) == 1
    write(po(茶=""), po(茶="Cha"), BROKEN)
    assert run(*three) == 2
    assert run("base", "ours") == 2
    assert run("--install", *three) == 2
    assert run("--install") == 2, "there is no project here"


def test_what_it_says(tmp_path: Path) -> None:
    write(po(茶="", 水=""), po(茶="Cha", 水=""), po(茶="Tea", 水="Water"))
    run = spawn("merge", "base", "ours", "theirs", "--path", "locales/en/a b.po", cwd=tmp_path)
    assert run.out == "locales/en/a b.po: 1 translation from the other side\n"
    assert "[merge-conflict]" in run.err
    assert run.err.endswith("1 error\n")
    write(po(茶="", 水=""), po(茶="Cha", 水=""), po(茶="Tea", 水="Water"))
    data = spawn("merge", "base", "ours", "theirs", "--json", cwd=tmp_path).data
    assert {key: value for key, value in data.items() if key != "diagnostics"} == {
        "command": "merge",
        "path": "ours",
        "taken": 1,
        "conflicts": 1,
        "changed": ["ours"],
    }
    assert [problem["code"] for problem in data["diagnostics"]] == ["merge-conflict"]
