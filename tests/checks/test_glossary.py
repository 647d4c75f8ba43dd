"""What the check says where a translation leaves the glossary's words out."""

from __future__ import annotations

import pytest

from essaytrans.catalog.glossary import Glossary, Term
from essaytrans.checks.glossary import glossary_check
from essaytrans.checks.pair import Pair
from essaytrans.checks.registry import GLOSSARY
from essaytrans.follow.terms import terms_of
from essaytrans.model import Codec, Entry, Kind, Span, Unit


def term(source: str, *words: str, language: str = "en", part_of_speech: str = "") -> Term:
    return Term(source, ((language, words),), part_of_speech)


TERMS = Glossary(
    [
        term("机器学习", "machine learning", "ML"),
        term("学习", "learning", "study"),
        term("模型", "model"),
        term("发布", "release", part_of_speech="noun"),
        term("发布", "publish", part_of_speech="verb"),
        term("API", "interface"),
        term("网络", "ネットワーク", language="ja"),
    ]
)


def missed(source: str, target: str, language: str = "en", unit: Unit | None = None) -> list[str]:
    pair = Pair(Entry(source, target), source_language="zh-Hans", language=language, unit=unit)
    findings = list(glossary_check(TERMS)(pair))
    assert {finding.check for finding in findings} <= {GLOSSARY}
    assert all(finding.hint for finding in findings)
    return [str(dict(finding.message.arguments)["term"]) for finding in findings]


USED = {
    "the word": ("一个模型", "a model"),
    "its plural": ("这些模型", "these Models"),
    "the second of two words": ("机器学习", "ML for all"),
    "a hyphen": ("机器学习课", "a machine-learning course"),
    "the longer term only": ("机器学习", "Machine learning"),
    "one of two kinds of word": ("已发布", "it was published"),
    "no term": ("一只猫", "a cat"),
    "no word in this language": ("网络", "net"),
    "a term in code": ("用 `模型` 吧", "use `moxing`"),
    "a term in an address": ("见[此](/模型)", "see [here](/x)"),
    "a term in a tag": ('<b title="模型">此</b>', "this"),
    "a part of a Latin word": ("APIs", "x"),
    "a word in code": ("这个模型", "this `model`"),
    "a word in bold": ("这个模型", "this **model**"),
    "a word that a line divides": ("机器学习", "machine\nlearning"),
}


@pytest.mark.parametrize(("source", "target"), USED.values(), ids=USED)
def test_a_translation_that_keeps_to_the_glossary_passes(source: str, target: str) -> None:
    assert missed(source, target) == []


MISSED = {
    "another word": ("一个模型", "a pattern", ["模型"]),
    "a part of another word": ("一个模型", "a supermodel", ["模型"]),
    "the longer term": ("机器学习", "learning", ["机器学习"]),
    "a term twice is said once": ("模型与模型", "patterns", ["模型"]),
    "two terms": ("学习模型", "nothing", ["学习", "模型"]),
    "neither of two kinds of word": ("已发布", "it is out", ["发布"]),
    "case of the source": ("这个api", "this thing", ["API"]),
    "a word in an address": ("这个模型", "[this](/model)", ["模型"]),
    "a term in bold": ("这个**模型**", "this **thing**", ["模型"]),
}


@pytest.mark.parametrize(("source", "target", "terms"), MISSED.values(), ids=MISSED)
def test_a_translation_that_leaves_a_word_out_is_named(
    source: str, target: str, terms: list[str]
) -> None:
    assert missed(source, target) == terms


def test_all_words_that_will_do_are_named() -> None:
    pair = Pair(Entry("已发布", "out"), source_language="zh-Hans", language="en")
    (finding,) = glossary_check(TERMS)(pair)
    words = dict(finding.message.arguments)["translations"]
    assert "release" in str(words)
    assert "publish" in str(words)


def test_a_language_of_its_own_script_is_looked_for_as_it_is() -> None:
    assert missed("网络", "このネットワークは", "ja") == []
    assert missed("网络", "この網は", "ja") == ["网络"]


def unit(kind: Kind, codec: Codec) -> Unit:
    return Unit("x", kind, codec, (Span(0, 1),))


def test_code_has_no_terms() -> None:
    assert missed("# 模型", "# pattern", unit=unit(Kind.CODE, Codec.CODE)) == []


def test_a_title_of_front_matter_has_them() -> None:
    title = unit(Kind.FRONT_MATTER, Codec.YAML_PLAIN)
    assert missed("模型", "A pattern", unit=title) == ["模型"]


def test_the_terms_of_a_text_are_known_before_it_is_translated() -> None:
    found = terms_of(TERMS, "机器学习的[模型](/学习)与`API`")
    assert [one.term for one in found] == ["机器学习", "模型"]


def test_an_empty_glossary_finds_nothing() -> None:
    pair = Pair(Entry("模型", "a"), source_language="zh-Hans", language="en")
    assert list(glossary_check(Glossary())(pair)) == []
