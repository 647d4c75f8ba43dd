"""`status --html`: the status board, gathered, written, and what is no longer needed removed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from essaytrans import garbage, i18n
from essaytrans.catalog.claims import read_claims
from essaytrans.commands.builds.outputs import Outputs
from essaytrans.commands.desk import Desk
from essaytrans.commands.rounds import ALONE, Done, Task, go_round
from essaytrans.follow.progress import Progress, measure, total
from essaytrans.model import RULES, Catalog, Kind
from essaytrans.pages.board.site import (
    Board,
    BoardArticle,
    BoardLanguage,
    Person,
    Piece,
    board_files,
)
from essaytrans.project import files, git, layout
from essaytrans.project.journal import Journal, Part
from essaytrans.project.state import load_manifest, remove_stale, save_manifest
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.model import Diagnostic, Document, Entry
    from essaytrans.project.config import Config, Language
    from essaytrans.project.layout import Article

__all__ = ["BoardReport", "gather", "write_board"]

_ANY_ARTICLE: Final = "…"
"""Stands for the name of an article in the path that a page gives of its catalogs."""


@dataclass(frozen=True, slots=True)
class BoardReport:
    """What `status --html` did."""

    index: str
    """The page to begin with."""
    articles: int
    """Articles that were read."""
    languages: int
    changed: tuple[str, ...]
    """Files written or removed, or with `--check` to be."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Place(Outputs):
    """Where the board goes; what stands there already is treated as where articles are built."""

    @property
    def manifest(self) -> str:
        return f"manifest-board-{files.digest(self.root.as_posix())[:16]}"


def write_board(
    workspace: Workspace, folder: Path, *, step: Step | None = None, jobs: int | None = 1
) -> BoardReport:
    """Measure the articles and languages asked for, and write the board of them.

    Args:
        workspace: the project, the articles and the languages.
        folder: where it goes; it may be outside the project.
        step: told how far it is.
        jobs: how many processes measure; None to decide by how much there is to do.

    Raises:
        EssaytransError: `output-among-articles`, `worker-died`, or a page cannot be written.
    """
    place = _Place.of(workspace.config, folder)
    if workspace.config.articles != ".":  # else all of the project is among them
        place.refuse_articles()
    board = gather(workspace, step=step, jobs=jobs)
    with garbage.paused():
        pages = board_files(board, language=i18n.speaks())
    manifest = load_manifest(workspace.root, place.manifest)
    workspace.diagnostics.extend(manifest.diagnostics)
    written: dict[str, str] = {}
    try:
        for path, text in pages.items():
            place.put_aside(workspace, path, text, manifest.outputs.get(path))
            workspace.write(place.root / path, text, root=place.root, durable=False)
            written[path] = files.digest(text)
        removed, kept = remove_stale(place.root, manifest, pages, check=workspace.dry)
        workspace.diagnostics.extend(kept)
        workspace.changed.extend(workspace.shown(place.root / path) for path in removed)
    finally:  # what it has written must not look like somebody else's next time
        if not workspace.dry:
            gone = manifest.stale(pages) if len(written) == len(pages) else ()
            save_manifest(workspace.root, manifest.updated(written, gone), place.manifest)
    return BoardReport(
        workspace.shown(place.root / "index.html"),
        len(board.articles),
        len(board.languages),
        tuple(workspace.changed),
        tuple(workspace.diagnostics),
    )


def gather(workspace: Workspace, *, step: Step | None = None, jobs: int | None = 1) -> Board:
    """Find out all that the board says.

    What was measured before, of an article and a catalog that are as they were, is not measured
    again.

    Args:
        workspace: the project, the articles and the languages; told what was found.
        step: told how far it is.
        jobs: how many processes measure; None to decide by how much there is to do.

    Raises:
        EssaytransError: `worker-died`.
    """
    said = replace(workspace.config, languages=())  # of each language, its own part depends
    with garbage.paused():  # what is remembered is objects by the million, and none of them garbage
        journal = Journal.load(workspace.root, "status", RULES, said)
    rounds = go_round(
        workspace,
        journal,
        partial(_measure_article, workspace.config),
        step=step,
        jobs=jobs,
    )
    workspace.report_vanished()
    found = [(article, parts) for article, parts in rounds if "units" in parts[ALONE].result]
    paths = {
        language.tag: [_path(workspace.config, *each, language.tag) for each in found]
        for language in workspace.languages
    }
    changes = _changes(workspace.root, [article.path for article, _ in found], paths.values())
    with garbage.paused():
        return Board(
            workspace.config.name,
            workspace.config.source,
            tuple(_article(article, parts[ALONE], changes) for article, parts in found),
            tuple(
                _language(workspace.config, language, found, paths[language.tag], changes)
                for language in workspace.languages
            ),
        )


# --- the work on one article ------------------------------------------------------------------


def _measure_article(config: Config, task: Task) -> Done:
    """Measure an article in some languages."""
    from essaytrans.follow import make_template  # noqa: PLC0415 - not if all is known already
    from essaytrans.markdown.weight import weight_of  # noqa: PLC0415 - as above

    desk = Desk(config=config, dry=True)
    text = desk.text(task.article.path)
    if text is None:
        return Done({ALONE: Part({}, events=tuple(desk.diagnostics))})
    document = desk.segmented(task.article, text)
    template = make_template(document, notes_language=config.notes_language)
    nothing = measure(template, Catalog())
    own = trace(text)
    result = {
        "of": own.digest,
        "title": _title(document),
        "weight": None if task.article.is_strings else weight_of(text, config.segment),
        "units": nothing.units,
        "han": nothing.han,
    }
    parts = {ALONE: Part({document.path: own}, result, diagnostics=tuple(desk.diagnostics))}
    for language in task.languages:
        desk.diagnostics.clear()
        parts[language.tag] = _measure(desk, task.article, template, language)
    return Done(parts)


def _title(document: Document) -> str:
    """Return the title of an article, or its first heading."""
    from essaytrans.pages.marks import words  # noqa: PLC0415 - as above

    heading = ""
    for unit in document.units:
        if unit.kind is Kind.FRONT_MATTER and unit.detail == "title":
            return _one_line(unit.msgid)
        if unit.kind is Kind.HEADING and not heading:
            heading = _one_line(words(unit.msgid))
    return heading


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _measure(desk: Desk, article: Article, template: Sequence[Entry], language: Language) -> Part:
    """Measure an article in a language."""
    from essaytrans.catalog.credits import credits as read_credits  # noqa: PLC0415 - as above

    path = str(layout.catalog_path(desk.config, article.name, language.tag))
    text = desk.text(path) if files.is_file(desk.root / path) else None
    catalog = desk.parsed(text, path, language.tag) if text is not None else Catalog(path=path)
    if catalog is None or desk.diagnostics:
        # what cannot be read is not translated, for all one knows
        counts = asdict(measure(template, Catalog()))
        return Part({}, {"counts": counts}, events=tuple(desk.diagnostics))
    live = [entry for entry in catalog.entries if not entry.obsolete]
    claims = read_claims(catalog)
    result: dict[str, Any] = {
        "counts": asdict(measure(template, catalog)),
        "stale": sum(bool(entry.fuzzy and entry.previous_msgid) for entry in live),
        "in_step": [entry.key for entry in live] == [entry.key for entry in template],
        "claims": asdict(claims),
        "credits": [[one.name, one.email, one.years] for one in read_credits(catalog)],
    }
    return Part({path: trace(text) if text is not None else None}, result)


# --- what all articles together give ----------------------------------------------------------


def _path(config: Config, article: Article, parts: Mapping[str, Part], tag: str) -> str:
    """Return where a catalog is."""
    # of a hundred thousand that were measured, it is quicker to be told than to find out
    known = next(iter(parts[tag].files), None)
    return known or str(layout.catalog_path(config, article.name, tag))


def _changes(
    root: Path, articles: Sequence[str], catalogs: Iterable[Sequence[str]]
) -> Mapping[str, int]:
    """Ask git, once, when articles and catalogs were last changed."""
    if git.is_shallow(root):  # it knows no more than the day of its oldest commit
        return {}
    return git.last_changes(root, [*articles, *chain.from_iterable(catalogs)])


def _article(article: Article, part: Part, changes: Mapping[str, int]) -> BoardArticle:
    found = part.result
    return BoardArticle(
        article.name,
        found["title"],
        found["units"],
        found["han"],
        found["weight"],
        changes.get(article.path),
    )


_Found = tuple["Article", "Mapping[str, Part]"]


def _language(
    config: Config,
    language: Language,
    found: Iterable[_Found],
    paths: Iterable[str],
    changes: Mapping[str, int],
) -> BoardLanguage:
    tag = language.tag
    results = [(article.name, parts[tag].result) for article, parts in found]
    counts = [Progress(**result["counts"]) for _, result in results]
    return BoardLanguage(
        tag,
        total(counts),
        tuple(
            _piece(own, result, changes.get(path))
            for own, (_, result), path in zip(counts, results, paths, strict=True)
        ),
        _people(results, emails=config.credits.emails),
        language.name,
        language.direction,
        str(layout.catalog_path(config, _ANY_ARTICLE, tag)),
    )


def _piece(counts: Progress, result: Mapping[str, Any], changed: int | None) -> Piece:
    claims = result.get("claims", {})
    return Piece(
        counts,
        result.get("stale", 0),
        result.get("in_step", True),
        claims.get("claimed_by"),
        claims.get("proofread_by"),
        claims.get("proofread_current", False),
        changed,
    )


def _people(
    results: Iterable[tuple[str, Mapping[str, Any]]], *, emails: bool
) -> tuple[Person, ...]:
    """Bring together what each person translated, and leave addresses out."""
    from essaytrans.catalog.credits import Credit, by_person  # noqa: PLC0415 - as above

    said = (
        (name, Credit(person, email, tuple(years)))
        for name, result in results
        for person, email, years in result.get("credits", ())
    )
    return tuple(
        Person(credit.name, credit.years, len(articles), credit.email if emails else None)
        for credit, articles in by_person(said)
    )
