"""Language tags at the door: normalised, or refused with a suggestion."""

import pytest
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from essaytrans.i18n import render
from essaytrans.language.subtags import LANGUAGES, REGIONS, THREE_LETTERS
from essaytrans.language.tags import Tag, parse_tag, split_tag
from essaytrans.model import EssaytransError


def refusal(tag: str) -> tuple[str, str]:
    """Return the message and the hint that a tag is refused with."""
    with pytest.raises(EssaytransError) as caught:
        parse_tag(tag)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "language-tag"
    assert diagnostic.hint is not None
    return render(diagnostic.message, language="en"), render(diagnostic.hint, language="en")


ACCEPTED = {
    "en": "en",
    "EN": "en",
    "zh-cn": "zh-CN",
    "zh_hant": "zh-Hant",
    "ZH-hant-tw": "zh-Hant-TW",
    "pt_BR": "pt-BR",
    "es-419": "es-419",
    "sr-latn-rs": "sr-Latn-RS",
    "tlh": "tlh",
    "tlh-piqd": "tlh-Piqd",
    "tok": "tok",
    "qtx": "qtx",
    "ca-VALENCIA": "ca-valencia",
    "de-ch-1996": "de-CH-1996",
    "sl-rozaj-biske-1994": "sl-rozaj-biske-1994",
    "en-fonnapa": "en-fonnapa",
    "en-u-CA-buddhist": "en-u-ca-buddhist",
    "art-x-elvish": "art-x-elvish",
    "art-x-Elvish-High": "art-x-elvish-high",
    "x-elvish": "x-elvish",
    "de-DE-u-co-phonebk-x-foo": "de-DE-u-co-phonebk-x-foo",
    # deprecated ones become their successors
    "iw": "he",
    "i-klingon": "tlh",
    "zh-min-nan": "nan",
    "zh-yue-HK": "yue-HK",
    "art-lojban": "jbo",
    "en-GB-oed": "en-GB-oxendict",
}


@pytest.mark.parametrize(("tag", "normal"), ACCEPTED.items())
def test_a_tag_is_normalised(tag: str, normal: str) -> None:
    assert parse_tag(tag) == normal


MEANT = {
    "en-UK": "en-GB",
    "zh-ZH": "zh",
    "ja-JA": "ja",
    "jp": "ja",
    "jp-JP": "ja-JP",
    "cn": "zh",
    "cz": "cs",
    "eng": "en",
    "chi": "zh",
    "english": "en",
    "Englsh": "en",
    "英语": "en",
    "繁体中文": "zh-Hant",
    "zh_TW.UTF-8": "zh-TW",
    "sr@latin": "sr-Latn",
    "sr_RS@latin": "sr-Latn-RS",
    "sr-latin": "sr-Latn",
    "uz-cyrillic": "uz-Cyrl",
    "zh-Hnas": "zh-Hans",
    "zh-Han": "zh-Hans",
    "ar-arz": "arz",
    "ca-valancia": "ca-valencia",
    "en-BU": "en-MM",
}


@pytest.mark.parametrize(("tag", "meant"), MEANT.items())
def test_a_near_miss_is_refused_with_what_was_meant(tag: str, meant: str) -> None:
    assert refusal(tag)[1] == f"did you mean “{meant}”?"
    assert parse_tag(meant) == meant


NONE_AT_ALL = ["", "a", "xx", "-en", "en-", "en--US", "en-x", "en US", " en", "en\n", "i-default"]
NONE_AT_ALL += ["en-a", "en-a-bb-a-cc", "de-1996-1996", "../../etc", "en/US", "e" * 10_000, "🙂"]


@pytest.mark.parametrize("tag", NONE_AT_ALL)
def test_what_is_no_tag_is_refused_with_examples(tag: str) -> None:
    assert refusal(tag)[1].startswith("write a BCP 47 tag such as en, ja, zh-TW")


def test_the_message_names_what_is_wrong() -> None:
    assert refusal("en-UK")[0] == "there is no country “UK”"
    assert refusal("jp")[0] == "there is no language “jp”"
    assert refusal("zh-Hnas")[0] == "there is no script “Hnas”"
    assert refusal("sr-latin")[0] == "there is no variant “latin”"
    assert refusal("chi")[0] == "“chi” has a shorter code"
    assert refusal("zh CN")[0] == "“zh CN” is not a language tag"


def test_the_subtags_of_a_tag_stand_apart() -> None:
    assert split_tag("sl_latn_it_rozaj_1994_u_ca_roc_x_a_b") == Tag(
        "sl", "Latn", "IT", ("rozaj", "1994"), "u-ca-roc", ("a", "b")
    )


subtags = st.text(alphabet="abxzhHnsNTCw0123456789-_", min_size=1, max_size=12)
tags = st.one_of(
    subtags,
    st.sampled_from([*ACCEPTED, *MEANT]),
    st.builds("art-x-{}".format, st.text(alphabet="abcXYZ09", min_size=1, max_size=8)),
)


@settings(deadline=None)
@given(tags)
def test_a_normalised_tag_normalises_to_itself(tag: str) -> None:
    try:
        normal = parse_tag(tag)
    except EssaytransError:
        return
    assert parse_tag(normal) == normal
    assert parse_tag(normal.upper()) == normal
    assert str(split_tag(normal)) == normal


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_tag_or_a_refusal_with_a_hint(text: str) -> None:
    try:
        assert parse_tag(text).isascii()
    except EssaytransError as error:
        (diagnostic,) = error.diagnostics
        assert diagnostic.hint is not None


def test_every_locale_of_cldr_is_a_tag() -> None:
    refused = []
    for name in locale_identifiers():
        try:
            parse_tag(name)
        except EssaytransError:
            refused.append(name)
    assert not refused


def test_the_tables_of_subtags_have_what_cldr_has() -> None:
    english = Locale("en")
    assert {code for code in map(str, english.languages) if len(code) == 2} == LANGUAGES
    countries = {code for code in map(str, english.territories) if len(code) == 2}
    assert countries - REGIONS == {"CQ"}  # Sark, reserved later than the registry's copy in CLDR
    replaced = get_global("language_aliases")
    for long, short in THREE_LETTERS.items():
        assert replaced.get(long, short) in {short, "ak", "fil", "sr_Latn", "nb"}
