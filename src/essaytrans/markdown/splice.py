"""Putting new text into the spans of a source, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from essaytrans.model import Edit

__all__ = ["splice"]


def splice(text: str, edits: Iterable[Edit]) -> str:
    """Replace spans of `text`.

    Args:
        text: the source.
        edits: in any order; their spans must not overlap.

    Raises:
        ValueError: two spans overlap, which is a mistake of the caller.
    """
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < position:
            raise ValueError(f"overlapping edits at {edit.span}")
        parts += (text[position : edit.span.start], edit.text)
        position = edit.span.end
    parts.append(text[position:])
    return "".join(parts)
