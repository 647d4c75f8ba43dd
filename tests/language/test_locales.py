"""What is known of a language: its names, its direction, its plural forms."""

from gettext import c2py

import pytest
from babel import Locale, parse_locale
from babel.localedata import locale_identifiers

from essaytrans.language.locales import direction, display_name, own_name, plural_forms
from essaytrans.language.scripts import RIGHT_TO_LEFT, script_of
from essaytrans.language.tags import split_tag
from essaytrans.model import EssaytransError

NAMES = [
    # tag, for a Chinese reader, for an English reader, for its own readers
    ("en", "英语", "English", "English"),
    ("ja", "日语", "Japanese", "日本語"),
    ("ar", "阿拉伯语", "Arabic", "العربية"),
    ("zh", "中文", "Chinese", "中文"),
    ("zh-CN", "简体中文", "Simplified Chinese", "简体中文"),
    ("zh-TW", "繁体中文", "Traditional Chinese", "繁體中文"),
    ("zh-Hant", "繁体中文", "Traditional Chinese", "繁體中文"),
    ("zh-SG", "简体中文（新加坡）", "Simplified Chinese (Singapore)", "简体中文（新加坡）"),
    ("pt-BR", "巴西葡萄牙语", "Brazilian Portuguese", "português (Brasil)"),
    ("sr-Latn", "塞尔维亚语（拉丁文）", "Serbian (Latin)", "srpski (latinica)"),
    ("tok", "道本语", "Toki Pona", "toki pona"),
    ("enm", "中古英语", "Middle English", "Middle English"),
    ("tlh", "克林贡语", "Klingon", "tlhIngan Hol"),
    ("tlh-Piqd", "克林贡语（Piqd）", "Klingon (Piqd)", "tlhIngan Hol (Piqd)"),
    ("qya", "昆雅语", "Quenya", "Quenya"),
    ("lzh", "文言文", "Literary Chinese", "文言"),
    ("en-x-pirate", "英语（pirate）", "English (pirate)", "English (pirate)"),
    ("en-u-ca-roc", "英语（u-ca-roc）", "English (u-ca-roc)", "English (u-ca-roc)"),
    ("art-x-elvish", "art-x-elvish", "art-x-elvish", "art-x-elvish"),
    ("x-elvish", "x-elvish", "x-elvish", "x-elvish"),
    ("qtx", "qtx", "qtx", "qtx"),
]


@pytest.mark.parametrize(("tag", "chinese", "english", "own"), NAMES)
def test_a_language_has_names(tag: str, chinese: str, english: str, own: str) -> None:
    assert display_name(tag, in_language="zh-CN") == chinese
    assert display_name(tag, in_language="en") == english
    assert own_name(tag) == own


def test_the_configuration_has_the_last_word_on_a_name() -> None:
    assert display_name("tlh", in_language="zh-CN", override="tlhIngan Hol") == "tlhIngan Hol"


def test_a_reader_whose_language_cldr_does_not_know_reads_english_names() -> None:
    assert display_name("ja", in_language="tlh") == "Japanese"
    assert display_name("ja", in_language="no language") == "Japanese"


def test_a_reader_of_a_variety_reads_the_names_of_its_language() -> None:
    assert display_name("ja", in_language="en-x-pirate") == "Japanese"
    assert display_name("ja", in_language="zh-Hant-HK") == "日文"


def test_a_variant_is_named_as_well() -> None:
    assert display_name("ca-valencia", in_language="en") == "Catalan (Valencian)"


@pytest.mark.parametrize("function", [own_name, direction, plural_forms])
def test_what_is_no_tag_has_no_properties(function: object) -> None:
    assert callable(function)
    with pytest.raises(EssaytransError):
        function("nonsense!")


@pytest.mark.parametrize("tag", ["ar", "he", "fa", "ckb", "dv", "az-Arab", "pa-PK", "art-Nkoo"])
def test_it_is_written_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "zh-TW", "ja", "az", "pa", "ar-Latn", "tlh", "x-elvish"])
def test_it_is_written_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


def test_the_direction_is_that_of_every_locale_of_cldr() -> None:
    for name in locale_identifiers():
        if parse_locale(name)[1]:
            continue  # a country has the direction of its language
        from_cldr = Locale.parse(name).text_direction
        assert (direction(name) == "rtl") == (from_cldr == "rtl"), name


def test_scripts_written_from_right_to_left_have_right_to_left_letters() -> None:
    assert script_of(split_tag("yi")) in RIGHT_TO_LEFT
    assert script_of(split_tag("zh-TW")) == "Hant"
    assert script_of(split_tag("qtx")) == ""


SLAVIC = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
PLURALS = {
    # as msginit of gettext writes them
    "en": "nplurals=2; plural=(n != 1);",
    "de": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n != 1);",
    "eo": "nplurals=2; plural=(n != 1);",
    "he": "nplurals=2; plural=(n != 1);",
    "hu": "nplurals=2; plural=(n != 1);",
    "tr": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "pt-BR": "nplurals=2; plural=(n > 1);",
    "ja": "nplurals=1; plural=0;",
    "ko": "nplurals=1; plural=0;",
    "vi": "nplurals=1; plural=0;",
    "ru": f"nplurals=3; plural={SLAVIC};",
    "uk": f"nplurals=3; plural={SLAVIC};",
    "sr-Latn": f"nplurals=3; plural={SLAVIC};",
    "pl": (
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    "cs": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "ga": "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
    "ro": "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    # which msginit leaves empty
    "zh-CN": "nplurals=1; plural=0;",
    "zh-Hant-HK": "nplurals=1; plural=0;",
    "yue": "nplurals=1; plural=0;",
    "lzh": "nplurals=1; plural=0;",
    "id": "nplurals=1; plural=0;",
    "ug": "nplurals=2; plural=(n != 1);",
    "am": "nplurals=2; plural=(n > 1);",
    "mk": "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);",
    "se": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 ? 4 : 5);"
    ),
    # which nobody has rules for
    "tlh": "nplurals=2; plural=(n != 1);",
    "art-x-elvish": "nplurals=2; plural=(n != 1);",
    "x-elvish": "nplurals=2; plural=(n != 1);",
}


@pytest.mark.parametrize(("tag", "header"), PLURALS.items())
def test_a_language_has_plural_forms(tag: str, header: str) -> None:
    assert plural_forms(tag) == header


def test_the_formula_of_every_language_gives_numbers_below_nplurals() -> None:
    for language in sorted({name.split("_")[0] for name in locale_identifiers()}):
        count, formula = plural_forms(language).removesuffix(";").split("; ")
        plural = c2py(formula.removeprefix("plural="))
        forms = {plural(number) for number in range(1001)}
        assert max(forms) < int(count.removeprefix("nplurals=")), language
