"""Ranges of the parsed text, one a line: cutting, comparing, mapping them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

__all__ = ["Pairs", "agrees", "locate", "offsets", "strip"]

Pairs = Sequence[tuple[int, int]]
"""Start and end of each range, in characters of the parsed text."""


def strip(text: str, pairs: Pairs) -> Pairs:
    """Leave out white space, of any script, before the first character and after the last."""
    if len(pairs) == 1:
        start, end = pairs[0]
        if start < end and not text[start].isspace() and not text[end - 1].isspace():
            return pairs
    kept = list(pairs)
    while kept and not text[slice(*kept[0])].strip():
        kept.pop(0)
    while kept and not text[slice(*kept[-1])].strip():
        kept.pop()
    if not kept:
        return kept
    start, end = kept[0]
    kept[0] = (end - len(text[start:end].lstrip()), end)
    start, end = kept[-1]
    kept[-1] = (start, start + len(text[start:end].rstrip()))
    return kept


def agrees(text: str, pairs: Pairs, content: str) -> bool:
    """Whether the spans hold what the parser read: the check that makes a span exact."""
    if len(pairs) == 1:
        start, end = pairs[0]
        found = text[start:end].strip(" \t\f\v")
    else:
        found = "\n".join([text[start:end] for start, end in pairs]).strip()
    if found == content:
        return True
    read = "\n".join([line.lstrip(" \t") for line in content.split("\n")]).strip()
    return found.strip() == read or found.replace("\\|", "|").strip() == read


def offsets(pairs: Pairs) -> list[int]:
    """Return where each line begins in the content of a block, and where the last one ends."""
    return list(accumulate((end - start + 1 for start, end in pairs), initial=0))


def locate(pairs: Pairs, offsets: list[int], start: int, end: int) -> list[tuple[int, int]]:
    """Map a range of a block's content to ranges of the parsed text, one a line."""
    found: list[tuple[int, int]] = []
    number = bisect_right(offsets, start) - 1
    while number < len(pairs) and offsets[number] < end:
        (first, last), offset = pairs[number], offsets[number]
        found.append((first + max(0, start - offset), min(last, first + end - offset)))
        number += 1
    return found
