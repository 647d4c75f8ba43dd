"""Translations as a memory in TMX 1.4, and what such memories of others hold.

A memory says nothing of where a text stands, nor whether anybody has looked at it. So only confirmed
translations go into one, also those of texts that no article has any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from essaytrans.exchange.marks import add, below, first, text_of
from essaytrans.exchange.sheets import fits_xml, joined, require_library
from essaytrans.exchange.xliff import parsed
from essaytrans.language.headers import same_language

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from essaytrans.exchange.sheets import Sheet

__all__ = ["Pair", "Translated", "confirmed", "pairs", "read_tmx", "write_tmx"]

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTEXT: Final = "x-context"
"""What translate-toolkit calls it; the format has no name for it."""

_MOST_LANGUAGES: Final = 1000
"""More than CLDR has. What is no tag costs a millisecond or two: a near one is looked for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation."""

    source: str
    target: str
    context: str | None = None
    """What was said of the text; None if nothing was."""


def write_tmx(sheets: Sequence[Sheet], *, source_language: str, language: str) -> bytes:
    """Write the confirmed translations of catalogs as a memory, each pair once.

    Args:
        sheets: catalogs, an article each; obsolete entries count.
        source_language: the tag of the articles' language.
        language: the tag of the translations'.

    Raises:
        EssaytransError: `exchange-missing`.
    """
    require_library()
    from translate.storage.tmx import tmxfile  # noqa: PLC0415 - an extra, and slow

    store: Any = tmxfile(sourcelanguage=source_language, targetlanguage=language)
    header = store.document.getroot().find("header")
    # the library's own version would make a difference where there is none
    header.set("creationtool", "essaytrans")
    header.set("creationtoolversion", "1")
    header.set("segtype", "paragraph")
    for pair, (remark, article) in confirmed(sheets).items():
        _add(store, pair, remark, article, language)
    return bytes(store)


def confirmed(sheets: Sequence[Sheet]) -> dict[Pair, tuple[str, str]]:
    """Return what a memory of catalogs has: each pair, with its remark and its article."""
    found: dict[Pair, tuple[str, str]] = {}
    for sheet in sheets:
        for entry in sheet.catalog.entries:
            pair = Pair(entry.msgid, entry.msgstr, entry.msgctxt)
            texts = (*entry.translator_comments, pair.source, pair.target, pair.context or "")
            fit = entry.msgid and entry.msgstr and not entry.fuzzy
            if fit and pair not in found and fits_xml("\t".join(texts)):
                found[pair] = joined(entry.translator_comments), sheet.name
    return found


def _add(store: Any, pair: Pair, remark: str, article: str, language: str) -> None:
    unit = store.UnitClass(None)
    unit._store = store  # noqa: SLF001 - as the library does; else it is another's languages
    if remark:
        add(unit.xmlelement, store, "note", remark)
    add(unit.xmlelement, store, "prop", article, type="x-article")
    if pair.context is not None:
        add(unit.xmlelement, store, "prop", pair.context, type=_CONTEXT)
    unit.setsource(pair.source, store.sourcelanguage)
    unit.settarget(pair.target, language)
    store.addunit(unit)


# --- reading ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in several languages."""

    texts: tuple[tuple[str, str], ...]
    """The language, as the file calls it, and the text; those without tags of a tool."""
    context: str | None


def read_tmx(data: bytes, path: str) -> list[Translated]:
    """Read a memory.

    Args:
        data: a file that `first_look` lets pass.
        path: what reports call it.

    Raises:
        EssaytransError: `exchange-missing`, `exchange-file`.
    """
    require_library(path)
    from translate.storage.tmx import tmxfile  # noqa: PLC0415 - as above

    body = first(parsed(tmxfile, data, path), "body")
    return [] if body is None else [_translated(unit) for unit in below(body, "tu")]


def pairs(units: Collection[Translated], source_language: str, language: str) -> list[Pair]:
    """Return what a memory has of two languages, each pair once.

    Args:
        units: what `read_tmx` gave.
        source_language: the tag of the articles' language.
        language: the tag of the translations'.
    """
    every = dict.fromkeys(name for unit in units for name, _ in unit.texts)
    names = list(every)[:_MOST_LANGUAGES]
    sources = {name for name in names if name and same_language(name, source_language)}
    targets = {name for name in names if name and same_language(name, language)}
    found: dict[Pair, None] = {}
    for unit in units:
        source = next((text for name, text in unit.texts if name in sources), "")
        target = next((text for name, text in unit.texts if name in targets), "")
        if source and target:
            found[Pair(source, target, unit.context)] = None
    return list(found)


def _translated(unit: Any) -> Translated:
    texts: list[tuple[str, str]] = []
    for variant in below(unit, "tuv"):
        segment = first(variant, "seg")
        text, tagged = text_of(segment) if segment is not None else ("", False)
        if text.strip() and not tagged:
            texts.append((variant.get(_LANG) or variant.get("lang") or "", text.strip()))
    props = (prop for prop in below(unit, "prop") if prop.get("type") == _CONTEXT)
    context = next((text_of(prop)[0] for prop in props), None)
    return Translated(tuple(texts), context)
