"""A source text and its translation, and what several checks want to know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.markdown.inline import Piece, PieceKind, scan
from essaytrans.model import Codec, Kind

if TYPE_CHECKING:
    from essaytrans.model import Entry, Message, Unit

__all__ = ["Pair"]

_MARKDOWN: Final = frozenset(
    (Codec.MARKDOWN, Codec.MARKDOWN_LINE, Codec.TABLE_CELL, Codec.QUOTED_TITLE, Codec.LINK_TITLE)
)
"""Codecs whose text is read as inline Markdown."""


class Pair:
    """An entry with a translation, under review. What is asked of it is found out once."""

    __slots__ = (
        "_source_pieces",
        "_target_pieces",
        "entry",
        "language",
        "refusal",
        "source_language",
        "unit",
    )

    def __init__(
        self,
        entry: Entry,
        *,
        source_language: str,
        language: str,
        unit: Unit | None = None,
        refusal: Message | None = None,
    ) -> None:
        """Make a pair.

        Args:
            entry: of a catalog; its msgstr is not empty.
            source_language: the tag of the article's language.
            language: that of the translation.
            unit: what the text is in its article; None for a paragraph of Markdown.
            refusal: why `build` does not publish it (`markdown.guard.Refusal.reason`); None if it
                does, or nobody asked.
        """
        self.entry = entry
        self.source_language = source_language
        self.language = language
        self.unit = unit
        self.refusal = refusal
        self._source_pieces: tuple[Piece, ...] | None = None
        self._target_pieces: tuple[Piece, ...] | None = None

    @property
    def source(self) -> str:
        """The source text."""
        return self.entry.msgid

    @property
    def target(self) -> str:
        """The translation."""
        return self.entry.msgstr

    @property
    def is_code(self) -> bool:
        """Whether it is a block of code."""
        return self.unit is not None and self.unit.kind is Kind.CODE

    @property
    def is_markdown(self) -> bool:
        """Whether the text is read as inline Markdown."""
        return self.unit is None or self.unit.codec in _MARKDOWN

    @property
    def source_pieces(self) -> tuple[Piece, ...]:
        """What in the source is no prose; nothing where it is not read as Markdown."""
        if self._source_pieces is None:
            self._source_pieces = tuple(scan(self.source)) if self.is_markdown else ()
        return self._source_pieces

    @property
    def target_pieces(self) -> tuple[Piece, ...]:
        """What in the translation is no prose."""
        if self._target_pieces is None:
            self._target_pieces = tuple(scan(self.target)) if self.is_markdown else ()
        return self._target_pieces

    def source_prose(self, *but: PieceKind) -> str:
        """Return the source with blanks in the place of what is no prose, but for some kinds."""
        return _blanked(self.source, self.source_pieces, but)

    def target_prose(self, *but: PieceKind) -> str:
        """Return the translation with blanks in the place of what is no prose, but for some kinds."""
        return _blanked(self.target, self.target_pieces, but)


def _blanked(text: str, pieces: tuple[Piece, ...], but: tuple[PieceKind, ...]) -> str:
    parts: list[str] = []
    end = 0
    for piece in pieces:
        if piece.kind not in but:
            parts += (text[end : piece.start], " " * (piece.end - piece.start))
            end = piece.end
    return "".join((*parts, text[end:]))
