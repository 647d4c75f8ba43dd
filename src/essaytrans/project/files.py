"""Files: the only place that touches the disk.

Text is UTF-8, read strictly and with its byte order mark and line ends. A file is written whole or
not at all, and only when its content changes. Where a project's root is given, nothing outside of
it is read, written or removed, whichever way the path or a symbolic link leads.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.problems import (
    changed_meanwhile,
    file_problem,
    not_utf8,
    not_written,
    outside,
    reason,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

try:
    # `hashlib` has it from there, and loads OpenSSL for others, which takes 5 ms
    from _blake2 import blake2b as _blake2b
except ImportError:  # another Python than CPython
    from hashlib import blake2b as _blake2b

__all__ = [
    "ANYTHING",
    "Known",
    "Listing",
    "copy_file",
    "digest",
    "folder_inside",
    "forget_folders",
    "inside",
    "is_absent",
    "is_file",
    "is_folder",
    "list_files",
    "make_folder",
    "move_file",
    "read_bytes",
    "read_text",
    "remove_file",
    "status",
    "times_of",
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
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters, line ends, and the surrogates that stand for bytes that are not UTF-8."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder, and what stood in the way of listing them all."""

    paths: tuple[str, ...]
    """Relative to the folder, with `/`, sorted by their characters."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Errors for links that lead out (`path-outside`), folders that cannot be read
    (`file-unreadable`) and names that are no text (`file-name`); warnings for links to folders and
    to nowhere (`link-skipped`)."""


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


def times_of(folder: Path, suffixes: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Return names, sizes and times of the files below a folder, sorted.

    Args:
        folder: where to begin; what cannot be looked at is left out.
        suffixes: the ends of names that are wanted.
    """
    found: list[tuple[str, int, int]] = []
    folders = [str(folder)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.endswith(suffixes):
                        seen = entry.stat()
                        found.append((entry.path, seen.st_size, seen.st_mtime_ns))
                    elif entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                        folders.append(entry.path)
        except OSError:
            continue
    return sorted(found)


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


def list_files(folder: Path, suffixes: Collection[str], *, root: Path) -> Listing:
    """List the files of a folder and all folders below it by the ends of their names.

    Hidden files and folders (whose names begin with a full stop) are skipped. A link to a file of
    the project counts as a file; a link to a folder is not entered, so that there are no circles.

    Args:
        folder: where to begin; a folder that does not exist is empty.
        suffixes: the ends of names that are wanted, such as `.md`, in lower case; capitals in
            names make no difference.
        root: the project that the folder and its files must be inside of.

    Raises:
        EssaytransError: `path-outside`, if the folder itself leads out.
    """
    if not inside(root, folder):
        raise EssaytransError(outside(folder, root))
    paths: list[str] = []
    diagnostics: list[Diagnostic] = []
    for found in _walk(folder, tuple(suffixes), root):
        if isinstance(found, Diagnostic):
            diagnostics.append(found)
        else:
            paths.append(found)
    return Listing(tuple(sorted(paths)), tuple(diagnostics))


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


def _walk(top: Path, suffixes: tuple[str, ...], root: Path) -> Iterator[str | Diagnostic]:
    """Yield the files below a folder, relative to it, and a problem for what cannot be listed."""
    folders = [""]
    while folders:
        below = folders.pop()
        folder = top / below
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            message = msg(
                "{path} cannot be read: {reason}", path=shown(folder, root), reason=reason(error)
            )
            yield file_problem("file-unreadable", folder, root, message, None)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield from _follow(top, below + entry.name, suffixes, root)
            elif entry.is_dir():
                folders.append(f"{below}{entry.name}/")
            elif entry.name.lower().endswith(suffixes):
                yield _named(top, below + entry.name, root)


def _follow(
    top: Path, below: str, suffixes: tuple[str, ...], root: Path
) -> Iterator[str | Diagnostic]:
    """Yield a link if it is a wanted file of the project, or the problem with it."""
    link = top / below
    if link.is_dir():
        message = msg("the linked folder {path} is not entered", path=shown(link, root))
        # Translators: “it” is a linked folder, “here” the folder of the articles.
        hint = msg("if there are articles in it, put the files themselves here")
    elif not link.name.lower().endswith(suffixes):
        return
    elif not inside(root, link):
        yield outside(link, root)
        return
    elif link.is_file():
        yield _named(top, below, root)
        return
    else:
        message = msg("the link {path} leads to no file", path=shown(link, root))
        # Translators: “it” is a symbolic link.
        hint = msg("remove it, or put the file in its place")
    position = Position(shown(link, root))
    yield Diagnostic(Severity.WARNING, "link-skipped", message, hint, position)


def _named(top: Path, below: str, root: Path) -> str | Diagnostic:
    """Return the path of a file, or the problem that a catalog cannot name it."""
    if below.isprintable() or not _UNPRINTABLE.search(below):
        return below
    name = ascii(shown(top / below, root))
    message = msg("the name {name} is not UTF-8 or has a control character", name=name)
    # Translators: “it” is a file or folder whose name cannot be used.
    hint = msg("rename it")
    return Diagnostic(Severity.ERROR, "file-name", message, hint, Position(name))


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
