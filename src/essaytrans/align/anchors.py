"""What a text and its translation have in common, whatever the languages: links, code, numbers, names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from essaytrans.markdown.inline import PieceKind, scan
from essaytrans.model import Kind

if TYPE_CHECKING:
    from essaytrans.align.blocks import Block

__all__ = ["NAME", "anchors"]

_LISTING, _ADDRESS, _FOOTNOTE, _CODE = 3.0, 2.5, 2.0, 1.2
NAME: Final = 0.9
"""What a shared Latin word says. The weights are those that the design's experiments began with; only
their relation matters."""

_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[._+#-]+[A-Za-z0-9]+)*")
_ATTRIBUTE: Final = re.compile(r"""\b(?:src|href|poster)\s*=\s*["']([^"']+)["']""")
_TARGET: Final = re.compile(r"\(\s*<?([^\s<>]*)")
_LANGUAGE: Final = re.compile(
    r"[-._/](?:zh|cn|en|ja|ko|fr|de|es|ru|pt|it|ar)(?:[-_](?:cn|tw|hk|hans|hant|us|gb|br))?"
    r"(?=[-._/#?]|$)",
    re.IGNORECASE,
)
"""The part of an address that names a language: the two addresses of a page have another one."""
_SLASHES: Final = re.compile(r"/[-._/]+")
_SHORTEST: Final = 2
"""Letters that a word has at least …"""
_LONGEST_LISTING: Final = 200
"""… and lines of a listing that are looked at."""


def anchors(block: Block) -> dict[str, float]:
    """Return the anchors of a block, each with what it weighs where both sides have it."""
    found: dict[str, float] = {}
    if block.kind is Kind.CODE:
        _of_listing(block.text, found)
        return found
    if block.text:
        _of_text(block.text, found)
    if block.around:
        _of_tag(block.around, found)
    return found


def _of_listing(text: str, found: dict[str, float]) -> None:
    found[f"={text}"] = _LISTING
    for line in text.split("\n", _LONGEST_LISTING)[:_LONGEST_LISTING]:
        words = _WORD.findall(line)
        if words:
            found[" ".join(["|", *words])] = NAME


def _of_text(text: str, found: dict[str, float]) -> None:
    position = 0
    for piece in scan(text):
        _of_prose(text[position : piece.start], found)
        position = piece.end
        _of_piece(piece.kind, text[piece.start : piece.end], found)
    _of_prose(text[position:], found)


def _of_piece(kind: PieceKind, text: str, found: dict[str, float]) -> None:
    match kind:
        case PieceKind.CODE:
            found[f"`{text.strip('` ')}"] = _CODE
        case PieceKind.MATH:
            found[text] = _CODE
        case PieceKind.TARGET:
            if target := _TARGET.match(text):
                _add_address(target[1].rstrip(")"), found)
        case PieceKind.AUTOLINK | PieceKind.URL:
            _add_address(text.strip("<>"), found)
        case PieceKind.FOOTNOTE:
            found[text] = _FOOTNOTE
        case PieceKind.HTML:
            _of_tag(text, found)
        case PieceKind.TEMPLATE:
            found[text] = _CODE
        case _:
            pass


def _of_prose(text: str, found: dict[str, float]) -> None:
    for number in _NUMBER.findall(text):
        found[number.replace(",", "")] = _CODE
    for word in _WORD.findall(text):
        if len(word) >= _SHORTEST:
            found[f"w{word.casefold()}"] = NAME


def _of_tag(text: str, found: dict[str, float]) -> None:
    for address in _ATTRIBUTE.findall(text):
        _add_address(address, found)


def _add_address(address: str, found: dict[str, float]) -> None:
    found[f"@{_plain(address)}"] = _ADDRESS


@lru_cache(maxsize=4096)
def _plain(address: str) -> str:
    """Return an address without its language, and without a fragment that headings have made."""
    path, _, fragment = address.partition("#")
    path = _SLASHES.sub("/", _LANGUAGE.sub("", path)).rstrip("-._/")
    return path or f"#{fragment}"
