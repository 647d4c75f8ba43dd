"""Reading an article in a test, in a form that stands beside it legibly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.markdown.guard import rebuild
from essaytrans.markdown.segment import segment

if TYPE_CHECKING:
    from essaytrans.model import SegmentRules

__all__ = ["codes", "translate", "units"]


def units(text: str, rules: SegmentRules | None = None) -> list[tuple[str, ...]]:
    """Return kind and msgid of each unit, then its source text, a span a line.

    The source text is left out where it is the msgid itself. Spans are checked to be in order and
    not to overlap on the way.
    """
    document = segment(text, rules=rules)
    found: list[tuple[str, ...]] = []
    position = 0
    for unit in document.units:
        written = tuple(text[span.start : span.end] for span in unit.spans)
        for span in unit.spans:
            assert position <= span.start <= span.end
            position = span.end
        shown = () if written == (unit.msgid,) else written
        found.append((unit.kind.value, unit.msgid, *shown))
    return found


def codes(text: str, rules: SegmentRules | None = None) -> list[tuple[str, int | None]]:
    """Return code and line of each diagnostic."""
    return [
        (diagnostic.code, diagnostic.position.line if diagnostic.position else None)
        for diagnostic in segment(text, rules=rules).diagnostics
    ]


def translate(text: str, *translations: str | None, rules: SegmentRules | None = None) -> str:
    """Build an article with a translation for each of its units; nothing may be refused."""
    built = rebuild(segment(text, rules=rules), translations, rules)
    assert built.refusals == ()
    return built.text
