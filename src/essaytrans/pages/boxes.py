"""Boxes in an article: alerts, containers, admonitions, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from essaytrans.i18n import msg

if TYPE_CHECKING:
    from essaytrans.model import Message

__all__ = ["Box", "find_box"]


class Box(NamedTuple):
    """A kind of box."""

    name: str
    """A class of the page's style."""
    label: Message
    """What it is called where the author gives it no title."""


_BOXES: dict[str, Message] = {
    # Translators: the heading of a box in an article, as are the next ones.
    "note": msg("Note"),
    "tip": msg("Tip"),
    "info": msg("Information"),
    "important": msg("Important"),
    "warning": msg("Warning"),
    "caution": msg("Caution"),
    "danger": msg("Danger"),
}
_LIKE = {"hint": "tip", "attention": "warning", "error": "danger"}
"""Names that generators of sites give to what others call otherwise."""


def find_box(name: str) -> Box | None:
    """Return the kind of box that a name stands for, in any case of letters; None if for no other."""
    name = _LIKE.get(name.lower(), name.lower())
    label = _BOXES.get(name)
    return Box(name, label) if label else None
