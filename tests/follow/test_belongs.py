"""Which article a catalog is of: told by its texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from essaytrans.follow.belongs import Texts, resemblance, share, share_of_plain, wanted
from essaytrans.model import Entry

LONG = "茶叶三克，一分钟出汤，不要用开水，泡第二次的时候要久一些。"
EDITED = "茶叶五克，两分钟出汤，不要用开水，泡第二次的时候要更久一些。"
OTHER = "今年的冬天来得很早，河面上已经结了一层薄薄的冰，没有人走。"

texts = st.lists(st.text("茶水开泡叶", min_size=1, max_size=30), min_size=1, max_size=6)


def entries(*msgids: str) -> list[Entry]:
    return [Entry(msgid) for msgid in msgids]


def of(*msgids: str) -> Texts:
    return Texts.of(entries(*msgids))


@given(texts, texts)
def test_shares_lie_between_nothing_and_all(ours: list[str], theirs: list[str]) -> None:
    found = (share(entries(*theirs), of(*ours)), resemblance(entries(*theirs), of(*ours)))
    assert all(0 <= value <= 1 + 1e-9 for value in found)
    assert found[0] <= found[1] + 1e-9


@given(texts)
def test_an_article_is_like_itself_and_its_parts(msgids: list[str]) -> None:
    assert share(entries(*msgids), of(*msgids)) == 1
    assert share(entries(msgids[0]), of(*msgids)) == 1
    assert share_of_plain(entries(*msgids), "\n\n".join(msgids)) == 1


def test_long_texts_count_for_more_than_short_ones() -> None:
    both = entries(LONG, "茶")
    assert share(both, of("茶")) < 0.1
    assert share(both, of(LONG)) > 0.9


def test_another_context_counts_for_little_less() -> None:
    known = Texts.of([Entry(LONG, msgctxt="tags")])
    assert 0.8 < share(entries(LONG), known) < 1


def test_what_texts_were_before_counts_too() -> None:
    known = Texts.of([Entry(EDITED, "x", fuzzy=True, previous_msgid=LONG)])
    assert share(entries(LONG), known) == share(entries(EDITED), known) == 1


def test_edited_texts_are_alike_and_others_are_not() -> None:
    assert share(entries(LONG), of(EDITED)) == 0
    assert 0.8 < resemblance(entries(LONG), of(OTHER, EDITED)) < 1
    assert resemblance(entries(LONG), of(OTHER)) == 0


def test_short_texts_are_never_alike() -> None:
    assert resemblance(entries("绿色的茶"), of("红色的茶")) == 0


def test_an_article_that_is_not_cut_yet_is_searched_without_its_line_breaks() -> None:
    assert share_of_plain(entries(LONG), f"# 茶\n\n{LONG[:9]}\n  {LONG[9:]}\n") == 1
    assert share_of_plain(entries(OTHER), LONG) == 0


def test_a_catalog_is_known_by_what_is_in_use_if_anything_is() -> None:
    old = Entry(OTHER, "x", obsolete=True)
    assert wanted([Entry(LONG), old]) == (Entry(LONG),)
    assert wanted([old]) == (old,)


def test_of_very_many_the_longest_are_enough() -> None:
    many = [Entry("茶" * length) for length in range(1, 1001)]
    assert {entry.msgid for entry in wanted(many)} == {"茶" * length for length in range(501, 1001)}


def test_nothing_is_like_nothing() -> None:
    assert share([], of(LONG)) == resemblance([], of(LONG)) == share_of_plain([], LONG) == 0
