"""The page that a folder of pages begins with: all articles, each in the languages it was built in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from essaytrans import i18n
from essaytrans.i18n import msg, nmsg
from essaytrans.language.locales import direction, own_name
from essaytrans.pages.policy import policy
from essaytrans.pages.templates import asset, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.pages.shown import Voice

__all__ = ["Listed", "Page", "contents_page"]

_FEW: Final = 12
"""Languages up to which the pages of an article are shown at once; more are one click away."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article in a language."""

    voice: Voice
    href: str
    """Where it is, relative to this page."""
    title: str = ""
    """The article's title in that language; empty where it is not translated."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An article."""

    title: str
    """In the language it was written in."""
    pages: tuple[Page, ...]


def contents_page(project: str, articles: Sequence[Listed], *, source: Voice, language: str) -> str:
    """Make the page.

    Args:
        project: what the project is called.
        articles: those that have pages, in the order in which they are shown.
        source: the language that they are written in.
        language: what the page itself speaks, by anything that `i18n.match` understands; English
            if the program does not speak it.

    Returns:
        A whole HTML document, which ends with a line feed.
    """
    spoken = i18n.match(language) or "en"
    tag = i18n.tag_of(spoken)
    style = asset("reading.css") + asset("contents.css")
    page = fill(
        "contents.html",
        language=spoken,
        tag=tag,
        direction=direction(tag),
        policy=policy(style),
        style=Markup(style),  # noqa: S704 - files of ours
        project=project,
        source=source,
        articles=articles,
        few=_FEW,
        names={
            page.voice.tag: page.voice.name or own_name(page.voice.tag)
            for listed in articles
            for page in listed.pages
        },
        skip=_SKIP,
        languages=[
            # Translators: in how many languages an article can be read.
            nmsg("in {number} language", "in {number} languages", len(listed.pages))
            for listed in articles
        ],
        count=nmsg("{number} article", "{number} articles", len(articles)),
    )
    return f"{page.rstrip()}\n"


# Translators: the first link of a page, for whoever uses the keyboard.
_SKIP: Final = msg("skip to the articles")
