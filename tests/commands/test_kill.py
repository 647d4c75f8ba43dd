"""Killed at any point: files are old or new, never half ones, and no translation is lost.

Here a run *dies* at each of its operations on files in turn: the operation does half of its work
or none, and nothing that the process would do afterwards happens any more. That finds what a few
real kills, which come last, would hit only by chance.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import pytest

from cli.kit import command, environment, spawn
from commands.kit import Project
from essaytrans.catalog import parse
from essaytrans.project import layout
from essaytrans.project.config import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NUMERALS = "一二三四五六七八九"


# --- dying ------------------------------------------------------------------------------------


class Death(BaseException):
    """The process is dead. No `except Exception` can keep it alive."""


@dataclass
class Reaper:
    """Counts the operations that change the disk, and dies at one of them, for good."""

    at: int
    """At which operation, from 1; 0 for none."""
    count: int = 0

    def strike(self) -> bool:
        """Whether this operation is the one; after it, none is done any more."""
        self.count += 1
        if self.at and self.count > self.at:
            raise Death
        return self.count == self.at

    def instead_of(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def mortal(*arguments: Any, **named: Any) -> Any:
            if self.strike():
                raise Death
            return operation(*arguments, **named)

        return mortal

    def opening(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def mortal(path: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return operation(path, mode, *arguments, **named)
            if self.strike():
                raise Death
            return Stream(operation(path, mode, *arguments, **named), self)

        return mortal


@dataclass
class Stream:
    """A file being written, of which only half may reach the disk."""

    stream: Any
    reaper: Reaper

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, data: Any) -> Any:
        if self.reaper.strike():
            self.stream.write(data[: len(data) // 2])
            raise Death
        return self.stream.write(data)


OPERATIONS = ("replace", "rename", "unlink", "remove", "rmdir", "mkdir", "chmod", "link", "symlink")


def run_until(at: int, work: Callable[[], object]) -> int:
    """Do something, and die at an operation; return how many there were, 0 for death."""
    reaper = Reaper(at)
    with pytest.MonkeyPatch.context() as patch:
        for name in OPERATIONS:
            patch.setattr(os, name, reaper.instead_of(getattr(os, name)))
        patch.setattr(io, "open", reaper.opening(io.open))
        try:
            work()
        except Death:
            return 0
    return reaper.count


def deaths(pristine: Path, folder: Path, work: Callable[[Project], object]) -> Iterator[Project]:
    """Let some work on a project die at each of its operations, each time on a fresh copy."""
    number = 0
    while True:
        number += 1
        project = Project(folder / str(number))
        shutil.copytree(pristine, project.root, symlinks=True)
        if run_until(number, partial(work, project)):
            assert number > 10, "the operations were not seen"
            return
        yield project
        shutil.rmtree(project.root)


# --- a project with all that can happen to it -------------------------------------------------


def _block(article: int, number: int) -> str:
    return f"第{NUMERALS[article]}篇，第{NUMERALS[number]}段：茶叶{NUMERALS[-number - 1]}克，出汤。"


def _translated(root: Path, articles: int, *languages: str) -> Project:
    """A project that is translated all through."""
    project = Project(root)
    project.configure(*languages)
    for article in range(articles):
        blocks = [_block(article % 9, number) + "续" * (article // 9) for number in range(4)]
        project.article(f"{article % 2}/{article}", *blocks)
    project.extract()
    for article in range(articles):
        name = f"{article % 2}/{article}"
        for language in languages:
            ids = [entry.msgid for entry in project.catalog(name, language).entries]
            project.translate(name, {msgid: f"{language} {msgid}" for msgid in ids}, language)
    return project


def _edit(project: Project) -> None:
    """Edit, cut, move, delete, rename, begin, and give up."""
    project.article("0/0", _block(0, 0), _block(0, 1) + "再来一杯。", _block(1, 3), "新的一段。")
    project.article("1/1", _block(1, 0), _block(1, 2), _block(1, 1))
    project.article("1/3", f"第四篇，{_block(3, 0)}", "茶叶。", _block(3, 1)[:8], _block(3, 1)[8:])
    (project.root / "articles/0/2.md").rename(project.root / "articles/0/renamed.md")
    project.article("2/new", "从来没有过的文章。", _block(2, 2))
    project.remove("articles/0/4.md")


def _edited(root: Path, *languages: str) -> Project:
    """Five articles, translated, extracted, built, and then edited in every way."""
    project = _translated(root, 5, *languages)
    project.extract()
    project.build()
    _edit(project)
    return project


def catalog_files(root: Path) -> list[Path]:
    """All that the program itself takes for catalogs."""
    config = load(root / "essaytrans.toml")
    return [root / found.path for found in layout.catalogs(config)]


def work_in(root: Path) -> Counter[str]:
    """Every translation in the catalogs, all of which must be readable."""
    found: Counter[str] = Counter()
    for path in catalog_files(root):
        catalog = parse(path.read_bytes().decode(), path=str(path))
        found.update(entry.msgstr for entry in catalog.entries if entry.msgstr)
    return found


def outputs(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "build").rglob("*"))
        if path.is_file() and path.suffix != ".tmp"
    }


# --- at every operation -----------------------------------------------------------------------


def test_an_extract_that_dies_leaves_readable_catalogs_with_all_work(tmp_path: Path) -> None:
    edited = _edited(tmp_path / "edited", "en", "ja")
    before = set(work_in(edited.root))
    assert len(before) > 30
    for project in deaths(edited.root, tmp_path / "copies", Project.extract):
        assert before <= set(work_in(project.root))
        assert not any(path.name.startswith(".") for path in catalog_files(project.root))
        project.extract()
        assert before <= set(work_in(project.root))
        settled = project.snapshot(journal=True)
        assert project.extract().changed == ()
        assert project.snapshot(journal=True) == settled


def test_a_first_extract_that_dies_is_made_up_for_by_the_next(tmp_path: Path) -> None:
    fresh = Project(tmp_path / "fresh")
    fresh.configure("en")
    fresh.article("a", "茶。", "水。")
    fresh.article("2026/b", "茶叶。")
    whole = Project(tmp_path / "whole")
    shutil.copytree(fresh.root, whole.root)
    whole.extract()
    for project in deaths(fresh.root, tmp_path / "copies", Project.extract):
        assert not work_in(project.root)
        project.extract()
        for path in ("locales/en/a.po", "locales/en/2026/b.po"):
            assert project.read(path) == whole.read(path)
        assert project.extract().changed == ()


def test_a_build_that_dies_leaves_old_or_new_articles_and_what_others_put_there(
    tmp_path: Path,
) -> None:
    edited = _edited(tmp_path / "edited", "en")
    edited.extract()
    foreign = "somebody's own page\n"
    edited.write("build/en/0/0.md", foreign)
    old = outputs(edited.root)
    catalogs = {path.name: path.read_bytes() for path in catalog_files(edited.root)}
    whole = Project(tmp_path / "whole")
    shutil.copytree(edited.root, whole.root)
    whole.build()
    new = outputs(whole.root)
    assert old.keys() - new.keys()  # what is stale goes
    for project in deaths(edited.root, tmp_path / "copies", Project.build):
        for path, content in outputs(project.root).items():
            assert content in {old.get(path), new.get(path)}, path
        kept = [path.read_bytes().decode() for path in project.root.rglob("0.md*")]
        assert foreign in kept, "it was put aside before it was replaced"
        assert {p.name: p.read_bytes() for p in catalog_files(project.root)} == catalogs
        project.build()
        assert outputs(project.root) == new
        assert project.build().changed == ()


# --- real kills -------------------------------------------------------------------------------

ARTICLES = 30
KILLS = 4


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("name", ["extract", "build"])
def test_the_program_killed_by_the_system_leaves_readable_files(tmp_path: Path, name: str) -> None:
    pristine = _translated(tmp_path / "pristine", ARTICLES, "en", "ja", "fr")
    for article in range(ARTICLES):
        blocks = [_block(article % 9, n) + "续" * (article // 9) + "改。" for n in range(5)]
        pristine.article(f"{article % 2}/{article}", *blocks)
    before = set(work_in(pristine.root))
    took = _time(name, pristine.root, tmp_path / "timed")
    for number in range(KILLS):
        project = Project(tmp_path / f"{name}-{number}")
        shutil.copytree(pristine.root, project.root)
        # the first half of a run is Python's start
        delay = took * (0.4 + 0.6 * number / KILLS)
        killed = _kill(name, project.root, delay)
        assert killed in {0, -signal.SIGKILL}
        assert before <= set(work_in(project.root))
        again = spawn(name, "--json", cwd=project.root)
        assert (again.code, again.err) == (0, "")
        assert before <= set(work_in(project.root))
        assert spawn(name, "--json", cwd=project.root).data["changed"] == []


def _time(name: str, pristine: Path, folder: Path) -> float:
    """How many seconds a whole run takes here and now."""
    shutil.copytree(pristine, folder)
    begin = time.perf_counter()
    assert spawn(name, cwd=folder).code == 0
    return time.perf_counter() - begin


def _kill(name: str, folder: Path, delay: float) -> int:
    """Start the program, kill it after some seconds, and return what the system says of it."""
    with subprocess.Popen(
        command(name, "--quiet"),
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
    ) as process:
        try:
            return process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
