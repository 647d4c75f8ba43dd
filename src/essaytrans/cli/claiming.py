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
_Theirs = Annotated[
    bool,
    typer.Option(
        "--force", help=render(msg("also what somebody else works on")), show_default=False
    ),
]


def claim(
    articles: _Articles,
    language: _Languages,
    by: _By = None,
    force: _Theirs = False,
    project: Project = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Say who works on translations."""
    output = make_output(form, json, quiet, verbose, ui_language)
    return _run("claim", output, _opened(project, articles, language, check), by, force)


def release(
    articles: _Articles,
    language: _Languages,
    by: _By = None,
    force: _Theirs = False,
    project: Project = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Say that nobody works on translations any more."""
    output = make_output(form, json, quiet, verbose, ui_language)
    return _run("release", output, _opened(project, articles, language, check), by, force)


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
    output = make_output(form, json, quiet, verbose, ui_language)
    return _run("proofread", output, _opened(project, articles, language, check), by, force)


def _opened(
    project: Path | None, articles: Sequence[str], languages: Sequence[str], check: bool
) -> Workspace:
    from essaytrans.commands.workspace import open_workspace

    return open_workspace(project or Path.cwd(), articles=articles, languages=languages, dry=check)


def _run(command: str, output: Output, workspace: Workspace, by: str | None, force: bool) -> int:
    from essaytrans.commands import claims

    use_cases = {
        "claim": claims.claim,
        "release": claims.release,
        "proofread": claims.mark_proofread,
    }
    report = use_cases[command](workspace, by=by, force=force)
    output.diagnostics(report.diagnostics)
    if report.done:
        output.line(_sentence(command, report))
    output.changed(report.changed, check=workspace.dry)
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
    return exit_code(report.diagnostics, check=workspace.dry, changed=bool(report.changed))


def _sentence(command: str, report: ClaimsReport) -> Message:
    """Say what was done; each of the commands has done another thing."""
    number = len(report.done)
    if command == "claim":
        return nmsg(
            "{name} works on {number} translation",
            "{name} works on {number} translations",
            number,
            name=report.by,
        )
    if command == "release":
        return nmsg(
            "nobody works on {number} translation now",
            "nobody works on {number} translations now",
            number,
        )
    return nmsg(
        "{name} has proofread {number} translation",
        "{name} has proofread {number} translations",
        number,
        name=report.by,
    )
