"""Catalogs as XLIFF 1.2, and back.

An article is a `<file>`, an entry a `<trans-unit>`:

| entry | XLIFF 1.2 |
|---|---|
| msgctxt | `<context context-type="x-po-msgctxt">` |
| fuzzy | `state="needs-review-translation"` on the target; otherwise `translated`, and approved |
| previous source | `<alt-trans alttranstype="previous-version">` |
| remarks, notes | `<note from="translator">`, `<note from="developer">`, a line each |
| header | `<note from="essaytrans">` in the header of the file |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from essaytrans.exchange.marks import add, below, first, line_of, local, text_of
from essaytrans.exchange.sheets import (
    Taken,
    identity,
    joined,
    lines_of,
    made_sheet,
    require_library,
    said,
    tagged_units,
    unreadable,
)
from essaytrans.i18n import msg
from essaytrans.model import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from essaytrans.exchange.sheets import Sheet

__all__ = ["parsed", "read_xliff", "taken", "write_xliff"]

_NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_SKELETON: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?><xliff version="1.2" xmlns="{_NAMESPACE}"></xliff>'
)
_CONTEXT: Final = "x-po-msgctxt"
_PREVIOUS: Final = "previous-version"
_OWN: Final = "essaytrans"
_UNSURE: Final = ("new", "needs-")
"""How the states begin of a target that is not finished (XLIFF 1.2, `state`)."""
_SURE: Final = frozenset(("translated", "final", "signed-off"))


def write_xliff(sheets: Sequence[Sheet], *, source_language: str, language: str) -> bytes:
    """Write catalogs as one file.

    Args:
        sheets: what `travelling` lets through, an article each.
        source_language: the tag of the articles' language.
        language: the tag of the translations'.

    Raises:
        EssaytransError: `exchange-missing`.
    """
    require_library()
    from translate.storage.xliff import Xliff1File  # noqa: PLC0415 - an extra, and slow

    store: Any = _empty(Xliff1File)
    for sheet in sheets:
        file = add(
            store.document.getroot(),
            store,
            "file",
            original=sheet.name,
            source_language=source_language,
            target_language=language,
            datatype="plaintext",
        )
        add(add(file, store, "header"), store, "note", said(sheet.catalog), from_=_OWN)
        store.body = add(file, store, "body")
        for entry in sheet.catalog.entries:
            _add(store, entry)
    return bytes(store)


def _empty(made: Any) -> Any:
    """Make a file without articles; the library's own begins with one, and is version 1.1."""

    class Unit(made.UnitClass):  # type: ignore[misc]
        namespace = _NAMESPACE

    class Empty(made):  # type: ignore[misc]
        XMLskeleton = _SKELETON
        UnitClass = Unit

        def initbody(self) -> None:
            self.namespace = self.document.getroot().nsmap[None]
            self.body = None

        def setsourcelanguage(self, language: str) -> None:
            """Leave it to each article."""

        def settargetlanguage(self, targetlanguage: str | None) -> None:
            """Leave it to each article."""

    return Empty()


def _add(store: Any, entry: Entry) -> None:
    unit = store.UnitClass(entry.msgid)
    store.addunit(unit)
    element = unit.xmlelement
    element.set("id", identity(entry))
    if entry.msgstr:
        unit.target = entry.msgstr
        if entry.fuzzy:
            unit.markreviewneeded()
        else:
            unit.markfuzzy(False)
    if entry.msgctxt is not None:
        group = add(element, store, "context-group", name="po-entry", purpose="information")
        add(group, store, "context", entry.msgctxt, context_type=_CONTEXT)
    for origin, remarks in (
        ("developer", entry.extracted_comments),
        ("translator", entry.translator_comments),
    ):
        if remarks:
            add(element, store, "note", joined(remarks), from_=origin)
    if entry.previous_msgid:
        former = add(element, store, "alt-trans", alttranstype=_PREVIOUS)
        add(former, store, "source", entry.previous_msgid)
        add(former, store, "target", entry.msgstr)


# --- reading ----------------------------------------------------------------------------------


def read_xliff(data: bytes, path: str) -> Taken:
    """Read catalogs, each `<file>` one.

    Args:
        data: a file that `first_look` lets pass.
        path: what reports call it.

    Raises:
        EssaytransError: `exchange-missing`, `exchange-file`.
    """
    require_library(path)
    from translate.storage.xliff import Xliff1File  # noqa: PLC0415 - as above

    root = parsed(Xliff1File, data, path)
    return taken(
        root,
        path,
        "trans-unit",
        _entry,
        lambda file: (file.get("target-language", ""), _own_remark(file)),
    )


def taken(
    root: Any,
    path: str,
    unit_name: str,
    read: Callable[[Any], Entry | None],
    told: Callable[[Any], tuple[str, str]],
) -> Taken:
    """Read the catalogs of an XLIFF file of any version.

    Args:
        root: its outermost element.
        path: what reports call it.
        unit_name: what its units are called.
        read: reads one; None if its translation has tags of a tool's own.
        told: the language of a `<file>`, and what the program itself has remarked on it.
    """
    refused: list[int | None] = []

    def entries(file: Any) -> Iterator[Entry]:
        for unit in file.iterdescendants():
            if local(unit) == unit_name:
                entry = read(unit)
                if entry is None:
                    refused.append(line_of(unit))
                elif entry.msgid:
                    yield entry

    sheets = tuple(
        made_sheet(file.get("original", ""), *told(file), entries(file))
        for file in below(root, "file")
    )
    return Taken(sheets, tuple(tagged_units(path, refused)))


def parsed(made: Any, data: bytes, path: str) -> Any:
    """Have the library read a file; return its outermost element.

    Args:
        made: the library's class for the format.
        data: the file.
        path: what reports call it.

    Raises:
        EssaytransError: `exchange-file`.
    """
    try:
        return made.parsestring(data).document.getroot()
    except (ValueError, SyntaxError, AssertionError, StopIteration, AttributeError) as error:
        # what lxml has against a file is a SyntaxError; the others are the library's own
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise unreadable(
            path,
            line,
            msg("the library for this format cannot read this file"),
            msg("have the tool that wrote it export it again, as plain XLIFF or TMX"),
        ) from None


def _own_remark(file: Any) -> str:
    header = first(file, "header")
    notes = below(header, "note") if header is not None else ()
    return next((text_of(note)[0] for note in notes if note.get("from") == _OWN), "")


def _entry(unit: Any) -> Entry | None:
    """Read a unit; None if a tool has put tags into its translation that nobody here knows."""
    source, target = first(unit, "source"), first(unit, "target")
    msgid = text_of(source)[0] if source is not None else ""
    msgstr, tagged = text_of(target) if target is not None else ("", False)
    if tagged:
        return None
    return Entry(
        msgid=msgid,
        msgstr=msgstr,
        msgctxt=_context(unit),
        fuzzy=bool(msgstr) and _is_unsure(unit, target),
        previous_msgid=_previous(unit),
        translator_comments=_notes(unit, "translator"),
        extracted_comments=_notes(unit, "developer"),
        line=line_of(unit),
    )


def _is_unsure(unit: Any, target: Any) -> bool:
    """Tell whether a translation is not finished; one that says nothing of it is."""
    state = target.get("state", "")
    if state in _SURE:
        return False
    return bool(state.startswith(_UNSURE) or unit.get("approved") == "no")


def _context(unit: Any) -> str | None:
    for group in below(unit, "context-group"):
        for context in below(group, "context"):
            if context.get("context-type") == _CONTEXT:
                return text_of(context)[0]
    return None


def _previous(unit: Any) -> str | None:
    for former in below(unit, "alt-trans"):
        source = first(former, "source")
        if former.get("alttranstype") == _PREVIOUS and source is not None:
            return text_of(source)[0]
    return None


def _notes(unit: Any, origin: str) -> tuple[str, ...]:
    """Return the remarks of people, or of authors; what nobody signed a person wrote."""
    return tuple(
        line
        for note in below(unit, "note")
        if (note.get("from") == "developer") == (origin == "developer")
        for line in lines_of(text_of(note)[0])
    )
