"""The texts of an article's units as inline HTML, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.utils import normalizeReference

from essaytrans.language.han import join_lines
from essaytrans.model import Codec, Kind
from essaytrans.pages.inline import Inline, Shown
from essaytrans.pages.slugs import Slugs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.markdown.blocks import Blocks
    from essaytrans.pages.shown import Rendered, Resolve

__all__ = ["Both", "Texts"]


class Both(NamedTuple):
    """A text in the source language, and its translation if it has one."""

    source: Shown
    translation: Shown | None


class Texts:
    """Shows the texts of one article."""

    def __init__(self, blocks: Blocks, texts: Sequence[Rendered], resolve: Resolve) -> None:
        self._units = blocks.document.units
        self._texts = texts
        self.slugs = Slugs(blocks, texts)
        self.notes: dict[str, int] = {}
        """Where each footnote of a label begins among the tokens; of several the first."""
        self.numbers: dict[str, int] = {}
        """The numbers of footnotes that were referred to so far, from 1, in this order."""
        definitions: dict[str, dict[str, str]] = {}
        for index, token in enumerate(blocks.tokens):
            if token.type == "definition":
                label = normalizeReference(str(token.meta["id"]))
                found = {"href": str(token.meta["url"]), "title": str(token.meta["title"])}
                definitions.setdefault(label, found)
            elif token.type == "footnote_reference_open":
                self.notes.setdefault(str(token.meta["label"]), index)
        translated = {label: dict(found) for label, found in definitions.items()}
        for index, unit in enumerate(self._units):
            if unit.kind is Kind.LINK_TITLE and (text := texts[index].translation):
                token = blocks.tokens[blocks.places[index]]
                translated[normalizeReference(str(token.meta["id"]))]["title"] = text

        def place(target: str) -> str:
            return resolve(self.slugs.resolve(target))

        self.source = Inline(definitions, self.number, place)
        self.target = Inline(translated, self.number, place)
        self.resolve = place

    def number(self, label: str) -> int:
        """Return the number of a footnote, by the order of references; 0 if there is none."""
        if label not in self.notes:
            return 0
        return self.numbers.setdefault(label, len(self.numbers) + 1)

    def unit(self, index: int) -> Both:
        """Show a unit that is inline Markdown."""
        unit, text = self._units[index], self._texts[index].translation
        source = self.source.show(_lines(unit.msgid, unit.codec))
        if text is None or text == unit.msgid:
            return Both(source, None)
        return Both(source, self.target.show(_lines(text, unit.codec)))

    def verbatim(self, content: str) -> Both:
        """Show inline Markdown of the source that is no unit, as the parser read it."""
        return Both(self.source.show(content, breaks=False), None)


def _lines(text: str, codec: Codec) -> str:
    """Return a text as it is built: without blank lines, and of one line where there is but one."""
    if "\n" not in text:
        return text.strip()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join(lines) if codec is Codec.MARKDOWN else join_lines(lines)
