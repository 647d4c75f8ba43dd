"""Code spans: those of the source that the translation lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.checks.inline_parts import missing
from essaytrans.language.han import contains_han
from essaytrans.markdown.inline import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.checks.finding import Finding
    from essaytrans.checks.pair import Pair
    from essaytrans.markdown.inline import Piece

__all__ = ["NAME", "check"]

NAME: Final = "code"

_ELEMENT: Final = re.compile(r"<code>([^<]*)<", re.IGNORECASE)


def check(pair: Pair) -> Iterator[Finding]:
    """Find code that is not marked as code any more, however often it was.

    Code that contains Han may be translated.
    """
    if "`" not in pair.source:
        return
    source = _spans(pair.source, pair.source_pieces)
    if not source:
        return
    target = _spans(pair.target, pair.target_pieces)
    lost = [text for text in source if text not in target and not contains_han(text)]
    if lost:
        # it may be a part of another span
        there = "\n".join((*target, *_ELEMENT.findall(pair.target)))
        yield from missing(NAME, (source[text] for text in lost if not _is_in(text, there)))


def _is_in(text: str, there: str) -> bool:
    return text in there and bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", there))


def _spans(text: str, pieces: Sequence[Piece]) -> dict[str, str]:
    """Return the code of each span, and how it is written."""
    return {
        written.strip("`").strip(): written
        for kind, start, end in pieces
        if kind is PieceKind.CODE and (written := text[start:end])
    }
