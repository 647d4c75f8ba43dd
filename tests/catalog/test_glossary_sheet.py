"""A glossary's file with other terms in it: what changes in its text, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from essaytrans.catalog.glossary import Term, parse_glossary
from essaytrans.catalog.glossary_sheet import rewritten
from essaytrans.model import Severity

FILE = 'term,part_of_speech,note,en,ja\n茶,noun,"热的, 也有\n凉的",tea,\n水,,,,水\n'


def terms_of(text: str) -> tuple[Term, ...]:
    glossary, diagnostics = parse_glossary(text, "glossary.csv")
    assert all(diagnostic.severity is not Severity.ERROR for diagnostic in diagnostics)
    return glossary.terms


def added(text: str, *terms: Term, columns: tuple[str, ...] = ("en", "ja")) -> str:
    before = terms_of(text)
    return rewritten(text, before, [*before, *terms], columns)


def filled(text: str, number: int, **cells: str) -> str:
    """Give one term other translations, by their tags."""
    before = terms_of(text)
    known = dict(before[number].translations)
    known |= {tag.replace("_", "-"): (word,) for tag, word in cells.items()}
    after = [*before]
    after[number] = replace(before[number], translations=tuple(known.items()))
    return rewritten(text, before, after, ())


def test_nothing_new_is_the_same_text() -> None:
    assert added(FILE) == FILE


NEW = Term("米", (("en", ("rice",)),), "noun", "生的")
ADDED = {
    "a usual file": (FILE, FILE + "米,noun,生的,rice,\n"),
    "no line break at the end": (FILE.rstrip("\n"), FILE + "米,noun,生的,rice,\n"),
    "line breaks of Windows": (
        FILE.replace("\n", "\r\n"),
        FILE.replace("\n", "\r\n") + "米,noun,生的,rice,\r\n",
    ),
    "semicolons": ("term;en\n茶;tea\n", "term;en;part_of_speech;note\n茶;tea\n米;rice;noun;生的\n"),
    "tabs": ("term\ten\n", "term\ten\tpart_of_speech\tnote\n米\trice\tnoun\t生的\n"),
    "a byte order mark": (
        "\ufeffterm,note,part of speech,en\n",
        "\ufeffterm,note,part of speech,en\n米,生的,noun,rice\n",
    ),
    "a column of another kind": (
        "term,Status,en,note,part_of_speech\n",
        "term,Status,en,note,part_of_speech\n米,,rice,生的,noun\n",
    ),
    "a column that is wanting": ("term,note\n茶,x\n", None),
    "blank rows": (FILE + "\n,,,,\n", FILE + "\n,,,,\n米,noun,生的,rice,\n"),
    "nothing": ("", "term,part_of_speech,note,en,ja\n米,noun,生的,rice,\n"),
    "a mark alone": ("\ufeff", "\ufeffterm,part_of_speech,note,en,ja\n米,noun,生的,rice,\n"),
    "blank lines": ("\r\n", "\r\nterm,part_of_speech,note,en,ja\r\n米,noun,生的,rice,\r\n"),
}


@pytest.mark.parametrize(("text", "expected"), ADDED.values(), ids=ADDED)
def test_a_row_is_appended_as_the_file_is_written(text: str, expected: str | None) -> None:
    found = added(text, NEW)
    assert expected is None or found == expected
    assert terms_of(found)[-1] == NEW


def test_a_term_without_translations_gets_a_row_of_empty_cells() -> None:
    assert added(FILE, Term("米")) == FILE + "米,,,,\n"


FILLED = {
    "an empty cell": (FILE, {"ja": "お茶"}, FILE.replace("tea,", "tea,お茶")),
    "a short row": ("term,note,en\n茶\n", {"en": "tea"}, "term,note,en\n茶,,tea\n"),
    "a cell between quotation marks": (
        'term,en\n茶,"a ""b"""\n',
        {"en": "c"},
        "term,en\n茶,c\n",
    ),
    "a new column": ("term,en\n茶,tea\n水\n", {"zh_TW": "茶"}, "term,en,zh-TW\n茶,tea,茶\n水\n"),
    "a new column behind empty headings": (
        "term,,\n茶,,\n",
        {"en": "tea"},
        "term,,,en\n茶,,,tea\n",
    ),
    "an empty cell at the end, and a new column": (
        "term,en\n茶,\n",
        {"en": "tea", "ja": "お茶"},
        "term,en,ja\n茶,tea,お茶\n",
    ),
    "a word with a separator": ("term,en\n茶,\n", {"en": "a, b"}, 'term,en\n茶,"a, b"\n'),
    "a word with a quotation mark": ("term,en\n茶,\n", {"en": 'a"b'}, 'term,en\n茶,"a""b"\n'),
    "a formula": ("term,en\n茶,\n", {"en": "=1"}, "term,en\n茶,'=1\n"),
}


@pytest.mark.parametrize(("text", "cells", "expected"), FILLED.values(), ids=FILLED)
def test_a_cell_is_written_and_nothing_around_it(
    text: str, cells: dict[str, str], expected: str
) -> None:
    assert filled(text, 0, **cells) == expected


def test_a_cell_is_found_behind_one_of_several_lines() -> None:
    assert filled(FILE, 1, en="water") == FILE.replace("水,,,,水", "水,,,water,水")


def test_a_new_column_has_the_right_place_in_every_row_that_needs_it() -> None:
    before = terms_of("term,en\n茶,tea\n水\n")
    after = [replace(term, translations=(*term.translations, ("ja", ("語",)))) for term in before]
    assert rewritten("term,en\n茶,tea\n水\n", before, after, ()) == (
        "term,en,ja\n茶,tea,語\n水,,語\n"
    )


# --- whatever the file ------------------------------------------------------------------------

_CELLS = st.text(st.sampled_from('甲a=,;"\n| '), max_size=5).map(str.strip)
_WORDS = st.lists(
    st.text(st.sampled_from('甲a=,;"'), min_size=1, max_size=4), min_size=1, max_size=2
).map(tuple)
_TRANSLATIONS = st.dictionaries(st.sampled_from(("en", "ja", "pt-BR")), _WORDS).map(
    lambda known: tuple(known.items())
)
_TERMS = st.builds(Term, _CELLS.filter(bool), _TRANSLATIONS, _CELLS, _CELLS)
_FILES = st.tuples(
    st.sampled_from(("term,en", "term;en;x", "note\tterm\tja", "\ufeffterm,part of speech,en,,")),
    st.text(st.sampled_from('甲a=,;\t"\n\r| '), max_size=24),
    st.sampled_from(("\n", "\r\n", "\r")),
).map(lambda parts: parts[2].join(parts[:2]))


def contents(terms: list[Term]) -> list[object]:
    """What rows say, in whatever order their columns stand."""
    return [(term.term, term.part_of_speech, term.note, dict(term.translations)) for term in terms]


@given(_FILES, st.lists(_TERMS, max_size=3), st.lists(_TRANSLATIONS, max_size=3))
def test_what_is_written_is_read_back_and_what_was_there_stays(
    text: str, new: list[Term], others: list[tuple[tuple[str, tuple[str, ...]], ...]]
) -> None:
    glossary, diagnostics = parse_glossary(text, "glossary.csv")
    assume(all(diagnostic.severity is not Severity.ERROR for diagnostic in diagnostics))
    keys = [(term.term, term.part_of_speech) for term in (*glossary.terms, *new)]
    assume(len(set(keys)) == len(keys))
    after = [*glossary.terms]
    for number, other in zip(range(len(after)), others, strict=False):
        known = dict(after[number].translations) | dict(other)
        after[number] = replace(after[number], translations=tuple(known.items()))
    after += new
    found = rewritten(text, glossary.terms, after, ())
    again, problems = parse_glossary(found, "glossary.csv")
    assert contents([*again.terms]) == contents(after)
    assert [one.code for one in problems] == [one.code for one in diagnostics]
    if after == [*glossary.terms]:
        assert found == text
    names = {tag for term in new for tag, _ in term.translations}
    if not others and not names and not any(term.part_of_speech or term.note for term in new):
        assert found.startswith(text)
