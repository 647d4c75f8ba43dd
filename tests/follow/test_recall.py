"""Texts like another one: found exactly where few are looked for, and by an index where many are."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from essaytrans.follow.recall import Recall, brought, offered
from essaytrans.follow.similar import likeness
from essaytrans.model import Entry

TEA = "茶叶三克，水八十五度，一分钟出汤。"
CUP = "杯子要先烫一遍，不然水一倒进去就凉了。"
WORDS = st.text(st.sampled_from("茶水杯一二三克度。，"), min_size=1, max_size=30)


def test_the_most_alike_comes_first() -> None:
    recall = Recall(
        [CUP, TEA.replace("三克，水八十五度", "五克，水九十度"), TEA.replace("三", "四")]
    )
    found = recall.nearest(TEA)
    assert [at for at, _ in found] == [2, 1]
    assert [alike for _, alike in found] == sorted((alike for _, alike in found), reverse=True)


def test_what_is_less_alike_than_three_quarters_is_not_found() -> None:
    assert Recall([CUP, "茶叶三克。"]).nearest(TEA) == []


@given(st.lists(WORDS, max_size=20), WORDS)
def test_few_searches_find_all_that_is_alike(texts: list[str], text: str) -> None:
    """The lengths that are left out at once have nothing that is alike enough."""
    found = dict(Recall(texts).nearest(text))
    assert found == {
        at: likeness(text, other) for at, other in enumerate(texts) if likeness(text, other) >= 0.75
    }


def test_many_searches_find_edited_texts_as_few_do() -> None:
    words = random.Random(1)  # noqa: S311 - the same in every run
    characters = "茶水杯克度叶汤烫凉泡第次好喝淡慢快手指温热香味山海城里人家" * 2
    texts = ["".join(words.choices(characters, k=40)) for _ in range(3_000)]
    edited = ["新" + text[3:30] + text[32:] for text in texts[:200]]
    one, other = Recall(texts), Recall(texts, queries=len(edited))
    assert [other.nearest(text) for text in edited] == [one.nearest(text) for text in edited]


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
