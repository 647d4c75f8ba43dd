"""`docs/adopting.md`: its example is what happens, its patterns find what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cli.kit import spawn
from commands.kit import Project
from essaytrans.commands.adopting.pairs import pairings
from essaytrans.commands.workspace import open_workspace

PAGE = (Path(__file__).parents[2] / "docs" / "adopting.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ROW = re.compile(r"^\| ((?:`[^`|]+`(?:, )?)+) \| `('[^`|]*)` \|$", re.MULTILINE)


def blocks(kind: str) -> list[str]:
    return [text for found, text in _BLOCK.findall(PAGE) if found == kind]


def test_the_example_is_what_happens(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en", more='notes_language = "en"\n')
    article, translation = blocks("markdown")
    project.write("articles/umbrella.md", article)
    project.write("en/umbrella.md", translation)
    (shown,) = (text for text in blocks("") if text.startswith("$ "))
    command, _, told = shown.partition("\n")
    run = spawn(*shlex.split(command)[2:], cwd=tmp_path, environ={"ESSAYTRANS_LANG": "en"})
    assert (run.code, run.out) == (0, told)
    (entry,) = blocks("po")
    assert entry in project.read("locales/en/umbrella.po")


@pytest.mark.parametrize(("files", "patterns"), _ROW.findall(PAGE))
def test_patterns_find_the_files_beside_them(tmp_path: Path, files: str, patterns: str) -> None:
    article, translation = re.findall(r"`([^`]+)`", files)
    source, target = shlex.split(patterns)
    project = Project(tmp_path)
    tag = "en-US" if "en-US" in translation else "en"
    folder = source.partition("/")[0]
    project.write(
        "essaytrans.toml",
        f'[project]\nname = "文集"\nlanguages = ["{tag}"]\narticles = "{folder}"\n',
    )
    project.write(article, "# 伞\n")
    project.write(translation, "# Umbrella\n")
    (pair,) = pairings(open_workspace(tmp_path), source, target)
    assert pair.article.path == article
    assert pair.translation == (tmp_path / translation).resolve()


def test_most_rows_have_files() -> None:
    assert len(_ROW.findall(PAGE)) == 4


def test_the_example_in_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("python")
    exec(code, {})  # noqa: S102 - what a reader would do with it
    assert capsys.readouterr().out.splitlines() == ["(0,) (0,) 1.0", "(1,) (1,) 1.0"]
