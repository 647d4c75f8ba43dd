"""Updating a catalog: what is kept, what retires, what comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.follow import Update, update
from essaytrans.follow.match import match
from essaytrans.model import Catalog, Entry

HEADER = (("Language", "en"),)


def new(msgid: str, msgctxt: str | None = None, note: str = "new note") -> Entry:
    """An entry as a template has it."""
    return Entry(
        msgid, msgctxt=msgctxt, extracted_comments=(note,), references=("articles/a.md:1",)
    )


def old(msgid: str, msgstr: str = "", msgctxt: str | None = None, **more: Any) -> Entry:
    """An entry as a catalog has it."""
    entry = Entry(
        msgid,
        msgstr,
        msgctxt,
        extracted_comments=("old note",),
        references=("articles/before.md:1",),
    )
    return replace(entry, **more)


def retired(msgid: str, msgstr: str, msgctxt: str | None = None, **more: Any) -> Entry:
    """An obsolete entry."""
    entry = Entry(msgid, msgstr, msgctxt, obsolete=True)
    return replace(entry, **more)


def updated(old_entries: list[Entry], template: list[Entry]) -> Update:
    return update(Catalog(HEADER, tuple(old_entries)), template, HEADER)


def entries(old_entries: list[Entry], template: list[Entry]) -> list[Entry]:
    return list(updated(old_entries, template).catalog.entries)


# --- kept -------------------------------------------------------------------------------------


def test_an_empty_catalog_takes_the_template_as_it_is() -> None:
    template = [new("甲"), new("乙")]
    assert entries([], template) == template
    assert updated([], template).added == 2


def test_a_translation_whose_text_stands_is_kept() -> None:
    (entry,) = entries([old("甲", "A")], [new("甲")])
    assert (entry.msgid, entry.msgstr, entry.fuzzy) == ("甲", "A", False)


def test_entries_stand_in_the_order_of_the_article() -> None:
    found = entries([old("甲", "A"), old("乙", "B")], [new("乙"), new("丙"), new("甲")])
    assert [(e.msgid, e.msgstr) for e in found] == [("乙", "B"), ("丙", ""), ("甲", "A")]


def test_notes_and_references_are_those_of_the_article() -> None:
    (entry,) = entries([old("甲", "A")], [new("甲", note="heading, level 2")])
    assert entry.extracted_comments == ("heading, level 2",)
    assert entry.references == ("articles/a.md:1",)


def test_a_fuzzy_translation_stays_fuzzy() -> None:
    (entry,) = entries([old("甲", "A", fuzzy=True, previous_msgid="甲甲")], [new("甲")])
    assert entry.fuzzy
    assert entry.previous_msgid == "甲甲"


@pytest.mark.parametrize(
    "more",
    [
        {"translator_comments": ("how I understood it", "")},
        {"flags": ("x-checked", "no-c-format")},
        {"previous_msgid": "甲乙", "previous_msgctxt": "c", "previous_msgid_plural": "p"},
        {"msgid_plural": "甲甲", "msgstr_plural": ("A", "As")},
    ],
    ids=["comments", "flags", "previous", "plural"],
)
def test_what_people_and_tools_put_there_is_kept_through_every_state(
    more: dict[str, Any],
) -> None:
    def kept(entry: Entry) -> dict[str, Any]:
        return {name: getattr(entry, name) for name in more}

    (stays,) = entries([old("甲", "A", **more)], [new("甲")])
    (gone,) = entries([old("甲", "A", **more)], [])
    (back,) = entries([gone], [new("甲")])
    assert [kept(entry) for entry in (stays, gone, back)] == [more, more, more]
    assert [entry.obsolete for entry in (stays, gone, back)] == [False, True, False]


def test_the_header_is_the_given_one_and_remarks_above_it_stay() -> None:
    catalog = Catalog((("Language", "xx"),), (), ("© a translator",), ("note",), ("fuzzy",))
    header = (("Language", "en"), ("X-Generator", "Poedit"))
    assert update(catalog, [], header).catalog == replace(catalog, header=header)


# --- by machine -------------------------------------------------------------------------------

MACHINE = "⚙ 机器预译：opencc s2tw，待人审阅"


def by_machine(msgid: str, msgstr: str = "A", **more: Any) -> Entry:
    """An entry that a machine filled, and that nobody has looked at yet."""
    entry = old(msgid, msgstr, fuzzy=True, extracted_comments=("old note", MACHINE))
    return replace(entry, **more)


def test_that_a_machine_wrote_it_is_said_behind_what_the_article_says() -> None:
    (entry,) = entries([by_machine("甲")], [new("甲")])
    assert entry.extracted_comments == ("new note", MACHINE)
    assert entries([entry], [new("甲")]) == [entry]


@pytest.mark.parametrize(
    "done", [{"fuzzy": False}, {"msgstr": ""}, {"msgstr": "", "fuzzy": False}], ids=repr
)
def test_it_is_said_no_more_once_a_person_confirmed_or_emptied_it(done: dict[str, Any]) -> None:
    (entry,) = entries([by_machine("甲", **done)], [new("甲")])
    assert entry.extracted_comments == ("new note",)


def test_what_a_person_changed_and_left_fuzzy_is_still_to_be_reviewed() -> None:
    (entry,) = entries([by_machine("甲", "A, nearly")], [new("甲")])
    assert entry.extracted_comments == ("new note", MACHINE)


def test_a_machines_text_goes_and_comes_back_as_a_machines() -> None:
    (gone,) = entries([by_machine("甲")], [])
    assert gone == retired("甲", "A", fuzzy=True, extracted_comments=(MACHINE,))
    (back,) = entries([gone], [new("甲")])
    assert back.extracted_comments == ("new note", MACHINE)


def test_an_author_may_write_the_sign_too() -> None:
    (entry,) = entries([by_machine("甲")], [new("甲", note=MACHINE)])
    assert entry.extracted_comments == (MACHINE,)


# --- obsolete ---------------------------------------------------------------------------------


def test_a_translation_whose_text_left_is_obsolete_and_loses_only_what_the_article_said() -> None:
    report = updated([old("甲", "A", translator_comments=("mine",)), old("乙", "B")], [new("乙")])
    *_, gone = report.catalog.entries
    assert gone == retired("甲", "A", translator_comments=("mine",))
    assert (report.added, report.obsoleted, report.restored) == (0, 1, 0)


def test_a_fuzzy_translation_whose_text_left_stays_fuzzy() -> None:
    assert entries([old("甲", "A", fuzzy=True)], []) == [retired("甲", "A", fuzzy=True)]


def test_an_entry_without_work_goes_with_its_text() -> None:
    report = updated([old("甲"), old("乙", previous_msgid="乙乙")], [])
    assert report.catalog.entries == ()
    assert report.obsoleted == 0


def test_a_remark_alone_is_work_too() -> None:
    (gone,) = entries([old("甲", translator_comments=("ask the author",))], [])
    assert gone == retired("甲", "", translator_comments=("ask the author",))


def test_a_plural_form_alone_is_work_too() -> None:
    (gone,) = entries([old("甲", "", msgid_plural="甲甲", msgstr_plural=("", "As"))], [])
    assert gone.msgstr_plural == ("", "As")


def test_obsolete_entries_keep_their_order_and_new_ones_come_after_them() -> None:
    found = entries(
        [old("丙", "C"), old("丁", "D"), retired("乙", "B"), retired("甲", "A")], [new("戊")]
    )
    assert [entry.msgid for entry in found] == ["戊", "乙", "甲", "丙", "丁"]


def test_obsolete_entries_are_no_longer_counted_once_they_are_obsolete() -> None:
    first = updated([old("甲", "A")], [])
    second = updated(list(first.catalog.entries), [])
    assert (first.obsoleted, second.obsoleted) == (1, 0)
    assert first.catalog == second.catalog


# --- restored ---------------------------------------------------------------------------------


@pytest.mark.parametrize("fuzzy", [False, True])
def test_an_obsolete_translation_comes_back_as_it_went(fuzzy: bool) -> None:
    report = updated(
        [old("乙", "B"), retired("甲", "A", fuzzy=fuzzy, translator_comments=("mine",))],
        [new("甲"), new("乙")],
    )
    back = report.catalog.entries[0]
    assert (back.msgstr, back.fuzzy, back.obsolete) == ("A", fuzzy, False)
    assert back.translator_comments == ("mine",)
    assert back.references == ("articles/a.md:1",)
    assert (report.added, report.obsoleted, report.restored) == (0, 0, 1)


# --- context ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after"), [(None, "菜单"), ("菜单", None), ("一", "二")])
def test_a_changed_context_alone_makes_nothing_fuzzy(before: str | None, after: str | None) -> None:
    report = updated([old("打开", "Open", before)], [new("打开", after)])
    (entry,) = report.catalog.entries
    assert (entry.msgctxt, entry.msgstr, entry.fuzzy) == (after, "Open", False)
    assert (report.added, report.obsoleted) == (0, 0)


def test_each_context_keeps_its_own_translation() -> None:
    found = entries(
        [old("打开", "Open", "动词"), old("打开", "Opened", "状态")],
        [new("打开", "状态"), new("打开", "动词")],
    )
    assert [entry.msgstr for entry in found] == ["Opened", "Open"]


def test_a_text_that_now_stands_in_two_contexts_keeps_its_translation_in_one() -> None:
    report = updated([old("打开", "Open")], [new("打开", "动词"), new("打开", "状态")])
    assert [entry.msgstr for entry in report.catalog.entries] == ["Open", ""]
    assert report.added == 1


def test_of_two_contexts_that_are_gone_the_translated_one_is_taken_and_the_other_kept() -> None:
    found = entries(
        [old("打开", "", "一"), retired("打开", "Opened", "二"), old("打开", "Open", "三")],
        [new("打开")],
    )
    assert [(e.msgctxt, e.msgstr, e.obsolete) for e in found] == [
        (None, "Open", False),
        ("二", "Opened", True),
    ]


def test_an_exact_context_wins_over_a_better_translation_in_another() -> None:
    found = match([new("打开", "一")], [old("打开", "Open", "二"), old("打开", "", "一")])
    assert found.same == {0: 1}


def test_an_empty_context_is_a_context() -> None:
    found = entries(
        [old("打开", "Open", ""), old("打开", "Opened")], [new("打开"), new("打开", "")]
    )
    assert [(e.msgctxt, e.msgstr) for e in found] == [(None, "Opened"), ("", "Open")]


# --- properties -------------------------------------------------------------------------------

MSGIDS = st.sampled_from(["甲", "乙", "丙", "丁"])
CONTEXTS = st.sampled_from([None, "", "一", "二"])
KEYS = st.tuples(CONTEXTS, MSGIDS)
TEMPLATES = st.lists(KEYS, unique=True, max_size=8).map(
    lambda keys: [new(msgid, msgctxt) for msgctxt, msgid in keys]
)
WORK = st.tuples(st.sampled_from(["", "A", "B"]), st.booleans(), st.booleans(), st.booleans())


def _worked(key: tuple[str | None, str], work: tuple[str, bool, bool, bool]) -> Entry:
    msgstr, fuzzy, obsolete, remarked = work
    return Entry(
        key[1],
        msgstr,
        key[0],
        fuzzy=fuzzy and bool(msgstr),
        obsolete=obsolete,
        translator_comments=("mine",) if remarked else (),
        extracted_comments=(MACHINE,) if msgstr == "B" else (),
    )


CATALOGS = st.dictionaries(KEYS, WORK, max_size=10).map(
    lambda works: [_worked(key, work) for key, work in works.items()]
)


def _work_in(found: list[Entry]) -> list[tuple[str, str, bool, tuple[str, ...]]]:
    return sorted(
        (e.msgid, e.msgstr, e.fuzzy, e.translator_comments) for e in found if e.holds_work
    )


@given(CATALOGS, TEMPLATES)
def test_no_work_is_lost_and_none_is_invented(before: list[Entry], template: list[Entry]) -> None:
    assert _work_in(entries(before, template)) == _work_in(before)


@given(CATALOGS, TEMPLATES)
def test_what_is_in_use_is_the_template_in_its_order(
    before: list[Entry], template: list[Entry]
) -> None:
    after = entries(before, template)
    assert [e.key for e in after if not e.obsolete] == [e.key for e in template]
    assert [e.obsolete for e in after] == sorted(e.obsolete for e in after)


@given(CATALOGS, TEMPLATES)
def test_context_and_msgid_stay_unique_obsolete_ones_included(
    before: list[Entry], template: list[Entry]
) -> None:
    keys = [entry.key for entry in entries(before, template)]
    assert len(keys) == len(set(keys))


@given(CATALOGS, TEMPLATES)
def test_a_second_update_changes_nothing(before: list[Entry], template: list[Entry]) -> None:
    after = entries(before, template)
    again = updated(after, template)
    assert list(again.catalog.entries) == after
    assert (again.added, again.obsoleted, again.restored) == (0, 0, 0)


@given(CATALOGS, TEMPLATES)
def test_each_old_entry_is_taken_at_most_once(before: list[Entry], template: list[Entry]) -> None:
    pairs = match(template, before).same
    assert len(set(pairs.values())) == len(pairs)
    assert all(template[new_at].msgid == before[at].msgid for new_at, at in pairs.items())
