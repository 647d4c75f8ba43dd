"""The book of all articles in a language, made when every article has been built."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.commands.builds import problems
from essaytrans.commands.builds.editions import voice
from essaytrans.commands.builds.epub import Bookbinder
from essaytrans.commands.builds.publishing import stale_way
from essaytrans.commands.desk import Desk
from essaytrans.commands.rounds import ALONE
from essaytrans.commands.workers import run_all, workers
from essaytrans.model import RULES, Catalog, EssaytransError, Severity
from essaytrans.project import files, layout
from essaytrans.project.config import Language
from essaytrans.project.journal import Journal, Part
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from essaytrans.commands.builds.articles import Wanted
    from essaytrans.commands.workspace import Workspace
    from essaytrans.markdown.blocks import Blocks
    from essaytrans.project.layout import Article
    from essaytrans.project.state import Manifest

    Rounds = Sequence[tuple[Article, Mapping[str, Part]]]

__all__ = ["build_collections"]

_FORM = "epub/{language}.epub"
"""Where it goes in a folder given by hand."""


class _Chapter(NamedTuple):
    """An article as it was when its own book was made."""

    article: Article
    path: str
    """Where its own book is."""
    book: str
    """The digest of that."""
    digest: str
    """That of the article itself."""
    catalog: str | None
    """The digest of its catalog; None if there was none."""


class _Task(NamedTuple):
    """A book to be made."""

    language: Language
    path: str
    """Relative to the outputs' root."""
    chapters: tuple[_Chapter, ...]
    before: str | None
    """The digest of what the last build left there."""
    of: str
    """What tells it from a book of anything else."""


class _Made(NamedTuple):
    part: Part | None
    """None if it was not made: somebody saved an article or a catalog meanwhile."""
    changed: tuple[str, ...] = ()


def build_collections(
    workspace: Workspace,
    wanted: Wanted,
    manifest: Manifest,
    rounds: Rounds,
    options: Sequence[object],
    *,
    executor: Executor | None = None,
    jobs: int | None = 1,
) -> dict[str, str]:
    """Make the books of all articles, in the languages asked for.

    Where an article could not be built the book of that language stays as it is.

    Args:
        workspace: told what was written, and what went wrong.
        wanted: what articles were built with.
        manifest: what the last build left.
        rounds: all articles of the project, and what came of them.
        options: what else the books depend on, told apart by how it prints.
        executor: who works, as in `rounds.go_round`.
        jobs: how many processes, likewise.

    Returns:
        The digests of the books that stand, by their paths.
    """
    journal = Journal.load(
        workspace.root,
        wanted.outputs.manifest.replace("manifest", "build") + "-collections",
        RULES,
        replace(workspace.config, languages=()),
        options,
        outside=wanted.outputs.folder,
    )
    run = _Run(workspace, wanted, manifest, journal)
    tasks = [task for language in workspace.languages if (task := run.task(language, rounds))]
    many = sum(len(task.chapters) for task in tasks)
    with workers(executor, jobs, tasks=len(tasks), catalogs=many) as pool:
        done = run_all(partial(_make_all, wanted), tasks, pool, lambda _: None)
        for task, made in zip(tasks, done, strict=True):
            run.take(task, made)
    run.save()
    return run.standing


@dataclass(frozen=True, slots=True)
class _Run:
    """The making of the books of all languages."""

    workspace: Workspace
    wanted: Wanted
    manifest: Manifest
    journal: Journal
    standing: dict[str, str] = field(default_factory=dict)
    """The digests of the books that stand, by their paths."""

    def _path(self, language: Language) -> str:
        """Return where the book of a language goes."""
        outputs = self.wanted.outputs
        form = _FORM if outputs.folder else outputs.config.editions.collection
        return str(layout.fill(form, "", outputs.config.in_paths(language.tag)))

    def task(self, language: Language, rounds: Rounds) -> _Task | None:
        """Say what is to be made; None if nothing is."""
        path = self._path(language)
        found = [(article, parts[ALONE], parts.get(language.tag)) for article, parts in rounds]
        chapters: list[_Chapter] = []
        for article, alone, part in found:
            chapter = _chapter(self.workspace, language, article, alone, part)
            if chapter is None and not (part and "skipped" in part.result):
                self._leave(path)
                return None
            if chapter is not None and chapter.path == path:
                problem = problems.collection_collides(path, article.path)
                self.workspace.diagnostics.append(problem)
                return None
            chapters += [chapter] if chapter else []
        if not chapters:
            return None
        of = files.digest(repr((language, chapters)))
        known = self.journal.recall(path, language.tag, of)
        if known is not None:
            self.standing[path] = known.result["digest"]
            return None
        return _Task(language, path, tuple(chapters), self.manifest.outputs.get(path), of)

    def _leave(self, path: str) -> None:
        """Say that what was built there before stays."""
        if path in self.manifest.outputs:
            self.standing[path] = self.manifest.outputs[path]

    def take(self, task: _Task, made: _Made) -> None:
        """Take what came of a task."""
        self.workspace.changed.extend(made.changed)
        if made.part is None:
            self._leave(task.path)
            return
        self.workspace.diagnostics.extend(made.part.events)
        if "digest" not in made.part.result:
            self._leave(task.path)
            return
        self.standing[task.path] = made.part.result["digest"]
        self.journal.note(task.path, task.language.tag, made.part, task.of)

    def save(self) -> None:
        """Remember what was made."""
        if self.workspace.dry:
            return
        languages = self.workspace.config.languages
        paths = [self._path(language) for language in languages]
        try:
            self.journal.save(paths, {language.tag for language in languages})
        except EssaytransError as error:  # the next run makes them again: no more than a pity
            self.workspace.diagnostics.extend(
                replace(problem, severity=Severity.WARNING) for problem in error.diagnostics
            )


def _chapter(
    workspace: Workspace, language: Language, article: Article, alone: Part, part: Part | None
) -> _Chapter | None:
    """Say what an article was when its own book was made; None if that was not made."""
    own = alone.files.get(article.path)
    if own is None or part is None or "built" not in part.result:
        return None
    catalog = part.files.get(str(layout.catalog_path(workspace.config, article.name, language.tag)))
    return _Chapter(
        article,
        part.result["built"],
        part.result["digest"],
        own.digest,
        catalog.digest if catalog else None,
    )


def _make_all(wanted: Wanted, tasks: Sequence[_Task]) -> list[_Made]:
    return [_make(wanted, task) for task in tasks]


def _make(wanted: Wanted, task: _Task) -> _Made:
    """Make a book, and write it."""
    from essaytrans.commands.builds.readers import mark_of  # noqa: PLC0415 - not if all is done already
    from essaytrans.pages.article import rendered  # noqa: PLC0415 - as above

    config = wanted.outputs.config
    book = Bookbinder(config, voice(Language(config.source)), voice(task.language))
    way = stale_way(config, task.language, wanted.stale)
    for chapter in task.chapters:
        read = _read(wanted, task.language, chapter)
        if read is None:
            return _Made(None)
        blocks, catalog = read
        texts = rendered(
            blocks.document,
            catalog,
            config.segment,
            use_fuzzy=wanted.use_fuzzy,
            use_stale=way != "source",
            mark=mark_of(config, task.language) if way == "mark" else "",
        )
        book.add(chapter.article.name, blocks, catalog, texts)
    content = book.bind("", wanted.date)
    desk = Desk(config=config, dry=wanted.dry)
    try:
        wanted.outputs.put_aside(desk, task.path, content, task.before)
        wanted.outputs.write(desk, task.path, content)
    except EssaytransError as error:
        return _Made(Part({}, events=(*desk.diagnostics, *error.diagnostics)))
    there = trace(content)
    # articles and catalogs were looked at when their own books were made, and are in `of`
    seen = {**book.seen, wanted.shown(task.path): there}
    part = Part(seen, {"digest": there.digest}, events=tuple(desk.diagnostics))
    return _Made(part, tuple(desk.changed))


def _read(wanted: Wanted, language: Language, chapter: _Chapter) -> tuple[Blocks, Catalog] | None:
    """Read an article and its catalog again; None if they are not what they were."""
    from essaytrans.markdown.blocks import read_blocks  # noqa: PLC0415 - as above

    config = wanted.outputs.config
    desk = Desk(config=config, dry=True)  # what there is to say of them has been said
    text = desk.text(chapter.article.path)
    if text is None or files.digest(text) != chapter.digest:
        return None
    blocks = read_blocks(text, chapter.article.path, config.segment)
    path = str(layout.catalog_path(config, chapter.article.name, language.tag))
    if chapter.catalog is None:
        return blocks, Catalog(path=path)
    source = desk.text(path)
    if source is None or files.digest(source) != chapter.catalog:
        return None
    catalog = desk.parsed(source, path, language.tag)
    return None if catalog is None else (blocks, catalog)
