"""The program's own languages: making sentences, choosing a language, telling them in it.

`msg` and `nmsg` make a `Message`, which is data; `render` tells it in the language that `activate`
chose, or in a given one. The catalogs stand in `locale/<language>/LC_MESSAGES/essaytrans.{po,mo}`;
a new language is a new folder there and needs no code (`docs/program-languages.md`).

Languages are named by their folder: `en`, `zh_CN`, `tlh`. `ESSAYTRANS_LOCALE_DIR` names another
folder, whose languages come before those of `locale/`: for a translator who tries a catalog out.
"""

from __future__ import annotations

import gettext
import os
import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from struct import error as struct_error
from typing import TYPE_CHECKING, ClassVar, Final

from essaytrans.model import Argument, Diagnostic, Message, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = [
    "activate",
    "available",
    "choose",
    "listing",
    "match",
    "msg",
    "nmsg",
    "render",
    "speaks",
    "tag_of",
    "unreadable",
]

_SOURCE: Final = "en"
"""The language of the templates: what is told where there is no translation."""

_DOMAIN: Final = "essaytrans"

_OWN: Final = f"{Path(__file__).parent}/locale"
"""The folder of the program's own catalogs."""

_BROKEN = (OSError, ValueError, LookupError, struct_error)
"""What reading a catalog raises: polib for a syntax error, gettext for a bad header or `.mo`."""


# --- making sentences -------------------------------------------------------------------------


def msg(template: str, /, **arguments: Argument) -> Message:
    """Make a sentence with named fields: `msg("no file {path}", path=path)`."""
    return Message(template, tuple(arguments.items()))


def nmsg(singular: str, plural: str, number: int, /, **arguments: Argument) -> Message:
    """Make a sentence whose form a number decides; `{number}` is among its fields."""
    return Message(singular, (("number", number), *arguments.items()), plural, number)


def listing(items: Iterable[str]) -> Argument:
    """Make one field of several names, with the commas of the language that it is told in."""
    return _listed(list(items) or [""])


def _listed(items: Sequence[str]) -> Argument:
    if len(items) == 1:
        return items[0]
    # in halves: a chain of a thousand names would be deeper than Python's stack
    half = len(items) // 2
    # Translators: joins the names of a list, from two to all of them: “{first}、{rest}” in Chinese.
    # Each of the two may be a list that is joined already.
    return msg("{first}, {rest}", first=_listed(items[:half]), rest=_listed(items[half:]))


# --- choosing a language ----------------------------------------------------------------------


def available() -> tuple[str, ...]:
    """Name the languages that there are catalogs for, in alphabetical order."""
    return _available(_directories())


def match(tag: str) -> str | None:
    """Find the language that fits a tag best, or None if there is none.

    Args:
        tag: a BCP 47 tag (`zh-Hant`) or the name of a POSIX locale (`zh_TW.UTF-8`, `C`).
    """
    return _match(_directories(), tag)


def choose(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Choose the language to speak to this user, before the command line is really parsed.

    The first of these that names a language we have decides: `--ui-language`, `ESSAYTRANS_LANG`,
    the locale as GNU gettext reads it; otherwise English. Whoever parses the command line reports a
    `--ui-language` that `match` knows nothing about.

    Args:
        arguments: those of the command line, without the program's name.
        environ: the environment variables.
    """
    wishes = (
        *_option_values(arguments),
        environ.get("ESSAYTRANS_LANG", ""),
        *_locale_languages(environ),
    )
    return next((language for wish in wishes if (language := match(wish))), _SOURCE)


def _option_values(arguments: Sequence[str]) -> list[str]:
    """Values of `--ui-language`, the last one first, since the last one counts."""
    name, found = "--ui-language", list[str]()
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == name:
            found += arguments[at + 1 : at + 2]
        elif argument.startswith(f"{name}="):
            found.append(argument.partition("=")[2])
    return found[::-1]


def _locale_languages(environ: Mapping[str, str]) -> list[str]:
    """Languages that the user's locale asks for, by the rules of GNU gettext.

    `LANGUAGE`, a list between colons, comes before the locale itself, unless that is `C` or
    `POSIX` (GNU gettext manual, "The LANGUAGE variable"; glibc treats `C.UTF-8` alike).
    """
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in variables if (value := environ.get(name))), "C")
    if locale.partition(".")[0] in {"C", "POSIX"}:
        return [_SOURCE]
    languages = environ.get("LANGUAGE")
    return languages.split(":") if languages else [locale]


def _directories() -> tuple[str, ...]:
    """Folders of catalogs; of a language that several of them have, the first is taken whole."""
    tried = os.environ.get("ESSAYTRANS_LOCALE_DIR")
    return (tried, _OWN) if tried else (_OWN,)


@cache
def _available(directories: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({language for folder in directories for language in _languages(folder)}))


@cache
def _languages(directory: str) -> frozenset[str]:
    catalogs = Path(directory).glob(f"*/LC_MESSAGES/{_DOMAIN}.[mp]o")
    return frozenset(path.parent.parent.name for path in catalogs)


@cache
def _match(directories: tuple[str, ...], tag: str) -> str | None:
    wanted = _subtags(tag)
    if wanted in {("c",), ("posix",)}:
        return _SOURCE
    fits = [
        (shared, -len(subtags), language)
        for language in _available(directories)
        if (shared := _shared(wanted, subtags := _subtags(language)))
    ]
    return max(fits, key=lambda fit: fit[:2])[2] if fits else None


def _shared(wanted: tuple[str, ...], subtags: tuple[str, ...]) -> int:
    """How many subtags two languages share before they part."""
    pairs = zip(wanted, subtags, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _subtags(tag: str) -> tuple[str, ...]:
    """Subtags in small letters, the weightier ones first: language, script, country.

    The encoding is dropped; `@variant` and `-x-variant` are the same. Chinese always gets its
    script and country (by the likely subtags of CLDR): the reader of `zh_HK` wants `zh_TW` before
    `zh_CN`, and `zh_SG` the other way round.
    """
    name, _, variant = tag.partition("@")
    parts = re.split(r"[-_]", f"{name.partition('.')[0]}_{variant}".lower())
    language, *rest = [part for part in parts if part and part != "x"] or [""]
    if language == "art":  # any constructed language: what follows says which
        return ("-".join([language, *rest]),)
    if language != "zh":
        return (language, *rest)
    country = next((part for part in rest if len(part) == 2), None)  # noqa: PLR2004 (ISO 3166)
    traditional = "hant" in rest or ("hans" not in rest and country in {"tw", "hk", "mo"})
    script, likely = ("hant", "tw") if traditional else ("hans", "cn")
    return ("zh", script, country or likely)


# --- telling sentences ------------------------------------------------------------------------


class _Active:
    """The language that the program speaks now; one a process."""

    translations: ClassVar[NullTranslations] = NullTranslations()
    language: ClassVar[str] = _SOURCE
    unreadable: ClassVar[list[Diagnostic]] = []


def activate(language: str) -> None:
    """Speak a language from now on; call it before Typer is imported.

    Typer takes `gettext.gettext` for its own sentences, some of them while it is imported. It is
    given our translations here, and not by `textdomain` and `LANGUAGE`, which would also change
    the language of every program that we start, and cannot serve a catalog compiled in memory.

    Args:
        language: what `choose` gave; anything that `match` understands will do. English is spoken
            instead of one whose catalog cannot be read; `unreadable` then says so.
    """
    found = match(language) or _SOURCE
    _Active.translations = _translations(_directories(), found)
    spoken = isinstance(_Active.translations, GNUTranslations)
    _Active.language = found if spoken else _SOURCE
    gettext.gettext = _active_gettext
    gettext.ngettext = _active_ngettext


def speaks() -> str:
    """Return the active language as a BCP 47 tag (`zh-CN`), for names, numbers and dates."""
    return tag_of(_Active.language)


def tag_of(language: str) -> str:
    """Return a language of `match` or `available` (`zh_CN`, `ca@valencia`) as a BCP 47 tag."""
    return language.replace("_", "-").replace("@", "-x-")


def unreadable() -> tuple[Diagnostic, ...]:
    """Name the catalogs of the program's own that English has stood in for so far.

    Only a source checkout, and where `ESSAYTRANS_LOCALE_DIR` says, has any that a person edits.
    """
    return tuple(_Active.unreadable)


def render(
    message: Message,
    *,
    language: str | None = None,
    field: Callable[[str], str] | None = None,
) -> str:
    """Tell a sentence in the active language.

    Args:
        message: the sentence.
        language: another language to tell it in, by anything that `match` understands.
        field: what to do with the text of each field before it is put in.
    """
    if language is None:
        return _tell(message, _Active.translations, field)
    return _tell(message, _translations(_directories(), match(language) or _SOURCE), field)


def _tell(
    message: Message, translations: NullTranslations, field: Callable[[str], str] | None = None
) -> str:
    values = {
        name: _tell(value, translations, field)
        if isinstance(value, Message)
        else (field(value) if field and isinstance(value, str) else value)
        for name, value in message.arguments
    }
    try:
        return _template(message, translations).format_map(values)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # a translation with a field that the sentence has not: `tools/messages.py check` finds it
        # before a release, and in the meantime a wrong sentence is worse than an English one
        return _template(message, NullTranslations()).format_map(values)


def _template(message: Message, translations: NullTranslations) -> str:
    if message.plural is None or message.number is None:
        return translations.gettext(message.template)
    return translations.ngettext(message.template, message.plural, message.number)


def _active_gettext(message: str) -> str:
    return _Active.translations.gettext(message)


def _active_ngettext(msgid1: str, msgid2: str, n: int) -> str:
    return _Active.translations.ngettext(msgid1, msgid2, n)


@cache
def _translations(directories: tuple[str, ...], language: str) -> NullTranslations:
    folder = next((folder for folder in directories if language in _languages(folder)), None)
    if folder is None:
        return NullTranslations()
    stem = Path(folder, language, "LC_MESSAGES", _DOMAIN)
    try:
        return GNUTranslations(BytesIO(_compiled(stem)))
    except _BROKEN as error:
        _Active.unreadable.append(_unreadable(stem, error))
        return NullTranslations()


def _unreadable(stem: Path, error: Exception) -> Diagnostic:
    source, compiled = stem.with_suffix(".po"), stem.with_suffix(".mo")
    # polib says it in a sentence, “Syntax error in po file … (line 7): unescaped double quote”
    found = re.search(r"\(line (\d+)\):? ?(.*)", str(error))
    line, reason = (int(found[1]), found[2] or "syntax error") if found else (None, str(error))
    return Diagnostic(
        Severity.WARNING,
        "ui-catalog",
        # Translators: “this catalog” is one of the program's own, such as the one you are reading;
        # what is wrong with it is said in English.
        msg("this catalog cannot be read, and English is spoken instead: {reason}", reason=reason),
        msg("mend the line, or put the last good copy of the file back"),
        Position(str(source if source.exists() else compiled), line),
    )


def _compiled(stem: Path) -> bytes:
    """The catalog in compiled form; made in memory if the file is missing or out of date.

    Only a source checkout has the `.po` beside it. The build leaves it out of the wheel.
    """
    source, compiled = stem.with_suffix(".po"), stem.with_suffix(".mo")
    if compiled.exists() and not (
        source.exists() and source.stat().st_mtime_ns > compiled.stat().st_mtime_ns
    ):
        return compiled.read_bytes()
    # not babel, which drops the plural forms of a language that CLDR does not know
    import polib  # noqa: PLC0415 (slow, and seldom needed)

    return bytes(polib.pofile(str(source)).to_binary())
