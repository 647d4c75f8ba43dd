"""`pack`: what one sends to a volunteer, one archive a language."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from essaytrans.commands.extract import extract_first
from essaytrans.commands.mail.sending import plain_name, plain_names, put, stamped_in_step
from essaytrans.i18n import listing, msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import archive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.model import Document
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["PAGE", "PackReport", "pack"]

PAGE: Final = "READ-ME.html"
"""The page of instructions; in letters that every system can unpack."""


@dataclass(frozen=True, slots=True)
class PackReport:
    """What `pack` made."""

    archives: tuple[str, ...]
    """The archives, one a language; those too that were there and are as they were."""
    catalogs: int
    """How many catalogs are in them."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written; catalogs too."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What is packed for one language, while it grows."""

    language: Language
    members: list[archive.Member]
    enclosed: list[tuple[str, str, str]]
    """The article's name, and what its catalog and itself are called in the archive."""


def pack(
    workspace: Workspace,
    *,
    here: Path,
    output: Path | None = None,
    any_language: bool = False,
    step: Step | None = None,
) -> PackReport:
    """Bring catalogs in step with their articles, and pack them with all that a volunteer needs.

    Args:
        workspace: the project, the articles and the languages.
        here: the folder that the archives go into if nothing else is said.
        output: a file whose name ends in `.zip`, or a folder.
        any_language: whether nobody named a language, so that there must be only one.
        step: told how far it is.

    Raises:
        EssaytransError: `language-needed`, `pack-output`.
    """
    if any_language and len(workspace.languages) != 1:
        raise EssaytransError(_language_needed(workspace.languages))
    to_file = output is not None and output.suffix.lower() == ".zip"
    if to_file and len(workspace.languages) > 1:
        raise EssaytransError(_one_file(output or here))
    extract_first(workspace, workspace.articles, workspace.languages)
    parcels = [_Parcel(language, [], []) for language in workspace.languages]
    names = plain_names([article.name for article in workspace.articles])
    for article in workspace.each(step):
        document = workspace.document(article)
        if document is None:
            continue
        for parcel in parcels:
            _enclose(workspace, parcel, article, names[article.name], document)
    archives = []
    for parcel in parcels:
        if parcel.members:
            path = output if to_file else None
            path = path or (output or here) / _archive_name(workspace, names, parcel.language.tag)
            archives += _send(workspace, parcel, Path(os.path.realpath(path.parent)) / path.name)
    return PackReport(
        tuple(archives),
        sum(len(parcel.enclosed) for parcel in parcels),
        tuple(dict.fromkeys(workspace.changed)),
        tuple(workspace.diagnostics),
    )


# --- what is packed ---------------------------------------------------------------------------


def _enclose(
    workspace: Workspace, parcel: _Parcel, article: Article, stem: str, document: Document
) -> None:
    """Put an article and its catalog into a parcel; leave it out if the catalog cannot be used."""
    from essaytrans.catalog import serialize  # noqa: PLC0415 - not for an error
    from essaytrans.follow import make_template  # noqa: PLC0415

    template = make_template(document, notes_language=workspace.config.notes_language)
    catalog = stamped_in_step(workspace, article.name, template, parcel.language)
    if catalog is None:
        return
    names = (f"{stem}.{parcel.language.tag}.po", f"{stem}{Path(article.path).suffix}")
    parcel.enclosed.append((article.name, *names))
    parcel.members.append(archive.Member(names[0], serialize(catalog).encode()))
    parcel.members.append(archive.Member(names[1], document.text.encode()))


def _send(workspace: Workspace, parcel: _Parcel, path: Path) -> list[str]:
    """Write an archive; return what it is called, if it could be written."""
    from essaytrans.editions.instructions import Enclosed, instructions  # noqa: PLC0415 - as above

    page = instructions(
        [Enclosed(*each) for each in parcel.enclosed],
        project=workspace.config.name,
        language=parcel.language.tag,
        name=parcel.language.name,
    )
    data = archive.pack([*parcel.members, archive.Member(PAGE, page.encode())])
    try:
        changed = put(
            path,
            data,
            is_untouched=archive.is_untouched,
            in_the_way=_in_the_way,
            dry=workspace.dry,
        )
    except EssaytransError as error:
        workspace.diagnostics.extend(error.diagnostics)
        return []
    if changed:
        workspace.changed.append(workspace.shown(path))
    return [workspace.shown(path)]


def _archive_name(workspace: Workspace, names: dict[str, str], tag: str) -> str:
    stem = next(iter(names.values())) if len(names) == 1 else plain_name(workspace.config.name)
    return f"{stem}-{tag}.zip"


# --- what there is to tell --------------------------------------------------------------------


def _language_needed(languages: Sequence[Language]) -> Diagnostic:
    if not languages:
        return Diagnostic(
            Severity.ERROR,
            "language-needed",
            msg("this project is not translated into any language yet"),
            msg("“essaytrans add” adds one"),
        )
    return Diagnostic(
        Severity.ERROR,
        "language-needed",
        msg("this project has several languages, and one archive is made for each volunteer"),
        msg(
            "say for which with --language: {languages}",
            languages=listing([language.tag for language in languages]),
        ),
    )


def _one_file(output: Path) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "pack-output",
        msg("{path} is one file, and there is an archive for each language", path=str(output)),
        msg("name a folder, or one language"),
    )


def _in_the_way(path: Path) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "pack-output",
        # Translators: “this” is the file at whose name the line begins.
        msg("this is not an archive as essaytrans packed it, and is not replaced"),
        msg("move it away, perhaps it holds work that came back, or say --output"),
        Position(path.as_posix()),
    )
