"""Languages in the headers of PO files: written in Poedit's forms, read in any."""

import re

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from essaytrans.language.locales import parse_tag, po_language, same_language, x_source_language
from essaytrans.model import EssaytransError

HEADERS = {
    "en": "en",
    "tlh": "tlh",
    "pt-BR": "pt_BR",
    "fil-PH": "fil_PH",
    "es-419": "es",
    "zh": "zh_CN",
    "zh-CN": "zh_CN",
    "zh-Hans": "zh_CN",
    "zh-Hans-CN": "zh_CN",
    "zh-SG": "zh_SG",
    "zh-Hant": "zh_TW",
    "zh-TW": "zh_TW",
    "zh-Hant-TW": "zh_TW",
    "zh-HK": "zh_HK",
    "zh-Hant-HK": "zh_HK",
    "zh-Hans-HK": "zh_CN",
    "zh-Hant-CN": "zh_TW",
    "zh-Latn": "zh@latin",
    "yue": "yue",
    "sr": "sr",
    "sr-Cyrl": "sr",
    "sr-Latn": "sr@latin",
    "sr-Latn-RS": "sr@latin",
    "sr-Latn-ME": "sr_ME",
    "uz-Cyrl": "uz@cyrillic",
    "uz-Latn-UZ": "uz_UZ",
    "pa-Arab": "pa@arabic",
    "tlh-Piqd": "tlh@piqd",
    "ca-valencia": "ca@valencia",
    "ca-ES-valencia": "ca@valencia",
    "de-CH-1996": "de_CH",
    "sl-rozaj-biske": "sl@rozajbiske",
    "art-x-elvish": "art@elvish",
    "art-x-high-elvish": "art@highelvish",
    "en-x-pirate": "en@pirate",
    "x-elvish": "und@elvish",
    "en-u-ca-buddhist": "en",
}


@pytest.mark.parametrize(("tag", "header"), HEADERS.items())
def test_a_tag_is_written_in_a_form_that_poedit_keeps(tag: str, header: str) -> None:
    assert po_language(tag) == header
    assert same_language(header, tag)


@settings(deadline=None)
@given(st.one_of(st.sampled_from(sorted(locale_identifiers())), st.sampled_from([*HEADERS])))
def test_every_header_has_one_of_the_four_forms(name: str) -> None:
    """ll, lll, ll_CC or ll@variant, and it means the tag that it was made from."""
    try:
        tag = parse_tag(name)
    except EssaytransError:
        assert "POSIX" in name
        return
    header = po_language(tag)
    assert re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2}|@[a-z]+)?", header)
    assert same_language(header, tag)
    assert same_language(tag, tag)


SAME = [
    ("zh-TW", "zh-TW"),
    ("zh_TW", "zh-Hant"),
    ("zh_Hant", "zh-TW"),
    ("zh_Hant", "zh-Hant"),
    ("zh-Hant-TW", "zh-TW"),
    ("zh_Hant", "zh-HK"),
    ("zh", "zh-CN"),
    ("zh_Hans", "zh-CN"),
    ("zh_CN.UTF-8", "zh-Hans"),
    ("EN_us", "en-US"),
    ("en_US", "en"),
    ("en", "en-US"),
    ("es_419", "es-419"),
    ("sr_RS@latin", "sr-Latn"),
    ("sr@Latin", "sr-Latn"),
    ("sr_Cyrl", "sr"),
    ("art-x-elvish", "art-x-elvish"),
    ("iw", "he"),
    (" ja ", "ja"),
    ("", "ja"),
]
DIFFERENT = [
    ("en", "ja"),
    ("en_GB", "en-US"),
    ("zh", "zh-TW"),
    ("zh_CN", "zh-TW"),
    ("zh_HK", "zh-TW"),
    ("zh_CN", "zh-SG"),
    ("zh", "yue"),
    ("sr", "sr-Latn"),
    ("art@dwarvish", "art-x-elvish"),
    ("art", "art-x-elvish"),
    ("ca@valencia", "ca"),
    ("English", "en"),
    ("en_UK", "en-GB"),
    ("<script>", "en"),
]


@pytest.mark.parametrize(("header", "tag"), SAME)
def test_a_header_in_another_spelling_means_the_language(header: str, tag: str) -> None:
    assert same_language(header, tag)


@pytest.mark.parametrize(("header", "tag"), DIFFERENT)
def test_a_header_means_another_language(header: str, tag: str) -> None:
    assert not same_language(header, tag)


@pytest.mark.parametrize("function", [po_language, x_source_language])
def test_what_is_no_tag_has_no_header(function: object) -> None:
    assert callable(function)
    with pytest.raises(EssaytransError):
        function("nonsense!")


@pytest.mark.parametrize(
    ("tag", "header"),
    [
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("zh-TW", "zh_TW"),
        ("zh-Hant", "zh_TW"),
        ("zh-HK", "zh_HK"),
        ("ja", "ja"),
        ("sr-Latn", "sr@latin"),
    ],
)
def test_the_source_language_is_written_as_poedit_shows_it(tag: str, header: str) -> None:
    assert x_source_language(tag) == header
