"""`pack` and `accept`, as the command line has them."""

from __future__ import annotations

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
from essaytrans.cli.output import as_data, exit_code
from essaytrans.cli.progress import progress
from essaytrans.i18n import msg, nmsg, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.cli.output import Output
    from essaytrans.commands.accept import Accepted
    from essaytrans.model import Message

__all__ = ["accept", "pack"]


class _Preferred(StrEnum):
    """Whose translation is taken where both sides have one."""

    INCOMING = "incoming"


def pack(
    articles: Articles = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="PATH",
            help=render(msg("the archive's name, ending in .zip, or a folder for it")),
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
    """Pack articles and their catalogs for a volunteer."""
    from essaytrans.commands import pack as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=articles or (), languages=language or (), dry=check
    )
    with progress(msg("packing"), wanted=not (output.json or quiet)) as step:
        report = use_case.pack(
            workspace, here=Path.cwd(), output=target, any_language=not language, step=step
        )
    output.diagnostics(report.diagnostics)
    for path in report.archives:
        # Translators: {path} is a zip file.
        output.line(
            msg("would pack {path}", path=path) if check else msg("packed {path}", path=path)
        )
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "pack",
            "archives": list(report.archives),
            "catalogs": report.catalogs,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def accept(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help=render(msg("what came back: PO files, XLIFF, CSV, and zip archives of them")),
            show_default=False,
        ),
    ],
    prefer: Annotated[
        _Preferred | None,
        typer.Option(
            "--prefer",
            metavar="incoming",
            help=render(msg("take the file's translation where the project has another")),
            show_default=False,
        ),
    ] = None,
    article: Annotated[
        str | None,
        typer.Option(
            "--article",
            metavar="NAME",
            help=render(msg("the article that the files are of, if it is not found")),
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            "-l",
            metavar="LANG",
            help=render(msg("the language that the files are in, if they do not say it rightly")),
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
    """Merge what came back into the project's catalogs."""
    from essaytrans.commands import accept as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(),
        articles=[article] if article is not None else (),
        languages=[language] if language is not None else (),
        dry=check,
    )
    with progress(msg("merging"), wanted=not (output.json or quiet)) as step:
        report = use_case.accept(
            workspace,
            paths,
            language=workspace.languages[0] if language is not None else None,
            article=workspace.articles[0] if article is not None else None,
            prefer_incoming=prefer is not None,
            step=step,
        )
    output.diagnostics(report.diagnostics)
    for file in report.files:
        _tell(output, file, replaced=prefer is not None)
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "accept",
            "files": [asdict(file) for file in report.files],
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def _tell(output: Output, file: Accepted, *, replaced: bool) -> None:
    """Say what became of a file."""
    if file.article is None or file.language is None:
        # Translators: {file} is a file that came back by mail.
        output.line(msg("{file}: not accepted, see above", file=file.file))
        return
    output.line(
        # Translators: {file} is a PO file that came back, {article} what it translates.
        msg(
            "{file}: {article} in {language}",
            file=file.file,
            article=file.article,
            language=file.language,
        )
    )
    for sentence in _numbers(file, replaced=replaced):
        # Translators: one of several lines of what became of a file, indented below its name.
        output.line(msg("  {sentence}", sentence=sentence))
    if not file.based:
        output.detail(
            # Translators: “it” is what was sent to a volunteer.
            msg("  the state that was sent is not known, so it was merged entry by entry")
        )


def _numbers(file: Accepted, *, replaced: bool) -> Iterator[Message]:
    taken = file.taken
    yield nmsg("{number} translation came in", "{number} translations came in", taken)
    if file.stale:
        yield nmsg(
            "{number} of them is for a text that has changed or gone since, and to be reviewed",
            "{number} of them are for texts that have changed or gone since, and to be reviewed",
            file.stale,
        )
    if file.already:
        yield nmsg("{number} was there already", "{number} were there already", file.already)
    if file.outdated:
        yield nmsg(
            "{number} is in doubt and not taken, since a confirmed one is there",
            "{number} are in doubt and not taken, since confirmed ones are there",
            file.outdated,
        )
    if file.conflicts and replaced:
        yield nmsg(
            "{number} has replaced another, see above",
            "{number} have replaced others, see above",
            file.conflicts,
        )
    elif file.conflicts:
        yield nmsg(
            "{number} differs from the project's, see above",
            "{number} differ from the project's, see above",
            file.conflicts,
        )
    if file.refused:
        yield nmsg(
            "{number} entry is refused, see above",
            "{number} entries are refused, see above",
            file.refused,
        )
