"""The lint for the author: what in an article will hurt every language that it is translated into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans import garbage
from essaytrans.checks.lints.article import Article
from essaytrans.checks.lints.emphasis import literal_emphasis
from essaytrans.checks.lints.headings import duplicate_headings, heading_levels
from essaytrans.checks.lints.lines import soft_breaks, unclosed_fences
from essaytrans.checks.lints.links import fragment_links, shortcut_references
from essaytrans.checks.lints.targets import dead_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from essaytrans.checks.lints.targets import LeadsFrom
    from essaytrans.model import Diagnostic, Document

__all__ = ["lint"]

_RULES: Final[tuple[Callable[[Article], Iterator[Diagnostic]], ...]] = (
    literal_emphasis,
    fragment_links,
    soft_breaks,
    shortcut_references,
    unclosed_fences,
    heading_levels,
    duplicate_headings,
)


def lint(document: Document, leads: LeadsFrom | None = None) -> Iterator[Diagnostic]:
    """Say what the author of an article should mend, in the order of the article.

    Args:
        document: the article.
        leads: tells whether targets lead somewhere from it; None if nobody knows.
    """
    with garbage.paused():
        article = Article.of(document)
        found = [diagnostic for rule in _RULES for diagnostic in rule(article)]
        if leads is not None:
            found += dead_targets(article, leads)
    yield from sorted(found, key=_place)


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    position = diagnostic.position
    return (position.line or 0, position.column or 0) if position else (0, 0)
