"""What a megabyte costs in files of 10 kB to 10 MB: the same text, cut into pieces of each size."""

from __future__ import annotations

from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING, Final

from benchmarks.clock import in_turn
from benchmarks.core import bare_parse
from benchmarks.corpus import NOTES, megabytes, plain_articles, translated
from benchmarks.rows import Row
from essaytrans.follow import make_template
from essaytrans.markdown import segment
from essaytrans.markdown.guard import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.rows import Options

__all__ = ["growth", "one_text"]

_SIZES: Final = {"10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
_QUICK: Final = ("10 kB", "100 kB")
_BASE: Final = 1_000_000
"""Bytes that every size is measured on: the smaller ones as so many pieces of them, the larger ones
as so many copies in one."""
_LIMIT: Final = 1.5
"""Cost per megabyte in the largest file over that in the smallest. Growth by a square would give
1,000; what is above 1 is memory that no longer fits the caches."""


def growth(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure extract and build on files of each size."""
    sizes = _QUICK if options.quick else tuple(_SIZES)
    base = _base(plain_articles(texts.values()), 100_000 if options.quick else _BASE)
    pieces = {size: _pieces(base, _SIZES[size]) for size in sizes}
    tasks: dict[str, Callable[[], object]] = {}
    for size, own in pieces.items():
        tasks[f"extract, files of {size}"] = partial(_extract, own)
        tasks[f"build, files of {size}"] = partial(_build, own)
        tasks[f"bare block parse, files of {size}"] = bare_parse(own)
    best = in_turn(tasks, min(options.rounds, 3))
    for kind in ("extract", "build", "bare block parse"):
        costs = []
        for size, own in pieces.items():
            name = f"{kind}, files of {size}"
            row = Row("growth", name, best[name], megabytes(own))
            costs.append(best[name] / megabytes(own))
            yield row
        yield Row(
            "growth",
            f"{kind}, a megabyte of {sizes[-1]} files",
            ratio=costs[-1] / costs[0],
            floor=f"in {sizes[0]} files",
            limit=None if kind == "bare block parse" else _LIMIT,
        )


def one_text(texts: dict[str, str], size: int) -> str:
    """Make one article of at least so many bytes."""
    return "".join(_base(plain_articles(texts.values()), size))


def _base(articles: Sequence[str], size: int) -> list[str]:
    """Take articles of all parts of the corpus, again and again, until there is enough."""
    if not articles:
        raise SystemExit("no article of this folder can be put behind another one")
    lengths = [len(article.encode()) for article in articles]
    step = max(1, sum(lengths) // size)
    found: list[str] = []
    total = 0
    for at in cycle(range(0, len(articles), step)):
        if total >= size:
            return found
        found.append(articles[at])
        total += lengths[at]
    return found


def _pieces(base: Sequence[str], size: int) -> list[str]:
    """Put articles together until each piece has about so many bytes."""
    total = sum(len(article.encode()) for article in base)
    if size > total:
        return ["".join(base) * round(size / total)]
    pieces: list[str] = []
    piece: list[str] = []
    length = 0
    for article in base:
        piece.append(article)
        length += len(article.encode())
        if length >= size:
            pieces.append("".join(piece))
            piece, length = [], 0
    return [*pieces, "".join(piece)] if piece else pieces


def _extract(texts: Sequence[str]) -> None:
    for text in texts:
        make_template(segment(text), notes_language=NOTES)


def _build(texts: Sequence[str]) -> None:
    for text in texts:
        document = segment(text)
        rebuild(document, [translated(unit.msgid) for unit in document.units])
