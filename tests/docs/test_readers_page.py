"""`docs/readers.md` is true: its example is what is built, and its tables are what there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from commands.kit import Project
from essaytrans.catalog import serialize
from essaytrans.project.config import load

PAGE = (Path(__file__).parents[2] / "docs" / "readers.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(toml|markdown|yaml)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def example(form: str, word: str) -> str:
    (found,) = [text for kind, text in BLOCKS if kind == form and word in text]
    return str(found)


def run(folder: Path, *arguments: str) -> None:
    date = "2026-03-01T12:00:00+0000"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Mo"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "mo@example.org"),
        **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), date),
    }
    subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_examples_are_what_is_built(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("tea", "---\ntitle: 茶\n---", "第一段话讲水。", "第二段话讲茶。")
    project.extract()
    project.translate(
        "tea", {"茶": "Tea", "第一段话讲水。": "Water.", "第二段话讲茶。": "Tea leaves."}
    )
    catalog = project.catalog("tea")
    project.write(catalog.path, serialize(replace(catalog, header_comments=("Ann Lee, 2026.",))))
    project.article("tea", "---\ntitle: 茶\n---", "第一段话讲水。", "第二段话是讲茶的。")
    project.extract()
    run(tmp_path, "init", "-q", "-b", "main")
    run(tmp_path, "add", "articles")
    run(tmp_path, "commit", "-q", "-m", "tea")
    said = example("toml", "source_url") + example("toml", "original_revision")
    project.configure("en", more=said)
    project.build()
    _, head, body = project.read("build/en/tea.md").split("---\n")
    assert example("markdown", "> The original") in body
    commit = re.compile(r'"[0-9a-f]{40}"')
    assert commit.sub("", head) == commit.sub("", example("yaml", "original_revision"))


@pytest.mark.parametrize("text", [text for kind, text in BLOCKS if kind == "toml"])
def test_what_it_configures_can_be_configured(tmp_path: Path, text: str) -> None:
    languages = '[project]\nlanguages = ["en", "fr", "ja", "tlh"]\n'
    (tmp_path / "essaytrans.toml").write_text(languages + text, encoding="utf-8")
    assert load(tmp_path / "essaytrans.toml").languages
