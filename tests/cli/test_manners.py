"""The manners of the command line: exit codes, what is said to whom, and from where it runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from essaytrans import __version__, i18n

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project

COMMANDS = [[], ["extract"], ["build"], ["status"], ["add", "fr"], ["init", "elsewhere"]]
READING = [[], ["extract"], ["build"], ["status"], ["add", "fr"]]
NO_ARTICLE = ["extract", "no-such-article"]


def words(arguments: list[str]) -> str:
    return " ".join(arguments) or "overview"


# --- exit codes -------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [*COMMANDS, ["--version"], ["--help"]], ids=words)
def test_0_is_done_and_nothing_to_complain_about(cli: Cli, arguments: list[str]) -> None:
    run = cli(*arguments)
    assert run.code == 0
    assert run.err == ""
    assert run.out


@pytest.mark.parametrize("arguments", [["add", "fr"], ["init", "elsewhere"]], ids=words)
def test_1_is_a_check_that_found_something_to_make(cli: Cli, arguments: list[str]) -> None:
    assert cli(*arguments, "--check").code == 1


@pytest.mark.parametrize("arguments", [["extract"], ["build"], ["add", "en"]], ids=words)
def test_0_is_a_check_that_found_nothing(cli: Cli, arguments: list[str]) -> None:
    cli("build")
    assert cli(*arguments, "--check").code == 0


def test_a_check_of_an_edited_article_is_1_and_changes_nothing(cli: Cli, project: Project) -> None:
    cli("build")
    project.article("2026/hello", "# 你好", "世界！")
    before = project.snapshot()
    for arguments in (["extract", "--check"], ["build", "--check"]):
        assert cli(*arguments).code == 1
    assert project.snapshot() == before


def test_1_is_a_translation_that_is_not_used(cli: Cli, project: Project) -> None:
    project.translate("2026/hello", {"世界。": "<script>"})
    run = cli("build")
    assert run.code == 1
    assert "refused-translation" in run.err
    assert "1 translation is not used" in run.out


def test_0_is_a_warning_and_a_note(cli: Cli, project: Project) -> None:
    project.article("2026/hello", "![图](none.png)")
    run = cli("build")
    assert (run.code, "missing-file" in run.err) == (0, True)
    run = cli("build", "--min-translated", "80")
    assert (run.code, "below-threshold" in run.err) == (0, True)


@pytest.mark.parametrize("arguments", READING[1:], ids=words)
def test_1_is_an_article_that_cannot_be_read(
    cli: Cli, project: Project, arguments: list[str]
) -> None:
    project.write("articles/2026/hello.md", b"\xff")
    run = cli(*arguments)
    assert run.code == 1
    assert "not-utf8" in run.err


@pytest.mark.parametrize("arguments", READING[1:], ids=words)
def test_2_is_no_project(cli: Cli, tmp_path: Path, arguments: list[str]) -> None:
    run = cli(*arguments, cwd=tmp_path)
    assert run.code == 2
    assert run.out == ""
    assert "error: there is no essaytrans.toml" in run.err.lower()
    assert "essaytrans init" in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "there is no command “nope”"),
        (["--nope"], "there is no option “--nope”"),
        (["build", "--out", "x"], "there is no option “--out”"),
        (["build", "--min-translated"], "option “--min-translated” needs a value"),
        (["build", "--min-translated", "much"], "not a number"),
        (["build", "--min-translated", "101"], "more than 100"),
        (["status", "--format", "xml"], "“xml” is not one of “text”, “json”"),
        (["add"], "argument “LANG” is missing"),
        (["lint", "--check"], "there is no option “--check”"),
        (["status", "--ui-language", "tlh"], "the program does not speak “tlh”"),
        (["extract", "no-such-article"], "there is no article “no-such-article”"),
        (["build", "-l", "fr"], "“fr” is not a language of this project"),
        (["add", "no tag"], "no tag"),
        (["init"], "there is a project here already"),
        (["extract", "--project", "/dev/null/x"], "there is no essaytrans.toml"),
    ],
    ids=lambda value: words(value) if isinstance(value, list) else "",
)
def test_2_is_what_could_not_be_understood_or_run(
    cli: Cli, project: Project, arguments: list[str], said: str
) -> None:
    before = project.snapshot()
    run = cli(*arguments)
    assert run.code == 2
    assert said.lower() in run.err.lower()
    assert "error: " in run.err.lower()
    assert run.out == ""
    assert project.snapshot() == before


@pytest.mark.parametrize(
    ("arguments", "near"),
    [(["stauts"], "status"), (["build", "--min-translate", "3"], "--min-translated")],
)
def test_a_misspelt_word_gets_a_suggestion(cli: Cli, arguments: list[str], near: str) -> None:
    assert f"did you mean “{near}”?" in cli(*arguments).err


def test_130_is_an_interruption(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("essaytrans.commands.extract.extract", interrupt)
    run = cli("extract")
    assert run.code == 130
    assert "interrupted" in run.err.lower()
    assert "Traceback" not in run.err


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version").out == f"essaytrans {__version__}\n"


# --- for machines -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", [["--json"], ["--format", "json"], ["--format=json"]], ids=words)
@pytest.mark.parametrize("arguments", COMMANDS, ids=words)
def test_every_command_speaks_json(cli: Cli, arguments: list[str], form: list[str]) -> None:
    run = cli(*arguments, *form)
    assert run.data["command"] == (arguments or ["overview"])[0]
    assert (run.code, run.err) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        NO_ARTICLE,
        ["build", "-l", "fr"],
        ["status", "no-such-article"],
        ["add", "no tag"],
        ["init"],
        ["status", "--ui-language", "tlh"],
        ["status", "--project", "/"],
        ["--project", "/"],
    ],
    ids=words,
)
def test_every_error_speaks_json(cli: Cli, arguments: list[str]) -> None:
    run = cli(*arguments, "--json")
    (diagnostic,) = run.data["diagnostics"]
    assert diagnostic["severity"] == "error"
    assert re.fullmatch(r"[a-z-]+", diagnostic["code"])
    assert diagnostic["message"]
    assert (run.code, run.err) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [["nope"], ["build", "--nope"], ["build", "--min-translated", "x"], ["add"]],
    ids=words,
)
def test_even_a_command_line_that_is_wrong_is_answered_in_json(
    cli: Cli, arguments: list[str]
) -> None:
    run = cli(*arguments, "--json")
    assert run.code == 2
    (diagnostic,) = run.data["diagnostics"]
    assert diagnostic["severity"] == "error"


def test_json_names_what_was_found_and_where(cli: Cli, project: Project) -> None:
    project.translate("2026/hello", {"世界。": "<script>"})
    run = cli("build", "--json")
    line = project.entry("2026/hello", "世界。").line
    (diagnostic,) = run.data["diagnostics"]
    assert diagnostic["code"] == "refused-translation"
    assert (diagnostic["path"], diagnostic["line"]) == ("locales/en/2026/hello.po", line)
    assert (run.data["built"], run.data["refused"], run.data["skipped"]) == (2, 1, 0)
    assert run.data["changed"] == ["build/en/2026/hello.md", "build/ja/2026/hello.md"]
    assert (run.code, run.err) == (1, "")


def test_json_of_a_status_has_every_number(cli: Cli) -> None:
    row = cli("status", "--json").data["rows"][0]
    assert row == {
        "article": "2026/hello",
        "language": "en",
        "catalog": "locales/en/2026/hello.po",
        "in_step": True,
        "published": True,
        "share": 0.5,
        "units": 2,
        "units_translated": 1,
        "units_fuzzy": 0,
        "han": 4,
        "han_translated": 2,
        "han_fuzzy": 0,
        "claimed_by": None,
        "idle_days": None,
        "proofread_by": None,
        "proofread_current": False,
    }


def test_json_does_not_depend_on_the_language_but_in_sentences(cli: Cli) -> None:
    english = cli("status", "--json").data
    i18n.activate("zh_CN")
    assert cli("status", "--json").data == english


# --- quiet and talkative ----------------------------------------------------------------------


@pytest.mark.parametrize("arguments", COMMANDS, ids=words)
def test_quiet_is_silence_when_all_is_well(cli: Cli, arguments: list[str]) -> None:
    run = cli(*arguments, "-q")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_quiet_says_errors_and_no_warnings(cli: Cli, project: Project) -> None:
    project.article("2026/hello", "![图](none.png)")
    assert cli("build", "--quiet").err == ""
    project.write("articles/2026/hello.md", b"\xff")
    assert "not-utf8" in cli("build", "--quiet").err


@pytest.mark.parametrize("command", ["extract", "build"])
def test_talkative_names_the_files(cli: Cli, project: Project, command: str) -> None:
    project.article("2026/hello", "# 你好", "世界！")
    assert "2026/hello." not in cli(command).out
    project.article("2026/hello", "# 你好", "世界？")
    assert "en/2026/hello." in cli(command, "--verbose").out


def test_a_check_names_the_files(cli: Cli, project: Project) -> None:
    project.article("2026/hello", "# 你好", "世界！")
    out = cli("extract", "--check").out
    assert "locales/en/2026/hello.po\nlocales/ja/2026/hello.po\n2 files would change\n" in out


def test_what_was_done_is_told_in_numbers(cli: Cli, project: Project) -> None:
    project.article("2026/hello", "世界。", "新段。")
    assert cli("extract").out.splitlines() == [
        "1 article, 2 units",
        "2 new entries",
        "1 translation is obsolete now, and kept",
        "2 files changed",
    ]
    assert cli("extract").out.splitlines() == ["1 article, 2 units", "nothing to write"]
    assert cli("build").out.splitlines() == ["2 articles built", "2 files changed"]


# --- from where -------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["articles", "articles/2026", "locales/en/2026"])
@pytest.mark.parametrize("arguments", READING, ids=words)
def test_every_command_runs_from_any_folder_of_the_project(
    cli: Cli, project: Project, folder: str, arguments: list[str]
) -> None:
    run = cli(*arguments, "--json", cwd=project.root / folder)
    assert run.code == 0
    assert run.data["command"] == (arguments or ["overview"])[0]


@pytest.mark.parametrize("arguments", READING, ids=words)
def test_every_command_runs_from_elsewhere(
    cli: Cli, project: Project, tmp_path: Path, arguments: list[str]
) -> None:
    for place in (str(project.root), "project", "project/articles", "project/essaytrans.toml"):
        run = cli(*arguments, "--project", place, "--json", cwd=tmp_path)
        assert run.code == 0, run.out


@pytest.mark.parametrize("arguments", READING[1:], ids=words)
def test_a_project_named_before_the_command_counts_as_well(
    cli: Cli, tmp_path: Path, arguments: list[str]
) -> None:
    assert cli("--project", "project", *arguments, cwd=tmp_path).code == 0


@pytest.mark.parametrize("arguments", COMMANDS[1:], ids=words)
def test_how_to_speak_may_be_said_before_the_command_as_well(
    cli: Cli, arguments: list[str]
) -> None:
    assert cli("--quiet", *arguments).out == ""
    arguments = ["init", "another"] if arguments[0] == "init" else arguments
    assert cli("--json", *arguments).data["command"] == arguments[0]


def test_what_is_said_behind_the_command_counts_more(cli: Cli, tmp_path: Path) -> None:
    run = cli("--project", "nowhere", "status", "--project", "project", cwd=tmp_path)
    assert run.code == 0


def test_an_article_may_be_named_by_a_path_from_where_one_stands(
    cli: Cli, project: Project
) -> None:
    run = cli("status", "hello.md", "--json", cwd=project.root / "articles/2026")
    assert run.data["articles"] == 1


def test_an_output_folder_is_relative_to_where_one_stands(cli: Cli, project: Project) -> None:
    cli("build", "--output", "site", cwd=project.root / "locales")
    assert project.exists("locales/site/en/2026/hello.md")


def test_templates_are_relative_to_where_one_stands(cli: Cli, project: Project) -> None:
    cli("extract", "--pot", "pot", cwd=project.root / "locales")
    assert project.exists("locales/pot/2026/hello.pot")


# --- adding -----------------------------------------------------------------------------------


def test_a_language_is_added_with_its_catalogs(cli: Cli, project: Project) -> None:
    run = cli("add", "tlh", "art-x-elvish", "en")
    assert run.code == 0
    assert "added Klingon (tlh)" in run.out
    assert "en is there already" in run.out
    assert project.entry("2026/hello", "你好", "tlh").msgstr == ""
    assert project.exists("locales/art-x-elvish/2026/hello.po")


def test_adding_is_told_to_machines(cli: Cli) -> None:
    data = cli("add", "fr", "en", "--json").data
    assert data["added"] == ["fr"]
    assert data["known"] == ["en"]
    assert data["changed"] == ["essaytrans.toml", "locales/fr/2026/hello.po"]


def test_a_check_of_adding_adds_nothing(cli: Cli, project: Project) -> None:
    before = project.snapshot()
    assert "would add French (fr)" in cli("add", "fr", "--check").out
    assert project.snapshot() == before
