"""Characters that nobody sees, that were lost, or that are not what they look like."""

from __future__ import annotations

import time

import pytest

from essaytrans.checks.characters import check
from essaytrans.checks.pair import Pair
from essaytrans.model import Entry


def found(target: str, language: str = "en", source: str = "原文") -> list[tuple[str, bool]]:
    """The characters that the check points at, and whether they are grave."""
    pair = Pair(Entry(source, target), source_language="zh-Hans", language=language)
    return [
        (target[finding.start], finding.grave)
        for finding in check(pair)
        if finding.start is not None
    ]


WRONG = {
    "a bell": ("en", "a\x07b", "\x07", True),
    "an escape of terminals": ("en", "a\x1b[31mb", "\x1b", True),
    "a line separator": ("en", "a\u2028b", "\u2028", True),
    "an override": ("en", "a\u202eb", "\u202e", True),
    "an override from right to left": ("ar", "ا\u202dب\u202c", "\u202d", True),
    "an isolate that stays open": ("ar", "ا\u2067ب", "\u2067", True),
    "an embedding closed by another's end": ("ar", "ا\u202bب\u2069", "\u202b", True),
    "a directional mark in Latin": ("en", "a\u200eb", "\u200e", False),
    "an isolate in Latin": ("en", "a \u2068b\u2069", "\u2068", False),
    "a space of no width": ("en", "a\u200bb", "\u200b", False),
    "a byte order mark": ("en", "\ufeffa", "\ufeff", False),
    "a joiner in Latin": ("en", "a\u200db", "\u200d", False),
    "hidden tags": ("en", "a\U000e0041\U000e0042", "\U000e0041", False),
    "hidden selectors": ("en", "a\ufe01\ufe02", "\ufe02", False),
    "a selector of nothing": ("en", "a \ufe0f", "\ufe0f", False),
    "a filler of Hangul": ("en", "a\u3164b", "\u3164", False),
    "a separator of vowels outside of Mongolian": ("en", "a\u180eb", "\u180e", False),
    "a lost character": ("en", "a\ufffdb", "\ufffd", False),
    "a lost object": ("en", "a\ufffcb", "\ufffc", False),
    "a private character": ("en", "a\ue123b", "\ue123", False),
    "a private character of plane 16": ("en", "a\U00100001", "\U00100001", False),
    "a Cyrillic letter in a Latin word": ("en", "pаper", "а", False),
    "a Cyrillic word in a Latin text": ("en", "This is а cat", "а", False),
    "a Greek letter in a Latin word": ("en", "cοde", "ο", False),
    "a Latin letter in a Cyrillic word": ("ru", "кoт сидит", "o", False),
    "a Latin letter in a Greek word": ("el", "λόγoς", "o", False),
}


@pytest.mark.parametrize(("language", "target", "what", "grave"), WRONG.values(), ids=WRONG.keys())
def test_it_points_at(language: str, target: str, what: str, grave: bool) -> None:
    assert found(target, language) == [(what, grave)]


RIGHT = {
    "letters with accents": ("fr", "où l’œuvre\u00a0: «\u202fnaïve\u202f»"),
    "line breaks and tabs": ("en", "a\nb\tc"),
    "a joiner in Persian": ("fa", "می\u200cخواهم"),
    "a joiner after a Latin word in Persian": ("fa", "PDF\u200cها"),
    "a joiner in Hindi": ("hi", "क\u094d\u200dष"),
    "a joined emoji": ("en", "a 👩\u200d🌾 and ❤\ufe0f\u200d🔥"),
    "the flag of Scotland": (
        "en",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ),
    "the selector of an ideographic variant": ("ja", "葛\U000e0100城"),
    "a space of no width in Khmer": ("km", "ភាសា\u200bខ្មែរ"),
    "a separator of Mongolian vowels": ("mn-Mong", "ᠠ\u180eᠠ"),
    "closed isolates in Arabic": ("ar", "قال \u2068Skep\u2069 لنا\u200f."),
    "an isolate around Arabic in English": ("en", "the word \u2067سلام\u2069 there"),
    "a filler in Korean": ("ko", "가\u3164나"),
    "a soft hyphen and a word joiner": ("de", "Über\u00adsetzung\u2060/Text"),
    "Klingon in its own letters": ("tlh", "\uf8e4\uf8d7"),
    "Tengwar": ("qya", "\ue000\ue010"),
    "a language that nobody knows": ("x-elvish", "\ue000"),
    "formulas": ("en", "Δt, kΩ, μm and pν are units"),
    "a Russian ending": ("ru", "версия USBа"),
    "a Russian word": ("en", "In Russian it is мост, or сон"),
    "a quoted Cyrillic letter": ("en", "The letter “а” is Cyrillic"),
    "Russian with Latin words": ("ru", "Файл README и SMS-ка"),
}


@pytest.mark.parametrize(("language", "target"), RIGHT.values(), ids=RIGHT.keys())
def test_it_says_nothing_of(language: str, target: str) -> None:
    assert found(target, language) == []


@pytest.mark.parametrize("char", "\x07\u202e\u200b\ufeff\ufffd\ue863")
def test_what_the_source_has_too_may_stay(char: str) -> None:
    assert found(f"“{char}”", source=f"说“{char}”") == []


HOSTILE = {
    "isolates": "\u2067" * 25_000 + "\u202c" * 25_000,
    "tags of a flag": "\U0001f3f4" + "\U000e0041" * 50_000,
    "a long mixed word": "aб" * 25_000,
    "many mixed words": "aбв " * 12_000,
    "selectors": "a\ufe0f" * 25_000,
}


@pytest.mark.parametrize("target", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_made_to_be_slow_is_not(target: str) -> None:
    began = time.perf_counter()
    found(target)
    found(target, "ar")
    assert time.perf_counter() - began < 1


def test_a_mixed_word_of_the_source_may_stay() -> None:
    assert found("the name pаypal", source="名字 pаypal") == []
