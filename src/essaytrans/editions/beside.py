"""How two texts stand in the place of one: below each other, on a line each, or one of the two."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.editions.images import without_images
from essaytrans.editions.meeting import meet, without_stray_markers
from essaytrans.markdown.codecs import CannotWriteError, encode
from essaytrans.markdown.guard import as_block, edit_for
from essaytrans.model import Codec, Edit, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from essaytrans.model import Document, Unit

__all__ = ["Order", "Way", "once", "ways"]


class Order(StrEnum):
    """Which of two texts comes first; the one that is shown where there is room for one only."""

    SOURCE_FIRST = "source-first"
    TRANSLATION_FIRST = "translation-first"


class Way(NamedTuple):
    """A way to write two texts in the place of one."""

    edit: Edit
    adds: bool = False
    """Whether it makes two paragraphs of one."""


_BREAK: Final = " <br>"
"""Between two texts on one line of Markdown. The blank keeps the words of a heading apart where
tags are taken off it: in tables of contents, in anchors."""
_BLANKS: Final = "  "
"""The hard break that all kinds of Markdown know (CommonMark has the backslash too)."""
_TAKES_BACKSLASH: Final = re.compile(r"\\$|(?:://|www\.)[^\s<]*$")
"""Where a backslash after a text would be taken for a part of it: by another one, or, on GitHub, by
an address."""
_SLASH: Final = " / "
"""Between two texts where there is no markup."""
_ATTRIBUTES_BELOW: Final = re.compile(r"[ \t]*(?:\r\n?|\n)[> \t]*\{:")
"""A line that gives attributes to the paragraph that it ends (kramdown)."""
_ONCE: Final = re.compile(
    r"<(/?)(summary|figcaption|caption|legend|option|label|button|title)\b[^<>]*>", re.IGNORECASE
)
"""Elements that hold one text: a caption in two languages is taken for two."""
_CODE: Final = 4
"""Blanks that make a block of a line code (CommonMark 0.31.2, 4.4)."""
_SCALARS_OF_LINES: Final = frozenset(
    (
        Codec.YAML_LITERAL,
        Codec.YAML_FOLDED,
        Codec.TOML_BASIC_LINES,
        Codec.TOML_LITERAL_LINES,
    )
)


def once(document: Document) -> frozenset[int]:
    """Return the numbers of the units that are shown in one language: captions and the like."""
    regions: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    for match in _ONCE.finditer(document.text):
        name = match[2].lower()
        if not match[1]:
            opened[name] = match.end()
        elif name in opened:
            regions.append((opened.pop(name), match.start()))
    return frozenset(
        index
        for index, unit in enumerate(document.units)
        if _WAYS.get(unit.kind) is None
        or (unit.kind is Kind.FRONT_MATTER and "[]" in unit.detail)
        or any(start <= unit.spans[0].start < end for start, end in regions)
    )


def ways(
    document: Document, unit: Unit, edit: Edit, text: str, order: Order, *, apart: bool = False
) -> Iterator[Way] | None:
    """Say how a unit can hold its text and a translation, the best way first.

    Args:
        document: the article.
        unit: one of its units that may hold two texts.
        edit: what puts the translation into its place, as `guard.rebuild` accepted it.
        text: the translation.
        order: which of the two comes first.
        apart: whether two paragraphs are better than two lines of one.

    Returns:
        No way where the two would be read as something else together; None where there is nothing
        to show twice, because all the unit has is an image. Each is made when it is asked for.
    """
    shown = without_images(text, unit.msgid)
    if not shown:
        return None
    if shown != text:
        outcome = edit_for(document, unit, shown)
        edit = outcome if isinstance(outcome, Edit) else edit
    pair = _Pair(document, unit, document.text[edit.span.start : edit.span.end], edit, shown, order)
    if edit.text == pair.raw:
        return None
    known = _WAYS[unit.kind]
    if known[0] in (_paragraphs, _lines):
        # where a box is not known (`!!!` on GitHub), a further paragraph in it would be code
        inset = unit.kind is Kind.PARAGRAPH and len(unit.continuation.lstrip("\r\n")) >= _CODE
        first = _paragraphs if apart else _lines if inset else known[0]
        known = (first, *(way for way in known if way is not first))
    found = (way(pair) for way in known)
    return (way for way in found if way is not None)


class _Pair(NamedTuple):
    document: Document
    unit: Unit
    raw: str
    """The source as it is written."""
    edit: Edit
    text: str
    """The translation as the translator wrote it."""
    order: Order

    def written(self, gap: str) -> str:
        first, second = self.raw, self.edit.text
        if self.order is Order.TRANSLATION_FIRST:
            first, second = second, first
        return first + gap + second


def _paragraphs(pair: _Pair) -> Way | None:
    """A paragraph each."""
    if _ATTRIBUTES_BELOW.match(pair.document.text, pair.edit.span.end):
        return None  # which would be those of one of the two only
    line = pair.unit.continuation
    gap = line.rstrip(" \t") + line
    return Way(Edit(pair.edit.span, pair.written(gap)), adds=True)


def _lines(pair: _Pair) -> Way | None:
    """A line each, in one paragraph."""
    unit = pair.unit
    first = pair.raw if pair.order is Order.SOURCE_FIRST else pair.edit.text
    spelling = re.split(r"[\r\n]", unit.breaks[-1], maxsplit=1)[0] if unit.breaks else _BLANKS
    if spelling == "\\" and _TAKES_BACKSLASH.search(first):
        spelling = _BLANKS
    return _joined(pair, spelling + unit.continuation)


def _broken(pair: _Pair) -> Way | None:
    """A line each, on one line of the file."""
    return _joined(pair, _BREAK)


def _slashed(pair: _Pair) -> Way | None:
    return _joined(pair, _SLASH)


def _joined(pair: _Pair, gap: str) -> Way | None:
    """Join two texts, if they then still say what each of them says."""
    way = _as_they_are(pair, gap)
    if way is not None:
        return way
    escaped = without_stray_markers(pair.edit.text)
    if escaped is None:
        return None
    return _as_they_are(pair._replace(edit=Edit(pair.edit.span, escaped)), gap)


def _as_they_are(pair: _Pair, gap: str) -> Way | None:
    whole = pair.written(gap)
    source_first = pair.order is Order.SOURCE_FIRST
    first = pair.raw if source_first else pair.edit.text
    second = pair.edit.text if source_first else pair.raw
    if meet(first, gap, second):
        return None
    shown = as_block(pair.unit, whole)
    if shown is None:
        return None
    kept = shown.startswith(first + gap) if source_first else shown.endswith(gap + second)
    return Way(Edit(pair.edit.span, shown)) if kept else None


def _scalar(pair: _Pair) -> Way | None:
    """Both in one value of front matter."""
    unit = pair.unit
    several = "\n" in unit.msgid + pair.text
    gap = "\n\n" if unit.codec in _SCALARS_OF_LINES else "\n"
    texts = (unit.msgid, pair.text)
    if pair.order is Order.TRANSLATION_FIRST:
        texts = texts[::-1]
    try:
        written = encode(unit, pair.raw, (gap if several else _SLASH).join(texts))
    except CannotWriteError:
        return None
    return Way(Edit(pair.edit.span, written))


_WAYS: Final[dict[Kind, tuple[Callable[[_Pair], Way | None], ...]]] = {
    Kind.PARAGRAPH: (_paragraphs, _lines),
    Kind.QUOTE: (_paragraphs, _lines),
    Kind.LIST_ITEM: (_lines, _paragraphs),
    Kind.FOOTNOTE: (_lines, _paragraphs),
    Kind.DEFINITION: (_lines, _paragraphs),
    Kind.HEADING: (_broken, _slashed),
    Kind.TABLE_HEADER: (_broken, _slashed),
    Kind.TABLE_CELL: (_broken, _slashed),
    Kind.TERM: (_broken, _slashed),
    Kind.HTML_TEXT: (_broken,),
    Kind.CONTAINER_TITLE: (_slashed,),
    Kind.FRONT_MATTER: (_scalar,),
}
"""Of the kinds that are not here, one text is shown: code, and what only programs read."""
