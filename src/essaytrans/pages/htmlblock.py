"""An author's blocks of HTML: kept as far as the lists of `clean` allow."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.markdown.htmlblocks import VOID
from essaytrans.markdown.inline import CLOSE_TAG, OPEN_TAG
from essaytrans.pages.flow import Flow, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HtmlBlock", "read_html_block", "write_html"]

_WITH_CONTENT = "script|style|template|textarea|svg|math|iframe|object|noscript|xmp|title"
_DROPPED = re.compile(
    rf"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![A-Za-z][^>]*>?"
    rf"|<({_WITH_CONTENT})(?=[\s/>]).*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ANGLE = re.compile(r"<")


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """What a block of HTML is."""

    empty: bool
    """Whether nothing of it is shown: a comment, a script."""
    closed: bool
    """Whether it closes every element that it opens, and no other."""
    once: bool
    """Whether it has a picture, which is shown once."""


def read_html_block(content: str) -> HtmlBlock:
    """Tell what a block of HTML is."""
    waiting: list[str] = []
    empty = closed = True
    once = False
    for kind, part in _parts(content):
        if kind == "text":
            empty = empty and not part.strip()
            continue
        empty = False
        if match := CLOSE_TAG.fullmatch(part):
            if not waiting or waiting.pop() != match[1].lower():
                closed = False
        elif match := OPEN_TAG.fullmatch(part):
            name = match[1].lower()
            once = once or name == "img"
            if name not in VOID:
                waiting.append(name)
    return HtmlBlock(empty, closed and not waiting, once)


def write_html(flow: Flow, content: str, extra: str = "") -> None:
    """Write a block of HTML.

    Args:
        flow: where it goes.
        content: the block.
        extra: attributes of an element around each text that stands in it, with a blank before
            each; none if empty.
    """
    for kind, part in _parts(content):
        if kind == "tag":
            flow.tag(part)
        elif extra and not part.isspace():
            flow.write(f"<span{extra}>{escape(html.unescape(part))}</span>")
        else:
            flow.write(escape(html.unescape(part)))


def _parts(content: str) -> Iterator[tuple[str, str]]:
    """Yield texts and tags; what is dropped with its content is in neither."""
    position = start = 0
    while found := _ANGLE.search(content, position):
        at = found.start()
        dropped = _DROPPED.match(content, at)
        tag = None if dropped else OPEN_TAG.match(content, at) or CLOSE_TAG.match(content, at)
        end = dropped or tag
        if end is None:
            position = at + 1  # no tag as CommonMark knows it, so it is a character
            continue
        if at > start:
            yield "text", content[start:at]
        if tag:
            yield "tag", tag[0]
        position = start = end.end()
    if start < len(content):
        yield "text", content[start:]
