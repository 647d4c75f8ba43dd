"""Traces: whether a file still has a content, told without reading it where that can be told."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final, NamedTuple

from essaytrans.model import EssaytransError
from essaytrans.project.files import digest, folder_inside, read_bytes, status

__all__ = ["Trace", "retrace", "trace"]

_FINE_TICK: Final = 50_000_000
"""Nanoseconds within which a file system may give two writes the same time: kernels count in ticks
of 4 to 10 ms …"""
_COARSE_TICK: Final = 2_000_000_000
"""… and file systems without fractions of a second in whole seconds, FAT in two."""
_SECOND: Final = 1_000_000_000
_TELLS_CHANGES: Final = os.name != "nt"
"""Whether `st_ctime` is the time of the last change. On Windows it is that of the file's birth, so
that a file of the same size whose time was set back would be taken for the old one."""


class Trace(NamedTuple):
    """A content, and the file that had it as the file system described it."""

    digest: str
    size: int
    """Bytes."""
    modified: int = 0
    """When the content was last written, in nanoseconds of the system's clock, as the next two."""
    changed: int = 0
    """When anything about the file last changed; nobody can set it back."""
    inode: int = 0
    taken: int = 0
    """When the file was last looked at, not after it was read; 0 for a content that no file has
    been seen to have."""


def trace(content: str | bytes) -> Trace:
    """Return the trace of a content; `retrace` tells whether a file has it."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return Trace(digest(data), len(data))


def retrace(path: Path | str, root: Path, known: Trace) -> Trace | None:
    """Return the trace of a file that has a content, or None if it has another one.

    A file whose size, times and inode are as they were is not read, as git does not read it, unless
    it was written so shortly before it was seen that another write could have the same time.

    Args:
        path: the file; a link is none.
        root: the folder that it must be inside of, with all links of folders followed.
        known: the content, and how the file was described if it was seen before.
    """
    taken = time.time_ns()  # before all else: what is written from now on has a later time
    found = status(path)
    if found is None or found.st_size != known.size:
        return None
    if not folder_inside(str(root), os.path.dirname(path)):  # noqa: PTH120 - ten times as fast
        return None
    times = (found.st_mtime_ns, found.st_ctime_ns)
    tick = _FINE_TICK if found.st_mtime_ns % _SECOND else _COARSE_TICK
    is_same = (*times, found.st_ino) == known[2:5]
    if is_same and _TELLS_CHANGES and max(times) + tick < known.taken:
        return known
    try:
        content = digest(read_bytes(Path(path), root))
    except EssaytransError:
        return None
    if content != known.digest:
        return None
    return Trace(content, found.st_size, *times, found.st_ino, taken)
