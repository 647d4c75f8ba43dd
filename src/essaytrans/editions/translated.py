"""The translated edition: the article with its translated units spliced in."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """One for each translation that was not published, and one if those who translated cannot be
    named."""
    refused: int = 0
    """How many translations were not published."""


def translate(
    document: Document,
    catalog: Catalog,
    rules: SegmentRules,
    *,
    use_fuzzy: bool = False,
    credits_key: str = "",
) -> Edition:
    """Build an article in the language of a catalog.

    Units without a translation stand in the source language; so do fuzzy ones unless `use_fuzzy`,
    and those whose translation would break the article.

    Args:
        document: the article.
        catalog: its catalog.
        rules: those that the article was segmented by.
        use_fuzzy: whether fuzzy translations are published.
        credits_key: the key of front matter that names those who translated, if any of it is
            published; empty if nobody is to be named.
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
    found = tuple(diagnostics.values())
    edition = Edition(built.text, found, len(found))
    published = len(texts) - texts.count(None) > len(built.refusals)
    return _with_credits(edition, document, catalog, credits_key) if published else edition


def _with_credits(edition: Edition, document: Document, catalog: Catalog, key: str) -> Edition:
    """Name those who translated, if that is asked for."""
    if not key:
        return edition
    from essaytrans.catalog.credits import credits as read_credits  # noqa: PLC0415 - if asked for
    from essaytrans.editions.credits import with_credits  # noqa: PLC0415 - as above

    names = [credit.name for credit in read_credits(catalog)]
    text = with_credits(edition.text, names, key)
    if text is not None:
        return replace(edition, text=text)
    left_out = _left_out(document.path, catalog.path, key)
    return replace(edition, diagnostics=(*edition.diagnostics, left_out))


def _left_out(article: str, catalog: str, key: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "credits-left-out",
        msg("the front matter cannot name those who translated {catalog}", catalog=catalog),
        # Translators: {key} is a key of front matter, such as “translators”.
        msg(
            "write its keys one a line, as in “title: …”; or give it the key {key} yourself",
            key=key,
        ),
        Position(article, 1),
    )


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
