"""Links to a heading or a file that is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from essaytrans.i18n import msg
from essaytrans.markdown.linked import Linked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.lints.article import Article
    from essaytrans.model import Diagnostic

__all__ = ["LeadsFrom", "dead_targets"]

LeadsFrom = Callable[[str], bool | None]
"""Tells whether a target of an article leads somewhere; None where nobody can know."""


def dead_targets(article: Article, leads: LeadsFrom) -> Iterator[Diagnostic]:
    """Find links of an article that lead nowhere, whatever language one reads it in."""
    linked = Linked(article.source, tuple(article.tokens))
    for one in linked.destinations():
        if leads(one.target) is False:
            yield article.remark(
                "lint-target",
                msg("the link to {target} leads nowhere", target=one.target),
                one.offset,
                one.span.end - one.span.start,
                hint=msg("name a file that is there, or a heading as its page names it"),
            )
