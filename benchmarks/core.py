"""The core in one process, without the disk: articles, catalogs, and what turns one into the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polib
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from benchmarks.clock import in_turn
from benchmarks.corpus import HEADER, NOTES, filled_catalog, megabytes, translated
from benchmarks.rows import Row
from essaytrans.catalog import parse, serialize
from essaytrans.catalog.header import update_header
from essaytrans.editions import translate
from essaytrans.follow import make_template, update
from essaytrans.markdown import segment
from essaytrans.markdown.guard import rebuild
from essaytrans.model import SegmentRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.rows import Options

__all__ = ["BLOCKS", "articles", "bare_parse", "catalogs"]

BLOCKS: Final = "bare block parse"
_POLIB: Final = "polib load and save"
_RULES: Final = SegmentRules()
_LIMITS: Final = {
    "extract": (1.5, 2.0),
    "build, nothing translated": (2.2, 2.5),
    "build, everything translated": (2.2, 2.5),
    "update onto full catalogs": (2.5, 3.0),
}
"""Aim and limit of each row, as multiples of the floor."""


def articles(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure reading, building and updating against a bare block parse of the same text."""
    size = megabytes(texts.values())
    tasks = _article_tasks(list(texts.values()))
    best = in_turn(tasks, options.rounds)
    for name in tasks:
        aim, limit = _LIMITS.get(name, (None, None))
        ratio = best[name] / best[BLOCKS]
        yield Row("core", name, best[name], size, None, ratio, BLOCKS, aim, limit)


def _article_tasks(texts: list[str]) -> dict[str, Callable[[], object]]:
    full = [filled_catalog(text) for text in texts]
    units = [[unit.msgid for unit in segment(text).units] for text in texts]
    everything: list[list[str | None]] = [[translated(msgid) for msgid in own] for own in units]
    nothing: list[list[str | None]] = [[None] * len(own) for own in units]

    def updated(text: str, catalog: str) -> str:
        template = make_template(segment(text), notes_language=NOTES)
        known = parse(catalog)
        return serialize(update(known, template, update_header(known.header, HEADER)).catalog)

    return {
        BLOCKS: bare_parse(texts),
        "extract": lambda: [make_template(segment(text), notes_language=NOTES) for text in texts],
        "build, nothing translated": lambda: _built(texts, nothing),
        "build, everything translated": lambda: _built(texts, everything),
        "update onto full catalogs": lambda: [
            updated(text, catalog) for text, catalog in zip(texts, full, strict=True)
        ],
        "build, with its catalog read": lambda: [
            translate(segment(text), parse(catalog), _RULES)
            for text, catalog in zip(texts, full, strict=True)
        ],
    }


def _built(texts: list[str], translations: list[list[str | None]]) -> list[str]:
    pairs = zip(texts, translations, strict=True)
    return [rebuild(segment(text), own).text for text, own in pairs]


def bare_parse(texts: Iterable[str]) -> Callable[[], None]:
    """Make the floor of whatever reads articles: the block rules of markdown-it-py, no more."""
    md = MarkdownIt("commonmark").enable("table")
    plain = [text.replace("\r\n", "\n") for text in texts]

    def blocks() -> None:
        for text in plain:
            state = StateBlock(text, md, {}, [])
            md.block.tokenize(state, 0, state.lineMax)

    return blocks


def catalogs(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure loading and saving catalogs against polib, which does not wrap lines either."""
    full = [filled_catalog(text) for text in texts.values()]
    ours = "catalogs, load and save"
    best = in_turn(
        {
            _POLIB: lambda: [str(polib.pofile(text, wrapwidth=0)) for text in full],
            ours: lambda: [serialize(parse(text)) for text in full],
        },
        options.rounds,
    )
    size = megabytes(full)
    yield Row("catalogs", _POLIB, best[_POLIB], size, None, 1.0, _POLIB)
    ratio = best[ours] / best[_POLIB]
    yield Row("catalogs", ours, best[ours], size, None, ratio, _POLIB, None, 0.5)
