"""How far a translation is, in units and in Han characters (字)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.language.han import count_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from essaytrans.model import Catalog, Entry

__all__ = ["Progress", "measure", "total"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts over the distinct units of one or more articles."""

    units: int = 0
    units_translated: int = 0
    units_fuzzy: int = 0
    han: int = 0
    """Han characters in all."""
    han_translated: int = 0
    han_fuzzy: int = 0

    @property
    def units_missing(self) -> int:
        """Units without any translation."""
        return self.units - self.units_translated - self.units_fuzzy

    @property
    def han_missing(self) -> int:
        """Han characters without any translation."""
        return self.han - self.han_translated - self.han_fuzzy

    @property
    def share(self) -> float:
        """The share translated, 0 to 1: of Han characters, or of units where there are none."""
        if self.han:
            return self.han_translated / self.han
        return self.units_translated / self.units if self.units else 1.0

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down: what is not done is never shown as 100.

        In whole numbers, since `int(0.29 * 100)` is 28.
        """
        if self.han:
            return 100 * self.han_translated // self.han
        return 100 * self.units_translated // self.units if self.units else 100


def measure(template: Sequence[Entry], catalog: Catalog) -> Progress:
    """Measure how much of an article a catalog translates.

    Only what stands in the article counts, also where the catalog is not in step with it.
    """
    known = {entry.key: entry for entry in catalog.entries if not entry.obsolete}
    counts = [0] * 6
    for entry in template:
        han = count_han(entry.msgid)
        counts[0] += 1
        counts[3] += han
        found = known.get(entry.key)
        if found is not None and found.msgstr:
            state = 2 if found.fuzzy else 1
            counts[state] += 1
            counts[state + 3] += han
    return Progress(*counts)


def total(parts: Iterable[Progress]) -> Progress:
    """Add up the progress of several articles."""
    sums = [0] * 6
    for part in parts:
        for place, value in enumerate(
            (
                part.units,
                part.units_translated,
                part.units_fuzzy,
                part.han,
                part.han_translated,
                part.han_fuzzy,
            )
        ):
            sums[place] += value
    return Progress(*sums)
