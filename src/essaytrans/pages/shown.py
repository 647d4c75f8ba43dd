"""What is shown of an article: which languages, and what became of each unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from markupsafe import Markup

from essaytrans.model import Message

__all__ = ["Layout", "Rendered", "Resolve", "Say", "State", "Voice"]

Resolve = Callable[[str], str]
"""From a target of a link or an image, as the article has it, to one that works where the page is."""
Say = Callable[[Message], str]
"""Tells a sentence in the page's language."""

_NOTHING: Final = Markup("")


class State(StrEnum):
    """What became of a unit in a language."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    """There is a translation of an earlier text, or one that nobody has confirmed."""
    MISSING = "missing"
    REFUSED = "refused"
    """There is one that would break the article; it is not shown."""
    SAME = "same"
    """The translation is the source's own text."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is shown of a unit."""

    translation: str | None
    """The msgstr to show, accepted by the guard; None: the source alone."""
    state: State
    aside: Markup = _NOTHING
    """Trusted HTML that is put after the pair: made by templates of ours only."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A language as HTML wants to know it."""

    tag: str
    """BCP 47."""
    direction: str
    """`ltr` or `rtl`."""
    name: str = ""
    """How its readers call it; empty: as CLDR knows it."""


class Layout(StrEnum):
    """Which languages are shown, and how."""

    PAIRS = "pairs"
    """Both, each pair in a `<div class="pair">`, for a style sheet to put side by side."""
    TABLES = "tables"
    """Both, each pair in a table of one row: e-book readers know no grid."""
    SOURCE = "source"
    TRANSLATION = "translation"
    """The translation; the source where there is none."""
