"""`tools/messages.py`: from sentences in the source to catalogs of every language."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import polib
import pytest

from i18n.checkout import SOURCE, Checkout
from i18n.tool import TOOL, messages

if TYPE_CHECKING:
    from pathlib import Path

# --- update -----------------------------------------------------------------------------------


def test_sentences_are_extracted_with_their_notes_and_files(checkout: Checkout) -> None:
    template = (checkout.locale / "essaytrans.pot").read_text("utf-8")
    assert template.partition("#. A sentence of Typer")[0].partition("\n\n")[2] == (
        "#: src/essaytrans/say.py\n"
        'msgid "a long sentence in two parts"\n'
        'msgstr ""\n\n'
        "#. a path of the file system\n"
        "#: src/essaytrans/say.py\n"
        "#, python-brace-format\n"
        'msgid "no file {path}"\n'
        'msgstr ""\n\n'
        "#: src/essaytrans/say.py\n"
        "#, python-brace-format\n"
        'msgid "{number} file"\n'
        'msgid_plural "{number} files"\n'
        'msgstr[0] ""\n'
        'msgstr[1] ""\n\n'
    )


def test_a_note_stands_above_the_call_however_deep_that_is(checkout: Checkout) -> None:
    checkout.source(
        "told = [\n"
        "    # Translators: of the first,\n"
        "    # in two lines\n"
        '    tell("{first}", msg("one")),\n'
        "    tell(\n"
        "        # Translators: of the second\n"
        "        msg(\n"
        '            "two"\n'
        "        ),\n"
        '        msg("three"),\n'
        "    ),\n"
        "]\n"
    )
    notes = {entry.msgid: entry.comment for entry in messages.template(checkout.package)}
    assert [notes[msgid] for msgid in ("one", "two", "three")] == [
        *("of the first, in two lines", "of the second", "")
    ]


def test_the_sentences_of_typer_come_last_and_say_so(checkout: Checkout) -> None:
    entries = polib.pofile(str(checkout.locale / "essaytrans.pot"))
    typers = [entry.msgid for entry in entries if "Typer" in entry.comment]
    assert {"Options", "Commands", "[required]"} <= set(typers)
    assert [entry.msgid for entry in entries][-len(typers) :] == sorted(typers)


def test_a_sentence_that_typer_no_longer_says_stays_for_its_older_versions(
    checkout: Checkout,
) -> None:
    pot = checkout.locale / "essaytrans.pot"
    older = f'\n#. {messages._TYPERS}\nmsgid "Zounds!"\nmsgstr ""\n'
    pot.write_text(pot.read_text("utf-8") + older, "utf-8")
    checkout.update()
    assert 'msgid "Zounds!"' in pot.read_text("utf-8")


def test_a_second_update_writes_nothing(checkout: Checkout) -> None:
    for language in ("en", "zh_CN", "ru", "tlh"):
        checkout.start(language)
    checkout.translate("zh_CN", "no file {path}", "没有文件 {path}")
    checkout.update()
    before = {path: path.stat().st_mtime_ns for path in checkout.locale.rglob("*")}
    assert checkout.update() == []
    assert {path: path.stat().st_mtime_ns for path in checkout.locale.rglob("*")} == before


def test_lines_that_move_in_the_source_change_nothing(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    checkout.source("\n\n\n" + SOURCE)
    assert checkout.update() == []


def test_a_new_sentence_changes_only_its_own_entry(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    before = checkout.path("zh_CN").read_text("utf-8").split("\n\n")
    checkout.source(SOURCE + '\nmsg("built")\n')
    assert checkout.update() == ["essaytrans.pot", "zh_CN/LC_MESSAGES/essaytrans.po"]
    after = checkout.path("zh_CN").read_text("utf-8").split("\n\n")
    assert [entry for entry in after if entry not in before] == [
        '#: src/essaytrans/say.py\nmsgid "built"\nmsgstr ""'
    ]
    assert [entry for entry in before if entry not in after] == []


def test_english_is_filled_by_itself(checkout: Checkout) -> None:
    checkout.start("en")
    assert checkout.entry("en", "no file {path}").msgstr == "no file {path}"
    assert checkout.entry("en", "{number} file").msgstr_plural == {
        0: "{number} file",
        1: "{number} files",
    }
    assert checkout.problems("en") == []


def test_a_translation_is_kept_and_none_is_guessed(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    checkout.translate("zh_CN", "no file {path}", "没有文件 {path}")
    checkout.source(SOURCE + '\nmsg("no files {path}", path=1)\n')
    checkout.update()
    assert checkout.entry("zh_CN", "no file {path}").msgstr == "没有文件 {path}"
    assert checkout.entry("zh_CN", "no files {path}").msgstr == ""


def test_the_translation_of_a_sentence_that_is_gone_waits_for_its_return(
    checkout: Checkout,
) -> None:
    checkout.start("zh_CN")
    checkout.translate("zh_CN", "no file {path}", "没有文件 {path}")
    checkout.source(SOURCE.replace("no file", "missing file"))
    checkout.update()
    gone = checkout.entry("zh_CN", "no file {path}")
    assert (gone.obsolete, gone.msgstr) == (True, "没有文件 {path}")
    checkout.source(SOURCE)
    checkout.update()
    back = checkout.entry("zh_CN", "no file {path}")
    assert (bool(back.obsolete), back.msgstr) == (False, "没有文件 {path}")


def test_obsolete_translations_are_dropped_when_asked(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    checkout.translate("zh_CN", "no file {path}", "没有文件 {path}")
    checkout.source("")
    checkout.update(drop_obsolete=True)
    assert "没有文件" not in checkout.path("zh_CN").read_text("utf-8")


def test_a_sentence_that_gets_a_plural_asks_a_person(checkout: Checkout) -> None:
    checkout.start("ru")
    checkout.translate("ru", "no file {path}", "нет файла {path}")
    checkout.source('nmsg("no file {path}", "no files {path}", 2, path=1)\n')
    checkout.update()
    entry = checkout.entry("ru", "no file {path}")
    assert entry.fuzzy
    assert entry.msgstr_plural == {0: "нет файла {path}", 1: "", 2: ""}


def test_what_an_editor_writes_into_the_header_does_not_come_and_go(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    path = checkout.path("zh_CN")
    header = '"Language: zh_CN\\n"\n"PO-Revision-Date: 2030-01-01 10:00+0800\\n"\n"X-Generator: Poedit 3\\n"'
    text = path.read_text("utf-8").replace('"Language: zh_CN\\n"', header)
    path.write_text(text.replace("Last-Translator: ", "Last-Translator: 小王 <w@example.org>"))
    checkout.update()
    text = path.read_text("utf-8")
    assert "PO-Revision-Date" not in text
    assert "X-Generator" not in text
    assert "Last-Translator: 小王 <w@example.org>" in text


# --- new --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "plural_forms"),
    [
        ("zh_TW", "nplurals=1; plural=0;"),
        ("de", "nplurals=2; plural=(n != 1);"),
        ("tlh", "nplurals=2; plural=(n != 1);"),
        ("art@elvish", "nplurals=2; plural=(n != 1);"),
    ],
)
def test_a_language_is_started_also_one_that_cldr_does_not_know(
    checkout: Checkout, language: str, plural_forms: str
) -> None:
    checkout.start(language)
    catalog = polib.pofile(str(checkout.path(language)))
    assert catalog.metadata["Language"] == language
    assert catalog.metadata["Plural-Forms"] == plural_forms
    assert checkout.found(catalog, "no file {path}").msgstr == ""


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("zh-TW", "zh_TW"),
        ("pt-br", "pt_BR"),
        ("EO", "eo"),
        ("sr_RS@Latin", "sr_RS@latin"),
        ("art-x-elvish", "art@elvish"),
    ],
)
def test_a_name_is_spelled_as_gettexts_tools_spell_it(
    checkout: Checkout, name: str, folder: str
) -> None:
    assert checkout.start(name) == [f"{folder}/LC_MESSAGES/essaytrans.po"]


def test_to_start_or_update_one_language_writes_its_file_only(checkout: Checkout) -> None:
    checkout.start("de")
    checkout.source(SOURCE + '\nmsg("built")\n')  # by somebody else, and not yet in the template
    assert checkout.start("ru") == ["ru/LC_MESSAGES/essaytrans.po"]
    assert polib.pofile(str(checkout.path("ru"))).find("built") is None
    path = checkout.path("ru")
    path.write_text(path.read_text("utf-8").replace("Language-Team: ", "Language-Team: ru <r@x>"))
    path.write_text(path.read_text("utf-8").replace("#: ", "#:  "))
    report = messages.update(checkout.package, ["ru"])
    assert checkout.names(report.changed) == ["ru/LC_MESSAGES/essaytrans.po"]
    assert all("out of date" not in problem for problem in checkout.problems("ru"))


def test_one_file_is_the_same_from_the_template_as_with_all_others(checkout: Checkout) -> None:
    checkout.start("ru")
    assert checkout.update() == []


@pytest.mark.parametrize("language", ["zh_Hant", "Chinese", "", "../en", "e", "sr-Latn-RS"])
def test_a_name_that_gettexts_tools_do_not_know_is_refused(
    checkout: Checkout, language: str
) -> None:
    with pytest.raises(SystemExit, match="ll, lll, ll_CC or ll@variant"):
        checkout.start(language)


def test_a_language_that_is_there_is_not_started_again(checkout: Checkout) -> None:
    checkout.start("de")
    with pytest.raises(SystemExit, match="there already"):
        checkout.start("DE")


# --- the command line -------------------------------------------------------------------------


def test_check_fails_until_update_has_run(tmp_path: Path) -> None:
    Checkout(tmp_path).source('msg("new")\n')

    def run(*command: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, TOOL, "--root", tmp_path, *command],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    assert run("check")[0] == 1
    assert run("update") == (0, f"wrote {tmp_path / 'src/essaytrans/locale/essaytrans.pot'}\n")
    assert run("update") == (0, "")
    assert run("check") == (0, "")
    russian = tmp_path / "src/essaytrans/locale/ru/LC_MESSAGES/essaytrans.po"
    assert run("new", "RU") == (0, f"wrote {russian}\n")
    assert run("check")[0] == 0
    assert run("check", "ru")[0] == 1
    assert run("check", "fi") == (1, "")
    russian.write_text('msgid "')
    assert run("check")[0] == run("update")[0] == run("update", "ru")[0] == 1
    (tmp_path / "src/essaytrans/locale/essaytrans.pot").write_text('msgid "')
    assert run("check") == (1, "")
