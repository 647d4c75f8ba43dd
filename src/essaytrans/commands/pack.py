"""`pack`: what one sends to a volunteer, one archive a language."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from essaytrans.commands.desk import retried
from essaytrans.commands.extract import extract_first
from essaytrans.i18n import listing, msg
from essaytrans.model import Catalog, Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import archive, files
from essaytrans.project.git import blob_id
from essaytrans.project.own import write_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.model import Document, Entry
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["PAGE", "PackReport", "pack", "sent_copy"]

PAGE: Final = "READ-ME.html"
"""The page of instructions; in letters that every system can unpack."""

_NO_NAME: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
"""What no name of a file may have on Windows, or on any system."""
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
"""Names that Windows takes for devices, whatever they end with."""
_LONGEST: Final = 160
"""Bytes of a name in an archive, of the 255 that file systems take: room for folders and endings."""


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


def sent_copy(state: str) -> str:
    """Name the copy of a state that was sent, below the program's own folder."""
    return f"sent/{state}.po"


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
    names = _names([article.name for article in workspace.articles])
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
    from essaytrans.follow import make_template  # noqa: PLC0415 - not for an error

    template = make_template(document, notes_language=workspace.config.notes_language)
    found = _in_step(workspace, article.name, template, parcel.language)
    if found is None:
        return
    catalog, state = found
    names = (f"{stem}.{parcel.language.tag}.po", f"{stem}{Path(article.path).suffix}")
    parcel.enclosed.append((article.name, *names))
    parcel.members.append(archive.Member(names[0], _stamped(catalog, state).encode()))
    parcel.members.append(archive.Member(names[1], document.text.encode()))


def _in_step(
    workspace: Workspace, article: str, template: Sequence[Entry], language: Language
) -> tuple[Catalog, str] | None:
    """Bring a catalog in step; return it and the name of its state, which is kept."""

    def once() -> tuple[Catalog, str] | None:
        updated = workspace.in_step(article, template, language)
        if updated is None:
            return None
        text, _ = workspace.write_catalog(updated.catalog)
        state = blob_id(text.encode())
        if not workspace.dry:
            write_own(workspace.root, sent_copy(state), text)
        return updated.catalog, state

    try:
        return retried(once)
    except EssaytransError as error:
        workspace.diagnostics.extend(error.diagnostics)
        return None


def _stamped(catalog: Catalog, state: str) -> str:
    """Write a catalog with the name of its state in the header."""
    from essaytrans.catalog import serialize  # noqa: PLC0415 - not for an error
    from essaytrans.catalog.header import SENT_STATE, with_field  # noqa: PLC0415

    return serialize(replace(catalog, header=with_field(catalog.header, SENT_STATE, state)))


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
        changed = _put(path, data, dry=workspace.dry)
    except EssaytransError as error:
        workspace.diagnostics.extend(error.diagnostics)
        return []
    if changed:
        workspace.changed.append(workspace.shown(path))
    return [workspace.shown(path)]


def _put(path: Path, data: bytes, *, dry: bool) -> bool:
    """Write an archive where there is nothing, or one that `pack` made and nobody changed.

    A link is not followed: it may come with the project, and lead anywhere.
    """
    if not files.is_absent(path):
        held = files.read_bytes(path) if files.status(path) is not None else b""
        if held == data:
            return False
        if not archive.is_untouched(held):
            raise EssaytransError(_in_the_way(path))
    if not dry:
        files.write_bytes(path, data, root=None, durable=False)
    return True


# --- names ------------------------------------------------------------------------------------


def _names(articles: Iterable[str]) -> dict[str, str]:
    """Give each article a name without folders, that no other has on any system.

    `2026/tea` is `2026-tea`; if there is an article `2026-tea` too, the second is `2026-tea-2`.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for article in sorted(articles):
        stem = _plain(article)
        number, name = 1, stem
        while _folded(name) in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(_folded(name))
        names[article] = name
    return names


def _folded(name: str) -> str:
    """Return what two names have in common that are one on some systems."""
    return normalize("NFC", name).casefold()


def _plain(name: str) -> str:
    """Make of any text the beginning of a file's name."""
    plain = _NO_NAME.sub("-", name).strip(". -") or "article"
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    # the end says more: it is the name of the file, and what is before it are folders
    return plain.encode("utf-8", "replace")[-_LONGEST:].decode("utf-8", "ignore").strip(". -")


def _archive_name(workspace: Workspace, names: dict[str, str], tag: str) -> str:
    stem = next(iter(names.values())) if len(names) == 1 else _plain(workspace.config.name)
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
