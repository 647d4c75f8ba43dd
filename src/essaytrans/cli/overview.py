"""Where the project stands: the table of `status`, and the page without a command."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from essaytrans import i18n
from essaytrans.cli.output import EXIT_OK, Output, as_data, exit_code
from essaytrans.cli.people import claims_data, say_claims, say_credits
from essaytrans.cli.progress import progress
from essaytrans.cli.tables import table
from essaytrans.cli.visible import told
from essaytrans.commands.builds.publishing import threshold
from essaytrans.commands.status import StatusReport, measure_all
from essaytrans.commands.workspace import open_workspace
from essaytrans.i18n import msg, nmsg, render
from essaytrans.language.locales import display_name
from essaytrans.model import EssaytransError, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.commands.status import StatusRow
    from essaytrans.follow import Progress
    from essaytrans.model import Message
    from essaytrans.project.config import Config

__all__ = ["overview", "status"]


def status(
    output: Output,
    project: Path | None,
    articles: Sequence[str],
    languages: Sequence[str],
    *,
    people: bool = False,
) -> int:
    """Say how far each translation is."""
    workspace = open_workspace(project or Path.cwd(), articles=articles, languages=languages)
    # Translators: beside a progress bar: how much is translated is being counted.
    with progress(msg("measuring"), wanted=not (output.json or output.quiet)) as step:
        report = measure_all(workspace, step=step, people=people)
    output.diagnostics(report.diagnostics)
    names = _names(workspace.config)
    rows = [[row.article, names[row.language], *_numbers(row.progress)] for row in report.rows]
    chosen = _has_threshold(workspace.config)
    if chosen:
        rows = [[*row, _published(found)] for row, found in zip(rows, report.rows, strict=True)]
    if report.articles > 1:
        # Translators: in a table, below the names of articles: the sum of all of them.
        everything = render(msg("all articles"))
        rows += [
            [
                everything,
                names[tag],
                *_numbers(found),
                *([_published_of(report, tag)] if chosen else []),
            ]
            for tag, found in report.languages().items()
        ]
    if rows:
        head, groups = _head(), _groups(2)
        if chosen:
            # Translators: above a column: whether an article is published in a language, since
            # enough of it is translated.
            head, groups = [*head, render(msg("published"))], [*groups, ("", 1)]
        for line in table(head, rows, left=2, groups=groups):
            output.shown(line)
        say_claims(output, report.rows, names)
        if report.translators is not None:
            say_credits(output, report.translators, names)
        if stale := _stale(report):
            output.line()
            output.line(stale)
    else:
        output.line(_nothing(workspace.config, report))
    data = _data("status", workspace.config, report)
    if report.translators is not None:
        data["credits"] = [
            {
                "language": translator.language,
                **asdict(translator.credit),
                "articles": translator.articles,
            }
            for translator in report.translators
        ]
    output.data(data)
    return exit_code(report.diagnostics)


def overview(output: Output, project: Path | None) -> int:
    """Say where the project stands and what to do next."""
    try:
        workspace = open_workspace(project or Path.cwd())
    except EssaytransError as error:
        if [found.code for found in error.diagnostics] != ["no-configuration"] or output.json:
            raise
        output.line(msg("there is no essaytrans project here yet"))
        output.line()
        _say_steps(output, [msg("essaytrans init --language en"), msg("essaytrans --help")])
        return EXIT_OK
    with progress(msg("measuring"), wanted=not (output.json or output.quiet)) as step:
        report = measure_all(workspace, step=step)
    config = workspace.config
    output.diagnostics(report.diagnostics)
    output.line(config.name)
    output.line(
        render(nmsg("{number} article", "{number} articles", report.articles))
        + render(msg(", "))
        + render(
            nmsg(
                "{count} Han character",
                "{count} Han characters",
                report.han,
                count=_decimal(report.han),
            )
        )
        + render(msg(", "))
        + render(nmsg("{number} language", "{number} languages", len(config.languages)))
    )
    output.line()
    if report.rows:
        names = _names(config)
        rows = [[names[tag], *_numbers(found)] for tag, found in report.languages().items()]
        for line in table(_head()[1:], rows, left=1, groups=_groups(1)):
            output.shown(line)
        output.line()
    _say_steps(output, _next_steps(config, report))
    output.data(_data("overview", config, report))
    return exit_code(report.diagnostics)


def _say_steps(output: Output, steps: Sequence[Message]) -> None:
    # Translators: before the commands that one would run next.
    output.line(msg("next:"))
    for step in steps:
        output.shown(f"  {told(step)}")


def _next_steps(config: Config, report: StatusReport) -> list[Message]:
    if not report.articles:
        return [msg("put articles into {folder}/", folder=config.articles)]
    if not config.languages:
        return [msg("essaytrans add en (or any language)")]
    stale = _stale(report)
    steps = [stale] if stale else []
    if any(found.severity is Severity.ERROR for found in report.diagnostics):
        steps.insert(0, msg("mend what is reported above"))
    unfinished = [row for row in report.rows if row.in_step and row.progress.share < 1]
    if unfinished:
        nearest = max(unfinished, key=lambda row: row.progress.share)
        steps.append(msg("open {path} in Poedit", path=nearest.catalog))
    return [*steps, msg("essaytrans build")]


def _stale(report: StatusReport) -> Message | None:
    stale = sum(not row.in_step for row in report.rows)
    if not stale:
        return None
    return nmsg(
        "essaytrans extract ({number} catalog is not in step with its article)",
        "essaytrans extract ({number} catalogs are not in step with their articles)",
        stale,
    )


def _nothing(config: Config, report: StatusReport) -> Message:
    return _next_steps(config, report)[0]


# --- numbers and names -----------------------------------------------------------------------


def _groups(left: int) -> list[tuple[str, int]]:
    # Translators: stands above three columns of numbers: the units (paragraphs, headings and so
    # on) of an article that are translated, fuzzy, missing.
    units = render(msg("units"))
    # Translators: stands above three columns of numbers: how many Han characters (Chinese ones)
    # the units have that are translated, fuzzy, missing.
    han = render(msg("Han characters"))
    return [("", left), (units, 3), (han, 3), ("", 1)]


def _head() -> list[str]:
    # Translators: these three stand above columns of numbers, below “units” and “Han characters”:
    # how many of them are translated.
    translated = msg("translated")
    # Translators: above a column: how many have a translation that a person must look at first,
    # which gettext and Poedit call fuzzy. Take the word that Poedit has in your language.
    fuzzy = msg("fuzzy")
    # Translators: above a column: how many have no translation.
    missing = msg("missing")
    states = (translated, fuzzy, missing)
    # Translators: above a column of names: the article, not the part of speech.
    article = msg("article")
    # Translators: above a column of percentages: how much of the article is translated.
    share = msg("share")
    return [render(head) for head in (article, msg("language"), *states, *states, share)]


def _numbers(found: Progress) -> list[str]:
    counts = (
        found.units_translated,
        found.units_fuzzy,
        found.units_missing,
        found.han_translated,
        found.han_fuzzy,
        found.han_missing,
    )
    return [*map(_decimal, counts), _percent(found.percent)]


def _decimal(number: int) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=_locale()))


def _has_threshold(config: Config) -> bool:
    """Whether the configuration leaves out what is hardly translated."""
    return any(threshold(config, language) for language in config.languages)


def _published(row: StatusRow) -> str:
    # Translators: in a column: the article is published in this language.
    yes = msg("yes")
    # Translators: in a column: the article is not published in this language.
    no = msg("no")
    return render(yes if row.published else no)


def _published_of(report: StatusReport, tag: str) -> str:
    """Say how many articles are published in a language."""
    found = [row.published for row in report.rows if row.language == tag]
    return f"{_decimal(sum(found))}/{_decimal(len(found))}"


def _percent(number: int) -> str:
    from babel.numbers import format_percent

    return str(format_percent(number / 100, locale=_locale()))


def _locale() -> str:
    """Return the reader's locale as babel knows it; English for a language CLDR does not have."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(i18n.speaks(), sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"


def _names(config: Config) -> dict[str, str]:
    """Return what to call each language; with its tag where two would be called the same."""
    reader = i18n.speaks()
    names = {
        language.tag: display_name(language.tag, in_language=reader, override=language.name)
        for language in config.languages
    }
    told = list(names.values())
    return {
        tag: name if told.count(name) == 1 else f"{name} ({tag})" for tag, name in names.items()
    }


# --- for machines ----------------------------------------------------------------------------


def _data(command: str, config: Config, report: StatusReport) -> dict[str, Any]:
    return {
        "command": command,
        "project": config.name,
        "source": config.source,
        "articles": report.articles,
        "han": report.han,
        "rows": [
            {
                "article": row.article,
                "language": row.language,
                "catalog": row.catalog,
                "in_step": row.in_step,
                "share": row.progress.share,
                "published": row.published,
                **asdict(row.progress),
                **claims_data(row),
            }
            for row in report.rows
        ],
        "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
    }
