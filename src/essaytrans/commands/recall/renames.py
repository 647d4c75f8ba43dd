"""Renamed articles: the catalog goes with the text, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import files, layout

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Catalog
    from essaytrans.project.layout import Article, CatalogFile

__all__ = ["follow_renames"]

_MOST: Final = 0.5
"""The share of a catalog's texts, by length and by number, that an article must have to be its own,
renamed; of two articles into which one was cut, only one can have more."""
_SAMPLE: Final = 20
"""How many texts, the longest of a catalog, are looked for before an article is segmented …"""
_HEAD: Final = 12
"""… by so many characters at their beginning …"""
_SAMPLED: Final = 0.3
"""… and the share of them that must be found. Not all are, since what is one line in a catalog may be
several in the article."""


def follow_renames(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """Give renamed articles their catalogs: those that have most of the texts, whose article is gone.

    Only an article that has no catalog yet in a language is given one.

    Args:
        workspace: the project; if nothing may be written, it is told where the catalogs are.

    Returns:
        From which path to which.
    """
    strays = workspace.stray_catalogs()
    if not strays:
        return ()
    known = {file.path for file in workspace.catalog_files()}
    texts = _Texts(workspace)
    wanted = set(workspace.articles)
    renamed: dict[str, str] = {}
    for language in workspace.languages:
        tag = language.tag
        # also those that nobody asked for: one of them may be the article's true heir
        bare = [
            article
            for article in workspace.all_articles
            if str(layout.catalog_path(workspace.config, article.name, tag)) not in known
        ]
        if wanted.isdisjoint(bare):
            continue
        found = [stray for stray in strays if stray.tag == tag]
        for stray, article in _pairs(workspace, texts, found, bare):
            target = str(layout.catalog_path(workspace.config, article.name, tag))
            if article in wanted and (workspace.dry or _move(workspace, stray.path, target)):
                renamed[target] = stray.path
                workspace.changed.extend((stray.path, target))
                workspace.diagnostics.append(_told(stray.path, target))
    if workspace.dry:
        workspace.moved = renamed
    elif renamed:
        workspace.forget_catalog_files()
    return tuple((source, target) for target, source in renamed.items())


def _told(source: str, target: str) -> Diagnostic:
    return Diagnostic(
        Severity.INFO,
        "catalog-renamed",
        # Translators: {path} is the former name of the catalog (PO file) at whose name the line
        # begins; it has another since its article was renamed.
        msg("this catalog was {path}; its article was renamed", path=source),
        None,
        Position(target),
    )


def _move(workspace: Workspace, source: str, target: str) -> bool:
    root = workspace.root
    top = root / layout.catalogs_folder(workspace.config)
    try:
        files.move_file(root / source, root / target, root=root, stop=top)
    except EssaytransError as error:
        workspace.diagnostics.extend(error.diagnostics)
        return False
    return True


def _pairs(
    workspace: Workspace, texts: _Texts, strays: Sequence[CatalogFile], bare: Sequence[Article]
) -> list[tuple[CatalogFile, Article]]:
    """Pair catalogs with articles, those that have most in common first."""
    if not strays or not bare:
        return []
    from essaytrans.catalog.rules import has_stamp  # noqa: PLC0415 - renames are rare

    shares: list[tuple[float, CatalogFile, Article]] = []
    for stray in strays:
        catalog = workspace.quiet().catalog(stray.article, stray.tag)
        if catalog is None or not has_stamp(catalog):
            continue  # it cannot be used, or another program's
        for article in bare:
            share = texts.share(catalog, article)
            if share > _MOST:
                shares.append((share, stray, article))
    pairs: list[tuple[CatalogFile, Article]] = []
    taken: set[str] = set()
    for _, stray, article in sorted(shares, key=lambda found: (-found[0], found[1:])):
        if not taken & {stray.path, article.path}:
            pairs.append((stray, article))
            taken |= {stray.path, article.path}
    return pairs


class _Texts:
    """The texts of articles, as far as they are asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._raw: dict[Article, str] = {}
        self._msgids: dict[Article, frozenset[str]] = {}

    def share(self, catalog: Catalog, article: Article) -> float:
        """Return the share of a catalog's texts, by length and by number, that an article has."""
        texts = [entry.msgid for entry in catalog.entries if not entry.obsolete]
        if not texts or not self._may_have(texts, article):
            return 0.0
        msgids = self._units(article)
        found = [text for text in texts if text in msgids]
        # by number too: a long line that ends every article of an author says nothing
        return min(len(found) / len(texts), sum(map(len, found)) / sum(map(len, texts)))

    def _may_have(self, texts: Collection[str], article: Article) -> bool:
        raw = self._text(article)
        sample = sorted(texts, key=len, reverse=True)[:_SAMPLE]
        # the beginning of a text is in one line, more often than all of it
        return sum(text[:_HEAD] in raw for text in sample) >= _SAMPLED * len(sample)

    def _text(self, article: Article) -> str:
        if article not in self._raw:
            desk = self._workspace.quiet()
            self._raw[article] = desk.text(article.path) or ""
        return self._raw[article]

    def _units(self, article: Article) -> frozenset[str]:
        if article not in self._msgids:
            document = self._workspace.quiet().segmented(article, self._text(article))
            self._msgids[article] = frozenset(unit.msgid for unit in document.units)
        return self._msgids[article]
