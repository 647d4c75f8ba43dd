"""Memories in TMX: what goes into one, and what is made of those of others."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from catalog.strategies import own_catalogs
from essaytrans.exchange import Sheet
from essaytrans.exchange.tmx import Pair, Translated, pairs, read_tmx, write_tmx
from essaytrans.model import Catalog, Entry
from exchange.sheets import HEADER

TEA = Entry("喝茶", "Tea", "title", translator_comments=(" a pun",))


def written(*entries: Entry) -> bytes:
    sheets = [Sheet("articles/tea.md", Catalog(HEADER, entries))]
    return write_tmx(sheets, source_language="zh-CN", language="en")


def read(data: bytes, language: str = "en") -> list[Pair]:
    return pairs(read_tmx(data, "memory.tmx"), "zh-CN", language)


def test_what_is_confirmed_goes_in_once() -> None:
    entries = (
        TEA,
        Entry("水", "Water", obsolete=True),
        Entry("火"),
        Entry("茶", "?", fuzzy=True),
        Entry("坏", "a\x07b"),
    )
    assert read(written(*entries)) == [Pair("喝茶", "Tea", "title"), Pair("水", "Water")]
    two = [Sheet(name, Catalog(HEADER, (TEA,))) for name in ("a.md", "b.md")]
    assert len(read_tmx(write_tmx(two, source_language="zh-CN", language="en"), "")) == 1


def test_remarks_and_the_article_are_said() -> None:
    text = written(TEA).decode()
    assert "<note> a pun</note>" in text
    assert '<prop type="x-article">articles/tea.md</prop>' in text
    assert text.index("<note>") < text.index("<prop") < text.index("<tuv")


@settings(max_examples=40, deadline=None)
@given(catalog=own_catalogs)
def test_every_confirmed_translation_comes_back(catalog: Catalog) -> None:
    """What is confirmed is in the memory, with its context, but for white space at the ends."""
    expected = {
        (entry.msgid.strip(), entry.msgstr.strip(), entry.msgctxt)
        for entry in catalog.entries
        if entry.msgstr.strip() and entry.msgid.strip() and not entry.fuzzy
    }
    found = {(pair.source, pair.target, pair.context) for pair in read(written(*catalog.entries))}
    assert found <= expected
    unfit = {text for text in expected if any(c in "\ufffe\uffff" for c in "".join(map(str, text)))}
    assert expected - found <= unfit


MEMORY = """\
<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="*all*"/><body>
<tu><tuv xml:lang="zh-Hans"><seg>喝<hi>茶</hi></seg></tuv>
    <tuv xml:lang="EN-US"><seg> Tea </seg></tuv><tuv lang="ja"><seg>お茶</seg></tuv></tu>
<tu><tuv xml:lang="zh-TW"><seg>水</seg></tuv><tuv xml:lang="en"><seg>Water</seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>火</seg></tuv><tuv xml:lang="en"><seg>F<ph x="1"/>ire</seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>土</seg></tuv><tuv xml:lang="en"/></tu>
</body></tmx>
"""


def test_languages_are_known_however_they_are_written() -> None:
    assert read(MEMORY.encode()) == [Pair("喝茶", "Tea")]
    assert read(MEMORY.encode(), "ja") == [Pair("喝茶", "お茶")]
    assert read(MEMORY.encode(), "fr") == []


def test_a_memory_of_very_many_languages_takes_no_longer() -> None:
    units = [Translated((("zh", "水"), (f"e{number}n", "x")), None) for number in range(50_000)]
    began = time.process_time()
    assert pairs(units, "zh-CN", "en") == []
    assert time.process_time() - began < 5


def test_tags_of_a_tool_are_no_text() -> None:
    assert Translated((("zh", "火"),), None) in read_tmx(MEMORY.encode(), "")


@pytest.mark.parametrize("data", [b"<tmx/>", b'<tmx version="1.4"><header/></tmx>'], ids=repr)
def test_a_memory_with_nothing_in_it_has_nothing(data: bytes) -> None:
    assert read_tmx(data, "x.tmx") == []
