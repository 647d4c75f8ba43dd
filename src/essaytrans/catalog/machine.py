"""The remark that names the machine by which an entry was filled in, for a person to review.

Its first character is how the program knows its own line again, in whatever language it is told:
the sentence behind it is the translators' business, the sigil is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from essaytrans.model import Entry

__all__ = ["machine_note", "machine_notes"]

_SIGIL: Final = "⚙ "


def machine_note(sentence: str) -> str:
    """Make the extracted comment that says so; white space of any kind becomes a blank."""
    return _SIGIL + " ".join(sentence.split())


def machine_notes(entry: Entry) -> tuple[str, ...]:
    """Return the remarks that still hold: none once a person has confirmed or emptied the entry."""
    if not (entry.fuzzy and entry.msgstr):
        return ()
    return tuple(note for note in entry.extracted_comments if note.startswith(_SIGIL))
