"""The project's glossary as a file: read whole, changed in places, or left as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.catalog.glossary import Glossary, columns_of, parse_glossary
from essaytrans.catalog.glossary_sheet import rewritten
from essaytrans.commands.desk import GLOSSARY
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.catalog.glossary import Term
    from essaytrans.commands.desk import Desk
    from essaytrans.model import Message

__all__ = ["GlossaryFile", "read_glossary", "write_glossary"]


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """What the project's glossary holds."""

    text: str | None
    """None if there is no such file, or it cannot be read as text."""
    known: files.Known
    """What says whether somebody saved it meanwhile."""
    glossary: Glossary
    """As far as it can be read."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with it."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read, so that nothing is lost where it is written again."""
        return all(found.severity is not Severity.ERROR for found in self.diagnostics)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, without those that are not read."""
        return tuple(name for name in columns_of(self.text or "") if name)


def read_glossary(desk: Desk) -> GlossaryFile:
    """Read the project's glossary; what is wrong with it comes along, and is not yet told."""
    path = desk.root / GLOSSARY
    if not files.is_file(path):
        return GlossaryFile(None, None, Glossary())
    try:
        text = files.read_text(path, desk.root)
    except EssaytransError as error:
        return GlossaryFile(None, files.ANYTHING, Glossary(), error.diagnostics)
    glossary, problems = parse_glossary(text, GLOSSARY)
    return GlossaryFile(text, files.digest(text), glossary, problems)


def write_glossary(desk: Desk, file: GlossaryFile, terms: Sequence[Term]) -> tuple[Diagnostic, ...]:
    """Write the project's glossary with other terms in it.

    Args:
        desk: the project.
        file: what was read.
        terms: those of the file, changed or not, and new ones behind them.

    Returns:
        Why it was not written, if it could not be: `glossary-unchanged` where it could not be read
        whole, or would not be read again as it is meant; what `Desk.write` says otherwise.

    Raises:
        EssaytransError: `file-changed`, because somebody has saved it since it was read.
    """
    try:
        _write(desk, file, tuple(terms))
    except EssaytransError as error:
        if error.diagnostics[0].code == "file-changed":
            raise
        return error.diagnostics
    return ()


def _write(desk: Desk, file: GlossaryFile, terms: tuple[Term, ...]) -> None:
    before = file.glossary.terms
    if terms == before:
        return
    if not file.is_whole:
        raise EssaytransError(
            _unchanged(
                msg("this is left as it is, since not all of it can be read"),
                msg("mend what is told of it, and run the command again"),
            )
        )
    languages = [language.tag for language in desk.config.languages]
    text = rewritten(file.text or "", before, terms, languages)
    again, problems = parse_glossary(text, GLOSSARY)
    as_meant = [*map(_content, again.terms)] == [*map(_content, terms)]
    if not as_meant or [one.code for one in problems] != [one.code for one in file.diagnostics]:
        raise EssaytransError(
            _unchanged(
                msg("this is left as it is, since it would not be read again as it was meant"),
                msg("write the rows by hand, and report this as a fault of the program"),
            )
        )
    desk.write(desk.root / GLOSSARY, text, known=file.known)


def _content(term: Term) -> object:
    """Return what a row says, in whatever order the columns stand."""
    return (term.term, term.part_of_speech, term.note, dict(term.translations))


def _unchanged(message: Message, hint: Message) -> Diagnostic:
    return Diagnostic(Severity.ERROR, "glossary-unchanged", message, hint, Position(GLOSSARY))
