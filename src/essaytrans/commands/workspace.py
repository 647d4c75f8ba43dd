"""An open project: what every command needs of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from essaytrans.catalog import parse
from essaytrans.catalog.header import field as header_field
from essaytrans.catalog.header import make_header
from essaytrans.i18n import listing, msg
from essaytrans.language.headers import po_language, same_language, x_source_language
from essaytrans.language.plurals import plural_forms
from essaytrans.language.tags import parse_tag
from essaytrans.markdown import segment
from essaytrans.model import (
    Catalog,
    Diagnostic,
    Document,
    EssaytransError,
    Position,
    Severity,
)
from essaytrans.project import config as configuration
from essaytrans.project import files, layout

__all__ = ["RULES", "Step", "Workspace", "open_workspace"]

RULES = 1
"""The version of the extraction rules: it goes up when a release cuts articles in another way."""

Step = Callable[[int, int], None]
"""Told how many articles are done, and of how many."""


@dataclass(slots=True)
class Workspace:
    """A project and what has been found out about it in this run."""

    config: configuration.Config
    articles: tuple[layout.Article, ...]
    """Those that were asked for, in the order of their names."""
    languages: tuple[configuration.Language, ...]
    """Those that were asked for, in the order of the configuration."""
    all_articles: tuple[layout.Article, ...]
    """All that the project has."""
    complete: bool = True
    """Whether no article escaped the listing: only then is one that is not found really gone."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    dry: bool = False
    """Whether files are only compared, not written (`--check`)."""
    changed: list[str] = field(default_factory=list)
    """The files written or removed in this run, or that would be; relative to the root."""

    @property
    def root(self) -> Path:
        """The folder of the configuration."""
        return self.config.root

    def document(self, article: layout.Article) -> Document | None:
        """Read and segment an article; None, with a diagnostic, if it cannot be read."""
        try:
            text = files.read_text(self.root / article.path, self.root)
        except EssaytransError as error:
            self.diagnostics.extend(error.diagnostics)
            return None
        document = segment(text, article.path, self.config.segment)
        self.diagnostics.extend(document.diagnostics)
        return document

    def catalog(self, article: str, language: str) -> Catalog | None:
        """Read the catalog of an article, by its name, in a language.

        Returns:
            An empty catalog if there is none yet; None, with a diagnostic, if it cannot be used.
        """
        path = str(layout.catalog_path(self.config, article, language))
        if not files.is_file(self.root / path):
            return Catalog(path=path)
        try:
            catalog = parse(files.read_text(self.root / path, self.root), path=path)
        except EssaytransError as error:
            self.diagnostics.extend(error.diagnostics)
            return None
        said = header_field(catalog, "Language")
        if said and not same_language(said, language):
            self.diagnostics.append(_wrong_language(path, said, language))
            return None
        return catalog

    def stray_catalogs(self) -> list[layout.CatalogFile]:
        """Find the catalogs whose article is gone."""
        if not self.complete:
            return []
        known = {article.name for article in self.all_articles}
        return [found for found in layout.catalogs(self.config) if found.article not in known]

    def report_vanished(self) -> None:
        """Name the catalogs that hold work although their article is gone."""
        for stray in self.stray_catalogs():
            catalog = self.catalog(stray.article, stray.tag)
            if catalog is not None and any(entry.holds_work for entry in catalog.entries):
                self.diagnostics.append(
                    Diagnostic(
                        Severity.WARNING,
                        "article-vanished",
                        msg("this catalog holds translations, but its article is gone"),
                        msg("it is kept; if the article was renamed, rename the catalog likewise"),
                        Position(catalog.path),
                    )
                )

    def header(self, language: configuration.Language) -> tuple[tuple[str, str], ...]:
        """Make the header of this project's catalogs in a language."""
        return make_header(
            language=po_language(language.tag),
            plural_forms=plural_forms(language.tag),
            source_language=x_source_language(self.config.source),
            project=self.config.name,
            team=language.team or "",
            bugs=self.config.report_bugs_to,
            rules=RULES,
        )

    def write(
        self, path: Path, text: str, *, root: Path | None = None, durable: bool = True
    ) -> bool:
        """Write a file if its content differs.

        Args:
            path: the file, absolute.
            text: its content.
            root: the folder that it must be inside of; the project's if not given.
            durable: see `files.write_text`.

        Returns:
            Whether it was written, or would be if this run were not dry.

        Raises:
            EssaytransError: it cannot be written.
        """
        root = root or self.root
        if self.dry:
            changed = not files.is_file(path, root) or (
                files.read_bytes(path, root) != text.encode()
            )
        else:
            changed = files.write_text(path, text, root=root, durable=durable)
        if changed:
            self.changed.append(self.shown(path))
        return changed

    def shown(self, path: Path) -> str:
        """Return what reports call a file: relative to the root where it is inside."""
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()

    def each(self, step: Step | None) -> Iterator[layout.Article]:
        """Go through the articles asked for, telling how far it is."""
        for number, article in enumerate(self.articles):
            yield article
            if step is not None:
                step(number + 1, len(self.articles))


def open_workspace(
    start: Path,
    *,
    articles: Sequence[str] = (),
    languages: Sequence[str] = (),
    dry: bool = False,
    config: configuration.Config | None = None,
) -> Workspace:
    """Open the project that a folder belongs to.

    Args:
        start: the folder to look upwards from, or the configuration itself.
        articles: the articles wanted, as names (`2026/hello`) or paths; all if none is given.
        languages: the languages wanted; all if none is given.
        dry: whether files are only compared, not written.
        config: the configuration, where it is not yet as the file says.

    Raises:
        EssaytransError: there is no configuration or it is wrong, or an article or language is
            asked for that the project does not have.
    """
    start = Path(os.path.realpath(start))  # the parents of `a/..` are not those of `a`
    path = start if files.is_file(start) else configuration.find(start)
    config = config or configuration.load(path)
    listing = layout.articles(config)
    here = start.parent if path == start else start
    return Workspace(
        config=config,
        articles=_chosen_articles(config, listing.found, articles, here),
        languages=_chosen_languages(config, languages),
        all_articles=listing.found,
        complete=listing.complete,
        diagnostics=list(listing.diagnostics),
        dry=dry,
    )


def _chosen_articles(
    config: configuration.Config,
    articles: Sequence[layout.Article],
    wanted: Sequence[str],
    here: Path,
) -> tuple[layout.Article, ...]:
    if not wanted:
        return tuple(articles)
    by_name = {article.name: article for article in articles}
    by_path = {os.path.realpath(config.root / article.path): article for article in articles}
    chosen: dict[str, layout.Article] = {}
    unknown: list[Diagnostic] = []
    for name in wanted:
        article = (
            by_name.get(name)
            or by_path.get(os.path.realpath(here / name))
            or by_path.get(os.path.realpath(config.root / name))
        )
        if article is None:
            unknown.append(_unknown_article(name, list(by_name)))
        else:
            chosen[article.name] = article
    if unknown:
        raise EssaytransError(*unknown)
    return tuple(article for article in articles if article.name in chosen)


def _chosen_languages(
    config: configuration.Config, wanted: Sequence[str]
) -> tuple[configuration.Language, ...]:
    if not wanted:
        return config.languages
    tags = {parse_tag(tag) for tag in wanted}
    unknown = [tag for tag in sorted(tags) if config.language(tag) is None]
    if unknown:
        known = listing([language.tag for language in config.languages])
        raise EssaytransError(
            *(
                Diagnostic(
                    Severity.ERROR,
                    "unknown-language",
                    msg("“{tag}” is not a language of this project", tag=tag),
                    msg(
                        "it has: {languages}; “essaytrans add {tag}” adds it",
                        languages=known,
                        tag=tag,
                    ),
                )
                for tag in unknown
            )
        )
    return tuple(language for language in config.languages if language.tag in tags)


def _unknown_article(name: str, known: list[str]) -> Diagnostic:
    near = get_close_matches(name.removesuffix(".md"), known, 1)
    return Diagnostic(
        Severity.ERROR,
        "unknown-article",
        msg("there is no article “{name}”", name=name),
        msg("did you mean “{near}”?", near=near[0])
        if near
        else msg("name an article by its path, or as “essaytrans status” shows it"),
    )


def _wrong_language(path: str, said: str, language: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "wrong-language",
        msg(
            "the header of this catalog says “{said}”, its folder “{language}”",
            said=said,
            language=language,
        ),
        msg("it is left as it is; move the file, or mend its Language field"),
        Position(path),
    )
