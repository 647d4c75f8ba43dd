"""What is aligned: the units of an article, and what stands between them and is no unit.

A picture, a listing or a table's number is the same in every language. Nobody translates it, but
whoever looks for the translation of the paragraph beside it is helped by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from essaytrans.markdown.segment import read
from essaytrans.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.token import Token

    from essaytrans.markdown.segment import Reading
    from essaytrans.model import Document, SegmentRules, Unit

__all__ = ["Block", "Cut", "cut"]

_LISTINGS: Final = frozenset(("fence", "code_block"))
_CELLS: Final = {"th_open": Kind.TABLE_HEADER, "td_open": Kind.TABLE_CELL}
_VERBATIM: Final = frozenset(("html_block", "math_block", "template"))
"""Types of tokens whose content is no text to translate, unless units stand in it."""
_PLAIN: Final = re.compile(r"[^\s()<>\\]+")
"""A target of a link that needs no pointed brackets, nor backslashes …"""
_SPECIAL: Final = re.compile(r"[<>\"\\]")
"""… and what has one before it inside of them, or of a title."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that has a place in an article, and maybe a partner in its translation."""

    kind: Kind | None
    """None for what is neither text nor code: HTML, formulas, rules."""
    text: str
    """What a unit says, in the form that catalogs have; the content of anything else."""
    unit: int | None = None
    """Which of the document's units it is, counted from 0; None if it is none."""
    detail: str = ""
    """The level of a heading, the column of a cell, the key of front matter, the name of an
    attribute."""
    depth: int = 0
    """How many blocks it stands in."""
    around: str = ""
    """HTML that a unit is a part of; the first unit of a block has it."""
    line: int = 1
    """Where it begins in its file, from 1."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An article, cut into what is aligned."""

    document: Document
    blocks: tuple[Block, ...]
    """In the order of the article; every unit is one of them."""
    links: Mapping[str, str] = field(default_factory=dict)
    """What its labels of links are defined as, written as the end of a link: `(target "title")`."""


def cut(text: str, path: str = "", rules: SegmentRules | None = None) -> Cut:
    """Cut an article, or a translation of one, into blocks.

    Args:
        text: the decoded file, whole.
        path: what reports call it.
        rules: what the configuration says about units; None for the defaults.
    """
    reading = read(text, path, rules)
    return Cut(reading.document, tuple(_blocks(reading)), _links(reading.tokens))


def _blocks(reading: Reading) -> Iterator[Block]:
    units: dict[int, list[int]] = {}
    for number, place in enumerate(reading.places):
        units.setdefault(place, []).append(number)
    for number in units.get(-1, ()):
        yield _of_unit(reading.document.units[number], number)
    column = 0
    for index, token in enumerate(reading.tokens):
        if token.type == "tr_open":
            column = -1
        elif token.type in _CELLS:
            column += 1
        own = units.get(index)
        if own:
            around = token.content if token.type == "html_block" else ""
            cell = token.type == "inline" and reading.tokens[index - 1].type in _CELLS
            for number in own:
                unit = reading.document.units[number]
                detail = str(column) if cell else unit.detail
                yield _of_unit(unit, number, detail, token.level, around)
                around = ""
        elif block := _of_token(reading.tokens, index, token, column):
            yield block


def _links(tokens: Iterable[Token]) -> dict[str, str]:
    links: dict[str, str] = {}
    for token in tokens:
        if token.type == "definition":
            target, title = str(token.meta["url"]), token.meta["title"]
            if not _PLAIN.fullmatch(target):
                target = "<" + _SPECIAL.sub(_escaped, target) + ">"
            said = f' "{_SPECIAL.sub(_escaped, title)}"' if isinstance(title, str) and title else ""
            # of several definitions of a label, readers see the first
            links.setdefault(str(token.meta["id"]), f"({target}{said})")
    return links


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _of_unit(
    unit: Unit, number: int, detail: str | None = None, depth: int = 0, around: str = ""
) -> Block:
    said = unit.detail if detail is None else detail
    return Block(unit.kind, unit.msgid, number, said, depth, around, unit.line)


def _of_token(tokens: list[Token], index: int, token: Token, column: int) -> Block | None:
    """Make a block of what has no unit; None where there is nothing to be known again by."""
    line = (token.map or [0])[0] + 1
    if token.type == "hr":
        return Block(None, "", depth=token.level, line=line)
    text = token.content.strip()
    if not text:
        return None
    if token.type in _LISTINGS:
        language = token.info.split()[0] if token.info.strip() else ""
        return Block(Kind.CODE, text, None, language, token.level, "", line)
    if token.type in _VERBATIM:
        return Block(None, text, depth=token.level, line=line)
    if token.type == "inline":
        parent = tokens[index - 1].type
        kind = Kind.HEADING if parent == "heading_open" else _CELLS.get(parent, Kind.PARAGRAPH)
        detail = str(column) if parent in _CELLS else tokens[index - 1].tag[1:]
        detail = detail if kind is not Kind.PARAGRAPH else ""
        return Block(kind, text, None, detail, token.level, "", line)
    return None
