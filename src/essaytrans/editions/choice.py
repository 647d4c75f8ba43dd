"""Which translations an edition has, and what is said of those that it leaves out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, Message, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from essaytrans.markdown.guard import Refusal
    from essaytrans.model import Catalog, Document, Entry

__all__ = ["Choice", "Edition", "choose"]

_SHOWN: Final = 100
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


@dataclass(frozen=True, slots=True)
class Choice:
    """What a catalog has for the units of an article."""

    catalog: Catalog
    entries: tuple[Entry | None, ...]
    """One a unit, in order; None where the catalog does not know it."""
    texts: tuple[str | None, ...]
    """Likewise the translations to publish; None where there is none."""

    def edition(self, text: str, refusals: Iterable[Refusal]) -> Edition:
        """Make an edition of a built text, and of what was refused on the way.

        Equal units are told of once, since they are one entry of the catalog.
        """
        found: dict[tuple[str | None, str], Diagnostic] = {}
        for refusal in refusals:
            entry = self.entries[refusal.index]
            if entry is not None and entry.key not in found:
                found[entry.key] = _refused(self.catalog.path, entry, refusal.reason)
        return Edition(text, tuple(found.values()), len(found))

    def with_credits(self, edition: Edition, document: Document, key: str) -> Edition:
        """Name those who translated in the front matter, if that is asked for.

        Args:
            edition: what was built; something of it is translated.
            document: the article.
            key: the key of front matter that names them; empty if nobody is to be named.
        """
        if not key:
            return edition
        from essaytrans.catalog.credits import credits as read_credits  # noqa: PLC0415 - if asked
        from essaytrans.editions.credits import with_credits  # noqa: PLC0415 - as above

        names = [credit.name for credit in read_credits(self.catalog)]
        text = with_credits(edition.text, names, key)
        if text is not None:
            return replace(edition, text=text)
        left_out = _left_out(document.path, self.catalog.path, key)
        return replace(edition, diagnostics=(*edition.diagnostics, left_out))


def choose(document: Document, catalog: Catalog, *, use_fuzzy: bool = False) -> Choice:
    """Look up the units of an article in a catalog.

    Args:
        document: the article.
        catalog: its catalog.
        use_fuzzy: whether fuzzy translations are published.
    """
    known = {entry.key: entry for entry in catalog.entries if not entry.obsolete}
    entries = tuple([known.get((unit.msgctxt, unit.msgid)) for unit in document.units])
    texts = [
        entry.msgstr if entry and entry.msgstr and (use_fuzzy or not entry.fuzzy) else None
        for entry in entries
    ]
    return Choice(catalog, entries, tuple(texts))


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
