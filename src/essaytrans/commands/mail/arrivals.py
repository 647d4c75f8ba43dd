"""Reading what came back: PO files, files of other tools, and archives of them, from anybody."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Catalog, Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import archive, files
from essaytrans.project.problems import not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.exchange.sheets import Taken

__all__ = ["STAND_INS", "Arrival", "arrivals", "read_received"]

_LARGEST: Final = 32 << 20
"""Bytes of a PO file: hundreds of times those of a long article."""
_LARGEST_ARCHIVE: Final = 256 << 20
_MOST_SHEETS: Final = 10_000
"""Articles in one file: each is looked for among those of the project."""
_ENDINGS: Final = (".po", ".xlf", ".xliff", ".csv")
"""Of members of an archive that are read; what they are is told by what is in them."""
_CHARSET: Final = re.compile(rb"Content-Type:[^\"\n]*charset=([A-Za-z0-9._:-]+)")
_HEADER_BYTES: Final = 1 << 16
"""How far the field that names the encoding is looked for."""
_NO_CHARSETS: Final = frozenset({"idna", "punycode", "undefined", "utf_7"})
"""Python's codecs that no PO file is written in; the second takes very long for a long text. So do
those that read Python's escapes, which are told by their ending."""

STAND_INS: Final = MappingProxyType({0x00: 0xDC00, 0x04: 0xDC04})
"""Characters for which no PO file is read, and halves of characters, which no file can hold, in
their place: so they cost the entry that they stand in, and not the file."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A catalog that came back."""

    name: str
    """What reports call it: the file, or the archive and its member."""
    catalog: Catalog | None
    """None if it cannot be read; `diagnostics` say why."""
    diagnostics: tuple[Diagnostic, ...] = ()
    article: str = ""
    """The path of the article that it says it is of, which may be anything; empty if it does not."""


def arrivals(path: Path) -> Iterator[Arrival]:
    """Read a file, or each in an archive; what cannot be read comes without a catalog.

    A file of another tool may hold several catalogs; each of them is an arrival of that name.
    """
    name = path.as_posix()
    try:
        data = read_received(path)
        if not archive.looks_packed(data):
            yield from _opened(data, name)
            return
        contents = archive.unpack(data, name, suffix=_ENDINGS, largest=_LARGEST)
    except EssaytransError as error:
        yield Arrival(name, None, error.diagnostics)
        return
    for member in contents.members:
        yield from _opened(member.data, f"{name}/{member.name}")
    if contents.problems:
        yield Arrival(name, None, contents.problems)
    elif not contents.members:
        yield Arrival(name, None, (_no_catalogs(name),))


def read_received(path: Path) -> bytes:
    """Read a plain file of a size that may be read.

    Raises:
        EssaytransError: `no-po-file`, `archive-too-large`, what `read_bytes` raises.
    """
    found = files.status(os.path.realpath(path))
    if found is None and not files.is_absent(Path(os.path.realpath(path))):
        raise EssaytransError(_no_file(path.as_posix()))
    if found is not None and found.st_size > _LARGEST_ARCHIVE:
        raise EssaytransError(_too_large(path.as_posix()))
    data = files.read_bytes(path)
    if len(data) > _LARGEST and not archive.looks_packed(data):
        raise EssaytransError(_too_large(path.as_posix()))
    return data


def _opened(data: bytes, name: str) -> Iterator[Arrival]:
    """Read a file that is no archive, whatever its name says that it is."""
    from essaytrans.exchange import reading  # noqa: PLC0415 - not for an error

    try:
        taken = reading.read_markup(data, name) if reading.is_markup(data) else _table(data, name)
    except EssaytransError as error:
        yield Arrival(name, None, error.diagnostics)
        return
    if taken is None:
        yield _parsed(data, name)
        return
    if len(taken.sheets) > _MOST_SHEETS:
        yield Arrival(name, None, (_too_large(name),))
        return
    problems = taken.diagnostics
    for sheet in taken.sheets:
        arrival = _ready(replace(sheet.catalog, path=name), name, problems)
        yield replace(arrival, article=sheet.name)
        problems = ()
    if not taken.sheets:
        yield Arrival(name, None, problems or (_nothing_in_it(name),))


def _table(data: bytes, name: str) -> Taken | None:
    """Read a table; None if this is none.

    Raises:
        EssaytransError: `exchange-file`, or `not-utf8`: spreadsheets save in the code page of the
            system where nobody says otherwise.
    """
    from essaytrans.exchange.reading import decoded_table  # noqa: PLC0415 - as above
    from essaytrans.exchange.table import is_table, read_table  # noqa: PLC0415

    text = decoded_table(data)
    if text is not None:
        return read_table(text, name) if is_table(text) else None
    if is_table(data[:_HEADER_BYTES].decode("latin-1")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise EssaytransError(not_utf8(data, error.start, name)) from None
    return None


def _parsed(data: bytes, name: str) -> Arrival:
    from essaytrans.catalog import parse  # noqa: PLC0415 - not for an error

    try:
        text = _decoded(data, name)
        if "\0" in text or "\x04" in text:
            text = text.translate(STAND_INS)
        return _ready(parse(text, path=name), name)
    except EssaytransError as error:
        return Arrival(name, None, error.diagnostics)


def _ready(catalog: Catalog, name: str, problems: tuple[Diagnostic, ...] = ()) -> Arrival:
    """Read a catalog by today's rules, if they are not older than its own."""
    from essaytrans.catalog import rules  # noqa: PLC0415 - as above

    if rules.is_newer(catalog):
        newer = rules.newer_rules(name, rules.rules_of(catalog))
        return Arrival(name, None, (*problems, newer))
    return Arrival(name, rules.migrated(catalog), problems)


def _decoded(data: bytes, name: str) -> str:
    """Decode a file: as UTF-8, or else as it says itself."""
    if b"msgid" not in data.replace(b"\0", b""):
        raise EssaytransError(_no_catalog(name))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    said = _CHARSET.search(data[:_HEADER_BYTES])
    charset = said[1].decode("ascii").lower().replace("-", "_") if said else ""
    if charset and charset not in _NO_CHARSETS and not charset.endswith("escape"):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):  # no such codec, or another than it says
            pass
    raise EssaytransError(not_utf8(data, at, name))


# --- what there is to tell --------------------------------------------------------------------


def _no_file(name: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "no-po-file",
        msg("this is a folder or a device, not a file"),
        msg("name the PO file, or the archive that it is in"),
        Position(name),
    )


def _no_catalog(name: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "no-po-file",
        # Translators: “this” is the file at whose name the line begins.
        msg("this is no PO file, no XLIFF, no table of translations, and no zip archive"),
        msg("ask for the file that ends in .po"),
        Position(name),
    )


def _nothing_in_it(name: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "no-po-file",
        # Translators: “this” is the file at whose name the line begins.
        msg("there are no texts in this"),
        msg("have the tool that wrote it export it again"),
        Position(name),
    )


def _no_catalogs(name: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "no-po-file",
        msg("there is no PO file in this archive"),
        msg("ask for the file that ends in .po"),
        Position(name),
    )


def _too_large(name: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "archive-too-large",
        msg("this is larger than any PO file or archive of some, and is not read"),
        msg("ask for the PO file alone"),
        Position(name),
    )
