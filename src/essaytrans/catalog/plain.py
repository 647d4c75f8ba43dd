"""Entries in the layout that `writer`, msgcat and Poedit give them, read at one go.

This is the fast way, and it is no other grammar: whatever it takes, `reader` would read line by
line to the same entry (a test says so), and what it does not take, `reader` does read that way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from essaytrans.catalog.comments import read_flags, read_references, read_remark
from essaytrans.catalog.strings import EscapeError, unescape
from essaytrans.model import Entry

__all__ = ["plain_entry", "split_flags"]

_PIECE: Final = r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*'
_TEXT: Final = rf'"({_PIECE}(?:"\n"{_PIECE})*)"'
_BLOCK: Final = re.compile(
    r"((?:#(?: [^\n]*)?\n)*)((?:#\.[^\n]*\n)*)((?:#:[^\n]*\n)*)(?:#,([^\n]*)\n)?"
    rf'(?:#\| msgid "({_PIECE}(?:"\n#\| "{_PIECE})*)"\n)?'
    rf'(?:msgctxt "({_PIECE})"\n)?'
    rf"msgid {_TEXT}\nmsgstr {_TEXT}\n?"
)
_NUMBER: Final = re.compile(r"\\[0-7x]")
"""Escapes that must not meet the next piece of their text: `\\x4` before `1` is not `\\x41`."""

_NOT_KEPT: Final = frozenset({"fuzzy", "no-wrap", "wrap"})


def plain_entry(block: str, *, line: int) -> Entry | None:
    """Read an entry without plural forms, not obsolete, in the usual layout.

    Args:
        block: what stands between two blank lines.
        line: the line it begins in, from 1.

    Returns:
        The entry, or None if the block is anything else, good or bad.
    """
    found = _BLOCK.fullmatch(block)
    if found is None:
        return None
    remarks, notes, references, flags, previous, msgctxt, msgid, msgstr = found.groups()
    try:
        text = _text(msgstr)
        fuzzy, kept = split_flags(flags) if flags else (False, ())
        return Entry(
            _text(msgid),
            text,
            None if msgctxt is None else _text(msgctxt),
            fuzzy and text != "",
            previous_msgid=None if previous is None else _text(previous.replace("\n#| ", "\n")),
            translator_comments=_remarks(remarks, "#") if remarks else (),
            extracted_comments=_remarks(notes, "#.") if notes else (),
            references=_references(references) if references else (),
            flags=kept,
            line=line + block.count("\n", 0, found.start(7)),
        )
    except EscapeError:
        return None


def _text(written: str) -> str:
    if "\\" not in written:
        return written.replace('"\n"', "")
    if _NUMBER.search(written) is not None:
        return "".join(map(unescape, written.split('"\n"')))
    return unescape(written.replace('"\n"', ""))


@lru_cache(maxsize=1024)
def _references(lines: str) -> tuple[str, ...]:
    return tuple(item for line in lines[:-1].split("\n") for item in read_references(line[2:]))


@lru_cache(maxsize=1024)
def _remarks(lines: str, mark: str) -> tuple[str, ...]:
    return tuple(read_remark(line.removeprefix(mark)) for line in lines[:-1].split("\n"))


@lru_cache(maxsize=256)
def split_flags(text: str) -> tuple[bool, tuple[str, ...]]:
    """Read flags: whether `fuzzy` is among them, and those that `Entry.flags` holds."""
    flags = read_flags(text)
    return "fuzzy" in flags, tuple(flag for flag in flags if flag not in _NOT_KEPT)
