"""`extract`: from articles to catalogs."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from essaytrans.commands.desk import Desk, retried
from essaytrans.commands.recall.renames import follow_renames
from essaytrans.commands.recall.waiting import Waiting
from essaytrans.commands.rounds import ALONE, Done, Task, go_round
from essaytrans.model import RULES, Catalog, Diagnostic, Entry, EssaytransError
from essaytrans.project.journal import Journal, Part
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from essaytrans.catalog.glossary import Glossary
    from essaytrans.commands.recall.recalling import Recalled
    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.project.config import Config, Language
    from essaytrans.project.layout import Article

__all__ = ["ExtractReport", "extract", "extract_first"]


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """What `extract` did."""

    articles: int
    """Articles that were read, or are as they were when they were."""
    units: int
    """Distinct units in them."""
    added: int
    """Entries that are new, over all catalogs."""
    followed: int
    """Translations whose text was edited, cut or joined, and that went with it."""
    obsoleted: int
    """Translations that became obsolete."""
    restored: int
    """Obsolete translations that came back."""
    brought: int
    """Translations that came from other articles with their texts."""
    offered: int
    """Translations of like texts of the project, offered to new ones."""
    renamed: tuple[tuple[str, str], ...]
    """Catalogs that went with articles that were renamed: from which path to which."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written."""
    diagnostics: tuple[Diagnostic, ...]


def extract(
    workspace: Workspace,
    *,
    templates: Path | None = None,
    step: Step | None = None,
    executor: Executor | None = None,
    jobs: int | None = 1,
) -> ExtractReport:
    """Segment the articles and write one catalog per article and language.

    What is as it was after the last run is not done again.

    Args:
        workspace: the project, the articles and the languages.
        templates: a folder for templates (`.pot`), anywhere, or None for none.
        step: told how far it is.
        executor: who works on the articles, any executor of `concurrent.futures`, whose workers
            see the project's files under the same paths; it is not shut down.
        jobs: how many processes work on them where no executor is given; None to decide by how
            much there is to do.

    Raises:
        EssaytransError: `worker-died`.
    """
    config = workspace.config
    renamed = follow_renames(workspace)
    if templates is not None:
        templates = Path(os.path.realpath(templates))
    # who asks for templates wants all of them
    said = replace(config, languages=())  # of each language, its own part depends
    glossary = workspace.glossary()
    terms = repr(glossary.terms) if glossary else ""
    journal = None if templates else Journal.load(config.root, "extract", RULES, said, terms)
    remembered = frozenset(file.tag for file in workspace.catalog_files())
    plan = _Plan(config, workspace.dry, workspace.moved, glossary, templates, remembered)
    work = partial(_extract_article, plan)
    finish = partial(_finish, workspace, jobs)
    done = go_round(
        workspace, journal, work, finish=finish, step=step, executor=executor, jobs=jobs
    )
    sums: Counter[str] = Counter()
    for _, parts in done:
        if "units" in parts[ALONE].result:
            sums["articles"] += 1
            sums["units"] += parts[ALONE].result["units"]
        for part in parts.values():
            sums.update(part.counts)
    workspace.report_vanished()
    return ExtractReport(
        sums["articles"],
        sums["units"],
        sums["added"],
        sums["followed"],
        sums["obsoleted"],
        sums["restored"],
        sums["brought"],
        sums["offered"],
        renamed,
        tuple(dict.fromkeys(workspace.changed)),
        tuple(workspace.diagnostics),
    )


def extract_first(
    workspace: Workspace, articles: Sequence[Article], languages: Sequence[Language]
) -> None:
    """Do what `extract` does before another command works on catalogs.

    New texts are offered what the project has of them in the run in which they first appear,
    whichever command that is. What there is to say of articles and catalogs that command says, as
    it reads them too, but for catalogs that were renamed. Where nothing may be written, it is only
    found out which catalogs would be.
    """
    if not articles or not languages:
        return
    some = replace(
        workspace,
        articles=tuple(articles),
        languages=tuple(languages),
        diagnostics=[],
        changed=[],
    )
    if workspace.dry:
        follow_renames(some)
        workspace.moved = {**workspace.moved, **some.moved}
    else:
        extract(some)
        workspace.forget_catalog_files()
    workspace.changed.extend(some.changed)
    told = (problem for problem in some.diagnostics if problem.code == "catalog-renamed")
    workspace.diagnostics.extend(told)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What every task has to know."""

    config: Config
    dry: bool
    moved: Mapping[str, str]
    """Where catalogs of renamed articles still are (`Desk.moved`)."""
    glossary: Glossary | None
    templates: Path | None
    """The folder for templates."""
    remembered: frozenset[str]
    """The languages in which there are catalogs, so that the project may know new texts."""


def _extract_article(plan: _Plan, task: Task) -> Done:
    """Segment an article and write its catalogs."""
    from essaytrans.follow import make_template  # noqa: PLC0415 - not if all is done already

    desk = Desk(config=plan.config, dry=plan.dry, moved=plan.moved)
    desk.know_glossary(plan.glossary)
    text = desk.text(task.article.path)
    if text is None:
        return Done({ALONE: Part({}, events=tuple(desk.diagnostics))})
    document = desk.segmented(task.article, text)
    template = make_template(document, notes_language=desk.config.notes_language)
    if plan.templates is not None:
        _write_template(desk, plan.templates, task.article.name, template)
    own = trace(text)
    result = {"of": own.digest, "units": len(template)}
    parts = {ALONE: Part({document.path: own}, result, diagnostics=tuple(desk.diagnostics))}
    later: dict[str, Waiting] = {}
    for language in task.languages:
        wait = language.tag in plan.remembered
        done = _update(desk, task.article, template, language, wait=wait)
        if isinstance(done, Part):
            parts[language.tag] = done
        else:
            later[language.tag] = done
    return Done(parts, tuple(desk.changed), later)


def _update(
    desk: Desk,
    article: Article,
    template: tuple[Entry, ...],
    language: Language,
    *,
    wait: bool,
) -> Part | Waiting:
    """Bring one catalog in step with its article."""

    def once() -> Part | Waiting:
        desk.diagnostics.clear()
        updated = desk.in_step(article.name, template, language)
        if updated is None:
            return Part({}, events=tuple(desk.diagnostics))
        counts = {
            "added": updated.added,
            "followed": updated.followed,
            "obsoleted": updated.obsoleted,
            "restored": updated.restored,
        }
        catalog, news = updated.catalog, updated.news
        # where nothing is written, others must be told what left this article
        if wait and (news or (desk.dry and updated.obsoleted)):
            held = desk.held(catalog.path)
            return Waiting(article.name, language.tag, catalog, news, held, counts)
        return _written(desk, catalog, counts)

    try:
        return retried(once)
    except EssaytransError as error:
        return Part({}, events=(*desk.diagnostics, *error.diagnostics))


def _written(desk: Desk, catalog: Catalog, counts: Mapping[str, int]) -> Part:
    text, written = desk.write_catalog(catalog)
    return Part({catalog.path: trace(text)}, counts=counts if written else {})


def _finish(
    workspace: Workspace,
    jobs: int | None,
    later: Sequence[Waiting],
    executor: Executor | None,
) -> list[Part]:
    """Give new texts what the project has of them, and write their catalogs."""
    from essaytrans.commands.recall.recalling import recall, take_away  # noqa: PLC0415 - they are few

    parts: list[Part] = []
    moved: dict[str, set[tuple[str | None, str]]] = {}
    for one, found in zip(later, recall(workspace, later, executor, jobs), strict=True):
        workspace.hold(one.catalog.path, one.held)
        try:
            part, gone = _recalled(workspace, one, found)
        except EssaytransError as error:
            part, gone = _late(workspace, one, error)
        parts.append(part)
        for path, key in gone:
            moved.setdefault(path, set()).add(key)
    take_away(workspace, moved)
    return parts


_Moved = tuple[tuple[str, tuple[str | None, str]], ...]


def _recalled(workspace: Workspace, one: Waiting, found: Recalled) -> tuple[Part, _Moved]:
    counts = {**one.counts, "brought": len(found.moved), "offered": found.offered}
    return _written(workspace, found.catalog, counts), found.moved


def _late(workspace: Workspace, one: Waiting, error: EssaytransError) -> tuple[Part, _Moved]:
    """Work once more, from its reading, on a catalog that somebody saved while it waited."""
    from essaytrans.commands.recall.recalling import recall  # noqa: PLC0415 - they are few
    from essaytrans.follow import make_template  # noqa: PLC0415 - likewise

    desk = workspace.quiet()  # what is wrong with the article has been told
    article = next(each for each in workspace.all_articles if each.name == one.article)
    language = workspace.config.language(one.tag)
    document = desk.document(article) if error.diagnostics[0].code == "file-changed" else None
    if document is None or language is None:
        return Part({}, events=error.diagnostics), ()
    template = make_template(document, notes_language=workspace.config.notes_language)

    def once() -> tuple[Part, _Moved]:
        updated = workspace.in_step(article.name, template, language)
        if updated is None:
            return Part({}, events=error.diagnostics), ()
        again = one._replace(catalog=updated.catalog, news=updated.news)
        (found,) = recall(workspace, [again])
        return _recalled(workspace, again, found)

    try:
        return retried(once)
    except EssaytransError as last:
        return Part({}, events=last.diagnostics), ()


def _write(desk: Desk, path: Path, text: str, root: Path | None = None) -> bool | None:
    """Write a file; None, with a diagnostic, if that cannot be."""
    try:
        return desk.write(path, text, root=root)
    except EssaytransError as error:
        desk.diagnostics.extend(error.diagnostics)
        return None


def _write_template(desk: Desk, folder: Path, article: str, template: tuple[Entry, ...]) -> None:
    from essaytrans.catalog import serialize  # noqa: PLC0415 - as above
    from essaytrans.catalog.header import make_header  # noqa: PLC0415
    from essaytrans.language.headers import x_source_language  # noqa: PLC0415

    header = make_header(
        language="",
        plural_forms="",
        source_language=x_source_language(desk.config.source),
        project=desk.config.name,
        bugs=desk.config.report_bugs_to,
        rules=RULES,
    )
    path = folder / f"{article}.pot"
    _write(desk, path, serialize(Catalog(header, template, path=desk.shown(path))), folder)
