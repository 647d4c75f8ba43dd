"""Plural forms, as gettext writes them into a header.

The catalogs of articles have no plural messages, yet tools complain where the field is missing or
unusual. So: what gettext's `msginit` writes, where it knows the language; otherwise what follows
from CLDR, when that is one of gettext's common formulas; otherwise two forms.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from essaytrans.language.tags import split_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.language.tags import Tag

__all__ = ["plural_forms"]

_TWO_FORMS: Final = "nplurals=2; plural=(n != 1);"
# Where babel's table for gettext is not what msginit (gettext 0.21) writes; for Arabic babel has
# the last two forms the other way round than CLDR and Poedit do.
_OURS: Final = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 ? 4 : 5);"
    ),
    "cs": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "sk": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "ga": "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
    "ro": "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;",
    "hu": _TWO_FORMS,
    "tr": _TWO_FORMS,
    "dsb": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "hsb": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "gd": (
        "nplurals=4; plural=(n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : "
        "(n>=3 && n<=10) || (n>=13 && n<=19) ? 2 : 3);"
    ),
}
# Relatives of Chinese that CLDR has no rule for; none of them inflects for number.
_SINITIC: Final = frozenset(
    ("cdo", "cjy", "cmn", "cpx", "czh", "czo", "gan", "hak", "hsn", "lzh", "mnp", "nan", "wuu")
)
# Languages that are often translated into: a new catalog in one of them does not wait for babel,
# which says the same, as a test shows.
_OFTEN: Final = {
    **dict.fromkeys(("id", "ja", "ko", "ms", "th", "vi", "zh"), "nplurals=1; plural=0;"),
    **dict.fromkeys(
        ("bg", "da", "de", "el", "en", "eo", "es", "fi", "he", "hi", "it", "nb", "nl", "sv"),
        _TWO_FORMS,
    ),
    "fr": "nplurals=2; plural=(n > 1);",
}
_COMMON: Final[tuple[tuple[str, Callable[[int], str]], ...]] = (
    ("nplurals=1; plural=0;", lambda _: "other"),
    (_TWO_FORMS, lambda n: "one" if n == 1 else "other"),
    ("nplurals=2; plural=(n > 1);", lambda n: "other" if n > 1 else "one"),
    (
        "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);",
        lambda n: "one" if n % 10 == 1 and n % 100 != 11 else "other",  # noqa: PLR2004 - eleven
    ),
    (
        "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
        lambda n: {1: "one", 2: "two"}.get(n, "other"),
    ),
)
"""Common formulas, each with the CLDR category that it has for a number."""


@lru_cache(maxsize=1024)
def plural_forms(tag: str) -> str:
    """Return the value of `Plural-Forms` for a language: `nplurals=1; plural=0;` for `zh-CN`.

    Raises:
        EssaytransError: `language-tag`.
    """
    found = split_tag(tag)
    if found.language in _OURS:
        return _OURS[found.language]
    if found.language in _OFTEN:
        return _OFTEN[found.language]
    if found.language in _SINITIC:
        return _COMMON[0][0]
    from babel.messages.plurals import PLURALS  # noqa: PLC0415 - CLDR takes 50 ms

    known = PLURALS.get(f"{found.language}_{found.region}") or PLURALS.get(found.language)
    if known:
        return f"nplurals={known[0]}; plural={known[1]};"
    return _from_cldr(found)


def _from_cldr(tag: Tag) -> str:
    """Return the common formula that tells numbers apart as CLDR does for whole numbers."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - CLDR takes 50 ms

    try:
        rule = Locale(tag.language).plural_form
    except (UnknownLocaleError, ValueError):
        return _TWO_FORMS
    for formula, category in _COMMON:
        if all(rule(number) == category(number) for number in range(202)):
            return formula
    return _TWO_FORMS
