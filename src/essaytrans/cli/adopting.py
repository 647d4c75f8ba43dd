"""`adopt`, as the command line has it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.cli.output import Output
    from essaytrans.commands.adopt import Adopted, Link
    from essaytrans.commands.adopting.pairs import Pairing
    from essaytrans.commands.adopting.reading import Passage
    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Message

__all__ = ["adopt"]

_PLACEHOLDERS = ("{article}", "{stem}")
"""What the path of an article has in a pattern of many."""
_SHOWN = 60
"""How many characters of a text without a partner are shown."""


def adopt(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE",
            help=render(msg("an article, or the pattern of many: docs/{{article}}.md")),
            show_default=False,
        ),
    ],
    translation: Annotated[
        str,
        typer.Argument(
            metavar="TRANSLATION",
            help=render(
                msg(
                    "the file that translates it, or another program's catalog of it; or their"
                    " pattern: {{language}}/{{article}}.md"
                )
            ),
            show_default=False,
        ),
    ],
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help=render(msg("also write a page that shows what belongs together")),
            show_default=False,
        ),
    ] = None,
    all_fuzzy: Annotated[
        bool,
        typer.Option(
            "--all-fuzzy",
            help=render(msg("have everything reviewed, also what is certain")),
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
    """Take translations that exist, as Markdown or in other catalogs, into those of the project."""
    from essaytrans.commands import adopt as use_case
    from essaytrans.commands.workspace import open_workspace

    output = make_output(form, json, quiet, verbose, ui_language)
    many = any(placeholder in article for placeholder in _PLACEHOLDERS)
    workspace = open_workspace(
        project or Path.cwd(),
        articles=() if many else [article],
        languages=language or (),
        dry=check,
    )
    pairs = _pairs(workspace, article, translation, many=many)
    page = Path(os.path.realpath(html)) if html is not None else None
    with progress(msg("aligning"), wanted=not (output.json or quiet)) as step:
        report = use_case.adopt(workspace, pairs, all_fuzzy=all_fuzzy, page=page, step=step)
    output.diagnostics(report.diagnostics)
    for row in report.files:
        _tell(output, row)
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "adopt",
            "files": [_as_data(row) for row in report.files],
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))


def _pairs(workspace: Workspace, article: str, translation: str, *, many: bool) -> list[Pairing]:
    from essaytrans.commands.adopting.pairs import Pairing, only_language, pairings

    if many:
        return pairings(workspace, article, translation)
    language = only_language(workspace)
    place = translation.replace("{language}", language.tag)
    return [Pairing(workspace.articles[0], language, Path(os.path.realpath(place)))]


def _tell(output: Output, row: Adopted) -> None:
    """Say what became of a translation."""
    # Translators: {file} is a translation, {article} what it translates.
    output.line(
        msg(
            "{file}: {article} in {language}",
            file=row.translation,
            article=row.article,
            language=row.language,
        )
    )
    for sentence in _numbers(row):
        # Translators: one of several lines of what became of a file, indented below its name.
        output.line(msg("  {sentence}", sentence=sentence))
    for link in row.links:
        if link.state == "alone":
            for passage in (*link.source, *link.target):
                path = row.path if link.source else row.translation
                output.detail(
                    # Translators: a text without a partner: where it stands, and what it says.
                    msg(
                        "  {path}:{line}: {text}",
                        path=path,
                        line=passage.line,
                        text=_short(passage),
                    )
                )


def _short(passage: Passage) -> str:
    text = passage.text.replace("\n", " ")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _numbers(row: Adopted) -> Iterator[Message]:
    yield nmsg("{number} translation came in", "{number} translations came in", row.sure)
    if row.fuzzy:
        yield nmsg("{number} more, to be reviewed", "{number} more, to be reviewed", row.fuzzy)
    if row.kept:
        yield nmsg(
            "{number} text had a translation, which stands",
            "{number} texts had a translation, which stands",
            row.kept,
        )
    own, theirs = row.alone
    if own:
        yield nmsg(
            "{number} text of the article found no partner",
            "{number} texts of the article found no partner",
            own,
        )
    if theirs:
        yield nmsg(
            "{number} text of the translation found no partner",
            "{number} texts of the translation found no partner",
            theirs,
        )


def _as_data(row: Adopted) -> dict[str, Any]:
    return {
        "article": row.article,
        "path": row.path,
        "language": row.language,
        "translation": row.translation,
        "catalog": row.catalog,
        "sure": row.sure,
        "fuzzy": row.fuzzy,
        "kept": row.kept,
        "open": row.open,
        "links": [_link(link) for link in row.links],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "source": [{"line": each.line, "text": each.text} for each in link.source],
        "target": [{"line": each.line, "text": each.text} for each in link.target],
        "confidence": round(link.confidence, 3),
        "state": link.state,
        "moved": link.moved,
        "reason": render(link.reason) if link.reason is not None else None,
    }
