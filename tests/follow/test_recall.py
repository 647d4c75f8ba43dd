"""Texts like another one: found exactly where few are looked for, and by an index where many are."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from essaytrans.follow.recall import brought, nearest, offered, sketch
from essaytrans.follow.similar import likeness
from essaytrans.model import Entry

TEA = "茶叶三克，水八十五度，一分钟出汤。"
CUP = "杯子要先烫一遍，不然水一倒进去就凉了。"
WORDS = st.text(st.sampled_from("茶水杯一二三克度。，"), min_size=1, max_size=30)


def test_the_most_alike_comes_first() -> None:
    two, one = TEA.replace("三克，水八十五度", "五克，水九十度"), TEA.replace("三", "四")
    assert nearest(TEA, [CUP, two, one]) == [2, 1]


def test_what_is_less_alike_than_three_quarters_is_not_found() -> None:
    assert nearest(TEA, [CUP, "茶叶三克。"]) == []


@given(st.lists(WORDS, max_size=20), WORDS)
def test_all_that_is_alike_is_found(texts: list[str], text: str) -> None:
    found = nearest(text, texts)
    assert sorted(found) == [at for at, other in enumerate(texts) if likeness(text, other) >= 0.75]


# --- sketches ---------------------------------------------------------------------------------


def test_a_sketch_is_the_same_on_every_machine() -> None:
    """The index is kept; a hash that changed would find nothing in it."""
    assert sketch(TEA)[:3] == (290_201_143, 323_549_101, 772_694_190)


def test_a_short_text_has_none() -> None:
    assert sketch("一二三四五六七八九") == ()
    assert len(sketch("一二三四五六七八九十")) == 9


@given(st.text(min_size=10, max_size=200))
def test_a_sketch_is_a_few_numbers_in_rising_order(text: str) -> None:
    found = sketch(text)
    assert 1 <= len(found) <= 12
    assert list(found) == sorted(set(found))
    assert all(0 <= number < 2**32 for number in found)


def test_an_edited_text_shares_most_of_its_sketch() -> None:
    words = random.Random(1)  # noqa: S311 - the same in every run
    characters = "茶水杯克度叶汤烫凉泡第次好喝淡慢快手指温热香味山海城里人家"
    texts = ["".join(words.choices(characters, k=40)) for _ in range(500)]
    shared = []
    for text in texts:
        at = words.randrange(36)
        edited = text[:at] + "新换了字" + text[at + 4 :]
        shared.append(len(set(sketch(text)) & set(sketch(edited))))
    assert sum(shared) / len(shared) > 9
    assert min(shared) > 3


# --- what is made of it -----------------------------------------------------------------------


def test_what_moved_keeps_translation_remarks_and_state() -> None:
    known = Entry(
        TEA,
        "Three grams.",
        fuzzy=True,
        obsolete=True,
        previous_msgid=CUP,
        translator_comments=("a remark",),
        references=("articles/a.md:1",),
    )
    new = Entry(TEA, references=("articles/b.md:1",), extracted_comments=("quote",))
    entry = brought(known, new)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Three grams.", True, CUP)
    assert entry.translator_comments == ("a remark",)
    assert entry.references == ("articles/b.md:1",)
    assert not entry.obsolete
    assert entry.extracted_comments[0] == "quote"


def test_what_moved_and_was_confirmed_is_confirmed() -> None:
    entry = brought(Entry(TEA, "Three grams.", obsolete=True), Entry(TEA))
    assert entry == Entry(TEA, "Three grams.")


def test_an_offer_is_fuzzy_and_says_where_it_comes_from() -> None:
    new = Entry(TEA, extracted_comments=("quote",), references=("articles/b.md:1",))
    entry = offered(Entry(TEA, "Three grams."), new, "articles/a.md")
    assert entry == Entry(
        TEA,
        "Three grams.",
        fuzzy=True,
        extracted_comments=("quote", "≈ articles/a.md"),
        references=("articles/b.md:1",),
    )


def test_an_offer_takes_nobodys_remarks() -> None:
    known = Entry(TEA, "Three grams.", translator_comments=("of the other article",))
    assert offered(known, Entry(TEA), "a").translator_comments == ()
