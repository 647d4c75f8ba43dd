"""What the status board says, apart from figures and names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg, nmsg

if TYPE_CHECKING:
    from essaytrans.model import Message

__all__ = ["WORDS", "works_on_it"]

# Translators: the sentences of this file stand on the pages of a project's status board: in
# headings, above columns of tables, and as short paragraphs. “Translation” is one article in one
# language.
WORDS: Final = MappingProxyType(
    {
        # Translators: takes the reader of a page with the keyboard to what the page is about.
        "skip": msg("skip to the content"),
        "languages": msg("languages"),
        "language": msg("language"),
        "articles": msg("articles"),
        # Translators: above a column of names: the article, not the part of speech.
        "article": msg("article"),
        "han": msg("Han characters"),
        # Translators: beside a number of persons.
        "people": msg("translators"),
        # Translators: above a column with a bar and a percentage: how much is translated.
        "translated": msg("translated"),
        # Translators: above a column or a list, or beside a number of texts: what has a translation
        # that a person must look at first, which gettext calls fuzzy and Poedit “Needs Work”.
        "review": msg("to look over"),
        # Translators: above a column, or beside a number: how many have no confirmed translation.
        "left": msg("Han characters left"),
        # Translators: above a column: the article that a new volunteer could begin with.
        "begin": msg("to begin with"),
        # Translators: above a column of days.
        "since": msg("original changed on"),
        # Translators: above a column of days.
        "moved": msg("last change"),
        # Translators: above a column of names of persons.
        "who": msg("who"),
        # Translators: above a column, or beside numbers, such as 3 of 20: how many articles are
        # wholly translated.
        "whole": msg("whole articles"),
        "by_share": msg("languages, by the share of Han characters that are translated"),
        "invitation": msg(
            "if you would like to translate, choose your language: its page begins with what you"
            " could take next"
        ),
        "nothing": msg("there is no article to translate yet"),
        "no_languages": msg("no language has been added yet"),
        "next": msg("what you could take next"),
        "next_why": msg(
            "nobody has taken these; what the authors find urgent stands first, then what is short"
        ),
        "next_none": msg("everything is translated, or somebody has taken it"),
        # Translators: before the pattern of a path, such as locales/en/….po
        "catalogs": msg("the catalogs, to be opened in Poedit:"),
        "at_work": msg("somebody works on these"),
        "review_why": msg(
            "these have translations that nobody has confirmed: the original has changed since, or"
            " they are drafts"
        ),
        "all": msg("all articles"),
        # Translators: heads of three lists of articles: those of which some is translated, nothing,
        # and everything.
        "begun": msg("begun"),
        "none": msg("not begun"),
        "done": msg("whole"),
        "translators": msg("who translates"),
        "no_translators": msg("no catalog names anybody yet"),
        "readers": msg("who has proofread"),
        "every_language": msg("all languages"),
        "every_article": msg("all articles in all languages"),
        # Translators: heads a table: articles down, languages across.
        "matrix": msg("how much of each article is translated into each language"),
        "codes": msg(
            "languages are named by their tags here, in groups by how much is translated;"
            " the list of languages has their names"
        ),
        # Translators: explains the parts of a bar.
        "missing": msg("missing"),
        "shares": msg("shares are of Han characters, rounded down"),
        "json": msg("these figures as JSON"),
    }
)


def title(project: str) -> Message:
    """Say what the board is of."""
    return msg("translations of {project}", project=project)


def of_language(language: str, project: str) -> Message:
    """Say what the page of a language is of."""
    # Translators: the title of a page: the name of a language, and of the project.
    return msg("{language} · {project}", language=language, project=project)


def of_all(done: str, everything: str) -> Message:
    """Say how many of some things; the numbers as the reader writes them."""
    # Translators: {done} articles, of {everything}, are whole; or languages.
    return msg("{done} of {everything}", done=done, everything=everything)


def more(number: str) -> Message:
    """Say how many are not listed."""
    # Translators: below a list that is not whole, a link to the page that is: {number} more rows.
    return msg("and {number} more", number=number)


def at_least(share: str) -> Message:
    """Say of a group of languages how much is translated."""
    # Translators: heads a group of languages, such as: 75% and more.
    return msg("{share} and more", share=share)


def works_on_it(name: str) -> Message:
    """Say who has taken a translation."""
    # Translators: “it” is a translation of an article.
    return msg("{name} works on it", name=name)


def read_by(name: str, *, current: bool) -> Message:
    """Say who has proofread a translation."""
    if current:
        # Translators: said of a translation of an article.
        return msg("proofread by {name}", name=name)
    # Translators: said of a translation of an article.
    return msg("proofread by {name}, but it changed since then", name=name)


def behind(number: int, shown: str) -> Message:
    """Say how many catalogs wait for `extract`."""
    return nmsg(
        "{count} catalog is not in step with its article, and waits for “essaytrans extract”",
        "{count} catalogs are not in step with their articles, and wait for “essaytrans extract”",
        number,
        count=shown,
    )


def as_of(day: str) -> Message:
    """Say of which day the figures are."""
    return msg("the last change was on {day}", day=day)


def weighs(number: str) -> Message:
    """Say how urgent an article is."""
    # Translators: how urgent its author finds an article; a number, and higher is more urgent.
    return msg("urgency {number}", number=number)


def articles_of(number: int, shown: str) -> Message:
    """Say how many articles somebody worked on."""
    return nmsg("{count} article", "{count} articles", number, count=shown)


def han_characters(number: int, shown: str) -> Message:
    """Say how many Han characters."""
    return nmsg("{count} Han character", "{count} Han characters", number, count=shown)


def texts(number: int, shown: str) -> Message:
    """Say how many texts: units of articles."""
    return nmsg("{count} text", "{count} texts", number, count=shown)


def languages_in(number: int, shown: str) -> Message:
    """Say how many languages."""
    return nmsg("{count} language", "{count} languages", number, count=shown)
