"""The translated edition: the article with its translated units spliced in."""

from __future__ import annotations

from dataclasses import dataclass

from essaytrans.i18n import msg
from essaytrans.markdown.guard import rebuild
from essaytrans.model import (
    Catalog,
    Diagnostic,
    Document,
    Entry,
    Message,
    Position,
    SegmentRules,
    Severity,
)

__all__ = ["Edition", "translate"]

_SHOWN = 100
"""How many characters of a refused msgid a diagnostic shows."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A built article and what a person should know of it."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()
    """One for each translation that was not published."""


def translate(
    document: Document, catalog: Catalog, rules: SegmentRules, *, use_fuzzy: bool = False
) -> Edition:
    """Build an article in the language of a catalog.

    Units without a translation stand in the source language; so do fuzzy ones unless `use_fuzzy`,
    and those whose translation would break the article.
    """
    known = {entry.key: entry for entry in catalog.entries if not entry.obsolete}
    entries = [known.get((unit.msgctxt, unit.msgid)) for unit in document.units]
    texts = [
        entry.msgstr if entry and entry.msgstr and (use_fuzzy or not entry.fuzzy) else None
        for entry in entries
    ]
    built = rebuild(document, texts, rules)
    diagnostics: dict[tuple[str | None, str], Diagnostic] = {}
    for refusal in built.refusals:
        entry = entries[refusal.index]
        if entry is not None and entry.key not in diagnostics:
            diagnostics[entry.key] = _refused(catalog.path, entry, refusal.reason)
    return Edition(built.text, tuple(diagnostics.values()))


def _refused(path: str, entry: Entry, reason: Message) -> Diagnostic:
    shown = entry.msgid.replace("\n", " ")
    return Diagnostic(
        Severity.ERROR,
        "refused-translation",
        msg("this translation is not used: {reason}", reason=reason),
        msg("the paragraph stands in the source language until the translation is mended"),
        Position(
            path=path,
            line=entry.line,
            text=shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…",
            length=min(len(shown), _SHOWN),
        ),
    )
