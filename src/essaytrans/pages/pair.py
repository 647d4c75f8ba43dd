"""A pair: a paragraph in the source language and in the other one, however they are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.i18n import msg
from essaytrans.pages.flow import escape
from essaytrans.pages.shown import Layout, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Message
    from essaytrans.pages.flow import Flow
    from essaytrans.pages.shown import Rendered, Say, Voice

__all__ = ["Pair", "Sides"]

_WORST = (State.REFUSED, State.MISSING, State.FUZZY, State.TRANSLATED, State.SAME)
_UNDONE: dict[State, Message] = {
    # Translators: said of a paragraph of an article, on its page.
    State.MISSING: msg("not translated yet"),
    # Translators: said of a paragraph of an article, on its page: its translation is of an earlier
    # text, and somebody has to look at it.
    State.FUZZY: msg("the translation may be out of date"),
    # Translators: said of a paragraph of an article, on its page: its translation has something in
    # it that would break the article.
    State.REFUSED: msg("the translation cannot be shown"),
}
# Translators: what a small link beside a paragraph is, for whoever cannot see it.
_LINK = msg("link to this paragraph")


@dataclass(frozen=True, slots=True)
class Pair:
    """What is to be shown of a paragraph, or of what is like one."""

    tag: str
    """The element that either text stands in."""
    source: str
    """HTML."""
    translation: str | None = None
    """HTML; None where there is none, or it says the same."""
    units: Sequence[int] = ()
    """The units that it is made of; none where there is nothing to translate."""
    classes: str = ""
    """Classes of the pair, each with a blank before it."""
    mark: str = ""
    """What stands before each text: the number or the bullet of a list."""
    before: str = ""
    """HTML in the page's language, before both texts."""
    once: bool = False
    """Whether only one of the texts is shown: the translation, if there is one."""
    bare: bool = False
    """Whether it stands in a cell, where there is no room for more than the texts."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two languages of a page, and how they stand to each other."""

    source: Voice
    target: Voice
    layout: Layout
    say: Say

    def attributes(self, *, translated: bool) -> str:
        """Return `lang` and `dir` of a text, as HTML with a blank before each."""
        voice = self.target if translated else self.source
        return f' lang="{escape(voice.tag)}" dir="{escape(voice.direction)}"'

    def write(
        self, flow: Flow, pair: Pair, names: Sequence[str], texts: Sequence[Rendered]
    ) -> None:
        """Write a pair.

        Args:
            flow: where it goes.
            pair: what it is.
            names: the ids of the article's units.
            texts: what is shown of the article's units.
        """
        name = names[pair.units[0]] if pair.units else ""
        state = min((texts[unit].state for unit in pair.units), key=_WORST.index, default=None)
        before = pair.before
        for unit in pair.units[1:]:
            before += f'<span class="place" id="{names[unit]}"></span>'
        cells = self._cells(pair, state)
        opening = f'class="pair{pair.classes}"'
        if name:
            opening += f' id="{name}" data-state="{state}"'
        if len(cells) > 1 and self.layout is Layout.TABLES and not pair.bare:
            row = "".join([f"<td>{cell}</td>" for cell in cells])
            flow.write(
                f'{before}<table {opening} role="presentation"><tbody><tr>{row}</tr></tbody></table>\n'
            )
        else:
            after = self._after(pair, name, state)
            flow.write(f"<div {opening}>{before}{''.join(cells)}{after}</div>")
            flow.write("" if pair.bare else "\n")
        for unit in pair.units:
            if texts[unit].aside:
                flow.write(f'<hr data-aside="{unit}">')

    def _cells(self, pair: Pair, state: State | None) -> list[str]:
        """Return the source, the translation, or both; `whole` is what stands for both."""
        text = pair.translation
        translated = text is not None and text != pair.source
        both = translated and not pair.once and self.layout in (Layout.PAIRS, Layout.TABLES)
        if both:
            return [
                self._cell(pair, pair.source, "source", translated=False),
                self._cell(pair, text or "", "target", translated=True),
            ]
        if translated and self.layout is not Layout.SOURCE:
            return [self._cell(pair, text or "", "target whole", translated=True)]
        waits = state in _UNDONE and not pair.once
        return [
            self._cell(pair, pair.source, "source" if waits else "source whole", translated=False)
        ]

    def _cell(self, pair: Pair, inner: str, kind: str, *, translated: bool) -> str:
        mark = f' data-mark="{escape(pair.mark)}"' if pair.mark else ""
        attributes = self.attributes(translated=translated)
        if pair.tag == "pre":  # code runs from left to right, whatever its remarks are written in
            attributes = attributes.replace('dir="rtl"', 'dir="ltr"')
        return f'<{pair.tag} class="{kind}"{attributes}{mark}>{inner}</{pair.tag}>'

    def _after(self, pair: Pair, name: str, state: State | None) -> str:
        """Return the sign of what is undone, and the link."""
        if self.layout is Layout.TABLES:
            return ""
        after = ""
        if state in _UNDONE:
            words = escape(self.say(_UNDONE[state]))
            after = f'<span class="sign" role="img" aria-label="{words}" title="{words}"></span>'
        if name and not pair.bare:
            link = escape(self.say(_LINK))
            after += f'<a class="anchor" href="#{name}" aria-label="{link}">#</a>'
        return after
