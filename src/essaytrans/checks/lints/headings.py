"""Headings that jump a level, and headings that are alike."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from essaytrans.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.lints.article import Article
    from essaytrans.model import Diagnostic

__all__ = ["duplicate_headings", "heading_levels"]


def heading_levels(article: Article) -> Iterator[Diagnostic]:
    """Find headings that are more than one level below the one before.

    The first may have any level, for the title may stand in front matter. So may the one after a
    title: to begin with level 3 below it is a house style, of a corpus where 50 articles of 59 do.
    """
    for number, (before, heading) in enumerate(pairwise(article.headings)):
        below_title = not number and before.level == 1
        if heading.level > before.level + 1 and not below_title:
            yield article.remark(
                "lint-heading-level",
                # Translators: levels of headings, from 1 to 6: “二级标题” in Chinese is level 2.
                msg(
                    "a heading of level {level} follows one of level {before}",
                    level=heading.level,
                    before=before.level,
                ),
                heading.start,
                heading.length,
                hint=msg("make it one of level {level}", level=before.level + 1),
            )


def duplicate_headings(article: Article) -> Iterator[Diagnostic]:
    """Find headings that are alike in one section; those of two sections may be.

    Links tell them apart by a number that a site counts up, and each translation has one text for
    both.
    """
    seen: list[dict[str, int]] = [{} for _ in range(7)]
    for heading in article.headings:
        for deeper in seen[heading.level + 1 :]:
            deeper.clear()
        if heading.has_id:
            continue
        first = seen[heading.level].setdefault(heading.text, heading.start)
        if first != heading.start:
            yield article.remark(
                "lint-duplicate-heading",
                msg("line {line} has the same heading", line=article.source.line(first)),
                heading.start,
                heading.length,
                hint=msg("tell them apart, or give each an id of its own: {id}", id="{#id}"),
            )
