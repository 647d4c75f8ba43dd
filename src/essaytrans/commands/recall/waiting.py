"""A catalog that waits: it is in step with its article, and has texts that are new to it.

It is written when it is known what the project has of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.model import Catalog
    from essaytrans.project.files import Known

__all__ = ["Waiting"]


class Waiting(NamedTuple):
    """What a task of `extract` leaves for later."""

    article: str
    """The article's name."""
    tag: str
    """The language's."""
    catalog: Catalog
    news: tuple[int, ...]
    """Where in the catalog the texts stand that are new to it."""
    held: Known
    """What the catalog's file held when it was read."""
    counts: Mapping[str, int]
    """What happened to the catalog so far."""
