"""`check` and `lint`, as the command line has them: findings for a person, a program, a code host."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from essaytrans.cli.options import (
    Articles,
    FormatChoice,
    Json,
    Languages,
    Project,
    Quiet,
    UiLanguage,
    Verbose,
    make_output,
)
from essaytrans.cli.output import Output, as_data, exit_code
from essaytrans.cli.progress import progress
from essaytrans.cli.visible import visible
from essaytrans.i18n import msg, nmsg, render
from essaytrans.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from essaytrans.model import Diagnostic, Message

__all__ = ["check", "lint"]


class _Form(StrEnum):
    """Who reads the findings."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


_Format = Annotated[
    _Form,
    typer.Option(
        "--format",
        metavar="text|json|sarif|github",
        help=render(msg("for a person, a program, or a code host")),
        show_default=False,
    ),
]


def check(
    articles: Articles = None,
    severity: Annotated[
        Severity,
        typer.Option(
            "--severity",
            metavar="info|warning|error",
            help=render(msg("tell only what weighs so much or more")),
            show_default=False,
        ),
    ] = Severity.INFO,
    fuzzy: Annotated[
        bool,
        typer.Option(
            "--fuzzy",
            help=render(msg("review fuzzy translations too")),
            show_default=False,
        ),
    ] = False,
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help=render(
                msg("write findings into the catalogs, for Poedit, and take out what is mended")
            ),
            show_default=False,
        ),
    ] = False,
    project: Project = None,
    language: Languages = None,
    dry: Annotated[
        bool,
        typer.Option(
            "--check",
            help=render(
                msg("with --write: write nothing; exit with 1 if anything would be written")
            ),
            show_default=False,
        ),
    ] = False,
    form: _Format = _Form.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Review translations."""
    from essaytrans.commands import check as use_case
    from essaytrans.commands.workspace import open_workspace

    output = _output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=articles or (), languages=language or (), dry=dry
    )
    # Translators: beside a progress bar: translations are being reviewed.
    with progress(msg("reviewing"), wanted=not (output.json or quiet)) as step:
        report = use_case.check(workspace, least=severity, fuzzy=fuzzy, write=write, step=step)
    _say(
        output,
        _Form.JSON if json else form,
        (*report.diagnostics, *report.findings),
        nmsg(
            "{number} translation reviewed", "{number} translations reviewed", report.translations
        ),
        report.found,
        {
            "command": "check",
            "translations": report.translations,
            "found": dict(report.found),
            "findings": [_data(finding) for finding in report.findings],
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        },
        report.changed if write else None,
        dry=dry,
    )
    return exit_code(
        (*report.diagnostics, *report.findings), check=dry, changed=bool(report.changed)
    )


def lint(
    articles: Articles = None,
    project: Project = None,
    form: _Format = _Form.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Read articles as their translators will."""
    from essaytrans.commands import lint as use_case
    from essaytrans.commands.workspace import open_workspace

    output = _output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(project or Path.cwd(), articles=articles or ())
    # Translators: beside a progress bar: articles are being read.
    with progress(msg("reading"), wanted=not (output.json or quiet)) as step:
        report = use_case.lint(workspace, step=step)
    _say(
        output,
        _Form.JSON if json else form,
        report.diagnostics,
        nmsg("{number} article", "{number} articles", report.articles),
        report.found,
        {
            "command": "lint",
            "articles": report.articles,
            "found": dict(report.found),
            "diagnostics": [_data(diagnostic) for diagnostic in report.diagnostics],
        },
    )
    return exit_code(report.diagnostics)


def _output(form: _Form, json: bool, quiet: bool, verbose: bool, ui_language: str | None) -> Output:
    plain = form is _Form.TEXT and not json
    choice = FormatChoice.TEXT if plain else FormatChoice.JSON
    return make_output(choice, json, quiet, verbose, ui_language)


def _say(
    output: Output,
    form: _Form,
    diagnostics: Sequence[Diagnostic],
    sentence: Message,
    found: Mapping[str, int],
    data: dict[str, Any],
    changed: Sequence[str] | None = None,
    *,
    dry: bool = False,
) -> None:
    """Say findings to whoever reads them."""
    from essaytrans.cli import findings

    if form is _Form.SARIF:
        findings.say_sarif(diagnostics)
    elif form is _Form.GITHUB:
        findings.say_github(diagnostics)
    else:
        output.diagnostics(diagnostics)
        output.line(sentence)
        for name, number in found.items():
            output.line(f"  {name}: {number}")
        if changed is not None:
            output.changed(changed, check=dry)
        output.summary(diagnostics)
        output.data(data)


def _data(finding: Diagnostic) -> dict[str, Any]:
    """Return a finding for JSON; it may quote what a volunteer or an author wrote."""
    data = as_data(finding)
    return {**data, **{key: visible(data[key]) for key in ("message", "hint") if data[key]}}
