"""The bilingual edition: Markdown in which each translation stands below its source, or above it.

It is made by edits of the source, as the translated edition is. What nobody translated is there once,
byte for byte; and what is built is read again: it must have the blocks of the source, and for some
paragraphs a second one right after them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans import garbage
from essaytrans.editions.beside import Order, Way, once, ways
from essaytrans.editions.choice import Edition, choose
from essaytrans.i18n import msg
from essaytrans.markdown.guard import Refusal
from essaytrans.markdown.segment import skeleton
from essaytrans.markdown.splice import splice
from essaytrans.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from essaytrans.editions.choice import Choice
    from essaytrans.markdown.blocks import Blocks
    from essaytrans.model import Catalog, Edit, SegmentRules

__all__ = ["Order", "interleave"]

_Rows = tuple[tuple[object, ...], ...]

# Translators: a reason behind “this translation is not used: ”; “it” is the translation, “its
# source” the paragraph that it is the translation of: the two are shown together.
_CANNOT: Final = msg("it cannot stand beside its source without changing the article")
_READINGS: Final = 64
"""How often an article may be read again in search of units that break it …"""
_CHARACTERS: Final = 20_000_000
"""… or how many characters in all, whichever allows more, as in `markdown.guard`."""
_PARAGRAPH: Final = 3
"""Tokens that a paragraph has: its beginning, its text, its end."""


def interleave(
    blocks: Blocks,
    catalog: Catalog,
    rules: SegmentRules,
    *,
    order: Order = Order.SOURCE_FIRST,
    across: bool = False,
    use_fuzzy: bool = False,
    use_stale: bool = False,
    mark: str = "",
    credits_key: str = "",
) -> Edition:
    """Build an article in two languages.

    Args:
        blocks: the article.
        catalog: its catalog.
        rules: those that the article was segmented by.
        order: which language comes first, and is shown where there is room for one only.
        across: whether the two languages run in opposite directions; a browser takes that of the
            first letter for all lines of a paragraph, so they are kept in paragraphs of their own
            where a list has room for them.
        use_fuzzy: whether fuzzy translations are published.
        use_stale: whether, of them, those are that were confirmed for an earlier text.
        mark: what stands behind the latter; plain text, empty for nothing.
        credits_key: the key of front matter that names those who translated, if any of it is
            published; empty if nobody is to be named.
    """
    document = blocks.document
    choice, built = choose(
        document, catalog, use_fuzzy=use_fuzzy, use_stale=use_stale, mark=mark
    ).built(document, rules)
    if not built.edits:
        return choice.edition(document.text, built.refusals)
    with garbage.paused():
        search = _Search(blocks, rules)
        apart = _with_room(blocks) if across else frozenset[int]()
        refused = search.settle(_begin(search, choice, built.edits, order, apart))
    refusals = [*built.refusals, *(Refusal(index, _CANNOT) for index in sorted(refused))]
    refusals.sort(key=lambda refusal: refusal.index)
    edition = choice.edition(search.text(), refusals)
    published = len(built.edits) > len(refused)
    return choice.with_credits(edition, document, credits_key) if published else edition


def _with_room(blocks: Blocks) -> frozenset[int]:
    """Return the numbers of the units in items of lists that have paragraphs."""
    return frozenset(
        index
        for index, (unit, place) in enumerate(
            zip(blocks.document.units, blocks.places, strict=True)
        )
        if unit.kind is Kind.LIST_ITEM and not blocks.tokens[place - 1].hidden
    )


def _begin(
    search: _Search, choice: Choice, edits: Mapping[int, Edit], order: Order, apart: frozenset[int]
) -> dict[int, Iterator[Way]]:
    """Return the ways of the units that are to be shown twice; take the others as they are."""
    document = search.blocks.document
    single = once(document)
    found: dict[int, Iterator[Way]] = {}
    for index, edit in edits.items():
        options: Iterator[Way] | None = None
        if index not in single:
            text = choice.texts[index] or ""
            unit = document.units[index]
            options = ways(document, unit, edit, text.strip(), order, apart=index in apart)
        if options is not None:
            found[index] = options
        elif order is Order.TRANSLATION_FIRST:
            search.accepted[index] = Way(edit)
    return found


class _Search:
    """Finds, for each unit, a way in which its two texts keep the article what it is."""

    def __init__(self, blocks: Blocks, rules: SegmentRules) -> None:
        self.accepted: dict[int, Way] = {}
        self.blocks = blocks
        self._rules = rules
        length = max(len(blocks.document.text), 1)
        self._budget = max(_READINGS, _CHARACTERS // length)

    def settle(self, options: Mapping[int, Iterator[Way]]) -> set[int]:
        """Accept what can be accepted; return the numbers of the units that have no way left."""
        tried = {index: way for index, found in options.items() if (way := next(found, None))}
        waiting = [list(tried)] if tried else []
        while waiting and self._budget:
            group = waiting.pop()
            trial = {index: tried[index] for index in group}
            if self._holds({**self.accepted, **trial}):
                self.accepted.update(trial)
            elif len(group) > 1:
                middle = len(group) // 2
                waiting += [group[middle:], group[:middle]]
            else:
                way = next(options[group[0]], None)
                if way is not None:
                    tried[group[0]] = way
                    waiting.append(group)
        return {index for index in options if index not in self.accepted}

    def text(self) -> str:
        """Return the article with what was accepted."""
        return self._spliced(self.accepted)

    def _holds(self, chosen: Mapping[int, Way]) -> bool:
        self._budget -= 1
        return skeleton(self._spliced(chosen), self._rules) == self._expected(chosen)

    def _spliced(self, chosen: Mapping[int, Way]) -> str:
        edits: list[Edit] = [way.edit for way in chosen.values()]
        return splice(self.blocks.document.text, edits)

    def _expected(self, chosen: Mapping[int, Way]) -> _Rows:
        """Return the skeleton of the source, with a second paragraph where one is added."""
        blocks = self.blocks
        rows = blocks.document.skeleton
        adding = {blocks.places[index] for index, way in chosen.items() if way.adds}
        if not adding:
            return rows
        # the skeleton has the rows of the front matter, those of all tokens, then further ones
        # that begin with the number of the token that they are of
        further = next(
            (at for at, row in enumerate(rows) if isinstance(row[0], int)),
            len(rows),
        )
        start = further - len(blocks.tokens)
        expected = list(rows[:start])
        moved: list[int] = []
        by = 0
        for number, row in enumerate(rows[start:further]):
            moved.append(number + by)
            expected.append(row)
            if number - 1 in adding:  # the paragraph ends after its text
                expected += rows[start + number - 2 : start + number + 1]
                by += _PARAGRAPH
        for row in rows[further:]:
            expected.append((moved[row[0]], *row[1:]) if isinstance(row[0], int) else row)
        return tuple(expected)
