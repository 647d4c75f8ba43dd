"""Emphasis that will not render, because its mark stands between punctuation and a letter.

CommonMark 0.31.2, section 6.2, decides by the two characters beside a run of `*` whether it may
begin or end emphasis. A blank between words is what it counts on, and Chinese has none: in
`**“引用”**后文` the second `**` follows punctuation and precedes a letter, so it may only begin.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.checks.emphasis import blank_inside
from essaytrans.i18n import msg
from essaytrans.language.han import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.checks.lints.article import Article, Text
    from essaytrans.model import Diagnostic

__all__ = ["literal_emphasis"]

_RUN: Final = re.compile(r"\*+")
_MOST: Final = 500
"""Runs of `*` in one text; a text with more is a picture made of asterisks."""
_QUOTES: Final = frozenset("“”‘’—…·")
"""Punctuation that Chinese shares with Latin."""


class _Run(NamedTuple):
    """A run of `*`: where it stands, and the characters beside it."""

    start: int
    length: int
    before: str
    after: str

    def may_open(self, *, anywhere: bool) -> bool:
        """Whether it may begin emphasis; `anywhere`: as if punctuation were letters."""
        return not self.after.isspace() and (
            anywhere
            or not _is_punctuation(self.after)
            or self.before.isspace()
            or _is_punctuation(self.before)
        )

    def may_close(self, *, anywhere: bool) -> bool:
        """Whether it may end emphasis."""
        return not self.before.isspace() and (
            anywhere
            or not _is_punctuation(self.before)
            or self.after.isspace()
            or _is_punctuation(self.after)
        )

    @property
    def is_chinese(self) -> bool:
        """Whether a neighbour is such as Chinese has."""
        return any(char in _QUOTES or is_cjk(char) for char in (self.before, self.after))


def literal_emphasis(article: Article) -> Iterator[Diagnostic]:
    """Find `*` and `**` that a reader will see, or that mark what they were not put around."""
    for text in article.texts:
        if "*" not in text.content:
            continue
        for run in _blocked(_runs(text)):
            mark = "*" * run.length
            yield article.remark(
                "lint-emphasis",
                msg("between punctuation and a letter, {mark} marks nothing", mark=mark),
                text.offset(run.start),
                run.length,
                # Translators: the mark is * or **, which make a text emphasised or bold.
                hint=msg(
                    "put the punctuation outside of the {mark}, or a blank beside it", mark=mark
                ),
            )
        yield from _spaced(article, text)


def _spaced(article: Article, text: Text) -> Iterator[Diagnostic]:
    """Find a mark with a blank between it and what it was to mark: `**重点 **`."""
    for start, length in blank_inside(text.content, text.pieces()):
        yield article.remark(
            "lint-emphasis",
            msg("{marker} is shown as it is, it marks no emphasis", marker="*" * length),
            text.offset(start),
            length,
            hint=msg("take out the blank between {marker} and its text", marker="*" * length),
        )


def _runs(text: Text) -> list[_Run]:
    content = text.content
    found: list[_Run] = []
    holes = iter(text.pieces())
    hole = next(holes, None)
    for match in _RUN.finditer(content):
        start, end = match.span()
        while hole is not None and hole.end <= start:
            hole = next(holes, None)
        if hole is None or hole.start > start:
            before = content[start - 1] if start else " "
            found.append(_Run(start, end - start, before, content[end : end + 1] or " "))
    return found


def _blocked(runs: Sequence[_Run]) -> Iterator[_Run]:
    """Yield the runs that would mark something, were the punctuation beside them letters."""
    if not 1 < len(runs) <= _MOST:
        return
    real = _pairs(runs, anywhere=False)
    for pair in sorted(_pairs(runs, anywhere=True) - real):
        opener, closer = runs[pair[0]], runs[pair[1]]
        if not closer.may_close(anywhere=False) and closer.is_chinese:
            yield closer
        elif not opener.may_open(anywhere=False) and opener.is_chinese:
            yield opener


def _pairs(runs: Sequence[_Run], *, anywhere: bool) -> set[tuple[int, int]]:
    """Pair the runs that begin emphasis with those that end it, as CommonMark's appendix does."""
    left = [run.length for run in runs]
    opened: list[int] = []
    found: set[tuple[int, int]] = set()
    for closer, run in enumerate(runs):
        if run.may_close(anywhere=anywhere):
            at = len(opened) - 1
            while at >= 0 and left[closer]:
                opener = opened[at]
                if not anywhere and _is_third(runs[opener], run):
                    at -= 1
                    continue
                used = min(2, left[opener], left[closer])
                left[opener] -= used
                left[closer] -= used
                found.add((opener, closer))
                del opened[at + bool(left[opener]) :]
                at = len(opened) - 1
        if left[closer] and run.may_open(anywhere=anywhere):
            opened.append(closer)
    return found


def _is_third(opener: _Run, closer: _Run) -> bool:
    """Whether rules 9 and 10 keep two runs apart, which lets `*a**b*` be what it seems."""
    both = (opener.may_close(anywhere=False) and opener.may_open(anywhere=False)) or (
        closer.may_open(anywhere=False) and closer.may_close(anywhere=False)
    )
    thirds = opener.length % 3 == 0 and closer.length % 3 == 0
    return both and (opener.length + closer.length) % 3 == 0 and not thirds


def _is_punctuation(char: str) -> bool:
    """Whether CommonMark counts a character as punctuation: general categories P and S."""
    return unicodedata.category(char)[0] in "PS"
