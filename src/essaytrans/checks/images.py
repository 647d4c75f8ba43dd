"""Images: those of the source that a translation does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.checks.inline_parts import missing, pointed_at, unreplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.finding import Finding
    from essaytrans.checks.pair import Pair

__all__ = ["NAME", "check"]

NAME: Final = "images"


def check(pair: Pair) -> Iterator[Finding]:
    """Find images that are lost; one in another language may stand for one of the source."""
    if "![" not in pair.source and "<img" not in pair.source.lower():
        return
    source = [one for one in pointed_at(pair.source, pair.source_pieces) if one.image]
    if not source:
        return
    target = [one.place for one in pointed_at(pair.target, pair.target_pieces) if one.image]
    known, present = {one.place for one in source}, set(target)
    lost = {one.place: f"![…]({one.written})" for one in source if one.place not in present}
    yield from missing(NAME, unreplaced(pair, lost, (one for one in target if one not in known)))
