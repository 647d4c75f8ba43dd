"""The translated edition: the article with its translated units spliced in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.editions.choice import Edition, choose

if TYPE_CHECKING:
    from essaytrans.model import Catalog, Document, SegmentRules

__all__ = ["translate"]


def translate(
    document: Document,
    catalog: Catalog,
    rules: SegmentRules,
    *,
    use_fuzzy: bool = False,
    use_stale: bool = False,
    mark: str = "",
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
        use_stale: whether, of them, those are that were confirmed for an earlier text.
        mark: what stands behind the latter; plain text, empty for nothing.
        credits_key: the key of front matter that names those who translated, if any of it is
            published; empty if nobody is to be named.
    """
    choice, built = choose(
        document, catalog, use_fuzzy=use_fuzzy, use_stale=use_stale, mark=mark
    ).built(document, rules)
    edition = choice.edition(built.text, built.refusals)
    published = len(choice.texts) - choice.texts.count(None) > len(built.refusals)
    return choice.with_credits(edition, document, credits_key) if published else edition
