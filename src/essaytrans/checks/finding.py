"""What a check has to say of a translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from essaytrans.checks.pair import Pair
    from essaytrans.model import Message

__all__ = ["Check", "Finding"]


class Finding(NamedTuple):
    """One thing that is wrong, or seems so."""

    check: str
    """The documented name of the check, in kebab-case."""
    message: Message
    """What is so."""
    hint: Message | None = None
    """What to do about it."""
    start: int | None = None
    """Where in the translation, in characters from 0; None for the whole of it."""
    length: int = 1
    """How many characters are meant."""
    grave: bool = False
    """Whether it weighs more than the check's findings usually do: an error where those are
    warnings."""


Check = Callable[["Pair"], Iterator[Finding]]
"""Reads a translation beside its source."""
