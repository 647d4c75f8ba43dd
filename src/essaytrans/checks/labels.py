"""Reference labels: `[text][label]` finds its target by the label, which is not translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.checks.inline_parts import brackets, extra, missing
from essaytrans.i18n import msg
from essaytrans.markdown.inline import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.checks.finding import Finding
    from essaytrans.checks.pair import Pair
    from essaytrans.markdown.inline import Piece

__all__ = ["NAME", "check"]

NAME: Final = "labels"


class _Label(NamedTuple):
    text: str
    start: int
    length: int


def check(pair: Pair) -> Iterator[Finding]:
    """Find labels that are unknown to the source, and labels of the source that are lost.

    A label alone in brackets is a link too.
    """
    if "][" not in pair.source and "][" not in pair.target:
        return
    source = _labels(pair.source, pair.source_pieces)
    target = _labels(pair.target, pair.target_pieces)
    lost = [
        label.text
        for key, label in source.items()
        if key not in target and f"[{label.text}]" not in pair.target
    ]
    for key, label in target.items():
        if key in source:
            continue
        found = extra(NAME, f"[{label.text}]", label.start)
        if lost:
            # Translators: {markup} is what is to be written in the translation.
            found = found._replace(hint=msg("write {markup} instead", markup=f"[{lost.pop(0)}]"))
        yield found._replace(length=label.length)
    yield from missing(NAME, (f"[{text}]" for text in lost))


def _labels(text: str, pieces: Sequence[Piece]) -> dict[str, _Label]:
    """Return labels by what they are compared by; `[text][]` has its text for a label."""
    places = [piece for piece in pieces if piece.kind is PieceKind.LABEL]
    if not places:
        return {}
    texts = {bracket.end + 1: bracket for bracket in brackets(text, pieces)}
    found: dict[str, _Label] = {}
    for piece in places:
        before = texts.get(piece.start)
        if before is None:
            continue
        label = text[piece.start + 1 : piece.end - 1] or text[before.start + 1 : before.end]
        key = " ".join(label.split()).casefold()
        found.setdefault(key, _Label(label, piece.start, piece.end - piece.start))
    return found
