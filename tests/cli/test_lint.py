"""`lint` on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.pseudo_program import NAMES, Program, told
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from cli.conftest import Cli
    from commands.kit import Project

HOSTILE = "茶\u202e叶\u2066"
"""A text that is read otherwise than it stands."""


@pytest.fixture
def shortcut(project: Project) -> Project:
    """The project with an article that has something to mend."""
    project.article("2026/hello", "见[茶叶]。", "[茶叶]: https://example.com")
    return project


@pytest.mark.usefixtures("shortcut")
def test_findings_go_to_standard_error_and_numbers_to_standard_output(cli: Cli) -> None:
    run = cli("lint")
    assert (run.code, run.out) == (0, "1 article\n  lint-shortcut: 1\n")
    assert run.err.startswith("articles/2026/hello.md:1:2: warning: this link finds its address by")
    assert cli("lint", "-q").err == ""


def test_an_article_that_cannot_be_read_is_1(cli: Cli, project: Project) -> None:
    project.write("articles/2026/hello.md", b"\xff")
    assert cli("lint").code == 1


@pytest.mark.usefixtures("shortcut")
def test_json_has_the_keys_that_the_page_promises(cli: Cli) -> None:
    data = cli("lint", "--json").data
    assert list(data) == ["command", "articles", "found", "diagnostics"]
    assert (data["command"], data["articles"]) == ("lint", 1)
    assert data["found"] == {"lint-shortcut": 1}
    assert [found["code"] for found in data["diagnostics"]] == ["lint-shortcut"]


def test_every_finding_about_hostile_text_is_visible_to_a_program_too(
    cli: Cli, project: Project
) -> None:
    project.article("2026/hello", f"见[{HOSTILE}]。", f"[{HOSTILE}]: https://example.com")
    for form in ("text", "json", "sarif", "github"):
        run = cli("lint", "--format", form)
        said = run.out + run.err
        assert not set("\u202e\u2066") & set(said)
        assert "<U+202E>" in said


@pytest.mark.usefixtures("shortcut")
def test_code_hosts_get_it_in_their_forms(cli: Cli) -> None:
    log = json.loads(cli("lint", "--format", "sarif").out)
    assert [found["ruleId"] for found in log["runs"][0]["results"]] == ["lint-shortcut"]
    assert cli("lint", "--format", "github").out.startswith("::warning title=lint-shortcut,")


def test_every_sentence_can_be_translated(program: Program, shortcut: Project) -> None:
    run = program.run(shortcut.root, ["lint"])
    shown = {"lint-shortcut:", "articles/2026/hello.md:1:2:"}
    assert "⟦" in run.out
    assert unbracketed(told(run), {*NAMES, *shown}) == []
