"""The translated edition: the article with its translated units spliced in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.editions.choice import Edition, choose
from essaytrans.markdown.guard import rebuild

if TYPE_CHECKING:
    from essaytrans.model import Catalog, Document, SegmentRules

__all__ = ["translate"]


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
    choice = choose(document, catalog, use_fuzzy=use_fuzzy)
    built = rebuild(document, choice.texts, rules)
    edition = choice.edition(built.text, built.refusals)
    published = len(choice.texts) - choice.texts.count(None) > len(built.refusals)
    return choice.with_credits(edition, document, credits_key) if published else edition
