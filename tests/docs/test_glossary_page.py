"""`docs/glossary.md` is true: its glossary, its article and its commands give what it shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.kit import spawn
from commands.kit import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def shown(command: str) -> str:
    """What the page shows that a command prints."""
    (found,) = [text for text in blocks("") if text.startswith(f"$ {command}")]
    return found.partition("\n")[2]


@pytest.fixture
def tea(tmp_path: Path) -> Iterator[Project]:
    """The project of the page."""
    project = Project(tmp_path / "tea")
    project.configure("en", "ja")
    (table,), (article,) = blocks("csv"), blocks("md")
    project.write("glossary.csv", table)
    project.write("articles/tea.md", article)
    project.extract()
    yield project
    assert project.read("glossary.csv") == table


def test_the_notes_are_those_of_the_page(tea: Project) -> None:
    assert tea.read("locales/en/tea.po").partition("\n\n")[2] == blocks("po")[0]


def test_the_finding_is_that_of_the_page(tea: Project) -> None:
    before, after = blocks("po")
    path = "locales/en/tea.po"
    tea.write(path, tea.read(path).replace(before, after))
    run = spawn("check", "--language", "en", cwd=tea.root, environ={"PYTHONUTF8": "1"})
    lines = [line.strip() for line in run.err.splitlines()]
    (said,) = [text for text in blocks("") if text.startswith("warning:")]
    sentence, hint = said.splitlines()
    assert lines[0].endswith(f": {sentence}")
    assert lines[-1] == hint
    assert run.err.count("[glossary]") == 1


def test_the_proposals_are_those_of_this_repository(tmp_path: Path) -> None:
    for name in ("articles", "essaytrans.toml", "glossary.csv"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    arguments = ("glossary", "suggest", "--least", "25")
    run = spawn(*arguments, cwd=tmp_path, environ={"PYTHONUTF8": "1"})
    assert run.out == shown("essaytrans " + " ".join(arguments))


def test_the_glossary_of_this_repository_is_whole(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "articles", tmp_path / "articles")
    for name in ("essaytrans.toml", "glossary.csv"):
        shutil.copy(ROOT / name, tmp_path / name)
    run = spawn("glossary", "--json", cwd=tmp_path, environ={"PYTHONUTF8": "1"})
    assert run.data["diagnostics"] == []
    assert run.data["languages"]["en"] == run.data["terms"] > 0
