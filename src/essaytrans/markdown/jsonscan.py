"""Where the keys and values of a JSON text stand, which the standard library does not say.

Used on text that `json` has read without an error; on other text its answers mean nothing, but it
comes to an end all the same.
"""

from __future__ import annotations

import json
import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.markdown.yamlscalars import Way

__all__ = ["Role", "Token", "scan_json"]

_TOKEN: Final = re.compile(
    r'(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*")|[\[\]{},:]|[^\s\[\]{},:"]++', re.DOTALL
)
_COLON: Final = re.compile(r"\s*+:")


class Role(Enum):
    """What a piece of JSON is."""

    KEY = auto()
    TEXT = auto()
    OTHER = auto()
    """A mark, a number, a truth value."""


class Token(NamedTuple):
    """A piece of JSON; offsets in characters of the text."""

    way: Way
    """To the value, or to what holds the mark."""
    start: int
    end: int
    """Quotation marks included."""
    role: Role


def scan_json(text: str) -> Iterator[Token]:
    """Yield every key, value and mark in order.

    Args:
        text: valid JSON.
    """
    stack: list[str | None] = []
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        written = text[start]
        is_key = bool(found["string"]) and _COLON.match(text, end) is not None
        role = Role.KEY if is_key else Role.TEXT if found["string"] else Role.OTHER
        if is_key and stack:
            stack[-1] = json.loads(found[0])
        if written in "]}" and stack:
            stack.pop()
        yield Token(tuple(stack), start, end, role)
        if written in "[{":
            stack.append(None)
