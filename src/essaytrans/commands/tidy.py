"""`tidy`: catalogs in our form, whoever wrote them, with every message as it is."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import config as configuration
from essaytrans.project import files, layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.commands.workspace import Step

__all__ = ["TidyReport", "tidy"]

_SUFFIXES: Final = (".po", ".pot")
"""The ends of names that catalogs and templates have. Any other file might be read as a catalog
without messages, an empty one for instance, and would be written over with a header."""


@dataclass(frozen=True, slots=True)
class TidyReport:
    """What `tidy` did."""

    catalogs: int
    """Files that were looked at."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True, kw_only=True)
class _Round:
    """What has been found out so far."""

    dry: bool
    root: Path | None
    """The folder that files must be inside of; None for files that a person named."""
    changed: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def tidy(
    start: Path, paths: Sequence[Path] = (), *, dry: bool = False, step: Step | None = None
) -> TidyReport:
    """Write catalogs in our form: the same entries, comments and flags, the header complete.

    What cannot be read is left as it is, and the others are worked on.

    Args:
        start: the folder whose project's catalogs are meant, or its configuration; not looked at
            if files are named.
        paths: catalogs and templates, in any place; all catalogs of the project if none is given,
            those of vanished articles too.
        dry: whether files are only compared, not written.
        step: told how far it is.

    Raises:
        EssaytransError: there is no project, its configuration is wrong, or its catalogs are
            outside of it.
    """
    files.forget_folders()
    if paths:
        by_place: dict[str, Path] = {}
        for path in paths:
            by_place.setdefault(os.path.realpath(path), path)
        root, named = None, [(path, path.as_posix()) for path in by_place.values()]
    else:
        root, named = _of_project(start)
    work = _Round(dry=dry, root=root)
    for number, (path, name) in enumerate(named, 1):
        try:
            _tidy(work, path, name)
        except EssaytransError as error:
            work.diagnostics.extend(error.diagnostics)
        if step is not None:
            step(number, len(named))
    return TidyReport(len(named), tuple(work.changed), tuple(work.diagnostics))


def _of_project(start: Path) -> tuple[Path, list[tuple[Path, str]]]:
    """Return the root of a project, and its catalogs with what reports call them."""
    start = Path(os.path.realpath(start))
    path = start if files.is_file(start) else configuration.find(start)
    config = configuration.load(path)
    found = layout.catalogs(config)
    return config.root, [(config.root / catalog.path, catalog.path) for catalog in found]


def _tidy(work: _Round, path: Path, name: str) -> None:
    """Bring one file into our form.

    Raises:
        EssaytransError: it cannot be read or written; it is as it was.
    """
    from essaytrans.catalog import parse, serialize  # noqa: PLC0415 - not for `--help`
    from essaytrans.catalog.rules import is_newer, newer_rules, rules_of  # noqa: PLC0415

    if not name.lower().endswith(_SUFFIXES):
        raise EssaytransError(_not_a_catalog(name))
    before = files.read_text(path, work.root)
    catalog = parse(before, path=name)
    if is_newer(catalog):
        raise EssaytransError(newer_rules(name, rules_of(catalog)))
    after = serialize(catalog)
    if after == before:
        return
    known = files.digest(before)
    if work.dry or files.write_text(path, after, root=work.root, known=known):
        work.changed.append(name)


def _not_a_catalog(name: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "not-a-catalog",
        msg("{path} is neither a catalog (.po) nor a template (.pot)", path=name),
        # Translators: “it” is the file that is no catalog.
        msg("it is left as it is; name catalogs, or none for all of the project"),
        Position(name),
    )
