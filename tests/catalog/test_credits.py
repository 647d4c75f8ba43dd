"""Credits: who translated, read from a header and written into it, never taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.tools import rewrite
from essaytrans.catalog import credits as module
from essaytrans.catalog import parse, serialize
from essaytrans.catalog.credits import Credit, by_person, credited, introduced, joined_credits
from essaytrans.catalog.credits import credits as read_credits
from essaytrans.model import Catalog, Entry


def catalog(*comments: str, last: str = "", date: str = "") -> Catalog:
    """A catalog whose header says no more than this."""
    header = (("PO-Revision-Date", date), ("Last-Translator", last))
    return Catalog(header=header, header_comments=comments)


# --- reading comments -------------------------------------------------------------------------

NAMING = {
    "王小明 <x@example.org>, 2025, 2026.": Credit("王小明", "x@example.org", (2025, 2026)),
    "王小明 <x@example.org>, 2025, 2026": Credit("王小明", "x@example.org", (2025, 2026)),
    "王小明 <x@example.org>": Credit("王小明", "x@example.org"),
    "王小明, 2026.": Credit("王小明", None, (2026,)),
    "王小明，2025、2026。": Credit("王小明", None, (2025, 2026)),
    "王小明.": Credit("王小明"),
    "Ann Lee, 2026": Credit("Ann Lee", None, (2026,)),
    "Ann Lee <a@b.org>, 2019-2021, 2024.": Credit("Ann Lee", "a@b.org", (2019, 2020, 2021, 2024)),
    "Ann Lee <a@b.org>, 2021–2019.": Credit("Ann Lee", "a@b.org", (2021,)),
    "Ann Lee <ann at b dot org>, 2020.": Credit("Ann Lee", None, (2020,)),
    "Ann Lee <>, 2020.": Credit("Ann Lee", None, (2020,)),
    "Ann Lee, a@b.org, 2020.": Credit("Ann Lee", "a@b.org", (2020,)),
    "Translators: Ann Lee <a@b.org>, 2020.": Credit("Ann Lee", "a@b.org", (2020,)),
    "译者：王小明, 2020.": Credit("王小明", None, (2020,)),
    "J. R. van der Meer.": Credit("J. R. van der Meer"),
    "ann-lee_2.": None,
    "annlee2.": Credit("annlee2"),
    "O’Neil, Jr., 2024.": Credit("O’Neil, Jr.", None, (2024,)),
    "Agent 2026, 2026.": Credit("Agent 2026", None, (2026,)),
    "अनिता शर्मा.": Credit("अनिता शर्मा"),
    "王\u3000小明, 2026.": Credit("王 小明", None, (2026,)),
    "An\u202en Lee\x1b, 2026.": Credit("Ann Lee", None, (2026,)),
}


@pytest.mark.parametrize("line", NAMING)
def test_a_line_names_a_person_in_any_of_the_usual_forms(line: str) -> None:
    found = NAMING[line]
    assert read_credits(catalog(line)) == ((found,) if found else ())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "SOME DESCRIPTIVE TITLE.",
        "Copyright (C) 2026 Ann Lee <a@b.org>",
        "Copyright (C) YEAR THE PACKAGE'S COPYRIGHT HOLDER",
        "© Ann Lee, 2026",
        "SPDX-License-Identifier: CC-BY-4.0",
        "Licence: CC BY, 2026.",
        "This file is distributed under the same license as the PACKAGE package.",
        "English translations for tea package.",
        "FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.",
        "Translators:",
        "See the page of the project <https://example.org>, 2026.",
        "please ask before you change anything here.",
        "这里的译名都商量过。",
        "<a@b.org>, 2026.",
        "a@b.org <a@b.org>, 2026.",
        "Anonymous <noreply@weblate.org>, 2026.",
        ", 2026.",
        "—, 2026.",
        "x" * 101 + ", 2026.",
        "x, " * 100_000 + "2026.",
    ],
    ids=lambda line: line[:30],
)
def test_other_lines_name_nobody(line: str) -> None:
    assert read_credits(catalog(line)) == ()


# --- reading the last translator --------------------------------------------------------------

LAST = {
    "王小明 <x@example.org>": Credit("王小明", "x@example.org"),
    "王小明, x@example.org": Credit("王小明", "x@example.org"),
    "王小明": Credit("王小明"),
    "Lee, Ann <a@b.org>": Credit("Lee, Ann", "a@b.org"),
    "Ann (tea) <a@b.org>": Credit("Ann (tea)", "a@b.org"),
    "Ann <a@b.org> <c@d.org>": Credit("Ann", "a@b.org"),
    "  Ann \t Lee <a@b.org>": Credit("Ann Lee", "a@b.org"),
}


@pytest.mark.parametrize("said", LAST)
def test_the_last_translator_is_credited(said: str) -> None:
    assert read_credits(catalog(last=said)) == (LAST[said],)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "FULL NAME <EMAIL@ADDRESS>",
        "Automatically generated",
        "Automatically generated <a@b.org>",
        "Anonymous <noreply@weblate.org>",
        "Deleted User <noreply+15@weblate.org>",
        "Deleted user 3f2a <x@example.org>",
        "Weblate Translation Memory <noreply-mt-weblate-translation-memory@weblate.org>",
        "a@b.org",
        "<a@b.org>",
        "a@b.org <a@b.org>",
        "none",
        "?",
        "\u202e\u2066",
        "x" * 1000,
    ],
    ids=lambda said: said[:30],
)
def test_a_tool_or_an_address_alone_is_nobody(said: str) -> None:
    assert read_credits(catalog(last=said)) == ()
    assert credited(catalog(last=said), emails=True).header_comments == ()


def test_the_year_is_that_of_the_revision() -> None:
    assert read_credits(catalog(last="Ann", date="2026-03-01 10:00+0800")) == (
        Credit("Ann", None, (2026,)),
    )
    for date in ("", "YEAR-MO-DA HO:MI+ZONE", "0000-00-00", "soon"):
        assert read_credits(catalog(last="Ann", date=date)) == (Credit("Ann"),)


# --- the same person --------------------------------------------------------------------------


def test_a_person_is_known_by_name_whatever_the_capitals_blanks_and_accents() -> None:
    found = read_credits(
        catalog("Rene\u0301  LEE, 2025.", last="René Lee <r@b.org>", date="2026-01-01")
    )
    assert found == (Credit("René LEE", "r@b.org", (2025, 2026)),)


def test_a_person_is_known_by_address_too() -> None:
    found = read_credits(catalog("王小明 <X@example.org>, 2025.", last="Wang <x@example.org>"))
    assert found == (Credit("王小明", "X@example.org", (2025,)),)


def test_whoever_has_the_name_of_one_and_the_address_of_another_is_both() -> None:
    lines = ("Ann, 2024.", "王安 <a@b.org>, 2025.", "Ann <a@b.org>, 2026.")
    assert read_credits(catalog(*lines)) == (Credit("Ann", "a@b.org", (2024, 2025, 2026)),)


def test_what_each_person_did_is_brought_together() -> None:
    ann, again, other = (
        Credit("Ann", "a@b.org", (2025,)),
        Credit("ann", None, (2026,)),
        Credit("Bo"),
    )
    assert by_person([("tea", ann), ("rice", other), ("rice", again), ("tea", again)]) == (
        (Credit("Ann", "a@b.org", (2025, 2026)), ("tea", "rice")),
        (other, ("rice",)),
    )


# --- writing ----------------------------------------------------------------------------------


def written(*comments: str, last: str, date: str = "", emails: bool = False) -> tuple[str, ...]:
    return credited(catalog(*comments, last=last, date=date), emails=emails).header_comments


def test_the_last_translator_gets_a_line_without_the_address() -> None:
    assert written(last="王小明 <x@example.org>") == ("王小明.",)
    assert written(last="王小明 <x@example.org>", date="2026-01-02") == ("王小明, 2026.",)


def test_the_address_is_written_where_that_is_wanted() -> None:
    assert written(last="王小明 <x@example.org>", emails=True) == ("王小明 <x@example.org>.",)
    assert written(last="Bo <b@c.org>", date="2026-01-02", emails=True) == ("Bo <b@c.org>, 2026.",)


def test_a_further_year_goes_into_the_line_and_nothing_else_of_it_changes() -> None:
    for line, after in {
        "Ann  <A@b.org>, 2024, 2025.": "Ann  <A@b.org>, 2024, 2025, 2026.",
        "ann  lee <a@b.org>,2024-2025": "ann  lee <a@b.org>,2024-2025, 2026",
        "Ann <a@b.org>": "Ann <a@b.org>, 2026",
        "Ann Lee.": "Ann Lee, 2026.",
        "译者：Ann，2025。": "译者：Ann，2025, 2026。",
    }.items():
        last = "Ann Lee <a@b.org>" if "@" in line or "Lee" in line else "Ann"
        assert written(line, last=last, date="2026-05-05") == (after,)


def test_who_is_there_with_the_year_or_without_any_is_not_written_again() -> None:
    for line in ("Ann, 2026.", "Ann <a@b.org>, 2024-2027.", "Ann, 2025, 2026."):
        before = catalog(line, last="Ann <a@b.org>", date="2026-05-05")
        assert credited(before) is before
    before = catalog("Ann, 2024.", last="Ann")
    assert credited(before) is before


def test_a_new_line_goes_below_those_of_others() -> None:
    assert written("Title", "Ann, 2024.", "", "a remark", last="Bo") == (
        *("Title", "Ann, 2024.", "Bo.", "", "a remark"),
    )
    assert written("Copyright 2020 me", "", last="Bo") == ("Copyright 2020 me", "Bo.", "")
    assert written("FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.", "", last="Bo") == (
        *("FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.", "Bo.", ""),
    )


@pytest.mark.parametrize(
    "name",
    [
        "王小明",
        "Lee, Ann",
        "Lee, 2020",
        "Agent 7",
        "Ann (tea) [cup]",
        "Jr.",
        "The translation team",
        "please ask before",
        "\\ back\\",
        "#~ msgid",
        "~",
        'q"uote',
        "{{ x }}",
        "ع مریم",
        "می\u200cخواهم",
    ],
)
@pytest.mark.parametrize("date", ["", "2026-01-02"])
def test_a_line_reads_back_whatever_the_name(name: str, date: str) -> None:
    before = catalog(last=f"{name} <x@example.org>", date=date)
    after = credited(before)
    alone = Catalog(header_comments=after.header_comments)
    years = (2026,) if date else ()
    expected = () if name == "~" else (Credit(name, None, years),)
    assert read_credits(alone) == expected
    assert all("@" not in line for line in after.header_comments)
    assert credited(after) is after
    again = parse(serialize(after))
    assert again.header_comments == after.header_comments


def without_last(text: str, part: str) -> str:
    before, _, after = text.rpartition(part)
    return before + after


@given(
    last=st.text(max_size=40) | st.text("王 aA.,<>@0129-()\\\u202e\n", max_size=20),
    comments=st.lists(
        st.text("王 aA.,<>@0129-()#", max_size=20)
        | st.sampled_from(["Ann, 2024.", "Bo <b@c.org>", "Copyright 2020 me", ""]),
        max_size=4,
    ),
    date=st.sampled_from(["", "2024-01-01", "2026-01-01 10:00+0800"]),
    emails=st.booleans(),
)
def test_crediting_loses_nobody_and_is_done_after_the_first_time(
    last: str, comments: list[str], date: str, emails: bool
) -> None:
    before = catalog(*comments, last=last, date=date)
    after = credited(before, emails=emails)
    assert credited(after, emails=emails) is after
    assert after.entries is before.entries
    assert after.header == before.header
    # every line that was there is there still, at most with a year more
    rest = iter(after.header_comments)
    for line in before.header_comments:
        assert any(line in {found, without_last(found, f", {date[:4]}")} for found in rest)
    assert len(after.header_comments) - len(comments) in {0, 1}
    assert {year for credit in read_credits(after) for year in credit.years} == {
        year for credit in read_credits(before) for year in credit.years
    }


def test_gettext_gives_the_lines_back() -> None:
    lines = ("王小明.", "Lee, 2020 <>, 2026.", "\\ back\\ <>.", "Jr. <x@example.org>, 2024-2026")
    made = credited(catalog(*lines, last="Bo <b@c.org>", date="2026-01-02 10:00+0800"))
    text = serialize(replace(made, entries=(Entry("茶", "tea"),)))
    assert rewrite(text, "msgcat") == text
    assert made.header_comments[-1] == "Bo, 2026."


# --- joining ----------------------------------------------------------------------------------


def test_the_people_of_another_catalog_are_added_by_person() -> None:
    first = ("Title", "Ann <a@b.org>, 2024.", "")
    second = ("Other title", "ann, 2025-2026.", "Bo <b@c.org>, 2020", "Copyright 2020 me", "")
    assert joined_credits(first, second) == (
        *("Title", "Ann <a@b.org>, 2024, 2025, 2026.", "Bo <b@c.org>, 2020", ""),
    )


def test_nothing_is_added_twice() -> None:
    first = ("Ann, 2024-2026.", "a remark")
    assert joined_credits(first, ("Ann, 2025.", "another remark")) is first
    assert joined_credits((), first) == ("Ann, 2024-2026.",)
    joined = joined_credits(first, ("Bo.", "Cai, 2025."))
    assert joined_credits(joined, ("Bo.", "Cai, 2025.")) is joined


# --- lines of strangers -----------------------------------------------------------------------


@dataclass
class Counting:
    """A pattern that counts the characters that it is tried on."""

    pattern: re.Pattern[str]
    sizes: list[int] = field(default_factory=list)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        self.sizes.append(len(text))
        return self.pattern.fullmatch(text)


@pytest.mark.parametrize(
    "line",
    [
        "a" + " " * 480 + "b",
        "a" + " " * 480 + "b, 2020.",
        "a" + ", 2020" * 80 + "x",
        "a" + ", 2020" * 80 + ".",
        "a" + " , 2020 " * 60 + "x",
        "," * 490 + "2020",
        "a, 2020" + " " * 480 + "- 2021",
        "a" + "<" * 490 + ">",
    ],
)
def test_each_piece_of_a_line_is_looked_at_once(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Whatever a line holds, the pieces that the pattern of a year is tried on are no more than it."""
    counting = Counting(re.compile(module._YEARS.pattern))
    monkeypatch.setattr(module, "_YEARS", counting)
    module._read_line.cache_clear()
    read_credits(replace(catalog(line), entries=()))
    assert sum(counting.sizes) <= len(line)


def test_each_line_is_read_once_however_many_people_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def reading(text: str, pattern: re.Pattern[str] = module._NO_CREDIT) -> re.Match[str] | None:
        read.append(text)
        return pattern.match(text)

    monkeypatch.setattr(module, "_NO_CREDIT", type("Reading", (), {"match": staticmethod(reading)}))
    module._read_line.cache_clear()
    people = tuple(f"Person{number} <p{number}@x.org>, 2020." for number in range(400))
    assert joined_credits((), people) == people
    assert len(read) == len(people)


def test_of_a_file_from_elsewhere_the_last_people_come_in_by_name() -> None:
    lines = [f"Person{number} <p{number}@x.org>, 2020." for number in range(60)]
    found = introduced(("Ben.",), ["remark", *lines, "another remark"])
    assert found == ("Ben.", *(f"Person{number}, 2020." for number in range(10, 60)))
    assert introduced(found, lines) == found


def test_a_line_does_not_grow_beyond_what_is_read() -> None:
    full = "Ann" + "".join(f", {year}" for year in range(2000, 2081)) + "."
    assert introduced((full,), ["Ann, 1970-2019, 2020-2069."]) == (full,)
