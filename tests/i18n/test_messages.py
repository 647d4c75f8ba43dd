"""`tools/messages.py`: from sentences in the source to catalogs of every language."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import polib
import pytest

from i18n.tool import TOOL, messages

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """
from essaytrans.i18n import msg, nmsg

def say(path):
    # Translators: a path of the file system
    yield msg("no file {path}", path=path)
    yield nmsg("{number} file", "{number} files", 3)
    yield msg(
        "a long sentence "
        "in two parts"
    )
"""


class Checkout:
    """A checkout with one module and some languages."""

    def __init__(self, root: Path) -> None:
        self.package = root / "src" / "essaytrans"
        self.locale = self.package / "locale"
        self.locale.mkdir(parents=True)
        self.source(SOURCE)
        self.update()

    def source(self, text: str) -> None:
        (self.package / "say.py").write_text(text, "utf-8")

    def update(self, *, drop_obsolete: bool = False) -> list[str]:
        changed = messages.update(self.package, drop_obsolete=drop_obsolete)
        return [path.relative_to(self.locale).as_posix() for path in changed]

    def start(self, language: str) -> None:
        messages.new(self.package, language)

    def path(self, language: str) -> Path:
        return self.locale / language / "LC_MESSAGES" / "essaytrans.po"

    def entry(self, language: str, msgid: str) -> polib.POEntry:
        return self.found(polib.pofile(str(self.path(language))), msgid)

    @staticmethod
    def found(catalog: polib.POFile, msgid: str) -> polib.POEntry:
        entry = catalog.find(msgid, include_obsolete_entries=True)
        assert entry is not None
        return entry

    def translate(self, language: str, msgid: str, *texts: str, fuzzy: bool = False) -> None:
        """As a person does it in an editor of PO files."""
        catalog = polib.pofile(str(self.path(language)))
        entry = self.found(catalog, msgid)
        if entry.msgid_plural:
            entry.msgstr_plural = dict(enumerate(texts))
        else:
            entry.msgstr = texts[0]
        if fuzzy:
            entry.flags.append("fuzzy")
        catalog.save()

    def translate_all(self, language: str) -> None:
        catalog = polib.pofile(str(self.path(language)))
        for entry in catalog:
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
            else:
                entry.msgstr = entry.msgid
        catalog.save()
        self.update()

    def problems(self, language: str) -> list[str]:
        prefix = f"src/essaytrans/locale/{language}/LC_MESSAGES/essaytrans.po: "
        return [
            problem.removeprefix(prefix)
            for problem in messages.check(self.package)
            if problem.startswith(prefix)
        ]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


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


# --- check ------------------------------------------------------------------------------------


def test_a_complete_language_has_no_problems(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    checkout.translate_all("zh_CN")
    assert messages.check(checkout.package) == []


@pytest.mark.parametrize(
    ("msgid", "texts", "fuzzy", "problem"),
    [
        ("no file {path}", ("",), False, "missing: 'no file {path}'"),
        ("no file {path}", ("没有文件 {path}",), True, "fuzzy: 'no file {path}'"),
        ("no file {path}", ("没有文件",), False, "other fields than 'no file {path}': '没有文件'"),
        (
            "no file {path}",
            ("没有 {path} {name}",),
            False,
            "other fields than 'no file {path}': '没有 {path} {name}'",
        ),
        (
            "no file {path}",
            ("没有 {path:>999}",),
            False,
            "other fields than 'no file {path}': '没有 {path:>999}'",
        ),
        (
            "no file {path}",
            ("没有 {path.name}",),
            False,
            "other fields than 'no file {path}': '没有 {path.name}'",
        ),
        (
            "no file {path}",
            ("没有 {path",),
            False,
            "no format string (expected '}' before end of string): '没有 {path'",
        ),
        ("{number} file", ("文件",), False, "other fields than '{number} file': '文件'"),
    ],
)
def test_what_is_not_fit_for_a_release_is_named(
    checkout: Checkout, msgid: str, texts: tuple[str, ...], fuzzy: bool, problem: str
) -> None:
    checkout.start("zh_CN")
    checkout.translate_all("zh_CN")
    checkout.translate("zh_CN", msgid, *texts, fuzzy=fuzzy)
    assert problem in checkout.problems("zh_CN")


def test_a_translator_decides_about_quoting_and_repeating(checkout: Checkout) -> None:
    checkout.source('msg("no file {path!r}", path=1)\n')
    checkout.start("zh_CN")
    checkout.translate_all("zh_CN")
    checkout.translate("zh_CN", "no file {path!r}", "没有“{path}”，就是没有“{path}”")
    assert checkout.problems("zh_CN") == []


@pytest.mark.parametrize(
    ("language", "forms", "fits"),
    [
        ("en_GB", ("one file", "{number} files"), True),
        ("en_GB", ("one file", "some files"), False),
        ("zh_CN", ("{number} 个文件",), True),
        ("zh_CN", ("一个文件",), False),
        # the first form in Russian is for 21 as well
        ("ru", ("{number} файл", "{number} файла", "{number} файлов"), True),
        ("ru", ("один файл", "{number} файла", "{number} файлов"), False),
    ],
)
def test_only_a_form_for_nothing_but_one_may_do_without_the_number(
    checkout: Checkout, language: str, forms: tuple[str, ...], fits: bool
) -> None:
    checkout.source('nmsg("one file", "{number} files", 2)\n')
    checkout.start(language)
    checkout.translate_all(language)
    checkout.translate(language, "one file", *forms)
    wrong = [problem for problem in checkout.problems(language) if "other fields" in problem]
    assert (wrong == []) is fits


def test_a_template_that_was_not_updated_is_found(checkout: Checkout) -> None:
    checkout.source(SOURCE + '\nmsg("built")\n')
    assert messages.check(checkout.package) == [
        "src/essaytrans/locale/essaytrans.pot: out of date, run: python tools/messages.py update"
    ]


def test_an_obsolete_translation_is_found(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    checkout.translate_all("zh_CN")
    checkout.source(SOURCE.replace("no file", "missing file"))
    checkout.update()
    assert "obsolete: 'no file {path}'" in checkout.problems("zh_CN")


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


@pytest.mark.parametrize("language", ["zh-TW", "zh_Hant", "Chinese", "", "../en", "en_gb"])
def test_a_name_that_gettexts_tools_do_not_know_is_refused(
    checkout: Checkout, language: str
) -> None:
    with pytest.raises(SystemExit, match="ll, lll, ll_CC or ll@variant"):
        checkout.start(language)


def test_a_language_that_is_there_is_not_started_again(checkout: Checkout) -> None:
    checkout.start("de")
    with pytest.raises(SystemExit, match="there already"):
        checkout.start("de")


# --- the command line -------------------------------------------------------------------------


def test_check_fails_until_update_has_run(tmp_path: Path) -> None:
    Checkout(tmp_path).source('msg("new")\n')

    def run(command: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, TOOL, "--root", tmp_path, command],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    assert run("check")[0] == 1
    assert run("update") == (0, f"wrote {tmp_path / 'src/essaytrans/locale/essaytrans.pot'}\n")
    assert run("update") == (0, "")
    assert run("check") == (0, "")
