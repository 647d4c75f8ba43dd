"""`extract`, `build` and `status`, as the command line has them."""

from __future__ import annotations

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

__all__ = ["build", "extract", "status"]


class Stale(StrEnum):
    """What readers get of a paragraph whose original has changed."""

    SOURCE = "source"
    KEEP = "keep"
    MARK = "mark"


_Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help=render(msg("how many processes share the work; as many as it is worth if not given")),
        show_default=False,
    ),
]


def extract(
    articles: Articles = None,
    pot: Annotated[
        Path | None,
        typer.Option(
            "--pot",
            metavar="DIR",
            help=render(msg("also write a template of each article into this folder")),
            show_default=False,
        ),
    ] = None,
    jobs: _Jobs = None,
    project: Project = None,
    language: Languages = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Segment the articles and write their catalogs."""
    from essaytrans.commands import extract as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=articles or (), languages=language or (), dry=check
    )
    with progress(msg("extracting"), wanted=not (output.json or quiet)) as step:
        report = use_case.extract(workspace, templates=pot, step=step, jobs=jobs)
    output.diagnostics(report.diagnostics)
    output.line(
        render(nmsg("{number} article", "{number} articles", report.articles))
        + render(msg(", "))
        + render(nmsg("{number} unit", "{number} units", report.units))
    )
    for number, sentence in (
        (report.added, nmsg("{number} new entry", "{number} new entries", report.added)),
        (
            report.followed,
            nmsg(
                "{number} translation followed its edited text, to be reviewed",
                "{number} translations followed their edited texts, to be reviewed",
                report.followed,
            ),
        ),
        (
            report.obsoleted,
            nmsg(
                "{number} translation is obsolete now, and kept",
                "{number} translations are obsolete now, and kept",
                report.obsoleted,
            ),
        ),
        (
            report.restored,
            nmsg(
                "{number} obsolete translation is used again",
                "{number} obsolete translations are used again",
                report.restored,
            ),
        ),
        (
            report.brought,
            nmsg(
                "{number} translation came with its text from another article",
                "{number} translations came with their texts from other articles",
                report.brought,
            ),
        ),
        (
            report.offered,
            nmsg(
                "{number} translation of a like text is offered to a new one, to be reviewed",
                "{number} translations of like texts are offered to new ones, to be reviewed",
                report.offered,
            ),
        ),
    ):
        if number:
            output.line(sentence)
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "extract",
            "articles": report.articles,
            "units": report.units,
            "added": report.added,
            "followed": report.followed,
            "obsoleted": report.obsoleted,
            "restored": report.restored,
            "brought": report.brought,
            "offered": report.offered,
            "renamed": [{"from": source, "to": target} for source, target in report.renamed],
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def build(
    articles: Articles = None,
    edition: Annotated[
        list[str] | None,
        typer.Option(
            "--edition",
            metavar="EDITION",
            # Translators: the names of the editions are words of the command line and stay.
            help=render(
                msg("translated, bilingual, html or epub; may be repeated; as configured if none")
            ),
            show_default=False,
        ),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="DIR",
            help=render(msg("build into this folder, not the configured one")),
            show_default=False,
        ),
    ] = None,
    use_fuzzy: Annotated[
        bool,
        typer.Option(
            "--use-fuzzy", help=render(msg("publish fuzzy translations too")), show_default=False
        ),
    ] = False,
    min_translated: Annotated[
        float | None,
        typer.Option(
            metavar="PERCENT",
            min=0,
            max=100,
            help=render(msg("skip articles of which less is translated, in Han characters")),
            show_default=False,
        ),
    ] = None,
    stale: Annotated[
        Stale | None,
        typer.Option(
            "--stale",
            metavar="WAY",
            # Translators: the three words are values of an option and stay; a paragraph is stale if
            # its original changed since it was translated.
            help=render(
                msg(
                    "what readers get of stale paragraphs: source, keep (the translation) or mark"
                    " (it too, and a mark)"
                )
            ),
            show_default=False,
        ),
    ] = None,
    copy_assets: Annotated[
        bool,
        typer.Option(
            "--copy-assets",
            help=render(
                msg("copy what articles show or link to (images, files) to where they are built")
            ),
            show_default=False,
        ),
    ] = False,
    jobs: _Jobs = None,
    project: Project = None,
    language: Languages = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Build the articles."""
    from essaytrans.commands import build as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=articles or (), languages=language or (), dry=check
    )
    options = use_case.BuildOptions(
        target,
        use_fuzzy,
        None if min_translated is None else min_translated / 100,
        copy_assets,
        tuple(edition or ()),
        stale.value if stale else None,
    )
    with progress(msg("building"), wanted=not (output.json or quiet)) as step:
        report = use_case.build(workspace, options, step=step, jobs=jobs)
    output.diagnostics(report.diagnostics)
    for part in report.editions:
        built = nmsg("{number} article built", "{number} articles built", part.built)
        # Translators: {edition} is the name of an edition: translated, bilingual, html, epub;
        # {done} says how many articles were built in it.
        named = msg("{edition}: {done}", edition=part.edition, done=built)
        is_usual = len(report.editions) == 1 and part.edition == "translated"
        output.line(built if is_usual else named)
    if report.refused:
        output.line(
            nmsg(
                "{number} translation is not used, see above",
                "{number} translations are not used, see above",
                report.refused,
            )
        )
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "build",
            "editions": [
                {
                    "edition": part.edition,
                    "built": part.built,
                    "skipped": part.skipped,
                    "refused": part.refused,
                }
                for part in report.editions
            ],
            "built": report.built,
            "skipped": report.skipped,
            "refused": report.refused,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def status(
    articles: Articles = None,
    people: Annotated[
        bool,
        typer.Option(
            "--credits", help=render(msg("also say who translated what")), show_default=False
        ),
    ] = False,
    board: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="DIR",
            help=render(msg("write pages of it into this folder, for a site")),
            show_default=False,
        ),
    ] = None,
    project: Project = None,
    language: Languages = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Show how far each translation is."""
    output = make_output(form, json, quiet, verbose, ui_language)
    if board is not None:
        from essaytrans.cli import boards

        return boards.board(
            output, project, articles or (), language or (), folder=board, check=check
        )
    from essaytrans.cli import overview

    return overview.status(output, project, articles or (), language or (), people=people)
