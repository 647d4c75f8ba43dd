"""`merge`, as the command line and git have it."""

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
from essaytrans.cli.output import EXIT_FINDINGS, EXIT_OK, as_data, exit_code
from essaytrans.i18n import msg, nmsg, render
from essaytrans.model import Diagnostic, EssaytransError, Severity

if TYPE_CHECKING:
    from essaytrans.cli.output import Output

__all__ = ["merge"]


def merge(
    base: Annotated[
        str | None,
        typer.Argument(
            metavar="BASE",
            # Translators: of three states of one catalog that are to be merged.
            help=render(msg("the catalog that both come from; /dev/null if there is none")),
            show_default=False,
        ),
    ] = None,
    ours: Annotated[
        Path | None,
        typer.Argument(
            metavar="OURS",
            help=render(msg("the catalog of this side, which is written")),
            show_default=False,
        ),
    ] = None,
    theirs: Annotated[
        Path | None,
        typer.Argument(
            metavar="THEIRS",
            help=render(msg("the catalog of the other side")),
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--path",
            metavar="NAME",
            help=render(msg("what messages call the catalog; git says it")),
            show_default=False,
        ),
    ] = None,
    install: Annotated[
        bool,
        typer.Option(
            "--install",
            help=render(msg("have git merge catalogs this way, in this clone of the project")),
            show_default=False,
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
    """Merge catalogs, or have git do it."""
    output = make_output(form, json, quiet, verbose, ui_language)
    if install and base is None:
        return _install(output, project or Path.cwd(), check=check)
    if install or base is None or ours is None or theirs is None:
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "usage",
                msg("this needs three files, BASE, OURS and THEIRS, or --install alone"),
                msg("“essaytrans merge --help” says more"),
            )
        )
    return _merge(output, base, ours, theirs, name, check=check)


def _merge(
    output: Output, base: str, ours: Path, theirs: Path, name: str | None, *, check: bool
) -> int:
    from essaytrans.commands import merge as use_case

    report = use_case.merge_files(base, ours, theirs, name=name, dry=check)
    output.diagnostics(report.diagnostics)
    output.line(
        nmsg(
            "{path}: {number} translation from the other side",
            "{path}: {number} translations from the other side",
            report.taken,
            path=report.path,
        )
    )
    if check:
        output.changed(report.changed, check=True)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "merge",
            "path": report.path,
            "taken": report.taken,
            "conflicts": report.conflicts,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def _install(output: Output, start: Path, *, check: bool) -> int:
    from essaytrans.commands import merge as use_case

    report = use_case.install(start, dry=check)
    for setting in report.settings:
        output.line(
            # Translators: {name} is a setting of git, such as merge.essaytrans.driver.
            msg("would set {name} in git's configuration", name=setting)
            if check
            else msg("set {name} in git's configuration", name=setting)
        )
    output.changed(report.changed, check=check)
    output.line(msg("git runs: {command}", command=report.driver))
    output.data(
        {
            "command": "merge",
            "driver": report.driver,
            "settings": list(report.settings),
            "changed": list(report.changed),
            "diagnostics": [],
        }
    )
    return EXIT_FINDINGS if check and (report.settings or report.changed) else EXIT_OK
