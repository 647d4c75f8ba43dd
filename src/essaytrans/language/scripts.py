"""The script that a language is usually written in, by CLDR."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from essaytrans.language.tags import Tag

__all__ = ["RIGHT_TO_LEFT", "script_of"]

RIGHT_TO_LEFT: Final = frozenset(
    ("Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi")
)
"""Living scripts written from right to left; CLDR's text directions agree, as a test shows."""


@lru_cache(maxsize=1024)
def script_of(tag: Tag) -> str:
    """Return the script that a tag names or implies (`Hant` for `zh-TW`), or nothing if unknown.

    The source is CLDR's table of likely subtags, which knows some 7,700 languages, many more than
    CLDR has locales for.
    """
    if tag.script:
        return tag.script
    from babel.core import get_global  # noqa: PLC0415 - CLDR takes 50 ms

    likely = get_global("likely_subtags")
    full: str = likely.get(f"{tag.language}_{tag.region}") or likely.get(tag.language) or ""
    return full.split("_")[1] if full else ""
