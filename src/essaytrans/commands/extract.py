"""`extract`: from articles to catalogs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from essaytrans.catalog import serialize
from essaytrans.catalog.header import make_header, update_header
from essaytrans.commands.workspace import RULES, Step, Workspace
from essaytrans.follow import make_template, update
from essaytrans.language.headers import x_source_language
from essaytrans.model import (
    Catalog,
    Diagnostic,
    Entry,
    EssaytransError,
)

__all__ = ["ExtractReport", "extract"]


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """What `extract` did."""

    articles: int
    """Articles that were read."""
    units: int
    """Distinct units in them."""
    added: int
    """Entries that are new, over all catalogs."""
    obsoleted: int
    """Translations that became obsolete."""
    restored: int
    """Obsolete translations that came back."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written."""
    diagnostics: tuple[Diagnostic, ...]


def extract(
    workspace: Workspace, *, templates: Path | None = None, step: Step | None = None
) -> ExtractReport:
    """Segment the articles and write one catalog per article and language.

    Args:
        workspace: the project, the articles and the languages.
        templates: a folder for templates (`.pot`), anywhere, or None for none.
        step: told how far it is.
    """
    if templates is not None:
        templates = Path(os.path.realpath(templates))
    articles = units = added = obsoleted = restored = 0
    for article in workspace.each(step):
        document = workspace.document(article)
        if document is None:
            continue
        template = make_template(document, notes_language=workspace.config.notes_language)
        articles += 1
        units += len(template)
        if templates is not None:
            _write_template(workspace, templates, article.name, template)
        for language in workspace.languages:
            catalog = workspace.catalog(article.name, language.tag)
            if catalog is None:
                continue
            header = update_header(catalog.header, workspace.header(language))
            updated = update(catalog, template, header)
            if _write(workspace, workspace.root / catalog.path, updated.catalog):
                added += updated.added
                obsoleted += updated.obsoleted
                restored += updated.restored
    workspace.report_vanished()
    return ExtractReport(
        articles,
        units,
        added,
        obsoleted,
        restored,
        tuple(workspace.changed),
        tuple(workspace.diagnostics),
    )


def _write(workspace: Workspace, path: Path, catalog: Catalog, root: Path | None = None) -> bool:
    try:
        return workspace.write(path, serialize(catalog), root=root)
    except EssaytransError as error:
        workspace.diagnostics.extend(error.diagnostics)
        return False


def _write_template(
    workspace: Workspace, folder: Path, article: str, template: tuple[Entry, ...]
) -> None:
    header = make_header(
        language="",
        plural_forms="",
        source_language=x_source_language(workspace.config.source),
        project=workspace.config.name,
        bugs=workspace.config.report_bugs_to,
        rules=RULES,
    )
    path = folder / f"{article}.pot"
    catalog = Catalog(header, template, path=workspace.shown(path))
    _write(workspace, path, catalog, folder)
