"""What is sent to somebody, as an archive or in the format of another tool, and how it is known again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from essaytrans.commands.desk import retried
from essaytrans.model import Catalog, EssaytransError
from essaytrans.project import files
from essaytrans.project.git import blob_id
from essaytrans.project.own import write_own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Diagnostic, Entry
    from essaytrans.project.config import Language

__all__ = ["plain_name", "plain_names", "put", "sent_copy", "stamped_in_step"]

_NO_NAME: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
"""What no name of a file may have on Windows, or on any system."""
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
"""Names that Windows takes for devices, whatever they end with."""
_LONGEST: Final = 160
"""Bytes of a name in an archive, of the 255 that file systems take: room for folders and endings."""


def sent_copy(state: str) -> str:
    """Name the copy of a state that was sent, below the program's own folder."""
    return f"sent/{state}.po"


def stamped_in_step(
    workspace: Workspace, article: str, template: Sequence[Entry], language: Language
) -> Catalog | None:
    """Bring a catalog in step, and keep it as it is sent.

    Returns:
        The catalog with the name of its state in the header; None, with a diagnostic, if it cannot
        be used.
    """

    def once() -> Catalog | None:
        updated = workspace.in_step(article, template, language)
        if updated is None:
            return None
        text, _ = workspace.write_catalog(updated.catalog)
        state = blob_id(text.encode())
        if not workspace.dry:
            write_own(workspace.root, sent_copy(state), text)
        return _stamped(updated.catalog, state)

    try:
        return retried(once)
    except EssaytransError as error:
        workspace.diagnostics.extend(error.diagnostics)
        return None


def _stamped(catalog: Catalog, state: str) -> Catalog:
    from essaytrans.catalog.header import SENT_STATE, with_field  # noqa: PLC0415 - not for an error

    return replace(catalog, header=with_field(catalog.header, SENT_STATE, state))


def put(
    path: Path,
    data: bytes,
    *,
    is_untouched: Callable[[bytes], bool],
    in_the_way: Callable[[Path], Diagnostic],
    dry: bool,
) -> bool:
    """Write a file where there is nothing, or one that the program made and nobody changed.

    A link is not followed: it may come with the project, and lead anywhere.

    Args:
        path: the file, absolute.
        data: its content.
        is_untouched: tells of what stands there whether it is as the program wrote it.
        in_the_way: says that it is not.
        dry: whether nothing is written.

    Returns:
        Whether it was written, or would be.

    Raises:
        EssaytransError: what `in_the_way` makes, or the file cannot be written.
    """
    if not files.is_absent(path):
        held = files.read_bytes(path) if files.status(path) is not None else b""
        if held == data:
            return False
        if not is_untouched(held):
            raise EssaytransError(in_the_way(path))
    if not dry:
        files.write_bytes(path, data, root=None, durable=False)
    return True


# --- names ------------------------------------------------------------------------------------


def plain_names(articles: Iterable[str]) -> dict[str, str]:
    """Give each article a name without folders, that no other has on any system.

    `2026/tea` is `2026-tea`; if there is an article `2026-tea` too, the second is `2026-tea-2`.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for article in sorted(articles):
        stem = plain_name(article)
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


def plain_name(name: str) -> str:
    """Make of any text the beginning of a file's name."""
    plain = _NO_NAME.sub("-", name).strip(". -") or "article"
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    # the end says more: it is the name of the file, and what is before it are folders
    return plain.encode("utf-8", "replace")[-_LONGEST:].decode("utf-8", "ignore").strip(". -")
