"""What is shown as it is written: code, formulas, tags of a site's generator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from essaytrans.pages.flow import escape
from essaytrans.pages.pair import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

__all__ = ["code_pair", "tag_pair"]

_LANGUAGE = re.compile(r"[A-Za-z][\w+#\-]*")
_MATH = ("math_block", "math_block_label")


def code_pair(token: Token, written: str | None, units: Sequence[int]) -> Pair:
    """Show a block of code, of math, or of what nests too deep.

    Args:
        token: the block.
        written: its content with translations in it; None if there are none.
        units: the units that stand in it.
    """
    if token.type in _MATH:
        opening, classes = '<code class="math">', " formula"
    else:
        language = _LANGUAGE.match(token.info.strip())
        attribute = f' data-language="{escape(language[0].lower())}"' if language else ""
        opening, classes = f"<code{attribute}>", " code"
    return Pair("pre", *_both(token.content, written, opening), units, classes)


def tag_pair(content: str, written: str | None = None, units: Sequence[int] = ()) -> Pair:
    """Show a tag of a site's generator: quietly, since readers of the site never see it."""
    return Pair("p", *_both(content, written, '<code class="tag">'), units, " template")


def _both(content: str, written: str | None, opening: str) -> tuple[str, str | None]:
    source = _code(content, opening)
    return source, None if written is None else _code(written, opening)


def _code(text: str, opening: str) -> str:
    # a line feed at the start of preformatted text would be dropped
    return f"{opening}{escape(text.strip(_LINE_FEED))}</code>"


_LINE_FEED = "\n"
