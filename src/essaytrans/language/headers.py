"""How a language is named in the header of a PO file.

Poedit reads four forms in `Language` and deletes all others: `ll`, `lll`, `ll_CC`, `ll@variant`.
A BCP 47 tag says more, so the mapping keeps what tells two translations apart most:

| tag                                | header                  | rule                                   |
|------------------------------------|-------------------------|----------------------------------------|
| `en`, `tlh`                        | `en`, `tlh`             | a language stays                       |
| `pt-BR`                            | `pt_BR`                 | so does a country                      |
| `es-419`                           | `es`                    | a region that is no country goes       |
| `zh`, `zh-CN`, `zh-Hans`           | `zh_CN`                 | Chinese is named by countries          |
| `zh-Hant`, `zh-TW`                 | `zh_TW`                 |                                        |
| `zh-HK`, `zh-Hant-HK`              | `zh_HK`                 |                                        |
| `zh-Hans-HK`                       | `zh_CN`                 | where script and country disagree, the |
|                                    |                         | script wins                            |
| `sr-Latn`, `uz-Cyrl`, `pa-Arab`    | `sr@latin`, …           | a script that is not the usual one     |
| `sr-Cyrl`, `uz-Latn-UZ`            | `sr`, `uz_UZ`           | the usual one goes                     |
| `ca-valencia`, `de-CH-1996`        | `ca@valencia`, `de_CH`  | letters of variants are a variant      |
| `art-x-elvish`, `en-x-pirate`      | `art@elvish`, …         | and so is what is private              |
| `x-elvish`                         | `und@elvish`            |                                        |
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from essaytrans.language.scripts import script_of
from essaytrans.language.tags import Tag, split_tag
from essaytrans.model import EssaytransError

__all__ = ["po_language", "same_language", "x_source_language"]

_MODIFIERS: Final = {
    "Arab": "arabic",
    "Cyrl": "cyrillic",
    "Deva": "devanagari",
    "Grek": "greek",
    "Hebr": "hebrew",
    "Latn": "latin",
    "Mong": "mongolian",
}
"""Names of scripts in locale names; Poedit and the C library know latin, cyrillic, devanagari."""
_SCRIPTS: Final = {name: script for script, name in _MODIFIERS.items()}
_TRADITIONAL: Final = frozenset(("HK", "MO", "TW"))
_CHINESE: Final = {"Hans": "zh_CN", "Hant": "zh_TW"}
_HEADER: Final = re.compile(r"([A-Za-z0-9_-]+)(?:\.[A-Za-z0-9_-]+)?(?:@([A-Za-z0-9]+))?")


@lru_cache(maxsize=1024)
def po_language(tag: str) -> str:
    """Return what stands in a PO header's `Language` for a tag: `zh_TW` for `zh-Hant`.

    Raises:
        EssaytransError: `language-tag`.
    """
    found = split_tag(tag)
    language = found.language or "und"
    if variant := _variant(found):
        return f"{language}@{variant}"
    if language == "zh" and (script := _script(found)) in _CHINESE:
        fits = found.region.isalpha() and _script(Tag("zh", region=found.region)) == script
        return f"zh_{found.region}" if fits else _CHINESE[script]
    if found.script and found.script != _script(found._replace(script="")):
        return f"{language}@{_MODIFIERS.get(found.script, found.script.lower())}"
    return f"{language}_{found.region}" if found.region.isalpha() else language


def same_language(header: str, tag: str) -> bool:
    """Tell whether a PO header's `Language` means the language of a tag.

    Any spelling will do: `zh_TW`, `zh-TW` and `zh_Hant` all are `zh-TW` and `zh-Hant`. Language,
    script (named or implied) and variant must be the same. A country may be missing on one side,
    since a volunteer's tool may write `en_US` for `en`; but `en_GB` is not `en-US`, and `zh_TW` not
    `zh`, whose script is another. An empty value says nothing, and so contradicts nothing.

    Args:
        header: the value of the field as found in the file.
        tag: a BCP 47 tag.

    Raises:
        EssaytransError: `language-tag`, where `tag` is none; a strange header is only different.
    """
    wanted = split_tag(tag)
    if not header.strip() or header == po_language(tag):
        return True
    found = _read(header.strip())
    return (
        found is not None
        and (found.language or "und") == (wanted.language or "und")
        and _variant(found) == _variant(wanted)
        and _script(found) == _script(wanted)
        and (not found.region or not wanted.region or found.region == wanted.region)
    )


def x_source_language(tag: str) -> str:
    """Return what stands in a PO header's `X-Source-Language` for the tag of the articles.

    `zh-Hans` for simplified Chinese in any of its spellings, which Poedit shows without a country;
    otherwise as in `Language`.

    Raises:
        EssaytransError: `language-tag`.
    """
    name = po_language(tag)
    return "zh-Hans" if name == "zh_CN" else name


def _variant(tag: Tag) -> str:
    """Return the letters of what is private in a tag, else of its variants, run together."""
    return re.sub(r"[^a-z]", "", "".join(tag.private or tag.variants))


def _script(tag: Tag) -> str:
    """Return the script of a tag; Chinese needs no look into CLDR.

    CLDR has traditional script for Chinese in the United States or Thailand too, by what emigrants
    wrote; a translator who says `zh-US` most likely does not mean it.
    """
    if tag.language == "zh" and not tag.script:
        return "Hant" if tag.region in _TRADITIONAL else "Hans"
    return script_of(tag)


def _read(header: str) -> Tag | None:
    """Read a language as any tool may write it: a tag, or a name of a locale (`sr_RS@latin`)."""
    match = _HEADER.fullmatch(header)
    if match is None:
        return None
    base, modifier = match.groups()
    try:
        found = split_tag(base)
    except EssaytransError:
        return None
    modifier = (modifier or "").lower()
    if script := _SCRIPTS.get(modifier):
        return found._replace(script=script)
    return found._replace(private=(modifier,)) if modifier else found
