"""The glossary as a file: what is read, what is written, what is said of a broken one."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.catalog.glossary import Glossary, Term, parse_glossary, serialize_glossary
from essaytrans.model import Severity

FILE = """\
term,part_of_speech,note,en,zh-TW
机器学习,noun,不译缩写,machine learning | ML,機器學習
"发布, 推送",verb,,release,
"""
TERMS = (
    Term(
        "机器学习",
        (("en", ("machine learning", "ML")), ("zh-TW", ("機器學習",))),
        "noun",
        "不译缩写",
    ),
    Term("发布, 推送", (("en", ("release",)),), "verb"),
)


def test_a_file_has_a_term_a_row_and_a_language_a_column() -> None:
    glossary, diagnostics = parse_glossary(FILE, "glossary.csv")
    assert glossary.terms == TERMS
    assert glossary.languages == ("en", "zh-TW")
    assert diagnostics == ()


READ = {
    "a byte order mark": "\ufeff" + FILE,
    "line breaks of Windows": FILE.replace("\n", "\r\n"),
    "semicolons": FILE.replace(", ", "，").replace(",", ";").replace("，", ", "),
    "tabs": FILE.replace(", ", "，").replace(",", "\t").replace("，", ", "),
    "blank rows": FILE.replace("\n", "\n\n,,,,\n"),
    "blanks around cells": FILE.replace("机器学习,noun", " 机器学习 , noun "),
    "headings in another case": FILE.replace("term,part_of_speech", "Term,Part of Speech"),
    "tags in another case": FILE.replace("zh-TW", "ZH_tw"),
    "short rows": FILE.replace("release,\n", "release\n"),
    "empty cells behind the last column": FILE.replace("release,\n", "release,,,,\n"),
    "no line break at the end": FILE.rstrip("\n"),
}


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_a_file_is_read_however_a_spreadsheet_writes_it(text: str) -> None:
    glossary, diagnostics = parse_glossary(text, "glossary.csv")
    assert glossary.terms == TERMS
    assert diagnostics == ()


def test_a_term_knows_its_line_even_behind_a_cell_of_several_lines() -> None:
    glossary, _ = parse_glossary('term,note,en\n甲,"一\n二",a\n乙,,b\n', "glossary.csv")
    assert [term.line for term in glossary.terms] == [2, 4]


BROKEN = {
    "no term column": ("a,en\n甲,b\n", [("glossary-header", 1), ("glossary-header", 1)], 0),
    "a column of no language": ("term,englisch!\n甲,b\n", [("glossary-header", 1)], 1),
    "a language twice": ("term,en,EN\n甲,b,c\n", [("glossary-header", 1)], 1),
    "a row without a term": ("term,en\n,b\n乙,c\n", [("glossary-row", 2)], 1),
    "a comma too many": ("term,en\n甲,b, c\n乙,c\n", [("glossary-row", 2)], 1),
    "a term twice": ("term,en\n甲,b\n甲,c\n", [("glossary-duplicate", 3)], 1),
    "a stray quotation mark": ('term,en\n甲,"b"x\n乙,c\n', [("glossary-csv", 2)], 1),
    "a quotation mark without an end": ('term,en\n乙,c\n甲,"b\n', [("glossary-csv", 3)], 1),
    "nothing": ("", [], 0),
}


@pytest.mark.parametrize(("text", "said", "number"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_said_and_the_rest_is_read(
    text: str, said: list[tuple[str, int]], number: int
) -> None:
    glossary, diagnostics = parse_glossary(text, "glossary.csv")
    found = [(d.code, d.position.line if d.position else None) for d in diagnostics]
    assert found == said
    assert len(glossary.terms) == number
    assert all(d.hint and d.position and d.position.text is not None for d in diagnostics)


ENDLESS = {
    "rows without a term": "term,en\n" + ",a\n" * 5000,
    "rows that are none": "term,en\n" + '甲,"b"x\n' * 5000,
    "the same term": "term,en\n" + "甲,b\n" * 5000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_of_a_file_that_is_wrong_throughout_the_beginning_is_enough(text: str) -> None:
    _, diagnostics = parse_glossary(text, "glossary.csv")
    assert len(diagnostics) == 102
    assert "the rest is not read" in diagnostics[-1].message.template


def test_a_heading_of_more_columns_than_languages_is_none() -> None:
    text = "term," + ",".join(f"x-a{number}" for number in range(1000)) + "\n甲\n"
    glossary, (diagnostic,) = parse_glossary(text, "glossary.csv")
    assert (glossary.terms, diagnostic.code) == ((), "glossary-header")


def test_a_column_of_no_language_is_a_warning_only() -> None:
    _, (diagnostic,) = parse_glossary("term,Status\n甲,b\n", "glossary.csv")
    assert diagnostic.severity is Severity.WARNING


def test_a_word_may_be_there_as_a_noun_and_as_a_verb() -> None:
    glossary, diagnostics = parse_glossary(
        "term,part_of_speech,en\n发布,noun,release\n发布,verb,publish\n", "glossary.csv"
    )
    assert diagnostics == ()
    assert glossary.find("发布") == list(glossary.terms)


# --- writing ----------------------------------------------------------------------------------

FORMULAS = {
    "an equals sign": "=1+1",
    "a plus": "+1",
    "a minus": "-able",
    "an at": "@SUM(A1)",
    "full width": "＝1",
    "an apostrophe before it": "'=1",
}


@pytest.mark.parametrize("cell", FORMULAS.values(), ids=FORMULAS)
def test_no_cell_is_a_formula_and_all_are_read_back(cell: str) -> None:
    glossary = Glossary([Term(cell, (("en", (cell,)),), cell, cell)])
    text = serialize_glossary(glossary)
    _, row = csv.reader(StringIO(text))
    assert row == [f"'{cell}"] * 4
    assert parse_glossary(text, "glossary.csv")[0].terms == glossary.terms


def test_a_mere_apostrophe_stays() -> None:
    assert "\n'n Afrika," in serialize_glossary(Glossary([Term("'n Afrika")]))


_CELLS = st.text(st.sampled_from("甲a=+-@'\",;\n\t ＝"), max_size=6).map(str.strip)
_WORDS = st.lists(_CELLS.filter(bool), min_size=1, max_size=3).map(tuple)


@given(
    st.lists(
        st.builds(
            Term,
            _CELLS.filter(bool),
            st.tuples(st.tuples(st.just("en"), _WORDS), st.tuples(st.just("ja"), _WORDS)),
            _CELLS,
            _CELLS,
        ),
        max_size=4,
        unique_by=lambda term: (term.term, term.part_of_speech),
    )
)
def test_what_is_written_is_read_back(terms: list[Term]) -> None:
    text = serialize_glossary(Glossary(terms))
    glossary, diagnostics = parse_glossary(text, "glossary.csv")
    assert glossary.terms == tuple(terms)
    assert diagnostics == ()


@given(st.text(st.sampled_from("term,en\n\r\"';甲|=\t \0\ufeff")))
def test_any_text_can_be_read(text: str) -> None:
    for diagnostic in parse_glossary(text, "glossary.csv")[1]:
        assert diagnostic.hint


# --- asking -----------------------------------------------------------------------------------


def test_the_longest_term_of_a_place_is_found_and_each_once() -> None:
    glossary = Glossary([Term("学习"), Term("机器学习"), Term("API")])
    found = glossary.find("机器学习的API，学习机器学习")
    assert [term.term for term in found] == ["机器学习", "API", "学习"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("color",)),
        ("en-GB", ("colour",)),
        ("en-AU", ("color",)),
        ("zh-Hant", ("色",)),
        ("zh-Hant-HK", ("色",)),
        ("zh-TW", ("色",)),
        ("zh-CN", ()),
        ("fr", ()),
    ],
)
def test_a_country_does_with_the_word_of_its_language(
    language: str, words: tuple[str, ...]
) -> None:
    term = Term("颜色", (("en", ("color",)), ("en-GB", ("colour",)), ("zh-Hant", ("色",))))
    assert term.translations_into(language) == words
