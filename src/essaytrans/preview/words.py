"""What the pages of the preview say, apart from figures and names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg, nmsg
from essaytrans.model import Severity
from essaytrans.pages.article import State

if TYPE_CHECKING:
    from essaytrans.model import Message

__all__ = [
    "LEVELS",
    "STATES",
    "WORDS",
    "findings",
    "left",
    "line",
    "refused",
    "title",
    "works_on_it",
]

# Translators: the sentences of this file stand on the pages of the preview, which shows a volunteer
# an article beside its translation while Poedit is open. A “text” is what Poedit shows as one row: a
# paragraph, a heading, a cell of a table.
WORDS: Final = MappingProxyType(
    {
        # Translators: takes the reader of a page with the keyboard to what the page is about.
        "skip": msg("skip to the content"),
        # Translators: a link to the page with all articles.
        "all": msg("all articles"),
        "article": msg("article"),
        "languages": msg("languages"),
        # Translators: before the names of the languages that the page itself can speak.
        "page_language": msg("language of this page"),
        "open": msg("Open this catalog in Poedit, and save: what you change shows up here."),
        # Translators: before the path of a PO file.
        "catalog": msg("catalog"),
        # Translators: a button: copies the path of a file.
        "copy_path": msg("copy the path"),
        "copied": msg("copied"),
        "no_catalog": msg("there is no catalog yet; run “essaytrans extract”"),
        "not_yet": msg("the catalog does not have this text yet; run “essaytrans extract”"),
        # Translators: above a list of what a volunteer still has to do in an article.
        "left": msg("what is left"),
        "nothing_left": msg("nothing: all of it is translated, and no check has found anything"),
        # Translators: above what is wrong with files: the page shows what they were before.
        "troubles": msg("this cannot be shown as it is now"),
        "last_good": msg("what is below is how it was when it could last be read"),
        # Translators: above those texts of an article that stand outside of its paragraphs, such as
        # the titles of links.
        "elsewhere": msg("what stands outside of the text"),
        "go": msg("the keys n and p go to the next and the previous thing to do"),
        # Translators: before a text as it was when it was translated.
        "difference": msg("changed in the original since it was translated:"),
        # Translators: said before what was taken out of a text, to people who do not see the page.
        "removed": msg("removed:"),
        # Translators: said before what was put into a text, to people who do not see the page.
        "added": msg("added:"),
        # Translators: said after the end of a change, to people who do not see the page.
        "end": msg("end of the change"),
        "draft": msg("a draft: nobody has confirmed it yet"),
        # Translators: before a translation that is not used, as it stands in the catalog.
        "as_written": msg("as it stands in the catalog:"),
        # Translators: said when the program that shows the page was stopped.
        "gone": msg("the preview was stopped: this page stays as it is until it runs again"),
        "back": msg("the preview runs again"),
        "no_script": msg("without scripts this page does not follow your work: load it again"),
        # Translators: for what is not counted yet.
        "counting": msg("not counted yet"),
        "no_articles": msg("There is no article to show yet."),
        "no_languages": msg("No language has been added yet."),
        # Translators: said of an article that cannot be read, or a catalog.
        "trouble": msg("cannot be read"),
        "not_begun": msg("no catalog yet"),
        "lost": msg("there is nothing here"),
        "lost_why": msg("the article was renamed or removed, or the address has a mistake"),
    }
)

STATES: Final = MappingProxyType(
    {
        # Translators: these five say what became of a text; “fuzzy” is what Poedit calls “Needs
        # Work”: a person must look at the translation first.
        State.TRANSLATED: msg("translated"),
        State.FUZZY: msg("to look over"),
        State.MISSING: msg("not translated"),
        State.REFUSED: msg("not used"),
        State.SAME: msg("same as the original"),
    }
)

LEVELS: Final = MappingProxyType(
    {
        # Translators: these three say how much something weighs that a check has found.
        Severity.ERROR: msg("error"),
        Severity.WARNING: msg("warning"),
        Severity.INFO: msg("note"),
    }
)


def title(article: str, language: str) -> Message:
    """Say what a page shows."""
    # Translators: the title of a page: an article, and the language it is translated into.
    return msg("{article} · {language}", article=article, language=language)


def line(number: int) -> Message:
    """Say where in a file something stands."""
    # Translators: a line of a file.
    return msg("line {number}", number=number)


def refused(reason: Message) -> Message:
    """Say why a translation is not used."""
    return msg("this translation is not used: {reason}", reason=reason)


def left(number: int, shown: str) -> Message:
    """Say how many texts there is something to do about."""
    return nmsg("{count} left to do", "{count} left to do", number, count=shown)


def findings(number: int, shown: str) -> Message:
    """Say how much checks have found."""
    return nmsg("{count} finding", "{count} findings", number, count=shown)


def works_on_it(name: str) -> Message:
    """Say who has taken a translation."""
    # Translators: “it” is a translation of an article.
    return msg("{name} works on it", name=name)
