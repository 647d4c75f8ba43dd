"""Where an article points: targets of links and images, in Markdown, HTML and template tags."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.markdown.frontmatter import find_front_matter
from essaytrans.markdown.inline import Piece, PieceKind, scan
from essaytrans.markdown.parser import parse_blocks
from essaytrans.markdown.ranges import locate, offsets
from essaytrans.markdown.source import Source
from essaytrans.markdown.templates import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from essaytrans.markdown.ranges import Pairs

__all__ = ["Target", "targets"]

_DESTINATION = re.compile(
    r"\(\s*(?:<([^<>\n\\]*+(?:\\.[^<>\n\\]*+)*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\b(?:src|href|poster)\s*=\s*(?:"([^"]*+)"|'([^']*+)')""")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BRACKET = re.compile(r"[\[\]]")


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a link or of an image."""

    target: str
    """As it is meant: backslashes and entities read; percent signs as they are."""
    image: bool
    """Whether it is shown in the article, not linked to."""
    offset: int
    """Where it is written, in characters of the article's text."""


def targets(text: str) -> list[Target]:
    """Find what an article points at, in the order of the text; what stands in code does not count."""
    source = Source.of(text)
    place = find_front_matter(source.text)
    found: list[Target] = []
    for token in parse_blocks(source.text, place.lines if place else 0):
        for target, image, offset in _of_token(source.text, token):
            found.append(Target(target, image, source.spans([(offset, offset)])[0].start))
    return found


def _of_token(text: str, token: Token) -> Iterator[tuple[str, bool, int]]:
    pairs: Pairs | None = token.meta.get("spans") if token.meta else None
    if token.type == "definition" and pairs:
        yield str(token.meta["url"]), False, pairs[0][0]
    elif token.type == TEMPLATE:
        start = int(token.meta["start"])
        for target, offset in _attributes(token.content):
            yield target, True, start + offset
    elif token.type in ("inline", "html_block") and pairs:
        content = "\n".join([text[start:end] for start, end in pairs])
        starts = offsets(pairs)
        for target, image, offset in _of_text(content):
            where = locate(pairs, starts, offset, offset + 1)
            yield target, image, where[0][0] if where else pairs[0][0]


def _of_text(content: str) -> Iterator[tuple[str, bool, int]]:
    pieces = list(scan(content))
    images = _images(content, pieces)
    for piece in pieces:
        if piece.kind is PieceKind.TARGET:
            match = _DESTINATION.match(content, piece.start)
            if match:
                written = match[1] if match[1] is not None else match[2]
                target = html.unescape(_ESCAPED.sub(r"\1", written))
                yield target, piece.start - 1 in images, piece.start
        elif piece.kind in (PieceKind.HTML, PieceKind.TEMPLATE):
            tag = content[piece.start : piece.end]
            image = piece.kind is PieceKind.TEMPLATE or tag[:4].lower() == "<img"
            for target, offset in _attributes(tag) if not tag.startswith("<!--") else ():
                yield target, image, piece.start + offset


def _attributes(tag: str) -> Iterator[tuple[str, int]]:
    for match in _ATTRIBUTE.finditer(tag):
        yield html.unescape(match[1] if match[1] is not None else match[2]), match.start()


def _images(content: str, pieces: list[Piece]) -> set[int]:
    """Return the offsets of the brackets that close the text of an image."""
    escaped = {piece.start + 1 for piece in pieces if piece.kind is PieceKind.ESCAPE}
    holes = iter(pieces)
    hole = next(holes, None)
    found: set[int] = set()
    opened: list[int] = []
    for match in _BRACKET.finditer(content):
        at = match.start()
        while hole is not None and hole.end <= at:
            hole = next(holes, None)
        if hole is not None and hole.start <= at:
            continue  # in code, a target or a tag
        if match[0] == "[":
            opened.append(at)
        elif opened:
            begin = opened.pop()
            if begin and content[begin - 1] == "!" and begin - 1 not in escaped:
                found.add(at)
    return found
