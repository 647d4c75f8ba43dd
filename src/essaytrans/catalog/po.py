"""PO files: `parse` and `serialize` are twins.

Reading takes every file that GNU gettext takes, and a byte order mark besides. Writing has one form
only, the one that Poedit, msgcat, msgmerge and translate-toolkit give back byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.catalog.fields import HEADER_KEY
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from essaytrans.model import Catalog, Entry, Message

__all__ = ["parse", "serialize"]


def parse(text: str, *, path: str = "") -> Catalog:
    """Read a PO file.

    What a person wrote is never lost. Comments behind the last entry go to the header's, since
    they speak of the file. `#tight` is read as `# tight`, and white space at its end goes. A
    `fuzzy` flag on an entry without a translation says nothing and goes, as it does in msgcat.

    Args:
        text: the decoded file, with line ends of any kind, with or without a byte order mark.
        path: what the catalog and the diagnostics call the file.

    Raises:
        EssaytransError: the file is broken; one diagnostic a problem, twenty at most, with the
            codes `po-syntax`, `po-conflict` (git's markers) and `po-duplicate`.
    """
    from essaytrans.catalog.reader import Reader  # noqa: PLC0415 - a first extract reads nothing

    return Reader(text, path).read()


def serialize(catalog: Catalog) -> str:
    """Write a PO file: the header complete and in order, obsolete entries last.

    `parse(serialize(catalog)) == catalog` if the header is complete, obsolete entries stand last,
    comments have no white space at their ends, and `fuzzy` entries a translation.

    Raises:
        EssaytransError: something cannot be said in a PO file; one diagnostic `po-unwritable` an
            entry, which it names, twenty at most.
    """
    from essaytrans.catalog.writer import (  # noqa: PLC0415 - a build writes none
        UnwritableError,
        entry_lines,
        header_lines,
    )

    lines: list[str] = []
    problems: list[Diagnostic] = []
    keys: set[tuple[str | None, str]] = {HEADER_KEY}
    try:
        lines += header_lines(catalog)
    except UnwritableError as error:
        message = msg("the header cannot be written: {reason}", reason=error.reason)
        problems.append(_problem(message, catalog, None))
    for entry in sorted(catalog.entries, key=_is_obsolete):
        lines.append("")
        try:
            lines += entry_lines(entry)
        except UnwritableError as error:
            problems.append(_entry_problem(error.reason, catalog, entry))
        key = entry.key
        if key in keys:
            # Translators: a reason behind “the entry “…” cannot be written: ”; “another” is another
            # entry.
            reason = msg("another has the same msgid and msgctxt")
            problems.append(_entry_problem(reason, catalog, entry))
        keys.add(key)
    if problems:
        raise EssaytransError(*problems[:_MOST_PROBLEMS])
    lines.append("")
    return "\n".join(lines)


_MOST_PROBLEMS: Final = 20
"""As many as reading tells of."""

_SHOWN: Final = 60
"""How many characters of a msgid name an entry in a sentence."""


def _is_obsolete(entry: Entry) -> bool:
    return entry.obsolete


def _entry_problem(reason: Message, catalog: Catalog, entry: Entry) -> Diagnostic:
    message = msg(
        "the entry “{msgid}” cannot be written: {reason}",
        msgid=entry.msgid[:_SHOWN],
        reason=reason,
    )
    return _problem(message, catalog, entry.line)


def _problem(message: Message, catalog: Catalog, line: int | None) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR, "po-unwritable", message, position=Position(catalog.path, line)
    )
