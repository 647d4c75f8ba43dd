"""Whether links of articles lead anywhere, before and after they are built."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from essaytrans.commands.builds.outputs import joined
from essaytrans.commands.links.finding import Finder
from essaytrans.editions.assets import ABSOLUTE, TAIL
from essaytrans.markdown.headings import anchors
from essaytrans.markdown.linked import Linked
from essaytrans.markdown.slugs import SLUG_RULES
from essaytrans.project import files
from essaytrans.project.config import ARTICLE_SUFFIXES
from essaytrans.project.links import Links

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from essaytrans.project.config import Config
    from essaytrans.project.layout import Article

__all__ = ["Anchors", "Reach"]

_GENERATED: Final = re.compile(
    # footnotes of many programs, the top of a page, lines of code on GitHub, text fragments, routes
    r"fn|cite|user-content|top\Z|L\d|:~:|[/!?]|\Z",
    re.IGNORECASE,
)
"""Fragments of which an article says nothing."""
_FILES: Final = (
    *ARTICLE_SUFFIXES,
    *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"),
    *(".pdf", ".zip", ".csv", ".txt"),
)
"""Ends of names of files that no site generator makes of something else."""


@dataclass(slots=True)
class Anchors:
    """What fragments may name in articles; each is read once."""

    links: Links | None
    """As configured; without, any generator's names will do."""
    read: Callable[[str], str | None]
    """Returns the text of an article by its path, as it is built or as it is; None if there is none."""
    _known: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def of(self, path: str) -> frozenset[str] | None:
        """Return the anchors of an article, by its path; None where they cannot be told."""
        if path not in self._known:
            text = self.read(path)
            self._known[path] = None if text is None else self._of_text(text)
        return self._known[path]

    def _of_text(self, text: str) -> frozenset[str]:
        linked = Linked.of(text)
        if self.links is not None:
            return anchors(linked, SLUG_RULES[self.links.slugs])
        return frozenset().union(*(anchors(linked, rule) for rule in SLUG_RULES.values()))


@dataclass(slots=True)
class Reach:
    """Tells whether targets lead somewhere from an article."""

    config: Config
    article: Article
    pages: Mapping[str, str]
    """The names of all articles, by their paths."""
    anchors: Anchors
    outputs: Mapping[str, str] = field(default_factory=dict)
    """The paths of articles by those of what is built of them, where that is asked for too."""
    output: str = ""
    """Where the article is built, in that case."""

    def __call__(self, target: str) -> bool | None:
        """Return whether a target leads somewhere; None where nobody can know."""
        path = TAIL.split(target, maxsplit=1)[0]
        fragment = unquote(target[len(path) :].partition("#")[2])
        if not path:
            return self._has(self.article.path, fragment) if target.startswith("#") else None
        finder = Finder(self.article, self.config.links or Links(), self.pages)
        place = finder.find(path)
        if place is not None:
            return self._has(place.article, fragment)
        return None if ABSOLUTE.match(path) else self._leads(unquote(path), fragment)

    def _leads(self, path: str, fragment: str) -> bool | None:
        """Whether a path that the source would not call an article's leads somewhere."""
        places = [self.article.path, *([self.output] if self.output else [])]
        outside = False
        for place in places:
            found = joined(posixpath.dirname(place), path)
            if found is None:
                outside = True
            elif found in self.outputs:
                return self._has(self.outputs[found], fragment)
            elif files.is_file(self.config.root / found) or files.is_folder(
                self.config.root / found
            ):
                return True
        return None if outside or not path.lower().endswith(_FILES) else False

    def _has(self, path: str, fragment: str) -> bool | None:
        if _GENERATED.match(fragment):
            return True if not fragment else None
        known = self.anchors.of(path)
        if known is None:
            return None
        return fragment in known or fragment.lower() in known
