"""Walking an article's tokens, and writing each as HTML in one language or in two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from essaytrans.i18n import msg
from essaytrans.markdown.parser import TOO_DEEP
from essaytrans.markdown.templates import TEMPLATE
from essaytrans.model import Kind
from essaytrans.pages.anchors import anchors
from essaytrans.pages.boxes import find_box
from essaytrans.pages.clean import clean
from essaytrans.pages.flow import Flow, escape
from essaytrans.pages.htmlblock import read_html_block, write_html
from essaytrans.pages.pair import Pair, Sides
from essaytrans.pages.raw import code_pair, tag_pair
from essaytrans.pages.shown import Layout
from essaytrans.pages.texts import Both, Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from essaytrans.markdown.blocks import Blocks
    from essaytrans.pages.shown import Rendered, Resolve

__all__ = ["Body"]

_TASK = re.compile(r"\[([ xX])\][ \t]+")
_ALERT = re.compile(r"\[!([A-Za-z]+)\][+\-]?[ \t]*(?:\n|\Z)?")
_ATTRIBUTES = re.compile(r"(?:\A|[ \t\n])\{:?[ \t]*[#.:][^{}\n]*\}[ \t]*\Z")
_PLACEHOLDER = re.compile(r"\[\[?_?toc_?\]\]?|<<<[ \t]*\S.*|@\[\w+\].*", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][\w\-]*")
_ALIGN = re.compile(r"text-align:(left|center|right)")
_ASIDE = re.compile(r'<hr data-aside="(\d+)">')
_ITEMS = ("list_item_open", "footnote_reference_open")
_BULLETS = "•◦▪"

# Translators: said of an item of a list of things to do, to whoever cannot see the tick.
_DONE = msg("done")
# Translators: said of an item of a list of things to do, to whoever cannot see the empty box.
_TO_DO = msg("to do")
# Translators: the section at the end of an article; to whoever cannot see it.
_NOTES = msg("footnotes")
# Translators: what a small link at the end of a footnote is, to whoever cannot see it.
_BACK = msg("back to the text")
# Translators: what can be scrolled sideways here, to whoever cannot see it.
_TABLE = msg("table")


class _Lead(NamedTuple):
    """What belongs to the first text of a block; see `Pair`."""

    classes: str = ""
    mark: str = ""
    before: str = ""


class _List(NamedTuple):
    ordered: bool
    start: int
    items: list[int]
    """How many items there were, as the only member."""


class Body:
    """One article that is being written."""

    def __init__(
        self, blocks: Blocks, texts: Sequence[Rendered], sides: Sides, resolve: Resolve
    ) -> None:
        self._blocks = blocks
        self._tokens = blocks.tokens
        self._rendered = texts
        self._sides = sides
        self._units = blocks.units_by_token()
        self._names = anchors(blocks.document)
        self._texts = Texts(blocks, texts, resolve)
        self._flow = Flow(self._texts.resolve)
        self._lists: list[_List] = []
        self._references: dict[str, list[str]] = {}
        self._notes: list[tuple[str, int, int]] = []
        self._boxes: list[bool] = []
        self._handlers: dict[str, Callable[[int, Token], int | None]] = {
            "inline": self._inline,
            "paragraph_open": _nothing,
            "heading_open": _nothing,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "bullet_list_close": self._end_list,
            "ordered_list_close": self._end_list,
            "list_item_open": self._item,
            "blockquote_open": self._quote,
            "blockquote_close": self._end_quote,
            "table_open": self._table,
            "table_close": self._end_table,
            "th_open": self._cell,
            "td_open": self._cell,
            "footnote_reference_open": self._note,
            "container_any_open": self._box,
            "admonition_open": self._box,
            "admonition_title_open": lambda index, _: index + 3,
            "fence": self._code,
            "code_block": self._code,
            "math_block": self._code,
            "math_block_label": self._code,
            "html_block": self._html,
            "hr": lambda *_: self._flow.write("<hr>\n"),
            TEMPLATE: self._template,
            TOO_DEEP: self._code,
        }
        for name in _PLAIN:
            self._handlers[f"{name}_open"] = self._opener(name)
        for name in (*_PLAIN, *_CLOSED):
            self._handlers[f"{name}_close"] = lambda *_: self._flow.end()

    def show(self) -> Markup:
        """Write the whole."""
        self._walk(0, len(self._tokens))
        self._write_notes()
        body = clean(self._flow.finish())
        if "data-aside" not in body:
            return body
        # an author's tags have no such attributes
        shown = _ASIDE.sub(lambda found: str(self._rendered[int(found[1])].aside), body)
        return Markup(shown)  # noqa: S704 - cleaned above, and asides are made by templates of ours

    def _walk(self, index: int, end: int) -> None:
        tokens, handlers = self._tokens, self._handlers
        while index < end:
            token = tokens[index]
            handler = handlers.get(token.type)
            further = handler(index, token) if handler is not None else None
            index = index + 1 if further is None else further

    def _opener(self, tag: str) -> Callable[[int, Token], None]:
        return lambda *_: self._flow.begin(tag, f"<{tag}>")

    def _pair(self, pair: Pair) -> None:
        self._sides.write(self._flow, pair, self._names, self._rendered)

    # --- text ------------------------------------------------------------------------------------

    def _inline(self, index: int, token: Token) -> None:
        parent = self._tokens[index - 1]
        lead = self._lead(index, token, parent)
        units = self._units.get(index, ())
        if not units:
            self._verbatim(token, parent, lead)
        for unit in units:
            both = self._texts.unit(unit)
            for shown in both:
                for label in shown.notes if shown else ():
                    self._references.setdefault(label, []).append(self._names[unit])
            if self._blocks.document.units[unit].kind is Kind.CONTAINER_TITLE:
                self._text(parent, both, lead._replace(classes=" title"), (unit,))
            else:
                self._text(parent, both, lead, (unit,))
            lead = _Lead(lead.classes)

    def _text(self, parent: Token, both: Both, lead: _Lead, units: Sequence[int] = ()) -> None:
        source, translation = both
        images = source.images and (translation is None or translation.images)
        bare = parent.type in ("td_open", "th_open")
        tag = parent.tag if parent.type == "heading_open" else "p"
        shown, other = source.html, translation.html if translation else None
        if images and not bare:
            tag = "figure"
            shown, other = source.figure, translation.figure if translation else None
            lead = lead._replace(classes=f"{lead.classes} picture")
        self._pair(Pair(tag, shown, other, units, *lead, once=images, bare=bare))

    def _lead(self, index: int, token: Token, parent: Token) -> _Lead:
        """Return what belongs to the first text of a block, besides the text."""
        if parent.type == "heading_open":
            name = self._texts.slugs.ids.get(index)
            place = f'<span class="place" id="{escape(name)}"></span>' if name else ""
            return _Lead(" heading", "", place)
        mark, before = self._marks(index, token)
        return _Lead(" tight" if parent.hidden else "", mark, before)

    def _marks(self, index: int, token: Token) -> tuple[str, str]:
        """Return what stands before the first text of an item: its mark, and words for it."""
        if index < 2 or self._tokens[index - 2].type not in _ITEMS:  # noqa: PLR2004
            return "", ""
        task = _TASK.match(token.content)
        if not task:
            return self._item_mark(), ""
        done = task[1] != " "
        words = self._sides.say(_DONE if done else _TO_DO)
        return "☑" if done else "☐", f'<span class="unseen">{escape(words)}</span>'

    def _item_mark(self) -> str:
        current = self._lists[-1]
        if current.ordered:
            return f"{current.start + current.items[0] - 1}."
        depth = sum(not found.ordered for found in self._lists) - 1
        return _BULLETS[depth % len(_BULLETS)]

    def _verbatim(self, token: Token, parent: Token, lead: _Lead) -> None:
        """Write text that has nothing to translate, or that the author wants left alone."""
        content = token.content
        if lead.mark and (task := _TASK.match(content)):
            content = content[task.end() :]
        if self._boxes and self._boxes[-1] and (alert := _ALERT.match(content)):
            content = content[alert.end() :]
        if "}" in content:
            content = _ATTRIBUTES.sub("", content)
        if _PLACEHOLDER.fullmatch(content):
            self._pair(tag_pair(content))
        elif content.strip():
            self._text(parent, self._texts.verbatim(content), lead)

    # --- containers ------------------------------------------------------------------------------

    def _list(self, _index: int, token: Token) -> None:
        start = int(token.attrs.get("start", 1))
        self._lists.append(_List(token.tag == "ol", start, [0]))
        attribute = f' start="{start}"' if start != 1 else ""
        self._flow.begin(token.tag, f'<{token.tag} role="list"{attribute}>\n')

    def _end_list(self, _index: int, _token: Token) -> None:
        self._lists.pop()
        self._flow.end()

    def _item(self, _index: int, _token: Token) -> None:
        if self._lists:
            self._lists[-1].items[0] += 1
        self._flow.begin("li", "<li>")

    def _quote(self, index: int, _token: Token) -> None:
        first = self._tokens[index + 1 : index + 3]
        alert = None
        if len(first) == 2 and first[0].type == "paragraph_open":  # noqa: PLR2004
            alert = _ALERT.match(first[1].content)
        if alert is None:
            self._boxes.append(False)
            self._flow.begin("blockquote", "<blockquote>\n")
            return
        self._boxes.append(True)
        units = self._units.get(index + 2, ())
        titled = any(
            self._blocks.document.units[unit].kind is Kind.CONTAINER_TITLE for unit in units
        )
        self._begin_box(alert[1], titled=titled)

    def _end_quote(self, _index: int, _token: Token) -> None:
        self._boxes.pop()
        self._flow.end()

    def _begin_box(self, name: str, *, titled: bool) -> None:
        box = find_box(name)
        classes = f"box {box.name}" if box else "box"
        self._flow.begin("div", f'<div class="{classes}">\n')
        if box and not titled:
            self._flow.write(f'<p class="label">{escape(self._sides.say(box.label))}</p>\n')

    def _box(self, index: int, token: Token) -> None:
        units = self._units.get(index, ())
        title = token.meta["title"]
        name = _NAME.match(token.info.strip())
        self._begin_box(name[0] if name else "", titled=title is not None)
        if units:
            both = self._texts.unit(units[0])
        elif title is not None:
            both = self._texts.verbatim(self._blocks.source.text[slice(*title)])
        else:
            return
        self._pair(
            Pair(
                "p",
                both.source.html,
                both.translation.html if both.translation else None,
                units,
                " title",
            )
        )

    def _table(self, _index: int, _token: Token) -> None:
        label = escape(self._sides.say(_TABLE))
        opening = f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        self._flow.begin("div", opening)
        self._flow.begin("table", "<table>\n")

    def _end_table(self, _index: int, _token: Token) -> None:
        self._flow.end()
        self._flow.end()

    def _cell(self, _index: int, token: Token) -> None:
        align = _ALIGN.search(str(token.attrs.get("style", "")))
        classes = f' class="{align[1]}"' if align else ""
        self._flow.begin(token.tag, f"<{token.tag}{classes}>")

    # --- footnotes -------------------------------------------------------------------------------

    def _note(self, index: int, token: Token) -> int:
        """Leave a footnote for the end; its number is known when all of the text has been shown."""
        end = index + 1
        while self._tokens[end].type != "footnote_reference_close" or (
            self._tokens[end].level != token.level
        ):
            end += 1
        self._notes.append((str(token.meta["label"]), index, end))
        return end + 1

    def _write_notes(self) -> None:
        if not self._notes:
            return
        label = escape(self._sides.say(_NOTES))
        opening = f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n'
        self._flow.begin("section", opening)
        self._flow.begin("ol", '<ol role="list">\n')
        written: set[int] = set()
        while waiting := sorted(
            (self._texts.numbers.get(label, len(self._tokens)), index, end, label)
            for label, index, end in self._notes
            if index not in written
        ):
            _, index, end, label = waiting[0]
            written.add(index)
            self._write_note(label, index, end)
        self._flow.end()
        self._flow.end()

    def _write_note(self, label: str, index: int, end: int) -> None:
        first = self._texts.notes[label] == index
        number = self._texts.number(label)
        self._lists.append(_List(ordered=True, start=number, items=[1]))
        identity = f' id="fn-{number}"' if first else ""
        self._flow.begin("li", f'<li{identity} value="{number}">')
        self._walk(index + 1, end)
        back = escape(self._sides.say(_BACK))
        names = dict.fromkeys(self._references.get(label, ()) if first else ())
        links = "".join(
            f'<a href="#{name}" role="doc-backlink" aria-label="{back}">↩</a>' for name in names
        )
        self._flow.write(f'<p class="back">{links}</p>' if links else "")
        self._flow.end()
        self._lists.pop()

    # --- what is not text ------------------------------------------------------------------------

    def _written(self, index: int) -> str | None:
        """Return the content of a token with the translations of its units; None if there are none."""
        found = {
            unit: text
            for unit in self._units.get(index, ())
            if (text := self._rendered[unit].translation) is not None
        }
        return self._blocks.written(index, found) if found else None

    def _code(self, index: int, token: Token) -> None:
        self._pair(code_pair(token, self._written(index), self._units.get(index, ())))

    def _template(self, index: int, token: Token) -> None:
        self._pair(tag_pair(token.content, self._written(index), self._units.get(index, ())))

    def _html(self, index: int, token: Token) -> None:
        block = read_html_block(token.content)
        if block.empty and block.closed:
            return
        units = self._units.get(index, ())
        written = self._written(index)
        if not block.closed:
            # it stands around what follows, or ends that: in the words of the translation
            for unit in units:
                self._flow.write(f'<span class="place" id="{self._names[unit]}"></span>')
            extra = self._sides.attributes(translated=written is not None)
            shown = token.content
            if written is not None and self._sides.layout is not Layout.SOURCE:
                shown = written
            write_html(self._flow, shown, extra)
            return
        source, other = (
            None if text is None else self._own_html(text) for text in (token.content, written)
        )
        self._pair(Pair("div", source or "", other, units, " html", once=block.once))

    def _own_html(self, content: str) -> str:
        flow = Flow(self._texts.resolve)
        write_html(flow, content)
        return flow.finish()


def _nothing(_index: int, _token: Token) -> None:
    """Leave the opening of a paragraph to its text."""


_PLAIN = ("thead", "tbody", "tr", "dl", "dt", "dd")
_CLOSED = ("list_item", "th", "td", "container_any", "admonition")
