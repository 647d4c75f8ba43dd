"""Catalogs as XLIFF 2.0, and back; 2.1 and 2.2 are read likewise.

An article is a `<file>`, an entry a `<unit>` with one segment:

| entry | XLIFF 2.0 |
|---|---|
| msgctxt | `<note category="context">` |
| fuzzy | `state="initial"` with a target; otherwise `translated` |
| previous source | `<note category="previous-source">` |
| remarks, notes | `<note category="translator">`, `<note category="developer">`, a line each |
| header | `<note category="essaytrans">` of the file |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from essaytrans.exchange.marks import add, below, first, line_of, local, text_of
from essaytrans.exchange.sheets import (
    Taken,
    identity,
    joined,
    lines_of,
    require_library,
    said,
)
from essaytrans.exchange.xliff import parsed, taken
from essaytrans.model import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.exchange.sheets import Sheet

__all__ = ["read_xliff2", "write_xliff2"]

_SKELETON: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"></xliff>'
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_OWN: Final = "essaytrans"
_CONTEXT: Final = "context"
_PREVIOUS: Final = "previous-source"
_DEVELOPER: Final = "developer"
_TRANSLATOR: Final = "translator"
_KNOWN: Final = frozenset((_OWN, _CONTEXT, _PREVIOUS, _DEVELOPER))
"""Notes of all other categories are a person's."""


def write_xliff2(sheets: Sequence[Sheet], *, source_language: str, language: str) -> bytes:
    """Write catalogs as one file.

    Args:
        sheets: what `travelling` lets through, an article each.
        source_language: the tag of the articles' language.
        language: the tag of the translations'.

    Raises:
        EssaytransError: `exchange-missing`.
    """
    require_library()
    from translate.storage.xliff2 import Xliff2File  # noqa: PLC0415 - an extra, and slow

    store: Any = _empty(Xliff2File)
    root = store.document.getroot()
    root.set("srcLang", source_language)
    root.set("trgLang", language)
    for number, sheet in enumerate(sheets, 1):
        store.body = add(root, store, "file", id=f"f{number}", original=sheet.name)
        add(add(store.body, store, "notes"), store, "note", said(sheet.catalog), category=_OWN)
        for entry in sheet.catalog.entries:
            _add(store, entry)
    return bytes(store)


def _empty(made: Any) -> Any:
    """Make a file without articles; the library's own begins with one."""

    class Empty(made):  # type: ignore[misc]
        XMLskeleton = _SKELETON

        def initbody(self) -> None:
            self.namespace = self.document.getroot().nsmap[None]
            self.body = None

    return Empty()


def _add(store: Any, entry: Entry) -> None:
    segment = store.UnitClass(entry.msgid)
    store.addunit(segment)
    unit = segment.getunitelement()
    unit.set("id", identity(entry))
    # the library says it of the segment, where it may not be said
    segment.xmlelement.attrib.pop(_SPACE, None)
    unit.set(_SPACE, "preserve")
    if entry.msgstr:
        segment.target = entry.msgstr
        segment.markfuzzy(entry.fuzzy)
        segment.xmlelement.attrib.pop(_SPACE, None)
    found = {
        _CONTEXT: entry.msgctxt,
        _DEVELOPER: joined(entry.extracted_comments) if entry.extracted_comments else None,
        _TRANSLATOR: joined(entry.translator_comments) if entry.translator_comments else None,
        _PREVIOUS: entry.previous_msgid or None,
    }
    if any(text is not None for text in found.values()):
        notes = add(unit, store, "notes")
        unit.insert(0, notes)
        for category, text in found.items():
            if text is not None:
                add(notes, store, "note", text, category=category)


# --- reading ----------------------------------------------------------------------------------


def read_xliff2(data: bytes, path: str) -> Taken:
    """Read catalogs, each `<file>` one.

    Args:
        data: a file that `first_look` lets pass.
        path: what reports call it.

    Raises:
        EssaytransError: `exchange-missing`, `exchange-file`.
    """
    require_library(path)
    from translate.storage.xliff2 import Xliff2File  # noqa: PLC0415 - as above

    root = parsed(Xliff2File, data, path)
    return taken(
        root,
        path,
        "unit",
        _entry,
        lambda file: (root.get("trgLang", ""), _notes(file).get(_OWN, "")),
    )


def _entry(unit: Any) -> Entry | None:
    """Read a unit; None if a tool has put tags into its translation that nobody here knows.

    A tool may have cut it into segments. They are one text again, which is translated when all of
    them are.
    """
    sources: list[str] = []
    targets: list[str] = []
    whole, unsure = True, False
    for part in below(unit, "segment", "ignorable"):
        source, target = first(part, "source"), first(part, "target")
        sources.append(text_of(source)[0] if source is not None else "")
        text, tagged = text_of(target) if target is not None else ("", False)
        if tagged:
            return None
        if local(part) == "segment":
            whole = whole and bool(text)
            unsure = unsure or part.get("state") == "initial"
        targets.append(text or (sources[-1] if local(part) == "ignorable" else ""))
    msgstr = "".join(targets) if whole else ""
    notes = _notes(unit)
    return Entry(
        msgid="".join(sources),
        msgstr=msgstr,
        msgctxt=notes.get(_CONTEXT),
        fuzzy=bool(msgstr) and unsure,
        previous_msgid=notes.get(_PREVIOUS),
        translator_comments=lines_of(notes.get(_TRANSLATOR, "")),
        extracted_comments=lines_of(notes.get(_DEVELOPER, "")),
        line=line_of(unit),
    )


def _notes(element: Any) -> dict[str, str]:
    """Return the notes of a file or of a unit, by category; those of people in one."""
    found: dict[str, list[str]] = {}
    for notes in below(element, "notes"):
        for note in below(notes, "note"):
            said_of = note.get("category", "")
            category = said_of if said_of in _KNOWN else _TRANSLATOR
            found.setdefault(category, []).append(text_of(note)[0])
    return {category: joined(texts) for category, texts in found.items()}
