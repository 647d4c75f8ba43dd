"""Which files an article points at by relative paths: images, downloads, other articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from essaytrans.markdown.inline import Piece, PieceKind, scan

__all__ = ["Asset", "relative_targets"]

_TARGET = re.compile(r"\(\s*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))")
_ATTRIBUTE = re.compile(r"""\b(?:src|href|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DEFINITION = re.compile(r"^[ >]{0,9}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)>?", re.MULTILINE)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|[/#?]|\\|\{|$")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that an article points at."""

    target: str
    """The path as a file has it: relative to the article, unquoted, without query or fragment."""
    image: bool
    """Whether it is shown in the article, not linked to."""
    offset: int
    """Where it is pointed at, in characters of the article's text."""


def relative_targets(text: str) -> list[Asset]:
    """Find the relative paths in an article, each once, in order; those in code do not count."""
    found: dict[str, Asset] = {}
    pieces = list(scan(text))
    in_code = [piece for piece in pieces if piece.kind is PieceKind.CODE]
    candidates: list[tuple[int, str, bool]] = []
    for piece in pieces:
        if piece.kind is PieceKind.TARGET:
            match = _TARGET.match(text, piece.start)
            opening = text.rfind("[", 0, piece.start)
            image = opening > 0 and text[opening - 1] == "!"
            if match:
                candidates.append((piece.start, match[1] or match[2] or "", image))
        elif piece.kind in (PieceKind.HTML, PieceKind.TEMPLATE):
            candidates += [
                (piece.start + match.start(), match[1] or match[2] or "", _is_image(text, piece))
                for match in _ATTRIBUTE.finditer(text[piece.start : piece.end])
            ]
    candidates += [(match.start(1), match[1], False) for match in _DEFINITION.finditer(text)]
    for offset, written, image in sorted(candidates):
        if any(code.start <= offset < code.end for code in in_code):
            continue
        target = unquote(re.split(r"[?#]", written, maxsplit=1)[0])
        if not _ABSOLUTE.match(written) and target:
            found.setdefault(target, Asset(target, image, offset))
    return list(found.values())


def _is_image(text: str, piece: Piece) -> bool:
    """Whether a tag shows a picture; a missing script or sample is the site's own business."""
    return piece.kind is PieceKind.TEMPLATE or text[piece.start : piece.start + 4].lower() == "<img"
