"""Real edits: versions of Chinese Markdown files out of a git history."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks.corpus import NOTES
from benchmarks.reference import judged
from essaytrans.follow import make_template
from essaytrans.markdown import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.cases import Case
    from essaytrans.model import Entry

__all__ = ["revisions"]

_SEED: Final = 20_240_229
_CHANGE: Final = re.compile(r":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) M\t(.*)")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_CHINESE: Final = 0.1
"""The share of Han among the characters of a Chinese article, at least."""


def revisions(repository: Path, steps: int, most: int) -> Iterator[Case]:
    """Take pairs of versions of Chinese Markdown files, each judged; those without a change are left out.

    Args:
        repository: a clone, bare or not; it is only read.
        steps: how many commits that changed the file lie between the two.
        most: how many pairs; which, is drawn by a fixed seed.
    """
    pairs = sorted(set(_pairs(repository, steps)))
    Random(_SEED).shuffle(pairs)  # noqa: S311 - the same ones each time
    cases = (judged(old, new) for old, new in _contents(repository, pairs))
    return islice((case for case in cases if case is not None), most)


def _pairs(repository: Path, steps: int) -> Iterator[tuple[str, str]]:
    """Return the names of the blobs before and after so many changes, in windows that share none."""
    log = ("log", "--no-merges", "--raw", "--no-abbrev", "--diff-filter=M", "--format=")
    done = subprocess.run(
        ["git", "-C", str(repository), *log, "--", "*.md"], capture_output=True, check=True
    )
    files: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for found in _CHANGE.finditer(done.stdout.decode("utf-8", "replace")):
        files[found[3]].append((found[1], found[2]))
    for changes in files.values():
        for newest in range(0, len(changes) - steps + 1, steps):
            yield changes[newest + steps - 1][0], changes[newest][1]


def _contents(
    repository: Path, pairs: Sequence[tuple[str, str]]
) -> Iterator[tuple[tuple[Entry, ...], tuple[Entry, ...]]]:
    """Return the templates of both versions, of Chinese ones."""
    with subprocess.Popen(
        ["git", "-C", str(repository), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as git:
        for pair in pairs:
            texts = [_content(git, name) for name in pair]
            if all(len(_HAN.findall(text)) > _CHINESE * len(text) for text in texts):
                old, new = (make_template(segment(text), notes_language=NOTES) for text in texts)
                yield old, new
        if git.stdin:
            git.stdin.close()


def _content(git: subprocess.Popen[bytes], name: str) -> str:
    """Return a blob's text; an empty one if it is not there, or not UTF-8."""
    if git.stdin is None or git.stdout is None:
        raise RuntimeError("git was started without pipes")
    git.stdin.write(f"{name}\n".encode())
    git.stdin.flush()
    size = git.stdout.readline().split()[-1]
    if not size.isdigit():
        return ""
    content = git.stdout.read(int(size) + 1)[:-1]
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""
