"""The files that articles point at: whether they are there, and can be reached from what is built."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from essaytrans.commands.builds import problems
from essaytrans.commands.builds.editions import LINKED
from essaytrans.commands.builds.outputs import Outputs, joined
from essaytrans.model import EssaytransError
from essaytrans.project import files
from essaytrans.project.config import ARTICLE_SUFFIXES
from essaytrans.project.variants import variants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.commands.workspace import Workspace
    from essaytrans.project import layout

__all__ = ["Assets"]


@dataclass(slots=True)
class Assets:
    """Files that articles show or link to, while a build goes on."""

    workspace: Workspace
    outputs: Outputs
    before: Mapping[str, str]
    """The digests of what was built and copied before, by path."""
    copy: bool
    """Whether files are copied beside the built articles."""
    written: dict[str, str] = field(default_factory=dict)
    """Digests of the files this run stands for, by their paths relative to the outputs' root."""
    needed: set[str] = field(default_factory=set)
    """Files that articles show or link to where they are built, copied in this run or before."""
    _articles: dict[str, layout.Article] = field(default_factory=dict)
    _files: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._articles = {article.path: article for article in self.workspace.all_articles}

    def look(self, article: layout.Article, target: str, line: int, *, image: bool) -> None:
        """See that what an article points at is there and can be reached where it is built.

        Args:
            article: the article.
            target: the path that it names, relative to itself.
            line: where it does, counted from 1.
            image: whether it shows the file.
        """
        workspace = self.workspace
        source = joined(posixpath.dirname(article.path), target)
        if source is None or not self._is_source(source):
            if image or target.lower().endswith(ARTICLE_SUFFIXES):
                workspace.diagnostics.append(problems.missing(article.path, target, line))
            return
        linked = self._articles.get(source)
        unreached = [
            language.tag
            for language in workspace.languages
            if not self._reaches(article, language.tag, target, linked, source)
        ]
        if unreached:
            workspace.diagnostics.append(
                problems.unreachable(article.path, target, line, unreached, copied=linked is None)
            )

    def _is_source(self, path: str) -> bool:
        if path not in self._files:
            root = self.workspace.root
            self._files[path] = files.is_file(root / path, root)
        return self._files[path]

    def _reaches(
        self,
        article: layout.Article,
        language: str,
        target: str,
        linked: layout.Article | None,
        source: str,
    ) -> bool:
        outputs = self.outputs
        path = str(outputs.path(article, language))
        if outputs.edition == "html" and linked is not None:  # links lead to pages
            page = str(outputs.path(linked, language))
            return path not in self.written or page in self.written or self._stands(page)
        if outputs.edition == "epub" or self._is_retold(linked):
            return True  # a book has it inside, and a page shows it from where it is
        place = joined(posixpath.dirname(path), target)
        if place is not None:
            self.needed.add(place)  # by what was built before, if not now
        if path not in self.written or place is None:
            return path not in self.written  # of what is not built, nothing is missing
        if linked is not None and place != str(outputs.path(linked, language)):
            return False
        if self.copy and not linked:
            self._copy_variant(source, place, language)
            return self._copied(source, place)
        return self._stands(place)

    def _is_retold(self, linked: layout.Article | None) -> bool:
        """Whether the target is not what is built: it leads there from where the built file stands."""
        links = self.outputs.config.links
        if self.outputs.edition == "html":
            return not self.copy
        if links is None or self.outputs.edition not in LINKED:
            return False
        return links.articles if linked is not None else not self.copy

    def _copy_variant(self, source: str, place: str, language: str) -> None:
        """Copy the file that stands for another one in a language, if the links lead to it."""
        config = self.outputs.config
        if config.links is None or not config.links.localized:
            return
        for variant in variants(source, language, config.source):
            if self._is_source(variant):
                beside = posixpath.join(posixpath.dirname(place), posixpath.basename(variant))
                self.needed.add(beside)
                self._copied(variant, beside)
                return

    def _stands(self, place: str) -> bool:
        return files.is_file(self.outputs.root / place, self.outputs.root)

    def _copied(self, source: str, place: str) -> bool:
        """Copy a file beside built articles; one that somebody else put there stays."""
        workspace, root = self.workspace, self.outputs.root
        full = root / place
        if not PurePosixPath(place).is_relative_to(self.outputs.base):
            return files.is_file(full, root)
        if place in self.written:
            return True
        try:
            data = files.read_bytes(workspace.root / source, workspace.root)
            known = files.read_bytes(full, root) if files.is_file(full, root) else None
            if known is not None and place not in self.before:
                if known != data:
                    workspace.diagnostics.append(problems.kept(workspace.shown(full), source))
                return True  # nor is it ours where it is the same: it may be the original itself
            if known != data:
                self.outputs.put_aside(workspace, place, data, self.before.get(place))
                if not workspace.dry:
                    files.copy_file(
                        workspace.root / source, full, root=workspace.root, target_root=root
                    )
                workspace.changed.append(workspace.shown(full))
        except EssaytransError as error:
            workspace.diagnostics.extend(error.diagnostics)
            return False
        self.written[place] = files.digest(data)
        return True
