"""`status` and the overview: where the project stands."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.claims import Claims, read_claims
from essaytrans.commands.builds.publishing import threshold
from essaytrans.follow import Progress, make_template, measure, update
from essaytrans.follow.progress import total
from essaytrans.model import Catalog, Diagnostic
from essaytrans.project import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.catalog.credits import Credit
    from essaytrans.commands.workspace import Step, Workspace

__all__ = ["StatusReport", "StatusRow", "Translator", "measure_all"]

_DAY: Final = 24 * 60 * 60
"""In seconds."""


@dataclass(frozen=True, slots=True)
class StatusRow:
    """How far an article is in a language."""

    article: str
    """The article's name."""
    language: str
    """The language's tag."""
    catalog: str
    """The catalog's path."""
    progress: Progress
    in_step: bool
    """Whether the catalog has the article's units as they are; otherwise `extract` is due."""
    claims: Claims = field(default_factory=Claims)
    """Who works on it, and who has read it."""
    idle_days: int | None = None
    """For how many whole days a claimed, unfinished catalog has not changed, by git; None where it
    is neither, or git does not know."""
    published: bool = True
    """Whether enough is translated for it to be built, by the configuration."""


@dataclass(frozen=True, slots=True)
class Translator:
    """A person, and what of a language is theirs."""

    language: str
    """The tag."""
    credit: Credit
    """Without the address unless the configuration wants it shown."""
    articles: tuple[str, ...]
    """Names of articles, in the order of the project."""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Where the project stands."""

    rows: tuple[StatusRow, ...]
    """By article, then by language, in the order of the configuration."""
    articles: int
    """Articles that were read."""
    han: int
    """Han characters in the units of all these articles."""
    diagnostics: tuple[Diagnostic, ...]
    translators: tuple[Translator, ...] | None = None
    """By language, in the order of the configuration; None if nobody asked."""

    def languages(self) -> dict[str, Progress]:
        """Return the progress of each language over all articles."""
        parts: dict[str, list[Progress]] = {}
        for row in self.rows:
            parts.setdefault(row.language, []).append(row.progress)
        return {language: total(found) for language, found in parts.items()}


def measure_all(
    workspace: Workspace,
    *,
    step: Step | None = None,
    people: bool = False,
    now: float | None = None,
) -> StatusReport:
    """Measure every article asked for in every language asked for; nothing is written.

    Args:
        workspace: the project, the articles and the languages.
        step: told how far it is.
        people: whether to say who translated what.
        now: the time, in seconds since 1970; the clock's if not given.
    """
    rows: list[StatusRow] = []
    found: dict[str, list[tuple[str, Credit]]] = {}
    articles = han = 0
    for article in workspace.each(step):
        document = workspace.document(article)
        if document is None:
            continue
        template = make_template(document, notes_language=workspace.config.notes_language)
        articles += 1
        nothing = measure(template, Catalog())
        han += nothing.han
        for language in workspace.languages:
            catalog = workspace.catalog(article.name, language.tag)
            if catalog is None:  # what cannot be read is not translated, for all one knows
                path = str(layout.catalog_path(workspace.config, article.name, language.tag))
                rows.append(
                    StatusRow(
                        article.name,
                        language.tag,
                        path,
                        nothing,
                        in_step=True,
                        published=nothing.share >= threshold(workspace.config, language),
                    )
                )
                continue
            progress = measure(template, catalog)
            terms = workspace.with_terms(template, language.tag)
            updated = update(catalog, terms, catalog.header).catalog
            rows.append(
                StatusRow(
                    article.name,
                    language.tag,
                    catalog.path,
                    progress,
                    in_step=updated.entries == catalog.entries,
                    claims=read_claims(catalog),
                    published=progress.share >= threshold(workspace.config, language),
                )
            )
            if people:
                found.setdefault(language.tag, []).extend(_credits(article.name, catalog))
    workspace.report_vanished()
    return StatusReport(
        _with_idle_days(workspace, rows, time.time() if now is None else now),
        articles,
        han,
        tuple(workspace.diagnostics),
        _translators(workspace, found) if people else None,
    )


def _with_idle_days(
    workspace: Workspace, rows: Sequence[StatusRow], now: float
) -> tuple[StatusRow, ...]:
    """Ask git, once, since when nothing moved where somebody works."""
    waiting = [row.catalog for row in rows if _is_waiting(row)]
    if not waiting:
        return tuple(rows)
    from essaytrans.project import git  # noqa: PLC0415 - only where somebody works

    changes = git.last_changes(workspace.root, waiting)
    return tuple(
        replace(row, idle_days=max(int(now - changes[row.catalog]) // _DAY, 0))
        if _is_waiting(row) and row.catalog in changes
        else row
        for row in rows
    )


def _is_waiting(row: StatusRow) -> bool:
    """Whether somebody works on a translation, and it is not done."""
    unfinished = row.progress.units_translated < row.progress.units
    return row.claims.claimed_by is not None and unfinished


def _credits(article: str, catalog: Catalog) -> list[tuple[str, Credit]]:
    from essaytrans.catalog.credits import credits as read_credits  # noqa: PLC0415 - if asked for

    return [(article, credit) for credit in read_credits(catalog)]


def _translators(
    workspace: Workspace, found: dict[str, list[tuple[str, Credit]]]
) -> tuple[Translator, ...]:
    from essaytrans.catalog.credits import by_person  # noqa: PLC0415 - if asked for

    emails = workspace.config.credits.emails
    return tuple(
        Translator(language.tag, credit if emails else replace(credit, email=None), articles)
        for language in workspace.languages
        for credit, articles in by_person(found.get(language.tag, ()))
    )
