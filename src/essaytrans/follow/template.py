"""From an article to the entries that its catalogs have: the template, in document order."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from essaytrans.i18n import msg, render
from essaytrans.model import Document, Entry, Kind, Message, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["make_template"]


def make_template(document: Document, *, notes_language: str) -> tuple[Entry, ...]:
    """Make the entries of an article's catalogs.

    Equal units are one entry, where the first of them stands, with the notes of all.

    Args:
        document: the segmented article.
        notes_language: the language of the `#.` comments, fixed by the configuration.
    """
    entries: dict[tuple[str | None, str], Entry] = {}
    # one reference, always to line 1: Poedit opens the article, and git sees no line number move
    reference = (f"{_SPACE.sub(_percent, document.path)}:1",)
    for unit in document.units:
        key = (unit.msgctxt, unit.msgid)
        comments = _comments(unit, notes_language)
        known = entries.get(key)
        if known is None:
            entries[key] = Entry(
                msgid=unit.msgid,
                msgctxt=unit.msgctxt,
                extracted_comments=comments,
                references=reference,
            )
        elif further := tuple(c for c in comments if c not in known.extracted_comments):
            entries[key] = replace(known, extracted_comments=known.extracted_comments + further)
    return tuple(entries.values())


# White space ends a reference in a PO file. (gettext 0.22 has marks for such names; older ones, and
# Poedit, break them in two.)
_SPACE = re.compile(r"\s")


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _comments(unit: Unit, language: str) -> tuple[str, ...]:
    kind = _told(unit.kind, unit.detail, language)
    return (kind, *unit.notes) if kind else unit.notes


@lru_cache(maxsize=1024)
def _told(kind: Kind, detail: str, language: str) -> str:
    message = describe(kind, detail)
    return render(message, language=language) if message else ""


def describe(kind: Kind, detail: str) -> Message | None:
    """Say what a unit is, for its translator; None for a plain paragraph."""
    if kind is Kind.CODE and not detail:
        return _KINDS[kind]
    told = _DETAILED.get(kind)
    return told(detail) if told else _KINDS[kind]


_DETAILED: dict[Kind, Callable[[str], Message]] = {
    # Translators: a note in the catalogs that volunteers translate: what kind of text the one below
    # is.
    Kind.HEADING: lambda detail: msg("heading, level {level}", level=detail),
    Kind.FRONT_MATTER: lambda detail: msg("front matter: {key}", key=detail),
    # Translators: a note in the catalogs that volunteers translate: what kind of text the one below
    # is. A short text of the site itself (in a menu, on a button), by its key.
    Kind.STRING: lambda detail: msg("text of the site: {key}", key=detail),
    Kind.HTML_ATTRIBUTE: lambda detail: msg("HTML attribute {name}", name=detail),
    Kind.SHORTCODE: lambda detail: msg("shortcode parameter {name}", name=detail),
    Kind.CODE: lambda detail: msg(
        "code ({language}): translate comments and texts only", language=detail
    ),
}
_KINDS: dict[Kind, Message | None] = {
    Kind.PARAGRAPH: None,
    Kind.LIST_ITEM: msg("list item"),
    # Translators: a note in the catalogs that volunteers translate: what kind of text the one below
    # is. Quoted text, not a quotation mark.
    Kind.QUOTE: msg("quote"),
    Kind.TABLE_HEADER: msg("table header"),
    Kind.TABLE_CELL: msg("table cell"),
    Kind.FOOTNOTE: msg("footnote"),
    # Translators: a note in the catalogs that volunteers translate: what kind of text the one below
    # is. The word that is defined.
    Kind.TERM: msg("term of a definition list"),
    # Translators: a note in the catalogs that volunteers translate: what kind of text the one below
    # is. What stands below a term in a definition list.
    Kind.DEFINITION: msg("definition"),
    # Translators: a note in the catalogs that volunteers translate: what kind of text the one below
    # is. The title of a box set off from the text (a warning, a hint).
    Kind.CONTAINER_TITLE: msg("title of a box"),
    Kind.LINK_TITLE: msg("title of a link, shown when the mouse rests on it"),
    Kind.HTML_TEXT: msg("HTML text"),
    Kind.CODE: msg("code: translate comments and texts only"),
}
