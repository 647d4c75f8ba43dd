"""An article as the rules of the lint read it: its blocks, its headings, its inline text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.markdown.inline import scan
from essaytrans.markdown.parser import parse_blocks
from essaytrans.markdown.ranges import locate, offsets
from essaytrans.markdown.source import Source
from essaytrans.model import Diagnostic, Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

    from essaytrans.markdown.inline import Piece
    from essaytrans.markdown.ranges import Pairs
    from essaytrans.model import Document, Message

__all__ = ["Article", "Heading", "Text"]

_ID = re.compile(r"\{[^{}\n#]*#[^{}\n]*\}[ \t]*\Z")


class Text(NamedTuple):
    """A stretch of inline Markdown: a paragraph, a heading, a cell of a table."""

    content: str
    """Its lines, joined by line feeds; the marks of containers are not in it."""
    pairs: Pairs
    """Where each line stands, in characters of the parsed text."""
    starts: list[int]
    """Where in the content each line begins, and where the last one ends."""
    is_paragraph: bool
    """Whether it is a paragraph's, or a list item's."""

    def offset(self, at: int) -> int:
        """Return where in the parsed text a character of the content stands."""
        where = locate(self.pairs, self.starts, at, at + 1)
        return where[0][0] if where else self.pairs[-1][1]

    def pieces(self) -> list[Piece]:
        """Return what in the content is no prose."""
        return list(scan(self.content))


class Heading(NamedTuple):
    """A heading that stands in no other block."""

    level: int
    """From 1 to 6."""
    text: str
    """What is shown, without an attribute behind it."""
    has_id: bool
    """Whether the author gave it an id: `{#id}`."""
    start: int
    """Where its text begins, in characters of the parsed text."""
    length: int
    """How many characters its last line has."""


@dataclass(frozen=True, slots=True)
class Article:
    """What the rules look at."""

    source: Source
    tokens: list[Token]
    """Those of the blocks, in order."""
    texts: tuple[Text, ...]
    """In the order of the article."""
    headings: tuple[Heading, ...]
    """In the order of the article."""

    @classmethod
    def of(cls, document: Document) -> Article:
        """Read an article."""
        source = Source.of(document.text, document.path)
        first_line = 0
        if source.text.startswith(("---", "+++")):
            from essaytrans.markdown.frontmatter import (  # noqa: PLC0415 - its patterns take 2 ms
                find_front_matter,
            )

            place = find_front_matter(source.text)
            first_line = place.lines if place else 0
        tokens = parse_blocks(source.text, first_line)
        texts: list[Text] = []
        headings: list[Heading] = []
        for index, token in enumerate(tokens):
            pairs: Pairs | None = token.meta.get("spans") if token.type == "inline" else None
            if not pairs:
                continue
            content = "\n".join([source.text[start:end] for start, end in pairs])
            parent = tokens[index - 1]
            is_paragraph = parent.type == "paragraph_open"
            texts.append(Text(content, pairs, offsets(pairs), is_paragraph))
            if parent.type == "heading_open" and not parent.level:
                headings.append(_heading(int(parent.tag[1:]), content, pairs))
        return cls(source, tokens, tuple(texts), tuple(headings))

    def remark(
        self, code: str, message: Message, offset: int, length: int = 1, *, hint: Message
    ) -> Diagnostic:
        """Say what is so at an offset in the parsed text, and what to do about it."""
        position = self.source.position(offset, length)
        return Diagnostic(Severity.WARNING, code, message, hint, position)


def _heading(level: int, content: str, pairs: Pairs) -> Heading:
    attribute = _ID.search(content)
    text = content[: attribute.start()] if attribute else content
    start, end = pairs[-1]
    return Heading(level, " ".join(text.split()), attribute is not None, start, end - start)
