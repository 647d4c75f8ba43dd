"""The text that the parser reads, and the way back from its offsets to the file's.

markdown-it wants line feeds only, no byte order mark, no NUL. The file may have all of these, and
promise 1 wants them back, so offsets are mapped by line and column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.model import Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Source"]

_LINE_BREAK = re.compile(r"\r\n?|\n")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file and its normalised text, whose lines correspond one to one."""

    path: str
    raw: str
    """The decoded file, whole."""
    text: str
    """`raw` without byte order mark, line breaks as line feeds, NUL as U+FFFD."""
    line_break: str
    """The file's first line break; a line feed where it has none."""
    _starts: tuple[int, ...] | None
    """Offsets in `raw` of the starts of lines; None when offsets are the same in both."""
    _text_starts: list[int]
    """Offsets in `text` of the starts of lines."""

    @classmethod
    def of(cls, raw: str, path: str = "") -> Source:
        """Normalise a decoded file."""
        text = raw.removeprefix(_BOM)
        first = _LINE_BREAK.search(text)
        starts: tuple[int, ...] | None = None
        if "\r" in text:
            shift = len(raw) - len(text)
            starts = (shift, *(shift + found.end() for found in _LINE_BREAK.finditer(text)))
            text = _LINE_BREAK.sub("\n", text)
        elif len(text) != len(raw):
            starts = (1, *(2 + found.start() for found in re.finditer("\n", text)))
        text_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        return cls(
            path=path,
            raw=raw,
            text=text.replace("\0", "\ufffd"),
            line_break=first.group() if first else "\n",
            _starts=starts,
            _text_starts=text_starts,
        )

    def line(self, offset: int) -> int:
        """Return the line, counted from 1, of an offset in `text`."""
        return bisect_right(self._text_starts, offset)

    def start_of_line(self, line: int) -> int:
        """Return the offset in `text` at which a line begins; the line is counted from 0."""
        return self._text_starts[min(line, len(self._text_starts) - 1)]

    def spans(self, pairs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """Map ranges of `text` to the file's characters."""
        if self._starts is None:
            if len(pairs) == 1:
                return (Span(*pairs[0]),)
            return tuple([Span(start, end) for start, end in pairs])
        return tuple([Span(self._offset(start), self._offset(end)) for start, end in pairs])

    def _offset(self, offset: int) -> int:
        assert self._starts is not None  # noqa: S101 - `spans` has looked
        line = bisect_right(self._text_starts, offset) - 1
        return self._starts[line] + offset - self._text_starts[line]

    def position(self, offset: int, length: int = 1) -> Position:
        """Make the place of `length` characters at an offset in `text`, for a diagnostic."""
        line = self.line(offset)
        start = self._text_starts[line - 1]
        end = self.text.find("\n", start)
        content = self.text[start : end if end >= 0 else None]
        column = offset - start + 1
        return Position(
            path=self.path,
            line=line,
            column=column,
            text=content,
            length=max(1, min(length, len(content) - column + 1)),
        )
