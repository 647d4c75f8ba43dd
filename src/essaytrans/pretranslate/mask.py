"""What an engine must not change, put out of its sight: `mask` and `unmask` are twins.

Code, raw HTML, addresses, references, math and template tags give way to placeholders such as ⟦1⟧,
which are no words of any language. The text of links and images stays, and so do the marks of
emphasis: where they belong depends on the sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.markdown.inline import Piece, PieceKind, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.model import Message

__all__ = ["Masked", "RejectedError", "mask", "mask_code", "same_markup", "unmask"]

_PLACEHOLDER: Final = re.compile("⟦[0-9]+⟧")
_IN_PROSE: Final = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"  # entities
    r"|\{[^{}]*\}"  # attributes ({#id}), expressions of MDX, variables
    r"|\[\[[^\[\]\n]*\]\]"  # links of wikis
)
"""What is no prose either, between the pieces that `scan` finds."""
_TITLED: Final = re.compile(
    r"""\(\s*(?:<[^<>\n]*>|[^\s<]\S*)\s+(["'])(?P<title>.+)\1\s*\)\Z""", re.DOTALL
)
"""A target with a title; the words of the title are there to be translated."""
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>，。；：！？、（）《》“”‘’]+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_BRACKET: Final = re.compile(r"!?\[|\]")
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""JSON can say such halves, UTF-8 cannot."""
_LINKING: Final = frozenset((PieceKind.TARGET, PieceKind.LABEL))


class RejectedError(Exception):
    """What an engine answered is of no use; `reason` completes a sentence."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as an engine sees it."""

    text: str
    """The text with placeholders."""
    pieces: tuple[tuple[str, str], ...] = ()
    """Each placeholder and what it stands for, in order; the text has no placeholder twice."""

    @property
    def has_words(self) -> bool:
        """Whether there is anything left to translate."""
        return bool(_LETTER.search(self.text))


def mask(text: str) -> Masked:
    """Put placeholders in the place of all that is not for an engine in inline Markdown."""
    return _masked(text, list(_protected(text)))


def mask_code(text: str) -> Masked:
    """Put placeholders in the place of the addresses in a listing, which is not Markdown."""
    return _masked(text, [match.span() for match in _ADDRESS.finditer(text)])


def unmask(masked: Masked, answer: str) -> str:
    """Put the pieces back into an engine's answer, in whatever order it has the placeholders.

    `unmask(mask(text), mask(text).text) == text`, unless that is blank.

    Args:
        masked: what the engine was given.
        answer: what it gave back.

    Raises:
        RejectedError: a placeholder or a line break is lost or doubled, or the answer is blank or
            cannot be written into a file.
    """
    if not answer.strip():
        # Translators: a reason behind “machine translation is not used: ”; “it” is what the machine
        # answered.
        raise RejectedError(msg("it is blank"))
    if _HALVES.search(answer):
        # Translators: a reason behind “machine translation is not used: ”; “it” is what the machine
        # answered. A surrogate is half of a character in the encoding UTF-16.
        raise RejectedError(msg("it has half of a character (a lone surrogate)"))
    found = Counter(_PLACEHOLDER.findall(answer))
    if any(found[placeholder] != 1 for placeholder, _ in masked.pieces):
        # Translators: a reason behind “machine translation is not used: ”.
        raise RejectedError(msg("code, an address or other markup was lost or doubled"))
    if answer.count("\n") != masked.text.count("\n"):
        # Translators: a reason behind “machine translation is not used: ”; “it” is what the machine
        # answered.
        raise RejectedError(msg("it has other line breaks than its source"))
    pieces = dict(masked.pieces)
    return _PLACEHOLDER.sub(lambda match: pieces.get(match[0], match[0]), answer)


def same_markup(source: str, text: str) -> bool:
    """Whether inline Markdown has the protected pieces of its source, and no others.

    All placeholders may be there and yet mean something else: an address that no longer stands
    behind the text of its link, a link that the engine made up.
    """
    return _markup(source) == _markup(text)


def _markup(text: str) -> tuple[list[str], list[str]]:
    return sorted(piece for _, piece in mask(text).pieces), sorted(_openings(text))


def _openings(text: str) -> Iterator[str]:
    """Yield what opens the text of each link (`[`) or image (`![`); nothing where that is lost."""
    if "](" not in text and "][" not in text:
        return
    opened: list[str] = []
    position = 0
    for piece in scan(text):
        for match in _BRACKET.finditer(text, position, piece.start):
            if match[0] != "]":
                opened.append(match[0])
            elif match.end() == piece.start and piece.kind in _LINKING:
                yield opened.pop() if opened else ""
            elif opened:
                opened.pop()
        position = piece.end


def _masked(text: str, ranges: list[tuple[int, int]]) -> Masked:
    if not ranges:
        return Masked(text)
    taken = set(_PLACEHOLDER.findall(text))
    pieces: list[tuple[str, str]] = []
    parts: list[str] = []
    position = number = 0
    for start, end in ranges:
        number += 1
        while (placeholder := f"⟦{number}⟧") in taken:
            number += 1
        pieces.append((placeholder, text[start:end]))
        parts += (text[position:start], placeholder)
        position = end
    return Masked("".join((*parts, text[position:])), tuple(pieces))


def _protected(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges that are not for an engine, in order, none overlapping."""
    position = 0
    for piece in scan(text):
        yield from _between(text, position, piece.start)
        yield from _of(text, piece)
        position = piece.end
    yield from _between(text, position, len(text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _IN_PROSE.finditer(text, start, end):
        yield match.span()


def _of(text: str, piece: Piece) -> Iterator[tuple[int, int]]:
    titled = None
    if piece.kind is PieceKind.TARGET:
        titled = _TITLED.match(text[piece.start : piece.end])
    if titled is None:
        yield piece.start, piece.end
        return
    yield piece.start, piece.start + titled.start("title")
    yield piece.start + titled.end("title"), piece.end
