"""Values of options: converted as Typer converts them, and without its library where that can be."""

from __future__ import annotations

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any

import pytest
import typer
import typer.main
from hypothesis import example, given
from hypothesis import strategies as st

from cli.kit import environment
from essaytrans.cli.values import convert_plainly

if TYPE_CHECKING:
    from collections.abc import Callable

    from commands.kit import Project


class Form(StrEnum):
    TEXT = "text"
    JSON = "json"


def shout(text: str | None) -> str | None:
    return text and text.upper()


def command(  # noqa: PLR0917 - Typer wants options as parameters
    words: Annotated[list[str] | None, typer.Argument()] = None,
    text: Annotated[str | None, typer.Option()] = None,
    texts: Annotated[list[str] | None, typer.Option()] = None,
    folder: Annotated[Path | None, typer.Option()] = None,
    percent: Annotated[float, typer.Option(min=0, max=100)] = 0,
    size: Annotated[float | None, typer.Option()] = None,
    count: Annotated[int | None, typer.Option(min=1)] = None,
    number: Annotated[int, typer.Option()] = 0,
    form: Annotated[Form, typer.Option()] = Form.TEXT,
    flag: Annotated[bool, typer.Option("--flag")] = False,
    loud: Annotated[str | None, typer.Option(callback=shout)] = None,
    # what is asked for more, Typer alone looks after
    there: Annotated[Path | None, typer.Option(exists=True)] = None,
    resolved: Annotated[Path | None, typer.Option(resolve_path=True)] = None,
    file: Annotated[Path | None, typer.Option(dir_okay=False)] = None,
    clamped: Annotated[float, typer.Option(max=9, clamp=True)] = 0,
    either: Annotated[Form, typer.Option(case_sensitive=False)] = Form.TEXT,
    parsed: Annotated[str | None, typer.Option(parser=str.upper)] = None,
) -> None:
    """A command with an option of each kind."""
    del words, text, texts, folder, percent, size, count, number, form, flag, loud
    del there, resolved, file, clamped, either, parsed


def made(function: Callable[..., None]) -> Any:
    app = typer.Typer(add_completion=False)
    app.command()(function)
    return typer.main.get_command(app)


def named() -> dict[str, Any]:
    return {parameter.name: parameter for parameter in made(command).params}


def required(annotation: Any) -> Any:
    def asking(value: Any) -> None:
        del value

    asking.__annotations__ = {"value": annotation, "return": None}
    return made(asking).params[0]


TYPERS_OWN = named()
PLAIN = named()
for parameter in PLAIN.values():
    convert_plainly(parameter)

CONTEXT = typer.Context(made(command))
OF_TYPES = (
    *("words", "text", "texts", "folder", "form", "flag", "loud"),
    *("percent", "size", "count", "number"),
)
OF_TYPERS = ("there", "resolved", "file", "clamped", "either", "parsed")

TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=6),
    st.text("0123456789.eE+-_ ", max_size=8),
    st.sampled_from(["text", "JSON", "json ", ".", "..", "/", "inf", "nan", "١", "²", "\udcff"]),
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.lists(TEXTS, max_size=3),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.booleans(),
    st.integers(-(10**400), 10**400),
    st.floats(),
    st.sampled_from([*Form, Path(), Path("no such"), Path("a\0b"), b"x"]),
)


def outcome(parameter: Any, value: Any) -> tuple[object, ...]:
    """What comes of a value: its type and how it reads, or the error."""
    try:
        converted = parameter.process_value(CONTEXT, value)
    except (
        typer.TyperException,
        ArithmeticError,
        AttributeError,
        OSError,
        TypeError,
        ValueError,
    ) as error:
        said = getattr(error, "message", str(error))
        return ("error", type(error), said)
    return ("value", type(converted), repr(converted))


@given(st.sampled_from(OF_TYPES), VALUES)
@example("percent", "100.5")
@example("percent", "12.5")
@example("percent", 0)
@example("size", "1.")
@example("size", ".5")
@example("size", 10**400)
@example("count", "0")
@example("count", "007")
@example("count", "1.0")
@example("number", 1.0)
@example("number", True)
@example("form", Form.JSON)
@example("form", "xml")
@example("folder", "")
@example("folder", "a\0b")
@example("folder", "x" * 300)
@example("text", "\udcff")
@example("texts", "no list")
@example("loud", "why")
def test_every_value_and_every_error_is_what_typer_makes_of_it(name: str, value: Any) -> None:
    assert outcome(PLAIN[name], value) == outcome(TYPERS_OWN[name], value)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_typers_to_complain_about(tmp_path: Path) -> None:
    tmp_path.chmod(0o000)
    try:
        refused = outcome(PLAIN["folder"], str(tmp_path))
        assert refused == outcome(TYPERS_OWN["folder"], str(tmp_path))
    finally:
        tmp_path.chmod(0o700)
    assert refused[0] == "error"


@pytest.mark.parametrize("name", OF_TYPERS)
def test_an_option_of_another_kind_keeps_its_own_conversion(name: str) -> None:
    assert "process_value" not in vars(PLAIN[name])


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (Annotated[list[str], typer.Argument(metavar="LANG")], None),
        (Annotated[list[str], typer.Argument(metavar="LANG")], ()),
        (Annotated[str, typer.Argument(metavar="ENGINE")], None),
        (Annotated[Path, typer.Option("--folder")], None),
    ],
)
def test_what_is_required_and_missing_is_told_by_typer(annotation: Any, value: Any) -> None:
    plain = required(annotation)
    convert_plainly(plain)
    told = outcome(plain, value)
    assert told == outcome(required(annotation), value)
    assert told[0] == "error"


def test_converting_twice_is_converting_once() -> None:
    parameter = named()["text"]
    convert_plainly(parameter)
    once = vars(parameter).get("process_value")
    convert_plainly(parameter)
    assert vars(parameter).get("process_value") is once


@pytest.mark.parametrize(
    "strange",
    [
        SimpleNamespace(),
        SimpleNamespace(process_value=len, type=str, nargs=1, multiple=False),
        SimpleNamespace(
            process_value=len,
            nargs=1,
            multiple=False,
            type_descriptor=SimpleNamespace(annotation=str, parameter_info=SimpleNamespace()),
        ),
    ],
    ids=["nothing is known", "click's own types", "another description"],
)
def test_a_typer_that_converts_otherwise_is_left_alone(strange: SimpleNamespace) -> None:
    before = dict(vars(strange))
    convert_plainly(strange)
    assert vars(strange) == before


# --- what a good command line does not load ---------------------------------------------------


def loaded(project: Project, *arguments: str) -> set[str]:
    """The modules that a run has loaded at its end."""
    script = (
        "import sys; from essaytrans import i18n; i18n.activate('en')\n"
        "from essaytrans.cli.application import run; code = run(sys.argv[1:])\n"
        "print('\\n'.join(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=project.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in run.stderr
    return set(run.stderr.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--json"],
        ["extract"],
        ["--quiet", "--project", ".", "extract", "-l", "en", "--format", "json"],
        ["build", "2026/hello", "--output", "elsewhere", "--min-translated", "0.5"],
        ["status", "--json"],
        ["add", "fr", "--check", "-q"],
    ],
    ids=" ".join,
)
def test_a_good_command_line_is_read_without_pydantic_and_said_without_rich(
    project: Project, arguments: list[str]
) -> None:
    assert loaded(project, *arguments) & {"pydantic", "pydantic_core", "rich"} == set()


def test_a_command_loads_neither_the_others_nor_what_only_names_need(project: Project) -> None:
    project.configure("en", "ja", "fr", "zh-TW")
    modules = loaded(project, "extract")
    others = {"essaytrans.cli.beginning", "essaytrans.cli.prefilling", "essaytrans.cli.overview"}
    assert modules & {*others, "babel", "tomlkit", "yaml"} == set()
    assert "essaytrans.cli.working" in modules
