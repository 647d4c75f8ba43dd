"""Numbers in the languages that CLDR knows: separators, scale words, digits of any script."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.language.english_numbers import english_quantities
from essaytrans.language.local_numbers import NumberReader, number_reader


def reader(tag: str) -> NumberReader:
    found = number_reader(tag)
    assert found
    return found


def values(tag: str, text: str) -> list[float]:
    """What each number in digits most likely means."""
    return [quantity.values[0] for quantity in reader(tag).numbers(text)]


@pytest.mark.parametrize(
    ("tag", "text", "number"),
    [
        # separators
        ("en", "1,234,567", 1_234_567),
        ("en", "12.5", 12.5),
        ("de", "1.234.567", 1_234_567),
        ("de", "12,5", 12.5),
        ("de", "12.5", 12.5),
        ("de-CH", "1’234’567", 1_234_567),
        ("fr", "1 234 567", 1_234_567),
        ("fr", "1\u202f234\u202f567", 1_234_567),
        ("hi", "12,34,567", 1_234_567),
        # digits
        ("ar", "١٢٬٣٤٥٫٦", 12_345.6),
        ("fa", "۱۲٬۳۴۵", 12_345),
        ("mr", "१,२३४", 1234),
        ("bn", "৫০", 50),
        ("my", "၁၂၃", 123),
        # scale words
        ("en", "1.05 million", 1_050_000),
        ("en", "3bn", 3_000_000_000),
        ("en", "5 hundred thousand", 500_000),
        ("en", "**3** million", 3_000_000),
        ("en", "US$3-billion", 3_000_000_000),
        ("en-IN", "5 crore", 50_000_000),
        ("de", "1,2 Mrd.", 1_200_000_000),
        ("de", "3 Millionen", 3_000_000),
        ("es", "3 mil millones", 3_000_000_000),
        ("pt-PT", "2 mil milhões", 2_000_000_000),
        ("ru", "5 миллионам", 5_000_000),
        ("ru", "1,5 тыс. рублей", 1500),
        ("fi", "2 miljardilla", 2_000_000_000),
        ("tr", "3 milyonu", 3_000_000),
        ("hi", "3 लाख", 300_000),
        ("th", "5 หมื่นล้านบาท", 50_000_000_000),
        ("ko", "105만명", 1_050_000),
        ("sw", "milioni 3", 3_000_000),
        ("he", "3 מיליון", 3_000_000),
        # written as Chinese is
        ("ja", "1億2000万人", 120_000_000),
        ("ja", "三千人", 3000),
        ("ja", "２兆円", 2_000_000_000_000),
        ("zh-TW", "一百零五萬", 1_050_000),
        ("yue", "３０萬", 300_000),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(tag: str, text: str, number: float) -> None:
    assert values(tag, text) == [number]


TAGS = (
    *("af", "am", "ar", "az", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "de-CH", "el", "en"),
    *("en-IN", "eo", "es", "es-MX", "et", "eu", "fa", "fi", "fil", "fr", "fr-CH", "ga", "gl", "gu"),
    *("he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ky"),
    *("lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "nl", "pa", "pl", "pt", "pt-PT"),
    *("ro", "ru", "sk", "sl", "sq", "sr", "sr-Latn", "sv", "ta", "te", "th", "tr", "uk", "ur"),
    *("uz", "vi", "yue", "zh-Hant"),
)


@pytest.mark.parametrize("tag", TAGS)
def test_what_cldr_writes_is_read(tag: str) -> None:
    """Whatever a number is formatted to in a language, the reader has it among its meanings."""
    locale = Locale.parse(tag, sep="-")
    known = reader(tag)
    assert known.scales
    texts = [(number, format_decimal(number, locale=locale)) for number in (1_234_567, 12_345.6)]
    for width in ("long", "short"):
        if (locale.compact_decimal_formats.get(width) or {}).get("other"):
            texts += [
                (n, format_compact_decimal(n, format_type=width, locale=locale, fraction_digits=1))
                for n in (1_200_000, 300_000_000, 5_000_000_000)
            ]
    for number, text in texts:
        assert number in {v for q in known.numbers(f"x {text} y") for v in q.values}, text


def test_numbers_side_by_side_are_also_their_sum() -> None:
    assert 320_000_000 in values("ko", "3억 2000만 명")
    assert 2_400_000 in values("en", "2 million 400 thousand")


@pytest.mark.parametrize(
    ("tag", "text", "number"),
    [
        ("en", "between 1.2 and 2.5 million", 1_200_000),
        ("ru", "600–700 тысяч", 600_000),
        ("ru", "12–15 000", 12_000),
    ],
)
def test_the_first_of_a_range_may_have_the_scale_of_the_last(
    tag: str, text: str, number: float
) -> None:
    assert number in reader(tag).numbers(text)[0].values


def test_a_date_and_a_time_are_also_their_parts() -> None:
    assert {18.0, 12.0} <= set(reader("de").numbers("am 18.12. versandt")[0].values)
    assert {2020.0, 8.0, 31.0} == set(reader("en").numbers("2020.8.31")[0].values)


def test_separators_of_another_country_are_read_too_but_in_english() -> None:
    assert {1500.0, 1.5} == set(reader("de").numbers("1.500")[0].values)
    assert {1.5, 1500.0} == set(reader("es").numbers("1,500")[0].values)
    assert list(reader("en").numbers("1,500")[0].values) == [1500.0]


@pytest.mark.parametrize("tag", ["tlh", "art-x-elvish", "lzh"])
def test_what_cldr_does_not_know_has_no_reader(tag: str) -> None:
    assert number_reader(tag) is None


@pytest.mark.parametrize("tag", ["bo", "jbo", "tok"])
def test_where_cldr_has_no_scale_words_the_reader_says_so(tag: str) -> None:
    assert not reader(tag).scales
    assert values(tag, "105") == [105]


def test_a_scale_word_by_itself_is_a_number_in_words() -> None:
    assert [q.values for q in reader("de").words("neun Milliarden")][:1] == [(1e9,)]
    assert reader("ja").worded
    assert not reader("de").worded


@pytest.mark.parametrize("tag", ["de", "en", "fr", "hi", "ja", "sw"])
@given(text=st.text("0123456789.,’ \u00a0-–%٣millionMrd.Mio३万億two and a half", max_size=50))
def test_any_jumble_is_read_within_the_text(tag: str, text: str) -> None:
    found = [*reader(tag).numbers(text), *reader(tag).words(text)]
    assert all(0 <= q.start < q.end <= len(text) and q.values for q in found)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("twenty-five", 25),
        ("the twenty-fifth", 25),
        ("a hundred and twenty-three", 123),
        ("one thousand and one", 1001),
        ("three hundred thousand", 300_000),
        ("One hundred million", 100_000_000),
        ("two and a half million", 2_500_000),
        ("a million and a half", 1_500_000),
        ("half a million", 500_000),
        ("two million, three hundred thousand", 2_000_000),
        ("nineteen eighty-four", 1984),
        ("twenty twenty", 2020),
        ("the nineties", 90),
        ("two decades", 20),
        ("two centuries", 200),
        ("three dozen", 36),
        ("five lakh", 500_000),
        ("thirty percent", 0.3),
        ("a quarter", 25),
        ("two thirds", 2 / 3),
        ("half", 50),
        ("tripled", 200),
        ("between thirty and forty", 30),
        ("between thirty and forty", 40),
    ],
)
def test_a_number_in_english_words_is_read(text: str, number: float) -> None:
    assert number in {value for q in english_quantities(text) for value in q.values}


@pytest.mark.parametrize(
    "text", ["the tension", "someone often", "a seventyish bone", "hundredweight"]
)
def test_a_word_that_only_begins_like_a_number_is_none(text: str) -> None:
    assert list(english_quantities(text)) == []
