"""Where in a PO file a character of a translation stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.catalog import parse, serialize
from essaytrans.catalog.places import Place, lines_of, place_of
from essaytrans.catalog.strings import unescape
from essaytrans.model import Catalog, Entry

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FIRST = HEADER.count("\n") + 1
"""The line after the header."""


def place(text: str, start: int | None, length: int = 1, msgid: str = "甲") -> Place | None:
    (entry,) = [entry for entry in parse(text, path="").entries if entry.msgid == msgid]
    return place_of(lines_of(text), entry, start, length)


def meant(text: str, start: int | None, length: int = 1) -> tuple[int, int | None, str]:
    """The line after the header, from 0, the column, and the characters there."""
    found = place(HEADER + text, start, length)
    assert found is not None
    column = found.column
    shown = "" if column is None else found.text[column - 1 : column - 1 + found.length]
    return (found.line - FIRST, column, shown)


# --- layouts ----------------------------------------------------------------------------------

LAYOUTS = {
    "our form": ('msgid "甲"\nmsgstr "abcX"\n', (1, 12, "X")),
    "wrapped": ('msgid "甲"\nmsgstr ""\n"ab"\n"cX"\n', (3, 3, "X")),
    "a wrapped msgid": ('msgid ""\n"甲"\nmsgstr "abcX"\n', (2, 12, "X")),
    "an empty piece between": ('msgid "甲"\nmsgstr "abc"\n""\n"X"\n', (3, 2, "X")),
    "a quotation mark before it": ('msgid "甲"\nmsgstr "a\\"cX"\n', (1, 13, "X")),
    "a line break before it": ('msgid "甲"\nmsgstr ""\n"ab\\n"\n"X"\n', (3, 2, "X")),
    "a backslash before it": ('msgid "甲"\nmsgstr "a\\\\cX"\n', (1, 13, "X")),
    "a tab before it": ('msgid "甲"\nmsgstr "a\\tcX"\n', (1, 13, "X")),
    "bytes in octal before it": ('msgid "甲"\nmsgstr "\\344\\270\\255abX"\n', (1, 23, "X")),
    "two characters in octal": ('msgid "甲"\nmsgstr "\\303\\251\\303\\251aX"\n', (1, 26, "X")),
    "bytes in hexadecimal": ('msgid "甲"\nmsgstr "\\x41z\\x43X"\n', (1, 18, "X")),
    "all in one line": ('msgid "甲" msgstr "abcX"\n', (0, 22, "X")),
    "two pieces in one line": ('msgid "甲"\nmsgstr "ab" "cX"\n', (1, 15, "X")),
    "indented": ('msgid "甲"\n  msgstr\n  "abcX"\n', (2, 7, "X")),
    "a remark behind it": ('msgid "甲"\nmsgstr "abcX" # "X"\n', (1, 12, "X")),
    "a msgid that looks like it": (
        'msgid ""\n"甲\\n"\n"msgstr \\"no\\""\nmsgstr "abcX"\n',
        (3, 12, "X"),
    ),
    "a blank line between": ('msgid "甲"\n\nmsgstr "abcX"\n', (2, 12, "X")),
    "forms of a plural": (
        'msgid "甲"\nmsgid_plural "乙"\nmsgstr[0] "abcX"\nmsgstr[1] "abcdY"\n',
        (2, 15, "X"),
    ),
    "an entry behind it": ('msgid "甲"\nmsgstr "abcX"\n\nmsgid "乙"\nmsgstr "Y"\n', (1, 12, "X")),
}


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_fourth_character_is_found(text: str, expected: tuple[int, int, str]) -> None:
    msgid = '甲\nmsgstr "no"' if "no" in text else "甲"
    found = place(HEADER + text, 3, msgid=msgid)
    assert found is not None
    assert found.column is not None
    shown = found.text[found.column - 1 : found.column - 1 + found.length]
    assert (found.line - FIRST, found.column, shown) == expected


@pytest.mark.parametrize(
    "ends", ["\n", "\r\n", "\r"], ids=["of Unix", "of Windows", "of old Macintosh"]
)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "a byte order mark"])
def test_line_ends_and_a_byte_order_mark_move_nothing(ends: str, mark: str) -> None:
    text = HEADER + 'msgid "甲"\nmsgstr ""\n"ab\\n"\n"cX"\n'
    found = place(mark + text.replace("\n", ends), 4)
    assert found == Place(FIRST + 3, 3, '"cX"')


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    line = 'msgid "甲" msgstr "abcX"'
    assert place(f"\ufeff{line}\n", 3) == Place(1, 22, line)


# --- lengths ----------------------------------------------------------------------------------


def test_what_is_meant_is_as_long_as_it_is_written() -> None:
    assert meant('msgid "甲"\nmsgstr "a\\"b\\" c"\n', 1, 3) == (1, 10, '\\"b\\"')


def test_what_goes_on_in_further_lines_ends_with_the_first() -> None:
    assert meant('msgid "甲"\nmsgstr ""\n"abc\\n"\n"def"\n', 2, 5) == (2, 4, "c\\n")


def test_what_is_longer_than_the_text_ends_with_it() -> None:
    assert meant('msgid "甲"\nmsgstr "abc"\n', 2, 99) == (1, 11, "c")


def test_nothing_is_shown_as_one_character() -> None:
    assert meant('msgid "甲"\nmsgstr "abc"\n', 1, 0) == (1, 10, "b")


def test_of_a_text_as_a_whole_the_beginning_is_meant() -> None:
    assert meant('msgid "甲"\nmsgstr ""\n"abc"\n', None) == (2, 2, "a")


# --- what is not there ------------------------------------------------------------------------


def test_behind_the_text_only_its_first_line_is_known() -> None:
    assert meant('msgid "甲"\nmsgstr ""\n"abc"\n', 3) == (1, None, "")


def test_an_entry_of_no_file_has_no_place() -> None:
    assert place_of(['msgid "甲"', 'msgstr "A"'], Entry("甲", "A"), 0) is None


def test_an_entry_behind_the_end_of_the_file_has_no_place() -> None:
    assert place_of(['msgid "甲"'], Entry("甲", "A", line=7), 0) is None


@pytest.mark.parametrize(
    "lines",
    [
        ['msgid "甲"'],
        ['msgid "甲"', "# remark", 'msgid "乙"', 'msgstr "B"'],
        ['msgid "甲"', 'domain "x"'],
    ],
    ids=["the end", "another entry", "another keyword"],
)
def test_where_there_is_no_msgstr_the_line_of_the_msgid_is_meant(lines: list[str]) -> None:
    assert place_of(lines, Entry("甲", "A", line=1), 0) == Place(1, None, lines[0])


def test_a_file_that_has_changed_meanwhile_is_no_reason_to_fail() -> None:
    lines = ['msgid "甲"', 'msgstr "\\377\\q"X']
    assert place_of(lines, Entry("甲", "ab", line=1), 1) == Place(2, 13, lines[1], 2)


# --- a property -------------------------------------------------------------------------------

_TEXTS = st.text(st.sampled_from('ab中"\\\n\t\r\a é\u202e'), min_size=1, max_size=20)


@given(_TEXTS.filter(lambda text: not {"\r", "\a"} & set(text)), _TEXTS, st.data())
def test_in_our_form_every_character_stands_where_it_is_said_to(
    msgid: str, msgstr: str, data: st.DataObject
) -> None:
    text = serialize(Catalog(entries=(Entry(msgid, msgstr), Entry("丙", "C"))))
    entry = parse(text, path="").entries[0]
    start = data.draw(st.integers(0, len(msgstr) - 1))
    found = place_of(lines_of(text), entry, start)
    assert found is not None
    assert found.column is not None
    written = found.text[found.column - 1 : found.column - 1 + found.length]
    assert text.split("\n")[found.line - 1] == found.text
    assert unescape(written) == msgstr[start]
