"""Pictures from elsewhere, which the preview does not fetch.

A page that fetched them would tell other machines what somebody works on, and when. The content
security policy keeps the browser from it; here their words take their place, so that it need not.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from essaytrans.pages.flow import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["without_foreign_pictures"]

# as the last door (`pages.clean`) writes every tag
_PICTURE: Final = re.compile(r'<img((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)="([^"]*)"')
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|[/\\]{2}")


def without_foreign_pictures(body: Markup) -> Markup:
    """Put the words of a picture where it would have to be fetched from another machine.

    Its address is the title, for whoever points at it. It is no link: the picture may stand in one.

    Args:
        body: clean HTML, as `article_body` makes it.
    """
    return Markup(_PICTURE.sub(_in_words, body))  # noqa: S704 - it was clean, and stays so


def _in_words(found: re.Match[str]) -> str:
    attributes = dict(_attributes(found[1]))
    source = attributes.get("src", "")
    if not _ELSEWHERE.match(source.strip()):
        return found[0]
    words = attributes.get("alt") or source
    return f'<span class="picture" title="{escape(source)}">{escape(words)}</span>'


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for name, value in _ATTRIBUTE.findall(text):
        yield name, html.unescape(value)
