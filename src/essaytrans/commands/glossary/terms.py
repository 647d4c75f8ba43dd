"""`glossary`: how far the project's glossary is, what it might have, and what of it goes elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.commands.desk import GLOSSARY, retried
from essaytrans.commands.glossary.file import read_glossary, write_glossary
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.catalog.glossary import Glossary
    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.model import Message, Unit

__all__ = [
    "CSV",
    "TBX",
    "ExportReport",
    "GlossaryReport",
    "Proposal",
    "SuggestReport",
    "export_terms",
    "look",
    "suggest_terms",
]

CSV: Final = "csv"
TBX: Final = "tbx"
_ENDINGS: Final = {".csv": CSV, ".tbx": TBX, ".xml": TBX}


@dataclass(frozen=True, slots=True)
class GlossaryReport:
    """What the project's glossary holds."""

    path: str | None
    """The file, relative to the root; None if there is none."""
    terms: int
    languages: tuple[tuple[str, int], ...]
    """The tag of each language of the project, and then of the file, and how many terms have a
    translation into it."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the file."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that the glossary might have."""

    term: str
    times: int
    """How often the articles have it, at least once."""
    path: str
    """The first article that has it; relative to the root."""
    line: int
    """Where it stands there, from 1."""
    example: str
    """Some words of the text around it."""


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """What `glossary suggest` found."""

    proposals: tuple[Proposal, ...]
    """The most frequent first."""
    changed: tuple[str, ...]
    """The glossary, if it was written, or with `--check` would be."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What `glossary export` made."""

    terms: int
    text: str
    """The exported file."""
    form: str
    """`CSV` or `TBX`."""
    output: str | None
    """The file it was written to; None if it is for standard output."""
    changed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def look(workspace: Workspace) -> GlossaryReport:
    """Read the project's glossary and count."""
    file = read_glossary(workspace)
    terms = file.glossary.terms
    tags = [language.tag for language in workspace.config.languages]
    shown = dict.fromkeys((*tags, *file.glossary.languages))
    languages = [(tag, sum(1 for term in terms if term.translations_into(tag))) for tag in shown]
    there = file.text is not None or bool(file.diagnostics)
    return GlossaryReport(
        GLOSSARY if there else None,
        len(terms),
        tuple(languages),
        (*workspace.diagnostics, *file.diagnostics),
    )


# --- suggest ----------------------------------------------------------------------------------


def suggest_terms(
    workspace: Workspace, *, least: int = 5, write: bool = False, step: Step | None = None
) -> SuggestReport:
    """Propose words of the articles that the glossary has not.

    Args:
        workspace: the project, and the articles to look through.
        least: how often they have a word at least.
        write: whether rows are made of the proposals, without translations.
        step: told how far it is.
    """
    texts = list(_texts(workspace, step))
    proposals: list[Proposal] = []

    def work() -> tuple[Diagnostic, ...]:
        from essaytrans.catalog.glossary import Term  # noqa: PLC0415 - not for `--help`

        file = read_glossary(workspace)
        proposals[:] = _proposals(texts, file.glossary, least)
        if not write:
            return file.diagnostics
        new = [Term(one.term) for one in proposals]
        problems = write_glossary(workspace, file, [*file.glossary.terms, *new])
        return (*file.diagnostics, *problems)

    try:
        problems = retried(work)
    except EssaytransError as error:
        problems = error.diagnostics
    workspace.diagnostics.extend(problems)
    return SuggestReport(tuple(proposals), tuple(workspace.changed), tuple(workspace.diagnostics))


class _Text(NamedTuple):
    """A text of an article."""

    prose: str
    """With blanks in the place of code, addresses and markup."""
    raw: str
    """As it stands in the article, with what is between its lines."""
    path: str
    line: int


def _texts(workspace: Workspace, step: Step | None) -> Iterator[_Text]:
    for article in workspace.each(step):
        document = workspace.document(article)
        for unit in document.units if document else ():
            prose = _prose(unit, workspace.config.source)
            if prose:
                raw = document.text[unit.spans[0].start : unit.spans[-1].end] if document else ""
                yield _Text(prose, raw, article.path, unit.line)


def _prose(unit: Unit, language: str) -> str:
    from essaytrans.checks.pair import Pair  # noqa: PLC0415 - not for `--help`
    from essaytrans.model import Entry  # noqa: PLC0415 - likewise

    pair = Pair(Entry(unit.msgid), source_language=language, language=language, unit=unit)
    return "" if pair.is_code else pair.source_prose()


def _proposals(texts: Sequence[_Text], glossary: Glossary, least: int) -> Iterator[Proposal]:
    from essaytrans.language.suggest import suggest  # noqa: PLC0415 - not for `--help`

    known = [term.term for term in glossary.terms]
    found = suggest((text.prose for text in texts), known, least=least)
    parts = [one for one in found if any(one.term in term for term in known)]
    # what stands in the texts mostly as part of a longer term is no proposal
    elsewhere = "\n".join(_without(glossary, text.prose) for text in texts) if parts else ""
    for one in found:
        if one in parts and elsewhere.count(one.term) < least:
            continue
        text = next((text for text in texts if one.term in text.prose), None)
        if text is not None:
            line = text.line + text.raw.count("\n", 0, max(text.raw.find(one.term), 0))
            yield Proposal(one.term, one.times, text.path, line, one.example)


def _without(glossary: Glossary, prose: str) -> str:
    """Return a text with line breaks in the place of the glossary's terms."""
    parts, at = list[str](), 0
    for place in glossary.places(prose):
        parts += (prose[at : place.start], "\n")
        at = place.end
    return "".join((*parts, prose[at:]))


# --- export -----------------------------------------------------------------------------------


def export_terms(
    workspace: Workspace,
    *,
    form: str | None = None,
    output: Path | None = None,
    any_language: bool = True,
) -> ExportReport:
    """Write the glossary for other programs.

    Args:
        workspace: the project, and the languages wanted.
        form: `CSV` or `TBX`; if not given, what the name of the output says, or else CSV.
        output: the file to write; None if the text is wanted only.
        any_language: whether all languages of the glossary are wanted, also such as the project
            does not have.

    Raises:
        EssaytransError: `no-glossary`, `glossary-output`, `tbx` (a character that XML
            cannot have), what `Desk.write` raises.
    """
    from essaytrans.catalog.glossary import serialize_glossary  # noqa: PLC0415 - as above
    from essaytrans.catalog.tbx import serialize_tbx  # noqa: PLC0415 - as above

    file = read_glossary(workspace)
    workspace.diagnostics.extend(file.diagnostics)
    if file.text is None:
        raise EssaytransError(*(file.diagnostics or (_no_glossary(),)))
    form = form or (_ENDINGS.get(output.suffix.lower()) if output else None) or CSV
    glossary = file.glossary
    if not any_language:
        glossary = _into(glossary, [language.tag for language in workspace.languages])
    source = workspace.config.source
    if form == TBX:
        text = serialize_tbx(glossary, source, path=GLOSSARY)
    else:
        text = serialize_glossary(glossary)
    if output is not None:
        _write(workspace, output, form, text)
    return ExportReport(
        len(glossary.terms),
        text,
        form,
        output.as_posix() if output else None,
        tuple(workspace.changed),
        tuple(workspace.diagnostics),
    )


def _into(glossary: Glossary, tags: Sequence[str]) -> Glossary:
    """Return a glossary of some languages only."""
    from dataclasses import replace  # noqa: PLC0415 - as above

    from essaytrans.catalog.glossary import Glossary as Made  # noqa: PLC0415

    return Made(
        replace(
            term,
            translations=tuple(
                (tag, words) for tag in tags if (words := term.translations_into(tag))
            ),
        )
        for term in glossary.terms
    )


def _write(workspace: Workspace, output: Path, form: str, text: str) -> None:
    path = Path(os.path.realpath(output))
    if _ENDINGS.get(path.suffix.lower()) != form:
        raise EssaytransError(
            _no_output(
                output,
                msg("this is no name for a file in the form {form}", form=form.upper()),
                msg("name one that ends in .csv or in .tbx, or say --format"),
            )
        )
    if path == Path(os.path.realpath(workspace.root / GLOSSARY)):
        raise EssaytransError(
            _no_output(
                output,
                msg("this is the glossary itself, and stays as it is"),
                msg("name another file"),
            )
        )
    workspace.write(path, text, root=path.parent)


def _no_output(output: Path, message: Message, hint: Message) -> Diagnostic:
    position = Position(output.as_posix())
    return Diagnostic(Severity.ERROR, "glossary-output", message, hint, position)


def _no_glossary() -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "no-glossary",
        msg("this project has no glossary"),
        # Translators: “begins one” is of a glossary.
        msg("“essaytrans glossary suggest --write” begins one, “essaytrans glossary import” too"),
        Position(GLOSSARY),
    )
