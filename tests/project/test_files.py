"""Files: read strictly, written whole or not at all, never outside of the project."""

import errno
import os
import stat
from pathlib import Path
from typing import Any, NoReturn, Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaytrans.i18n import render
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.encodings import guess_encoding
from essaytrans.project.files import (
    copy_file,
    digest,
    make_folder,
    read_bytes,
    read_text,
    remove_file,
    write_text,
)

PROSE = "从第一天起，就为全世界写软件。这篇文章讲的是我们怎样翻译自己的文档，以及为什么。\n"


def problem_of(caught: pytest.ExceptionInfo[EssaytransError]) -> Diagnostic:
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "一\r\n二\r三\n", "\ufeff带 BOM\n", "无换行", "a\x00b\x85c"])
def test_a_text_is_read_as_it_was_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "文章.md"
    assert write_text(path, text, root=tmp_path)
    assert read_text(path, tmp_path) == text
    assert path.read_bytes() == text.encode()
    assert read_bytes(path) == text.encode()


def test_a_missing_file_is_named_relative_to_the_project(tmp_path: Path) -> None:
    with pytest.raises(EssaytransError) as caught:
        read_text(tmp_path / "articles" / "none.md", tmp_path)
    problem = problem_of(caught)
    assert problem.code == "file-missing"
    assert problem.position == Position("articles/none.md")


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(EssaytransError) as caught:
        read_text(tmp_path)
    problem = problem_of(caught)
    assert problem.code == "file-unreadable"
    assert "a folder has this name" in render(problem.message, language="en")


def test_a_file_without_permission_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(EssaytransError) as caught:
        read_text(tmp_path / "a.md", tmp_path)
    problem = problem_of(caught)
    assert problem.code == "file-unreadable"
    assert render(problem.message, language="en") == "a.md cannot be read: permission denied"


def test_a_byte_that_is_not_utf8_is_shown_with_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# 标题\r\n正文".encode() + b"\xff" + "后文\r\n末行".encode())
    with pytest.raises(EssaytransError) as caught:
        read_text(path, tmp_path)
    problem = problem_of(caught)
    assert problem.code == "not-utf8"
    assert problem.position == Position("a.md", 2, 3, "正文\ufffd后文")
    assert render(problem.message, language="en") == "a.md is not UTF-8: byte 16 is 0xFF"


ENCODINGS = [
    ("gb18030", "GB18030"),
    ("gbk", "GB18030"),
    ("utf-16", "UTF-16"),
    ("utf-16-le", "UTF-16LE"),
    ("utf-16-be", "UTF-16BE"),
]


@pytest.mark.parametrize(("codec", "name"), ENCODINGS)
def test_the_hint_names_the_encoding_that_a_file_has(tmp_path: Path, codec: str, name: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(f"# Software for the world\n\n{PROSE}".encode(codec))
    with pytest.raises(EssaytransError) as caught:
        read_text(path)
    hint = problem_of(caught).hint
    assert hint is not None
    assert f"iconv -f {name} -t UTF-8" in render(hint, language="en")


def test_traditional_text_in_big5_is_not_taken_for_gb18030() -> None:
    prose = "從第一天起，就為全世界寫軟體。這篇文章講的是我們怎樣翻譯自己的文件，以及為什麼。"
    assert guess_encoding(prose.encode("big5")) == "BIG5"
    assert guess_encoding(PROSE.encode("gb18030")) == "GB18030"


@pytest.mark.parametrize(
    "data",
    [PROSE.encode()[:-2], "中文\xff".encode("latin-1", "replace") + PROSE.encode() + b"\xff"],
)
def test_a_damaged_utf8_file_is_not_taken_for_another_encoding(data: bytes) -> None:
    assert guess_encoding(data) is None


def test_text_of_western_europe_is_not_taken_for_chinese() -> None:
    assert (
        guess_encoding("Übergrößenträger müssen früher aufstehen, ça va".encode("latin-1")) is None
    )


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_an_error_with_a_place(data: bytes) -> None:
    assert guess_encoding(data) in {None, "GB18030", "BIG5", "UTF-16", "UTF-16LE", "UTF-16BE"}


# --- writing ----------------------------------------------------------------------------------


def test_equal_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.po"
    assert write_text(path, PROSE, root=tmp_path)
    before = path.stat()
    assert not write_text(path, PROSE, root=tmp_path)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert write_text(path, PROSE + PROSE, root=tmp_path)


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664])
def test_an_existing_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(mode)
    assert write_text(path, "new", root=tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_text(tmp_path / "ours", "new", root=tmp_path)
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_read_only_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(EssaytransError) as caught:
        write_text(path, "new", root=tmp_path)
    problem = problem_of(caught)
    assert problem.code == "not-written"
    assert render(problem.message, language="en") == "a.md was not written: permission denied"
    assert path.read_text() == "old"
    assert not write_text(path, "old", root=tmp_path)


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(EssaytransError) as caught:
        write_text(tmp_path / "a.md", "new", root=tmp_path)
    assert "a folder has this name" in render(problem_of(caught).message, language="en")


def test_a_file_in_the_way_of_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    for path in ("build/a.md", "build/en/a.md"):
        with pytest.raises(EssaytransError) as caught:
            write_text(tmp_path / path, "new", root=tmp_path)
        message = render(problem_of(caught).message, language="en")
        assert message.endswith("a file has the name of a folder on the way")
    assert (tmp_path / "build").read_text() == "a file"


def test_half_a_character_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(EssaytransError) as caught:
        write_text(tmp_path / "a.md", "\ud800", root=tmp_path)
    assert problem_of(caught).code == "not-written"
    assert names(tmp_path) == []


def fail_at_replace(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise error

    monkeypatch.setattr(os, "replace", refuse)


def fail_at_sync(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def refuse(_descriptor: int) -> NoReturn:
        raise error

    monkeypatch.setattr(os, "fsync", refuse)


def fail_at_permissions(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise error

    monkeypatch.setattr(os, "chmod", refuse)


def fail_half_way(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the disk take some of the bytes, and no more."""
    real_open = Path.open

    def open_full(path: Path, mode: str = "r", **options: Any) -> Any:
        stream = real_open(path, mode, **options)
        if mode != "xb":
            return stream

        class Full:
            def __enter__(self) -> Self:
                return self

            def __exit__(self, *_error: object) -> None:
                stream.close()

            def write(self, data: bytes) -> NoReturn:
                stream.write(data[: len(data) // 2])
                raise error

        return Full()

    monkeypatch.setattr(Path, "open", open_full)


FAILURES = [fail_at_replace, fail_at_sync, fail_at_permissions, fail_half_way]
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("fail", FAILURES)
def test_a_full_disk_leaves_the_old_content_and_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail: Any
) -> None:
    path = tmp_path / "a.po"
    path.write_text("old")
    fail(monkeypatch, FULL)
    with pytest.raises(EssaytransError) as caught:
        write_text(path, PROSE, root=tmp_path)
    problem = problem_of(caught)
    assert problem.code == "not-written"
    assert problem.severity is Severity.ERROR
    assert render(problem.message, language="en") == "a.po was not written: the disk is full"
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.po"]


@pytest.mark.parametrize("fail", FAILURES)
def test_an_interruption_leaves_the_old_content_and_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail: Any
) -> None:
    path = tmp_path / "a.po"
    path.write_text("old")
    fail(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_text(path, PROSE, root=tmp_path)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.po"]


@settings(deadline=None)
@given(old=st.text(), new=st.text(), failing=st.booleans())
def test_a_file_has_its_old_content_or_its_new_one(
    tmp_path_factory: pytest.TempPathFactory, old: str, new: str, *, failing: bool
) -> None:
    folder = tmp_path_factory.mktemp("write")
    path = folder / "a.md"
    write_text(path, old, root=folder, durable=False)
    with pytest.MonkeyPatch.context() as monkeypatch:
        if failing:
            fail_at_replace(monkeypatch, FULL)
        try:
            assert write_text(path, new, root=folder, durable=False) == (new != old)
            expected = new
        except EssaytransError:
            expected = old
    assert read_text(path) == expected
    assert names(folder) == ["a.md"]


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("字" * 84 + ".md")
    assert write_text(path, PROSE, root=tmp_path)
    assert write_text(path, "", root=tmp_path)


def test_an_unknown_reason_is_told_in_the_words_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at_replace(monkeypatch, OSError(errno.EBUSY, "Device or resource busy"))
    with pytest.raises(EssaytransError) as caught:
        write_text(tmp_path / "a.md", "new", root=tmp_path)
    assert "Device or resource busy" in render(problem_of(caught).message, language="en")


# --- copying, removing, folders -----------------------------------------------------------------


def test_a_copy_is_made_byte_for_byte_and_only_once(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    target = tmp_path / "build" / "en" / "a.png"
    assert copy_file(tmp_path / "a.png", target, root=tmp_path, target_root=tmp_path)
    assert target.read_bytes() == (tmp_path / "a.png").read_bytes()
    assert not copy_file(tmp_path / "a.png", target, root=tmp_path, target_root=tmp_path)


def test_folders_that_become_empty_are_removed_with_the_last_file(tmp_path: Path) -> None:
    for path in ("build/en/2026/a.md", "build/en/2026/b.md"):
        write_text(tmp_path / path, "", root=tmp_path)
    stop = tmp_path / "build"
    assert remove_file(tmp_path / "build/en/2026/a.md", root=tmp_path, stop=stop)
    assert names(tmp_path / "build/en/2026") == ["b.md"]
    assert remove_file(tmp_path / "build/en/2026/b.md", root=tmp_path, stop=stop)
    assert names(tmp_path) == ["build"]
    assert names(stop) == []


def test_without_a_stop_the_project_itself_stays(tmp_path: Path) -> None:
    root = tmp_path / "project"
    write_text(root / "build/a.md", "", root=root)
    assert remove_file(root / "build/a.md", root=root)
    assert names(tmp_path) == ["project"]
    assert names(root) == []


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert not remove_file(tmp_path / "a.md", root=tmp_path)


def test_a_folder_is_not_removed_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(EssaytransError) as caught:
        remove_file(tmp_path / "a.md", root=tmp_path)
    assert problem_of(caught).code == "not-removed"


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "a" / "b", root=tmp_path)
    assert not make_folder(tmp_path / "a" / "b", root=tmp_path)
    write_text(tmp_path / "file", "", root=tmp_path)
    with pytest.raises(EssaytransError) as caught:
        make_folder(tmp_path / "file" / "c", root=tmp_path)
    assert problem_of(caught).code == "not-written"


# --- fingerprints -----------------------------------------------------------------------------


def test_a_fingerprint_is_that_of_the_bytes_on_disk() -> None:
    assert digest("字\r\n") == digest("字\r\n".encode())
    assert digest("字") != digest("宇")
    assert len(digest("")) == 32
    assert all(char in "0123456789abcdef" for char in digest(""))
