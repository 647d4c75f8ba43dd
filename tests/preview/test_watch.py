"""Somebody who changes a file is noticed, whatever was there when watching began."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import anyio
import pytest
import watchfiles

from commands.kit import Project
from essaytrans.preview import watch as watching
from essaytrans.preview.memory import Memory
from essaytrans.preview.watch import folders, watch
from essaytrans.project import config as configuration

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def project_in(folder: Path, more: str = "") -> Project:
    project = Project(folder)
    project.configure("en", more=more)
    project.article("tea", "喝茶。")
    return project


def watched(project: Project) -> list[str]:
    root = project.root
    found = folders(configuration.load(root / "essaytrans.toml"))
    return [folder.relative_to(root).as_posix() for folder in found]


def test_the_articles_and_the_catalogs_are_watched(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    project.extract()
    assert watched(project) == ["articles", "locales"]


def test_what_does_not_exist_yet_is_waited_for_above_it(tmp_path: Path) -> None:
    project = project_in(tmp_path, 'catalogs = "po/all/{language}/{article}.po"\n')
    assert watched(project) == ["articles"]
    (tmp_path / "po").mkdir()
    assert watched(project) == ["articles", "po"]
    (tmp_path / "po" / "all").mkdir()
    assert watched(project) == ["articles", "po/all"]


def test_a_folder_in_another_is_not_watched_twice(tmp_path: Path) -> None:
    project = project_in(tmp_path, 'catalogs = "articles/po/{language}/{article}.po"\n')
    project.extract()
    assert watched(project) == ["articles"]


def test_a_project_whose_articles_are_beside_its_configuration_is_watched_whole(
    tmp_path: Path,
) -> None:
    project = project_in(tmp_path, 'articles = "."\n')
    project.extract()
    assert watched(project) == ["."]


def heard(project: Project, *steps: Callable[[], object]) -> int:
    """Take steps while a project is watched, each noticed before the next; return how many were."""
    memory = Memory(project.root)

    async def take() -> int:
        bell = [anyio.Event()]
        stop = anyio.Event()
        noticed = 0

        def told() -> None:
            bell[0].set()

        async with anyio.create_task_group() as group:
            group.start_soon(watch, lambda: memory.project().config, told, stop)
            await anyio.sleep(0.3)
            for step in steps:
                await anyio.sleep(0.1)
                bell[0] = anyio.Event()
                step()
                with anyio.move_on_after(5):
                    await bell[0].wait()
                    noticed += 1
            stop.set()
        return noticed

    return anyio.run(take)


def test_every_file_that_matters_is_noticed(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    project.extract()

    def save() -> None:
        beside = project.write("locales/en/tea.po.saving", project.read("locales/en/tea.po") + "\n")
        beside.replace(tmp_path / "locales/en/tea.po")

    steps = (
        save,
        lambda: project.article("tea", "喝水。"),
        lambda: project.article("2026/new", "新的。"),
        lambda: project.article("2026/new", "更新的。"),
        lambda: project.remove("articles/2026/new.md"),
        lambda: project.write("glossary.csv", "term,en\n"),
        lambda: project.configure("en", "ar"),
    )
    assert heard(project, *steps) == len(steps)


def test_catalogs_that_come_to_be_while_somebody_looks_are_noticed(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    steps = (
        project.extract,
        lambda: project.translate("tea", {"喝茶。": "Drink tea."}),
        lambda: project.translate("tea", {"喝茶。": "Drink some tea."}),
    )
    assert heard(project, *steps) == len(steps)


@pytest.mark.parametrize("path", ["build/en/tea.md", "notes.txt", ".git/index", "locales/en/x.mo"])
def test_what_does_not_matter_is_not_noticed(tmp_path: Path, path: str) -> None:
    project = project_in(tmp_path)
    project.extract()
    file = project.write(path, "a")
    memory = Memory(project.root)

    async def take() -> int:
        times: list[None] = []
        stop = anyio.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(
                watch, lambda: memory.project().config, lambda: times.append(None), stop
            )
            await anyio.sleep(0.3)
            before = len(times)
            file.write_bytes(b"b")
            await anyio.sleep(0.3)
            told = len(times) - before
            stop.set()
        return told

    assert anyio.run(take) == 0


def test_where_the_system_does_not_tell_it_is_looked_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_in(tmp_path)
    project.extract()
    real = watchfiles.awatch

    def full(*paths: Path, force_polling: bool | None, **options: Any) -> Any:
        if not force_polling:
            raise OSError(errno.ENOSPC, "OS file watch limit reached.")
        return real(*paths, force_polling=True, poll_delay_ms=50, **options)

    monkeypatch.setattr(watching, "awatch", full)
    assert heard(project, lambda: project.article("water", "喝水。")) == 1


def test_folders_that_go_and_come_back_are_watched_again(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    project.extract()
    aside = tmp_path.parent / f"{tmp_path.name}-aside"
    steps = (
        lambda: (tmp_path / "locales").rename(aside),
        lambda: aside.rename(tmp_path / "locales"),
        lambda: project.translate("tea", {"喝茶。": "Drink tea."}),
    )
    assert heard(project, *steps) == len(steps)
