"""What readers are told of a translation, in their language: sentences of Markdown in one paragraph.

The words are the program's, in the languages that it speaks, or the project's. What is put into them
is text to every renderer, wherever it comes from: names of translators are text of strangers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import listing, match, msg, nmsg, render
from essaytrans.language.han import join_lines
from essaytrans.model import Argument, Message
from essaytrans.project.wording import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Facts", "Wording", "banner_text", "mark_text"]

_SPARE: Final = "en"
"""What is spoken to readers whose language the program does not speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What there is to tell of an article in a language."""

    units: int
    """Distinct texts."""
    stale: int = 0
    """Of them those that have changed since they were translated."""
    drafts: int = 0
    """Those that readers get in a translation that nobody has confirmed."""
    missing: int = 0
    """Those that readers get in the source language, unless they are stale."""
    percent: int = 0
    """How much is translated, of Han characters, in whole per cent."""
    since: int | None = None
    """When the article changed last, in seconds since 1970; None if that is not known."""
    names: tuple[str, ...] = ()
    """Those who translated."""
    source_url: str = ""
    """Where the original is; fit to be the target of a link."""
    help_url: str = ""
    """Where one reads how to help, likewise."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words in which it is told."""

    language: str
    """The reader's, a tag; English stands in where the program does not speak it."""
    source_language: str
    """The tag of the articles' language."""
    sentences: tuple[Mapping[str, str], ...] = ()
    """Sentences of the project by name, those that count more first."""
    name: str | None = None
    """What the project calls the reader's language; None for CLDR's name."""

    def own(self, *names: str) -> str:
        """Return the sentence of the project that has one of these names, the first if it can."""
        for said in self.sentences:
            for name in names:
                if name in said:
                    return said[name]
        return ""


def banner_text(banner: Sequence[str], facts: Facts, wording: Wording) -> str:
    """Tell what there is to tell.

    Args:
        banner: the names of sentences, in order; one with nothing to tell is left out.
        facts: what is so.
        wording: how to tell it.

    Returns:
        One line of Markdown; empty if there is nothing to tell.
    """
    told = [text for name in banner if (text := _sentence(name, facts, wording))]
    return join_lines(told) if told else ""


def mark_text(wording: Wording) -> str:
    """Return what stands behind a translation that is out of date."""
    # Translators: stands behind a paragraph of a translated article, in the reader's language, if
    # the original has changed since. Letters and common punctuation only.
    usual = msg("(may be out of date)")
    return wording.own("mark") or render(usual, language=wording.language)


def _sentence(name: str, facts: Facts, wording: Wording) -> str:
    """Tell one thing; empty if there is nothing to tell of it."""
    found = _SENTENCES[name](facts)
    if found is None:
        return ""
    names, usual, values = found
    values["language"] = ""
    values["source_language"] = ""
    own = wording.own(*names)
    wanted = own or usual.template
    # a sentence in English does not name languages in another
    spoken = wording.language if own or match(wording.language) else _SPARE
    if "{language}" in wanted:
        values["language"] = _inert(_named(wording.language, spoken, wording.name))
    if "{source_language}" in wanted:
        values["source_language"] = _inert(_named(wording.source_language, spoken))
    if "{since}" in wanted and facts.since is not None:
        values["since"] = _inert(_day(facts.since, spoken))
    if not own:
        told = Message(usual.template, tuple(values.items()), usual.plural, usual.number)
        return render(told, language=wording.language)
    texts = {
        field: render(value, language=wording.language)
        if isinstance(value, Message)
        else str(value)
        for field, value in values.items()
    }
    return fill(own, texts)


def _named(tag: str, reader: str, override: str | None = None) -> str:
    from essaytrans.language.locales import display_name  # noqa: PLC0415 - CLDR, if it is wanted

    return display_name(tag, in_language=reader, override=override)


def _day(seconds: int, reader: str) -> str:
    from essaytrans.language.locales import day  # noqa: PLC0415 - as above

    return day(seconds, in_language=reader)


_Found = tuple[tuple[str, ...], Message, dict[str, Argument]]
"""Names that the project may have the sentence under, the program's sentence, and its fields."""


def _stale(facts: Facts) -> _Found | None:
    if not facts.stale:
        return None
    if facts.since is None:
        usual = nmsg(
            # Translators: a sentence at an article, in the language of its readers.
            "{number} of {units} paragraphs has changed in the original since it was translated.",
            "{number} of {units} paragraphs have changed in the original since they were"
            " translated.",
            facts.stale,
            units=facts.units,
        )
        return ("stale",), usual, _counts(facts, facts.stale)
    usual = nmsg(
        # Translators: a sentence at an article, in the language of its readers; {since} is a date.
        "The original changed on {since}; {number} of {units} paragraphs is not up to date.",
        "The original changed on {since}; {number} of {units} paragraphs are not up to date.",
        facts.stale,
        units=facts.units,
        since=facts.since,
    )
    return ("stale_since", "stale"), usual, _counts(facts, facts.stale)


def _drafts(facts: Facts) -> _Found | None:
    usual = nmsg(
        # Translators: a sentence at an article, in the language of its readers.
        "{number} of {units} paragraphs is a draft that nobody has reviewed.",
        "{number} of {units} paragraphs are drafts that nobody has reviewed.",
        facts.drafts,
        units=facts.units,
    )
    return (("drafts",), usual, _counts(facts, facts.drafts)) if facts.drafts else None


def _missing(facts: Facts) -> _Found | None:
    usual = nmsg(
        # Translators: a sentence at an article, in the language of its readers.
        "{number} of {units} paragraphs is not translated yet.",
        "{number} of {units} paragraphs are not translated yet.",
        facts.missing,
        units=facts.units,
    )
    return (("missing",), usual, _counts(facts, facts.missing)) if facts.missing else None


def _counts(facts: Facts, number: int) -> dict[str, Argument]:
    return {
        "number": number,
        "units": facts.units,
        "share": facts.percent,
    }


def _credits(facts: Facts) -> _Found | None:
    # Translators: a sentence at an article, in the language of its readers.
    usual = msg("Translated by {names}.")
    names = listing(map(_inert, facts.names))
    return (("credits",), usual, {"names": names}) if facts.names else None


def _source(facts: Facts) -> _Found | None:
    # Translators: a sentence at an article, in the language of its readers. It is Markdown: keep
    # “](” and what stands around it. {source_language} is such as “Chinese”.
    usual = msg("[Read the original]({url}) ({source_language}).")
    return (("source",), usual, {"url": facts.source_url}) if facts.source_url else None


def _help(facts: Facts) -> _Found | None:
    # Translators: a sentence at an article, in the language of its readers. It is Markdown: keep
    # “](” and what stands around it.
    usual = msg("[Help to translate it]({url}).")
    return (("help",), usual, {"url": facts.help_url}) if facts.help_url else None


_SENTENCES: Final[Mapping[str, Callable[[Facts], _Found | None]]] = MappingProxyType(
    {
        "stale": _stale,
        "drafts": _drafts,
        "missing": _missing,
        "credits": _credits,
        "source": _source,
        "help": _help,
    }
)

# --- text that is nothing but text --------------------------------------------------------------

_ADDRESS: Final = re.compile(r":(?=//)|\.(?=\w\w)")
"""Where many renderers see an address that nobody has marked as a link."""
_SIGN: Final = re.compile(r"(?<=[^\W_])-(?=[^\W_])|(?<![\dwW])\.|[,']|([!-/:-@\[-`{-~])")
"""Signs that mean something to some renderer where they stand; those that do not are no group."""


def _inert(text: str) -> str:
    """Return text in which no renderer, and no engine of templates, sees more than text.

    Entities rather than backslashes: Python-Markdown and kramdown know few escapes, and what runs
    before Markdown does, such as Liquid, knows none.
    """
    plain = " ".join(_ADDRESS.sub(r"\g<0> ", text.replace("@", " ")).split())
    return _SIGN.sub(lambda sign: f"&#{ord(sign[1])};" if sign[1] else sign[0], plain)
