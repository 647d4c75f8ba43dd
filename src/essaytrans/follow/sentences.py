"""Cutting a paragraph at the ends of its sentences, in the source and in a translation."""

from __future__ import annotations

import re
from typing import Final

from essaytrans.follow.similar import without_addresses

__all__ = ["cut_like", "sentences"]

_CLOSING: Final = "”’\"'」』）)》】\\]*_"
# Latin stops end a sentence before white space only: 3.5, e.g. in a name, `a.b`.
_END: Final = re.compile(
    rf"[。！？!?…]+[{_CLOSING}]*(?:\[\^[^\]]*\])?\s*|[.؟।။።។]+[{_CLOSING}]*(?:\[\^[^\]]*\])?(?:\s+|$)"
)


def sentences(text: str) -> list[str]:
    """Cut a text after each end of a sentence; the pieces together are the text.

    An end is one of 。！？!?… with the closing quotation marks, brackets and marks of emphasis that
    follow, a footnote's mark, and white space; a Latin full stop before white space; the full stops of
    Arabic, Devanagari, Burmese, Ethiopic and Khmer. A semicolon is none, nor is what stands in an
    address: `…/item?id=1`.
    """
    pieces: list[str] = []
    begin = 0
    for end in _END.finditer(without_addresses(text)):
        if end.end() > begin:
            pieces.append(text[begin : end.end()])
            begin = end.end()
    if begin < len(text):
        pieces.append(text[begin:])
    return pieces


def cut_like(source: str, first: str, translation: str) -> tuple[str, str] | None:
    """Cut a translation where its source was cut in two.

    Args:
        source: the text that was cut.
        first: about what is its first half now.
        translation: of the source, to be cut.

    Returns:
        Both halves, stripped; None where the sentences of source and translation do not agree in
        number, or the source was not cut between two of them.
    """
    parts, translated = sentences(source), sentences(translation)
    if len(parts) != len(translated) or len(parts) < 2:  # noqa: PLR2004 - halves
        return None
    place, best = 0, len(source)
    length = 0
    for number, part in enumerate(parts[:-1], 1):
        length += len(part)
        if abs(length - len(first)) < best:
            place, best = number, abs(length - len(first))
    return "".join(translated[:place]).strip(), "".join(translated[place:]).strip()
