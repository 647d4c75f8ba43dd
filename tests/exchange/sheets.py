"""Catalogs on their way to another tool and back, for the tests of all formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.catalog.header import with_field
from essaytrans.exchange import Sheet
from essaytrans.exchange.reading import decoded_table, is_markup, read_markup
from essaytrans.exchange.sheets import travelling
from essaytrans.exchange.table import is_table, read_table, write_table
from essaytrans.exchange.xliff import write_xliff
from essaytrans.exchange.xliff2 import write_xliff2
from essaytrans.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.exchange.sheets import Taken

STATE = "4f5d1b9c4f5d1b9c4f5d1b9c4f5d1b9c4f5d1b9c"
HEADER = with_field(
    (("Language", "en"), ("X-Essaytrans-Rules", "1"), ("X-Generator", "essaytrans")),
    "X-Essaytrans-State",
    STATE,
)


@dataclass(frozen=True)
class Form:
    """A format that goes out and comes back."""

    name: str
    write: Callable[[list[Sheet]], bytes]

    def __str__(self) -> str:
        return self.name

    def there_and_back(self, *entries: Entry) -> Catalog:
        """Write entries, read them, and return what there is."""
        (sheet,) = self.taken(sheet_of(*entries)).sheets
        return sheet.catalog

    def taken(self, *sheets: Sheet) -> Taken:
        return read(self.write(list(sheets)))


FORMS = [
    Form("xliff", lambda sheets: write_xliff(sheets, source_language="zh-CN", language="en")),
    Form("xliff2", lambda sheets: write_xliff2(sheets, source_language="zh-CN", language="en")),
    Form("csv", write_table),
]
XLIFF, XLIFF2, CSV = FORMS


def sheet_of(*entries: Entry, name: str = "articles/tea.md") -> Sheet:
    fit, problems = travelling(Catalog(HEADER, entries), "locales/en/tea.po")
    assert problems == ()
    return Sheet(name, fit)


def read(data: bytes, path: str = "back") -> Taken:
    """Read a file as `accept` does."""
    if is_markup(data):
        taken = read_markup(data, path)
    else:
        text = decoded_table(data)
        assert text is not None
        assert is_table(text)
        taken = read_table(text, path)
    assert taken is not None
    return taken
