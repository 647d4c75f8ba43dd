"""`pack` and `accept` on the command line: what is said, and what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.pseudo_program import NAMES, Program, told, two_articles
from commands.post import filled, members, sent, write
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project

# --- pack -------------------------------------------------------------------------------------


def test_it_packs_into_the_folder_one_is_in(cli: Cli, project: Project, tmp_path: Path) -> None:
    run = cli("pack", "2026/hello", "-l", "en", "--project", str(project.root), cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.out == f"packed {tmp_path}/2026-hello-en.zip\n1 file changed\n"
    assert "2026-hello.en.po" in members(tmp_path / "2026-hello-en.zip")


def test_inside_of_the_project_paths_are_short(cli: Cli) -> None:
    assert cli("pack", "-l", "en").out == "packed 2026-hello-en.zip\n1 file changed\n"
    assert cli("pack", "-l", "en").out == "packed 2026-hello-en.zip\nnothing to write\n"


def test_a_check_is_1_if_anything_would_be_packed(cli: Cli, project: Project) -> None:
    before = project.snapshot()
    run = cli("pack", "-l", "ja", "--check")
    assert run.code == 1
    assert run.out.startswith("would pack 2026-hello-ja.zip\n")
    assert project.snapshot() == before
    cli("pack", "-l", "ja")
    assert cli("pack", "-l", "ja", "--check").code == 0


def test_it_goes_where_one_says(cli: Cli, tmp_path: Path) -> None:
    assert cli("pack", "-l", "en", "--output", str(tmp_path / "x.zip")).code == 0
    assert cli("pack", "-l", "en", "-l", "ja", "--output", str(tmp_path / "y")).code == 0
    assert sorted(path.name for path in (tmp_path / "y").iterdir()) == [
        "2026-hello-en.zip",
        "2026-hello-ja.zip",
    ]
    assert (tmp_path / "x.zip").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pack"], "several languages, and one archive is made for each volunteer"),
        (["pack"], "say for which with --language: en, ja"),
        (["pack", "-l", "en", "-l", "ja", "--output", "x.zip"], "x.zip is one file"),
        (["pack", "nowhere", "-l", "en"], "there is no article “nowhere”"),
        (["pack", "-l", "fr"], "“fr” is not a language of this project"),
        (["accept"], "argument “FILE” is missing"),
        (["accept", "x.po", "-l", "fr"], "“fr” is not a language of this project"),
        (["accept", "x.po", "--article", "nowhere"], "there is no article “nowhere”"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_2_is_what_cannot_be_done_and_nothing_is_written(
    cli: Cli, project: Project, arguments: list[str], said: str
) -> None:
    before = project.snapshot()
    run = cli(*arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert project.snapshot() == before


def test_pack_speaks_json(cli: Cli) -> None:
    assert cli("pack", "-l", "ja", "--json").data == {
        "command": "pack",
        "archives": ["2026-hello-ja.zip"],
        "catalogs": 1,
        "changed": ["2026-hello-ja.zip"],
        "diagnostics": [],
    }


# --- accept -----------------------------------------------------------------------------------


@pytest.fixture
def back(project: Project) -> Path:
    """What came back: one translation more."""
    return write(project, filled(sent(project, "2026/hello"), {"世界。": "World."}))


def test_it_says_what_came_in(cli: Cli, project: Project, back: Path) -> None:
    run = cli("accept", str(back))
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        f"{back}: 2026/hello in en\n"
        "  1 translation came in\n"
        "  1 was there already\n"
        "1 file changed\n"
    )
    assert project.entry("2026/hello", "世界。").msgstr == "World."
    assert cli("accept", str(back)).out.endswith("  2 were there already\nnothing to write\n")


def test_it_says_with_v_what_was_changed_and_how(cli: Cli, project: Project) -> None:
    text = sent(project, "2026/hello")
    bare = "\n".join(line for line in text.split("\n") if "-State" not in line)
    run = cli("accept", str(write(project, filled(bare, {"世界。": "World."}))), "-v")
    assert "  the state that was sent is not known, so it was merged entry by entry\n" in run.out
    assert "locales/en/2026/hello.po\n1 file changed\n" in run.out


def test_a_check_is_1_if_anything_would_come_in(cli: Cli, project: Project, back: Path) -> None:
    before = project.snapshot()
    run = cli("accept", str(back), "--check")
    assert run.code == 1
    assert run.out.endswith("locales/en/2026/hello.po\n1 file would change\n")
    assert project.snapshot() == before


def test_1_is_what_a_person_must_decide(cli: Cli, project: Project, back: Path) -> None:
    project.translate("2026/hello", {"世界。": "Ours\x1b[31m"})
    run = cli("accept", str(back))
    assert run.code == 1
    assert "“世界。” is “Ours<U+001B>[31m” in the project and “World.” in this file" in run.err
    assert "[accept-conflict]" in run.err
    assert "  1 differs from the project's, see above\n" in run.out
    run = cli("accept", str(back), "--prefer", "incoming")
    assert run.code == 0
    assert "  1 has replaced another, see above\n" in run.out
    assert project.entry("2026/hello", "世界。").msgstr == "World."


def test_what_is_not_accepted_is_said(cli: Cli, project: Project) -> None:
    run = cli("accept", str(write(project, "msgid")), "-q")
    assert (run.code, run.out) == (1, "")
    assert "[po-syntax]" in run.err
    run = cli("accept", "nowhere.po")
    assert run.code == 1
    assert run.out == "nowhere.po: not accepted, see above\nnothing to write\n"


def test_accept_speaks_json(cli: Cli, project: Project, back: Path) -> None:
    project.translate("2026/hello", {"你好": "Hi"})
    assert cli("accept", str(back), "--json").data == {
        "command": "accept",
        "files": [
            {
                "file": str(back),
                "article": "2026/hello",
                "language": "en",
                "catalog": "locales/en/2026/hello.po",
                "based": True,
                "taken": 1,
                "stale": 0,
                "already": 1,
                "outdated": 0,
                "conflicts": 0,
                "refused": 0,
            }
        ],
        "changed": ["locales/en/2026/hello.po"],
        "diagnostics": [],
    }


# --- in every language ------------------------------------------------------------------------

OWN = NAMES | {"pack", "accept", "incoming", "文集-en.zip", "none.zip:"}

SAID = [
    ["pack", "-l", "en"],
    ["pack", "-l", "en", "--check", "-v"],
    ["pack"],
    ["pack", "-l", "en", "-l", "ja", "--output", "x.zip"],
    ["accept", "back.po", "-v"],
    ["accept", "back.po", "--check"],
    ["accept", "back.po", "--prefer", "incoming"],
    ["accept", "back.po", "stranger.po", "none.zip", "old.po", "nowhere.po", "essaytrans.toml"],
]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("arguments", SAID, ids=" ".join)
def test_every_sentence_is_translated(
    program: Program, tmp_path: Path, arguments: list[str], form: list[str]
) -> None:
    project = two_articles(tmp_path / "project")
    text = filled(sent(project, "2026/hello"), {"你好": "Hullo", "世界。": "a\\033b"})
    project.write("back.po", text)
    project.write("old.po", text.replace("a\\033b", "World."))
    project.write("stranger.po", text.replace("世界", "陌生").replace("你好", "人"))
    project.write("none.zip", b"PK\x05\x06" + b"\0" * 18)
    project.translate("2026/hello", {"你好": "Hi"})
    run = program.run(project.root, [*arguments, *form])
    assert run.out or run.err
    assert unbracketed(told(run), OWN) == []


def test_the_help_is_translated(program: Program, tmp_path: Path) -> None:
    for command in ("pack", "accept"):
        run = program.run(tmp_path, [command, "--help"])
        assert run.code == 0
        assert unbracketed(told(run), OWN) == []
