"""The names that links inside an article know its headings by."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from essaytrans.model import Kind
from essaytrans.pages.inline import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.markdown.blocks import Blocks
    from essaytrans.pages.shown import Rendered

__all__ = ["Slugs", "slug"]

_ATTRIBUTES = re.compile(r"\{[ \t]*(?:[^{}\n]*[ \t])?#([\w.:\-]+)[^{}\n]*\}[ \t]*\Z")
_NO_SLUG = re.compile(r"[^\w\- ]")
_OURS = re.compile(r"(?:p|fn)-")


def slug(text: str) -> str:
    """Make the name that GitHub gives a heading of these words, before it tells repeats apart."""
    return _NO_SLUG.sub("", text.strip().lower()).replace(" ", "-")


class Slugs:
    """The ids of an article's headings, and what else a link may call them."""

    def __init__(self, blocks: Blocks, texts: Sequence[Rendered]) -> None:
        self.ids: dict[int, str] = {}
        """By the index of the heading's inline token; `p-…` and `fn-…` are never among them."""
        self._other: dict[str, str] = {}
        units = {
            place: unit
            for unit, place in enumerate(blocks.places)
            if blocks.document.units[unit].kind is Kind.HEADING
        }
        seen: Counter[str] = Counter()
        taken: set[str] = set()
        for index, token in enumerate(blocks.tokens):
            if token.type != "heading_open":
                continue
            unit = units.get(index + 1)
            content = blocks.tokens[index + 1].content
            given = _ATTRIBUTES.search(content)
            if given:
                name = given[1]
            else:
                shown = content if unit is None else blocks.document.units[unit].msgid
                name = slug(words(shown))
                seen[name] += 1
                if seen[name] > 1:
                    name = f"{name}-{seen[name] - 1}"
            if not name:
                continue
            identity = f"s-{name}" if _OURS.match(name) else name
            if identity not in taken:
                taken.add(identity)
                self.ids[index + 1] = identity
            self._other.setdefault(name, identity)
            if unit is not None and (text := texts[unit].translation):
                self._other.setdefault(slug(words(text)), identity)

    def resolve(self, target: str) -> str:
        """Return a target, or, if it names a heading in either language, its id as a target."""
        if not target.startswith("#"):
            return target
        name = unquote(target[1:])
        return f"#{self._other.get(name, self._other.get(name.lower(), name))}"
