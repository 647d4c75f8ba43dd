"""`glossary` on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.kit import spawn
from cli.pseudo_program import NAMES, Program, told
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project

FILE = "glossary.csv"
GLOSSARY = "term,part_of_speech,note,en,ja\n茶,noun,,tea,お茶\n水,,,water,\n"
AROUND = ["春风", "下雨", "苹果", "河流", "山谷", "木桌", "银币", "小鸟", "铁路", "星空"]
OTHERS = "".join(chr(number) for number in range(0x5200, 0x5400))
"""Characters that each stand there once: a word is what meets more often than chance would have."""


@pytest.fixture
def glossary(project: Project) -> Project:
    """The project with a glossary of two terms, and an article that has another often."""
    project.write(FILE, GLOSSARY)
    project.article(
        "2026/hello", "# 你好", "世界。", *(f"{one}量子纠缠{one}" for one in AROUND), OTHERS
    )
    return project


# --- alone ------------------------------------------------------------------------------------


def test_alone_it_says_how_far_it_is(cli: Cli, glossary: Project) -> None:
    run = cli("glossary")
    assert (run.code, run.out, run.err) == (0, "2 terms\n  en: 2\n  ja: 1\n", "")
    glossary.remove(FILE)
    run = cli("glossary")
    assert (run.code, run.err) == (0, "")
    assert run.out == "there is no glossary; “essaytrans glossary suggest --write” begins one\n"


def test_alone_it_says_what_is_wrong(cli: Cli, glossary: Project) -> None:
    glossary.write(FILE, GLOSSARY + ",,,nothing,\n")
    run = cli("glossary")
    assert run.code == 1
    assert run.err.startswith(f"{FILE}:4: error: this row has no term [glossary-row]\n")
    assert run.err.endswith("1 error\n")


@pytest.mark.usefixtures("glossary")
def test_alone_it_speaks_json(cli: Cli) -> None:
    assert cli("glossary", "--json").data == {
        "command": "glossary",
        "path": FILE,
        "terms": 2,
        "languages": {"en": 2, "ja": 1},
        "diagnostics": [],
    }


@pytest.mark.usefixtures("glossary")
def test_its_help_names_its_commands(cli: Cli) -> None:
    out = cli("glossary", "--help").out
    assert "essaytrans glossary [OPTIONS] COMMAND" in out
    names = [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines()]
    assert names == ["suggest", "import", "export"]


@pytest.mark.usefixtures("glossary")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "there is no command “nope”"),
        (["sugest"], "did you mean “suggest”?"),
        (["suggest", "--least", "0"], "less than 1"),
        (["suggest", "nowhere"], "there is no article “nowhere”"),
        (["import"], "argument “FILE” is missing"),
        (["import", "a.csv", "--prefer", "ours"], "“ours” is not"),
        (["export", "--format", "xml"], "“xml” is not one of “csv”, “tbx”, “text”, “json”"),
        (["export", "-l", "fr"], "“fr” is not a language of this project"),
        (["export", "--output", "essaytrans.toml"], "[glossary-output]"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_2_is_what_cannot_be_done(cli: Cli, arguments: list[str], said: str) -> None:
    run = cli("glossary", *arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


@pytest.mark.usefixtures("glossary")
@pytest.mark.parametrize(
    "command", [[], ["suggest"], ["import", "in.csv"], ["export"]], ids=" ".join
)
@pytest.mark.parametrize("place", range(3))
def test_how_to_speak_and_where_may_be_said_before_any_of_the_words(
    cli: Cli, tmp_path: Path, command: list[str], place: int
) -> None:
    (tmp_path / "in.csv").write_text("term,en\n米,rice\n", encoding="utf-8")
    arguments = ["glossary", *command]
    at = min(place, len(arguments))
    options = ["--json", "--project", "project"]
    run = cli(*arguments[:at], *options, *arguments[at:], cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.data["command"] == " ".join(["glossary", *command[:1]])


# --- suggest ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("glossary")
def test_proposals_have_their_number_and_a_place(cli: Cli) -> None:
    run = cli("glossary", "suggest")
    assert (run.code, run.err) == (0, "")
    assert run.out == "   10  量子纠缠  articles/2026/hello.md:5\n1 term proposed\n"
    assert "春风量子纠缠春风" in cli("glossary", "suggest", "-v").out
    assert cli("glossary", "suggest", "--least", "11").out == "0 terms proposed\n"


def test_they_are_written_if_asked_for(cli: Cli, glossary: Project) -> None:
    run = cli("glossary", "suggest", "--write", "--check")
    assert (run.code, run.out.splitlines()[1:]) == (
        1,
        ["1 term proposed", FILE, "1 file would change"],
    )
    assert glossary.read(FILE) == GLOSSARY
    run = cli("glossary", "suggest", "--write")
    assert (run.code, run.out.splitlines()[1:]) == (0, ["1 term proposed", "1 file changed"])
    assert glossary.read(FILE) == GLOSSARY + "量子纠缠,,,,\n"
    assert cli("glossary", "suggest", "--write").out == "0 terms proposed\nnothing to write\n"


@pytest.mark.usefixtures("glossary")
def test_suggest_speaks_json(cli: Cli) -> None:
    assert cli("glossary", "suggest", "--json").data == {
        "command": "glossary suggest",
        "proposals": [
            {
                "term": "量子纠缠",
                "times": 10,
                "path": "articles/2026/hello.md",
                "line": 5,
                "example": "春风量子纠缠春风",
            }
        ],
        "changed": [],
        "diagnostics": [],
    }


# --- import -----------------------------------------------------------------------------------


def test_import_says_what_came_in(cli: Cli, glossary: Project) -> None:
    glossary.write(
        "in.csv", "term,en,ja,de\n茶,tea,茶,\n水,,水,\n米,rice,,\n麦,,,Weizen\n气,\x07,,\n"
    )
    run = cli("glossary", "import", "in.csv")
    assert run.code == 1
    assert run.out.splitlines() == [
        "in.csv: 5 terms",
        "  1 new row",
        "  1 empty cell filled",
        "  1 was there already",
        "  1 differs from the project's, see above",
        "  1 term has no translation into a language of the project, and is left out",
        "  1 entry is refused, see above",
        "1 file changed",
    ]
    assert "[glossary-conflict]" in run.err
    assert "[glossary-refused]" in run.err
    assert "\x07" not in run.out + run.err
    assert glossary.read(FILE) == GLOSSARY.replace("water,", "water,水") + "米,,,rice,\n"


def test_import_is_relative_to_where_one_stands(cli: Cli, glossary: Project) -> None:
    glossary.write("locales/in.csv", "term,en\n茶,leaf\n")
    run = cli("glossary", "import", "in.csv", "--prefer", "incoming", cwd=glossary.root / "locales")
    assert (run.code, run.err) == (0, "")
    assert run.out == "in.csv: 1 term\n  1 translation put before another\n1 file changed\n"
    assert glossary.read(FILE) == GLOSSARY.replace("tea", "leaf | tea")


def test_a_check_of_an_import_is_1_and_then_0(cli: Cli, glossary: Project) -> None:
    glossary.write("in.csv", "term,en\n米,rice\n")
    assert cli("glossary", "import", "in.csv", "--check").code == 1
    assert glossary.read(FILE) == GLOSSARY
    cli("glossary", "import", "in.csv")
    assert cli("glossary", "import", "in.csv", "--check").code == 0


def test_import_speaks_json(cli: Cli, glossary: Project) -> None:
    glossary.write("in.csv", "term,en\n米,rice\n")
    assert cli("glossary", "import", "in.csv", "--json").data == {
        "command": "glossary import",
        "files": [
            {
                "file": "in.csv",
                "terms": 1,
                "added": 1,
                "filled": 0,
                "replaced": 0,
                "already": 0,
                "conflicts": 0,
                "useless": 0,
                "refused": 0,
            }
        ],
        "changed": [FILE],
        "diagnostics": [],
    }


# --- export -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("glossary")
def test_export_writes_the_file_and_nothing_else_to_standard_output(cli: Cli) -> None:
    for options in ([], ["-q"], ["--format", "csv"]):
        run = cli("glossary", "export", *options)
        assert (run.code, run.out, run.err) == (0, GLOSSARY, "")
    assert cli("glossary", "export", "--format", "tbx").out.startswith("<?xml ")
    assert cli("glossary", "export", "-l", "ja").out == (
        "term,part_of_speech,note,ja\n茶,noun,,お茶\n水,,,\n"
    )


def test_a_terminal_is_not_acted_on(
    cli: Cli, glossary: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    glossary.write(FILE, "term,en\n茶,\x1b[31m\u202etea\n")
    assert "\x1b[31m\u202etea" in cli("glossary", "export").out
    monkeypatch.setattr("essaytrans.cli.glossary._for_a_person", lambda: True)
    assert cli("glossary", "export").out.splitlines()[1] == "茶,,,<U+001B>[31m<U+202E>tea"


@pytest.mark.usefixtures("glossary")
def test_a_pipe_gets_utf_8_and_one_kind_of_line_ends(project: Project) -> None:
    run = spawn("glossary", "export", cwd=project.root, environ={"PYTHONUTF8": "1"})
    assert (run.code, run.out, run.err) == (0, GLOSSARY, "")


def test_export_to_a_file_says_so(cli: Cli, glossary: Project) -> None:
    run = cli("glossary", "export", "--output", "out.tbx", "--check")
    assert (run.code, run.out) == (1, "2 terms\nout.tbx\n1 file would change\n")
    assert not glossary.exists("out.tbx")
    run = cli("glossary", "export", "--output", "out.tbx")
    assert (run.code, run.out, run.err) == (0, "2 terms\n1 file changed\n", "")
    assert "<martif" in glossary.read("out.tbx")


@pytest.mark.usefixtures("glossary")
def test_export_speaks_json(cli: Cli) -> None:
    assert cli("glossary", "export", "--json").data == {
        "command": "glossary export",
        "form": "csv",
        "terms": 2,
        "output": None,
        "text": GLOSSARY,
        "changed": [],
        "diagnostics": [],
    }
    data = json.loads(cli("glossary", "export", "--format", "json", "--output", "out.csv").out)
    assert (data["output"], data["text"], data["changed"]) == ("out.csv", None, ["out.csv"])


# --- in any language --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["suggest", "--help"],
        ["import", "--help"],
        ["export", "--help"],
        [],
        ["suggest"],
        ["suggest", "--write", "--check"],
        ["import", "in.csv"],
        ["import", "in.csv", "--prefer", "incoming"],
        ["import", "articles"],
        ["export", "--output", "out.csv"],
        ["export", "--output", FILE],
        ["export", "--output", "out.md"],
        ["nope"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("state", ["whole", "broken", "none"])
def test_every_sentence_can_be_translated(
    program: Program, glossary: Project, arguments: list[str], state: str
) -> None:
    glossary.write("in.csv", "term,en,ja,de\n茶,tea,茶,\n水,,水,\n米,rice,,\n麦,,,W\n气,\x07,,\n")
    if state == "broken":
        glossary.write(FILE, GLOSSARY + ",,,nothing,\n")
    elif state == "none":
        glossary.remove(FILE)
    run = program.run(glossary.root, ["glossary", *arguments])
    assert "⟦" in run.out + run.err
    names = {
        "glossary",
        "suggest",
        "import",
        "export",
        "FILE",
        FILE,
        "out.csv",
        "csv|tbx|text|json",
    }
    shown = {"量子纠缠", "articles/2026/hello.md:5", "in.csv", "ja", "en"}
    shown |= {"in.csv:6:", f"{FILE}:2:", f"{FILE}:4:"}
    assert unbracketed(told(run), {*NAMES, *names, *shown}) == []
