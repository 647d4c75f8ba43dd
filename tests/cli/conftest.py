from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest

from cli.kit import Run
from cli.pseudo_program import Program, pseudo_program
from commands.kit import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Cli(Protocol):
    """The command line in this process, from the project's folder or another."""

    def __call__(self, *arguments: str, cwd: Path | None = None) -> Run: ...


@pytest.fixture(autouse=True)
def _hasty_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting until the disk has a file takes ten times as long as all the rest."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one article, half of it translated into English."""
    project = Project(tmp_path / "project")
    project.configure("en", "ja")
    project.article("2026/hello", "# 你好", "世界。")
    project.extract()
    project.translate("2026/hello", {"你好": "Hello"})
    return project


@pytest.fixture
def cli(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Cli:
    from essaytrans.cli.application import run  # noqa: PLC0415 - in the language of this test

    def call(*arguments: str, cwd: Path | None = None) -> Run:
        monkeypatch.chdir(cwd or project.root)
        capsys.readouterr()
        code = run(arguments)
        return Run(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, speaking the pseudo-language."""
    with pseudo_program(tmp_path_factory.mktemp("pseudo")) as program:
        yield program
