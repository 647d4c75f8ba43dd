"""Emphasis: `**` and `*` that readers would see, since they do not open or close anything.

Beside Chinese punctuation that happens easily: in `**“引用”**后文` the closing marker follows
punctuation and precedes a letter, so it may only open (CommonMark 0.31.2, section 6.2).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.checks.inline_parts import brackets
from essaytrans.i18n import msg
from essaytrans.markdown.inline import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.checks.pair import Pair
    from essaytrans.markdown.inline import Piece
    from essaytrans.model import Message

__all__ = ["NAME", "blank_inside", "check"]

NAME: Final = "emphasis"

_RUN: Final = re.compile(r"\*+|_+")


class _Run:
    """A run of markers: what it may do, and how many are still without a partner."""

    __slots__ = ("closes", "left", "length", "mark", "opens", "start")

    def __init__(self, text: str, start: int, length: int) -> None:
        before, after = text[start - 1 : start], text[start + length : start + length + 1]
        blank_before, blank_after = _is_blank(before), _is_blank(after)
        sign_before, sign_after = _is_sign(before), _is_sign(after)
        left = not blank_after and (not sign_after or blank_before or sign_before)
        right = not blank_before and (not sign_before or blank_after or sign_after)
        self.mark = text[start]
        self.start = start
        self.length = self.left = length
        if self.mark == "*":
            self.opens, self.closes = left, right
        else:
            self.opens = left and (not right or sign_before)
            self.closes = right and (not left or sign_after)

    def fits(self, closer: _Run) -> bool:
        """Whether this run may open what another, which may close, closes (rules 9 and 10)."""
        if self.mark != closer.mark or not self.opens:
            return False
        both = self.closes or closer.opens
        if not both or (self.length + closer.length) % 3:
            return True
        return self.length % 3 == 0 and closer.length % 3 == 0


def check(pair: Pair) -> Iterator[Finding]:
    """Find markers that stay without a partner, beyond those of the source."""
    if not pair.is_markdown or ("*" not in pair.target and "__" not in pair.target):
        return
    left = [run for run in _left_over(pair.target, pair.target_pieces) if _is_meant(run)]
    if not left or (len(left) == 1 and left[0].left == 1 and "*" not in pair.source):
        return  # a lone star is a star, where there is nothing to emphasise
    known: Counter[str] = Counter()
    for run in _left_over(pair.source, pair.source_pieces):
        known[run.mark] += run.left
    new: list[_Run] = []
    for run in left:
        if known[run.mark] >= run.left:
            known[run.mark] -= run.left
        else:
            new.append(run)
    for run, partner in _culprits(new):
        marker = run.mark * run.left
        yield Finding(
            NAME,
            msg("{marker} is shown as it is, it marks no emphasis", marker=marker),
            _mend(pair.target, run, partner, marker),
            run.start,
            run.length,
        )


def blank_inside(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Find `**` that mark nothing because of a blank between one of them and their text.

    Args:
        text: inline Markdown.
        pieces: what in it is no prose.

    Returns:
        Where the run beside the blank stands, and its length, in characters.
    """
    left = [run for run in _left_over(text, pieces) if run.length == run.left == 2]  # noqa: PLR2004
    for run, partner in _culprits(left):
        if partner is not None and _is_blank(_inner(text, run, partner)):
            yield run.start, run.length


def _culprits(runs: list[_Run]) -> Iterator[tuple[_Run, _Run | None]]:
    """Take the runs two by two, as they were meant; yield the one at fault and its partner."""
    waiting = iter(runs)
    first = next(waiting, None)
    while first is not None:
        second = next(waiting, None)
        if second is None or (second.mark, second.left) != (first.mark, first.left):
            yield first, None
            first = second
            continue
        yield (second, first) if first.opens else (first, second)
        first = next(waiting, None)


def _left_over(text: str, pieces: Sequence[Piece]) -> list[_Run]:
    """Return the runs of which something is shown."""
    runs = [_Run(text, start, end - start) for start, end in _runs(text, pieces)]
    if len(runs) > 1:
        for group in _grouped(runs, _links(text, pieces)):
            _pair_off(group)
    return [run for run in runs if run.left]


def _grouped(runs: list[_Run], links: list[tuple[int, int]]) -> Iterator[list[_Run]]:
    """Yield the runs within each link without those of links in it, then those in no link."""
    edges = iter(sorted(edge for link in links for edge in link))
    begins = {start for start, _ in links}
    groups: list[list[_Run]] = [[]]
    edge = next(edges, None)
    for run in runs:
        while edge is not None and edge < run.start:
            if edge in begins:
                groups.append([])
            else:
                yield groups.pop()
            edge = next(edges, None)
        groups[-1].append(run)
    yield from reversed(groups)


def _runs(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    holes = iter(pieces)
    hole = next(holes, None)
    for match in _RUN.finditer(text):
        start, end = match.span()
        while hole is not None and hole.end <= start:
            # an escaped marker is no part of the run that follows it
            hole = next(holes, None)
        if hole is not None and hole.start <= start:
            start = hole.end
        if start < end:
            yield start, end


def _links(text: str, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Return where the texts of links and images are, inner ones first: no emphasis crosses them."""
    tails = {piece.start for piece in pieces if piece.kind in (PieceKind.TARGET, PieceKind.LABEL)}
    if not tails:
        return []
    return [(one.start, one.end) for one in brackets(text, pieces) if one.end + 1 in tails]


def _pair_off(runs: list[_Run]) -> None:
    """Find partners as the algorithm of CommonMark's appendix does."""
    opened: list[_Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for closer in runs:
        while closer.closes and closer.left:
            kind = closer.mark, closer.opens, closer.length % 3
            index = len(opened) - 1
            bottom = bottoms.get(kind, 0)
            while index >= bottom and not opened[index].fits(closer):
                index -= 1
            if index < bottom:
                bottoms[kind] = len(opened)
                break
            opener = opened[index]
            used = 2 if opener.left > 1 and closer.left > 1 else 1
            opener.left -= used
            closer.left -= used
            del opened[index + (opener.left > 0) :]
            for other, place in bottoms.items():
                bottoms[other] = min(place, len(opened))
        if closer.opens and closer.left:
            opened.append(closer)


def _is_meant(run: _Run) -> bool:
    """Whether what is left was to mark emphasis: `5 * 3`, `snake__case` and `f***` were not."""
    if run.mark == "_":
        return run.left == 2 and (run.opens or run.closes)  # noqa: PLR2004 - strong emphasis
    if run.length > 2 and run.left == run.length:  # noqa: PLR2004 - a word with stars for letters
        return run.length == 3 and run.opens  # noqa: PLR2004 - strong and slanted
    return run.left > 1 or run.opens or run.closes


def _mend(text: str, run: _Run, partner: _Run | None, marker: str) -> Message:
    if partner is not None:
        closing = partner.start < run.start
        inner = _inner(text, run, partner)
        if _is_blank(inner):
            return msg("take out the blank between {marker} and its text", marker=marker)
        if _is_sign(inner) and not (run.closes if closing else run.opens):
            return msg("put the punctuation outside of {marker}, or a blank there", marker=marker)
    return msg("complete the pair, or write {marker} with a backslash", marker=marker)


def _inner(text: str, run: _Run, partner: _Run) -> str:
    """Return the character beside a run that is to be emphasised with it."""
    if partner.start < run.start:
        return text[run.start - 1 : run.start]
    end = run.start + run.length
    return text[end : end + 1]


def _is_blank(character: str) -> bool:
    return not character or character.isspace()


def _is_sign(character: str) -> bool:
    """Whether a character is punctuation to CommonMark, symbols included."""
    return bool(character) and unicodedata.category(character)[0] in "PS"
