"""Inline Markdown to HTML, in one language.

A newline in a unit's text is a hard break: soft ones are joined already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from essaytrans.pages.flow import Flow, escape
from essaytrans.pages.marks import has_marks, parse_marks, plain, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

__all__ = ["Inline", "Shown", "words"]

_ADDRESS = re.compile(r"(?<![A-Za-z0-9])https?://[!#-'*-;=?-Z_a-z~()]++")
_ADDRESS_TAIL = ".,:;!?'*_~)("


@dataclass(frozen=True, slots=True)
class Shown:
    """Inline text as HTML."""

    html: str
    """Balanced phrasing content."""
    notes: tuple[str, ...] = ()
    """Labels of the footnotes that it refers to, in order."""
    images: bool = False
    """Whether it is nothing but images, or links around them."""
    caption: str = ""
    """The title of the image, if it is a single one and nothing else: plain text, which the image
    itself then does not have."""

    @property
    def figure(self) -> str:
        """The same with its caption, as `<figure>` holds it."""
        return (
            f"{self.html}<figcaption>{escape(self.caption)}</figcaption>"
            if self.caption
            else self.html
        )


@dataclass(slots=True)
class Inline:
    """Shows texts of one language."""

    references: Mapping[str, Mapping[str, str]]
    """Link definitions by normalised label: `href`, `title`."""
    number: Callable[[str], int]
    """Gives a footnote of the article its number; 0 if it has none of that label."""
    resolve: Callable[[str], str]
    """Makes a target work where the page stands."""
    _known: dict[tuple[str, bool], Shown] = field(default_factory=dict)

    def show(self, text: str, *, breaks: bool = True) -> Shown:
        """Show a text; of equal ones the HTML is made once.

        Args:
            text: inline Markdown.
            breaks: whether a newline is a line break; otherwise a blank.
        """
        found = self._known.get((text, breaks))
        if found is None:
            found = self._known[text, breaks] = self._show(text, breaks=breaks)
        return found

    def _show(self, text: str, *, breaks: bool) -> Shown:
        if not has_marks(text):
            return Shown(escape(text))
        tokens = parse_marks(text, self.references, self.number)
        images = _images(tokens)
        caption = str(images[0].attrs.pop("title", "")) if len(images) == 1 else ""
        writer = _Writer(Flow(self.resolve), "<br>" if breaks else " ", self.number)
        for token in tokens:
            writer.write(token)
        return Shown(writer.flow.finish(), tuple(writer.notes), bool(images), caption)


def _images(tokens: Sequence[Token]) -> list[Token]:
    """Return the images of a text that is nothing but images, or links around them."""
    found: list[Token] = []
    for token in tokens:
        if token.type == "image":
            found.append(token)
        elif token.type not in ("softbreak", "hardbreak", "link_open", "link_close") and (
            token.type != "text" or token.content.strip()
        ):
            return []
    return found


class _Writer:
    """Writes the tokens of one text."""

    def __init__(self, flow: Flow, softbreak: str, number: Callable[[str], int]) -> None:
        self.flow = flow
        self.notes: list[str] = []
        self._softbreak = softbreak
        self._number = number
        self._links = 0
        """How many links are open: a browser knows no link inside another."""

    def write(self, token: Token) -> None:
        """Write a token."""
        writer = _WRITERS.get(token.type)
        if writer is not None:
            writer(self, token)
        elif token.nesting > 0:
            self.flow.begin(token.tag, f"<{token.tag}>")
        elif token.nesting < 0:
            self.flow.end()

    def text(self, token: Token) -> None:
        shown = escape(token.content)
        if not self._links and "://" in shown:
            shown = _with_addresses(token.content)
        self.flow.write(shown)

    def code(self, token: Token) -> None:
        kind = token.meta.get("class")
        attribute = f' class="{kind}"' if kind else ""
        self.flow.write(f"<code{attribute}>{escape(token.content)}</code>")

    def link(self, token: Token) -> None:
        self._links += 1
        self.flow.begin("a", f"<a{self._target(token, 'href')}>")

    def end_link(self, _token: Token) -> None:
        self._links -= 1
        self.flow.end()

    def image(self, token: Token) -> None:
        alt = escape(plain(token.children or ()))
        self.flow.write(f'<img{self._target(token, "src")} alt="{alt}" loading="lazy">')

    def html(self, token: Token) -> None:
        self.flow.tag(token.content)

    def footnote(self, token: Token) -> None:
        number = self._number(token.content)
        self.notes.append(token.content)
        link = f'<a href="#fn-{number}" role="doc-noteref">{number}</a>'
        self.flow.write(f'<sup class="ref">{link}</sup>')

    def note(self, _token: Token) -> None:
        self.flow.begin("small", '<small class="note">')

    def softbreak(self, _token: Token) -> None:
        self.flow.write(self._softbreak)

    def hardbreak(self, _token: Token) -> None:
        self.flow.write("<br>")

    def _target(self, token: Token, name: str) -> str:
        target = self.flow.target(str(token.attrs.get(name, "")))
        title = token.attrs.get("title")
        titled = f' title="{escape(str(title))}"' if title else ""
        return f' {name}="{escape(target)}"{titled}' if target else titled


_WRITERS: dict[str, Callable[[_Writer, Token], None]] = {
    "text": _Writer.text,
    "text_special": _Writer.text,
    "code_inline": _Writer.code,
    "link_open": _Writer.link,
    "link_close": _Writer.end_link,
    "image": _Writer.image,
    "html_inline": _Writer.html,
    "footnote": _Writer.footnote,
    "note_open": _Writer.note,
    "softbreak": _Writer.softbreak,
    "hardbreak": _Writer.hardbreak,
}


def _with_addresses(text: str) -> str:
    """Escape text, and make links of the addresses in it."""
    parts: list[str] = []
    position = 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_ADDRESS_TAIL)
        shown = escape(address)
        parts += (escape(text[position : found.start()]), f'<a href="{shown}">{shown}</a>')
        position = found.start() + len(address)
    return "".join([*parts, escape(text[position:])])
