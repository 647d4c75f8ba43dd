"""Which article a link of another one leads to, however links are written."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from essaytrans.commands.builds.outputs import joined
from essaytrans.editions.assets import ABSOLUTE
from essaytrans.project import forms
from essaytrans.project.config import ARTICLE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.project.layout import Article
    from essaytrans.project.links import Links

__all__ = ["Finder", "Place", "is_index", "slashed"]

_INDEX: Final = ("index", "README", "_index")
"""Articles that are the page of their folder."""
_SOURCE_PAGE: Final = "{article}"
_END: Final = re.compile(r"(?:/|\.html|\.md|\.markdown)\Z")


class Place(NamedTuple):
    """What a target leads to."""

    article: str
    """The path of the article."""
    style: str
    """How the link is written: `md`, `plain`, `directory` or `html`."""
    absolute: bool = False
    """Whether it is written from the root of the site."""


@dataclass(slots=True)
class Finder:
    """Finds the articles that an article links to."""

    article: Article
    links: Links
    pages: Mapping[str, str]
    """The names of all articles, by their paths."""
    _paths: dict[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> Mapping[str, str]:
        """The paths of all articles, by their names."""
        if not self._paths:
            self._paths = {name: path for path, name in self.pages.items()}
        return self._paths

    def find(self, path: str) -> Place | None:
        """Find the article that a path leads to: a target as it is written, without `?` and `#`."""
        if path.startswith("/"):
            base = self.links.base
            if not base or not path.startswith(base):
                return None
            place = self._page(unquote(path.removeprefix(base)), self._pattern)
            return place and place._replace(absolute=True)
        if ABSOLUTE.match(path):
            return None
        read = unquote(path)
        if self.links.style == "directory" and not read.endswith(ARTICLE_SUFFIXES):
            here = self.source_page(self.article.name)
            found = joined(posixpath.dirname(here) if is_index(here) else here, read)
            place = self._page(slashed(found, read), self._relative_pattern) if found else None
            if place is not None:
                return place
        source = joined(posixpath.dirname(self.article.path), read)
        return self._file(slashed(source, read)) if source is not None else None

    def source_page(self, name: str) -> str:
        """Return where the site has the page of an article, without the end of its name.

        Relative to the site's root, if the configuration says where that is; else to the project's.
        """
        pattern = self._relative_pattern
        if pattern:
            return str(forms.fill(pattern, name, ""))
        return posixpath.splitext(self.paths[name])[0]

    @property
    def _pattern(self) -> str:
        return self.links.source_page or _SOURCE_PAGE

    @property
    def _relative_pattern(self) -> str:
        return self._pattern if self.links.page or self.links.source_page else ""

    def _file(self, path: str) -> Place | None:
        """Find an article by the path of its file, written in any style."""
        if path in self.pages:
            return Place(path, "md")
        stem, style = path, "plain"
        if path.endswith(".html"):
            stem, style = path.removesuffix(".html"), "html"
        elif path.endswith("/"):
            stem, style = path.rstrip("/"), "directory"
        names = [stem, *(posixpath.join(stem, name) for name in _INDEX if style != "html")]
        for name in names:
            for suffix in ARTICLE_SUFFIXES:
                if name + suffix in self.pages:
                    return Place(name + suffix, style)
        return None

    def _page(self, page: str, pattern: str) -> Place | None:
        """Find an article by where the site has its page."""
        style = "plain"
        if not page or page.endswith(("/", ".html")):
            style = "html" if page.endswith(".html") else "directory"
        elif page.endswith(ARTICLE_SUFFIXES):
            style = "md"
        bare = _END.sub("", page)
        if not pattern:
            return self._file(f"{bare}/")
        for name in (bare, *(posixpath.join(bare, index) for index in _INDEX)):
            found = forms.read_back(pattern, (), name)
            if found is not None and found[0] in self.paths:
                return Place(self.paths[found[0]], style)
        return None


def is_index(page: str) -> bool:
    """Whether a page, given without the end of its name, is that of its folder."""
    return posixpath.basename(page) in _INDEX


def slashed(path: str | None, written: str) -> str:
    """End a path with a slash if it was written so."""
    path = path or ""
    return f"{path.rstrip('/')}/" if written.endswith("/") and path else path
