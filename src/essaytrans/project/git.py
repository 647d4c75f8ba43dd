"""What git knows of a project, where there is git and the project is in a repository.

Nothing here needs git: without it, or outside of a repository, there is nothing known.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = [
    "Commit",
    "blob",
    "blob_id",
    "configure",
    "edited",
    "is_shallow",
    "last_changes",
    "last_commits",
    "setting",
    "top",
]

_PATIENCE: Final = 60
"""Seconds after which git is not waited for any longer."""
_BLOB: Final = re.compile(r"[0-9a-f]{40}")
_COMMIT: Final = re.compile(r"[0-9]+ [0-9a-f]{40,64}")
_SETTINGS: Final = MappingProxyType(
    {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
)
"""Git is only asked what it knows: it fetches nothing, waits for nobody, and keeps no other git from
its work."""
_OTHERS: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_WORK_TREE",
    }
)
"""What git sets for the hooks and drivers that it runs; it holds for the repository that it is at
work in, which need not be the project's."""


def blob_id(data: bytes) -> str:
    """Return the name by which git knows a content: SHA-1 of a header and the bytes, 40 digits."""
    from hashlib import sha1  # noqa: PLC0415 - it loads OpenSSL

    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def blob(root: Path, name: str) -> bytes | None:
    """Return the content that git has under a name; None if it has none, or there is no git.

    Args:
        root: a folder of the repository.
        name: what `blob_id` gives; anything else is not known.
    """
    if not _BLOB.fullmatch(name):
        return None
    return _git(root, "cat-file", "blob", name)


def top(folder: Path) -> Path | None:
    """Return the top folder of the repository that a folder is in."""
    found = _git(folder, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(found.rstrip(b"\n"))) if found else None


class Commit(NamedTuple):
    """A commit."""

    name: str
    """The hash, whole."""
    time: int
    """When it was made, in seconds since 1970."""


def last_changes(root: Path, paths: Collection[str]) -> Mapping[str, int]:
    """Return when files were last changed in commits.

    Args:
        root: the project's folder.
        paths: files, relative to it, with `/`.

    Returns:
        Seconds since 1970 by path; without what no commit has, and empty without a repository.
    """
    return {path: commit.time for path, commit in last_commits(root, paths).items()}


def last_commits(root: Path, paths: Collection[str]) -> Mapping[str, Commit]:
    """Return the commits in which files were last changed, as `last_changes` does."""
    wanted = set(paths)
    if not wanted:
        return {}
    found = _git(
        root,
        "log",
        "--format=%x00%ct %H",
        "--name-only",
        "--relative",
        "-z",
        "--",
        *_folders(wanted),
    )
    commits: dict[str, Commit] = {}
    last: Commit | None = None
    # each commit is an empty piece, its time and name, and then its files, the first behind a line
    # end; a file may be called so too
    for piece in (found or b"").split(b"\0"):
        text = os.fsdecode(piece.lstrip(b"\n"))
        if text in wanted:
            if last is not None:
                commits.setdefault(text, last)
        elif _COMMIT.fullmatch(text):
            time, _, name = text.partition(" ")
            last = Commit(name, int(time))
    return commits


def edited(root: Path, paths: Collection[str]) -> frozenset[str]:
    """Return which files are not as the last commit has them; none without a repository.

    Args:
        root: the project's folder.
        paths: files, relative to it, with `/`.
    """
    wanted = set(paths)
    if not wanted:
        return frozenset()
    found = _git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", *_folders(wanted))
    return frozenset(wanted.intersection(map(os.fsdecode, (found or b"").split(b"\0"))))


def _folders(paths: Collection[str]) -> list[str]:
    """Return few places in which all files are: the first folders of their paths."""
    return sorted({f":(literal){path.split('/', 1)[0]}" for path in paths})


def is_shallow(folder: Path) -> bool:
    """Whether a clone lacks its older commits: files that they changed seem to be as new as it."""
    found = _git(folder, "rev-parse", "--is-shallow-repository")
    return found is not None and found.strip() == b"true"


def setting(folder: Path, name: str) -> str | None:
    """Return what git's configuration says for a repository; None if it says nothing."""
    found = _git(folder, "config", "--get", name)
    return found.decode("utf-8", "replace").rstrip("\n") if found else None


def configure(folder: Path, values: Mapping[str, str]) -> None:
    """Write into the configuration of a repository, of this copy of it only.

    Raises:
        EssaytransError: `git-failed`.
    """
    for name, value in values.items():
        if _git(folder, "config", "--local", name, value) is None:
            raise EssaytransError(
                Diagnostic(
                    Severity.ERROR,
                    "git-failed",
                    # Translators: {name} is a setting of git, such as merge.essaytrans.driver.
                    msg("git does not take the setting {name}", name=name),
                    msg("run “git status” in the project's folder, and mend what it says"),
                )
            )


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Run git in a folder; None if it fails, or there is none."""
    program = _program()
    if program is None:
        return None
    import subprocess  # noqa: PLC0415 - most commands need no git

    command = [program, "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - there is no shell to take words for more
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            env=_environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OTHERS}
    return {**kept, **_SETTINGS}


@lru_cache(maxsize=1)
def _program() -> str | None:
    from shutil import which  # noqa: PLC0415 - as above

    return which("git")
