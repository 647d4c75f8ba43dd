"""Files: the only place that touches the disk.

Text is UTF-8, read strictly and with its byte order mark and line ends. A file is written whole or
not at all, and only when its content changes. Where a project's root is given, nothing outside of
it is read, written or removed, whichever way the path or a symbolic link leads.
"""

from __future__ import annotations

import errno
import os
import stat
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Final

from essaytrans.i18n import msg
from essaytrans.model import EssaytransError
from essaytrans.project.problems import (
    changed_meanwhile,
    file_problem,
    not_utf8,
    not_written,
    outside,
    reason,
    shown,
)

try:
    # `hashlib` has it from there, and loads OpenSSL for others, which takes 5 ms
    from _blake2 import blake2b as _blake2b
except ImportError:  # another Python than CPython
    from hashlib import blake2b as _blake2b

__all__ = [
    "ANYTHING",
    "Known",
    "copy_file",
    "digest",
    "folder_inside",
    "forget_folders",
    "inside",
    "is_absent",
    "is_file",
    "is_folder",
    "make_folder",
    "move_file",
    "read_bytes",
    "read_text",
    "remove_file",
    "status",
    "write_bytes",
    "write_text",
]


class _Anything(Enum):
    ANYTHING = 0


ANYTHING: Final = _Anything.ANYTHING
"""Said of a file that is written whatever it holds."""
Known = str | _Anything | None
"""The digest of what a file holds, None where there is no file."""

_DIGEST_BYTES: Final = 16
"""128 bits: no two outputs of a project meet by chance, and nobody gains by making them meet."""
_ANY_WRITE: Final = 0o222


def digest(data: str | bytes) -> str:
    """Return a fingerprint of a content: BLAKE2b of its UTF-8 bytes, 32 hexadecimal digits."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return _blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def status(path: Path | str) -> os.stat_result | None:
    """Return what the file system says of a plain file; None for links and all else."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def is_absent(path: Path) -> bool:
    """Tell whether there is nothing at a path, not even a link that leads nowhere."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def inside(root: Path, path: Path) -> bool:
    """Tell whether a path, with all links followed, is the root or in it; it need not exist."""
    name = path.name
    if name in ("", "..") or os.path.islink(path):  # noqa: PTH114 - which raises no error
        return _holds(_real(str(root)), os.path.realpath(path))
    return _holds(_real(str(root)), f"{_real(str(path.parent))}{os.sep}{name}")


@lru_cache(maxsize=4096)
def folder_inside(root: str, folder: str) -> bool:
    """Tell as `inside` does of a folder, quickly for one that was asked for before."""
    return _holds(_real(root), _real(folder))


def _holds(top: str, real: str) -> bool:
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


@lru_cache(maxsize=4096)
def _real(folder: str) -> str:
    """Return a folder with all links followed; it is looked at once a run (`forget_folders`)."""
    return os.path.realpath(folder)


def forget_folders() -> None:
    """Forget where links of folders lead, at the beginning of a run."""
    _real.cache_clear()
    folder_inside.cache_clear()


def is_file(path: Path, root: Path | None = None) -> bool:
    """Tell whether there is a file, inside the root where one is given.

    Where it may not be looked at there may be one: whoever reads it is told why that fails.
    """
    try:
        found = path.is_file()
    except PermissionError:
        return True
    except OSError:  # such as a name that is too long for any file
        return False
    return found and (root is None or inside(root, path))


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder."""
    return path.is_dir()


def read_bytes(path: Path, root: Path | None = None) -> bytes:
    """Read a file.

    Args:
        path: the file.
        root: the project that the file must be inside of, also if links are followed.

    Raises:
        EssaytransError: `file-missing`, `file-unreadable` or `path-outside`.
    """
    if root is not None and not inside(root, path):
        raise EssaytransError(outside(path, root))
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message = msg("there is no file {path}", path=shown(path, root))
        hint = msg("check the spelling, and which folder you are in")
        raise EssaytransError(file_problem("file-missing", path, root, message, hint)) from None
    except OSError as error:
        message = msg(
            "{path} cannot be read: {reason}", path=shown(path, root), reason=reason(error)
        )
        raise EssaytransError(file_problem("file-unreadable", path, root, message)) from error


def read_text(path: Path, root: Path | None = None) -> str:
    """Read a text file, with its byte order mark and its line ends as they are.

    Args:
        path: the file.
        root: the project that the file must be inside of, also if links are followed.

    Raises:
        EssaytransError: `not-utf8`, with the place of the first byte that is not, or as
            `read_bytes` does.
    """
    data = read_bytes(path, root)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EssaytransError(not_utf8(data, error.start, shown(path, root))) from None


def write_text(
    path: Path,
    text: str,
    *,
    root: Path | None,
    durable: bool = True,
    known: Known = ANYTHING,
) -> bool:
    """Write a text file whole or not at all, and only if its content differs.

    Folders on the way are made. An existing file keeps its permissions; one that is read-only is
    not written. A link that leads to another file of the project stays a link.

    Args:
        path: the file.
        text: its content, byte order mark and line ends included.
        root: the project that the file must be inside of; None only for a folder that a person
            gave by hand.
        durable: whether to wait until the disk has it (some 3 ms a file, ten times the rest), so
            that even a power cut leaves the old or the new file; needless for what can be built
            again.
        known: the digest of what the file held when it was read, None for no file; where it holds
            something else now, such as what a translator saved meanwhile, it is not written.

    Returns:
        Whether it was written.

    Raises:
        EssaytransError: `not-written`, `file-changed` or `path-outside`; what stood there is as it
            was.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        # Translators: a reason behind “… was not written: ”; “it” is the text of the file. A
        # surrogate is half of a character in the encoding UTF-16.
        because = msg("it has half of a character (a lone surrogate)")
        raise EssaytransError(not_written(path, root, because)) from None
    return _write(path, data, root=root, durable=durable, known=known)


def write_bytes(
    path: Path, data: bytes, *, root: Path | None, durable: bool = True, known: Known = ANYTHING
) -> bool:
    """Write a file that is no text, as `write_text` does.

    Raises:
        EssaytransError: as `write_text` does.
    """
    return _write(path, data, root=root, durable=durable, known=known)


def copy_file(source: Path, target: Path, *, root: Path, target_root: Path | None) -> bool:
    """Copy a file of the project byte for byte, if the target's content differs.

    Args:
        source: the file to copy.
        target: the file to write.
        root: the project that the source must be inside of.
        target_root: the folder that the target must be inside of, as for `write_text`.

    Returns:
        Whether it was written.

    Raises:
        EssaytransError: as `read_bytes` and `write_text` do.
    """
    return _write(target, read_bytes(source, root), root=target_root, durable=False)


def move_file(source: Path, target: Path, *, root: Path, stop: Path | None = None) -> None:
    """Give a file of the project another name, in one step, and remove folders that became empty.

    Args:
        source: the file.
        target: its new name; there may be nothing yet.
        root: the project that both must be inside of.
        stop: the folder that stays even if empty, as for `remove_file`.

    Raises:
        EssaytransError: `not-written` or `path-outside`; the file is where it was.
    """
    for path in (source, target):
        if not inside(root, path):
            raise EssaytransError(outside(path, root))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not is_absent(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        source.rename(target)
    except OSError as error:
        raise EssaytransError(not_written(target, root, reason(error))) from error
    _remove_empty(source.parent, stop or root)


def remove_file(path: Path, *, root: Path, stop: Path | None = None) -> bool:
    """Remove a file or a link, and the folders that became empty by it.

    Args:
        path: the file.
        root: the project that it must be inside of.
        stop: the folder at which to stop, which stays even if empty; the root if not given.

    Returns:
        Whether there was anything to remove.

    Raises:
        EssaytransError: `not-removed` or `path-outside`.
    """
    if not inside(root, path.parent):
        raise EssaytransError(outside(path, root))
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        because = reason(error)
        message = msg("{path} was not removed: {reason}", path=shown(path, root), reason=because)
        raise EssaytransError(file_problem("not-removed", path, root, message)) from error
    _remove_empty(path.parent, stop or root)
    return True


def _remove_empty(folder: Path, stop: Path) -> None:
    """Remove a folder and those above it, up to one that stays, as far as they are empty."""
    while stop in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            break
        folder = folder.parent


def make_folder(path: Path, *, root: Path | None) -> bool:
    """Make a folder and those on the way to it.

    Returns:
        Whether it was not there.

    Raises:
        EssaytransError: `not-written` or `path-outside`.
    """
    if root is not None and not inside(root, path):
        raise EssaytransError(outside(path, root))
    if path.is_dir():
        return False
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EssaytransError(not_written(path, root, reason(error))) from error
    return True


def _write(
    path: Path, data: bytes, *, root: Path | None, durable: bool, known: Known = ANYTHING
) -> bool:
    """Write bytes as `write_text` does."""
    if root is not None and not inside(root, path):
        raise EssaytransError(outside(path, root))
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        mode = _mode(target)
        held = None if mode is None else target.read_bytes()
        if held == data:
            return False
        if known is not ANYTHING and known != (None if held is None else digest(held)):
            raise EssaytransError(changed_meanwhile(path, root))
        if mode is None:
            target.parent.mkdir(parents=True, exist_ok=True)
        elif not mode & _ANY_WRITE:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _replace(target, data, mode, durable=durable)
    except OSError as error:
        raise EssaytransError(not_written(path, root, reason(error))) from error
    return True


def _mode(path: Path) -> int | None:
    """Return the permission bits of a file, None if there is none."""
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def _replace(target: Path, data: bytes, mode: int | None, *, durable: bool) -> None:
    """Put a new file into the place of another in one step; on any failure leave no trace."""
    # A short name of its own: with the target's in it, long names would not fit.
    temporary = target.with_name(f".essaytrans-{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
