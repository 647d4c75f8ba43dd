"""Reviewing a catalog: what is told, what has been answered, and how much it weighs."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.examples import pair, usual
from essaytrans.checks.registry import LENGTH, RULES
from essaytrans.checks.review import answered, review
from essaytrans.model import Entry, Severity

MOST = 20
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
NAMES = [rule.name for rule in RULES]
MANY = Entry("见[甲](https://a.example/)，**有105万人**用`x`[^1]。", "See  **105 million** <b>人。")
"""Something for many checks to find."""


def told(*entries: Entry, weights: dict[str, Severity | None] | None = None) -> list[str]:
    """What is told, as `check severity`."""
    pairs = [pair(entry) for entry in entries]
    return [f"{said.finding.check} {said.severity}" for said in review(pairs, weights or {})]


def remarked(entry: Entry, *remarks: str) -> Entry:
    return Entry(entry.msgid, entry.msgstr, translator_comments=remarks)


# --- answers ----------------------------------------------------------------------------------

ANSWERS = {
    "one check": ("ok: numbers", {"numbers"}),
    "without a blank": ("ok:numbers", {"numbers"}),
    "several": ("ok: numbers, links,code", {"numbers", "links", "code"}),
    "capitals": ("OK: Numbers, leftover-Han", {"numbers", "leftover-han"}),
    "Chinese commas": ("ok: numbers，links、code", {"numbers", "links", "code"}),
    "a Chinese colon": ("ok：numbers，links", {"numbers", "links"}),
    "blanks around it": ("  ok:  numbers , links  ", {"numbers", "links"}),
    "a name that no check has": ("ok: nubmers", {"nubmers"}),
}


@pytest.mark.parametrize(("remark", "names"), ANSWERS.values(), ids=ANSWERS.keys())
def test_a_remark_of_names_is_an_answer(remark: str, names: set[str]) -> None:
    assert answered(remarked(MANY, remark)) == names


@pytest.mark.parametrize(
    "remark",
    [
        "this is ok: numbers",
        "ok: numbers are rounded here",
        "ok: numbers; links",
        "ok numbers",
        "ok:",
        "ok: numbers,",
        "ok: numbers\nlinks",
        "book: numbers",
        "数字 ok: numbers",
    ],
)
def test_a_sentence_is_no_answer(remark: str) -> None:
    assert answered(remarked(MANY, remark)) == set()


def test_answers_of_several_remarks_add_up() -> None:
    entry = remarked(MANY, "ok: numbers", "Is “tea” right here?", "ok: links")
    assert answered(entry) == {"numbers", "links"}


def test_only_a_translator_can_answer() -> None:
    assert answered(Entry("甲", "A", extracted_comments=("ok: numbers",))) == set()


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_silences_its_check_and_no_other(name: str) -> None:
    everything = dict.fromkeys(NAMES, WARNING)
    before = told(MANY, weights={**everything})
    after = told(remarked(MANY, f"ok: {name}"), weights={**everything})
    assert after == [line for line in before if line.split()[0] != name]


def test_the_length_of_one_text_can_be_answered_too() -> None:
    short = Entry("我们每天早上都在同一家茶馆里喝茶看报纸。", "Tea.")
    pairs = [*usual(), pair(short), pair(remarked(short, f"ok: {LENGTH}"))]
    assert [(said.pair, said.finding.check) for said in review(pairs, {})] == [(pairs[-2], LENGTH)]


# --- weights ----------------------------------------------------------------------------------


def test_a_check_weighs_what_the_registry_says() -> None:
    assert told(Entry("用`x`。", "Use it.")) == ["code warning"]
    assert told(Entry("好[^1]。", "Good.")) == ["footnotes error"]


@pytest.mark.parametrize("severity", Severity)
def test_the_configuration_gives_another_weight(severity: Severity) -> None:
    assert told(Entry("用`x`。", "Use it."), weights={"code": severity}) == [f"code {severity}"]


def test_a_check_that_is_off_says_nothing() -> None:
    assert told(Entry("用`x`。", "Use it."), weights={"code": None}) == []


def test_a_check_that_is_off_by_itself_can_be_switched_on() -> None:
    question = Entry("好茶吗？", "Good tea.")
    assert told(question) == []
    assert told(question, weights={"end-punctuation": INFO}) == ["end-punctuation info"]


def test_lengths_can_be_off_or_weigh_more() -> None:
    pairs = [*usual(), pair(Entry("我们每天早上都在同一家茶馆里喝茶看报纸。", "Tea."))]
    assert list(review(pairs, {LENGTH: None})) == []
    assert [said.severity for said in review(pairs, {LENGTH: ERROR})] == [ERROR]


@pytest.mark.parametrize("severity", Severity)
def test_what_is_grave_is_an_error_whatever_the_check_weighs(severity: Severity) -> None:
    entry = Entry("有105万人。", "There are 105 million people.")
    assert told(entry, weights={"numbers": severity}) == ["numbers error"]


def test_what_is_grave_is_not_told_by_a_check_that_is_off() -> None:
    assert (
        told(Entry("有105万人。", "There are 105 million people."), weights={"numbers": None}) == []
    )


# --- how much is told -------------------------------------------------------------------------


def test_of_one_check_and_one_text_no_more_than_20_findings_are_told() -> None:
    tags = Entry("好。", "Good" + "<b>" * 100)
    assert Counter(told(tags, tags))["html error"] == 2 * MOST


def test_findings_come_in_the_order_of_the_catalog_and_then_of_the_checks() -> None:
    two = [Entry("用`x`[^1]。", "Use it."), Entry("用`y`。", "Use it.")]
    assert told(*two) == ["code warning", "footnotes error", "code warning"]


def test_of_nothing_there_is_nothing_to_say() -> None:
    assert told() == []


_WORDS = st.lists(
    st.sampled_from(
        ["茶", "tea", "。", ".", " ", "*", "`x`", "[^1]", "<b>", "105", "万", "[a](b.md)", "\u202e"]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given(_WORDS, _WORDS, st.sets(st.sampled_from(NAMES), min_size=1))
def test_an_answer_takes_away_what_it_names_and_leaves_the_rest(
    source: str, target: str, names: set[str]
) -> None:
    everything: dict[str, Severity | None] = dict.fromkeys(NAMES, WARNING)
    before = told(Entry(source, target), weights=everything)
    after = told(remarked(Entry(source, target), "ok: " + "，".join(names)), weights=everything)
    assert after == [line for line in before if line.split()[0] not in names]
    assert max(Counter(line.split()[0] for line in before).values(), default=0) <= MOST
