"""The glossary: which term is translated by what, read from CSV and written to it.

`glossary.csv` has a line of headings, `term,part_of_speech,note`, and one column a language, headed
by its tag. A cell may hold several translations with `|` between them. Spreadsheets separate by
semicolons or tabs in some countries; the heading tells.

No cell is written that a spreadsheet would take for a formula (`cells.py`).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.catalog.cells import neutral, restored
from essaytrans.i18n import msg
from essaytrans.language.scripts import script_of
from essaytrans.language.tags import parse_tag, split_tag
from essaytrans.language.termindex import Index
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from essaytrans.language.termindex import Place
    from essaytrans.model import Message

__all__ = ["Glossary", "Term", "parse_glossary", "serialize_glossary"]

_BREAK: Final = re.compile(r"\r\n?|\n")
OWN_COLUMNS: Final = ("term", "part_of_speech", "note")
"""The headings that are no language tags."""
_SEPARATORS: Final = ",;\t"
_MOST_COLUMNS: Final = 1000
"""More than CLDR has languages."""
_MOST_PROBLEMS: Final = 100
"""What is wrong with more rows is no glossary, and nobody reads more of it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, and what it is in other languages."""

    term: str
    """As the articles write it; never empty."""
    translations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """A normalised tag and the translations, any of which will do; at least one a tag."""
    part_of_speech: str = ""
    """In the glossary's own words."""
    note: str = ""
    """What a translator should know."""
    line: int | None = field(default=None, compare=False)
    """The line of the file, from 1; never part of equality."""

    def translations_into(self, language: str) -> tuple[str, ...]:
        """Return what the term is in a language; nothing where the glossary does not say.

        A country's language may do with the column of the language (`pt` for `pt-BR`), but not one
        script with another's.

        Args:
            language: a normalised tag.
        """
        known = dict(self.translations)
        column = language if language in known else _column(tuple(known), language)
        return known.get(column, ())


@lru_cache(maxsize=1024)
def _column(languages: tuple[str, ...], wanted: str) -> str:
    """Return the language that is the wanted one without its country, in the same script."""
    tag = split_tag(wanted)
    for language in languages:
        other = split_tag(language)
        plain = not other.region and not other.variants and other.private == tag.private
        if plain and other.language == tag.language and script_of(other) == script_of(tag):
            return language
    return ""


class Glossary:
    """Terms, and where they stand in a text."""

    __slots__ = ("_index", "terms")

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        """Keep terms in their order; a word may be there twice, as a noun and as a verb."""
        self.terms: tuple[Term, ...] = tuple(terms)
        self._index: Index | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of all translations, in the order in which they are first met."""
        return tuple(dict.fromkeys(tag for term in self.terms for tag, _ in term.translations))

    def find(self, prose: str) -> list[Term]:
        """Return the terms of a text in the order of their first places, each once.

        The longest comes first: where 机器学习 is a term, its 学习 is none. Terms in other letters
        than Han begin and end where words do; case does not count.

        Args:
            prose: a text with blanks in the place of code and addresses.
        """
        numbers = dict.fromkeys(number for place in self.places(prose) for number in place.numbers)
        return [self.terms[number] for number in numbers]

    def places(self, prose: str) -> list[Place]:
        """Return where terms stand in a text, in order, none overlapping."""
        if self._index is None:
            self._index = Index(term.term for term in self.terms)
        return self._index.find(prose)


# --- reading ----------------------------------------------------------------------------------


def parse_glossary(text: str, path: str) -> tuple[Glossary, tuple[Diagnostic, ...]]:
    """Read a glossary from CSV.

    Args:
        text: the decoded file; a byte order mark is no part of the first heading.
        path: what reports call it.

    Returns:
        The glossary, without the lines and columns that cannot be read, and what is wrong with
        those.
    """
    reader = _Reader(text, path)
    terms = tuple(reader.terms())
    return Glossary(terms), tuple(reader.diagnostics)


def columns_of(text: str) -> tuple[str, ...]:
    """Return what each column of a file holds: a name of ours, a tag, nothing where it is unknown.

    A file without headings that can be read has no columns.
    """
    reader = _Reader(text, "")
    header = next(reader.rows(), None)
    return tuple(reader.columns(header) or ()) if header else ()


def separator_of(text: str) -> str:
    """Return what stands between the cells of a file, as its first line tells."""
    heading = _BREAK.split(text.lstrip("\ufeff\r\n"), maxsplit=1)[0]
    return max(_SEPARATORS, key=heading.count)


class _Row(NamedTuple):
    line: int
    cells: list[str]


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self._text = text.removeprefix("\ufeff")
        self._path = path
        self._lines: list[str] | None = None
        self.diagnostics: list[Diagnostic] = []

    def terms(self) -> Iterator[Term]:
        rows = self.rows()
        header = next(rows, None)
        columns = self.columns(header) if header else None
        if columns is None:
            return
        seen: dict[tuple[str, str], int] = {}
        for row in rows:
            if len(self.diagnostics) > _MOST_PROBLEMS:
                self._error(
                    "glossary-csv",
                    row.line,
                    msg("so much is wrong above that the rest is not read"),
                    msg("make sure that this is a glossary, and save it as CSV again"),
                )
                return
            if len(row.cells) > len(columns) and any(row.cells[len(columns) :]):
                self._error(
                    "glossary-row",
                    row.line,
                    msg("this row has more cells than there are headings"),
                    # Translators: a hint about a file of comma-separated values.
                    msg('put a text that has a comma in it between quotation marks: "…"'),
                )
                continue
            term = _term(columns, row)
            if not term.term:
                self._error(
                    "glossary-row",
                    row.line,
                    msg("this row has no term"),
                    msg("write the term into the column “term”, or take the row out"),
                )
            elif (key := (term.term, term.part_of_speech)) in seen:
                self._error(
                    "glossary-duplicate",
                    row.line,
                    msg("line {line} has this term already", line=seen[key]),
                    msg("make one row of the two; several translations have | between them"),
                )
            else:
                seen[key] = row.line
                yield term

    def rows(self) -> Iterator[_Row]:
        """Yield the rows that are not blank; that of the headings is the first."""
        separator = separator_of(self._text)
        reader = csv.reader(StringIO(self._text, newline=""), delimiter=separator, strict=True)
        line = 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error:
                if len(self.diagnostics) > _MOST_PROBLEMS:
                    yield _Row(line, [])  # for whoever reads the rows to say that it is enough
                    return
                self._error(
                    "glossary-csv",
                    line,
                    msg("this row cannot be read as comma-separated values"),
                    # Translators: a hint about a file of comma-separated values.
                    msg(
                        'a quotation mark inside a text is written twice, "", and closes otherwise'
                    ),
                )
                cells = []
            if cells is None:
                return
            cells = [restored(cell) for cell in cells]
            if any(cell.strip() for cell in cells):
                yield _Row(line, [cell.strip() for cell in cells])
            line = reader.line_num + 1

    def columns(self, header: _Row) -> list[str] | None:
        """Return what each column holds: a name of ours, a tag, or nothing where it is unknown."""
        if len(header.cells) > _MOST_COLUMNS:
            self._error(
                "glossary-header",
                header.line,
                msg("there are more columns than there are languages"),
                msg("make sure that this is a glossary, and save it as CSV again"),
            )
            return None
        columns: list[str] = []
        for cell in header.cells:
            name = cell.lower().replace(" ", "_")
            if name not in OWN_COLUMNS:
                name = self._tag(cell, header.line)
            if name and name in columns:
                self._error(
                    "glossary-header",
                    header.line,
                    msg("there are two columns {name}", name=cell),
                    msg("take one of them out; only the first one counts"),
                )
                name = ""
            columns.append(name)
        if "term" in columns:
            return columns
        self._error(
            "glossary-header",
            header.line,
            msg("there is no column with the heading term"),
            # Translators: a hint; the example is a line of column headings: term,part_of_speech,….
            msg("write a first line such as {example}", example="term,part_of_speech,note,en,ja"),
        )
        return None

    def _tag(self, cell: str, line: int) -> str:
        if not cell:
            return ""
        try:
            return parse_tag(cell)
        except EssaytransError as error:
            self._error(
                "glossary-header",
                line,
                msg("the column {name} is no language and is not read", name=cell),
                error.diagnostics[0].hint or msg("head it by a language tag, such as en or pt-BR"),
                Severity.WARNING,
            )
            return ""

    def _error(
        self,
        code: str,
        line: int,
        message: Message,
        hint: Message,
        severity: Severity = Severity.ERROR,
    ) -> None:
        if self._lines is None:
            self._lines = _BREAK.split(self._text)
        text = self._lines[line - 1] if line <= len(self._lines) else None
        position = Position(self._path, line, text=text)
        self.diagnostics.append(Diagnostic(severity, code, message, hint, position))


def _term(columns: Sequence[str], row: _Row) -> Term:
    cells = dict(zip(columns, row.cells, strict=False))
    own = {name: cells.pop(name, "") for name in OWN_COLUMNS}
    cells.pop("", None)
    translations = tuple(
        (tag, several) for tag, cell in cells.items() if (several := alternatives(cell))
    )
    return Term(own["term"], translations, own["part_of_speech"], own["note"], row.line)


def alternatives(cell: str) -> tuple[str, ...]:
    """Return the translations that one cell holds."""
    return tuple(part for one in cell.split("|") if (part := one.strip()))


# --- writing ----------------------------------------------------------------------------------


def serialize_glossary(glossary: Glossary) -> str:
    """Write a glossary as CSV, one that no spreadsheet takes for formulas."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    languages = glossary.languages
    writer.writerow((*OWN_COLUMNS, *languages))
    for term in glossary.terms:
        known = dict(term.translations)
        cells = (term.term, term.part_of_speech, term.note)
        translations = (cell_of(known.get(tag, ())) for tag in languages)
        writer.writerow([neutral(cell) for cell in (*cells, *translations)])
    return out.getvalue()


def cell_of(translations: Iterable[str]) -> str:
    """Return the cell that holds some translations."""
    return " | ".join(translations)
