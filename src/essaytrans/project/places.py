"""Where in a TOML file a key or a value stands, for errors that point at it.

The standard library reads TOML and says nothing of places. This scanner is used on text that it
has read without an error, and only once there is something to complain about.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final, NamedTuple

__all__ = ["Key", "Place", "places"]

Key = tuple[str | int, ...]
"""The way to a value: the names of tables and keys, and a number from 0 for an item of an array."""

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_NAME: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_STRING: Final = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?!")|\'\'\'.*?\'\'\'(?!')|"(?:[^"\\]|\\.)*"|'[^']*\'''', re.DOTALL
)
_OTHER: Final = re.compile(r"[^,\]}#\r\n]+")
_DOT: Final = re.compile(r"[ \t]*\.[ \t]*")


class Place(NamedTuple):
    """A stretch of one line."""

    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    length: int
    """In characters, at least 1; of the first line only, for what spans several."""


def places(text: str) -> dict[Key, Place]:
    """Return the place of every key (at the key) and every item of an array (at the item).

    Args:
        text: valid TOML.
    """
    return _Scanner(text).scan()


class _Scanner:
    """Walks once through the text, an offset in hand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._places: dict[Key, Place] = {}

    def scan(self) -> dict[Key, Place]:
        table: Key = ()
        self._take(_BLANK)
        while self._at < len(self._text):
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)
            self._take(_BLANK)
        return self._places

    def _header(self) -> Key:
        """Read `[table]`, or `[[table]]`, whose repetitions are not told apart."""
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        self._at += brackets
        self._take(_SPACE)
        table = self._keys(())
        self._take(_SPACE)
        self._at += brackets
        return table

    def _pair(self, table: Key) -> None:
        """Read `key = value`."""
        keys = self._keys(table)
        self._take(_SPACE)
        self._at += 1
        self._value(keys)

    def _keys(self, table: Key) -> Key:
        """Read a dotted key and note the place of each of its parts."""
        while True:
            start = self._at
            key = self._take(_NAME)
            table = (*table, _plain(key))
            self._note(table, start)
            if not self._take(_DOT):
                return table

    def _value(self, path: Key) -> None:
        """Read a value and note the places of what is in it."""
        self._take(_BLANK)
        if self._text.startswith("[", self._at):
            self._array(path)
        elif self._text.startswith("{", self._at):
            self._table(path)
        elif not self._take(_STRING):
            self._take(_OTHER)

    def _array(self, path: Key) -> None:
        self._at += 1
        self._take(_BLANK)
        number = 0
        while self._at < len(self._text) and self._text[self._at] != "]":
            start = self._at
            self._value((*path, number))
            self._note((*path, number), start)
            number += 1
            self._separator()
        self._at += 1

    def _table(self, path: Key) -> None:
        self._at += 1
        self._take(_BLANK)
        while self._at < len(self._text) and self._text[self._at] != "}":
            self._pair(path)
            self._separator()
        self._at += 1

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

    def _note(self, path: Key, start: int) -> None:
        """Note that something stands between an offset and here; its first place counts."""
        if path in self._places:
            return
        line_start = self._text.rfind("\n", 0, start) + 1
        words = self._text[start : self._at].split("\n")[0].rstrip()
        self._places[path] = Place(
            line=self._text.count("\n", 0, start) + 1,
            column=start - line_start + 1,
            length=max(1, len(words)),
        )


def _plain(key: str) -> str:
    """Return a key without its quotation marks and escapes."""
    if not key.startswith(('"', "'")):
        return key
    value: str = tomllib.loads(f"key = {key}")["key"]
    return value
