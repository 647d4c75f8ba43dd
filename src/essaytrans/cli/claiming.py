"""`claim`, `release` and `proofread`, as the command line has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from essaytrans.cli.options import (
    Check,
    Format,
    FormatChoice,
    Json,
    Project,
    Quiet,
    UiLanguage,
    Verbose,
    make_output,
)
from essaytrans.cli.output import Output, as_data, exit_code
from essaytrans.i18n import msg, nmsg, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.commands.claims import ClaimsReport
    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Message

__all__ = ["claim", "proofread", "release"]

_Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE",
        help=render(msg("the articles, by name or path")),
        show_default=False,
    ),
]
_Languages = Annotated[
    list[str],
    typer.Option(
        "--language",
        "-l",
        metavar="LANG",
        help=render(msg("the language of the translation; may be repeated")),
        show_default=False,
    ),
]
_By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help=render(msg("who; the name that git has for you if not given")),
        show_default=False,
    ),
]


def claim(
    articles: _Articles,
    language: _Languages,
    by: _By = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help=render(msg("also what somebody else works on")), show_default=False
        ),
    ] = False,
    project: Project = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Say who works on translations."""
    from essaytrans.commands import claims

    output = make_output(form, json, quiet, verbose, ui_language)
    report = claims.claim(_opened(project, articles, language, check), by=by, force=force)
    sentence = nmsg(
        "{name} works on {number} translation",
        "{name} works on {number} translations",
        len(report.done),
        name=report.by,
    )
    return _say(output, "claim", sentence, report, check)


def release(
    articles: _Articles,
    language: _Languages,
    by: _By = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help=render(msg("also what somebody else works on")), show_default=False
        ),
    ] = False,
    project: Project = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Say that nobody works on translations any more."""
    from essaytrans.commands import claims

    output = make_output(form, json, quiet, verbose, ui_language)
    report = claims.release(_opened(project, articles, language, check), by=by, force=force)
    sentence = nmsg(
        "nobody works on {number} translation now",
        "nobody works on {number} translations now",
        len(report.done),
    )
    return _say(output, "release", sentence, report, check)


def proofread(
    articles: _Articles,
    language: _Languages,
    by: _By = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help=render(msg("also what is not translated whole")), show_default=False
        ),
    ] = False,
    project: Project = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Say who has read translations."""
    from essaytrans.commands import claims

    output = make_output(form, json, quiet, verbose, ui_language)
    report = claims.mark_proofread(_opened(project, articles, language, check), by=by, force=force)
    sentence = nmsg(
        "{name} has proofread {number} translation",
        "{name} has proofread {number} translations",
        len(report.done),
        name=report.by,
    )
    return _say(output, "proofread", sentence, report, check)


def _opened(
    project: Path | None, articles: Sequence[str], languages: Sequence[str], check: bool
) -> Workspace:
    from essaytrans.commands.workspace import open_workspace

    return open_workspace(project or Path.cwd(), articles=articles, languages=languages, dry=check)


def _say(output: Output, command: str, sentence: Message, report: ClaimsReport, check: bool) -> int:
    output.diagnostics(report.diagnostics)
    if report.done:
        output.line(sentence)
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": command,
            "by": report.by,
            "done": [
                {"article": article, "language": language} for article, language in report.done
            ],
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))
