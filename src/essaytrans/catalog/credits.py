"""Who translated a catalog: the credits in its header, read and added to, never taken away.

A header names people twice. `Last-Translator` has the last one, whom the next one takes the place
of. The comments above the header have everybody, a line each, in gettext's custom:
`# Name <address>, 2025, 2026.` So whoever is last is written down there too.

A name is text of a stranger, and an address is nobody's business: lines that are added here have
none unless that is asked for, and lines that a translator wrote stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.catalog.header import field
from essaytrans.catalog.names import LONGEST_NAME, clean_name, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from essaytrans.model import Catalog

__all__ = ["Credit", "by_person", "credited", "credits", "introduced", "joined_credits"]


@dataclass(frozen=True, slots=True)
class Credit:
    """A person who translated."""

    name: str
    """One line, without control and directional characters; never empty."""
    email: str | None = None
    """As it stands in the header; None where there is none, or one of a machine."""
    years: tuple[int, ...] = ()
    """In rising order, each once; empty where none is known."""


class _Line(NamedTuple):
    """A comment that names a person."""

    credit: Credit
    end: int
    """Where a further year goes, in characters from the start of the comment."""


_LONGEST_LINE: Final = 500
"""Characters of a comment that is looked at; what is longer names nobody."""

_MOST_NEW: Final = 50
"""Credits that a file from elsewhere may bring: more people than have worked on any one article."""

_BLANKS: Final = " \t"
_STOPS: Final = (".", "。")
_COMMA: Final = re.compile("[,，、]")
_YEAR: Final = r"(?:19[7-9][0-9]|2[0-9]{3})"
_YEARS: Final = re.compile(rf"({_YEAR})(?:[ \t]*[-–—][ \t]*({_YEAR}))?")
_MOST_YEARS: Final = 50
"""How many a range may span; more is a slip."""

_NO_CREDIT: Final = re.compile(
    r"copyright|©|\(c\)|licen[cs]e|spdx-|this file|first author|email@address|"
    r"translators?\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""How the other lines above a header begin: whose the text is, under which licence."""

_REMARK: Final = re.compile(
    r"\b(?:translat\w+|packages?|files?|title|domain|reserved|bugs?|draft|todo|fixme|thanks?)\b",
    re.IGNORECASE,
)
"""Words of those lines that are in no name, as far as a line without year or address may be one."""

_INSIDE: Final = frozenset("-'’.·・\u200c\u200d")
"""What else is in the words of a name than letters, their marks and digits."""
_PARTICLES: Final = frozenset(
    ("al", "bin", "da", "de", "del", "der", "di", "du", "van", "von", "y")
)
_MOST_WORDS: Final = 5
"""A name alone on its line has at most so many words; a sentence mostly has more."""

_LABEL: Final = re.compile(
    r"(?:translators?|translated by|译者|譯者|翻译|翻譯)[ \t]*[:：][ \t]*|translated by[ \t]",
    re.IGNORECASE,
)
"""What some write before the name."""

_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;]+@[^\s<>()\[\],;]+")
_NOBODY: Final = re.compile(
    r"(?:full name|first author|your name|anonymous|automatically generated|none|unknown|"
    r"deleted user\b.*)",
    re.IGNORECASE,
)
"""What gettext, msginit and Weblate put where a name would stand."""

_NO_REPLY: Final = re.compile(r"(?:no-?reply[^@]*@.*|email@address)", re.IGNORECASE)
"""Addresses of programs, among them those that Weblate gives to its add-ons."""


# --- reading ----------------------------------------------------------------------------------


def credits(catalog: Catalog) -> tuple[Credit, ...]:  # noqa: A001 - the word for it
    """Name those who translated a catalog, in the order of its comments, the last one last.

    Names that differ in capitals or white space only are one person's, and so are those with the
    same address.
    """
    last = _last_translator(catalog)
    found = [*_comment_credits(catalog.header_comments), *([last] if last else [])]
    return tuple(credit for credit, _ in by_person([("", credit) for credit in found]))


def by_person(found: Iterable[tuple[str, Credit]]) -> tuple[tuple[Credit, tuple[str, ...]], ...]:
    """Bring together what is each person's, by name or by address.

    Args:
        found: what somebody translated, and the credit for it.

    Returns:
        One credit a person, in the order found, and what it is for, each once.
    """
    return tuple(
        (_joined(person.credits), tuple(dict.fromkeys(person.works))) for person in _people(found)
    )


@dataclass(slots=True)
class _Person:
    keys: set[str]
    """By what this person is known: names and addresses."""
    credits: list[Credit]
    works: list[str]


def _people(found: Iterable[tuple[str, Credit]]) -> list[_Person]:
    """Gather the credits of each person."""
    people: dict[int, _Person] = {}
    owners: dict[str, int] = {}
    for number, (work, credit) in enumerate(found):
        keys = _keys(credit)
        same = sorted({owners[key] for key in keys if key in owners})
        first = same[0] if same else number
        person = people.setdefault(first, _Person(set(), [], []))
        person.keys |= keys
        # whoever has the name of one and the address of another brings the two together
        for other in [people.pop(each) for each in same[1:]]:
            person.keys |= other.keys
            person.credits += other.credits
            person.works += other.works
            owners.update(dict.fromkeys(other.keys, first))
        person.credits.append(credit)
        person.works.append(work)
        owners.update(dict.fromkeys(keys, first))
    return list(people.values())


@lru_cache(maxsize=4096)
def _keys(credit: Credit) -> frozenset[str]:
    keys = {name_key(credit.name)}
    if credit.email:
        keys.add(f"<{credit.email.casefold()}>")  # in no name: they have no such brackets
    return frozenset(keys)


def _joined(same: list[Credit]) -> Credit:
    emails = (credit.email for credit in same if credit.email)
    years = sorted({year for credit in same for year in credit.years})
    return Credit(same[0].name, next(emails, None), tuple(years))


@lru_cache(maxsize=256)
def _comment_credits(comments: tuple[str, ...]) -> tuple[Credit, ...]:
    lines = (_read_line(text) for text in comments)
    return tuple(line.credit for line in lines if line is not None)


@lru_cache(maxsize=4096)
def _read_line(text: str) -> _Line | None:
    """Read a comment; None if it names nobody.

    It is taken apart from its end, each piece once: a stranger may have written it.
    """
    if len(text) > _LONGEST_LINE or not text or _NO_CREDIT.match(text.lstrip()):
        return None
    line = text.rstrip(_BLANKS)
    whole = (line[:-1] if line.endswith(_STOPS) else line).rstrip(_BLANKS)
    before, years = _split_years(whole)
    parts = _split_mail(before)
    if parts is None:
        return None
    name, mail = parts
    if mail and "@" not in mail and " at " not in mail:
        return None  # the address of a page
    if mail is None and not years and not (line == f"{name}." and _is_like_name(name)):
        return None
    if mail is None and _REMARK.search(name):
        return None
    person = _person(name, mail)
    return _Line(replace(person, years=years), len(whole)) if person else None


def _split_years(text: str) -> tuple[str, tuple[int, ...]]:
    """Take the years off the end of a line; each stands behind a comma."""
    years: set[int] = set()
    end = len(text)
    for comma in reversed([found.start() for found in _COMMA.finditer(text)]):
        found = _YEARS.fullmatch(text[comma + 1 : end].strip(_BLANKS))
        if found is None:
            break
        first, last = int(found[1]), int(found[2] or 0)
        years.add(first)
        if 0 <= last - first < _MOST_YEARS:
            years.update(range(first, last + 1))
        end = comma
    return text[:end].rstrip(_BLANKS), tuple(sorted(years))


def _split_mail(text: str) -> tuple[str, str | None] | None:
    """Take what stands in angle brackets off the end; None if there are brackets elsewhere."""
    name, bracket, mail = text[:-1].rpartition("<") if text.endswith(">") else (text, "", "")
    if {"<", ">"} & {*name, *mail} or (text.endswith(">") and not bracket):
        return None
    return (name.rstrip(_BLANKS), mail) if bracket else (name, None)


def _is_like_name(text: str) -> bool:
    """Whether a line with nothing else in it is a name, and not a remark that somebody made."""
    words = text.split(" ")
    if len(words) > _MOST_WORDS or not all(map(_is_word, words)) or text.endswith("."):
        return False
    return len(words) == 1 or all(not word[0].islower() or word in _PARTICLES for word in words)


def _is_word(text: str) -> bool:
    return text[:1].isalnum() and all(
        character.isalnum() or character in _INSIDE or unicodedata.category(character)[0] == "M"
        for character in text
    )


def _person(name: str, mail: str | None) -> Credit | None:
    """Make the credit of a name and what stood beside it in angle brackets; None for nobody."""
    address = _ADDRESS.search(mail or "") or _ADDRESS.search(name)
    shown = clean_name(_ADDRESS.sub("", name).replace("()", "").replace("[]", ""))
    shown = _LABEL.sub("", shown, 1) if _LABEL.match(shown) else shown
    shown = shown.strip(" ,;，、")
    email = clean_name(address[0]) if address else None
    if email is not None and _NO_REPLY.fullmatch(email):
        return None
    if not 0 < len(shown) <= LONGEST_NAME or _NOBODY.fullmatch(shown):
        return None
    return Credit(shown, email) if any(map(str.isalnum, shown)) else None


_REVISED: Final = re.compile(rf"({_YEAR})-[0-9]{{1,2}}-[0-9]{{1,2}}(?![0-9])")


def _last_translator(catalog: Catalog) -> Credit | None:
    said = field(catalog, "Last-Translator")
    return _read_last(said, field(catalog, "PO-Revision-Date") or "") if said else None


@lru_cache(maxsize=256)
def _read_last(said: str, date: str) -> Credit | None:
    if len(said) > _LONGEST_LINE:
        return None
    name, bracket, rest = said.partition("<")
    person = _person(name.replace(">", " "), rest.partition(">")[0] if bracket else None)
    when = _REVISED.match(date)
    return replace(person, years=(int(when[1]),) if when else ()) if person else None


# --- writing ----------------------------------------------------------------------------------


def credited(catalog: Catalog, *, emails: bool = False) -> Catalog:
    """Write the last translator into the comments of the header, if need be.

    The year is that of `PO-Revision-Date`; without a date, as Poedit leaves it, there is none. What
    stands in the comments stays, but for a further year in the line of whoever is there already.

    Args:
        catalog: the catalog; it comes back itself where there is nothing to add.
        emails: whether a new line has the address too.
    """
    last = _last_translator(catalog)
    if last is None:
        return catalog
    comments = _with_credit(catalog.header_comments, last, emails)
    if comments == catalog.header_comments:
        return catalog
    return replace(catalog, header_comments=comments)


def joined_credits(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Add the people of some comments to others, as they are written there.

    Args:
        first: the comments above a header, without `# `; they come back with what is added.
        second: those of another; only lines that name people are of interest.
    """
    comments = first
    for text in second:
        line = _read_line(text)
        if line is not None:
            comments = _with_years(comments, line.credit) or _with_line(comments, text)
    return comments


def introduced(
    comments: tuple[str, ...], lines: Sequence[str], *, emails: bool = False
) -> tuple[str, ...]:
    """Add the people whom a file from elsewhere names, written anew; nothing else of it comes in.

    Args:
        comments: the comments above a header, without `# `; they come back with what is added.
        lines: those of the file. Of many people the last 50 come in: who is new stands last.
        emails: whether addresses come in too.
    """
    found = (line.credit for text in reversed(lines) if (line := _read_line(text)))
    for credit in reversed([*islice(found, _MOST_NEW)]):
        comments = _with_credit(comments, credit, emails)
    return comments


@lru_cache(maxsize=256)
def _with_credit(comments: tuple[str, ...], credit: Credit, emails: bool) -> tuple[str, ...]:
    known = _with_years(comments, credit)
    if known is not None:
        return known
    written = _written(credit, emails=emails)
    return comments if written is None else _with_line(comments, written)


def _with_years(comments: tuple[str, ...], credit: Credit) -> tuple[str, ...] | None:
    """Add the years that a person's lines lack to the last of these; None if there are none."""
    lines = [(place, line) for place, text in enumerate(comments) if (line := _read_line(text))]
    if not any(_keys(line.credit) & _keys(credit) for _, line in lines):
        return None
    people = _people([("", each) for each in (*(line.credit for _, line in lines), credit)])
    keys = next(person.keys for person in people if credit in person.credits)
    own = [(place, line) for place, line in lines if _keys(line.credit) & keys]
    missing = set(credit.years).difference(*(line.credit.years for _, line in own))
    if not missing:
        return comments
    place, line = own[-1]
    text = comments[place]
    further = "".join(f", {year}" for year in sorted(missing))
    longer = text[: line.end] + further + text[line.end :]
    if _read_line(longer) is None:
        return comments  # too many years for a line that is still read
    return (*comments[:place], longer, *comments[place + 1 :])


def _with_line(comments: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Add a line below those that name people, or at the end but for blank lines."""
    names = [place for place, line in enumerate(comments) if _read_line(line)]
    if names:
        place = names[-1] + 1
    else:
        place = len(comments)
        while place and not comments[place - 1].strip():
            place -= 1
    return (*comments[:place], text, *comments[place:])


def _written(credit: Credit, *, emails: bool) -> str | None:
    """Write a line that reads back as it is; None where none does."""
    years = "".join(f", {year}" for year in credit.years)
    meant = credit if emails else replace(credit, email=None)
    mails = [f" <{meant.email}>"] if meant.email else ["", " <>"]
    for mail in mails:
        text = f"{credit.name}{mail}{years}."
        line = _read_line(text)
        if line is not None and line.credit == meant:
            return text
    return None
