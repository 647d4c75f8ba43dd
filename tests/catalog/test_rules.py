"""The rules stamp: catalogs of earlier rules are read as if today's had written them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.strategies import catalogs
from essaytrans.catalog import parse, serialize
from essaytrans.catalog.header import field, make_header
from essaytrans.catalog.rules import is_newer, migrated, newer_rules, rules_of
from essaytrans.follow import update
from essaytrans.i18n import render
from essaytrans.model import RULES, Catalog, Entry, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.catalog.rules import Migration

STAMP = "X-Essaytrans-Rules"


def header(rules: str | int) -> tuple[tuple[str, str], ...]:
    fields = make_header(
        language="en", plural_forms="", source_language="zh-Hans", project="文章", rules=1
    )
    return tuple((name, str(rules) if name == STAMP else value) for name, value in fields)


def catalog(*entries: Entry, rules: str | int = 1) -> Catalog:
    return Catalog(header(rules), entries)


def _without_marks(entry: Entry) -> Entry:
    """The step to invented rules 2, by which emphasis is not part of a text any more."""
    previous = entry.previous_msgid
    return replace(
        entry,
        msgid=entry.msgid.replace("*", ""),
        previous_msgid=None if previous is None else previous.replace("*", ""),
    )


def _with_context(entry: Entry) -> Entry:
    """The step from 3 to 4, by which titles have another context."""
    return replace(entry, msgctxt="front matter") if entry.msgctxt == "title" else entry


STEPS: Mapping[int, Migration] = MappingProxyType({1: _without_marks, 3: _with_context})


# --- the stamp --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "meant"),
    [("1", 1), (" 2 ", 2), ("12", 12), ("", 1), ("0", 1), ("-3", 1), ("1.5", 1), ("二", 1)],
)
def test_the_stamp_is_a_number_from_1_or_says_nothing(said: str, meant: int) -> None:
    assert rules_of(catalog(rules=said)) == meant


def test_no_number_is_too_long_to_be_none() -> None:
    assert rules_of(catalog(rules="9" * 5000)) == 1


def test_a_catalog_without_a_stamp_is_of_the_oldest_rules() -> None:
    assert rules_of(Catalog()) == 1
    assert rules_of(Catalog((("Language", "en"),))) == 1


def test_a_catalog_of_a_later_release_is_known_and_left_as_it_is() -> None:
    later = catalog(Entry("*a*", "x"), rules=RULES + 1)
    assert is_newer(later)
    assert not is_newer(catalog(rules=RULES))
    assert not is_newer(catalog(rules=2), rules=2)
    assert migrated(later) is later
    assert migrated(later, rules=RULES, migrations=STEPS) is later


def test_the_diagnostic_for_it_names_both_versions_and_says_what_to_do() -> None:
    problem = newer_rules("locales/en/a.po", 7)
    assert (problem.severity, problem.code) == (Severity.ERROR, "rules-newer")
    assert problem.position is not None
    assert problem.position.path == "locales/en/a.po"
    assert f"by rules 7 instead of {RULES}" in render(problem.message, language="en")
    assert problem.hint is not None
    assert "update essaytrans" in render(problem.hint, language="en")


# --- nothing to do ----------------------------------------------------------------------------


def test_a_catalog_of_these_rules_comes_back_itself() -> None:
    for known in (catalog(Entry("*a*", "x")), catalog(Entry("*a*", "x"), rules=""), Catalog()):
        assert migrated(known) is known
    assert migrated(Catalog(path="new.po"), rules=4, migrations=STEPS) == Catalog()


# --- steps ------------------------------------------------------------------------------------


def test_every_text_of_an_entry_is_migrated_and_nothing_else() -> None:
    current = Entry("*茶*", "tea", references=("a.md:1",), translator_comments=("ok",))
    fuzzy = Entry("*水*", "water", fuzzy=True, previous_msgid="*冰*")
    obsolete = Entry("*酒*", "wine", obsolete=True)
    after = migrated(catalog(current, fuzzy, obsolete), rules=2, migrations=STEPS)
    assert after.entries == (
        replace(current, msgid="茶"),
        replace(fuzzy, msgid="水", previous_msgid="冰"),
        replace(obsolete, msgid="酒"),
    )


def test_steps_are_taken_in_their_order_and_a_version_without_one_changes_no_text() -> None:
    old = catalog(Entry("*茶*", "Tea", msgctxt="title"))
    (entry,) = migrated(old, rules=4, migrations=STEPS).entries
    assert (entry.key, entry.msgstr) == (("front matter", "茶"), "Tea")
    assert migrated(old, rules=3, migrations=STEPS).entries[0].key == ("title", "茶")


def test_only_the_steps_that_are_missing_are_taken() -> None:
    old = catalog(Entry("*茶*", "Tea", msgctxt="title"), rules=2)
    assert migrated(old, rules=4, migrations=STEPS).entries[0].key == ("front matter", "*茶*")


@pytest.mark.parametrize("said", ["1", "", "?"])
def test_the_stamp_says_so_afterwards_and_other_fields_stay(said: str) -> None:
    after = migrated(catalog(Entry("a", "x"), rules=said), rules=4, migrations=STEPS)
    assert after.header == header(4)


def test_a_missing_stamp_is_put_where_it_belongs() -> None:
    bare = Catalog((("Language", "en"), ("X-Generator", "Poedit")), (Entry("a", "x"),))
    after = migrated(bare, rules=2, migrations=STEPS)
    assert field(after, STAMP) == "2"
    assert [name for name, _ in after.header if name.startswith("X-")] == [STAMP, "X-Generator"]


# --- two entries that become one --------------------------------------------------------------


def _both(first: Entry, second: Entry) -> tuple[Entry, ...]:
    return migrated(catalog(first, second), rules=2, migrations=STEPS).entries


def test_a_translation_goes_before_none() -> None:
    assert _both(Entry("*a*"), Entry("a", "x")) == (Entry("a", "x"),)
    assert _both(Entry("*a*", "x"), Entry("a")) == (Entry("a", "x"),)


def test_equal_translations_are_one() -> None:
    assert _both(Entry("*a*", "x"), Entry("a", "x", obsolete=True)) == (Entry("a", "x"),)


def test_another_translation_stays_obsolete_under_its_old_msgid() -> None:
    assert _both(Entry("*a*", "x"), Entry("b*", "y")) == (Entry("a", "x"), Entry("b", "y"))
    assert _both(Entry("a", "x"), Entry("*a*", "y")) == (
        Entry("a", "x"),
        Entry("*a*", "y", obsolete=True),
    )


def test_a_current_one_goes_before_an_obsolete_one_and_a_confirmed_before_a_fuzzy_one() -> None:
    left = Entry("*a*", "y", obsolete=True)
    assert _both(Entry("a*", "x", fuzzy=True), left) == (Entry("a", "x", fuzzy=True), left)
    assert _both(Entry("a*", "x"), Entry("*a*", "y", fuzzy=True)) == (
        Entry("a", "x"),
        Entry("*a*", "y", fuzzy=True, obsolete=True),
    )


def test_an_obsolete_translation_is_current_where_the_other_entry_was() -> None:
    """What the next `extract` would do too; `build` need not wait for it."""
    empty = Entry("*a*", references=("a.md:1",), extracted_comments=("标题",))
    other = Entry("z", "z")
    old = catalog(empty, other, Entry("a", "x", obsolete=True, extracted_comments=("⚙ m",)))
    assert migrated(old, rules=2, migrations=STEPS).entries == (
        replace(empty, msgid="a", msgstr="x", extracted_comments=("标题", "⚙ m")),
        other,
    )


def test_remarks_of_both_are_kept() -> None:
    first = Entry("*a*", "x", translator_comments=("one", "", "two", ""))
    second = Entry("a", translator_comments=("two", "three"))
    (entry,) = _both(first, second)
    assert entry.translator_comments == ("one", "", "two", "", "three")


def test_who_is_left_behind_finds_a_key_that_nobody_has() -> None:
    """The step is hostile here: it gives an entry the text that another had before."""

    def shifted(entry: Entry) -> Entry:
        return replace(entry, msgid={"a": "b", "c": "a"}.get(entry.msgid, entry.msgid))

    before = catalog(Entry("b", "1"), Entry("a", "2"), Entry("c", "3"), Entry("a", "4", "(1)"))
    after = migrated(before, rules=2, migrations={1: shifted})
    assert [(entry.key, entry.msgstr, entry.obsolete) for entry in after.entries] == [
        ((None, "b"), "1", False),
        ((None, "a"), "3", False),
        (("(1)", "b"), "4", False),
        (("(1)", "a"), "2", True),
    ]


# --- properties -------------------------------------------------------------------------------


def _work(found: Catalog) -> Counter[tuple[str, ...]]:
    return Counter(
        forms for entry in found.entries if any(forms := entry.msgstr_plural or (entry.msgstr,))
    )


def _forgetful(length: int) -> Migration:
    """A step that makes texts alike: it keeps the beginning of each."""

    def step(entry: Entry) -> Entry:
        return replace(entry, msgid=entry.msgid[:length] or "x", msgctxt=None)

    return step


@given(catalogs, st.integers(1, 3))
def test_no_translation_and_no_remark_is_lost_and_keys_stay_unique(
    before: Catalog, length: int
) -> None:
    stamped = replace(before, header=header(1))
    steps = {1: _forgetful(length), 2: _forgetful(1)}
    after = migrated(stamped, rules=3, migrations=steps)
    assert set(_work(stamped)) == set(_work(after))
    assert {text for entry in before.entries for text in entry.translator_comments} == {
        text for entry in after.entries for text in entry.translator_comments
    }
    assert len({entry.key for entry in after.entries}) == len(after.entries)
    assert set(parse(serialize(after)).entries) == set(after.entries)
    assert migrated(after, rules=3, migrations=steps) is after


def test_extract_makes_nothing_fuzzy_by_an_upgrade() -> None:
    """A reviewed catalog of rules 1, and the template that rules 2 make of the same article."""
    old = catalog(Entry("*茶叶*三克。", "Three grams."), Entry("水*一*杯。", "A cup of water."))
    template = (Entry("茶叶三克。"), Entry("水一杯。"))
    ready = migrated(old, rules=2, migrations=STEPS)
    updated = update(ready, template, ready.header)
    assert (updated.followed, updated.added, updated.obsoleted) == (0, 0, 0)
    assert [entry.msgstr for entry in updated.catalog.entries] == [
        "Three grams.",
        "A cup of water.",
    ]
    assert not any(entry.fuzzy for entry in updated.catalog.entries)
