"""`init` and `add`, as the command line has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from essaytrans import i18n
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
from essaytrans.cli.output import as_data, exit_code
from essaytrans.cli.prefilling import Send, numbers, run_prefill
from essaytrans.cli.progress import progress
from essaytrans.i18n import msg, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.cli.output import Output
    from essaytrans.commands.prefill import PrefillReport, Prepared
    from essaytrans.commands.setup import AddReport

__all__ = ["add", "init"]


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            help=render(msg("the folder; the one you are in if none is given")),
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            # Translators: a question at a terminal, or the help of an option: how the catalogs (PO
            # files) are to name the project in their headers.
            metavar="NAME",
            help=render(msg("what catalogs call the project")),
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="LANG",
            help=render(msg("the language of the articles; zh-CN if not given")),
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            "-l",
            metavar="LANG",
            help=render(msg("a language to translate into; may be repeated")),
            show_default=False,
        ),
    ] = None,
    preset: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            # Translators: a site generator is a program such as Hugo; the last three words stay.
            help=render(msg("for a site generator: auto, or a name such as hugo or mkdocs")),
            show_default=False,
        ),
    ] = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Begin a project."""
    from essaytrans.cli.questions import ask_for_project
    from essaytrans.commands import setup

    output = make_output(form, json, quiet, verbose, ui_language)
    root = folder or Path()
    answers = ask_for_project(root, name, source, language, wanted=not (output.json or quiet))
    report = setup.init(
        root,
        name=answers.name,
        source=answers.source,
        languages=answers.languages,
        preset=preset,
        dry=check,
    )
    if report.preset:
        # Translators: {name} is that of a preset, a configuration for a site generator.
        output.line(msg("preset: {name}", name=report.preset))
    for path in report.changed:
        output.line(msg("would make {path}", path=path) if check else msg("made {path}", path=path))
    if not check:
        output.line()
        output.line(
            msg(
                "put your articles into {folder}/, then run: essaytrans extract",
                folder=report.articles,
            )
        )
    output.data(
        {
            "command": "init",
            "root": str(report.root),
            "preset": report.preset,
            "changed": list(report.changed),
        }
    )
    return exit_code((), check=check, changed=bool(report.changed))


def add(
    languages: Annotated[
        list[str],
        typer.Argument(
            metavar="LANG",
            help=render(msg("BCP 47 tags: en, zh-TW, pt-BR, tlh, art-x-elvish")),
            show_default=False,
        ),
    ],
    engine: Annotated[
        str | None,
        typer.Option(
            "--prefill",
            metavar="ENGINE",
            help=render(msg("fill the new catalogs by a machine, to be reviewed: opencc, openai")),
            show_default=False,
        ),
    ] = None,
    send: Send = False,
    project: Project = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    """Add languages, extract for them, and fill their catalogs if asked to."""
    from essaytrans.commands import extract, setup
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    start = project or Path.cwd()
    prepared = (
        _prepared(start, languages, engine, send=send or check) if engine is not None else None
    )
    report = setup.add(start, languages, dry=check)
    _say_languages(output, report, check=check)
    workspace = open_workspace(
        start, languages=[*report.added, *report.known], dry=check, config=report.config
    )
    filled: PrefillReport | None = None
    if prepared is None:
        with progress(msg("extracting"), wanted=not (output.json or quiet)) as step:
            extracted = extract.extract(workspace, step=step, jobs=None)
        diagnostics, written = extracted.diagnostics, extracted.changed
    else:
        filled = run_prefill(output, workspace, prepared)
        diagnostics, written = filled.diagnostics, filled.changed
    changed = [*report.changed, *written]
    output.changed(changed, check=check)
    output.diagnostics(diagnostics)
    output.data(
        {
            "command": "add",
            "added": list(report.added),
            "known": list(report.known),
            "prefill": numbers(filled) if filled else None,
            "changed": changed,
            "diagnostics": [as_data(diagnostic) for diagnostic in diagnostics],
        }
    )
    return exit_code(diagnostics, check=check, changed=bool(changed))


def _prepared(start: Path, languages: Sequence[str], engine: str, *, send: bool) -> Prepared:
    """Choose the engine as if the languages were there: what it refuses is not added."""
    from essaytrans.commands import setup
    from essaytrans.commands.prefill import prepare
    from essaytrans.commands.workspace import open_workspace

    planned = setup.add(start, languages, dry=True)
    workspace = open_workspace(
        start, languages=[*planned.added, *planned.known], dry=True, config=planned.config
    )
    return prepare(workspace, engine, send=send, only_fitting=False)


def _say_languages(output: Output, report: AddReport, *, check: bool) -> None:
    from essaytrans.language.locales import display_name

    reader = i18n.speaks()
    for tag in report.known:
        output.line(msg("{tag} is there already", tag=tag))
    for tag in report.added:
        name = display_name(tag, in_language=reader)
        output.line(
            msg("would add {name} ({tag})", name=name, tag=tag)
            if check
            else msg("added {name} ({tag})", name=name, tag=tag)
        )
