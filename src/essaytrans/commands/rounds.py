"""A round: every article asked for in every language asked for, except what is done already."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from essaytrans.commands.workers import run_all, workers
from essaytrans.model import EssaytransError, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article
    from essaytrans.project.memory import Memory, Part

__all__ = ["ALONE", "Done", "Task", "Work", "go_round"]

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


@dataclass(frozen=True, slots=True)
class Done:
    """What came out of a task."""

    parts: Mapping[str, Part]
    """By tag, and that of the article alone. One that depends on no file is not remembered."""
    changed: tuple[str, ...] = ()


Work = "Callable[[Task], Done]"
"""What does a task: it can be pickled, and stands for itself."""


def go_round(
    workspace: Workspace,
    memory: Memory | None,
    work: Callable[[Task], Done],
    *,
    before: Callable[[Article, Sequence[Language]], Mapping[str, str]] | None = None,
    step: Step | None = None,
    executor: Executor | None = None,
    jobs: int | None = 1,
) -> list[tuple[Article, dict[str, Part]]]:
    """Do what is not remembered, and remember it.

    Args:
        workspace: the project, the articles and the languages; what changed is told to it.
        memory: what was done before; None to do all of it, and remember nothing.
        work: does a task.
        before: gives what a task is told of earlier outputs.
        step: told how far it is.
        executor: who works, any executor of `concurrent.futures`; None for processes of our own.
        jobs: how many processes; None to decide by how much there is to do.

    Returns:
        The parts of each article, in the order of the articles, by tag.
    """
    known = {article: _remembered(workspace, memory, article) for article in workspace.articles}
    tasks = []
    for article, parts in known.items():
        left = tuple(lang for lang in workspace.languages if lang.tag not in parts)
        if left or ALONE not in parts:
            tasks.append(Task(article, left, before(article, left) if before else {}))
    counter = _Counter(len(known), len(known) - len(tasks), step)
    with workers(executor, jobs, sum(len(task.languages) for task in tasks)) as pool:
        results = run_all(partial(_do, work), tasks, pool, counter.add)
        for task, done in zip(tasks, results, strict=True):
            known[task.article].update(done.parts)
            workspace.changed.extend(done.changed)
            _note(workspace, memory, task.article, done.parts)
    if memory is not None and not workspace.dry:
        _save(workspace, memory)
    return list(known.items())


def _save(workspace: Workspace, memory: Memory) -> None:
    names = {article.name for article in workspace.all_articles}
    try:
        memory.save(names, {language.tag for language in workspace.config.languages})
    except EssaytransError as error:  # the next run does all again: no more than a pity
        workspace.diagnostics.extend(
            replace(problem, severity=Severity.WARNING) for problem in error.diagnostics
        )


def _do(work: Callable[[Task], Done], tasks: Sequence[Task]) -> list[Done]:
    return [work(task) for task in tasks]


def _remembered(workspace: Workspace, memory: Memory | None, article: Article) -> dict[str, Part]:
    """Return the parts that need not be done again; none if the article changed."""
    alone = memory.recall(article.name, ALONE) if memory is not None else None
    if memory is None or alone is None:
        return {}
    parts = {ALONE: alone}
    for language in workspace.languages:
        part = memory.recall(article.name, language.tag)
        if part is not None and part.result.get("of") == alone.result["of"]:
            parts[language.tag] = part
    return parts


def _note(
    workspace: Workspace, memory: Memory | None, article: Article, parts: Mapping[str, Part]
) -> None:
    if memory is None or workspace.dry:
        return
    for name, part in parts.items():
        if part.files:
            memory.note(article.name, name, part)
        else:
            memory.forget(article.name, name)


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
