"""`tidy` and `prune`, as the command line has them: catalogs kept in order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from essaytrans.cli.options import (
    Check,
    Format,
    FormatChoice,
    Json,
    Languages,
    Project,
    Quiet,
    UiLanguage,
    Verbose,
    make_output,
)
from essaytrans.cli.output import as_data, exit_code
from essaytrans.cli.progress import progress
from essaytrans.i18n import msg, nmsg, render

__all__ = ["prune", "tidy"]


def tidy(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help=render(
                msg("catalogs (.po) or templates (.pot); all catalogs of the project if not given")
            ),
            show_default=False,
        ),
    ] = None,
    project: Project = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Write catalogs in our form."""
    from essaytrans.commands import tidy as use_case

    output = make_output(form, json, quiet, verbose, ui_language)
    with progress(msg("tidying"), wanted=not (output.json or quiet)) as step:
        report = use_case.tidy(project or Path.cwd(), paths or (), dry=check, step=step)
    output.diagnostics(report.diagnostics)
    output.line(nmsg("{number} catalog", "{number} catalogs", report.catalogs))
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "tidy",
            "catalogs": report.catalogs,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def prune(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLE",
            help=render(msg("articles that are gone, by name or path; all if none is given")),
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help=render(msg("also remove catalogs that hold translations or remarks")),
            show_default=False,
        ),
    ] = False,
    project: Project = None,
    language: Languages = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=render(msg("remove nothing; exit with 1 if anything would be removed")),
            show_default=False,
        ),
    ] = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Remove the catalogs of articles that are gone."""
    from essaytrans.commands import prune as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(project or Path.cwd(), languages=language or (), dry=check)
    report = use_case.prune(workspace, articles or (), force=force, here=project or Path.cwd())
    output.diagnostics(report.diagnostics)
    for path in report.changed:
        output.line(path)
    number = len(report.changed)
    if not number:
        # Translators: no catalog of an article that is gone is there to be removed.
        output.line(msg("nothing to remove"))
    elif check:
        output.line(
            nmsg("{number} catalog would be removed", "{number} catalogs would be removed", number)
        )
    else:
        output.line(nmsg("{number} catalog removed", "{number} catalogs removed", number))
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "prune",
            "kept": list(report.kept),
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))
