"""Writing a PO file: an entry to its lines, in the one form that all tools give back."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.comments import (
    read_flags,
    read_references,
    write_flags,
    write_references,
    write_remark,
)
from essaytrans.catalog.fields import complete, read_fields, write_fields
from essaytrans.catalog.strings import quote
from essaytrans.i18n import msg

if TYPE_CHECKING:
    from essaytrans.model import Catalog, Entry, Message

__all__ = ["UnwritableError", "entry_lines", "header_lines"]

_NONE: Final = (None, None, None)

_OURS: Final = "no-wrap"
"""The flag on every entry: it keeps each tool from wrapping lines in its own way."""

_NEVER: Final = re.compile("[\0\x04\ud800-\udfff]")
"""No text of a PO file: NUL and EOT have meanings in compiled catalogs; half of a surrogate pair
cannot be encoded."""

_NEVER_SOURCE: Final = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Not in what is translated, either: tools do not agree on control characters, and a msgid that
one of them changes has lost its translation."""

_NEVER_COMMENT: Final = re.compile("[\0\x04\n\r\ud800-\udfff]")
"""Not in a comment, which is one line and has no escapes."""


class UnwritableError(Exception):
    """Something that cannot be said in a PO file; `reason` completes a sentence."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


def header_lines(catalog: Catalog) -> list[str]:
    """Write the header: complete, in order, and under a bare `#` where there is no comment.

    Raises:
        UnwritableError: a field or a comment has what it cannot have.
    """
    fields = complete(catalog.header)
    text = write_fields(fields)
    if read_fields(text) != fields:
        raise UnwritableError(msg("a field has a line break in it, or an invalid name"))
    lines = [*_remarks("#", catalog.header_comments or ("",))]
    lines += _remarks("#.", catalog.header_extracted_comments)
    if catalog.header_flags:
        lines.append(_flags(catalog.header_flags))
    lines.append('msgid ""')
    lines.append(_string("", "msgstr", text))
    return lines


def entry_lines(entry: Entry) -> list[str]:
    """Write an entry in the order of msgcat, with `no-wrap` so that no tool wraps it.

    Raises:
        UnwritableError: the entry has what it cannot have, or parts that do not go together.
    """
    mark = "#~ " if entry.obsolete else ""
    lines: list[str] = []
    if entry.translator_comments:
        lines += _remarks("#", entry.translator_comments)
    if entry.extracted_comments:
        lines += _remarks("#.", entry.extracted_comments)
    if entry.references:
        lines += _references(entry.references)
    lines.append(_flags(("fuzzy", *entry.flags, _OURS) if entry.fuzzy else (*entry.flags, _OURS)))
    if (entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural) != _NONE:
        lines += _previous(entry)
    if entry.msgctxt is not None:
        lines.append(_string(mark, "msgctxt", entry.msgctxt, never=_NEVER_SOURCE))
    lines.append(_string(mark, "msgid", entry.msgid, never=_NEVER_SOURCE))
    if entry.msgid_plural is not None or entry.msgstr_plural:
        lines += _plurals(mark, entry)
    else:
        lines.append(_string(mark, "msgstr", entry.msgstr))
    return lines


def _previous(entry: Entry) -> list[str]:
    if entry.previous_msgid is None:
        raise UnwritableError(msg("there is a previous msgctxt or plural and no previous msgid"))
    mark = "#~| " if entry.obsolete else "#| "
    texts = {
        "msgctxt": entry.previous_msgctxt,
        "msgid": entry.previous_msgid,
        "msgid_plural": entry.previous_msgid_plural,
    }
    return [_string(mark, name, text) for name, text in texts.items() if text is not None]


def _plurals(mark: str, entry: Entry) -> list[str]:
    if entry.msgid_plural is None or entry.msgstr_plural[:1] != (entry.msgstr,):
        raise UnwritableError(msg("msgstr and the plural forms do not go together"))
    forms = enumerate(entry.msgstr_plural)
    return [
        _string(mark, "msgid_plural", entry.msgid_plural, never=_NEVER_SOURCE),
        *(_string(mark, f"msgstr[{number}]", form) for number, form in forms),
    ]


def _string(mark: str, keyword: str, text: str, *, never: re.Pattern[str] = _NEVER) -> str:
    if not text.isprintable() and (found := never.search(text)) is not None:
        raise UnwritableError(
            # Translators: a reason behind “the entry “…” cannot be written: ” or “the header cannot
            # be written: ”; “its” is of that entry. {keyword} is msgid, msgstr or such.
            msg(
                "its {keyword} has the character {character}",
                keyword=keyword,
                character=f"U+{ord(found[0]):04X}",
            )
        )
    return f"{mark}{keyword} {quote(text, mark=mark)}"


@lru_cache(maxsize=256)
def _remarks(mark: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    for text in texts:
        if not text.isprintable() and _NEVER_COMMENT.search(text) is not None:
            raise UnwritableError(msg("a comment has a line break or a NUL in it"))
    return tuple(write_remark(mark, text) for text in texts)


@lru_cache(maxsize=256)
def _references(references: tuple[str, ...]) -> tuple[str, ...]:
    for text in references:
        if read_references(text) != (text,) or _NEVER_COMMENT.search(text):
            raise UnwritableError(msg("the reference “{text}” has white space in it", text=text))
    return tuple(write_references(references))


@lru_cache(maxsize=256)
def _flags(flags: tuple[str, ...]) -> str:
    line = write_flags(tuple(dict.fromkeys(flags)))
    if not line.isprintable() or not set(flags).issuperset(read_flags(line.removeprefix("#,"))):
        raise UnwritableError(msg("“{text}” are not flags", text=line))
    return line
