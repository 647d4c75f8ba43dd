"""Which exchange format a file is of, told by what is in it, and what it holds."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from essaytrans.exchange.guard import first_look
from essaytrans.exchange.sheets import Taken, unreadable
from essaytrans.i18n import msg

__all__ = ["decoded_table", "is_markup", "read_markup"]

_MARKUP: Final = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*<\0?[?!A-Za-z_]")
"""How a file begins that is XML, whatever it is called, in UTF-8 or UTF-16. What git leaves in a
PO file where two sides differ begins with several of these signs."""

_BEGINNING: Final = 1 << 16
"""Bytes in which such a file must have said what it is."""


def is_markup(data: bytes) -> bool:
    """Tell whether a file begins as XML does."""
    return _MARKUP.match(data) is not None


def read_markup(data: bytes, path: str) -> Taken | None:
    """Read the catalogs of a file in XML; None if it is of another kind.

    Args:
        data: a file that `is_markup`.
        path: what reports call it.

    Raises:
        EssaytransError: `exchange-file`, `exchange-missing`.
    """
    beginning = data[:_BEGINNING].replace(b"\0", b"")
    if b"xliff" not in beginning and b"tmx" not in beginning:
        return None
    root = first_look(data, path, among=("tmx", "xliff"))
    if root.name == "tmx":
        raise unreadable(
            path,
            None,
            # Translators: a translation memory, as translation programs keep one.
            msg("this is a memory: it has translations, and does not say of which article"),
            msg("“essaytrans offer” offers them where the texts have none"),
        )
    if root.name != "xliff":
        return None
    if root.version.startswith("2"):
        from essaytrans.exchange.xliff2 import read_xliff2  # noqa: PLC0415 - one of two

        return read_xliff2(data, path)
    from essaytrans.exchange.xliff import read_xliff  # noqa: PLC0415 - one of two

    return read_xliff(data, path)


def decoded_table(data: bytes) -> str | None:
    """Decode what may be a table: UTF-8, or UTF-16 as Excel saves it; None if it is neither."""
    try:
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None
