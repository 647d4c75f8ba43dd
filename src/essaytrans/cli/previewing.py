"""`preview`, as the command line has it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from essaytrans.cli.options import (
    FormatChoice,
    Languages,
    Project,
    Quiet,
    UiLanguage,
    make_output,
)
from essaytrans.i18n import msg, render
from essaytrans.model import Diagnostic, EssaytransError, Severity

__all__ = ["preview"]

_NEEDED = ("starlette", "uvicorn", "watchfiles")
"""What the extra installs."""


def preview(
    article: Annotated[
        str | None,
        typer.Argument(
            metavar="[ARTICLE]",
            help=render(msg("the article to begin with, by name or path; all if none is given")),
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="N",
            min=0,
            max=65535,
            help=render(msg("the port to serve on; the first free one from 8421 on if not given")),
            show_default=False,
        ),
    ] = None,
    browser: Annotated[
        bool,
        typer.Option(
            "--open", help=render(msg("open the page in your browser")), show_default=False
        ),
    ] = False,
    project: Project = None,
    language: Languages = None,
    quiet: Quiet = False,
    ui_language: UiLanguage = None,
) -> int:
    """Show articles and translations in a browser."""
    output = make_output(FormatChoice.TEXT, False, quiet, False, ui_language)
    if any(find_spec(name) is None for name in _NEEDED):
        raise EssaytransError(_missing())
    from essaytrans.commands.workspace import open_workspace
    from essaytrans.preview.memory import Memory
    from essaytrans.preview.serving import bind, serve
    from essaytrans.preview.showing import Reader, address

    start = project or Path.cwd()
    chosen = open_workspace(start, articles=[article] if article else (), languages=language or ())
    output.diagnostics(chosen.diagnostics)
    memory = Memory(start, languages=language or ())
    bound = bind(port)
    page = "/"
    if article and chosen.languages:
        path, tag = chosen.articles[0].path, chosen.languages[0].tag
        page = address(Reader.of(None), tag, path)
    url = f"http://127.0.0.1:{bound.getsockname()[1]}{page}"

    def ready() -> None:
        output.line(url)
        output.line(msg("it follows what you save; Ctrl-C ends it"))
        if browser:
            import webbrowser

            webbrowser.open_new_tab(url)

    serve(memory, bound, ready=ready)
    # Translators: “it” is the preview: the pages in the browser that follow what is saved.
    output.line(msg("it is over"))
    return 0


def _missing() -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "preview-missing",
        msg("the parts that the preview is made of are not installed"),
        msg("install them: pip install 'essaytrans[preview]'"),
    )
