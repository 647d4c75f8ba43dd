"""An article as its blocks: the tokens of the parser, and which units stand in which.

A page is made by walking the tokens; a unit's text is shown where its token is.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.markdown import ranges
from essaytrans.markdown.codecs import CannotWriteError, encode
from essaytrans.markdown.segment import read
from essaytrans.model import Codec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from essaytrans.markdown.source import Source
    from essaytrans.model import Document, SegmentRules

__all__ = ["Blocks", "read_blocks"]


@dataclass(frozen=True, slots=True)
class Blocks:
    """An article, its tokens, and where its units stand among them."""

    document: Document
    source: Source
    """The file and the text that the parser read; the ranges in tokens are ranges of that text."""
    tokens: tuple[Token, ...]
    """markdown-it's block tokens in order, their inline content not parsed."""
    places: tuple[int, ...]
    """For each unit the index of the token that it stands in; -1 in front matter."""

    def units_by_token(self) -> dict[int, tuple[int, ...]]:
        """Return for each token that units stand in their indices, in order; -1: front matter."""
        found: dict[int, list[int]] = {}
        for unit, place in enumerate(self.places):
            found.setdefault(place, []).append(unit)
        return {place: tuple(units) for place, units in found.items()}

    def written(self, index: int, texts: Mapping[int, str]) -> str:
        """Return the content of a token of code, HTML or template tags, with other texts in it.

        Args:
            index: which token.
            texts: for units that stand in it, by their index, what takes their place; one that
                cannot be written there leaves the unit as it is.
        """
        token = self.tokens[index]
        pairs: ranges.Pairs | None = token.meta.get("spans")
        if pairs is None and "start" in token.meta:
            pairs = self._lines(token.meta["start"], token.content)
        if not texts or pairs is None:
            return token.content
        spans = self.source.spans(pairs)
        offsets = ranges.offsets(pairs)
        starts = [span.start for span in spans]

        def offset(place: int) -> int:
            line = max(bisect_right(starts, place) - 1, 0)
            return min(offsets[line] + place - starts[line], len(token.content))

        parts: list[str] = []
        position = 0
        for unit in sorted(texts):
            found = self.document.units[unit]
            begin, end = found.spans[0].start, found.spans[-1].end
            text = texts[unit]
            if found.codec is not Codec.CODE:  # which is written into its container's lines
                try:
                    text = encode(found, self.document.text[begin:end], text)
                except CannotWriteError:
                    continue
            parts += (token.content[position : offset(begin)], text)
            position = offset(end)
        return "".join([*parts, token.content[position:]])

    @staticmethod
    def _lines(start: int, content: str) -> Sequence[tuple[int, int]]:
        pairs: list[tuple[int, int]] = []
        for line in content.split("\n"):
            pairs.append((start, start + len(line)))
            start += len(line) + 1
        return pairs


def read_blocks(text: str, path: str = "", rules: SegmentRules | None = None) -> Blocks:
    """Read the blocks of an article, and its units, as `segment` does.

    Args:
        text: the decoded file, whole.
        path: what reports call it, relative to the project's root.
        rules: what the configuration says; None for the defaults.
    """
    found = read(text, path, rules)
    return Blocks(found.document, found.source, tuple(found.tokens), tuple(found.places))
