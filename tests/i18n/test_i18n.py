from __future__ import annotations

import gettext
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans import i18n
from essaytrans.i18n import msg, nmsg

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH_PLURAL = "nplurals=2; plural=(n != 1);"
RUSSIAN_PLURAL = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)


class Locales:
    """A folder of catalogs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, language: str, entries: str = "", plural: str = ENGLISH_PLURAL) -> Path:
        source = self.folder / language / "LC_MESSAGES" / "essaytrans.po"
        source.parent.mkdir(parents=True)
        header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plural}\\n"\n\n'
        source.write_text(header + entries, encoding="utf-8", errors="surrogateescape")
        return source


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Locales:
    """The program's own languages, as if there were only those that a test adds."""
    monkeypatch.setattr(i18n, "_OWN", str(tmp_path / "own"))
    monkeypatch.setattr(i18n._Active, "unreadable", [])
    return Locales(tmp_path / "own")


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Locales:
    """A folder in which a translator tries languages out."""
    monkeypatch.setenv("ESSAYTRANS_LOCALE_DIR", str(tmp_path / "tried"))
    return Locales(tmp_path / "tried")


@pytest.fixture
def _unchanged_gettext(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts back what `activate` changes for the whole process."""
    monkeypatch.setattr(gettext, "gettext", gettext.gettext)
    monkeypatch.setattr(gettext, "ngettext", gettext.ngettext)
    monkeypatch.setattr(i18n._Active, "translations", i18n._Active.translations)


# --- which language ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("en_GB", "en"),
        ("en-US", "en"),
        ("en_US.UTF-8", "en"),
        ("C", "en"),
        ("POSIX", "en"),
        ("C.UTF-8", "en"),
        ("zh", "zh_CN"),
        ("zh-CN", "zh_CN"),
        ("zh_CN", "zh_CN"),
        ("ZH_cn", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh_CN.GB18030@pinyin", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hans-CN", "zh_CN"),
        ("zh_SG", "zh_CN"),
        ("zh-Hans-HK", "zh_CN"),
        ("zh_TW", "zh_TW"),
        ("zh-Hant", "zh_TW"),
        ("zh_HK", "zh_TW"),
        ("zh-MO", "zh_TW"),
        ("zh-Hant-CN", "zh_TW"),
        ("pt", "pt_BR"),
        ("pt_PT", "pt_BR"),
        ("sr_RS@latin", "sr@latin"),
        ("sr-Latn", "sr@latin"),
        ("art-x-elvish", "art@elvish"),
        ("art_x_elvish", "art@elvish"),
        ("art-x-other", None),
        ("tlh", "tlh"),
        ("tl", None),
        ("ja_JP.UTF-8", None),
        ("", None),
        ("@", None),
        (".UTF-8", None),
        ("no language at all", None),
    ],
)
def test_a_tag_finds_the_language_that_fits_best(
    locales: Locales, tag: str, language: str | None
) -> None:
    for folder in ("art@elvish", "en", "pt_BR", "sr@latin", "tlh", "zh_CN", "zh_TW"):
        locales.add(folder)
    assert i18n.match(tag) == language


@pytest.mark.parametrize("tag", ["zh_TW", "zh-Hant", "zh_HK"])
def test_simplified_chinese_stands_in_where_there_is_no_traditional(
    locales: Locales, tag: str
) -> None:
    locales.add("en")
    locales.add("zh_CN")
    assert i18n.match(tag) == "zh_CN"


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        # nobody says anything
        ("", {}, "en"),
        # the option comes first, in either spelling, wherever it stands
        ("--ui-language zh-CN", {}, "zh_CN"),
        ("--ui-language=zh_CN.UTF-8", {}, "zh_CN"),
        ("extract --ui-language zh hello.md", {"LANG": "en_US.UTF-8"}, "zh_CN"),
        ("--ui-language en", {"ESSAYTRANS_LANG": "zh_CN", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        # the last one counts, as everywhere on a command line
        ("--ui-language zh --ui-language en", {}, "en"),
        # it is no option behind `--`, without a value, or with a longer name
        ("-- --ui-language zh", {}, "en"),
        ("--ui-language", {}, "en"),
        ("--ui-languages=zh", {}, "en"),
        # one that we do not have leaves the choice to the environment
        ("--ui-language xx", {"ESSAYTRANS_LANG": "zh_CN"}, "zh_CN"),
        ("--ui-language xx", {}, "en"),
        # then our own variable
        ("", {"ESSAYTRANS_LANG": "zh-Hans", "LC_ALL": "en_US.UTF-8"}, "zh_CN"),
        ("", {"ESSAYTRANS_LANG": "", "LC_ALL": "zh_CN.UTF-8"}, "zh_CN"),
        ("", {"ESSAYTRANS_LANG": "xx", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
        # then the locale: LC_ALL, LC_MESSAGES, LANG, the first that is not empty
        ("", {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ("", {"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ("", {"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "en"),
        ("", {"LC_ALL": "", "LANG": "zh_CN"}, "zh_CN"),
        ("", {"LC_CTYPE": "zh_CN.UTF-8"}, "en"),
        # LANGUAGE, a list, before the locale
        ("", {"LANGUAGE": "zh_CN", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ("", {"LANGUAGE": "fr:zh_CN:en", "LANG": "fr_FR.UTF-8"}, "zh_CN"),
        ("", {"LANGUAGE": "en_US:zh_CN", "LANG": "zh_CN.UTF-8"}, "en"),
        ("", {"LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ("", {"LANGUAGE": "fr:de", "LANG": "zh_CN.UTF-8"}, "en"),
        # but not where the locale is C
        ("", {"LANGUAGE": "zh_CN"}, "en"),
        ("", {"LANGUAGE": "zh_CN", "LANG": "C"}, "en"),
        ("", {"LANGUAGE": "zh_CN", "LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"}, "en"),
        ("", {"LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"}, "en"),
        # and English where there is no catalog
        ("", {"LANG": "ja_JP.UTF-8"}, "en"),
    ],
)
def test_the_language_is_chosen(
    locales: Locales, arguments: str, environ: dict[str, str], language: str
) -> None:
    locales.add("en")
    locales.add("zh_CN")
    assert i18n.choose(arguments.split(), environ) == language


@given(text=st.text(), variable=st.sampled_from(["ESSAYTRANS_LANG", "LANGUAGE", "LC_ALL", "LANG"]))
def test_whatever_is_asked_for_a_language_that_we_have_is_chosen(text: str, variable: str) -> None:
    environ = {"LC_MESSAGES": "fr"} | {variable: text}
    assert i18n.choose(["--ui-language", text], environ) in i18n.available()


def test_the_program_itself_speaks_english_and_chinese() -> None:
    assert {"en", "zh_CN"} <= set(i18n.available())


def test_a_new_folder_is_a_new_language(locales: Locales) -> None:
    locales.add("tlh", 'msgid "done"\nmsgstr "rIn"\n')
    assert i18n.available() == ("tlh",)
    assert i18n.render(msg("done"), language="tlh") == "rIn"


def test_a_language_that_is_tried_out_stands_beside_the_programs_own(
    locales: Locales, tried: Locales
) -> None:
    locales.add("zh_CN", 'msgid "done"\nmsgstr "完成"\n')
    locales.add("de", 'msgid "done"\nmsgstr "alt"\n\nmsgid "file"\nmsgstr "Datei"\n')
    tried.add("de", 'msgid "done"\nmsgstr "neu"\n')
    tried.add("tlh", 'msgid "done"\nmsgstr "rIn"\n')
    assert i18n.available() == ("de", "tlh", "zh_CN")
    told = [i18n.render(msg("done"), language=tag) for tag in ("de", "tlh", "zh")]
    assert told == ["neu", "rIn", "完成"]
    assert i18n.render(msg("file"), language="de") == "file", "what it misses is seen to be missing"


# --- telling ----------------------------------------------------------------------------------


def test_without_a_translation_a_sentence_is_told_in_english(locales: Locales) -> None:
    locales.add("zh_CN")
    for language in (None, "en", "zh-CN", "xx"):
        assert i18n.render(msg("no file {path}", path="a.md"), language=language) == "no file a.md"


def test_a_language_is_given_by_any_tag_that_fits_it(locales: Locales) -> None:
    locales.add("zh_CN", 'msgid "no file {path}"\nmsgstr "没有文件 {path}"\n')
    told = {i18n.render(msg("no file {path}", path="a"), language=t) for t in ("zh-CN", "zh_SG")}
    assert told == {"没有文件 a"}


def test_a_message_in_a_message_is_told_in_the_same_language(locales: Locales) -> None:
    locales.add(
        "zh_CN", 'msgid "{what} is missing"\nmsgstr "缺{what}"\n\nmsgid "title"\nmsgstr "标题"\n'
    )
    message = msg("{what} is missing", what=msg("title"))
    assert i18n.render(message, language="zh-CN") == "缺标题"
    assert i18n.render(message, language="en") == "title is missing"


@pytest.mark.parametrize("count", [1, 2, 3, 7, 1000])
def test_a_list_is_joined_as_the_language_joins_it(locales: Locales, count: int) -> None:
    locales.add("zh_CN", 'msgid "{first}, {rest}"\nmsgstr "{first}、{rest}"\n')
    names = [f"{number}" for number in range(count)]
    message = msg("{names}", names=i18n.listing(names))
    assert i18n.render(message, language="zh_CN") == "、".join(names)
    assert i18n.render(message, language="en") == ", ".join(names)


def test_a_list_of_nothing_is_empty() -> None:
    assert i18n.listing([]) == ""


def test_the_texts_of_fields_can_be_marked_wherever_they_stand() -> None:
    message = msg("{sum}: {names}, {what}", sum=3, names=i18n.listing("ab"), what=msg("done"))
    assert i18n.render(message, field=lambda text: f"<{text}>") == "3: <a>, <b>, done"


@pytest.mark.parametrize(
    ("number", "english", "russian", "chinese"),
    [
        (0, "0 files", "0 файлов", "0 个文件"),
        (1, "one file", "1 файл", "1 个文件"),
        (2, "2 files", "2 файла", "2 个文件"),
        (5, "5 files", "5 файлов", "5 个文件"),
        (11, "11 files", "11 файлов", "11 个文件"),
        (21, "21 files", "21 файл", "21 个文件"),
    ],
)
def test_the_number_chooses_the_plural_form(
    locales: Locales, number: int, english: str, russian: str, chinese: str
) -> None:
    plural = 'msgid "one file"\nmsgid_plural "{number} files"\n'
    locales.add("en", f'{plural}msgstr[0] "one file"\nmsgstr[1] "{{number}} files"\n')
    locales.add(
        "ru",
        f'{plural}msgstr[0] "{{number}} файл"\nmsgstr[1] "{{number}} файла"\n'
        'msgstr[2] "{number} файлов"\n',
        RUSSIAN_PLURAL,
    )
    locales.add("zh_CN", f'{plural}msgstr[0] "{{number}} 个文件"\n', "nplurals=1; plural=0;")
    message = nmsg("one file", "{number} files", number)
    told = [i18n.render(message, language=tag) for tag in ("en", "ru", "zh-CN", "xx")]
    assert told == [english, russian, chinese, english]


@pytest.mark.parametrize(
    "wrong",
    ["{other}", "{path", "path}", "{}", "{0}", "{path.name}", "{path[0][x]}", "{path:d}"],
)
def test_a_translation_that_does_not_fit_gives_way_to_english(locales: Locales, wrong: str) -> None:
    locales.add("zh_CN", f'msgid "no file {{path}}"\nmsgstr "没有文件 {wrong}"\n')
    assert i18n.render(msg("no file {path}", path="a"), language="zh_CN") == "no file a"


@pytest.mark.usefixtures("_unchanged_gettext")
def test_the_active_language_is_spoken_by_us_and_by_what_uses_gettext(locales: Locales) -> None:
    locales.add(
        "zh_CN",
        'msgid "done"\nmsgstr "完成"\n\nmsgid "file"\nmsgid_plural "files"\nmsgstr[0] "文件"\n',
        "nplurals=1; plural=0;",
    )
    environ = dict(os.environ)
    i18n.activate("zh_CN")
    assert i18n.render(msg("done")) == "完成"
    assert gettext.gettext("done") == "完成"
    assert gettext.ngettext("file", "files", 2) == "文件"
    assert gettext.gettext("not in our catalog") == "not in our catalog"
    i18n.activate("en")
    assert i18n.render(msg("done")) == "done"
    assert gettext.gettext("done") == "done"
    assert os.environ == environ


@pytest.mark.parametrize(
    ("entries", "plural", "line", "reason"),
    [
        ('msgid "done"\nmsgstr "完"成"\n', ENGLISH_PLURAL, 7, "unescaped double quote found"),
        ("<<<<<<< ours\n", ENGLISH_PLURAL, 6, "syntax error"),
        ("", "nplurals=2; plural=n ? ", None, "unexpected end of plural form"),
        ('msgid "done"\nmsgstr "\udcff"\n', ENGLISH_PLURAL, None, "invalid start byte"),
    ],
)
@pytest.mark.usefixtures("_unchanged_gettext")
def test_english_stands_in_for_a_catalog_that_cannot_be_read_and_this_is_said_once(
    locales: Locales, entries: str, plural: str, line: int | None, reason: str
) -> None:
    source = locales.add("zh_CN", entries, plural)
    i18n.activate("zh_CN")
    assert i18n.speaks() == "en"
    for language in (None, "zh_CN"):
        assert i18n.render(msg("done"), language=language) == "done"
    (found,) = i18n.unreadable()
    assert found.position is not None
    assert (found.position.path, found.position.line) == (str(source), line)
    assert reason in i18n.render(found.message)


@pytest.mark.usefixtures("_unchanged_gettext")
def test_an_empty_compiled_catalog_is_one_that_cannot_be_read(locales: Locales) -> None:
    source = locales.add("de")
    compiled = source.rename(source.with_suffix(".mo"))
    compiled.write_bytes(b"")
    i18n.activate("de")
    assert [found.position and found.position.path for found in i18n.unreadable()] == [
        str(compiled)
    ]


# --- compiled catalogs ------------------------------------------------------------------------


def _compile(source: Path) -> Path:
    compiled = source.with_suffix(".mo")
    polib.pofile(str(source)).save_as_mofile(str(compiled))
    return compiled


def test_a_compiled_catalog_needs_no_source(locales: Locales) -> None:
    source = locales.add("zh_CN", 'msgid "done"\nmsgstr "完成"\n')
    _compile(source)
    source.unlink()
    assert i18n.render(msg("done"), language="zh_CN") == "完成"


def test_a_source_newer_than_its_compiled_catalog_counts(locales: Locales) -> None:
    source = locales.add("zh_CN", 'msgid "done"\nmsgstr "旧"\n')
    compiled = _compile(source)
    source.write_text(source.read_text("utf-8").replace("旧", "新"), "utf-8")
    before = source.stat().st_mtime - 10
    os.utime(compiled, (before, before))
    assert i18n.render(msg("done"), language="zh_CN") == "新"


def test_a_fuzzy_translation_is_not_told(locales: Locales) -> None:
    locales.add("zh_CN", '#, fuzzy\nmsgid "done"\nmsgstr "完了？"\n')
    assert i18n.render(msg("done"), language="zh_CN") == "done"


def test_a_compiled_catalog_costs_no_heavy_import(tried: Locales) -> None:
    _compile(tried.add("zh_CN", 'msgid "done"\nmsgstr "完成"\n'))
    script = (
        "import sys; from essaytrans import i18n; i18n.activate('zh_CN');"
        "print(i18n.render(i18n.msg('done')));"
        "print(*sorted({'babel', 'polib', 'typer'} & set(sys.modules)))"
    )
    environ = os.environ | {"PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.splitlines() == ["完成", ""]
