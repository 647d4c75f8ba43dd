"""What can be wrong with a file, as diagnostics.

Why the system refused is said in sentences of ours: the system's own come in the language of the
caller's locale, or in English only.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, Position, Severity
from essaytrans.project.encodings import guess_encoding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from essaytrans.model import Message

__all__ = [
    "changed_meanwhile",
    "file_problem",
    "not_utf8",
    "not_written",
    "outside",
    "reason",
    "shown",
]

_DENIED: Final = msg("permission denied")
_FULL: Final = msg("the disk is full")
_REASONS: Final[Mapping[int, Message]] = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: msg("the file system is read-only"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: msg("the file is too large"),
    errno.EISDIR: msg("a folder has this name"),
    errno.ENOTDIR: msg("a file has the name of a folder on the way"),
    errno.EEXIST: msg("a file has the name of a folder on the way"),
    errno.ENAMETOOLONG: msg("the name is too long"),
    errno.ELOOP: msg("symbolic links lead in a circle"),
    errno.EMFILE: msg("too many files are open"),
    errno.EIO: msg("the disk reports an error"),
}


def reason(error: OSError) -> Message:
    """Say why the system refused."""
    known = _REASONS.get(error.errno or 0)
    # Translators: a reason, for which we have no sentence of our own: {text} is the operating
    # system's.
    return known or msg("the system says: {text}", text=error.strerror or str(error))


def shown(path: Path, root: Path | None) -> str:
    """Return a path as reports say it: relative to the root where it is inside, with `/`."""
    if root is not None and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.as_posix()


def file_problem(
    code: str, path: Path, root: Path | None, message: Message, hint: Message | None = None
) -> Diagnostic:
    """Make an error about a file as a whole."""
    return Diagnostic(Severity.ERROR, code, message, hint, Position(shown(path, root)))


def outside(path: Path, root: Path) -> Diagnostic:
    """Make the diagnostic for a path that leads out of the project."""
    return file_problem(
        "path-outside",
        path,
        root,
        msg("{path} leads out of the project", path=shown(path, root)),
        # Translators: “it” is the file or folder that leads out of the project, {root} the
        # project's folder.
        msg("keep it inside {root}; only --output and --pot may lead out", root=str(root)),
    )


def not_written(path: Path, root: Path | None, because: Message) -> Diagnostic:
    """Make the diagnostic for a file that could not be written."""
    # Translators: {reason} is one of “permission denied”, “the disk is full” and so on.
    message = msg("{path} was not written: {reason}", path=shown(path, root), reason=because)
    hint = msg("nothing is lost: what stood there before is as it was; mend this, then run again")
    return file_problem("not-written", path, root, message, hint)


def changed_meanwhile(path: Path, root: Path | None) -> Diagnostic:
    """Make the diagnostic for a file that somebody saved while it was worked on."""
    message = msg("{path} was saved by somebody else meanwhile", path=shown(path, root))
    # Translators: “it” is the file that was saved by somebody else.
    hint = msg("it is left as it was saved; run the command again")
    return file_problem("file-changed", path, root, message, hint)


def not_utf8(data: bytes, offset: int, path: str) -> Diagnostic:
    """Make the diagnostic for the first byte that is not UTF-8, at an offset in bytes."""
    start = data.rfind(b"\n", 0, offset) + 1
    end = data.find(b"\n", offset)
    line = data[start : end if end >= 0 else len(data)].rstrip(b"\r")
    position = Position(
        path,
        line=data.count(b"\n", 0, start) + 1,
        column=len(data[start:offset].decode("utf-8")) + 1,
        text=line.decode("utf-8", "replace"),
    )
    message = msg(
        "{path} is not UTF-8: byte {offset} is {byte}",
        path=path,
        offset=offset,
        byte=f"0x{data[offset]:02X}",
    )
    # Translators: “it” is a file that is not UTF-8.
    hint = msg("open it in an editor and save it as UTF-8")
    if encoding := guess_encoding(data):
        # Translators: “it” is the file that is not UTF-8; OLD and NEW stand for names of files.
        hint = msg(
            "it looks like {encoding}; convert it with: iconv -f {encoding} -t UTF-8 OLD > NEW",
            encoding=encoding,
        )
    return Diagnostic(Severity.ERROR, "not-utf8", message, hint, position)
