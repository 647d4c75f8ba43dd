"""Translations follow their texts through edits, as a careful person would have them do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from essaytrans.follow.update import Update, update
from essaytrans.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

TEA = "茶叶三克，水八十五度，一分钟出汤。"
CUP = "杯子要先烫一遍，不然水一倒进去就凉了。"
WATER = "水要新烧的，烧开以后放到八十五度再用。"
LAST = "第二泡比第一泡好喝，第三泡又淡了。"
ENGLISH = {
    TEA: "Three grams of tea, water at 85 °C, one minute.",
    CUP: "Warm the cup first, or the water goes cold as you pour it.",
    WATER: "Boil fresh water and let it fall to 85 °C.",
    LAST: "The second brew is better than the first; the third is thin again.",
}
CONFIRMED = tuple(Entry(msgid=text, msgstr=told) for text, told in ENGLISH.items())


def after(*texts: str, old: Sequence[Entry] = CONFIRMED) -> Update:
    """What becomes of a catalog when its article says these texts."""
    return update(Catalog(entries=tuple(old)), [Entry(msgid=text) for text in texts], ())


def in_use(updated: Update) -> list[tuple[str, bool, str | None]]:
    """Translation, fuzziness and confirmed source of each entry in use."""
    return [
        (entry.msgstr, entry.fuzzy, entry.previous_msgid)
        for entry in updated.catalog.entries
        if not entry.obsolete
    ]


def obsolete(updated: Update) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in updated.catalog.entries if entry.obsolete}


# --- edits ------------------------------------------------------------------------------------


def test_an_edited_text_keeps_its_translation_to_be_reviewed() -> None:
    updated = after(TEA.replace("一分钟", "两分钟"), CUP, WATER, LAST)
    assert in_use(updated)[0] == (ENGLISH[TEA], True, TEA)
    assert in_use(updated)[1:] == [(ENGLISH[text], False, None) for text in (CUP, WATER, LAST)]
    assert obsolete(updated) == {}
    assert updated.followed == 1


def test_what_changed_is_shown_to_the_reviewer() -> None:
    updated = after(TEA.replace("一分钟", "两分钟"), CUP, WATER, LAST)
    comments = updated.catalog.entries[0].extracted_comments
    assert comments == ("± 茶叶三克，水八十五度，[-一-]{+两+}分钟出汤。 ·313b",)


def test_through_several_edits_the_confirmed_source_stays() -> None:
    once = after(TEA.replace("一分钟", "两分钟"), CUP, WATER, LAST)
    twice = after(
        TEA.replace("一分钟", "两分钟").replace("三克", "四克"),
        CUP,
        WATER,
        LAST,
        old=once.catalog.entries,
    )
    assert in_use(twice)[0] == (ENGLISH[TEA], True, TEA)


def test_an_edit_that_is_taken_back_leaves_no_trace() -> None:
    once = after(TEA.replace("一分钟", "两分钟"), CUP, WATER, LAST)
    back = after(TEA, CUP, WATER, LAST, old=once.catalog.entries)
    assert back.catalog.entries == CONFIRMED


def test_what_a_person_made_fuzzy_is_never_confirmed_by_taking_an_edit_back() -> None:
    old = (replace(CONFIRMED[0], fuzzy=True), *CONFIRMED[1:])
    once = after(TEA.replace("一分钟", "两分钟"), CUP, WATER, LAST, old=old)
    back = after(TEA, CUP, WATER, LAST, old=once.catalog.entries)
    assert in_use(back)[0][:2] == (ENGLISH[TEA], True)


@pytest.mark.parametrize(
    "edited",
    [
        "茶叶三克, 水八十五度, 一分钟出汤.",
        "茶叶三克，水八十五度， 一分钟出汤。",
        "茶叶 三克，水 八十五度，一分钟出汤。",
    ],
)
def test_white_space_and_the_width_of_punctuation_make_nothing_fuzzy(edited: str) -> None:
    updated = after(edited, CUP, WATER, LAST)
    assert in_use(updated)[0] == (ENGLISH[TEA], False, None)
    assert updated.catalog.entries[0].msgid == edited


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("这个按钮可以点两次，点完记得保存。", "这个按钮不可以点两次，点完记得保存。"),
        ("他来过这里一次，带了三只箱子。", "他没来过这里一次，带了三只箱子。"),
        ("安装以后有提示，照着提示做下去。", "安装以后无提示，照着提示做下去。"),
        ("请在 10 分钟内完成，不然要重来。", "请在 15 分钟内完成，不然要重来。"),
    ],
)
def test_a_negation_or_a_number_always_makes_it_fuzzy(one: str, other: str) -> None:
    updated = after(other, old=[Entry(msgid=one, msgstr="One thing.")])
    assert in_use(updated) == [("One thing.", True, one)]


def test_a_short_text_is_not_offered_to_another() -> None:
    updated = after("绿色", old=[Entry(msgid="红色", msgstr="red")])
    assert in_use(updated) == [("", False, None)]
    assert obsolete(updated) == {"红色": "red"}


def test_a_new_text_gets_nothing() -> None:
    new = "猫坐在窗台上看雨，看了整整一个下午。"
    updated = after(TEA, CUP, new, WATER, LAST)
    assert in_use(updated)[2] == ("", False, None)
    assert updated.followed == 0


def test_a_remark_goes_with_an_edited_text_that_has_no_translation_yet() -> None:
    old = [replace(CONFIRMED[0], msgstr="", translator_comments=("怎么译？",)), *CONFIRMED[1:]]
    updated = after(TEA.replace("一分钟", "两分钟"), CUP, WATER, LAST, old=old)
    first = updated.catalog.entries[0]
    assert (first.msgstr, first.translator_comments) == ("", ("怎么译？",))


# --- moves ------------------------------------------------------------------------------------


def test_a_moved_text_keeps_its_translation_as_it_is() -> None:
    updated = after(LAST, TEA, CUP, WATER)
    assert in_use(updated) == [(ENGLISH[text], False, None) for text in (LAST, TEA, CUP, WATER)]


def test_a_text_that_moved_and_was_edited_is_found() -> None:
    updated = after(LAST.replace("又淡了", "就淡了"), TEA, CUP, WATER)
    assert in_use(updated)[0] == (ENGLISH[LAST], True, LAST)


def test_position_comes_before_similarity() -> None:
    """Two edited texts that are much alike stay what they were, each in its place."""
    one, other = "第一步：打开盒子，取出茶叶。", "第二步：打开柜子，取出茶叶。"
    old = [Entry(msgid=one, msgstr="1"), *CONFIRMED[:1], Entry(msgid=other, msgstr="2")]
    updated = after(one.replace("取出", "拿出"), TEA, other.replace("取出", "拿出"), old=old)
    assert [text for text, _, _ in in_use(updated)] == ["1", ENGLISH[TEA], "2"]


# --- cut and joined ---------------------------------------------------------------------------

WHOLE = "杯子要先烫一遍，不然水就凉了。茶叶放进去，轻轻摇两下。"
HALVES = ("杯子要先烫一遍，不然水就凉了。", "茶叶放进去，轻轻摇两下。")
TOLD = "Warm the cup first, or the water goes cold. Put in the leaves and shake gently."
TOLD_HALVES = ("Warm the cup first, or the water goes cold.", "Put in the leaves and shake gently.")


def test_a_text_that_is_cut_in_two_has_its_translation_cut_at_the_same_sentence() -> None:
    updated = after(TEA, *HALVES, old=[CONFIRMED[0], Entry(msgid=WHOLE, msgstr=TOLD)])
    assert in_use(updated)[1:] == [(told, True, WHOLE) for told in TOLD_HALVES]
    assert obsolete(updated) == {WHOLE: TOLD}


def test_where_sentences_do_not_agree_both_halves_get_the_whole() -> None:
    told = "Warm the cup first, or the water goes cold; put in the leaves and shake gently."
    updated = after(TEA, *HALVES, old=[CONFIRMED[0], Entry(msgid=WHOLE, msgstr=told)])
    assert in_use(updated)[1:] == [(told, True, WHOLE)] * 2


def test_texts_that_are_joined_have_their_translations_joined() -> None:
    old = [
        CONFIRMED[0],
        *(Entry(msgid=a, msgstr=b) for a, b in zip(HALVES, TOLD_HALVES, strict=True)),
    ]
    updated = after(TEA, WHOLE, old=old)
    assert in_use(updated)[1] == (TOLD, True, "\n".join(HALVES))
    assert obsolete(updated) == dict(zip(HALVES, TOLD_HALVES, strict=True))


def test_a_cut_that_is_taken_back_restores_the_translation_confirmed() -> None:
    begun = (CONFIRMED[0], Entry(msgid=WHOLE, msgstr=TOLD))
    cut = after(TEA, *HALVES, old=begun)
    assert after(TEA, WHOLE, old=cut.catalog.entries).catalog.entries == begun


def test_what_a_volunteer_wrote_into_a_half_is_kept_when_the_cut_is_taken_back() -> None:
    cut = after(TEA, *HALVES, old=[CONFIRMED[0], Entry(msgid=WHOLE, msgstr=TOLD)])
    mended = [
        replace(entry, msgstr="Shake, don't stir.", fuzzy=False, previous_msgid=None)
        if entry.msgid == HALVES[1]
        else entry
        for entry in cut.catalog.entries
    ]
    back = after(TEA, WHOLE, old=mended)
    assert in_use(back)[1] == (TOLD, False, None)
    assert obsolete(back) == {HALVES[1]: "Shake, don't stir."}


# --- always -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texts",
    [
        (TEA.replace("一", "两"), CUP, WATER, LAST),
        (LAST, TEA, CUP + WATER),
        (CUP[:8], CUP[8:], "完全新的一段话，和茶没有什么关系。"),
        (),
    ],
)
def test_the_second_time_nothing_changes(texts: tuple[str, ...]) -> None:
    once = after(*texts).catalog
    assert after(*texts, old=once.entries).catalog == once


def test_a_confirmed_text_is_no_machines_any_more_when_it_is_edited() -> None:
    """A tool that takes the mark away leaves the note, and no run may have come between."""
    noted = replace(CONFIRMED[0], extracted_comments=("⚙ opencc (s2tw)",))
    updated = after(TEA.replace("一分钟", "两分钟"), CUP, old=(noted, *CONFIRMED[1:]))
    comments = updated.catalog.entries[0].extracted_comments
    assert [comment[0] for comment in comments] == ["±"]


# --- drafts -----------------------------------------------------------------------------------


def test_a_draft_for_the_edited_text_is_not_confirmed_for_the_former_one() -> None:
    """Somebody translated the edit and was in doubt; then the edit is taken back."""
    once = after(TEA.replace("一分钟", "两分钟"), CUP, WATER, LAST)
    draft = replace(once.catalog.entries[0], msgstr="… two minutes (unsure).")
    back = after(TEA, CUP, WATER, LAST, old=(draft, *once.catalog.entries[1:]))
    assert in_use(back)[0] == ("… two minutes (unsure).", True, None)
    again = after(TEA, CUP, WATER, LAST, old=back.catalog.entries)
    assert again.catalog.entries == back.catalog.entries


def test_what_another_tool_made_fuzzy_stays_so_when_the_text_comes_back() -> None:
    """Nothing says that nobody has changed it since."""
    edited = TEA.replace("一分钟", "两分钟")
    merged = Entry(edited, ENGLISH[TEA], fuzzy=True, previous_msgid=TEA)
    assert in_use(after(TEA, old=[merged])) == [(ENGLISH[TEA], True, None)]


def test_through_several_edits_it_is_still_known_what_was_confirmed() -> None:
    once = after(TEA.replace("一分钟", "两分钟"), CUP, WATER, LAST)
    twice = after(TEA.replace("一分钟", "三分钟"), CUP, WATER, LAST, old=once.catalog.entries)
    back = after(TEA, CUP, WATER, LAST, old=twice.catalog.entries)
    assert back.catalog.entries == CONFIRMED


def test_half_a_translation_is_never_confirmed_for_the_whole_text() -> None:
    """Some tools delete obsolete entries, and with them the whole."""
    whole = "茶叶三克，水八十五度。一分钟出汤，不要再久。"
    old = (Entry(whole, "Three grams at 85 °C. One minute, not more."),)
    cut = after("茶叶三克，水八十五度。", "一分钟出汤，不要再久。", old=old)
    halves = [entry for entry in cut.catalog.entries if not entry.obsolete]
    back = after(whole, old=halves)
    assert [fuzzy for _, fuzzy, _ in in_use(back)] == [True]
