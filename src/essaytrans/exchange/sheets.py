"""What all exchange formats hold: the catalog of an article, without what they cannot say.

An obsolete entry does not travel, since its text is in no article any more, nor does one with
plural forms, which articles do not have. Nothing is lost by that: who takes a file in does not take
what is missing for a wish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Catalog, Diagnostic, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from essaytrans.model import Entry, Message

__all__ = [
    "Sheet",
    "Taken",
    "fits_xml",
    "identity",
    "joined",
    "left_out",
    "lines_of",
    "made_sheet",
    "require_library",
    "said",
    "tagged_units",
    "travelling",
    "unreadable",
]

_FIELDS: Final = ("Language", "X-Essaytrans-Rules", "X-Essaytrans-State")
"""The fields of a header that travel: without them nobody knows what a file was made of."""
_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (section 2.2); tables do without it as well."""
_SHOWN: Final = 60
"""How many characters of a text a sentence shows."""
_MOST_TOLD: Final = 100
"""Units of a file that are named because they are not taken."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A catalog on its way to another tool, or back."""

    name: str
    """The path of the article; may be anything, or nothing, in a file that came back."""
    catalog: Catalog
    """Of its header only what travels; of its entries those that do."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file gave."""

    sheets: tuple[Sheet, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    """Units that were not taken."""


def travelling(catalog: Catalog, path: str) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    """Take out what cannot travel.

    Args:
        catalog: a catalog of the project.
        path: what reports call it.

    Returns:
        The catalog that remains, and warnings for what was taken out though its text is in use.
    """
    entries: list[Entry] = []
    problems: list[Diagnostic] = []
    for entry in catalog.entries:
        if entry.obsolete or not entry.msgid:
            continue
        texts = (entry.msgctxt or "", entry.msgid, entry.msgstr, entry.previous_msgid or "")
        found = _NEVER.search("\t".join((*texts, *entry.translator_comments)))
        if found is not None:
            character = f"U+{ord(found[0]):04X}"
            because = msg("it has the character {character}", character=character)
            problems.append(left_out(path, entry, because))
        elif entry.msgid_plural is not None:
            problems.append(left_out(path, entry, msg("it has plural forms")))
        else:
            notes = tuple(_NEVER.sub("\ufffd", note) for note in entry.extracted_comments)
            entries.append(replace(entry, extracted_comments=notes))
    header = tuple((name, value) for name, value in catalog.header if name in _FIELDS)
    return replace(catalog, header=header, entries=tuple(entries)), tuple(problems)


def fits_xml(text: str) -> bool:
    """Tell whether XML can have a text."""
    return _NEVER.search(text) is None


def identity(entry: Entry) -> str:
    """Return a name for an entry that stays as long as its text does; a name in XML, too."""
    text = f"{entry.msgctxt or ''}\x04{entry.msgid}"
    return f"u{blake2b(text.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def said(catalog: Catalog) -> str:
    """Write the header of a sheet into a remark."""
    return joined(f"{name}: {value}" for name, value in catalog.header)


def made_sheet(name: str, language: str, remark: str, entries: Iterable[Entry]) -> Sheet:
    """Make a sheet of what a file has.

    Args:
        name: what it calls the article.
        language: what it calls the language; empty if it does not.
        remark: what `said` gave when it was written, if that is still there.
        entries: those that it has; of two with one key, the first that is translated counts.
    """
    lines = (line.partition(": ") for line in lines_of(remark))
    header = {key: value for key, _, value in lines if key in _FIELDS}
    if language:
        header["Language"] = language
    known: dict[tuple[str | None, str], Entry] = {}
    for entry in entries:
        before = known.get(entry.key)
        if before is None or (entry.msgstr and not before.msgstr):
            known[entry.key] = entry
    return Sheet(name, Catalog(tuple(header.items()), tuple(known.values())))


def joined(lines: Iterable[str]) -> str:
    """Make one remark of several lines."""
    return "\n".join(lines)


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a remark; none if there is nothing in it."""
    return tuple(line.rstrip("\r") for line in text.split("\n")) if text.strip() else ()


# --- what there is to tell --------------------------------------------------------------------


def unreadable(path: str, line: int | None, reason: Message, hint: Message) -> EssaytransError:
    """Make the error of a file that is not read at all."""
    return EssaytransError(
        Diagnostic(Severity.ERROR, "exchange-file", reason, hint, Position(path, line))
    )


def left_out(path: str, entry: Entry, because: Message) -> Diagnostic:
    """Tell that an entry is not in the file that is written."""
    return Diagnostic(
        Severity.WARNING,
        "exchange-entry",
        # Translators: {reason} is such as “it has plural forms”.
        msg("“{text}” is left out: {reason}", text=_short(entry.msgid), reason=because),
        msg("translate it in the catalog; all else is in the file"),
        Position(path, entry.line),
    )


def require_library(path: str = "") -> None:
    """See to it that the library is there that reads and writes XLIFF and TMX.

    Args:
        path: the file that it is wanted for, if there is one already.

    Raises:
        EssaytransError: `exchange-missing`.
    """
    if find_spec("translate") is None or find_spec("lxml") is None:
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "exchange-missing",
                msg("what reads and writes this format is not installed"),
                msg("install it: {command}", command='pip install "essaytrans[exchange]"'),
                Position(path) if path else None,
            )
        )


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def tagged_units(path: str, lines: Sequence[int | None]) -> list[Diagnostic]:
    """Tell which units of a file were not taken because of tags in them."""
    return [
        Diagnostic(
            Severity.ERROR,
            "exchange-entry",
            msg("this translation is not taken: a tool has put tags of its own into it"),
            msg("put text in their place in that tool, and accept the file again"),
            Position(path, line),
        )
        for line in lines[:_MOST_TOLD]
    ]
