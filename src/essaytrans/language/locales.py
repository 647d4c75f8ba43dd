"""Languages by name: the door to all that this program knows of a language tag.

Names come from CLDR by babel; a small table of ours has what CLDR lacks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from essaytrans.language.headers import po_language, same_language, x_source_language
from essaytrans.language.plurals import plural_forms
from essaytrans.language.scripts import RIGHT_TO_LEFT, script_of
from essaytrans.language.tags import Tag, parse_tag, split_tag
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "day",
    "direction",
    "display_name",
    "own_name",
    "parse_tag",
    "plural_forms",
    "po_language",
    "same_language",
    "x_source_language",
]


class _Name(NamedTuple):
    """Names of a language that CLDR has no name for in some of these languages."""

    chinese: str
    english: str
    own: str


_OURS: Final = {
    "cdo": _Name("闽东语", "Eastern Min Chinese", "閩東語"),
    "cmn": _Name("普通话", "Mandarin Chinese", "普通话"),
    "gan": _Name("赣语", "Gan Chinese", "贛語"),
    "grc": _Name("古希腊语", "Ancient Greek", "Ἑλληνική"),
    "hak": _Name("客家语", "Hakka Chinese", "客家話"),
    "hsn": _Name("湘语", "Xiang Chinese", "湘語"),
    "lzh": _Name("文言文", "Literary Chinese", "文言"),
    "nan": _Name("闽南语", "Min Nan Chinese", "閩南語"),
    "qya": _Name("昆雅语", "Quenya", "Quenya"),
    "sjn": _Name("辛达林语", "Sindarin", "Sindarin"),
    "tlh": _Name("克林贡语", "Klingon", "tlhIngan Hol"),
    "wuu": _Name("吴语", "Wu Chinese", "吴语"),
}
_DEFAULTS: Final = {"Hans": "CN", "Hant": "TW"}
"""Countries that a name of written Chinese need not mention."""
_READERS_WITHOUT: Final = "en"
"""The language of names for a reader whose own CLDR does not know."""


@lru_cache(maxsize=1024)
def display_name(tag: str, *, in_language: str, override: str | None = None) -> str:
    """Return the name of a language in the language of the reader: `繁体中文` for `zh-TW`.

    Args:
        tag: the language that is named.
        in_language: the tag of the reader's language; English if CLDR does not know it.
        override: the name that the configuration gives, which then is the answer.

    Returns:
        The name; the tag itself for a language without any, such as `art-x-elvish`.

    Raises:
        EssaytransError: `language-tag`, for `tag` only.
    """
    if override:
        return override
    return _name(split_tag(tag), _locale(in_language) or _english())


@lru_cache(maxsize=1024)
def own_name(tag: str) -> str:
    """Return the name of a language in itself: `日本語` for `ja`, `tlhIngan Hol` for `tlh`.

    Returns:
        The name; in English where the own one is not known; the tag itself where there is none.

    Raises:
        EssaytransError: `language-tag`.
    """
    found = split_tag(tag)
    if found.language in _OURS and not _locale(found.language):
        return _with_details(_OURS[found.language].own, found, _english())
    return _name(found, _locale(tag) or _english())


@lru_cache(maxsize=1024)
def day(seconds: int, *, in_language: str) -> str:
    """Return the day of a time, in Greenwich, as a language writes it: `3 mars 2026`.

    Args:
        seconds: the time, since 1970.
        in_language: the tag; for a language that CLDR does not know the day is written `2026-03-03`.
    """
    from datetime import UTC, datetime  # noqa: PLC0415 - with babel

    when = datetime.fromtimestamp(seconds, UTC).date()
    locale = _locale(in_language)
    if locale is None:
        return when.isoformat()
    from babel.dates import format_date  # noqa: PLC0415 - CLDR takes 50 ms

    return str(format_date(when, format="long", locale=locale))


@lru_cache(maxsize=1024)
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the script that a language is written in, by its tag or by CLDR.

    Raises:
        EssaytransError: `language-tag`.
    """
    return "rtl" if script_of(split_tag(tag)) in RIGHT_TO_LEFT else "ltr"


def _name(tag: Tag, reader: Locale) -> str:
    """Return CLDR's name with the most detail, with the rest of the tag in parentheses."""
    if tag.language == "zh":
        tag = _written_chinese(tag)
    names = reader.languages
    bare = tag._replace(variants=(), extensions="", private=())
    for named in (bare, bare._replace(region=""), bare._replace(script=""), Tag(tag.language)):
        if name := names.get(str(named).replace("-", "_")):
            script = "" if named.script else tag.script
            region = "" if named.region else tag.region
            return _with_details(name, tag._replace(script=script, region=region), reader)
    if tag.language in _OURS:
        ours = _OURS[tag.language]
        name = ours.chinese if reader.language in {"zh", "yue"} else ours.english
        return _with_details(name, tag, reader)
    english = _english()
    if tag.language in english.languages:
        return _with_details(english.languages[tag.language], tag, reader)
    return str(tag)


def _written_chinese(tag: Tag) -> Tag:
    """Name the script of Chinese rather than the country, unless nothing but `zh` is said."""
    script = script_of(tag) if tag.script or tag.region else ""
    region = "" if tag.region == _DEFAULTS.get(script) else tag.region
    return tag._replace(script=script, region=region)


def _with_details(name: str, rest: Tag, reader: Locale) -> str:
    """Add the subtags that a name does not speak of."""
    details = []
    if rest.script:
        details.append(reader.scripts.get(rest.script, rest.script))
    if rest.region:
        details.append(reader.territories.get(rest.region, rest.region))
    variants = reader.variants
    details += [str(variants.get(variant.upper(), variant)) for variant in rest.variants]
    if rest.extensions:
        details.append(rest.extensions)
    if rest.private:
        details.append("-".join(rest.private))
    if not details:
        return name
    if reader.language in {"ja", "yue", "zh"}:
        return f"{name}（{'，'.join(details)}）"
    return f"{name} ({', '.join(details)})"


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale | None:
    """Return CLDR's locale for a tag, or for as much of it as CLDR knows; None if for nothing."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - CLDR takes 50 ms

    try:
        found = split_tag(tag)
    except EssaytransError:
        return None
    for parts in (
        (found.language, found.script, found.region),
        (found.language, found.script),
        (found.language, found.region),
        (found.language,),
    ):
        try:
            return Locale.parse("_".join(part for part in parts if part))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _english() -> Locale:
    """Return the locale of the reader of last resort."""
    from babel import Locale  # noqa: PLC0415 - CLDR takes 50 ms

    return Locale(_READERS_WITHOUT)
