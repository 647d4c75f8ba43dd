"""Numbers and days as the reader of a page writes them, by CLDR."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

__all__ = ["Figures", "iso_day"]

_SPARE: Final = "en"
"""Whose numbers and days are written for a language that CLDR does not know."""


def iso_day(seconds: int) -> str:
    """Return the day of a time, in seconds since 1970, in Greenwich: `2026-03-01`."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


class Figures:
    """How a language writes numbers and days."""

    def __init__(self, language: str) -> None:
        """Take the language that a page speaks, as a BCP 47 tag."""
        self._locale = _locale(language)
        self.count = lru_cache(maxsize=4096)(self._count)
        self.percent = lru_cache(maxsize=128)(self._percent)
        self.day = lru_cache(maxsize=4096)(self._day)

    def _count(self, number: float) -> str:
        """Write a number, with the marks between thousands."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - CLDR takes 50 ms

        return str(format_decimal(number, locale=self._locale))

    def _percent(self, number: int) -> str:
        """Write whole per cent."""
        from babel.numbers import format_percent  # noqa: PLC0415 - as above

        return str(format_percent(number / 100, locale=self._locale))

    def _day(self, seconds: int) -> str:
        """Write the day of a time, in seconds since 1970, in Greenwich."""
        from babel.dates import format_date  # noqa: PLC0415 - as above

        when = datetime.fromtimestamp(seconds, UTC).date()
        return str(format_date(when, format="medium", locale=self._locale))


@lru_cache(maxsize=64)
def _locale(language: str) -> str:
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415 - as above

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return _SPARE
