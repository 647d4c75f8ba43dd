"""`export` and `offer`, as the command line has them."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

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

__all__ = ["export", "offer"]


class _Form(StrEnum):
    """What is exported, or who reads what is said of it."""

    XLIFF = "xliff"
    XLIFF2 = "xliff2"
    TMX = "tmx"
    CSV = "csv"
    TEXT = "text"
    JSON = "json"


def export(
    articles: Articles = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="PATH",
            help=render(msg("the file, ending in .xlf, .tmx or .csv, or a folder for it")),
            show_default=False,
        ),
    ] = None,
    project: Project = None,
    language: Languages = None,
    check: Check = False,
    form: Annotated[
        _Form,
        typer.Option(
            "--format",
            metavar="xliff|xliff2|tmx|csv|text|json",
            help=render(msg("what to write; or who reads what is said of it, as everywhere")),
            show_default=False,
        ),
    ] = _Form.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Write catalogs in the formats of other tools."""
    from essaytrans.commands import export as use_case
    from essaytrans.commands.workspace import open_workspace

    choice = FormatChoice.JSON if form is _Form.JSON else FormatChoice.TEXT
    output = make_output(choice, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=articles or (), languages=language or (), dry=check
    )
    with progress(msg("exporting"), wanted=not (output.json or quiet)) as step:
        report = use_case.export(
            workspace,
            here=Path.cwd(),
            form=form.value if form.value in use_case.FORMS else None,
            output=target,
            any_language=not language,
            step=step,
        )
    output.diagnostics(report.diagnostics)
    for file in report.files:
        texts = nmsg("{number} text", "{number} texts", file.texts)
        output.line(
            # Translators: {path} is a file, {texts} is such as “12 texts”.
            msg("would export {texts} to {path}", path=file.path, texts=texts)
            if check
            else msg("exported {texts} to {path}", path=file.path, texts=texts)
        )
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "export",
            "form": report.form,
            "files": [asdict(file) for file in report.files],
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def offer(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            # Translators: translation memories, in the format TMX.
            help=render(msg("memories in TMX")),
            show_default=False,
        ),
    ],
    article: Annotated[
        list[str] | None,
        typer.Option(
            "--article",
            metavar="NAME",
            help=render(msg("only this article; may be repeated")),
            show_default=False,
        ),
    ] = None,
    confirm: Annotated[
        bool,
        typer.Option(
            "--confirm",
            help=render(
                msg(
                    "take the only translation of the very same text as confirmed, not to be reviewed"
                )
            ),
            show_default=False,
        ),
    ] = False,
    project: Project = None,
    language: Languages = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Offer translations of memories to texts that have none."""
    from essaytrans.commands import offer as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=article or (), languages=language or (), dry=check
    )
    # Translators: beside a progress bar: translations of a memory are being offered.
    with progress(msg("offering"), wanted=not (output.json or quiet)) as step:
        report = use_case.offer(workspace, paths, confirm=confirm, step=step)
    output.diagnostics(report.diagnostics)
    for file in report.files:
        # Translators: {file} is a translation memory, {texts} is such as “12 texts”.
        texts = nmsg("{number} text", "{number} texts", file.pairs)
        output.line(msg("{file}: {texts}", file=file.file, texts=texts))
    if report.confirmed:
        output.line(
            nmsg(
                "{number} text is translated by it",
                "{number} texts are translated by it",
                report.confirmed,
            )
        )
    output.line(
        nmsg(
            "{number} text is offered a translation, to be reviewed",
            "{number} texts are offered translations, to be reviewed",
            report.offered,
        )
    )
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "offer",
            "files": [asdict(file) for file in report.files],
            "offered": report.offered,
            "confirmed": report.confirmed,
            "left": report.left,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))
