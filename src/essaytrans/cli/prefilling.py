"""`prefill`, as the command line has it, and what `add --prefill` says with the same words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from essaytrans.cli.options import (
    Articles,
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

if TYPE_CHECKING:
    from essaytrans.cli.output import Output
    from essaytrans.commands.prefill import PrefillReport, Prepared
    from essaytrans.commands.workspace import Workspace

__all__ = ["Send", "numbers", "prefill", "run_prefill"]

Send = Annotated[
    bool,
    typer.Option(
        "--send",
        help=render(msg("allow the engine to send texts to where it is configured to")),
        show_default=False,
    ),
]


def prefill(
    engine: Annotated[
        str,
        typer.Argument(
            metavar="ENGINE",
            help=render(msg("who translates: opencc, openai, or a plug-in's name")),
            show_default=False,
        ),
    ],
    articles: Articles = None,
    send: Send = False,
    project: Project = None,
    language: Languages = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Fill what has no translation by a machine."""
    from essaytrans.commands.prefill import prepare
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=articles or (), languages=language or (), dry=check
    )
    prepared = prepare(workspace, engine, send=send or check, only_fitting=not language)
    report = run_prefill(output, workspace, prepared)
    output.diagnostics(report.diagnostics)
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "prefill",
            "engine": engine,
            "articles": report.articles,
            **numbers(report),
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def run_prefill(output: Output, workspace: Workspace, prepared: Prepared) -> PrefillReport:
    """Prefill with a progress bar, and say how many texts became what."""
    from essaytrans.commands import prefill as use_case

    with progress(msg("translating"), wanted=not (output.json or output.quiet)) as step:
        report = use_case.prefill(workspace, prepared, step=step)
    for number, sentence in (
        (
            report.filled,
            nmsg(
                "{number} text by machine, to be reviewed",
                "{number} texts by machine, to be reviewed",
                report.filled,
            ),
        ),
        (
            report.unsent,
            nmsg(
                "{number} text would be sent",
                "{number} texts would be sent",
                report.unsent,
            ),
        ),
        (
            report.rejected,
            nmsg(
                "{number} machine translation is not used, see above",
                "{number} machine translations are not used, see above",
                report.rejected,
            ),
        ),
        (
            report.unanswered,
            nmsg(
                "{number} text got no translation",
                "{number} texts got no translation",
                report.unanswered,
            ),
        ),
        (
            report.left,
            nmsg(
                "{number} text without words, or of code, is left to a person",
                "{number} texts without words, or of code, are left to a person",
                report.left,
            ),
        ),
    ):
        if number:
            output.line(sentence)
    return report


def numbers(report: PrefillReport) -> dict[str, Any]:
    """Return for a machine how many texts became what."""
    return {
        "filled": report.filled,
        "rejected": report.rejected,
        "unanswered": report.unanswered,
        "left": report.left,
        "unsent": report.unsent,
    }
