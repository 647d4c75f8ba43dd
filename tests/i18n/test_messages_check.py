"""`tools/messages.py check`: what is not fit for a release, and what is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest

from i18n.checkout import SOURCE
from i18n.tool import messages

if TYPE_CHECKING:
    from i18n.checkout import Checkout


def test_a_complete_language_has_no_problems(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    checkout.translate_all("zh_CN")
    assert messages.check(checkout.package) == messages.Report()


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
    checkout.update()
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
        # of the six in Arabic, the first three are for 0, 1 and 2 only
        ("ar", ("لا ملف", "ملف", "ملفان", "{number}", "{number}", "{number}"), True),
        ("ar", ("لا ملف", "ملف", "ملفان", "ملفات", "{number}", "{number}"), False),
        ("ar", ("لا ملف", "ملف", "ملفان {path}", "{number}", "{number}", "{number}"), False),
    ],
)
def test_only_a_form_that_serves_a_single_number_may_do_without_it(
    checkout: Checkout, language: str, forms: tuple[str, ...], fits: bool
) -> None:
    checkout.source('nmsg("one file", "{number} files", 2)\n')
    checkout.start(language)
    checkout.translate_all(language)
    checkout.translate(language, "one file", *forms)
    wrong = [problem for problem in checkout.problems(language) if "other fields" in problem]
    assert (wrong == []) is fits


@pytest.mark.parametrize(
    ("two", "fits"),
    [
        ("ملفان في {path}", True),
        ("{number} في {path}", True),
        ("{count} في {path}", True),
        ("ملفان", False),
        ("ملفان في {path} {name}", False),
    ],
)
def test_a_form_that_serves_a_single_number_still_needs_all_else(
    checkout: Checkout, two: str, fits: bool
) -> None:
    singular, plural = "{count} file in {path}", "{count} of {number} files in {path}"
    checkout.source(f"nmsg({singular!r}, {plural!r}, 2, path=1)\n")
    checkout.update()
    checkout.start("ar")
    checkout.translate("ar", singular, *[plural] * 2, two, *[plural] * 3)
    wrong = [problem for problem in checkout.problems("ar") if "other fields" in problem]
    assert (wrong == []) is fits


def test_a_language_that_is_begun_is_only_counted_but_may_have_nothing_wrong(
    checkout: Checkout,
) -> None:
    checkout.start("ru")
    report = messages.check(checkout.package)
    count = len(polib.pofile(str(checkout.path("ru"))))
    assert report.problems == ()
    assert report.notes == (
        f"src/essaytrans/locale/ru/LC_MESSAGES/essaytrans.po: begun: {count} missing",
    )
    checkout.translate("ru", "no file {path}", "нет файла")
    checkout.update()
    (problem,) = messages.check(checkout.package).problems
    assert problem.endswith("essaytrans.po: other fields than 'no file {path}': 'нет файла'")


def test_who_asks_for_a_language_is_told_all_that_it_lacks(checkout: Checkout) -> None:
    checkout.start("ru")
    assert "missing: 'no file {path}'" in checkout.problems("ru")


def test_a_language_that_is_promised_is_complete(checkout: Checkout) -> None:
    checkout.start("de")
    path = "src/essaytrans/locale/de/LC_MESSAGES/essaytrans.po"
    assert f"{path}: missing: 'no file {{path}}'" in messages.check(checkout.package).problems


BROKEN = [
    *(
        (line, ":7: not a text in quotation marks; mend it, or undo the change")
        for line in ('msgstr "a"b"', 'msgstr "ab', "msgstr ab", 'msgstr "ab\\"')
    ),
    ("<<<<<<< ours", ":7: syntax error; mend it, or undo the change"),
    ('msgstr "\udcff"', ": 'utf-8' codec can't decode byte 0xff"),
]


@pytest.mark.parametrize(("line", "problem"), BROKEN)
def test_a_broken_catalog_is_one_line_and_stops_no_other(
    checkout: Checkout, line: str, problem: str
) -> None:
    for language in ("de", "ru", "tlh"):
        checkout.start(language)
    checkout.source(SOURCE.replace("no file", "missing file"))
    path = checkout.path("ru")
    header = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgid "a"\n'
    broken = f"#\n{header}{line}\n"
    path.write_text(broken, "utf-8", "surrogateescape")
    found = messages.check(checkout.package).problems
    (about,) = [each for each in found if "/ru/" in each]
    assert about.startswith("src/essaytrans/locale/ru/LC_MESSAGES/essaytrans.po" + problem)
    assert any("/de/" in each for each in found)
    report = messages.update(checkout.package)
    assert report.problems == (about,)
    assert [name.split("/")[0] for name in checkout.names(report.changed)] == [
        *("essaytrans.pot", "de", "tlh")
    ]
    assert path.read_text("utf-8", "surrogateescape") == broken


@pytest.mark.parametrize(
    "plural_forms",
    ["nplurals=2", "nplurals=2; plural=n ?;", "nplurals=2; plural=5/n;", "nplurals=2; plural=n;"],
)
def test_plural_forms_that_mean_nothing_are_named(checkout: Checkout, plural_forms: str) -> None:
    checkout.start("ru")
    text = checkout.path("ru").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if "Plural-Forms" in line]
    checkout.path("ru").write_text(text.replace(line, f'"Plural-Forms: {plural_forms}\\n"'))
    (problem,) = messages.check(checkout.package).problems
    assert f"Plural-Forms cannot be “{plural_forms}”, write it like: nplurals=" in problem


def test_a_template_that_was_not_updated_is_found(checkout: Checkout) -> None:
    checkout.source(SOURCE + '\nmsg("built")\n')
    assert messages.check(checkout.package).problems == (
        "src/essaytrans/locale/essaytrans.pot: out of date, run: python tools/messages.py update",
    )


def test_an_obsolete_translation_is_found(checkout: Checkout) -> None:
    checkout.start("zh_CN")
    checkout.translate_all("zh_CN")
    checkout.source(SOURCE.replace("no file", "missing file"))
    checkout.update()
    assert "obsolete: 'no file {path}'" in checkout.problems("zh_CN")
