"""Claims: who works on a catalog and who has read it, in fields of its header."""

from __future__ import annotations

from dataclasses import replace

from catalog.test_header import MADE
from catalog.tools import rewrite
from essaytrans.catalog import parse, serialize
from essaytrans.catalog.claims import Claims, claimed, proofread, read_claims
from essaytrans.catalog.header import update_header, with_field
from essaytrans.model import Catalog, Entry

ENTRIES = (
    Entry("茶", "tea"),
    Entry("茶", "Tea", "标题"),
    Entry("水", "water", fuzzy=True),
    Entry("旧", "old", obsolete=True),
)
CATALOG = Catalog(header=MADE, entries=ENTRIES)


def names(catalog: Catalog) -> list[str]:
    return [name for name, _ in catalog.header if name.startswith("X-")]


def test_a_catalog_says_nothing_at_first() -> None:
    assert read_claims(CATALOG) == Claims()
    assert read_claims(Catalog()) == Claims(None, None, proofread_current=False)


def test_a_claim_is_a_field_in_the_order_of_the_alphabet() -> None:
    taken = claimed(CATALOG, "王小明")
    assert names(taken) == [
        *("X-Essaytrans-Claimed-By", "X-Essaytrans-Rules", "X-Generator", "X-Source-Language"),
    ]
    assert read_claims(taken) == Claims("王小明")
    assert taken.entries is CATALOG.entries


def test_a_claim_that_changes_hands_stays_where_it_stands() -> None:
    last = with_field((*MADE, ("X-Other", "x"), ("X-Essaytrans-Claimed-By", "Ann")), "X-Other", "y")
    taken = claimed(Catalog(header=last), "Bo")
    assert taken.header[-2:] == (("X-Other", "y"), ("X-Essaytrans-Claimed-By", "Bo"))


def test_what_is_taken_back_leaves_no_trace() -> None:
    assert claimed(claimed(CATALOG, "Ann"), None) == CATALOG
    assert proofread(proofread(CATALOG, "Ann"), None) == CATALOG
    assert claimed(CATALOG, None) == CATALOG


def test_a_reading_holds_for_what_was_read() -> None:
    read = proofread(CATALOG, "Ann")
    assert read_claims(read) == Claims(None, "Ann", proofread_current=True)


def test_a_reading_is_of_the_past_when_a_confirmed_text_changes() -> None:
    read = proofread(CATALOG, "Ann")
    for entries in (
        (replace(ENTRIES[0], msgstr="Tee"), *ENTRIES[1:]),
        (replace(ENTRIES[0], fuzzy=True), *ENTRIES[1:]),
        (replace(ENTRIES[0], msgid="茶。"), *ENTRIES[1:]),
        (replace(ENTRIES[1], msgctxt="题"), ENTRIES[0], *ENTRIES[2:]),
        (*ENTRIES, Entry("新")),
        ENTRIES[1:],
    ):
        changed = replace(read, entries=entries)
        assert read_claims(changed) == Claims(None, "Ann", proofread_current=False)


def test_a_reading_still_holds_where_no_confirmed_text_changes() -> None:
    read = proofread(CATALOG, "Ann")
    for entries in (
        ENTRIES[::-1],
        ENTRIES[:3],
        (*ENTRIES[:2], replace(ENTRIES[2], msgstr="Water"), ENTRIES[3]),
        (replace(ENTRIES[0], translator_comments=("a remark",), references=("x:1",)), *ENTRIES[1:]),
    ):
        assert read_claims(replace(read, entries=entries)).proofread_current


def test_plural_forms_are_read_too() -> None:
    entry = Entry("%d 杯", "a cup", msgid_plural="%d 杯", msgstr_plural=("a cup", "%d cups"))
    read = proofread(Catalog(header=MADE, entries=(entry,)), "Ann")
    other = replace(entry, msgstr_plural=("a cup", "%d mugs"))
    assert not read_claims(replace(read, entries=(other,))).proofread_current


def test_a_name_that_somebody_wrote_by_hand_is_made_fit_to_be_shown() -> None:
    header = (*MADE, ("X-Essaytrans-Claimed-By", " An\u202en\x1b[31m "))
    assert read_claims(Catalog(header=header)).claimed_by == "Ann[31m"
    for nothing in ("", "  ", "\u202e"):
        header = (*MADE, ("X-Essaytrans-Claimed-By", nothing))
        assert read_claims(Catalog(header=header)) == Claims()


def test_a_reading_without_its_digest_is_not_known_to_hold() -> None:
    header = (*MADE, ("X-Essaytrans-Proofread-By", "Ann"))
    assert read_claims(Catalog(header=header)) == Claims(None, "Ann", proofread_current=False)
    header = (*MADE, ("X-Essaytrans-Proofread-State", "0123"))
    assert read_claims(Catalog(header=header)) == Claims()


def test_the_fields_come_through_a_file_an_extract_and_gettext() -> None:
    made = proofread(claimed(CATALOG, "王小明"), "Ann")
    text = serialize(made)
    assert read_claims(parse(text)) == Claims("王小明", "Ann", proofread_current=True)
    assert update_header(made.header, MADE) == made.header
    assert rewrite(text, "msgcat", "--no-wrap") == text


def test_the_fields_come_through_a_save_in_poedit() -> None:
    # the header as Poedit 3.2.2 left it, its entries aside
    saved = """\
# Li, Si <>, 2025, 2026.
msgid ""
msgstr ""
"Project-Id-Version: 文集\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: \\n"
"PO-Revision-Date: \\n"
"Last-Translator: Test Person <test@example.org>\\n"
"Language-Team: \\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Essaytrans-Claimed-By: 李四\\n"
"X-Essaytrans-Proofread-By: Li Si\\n"
"X-Essaytrans-Proofread-State: c7b0b7b3ab6d6dcddd8a968a43495caf\\n"
"X-Essaytrans-Rules: 1\\n"
"X-Generator: Poedit 3.2.2\\n"
"X-Source-Language: zh-Hans\\n"
"""
    assert read_claims(parse(saved)) == Claims("李四", "Li Si", proofread_current=False)
