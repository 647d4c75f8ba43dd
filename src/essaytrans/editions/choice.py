"""Which translations an edition has, and what is said of those that it leaves out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.standing import is_published, marked
from essaytrans.i18n import msg
from essaytrans.markdown.guard import rebuild
from essaytrans.model import Diagnostic, Message, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from essaytrans.markdown.guard import Built, Refusal
    from essaytrans.model import Catalog, Document, Entry, SegmentRules

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
    unused: frozenset[tuple[str | None, str]] = frozenset()
    """The keys of their entries."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a catalog has for the units of an article."""

    catalog: Catalog
    entries: tuple[Entry | None, ...]
    """One a unit, in order; None where the catalog does not know it."""
    texts: tuple[str | None, ...]
    """Likewise the translations to publish; None where there is none."""
    bare: Mapping[int, str] = field(default_factory=dict)
    """Those among them that have a mark, as they are without it, by the number of the unit."""

    def built(self, document: Document, rules: SegmentRules) -> tuple[Choice, Built]:
        """Put the texts into the article; a mark that does not fit where it goes is left out."""
        built = rebuild(document, self.texts, rules)
        wrong = {refusal.index for refusal in built.refusals if refusal.index in self.bare}
        if not wrong:
            return self, built
        texts = (self.bare[at] if at in wrong else text for at, text in enumerate(self.texts))
        choice = replace(self, texts=tuple(texts), bare={})
        return choice, rebuild(document, choice.texts, rules)

    def edition(self, text: str, refusals: Iterable[Refusal]) -> Edition:
        """Make an edition of a built text, and of what was refused on the way.

        Equal units are told of once, since they are one entry of the catalog.
        """
        found: dict[tuple[str | None, str], Diagnostic] = {}
        for refusal in refusals:
            entry = self.entries[refusal.index]
            if entry is not None and entry.key not in found:
                found[entry.key] = _refused(self.catalog.path, entry, refusal.reason)
        return Edition(text, tuple(found.values()), len(found), frozenset(found))

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


def choose(
    document: Document,
    catalog: Catalog,
    *,
    use_fuzzy: bool = False,
    use_stale: bool = False,
    mark: str = "",
) -> Choice:
    """Look up the units of an article in a catalog.

    Args:
        document: the article.
        catalog: its catalog.
        use_fuzzy: whether fuzzy translations are published.
        use_stale: whether, of them, those are that were confirmed for an earlier text.
        mark: what stands behind the latter in running text; plain text, empty for nothing.
    """
    known = {entry.key: entry for entry in catalog.entries if not entry.obsolete}
    entries = tuple([known.get((unit.msgctxt, unit.msgid)) for unit in document.units])
    texts = [
        entry.msgstr
        if entry
        and entry.msgstr
        and (not entry.fuzzy or is_published(entry, use_fuzzy=use_fuzzy, use_stale=use_stale))
        else None
        for entry in entries
    ]
    bare: dict[int, str] = {}
    for index, (unit, entry) in (
        enumerate(zip(document.units, entries, strict=True)) if mark else ()
    ):
        text = texts[index]
        if text and entry is not None and (shown := marked(text, entry, unit.kind, mark)) != text:
            bare[index] = text
            texts[index] = shown
    return Choice(catalog, entries, tuple(texts), bare)


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
