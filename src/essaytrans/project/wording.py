"""Sentences with fields in braces that the configuration may word anew: `{number} of {units}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import listing, msg
from essaytrans.project.reader import near

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from essaytrans.model import Argument
    from essaytrans.project.reader import Reader
    from essaytrans.tomlscan import Key

__all__ = ["fill", "read_wording"]

_PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
"""A brace that is meant (written twice), a field, or a brace that is neither."""


def read_wording(reader: Reader, key: Key, fields: Collection[str]) -> str:
    """Read a sentence, and note fields that it cannot have.

    Args:
        reader: the configuration.
        key: which of its keys.
        fields: the names that may stand in braces.

    Returns:
        The sentence; empty if there is none, or none that can be filled.
    """
    text = reader.text(key, "")
    for piece in _PIECE.finditer(text):
        name = piece[1]
        if piece[0] in {"{{", "}}"} or name in fields:
            continue
        if name is None:
            # Translators: said of “{” or “}” in a sentence of the configuration.
            message = msg("“{brace}” stands alone", brace=piece[0])
            # Translators: a field is a name in braces, such as {number}, that a value is put for.
            hint = msg("write it twice, or write a field: {fields}", fields=_listed(fields))
        else:
            # Translators: a field is a name in braces, such as {number}, that a value is put for.
            message = msg("there is no field {field} here", field=piece[0])
            hint = near(name, fields) or msg("known here: {keys}", keys=_listed(fields))
        reader.error("config-value", key, message, hint, within=piece[0])
        return ""
    return text


def _listed(fields: Collection[str]) -> Argument:
    return listing(f"{{{name}}}" for name in sorted(fields))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into a sentence as `read_wording` gives it."""
    return _PIECE.sub(lambda piece: values[piece[1]] if piece[1] else piece[0][0], text)
