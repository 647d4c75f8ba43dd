"""`build`: from articles and catalogs to articles in every language, in one edition or several."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from essaytrans.commands.builds import problems
from essaytrans.commands.builds.articles import Wanted, build_article
from essaytrans.commands.builds.editions import LINKED
from essaytrans.commands.builds.epub import build_date
from essaytrans.commands.builds.finish import Finish, asks_for_all, take_down
from essaytrans.commands.builds.outputs import Outputs
from essaytrans.commands.builds.publishing import threshold
from essaytrans.commands.builds.retired import remove_retired
from essaytrans.commands.rounds import go_round
from essaytrans.model import RULES, Diagnostic, EssaytransError
from essaytrans.project.editions import EDITIONS
from essaytrans.project.files import digest
from essaytrans.project.journal import Journal
from essaytrans.project.state import load_manifest, save_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.project.config import Language
    from essaytrans.project.journal import Part
    from essaytrans.project.layout import Article
    from essaytrans.project.state import Manifest

__all__ = ["BuildOptions", "BuildReport", "EditionReport", "build"]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What `build` is asked for."""

    output: Path | None = None
    """A folder given by hand, which may be outside the project; None for the configured place."""
    use_fuzzy: bool = False
    """Whether fuzzy translations are published."""
    min_translated: float | None = None
    """The share of Han characters (0 to 1) below which an article is skipped; None for what the
    configuration says."""
    copy_assets: bool = False
    """Whether files that an article shows are copied beside the built article."""
    editions: tuple[str, ...] = ()
    """The editions wanted, of `project.editions.EDITIONS`; those of the configuration if empty."""
    stale: str | None = None
    """What readers get of stale paragraphs, of `project.publishing.STALE`; None likewise."""


@dataclass(frozen=True, slots=True)
class EditionReport:
    """What `build` did in one edition."""

    edition: str
    built: int
    """Articles built, or standing as they were built, counted once a language."""
    skipped: int
    """Articles below the share asked for, likewise."""
    refused: int
    """Translations that were not published."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `build` did."""

    built: int
    """Articles built, or standing as they were built, counted once a language and edition."""
    skipped: int
    """Articles below the share asked for, likewise."""
    refused: int
    """Translations that were not published, in the edition that refused most."""
    changed: tuple[str, ...]
    """Files written, copied or removed, or with `--check` to be."""
    diagnostics: tuple[Diagnostic, ...]
    editions: tuple[EditionReport, ...] = ()
    """In the order of `project.editions.EDITIONS`."""


def build(
    workspace: Workspace,
    options: BuildOptions,
    *,
    step: Step | None = None,
    executor: Executor | None = None,
    jobs: int | None = 1,
) -> BuildReport:
    """Build the articles asked for in the languages asked for.

    What stands as it was built, from an article and a catalog that are as they were, is not built
    again.

    Args:
        workspace: the project, the articles and the languages.
        options: what is asked for.
        step: told how far it is.
        executor: who works on the articles, any executor of `concurrent.futures`, whose workers
            see the project's files under the same paths; it is not shut down.
        jobs: how many processes work on them where no executor is given; None to decide by how
            much there is to do.

    Raises:
        EssaytransError: `unknown-edition`, `output-among-articles`, or `worker-died`.
    """
    asked = options.editions or workspace.config.editions.default
    if unknown := [problems.unknown_edition(name) for name in asked if name not in EDITIONS]:
        raise EssaytransError(*unknown)
    editions = [name for name in EDITIONS if name in asked]
    for edition in editions:
        Outputs.of(workspace.config, options.output, edition).refuse_articles()
    reports = [
        _Run(workspace, options, edition, is_first=not number).build(
            step and partial(_step, step, number, len(editions)), executor, jobs
        )
        for number, edition in enumerate(editions)
    ]
    if options.output is None and not options.editions and asks_for_all(workspace):
        try:
            remove_retired(workspace)
        except EssaytransError as error:  # what was found before must be said all the same
            workspace.diagnostics.extend(error.diagnostics)
    return BuildReport(
        sum(report.built for report in reports),
        sum(report.skipped for report in reports),
        max(report.refused for report in reports),
        tuple(workspace.changed),
        _told_once(workspace.diagnostics, reports),
        tuple(reports),
    )


def _step(step: Step, number: int, editions: int, done: int, whole: int) -> None:
    """Tell how far all editions are, by how far one of them is."""
    step(number * whole + done, editions * whole)


def _told_once(
    found: Sequence[Diagnostic], reports: Sequence[EditionReport]
) -> tuple[Diagnostic, ...]:
    """Leave out what was found again: what is wrong with an article is found in every edition."""
    return tuple(found if len(reports) == 1 else dict.fromkeys(found))


class _Run:
    """The building of one edition."""

    def __init__(
        self, workspace: Workspace, options: BuildOptions, edition: str, *, is_first: bool
    ) -> None:
        self._is_first = is_first
        # pages and books are of articles
        self._workspace = workspace if edition == "translated" else workspace.of_articles()
        self._options = options
        self._outputs = Outputs.of(workspace.config, options.output, edition)
        self._manifest = load_manifest(workspace.root, self._outputs.manifest)
        linked = edition == "html"
        told = linked or (workspace.config.links is not None and edition in LINKED)
        self._wanted = Wanted(
            self._outputs,
            options.use_fuzzy,
            options.min_translated,
            options.copy_assets,
            workspace.dry,
            {one.path: one.name for one in workspace.of_articles().all_articles} if told else {},
            # in some languages articles that are hardly translated may not be there
            workspace.config.languages if linked and not self._has_threshold() else (),
            build_date() if edition == "epub" else None,
            options.stale,
        )

    def build(
        self, step: Step | None, executor: Executor | None, jobs: int | None
    ) -> EditionReport:
        """Build what is asked for, see to what is around it, and say what was done."""
        workspace, outputs, manifest = self._workspace, self._outputs, self._manifest
        written: dict[str, str] = {}
        try:
            rounds = go_round(
                workspace,
                self._journal(),
                partial(build_article, self._wanted),
                before=partial(_before, outputs, manifest),
                facts=self._facts(),
                each=partial(take_down, written),
                step=step,
                executor=executor,
                jobs=jobs,
            )
        except BaseException:  # what it has written must not look like somebody else's next time
            if written and not workspace.dry:
                with suppress(EssaytransError):
                    save_manifest(workspace.root, manifest.updated(written), outputs.manifest)
            raise
        finish = Finish(workspace, outputs, manifest, self._options.copy_assets, self._is_first)
        sums = finish.finish(rounds, self._around(rounds, executor, jobs))
        return EditionReport(outputs.edition, sums["built"], sums["skipped"], sums["refused"])

    def _has_threshold(self) -> bool:
        """Whether articles may be left out in any language."""
        config, asked = self._workspace.config, self._options.min_translated
        return any(threshold(config, language, asked) for language in config.languages)

    def _facts(self) -> Mapping[str, str]:
        """Return what is known of articles that is in no file, if anything asks for it."""
        if self._outputs.edition not in LINKED or not self._workspace.config.reader.asks_git:
            return {}
        from essaytrans.commands.builds.revisions import revisions  # noqa: PLC0415 - it runs git

        return revisions(self._workspace)

    def _around(
        self,
        rounds: Sequence[tuple[Article, Mapping[str, Part]]],
        executor: Executor | None,
        jobs: int | None,
    ) -> dict[str, str]:
        """Build what stands around the articles; return its digests, by their paths."""
        workspace = self._workspace
        if self._outputs.edition == "epub" and workspace.articles == workspace.all_articles:
            from essaytrans.commands.builds.collection import build_collections  # noqa: PLC0415 - of books

            return build_collections(
                workspace,
                self._wanted,
                self._manifest,
                rounds,
                self._said(),
                executor=executor,
                jobs=jobs,
            )
        if self._outputs.edition != "html" or not rounds or not asks_for_all(workspace):
            return {}
        from essaytrans.commands.builds.contents import build_contents  # noqa: PLC0415 - of pages only

        try:
            return build_contents(workspace, self._outputs, self._manifest, rounds)
        except EssaytransError as error:  # what was found before must be said all the same
            workspace.diagnostics.extend(error.diagnostics)
            return {}

    def _said(self) -> tuple[object, ...]:
        """Return what articles depend on besides themselves, their catalogs and configuration."""
        options = self._options
        said: tuple[object, ...] = (
            self._outputs.folder,
            options.use_fuzzy,
            options.min_translated,
            options.stale,
        )
        if self._wanted.date is not None:
            said = (*said, self._wanted.date)
        if self._wanted.pages:  # what pages link to
            linked = (sorted(self._wanted.pages), self._wanted.others)
            said = (*said, options.copy_assets, digest(repr(linked)))
        return said

    def _journal(self) -> Journal:
        return Journal.load(
            self._workspace.root,
            self._outputs.manifest.replace("manifest", "build"),
            RULES,
            replace(self._workspace.config, languages=()),  # of each language, its own part depends
            self._said(),
            outside=self._outputs.folder,
        )


def _before(
    outputs: Outputs, manifest: Manifest, article: Article, languages: Sequence[Language]
) -> Mapping[str, str]:
    paths = (str(outputs.path(article, language.tag)) for language in languages)
    return {path: manifest.outputs[path] for path in paths if path in manifest.outputs}
