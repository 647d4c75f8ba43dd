"""The options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from essaytrans import i18n
from essaytrans.cli.output import Output
from essaytrans.i18n import msg, render
from essaytrans.model import Diagnostic, EssaytransError, Severity

__all__ = [
    "Articles",
    "Check",
    "Format",
    "FormatChoice",
    "Json",
    "Languages",
    "Project",
    "Quiet",
    "UiLanguage",
    "Verbose",
    "make_output",
]


class FormatChoice(StrEnum):
    """Who reads what a command says."""

    TEXT = "text"
    JSON = "json"


Articles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ARTICLE",
        help=render(msg("the articles, by name or path; all if none is given")),
        show_default=False,
    ),
]
Project = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="PATH",
        help=render(msg("the project's folder, if it is not the one you are in")),
        show_default=False,
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        "-l",
        metavar="LANG",
        help=render(msg("only this language; may be repeated")),
        show_default=False,
    ),
]
Check = Annotated[
    bool,
    typer.Option(
        "--check",
        help=render(msg("write nothing; exit with 1 if anything would be written")),
        show_default=False,
    ),
]
Format = Annotated[
    FormatChoice,
    typer.Option(
        "--format",
        metavar="text|json",
        help=render(msg("for a person or for a machine")),
        show_default=False,
    ),
]
Json = Annotated[
    bool,
    typer.Option("--json", help=render(msg("short for --format json")), show_default=False),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help=render(msg("say errors only")), show_default=False),
]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help=render(msg("say more")), show_default=False),
]
UiLanguage = Annotated[
    str | None,
    typer.Option(
        "--ui-language",
        metavar="LANG",
        help=render(msg("the language to speak to you")),
        show_default=False,
    ),
]


def make_output(
    form: FormatChoice, json: bool, quiet: bool, verbose: bool, ui_language: str | None
) -> Output:
    """Make the output that these options ask for.

    Raises:
        EssaytransError: the program does not speak the language asked for.
    """
    if ui_language is not None and i18n.match(ui_language) is None:
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "ui-language",
                msg("the program does not speak “{tag}”", tag=ui_language),
                # Translators: “it” is the program.
                msg(
                    "it speaks: {languages}",
                    languages=i18n.listing([tag.replace("_", "-") for tag in i18n.available()]),
                ),
            )
        )
    return Output(json=json or form is FormatChoice.JSON, quiet=quiet, verbose=verbose)
