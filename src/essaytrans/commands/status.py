"""`status` and the overview: where the project stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.follow import Progress, make_template, measure, update
from essaytrans.follow.progress import total
from essaytrans.model import Catalog, Diagnostic
from essaytrans.project import layout

if TYPE_CHECKING:
    from essaytrans.commands.workspace import Step, Workspace

__all__ = ["StatusReport", "StatusRow", "measure_all"]


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

    def languages(self) -> dict[str, Progress]:
        """Return the progress of each language over all articles."""
        parts: dict[str, list[Progress]] = {}
        for row in self.rows:
            parts.setdefault(row.language, []).append(row.progress)
        return {language: total(found) for language, found in parts.items()}


def measure_all(workspace: Workspace, *, step: Step | None = None) -> StatusReport:
    """Measure every article asked for in every language asked for; nothing is written."""
    rows: list[StatusRow] = []
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
                rows.append(StatusRow(article.name, language.tag, path, nothing, in_step=True))
                continue
            progress = measure(template, catalog)
            updated = update(catalog, template, catalog.header).catalog
            rows.append(
                StatusRow(
                    article.name,
                    language.tag,
                    catalog.path,
                    progress,
                    in_step=updated.entries == catalog.entries,
                )
            )
    workspace.report_vanished()
    return StatusReport(tuple(rows), articles, han, tuple(workspace.diagnostics))
