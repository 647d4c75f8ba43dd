"""Where an article points, to the character: the targets of links and images, ready to be replaced.

`targets` finds what an article points at; this finds the spans that say so. Nothing in code, in
comments or in what a browser does not read (`<script>`) is a target, nor is a target that is not
written in the file as it is read, such as one over two lines.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.markdown.frontmatter import find_front_matter
from essaytrans.markdown.inline import OPEN_TAG, Piece, PieceKind, scan
from essaytrans.markdown.parser import parse_blocks
from essaytrans.markdown.ranges import agrees, locate, offsets
from essaytrans.markdown.source import Source
from essaytrans.markdown.templates import TEMPLATE, VERBATIM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from essaytrans.markdown.ranges import Pairs
    from essaytrans.model import Span

__all__ = ["Destination", "Form", "Linked", "may_point"]


class Form(StrEnum):
    """How a target is written."""

    BARE = "bare"
    """`(target)`, or `[label]: target`."""
    ANGLE = "angle"
    """`(<target>)`."""
    ATTRIBUTE = "attribute"
    """`href="target"`, in HTML or in a template tag."""


class Destination(NamedTuple):
    """A target of a link or of an image, and where it is written."""

    span: Span
    """In the file; without the marks around it."""
    form: Form
    target: str
    """As it is meant: backslashes and entities read; percent signs as they are."""
    offset: int
    """Where it begins in the parsed text."""


def may_point(text: str) -> bool:
    """Whether a text may have targets that are not on the web; most have none, and need not be read."""
    return _MAYBE.search(text) is not None


class _Found(NamedTuple):
    start: int
    end: int
    form: Form
    target: str


@dataclass(frozen=True, slots=True)
class Linked:
    """An article, read once for all that is asked of its links."""

    source: Source
    tokens: tuple[Token, ...]
    """Those of the blocks, in order; their offsets are those of the parsed text."""

    @classmethod
    def of(cls, text: str) -> Linked:
        """Read an article."""
        source = Source.of(text)
        place = find_front_matter(source.text) if source.text.startswith(("---", "+++")) else None
        return cls(source, tuple(parse_blocks(source.text, place.lines if place else 0)))

    def destinations(self) -> list[Destination]:
        """Return the targets of links and images in the order of the text, but for those on the web."""
        found: list[Destination] = []
        for token in self.tokens:
            found += [one for one in self._of_token(token) if one is not None]
        return sorted(found)

    def _of_token(self, token: Token) -> Iterator[Destination | None]:
        pairs: Pairs | None = token.meta.get("spans") if token.meta else None
        if token.type == TEMPLATE:
            start = int(token.meta["start"])
            pairs = [(start, start + len(token.content))]
            for one in _of_tags(token.content):
                if not _WEB.match(one.target):
                    yield self._placed(one, pairs, [0, len(token.content) + 1])
            return
        read = _READERS.get(token.type)
        if read is None or not pairs:
            return
        text = self.source.text
        content = "\n".join([text[start:end] for start, end in pairs])
        if not may_point(content):
            return
        if token.type == "inline" and not agrees(text, pairs, token.content):
            return
        starts = offsets(pairs)
        for one in read(content):
            if _WEB.match(one.target):
                continue
            yield self._placed(one, pairs, starts)

    def _placed(self, one: _Found, pairs: Pairs, starts: list[int]) -> Destination | None:
        """Find where in the file a target stands; None where that is not one stretch of it."""
        where = locate(pairs, starts, one.start, one.end)
        if len(where) != 1 or where[0][1] - where[0][0] != one.end - one.start:
            return None
        (span,) = self.source.spans(where)
        if self.source.raw[span.start : span.end] != self.source.text[slice(*where[0])]:
            return None  # it has a character that the parser reads as another
        return Destination(span, one.form, one.target, where[0][0])


_MAYBE: Final = re.compile(
    r"\](?:\s*+\(|:)\s*+<?+(?!https?://)|\b(?:src|href|poster)\s*+=\s*+[\"']?+(?!https?://)",
    re.IGNORECASE,
)
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_DESTINATION: Final = re.compile(
    r"\(\s*(?:<(?P<angle>[^<>\n\\]*+(?:\\.[^<>\n\\]*+)*)>"
    r"|(?P<bare>(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*\))*))"
)
_DEFINITION: Final = re.compile(
    r"\[(?:[^\[\]\\]|\\.){1,999}\]:\s*"
    r"(?:<(?P<angle>[^<>\n\\]*+(?:\\.[^<>\n\\]*+)*)>|(?P<bare>[^\s<]\S*))",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"""(?<=[\s"'])(?:src|href|poster)\s*=\s*(?:"([^"\n]*+)"|'([^'\n]*+)'|([^\s"'=<>`]++))""",
    re.IGNORECASE,
)
_IN_TEMPLATE: Final = re.compile(r"""\b(?:src|href|poster)\s*=\s*(?:"([^"\n]*+)"|'([^'\n]*+)')""")
_TAG: Final = re.compile(r"\{\{[<%]?|\{%")
_CLOSERS: Final = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_NAME: Final = re.compile(r"\{(?:\{[<%]?|%)[ \t]*-?[ \t]*([\w./\-]+)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
# What a browser shows as it is written, or not at all.
_UNREAD: Final = frozenset(("script", "style", "pre", "textarea", "template", "svg", "math"))
_MARKUP: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))


def _written(match: re.Match[str]) -> _Found:
    form = Form.ANGLE if match["angle"] is not None else Form.BARE
    name = form.value
    target = html.unescape(_ESCAPED.sub(r"\1", match[name]))
    return _Found(match.start(name), match.end(name), form, target)


def _of_text(content: str) -> Iterator[_Found]:
    """Find targets in inline Markdown."""
    for piece in scan(content):
        if piece.kind is PieceKind.TARGET:
            if match := _DESTINATION.match(content, piece.start, piece.end):
                yield _written(match)
        elif piece.kind is PieceKind.HTML and content[piece.start + 1].isalpha():
            yield from _of_attributes(content, piece)
        elif piece.kind is PieceKind.TEMPLATE:
            yield from _of_parameters(content, piece.start, piece.end)


def _of_attributes(content: str, tag: Piece) -> Iterator[_Found]:
    for match in _ATTRIBUTE.finditer(content, tag.start, tag.end):
        number = match.lastindex or 1
        target = html.unescape(match[number])
        yield _Found(match.start(number), match.end(number), Form.ATTRIBUTE, target)


def _of_parameters(content: str, start: int, end: int) -> Iterator[_Found]:
    for match in _IN_TEMPLATE.finditer(content, start, end):
        number = match.lastindex or 1
        yield _Found(match.start(number), match.end(number), Form.ATTRIBUTE, match[number])


def _of_definition(content: str) -> Iterator[_Found]:
    if match := _DEFINITION.match(content):
        yield _written(match)


def _of_html(content: str) -> Iterator[_Found]:
    """Find targets in a block of HTML."""
    position = 0
    small = content.lower()
    while (start := content.find("<", position)) >= 0:
        position = start + 1
        if match := OPEN_TAG.match(content, start):
            yield from _of_attributes(content, Piece(PieceKind.HTML, start, match.end()))
            position = match.end()
            name = match[1].lower()
            if name in _UNREAD and not match[3]:
                close = small.find(f"</{name}", position)
                position = close if close >= 0 else len(content)
            continue
        for opener, closer in _MARKUP:
            if content.startswith(opener, start):
                found = content.find(closer, start + len(opener))
                position = found + len(closer) if found >= 0 else len(content)
                break


def _of_tags(content: str) -> Iterator[_Found]:
    """Find targets in lines of template tags; of a pair whose content is no Markdown, in its first."""
    position = 0
    while opener := _TAG.search(content, position):
        end = content.find(_CLOSERS[opener[0]], opener.end())
        if end < 0:
            return
        yield from _of_parameters(content, opener.start(), end)
        name = _NAME.match(content, opener.start(), end)
        if name and name[1] in VERBATIM:
            return
        position = end + len(_CLOSERS[opener[0]])


_READERS: Final = {"inline": _of_text, "html_block": _of_html, "definition": _of_definition}
