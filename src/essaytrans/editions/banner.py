"""The banner: one paragraph of ours in a built article, where no renderer takes it for another's.

It is a quotation, since every kind of Markdown knows them. What is built is read again: it must have
the blocks that it had, and these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans import garbage
from essaytrans.markdown.escape import as_paragraph
from essaytrans.markdown.frontmatter import find_front_matter
from essaytrans.markdown.parser import parse_blocks
from essaytrans.markdown.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

__all__ = ["with_banner"]

_HEADER: Final = re.compile(r"[A-Za-z0-9_-]+:(?=\s|$)|[{%;]")
"""How a head begins that is no front matter to us: `title: …` (MultiMarkdown, Hexo), JSON, Pandoc."""
_QUOTE: Final = [
    "blockquote_open",
    "paragraph_open",
    "inline",
    "paragraph_close",
    "blockquote_close",
]


def with_banner(text: str, paragraph: str, position: str) -> str | None:
    """Put a paragraph of ours into an article.

    Beside a quotation of the author's it is no quotation, since some renderers make one of two.

    Args:
        text: the article, whole, with line ends of any kind.
        paragraph: a line of Markdown.
        position: `top`, `title` (below the first heading, if the article begins with one of level
            1; else at the top) or `bottom`.

    Returns:
        The article; None where the paragraph cannot stand there as a paragraph of its own.
    """
    written = as_paragraph(paragraph.strip())
    if written is None:
        return None
    with garbage.paused():
        return _put(text, written, position)


def _put(text: str, written: str, position: str) -> str | None:
    source = Source.of(text)
    place = find_front_matter(source.text)
    body = place.lines if place else 0
    tokens = parse_blocks(source.text, body)
    line = _line(source, tokens, body, position, is_headed=place is not None)
    blocks = _blocks(tokens, line)
    offset = _offset(source, line)
    at = source.spans([(offset, offset)])[0].start
    mark = "" if "blockquote" in blocks.around else "> "
    built = _spliced(text, at, mark + written, source.line_break)
    again = parse_blocks(Source.of(built).text, body)
    return built if _is_right(tokens, again, blocks.before, written, mark) else None


def _line(
    source: Source, tokens: Sequence[Token], body: int, position: str, *, is_headed: bool
) -> int:
    """Find the line before which the banner goes, from 0; that behind the last one for the end."""
    lines = source.text.split("\n")
    end = len(lines)
    first = next((number for number in range(body, end) if lines[number].strip()), end)
    if position == "bottom" or (
        not is_headed and first < end and _HEADER.match(lines[first]) is not None
    ):
        return end
    if position == "title" and tokens:
        heading = next((token for token in tokens if token.type != "html_block"), tokens[0])
        if heading.type == "heading_open" and heading.tag == "h1" and heading.map:
            return heading.map[1]
    return first


def _offset(source: Source, line: int) -> int:
    """Return where a line begins, in characters of the text that the parser reads."""
    starts = source.text.count("\n") + 1
    return len(source.text) if line >= starts else source.start_of_line(line)


class _Around(NamedTuple):
    before: int
    """How many tokens stand before the banner."""
    around: tuple[str, ...]
    """The kinds of blocks beside it."""


def _blocks(tokens: Sequence[Token], line: int) -> _Around:
    """Say which blocks a line is between."""
    starts = [
        number
        for number, token in enumerate(tokens)
        if not token.level and token.nesting >= 0 and token.map
    ]
    after = next((at for at in starts if (tokens[at].map or [0])[0] >= line), len(tokens))
    last = next((at for at in reversed(starts) if at < after), None)
    beside = [*([last] if last is not None else []), *([after] if after < len(tokens) else [])]
    return _Around(after, tuple(tokens[at].type.removesuffix("_open") for at in beside))


def _spliced(text: str, at: int, paragraph: str, line_break: str) -> str:
    """Put a paragraph before what stands at an offset, with an empty line on either side."""
    before, after = text[:at], text[at:]
    lead = ""
    if before.removeprefix("\ufeff"):
        lines = re.split(r"\r\n?|\n", before)
        lead = line_break * (2 if lines[-1] else int(bool(lines[-2].strip(" \t"))))
    trail = line_break
    if after and re.match(r"[ \t]*(?:\r|\n|\Z)", after) is None:
        trail *= 2
    return f"{before}{lead}{paragraph}{trail}{after}"


def _is_right(
    before: Sequence[Token], after: Sequence[Token], at: int, written: str, mark: str
) -> bool:
    """Whether an article has the blocks that it had, and the banner."""
    kinds = _QUOTE if mark else _QUOTE[1:-1]
    behind = at + len(kinds)
    new = after[at:behind]
    if [token.type for token in new] != kinds:
        return False
    return new[len(kinds) // 2].content == written and _rows([*after[:at], *after[behind:]]) == (
        _rows(before)
    )


def _rows(tokens: Sequence[Token]) -> list[tuple[object, ...]]:
    return [
        (t.type, t.tag, t.level, t.markup, t.info, t.hidden, t.content.rstrip("\n")) for t in tokens
    ]
