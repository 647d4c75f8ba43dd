"""How alike texts are, where sentences end, and what is shown of a change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.follow.difference import difference
from essaytrans.follow.sentences import cut_like, sentences
from essaytrans.follow.similar import cosmetic, likeness, masked

TEXTS = st.text(st.sampled_from("甲乙丙a b.。，,!！ ”）[](){}#\n12"), max_size=30)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('见[手册](https://a.example/b "题")。', "见[手册](。"),
        ("标题 {#id}", "标题 ]("),
        ("见 https://a.example/b 。", "见 ]( 。"),
        ("没有链接", "没有链接"),
    ],
)
def test_addresses_say_nothing_of_a_text(text: str, left: str) -> None:
    assert masked(text) == left


@given(TEXTS, TEXTS)
def test_likeness_is_between_none_and_all_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲，乙。", "甲,乙."),
        ("用 Poedit 译", "用Poedit译"),
        ("甲（乙）", "甲(乙)"),
        ("a  b", "a b"),
        ("“甲”", '"甲"'),
    ],
)
def test_white_space_and_width_are_cosmetic(one: str, other: str) -> None:
    assert cosmetic(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "ab"),
        ("甲\n乙", "甲乙"),
        ("甲", "甲不"),
        ("1.5", "15"),
        ("甲、乙", "甲，乙"),
        ("A", "a"),
    ],
)
def test_whatever_could_mean_something_is_not(one: str, other: str) -> None:
    assert not cosmetic(one, other)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("“甲。”乙？！", ["“甲。”", "乙？！"]),
        ("甲；乙。", ["甲；乙。"]),
        ("**甲。** 乙。", ["**甲。** ", "乙。"]),
        ("甲。[^1] 乙。", ["甲。[^1] ", "乙。"]),
        ("A is 3.5 m. B is not.", ["A is 3.5 m. ", "B is not."]),
        ("هذا شاي. وهذا ماء؟", ["هذا شاي. ", "وهذا ماء؟"]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_sentences_end(text: str, pieces: list[str]) -> None:
    assert sentences(text) == pieces


@given(TEXTS)
def test_the_sentences_of_a_text_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_a_translation_is_cut_where_its_source_was() -> None:
    assert cut_like("甲。乙。丙。", "甲。乙。", "A. B. C.") == ("A. B.", "C.")


@pytest.mark.parametrize(
    ("source", "translation"), [("甲。乙。", "A and B."), ("甲，乙。", "A, B."), ("甲。", "A.")]
)
def test_it_is_not_cut_where_sentences_do_not_agree(source: str, translation: str) -> None:
    assert cut_like(source, "甲。", translation) is None


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("一分钟", "两分钟", "± [-一-]{+两+}分钟"),
        ("甲乙", "甲不乙", "± 甲{+不+}乙"),
        ("甲\n乙", "甲乙", "± 甲[-⏎-]乙"),
        ("春" * 40 + "甲", "春" * 40 + "乙", f"± …{'春' * 12}[-甲-]{{+乙+}}"),
    ],
)
def test_a_change_is_shown_with_what_is_around_it(old: str, new: str, shown: str) -> None:
    assert difference(old, new) == shown


@given(TEXTS, TEXTS)
def test_what_is_shown_of_a_change_is_one_line(old: str, new: str) -> None:
    assert "\n" not in difference(old, new)
