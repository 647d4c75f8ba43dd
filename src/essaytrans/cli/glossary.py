"""`glossary`, as the command line has it: a group of commands."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from essaytrans.cli.output import EXIT_OK, as_data, exit_code
from essaytrans.cli.progress import progress
from essaytrans.cli.retold import Command, Group
from essaytrans.cli.visible import visible
from essaytrans.i18n import msg, nmsg, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.commands.glossary.incoming import Imported
    from essaytrans.model import Message

__all__ = ["glossary"]

glossary = typer.Typer(
    cls=Group, add_completion=False, rich_markup_mode=None, invoke_without_command=True
)


class _Preferred(StrEnum):
    """Whose translation comes first where both sides have one."""

    INCOMING = "incoming"


class _Form(StrEnum):
    """What is exported, or who reads what is said of it."""

    CSV = "csv"
    TBX = "tbx"
    TEXT = "text"
    JSON = "json"


@glossary.callback()
def _look(
    context: typer.Context,
    project: Project = None,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    output = make_output(form, json, quiet, verbose, ui_language)
    if context.invoked_subcommand is not None:
        said = {
            "project": project,
            "form": form.value,
            "json": json,
            "quiet": quiet,
            "verbose": verbose,
            "ui_language": ui_language,
        }
        context.default_map = {context.invoked_subcommand: said}
        return EXIT_OK
    from essaytrans.commands.glossary import terms as use_case
    from essaytrans.commands.workspace import open_workspace

    report = use_case.look(open_workspace(project or Path.cwd()))
    output.diagnostics(report.diagnostics)
    if report.path is None:
        # Translators: “begins one” is of a glossary.
        output.line(msg("there is no glossary; “essaytrans glossary suggest --write” begins one"))
    else:
        output.line(nmsg("{number} term", "{number} terms", report.terms))
        for language, number in report.languages:
            output.line(f"  {language}: {number}")
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "glossary",
            "path": report.path,
            "terms": report.terms,
            "languages": dict(report.languages),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics)


@glossary.command(
    "suggest", cls=Command, help=render(msg("propose terms that the articles use often"))
)
def _suggest(
    articles: Articles = None,
    least: Annotated[
        int,
        typer.Option(
            "--least",
            min=1,
            metavar="NUMBER",
            help=render(msg("how often the articles have a word at least; 5 if not given")),
            show_default=False,
        ),
    ] = 5,
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help=render(msg("add what is proposed to the glossary, to be translated there")),
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
    from essaytrans.commands.glossary import terms as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(project or Path.cwd(), articles=articles or (), dry=check)
    # Translators: beside a progress bar: articles are being read.
    with progress(msg("reading"), wanted=not (output.json or quiet)) as step:
        report = use_case.suggest_terms(workspace, least=least, write=write, step=step)
    output.diagnostics(report.diagnostics)
    for one in report.proposals:
        output.line(f"{one.times:>5}  {one.term}  {one.path}:{one.line}")
        output.detail(f"       {one.example}")
    # Translators: words that a glossary might have.
    output.line(nmsg("{number} term proposed", "{number} terms proposed", len(report.proposals)))
    if write:
        output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "glossary suggest",
            "proposals": [asdict(one) for one in report.proposals],
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


@glossary.command(
    "import", cls=Command, help=render(msg("take terms from CSV and TBX files into the glossary"))
)
def _import(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help=render(msg("glossaries in CSV or TBX")),
            show_default=False,
        ),
    ],
    prefer: Annotated[
        _Preferred | None,
        typer.Option(
            "--prefer",
            metavar="incoming",
            help=render(msg("put the file's translation first where the glossary has another")),
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
    from essaytrans.commands.glossary import incoming as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(project or Path.cwd(), dry=check)
    report = use_case.import_terms(workspace, paths, prefer_incoming=prefer is not None)
    output.diagnostics(report.diagnostics)
    for file in report.files:
        # Translators: {file} is a glossary that is imported.
        terms = nmsg("{number} term", "{number} terms", file.terms)
        output.line(msg("{file}: {terms}", file=file.file, terms=terms))
        for sentence in _numbers(file):
            # Translators: one of several lines of what became of a file, indented below its name.
            output.line(msg("  {sentence}", sentence=sentence))
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "glossary import",
            "files": [asdict(file) for file in report.files],
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def _numbers(file: Imported) -> Iterator[Message]:
    if file.added:
        yield nmsg("{number} new row", "{number} new rows", file.added)
    if file.filled:
        yield nmsg("{number} empty cell filled", "{number} empty cells filled", file.filled)
    if file.replaced:
        yield nmsg(
            "{number} translation put before another",
            "{number} translations put before others",
            file.replaced,
        )
    if file.already:
        yield nmsg("{number} was there already", "{number} were there already", file.already)
    if file.conflicts:
        yield nmsg(
            "{number} differs from the project's, see above",
            "{number} differ from the project's, see above",
            file.conflicts,
        )
    if file.useless:
        yield nmsg(
            "{number} term has no translation into a language of the project, and is left out",
            "{number} terms have no translation into a language of the project, and are left out",
            file.useless,
        )
    if file.refused:
        yield nmsg(
            "{number} entry is refused, see above",
            "{number} entries are refused, see above",
            file.refused,
        )


@glossary.command(
    "export",
    cls=Command,
    help=render(msg("write the glossary for spreadsheets and other programs")),
)
def _export(
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FILE",
            help=render(
                msg("the file to write, ending in .csv or .tbx; standard output if not given")
            ),
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
            metavar="csv|tbx|text|json",
            help=render(msg("what to write; or who reads what is said of it, as everywhere")),
            show_default=False,
        ),
    ] = _Form.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    from essaytrans.commands.glossary import terms as use_case
    from essaytrans.commands.workspace import open_workspace

    choice = FormatChoice.JSON if form is _Form.JSON else FormatChoice.TEXT
    output = make_output(choice, json, quiet, verbose, ui_language)
    workspace = open_workspace(project or Path.cwd(), languages=language or (), dry=check)
    report = use_case.export_terms(
        workspace,
        form=form.value if form in {_Form.CSV, _Form.TBX} else None,
        output=target,
        any_language=not language,
    )
    output.diagnostics(report.diagnostics)
    if target is not None:
        output.line(nmsg("{number} term", "{number} terms", report.terms))
        output.changed(report.changed, check=check)
    elif not output.json:
        _print(report.text)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "glossary export",
            "form": report.form,
            "terms": report.terms,
            "output": report.output,
            "text": None if report.output else report.text,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def _print(text: str) -> None:
    """Print a file: as it is to another program, made visible to a person."""
    if _for_a_person():
        text = "".join(f"{visible(line)}\n" for line in text.splitlines())
    print(text, end="")


def _for_a_person() -> bool:
    return sys.stdout.isatty()
