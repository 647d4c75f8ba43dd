"""`export`: catalogs in the formats of other tools."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from essaytrans.commands.extract import extract_first
from essaytrans.commands.mail.sending import plain_name, plain_names, put, stamped_in_step
from essaytrans.i18n import listing, msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import files
from essaytrans.project.git import blob_id
from essaytrans.project.own import FOLDER, write_own

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.exchange import Sheet
    from essaytrans.model import Message
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["FORMS", "ExportReport", "Exported", "export"]

FORMS: Final = ("xliff", "xliff2", "tmx", "csv")
"""The formats, the first where nothing tells another."""
_ENDINGS: Final = {".xlf": "xliff", ".xliff": "xliff", ".tmx": "tmx", ".csv": "csv"}
_ENDING_OF: Final = {"xliff": ".xlf", "xliff2": ".xlf", "tmx": ".tmx", "csv": ".csv"}
_WRITTEN: Final = "sent/exported"
"""The names that git would have for the contents of files that were exported, a line each."""
_MOST: Final = 1000
"""How many of them are remembered."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for one language."""

    path: str
    language: str
    articles: int
    """How many articles are in it."""
    texts: int
    """How many entries are; of a memory, how many pairs could be."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What `export` made."""

    form: str
    """One of `FORMS`."""
    files: tuple[Exported, ...]
    """One a language; those too that were there and are as they were."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written; catalogs too."""
    diagnostics: tuple[Diagnostic, ...]


def export(
    workspace: Workspace,
    *,
    here: Path,
    form: str | None = None,
    output: Path | None = None,
    any_language: bool = False,
    step: Step | None = None,
) -> ExportReport:
    """Bring catalogs in step with their articles, and write them in the format of another tool.

    Args:
        workspace: the project, the articles and the languages.
        here: the folder that files go into if nothing else is said.
        form: one of `FORMS`; None for what the name of the output tells, or the first.
        output: a file whose name has the ending of the format, or a folder.
        any_language: whether nobody named a language, so that there must be only one.
        step: told how far it is.

    Raises:
        EssaytransError: `language-needed`, `exchange-output`, `exchange-missing`.
    """
    from essaytrans.exchange.sheets import require_library  # noqa: PLC0415 - not for an error

    place = _place(workspace, here, form, output, any_language=any_language)
    if place.form != "csv":
        require_library()
    extract_first(workspace, workspace.articles, workspace.languages)
    sheets: dict[str, list[Sheet]] = {language.tag: [] for language in workspace.languages}
    for article in workspace.each(step):
        for tag, sheet in _sheets(workspace, article, place.form):
            sheets[tag].append(sheet)
    found: list[Exported] = []
    for tag, some in sheets.items():
        if some:
            data = _written(place.form, some, workspace.config.source, tag)
            found += _put(workspace, place, data, tag, some)
    return ExportReport(
        place.form,
        tuple(found),
        tuple(dict.fromkeys(workspace.changed)),
        tuple(workspace.diagnostics),
    )


# --- where to ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where files go, and in which format."""

    form: str
    file: Path | None
    """The one file; None if there is one a language, in the folder."""
    folder: Path
    stem: str
    """How their names begin."""

    def of(self, tag: str) -> Path:
        """Return the file for a language."""
        path = self.file or self.folder / f"{self.stem}-{tag}{_ENDING_OF[self.form]}"
        return Path(os.path.realpath(path.parent)) / path.name


def _place(
    workspace: Workspace, here: Path, form: str | None, output: Path | None, *, any_language: bool
) -> _Place:
    if any_language and len(workspace.languages) != 1:
        raise EssaytransError(_language_needed(workspace.languages))
    told = _ENDINGS.get(output.suffix.lower()) if output is not None else None
    form = form or told or FORMS[0]
    names = plain_names([article.name for article in workspace.articles])
    stem = next(iter(names.values())) if len(names) == 1 else plain_name(workspace.config.name)
    if output is None or told is None:
        return _Place(form, None, output or here, stem)
    if told != form.rstrip("2"):
        raise EssaytransError(_other_form(output, form))
    if len(workspace.languages) > 1:
        raise EssaytransError(_one_file(output))
    return _Place(form, output, here, stem)


# --- what is in it ----------------------------------------------------------------------------


def _sheets(workspace: Workspace, article: Article, form: str) -> Iterator[tuple[str, Sheet]]:
    """Yield the catalog of an article in each language, by its tag, as far as it can be used."""
    from essaytrans.exchange.sheets import Sheet, travelling  # noqa: PLC0415 - not for an error
    from essaytrans.follow import make_template  # noqa: PLC0415

    document = workspace.document(article)
    if document is None:
        return
    template = make_template(document, notes_language=workspace.config.notes_language)
    for language in workspace.languages:
        if form == "tmx":  # nobody sends a memory back, so its state is not kept
            updated = workspace.in_step(article.name, template, language)
            if updated is not None:
                yield language.tag, Sheet(article.path, updated.catalog)
            continue
        catalog = stamped_in_step(workspace, article.name, template, language)
        if catalog is not None:
            fit, problems = travelling(catalog, catalog.path)
            workspace.diagnostics.extend(problems)
            if fit.entries:  # XLIFF 2 has no place for an article without texts
                yield language.tag, Sheet(article.path, fit)


def _written(form: str, sheets: Sequence[Sheet], source: str, tag: str) -> bytes:
    """Write the file for a language.

    Raises:
        EssaytransError: `exchange-missing`.
    """
    if form == "csv":
        from essaytrans.exchange.table import write_table  # noqa: PLC0415 - one of four

        return write_table(sheets)
    if form == "tmx":
        from essaytrans.exchange.tmx import write_tmx  # noqa: PLC0415 - likewise

        return write_tmx(sheets, source_language=source, language=tag)
    if form == "xliff2":
        from essaytrans.exchange.xliff2 import write_xliff2  # noqa: PLC0415 - likewise

        return write_xliff2(sheets, source_language=source, language=tag)
    from essaytrans.exchange.xliff import write_xliff  # noqa: PLC0415 - likewise

    return write_xliff(sheets, source_language=source, language=tag)


def _put(
    workspace: Workspace, place: _Place, data: bytes, tag: str, sheets: Sequence[Sheet]
) -> list[Exported]:
    """Write a file; return what it is, if it could be written."""
    path = place.of(tag)
    known = _remembered(workspace)
    try:
        changed = put(
            path,
            data,
            is_untouched=lambda held: blob_id(held) in known,
            in_the_way=_in_the_way,
            dry=workspace.dry,
        )
        if changed and not workspace.dry:
            kept = [*(each for each in known if each != blob_id(data)), blob_id(data)][-_MOST:]
            write_own(workspace.root, _WRITTEN, "".join(f"{each}\n" for each in kept))
    except EssaytransError as error:
        workspace.diagnostics.extend(error.diagnostics)
        return []
    shown = workspace.shown(path)
    if changed:
        workspace.changed.append(shown)
    return [Exported(shown, tag, len(sheets), _texts(place.form, sheets))]


def _texts(form: str, sheets: Sequence[Sheet]) -> int:
    """Return how many texts a file has; a memory has only what is confirmed, each pair once."""
    if form == "tmx":
        from essaytrans.exchange.tmx import confirmed  # noqa: PLC0415 - as above

        return len(confirmed(sheets))
    return sum(len(sheet.catalog.entries) for sheet in sheets)


def _remembered(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of what was exported before; nothing if that is not known any more."""
    place = workspace.root / FOLDER / _WRITTEN
    if not files.is_file(place, workspace.root):
        return ()
    try:
        return tuple(files.read_text(place, workspace.root).split())
    except EssaytransError:
        return ()


# --- what there is to tell --------------------------------------------------------------------


def _language_needed(languages: Sequence[Language]) -> Diagnostic:
    if not languages:
        return Diagnostic(
            Severity.ERROR,
            "language-needed",
            msg("this project is not translated into any language yet"),
            msg("“essaytrans add” adds one"),
        )
    return Diagnostic(
        Severity.ERROR,
        "language-needed",
        msg("this project has several languages, and one file is made for each"),
        msg(
            "say for which with --language: {languages}",
            languages=listing([language.tag for language in languages]),
        ),
    )


def _no_output(output: Path, message: Message, hint: Message) -> Diagnostic:
    position = Position(output.as_posix())
    return Diagnostic(Severity.ERROR, "exchange-output", message, hint, position)


def _other_form(output: Path, form: str) -> Diagnostic:
    return _no_output(
        output,
        msg("this is no name for a file in the form {form}", form=form),
        msg("name one that ends in {ending}, or another --format", ending=_ENDING_OF[form]),
    )


def _one_file(output: Path) -> Diagnostic:
    return _no_output(
        output,
        msg("this is one file, and there is a file for each language"),
        msg("name a folder, or one language"),
    )


def _in_the_way(path: Path) -> Diagnostic:
    return _no_output(
        path,
        # Translators: “this” is the file at whose name the line begins.
        msg("this is not as essaytrans exported it, and is not replaced"),
        msg("if there is work in it, “essaytrans accept” takes it; then move it away"),
    )
