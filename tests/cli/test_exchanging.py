"""`export` and `offer` on the command line, and `accept` of what other tools made: what is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cli.pseudo_program import NAMES, Program, told, two_articles
from commands.test_export import export
from commands.test_offer import memory
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project


# --- export -----------------------------------------------------------------------------------


def test_it_exports_into_the_folder_one_is_in(cli: Cli, project: Project, tmp_path: Path) -> None:
    run = cli("export", "2026/hello", "-l", "en", "--project", str(project.root), cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.out == f"exported 2 texts to {tmp_path}/2026-hello-en.xlf\n1 file changed\n"
    assert '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"' in (
        tmp_path / "2026-hello-en.xlf"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("xliff", "2026-hello-en.xlf"),
        ("xliff2", "2026-hello-en.xlf"),
        ("tmx", "2026-hello-en.tmx"),
        ("csv", "2026-hello-en.csv"),
    ],
)
def test_each_format_has_its_name(cli: Cli, project: Project, form: str, name: str) -> None:
    assert cli("export", "-l", "en", "--format", form).code == 0
    assert project.exists(name)
    assert cli("export", "-l", "en", "--format", form).out.endswith("nothing to write\n")


def test_a_check_is_1_if_anything_would_be_exported(cli: Cli, project: Project) -> None:
    before = project.snapshot()
    run = cli("export", "-l", "ja", "--check")
    assert run.code == 1
    assert run.out.startswith("would export 2 texts to 2026-hello-ja.xlf\n")
    assert project.snapshot() == before


def test_export_speaks_json(cli: Cli) -> None:
    expected = {
        "command": "export",
        "form": "csv",
        "files": [{"path": "x.csv", "language": "en", "articles": 1, "texts": 2}],
        "changed": ["x.csv"],
        "diagnostics": [],
    }
    assert cli("export", "-l", "en", "--output", "x.csv", "--json").data == expected
    expected["changed"] = []
    assert cli("export", "-l", "en", "--output", "x.csv", "--format", "json").data == expected
    assert cli("--json", "export", "-l", "en", "--output", "x.csv").data == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export"], "several languages, and one file is made for each"),
        (["export", "-l", "en", "-l", "ja", "--output", "x.xlf"], "this is one file"),
        (["export", "-l", "en", "--format", "tmx", "--output", "x.csv"], "ends in .tmx"),
        (["export", "nowhere", "-l", "en"], "there is no article “nowhere”"),
        (["offer"], "argument “FILE” is missing"),
        (["offer", "x.tmx", "--article", "nowhere"], "there is no article “nowhere”"),
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


def test_what_another_tool_did_comes_in(cli: Cli, project: Project) -> None:
    cli("export", "-l", "en", "--output", "x.xlf")
    text = project.read("x.xlf")
    project.write(
        "x.xlf", text.replace("世界。</source>", "世界。</source><target>World.</target>")
    )
    run = cli("accept", "x.xlf")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("x.xlf: 2026/hello in en\n  1 translation came in\n")
    assert project.entry("2026/hello", "世界。").msgstr == "World."


# --- offer ------------------------------------------------------------------------------------


def test_it_says_what_was_offered(cli: Cli, project: Project) -> None:
    path = memory(project, ("世界。", "World."), ("别的", "other"))
    assert cli("offer", str(path), "--check").code == 1
    run = cli("offer", str(path))
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        f"{path}: 2 texts\n1 text is offered a translation, to be reviewed\n1 file changed\n"
    )
    assert project.entry("2026/hello", "世界。").fuzzy


def test_it_says_what_was_confirmed(cli: Cli, project: Project) -> None:
    run = cli("offer", str(memory(project, ("世界。", "World."))), "--confirm", "-l", "en")
    assert "1 text is translated by it\n" in run.out
    assert not project.entry("2026/hello", "世界。").fuzzy


def test_offer_speaks_json(cli: Cli, project: Project) -> None:
    path = memory(project, ("世界。", "World."))
    assert cli("offer", str(path), "--json").data == {
        "command": "offer",
        "files": [{"file": str(path), "pairs": 1}],
        "offered": 1,
        "confirmed": 0,
        "left": 0,
        "changed": ["locales/en/2026/hello.po"],
        "diagnostics": [],
    }


# --- in every language ------------------------------------------------------------------------

OWN = NAMES | {"XLIFF", "CSV", "TMX"}
FILE = re.compile(r"[\w-]+\.(xlf|csv|tmx)(:[0-9]+)?:?")
"""What a line begins with that is about a file."""


def unsaid(text: str) -> list[str]:
    """What is not translated, but for names."""
    return [word for word in unbracketed(text, OWN) if not FILE.fullmatch(word)]


SAID = [
    ["export", "-l", "en"],
    ["export", "-l", "en", "--check", "-v"],
    ["export"],
    ["export", "-l", "en", "-l", "ja", "--output", "x.csv"],
    ["export", "-l", "en", "--format", "tmx", "--output", "x.csv"],
    ["export", "-l", "en", "--output", "kept.csv"],
    ["accept", "memory.tmx", "half.xlf", "entity.xlf", "tags.xlf", "rows.csv", "none.csv"],
    ["offer", "memory.tmx", "-v"],
    ["offer", "memory.tmx", "--confirm"],
    ["offer", "half.xlf", "tags.xlf", "other.tmx"],
]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("arguments", SAID, ids=" ".join)
def test_every_sentence_is_translated(
    program: Program, tmp_path: Path, arguments: list[str], form: list[str]
) -> None:
    project = two_articles(tmp_path / "project")
    (file,) = export(project, output=project.root / "whole.xlf").files
    text = project.read(file.path)
    project.write("kept.csv", "work")
    project.write("half.xlf", text[:400])
    project.write("entity.xlf", text.replace("<xliff", '<!DOCTYPE x [<!ENTITY a "b">]><xliff', 1))
    project.write("tags.xlf", text.replace("Hello", "He<x/>llo"))
    project.write("rows.csv", 'source,target\n"a"b,c\n')
    project.write("none.csv", "source,target\n")
    project.write("memory.tmx", memory(project, ("世界。", "World.")).read_text("utf-8"))
    project.write("other.tmx", '<tmx version="1.4"><header/><body/></tmx>')
    run = program.run(project.root, [*arguments, *form])
    assert run.out or run.err
    assert unsaid(told(run)) == []


def test_the_help_is_translated(program: Program, tmp_path: Path) -> None:
    for command in ("export", "offer"):
        run = program.run(tmp_path, [command, "--help"])
        assert run.code == 0
        assert unsaid(run.out) == []
