"""`build`: from articles and catalogs to articles in every language."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.commands import problems
from essaytrans.commands.assets import Assets
from essaytrans.commands.desk import Desk
from essaytrans.commands.outputs import Outputs
from essaytrans.commands.rounds import ALONE, Done, Task, go_round
from essaytrans.model import RULES, Catalog, Diagnostic, Document, EssaytransError
from essaytrans.project import files, layout
from essaytrans.project.journal import Journal, Part
from essaytrans.project.state import load_manifest, remove_stale, save_manifest
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.follow import Progress
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article
    from essaytrans.project.state import Manifest
    from essaytrans.project.traces import Trace

__all__ = ["BuildOptions", "BuildReport", "build"]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What `build` is asked for."""

    output: Path | None = None
    """A folder given by hand, which may be outside the project; None for the configured place."""
    use_fuzzy: bool = False
    """Whether fuzzy translations are published."""
    min_translated: float = 0.0
    """The share of Han characters (0 to 1) below which an article is skipped."""
    copy_assets: bool = False
    """Whether files that an article shows are copied beside the built article."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `build` did."""

    built: int
    """Articles built, or standing as they were built, counted once a language."""
    skipped: int
    """Articles below the share asked for, likewise."""
    refused: int
    """Translations that were not published."""
    changed: tuple[str, ...]
    """Files written, copied or removed, or with `--check` to be."""
    diagnostics: tuple[Diagnostic, ...]


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
        EssaytransError: `output-among-articles`, or `worker-died`.
    """
    outputs = Outputs.of(workspace.config, options.output)
    outputs.refuse_articles()
    manifest = load_manifest(workspace.root, outputs.manifest)
    wanted = _Wanted(outputs, options.use_fuzzy, options.min_translated, workspace.dry)
    journal = Journal.load(
        workspace.root,
        outputs.manifest.replace("manifest", "build"),
        RULES,
        replace(workspace.config, languages=()),  # of each language, its own part depends
        (outputs.folder, options.use_fuzzy, options.min_translated),
        outside=outputs.folder,
    )
    written: dict[str, str] = {}
    try:
        rounds = go_round(
            workspace,
            journal,
            partial(_build_article, wanted),
            before=partial(_before, outputs, manifest),
            each=partial(_take_down, written),
            step=step,
            executor=executor,
            jobs=jobs,
        )
    except BaseException:  # what it has written must not look like somebody else's next time
        if written and not workspace.dry:
            with suppress(EssaytransError):
                save_manifest(workspace.root, manifest.updated(written), outputs.manifest)
        raise
    return _Run(workspace, options, outputs, manifest).finish(rounds)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a worker needs to know."""

    outputs: Outputs
    use_fuzzy: bool
    min_translated: float
    dry: bool

    def shown(self, path: str) -> str:
        """Return what the journal calls an output, by its path relative to the outputs' root."""
        return path if self.outputs.folder is None else str(self.outputs.folder / path)


def _take_down(written: dict[str, str], parts: Mapping[str, Part]) -> None:
    """Add the digests of the files that stand built, by their paths."""
    for part in parts.values():
        if "built" in part.result:
            written[part.result["built"]] = part.result["digest"]


def _before(
    outputs: Outputs, manifest: Manifest, article: Article, languages: Sequence[Language]
) -> Mapping[str, str]:
    paths = (str(outputs.path(article, language.tag)) for language in languages)
    return {path: manifest.outputs[path] for path in paths if path in manifest.outputs}


# --- the work on one article ------------------------------------------------------------------


def _build_article(wanted: _Wanted, task: Task) -> Done:
    """Build an article in some languages."""
    from essaytrans.editions.assets import relative_targets  # noqa: PLC0415 - if not yet done

    desk = Desk(config=wanted.outputs.config, dry=wanted.dry)
    text = desk.text(task.article.path)
    if text is None:
        return Done({ALONE: Part({}, events=tuple(desk.diagnostics))})
    document = desk.segmented(task.article, text)
    own = trace(text)
    assets = [[found.target, found.image, found.line] for found in relative_targets(text)]
    result = {"of": own.digest, "assets": assets}
    parts = {ALONE: Part({task.article.path: own}, result, diagnostics=tuple(desk.diagnostics))}
    for language in task.languages:
        desk.diagnostics.clear()
        parts[language.tag] = _build_one(wanted, desk, task, document, language)
    return Done(parts, tuple(desk.changed))


def _build_one(
    wanted: _Wanted, desk: Desk, task: Task, document: Document, language: Language
) -> Part:
    """Build an article in a language, if enough of it is translated."""
    path = str(layout.catalog_path(desk.config, task.article.name, language.tag))
    source = desk.text(path) if files.is_file(desk.root / path) else None
    catalog = desk.parsed(source, path, language.tag) if source is not None else Catalog(path=path)
    if catalog is None or desk.diagnostics:
        return Part({}, events=tuple(desk.diagnostics))
    output = str(wanted.outputs.path(task.article, language.tag))
    seen = {path: trace(source) if source is not None else None}
    place = _Place(output, language.tag, seen, task.before.get(output))
    if wanted.min_translated:
        progress = _progress(desk, document, catalog)
        if progress.share < wanted.min_translated:
            return _skip(wanted, document.path, progress, place)
    return _publish(wanted, desk, document, catalog, place)


class _Place(NamedTuple):
    """Where an article goes."""

    path: str
    """Relative to the outputs' root."""
    language: str
    """The tag."""
    seen: dict[str, Trace | None]
    """The catalog, as it was read."""
    before: str | None
    """The digest of what the last build left there."""


def _skip(wanted: _Wanted, article: str, progress: Progress, place: _Place) -> Part:
    """Say that too little of an article is translated to be built."""
    root = wanted.outputs.root
    stands = files.is_file(root / place.path, root)
    little = problems.too_little(
        article, place.language, progress.percent, wanted.min_translated, stands=stands
    )
    try:
        there = trace(files.read_bytes(root / place.path, root)) if stands else None
    except EssaytransError:  # it is not to be touched, so nobody needs to be told
        return Part({}, {"skipped": 1}, events=(little,))
    seen = {**place.seen, wanted.shown(place.path): there}
    return Part(seen, {"skipped": 1}, diagnostics=(little,))


def _publish(
    wanted: _Wanted, desk: Desk, document: Document, catalog: Catalog, place: _Place
) -> Part:
    """Build an article from a catalog, and write it."""
    from essaytrans.editions import translate  # noqa: PLC0415 - as above

    root = wanted.outputs.root
    edition = translate(
        document,
        catalog,
        desk.config.segment,
        use_fuzzy=wanted.use_fuzzy,
        credits_key=desk.config.credits.front_matter,
    )
    refused = edition.refused
    try:
        wanted.outputs.put_aside(desk, place.path, edition.text, place.before)
        desk.write(root / place.path, edition.text, root=root, durable=False)
    except EssaytransError as error:
        desk.diagnostics.extend(error.diagnostics)
        events = (*edition.diagnostics, *desk.diagnostics)
        return Part({}, {"refused": refused}, events=events)
    made = trace(edition.text)
    return Part(
        {**place.seen, wanted.shown(place.path): made},
        {"built": place.path, "digest": made.digest, "refused": refused},
        diagnostics=edition.diagnostics,
        events=tuple(desk.diagnostics),
    )


def _progress(desk: Desk, document: Document, catalog: Catalog) -> Progress:
    from essaytrans.follow import make_template, measure  # noqa: PLC0415 - as above

    template = make_template(document, notes_language=desk.config.notes_language)
    return measure(template, catalog)


# --- what all articles together need ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """What is left to do when the articles are built."""

    workspace: Workspace
    options: BuildOptions
    outputs: Outputs
    manifest: Manifest
    """What was built there before."""

    def finish(self, rounds: Sequence[tuple[Article, Mapping[str, Part]]]) -> BuildReport:
        """See to the files that articles point at, and to those that nobody needs any more."""
        workspace = self.workspace
        assets = Assets(
            workspace, self.outputs, self.manifest.outputs, copy=self.options.copy_assets
        )
        sums: Counter[str] = Counter()
        is_whole = (
            workspace.articles == workspace.all_articles
            and workspace.languages == workspace.config.languages
        )
        for _, parts in rounds:
            is_whole &= "assets" in parts[ALONE].result
            _take_down(assets.written, parts)
            for part in parts.values():
                sums["built"] += "built" in part.result
                sums["skipped"] += part.result.get("skipped", 0)
                sums["refused"] += part.result.get("refused", 0)
        for article, parts in rounds:  # now that it is known what is built
            for target, image, line in parts[ALONE].result.get("assets", ()):
                assets.look(article, target, line, image=image)
        workspace.report_vanished()
        try:
            self._clean(assets, is_whole=is_whole)
        except EssaytransError as error:  # what was found before must be said all the same
            workspace.diagnostics.extend(error.diagnostics)
        return BuildReport(
            sums["built"],
            sums["skipped"],
            sums["refused"],
            tuple(workspace.changed),
            tuple(workspace.diagnostics),
        )

    def _clean(self, assets: Assets, *, is_whole: bool) -> None:
        """Remove what was built from articles that are gone, and remember what stands now."""
        workspace, outputs, manifest = self.workspace, self.outputs, self.manifest
        workspace.diagnostics.extend(manifest.diagnostics)
        current = set(manifest.outputs)
        if workspace.complete:
            built = outputs.pattern(workspace.all_articles)
            # what else was built once, in a language that is taken out, needs files we do not know
            is_whole &= not any(map(built.fullmatch, current - self._looked_at()))
            current = {
                path
                for path in current
                if path in assets.needed or _is_current(path, built, is_whole=is_whole)
            }
        current.update(assets.written)
        removed, kept = remove_stale(outputs.root, manifest, current, check=workspace.dry)
        workspace.diagnostics.extend(kept)
        workspace.changed.extend(workspace.shown(outputs.root / path) for path in removed)
        if not workspace.dry:
            gone = manifest.stale(current)
            save_manifest(workspace.root, manifest.updated(assets.written, gone), outputs.manifest)

    def _looked_at(self) -> set[str]:
        """Return where the articles asked for go in the languages asked for, built or not."""
        tags = [language.tag for language in self.workspace.languages]
        return {
            str(self.outputs.path(article, tag))
            for article in self.workspace.articles
            for tag in tags
        }


def _is_current(path: str, built: re.Pattern[str], *, is_whole: bool) -> bool:
    """Whether a file that was built once belongs to an article that still exists."""
    if built.fullmatch(path):
        return True
    # a copied file, of an article that this run did not look at
    return not path.lower().endswith(layout.ARTICLE_SUFFIXES) and not is_whole
