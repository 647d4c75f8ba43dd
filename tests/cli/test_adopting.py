"""`adopt`, as one asks for it and is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.pseudo_program import NAMES, told
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from cli.pseudo_program import Program
    from commands.kit import Project

PATTERNS = ("articles/{article}.md", "{language}/{article}.md")


@pytest.fixture(autouse=True)
def _translation(project: Project) -> None:
    project.write("en/2026/hello.md", "---\ntitle: More\n---\n\n# Hi\n\nWorld.\n")


def test_it_is_told_what_came_in_and_what_has_no_partner(cli: Cli) -> None:
    run = cli("adopt", "2026/hello", "en/2026/hello.md", "-l", "en", "-v")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "en/2026/hello.md: 2026/hello in en",
        "  1 translation came in",
        "  1 text had a translation, which stands",
        "  1 text of the translation found no partner",
        "  en/2026/hello.md:2: More",
        "locales/en/2026/hello.po",
        "1 file changed",
    ]


def test_many_are_found_by_patterns(cli: Cli) -> None:
    assert cli("adopt", *PATTERNS).out.startswith("en/2026/hello.md: 2026/hello in en\n")


def test_a_language_in_a_pattern_may_be_spelled_otherwise(cli: Cli, project: Project) -> None:
    project.write("docs/2026/hello.en-US.md", "# Hi\n\nWorld.\n")
    run = cli("adopt", PATTERNS[0], "docs/{article}.en-US.md", "--language", "en")
    assert run.out.startswith("docs/2026/hello.en-US.md: 2026/hello in en\n")


def test_a_file_is_meant_from_where_one_is(cli: Cli, project: Project) -> None:
    run = cli("adopt", "2026/hello", "hello.md", "-l", "en", cwd=project.root / "en/2026")
    assert run.out.startswith("en/2026/hello.md: 2026/hello in en\n")


def test_a_check_writes_nothing(cli: Cli, project: Project) -> None:
    before = project.snapshot()
    run = cli("adopt", *PATTERNS, "--check", "--html", "adopted.html")
    assert (run.code, run.out.splitlines()[-1]) == (1, "2 files would change")
    assert project.snapshot() == before


def test_a_page_is_written_where_one_is(cli: Cli, project: Project) -> None:
    cli("adopt", *PATTERNS, "--html", "look.html", cwd=project.root / "articles")
    assert project.exists("articles/look.html")


def test_a_machine_is_told_all_links(cli: Cli) -> None:
    run = cli("adopt", *PATTERNS, "--json")
    (file,) = run.data["files"]
    assert {key: file[key] for key in ("path", "catalog", "sure", "fuzzy", "kept", "open")} == {
        "path": "articles/2026/hello.md",
        "catalog": "locales/en/2026/hello.po",
        "sure": 1,
        "fuzzy": 0,
        "kept": 1,
        "open": 0,
    }
    assert [link["state"] for link in file["links"]] == ["alone", "kept", "sure"]
    assert file["links"][2]["source"] == [{"line": 3, "text": "世界。"}]
    assert file["links"][2]["target"] == [{"line": 7, "text": "World."}]


def test_the_language_must_be_said_where_there_are_several(cli: Cli) -> None:
    run = cli("adopt", "2026/hello", "en/2026/hello.md")
    assert run.code == 2
    assert "[which-language]" in run.err


def test_a_file_that_is_missing_is_named(cli: Cli) -> None:
    run = cli("adopt", "2026/hello", "nowhere.md", "-l", "en")
    assert run.code != 0
    assert "nowhere.md" in run.err


@pytest.mark.parametrize("form", [[], ["--json"], ["--verbose"]], ids=["text", "json", "verbose"])
def test_every_report(program: Program, project: Project, tmp_path: Path, form: list[str]) -> None:
    project.article("2026/hello", "# 你好", "世界。", *(f"第{number}段。" for number in "一二三四"))
    page = str(tmp_path / "page.html")
    run = program.run(project.root, ["adopt", *PATTERNS, "--html", page, "--all-fuzzy", *form])
    assert run.code == 0
    names = {*NAMES, page, "en/2026/hello.md", "locales/en/2026/hello.po", "articles/2026/hello.md"}
    assert [word for word in unbracketed(told(run), names) if "。" not in word] == []
