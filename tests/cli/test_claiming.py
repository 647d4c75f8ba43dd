"""`claim`, `release`, `proofread`, and what `status` says of people, as one types and reads it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Cli
    from cli.pseudo_program import Program
    from commands.kit import Project


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's name, whoever runs the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


HELLO = ("2026/hello", "-l", "en", "--by")


# --- what a person is told --------------------------------------------------------------------


def test_a_claim_is_told_and_taken_back(cli: Cli) -> None:
    run = cli("claim", *HELLO, "王小明", "-v")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "王小明 works on 1 translation",
        "locales/en/2026/hello.po",
        "1 file changed",
    ]
    assert cli("claim", *HELLO, "王小明").out.splitlines()[-1] == "nothing to write"
    assert cli("release", *HELLO, "王小明").out.splitlines() == [
        "nobody works on 1 translation now",
        "1 file changed",
    ]


def test_what_is_refused_is_told_on_standard_error_and_is_a_finding(cli: Cli) -> None:
    cli("claim", *HELLO, "Ann")
    run = cli("claim", *HELLO, "Bo")
    assert run.code == 1
    assert run.out == "nothing to write\n"
    assert run.err.splitlines() == [
        "locales/en/2026/hello.po: error: Ann works on this [claimed]",
        "    → ask whether that is still so; --force overrides it",
        "1 error",
    ]
    assert cli("claim", *HELLO, "Bo", "--force").code == 0


def test_a_reading_is_refused_until_all_is_translated(cli: Cli, project: Project) -> None:
    run = cli("proofread", *HELLO, "Ann")
    assert run.code == 1
    assert "1 text has no translation that is confirmed [unfinished]" in run.err
    project.translate("2026/hello", {"世界。": "World."})
    assert cli("proofread", *HELLO, "Ann").out.splitlines()[0] == "Ann has proofread 1 translation"


def test_a_check_writes_nothing_and_exits_with_1(cli: Cli, project: Project) -> None:
    before = project.snapshot()
    run = cli("claim", *HELLO, "Ann", "--check")
    assert (run.code, run.out.splitlines()[-1]) == (1, "1 file would change")
    assert project.snapshot() == before


def test_articles_and_a_language_must_be_named(cli: Cli) -> None:
    assert "“--language” / “-l”" in cli("claim", "2026/hello", "--by", "Ann").err
    assert "“ARTICLE”" in cli("claim", "-l", "en", "--by", "Ann").err
    assert cli("release").code == cli("proofread").code == 2
    assert "[unknown-article]" in cli("claim", "none", "-l", "en", "--by", "Ann").err


def test_a_name_is_asked_for_where_there_is_none(cli: Cli) -> None:
    run = cli("claim", "2026/hello", "-l", "en")
    assert run.code == 2
    assert "[nameless]" in run.err
    assert "--by NAME" in run.err
    assert "[unfit-name]" in cli("claim", *HELLO, "a\x1b[31m").err


# --- what a machine is told -------------------------------------------------------------------


def test_a_machine_is_told_what_was_done(cli: Cli) -> None:
    for command, done in (("claim", "王小明"), ("release", "王小明")):
        assert cli(command, *HELLO, done, "--json").data == {
            "command": command,
            "by": done,
            "done": [{"article": "2026/hello", "language": "en"}],
            "changed": ["locales/en/2026/hello.po"],
            "diagnostics": [],
        }
    run = cli("proofread", *HELLO, "Ann", "--json")
    assert (run.code, run.data["done"], run.data["changed"]) == (1, [], [])
    assert [problem["code"] for problem in run.data["diagnostics"]] == ["unfinished"]


# --- status -----------------------------------------------------------------------------------


def test_below_the_table_stands_who_works_and_who_has_read(cli: Cli, project: Project) -> None:
    table = cli("status").out
    cli("claim", *HELLO, "王小明")
    cli("proofread", *HELLO, "Ann", "--force")
    project.translate("2026/hello", {"你好": "Hi"})
    assert cli("status").out == table + (
        "\n"
        "2026/hello, English: 王小明 works on it\n"
        "2026/hello, English: proofread by Ann, but it changed since then\n"
    )
    cli("release", *HELLO, "王小明")
    cli("proofread", *HELLO, "Ann", "--force")
    assert cli("status").out == table + "\n2026/hello, English: proofread by Ann\n"


def test_how_long_nothing_moved_is_told_in_days(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("claim", *HELLO, "Ann")
    monkeypatch.setattr("time.time", lambda: 1_700_000_000 + 12 * 24 * 60 * 60)
    for when, said in ((1_700_000_000, "nothing moved for 12 days"), (1_700_950_400, "for 1 day")):
        monkeypatch.setattr(
            "essaytrans.project.git.last_changes",
            lambda _, paths, when=when: dict.fromkeys(paths, when),
        )
        assert cli("status").out.endswith(f"{said}\n")
    row = cli("status", "--json").data["rows"][0]
    assert {name: row[name] for name in row if name.startswith(("claimed", "proof", "idle"))} == {
        "claimed_by": "Ann",
        "idle_days": 1,
        "proofread_by": None,
        "proofread_current": False,
    }


def test_those_who_translated_are_told_if_that_is_asked_for(cli: Cli, project: Project) -> None:
    table = cli("status").out
    nobody = cli("status", "--credits")
    assert nobody.out == table + "\nno catalog names anybody who translated it\n"
    path = "locales/en/2026/hello.po"
    lines = "# 王小明 <x@example.org>, 2025, 2026.\n# Bo.\n"
    project.write(path, project.read(path).replace("#\n", lines, 1))
    assert cli("status", "--credits").out == table + (
        "\nEnglish:\n  王小明 (2025, 2026): 2026/hello\n  Bo: 2026/hello\n"
    )
    assert cli("status").out == table
    assert "credits" not in cli("status", "--json").data
    data = cli("status", "--credits", "--json").data
    assert data["credits"][0] == {
        "language": "en",
        "name": "王小明",
        "email": None,
        "years": [2025, 2026],
        "articles": ["2026/hello"],
    }
    project.configure("en", "ja", more="[credits]\nemails = true\n")
    assert "王小明 <x@example.org> (2025, 2026)" in cli("status", "--credits").out


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_an_escape_in_a_name_does_not_act_on_the_terminal(
    cli: Cli, project: Project, form: list[str]
) -> None:
    path = "locales/en/2026/hello.po"
    evil = '"X-Essaytrans-Claimed-By: A\\033[31mnn\u202e\\n"\n"X-Essaytrans-Rules'
    text = project.read(path).replace('"X-Essaytrans-Rules', evil, 1)
    project.write(path, text.replace("#\n", "# Bo\x1b[31m \u202e, 2026.\n", 1))
    out = cli("status", "--credits", *form).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "A[31mnn" in out
    assert "Bo[31m" in out


# --- in every language ------------------------------------------------------------------------


def test_every_sentence_about_people_goes_through_gettext(
    program: Program, project: Project
) -> None:
    for arguments in (
        ["claim", *HELLO, "Ann"],
        ["claim", *HELLO, "Bo"],
        ["proofread", *HELLO, "Ann"],
        ["proofread", *HELLO, "Ann", "--force"],
        ["release", *HELLO, "Ann"],
        ["claim", *HELLO, ""],
    ):
        run = program.run(project.root, arguments)
        said = [line for line in (run.out + run.err).splitlines() if "⟦" not in line]
        assert said == []
    for command in ("claim", "release", "proofread"):
        assert program.run(project.root, [command, "--help"]).out.count("⟦") > 8
