"""The template: one entry for each text of an article, as every catalog will have it."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pytest

from essaytrans import i18n
from essaytrans.catalog import parse, serialize
from essaytrans.follow import make_template
from essaytrans.follow.template import describe
from essaytrans.i18n import render
from essaytrans.markdown import segment
from essaytrans.model import Catalog, Codec, Document, Entry, Kind, Span, Unit


def template(text: str, *, path: str = "articles/a.md", language: str = "en") -> tuple[Entry, ...]:
    return make_template(segment(text, path), notes_language=language)


def unit(msgid: str, *, kind: Kind = Kind.PARAGRAPH, **more: Any) -> Unit:
    return Unit(msgid, kind, Codec.MARKDOWN, (Span(0, len(msgid)),), **more)


def notes_of(*units: Unit, language: str = "en") -> list[tuple[str, ...]]:
    document = Document("articles/a.md", "", units)
    entries = make_template(document, notes_language=language)
    return [entry.extracted_comments for entry in entries]


# --- which entries ----------------------------------------------------------------------------


def test_units_become_entries_in_the_order_of_the_article() -> None:
    entries = template("# 标题\n\n第一段。\n\n- 一项\n")
    assert [entry.msgid for entry in entries] == ["标题", "第一段。", "一项"]
    assert all(not entry.msgstr and not entry.fuzzy and not entry.obsolete for entry in entries)


def test_equal_units_are_one_entry_where_the_first_of_them_stands() -> None:
    entries = template("甲。\n\n乙。\n\n甲。\n\n丙。\n\n乙。\n")
    assert [entry.msgid for entry in entries] == ["甲。", "乙。", "丙。"]


def test_equal_units_unite_their_notes_in_order() -> None:
    text = (
        "<!-- i18n:note 第一个注。 -->\n\n同一句。\n\n"
        "- <!-- i18n:note 第二个注。 -->\n\n  同一句。\n\n"
        "<!-- i18n:note 第一个注。 -->\n\n同一句。\n"
    )
    (entry,) = template(text)
    assert entry.extracted_comments == ("第一个注。", "list item", "第二个注。")


def test_the_same_text_in_another_context_is_another_entry() -> None:
    entries = template("打开。\n\n<!-- i18n:context 动词 -->\n\n打开。\n")
    assert [entry.key for entry in entries] == [(None, "打开。"), ("动词", "打开。")]


def test_a_front_matter_list_carries_its_key_as_context() -> None:
    entries = template("---\ntags: [软件, 翻译]\n---\n\n翻译\n")
    assert [entry.key for entry in entries] == [
        ("tags", "软件"),
        ("tags", "翻译"),
        (None, "翻译"),
    ]


def test_an_article_with_nothing_to_translate_has_no_entries() -> None:
    assert template("![](a.png)\n\n---\n\nhttps://example.org/\n") == ()


# --- the reference ----------------------------------------------------------------------------


def test_every_entry_has_one_reference_to_line_1_whatever_its_line() -> None:
    entries = template("甲。\n\n\n\n乙。\n\n甲。\n", path="articles/2026/年终.md")
    assert {entry.references for entry in entries} == {("articles/2026/年终.md:1",)}


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("articles/my first essay.md", "articles/my%20first%20essay.md:1"),
        ("articles/年终\u3000总结.md", "articles/年终%E3%80%80总结.md:1"),
        ("articles/a\tb.md", "articles/a%09b.md:1"),
    ],
)
def test_a_blank_in_a_file_name_does_not_end_the_reference(path: str, reference: str) -> None:
    entries = template("甲。\n", path=path)
    assert [entry.references for entry in entries] == [(reference,)]
    assert parse(serialize(Catalog(entries=entries))).entries == entries


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
def test_msgcat_keeps_a_reference_to_a_file_name_with_a_blank() -> None:
    text = serialize(Catalog(entries=template("甲。\n", path="articles/年终 总结.md")))
    run = subprocess.run(["msgcat", "-"], input=text, capture_output=True, text=True, check=True)
    assert run.stdout == text


# --- the notes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("# 标题\n", "heading, level 1"),
        ("标题\n===\n", "heading, level 1"),
        ("###### 标题\n", "heading, level 6"),
        ("- 一项\n", "list item"),
        ("> 引文\n", "quote"),
        ("| 头 |\n|---|\n", "table header"),
        ("| |\n|---|\n| 格 |\n", "table cell"),
        ("[^1]\n\n[^1]: 脚注\n", "footnote"),
        ("---\ntitle: 题\n---\n", "front matter: title"),
        ("---\ntags: [题]\n---\n", "front matter: tags[]"),
        (":::tip 题\n:::\n", "title of a box"),
        ("<p>文</p>\n", "HTML text"),
        ('<img alt="图">\n', "HTML attribute alt"),
        ("```python\n# 注释\n```\n", "code (python): translate comments and texts only"),
        ("```\n注释\n```\n", "code: translate comments and texts only"),
        ('{{< figure title="图" >}}\n', "shortcode parameter figure.title"),
        ("见 [b]\n\n[b]: /x '题'\n", "title of a link, shown when the mouse rests on it"),
    ],
)
def test_the_kind_of_a_unit_is_its_first_note(text: str, note: str) -> None:
    assert note in [comment for entry in template(text) for comment in entry.extracted_comments]


def test_a_definition_list_tells_terms_from_definitions() -> None:
    notes = [entry.extracted_comments for entry in template("术语\n: 定义\n")]
    assert notes == [("term of a definition list",), ("definition",)]


def test_a_plain_paragraph_has_no_note() -> None:
    assert [entry.extracted_comments for entry in template("正文。\n")] == [()]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_but_a_paragraph_can_be_described(kind: Kind) -> None:
    described = describe(kind, "detail")
    assert (described is None) is (kind is Kind.PARAGRAPH)


def test_the_author_speaks_after_the_program() -> None:
    assert notes_of(unit("题", kind=Kind.QUOTE, notes=("一", "二"))) == [("quote", "一", "二")]


def test_notes_are_in_the_language_of_the_configuration_and_not_of_the_reader() -> None:
    quote = unit("引文", kind=Kind.QUOTE)
    chinese = render(describe(quote.kind, quote.detail) or pytest.fail("no note"), language="zh_CN")
    i18n.activate("zh_CN")
    assert notes_of(quote, language="en") == [("quote",)]
    i18n.activate("en")
    assert notes_of(quote, language="zh-CN") == [(chinese,)]
    assert notes_of(quote, language="zh_CN") == [(chinese,)]


def test_notes_in_a_language_that_the_program_does_not_speak_are_english() -> None:
    assert notes_of(unit("引文", kind=Kind.QUOTE), language="tlh") == [("quote",)]
