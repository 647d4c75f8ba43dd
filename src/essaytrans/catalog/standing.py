"""What a translation is to its text: confirmed, of an earlier text, or confirmed by nobody."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.notes import kept_notes
from essaytrans.language.han import joint
from essaytrans.model import Kind

if TYPE_CHECKING:
    from essaytrans.model import Entry

__all__ = ["Standing", "is_published", "marked", "standing"]

_MARKED: Final = frozenset(
    (
        *(Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.FOOTNOTE),
        *(Kind.DEFINITION, Kind.TABLE_CELL),
    )
)
"""Where a mark goes: into running text. Headings are what links lead to, and others are values."""
_ENDS_BLOCK: Final = ("}", "$")
"""What a mark does not stand behind: attributes of a paragraph, and formulas."""


class Standing(StrEnum):
    """What a translation is to its text."""

    MISSING = "missing"
    TRANSLATED = "translated"
    STALE = "stale"
    """It was confirmed, and the text has changed since."""
    DRAFT = "draft"
    """Nobody has confirmed it for any state of this text: a machine's, one of a like text, or one
    that a person is in doubt about."""


def standing(entry: Entry | None) -> Standing:
    """Say what the translation of an entry is; None for a text that has no entry."""
    if entry is None or not entry.msgstr:
        return Standing.MISSING
    if not entry.fuzzy:
        return Standing.TRANSLATED
    return Standing.STALE if entry.previous_msgid and not kept_notes(entry) else Standing.DRAFT


def is_published(entry: Entry, *, use_fuzzy: bool, use_stale: bool) -> bool:
    """Whether readers are to have a translation.

    Args:
        entry: what a catalog has for a text.
        use_fuzzy: whether they are to have all that is fuzzy.
        use_stale: whether they are to have, of that, what is stale.
    """
    if not entry.msgstr or not entry.fuzzy:
        return bool(entry.msgstr)
    return use_fuzzy or (use_stale and standing(entry) is Standing.STALE)


def marked(text: str, entry: Entry, kind: Kind, mark: str) -> str:
    """Put a mark behind a translation in running text that is stale; others come back as they are.

    Args:
        text: the translation, not empty.
        entry: its entry.
        kind: what its unit is.
        mark: plain text; empty for none.
    """
    if not mark or kind not in _MARKED or standing(entry) is not Standing.STALE:
        return text
    bare = text.rstrip()
    if not bare or bare.endswith(_ENDS_BLOCK):
        return text
    # an address in the text must not go on in the mark
    gap = " " if bare[-1].isascii() else joint(bare.rpartition("\n")[2], mark)
    return f"{bare}{gap}{mark}"
