"""Bad input: each has a clear error, the rest of the run goes on, and nothing is lost."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import polib
import pytest

from commands.kit import Project, codes, places, told
from essaytrans.i18n import render
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

COMMANDS: list[Callable[[Project], Any]] = [Project.extract, Project.build, Project.status]
NAMES = ["extract", "build", "status"]


@pytest.fixture
def two(project: Project) -> Project:
    """Two articles, both extracted and translated into English."""
    for name in ("good", "bad"):
        project.article(name, "# 你好", "世界。")
    project.extract()
    for name in ("good", "bad"):
        project.translate(name, {"你好": "Hello", "世界。": "World."})
    return project


def hint(error: EssaytransError) -> str:
    (diagnostic,) = error.diagnostics
    return render(diagnostic.hint, language="en") if diagnostic.hint else ""


# --- the configuration ------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_without_a_configuration_the_way_to_one_is_told(
    tmp_path: Path, command: Callable[[Project], Any]
) -> None:
    with pytest.raises(EssaytransError) as caught:
        command(Project(tmp_path))
    assert codes(caught.value.diagnostics) == ["no-configuration"]
    assert "essaytrans init" in hint(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "code", "advice"),
    [
        ("langauges = []", "config-unknown-key", "did you mean “languages”?"),
        ("colour = 1", "config-unknown-key", "known here: name, source, "),
        ('code = "never"', "config-unknown-key", "it belongs in [segment]"),
        ('articles = "../elsewhere"', "path-outside", "write it without “..”"),
        ('articles = "/etc"', "path-outside", "relative to the folder"),
        ('catalogs = "link/{language}/{article}.po"', "path-outside", "replace the link"),
        ('output = "../{language}/{article}.md"', "path-outside", "write it without “..”"),
        ('output = "build/{article}.md"', "config-pattern", "it needs {language} and {article}"),
        ('notes_language = "Chinese, please"', "language-tag", ""),
        ("exclude = 3", "config-type", ""),
        ("name = ", "config-syntax", "https://toml.io/"),
    ],
)
def test_a_wrong_configuration_is_refused_at_the_door_with_its_line(
    two: Project, tmp_path: Path, line: str, code: str, advice: str
) -> None:
    (two.root / "link").symlink_to(tmp_path)
    two.configure("en", more=f"{line}\n")
    before = two.snapshot()
    for command in COMMANDS:
        with pytest.raises(EssaytransError) as caught:
            command(two)
        assert codes(caught.value.diagnostics) == [code]
        assert places(caught.value.diagnostics) == [("essaytrans.toml", 4)]
        assert advice in hint(caught.value)
    assert two.snapshot() == before


@pytest.mark.parametrize("tag", ["english language", "e", "zh--CN", "en_US.UTF-8", "中文", "../en"])
def test_a_language_tag_that_is_none_is_refused_at_the_door(two: Project, tag: str) -> None:
    two.configure("ja", tag)
    before = two.snapshot()
    with pytest.raises(EssaytransError) as caught:
        two.extract()
    assert codes(caught.value.diagnostics) == ["language-tag"]
    assert places(caught.value.diagnostics) == [("essaytrans.toml", 3)]
    assert two.snapshot() == before


def test_a_folder_that_became_a_link_outwards_after_the_door_is_not_followed(
    two: Project, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (two.root / "locales/fr").symlink_to(elsewhere)
    two.configure("en", "fr")
    report = two.extract()
    assert codes(report.diagnostics) == ["path-outside", "path-outside"]
    assert list(elsewhere.iterdir()) == []


# --- articles ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_an_article_in_another_encoding_is_named_and_the_rest_goes_on(
    two: Project, command: Callable[[Project], Any]
) -> None:
    two.write(
        "articles/bad.md", "# 你好\n\n世界真大，从第一天起就为全世界写软件。\n".encode("gb18030")
    )
    before = two.snapshot()
    report = command(two)
    assert codes(report.diagnostics) == ["not-utf8"]
    assert places(report.diagnostics) == [("articles/bad.md", 1)]
    (diagnostic,) = report.diagnostics
    assert "iconv -f GB18030 -t UTF-8" in render(diagnostic.hint, language="en")
    after = two.snapshot()
    assert {path: after[path] for path in before} == before
    if command is Project.build:
        assert two.read("build/en/good.md") == "# Hello\n\nWorld.\n"


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_two_articles_with_one_output_are_both_named_and_both_left_alone(
    two: Project, command: Callable[[Project], Any]
) -> None:
    two.build()
    two.write("articles/bad.markdown", "另一篇。\n")
    before = two.snapshot()
    report = command(two)
    assert codes(report.diagnostics) == ["path-collision"]
    (diagnostic,) = report.diagnostics
    assert "articles/bad.md" in told(diagnostic)
    assert "articles/bad.markdown" in told(diagnostic)
    assert two.snapshot() == before, "neither their catalogs nor their outputs are touched"


def test_an_article_that_vanished_leaves_its_catalogs_as_they_are(two: Project) -> None:
    two.remove("articles/bad.md")
    before = two.snapshot()
    report = two.extract()
    assert codes(report.diagnostics) == ["article-vanished"]
    assert places(report.diagnostics) == [("locales/en/bad.po", None)]
    two.build()
    assert {path: two.snapshot()[path] for path in before} == before


def test_an_article_that_is_a_link_outwards_is_refused(two: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("秘密。")
    (two.root / "articles/secret.md").symlink_to(tmp_path / "secret.md")
    report = two.extract()
    assert codes(report.diagnostics) == ["path-outside"]
    assert not two.exists("locales/en/secret.po")


def test_a_project_whose_articles_are_missing_says_so(project: Project) -> None:
    (project.root / "articles").rmdir()
    with pytest.raises(EssaytransError) as caught:
        project.extract()
    assert codes(caught.value.diagnostics) == ["no-articles"]


def test_a_link_in_a_circle_is_no_article_and_no_folder(two: Project, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    with pytest.raises(EssaytransError) as caught:
        two.extract(str(loop))
    assert codes(caught.value.diagnostics) == ["unknown-article"]
    for report in (two.build(output=loop), two.extract(templates=loop)):
        assert set(codes(report.diagnostics)) == {"not-written"}


# --- catalogs ---------------------------------------------------------------------------------

GOOD = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "你好"\nmsgstr "Hello"\n'
BAD_CATALOGS = {
    "syntax": (GOOD + '\nmsgid "世界。\nmsgstr "World."\n', "po-syntax", 7),
    "no msgstr": (GOOD + '\nmsgid "世界。"\n', "po-syntax", 7),
    "conflict": (
        GOOD + '\n<<<<<<< ours\nmsgid "世界。"\nmsgstr "World."\n=======\n'
        'msgid "世界。"\nmsgstr "The world."\n>>>>>>> theirs\n',
        "po-conflict",
        7,
    ),
    "duplicate": (GOOD + '\nmsgid "你好"\nmsgstr "Hi"\n', "po-duplicate", 7),
    "obsolete duplicate": (GOOD + '\n#~ msgid "你好"\n#~ msgstr "Hi"\n', "po-duplicate", 7),
    "language": (GOOD.replace("Language: en", "Language: de"), "wrong-language", None),
    "encoding": (GOOD.encode().replace(b"Hello", b"Hall\xf6"), "not-utf8", 5),
}


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
@pytest.mark.parametrize(
    ("content", "code", "line"), BAD_CATALOGS.values(), ids=BAD_CATALOGS.keys()
)
def test_a_bad_catalog_is_named_left_as_it_is_and_the_rest_goes_on(
    two: Project,
    command: Callable[[Project], Any],
    content: str | bytes,
    code: str,
    line: int | None,
) -> None:
    two.write("locales/en/bad.po", content)
    two.article("good", "# 你好", "世界。", "新段。")
    before = two.snapshot()
    report = command(two)
    assert set(codes(report.diagnostics)) == {code}
    assert places(report.diagnostics)[0] == ("locales/en/bad.po", line)
    assert two.snapshot()["locales/en/bad.po"] == before["locales/en/bad.po"]
    if command is Project.extract:
        assert report.changed == ("locales/en/good.po", "locales/ja/good.po")
    if command is Project.build:
        assert report.built == 3
        assert not two.exists("build/en/bad.md")


def test_a_bad_catalog_leaves_what_was_built_before(two: Project) -> None:
    two.build()
    before = two.snapshot()
    two.write("locales/en/bad.po", "<<<<<<< ours\n")
    report = two.build()
    assert report.changed == ()
    assert two.snapshot()["build/en/bad.md"] == before["build/en/bad.md"]


def test_a_folder_in_the_place_of_a_catalog_is_named(two: Project) -> None:
    two.remove("locales/en/bad.po")
    (two.root / "locales/en/bad.po").mkdir()
    report = two.extract()
    assert codes(report.diagnostics) == ["not-written"]
    assert "a folder has this name" in told(report.diagnostics[0])


# --- the disk ---------------------------------------------------------------------------------


@dataclass
class Disk:
    """A disk on which the n-th write fails, whatever file it is for."""

    failure: BaseException
    fails_at: int
    writes: int = 0
    failed: bool = False
    open: Callable[..., Any] = field(default=Path.open)

    def attach(self, monkeypatch: pytest.MonkeyPatch) -> None:
        disk, real = self, self.open

        def opened(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
            file = real(path, mode, *rest, **more)
            return file if mode in {"r", "rb"} else _Failing(file, disk)

        monkeypatch.setattr(Path, "open", opened)

    def write(self, file: IO[bytes], data: bytes) -> int:
        self.writes += 1
        if self.writes != self.fails_at:
            return file.write(data)
        self.failed = True
        file.write(data[: len(data) // 2])
        raise self.failure


@dataclass
class _Failing:
    file: IO[bytes]
    disk: Disk

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.file.close()

    def write(self, data: bytes) -> int:
        return self.disk.write(self.file, data)

    def flush(self) -> None:
        self.file.flush()

    def fileno(self) -> int:
        return self.file.fileno()


@pytest.fixture
def changed(two: Project) -> Project:
    """The two articles, edited since they were extracted and built."""
    two.build()
    for name in ("good", "bad"):
        two.article(name, "# 你好", "世界大。", "新段。")
    return two


def contents(project: Project) -> dict[str, bytes]:
    """Every file but the record of what was built, which speaks of the others."""
    files = project.snapshot().items()
    return {path: data for path, (data, _) in files if not path.startswith(".essaytrans/")}


def work(project: Project) -> set[tuple[str, str]]:
    """Every translation in every catalog, whichever text it goes with now."""
    return {
        (path.name, entry.msgstr)
        for path in project.root.glob("locales/**/*.po")
        for entry in polib.pofile(str(path))
        if entry.msgstr
    }


@pytest.mark.parametrize("command", COMMANDS[:2], ids=NAMES[:2])
@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT], ids=errno.errorcode.get)
def test_a_disk_that_is_full_half_way_leaves_every_file_whole(
    changed: Project,
    monkeypatch: pytest.MonkeyPatch,
    command: Callable[[Project], Any],
    number: int,
    code: int,
) -> None:
    before, held = contents(changed), work(changed)
    disk = Disk(OSError(code, os.strerror(code)), number)
    with monkeypatch.context() as patch:
        disk.attach(patch)
        report = command(changed)
    between = contents(changed)
    assert changed.temporary_files() == []
    assert codes(report.diagnostics) == ["not-written"] * disk.failed
    again = command(changed)
    assert again.diagnostics == ()
    after = contents(changed)
    assert all(data in {before.get(path), after[path]} for path, data in between.items())
    assert held <= work(changed)
    assert command(changed).changed == ()


@pytest.mark.parametrize("command", COMMANDS[:2], ids=NAMES[:2])
@pytest.mark.parametrize("number", range(1, 5))
def test_an_interruption_leaves_every_file_whole(
    changed: Project,
    monkeypatch: pytest.MonkeyPatch,
    command: Callable[[Project], Any],
    number: int,
) -> None:
    before, held = contents(changed), work(changed)
    disk = Disk(KeyboardInterrupt(), number)
    with monkeypatch.context() as patch:
        disk.attach(patch)
        with pytest.raises(KeyboardInterrupt):
            command(changed)
    between = contents(changed)
    assert disk.failed
    assert changed.temporary_files() == []
    assert command(changed).diagnostics == ()
    after = contents(changed)
    assert all(data in {before.get(path), after[path]} for path, data in between.items())
    assert held <= work(changed)


@pytest.mark.parametrize("command", COMMANDS[:2], ids=NAMES[:2])
@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.EACCES, "permission denied"), (errno.EROFS, "the file system is read-only")],
)
def test_a_target_that_is_read_only_is_named_file_by_file(
    changed: Project,
    monkeypatch: pytest.MonkeyPatch,
    command: Callable[[Project], Any],
    code: int,
    reason: str,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    before = changed.snapshot()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        report = command(changed)
    assert set(codes(report.diagnostics)) == {"not-written"}
    assert len(report.diagnostics) >= 4
    assert all(told(diagnostic).endswith(reason) for diagnostic in report.diagnostics)
    assert report.changed == ()
    assert changed.snapshot() == before


def test_a_folder_that_may_not_be_entered_is_named(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.stat

    def refused(path: Any, *rest: Any, **more: Any) -> os.stat_result:
        if "locales/en" in str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *rest, **more)

    reading = Path.read_bytes

    def unread(path: Path) -> bytes:
        path.stat()
        return reading(path)

    monkeypatch.setattr(os, "stat", refused)
    monkeypatch.setattr(Path, "read_bytes", unread)
    report = two.status()
    assert set(codes(report.diagnostics)) == {"file-unreadable"}
    refused_rows = [row for row in report.rows if row.language == "en"]
    assert [row.progress.units_translated for row in refused_rows] == [0] * len(refused_rows)
