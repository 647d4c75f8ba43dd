"""Catalogs as tables in CSV, for spreadsheets, and back.

The columns are those of translate-toolkit, which Weblate reads, and one more for the previous
source. The last row of each article is the program's own, its `id` is `essaytrans`: it says what a
PO file says in its header.

No cell is one that a spreadsheet takes for a formula. The file begins with a byte order mark, by
which Excel knows UTF-8.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.cells import neutral, restored
from essaytrans.catalog.glossary import separator_of
from essaytrans.exchange.sheets import (
    Taken,
    identity,
    joined,
    lines_of,
    made_sheet,
    said,
    unreadable,
)
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, Entry, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from essaytrans.exchange.sheets import Sheet

__all__ = ["is_table", "read_table", "write_table"]

_COLUMNS: Final = (
    *("location", "source", "target", "id", "fuzzy", "context"),
    *("translator_comments", "developer_comments", "previous_source"),
)
_MARK: Final = "\ufeff"
_OWN: Final = "essaytrans"
_YES: Final = frozenset(("true", "1", "yes", "wahr", "vrai", "verdadero", "真", "fuzzy"))
"""What says in the column `fuzzy` that a text is to be reviewed; a spreadsheet translates `True`."""
_HEADING: Final = 4096
"""Characters in which the line of headings must be."""
_MOST_TOLD: Final = 100


def write_table(sheets: Sequence[Sheet]) -> bytes:
    """Write catalogs as one table.

    Args:
        sheets: what `travelling` lets through, an article each.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for sheet in sheets:
        for entry in sheet.catalog.entries:
            writer.writerow(neutral(cell) for cell in _cells(sheet.name, entry))
        own = ("", "", _OWN, "", "", "", said(sheet.catalog), "")
        writer.writerow(neutral(cell) for cell in (sheet.name, *own))
    return f"{_MARK}{out.getvalue()}".encode()


def _cells(location: str, entry: Entry) -> tuple[str, ...]:
    return (
        location,
        entry.msgid,
        entry.msgstr,
        identity(entry),
        "True" if entry.fuzzy else "",
        entry.msgctxt or "",
        joined(entry.translator_comments),
        joined(entry.extracted_comments),
        entry.previous_msgid or "",
    )


# --- reading ----------------------------------------------------------------------------------


def is_table(text: str) -> bool:
    """Tell whether the first line of a file has the headings `source` and `target`."""
    beginning = text[:_HEADING]
    heading = beginning.lstrip(f"{_MARK}\r\n").split("\n", 1)[0].rstrip("\r")
    return {"source", "target"} <= set(_names(heading.split(separator_of(beginning))))


def read_table(text: str, path: str) -> Taken:
    """Read the catalogs of a table.

    Args:
        text: a file that `is_table`.
        path: what reports call it.

    Raises:
        EssaytransError: `exchange-file`; there is no end to what is wrong with it.
    """
    reading = _Reading(text, path)
    entries: dict[str, list[Entry]] = {}
    remarks: dict[str, str] = {}
    for line, cells in reading.rows():
        location = cells.get("location", "")
        if cells.get("id") == _OWN and not cells["source"]:
            remarks[location] = cells.get("developer_comments", "")
        elif cells["source"]:
            entries.setdefault(location, []).append(_entry(line, cells))
    sheets = [made_sheet(name, "", remarks.get(name, ""), some) for name, some in entries.items()]
    return Taken(tuple(sheets), tuple(reading.diagnostics))


def _entry(line: int, cells: Mapping[str, str]) -> Entry:
    target = cells["target"]
    return Entry(
        msgid=cells["source"],
        msgstr=target,
        msgctxt=cells.get("context") or None,
        fuzzy=bool(target) and cells.get("fuzzy", "").strip().lower() in _YES,
        previous_msgid=cells.get("previous_source") or None,
        translator_comments=lines_of(cells.get("translator_comments", "")),
        extracted_comments=lines_of(cells.get("developer_comments", "")),
        line=line,
    )


def _names(cells: Sequence[str]) -> list[str]:
    return [cell.strip(' "\t').lower().replace(" ", "_") for cell in cells]


class _Reading:
    """A table while it is read."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text.removeprefix(_MARK)
        self._path = path
        self.diagnostics: list[Diagnostic] = []

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row below the headings: its line, and its cells by their headings."""
        separator = separator_of(self._text)
        # a code block may be longer than what `csv` takes for a cell; the file's size is limited
        csv.field_size_limit(max(csv.field_size_limit(), len(self._text)))
        reader = csv.reader(StringIO(self._text, newline=""), delimiter=separator, strict=True)
        names: list[str] = []
        line = 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error:
                self._broken(line)
                cells = []
            if cells is None:
                return
            if not names and any(cells):
                names = _names(cells)
            elif any(cells):
                plain = (restored(cell).replace("\r\n", "\n") for cell in cells)
                yield line, {"source": "", "target": "", **dict(zip(names, plain, strict=False))}
            line = reader.line_num + 1

    def _broken(self, line: int) -> None:
        if len(self.diagnostics) >= _MOST_TOLD:
            raise unreadable(
                self._path,
                line,
                msg("so much is wrong above that the rest is not read"),
                msg("save the table as CSV again, in UTF-8"),
            )
        self.diagnostics.append(
            Diagnostic(
                Severity.ERROR,
                "exchange-entry",
                msg("this row cannot be read as comma-separated values"),
                # Translators: a hint about a file of comma-separated values.
                msg('a quotation mark inside a text is written twice, "", and closes otherwise'),
                Position(self._path, line),
            )
        )
