"""Where the keys and values of a TOML text stand, which the standard library does not say.

Articles need it for their front matter, the configuration for errors that point at a place. The
scanner is used on text that `tomllib` has read without an error; on other text its answers mean
nothing, but it comes to an end all the same.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

__all__ = ["Found", "Key", "scan"]

Key = tuple[str | int, ...]
"""The way to a value: keys, and numbers from 0 in arrays."""

_BLANK: Final = re.compile(r"[ \t\r\n]*+(?:#[^\n]*+[ \t\r\n]*+)*")
_SPACE: Final = re.compile(r"[ \t]*+")
_KEY: Final = re.compile(r"""[A-Za-z0-9_-]++|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"|'[^'\n]*+'""")
_STRING: Final = re.compile(
    r'"""[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*"{3,5}'
    r"|'''[^']*+(?:'{1,2}(?!')[^']*+)*'{3,5}"
    r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_OTHER: Final = re.compile(r"[^,\]}#\r\n]++")
_DOT: Final = re.compile(r"[ \t]*\.[ \t]*")


class Found(NamedTuple):
    """A key, or a value; offsets in characters of the text."""

    path: Key
    start: int
    end: int
    is_key: bool
    """Whether it is the last key of the path, as written, or the value it leads to."""


def scan(text: str) -> Iterator[Found]:
    """Yield every key and every value in the order in which they end.

    Args:
        text: valid TOML.
    """
    yield from _Scanner(text).scan()


class _Scanner:
    """Walks once through the text, an offset in hand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._tables: dict[Key, int] = {}

    def scan(self) -> Iterator[Found]:
        table: Key = ()
        self._take(_BLANK)
        while self._at < len(self._text):
            before = self._at
            if self._text.startswith("[", self._at):
                table = yield from self._header()
            else:
                yield from self._pair(table)
            self._take(_BLANK)
            self._at = max(self._at, before + 1)

    def _header(self) -> Generator[Found, None, Key]:
        """Read `[table]` or `[[table]]`; return the path of the keys that follow."""
        repeated = self._text.startswith("[[", self._at)
        self._at += 2 if repeated else 1
        self._take(_SPACE)
        table = yield from self._keys(())
        self._take(_SPACE)
        self._at += 2 if repeated else 1
        if not repeated:
            return table
        number = self._tables.get(table, 0)
        self._tables[table] = number + 1
        return (*table, number)

    def _pair(self, table: Key) -> Iterator[Found]:
        """Read `key = value`."""
        keys = yield from self._keys(table)
        self._take(_SPACE)
        self._at += 1  # the equals sign
        yield from self._value(keys)

    def _keys(self, table: Key) -> Generator[Found, None, Key]:
        """Read a dotted key; return its path."""
        while True:
            start = self._at
            key = self._take(_KEY)
            table = (*table, _plain(key))
            yield Found(table, start, self._at, is_key=True)
            if not self._take(_DOT):
                return table

    def _value(self, path: Key) -> Iterator[Found]:
        """Read a value and what is in it."""
        self._take(_BLANK)
        start = self._at
        if self._text.startswith("[", start):
            yield from self._array(path)
        elif self._text.startswith("{", start):
            yield from self._table(path)
        elif not self._take(_STRING):
            self._take(_OTHER)
        yield Found(path, start, self._at, is_key=False)

    def _array(self, path: Key) -> Iterator[Found]:
        self._at += 1
        self._take(_BLANK)
        number = 0
        while self._goes_on("]"):
            before = self._at
            yield from self._value((*path, number))
            number += 1
            self._separator()
            self._at = max(self._at, before + 1)
        self._at += 1

    def _table(self, path: Key) -> Iterator[Found]:
        self._at += 1
        self._take(_BLANK)
        while self._goes_on("}"):
            before = self._at
            yield from self._pair(path)
            self._separator()
            self._at = max(self._at, before + 1)
        self._at += 1

    def _goes_on(self, closing: str) -> bool:
        return self._at < len(self._text) and not self._text.startswith(closing, self._at)

    def _separator(self) -> None:
        """Read the comma between two items, if there is one, and all blanks."""
        self._take(_BLANK)
        if self._text.startswith(",", self._at):
            self._at += 1
            self._take(_BLANK)

    def _take(self, pattern: re.Pattern[str]) -> str:
        """Step over what a pattern matches here, and return it; nothing if it does not match."""
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match[0]


def _plain(key: str) -> str:
    """Return a key without its quotation marks and escapes."""
    if not key.startswith(('"', "'")):
        return key
    value: str = tomllib.loads(f"key = {key}")["key"]
    return value
