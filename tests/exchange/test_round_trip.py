"""What goes out to another tool comes back as it went, whatever the format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from catalog.strategies import own_catalogs
from essaytrans.exchange import Sheet
from essaytrans.exchange.sheets import travelling
from essaytrans.model import Catalog, Entry
from exchange.sheets import FORMS, HEADER, STATE, XLIFF, XLIFF2, Form, read, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable

any_form = pytest.mark.parametrize("form", FORMS, ids=str)
TITLE = Entry("喝茶", "Tea")

ENTRIES = {
    "translated": TITLE,
    "not translated": Entry("茶叶三克。"),
    "fuzzy": Entry("喝茶", "Tea", fuzzy=True),
    "with a context": Entry("茶", "tea", msgctxt="tags[]"),
    "with its previous source": Entry("喝红茶", "Tea", fuzzy=True, previous_msgid="喝茶"),
    "with remarks of people": Entry("喝茶", translator_comments=("a pun", "  mine  ", "", "yours")),
    "with notes of the program": Entry("喝茶", extracted_comments=("标题，1 级", "± [-a-]{+b+}")),
    "of several lines": Entry("床前明月光，\n疑是地上霜。", "Moonlight,\nfrost."),
    "with white space": Entry("a  b\tc", " leading,  double, trailing "),
    "with markup": Entry('<kbd a="b">&amp;</kbd> ]]>', "<!-- x --> <![CDATA[ & ' \""),
    "like a formula": Entry("=1+1", "-SUM(A1:A2)", previous_msgid="'=x", fuzzy=True),
    "with apostrophes": Entry("'=1", "''+", translator_comments=("'@",)),
    "with separators": Entry('a,b;c\t"d"', 'x,"y";z'),
    "with an emoji": Entry("👨‍👩‍👧 𠮷", "e\u0301 \u200b"),
    "with another line end": Entry("a\x85b\u2028c", "d\u2029e"),
    "longer than a spreadsheet's cell": Entry("茶" * 200_000, "tea " * 50_000 + "."),
}


@any_form
@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_comes_back_as_it_went(form: Form, entry: Entry) -> None:
    assert form.there_and_back(entry).entries == (entry,)


@any_form
@settings(max_examples=40, deadline=None)
@given(catalog=own_catalogs)
def test_a_catalog_comes_back_as_it_went(form: Form, catalog: Catalog) -> None:
    """All that travels is as it was: texts, contexts, states, previous sources, remarks, notes."""
    fit, _ = travelling(catalog, "x.po")
    sheets = form.taken(Sheet("a.md", fit)).sheets
    if not fit.entries:
        return
    assert [sheet.catalog for sheet in sheets] == [
        replace(fit, entries=tuple(replace(e, references=()) for e in fit.entries))
    ]


@any_form
def test_a_header_keeps_what_says_what_the_file_was_made_of(form: Form) -> None:
    header = dict(form.there_and_back(TITLE).header)
    assert header == {"Language": "en", "X-Essaytrans-Rules": "1", "X-Essaytrans-State": STATE}


@any_form
def test_several_articles_are_one_file(form: Form) -> None:
    tea, water = sheet_of(TITLE, name="articles/tea.md"), sheet_of(Entry("水"), name="b&.md")
    assert form.taken(tea, water).sheets == (tea, water)


@any_form
def test_the_same_catalog_makes_the_same_bytes(form: Form) -> None:
    sheets = [sheet_of(*ENTRIES.values())]
    assert form.write(sheets) == form.write(sheets)


@any_form
def test_two_texts_in_different_contexts_are_two(form: Form) -> None:
    two = (Entry("茶", "tea"), Entry("茶", "Tea", msgctxt="title"))
    assert form.there_and_back(*two).entries == two


# --- what does not travel ---------------------------------------------------------------------


def test_what_no_article_has_stays_at_home() -> None:
    catalog = Catalog(HEADER, (TITLE, Entry("旧", "old", obsolete=True)))
    assert travelling(catalog, "x.po")[0].entries == (TITLE,)


@pytest.mark.parametrize(
    "entry",
    [
        Entry("喝\x07茶", line=3),
        Entry("喝茶", "a\x1bb", line=3),
        Entry("喝茶", translator_comments=("\ufffe",), line=3),
        Entry("杯", "cup", msgid_plural="杯们", msgstr_plural=("cup", "cups"), line=3),
    ],
    ids=["msgid", "msgstr", "remark", "plural"],
)
def test_what_a_format_cannot_say_is_left_out_and_named(entry: Entry) -> None:
    fit, (problem,) = travelling(Catalog(HEADER, (TITLE, entry)), "locales/en/tea.po")
    assert fit.entries == (TITLE,)
    assert problem.code == "exchange-entry"
    assert problem.position is not None
    assert (problem.position.path, problem.position.line) == ("locales/en/tea.po", 3)


# --- what tools do to it ----------------------------------------------------------------------


def edited(form: Form, *edits: tuple[str, str], entry: Entry = TITLE) -> Entry:
    """The entry, after a tool has changed the text of the file."""
    text = form.write([sheet_of(entry)]).decode("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (sheet,) = read(text.encode()).sheets
    (found,) = sheet.catalog.entries
    return found


@any_form
def test_an_edit_arrives(form: Form) -> None:
    assert edited(form, ("Tea", "Drinking tea")).msgstr == "Drinking tea"


UNSURE: list[Callable[[], Entry]] = [
    lambda: edited(XLIFF, ('state="translated"', 'state="needs-translation"')),
    lambda: edited(XLIFF, ('state="translated"', 'state="new"')),
    lambda: edited(XLIFF, (' state="translated"', ""), ('approved="yes"', 'approved="no"')),
    lambda: edited(XLIFF2, ('state="translated"', 'state="initial"')),
]
SURE: list[Callable[[], Entry]] = [
    lambda: edited(XLIFF, ('state="translated"', 'state="final"')),
    lambda: edited(XLIFF, (' state="translated"', ""), (' approved="yes"', "")),
    lambda: edited(XLIFF, ('approved="yes"', 'approved="no"')),
    lambda: edited(XLIFF2, ('state="translated"', 'state="reviewed"')),
    lambda: edited(XLIFF2, (' state="translated"', "")),
]


@pytest.mark.parametrize("made", UNSURE)
def test_what_a_tool_calls_unfinished_is_fuzzy(made: Callable[[], Entry]) -> None:
    assert made().fuzzy


@pytest.mark.parametrize("made", SURE)
def test_what_a_tool_calls_finished_or_does_not_call_anything_is_not(
    made: Callable[[], Entry],
) -> None:
    assert not made().fuzzy


@pytest.mark.parametrize("form", [XLIFF, XLIFF2], ids=str)
def test_marks_that_only_say_something_of_the_text_are_no_tags(form: Form) -> None:
    marked = ">Dr<mrk id='m1' mtype='seg'>ink <mrk mid='2'>te</mrk></mrk>a<!-- x --><"
    assert edited(form, (">Tea<", marked)).msgstr == "Drink tea"


@pytest.mark.parametrize("form", [XLIFF, XLIFF2], ids=str)
def test_a_translation_with_tags_of_a_tool_is_not_taken(form: Form) -> None:
    text = form.write([sheet_of(TITLE, Entry("水", "water"))]).decode()
    taken = read(text.replace(">Tea<", ">T<ph id='1'/>ea<").encode())
    assert [entry.msgid for entry in taken.sheets[0].catalog.entries] == ["水"]
    (problem,) = taken.diagnostics
    assert problem.code == "exchange-entry"
    assert problem.position is not None
    assert problem.position.line is not None


def test_white_space_stays_where_a_tool_dropped_the_attribute_that_says_so() -> None:
    entry = Entry("a\nb  c", "d\ne  f")
    assert edited(XLIFF, (' xml:space="preserve"', ""), entry=entry) == entry


def test_a_note_that_nobody_signed_is_a_person_s() -> None:
    noted = edited(XLIFF, ("</trans-unit>", "<note>mine</note></trans-unit>"))
    assert noted.translator_comments == ("mine",)
    noted = edited(XLIFF2, ("<segment", "<notes><note>mine</note></notes><segment"))
    assert noted.translator_comments == ("mine",)


def test_segments_that_a_tool_has_made_are_one_text_again() -> None:
    text = XLIFF2.write([sheet_of(Entry("喝茶。喝水。", "Tea. Water."))]).decode()
    head, _, rest = text.partition("<segment")
    tail = rest.partition("</segment>")[2]
    two = (
        "<segment state='final'><source>喝茶。</source><target>Tea.</target></segment>"
        "<ignorable><source/><target> </target></ignorable>"
        "<segment{state}><source>喝水。</source>{target}</segment>"
    )
    for state, target, expected in (
        ("", "<target>Water.</target>", Entry("喝茶。喝水。", "Tea. Water.")),
        (
            " state='initial'",
            "<target>Water.</target>",
            Entry("喝茶。喝水。", "Tea. Water.", fuzzy=True),
        ),
        ("", "", Entry("喝茶。喝水。")),
    ):
        made = head + two.format(state=state, target=target) + tail
        assert read(made.encode()).sheets[0].catalog.entries == (expected,)
