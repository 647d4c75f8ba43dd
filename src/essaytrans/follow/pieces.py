"""What is left of a text without what programs do to its marks, and what a unit gets of its translation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from essaytrans.language.han import join_lines
from essaytrans.markdown.inline import PieceKind, scan
from essaytrans.markdown.segment import segment
from essaytrans.model import Codec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from essaytrans.model import SegmentRules, Unit

__all__ = ["Piece", "Shape", "blocks", "fitted", "shape"]

_HIDDEN: Final = frozenset((PieceKind.TARGET, PieceKind.LABEL, PieceKind.AUTOLINK, PieceKind.HTML))
"""What translate-toolkit puts a number for."""
_NUMBER: Final = re.compile(r"\{([1-9]\d{0,3})\}")
_SPACE: Final = re.compile(r"\s+")
_ESCAPE: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\s|\Z)")
"""A backslash before a sign, or of a hard break."""
"""A backslash before a sign, or of a hard break."""
_MARKS: Final = str.maketrans("", "", "*`~[]!|>#")
_TITLE: Final = re.compile(r"""(?<=\s)(["'])(.+)\1\)$""", re.DOTALL)
_LONGEST: Final = 2000
"""Characters that a link has whose title is looked for."""
_KEYED: Final = re.compile(r"[A-Za-z_][\w.-]*:(?:\s|$)")
_ROW: Final = re.compile(r"\|.*\|", re.DOTALL)
_BELOW_HEAD: Final = re.compile(r"\s*:?-+:?\s*")
_CELL: Final = re.compile(r"(?<!\\)\|")
_BLANKS: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_MARKDOWN: Final = frozenset((Codec.MARKDOWN, Codec.MARKDOWN_LINE, Codec.TABLE_CELL))
_LINES: Final = frozenset(
    (
        *(Codec.CODE, Codec.YAML_LITERAL, Codec.YAML_FOLDED),
        *(Codec.TOML_BASIC_LINES, Codec.TOML_LITERAL_LINES),
    )
)
"""Codecs whose line feeds say something."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry, or a part of one, with its translation."""

    msgid: str
    msgstr: str
    entry: int
    """Which entry it is of, counted from 0."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A text without what programs change; each may be empty."""

    exact: str
    """Without white space and backslashes, and with one mark for emphasis."""
    hollow: str
    """Also without tags, addresses, and what follows the brackets of links."""
    bare: str
    """Also without any marks."""

    @property
    def levels(self) -> Iterator[tuple[str, str]]:
        """What it is known again by, the surest first."""
        for level in ("exact", "hollow", "bare"):
            if key := getattr(self, level):
                yield level, key


@lru_cache(maxsize=65_536)
def shape(text: str) -> Shape:
    """Return what is left of a text."""
    exact = _squeezed(text)
    hollow = _squeezed(_NUMBER.sub("", "".join(_around(text, _hidden(text)))))
    return Shape(exact, hollow, hollow.translate(_MARKS))


def _squeezed(text: str) -> str:
    return _SPACE.sub("", _ESCAPE.sub("", text)).replace("_", "*")


def _hidden(text: str) -> list[tuple[int, int]]:
    """Find what a number may stand for, neighbours as one."""
    found: list[tuple[int, int]] = []
    if not any(mark in text for mark in "(<["):
        return found
    for piece in scan(text):
        if piece.kind in _HIDDEN:
            if found and found[-1][1] == piece.start:
                found[-1] = (found[-1][0], piece.end)
            else:
                found.append((piece.start, piece.end))
    return found


def _around(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    position = 0
    for start, end in spans:
        yield text[position:start]
        position = end
    yield text[position:]


# --- blocks of an entry -----------------------------------------------------------------------


def blocks(piece: Piece, rules: SegmentRules | None) -> list[Piece]:
    """Cut an entry that is Markdown, front matter, or the rows of a table written as one line.

    Returns:
        Its blocks with their translations; none where the translation has others.
    """
    for own, theirs in _cut(piece, rules):
        whole = len(own) == 1 and shape(own[0]).exact == shape(piece.msgid).exact
        if own and len(own) == len(theirs) and not whole:
            return [Piece(a, b, piece.entry) for a, b in zip(own, theirs, strict=True)]
    return []


def _cut(piece: Piece, rules: SegmentRules | None) -> Iterator[tuple[list[str], list[str]]]:
    sides = (piece.msgid, piece.msgstr)
    if all(_ROW.fullmatch(side.strip()) and "\n" not in side.strip() for side in sides):
        yield _cells(piece.msgid), _cells(piece.msgstr)
    yield _texts(piece.msgid, rules), _texts(piece.msgstr, rules)
    if all(_KEYED.match(side) for side in sides):
        own, theirs = (_texts(f"---\n{side.strip()}\n---\n", rules) for side in sides)
        yield own, theirs


def _texts(text: str, rules: SegmentRules | None) -> list[str]:
    return [unit.msgid for unit in segment(text, rules=rules).units]


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in _CELL.split(row)]
    return [cell for cell in cells if cell and not _BELOW_HEAD.fullmatch(cell)]


# --- a translation in our form ----------------------------------------------------------------


def fitted(piece: Piece, unit: Unit, known: Mapping[str, str]) -> str:
    """Write a translation as our catalogs have it.

    Args:
        piece: a text that is the unit's, and its translation.
        unit: what it is for.
        known: all texts of the catalog and their translations: titles of links among them.

    Returns:
        The text; empty where numbers stand for something that the unit does not have.
    """
    if unit.codec in _LINES:
        return piece.msgstr.strip("\n")
    if unit.codec not in _MARKDOWN:
        return _SPACE.sub(" ", piece.msgstr).strip()
    said, text = piece.msgid.strip(), piece.msgstr.strip()
    breaks = unit.msgid.count("\n")
    as_lines = breaks and said.count("\n") == breaks and not _is_hard(said.split("\n")[0])
    text = text if as_lines else _unwrapped(text)
    if not _NUMBER.search(said) and shape(said).exact == shape(unit.msgid).exact:
        return text
    return _filled(said, text, unit.msgid, known)


def _is_hard(line: str) -> bool:
    """Whether a line ends in a hard break."""
    return line.endswith(("  ", "\\"))


def _unwrapped(text: str) -> str:
    """Join lines but for hard breaks."""
    lines: list[list[str]] = [[]]
    for line in text.split("\n"):
        hard = _is_hard(line)
        said = line.removesuffix("\\") if hard else line
        lines[-1].append(_BLANKS.sub(" ", said.strip()))
        if hard:
            lines.append([])
    return "\n".join(join_lines(line) for line in lines if line)


def _filled(said: str, text: str, own: str, known: Mapping[str, str]) -> str:
    """Put what the unit has where a translation has numbers, and at its ends."""
    numbers = {int(number) for number in _NUMBER.findall(said)}
    spans = _hidden(own)
    if not numbers and len(_hidden(said)) == len(spans):
        return text  # links by labels were written out, or the other way round
    before = after = ""
    if len(spans) > len(numbers) and spans and spans[0][0] == 0:
        before, spans = own[: spans[0][1]], spans[1:]
    if len(spans) > len(numbers) and spans and spans[-1][1] == len(own):
        after, spans = _titled(own[spans[-1][0] :], known), spans[:-1]
    if numbers != set(range(1, len(spans) + 1)):
        return ""
    values = [_titled(own[start:end], known) for start, end in spans]
    if any(int(number) > len(values) for number in _NUMBER.findall(text)):
        return ""
    return before + _NUMBER.sub(lambda match: values[int(match[1]) - 1], text) + after


def _titled(text: str, known: Mapping[str, str]) -> str:
    """Translate the title of a link."""
    title = _TITLE.search(text) if len(text) <= _LONGEST else None
    translated = known.get(title[2]) if title else None
    if title is None or not translated or title[1] in translated or "\n" in translated:
        return text
    return f"{text[: title.start()]}{title[1]}{translated}{title[1]})"
