"""An open project: what every command needs of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import normalize

from essaytrans.commands.desk import Desk
from essaytrans.i18n import listing, msg
from essaytrans.language.tags import parse_tag
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import config as configuration
from essaytrans.project import files, layout

__all__ = ["Step", "Workspace", "open_workspace"]

Step = Callable[[int, int], None]
"""Told how many articles are done, and of how many."""


@dataclass(slots=True, kw_only=True)
class Workspace(Desk):
    """A project and what has been found out about it in this run."""

    articles: tuple[layout.Article, ...]
    """Those that were asked for, in the order of their names."""
    languages: tuple[configuration.Language, ...]
    """Those that were asked for, in the order of the configuration."""
    all_articles: tuple[layout.Article, ...]
    """All that the project has."""
    complete: bool = True
    """Whether no article escaped the listing: only then is one that is not found really gone."""
    _files: tuple[layout.CatalogFile, ...] | None = None

    def of_articles(self) -> Workspace:
        """Return the project without its files of strings; what is found out is told to both."""
        if not self.config.strings:
            return self
        return replace(
            self,
            articles=tuple(one for one in self.articles if not one.is_strings),
            all_articles=tuple(one for one in self.all_articles if not one.is_strings),
        )

    def catalog_files(self) -> tuple[layout.CatalogFile, ...]:
        """Return the catalogs that there were when this was first asked."""
        if self._files is None:
            self._files = layout.catalogs(self.config)
        return self._files

    def forget_catalog_files(self) -> None:
        """Look for the catalogs again: some were renamed."""
        self._files = None

    def stray_catalogs(self) -> list[layout.CatalogFile]:
        """Find the catalogs whose article is gone, and went nowhere.

        Where capitals make no difference, an article that was renamed from `Hello` to `hello` goes
        on with the file of before, which still has the old name.
        """
        if not self.complete:
            return []
        known = {article.name for article in self.all_articles}
        followed = set(self.moved.values())
        strays = [
            found
            for found in self.catalog_files()
            if found.article not in known and found.path not in followed
        ]
        if not strays:
            return []
        alike = {_folded(name): name for name in known}
        return [
            stray
            for stray in strays
            if (twin := alike.get(_folded(stray.article))) is None
            or not self._is_that_of(stray, twin)
        ]

    def _is_that_of(self, stray: layout.CatalogFile, article: str) -> bool:
        other = layout.catalog_path(self.config, article, stray.tag)
        one, two = files.status(self.root / stray.path), files.status(self.root / other)
        return bool(one and two and (one.st_dev, one.st_ino) == (two.st_dev, two.st_ino))

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
                        # Translators: “it” is the catalog of an article that is gone.
                        msg(
                            "“essaytrans accept” takes in what is of another article,"
                            " “essaytrans prune --force” removes it"
                        ),
                        Position(catalog.path),
                    )
                )

    def each(self, step: Step | None) -> Iterator[layout.Article]:
        """Go through the articles asked for, telling how far it is."""
        for number, article in enumerate(self.articles):
            yield article
            if step is not None:
                step(number + 1, len(self.articles))


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()


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
    files.forget_folders()
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
                    # Translators: “it” is the project, and “adds it” is of the language that it
                    # lacks.
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
    from difflib import get_close_matches  # noqa: PLC0415 - only for an error

    near = get_close_matches(name.removesuffix(".md"), known, 1)
    return Diagnostic(
        Severity.ERROR,
        "unknown-article",
        msg("there is no article “{name}”", name=name),
        msg("did you mean “{near}”?", near=near[0])
        if near
        else msg("name an article by its path, or as “essaytrans status” shows it"),
    )
