"""What the promises are checked with: building, and saying what is wrong with what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings

from essaytrans.markdown.guard import Built, rebuild
from essaytrans.markdown.segment import segment, skeleton
from essaytrans.markdown.splice import splice
from essaytrans.model import Document, Edit, Kind, Span, Unit
from promises.oracle import growth, look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "check_built",
    "check_nothing_asked",
    "check_own_words",
    "examples",
    "reread",
    "whole_span",
]


def examples(times: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try so many times the examples of the profile in force."""
    profile = settings.get_profile(settings.get_current_profile_name())
    return settings(
        max_examples=times * profile.max_examples,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def whole_span(unit: Unit) -> Span:
    """Return the range from the first character of a unit to the last."""
    return Span(unit.spans[0].start, unit.spans[-1].end)


def check_nothing_asked(document: Document) -> None:
    """Promise 1, of an article."""
    assert rebuild(document, [None] * len(document.units)) == Built(document.text)
    assert splice(document.text, []) == document.text


def check_own_words(document: Document) -> None:
    """Promise 2, of an article whose units are translated by their own text."""
    text = document.text
    own = rebuild(document, [unit.msgid for unit in document.units])
    assert own == Built(text)
    spans = [whole_span(unit) for unit in document.units]
    edits = [Edit(span, text[span.start : span.end]) for span in spans]
    assert splice(text, reversed(edits)) == text


def check_built(document: Document, texts: Sequence[str | None]) -> Built:
    """Promises 2 and 3, of an article with translations; return what was built of all of them.

    What an oracle sees that does not know the syntax of a container is compared without code, whose
    words are nobody's markup.
    """
    built = rebuild(document, texts)
    assert skeleton(built.text) == document.skeleton
    _check_gaps(document, built)
    for refusal in built.refusals:
        assert texts[refusal.index] is not None
        assert refusal.reason.template
    shown = built.text
    if any(unit.kind is Kind.CODE for unit in document.units):
        prose = [
            None if unit.kind is Kind.CODE else text
            for unit, text in zip(document.units, texts, strict=True)
        ]
        shown = rebuild(document, prose).text
    assert growth(look(document.text), look(shown)) == []
    return built


def _check_gaps(document: Document, built: Built) -> None:
    """All that is not in a unit stands in what was built, in order; so does what was refused."""
    refused = {refusal.index for refusal in built.refusals}
    position = before = 0
    for index, unit in enumerate(document.units):
        span = whole_span(unit)
        until = span.end if index in refused else span.start
        kept = document.text[before:until]
        position = built.text.find(kept, position)
        assert position >= 0, kept
        position += len(kept)
        before = span.end
    assert built.text.endswith(document.text[before:])


def reread(document: Document, built: Built, texts: Sequence[str]) -> None:
    """Check that what was built says the translations, and the source where they were refused."""
    refused = {refusal.index for refusal in built.refusals}
    again = segment(built.text)
    assert [(unit.msgid, unit.kind, unit.msgctxt, unit.notes) for unit in again.units] == [
        (unit.msgid if index in refused else text, unit.kind, unit.msgctxt, unit.notes)
        for index, (unit, text) in enumerate(zip(document.units, texts, strict=True))
    ]
