"""How findings are said: their order, their form, their colours."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from essaytrans import i18n
from essaytrans.cli.output import Output, as_data, exit_code
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, Position, Severity

if TYPE_CHECKING:
    from cli.conftest import Cli


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def found(
    severity: Severity = Severity.ERROR,
    path: str | None = "a.po",
    line: int | None = None,
    column: int | None = None,
    **more: object,
) -> Diagnostic:
    position = None if path is None else Position(path, line, column, **more)  # type: ignore[arg-type]
    return Diagnostic(severity, "some-code", msg("it is wrong"), msg("mend it"), position)


def said(
    capsys: pytest.CaptureFixture[str], *diagnostics: Diagnostic, output: Output | None = None
) -> list[str]:
    (output or Output()).diagnostics(diagnostics)
    out, err = capsys.readouterr()
    assert out == "", "findings are not what was asked for"
    return err.splitlines()


# --- the form ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("diagnostic", "first"),
    [
        (found(), "a.po: error: it is wrong [some-code]"),
        (found(line=3), "a.po:3: error: it is wrong [some-code]"),
        (found(line=3, column=7), "a.po:3:7: error: it is wrong [some-code]"),
        (found(column=7), "a.po: error: it is wrong [some-code]"),
        (found(path=None), "error: it is wrong [some-code]"),
        (found(Severity.WARNING), "a.po: warning: it is wrong [some-code]"),
        (found(Severity.INFO), "a.po: note: it is wrong [some-code]"),
    ],
)
def test_a_finding_names_place_weight_and_code(
    capsys: pytest.CaptureFixture[str], diagnostic: Diagnostic, first: str
) -> None:
    assert said(capsys, diagnostic) == [first, "    → mend it"]


def test_a_finding_draws_a_caret_under_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, found(line=1, column=3, text="正文错了", length=2)) == [
        "a.po:1:3: error: it is wrong [some-code]",
        "    正文错了",
        "        ^^^^",
        "    → mend it",
    ]


def test_findings_stand_in_the_order_of_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(
        capsys,
        found(path="b.po", line=1),
        found(path="a.po", line=10),
        found(path="a.po", line=9),
        found(Severity.WARNING, path="a.po", line=8),
        found(Severity.ERROR, path="a.po", line=8),
        found(path=None),
    )
    assert [line.split(" it is")[0] for line in lines if "→" not in line] == [
        "error:",
        "a.po:8: error:",
        "a.po:8: warning:",
        "a.po:9: error:",
        "a.po:10: error:",
        "b.po:1: error:",
    ]


def test_the_sum_is_said_only_if_there_are_errors(capsys: pytest.CaptureFixture[str]) -> None:
    error, warning = found(), found(Severity.WARNING)
    for diagnostics, line in (
        ([error], "1 error\n"),
        ([error, error, warning], "2 errors, 1 warning\n"),
        ([warning], ""),
        ([], ""),
    ):
        Output().summary(diagnostics)
        assert capsys.readouterr().err == line


def test_errors_decide_the_exit_code_and_a_check_by_what_it_would_change() -> None:
    error, warning = found(), found(Severity.WARNING)
    assert exit_code([]) == exit_code([warning]) == exit_code([], changed=True) == 0
    assert exit_code([error]) == exit_code([], check=True, changed=True) == 1
    assert exit_code([warning], check=True) == 0


def test_a_finding_is_data_for_a_machine() -> None:
    assert as_data(found(line=3, column=7)) == {
        "severity": "error",
        "code": "some-code",
        "message": "it is wrong",
        "hint": "mend it",
        "path": "a.po",
        "line": 3,
        "column": 7,
    }


def test_a_machine_is_told_on_one_channel_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, found(), output=Output(json=True)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii", "latin-1", "cp1252"])
def test_json_stays_json_on_a_terminal_of_any_encoding(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    value = {"text": "中文 é 😀 \u202e \x07 \udc80"}
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace")
    monkeypatch.setattr(sys, "stdout", stream)
    Output(json=True).data(value)
    stream.flush()
    assert json.loads(stream.buffer.getvalue().decode(encoding)) == value


@pytest.mark.parametrize("arguments", [["status"], ["status", "--json"], ["--nope"], ["--version"]])
def test_a_catalog_of_the_program_that_cannot_be_read_is_said_at_the_end(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(i18n._Active, "unreadable", [found(Severity.WARNING, "de.po", 7)])
    assert "de.po:7: warning: it is wrong [some-code]" in cli(*arguments).err
    monkeypatch.setattr(i18n._Active, "unreadable", [])
    assert "de.po" not in cli(*arguments).err


# --- colours ----------------------------------------------------------------------------------


def test_a_terminal_gets_colour_and_a_pipe_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        Output().diagnostics([found()])
    assert "\x1b[1;31merror:\x1b[0m" in terminal.getvalue()
    assert "\x1b" not in "".join(said(capsys, found()))


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colour_gets_none(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    terminal = Terminal()
    monkeypatch.setenv(name, value)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        Output().diagnostics([found()])
    assert "\x1b" not in terminal.getvalue()


def test_an_empty_no_color_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setenv("NO_COLOR", "")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        Output().diagnostics([found()])
    assert "\x1b[" in terminal.getvalue()


# --- progress ---------------------------------------------------------------------------------


def test_a_pipe_sees_no_progress(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("essaytrans.cli.progress._PATIENCE", 0)
    run = cli("extract")
    assert run.err == ""


@pytest.mark.parametrize("arguments", [["extract"], ["build"], ["status"], []])
@pytest.mark.parametrize("mute", [[], ["--quiet"], ["--json"]])
def test_a_terminal_sees_progress_unless_it_should_not(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: list[str], mute: list[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("essaytrans.cli.progress._PATIENCE", 0)
    monkeypatch.setattr(sys, "stderr", terminal)
    run = cli(*arguments, *mute)
    assert run.code == 0
    assert ("100%" in terminal.getvalue()) is (not mute)


def test_what_is_done_at_once_shows_no_progress(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert cli("extract").code == 0
    assert terminal.getvalue() == ""
