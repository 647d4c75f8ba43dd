"""Pictures in a book: each is there once, under a name made of what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from essaytrans.pages.epub.svg import clean_svg

__all__ = ["Picture", "picture"]

_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"GIF87a", "image/gif", "gif"),
    (b"GIF89a", "image/gif", "gif"),
)
"""What the files begin with that every reader of books shows (EPUB 3.3, 3.2)."""
_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"
_LENGTH: Final = 24
"""Hexadecimal digits of a picture's name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it stands in a book."""

    name: str
    """Where it is, relative to the pages."""
    media_type: str
    data: bytes

    @property
    def may_move(self) -> bool:
        """Whether it is of a type that can flash."""
        return self.media_type in ("image/gif", "image/webp")


def picture(data: bytes) -> Picture | None:
    """Take a picture into a book; None if it is of no type that a book may show.

    The type is told by what the file begins with, not by its name: a reader of books goes by it too.
    """
    for signature, media_type, suffix in _SIGNATURES:
        if data.startswith(signature):
            return _named(data, media_type, suffix)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _named(data, "image/webp", "webp")
    if data.lstrip(_BLANKS).startswith(b"<") and (drawing := clean_svg(data)) is not None:
        return _named(drawing, "image/svg+xml", "svg")
    return None


def _named(data: bytes, media_type: str, suffix: str) -> Picture:
    digest = sha256(data).hexdigest()[:_LENGTH]
    return Picture(f"images/{digest}.{suffix}", media_type, data)
