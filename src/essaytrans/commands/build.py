"""`build`: from articles and catalogs to articles in every language."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from essaytrans.commands import problems
from essaytrans.editions import translate
from essaytrans.editions.assets import Asset, relative_targets
from essaytrans.follow import make_template, measure
from essaytrans.i18n import msg
from essaytrans.model import (
    Catalog,
    Diagnostic,
    Document,
    EssaytransError,
    Position,
    Severity,
)
from essaytrans.project import files, layout
from essaytrans.project.config import ARTICLE_SUFFIXES, Language
from essaytrans.project.state import Manifest, load_manifest, remove_stale, save_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.commands.workspace import Step, Workspace

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
    """Articles built, counted once a language."""
    skipped: int
    """Articles below the share asked for, likewise."""
    refused: int
    """Translations that were not published."""
    changed: tuple[str, ...]
    """Files written, copied or removed, or with `--check` to be."""
    diagnostics: tuple[Diagnostic, ...]


def build(workspace: Workspace, options: BuildOptions, *, step: Step | None = None) -> BuildReport:
    """Build the articles asked for in the languages asked for."""
    target = _Target.of(workspace, options.output)
    if target.folder is not None:
        problems.refuse_articles(workspace, target.folder)
    run = _Run(
        workspace,
        options,
        target,
        load_manifest(workspace.root, target.manifest),
        {article.path: article for article in workspace.all_articles},
        is_whole=workspace.articles == workspace.all_articles
        and workspace.languages == workspace.config.languages,
    )
    pointing: list[tuple[layout.Article, Document, list[Asset]]] = []
    for article in workspace.each(step):
        document = workspace.document(article)
        if document is None:
            run.is_whole = False
            continue
        for language in workspace.languages:
            run.article(article, document, language)
        pointing.append((article, document, relative_targets(document.text)))
    for article, document, assets in pointing:  # now that it is known what is built
        run.assets(article, document, assets)
    workspace.report_vanished()
    try:
        run.clean()
    except EssaytransError as error:  # what was found before must be said all the same
        workspace.diagnostics.extend(error.diagnostics)
    return BuildReport(
        run.built,
        run.skipped,
        run.refused,
        tuple(workspace.changed),
        tuple(workspace.diagnostics),
    )


@dataclass(frozen=True, slots=True)
class _Target:
    """Where built files go."""

    workspace: Workspace
    folder: Path | None
    """The folder given by hand, absolute, or None."""

    @classmethod
    def of(cls, workspace: Workspace, folder: Path | None) -> _Target:
        return cls(workspace, Path(os.path.realpath(folder)) if folder else None)

    @property
    def root(self) -> Path:
        """The folder that every built file must be inside of."""
        return self.folder or self.workspace.root

    def path(self, article: layout.Article, language: str) -> PurePosixPath:
        """Return where an article goes, relative to `root`."""
        if self.folder is not None:
            return PurePosixPath(language, f"{article.name}.md")
        return layout.output_path(self.workspace.config, article.name, language)

    def outputs(self) -> re.Pattern[str]:
        """Match what the articles that there are have here, relative to `root`.

        In any language, also in one that the configuration no longer has.
        """
        workspace = self.workspace
        names = "|".join(re.escape(article.name) for article in workspace.all_articles) or "(?!)"
        groups = {"{language}": "(?P<language>[^/]+)", "{article}": f"(?P<article>{names})"}
        pattern = workspace.config.output if self.folder is None else "{language}/{article}.md"
        expression = ""
        for part in re.split(r"(\{language\}|\{article\})", pattern):
            expression += groups.get(part) or re.escape(part)
            if part in groups:  # the same again, if it stands there twice
                groups[part] = f"(?P={part[1:-1]})"
        return re.compile(expression)

    @property
    def base(self) -> PurePosixPath:
        """The folder below `root` that holds all that is built."""
        if self.folder is not None:
            return PurePosixPath()
        return PurePosixPath(self.workspace.config.output.partition("{")[0].rpartition("/")[0])

    @property
    def manifest(self) -> str:
        """The name under which the project remembers what was built there."""
        if self.folder is None:
            return "manifest"
        return f"manifest-{files.digest(self.folder.as_posix())[:16]}"


@dataclass(slots=True)
class _Run:
    """One run of `build`, while it goes on."""

    workspace: Workspace
    options: BuildOptions
    target: _Target
    manifest: Manifest
    """What was built there before."""
    known: dict[str, layout.Article]
    """All articles of the project by their paths."""
    is_whole: bool
    """Whether every article is looked at in every language, so that each file needed is known."""
    built: int = 0
    skipped: int = 0
    refused: int = 0
    written: dict[str, str] = field(default_factory=dict)
    """Digests of the files this run stands for, by their paths relative to the target's root."""
    needed: set[str] = field(default_factory=set)
    """Files that articles show or link to where they are built, copied in this run or before."""

    def article(self, article: layout.Article, document: Document, language: Language) -> None:
        """Build an article in a language, if enough of it is translated."""
        catalog = self.workspace.catalog(article.name, language.tag)
        path = self.target.path(article, language.tag)
        if catalog is None or not self._is_wanted(document, catalog, language, path):
            return
        edition = translate(
            document, catalog, self.workspace.config.segment, use_fuzzy=self.options.use_fuzzy
        )
        self.refused += len(edition.diagnostics)
        self.workspace.diagnostics.extend(edition.diagnostics)
        try:
            self._write(path, edition.text)
        except EssaytransError as error:
            self.workspace.diagnostics.extend(error.diagnostics)
            return
        self.built += 1

    def _is_wanted(
        self, document: Document, catalog: Catalog, language: Language, path: PurePosixPath
    ) -> bool:
        if not self.options.min_translated:
            return True
        template = make_template(document, notes_language=self.workspace.config.notes_language)
        progress = measure(template, catalog)
        if progress.share >= self.options.min_translated:
            return True
        self.skipped += 1
        self.workspace.diagnostics.append(
            Diagnostic(
                Severity.INFO,
                "below-threshold",
                msg(
                    "not built in “{language}”: {share} % of its Han characters are translated,"
                    " {wanted} % are asked for",
                    language=language.tag,
                    share=progress.percent,
                    wanted=round(self.options.min_translated * 100),
                ),
                msg("what was built before stays; remove it if nobody is to read it")
                if files.is_file(self.target.root / path, self.target.root)
                else None,
                Position(document.path),
            )
        )
        return False

    def _write(self, path: PurePosixPath, text: str) -> None:
        root = self.target.root
        self._keep_others(path, text)
        self.workspace.write(root / path, text, root=root, durable=False)
        self.written[str(path)] = files.digest(text)

    def _keep_others(self, path: PurePosixPath, text: str) -> None:
        """Put aside what stands where an article goes, if it is not as a build left it."""
        workspace, root = self.workspace, self.target.root
        if workspace.dry or not files.is_file(root / path, root):
            return
        found = files.digest(files.read_bytes(root / path, root))
        if found in (files.digest(text), self.manifest.outputs.get(str(path))):
            return
        folder = workspace.root / ".essaytrans" / "replaced" / self.target.manifest
        aside = folder / f"{path}.{found[:8]}"  # by its content, so that none takes another's place
        files.copy_file(root / path, aside, root=root, target_root=workspace.root)
        workspace.diagnostics.append(
            problems.replaced(workspace.shown(root / path), workspace.shown(aside))
        )

    # --- files that articles point at --------------------------------------------------------

    def assets(self, article: layout.Article, document: Document, assets: Sequence[Asset]) -> None:
        """See that what the article shows and links to can be reached from where it is built."""
        workspace = self.workspace
        for asset in assets:
            source = _joined(PurePosixPath(article.path).parent, asset.target)
            if source is None or not files.is_file(workspace.root / source, workspace.root):
                if asset.image or PurePosixPath(asset.target).suffix in ARTICLE_SUFFIXES:
                    workspace.diagnostics.append(problems.missing(document, asset))
                continue
            linked = self.known.get(str(source))
            unreached = [
                language.tag
                for language in workspace.languages
                if not self._reaches(article, language.tag, asset, linked, source)
            ]
            if unreached:
                problem = problems.unreachable(document, asset, unreached, copied=linked is None)
                workspace.diagnostics.append(problem)

    def _reaches(
        self,
        article: layout.Article,
        language: str,
        asset: Asset,
        linked: layout.Article | None,
        source: PurePosixPath,
    ) -> bool:
        path = self.target.path(article, language)
        place = _joined(path.parent, asset.target)
        if place is not None:
            self.needed.add(str(place))  # by what was built before, if not now
        if str(path) not in self.written:
            return True  # not built, so nothing is missing from it
        if place is None:
            return False
        if linked is not None and place != self.target.path(linked, language):
            return False
        if self.options.copy_assets and linked is None:
            return self._copy(source, place)
        return files.is_file(self.target.root / place, self.target.root)

    def _copy(self, source: PurePosixPath, place: PurePosixPath) -> bool:
        """Copy a file beside built articles; one that somebody else put there stays."""
        workspace, root = self.workspace, self.target.root
        full = root / place
        if not place.is_relative_to(self.target.base):
            return files.is_file(full, root)
        try:
            data = files.read_bytes(workspace.root / source, workspace.root)
            known = files.read_bytes(full, root) if files.is_file(full, root) else None
            if known is not None and str(place) not in self.manifest.outputs:
                if known != data:
                    workspace.diagnostics.append(problems.kept(workspace.shown(full), str(source)))
                return True  # nor is it ours where it is the same: it may be the original itself
            if known != data:
                if not workspace.dry:
                    files.copy_file(
                        workspace.root / source, full, root=workspace.root, target_root=root
                    )
                workspace.changed.append(workspace.shown(full))
        except EssaytransError as error:
            workspace.diagnostics.extend(error.diagnostics)
            return False
        self.written[str(place)] = files.digest(data)
        return True

    # --- files that are not wanted any more --------------------------------------------------

    def clean(self) -> None:
        """Remove what was built from articles that are gone, and remember what stands now."""
        workspace, target = self.workspace, self.target
        manifest = self.manifest
        workspace.diagnostics.extend(manifest.diagnostics)
        current = set(manifest.outputs)
        if workspace.complete:
            built = self.target.outputs()
            # what else was built once, in a language that is taken out, needs files we do not know
            self.is_whole &= not any(map(built.fullmatch, current - self._looked_at()))
            current = {path for path in current if self._is_current(path, built)}
        current.update(self.written)
        removed, kept = remove_stale(target.root, manifest, current, check=workspace.dry)
        workspace.diagnostics.extend(kept)
        workspace.changed.extend(workspace.shown(target.root / path) for path in removed)
        if not workspace.dry:
            gone = manifest.stale(current)
            save_manifest(workspace.root, manifest.updated(self.written, gone), target.manifest)

    def _looked_at(self) -> set[str]:
        """Return where the articles asked for go in the languages asked for, built or not."""
        workspace, target = self.workspace, self.target
        tags = [language.tag for language in workspace.languages]
        return {str(target.path(article, tag)) for article in workspace.articles for tag in tags}

    def _is_current(self, path: str, built: re.Pattern[str]) -> bool:
        """Whether a file that was built once belongs to an article that still exists."""
        if path in self.needed or built.fullmatch(path):
            return True
        # a copied file, of an article that this run did not look at
        return PurePosixPath(path).suffix not in ARTICLE_SUFFIXES and not self.is_whole


def _joined(folder: PurePosixPath, target: str) -> PurePosixPath | None:
    """Follow a relative path from a folder; None where it leads above the root."""
    parts = list(folder.parts)
    for part in PurePosixPath(target).parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return None
    return PurePosixPath(*parts)
