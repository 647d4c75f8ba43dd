"""What a page shows of the front matter: title, description, tags; never the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from essaytrans.markdown.codecs import decode
from essaytrans.markdown.frontmatter import (
    FrontMatterError,
    find_front_matter,
    read_front_matter,
)
from essaytrans.model import Kind
from essaytrans.pages.inline import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.markdown.blocks import Blocks
    from essaytrans.pages.shown import Rendered

__all__ = ["Field", "Front", "read_front", "titles"]


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the front matter, plain text."""

    source: str
    translation: str | None = None
    """None where there is none."""
    unit: int | None = None
    """Which unit of the document it is; None if the configuration has it left alone."""


@dataclass(frozen=True, slots=True)
class Front:
    """What is shown of the front matter."""

    title: Field | None = None
    description: Field | None = None
    tags: tuple[Field, ...] = ()


def read_front(blocks: Blocks, texts: Sequence[Rendered]) -> Front:
    """Read what is shown of the front matter.

    Args:
        blocks: the article.
        texts: what is shown of each of its units, in order.
    """
    found: dict[str, list[Field]] = {"title": [], "description": [], "tags[]": []}
    for index, unit in enumerate(blocks.document.units):
        if unit.kind is not Kind.FRONT_MATTER:
            break
        if unit.detail in found:
            found[unit.detail].append(Field(unit.msgid, texts[index].translation, index))
    if not all(found.values()):
        for name, values in _values(blocks, tuple(name for name in found if not found[name])):
            found[name].append(Field(values))
    return Front(
        next(iter(found["title"]), None),
        next(iter(found["description"]), None),
        tuple(found["tags[]"]),
    )


def _values(blocks: Blocks, wanted: tuple[str, ...]) -> list[tuple[str, str]]:
    """Read values that are no units: numbers, or what the configuration does not name."""
    text = blocks.source.text
    place = find_front_matter(text)
    if place is None:
        return []
    try:
        fields, _ = read_front_matter(text, place, wanted)
    except FrontMatterError:
        return []
    values = (
        (field.path, decode(field.codec, [text[start:end] for start, end in field.spans]))
        for field in fields
    )
    return [(name, value) for name, value in values if value.strip()]


def titles(blocks: Blocks, texts: Sequence[Rendered]) -> tuple[str, str | None]:
    """Return the article's title in both languages, as plain text.

    It is the title of the front matter, or the first heading, or the name of the file; the second
    one is None where it is not translated.
    """
    front = read_front(blocks, texts)
    if front.title is not None:
        return front.title.source, front.title.translation
    for index, unit in enumerate(blocks.document.units):
        if unit.kind is Kind.HEADING:
            text = texts[index].translation
            return words(unit.msgid), None if text is None else words(text)
    return PurePosixPath(blocks.document.path).stem, None
