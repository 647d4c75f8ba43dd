"""Promise 7: every sentence that the program says goes through gettext.

The whole program speaks a pseudo-language in which each sentence stands in brackets, made of the
sentences that its source has now. Whatever comes out without brackets never went through gettext.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.pseudo_program import COMMANDS, NAMES, Program, told, two_articles
from commands.kit import Project
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return two_articles(tmp_path / "project")


# --- help -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_page_of_help(program: Program, tmp_path: Path, command: str) -> None:
    run = program.run(tmp_path, [*command.split(), "--help"])
    assert run.code == 0
    assert run.out.count("⟦") > 8
    assert unbracketed(told(run), NAMES) == []


# --- reports ----------------------------------------------------------------------------------

REPORTS = [
    [],
    ["extract"],
    ["extract", "--check", "--pot", "pot"],
    ["extract", "--verbose", "--pot", "pot"],
    ["build"],
    ["build", "--verbose", "--use-fuzzy", "--copy-assets"],
    ["build", "--min-translated", "80", "--check"],
    ["status"],
    ["add", "fr", "en"],
    ["add", "fr", "--check"],
    ["init", "new"],
    ["init", "new", "--check"],
    ["--version"],
]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_every_report(
    program: Program, project: Project, arguments: list[str], form: list[str]
) -> None:
    project.article("2026/hello", "你好", "新段。")
    run = program.run(project.root, [*arguments, *form])
    assert run.code in {0, 1}
    assert unbracketed(told(run), NAMES) == []


@pytest.mark.parametrize("arguments", [[], ["status"]], ids=["overview", "status"])
def test_every_next_step(program: Program, tmp_path: Path, arguments: list[str]) -> None:
    project = Project(tmp_path)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    assert unbracketed(told(program.run(folder, arguments)), NAMES) == []
    for prepare in (
        lambda: project.configure("en"),
        (project.root / "articles").mkdir,
        lambda: project.article("hello", "你好。"),
        project.extract,
        lambda: project.translate("hello", {"你好。": "Hello."}),
        project.configure,
    ):
        prepare()
        assert unbracketed(told(program.run(tmp_path, arguments)), NAMES) == []


def test_the_configuration_of_a_new_project_explains_itself_in_brackets(
    program: Program, tmp_path: Path
) -> None:
    program.run(tmp_path, ["init", "--language", "en"])
    lines = (tmp_path / "essaytrans.toml").read_text("utf-8").splitlines()
    remarks = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    examples = [line for line in remarks if "=" in line or line.startswith("[")]
    sentences = [line for line in remarks if line not in examples]
    assert len(sentences) > 8
    assert unbracketed("\n".join(sentences)) == []


# --- errors of the command line ---------------------------------------------------------------

USAGE = [
    ["nope"],
    ["biuld"],
    ["--nope"],
    ["build", "--nope"],
    ["build", "--min-translate", "3"],
    ["build", "--min-translated"],
    ["build", "--min-translated", "much"],
    ["build", "--min-translated", "101"],
    ["build", "--min-translated", "-1"],
    ["build", "--check=yes"],
    ["status", "--format", "xml"],
    ["status", "--help=yes"],
    ["add"],
    ["init", "a", "b"],
    ["status", "--ui-language", "xx"],
    ["status", "--project", "/"],
    ["status", "nowhere"],
    ["status", "2026/helo"],
    ["build", "-l", "fr"],
    ["build", "-l", "no tag"],
    ["add", "no tag"],
    ["add", "zh-CN"],
    ["add", "cn"],
    ["add", "x" * 40],
    ["add", "eng"],
    ["add", "en-AB"],
    ["add", "en-abcde-abcde"],
    ["init"],
    ["init", "new", "--language", "zh-CN"],
]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_every_error_of_the_command_line(
    program: Program, project: Project, arguments: list[str], form: list[str]
) -> None:
    run = program.run(project.root, [*arguments, *form])
    assert run.code == 2
    assert "⟦" in told(run)
    assert unbracketed(told(run), NAMES) == []
