"""The commands: arguments parsed, a use case called, its report said."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from essaytrans import __version__, i18n
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
)
from essaytrans.cli.output import (
    EXIT_FAILED,
    EXIT_FINDINGS,
    EXIT_INTERRUPTED,
    EXIT_OK,
    Output,
    as_data,
)
from essaytrans.cli.progress import progress
from essaytrans.cli.retold import Command, Group
from essaytrans.i18n import msg, nmsg, render
from essaytrans.model import Diagnostic, EssaytransError, Severity

__all__ = ["run"]

_app = typer.Typer(
    cls=Group,
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
    for stream in (sys.stdout, sys.stderr):
        # a terminal that lacks a character gets an escape, not a traceback
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    output = Output(json=_wants_json(arguments))
    try:
        return int(_app(list(arguments), prog_name="essaytrans", standalone_mode=False) or 0)
    except EssaytransError as error:
        _fail(output, error.diagnostics)
        return EXIT_FAILED
    except KeyboardInterrupt:
        print(render(msg("interrupted; every file is whole, old or new")), file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # whoever reads has seen enough; the interpreter must not complain about it at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except typer.TyperException as error:
        _usage(error)
        return EXIT_FAILED
    except typer.Abort:
        print(render(msg("interrupted; every file is whole, old or new")), file=sys.stderr)
        return EXIT_INTERRUPTED


def _wants_json(arguments: Sequence[str]) -> bool:
    joined = " ".join(arguments)
    return "--json" in arguments or "--format json" in joined or "--format=json" in arguments


def _usage(error: typer.TyperException) -> None:
    context = getattr(error, "ctx", None)
    if context is not None:
        print(context.get_usage(), file=sys.stderr)
    text = i18n.retell(error.format_message())
    print(render(msg("error: {sentence}", sentence=text)), file=sys.stderr)


def _fail(output: Output, diagnostics: Sequence[Diagnostic]) -> None:
    output.diagnostics(diagnostics)
    output.data({"diagnostics": [as_data(diagnostic) for diagnostic in diagnostics]})


def _output(form: FormatChoice, json: bool, quiet: bool, verbose: bool, ui: str | None) -> Output:
    if ui is not None and i18n.match(ui) is None:
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "ui-language",
                msg("the program does not speak “{tag}”", tag=ui),
                msg("it speaks: {languages}", languages=", ".join(i18n.available())),
            )
        )
    return Output(json=json or form is FormatChoice.JSON, quiet=quiet, verbose=verbose)


def _code(diagnostics: Sequence[Diagnostic], *, check: bool = False, changed: bool = False) -> int:
    found = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    return EXIT_FINDINGS if found or (check and changed) else EXIT_OK


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
    output = _output(form, json, quiet, verbose, ui_language)
    if context.invoked_subcommand is not None:
        return EXIT_OK
    from essaytrans.cli import overview  # noqa: PLC0415 - see CONTRIBUTING: start-up time

    return overview.overview(output, project)


@_app.command("init", cls=Command, help=render(msg("Begin a project in a folder.")))
def _init(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help=render(msg("the folder; the one you are in if none is given")),
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=render(msg("what catalogs call the project")), show_default=False
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
    language: Languages = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    from essaytrans.cli.questions import ask_for_project  # noqa: PLC0415
    from essaytrans.commands.setup import init  # noqa: PLC0415

    output = _output(form, json, quiet, verbose, ui_language)
    root = folder or Path()
    answers = ask_for_project(root, name, source, language, wanted=not (output.json or quiet))
    report = init(
        root, name=answers.name, source=answers.source, languages=answers.languages, dry=check
    )
    for path in report.changed:
        output.line(msg("would make {path}", path=path) if check else msg("made {path}", path=path))
    if not check:
        output.line()
        output.line(msg("Put your articles into articles/, then run: essaytrans extract"))
    output.data({"command": "init", "root": str(report.root), "changed": list(report.changed)})
    return _code((), check=check, changed=bool(report.changed))


@_app.command("add", cls=Command, help=render(msg("Add languages to translate into.")))
def _add(
    languages: Annotated[
        list[str],
        typer.Argument(
            metavar="LANG...",
            help=render(msg("BCP 47 tags: en, zh-TW, pt-BR, tlh, art-x-elvish")),
            show_default=False,
        ),
    ],
    project: Project = None,
    check: Check = False,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    from essaytrans.commands.extract import extract  # noqa: PLC0415
    from essaytrans.commands.setup import add  # noqa: PLC0415
    from essaytrans.commands.workspace import open_workspace  # noqa: PLC0415
    from essaytrans.language.locales import display_name  # noqa: PLC0415

    output = _output(form, json, quiet, verbose, ui_language)
    start = project or Path.cwd()
    report = add(start, languages, dry=check)
    changed = list(report.changed)
    diagnostics: tuple[Diagnostic, ...] = ()
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
    if not check:
        tags = [*report.added, *report.known]
        with progress(msg("extracting"), wanted=not (output.json or quiet)) as step:
            extracted = extract(open_workspace(start, languages=tags), step=step)
        diagnostics = extracted.diagnostics
        changed += extracted.changed
        _say_changed(output, extracted.changed, check=False)
    output.diagnostics(diagnostics)
    output.data(
        {
            "command": "add",
            "added": list(report.added),
            "known": list(report.known),
            "changed": changed,
            "diagnostics": [as_data(diagnostic) for diagnostic in diagnostics],
        }
    )
    return _code(diagnostics, check=check, changed=bool(changed))


@_app.command("extract", cls=Command, help=render(msg("Write the articles' texts into catalogs.")))
def _extract(
    articles: Articles = None,
    pot: Annotated[
        str | None,
        typer.Option(
            "--pot",
            metavar="DIR",
            help=render(msg("also write a template of each article into this folder")),
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
    from essaytrans.commands.extract import extract  # noqa: PLC0415
    from essaytrans.commands.workspace import open_workspace  # noqa: PLC0415

    output = _output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=articles or (), languages=language or (), dry=check
    )
    with progress(msg("extracting"), wanted=not (output.json or quiet)) as step:
        report = extract(workspace, templates=pot, step=step)
    output.diagnostics(report.diagnostics)
    output.line(
        render(nmsg("{number} article", "{number} articles", report.articles))
        + render(msg(", "))
        + render(nmsg("{number} unit", "{number} units", report.units))
    )
    for number, sentence in (
        (report.added, nmsg("{number} new entry", "{number} new entries", report.added)),
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
                "{number} obsolete translation came back",
                "{number} obsolete translations came back",
                report.restored,
            ),
        ),
    ):
        if number:
            output.line(sentence)
    _say_changed(output, report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "extract",
            "articles": report.articles,
            "units": report.units,
            "added": report.added,
            "obsoleted": report.obsoleted,
            "restored": report.restored,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return _code(report.diagnostics, check=check, changed=bool(report.changed))


@_app.command(
    "build", cls=Command, help=render(msg("Build the articles in every language from catalogs."))
)
def _build(
    articles: Articles = None,
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
        float,
        typer.Option(
            metavar="PERCENT",
            min=0,
            max=100,
            help=render(msg("skip articles of which less is translated, in Han characters")),
            show_default=False,
        ),
    ] = 0,
    copy_assets: Annotated[
        bool,
        typer.Option(
            "--copy-assets",
            help=render(msg("copy images and files that articles show beside the built ones")),
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
    from essaytrans.commands.build import BuildOptions, build  # noqa: PLC0415
    from essaytrans.commands.workspace import open_workspace  # noqa: PLC0415

    output = _output(form, json, quiet, verbose, ui_language)
    workspace = open_workspace(
        project or Path.cwd(), articles=articles or (), languages=language or (), dry=check
    )
    options = BuildOptions(target, use_fuzzy, min_translated / 100, copy_assets)
    with progress(msg("building"), wanted=not (output.json or quiet)) as step:
        report = build(workspace, options, step=step)
    output.diagnostics(report.diagnostics)
    output.line(nmsg("{number} article built", "{number} articles built", report.built))
    if report.refused:
        output.line(
            nmsg(
                "{number} translation is not used, see above",
                "{number} translations are not used, see above",
                report.refused,
            )
        )
    _say_changed(output, report.changed, check=check)
    output.summary(report.diagnostics)
    output.data(
        {
            "command": "build",
            "built": report.built,
            "skipped": report.skipped,
            "refused": report.refused,
            "changed": list(report.changed),
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
        }
    )
    return _code(report.diagnostics, check=check, changed=bool(report.changed))


@_app.command("status", cls=Command, help=render(msg("Show how far each translation is.")))
def _status(
    articles: Articles = None,
    project: Project = None,
    language: Languages = None,
    form: Format = FormatChoice.TEXT,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    ui_language: UiLanguage = None,
) -> int:
    from essaytrans.cli import overview  # noqa: PLC0415

    output = _output(form, json, quiet, verbose, ui_language)
    return overview.status(output, project, articles or (), language or ())


def _say_changed(output: Output, changed: Sequence[str], *, check: bool) -> None:
    """Say which files were written; by name when checking or when asked for more."""
    say: Callable[[str], None] = output.line if check else output.detail
    for path in changed:
        say(path)
    if check:
        sentence = nmsg("{number} file would change", "{number} files would change", len(changed))
    else:
        sentence = nmsg("{number} file changed", "{number} files changed", len(changed))
    output.line(sentence if changed else msg("nothing to write"))
