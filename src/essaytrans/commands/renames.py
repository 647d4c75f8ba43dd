"""Renamed articles: the catalog goes with the text, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.model import EssaytransError
from essaytrans.project import files, layout

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Catalog
    from essaytrans.project.layout import Article, CatalogFile

__all__ = ["follow_renames"]

_MOST: Final = 0.5
"""The share of a catalog's texts, by length, that an article must have to be its own, renamed; of
two articles into which one was cut, only one can have more."""
_SAMPLE: Final = 20
"""How many texts, the longest of a catalog, are looked for before an article is segmented …"""
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
    renamed: dict[str, str] = {}
    for language in workspace.languages:
        tag = language.tag
        bare = [
            article
            for article in workspace.articles
            if str(layout.catalog_path(workspace.config, article.name, tag)) not in known
        ]
        found = [stray for stray in strays if stray.tag == tag]
        for stray, article in _pairs(workspace, texts, found, bare):
            target = str(layout.catalog_path(workspace.config, article.name, tag))
            if workspace.dry or _move(workspace, stray.path, target):
                renamed[target] = stray.path
                workspace.changed.extend((stray.path, target))
    if workspace.dry:
        workspace.moved = renamed
    elif renamed:
        workspace.forget_catalog_files()
    return tuple((source, target) for target, source in renamed.items())


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
    shares: list[tuple[float, CatalogFile, Article]] = []
    for stray in strays:
        catalog = workspace.quiet().catalog(stray.article, stray.tag)
        if catalog is None:
            continue
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
        """Return the share of a catalog's texts, by length, that an article has, 0 to 1."""
        texts = [entry.msgid for entry in catalog.entries if not entry.obsolete]
        if not texts or not self._may_have(texts, article):
            return 0.0
        msgids = self._units(article)
        whole = sum(map(len, texts))
        return sum(len(text) for text in texts if text in msgids) / whole

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


_HEAD: Final = 12
"""How many characters of a text are looked for."""
