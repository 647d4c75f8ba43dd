"""`check` on the command line: what is said to a person, a program, and a code host."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from cli.pseudo_program import NAMES, Program, told, two_articles
from essaytrans import __version__
from essaytrans.cli.findings import say_github, say_sarif
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, Position, Severity
from essaytrans.project.config import CHECKS
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project

LOST = "Use it."
FORMS = ("text", "json", "sarif", "github")
HOSTILE = "\x1b[31m\x9b2J\u202e\u2066\u2028\x07\x7f"
"""What acts on a terminal, or turns text around."""


@pytest.fixture(autouse=True)
def _one_paragraph(project: Project) -> None:
    """A translation that lacks a piece of code, which is a warning."""
    project.article("2026/hello", "用`x`。")
    project.extract()
    project.translate("2026/hello", {"用`x`。": LOST})


def grave(project: Project) -> None:
    """Make an error of the warning."""
    project.configure("en", "ja", more='[checks]\ncode = "error"\n')


# --- a person ---------------------------------------------------------------------------------


def test_findings_go_to_standard_error_and_numbers_to_standard_output(cli: Cli) -> None:
    run = cli("check")
    assert run.code == 0
    assert run.out == "1 translation reviewed\n  code: 1\n"
    place, line, carets, hint = run.err.splitlines()
    assert re.fullmatch(
        r"locales/en/2026/hello\.po:\d+:9: warning: the translation lacks `x` \[code\]", place
    )
    assert line == f'    msgstr "{LOST}"'
    assert carets == "            ^"
    assert hint == "    → copy it from the source"


def test_of_a_good_translation_only_the_number_is_said(cli: Cli, project: Project) -> None:
    project.translate("2026/hello", {"用`x`。": "Use `x`."})
    run = cli("check")
    assert (run.code, run.out, run.err) == (0, "1 translation reviewed\n", "")


def test_an_error_is_1(cli: Cli, project: Project) -> None:
    grave(project)
    run = cli("check")
    assert run.code == 1
    assert run.err.endswith("\n1 error\n")


def test_a_broken_catalog_is_1(cli: Cli, project: Project) -> None:
    project.write("locales/ja/2026/hello.po", 'msgid "a\n')
    run = cli("check")
    assert run.code == 1
    assert "[code]" in run.err
    assert "locales/ja/2026/hello.po:1" in run.err


def test_quiet_says_errors_only(cli: Cli, project: Project) -> None:
    assert (cli("check", "-q").out, cli("check", "-q").err) == ("", "")
    grave(project)
    assert "[code]" in cli("check", "-q").err


@pytest.mark.parametrize(("least", "found"), [("info", 1), ("warning", 1), ("error", 0)])
def test_what_weighs_less_is_not_told(cli: Cli, least: str, found: int) -> None:
    assert cli("check", "--severity", least, "--json").data["found"] == (
        {"code": 1} if found else {}
    )


def test_what_is_fuzzy_is_told_if_asked_for(cli: Cli, project: Project) -> None:
    project.translate("2026/hello", {"用`x`。": LOST}, fuzzy=["用`x`。"])
    assert cli("check", "--json").data["translations"] == 0
    assert cli("check", "--json", "--fuzzy").data["found"] == {"code": 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "there is no article “nowhere”"),
        (["-l", "fr"], "“fr” is not a language of this project"),
        (["--severity", "much"], "“much” is not one of “info”, “warning”, “error”"),
        (["--format", "xml"], "“xml” is not one of “text”, “json”, “sarif”, “github”"),
    ],
    ids=" ".join,
)
def test_2_is_what_cannot_be_done(cli: Cli, arguments: list[str], said: str) -> None:
    run = cli("check", *arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_what_cannot_be_done_is_said_to_a_person_in_the_forms_of_code_hosts(
    cli: Cli, form: str
) -> None:
    run = cli("check", "nowhere", "--format", form)
    assert (run.code, run.out) == (2, "")
    assert "there is no article “nowhere”" in run.err


def test_a_check_that_is_misspelt_in_the_configuration_is_2(cli: Cli, project: Project) -> None:
    project.configure("en", more='[checks]\nlinsk = "off"\n')
    run = cli("check")
    assert run.code == 2
    assert "links" in run.err


# --- a program --------------------------------------------------------------------------------


def test_json_has_the_keys_that_the_page_promises(cli: Cli) -> None:
    data = cli("check", "--json").data
    assert list(data) == ["command", "translations", "found", "findings", "changed", "diagnostics"]
    assert (data["command"], data["translations"], data["found"]) == ("check", 1, {"code": 1})
    (finding,) = data["findings"]
    assert isinstance(finding.pop("line"), int)
    assert finding == {
        "severity": "warning",
        "code": "code",
        "message": "the translation lacks `x`",
        "hint": "copy it from the source",
        "path": "locales/en/2026/hello.po",
        "column": 9,
    }
    assert data["diagnostics"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--json"],
        ["check", "--format", "json"],
        ["--json", "check"],
        ["--format", "json", "check"],
        ["check", "--format", "sarif", "--json"],
    ],
    ids=" ".join,
)
def test_json_is_asked_for_in_several_ways(cli: Cli, arguments: list[str]) -> None:
    run = cli(*arguments)
    assert run.data["command"] == "check"
    assert run.err == ""


def test_json_parts_findings_from_what_stood_in_the_way(cli: Cli, project: Project) -> None:
    project.write("locales/ja/2026/hello.po", 'msgid "a\n')
    data = cli("check", "--json").data
    assert [finding["code"] for finding in data["findings"]] == ["code"]
    assert {problem["path"] for problem in data["diagnostics"]} == {"locales/ja/2026/hello.po"}


# --- SARIF ------------------------------------------------------------------------------------


def sarif(text: str) -> dict[str, Any]:
    """The only run of a log, with what its schema requires."""
    log = json.loads(text)
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("essaytrans", __version__)
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(set(rules)) == len(rules)
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        for location in result.get("locations", ()):
            place = location["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"])
            region = place.get("region", {"startLine": 1})
            assert region["startLine"] >= 1
            assert 1 <= region.get("startColumn", 1) < region.get("endColumn", 2)
    assert isinstance(run, dict)
    return run


def test_a_sarif_log_has_all_that_the_schema_requires(cli: Cli) -> None:
    run = cli("check", "--format", "sarif")
    assert (run.code, run.err) == (0, "")
    (result,) = sarif(run.out)["results"]
    assert (result["ruleId"], result["level"]) == ("code", "warning")
    assert result["message"]["text"] == "the translation lacks `x`\n→ copy it from the source"
    (location,) = result["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "locales/en/2026/hello.po"}
    assert place["region"]["startColumn"] == 9
    assert place["region"]["endColumn"] == 10


def test_a_sarif_log_without_findings_is_whole(cli: Cli, project: Project) -> None:
    project.translate("2026/hello", {"用`x`。": "Use `x`."})
    run = sarif(cli("check", "--format", "sarif").out)
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


@pytest.mark.parametrize("name", ["茶 馆", "a%20b", "a#b", "a?b", "a,b"])
def test_paths_are_quoted_as_uris_are(cli: Cli, project: Project, name: str) -> None:
    project.article(name, "另用`y`。")
    project.extract()
    project.translate(name, {"另用`y`。": LOST})
    run = sarif(cli("check", name, "--format", "sarif").out)
    (location,) = run["results"][0]["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == f"locales/en/{name}.po"


def diagnostic(text: str, position: Position | None, severity: Severity) -> Diagnostic:
    return Diagnostic(severity, "code", msg("{text}", text=text), None, position)


@pytest.mark.parametrize(
    ("severity", "level", "command"),
    [
        (Severity.ERROR, "error", "error"),
        (Severity.WARNING, "warning", "warning"),
        (Severity.INFO, "note", "notice"),
    ],
)
def test_each_form_has_its_own_names_of_weights(
    capsys: pytest.CaptureFixture[str], severity: Severity, level: str, command: str
) -> None:
    said = [diagnostic("x", None, severity)]
    say_sarif(said)
    assert sarif(capsys.readouterr().out)["results"][0]["level"] == level
    say_github(said)
    assert capsys.readouterr().out == f"::{command} title=code::x\n"


def test_what_has_no_line_or_no_column_is_told_without(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = [
        diagnostic("x", position, Severity.ERROR)
        for position in (None, Position("a.po"), Position("a.po", 3), Position("a.po", 3, 2))
    ]
    say_github(said)
    assert capsys.readouterr().out.splitlines() == [
        "::error title=code::x",
        "::error title=code,file=a.po::x",
        "::error title=code,file=a.po,line=3::x",
        "::error title=code,file=a.po,line=3,col=2::x",
    ]
    say_sarif(said)
    places = [result["locations"][0] for result in sarif(capsys.readouterr().out)["results"]]
    # code hosts refuse a log in which a result has none
    config = places[0]["physicalLocation"]["artifactLocation"]["uri"]
    assert config == "essaytrans.toml"
    assert [place["physicalLocation"]["region"] for place in places] == [
        {"startLine": 1},
        {"startLine": 1},
        {"startLine": 3},
        {"startLine": 3, "startColumn": 2, "endColumn": 3},
    ]


def test_a_path_that_is_no_utf8_keeps_its_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    said = [diagnostic("x", Position("a\udcff.po"), Severity.ERROR)]
    say_sarif(said)
    (result,) = sarif(capsys.readouterr().out)["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%FF.po"
    say_github(said)
    assert "file=a<U+DCFF>.po" in capsys.readouterr().out


# --- GitHub -----------------------------------------------------------------------------------


def test_a_finding_is_one_line_for_github(cli: Cli) -> None:
    run = cli("check", "--format", "github")
    assert (run.code, run.err) == (0, "")
    assert re.fullmatch(
        r"::warning title=code,file=locales/en/2026/hello\.po,line=\d+,col=9::"
        r"the translation lacks `x`%0A→ copy it from the source\n",
        run.out,
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("100 %", "100 %25"),
        ("%0A::error::x", "%250A::error::x"),
        ("a\n::error::x", "a<U+000A>::error::x"),
        ("a\r\n::stop-commands::x", "a<U+000D><U+000A>::stop-commands::x"),
        ("a:b,c", "a:b,c"),
    ],
)
def test_no_text_can_begin_a_command_of_its_own(
    capsys: pytest.CaptureFixture[str], text: str, escaped: str
) -> None:
    say_github([diagnostic(text, None, Severity.ERROR)])
    assert capsys.readouterr().out == f"::error title=code::{escaped}\n"


@pytest.mark.parametrize(
    ("path", "escaped"),
    [
        ("a:b,c.po", "a%3Ab%2Cc.po"),
        ("a%3A.po", "a%253A.po"),
        ("a\n::error::x.po", "a<U+000A>%3A%3Aerror%3A%3Ax.po"),
    ],
)
def test_no_path_can_end_its_property(
    capsys: pytest.CaptureFixture[str], path: str, escaped: str
) -> None:
    say_github([diagnostic("x", Position(path), Severity.ERROR)])
    assert capsys.readouterr().out == f"::error title=code,file={escaped}::x\n"


# --- text of strangers ------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_a_volunteer_wrote_acts_in_any_form(
    cli: Cli, project: Project, form: str
) -> None:
    target = f"See [{HOSTILE}][{HOSTILE}] <b title='{HOSTILE}'>`x`\n::error::100%"
    project.translate("2026/hello", {"用`x`。": target})
    run = cli("check", "--format", form)
    assert run.code == 1
    said = run.out + run.err
    assert not set(HOSTILE) - set("[31m2J") & set(said)
    assert "<U+202E>" in said
    assert not [line for line in said.splitlines() if line.startswith("::error::")]


def test_every_finding_about_hostile_text_is_visible_to_a_program_too(
    cli: Cli, project: Project
) -> None:
    project.translate("2026/hello", {"用`x`。": f"`x` <b title='{HOSTILE}'>"})
    sentences = [finding["message"] for finding in cli("check", "--json").data["findings"]]
    assert any("<U+001B>" in sentence for sentence in sentences)
    assert not any(set("\x1b\u202e") & set(sentence) for sentence in sentences)


# --- in brackets ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_every_sentence_goes_through_gettext(
    program: Program, tmp_path: Path, form: list[str]
) -> None:
    project = two_articles(tmp_path / "pseudo")
    project.configure("en", "ja", "tlh", more='[checks]\nend-punctuation = "info"\n')
    project.translate("2026/hello", {"世界。": "<b>World", "你好": "Hello?"})
    run = program.run(project.root, ["check", "--fuzzy", *form])
    assert run.code == 1
    assert "⟦" in told(run)
    assert unbracketed(told(run), {*NAMES, *CHECKS}) == []
