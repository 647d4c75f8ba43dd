"""A pair of texts under one check, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from essaytrans.checks.pair import Pair
from essaytrans.i18n import render
from essaytrans.model import Codec, Entry, Kind, Span, Unit

if TYPE_CHECKING:
    from essaytrans.checks.finding import Check


class Said(NamedTuple):
    """A finding in English, and the characters it points at."""

    message: str
    hint: str
    meant: str
    grave: bool


def pair(
    source: str,
    target: str,
    *,
    language: str = "en",
    codec: Codec | None = None,
    kind: Kind = Kind.PARAGRAPH,
) -> Pair:
    unit = None if codec is None else Unit(source, kind, codec, (Span(0, len(source)),))
    entry = Entry(msgid=source, msgstr=target)
    return Pair(entry, source_language="zh-Hans", language=language, unit=unit)


def say(check: Check, one: Pair) -> list[Said]:
    return [
        Said(
            render(found.message),
            render(found.hint) if found.hint else "",
            "" if found.start is None else one.target[found.start : found.start + found.length],
            found.grave,
        )
        for found in check(one)
    ]


def messages(check: Check, source: str, target: str, language: str = "en") -> list[str]:
    return [said.message for said in say(check, pair(source, target, language=language))]
