"""Merging: what becomes of an entry, case by case. What always holds is in `test_merge_promises`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from essaytrans.catalog.header import make_header
from essaytrans.follow.merge import Merged, Rule, merge
from essaytrans.follow.update import update
from essaytrans.model import Catalog, Entry

TEA = "茶叶三克，水八十五度，一分钟出汤。"
LONGER = "茶叶三克，水八十五度，两分钟出汤。"
CUP = "杯子要先烫一遍，不然水一倒进去就凉了。"
LAST = "第二泡比第一泡好喝，第三泡又淡了。"

X = Entry(TEA, "X")
MACHINE = Entry(TEA, "M", fuzzy=True, extracted_comments=("⚙ engine",))


def one(base: Entry | None, ours: Entry, theirs: Entry, rule: Rule = Rule.MARK) -> Merged:
    """Merge catalogs of one entry."""
    before = None if base is None else Catalog(entries=(base,))
    return merge(before, Catalog(entries=(ours,)), Catalog(entries=(theirs,)), rule=rule)


def entry_of(merged: Merged) -> Entry:
    (entry,) = merged.catalog.entries
    return entry


def by_text(merged: Merged) -> dict[str, tuple[str, bool, bool]]:
    """Of each msgid: the translation, whether it is fuzzy, and whether it is obsolete."""
    return {e.msgid: (e.msgstr, e.fuzzy, e.obsolete) for e in merged.catalog.entries}


# --- one side, or both alike ------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        Entry(TEA, "Y"),
        Entry(TEA, "X", fuzzy=True),
        Entry(TEA, ""),
        Entry(TEA, "Y", fuzzy=True, previous_msgid="从前"),
        Entry(TEA, "X", obsolete=True),
        Entry(TEA, "X", translator_comments=("mine",)),
        Entry(TEA, "X", extracted_comments=("标题",), references=("b.md:1",), flags=("c-format",)),
        Entry(TEA, "X", msgid_plural="p", msgstr_plural=("X", "Xs")),
    ],
)
def test_what_one_side_changed_is_taken_whichever_side_it_is(changed: Entry) -> None:
    assert entry_of(one(X, changed, X)) == changed
    assert entry_of(one(X, X, changed)) == changed
    assert entry_of(one(X, changed, changed)) == changed


def test_a_text_that_one_side_confirmed_is_confirmed() -> None:
    doubted = Entry(TEA, "X", fuzzy=True, previous_msgid="从前")
    merged = one(doubted, doubted, X)
    assert entry_of(merged) == X
    assert merged.taken == (X,)


def test_what_came_from_theirs_is_told_and_what_was_ours_already_is_not() -> None:
    assert one(X, X, Entry(TEA, "Y")).taken == (Entry(TEA, "Y"),)
    assert one(X, Entry(TEA, "Y"), X).taken == ()
    assert one(X, Entry(TEA, "Y"), Entry(TEA, "Y")).taken == ()


def test_text_and_place_are_merged_each_by_itself() -> None:
    merged = one(X, Entry(TEA, "Y"), Entry(TEA, "X", obsolete=True))
    assert entry_of(merged) == Entry(TEA, "Y", obsolete=True)
    back = one(Entry(TEA, "X", obsolete=True), Entry(TEA, "Y", obsolete=True), X)
    assert entry_of(back) == Entry(TEA, "Y")


def test_remarks_of_both_are_kept_and_those_that_one_deleted_are_not() -> None:
    base = replace(X, translator_comments=("old", "wrong"))
    ours = replace(X, translator_comments=("old", "wrong", "mine"))
    theirs = replace(X, translator_comments=("theirs", "old"))
    assert entry_of(one(base, ours, theirs)).translator_comments == ("old", "mine", "theirs")


# --- both sides, in different ways ------------------------------------------------------------


def test_a_clash_leaves_ours_fuzzy_and_theirs_as_a_remark() -> None:
    ours, theirs = Entry(TEA, "Y", translator_comments=("mine",)), Entry(TEA, "Z\n\nz\\")
    merged = one(X, ours, theirs)
    assert entry_of(merged) == Entry(
        TEA, "Y", fuzzy=True, translator_comments=("mine", "⇄ Z", "⇄", "⇄ z\\")
    )
    assert [(clash.ours, clash.theirs) for clash in merged.clashes] == [(ours, theirs)]
    assert merged.taken == ()


def test_a_clash_that_is_merged_again_gets_no_second_remark() -> None:
    theirs = Entry(TEA, "Z")
    once = entry_of(one(X, Entry(TEA, "Y"), theirs))
    assert entry_of(one(X, once, theirs)) == once
    assert len(one(X, once, theirs).clashes) == 1


def test_a_clash_that_was_settled_stays_settled_although_its_remark_is_still_there() -> None:
    theirs = Entry(TEA, "Z")
    settled = replace(entry_of(one(X, Entry(TEA, "Y"), theirs)), fuzzy=False)
    merged = one(X, settled, theirs)
    assert (entry_of(merged), merged.clashes) == (settled, ())


def test_a_text_on_one_side_and_none_on_the_other_is_a_clash_that_keeps_the_text() -> None:
    empty, changed = Entry(TEA, ""), Entry(TEA, "Y")
    for ours, theirs in ((empty, changed), (changed, empty)):
        merged = one(X, ours, theirs)
        assert entry_of(merged) == Entry(TEA, "Y", fuzzy=True)
        assert len(merged.clashes) == 1


def test_by_the_other_rules_one_side_stands_and_the_clash_is_told() -> None:
    ours, theirs = Entry(TEA, "Y"), Entry(TEA, "Z", fuzzy=True)
    for rule, stands in ((Rule.OURS, ours), (Rule.THEIRS, theirs)):
        for base in (X, None):
            merged = one(base, ours, theirs, rule)
            assert entry_of(merged) == stands
            assert len(merged.clashes) == 1


def test_what_both_wrote_alike_is_fuzzy_if_it_is_so_on_one_side() -> None:
    doubted = Entry(TEA, "Y", fuzzy=True)
    for base in (X, None):
        for ours, theirs in ((doubted, Entry(TEA, "Y")), (Entry(TEA, "Y"), doubted)):
            merged = one(base, ours, theirs)
            assert entry_of(merged) == doubted
            assert merged.clashes == ()


def test_plural_forms_are_in_the_remark_too() -> None:
    ours = Entry(TEA, "Y", msgid_plural="p", msgstr_plural=("Y", "Ys"))
    theirs = Entry(TEA, "Z", msgid_plural="p", msgstr_plural=("Z", "Zs"))
    assert entry_of(one(None, ours, theirs)).translator_comments == ("⇄ Z", "⇄ Zs")


# --- without a base ---------------------------------------------------------------------------


def test_without_a_base_an_empty_entry_gives_way() -> None:
    for ours, theirs in ((Entry(TEA), X), (X, Entry(TEA))):
        assert one(None, ours, theirs).catalog.entries == (X,)
        assert one(None, ours, theirs).clashes == ()
        assert one(Entry(TEA), ours, theirs).catalog.entries == (X,)


def test_what_a_machine_suggested_gives_way_to_what_a_person_wrote() -> None:
    for base in (None, Entry(TEA)):
        for ours, theirs in ((MACHINE, X), (X, MACHINE)):
            merged = one(base, ours, theirs)
            assert (entry_of(merged), merged.clashes) == (X, ())


def test_of_two_suggestions_ours_stays_and_nobody_is_asked() -> None:
    other = replace(MACHINE, msgstr="N")
    merged = one(None, MACHINE, other)
    assert (entry_of(merged), merged.clashes) == (MACHINE, ())


def test_a_suggestion_that_somebody_edited_is_somebodys_work() -> None:
    merged = one(MACHINE, replace(MACHINE, msgstr="edited"), X)
    assert entry_of(merged).msgstr == "edited"
    assert entry_of(merged).translator_comments == ("⇄ X",)


def test_a_draft_gives_way_to_no_other_text() -> None:
    merged = one(None, Entry(TEA, "draft", fuzzy=True), X)
    assert entry_of(merged).translator_comments == ("⇄ X",)
    assert len(merged.clashes) == 1


def test_a_confirmed_text_that_becomes_fuzzy_is_not_taken_for_a_machines() -> None:
    confirmed = replace(MACHINE, fuzzy=False)
    assert entry_of(one(None, confirmed, X)).extracted_comments == ()


def test_an_entry_in_use_on_one_side_is_in_use() -> None:
    used = replace(X, references=("a.md:1",), extracted_comments=("标题",))
    for ours, theirs in ((used, replace(X, obsolete=True)), (replace(X, obsolete=True), used)):
        assert entry_of(one(None, ours, theirs)) == used


# --- what only one side has -------------------------------------------------------------------


def test_what_only_theirs_has_stands_behind_its_predecessor_there() -> None:
    ours = Catalog(entries=(Entry("a"), Entry("b"), Entry("old", "O", obsolete=True)))
    theirs = Catalog(entries=(Entry("0"), Entry("a"), Entry("a1"), Entry("a2"), Entry("b")))
    merged = merge(Catalog(entries=(Entry("a"), Entry("b"))), ours, theirs)
    assert list(by_text(merged)) == ["0", "a", "a1", "a2", "b", "old"]


def removed_by_one_side(base: Entry, other: Entry) -> list[tuple[Entry, ...]]:
    """The entries that are left, whichever side removed one."""
    before, there = Catalog(entries=(base,)), Catalog(entries=(other,))
    return [
        merge(before, there, Catalog()).catalog.entries,
        merge(before, Catalog(), there).catalog.entries,
    ]


def test_what_one_side_removed_is_gone_if_it_held_no_work_or_was_obsolete() -> None:
    assert removed_by_one_side(Entry(TEA), Entry(TEA)) == [(), ()]
    obsolete = replace(X, obsolete=True)
    assert removed_by_one_side(obsolete, obsolete) == [(), ()]


def test_work_that_one_side_removed_from_an_entry_in_use_is_kept_obsolete() -> None:
    noted = replace(X, references=("a.md:1",), extracted_comments=("标题",))
    kept = replace(X, obsolete=True)
    assert removed_by_one_side(noted, noted) == [(kept,), (kept,)]


def test_what_one_side_removed_and_the_other_changed_is_kept() -> None:
    changed = Entry(TEA, "Y", obsolete=True)
    assert removed_by_one_side(X, Entry(TEA, "Y")) == [(changed,)] * 2
    assert removed_by_one_side(replace(X, obsolete=True), changed) == [(changed,)] * 2
    assert removed_by_one_side(replace(X, obsolete=True), X) == [(X,)] * 2, "it came back"


# --- articles that changed on one branch ------------------------------------------------------

BASE = Catalog(entries=(Entry(CUP, "Cup"), X, Entry(LAST, "Last")))


def extracted(catalog: Catalog, *texts: str) -> Catalog:
    return update(catalog, [Entry(text) for text in texts], ()).catalog


def translated(catalog: Catalog, **changes: object) -> Catalog:
    """What becomes of a catalog when somebody works on the text about tea."""
    return replace(
        catalog,
        entries=tuple(
            replace(e, **changes) if e.msgid in {TEA, LONGER} else e  # type: ignore[arg-type]
            for e in catalog.entries
        ),
    )


EDITED = extracted(BASE, CUP, LONGER, LAST)
IMPROVED = translated(BASE, msgstr="Y")


@pytest.mark.parametrize("sides", [(IMPROVED, EDITED), (EDITED, IMPROVED)])
def test_work_on_the_former_text_goes_to_the_edited_one(sides: tuple[Catalog, Catalog]) -> None:
    merged = merge(BASE, *sides)
    assert by_text(merged) == {
        CUP: ("Cup", False, False),
        LONGER: ("Y", True, False),
        LAST: ("Last", False, False),
    }
    assert merged.catalog.entries[1].previous_msgid == TEA
    assert merged.clashes == ()


@pytest.mark.parametrize("ours_edited", [True, False])
def test_work_on_both_texts_is_kept_each_with_its_own(ours_edited: bool) -> None:
    anew = translated(EDITED, msgstr="Z", fuzzy=False, previous_msgid=None)
    sides = (anew, IMPROVED) if ours_edited else (IMPROVED, anew)
    merged = merge(BASE, *sides)
    assert by_text(merged)[LONGER] == ("Z", False, False)
    assert by_text(merged)[TEA] == ("Y", False, True)
    assert merged.clashes == ()


def test_a_former_text_that_nobody_worked_on_leaves_nothing_behind() -> None:
    anew = translated(EDITED, msgstr="Z", fuzzy=False, previous_msgid=None)
    assert by_text(merge(BASE, BASE, anew)) == by_text(merge(BASE, anew, BASE))
    assert list(by_text(merge(BASE, BASE, anew))) == [CUP, LONGER, LAST]


def test_a_remark_on_the_former_text_goes_along() -> None:
    merged = merge(BASE, translated(BASE, translator_comments=("mine",)), EDITED)
    assert merged.catalog.entries[1].translator_comments == ("mine",)
    assert by_text(merged)[LONGER] == ("X", True, False)


def test_what_somebody_only_drafted_is_confirmed_for_nothing() -> None:
    drafted = translated(BASE, msgstr="Y", fuzzy=True)
    entry = merge(BASE, drafted, EDITED).catalog.entries[1]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Y", True, None)


def test_an_edit_of_punctuation_makes_nothing_fuzzy() -> None:
    edited = extracted(BASE, CUP, TEA.replace("，", ", "), LAST)
    merged = merge(BASE, IMPROVED, edited)
    assert by_text(merged)[TEA.replace("，", ", ")] == ("Y", False, False)
    assert TEA not in by_text(merged)


def test_the_first_translation_of_the_former_text_goes_to_the_edited_one() -> None:
    base = translated(BASE, msgstr="")
    merged = merge(base, IMPROVED, extracted(base, CUP, LONGER, LAST))
    assert by_text(merged)[LONGER] == ("Y", True, False)
    assert TEA not in by_text(merged)


def test_an_edit_that_is_taken_back_meets_work_on_the_edited_text() -> None:
    confirmed = translated(EDITED, msgstr="Z", fuzzy=False, previous_msgid=None)
    merged = merge(EDITED, confirmed, extracted(EDITED, CUP, TEA, LAST))
    assert by_text(merged)[TEA] == ("Z", True, False)
    assert merged.catalog.entries[1].previous_msgid == LONGER


def test_a_draft_for_the_edited_text_is_not_confirmed_for_the_former_one() -> None:
    fuzzy = Entry(LONGER, "X", fuzzy=True, previous_msgid=TEA)
    back, draft = Catalog(entries=(X,)), Catalog(entries=(replace(fuzzy, msgstr="draft"),))
    for sides in ((back, draft), (draft, back)):
        merged = by_text(merge(Catalog(entries=(fuzzy,)), *sides))
        assert merged[TEA] == ("X", False, False)
        assert merged[LONGER] == ("draft", True, True)


def test_one_that_nobody_touched_is_confirmed_again_with_its_text() -> None:
    fuzzy = update(Catalog(entries=(X,)), [Entry(LONGER)], ()).catalog
    back = update(fuzzy, [Entry(TEA)], ()).catalog
    (edited,) = fuzzy.entries
    remarked = Catalog(entries=(replace(edited, translator_comments=("why?",)),))
    merged = merge(fuzzy, back, remarked)
    assert by_text(merged) == {TEA: ("X", False, False)}
    assert entry_of(merged).translator_comments == ("why?",)


def test_work_on_a_text_that_was_cut_in_two_stays_obsolete() -> None:
    text = "水要新烧的，不能用隔夜的。烧开以后放到八十五度再用。"
    first, second = "水要新烧的，不能用隔夜的。", "烧开以后放到八十五度再用。"
    base = Catalog(entries=(Entry(text, "Fresh. Cooled."),))
    improved = Catalog(entries=(Entry(text, "Fresh water. Let it cool."),))
    merged = merge(base, improved, extracted(base, first, second))
    assert by_text(merged) == {
        first: ("Fresh.", True, False),
        second: ("Cooled.", True, False),
        text: ("Fresh water. Let it cool.", False, True),
    }


def test_both_branches_may_have_followed_the_same_edit() -> None:
    ours = translated(EDITED, msgstr="Z", fuzzy=False, previous_msgid=None)
    merged = merge(BASE, ours, EDITED)
    assert by_text(merged)[LONGER] == ("Z", False, False)
    assert merged.clashes == ()


def test_an_edited_text_whose_paragraph_the_other_side_deleted_is_kept_both_ways() -> None:
    deleted = extracted(BASE, CUP, LAST)
    merged = merge(BASE, deleted, EDITED)
    assert by_text(merged)[LONGER] == ("X", True, False)
    assert by_text(merged)[TEA] == ("X", False, True)


# --- the header -------------------------------------------------------------------------------

MADE = make_header(
    language="en",
    plural_forms="nplurals=2; plural=(n != 1);",
    source_language="zh-Hans",
    project="茶",
    rules=1,
)


def headed(*comments: str, **fields: str) -> Catalog:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return Catalog(tuple({**dict(MADE), **named}.items()), header_comments=comments)


def test_a_field_that_one_side_changed_is_taken_and_one_that_both_did_is_ours() -> None:
    base = headed(Language_Team="a", X_Claimed="Mo")
    ours = headed(Language_Team="b", X_Generator="Poedit 3")
    theirs = headed(Language_Team="c", X_Generator="Lokalize", X_Claimed="Mo", X_New="1")
    header = dict(merge(base, ours, theirs).catalog.header)
    assert (header["Language-Team"], header["X-Generator"], header["X-New"]) == (
        "b",
        "Poedit 3",
        "1",
    )
    assert "X-Claimed" not in header


EARLY, LATE = "2026-01-02 03:04+0000", "2026-01-02 01:04-0800"


@pytest.mark.parametrize(
    ("ours", "theirs", "stands"),
    [
        ((EARLY, "A"), (LATE, "B"), (LATE, "B")),
        ((LATE, "A"), (EARLY, "B"), (LATE, "A")),
        (("", "A"), (EARLY, "B"), (EARLY, "B")),
        (("soon", "A"), (EARLY, "B"), (EARLY, "B")),
        ((EARLY, "A"), ("", "B"), (EARLY, "A")),
        (("", "A"), ("", "B"), ("", "A")),
        ((EARLY, "A"), (LATE, ""), (LATE, "A")),
        (("", ""), (LATE, "B"), (LATE, "B")),
    ],
)
def test_the_last_translator_is_that_of_the_later_date(
    ours: tuple[str, str], theirs: tuple[str, str], stands: tuple[str, str]
) -> None:
    sides = [headed(PO_Revision_Date=date, Last_Translator=name) for date, name in (ours, theirs)]
    for base in (headed(), None):
        header = dict(merge(base, *sides).catalog.header)
        assert (header["PO-Revision-Date"], header["Last-Translator"]) == stands


def test_credits_of_both_are_kept() -> None:
    merged = merge(headed("Mo, 2025"), headed("Mo, 2025", "A"), headed("B", "Mo, 2025"))
    assert merged.catalog.header_comments == ("Mo, 2025", "A", "B")


def test_the_years_of_one_person_stand_in_one_line() -> None:
    merged = merge(headed("Mo, 2024."), headed("Mo, 2024, 2025."), headed("Mo, 2024, 2026."))
    assert merged.catalog.header_comments == ("Mo, 2024, 2025, 2026.",)


def test_a_last_translator_who_gives_way_is_credited() -> None:
    ours = headed(PO_Revision_Date=EARLY, Last_Translator="Mo <mo@example.org>")
    theirs = headed(PO_Revision_Date=LATE, Last_Translator="An <an@example.org>")
    for sides in ((ours, theirs), (theirs, ours)):
        once = merge(headed(), *sides).catalog
        assert once.header_comments == ("Mo, 2026.",)
        assert merge(headed(), once, sides[1]).catalog == once


def test_who_proofread_goes_with_what_was_read() -> None:
    def read(by: str, state: str) -> Catalog:
        return headed(X_Essaytrans_Proofread_By=by, X_Essaytrans_Proofread_State=state)

    merged = merge(read("Mo", "1"), read("Mo", "2"), read("An", "3")).catalog
    assert merged == read("Mo", "2")


def test_another_order_of_fields_changes_nothing() -> None:
    turned = Catalog(tuple(reversed(MADE)))
    assert merge(headed(), headed(), turned).catalog == headed()
    assert merge(headed(), headed(), turned).catalog.path == headed().path
