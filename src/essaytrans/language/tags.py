"""Language tags of BCP 47 (RFC 5646): read, normalised, and refused with a suggestion.

What is certainly wrong is refused: a tag that is not well formed, an unknown language of two
letters, an unknown country, a script or variant that is nearly a known one. What CLDR merely has
never heard of is accepted, so that any language can be had.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from essaytrans.i18n import msg
from essaytrans.language.subtags import LANGUAGES, REGIONS, REPLACED, THREE_LETTERS
from essaytrans.model import Diagnostic, EssaytransError, Severity

if TYPE_CHECKING:
    from collections.abc import Collection

    from essaytrans.model import Message

__all__ = ["Tag", "parse_tag", "split_tag"]

_WELL_FORMED: Final = re.compile(
    r"""
    (?P<language>[a-z]{2,3}) (?:-(?P<extended>[a-z]{3}))?
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)
    (?:-x(?P<private>(?:-[a-z0-9]{1,8})+))?
    | x(?P<only>(?:-[a-z0-9]{1,8})+)
    """,
    re.VERBOSE,
)
_LONGEST: Final = 100
"""Characters of the longest tag that is accepted: a tag becomes a folder's name."""
_SHORTEST_MISSPELT: Final = 5
"""Characters of the shortest text that may be a misspelt name: shorter ones are like too many."""
_LOCALE: Final = re.compile(
    r"([A-Za-z]{2,3})(?:_([A-Za-z]{2}))?(?:\.[A-Za-z0-9-]+)?(?:@([A-Za-z0-9]+))?"
)
_SCRIPT_WORDS: Final = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
_COMMON_SCRIPTS: Final = frozenset(
    (
        *("Arab", "Armn", "Beng", "Cyrl", "Deva", "Geor", "Grek", "Hang", "Hans", "Hant", "Hebr"),
        *("Jpan", "Kore", "Latn", "Mong", "Thai", "Tibt"),
    )
)
"""Scripts that another one may be a misspelling of; they need no look into CLDR."""
_DIALECTS: Final = frozenset(
    (
        "cdo",
        "cjy",
        "cmn",
        "cpx",
        "czh",
        "czo",
        "gan",
        "hak",
        "hsn",
        "lzh",
        "mnp",
        "nan",
        "wuu",
        "yue",
    )
)
"""What may follow `zh-` as an extended language; the canonical tag begins with it instead."""


class Tag(NamedTuple):
    """The subtags of a normalised tag."""

    language: str
    """Two or three letters in lower case; empty for a tag of private use alone (`x-elvish`)."""
    script: str = ""
    """Four letters, the first a capital; empty where not given, as all that follow."""
    region: str = ""
    """Two capitals or three digits."""
    variants: tuple[str, ...] = ()
    extensions: str = ""
    """All extensions as they stand in the tag, joined by hyphens: `u-ca-buddhist`."""
    private: tuple[str, ...] = ()
    """What follows the `x`."""

    def __str__(self) -> str:
        private = ("x", *self.private) if self.private else ()
        parts = (self.language, self.script, self.region, *self.variants, self.extensions, *private)
        return "-".join(part for part in parts if part)


def parse_tag(tag: str) -> str:
    """Normalise a language tag: `zh-cn` to `zh-CN`, `zh_hant` to `zh-Hant`, `iw` to `he`.

    Raises:
        EssaytransError: `language-tag`, where it is none; its hint names a near miss if there is
            one.
    """
    return str(split_tag(tag))


@lru_cache(maxsize=1024)
def split_tag(tag: str) -> Tag:
    """Normalise a language tag and return its subtags.

    Raises:
        EssaytransError: as `parse_tag` does.
    """
    plain = tag.replace("_", "-").lower()
    plain = REPLACED.get(plain, plain).lower()
    match = _WELL_FORMED.fullmatch(plain) if plain and len(plain) <= _LONGEST else None
    if match is None:
        _refuse(tag, msg("“{tag}” is not a language tag", tag=tag), _guess(tag))
    found = _tag(match)
    if match["extended"] and not (match["language"] == "zh" and match["extended"] in _DIALECTS):
        right = found
        if match["language"] == "zh" and _near(match["extended"], ("hans",), 0.8):
            right = found._replace(language="zh", script="Hans")
        _refuse(tag, msg("“{tag}” is not a language tag", tag=tag), right)
    singletons = re.findall(r"\b[a-z0-9](?=-)", found.extensions)
    for parts in (found.variants, singletons):
        if len(parts) != len(set(parts)):
            # Translators: a language tag that has the same part twice.
            _refuse(tag, msg("“{tag}” says the same thing twice", tag=tag), None)
    _check(tag, found)
    return found


def _tag(match: re.Match[str]) -> Tag:
    """Put the parts of a well-formed tag into their usual capitals."""
    language = match["extended"] or match["language"] or ""
    private = match["private"] or match["only"] or ""
    return Tag(
        language=REPLACED.get(language, language),
        script=(match["script"] or "").capitalize(),
        region=(match["region"] or "").upper(),
        variants=tuple((match["variants"] or "").split("-")[1:]),
        extensions=(match["extensions"] or "")[1:],
        private=tuple(private.split("-")[1:]),
    )


def _check(tag: str, found: Tag) -> None:
    """Refuse subtags that do not exist, or that nearly are another one.

    Raises:
        EssaytransError: `language-tag`.
    """
    language, script, region = found.language, found.script, found.region
    if language in THREE_LETTERS:
        right = found._replace(language=THREE_LETTERS[language])
        # Translators: a language is written with three letters (“deu”), and there is a code of two
        # (“de”).
        _refuse(tag, msg("“{language}” has a shorter code", language=language), right)
    if len(language) == 2 and language not in LANGUAGES:  # noqa: PLR2004 - as ISO 639-1 has it
        right = found._replace(language=_language_of(language) or "")
        _refuse(tag, msg("there is no language “{language}”", language=language), right)
    if script and script not in _COMMON_SCRIPTS and (near := _near_script(script)):
        right = found._replace(script=near)
        _refuse(tag, msg("there is no script “{script}”", script=script), right)
    if region.isalpha() and region not in REGIONS:
        right = found._replace(region=_successor_of(region))
        _refuse(tag, msg("there is no country “{region}”", region=region), right)
    for variant in found.variants:
        if variant in _SCRIPT_WORDS:
            right = found._replace(script=_SCRIPT_WORDS[variant], variants=())
        elif near := _near_variant(variant):
            right = found._replace(variants=(near,))
        else:
            continue
        # Translators: a part of a language tag, such as “valencia” in “ca-valencia”.
        _refuse(tag, msg("there is no variant “{variant}”", variant=variant), right)


def _refuse(tag: str, message: Message, right: Tag | None) -> NoReturn:
    """Raise the error for a tag, with what was probably meant."""
    hint = msg("write a BCP 47 tag such as en, ja, zh-TW, sr-Latn or, for your own, art-x-elvish")
    if right and right.language and str(right) != tag:
        hint = msg("did you mean “{tag}”?", tag=str(right))
    raise EssaytransError(Diagnostic(Severity.ERROR, "language-tag", message, hint))


# --- near misses: only an error, or a rare subtag, gets here, so CLDR may be loaded -------------


def _guess(text: str) -> Tag | None:
    """Guess the tag meant by a locale's name (`sr_RS.UTF-8@latin`) or a language's (`英语`)."""
    if len(text) > _LONGEST:
        return None
    if match := _LOCALE.fullmatch(text):
        language, region, modifier = (part or "" for part in match.groups())
        script = _SCRIPT_WORDS.get(modifier.lower(), "")
        return _valid("-".join(part for part in (language, script, region) if part))
    return _named(text)


def _valid(tag: str) -> Tag | None:
    """Return the subtags of a guess if it is a tag."""
    try:
        return split_tag(tag)
    except EssaytransError:
        return None


def _named(name: str) -> Tag | None:
    """Find the language that has this name in English or in Chinese, or nearly so."""
    from babel import Locale  # noqa: PLC0415 - CLDR takes 50 ms

    names: dict[str, str] = {}
    for reader in ("zh", "en"):
        names |= {str(name).lower(): tag for tag, name in Locale(reader).languages.items()}
    word = name.lower()
    if word not in names and len(word) >= _SHORTEST_MISSPELT:
        word = _near(word, names, 0.75) or ""
    near = names.get(word)
    return _valid(near) if near else None


def _language_of(country: str) -> str | None:
    """Return the language of most people of a country whose code was taken for it: `ja` for `jp`."""
    from babel.core import get_global  # noqa: PLC0415 - CLDR takes 50 ms

    likely = get_global("likely_subtags").get(f"und_{country.upper()}")
    return likely.split("_")[0] if likely else None


def _successor_of(region: str) -> str:
    """Return the country that a code such as UK or SU stands for, or nothing."""
    from babel.core import get_global  # noqa: PLC0415 - CLDR takes 50 ms

    successors = get_global("territory_aliases").get(region, [])
    return successors[0] if successors else ""


def _near_script(script: str) -> str | None:
    """Return the common script that an unknown one is nearly."""
    from babel import Locale  # noqa: PLC0415 - CLDR takes 50 ms

    return None if script in Locale("en").scripts else _near(script, _COMMON_SCRIPTS, 0.75)


def _near_variant(variant: str) -> str | None:
    """Return the variant of CLDR that an unknown one is nearly; years are all alike."""
    from babel import Locale  # noqa: PLC0415 - CLDR takes 50 ms

    known = {str(name).lower() for name in Locale("en").variants}
    if variant in known or not variant.isalpha():
        return None
    return _near(variant, known, 0.85)


def _near(word: str, known: Collection[str], likeness: float) -> str | None:
    """Return the known word that is most like another, if its ratio (0 to 1) is `likeness`."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for an error

    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=likeness)), None)
