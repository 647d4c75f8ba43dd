"""A round: every article asked for in every language asked for, except what is done already."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from essaytrans.commands.workers import run_all, workers
from essaytrans.model import EssaytransError, Severity
from essaytrans.project.files import digest, forget_folders
from essaytrans.project.journal import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.project.config import Language
    from essaytrans.project.journal import Journal
    from essaytrans.project.layout import Article

__all__ = ["ALONE", "Done", "Task", "go_round"]

ALONE = ""
"""The part of an article that is of no language."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to do for an article."""

    article: Article
    languages: tuple[Language, ...]
    """Those in which it is not done already."""
    before: Mapping[str, str] = field(default_factory=dict)
    """The digests of what was built for it before, by path."""
    known: str = ""
    """What else is known of the article that is in no file."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came out of a task."""

    parts: Mapping[str, Part]
    """By tag, and that of the article alone, whose result has the digest of the article as `of`.
    One that depends on no file is not remembered."""
    changed: tuple[str, ...] = ()
    later: Mapping[str, Any] = field(default_factory=dict)
    """What can only be finished when all tasks are done, by tag; its parts come from there."""


def go_round(
    workspace: Workspace,
    journal: Journal | None,
    work: Callable[[Task], Done],
    *,
    before: Callable[[Article, Sequence[Language]], Mapping[str, str]] | None = None,
    facts: Mapping[str, str] | None = None,
    each: Callable[[Mapping[str, Part]], None] | None = None,
    finish: Callable[[Sequence[Any], Executor | None], Sequence[Part]] | None = None,
    step: Step | None = None,
    executor: Executor | None = None,
    jobs: int | None = 1,
) -> list[tuple[Article, dict[str, Part]]]:
    """Do what is not remembered, and remember it.

    Args:
        workspace: the project, the articles and the languages; what changed and what was found
            is told to it.
        journal: what was done before; None to do all of it, and remember nothing.
        work: does a task. Where others work it can be pickled, as what it returns.
        before: gives what a task is told of earlier outputs.
        facts: what else tasks are told, by the names of articles; what is done depends on it.
        each: told what came out of each task, also of a round that does not come to its end.
        finish: finishes what tasks left for later, with the help of the executor if there is one.
        step: told how far it is.
        executor: who works, any executor of `concurrent.futures`; None for processes of our own.
        jobs: how many processes; None to decide by how much there is to do.

    Returns:
        The parts of each article, in the order of the articles: its own, then those of languages.

    Raises:
        EssaytransError: `worker-died`.
    """
    kinds = {language.tag: digest(repr(language)) for language in workspace.languages}
    facts = facts or {}
    known = {
        article: _remembered(journal, article, kinds, facts.get(article.name, ""))
        if journal is not None
        else {}
        for article in workspace.articles
    }
    tasks = []
    for article, parts in known.items():
        left = tuple(lang for lang in workspace.languages if lang.tag not in parts)
        if left or ALONE not in parts:
            earlier = before(article, left) if before else {}
            tasks.append(Task(article, left, earlier, facts.get(article.name, "")))
    counter = _Counter(len(known), len(known) - len(tasks), step)
    notes = _Notes(journal if not workspace.dry else None, kinds, facts)
    later: list[tuple[Article, str, Any]] = []
    try:
        with workers(executor, jobs, tasks=len(tasks), catalogs=_catalogs(tasks)) as pool:
            for task, done in zip(
                tasks, run_all(_doing(work, pool), tasks, pool, counter.add), strict=True
            ):
                known[task.article].update(done.parts)
                later += [(task.article, tag, left) for tag, left in done.later.items()]
                if each is not None:
                    each(done.parts)
                workspace.changed.extend(done.changed)
                notes.take(task.article, done.parts, done.parts[ALONE])
            if later and finish is not None:
                finished = finish([left for _, _, left in later], pool)
                for (article, tag, _), part in zip(later, finished, strict=True):
                    known[article][tag] = part
                    notes.take(article, {tag: part}, known[article][ALONE])
    finally:  # what was done before an interruption need not be done again
        notes.save(workspace)
    # in the order of the configuration, whichever were remembered
    told = [
        (article, {name: parts[name] for name in (ALONE, *kinds) if name in parts})
        for article, parts in known.items()
    ]
    for _, parts in told:
        for part in parts.values():
            workspace.diagnostics.extend((*part.diagnostics, *part.events))
    return told


def _catalogs(tasks: Sequence[Task]) -> int:
    return sum(len(task.languages) for task in tasks)


def _doing(
    work: Callable[[Task], Done], pool: Executor | None
) -> Callable[[Sequence[Task]], list[Done]]:
    """Return what does some tasks, here or elsewhere."""
    if pool is None:
        return partial(_do, work)
    # The name is that of this run: dask takes a call with the arguments of another for the same
    # call, and gives what that one gave.
    return partial(_do_there, work, os.urandom(8).hex())


def _do_there(work: Callable[[Task], Done], _run: str, tasks: Sequence[Task]) -> list[Done]:
    """Do some tasks where nothing is known of this run but what they say."""
    forget_folders()  # a worker may know this project from before, and links may lead elsewhere now
    return _do(work, tasks)


def _do(work: Callable[[Task], Done], tasks: Sequence[Task]) -> list[Done]:
    return [_do_one(work, task) for task in tasks]


def _do_one(work: Callable[[Task], Done], task: Task) -> Done:
    try:
        return work(task)
    except EssaytransError as error:
        return Done({ALONE: Part({}, events=error.diagnostics)})


def _remembered(
    journal: Journal, article: Article, kinds: Mapping[str, str], fact: str
) -> dict[str, Part]:
    """Return the parts that need not be done again; none if the article changed."""
    alone = journal.recall(article.name, ALONE)
    if alone is None:
        return {}
    parts = {ALONE: alone}
    for tag, kind in kinds.items():
        part = journal.recall(article.name, tag, _of(alone, kind, fact))
        if part is not None:
            parts[tag] = part
    return parts


@dataclass(frozen=True, slots=True)
class _Notes:
    """What a round leaves in the journal, if it keeps one."""

    journal: Journal | None
    kinds: Mapping[str, str]
    facts: Mapping[str, str]

    def take(self, article: Article, parts: Mapping[str, Part], alone: Part) -> None:
        """Note the parts of an article that depend on files."""
        for name, part in parts.items():
            if self.journal is not None and part.files:
                fact = self.facts.get(article.name, "")
                of = _of(alone, self.kinds[name], fact) if name != ALONE else ""
                self.journal.note(article.name, name, part, of)

    def save(self, workspace: Workspace) -> None:
        if self.journal is None:
            return
        names = {article.name for article in workspace.all_articles}
        try:
            self.journal.save(names, {language.tag for language in workspace.config.languages})
        except EssaytransError as error:  # the next run does all again: no more than a pity
            workspace.diagnostics.extend(
                replace(problem, severity=Severity.WARNING) for problem in error.diagnostics
            )


def _of(alone: Part, kind: str, fact: str) -> str:
    """Say what a part in a language is made of, beside its catalog.

    The article, what the configuration says of the language, and what else is known of the article.
    """
    return f"{alone.result['of']}-{kind}" + (f"-{fact}" if fact else "")


@dataclass(slots=True)
class _Counter:
    """Tells how far a round is; what is remembered counts as done."""

    whole: int
    done: int
    step: Step | None

    def add(self, number: int) -> None:
        self.done += number
        if self.step is not None:
            self.step(self.done, self.whole)
