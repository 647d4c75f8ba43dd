"""`glossary import`: terms from other glossaries, taken into that of the project."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from essaytrans.commands.desk import GLOSSARY, retried
from essaytrans.commands.glossary.file import read_glossary, write_glossary
from essaytrans.i18n import listing, msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import files
from essaytrans.project.problems import not_utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.catalog.glossary import Term
    from essaytrans.catalog.glossary_merge import Difference, Merged
    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Message

__all__ = ["ImportReport", "Imported", "import_terms"]

_LARGEST: Final = 32 << 20
"""Bytes of a glossary: some hundred thousand terms."""
_MARKUP: Final = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*<")
"""How a file begins that is XML, whatever it is called."""
_MOST_TOLD: Final = 100
"""Terms of a file that are named because they are refused, or differ; all are counted."""
_SHOWN: Final = 60
"""How many characters of a word a sentence shows."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file."""

    file: str
    terms: int
    """Terms that were read."""
    added: int = 0
    """New rows."""
    filled: int = 0
    """Empty cells that were filled."""
    replaced: int = 0
    """Translations put before those of the glossary, with `prefer_incoming`."""
    already: int = 0
    """Translations that were there already."""
    conflicts: int = 0
    """Translations that differ, and a person has to choose between."""
    useless: int = 0
    """Terms that have translations, but into no language of the project."""
    refused: int = 0
    """Terms with characters that no term may have, or too long."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What `glossary import` did."""

    files: tuple[Imported, ...]
    """In the order in which they were given."""
    changed: tuple[str, ...]
    """The glossary, if it was written, or with `--check` would be."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Arrival:
    """The terms of a file."""

    name: str
    terms: tuple[Term, ...]
    refused: int
    diagnostics: tuple[Diagnostic, ...]


def import_terms(
    workspace: Workspace, paths: Sequence[Path], *, prefer_incoming: bool = False
) -> ImportReport:
    """Merge glossaries into that of the project.

    Args:
        workspace: the project; of the files, its languages come in, and those that its glossary
            has.
        paths: CSV and TBX files, anywhere and from anybody.
        prefer_incoming: whether a translation that differs is put before the project's.
    """
    source = workspace.config.source
    arrivals = [_arrival(path, source) for path in paths]

    def work() -> tuple[tuple[Imported, ...], list[Diagnostic]]:
        return _merged(workspace, arrivals, prefer_incoming=prefer_incoming)

    for arrival in arrivals:
        workspace.diagnostics.extend(arrival.diagnostics)
    try:
        rows, problems = retried(work)
    except EssaytransError as error:
        rows, problems = (), list(error.diagnostics)
    workspace.diagnostics.extend(problems)
    return ImportReport(rows, tuple(workspace.changed), tuple(workspace.diagnostics))


def _merged(
    workspace: Workspace, arrivals: Sequence[_Arrival], *, prefer_incoming: bool
) -> tuple[tuple[Imported, ...], list[Diagnostic]]:
    """Merge and write; return what became of each file, and what there is to tell.

    Raises:
        EssaytransError: `file-changed`; somebody saved the glossary meanwhile.
    """
    from essaytrans.catalog.glossary_merge import merge_terms  # noqa: PLC0415 - not for `--help`

    file = read_glossary(workspace)
    problems = list(file.diagnostics)
    columns = [name for name in file.columns if name not in ("term", "part_of_speech", "note")]
    languages = _languages(columns, [language.tag for language in workspace.config.languages])
    terms = file.glossary.terms
    rows: list[Imported] = []
    for arrival in arrivals:
        merged = merge_terms(terms, arrival.terms, languages, prefer_incoming=prefer_incoming)
        terms = merged.terms
        rows.append(_row(arrival, merged))
        problems += (_conflict(arrival.name, one) for one in merged.differing[:_MOST_TOLD])
    refused = write_glossary(workspace, file, terms)
    if refused:  # nothing came in
        return tuple(_nothing(row) for row in rows), [*file.diagnostics, *refused]
    return tuple(rows), problems


def _languages(columns: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the languages that come in: those of the columns, and of the project without one."""
    from essaytrans.catalog.glossary import Term  # noqa: PLC0415 - not for `--help`

    served = Term("", tuple((tag, (tag,)) for tag in columns))
    return [*columns, *(tag for tag in wanted if not served.translations_into(tag))]


def _row(arrival: _Arrival, merged: Merged) -> Imported:
    return Imported(
        arrival.name,
        len(arrival.terms) + arrival.refused,
        merged.added,
        merged.filled,
        merged.replaced,
        merged.already,
        len(merged.differing),
        merged.useless,
        arrival.refused,
    )


def _nothing(row: Imported) -> Imported:
    return Imported(row.file, row.terms, refused=row.refused)


# --- reading ----------------------------------------------------------------------------------


def _arrival(path: Path, source_language: str) -> _Arrival:
    """Read a file; what cannot be read comes without terms."""
    name = path.as_posix()
    try:
        terms, problems = _read(path, name, source_language)
    except EssaytransError as error:
        return _Arrival(name, (), 0, error.diagnostics)
    from essaytrans.catalog.glossary_merge import unfit  # noqa: PLC0415 - not for an error

    fit: list[Term] = []
    refused: list[Diagnostic] = []
    for term in terms:
        character = unfit(term)
        if character is None:
            fit.append(term)
        else:
            refused.append(_refused(name, term, character))
    return _Arrival(name, tuple(fit), len(refused), (*problems, *refused[:_MOST_TOLD]))


def _read(
    path: Path, name: str, source_language: str
) -> tuple[Sequence[Term], tuple[Diagnostic, ...]]:
    """Read the terms of a file, and what is wrong with it.

    Raises:
        EssaytransError: `glossary-file`, `not-utf8`, what `read_bytes` raises.
    """
    from essaytrans.catalog.glossary import parse_glossary  # noqa: PLC0415 - not for `--help`
    from essaytrans.catalog.tbx import parse_tbx  # noqa: PLC0415

    real = Path(os.path.realpath(path))
    found = files.status(real)
    if found is None and not files.is_absent(real):
        raise EssaytransError(
            _no_file(
                name,
                msg("this is a folder or a device, not a file"),
                msg("name the CSV or TBX file that the terms are in"),
            )
        )
    if found is not None and found.st_size > _LARGEST:
        raise EssaytransError(
            _no_file(
                name,
                msg("this is larger than any glossary, and is not read"),
                msg("take the terms out of it that the project needs"),
            )
        )
    data = files.read_bytes(path)
    if _MARKUP.match(data):
        glossary, problems = parse_tbx(data, name, source_language)
        return glossary.terms, problems
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EssaytransError(not_utf8(data, error.start, name)) from None
    glossary, problems = parse_glossary(text, name)
    return glossary.terms, problems


# --- what there is to tell --------------------------------------------------------------------


def _no_file(name: str, message: Message, hint: Message) -> Diagnostic:
    return Diagnostic(Severity.ERROR, "glossary-file", message, hint, Position(name))


def _refused(name: str, term: Term, character: str) -> Diagnostic:
    if character:
        # Translators: of a term in a file that is imported.
        message = msg(
            "this term is not taken: it has the character {character}",
            character=f"U+{ord(character):04X}",
        )
        hint = msg("have it taken out, and import the file again; all else of it has come in")
    else:
        # Translators: of a term in a file that is imported.
        message = msg("this term is not taken: it is too long, or has too many translations")
        hint = msg("a term is a word or a few; what there is to say of it goes into the note")
    position = Position(name, term.line)
    return Diagnostic(Severity.ERROR, "glossary-refused", message, hint, position)


def _conflict(name: str, difference: Difference) -> Diagnostic:
    own, language = difference.own, difference.language
    return Diagnostic(
        Severity.ERROR,
        "glossary-conflict",
        # Translators: {ours} and {theirs} are translations of the term.
        msg(
            "in {language}, “{term}” is {ours} here and {theirs} in {file}",
            term=_short(own.term),
            language=language,
            ours=listing(_short(word) for word in dict(own.translations)[language]),
            theirs=listing(_short(word) for word in difference.words),
            file=name,
        ),
        msg(
            "the project's stays; choose by hand, or put the other before it with --prefer incoming"
        ),
        Position(GLOSSARY, own.line),
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
