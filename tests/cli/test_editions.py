"""`build --edition`, as one types it and as it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.conftest import Cli
    from commands.kit import Project


def test_each_edition_has_a_line_of_its_own(cli: Cli) -> None:
    run = cli("build", "--edition", "html", "--edition", "bilingual")
    assert run.out.splitlines() == [
        "bilingual: 2 articles built",
        "html: 2 articles built",
        "5 files changed",
    ]
    assert run.code == 0


def test_the_usual_edition_needs_no_name(cli: Cli) -> None:
    assert cli("build", "--edition", "translated").out == cli("build", "--check").out.replace(
        "nothing to write", "2 files changed"
    )


def test_machines_are_told_of_each_edition(cli: Cli, project: Project) -> None:
    project.translate("2026/hello", {"世界。": "<script>"})
    run = cli("build", "--edition", "bilingual", "--edition", "html", "--json")
    assert run.data["editions"] == [
        {"edition": "bilingual", "built": 2, "skipped": 0, "refused": 1},
        {"edition": "html", "built": 2, "skipped": 0, "refused": 1},
    ]
    assert (run.data["built"], run.data["refused"]) == (4, 1)
    assert [found["code"] for found in run.data["diagnostics"]] == ["refused-translation"]
    assert run.code == 1


def test_a_check_tells_whether_an_edition_is_up_to_date(cli: Cli, project: Project) -> None:
    cli("build", "--edition", "html")
    assert cli("build", "--edition", "html", "--check").code == 0
    assert cli("build", "--check").code == 1
    project.translate("2026/hello", {"世界。": "World."})
    assert cli("build", "--edition", "html", "--check").code == 1


def test_an_edition_that_does_not_exist_is_named_with_those_that_do(cli: Cli) -> None:
    run = cli("build", "--edition", "pdf")
    assert run.code == 2
    assert "there is no edition “pdf”" in run.err
    assert "translated, bilingual, html, epub" in run.err
    assert "did you mean “html”?" in cli("build", "--edition", "htm").err
