"""`status --html`: the status board, as one asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from essaytrans.cli.output import as_data, exit_code
from essaytrans.cli.progress import progress
from essaytrans.commands.board import write_board
from essaytrans.commands.workspace import open_workspace
from essaytrans.i18n import msg, nmsg, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.cli.output import Output

__all__ = ["board"]


def board(
    output: Output,
    project: Path | None,
    articles: Sequence[str],
    languages: Sequence[str],
    *,
    folder: Path,
    check: bool,
) -> int:
    """Write the board of a project into a folder, and say what was written."""
    workspace = open_workspace(
        project or Path.cwd(), articles=articles, languages=languages, dry=check
    )
    with progress(msg("measuring"), wanted=not (output.json or output.quiet)) as step:
        report = write_board(workspace, folder, step=step, jobs=None)
    output.diagnostics(report.diagnostics)
    output.line(
        render(nmsg("{number} article", "{number} articles", report.articles))
        + render(msg(", "))
        + render(nmsg("{number} language", "{number} languages", report.languages))
    )
    # Translators: the path of a page that was written.
    output.line(msg("the board: {path}", path=report.index))
    output.changed(report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "status",
            "board": report.index,
            "articles": report.articles,
            "languages": report.languages,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return exit_code(report.diagnostics, check=check, changed=bool(report.changed))
