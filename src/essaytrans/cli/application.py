"""The commands: arguments parsed, a use case called, its report said."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
import typer.main

from essaytrans import __version__, i18n
from essaytrans.cli.options import (
    Format,
    FormatChoice,
    Json,
    Project,
    Quiet,
    UiLanguage,
    Verbose,
    make_output,
)
from essaytrans.cli.output import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK, Output, as_data
from essaytrans.cli.retold import Command, Group
from essaytrans.cli.visible import told
from essaytrans.cli.wordings import recognize, retell
from essaytrans.i18n import msg, render
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.problems import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["run"]

_COMMANDS: Final = MappingProxyType(
    {
        "init": ("beginning", msg("begin a project in a folder")),
        "add": ("beginning", msg("add languages to translate into")),
        "extract": ("working", msg("write the texts of the articles into catalogs")),
        "adopt": ("adopting", msg("take in translations that exist already")),
        "prefill": ("prefilling", msg("fill what has no translation by a machine")),
        "pack": ("mailing", msg("pack articles and catalogs to send to a volunteer")),
        "accept": ("mailing", msg("merge what came back by mail or from other tools")),
        "export": ("exchanging", msg("write catalogs in the formats of other tools")),
        "offer": ("exchanging", msg("offer translations of memories to texts that have none")),
        "lint": ("checking", msg("say what in the articles will trouble translators")),
        "check": ("checking", msg("review what was translated")),
        "glossary": ("glossary", msg("keep the words that translations should agree on")),
        "preview": (
            "previewing",
            msg("show articles and translations in a browser, as they are now"),
        ),
        "build": ("working", msg("build the articles in every language from the catalogs")),
        "status": ("working", msg("show how far each translation is")),
        "claim": ("claiming", msg("say who works on a translation")),
        "release": ("claiming", msg("say that nobody works on a translation any more")),
        "proofread": ("claiming", msg("say who has read a translation, besides who made it")),
        "merge": ("merging", msg("merge catalogs of two branches, by hand or by git")),
        "tidy": ("keeping", msg("write catalogs in the form of essaytrans, whoever saved them")),
        "prune": ("keeping", msg("remove the catalogs of articles that are gone")),
    }
)
"""Each command, in the order in which a project meets them: the module beside this one that has a
function of that name, and what it is for."""


class _Commands(Mapping[str, Any]):
    """The commands, made when they are asked for: none waits for the options of the others."""

    def __getitem__(self, name: str) -> Any:
        module, purpose = _COMMANDS[name]
        function = getattr(import_module(f"essaytrans.cli.{module}"), name)
        if isinstance(function, typer.Typer):
            group = typer.main.get_command(function)
            group.help = render(purpose)
            return group
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name, cls=Command, help=render(purpose))(function)
        return typer.main.get_command(app)

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class _Program(Group):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        vars(self)["commands"] = _Commands()


_app = typer.Typer(
    cls=_Program,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    help=render(
        msg(
            "Chinese Markdown articles to gettext catalogs for Poedit, and back in every language."
            " Without a command: where the project stands, and what to do next."
        )
    ),
)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        return _run(arguments)
    finally:
        # at the end, since another language may be needed on the way: that of the notes
        Output().diagnostics(i18n.unreadable())


def _run(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # a terminal that lacks a character gets an escape, not a traceback
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    output = Output(json=_wants_json(arguments))
    try:
        code = int(_app(list(arguments), prog_name="essaytrans", standalone_mode=False) or 0)
        sys.stdout.flush()
    except EssaytransError as error:
        _fail(output, error.diagnostics)
        return EXIT_FAILED
    except (KeyboardInterrupt, typer.Abort):
        code = EXIT_INTERRUPTED
    except (BrokenPipeError, SystemExit):  # Typer makes the one of the other
        # whoever reads has seen enough; the interpreter must not complain about it at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except typer.TyperException as error:
        _usage(output, error)
        return EXIT_FAILED
    except OSError as error:  # such as a working folder that is gone
        _fail(output, (_refused(error),))
        return EXIT_FAILED
    if code == EXIT_INTERRUPTED:  # Typer itself may have made it that, without a word
        print(render(msg("interrupted; every file is whole, old or new")), file=sys.stderr)
    return code


def _wants_json(arguments: Sequence[str]) -> bool:
    joined = " ".join(arguments)
    return "--json" in arguments or "--format json" in joined or "--format=json" in arguments


def _usage(output: Output, error: typer.TyperException) -> None:
    text = retell(error.format_message())
    if output.json:
        nowhere = dict.fromkeys(("hint", "path", "line", "column"))
        problem = {"severity": Severity.ERROR.value, "code": "usage", "message": text, **nowhere}
        output.data({"diagnostics": [problem]})
        return
    context = getattr(error, "ctx", None)
    if context is not None:
        print(context.get_usage(), file=sys.stderr)
    sentence = recognize(error.format_message())
    print(told(msg("error: {sentence}", sentence=sentence)), file=sys.stderr)


def _refused(error: OSError) -> Diagnostic:
    message = msg("the system refuses to go on: {reason}", reason=reason(error))
    position = Position(str(error.filename)) if error.filename else None
    return Diagnostic(Severity.ERROR, "system", message, None, position)


def _fail(output: Output, diagnostics: Sequence[Diagnostic]) -> None:
    output.diagnostics(diagnostics)
    output.data({"diagnostics": [as_data(diagnostic) for diagnostic in diagnostics]})


def _version(wanted: bool) -> None:
    if wanted:
        print(f"essaytrans {__version__}")
        raise typer.Exit


_VersionOption = Annotated[
    bool,
    typer.Option(
        "--version",
        callback=_version,
        is_eager=True,
        help=render(msg("say which version this is")),
        show_default=False,
    ),
]


@_app.callback()
def _overview(
    context: typer.Context,
    project: Project = None,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
    version: _VersionOption = False,
) -> int:
    del version
    output = make_output(form, json, quiet, verbose, ui_language)
    if context.invoked_subcommand is not None:
        # what is said before a command holds for it, unless it says otherwise
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
    from essaytrans.cli import overview

    return overview.overview(output, project)
