"""Zip archives, in memory: read within limits, and written so that like contents give like bytes.

Whoever sends one may have made it to do harm, so nothing that it says of itself is believed: what a
member unpacks to is counted while it is read, no name is ever used as a path, and nothing is
unpacked to the disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.files import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from zipfile import ZipFile, ZipInfo

    from essaytrans.model import Message

__all__ = ["Contents", "Member", "is_untouched", "looks_packed", "pack", "unpack"]

_MOST_MEMBERS: Final = 1_000
_MOST_BYTES: Final = 64 << 20
"""Bytes that all members together may unpack to."""
_MOST_LISTING: Final = 4 << 20
"""Bytes of the list at the archive's end: 4 KB a member, names and all. It is checked before it is
read, since each of its entries takes ten times as much memory."""

_LOCAL: Final = b"PK\x03\x04"
_LOCAL_BYTES: Final = 30
"""What stands before a member's name (APPNOTE 4.3.7)."""
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_END_OF_LARGE: Final = b"PK\x06\x07"
"""What points at the list of an archive of more than 4 GB (APPNOTE 4.3.15), 20 bytes before the
end record."""
_LONGEST_COMMENT: Final = 0xFFFF
_ENCRYPTED: Final = 1
"""The bit of a member's flags (APPNOTE 4.4.4)."""
_STORED: Final = 0
_DEFLATED: Final = 8
_READABLE: Final = frozenset({_STORED, _DEFLATED})
"""Stored and deflated: what mail programs and file managers write. Others may take gigabytes of
memory to unpack a few bytes."""
_LINK: Final = 0o120000
_KIND: Final = 0o170000
_PLAIN: Final = 0o100644
_UNIX: Final = 3
"""The system that a member says it was made on (APPNOTE 4.4.2); else it depends on who packs."""
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: nothing in it tells when it was packed."""
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_SEAL: Final = "essaytrans "


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive."""

    name: str
    """Its path in the archive, as the archive says it; fit to be shown, never to be opened."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What was wanted of an archive, and what stood in the way of some of it."""

    members: tuple[Member, ...]
    """In the order of the archive."""
    problems: tuple[Diagnostic, ...] = ()


def looks_packed(data: bytes) -> bool:
    """Tell whether a file begins as a zip does, an empty one too."""
    return data.startswith((_LOCAL, _END))


def pack(members: Iterable[Member]) -> bytes:
    """Make an archive: members by name, no dates, and a seal by which `is_untouched` knows it."""
    from io import BytesIO  # noqa: PLC0415 - few commands pack anything
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo  # noqa: PLC0415

    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for member in sorted(members, key=lambda member: member.name):
            info = ZipInfo(member.name, _NO_DATE)
            info.compress_type = ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = _PLAIN << 16
            archive.writestr(info, member.data)
        archive.comment = _seal(archive)
    return buffer.getvalue()


def is_untouched(data: bytes) -> bool:
    """Tell whether an archive is as `pack` made it, with nothing put in, taken out or changed."""
    try:
        with _opened(data, "") as archive:
            return archive.comment == _seal(archive)
    except EssaytransError:
        return False


def unpack(data: bytes, path: str, *, suffix: str | tuple[str, ...], largest: int) -> Contents:
    """Read the members of an archive whose names have an ending.

    Others are passed over without a word, and so are hidden ones (macOS puts a `._tea.po` beside
    each `tea.po`).

    Args:
        data: the archive.
        path: what diagnostics call it.
        suffix: the ending wanted, such as `.po`, or several; capitals make no difference.
        largest: how many bytes a member may have.

    Returns:
        The members, and errors for those that were not read: `archive-path` (its name leads
        elsewhere, or it is a link), `archive-broken` or `archive-too-large`.

    Raises:
        EssaytransError: `archive-broken` or `archive-too-large`, of the archive as a whole.
    """
    members: list[Member] = []
    problems: list[Diagnostic] = []
    left = _MOST_BYTES
    with _opened(data, path) as archive:
        for info in archive.infolist():
            if not info.filename.lower().endswith(suffix) or _is_hidden(info.filename):
                continue
            place = f"{path}/{info.filename}"
            problem = _unfit(info)
            if problem is not None:
                problems.append(problem(place))
                continue
            unpacked = _read(data, info, min(left, largest))
            if unpacked is None:
                problems.append(_broken(place, _DAMAGED))
                continue
            left -= len(unpacked)
            if left < 0:
                raise EssaytransError(_too_large(path))
            if len(unpacked) > largest:
                problems.append(_too_large(place))
            else:
                members.append(Member(info.filename, unpacked))
    return Contents(tuple(members), tuple(problems))


# --- the archive as a whole -------------------------------------------------------------------


def _opened(data: bytes, path: str) -> ZipFile:
    """Read the list of an archive, if it is of a size that may be read."""
    from io import BytesIO  # noqa: PLC0415 - as above
    from struct import error as struct_error  # noqa: PLC0415
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415

    at = _end_of(data)
    if at is None:
        raise EssaytransError(_broken(path, _DAMAGED))
    if data[max(at - 20, 0) : at].startswith(_END_OF_LARGE):
        raise EssaytransError(_broken(path, _STRANGE))
    members = int.from_bytes(data[at + 10 : at + 12], "little")
    listing = int.from_bytes(data[at + 12 : at + 16], "little")
    if members > _MOST_MEMBERS or listing > _MOST_LISTING:
        raise EssaytransError(_too_large(path))
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, RuntimeError, struct_error):
        # a name that is no text is a ValueError, a version of the format that zipfile does not
        # know a RuntimeError (NotImplementedError)
        raise EssaytransError(_broken(path, _DAMAGED)) from None
    if len(archive.infolist()) > _MOST_MEMBERS:  # whatever it said
        raise EssaytransError(_too_large(path))
    return archive


def _end_of(data: bytes) -> int | None:
    """Find the end record as `zipfile` finds it: without a comment at the very end, or the last."""
    at = len(data) - _END_BYTES
    if at >= 0 and data.startswith(_END, at) and data.endswith(b"\0\0"):
        return at
    start = max(at - _LONGEST_COMMENT, 0)
    at = data.rfind(_END, start)
    return at if start <= at <= len(data) - _END_BYTES else None


def _seal(archive: ZipFile) -> bytes:
    """Make a fingerprint of names and contents, as the archive's list has them."""
    listed = [f"{info.CRC:08x} {info.file_size} {info.filename}" for info in archive.infolist()]
    return f"{_SEAL}{digest(chr(10).join(listed))}".encode()


# --- its members ------------------------------------------------------------------------------


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in _parts(name))


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _unfit(info: ZipInfo) -> Callable[[str], Diagnostic] | None:
    """Say what forbids to read a member, before it is read."""
    parts = _parts(info.filename)
    if not parts[0] or ".." in parts or _DRIVE.match(info.filename):
        return _leads_out
    if (info.external_attr >> 16) & _KIND == _LINK:
        return _leads_out
    if info.flag_bits & _ENCRYPTED:
        return lambda place: _broken(place, _LOCKED)
    if info.compress_type not in _READABLE:
        return lambda place: _broken(place, _STRANGE)
    return None


def _read(data: bytes, info: ZipInfo, most: int) -> bytes | None:
    """Unpack a member; None if it is damaged. Of one that has more bytes, `most` and one more."""
    from zlib import MAX_WBITS, crc32, decompressobj  # noqa: PLC0415 - as above
    from zlib import error as zlib_error  # noqa: PLC0415

    at = info.header_offset
    if at < 0 or not data.startswith(_LOCAL, at):
        return None
    # its name and its extra field, whose lengths may be others than in the list
    lengths = (data[at + 26 : at + 28], data[at + 28 : at + 30])
    at += _LOCAL_BYTES + sum(int.from_bytes(length, "little") for length in lengths)
    packed = data[at : at + info.compress_size]
    if info.compress_type == _STORED:
        unpacked = packed[: most + 1]
    else:
        try:
            unpacked = decompressobj(-MAX_WBITS).decompress(packed, most + 1)
        except zlib_error:
            return None
    is_whole = len(unpacked) > most or crc32(unpacked) == info.CRC
    return unpacked if is_whole else None


# --- what there is to tell --------------------------------------------------------------------

# Translators: reasons behind “this archive cannot be read: ”; “it” is the archive, or a file in it.
_DAMAGED: Final = msg("it is damaged")
_LOCKED: Final = msg("it is locked with a password")
_STRANGE: Final = msg("it is packed in a way that essaytrans does not know")


def _broken(place: str, because: Message) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "archive-broken",
        # Translators: a zip file, or a file in it; {reason} is such as “it is damaged”.
        msg("this archive cannot be read: {reason}", reason=because),
        # Translators: “it” is a zip file.
        msg("unpack it yourself and name the PO files, or ask for it to be sent again"),
        Position(place),
    )


def _too_large(place: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "archive-too-large",
        msg("this holds more than translations do, and is not read to the end"),
        msg("if you trust its sender, take the PO files out yourself and name them one by one"),
        Position(place),
    )


def _leads_out(place: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "archive-path",
        # Translators: a file in a zip archive whose name begins with / or C:, or has .. in it, or
        # that is a symbolic link.
        msg("this file's name would lead out of the archive, or it is a link"),
        msg("it is not read; no program that packs translations writes such names"),
        Position(place),
    )
