"""What a memory offers to texts without a translation."""

from __future__ import annotations

from essaytrans.follow.offers import Offers
from essaytrans.model import Entry

LONG = "茶叶三克，一分钟出汤，不要用开水，泡第二次的时候要久一些。"
LIKE = LONG.replace("一分钟", "两分钟")


def offers(*known: Entry) -> Offers:
    return Offers(known, "memory.tmx")


def test_the_same_text_is_offered_its_translation_fuzzy() -> None:
    found = offers(Entry("水", "Water")).for_text(Entry("水", extracted_comments=("标题",)))
    assert found is not None
    assert not found.confirmed
    assert found.entry == Entry(
        "水", "Water", fuzzy=True, extracted_comments=("标题", "≈ memory.tmx")
    )


def test_only_who_says_so_has_it_confirmed_and_only_if_there_is_one() -> None:
    found = offers(Entry("水", "Water")).for_text(Entry("水"), confirm=True)
    assert found == (Entry("水", "Water"), True)
    two = offers(Entry("水", "Water"), Entry("水", "water")).for_text(Entry("水"), confirm=True)
    assert two is not None
    assert (two.entry.msgstr, two.entry.fuzzy, two.confirmed) == ("Water", True, False)


def test_a_like_text_is_offered_what_is_known_with_what_differs() -> None:
    for confirm in (False, True):
        found = offers(Entry(LONG, "Three grams.")).for_text(Entry(LIKE), confirm=confirm)
        assert found is not None
        assert (found.entry.msgstr, found.entry.fuzzy) == ("Three grams.", True)
        assert found.entry.previous_msgid == LONG
        assert "[-一-]{+两+}" in found.entry.extracted_comments[0]


def test_the_most_alike_goes_first() -> None:
    far = LONG.replace("不要用开水", "要用凉的水")
    found = offers(Entry(far, "far"), Entry(LONG, "near")).for_text(Entry(LIKE))
    assert found is not None
    assert found.entry.msgstr == "near"


def test_what_is_not_alike_or_short_is_offered_nothing() -> None:
    memory = offers(Entry(LONG, "Three grams."), Entry("苹果", "apple"))
    assert memory.for_text(Entry("苹果树")) is None
    assert memory.for_text(Entry("别的文章里完全没有关系的一句话。")) is None


def test_a_context_must_be_the_same_unless_the_memory_says_none() -> None:
    memory = offers(Entry("茶", "tea", "tags"), Entry("水", "water"))
    assert memory.for_text(Entry("茶")) is None
    assert memory.for_text(Entry("茶", msgctxt="tags")) is not None
    assert memory.for_text(Entry("水", msgctxt="tags")) is not None
