"""Where terms stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.language.termindex import Index

CASES = {
    "one": (["学习"], "机器学习", ["学习"]),
    "the longest": (["机器", "机器学习", "学习"], "机器学习", ["机器学习"]),
    "the longest, not the first": (["甲乙", "乙丙丁"], "甲乙丙丁", ["乙丙丁"]),
    "the first of two that are equally long": (["甲乙", "乙丙"], "甲乙丙", ["甲乙"]),
    "what is left beside it": (["机器学习", "学习"], "机器学习与学习", ["机器学习", "学习"]),
    "again and again": (["甲"], "甲甲", ["甲", "甲"]),
    "Latin among Han": (["API"], "使用API吧", ["API"]),
    "case": (["api", "Vue"], "API与VUE", ["api", "Vue"]),
    "no part of a word": (["api"], "capital apis api2", []),
    "mixed": (["AI模型"], "用ai模型吧", ["AI模型"]),
    "another word that begins like it": (["程序"], "程序员写程序", ["程序"]),
    "that word as a term": (["程序", "程序员"], "程序员", ["程序员"]),
    "a suffix of Han behind Latin": (["Web"], "Web化", ["Web"]),
    "a word that begins like a suffix": (["公司"], "公司员工", ["公司"]),
    "marks at the edge": (["C++"], "C++语言", ["C++"]),
    "a letter of Han": (["的"], "我的", ["的"]),
    "a letter that has two in small": (["İ", "甲"], "İ甲", ["İ", "甲"]),
    "none": ([], "甲", []),
    "an empty one": (["", "甲"], "甲", ["甲"]),
    "class marks of patterns": (["]", "^", "-"], "]^-", ["]", "^", "-"]),
}


@pytest.mark.parametrize(("terms", "text", "found"), CASES.values(), ids=CASES)
def test_terms_are_found(terms: list[str], text: str, found: list[str]) -> None:
    places = Index(terms).find(text)
    assert [terms[place.numbers[0]] for place in places] == found


def test_a_term_among_words_that_begin_like_it_is_found_where_it_stands_alone() -> None:
    (place,) = Index(["程序"]).find("程序员写程序")
    assert place.start == 4


def test_a_word_that_is_there_twice_has_two_numbers() -> None:
    (place,) = Index(["发布", "甲", "发布"]).find("已发布。")
    assert place == (1, 3, (0, 2))


@given(
    st.lists(st.text(st.sampled_from("甲乙丙ab"), min_size=1, max_size=4), max_size=6),
    st.text(st.sampled_from("甲乙丙abA ，"), max_size=20),
)
def test_places_are_in_order_apart_and_hold_their_term(terms: list[str], text: str) -> None:
    end = 0
    for place in Index(terms).find(text):
        assert place.start >= end
        end = place.end
        for number in place.numbers:
            assert text[place.start : end].lower() == terms[number].lower()
