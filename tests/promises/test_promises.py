"""The first three promises, as properties of articles that nobody wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.markdown.guard import rebuild
from essaytrans.markdown.segment import segment
from promises.constructs import CONSTRUCTS
from promises.documents import articles, hostile_texts, plain_lines, plain_texts
from promises.kit import (
    check_built,
    check_nothing_asked,
    check_own_words,
    examples,
    reread,
    whole_span,
)

SPELLINGS = {
    "as it is": lambda text: text,
    "without a last line break": lambda text: text.rstrip("\n"),
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "with carriage returns": lambda text: text.replace("\n", "\r"),
    "with a byte order mark": lambda text: "\ufeff" + text,
    "with trailing blanks": lambda text: text.replace("\n\n", "  \n \n"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_the_promises_hold_for_each_construct_in_each_spelling(
    construct: str, spelling: str
) -> None:
    """Promises 1 to 3, where one can see what they are about."""
    document = segment(SPELLINGS[spelling](CONSTRUCTS[construct]))
    check_nothing_asked(document)
    check_own_words(document)
    for hostile in ("- evil", "evil\n\n# evil", "<b>evil</b> | {{ x }}", "evil\n---\n> 1. evil\\"):
        check_built(document, [hostile] * len(document.units))
    texts = [f"字{number}" for number in range(len(document.units))]
    reread(document, check_built(document, texts), texts)


@examples(8)
@given(articles())
def test_nothing_asked_nothing_changed(text: str) -> None:
    """Building with no translations gives the source file back, byte for byte."""
    check_nothing_asked(segment(text))


@examples(8)
@given(articles())
def test_own_words_change_nothing(text: str) -> None:
    """Building with each text as its own translation, or spliced as it is, changes nothing."""
    check_own_words(segment(text))


@examples(5)
@given(articles())
def test_units_are_what_a_catalog_can_hold(text: str) -> None:
    """A unit has a text without edge blanks, and spans in order that do not overlap."""
    document = segment(text)
    position = 0
    for unit in document.units:
        assert unit.msgid
        assert unit.msgid == unit.msgid.strip()
        assert not set(unit.msgid) & set("\0\r\x07\x85\u2028\u2029")
        assert unit.spans
        for span in unit.spans:
            assert position <= span.start <= span.end <= len(text)
            position = span.end


@examples(6)
@given(articles(), st.data())
def test_only_what_was_translated_changes(text: str, data: st.DataObject) -> None:
    """A translation changes nothing outside of its own unit."""
    document = segment(text)
    if not document.units:
        return
    index = data.draw(st.integers(0, len(document.units) - 1), label="unit")
    texts: list[str | None] = [None] * len(document.units)
    texts[index] = data.draw(st.one_of(plain_lines, hostile_texts), label="translation")
    built = rebuild(document, texts)
    span = whole_span(document.units[index])
    assert built.text.startswith(text[: span.start])
    assert built.text.endswith(text[span.end :])
    assert len(built.text) >= len(text) - (span.end - span.start)


@examples(8)
@given(articles(), st.data())
def test_a_translation_cannot_break_an_article(text: str, data: st.DataObject) -> None:
    """Whatever is typed, the skeleton stays, and no HTML, link scheme or template tag comes in."""
    document = segment(text)
    check_built(document, [data.draw(hostile_texts) for _ in document.units])


@examples(6)
@given(articles(), st.data())
def test_ordinary_words_are_read_back(text: str, data: st.DataObject) -> None:
    """What is built says the translations, in the same kinds of units."""
    document = segment(text)
    texts = [
        data.draw(plain_lines if unit.codec in ("markdown", "code") else plain_texts)
        for unit in document.units
    ]
    reread(document, rebuild(document, texts), texts)


@examples(4)
@given(articles(), st.data())
def test_a_translation_is_refused_for_its_own_sake_only(text: str, data: st.DataObject) -> None:
    """What is refused beside hostile texts is refused without them too."""
    document = segment(text)
    hostile = data.draw(st.sets(st.integers(0, max(len(document.units) - 1, 0))))
    texts = [
        data.draw(hostile_texts) if index in hostile else f"字{index}"
        for index in range(len(document.units))
    ]
    together = {refusal.index for refusal in rebuild(document, texts).refusals} - hostile
    harmless = [None if index in hostile else text for index, text in enumerate(texts)]
    alone = {refusal.index for refusal in rebuild(document, harmless).refusals}
    assert together <= alone
