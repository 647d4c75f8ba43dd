"""Where relative links and images of an article lead from what is built of it."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from essaytrans.commands.builds.outputs import joined
from essaytrans.editions.assets import ABSOLUTE, TAIL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.commands.builds.outputs import Outputs
    from essaytrans.project.layout import Article

__all__ = ["Addresses", "as_address"]

_UNQUOTED = "+/~!$&'()*,;=:@"
"""What stands in a path of an address as it is (RFC 3986, 3.3)."""


def as_address(path: str) -> str:
    """Write a relative path as a page names it."""
    return quote(path, safe=_UNQUOTED)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The relative targets of an article, told again from where its page stands."""

    outputs: Outputs
    article: Article
    language: str
    """The tag."""
    copied: bool
    """Whether the files that it points at are copied beside its page."""
    pages: Mapping[str, str]
    """The names of the articles that have pages too, by the paths of the articles."""

    def __call__(self, target: str) -> str:
        """Return a target as the page has to name it; one that is not relative as it is."""
        if not target or ABSOLUTE.match(target):
            return target
        path = TAIL.split(target, maxsplit=1)[0]
        source = joined(posixpath.dirname(self.article.path), unquote(path))
        if source is None:
            return target
        page = str(self.outputs.path(self.article, self.language))
        linked = self.pages.get(source)
        if linked is not None:
            found = posixpath.relpath(
                str(self.outputs.named(linked, self.language)), posixpath.dirname(page)
            )
        elif self.copied:
            return target
        else:
            found = self.to_source(source, page)
        return as_address(found) + target[len(path) :]

    def to_source(self, source: str, page: str) -> str:
        """Lead from a page to a file of the project."""
        folder = posixpath.dirname(page)
        if self.outputs.folder is None:
            return posixpath.relpath(source, folder or ".")
        root = os.path.relpath(
            os.path.realpath(self.outputs.config.root), self.outputs.root / folder
        )
        return posixpath.join(root.replace(os.sep, "/"), source)
