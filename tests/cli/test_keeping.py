"""`tidy` and `prune` on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.pseudo_program import NAMES, Program, told
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project

CATALOG = "locales/en/2026/hello.po"


def _untidy(project: Project, path: str = CATALOG) -> str:
    text = project.read(path).replace("#, no-wrap\n", "")
    project.write(path, text)
    return text


# --- tidy -------------------------------------------------------------------------------------


def test_tidy_says_how_many_it_wrote(cli: Cli, project: Project) -> None:
    _untidy(project)
    run = cli("tidy")
    assert (run.code, run.out, run.err) == (0, "2 catalogs\n1 file changed\n", "")
    assert cli("tidy").out == "2 catalogs\nnothing to write\n"


def test_a_check_lists_what_is_not_in_our_form(cli: Cli, project: Project) -> None:
    text = _untidy(project)
    run = cli("tidy", "--check")
    assert (run.code, run.out) == (1, f"2 catalogs\n{CATALOG}\n1 file would change\n")
    assert project.read(CATALOG) == text
    cli("tidy")
    assert cli("tidy", "--check").code == 0


def test_files_are_named_from_where_one_is_also_outside_of_a_project(
    cli: Cli, project: Project, tmp_path: Path
) -> None:
    (tmp_path / "a.po").write_text(_untidy(project), encoding="utf-8")
    assert cli("tidy", "a.po", "-v", cwd=tmp_path).out == "1 catalog\na.po\n1 file changed\n"
    assert cli("tidy", "hello.po", "-q", cwd=project.root / "locales/en/2026").out == ""
    assert "no-wrap" in project.read(CATALOG)
    run = cli("tidy", cwd=tmp_path)
    assert (run.code, "no-configuration" in run.err) == (2, True)


def test_a_broken_one_is_named_and_the_exit_code_1(cli: Cli, project: Project) -> None:
    project.write(CATALOG, 'msgid "a\n')
    run = cli("tidy")
    assert (run.code, "[po-syntax]" in run.err) == (1, True)


def test_tidy_speaks_json(cli: Cli, project: Project) -> None:
    _untidy(project)
    assert cli("tidy", "--json").data == {
        "command": "tidy",
        "catalogs": 2,
        "changed": [CATALOG],
        "diagnostics": [],
    }


# --- prune ------------------------------------------------------------------------------------


@pytest.fixture
def gone(project: Project) -> Project:
    """The project, its article gone; the English catalog holds a translation."""
    project.remove("articles/2026/hello.md")
    return project


@pytest.mark.usefixtures("gone")
def test_prune_names_what_it_removes_and_what_it_keeps(cli: Cli, gone: Project) -> None:
    run = cli("prune")
    assert (run.code, run.out) == (1, "locales/ja/2026/hello.po\n1 catalog removed\n")
    assert run.err == (
        f"{CATALOG}: error: this catalog holds 1 translation (1 in no catalog that stays), and is"
        " kept [catalog-holds-work]\n"
        "    → if the article was renamed, run “essaytrans extract”, or rename this likewise;"
        " “essaytrans prune --force” removes it\n"
        "1 error\n"
    )
    assert cli("prune").out == "nothing to remove\n"
    assert gone.exists(CATALOG)


def test_by_force_nothing_is_asked(cli: Cli, gone: Project) -> None:
    run = cli("prune", "2026/hello", "--force", "-l", "en")
    assert (run.code, run.out, run.err) == (0, f"{CATALOG}\n1 catalog removed\n", "")
    assert not gone.exists(CATALOG)


def test_a_check_says_what_would_go(cli: Cli, gone: Project) -> None:
    before = gone.snapshot()
    run = cli("prune", "--check", "--force")
    assert run.code == 1
    assert run.out.endswith("2 catalogs would be removed\n")
    assert gone.snapshot() == before


@pytest.mark.usefixtures("project")
def test_nothing_to_remove_is_0(cli: Cli) -> None:
    for arguments in (["prune"], ["prune", "--check"], ["prune", "--force"]):
        run = cli(*arguments)
        assert (run.code, run.out) == (0, "nothing to remove\n")


@pytest.mark.usefixtures("project")
def test_an_article_that_is_there_cannot_be_pruned(cli: Cli) -> None:
    run = cli("prune", "2026/hello", "--force")
    assert (run.code, "[not-vanished]" in run.err) == (2, True)


@pytest.mark.usefixtures("gone")
def test_prune_speaks_json(cli: Cli) -> None:
    data = cli("prune", "--json").data
    assert {key: data[key] for key in ("command", "kept", "changed")} == {
        "command": "prune",
        "kept": [CATALOG],
        "changed": ["locales/ja/2026/hello.po"],
    }
    assert [problem["code"] for problem in data["diagnostics"]] == ["catalog-holds-work"]


# --- in any language --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["tidy", "--help"],
        ["prune", "--help"],
        ["tidy", "--check"],
        ["tidy", "-v"],
        ["tidy", "essaytrans.toml"],
        ["prune"],
        ["prune", "--force", "--check"],
        ["prune", "2026/hallo"],
        ["prune", "--force"],
    ],
    ids=" ".join,
)
def test_every_sentence_can_be_translated(
    program: Program, gone: Project, arguments: list[str]
) -> None:
    _untidy(gone)
    run = program.run(gone.root, arguments)
    assert "⟦" in run.out + run.err
    assert unbracketed(told(run), {*NAMES, "tidy", "prune", "FILE", "essaytrans.toml"}) == []
