"""Names of people, as strangers wrote them: made fit to be shown, and told apart.

Names come from headers of catalogs, from git and from the command line, and go to terminals, into
comments of catalogs and into built articles.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["LONGEST_NAME", "clean_name", "name_key"]

LONGEST_NAME: Final = 100
"""Characters that a name may have; what is longer is text of another kind."""

_JOINERS: Final = "\u200c\u200d"
"""The two format characters that Persian and Indic names are spelt with."""

_SPACES: Final = frozenset({"Zl", "Zp"})
_NEVER: Final = frozenset({"Cc", "Cf", "Cs"})
"""General categories (Unicode Character Database): control and format characters, directional ones
among them, and halves of surrogate pairs."""


def clean_name(text: str) -> str:
    """Return a name in one line: NFC, no control or directional characters, single blanks."""
    if not text.isprintable():
        text = "".join(map(_cleaned, text))
    return " ".join(unicodedata.normalize("NFC", text).split()).strip(_JOINERS)


def _cleaned(character: str) -> str:
    if character.isspace() or unicodedata.category(character) in _SPACES:
        return " "
    if character in _JOINERS:
        return character
    return (
        ""
        if unicodedata.category(character) in _NEVER or _is_no_character(character)
        else character
    )


def _is_no_character(character: str) -> bool:
    """Whether Unicode has set a code point aside for good (The Unicode Standard, 23.7)."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004


def name_key(name: str) -> str:
    """Return what two spellings of a clean name have in common: capitals do not count."""
    key = unicodedata.normalize("NFC", name.casefold())
    return key.replace("\u200c", "").replace("\u200d", "")
