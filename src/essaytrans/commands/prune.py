"""`prune`: the catalogs of articles that are gone are removed, but no work with them unasked."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.catalog.rules import has_stamp
from essaytrans.commands.desk import Desk
from essaytrans.i18n import msg, nmsg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import files, layout
from essaytrans.project.problems import changed_meanwhile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Catalog, Entry
    from essaytrans.project.layout import CatalogFile

__all__ = ["PruneReport", "prune"]

_Work = tuple[str | None, str, tuple[str, ...]]
"""A translation: msgctxt, msgid, and all forms of the msgstr."""


@dataclass(frozen=True, slots=True)
class PruneReport:
    """What `prune` did."""

    kept: tuple[str, ...]
    """Catalogs of vanished articles that were not removed, since they hold work."""
    changed: tuple[str, ...]
    """Catalogs removed, or with `--check` to be removed."""
    diagnostics: tuple[Diagnostic, ...]


def prune(
    workspace: Workspace, articles: Sequence[str] = (), *, force: bool = False, here: Path
) -> PruneReport:
    """Remove the catalogs of vanished articles, and the folders that become empty by it.

    Where not all articles could be listed nothing is removed, since one that is not found may be
    there. A catalog that holds translations or remarks is kept and reported, as is one that cannot
    be read.

    Args:
        workspace: the project and the languages.
        articles: the vanished articles meant, as names (`2026/hello`) or as the paths that they
            had; all if none is given.
        force: whether also to remove catalogs that hold work.
        here: the folder that paths are relative to, if not to the project's.

    Raises:
        EssaytransError: `not-vanished`, for a name that is that of no vanished article.
    """
    if not workspace.complete:
        workspace.diagnostics.append(_incomplete())
        return _summary(workspace, [])
    wanted = {language.tag for language in workspace.languages}
    strays = [found for found in workspace.stray_catalogs() if found.tag in wanted]
    if articles:
        chosen = _chosen(workspace, strays, articles, here)
        strays = [found for found in strays if found.article in chosen]
    held: list[tuple[CatalogFile, Catalog | None]] = []
    for stray in strays:
        try:
            if force:
                _remove(workspace, stray)
            else:
                _remove_if_empty(workspace, stray, held)
        except EssaytransError as error:
            workspace.diagnostics.extend(error.diagnostics)
    if held:
        _tell(workspace, held, {stray.path for stray in strays})
    return _summary(workspace, held)


def _summary(
    workspace: Workspace, held: Sequence[tuple[CatalogFile, Catalog | None]]
) -> PruneReport:
    return PruneReport(
        tuple(stray.path for stray, _ in held),
        tuple(workspace.changed),
        tuple(workspace.diagnostics),
    )


# --- which ------------------------------------------------------------------------------------


def _chosen(
    workspace: Workspace, strays: Sequence[CatalogFile], wanted: Sequence[str], here: Path
) -> set[str]:
    """Return the names of the vanished articles that were asked for."""
    names = dict.fromkeys(stray.article for stray in strays)
    by_path = {
        os.path.realpath(workspace.root / path): name
        for name in names
        for path in layout.article_paths(workspace.config, name)
    }
    chosen: set[str] = set()
    unknown: list[Diagnostic] = []
    for name in wanted:
        found = (
            (name if name in names else None)
            or by_path.get(os.path.realpath(here / name))
            or by_path.get(os.path.realpath(workspace.root / name))
        )
        if found is None:
            unknown.append(_not_vanished(name, list(names)))
        else:
            chosen.add(found)
    if unknown:
        raise EssaytransError(*unknown)
    return chosen


# --- removing ---------------------------------------------------------------------------------


def _remove_if_empty(
    workspace: Workspace, stray: CatalogFile, held: list[tuple[CatalogFile, Catalog | None]]
) -> None:
    """Remove a catalog that holds no work; note one that does, or that cannot be read."""
    text = workspace.text(stray.path)
    catalog = None if text is None else workspace.parsed(text, stray.path, stray.tag)
    is_ours = catalog is not None and has_stamp(catalog)
    if catalog is None or not is_ours or any(entry.holds_work for entry in catalog.entries):
        held.append((stray, catalog if is_ours else None))
    else:
        _remove(workspace, stray, known=text)


def _remove(workspace: Workspace, stray: CatalogFile, known: str | None = None) -> None:
    """Remove a catalog.

    Args:
        workspace: the project.
        stray: the catalog.
        known: what it held when it was looked at; it is kept if somebody saved it since.

    Raises:
        EssaytransError: `file-changed`, `file-unreadable`, `not-removed` or `path-outside`.
    """
    root = workspace.root
    path = root / stray.path
    if not workspace.dry:
        if known is not None and files.read_text(path, root) != known:
            raise EssaytransError(changed_meanwhile(path, root))
        files.remove_file(path, root=root, stop=root / layout.catalogs_folder(workspace.config))
    workspace.changed.append(stray.path)


# --- telling ----------------------------------------------------------------------------------


def _tell(
    workspace: Workspace,
    held: Sequence[tuple[CatalogFile, Catalog | None]],
    candidates: set[str],
) -> None:
    """Report the catalogs that were kept, and how much would be lost with each."""
    work = [(stray, None if catalog is None else _work(catalog)) for stray, catalog in held]
    alone: defaultdict[str, set[_Work]] = defaultdict(set)
    for stray, texts in work:
        alone[stray.tag] |= texts or set()
    # who else has them; what is wrong with these files is not the business of this command
    desk = Desk(config=workspace.config, dry=True)
    for other in layout.catalogs(workspace.config):
        if other.path not in candidates and alone.get(other.tag):
            catalog = desk.catalog(other.article, other.tag)
            alone[other.tag] -= _work(catalog) if catalog is not None else set()
    for stray, texts in work:
        lost = None if texts is None else len(texts & alone[stray.tag])
        workspace.diagnostics.append(_holds_work(stray, len(texts or ()), lost))


def _work(catalog: Catalog) -> set[_Work]:
    return {
        (entry.msgctxt, entry.msgid, texts)
        for entry in catalog.entries
        if any(texts := _texts(entry))
    }


def _texts(entry: Entry) -> tuple[str, ...]:
    return entry.msgstr_plural or (entry.msgstr,)


def _holds_work(stray: CatalogFile, texts: int, lost: int | None) -> Diagnostic:
    """Make the diagnostic for a catalog that is kept.

    Args:
        stray: the catalog.
        texts: how many translations it holds.
        lost: how many of them no catalog has that stays; None if it could not be read.
    """
    if lost is None:
        message = msg("this catalog cannot be used as it is; it may hold translations, and is kept")
    elif not texts:
        message = msg("this catalog holds remarks, and is kept")
    else:
        message = msg(
            # Translators: {translations} is “3 translations”, {lost} the number of those that
            # would be lost with the catalog.
            "this catalog holds {translations} ({lost} in no catalog that stays), and is kept",
            translations=nmsg("{number} translation", "{number} translations", texts),
            lost=lost,
        )
    return Diagnostic(
        Severity.ERROR,
        "catalog-holds-work",
        message,
        # Translators: “this” and “it” are the catalog of an article that is gone.
        msg(
            "if the article was renamed, run “essaytrans extract”, or rename this likewise;"
            " “essaytrans prune --force” removes it"
        ),
        Position(stray.path),
    )


def _incomplete() -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "articles-unknown",
        msg("not all articles could be looked for, so none counts as gone; nothing is removed"),
        msg("mend what else is reported, then run the command again"),
    )


def _not_vanished(name: str, vanished: list[str]) -> Diagnostic:
    from difflib import get_close_matches  # noqa: PLC0415 - only for an error

    near = get_close_matches(name.removesuffix(".md"), vanished, 1)
    if near:
        hint = msg("did you mean “{near}”?", near=near[0])
    else:
        hint = msg("without names, all articles that are gone are meant; --check shows them")
    return Diagnostic(
        Severity.ERROR,
        "not-vanished",
        msg("there is no catalog of a vanished article “{name}”", name=name),
        hint,
    )
