"""What changed in a source text, for a person to see: `± 煮水，[-一-]{+两+}分钟。 ·3f2a`.

The end of it is for the program: four digits that tell whether the translation still is what it was
when its source changed. Only then may it be confirmed again when the change is taken back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from essaytrans.model import Entry

__all__ = ["changes", "difference", "is_untouched", "stamp", "stamped"]

_SIGIL: Final = "± "
"""What tells a reader, of any language, that this is a change."""
_AROUND: Final = 12
"""How many characters are shown before and after a change."""
_TOGETHER: Final = 2
"""Changes with no more characters than that between them are shown as one."""
_LONGEST: Final = 2_000
"""Characters of a text above which it is only said that it changed."""


_STAMP: Final = re.compile(r" ·([0-9a-f]{4})$")


def stamp(msgstr: str) -> str:
    """Return four digits that stand for a translation that is confirmed."""
    return f"{crc32(msgstr.encode('utf-8', 'surrogatepass')) & 0xFFFF:04x}"


def stamped(entry: Entry) -> str | None:
    """Return the digits in an entry's note; None if there are none."""
    for note in entry.extracted_comments:
        if note.startswith(_SIGIL) and (found := _STAMP.search(note)):
            return found[1]
    return None


def is_untouched(entry: Entry) -> bool:
    """Whether a fuzzy translation is still what it was when its source changed.

    Without a note there is no telling: a person may have written it, and be in doubt.
    """
    return stamped(entry) == stamp(entry.msgstr)


def difference(old: str, new: str, digits: str | None = None) -> str:
    """Return the extracted comment that shows what was taken out and put in.

    Args:
        old: what the translation was last confirmed for.
        new: what the article says now.
        digits: what `stamp` gave for the translation then; None if that is not known.
    """
    end = f" ·{digits}" if digits else ""
    return _SIGIL + _shown(old, new) + end


def _shown(old: str, new: str) -> str:
    if max(len(old), len(new)) > _LONGEST:
        return "…"
    parts: list[str] = []
    position = 0
    for start, end, begin, finish in changes(old, new):
        parts.append(_between(old[position:start], first=not position, last=False))
        if end > start:
            parts.append(f"[-{old[start:end]}-]")
        if finish > begin:
            parts.append(f"{{+{new[begin:finish]}+}}")
        position = end
    parts.append(_between(old[position:], first=not position, last=True))
    return "".join(parts).replace("\n", "⏎")


def changes(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Return where two texts differ: start and end in the old, start and end in the new.

    In characters. Changes with two characters or less between them are one. It takes time that
    grows with the product of the lengths.
    """
    from rapidfuzz.distance.Indel import opcodes  # noqa: PLC0415 - edits are few

    found: list[tuple[int, int, int, int]] = []
    for code in opcodes(old, new):
        if code.tag == "equal":
            continue
        if found and code.src_start - found[-1][1] <= _TOGETHER:
            start, _, begin, _ = found.pop()
            found.append((start, code.src_end, begin, code.dest_end))
        else:
            found.append((code.src_start, code.src_end, code.dest_start, code.dest_end))
    return found


def _between(text: str, *, first: bool, last: bool) -> str:
    """Shorten what did not change."""
    head = "" if first else text[:_AROUND]
    tail = "" if last else text[-_AROUND:]
    if len(text) <= len(head) + len(tail) + 1:
        return text
    return f"{head}…{tail}"
