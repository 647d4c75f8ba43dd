"""The program's own remarks on a translation: where it comes from, what is wrong with it.

The first character of each is how the program knows its own line again, in whatever language the
rest of it is told: that is the translators' business, the sigil is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.language.unseen import visible

if TYPE_CHECKING:
    from essaytrans.model import Entry

__all__ = ["finding_note", "finding_notes", "kept_notes", "machine_note", "origin_note"]

_MACHINE: Final = "⚙ "
_ORIGIN: Final = "≈ "
_FINDING: Final = re.compile(r"⚠ [a-z]+(?:-[a-z]+)*: ")
"""What a check has found; the name of the check is not told in any language either."""


def machine_note(sentence: str) -> str:
    """Make the extracted comment that names the machine by which an entry was filled in."""
    return _note(_MACHINE, sentence)


def origin_note(path: str) -> str:
    """Make the extracted comment that says where an offered translation comes from.

    Args:
        path: an article or another file, whose name may be a stranger's.
    """
    return _note(_ORIGIN, visible(path))


def finding_note(check: str, sentence: str) -> str:
    """Make the extracted comment that says what a check has found.

    Args:
        check: the documented name of the check.
        sentence: what it has to say; may quote the translation, a stranger's text.
    """
    return _note(f"⚠ {check}: ", visible(sentence))


def finding_notes(entry: Entry) -> tuple[str, ...]:
    """Return what checks have found, as it was written into the catalog."""
    return tuple(note for note in entry.extracted_comments if _FINDING.match(note))


def kept_notes(entry: Entry) -> tuple[str, ...]:
    """Return the remarks that still hold: none once a person has confirmed or emptied the entry."""
    if not (entry.fuzzy and entry.msgstr):
        return ()
    return tuple(note for note in entry.extracted_comments if note.startswith((_MACHINE, _ORIGIN)))


def _note(sigil: str, text: str) -> str:
    """Put a sigil before a text in which white space of any kind is a blank."""
    return sigil + " ".join(text.split())
