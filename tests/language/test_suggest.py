"""Which words are proposed for a glossary."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from essaytrans.language.suggest import suggest

# a sentence of characters that each stand there once
OTHERS = "".join(chr(number) for number in range(0x5200, 0x5400))
# sentences that share two words and nothing else, for words show themselves by what is around them
AROUND = ["春风", "下雨", "苹果", "河流", "山谷", "木桌", "银币", "小鸟", "铁路", "星空"]
TEXTS = [
    OTHERS,
    *(f"{one}旁量子纠缠啊，有人看{other}" for one, other in pairwise(AROUND)),
    *(
        f"{one}量子纠缠{other}，Quantum Lab写{one}"
        for one, other in zip(AROUND, AROUND[2:], strict=False)
    ),
]


def terms(texts: list[str], *known: str, least: int = 5) -> list[str]:
    return [one.term for one in suggest(texts, known, least=least)]


def test_a_word_that_keeps_together_among_various_others_is_proposed() -> None:
    assert "量子纠缠" in terms(TEXTS)


def test_parts_of_a_word_are_not() -> None:
    assert not {"量子", "子纠", "纠缠", "量子纠"} & set(terms(TEXTS))


def test_names_in_latin_letters_are_proposed_whole() -> None:
    assert "Quantum Lab" in terms(TEXTS)
    assert "Quantum" not in terms(TEXTS)


def test_what_the_glossary_has_is_not_proposed() -> None:
    assert not {"量子纠缠", "Quantum Lab"} & set(terms(TEXTS, "量子纠缠", "quantum lab"))


def test_what_is_rare_is_not_proposed() -> None:
    assert "量子纠缠" not in terms(TEXTS, least=100)


def test_each_has_its_number_and_an_example() -> None:
    found = {one.term: one for one in suggest(TEXTS, ())}
    assert found["量子纠缠"].times == 17
    assert found["量子纠缠"].example == "春风旁量子纠缠啊，有人看下雨"


def test_the_most_frequent_come_first_and_no_more_than_are_wanted() -> None:
    found = suggest(TEXTS, (), least=2)
    assert [one.times for one in found] == sorted((one.times for one in found), reverse=True)
    assert len(suggest(TEXTS, (), least=2, most=1)) == 1


def test_addresses_and_parts_of_words_are_no_names() -> None:
    texts = ["用 myVue 和 a.Vue 与 Vue/x 写"] * 9
    assert terms(texts) == []


@given(st.lists(st.text(st.sampled_from("甲乙丙丁AB b，"), max_size=12), max_size=8))
def test_what_is_proposed_stands_in_the_texts_as_often_as_is_said(texts: list[str]) -> None:
    for one in suggest(texts, (), least=2):
        assert sum(text.count(one.term) for text in texts) <= one.times or one.term.isascii()
        assert one.times >= 2
        assert any(one.term in text for text in texts)
