"""Where the links of an article lead from what is built of it: files, pages, headings."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from essaytrans.commands.builds.addresses import Addresses
from essaytrans.commands.builds.outputs import joined
from essaytrans.commands.links.finding import is_index, slashed
from essaytrans.editions.assets import ABSOLUTE, TAIL
from essaytrans.model import EssaytransError
from essaytrans.project import files, forms
from essaytrans.project.traces import trace
from essaytrans.project.variants import variants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.commands.builds.editions import Job
    from essaytrans.commands.links.finding import Finder, Place
    from essaytrans.commands.links.neighbours import Neighbours
    from essaytrans.project.links import Links
    from essaytrans.project.traces import Trace

__all__ = ["Resolver"]

_PAGE: Final = "{language}/{article}"
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_SAFE: Final = "+/~!$&'()*,;=:@"
"""What stands in a path of an address as it is (RFC 3986, 3.3)."""


@dataclass(slots=True)
class Resolver:
    """Tells the targets of an article again, from where its translation stands."""

    job: Job
    links: Links
    finder: Finder
    neighbours: Neighbours
    own: Mapping[str, str]
    """What the headings of the article are called now, by their ids in the source."""
    seen: dict[str, Trace | None] = field(default_factory=dict)
    """The files that were looked for, as `journal.Part.files` has them."""

    def __call__(self, target: str) -> str | None:
        """Return what takes the place of a target; None if it stays."""
        path = TAIL.split(target, maxsplit=1)[0]
        tail = target[len(path) :]
        if not path:
            return self._with_fragment("", tail, self.own)
        place = self.finder.find(path)
        if place is not None:
            return self._to_article(path, tail, place)
        if ABSOLUTE.match(target):
            return None
        found = self._to_file(path)
        return None if found is None else found + tail

    # --- articles -----------------------------------------------------------------------------

    def _to_article(self, path: str, tail: str, place: Place) -> str | None:
        """Lead to the translation of an article if it is published, or to the article."""
        name = self.job.pages[place.article]
        mine = place.article == self.job.article.path
        published = mine or self.neighbours.published(place.article)
        renamed: Mapping[str, str] = {}
        if published:
            renamed = self.own if mine else self._headings(place.article, tail)
        if not self.links.articles:
            return self._with_fragment(path, tail, renamed)
        style = place.style if self.links.style == "as-written" else self.links.style
        if place.absolute:
            if not published:
                return None
            pattern = self.links.page or _PAGE
            found = str(forms.fill(pattern, name, self._language))
            found = self.links.base + _in_style(found, place.style)
        elif style == "md":
            found = self._from_here(name, place.article, published=published)
        else:
            there = self._built_page(name) if published else self.finder.source_page(name)
            found = self._relative(there, style)
        written = path
        if place.absolute or _normal(found) != _normal(unquote(path)):
            written = _address(found, path)
        return self._with_fragment(written, tail, renamed)

    def _from_here(self, name: str, article: str, *, published: bool) -> str:
        outputs, tag = self.job.outputs, self.job.language.tag
        page = str(outputs.path(self.job.article, tag))
        if published:
            there = str(outputs.named(name, tag))
            return posixpath.relpath(there, posixpath.dirname(page) or ".")
        return self._addresses().to_source(article, page)

    def _relative(self, there: str, style: str) -> str:
        """Lead from the page of the translation to another page."""
        here = self._built_page(self.job.article.name)
        # a browser takes the address of a page that ends in a slash for a folder
        in_folder = self.links.style == "directory" and not is_index(here)
        folder = here if in_folder else posixpath.dirname(here)
        if is_index(there) and style != "html":
            return slashed(posixpath.relpath(posixpath.dirname(there) or ".", folder or "."), "/")
        found = posixpath.relpath(there, folder or ".")
        return _in_style(found, style)

    @property
    def _language(self) -> str:
        return self.job.config.in_paths(self.job.language.tag)

    def _built_page(self, name: str) -> str:
        """Return where the site has the page of a translation, without the end of its name."""
        if self.links.page and self.job.outputs.edition == "translated":
            return str(forms.fill(self.links.page, name, self._language))
        return posixpath.splitext(str(self.job.outputs.named(name, self.job.language.tag)))[0]

    # --- fragments ----------------------------------------------------------------------------

    def _headings(self, article: str, tail: str) -> Mapping[str, str]:
        """Return what the headings of another article are called, if a link asks for one."""
        if self.links.fragments == "keep" or "#" not in tail:
            return {}
        return self.neighbours.renamed(article)

    def _with_fragment(self, path: str, tail: str, renamed: Mapping[str, str]) -> str:
        head, mark, fragment = tail.partition("#")
        if fragment:
            name = unquote(fragment)
            found = renamed.get(name) or renamed.get(name.lower())
            if found:
                fragment = quote(found, safe=_SAFE) if _PERCENT.search(fragment) else found
        return f"{path}{head}{mark}{fragment}"

    # --- files --------------------------------------------------------------------------------

    def _addresses(self) -> Addresses:
        job = self.job
        return Addresses(job.outputs, job.article, job.language.tag, job.copied, job.pages)

    def _to_file(self, path: str) -> str | None:
        """Lead to a file that is no article; None where nothing is known of it."""
        read = unquote(path)
        source = joined(posixpath.dirname(self.job.article.path), read)
        if source is None or source == ".":
            return None
        root = self.job.config.root
        shown = self._localized(source) if self.links.localized else source
        if self.job.copied:
            if shown == source:
                return None
            # it is copied beside the other one
            return _address(
                posixpath.join(posixpath.dirname(read), posixpath.basename(shown)), path
            )
        if shown == source and not files.is_file(root / source, root):
            if not files.is_folder(root / source):
                if files.is_absent(root / source):
                    self.seen[source] = None
                return None
            shown = slashed(source, read)
        page = str(self.job.outputs.path(self.job.article, self.job.language.tag))
        found = slashed(self._addresses().to_source(shown, page), read)
        return path if _normal(found) == _normal(read) else _address(found, path)

    def _localized(self, source: str) -> str:
        """Return the file that stands for another one in the language, if there is one."""
        root = self.job.config.root
        for candidate in variants(source, self.job.language.tag, self.job.config.source):
            if files.is_file(root / candidate, root):
                try:
                    self.seen[candidate] = trace(files.read_bytes(root / candidate, root))
                except EssaytransError:  # it cannot be shown then
                    continue
                return candidate
            if files.is_absent(root / candidate):
                self.seen[candidate] = None
        return source


def _in_style(page: str, style: str) -> str:
    """Write a page, given without the end of its name."""
    if is_index(page) and style in ("plain", "directory"):
        return slashed(posixpath.dirname(page), "/")
    return page + {"md": ".md", "html": ".html", "directory": "/"}.get(style, "")


def _normal(path: str) -> str:
    return slashed(posixpath.normpath(path), path)


def _address(path: str, before: str) -> str:
    """Write a path as an address: with percent signs for other scripts if it was written so."""
    if _PERCENT.search(before):
        return quote(path, safe=_SAFE)
    return "".join(
        character if not character.isascii() else quote(character, safe=_SAFE) for character in path
    )
