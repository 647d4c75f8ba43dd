"""Traces: whatever happens to a file, it is never taken for the one that was seen, unless it is."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.project import files, traces
from essaytrans.project.traces import Trace, retrace, trace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = 1_700_000_000_123_456_789
"""A time long ago, in nanoseconds, on a file system that counts finely."""
SECOND = 1_000_000_000


def seen(path: Path) -> Trace:
    """The trace of a file as if it had been seen long after it was last touched."""
    found = retrace(path, path.parent, trace(path.read_bytes()))
    assert found is not None
    return found._replace(taken=time.time_ns() + 10 * SECOND)


def test_a_file_that_is_as_it_was_is_not_read(tmp_path: Path, reads: list[str]) -> None:
    file = tmp_path / "a.md"
    file.write_text("文")
    known = seen(file)
    reads.clear()
    assert retrace(file, tmp_path, known) == known
    assert reads == []


def test_a_content_is_only_known_to_be_in_a_file_once_it_was_read(
    tmp_path: Path, reads: list[str]
) -> None:
    file = tmp_path / "a.md"
    file.write_text("文")
    found = retrace(file, tmp_path, trace("文"))
    assert found is not None
    assert (found.digest, found.size, found.inode) == (files.digest("文"), 3, file.stat().st_ino)
    assert reads == ["a.md"]


def rewrite(file: Path) -> None:
    file.write_text("乙")


def grow(file: Path) -> None:
    file.write_text("甲乙")


def put_another_in_its_place(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("乙")
    other.replace(file)


def rewrite_and_set_the_time_back(file: Path) -> None:
    before = file.stat()
    file.write_text("乙")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def remove(file: Path) -> None:
    file.unlink()


def make_a_folder_of_it(file: Path) -> None:
    file.unlink()
    file.mkdir()


def make_a_link_of_it(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


def make_a_link_to_nowhere_of_it(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def make_a_pipe_of_it(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def move_its_folder_out_of_the_project(file: Path) -> None:
    outside = file.parents[2] / "outside"
    file.parent.rename(outside)
    file.parent.symlink_to(outside)


CHANGES = [
    rewrite,
    grow,
    put_another_in_its_place,
    rewrite_and_set_the_time_back,
    remove,
    make_a_folder_of_it,
    make_a_link_of_it,
    make_a_link_to_nowhere_of_it,
    make_a_pipe_of_it,
    move_its_folder_out_of_the_project,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_file_is_never_taken_for_the_same(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    project = tmp_path / "project"
    file = project / "folder" / "a.md"
    file.parent.mkdir(parents=True)
    file.write_text("甲")
    os.utime(file, ns=(OLD, OLD))
    known = seen(file)
    assert retrace(file, project, known) == known
    change(file)
    files.forget_folders()
    assert retrace(file, project, known) is None


def touch(file: Path) -> None:
    os.utime(file)


def copy(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(file.read_bytes())
    other.replace(file)


def change_permissions(file: Path) -> None:
    file.chmod(0o600)


@pytest.mark.parametrize("change", [touch, copy, change_permissions], ids=lambda c: c.__name__)
def test_a_file_of_the_same_content_is_the_same_and_is_read_once(
    tmp_path: Path, reads: list[str], change: Callable[[Path], None]
) -> None:
    file = tmp_path / "a.md"
    file.write_text("甲")
    os.utime(file, ns=(OLD, OLD))
    known = seen(file)
    reads.clear()
    change(file)
    again = retrace(file, tmp_path, known)
    assert again is not None
    assert again.digest == known.digest
    assert again != known
    assert reads == ["a.md"]
    later = again._replace(taken=time.time_ns() + 10 * SECOND)
    assert retrace(file, tmp_path, later) == later
    assert reads == ["a.md"]


@pytest.mark.parametrize(
    ("after", "is_read"),
    [(0, True), (49_000_000, True), (51_000_000, False)],
)
def test_times_are_relied_on_only_if_another_write_would_have_another(
    tmp_path: Path, reads: list[str], after: int, is_read: bool
) -> None:
    file = tmp_path / "a.md"
    file.write_text("甲")
    known = seen(file)
    reads.clear()
    latest = max(known.modified, known.changed)
    retrace(file, tmp_path, known._replace(taken=latest + after))
    assert reads == (["a.md"] if is_read else [])


def test_a_write_within_the_same_tick_of_the_clock_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_text("甲")
    frozen = os.lstat(file)
    monkeypatch.setattr(traces, "status", lambda _: frozen)
    known = retrace(file, tmp_path, trace("甲"))
    assert known is not None
    file.write_text("乙")
    assert retrace(file, tmp_path, known) is None


def test_whole_seconds_are_relied_on_after_two_of_them(tmp_path: Path, reads: list[str]) -> None:
    file = tmp_path / "a.md"
    file.write_text("甲")
    future = (time.time_ns() // SECOND + 5) * SECOND
    os.utime(file, ns=(future, future))
    known = seen(file)
    reads.clear()
    assert retrace(file, tmp_path, known._replace(taken=future + 1_900_000_000)) is not None
    assert reads == ["a.md"]
    assert retrace(file, tmp_path, known._replace(taken=future + 2_100_000_000)) is not None
    assert reads == ["a.md"]


def test_where_the_system_does_not_tell_of_changes_every_file_is_read(
    tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_text("甲")
    known = seen(file)
    monkeypatch.setattr(traces, "_TELLS_CHANGES", False)
    reads.clear()
    assert retrace(file, tmp_path, known) is not None
    assert reads == ["a.md"]


@given(before=st.binary(max_size=4), after=st.binary(max_size=4), keep_times=st.booleans())
def test_a_file_is_taken_for_the_same_exactly_if_it_is(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes, keep_times: bool
) -> None:
    folder = tmp_path_factory.mktemp("traces")
    file = folder / "a"
    file.write_bytes(before)
    known = retrace(file, folder, trace(before))
    assert known is not None
    file.write_bytes(after)
    if keep_times:
        os.utime(file, ns=(known.modified, known.modified))
    assert (retrace(file, folder, known) is not None) == (before == after)
