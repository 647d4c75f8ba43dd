"""Cutting an article into units.

The tokens of the parser are walked once. Each gives units with exact spans, rows of the skeleton,
or neither; what is not a unit stays verbatim, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from essaytrans import garbage
from essaytrans.i18n import msg
from essaytrans.language.han import contains_han
from essaytrans.markdown import directives, ranges
from essaytrans.markdown.collect import Collector, SkeletonCollector
from essaytrans.markdown.fields import collect_front_matter
from essaytrans.markdown.keypaths import string_keys
from essaytrans.markdown.parser import MAX_NESTING, TOO_DEEP, parse_blocks
from essaytrans.markdown.source import Source
from essaytrans.markdown.templates import TEMPLATE, parameters
from essaytrans.model import Codec, Kind, SegmentRules

if TYPE_CHECKING:
    from markdown_it.token import Token

    from essaytrans.markdown.htmlblocks import HtmlReading
    from essaytrans.markdown.ranges import Pairs
    from essaytrans.model import Document

__all__ = ["Reading", "read", "segment", "skeleton"]


def segment(text: str, path: str = "", rules: SegmentRules | None = None) -> Document:
    """Cut an article into units.

    Args:
        text: the decoded file, whole: byte order mark and line ends as they are.
        path: what reports call it, relative to the project's root.
        rules: what the configuration says; None for the defaults.

    Returns:
        The document. It never fails: what cannot be read stays verbatim, with a diagnostic.
    """
    if (keys := string_keys(path, rules)) is not None:
        from essaytrans.markdown.sitestrings import segment_strings  # noqa: PLC0415 - few have any

        return segment_strings(text, path, keys)
    with garbage.paused():
        collector = Collector(Source.of(text, path))
        _begin(collector, rules or SegmentRules()).run()
        return collector.document()


class Reading(NamedTuple):
    """An article cut into units, and what it was cut from."""

    document: Document
    source: Source
    tokens: list[Token]
    places: list[int]
    """For each unit the index of the token that it stands in; -1 in front matter."""


def read(text: str, path: str = "", rules: SegmentRules | None = None) -> Reading:
    """Cut an article into units as `segment` does, and keep what it was cut from."""
    with garbage.paused():
        collector = Collector(Source.of(text, path))
        walk = _begin(collector, rules or SegmentRules())
        places = walk.place()
        return Reading(collector.document(), collector.source, walk.tokens, places)


def skeleton(text: str, rules: SegmentRules | None = None) -> tuple[tuple[object, ...], ...]:
    """Return the skeleton that `segment` would find, without making units."""
    with garbage.paused():
        collector = SkeletonCollector(Source.of(text))
        _begin(collector, rules or SegmentRules()).compare()
        return tuple(collector.skeleton)


def _begin(collector: Collector, rules: SegmentRules) -> _Walk:
    """Read the front matter and the blocks, and write down what all blocks have in common."""
    tokens = parse_blocks(collector.source.text, collect_front_matter(collector, rules))
    collector.skeleton.extend(map(_FIXED, tokens))
    return _Walk(collector, rules, tokens)


_CONTAINERS = {
    "list_item_open": Kind.LIST_ITEM,
    "blockquote_open": Kind.QUOTE,
    "footnote_reference_open": Kind.FOOTNOTE,
    "dd_open": Kind.DEFINITION,
}
_ENDS = frozenset(name.replace("_open", "_close") for name in _CONTAINERS)
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ALERT = re.compile(r"\[!([A-Za-z]+)\][+\-]?[ \t]*")
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{[ \t]*[#.:][^{}\n]*\}[ \t]*\Z")
_ATTRIBUTE_LINE = re.compile(r"\{:[^{}\n]*\}[ \t]*\Z")
# Lines that a site generator replaces: a table of contents, an included file (VitePress).
_PLACEHOLDER = re.compile(r"\[\[?_?toc_?\]\]?|<<<[ \t]*\S.*|@\[\w+\].*", re.IGNORECASE)
_OPENS_MARKER = frozenset("[{<@ \t\u3000")
_TITLE = re.compile(r"""\s("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*\Z""")


_FIXED: Callable[[Token], tuple[object, ...]] = attrgetter(
    "type", "tag", "level", "markup", "hidden"
)
"""What no translation may change of any block; the kinds of tokens with handlers have more."""

_Handler = Callable[[int, "Token"], None]


class _Walk:
    """One walk over an article's tokens."""

    def __init__(self, collector: Collector, rules: SegmentRules, tokens: list[Token]) -> None:
        self._collector = collector
        self._rules = rules
        self.tokens = tokens
        self._text = collector.source.text
        self._add_row = collector.skeleton.append
        self._scope = directives.Scope(notes=collector.notes)
        self._kinds: list[Kind] = [Kind.PARAGRAPH]
        self._defined: set[str] = set()
        self._places: list[int] = []
        self._handlers: dict[str, _Handler] = {
            "inline": self._inline,
            "fence": self._code,
            "code_block": self._code,
            "html_block": self._html,
            "definition": self._definition,
            "container_any_open": self._titled,
            "admonition_open": self._titled,
            TEMPLATE: self._template,
            TOO_DEEP: self._too_deep,
            "ordered_list_open": self._numbered,
            "footnote_reference_open": self._labelled,
        }

    def compare(self) -> None:
        """Write down what may not change, and nothing else."""
        for index, token in enumerate(self.tokens):
            if token.type == "inline":
                text = token.content
                if not text or (text[0] not in _OPENS_MARKER and text[-1] != "}"):
                    continue
            handler = self._handlers.get(token.type)
            if handler is not None:
                handler(index, token)

    def place(self) -> list[int]:
        """Collect units too; return the index of the token that each stands in, or -1."""
        units, places = self._collector.units, self._places
        places += [-1] * len(units)

        def placing(handler: _Handler) -> _Handler:
            def handle(index: int, token: Token) -> None:
                handler(index, token)
                places.extend([index] * (len(units) - len(places)))

            return handle

        self._handlers = {name: placing(handler) for name, handler in self._handlers.items()}
        self.run()
        return places

    def run(self) -> None:
        """Collect units too."""
        self._handlers |= dict.fromkeys(_CONTAINERS, self._enter)
        self._handlers |= dict.fromkeys(_ENDS, self._leave)
        self._collector.labels = frozenset(
            str(token.meta["id"]) for token in self.tokens if token.type == "definition"
        )
        if directives.OPENING.search(self._text):
            self._run_scoped()
            return
        handlers = self._handlers
        for index, token in enumerate(self.tokens):
            handler = handlers.get(token.type)
            if handler is not None:
                handler(index, token)

    def _run_scoped(self) -> None:
        """Walk over an article in which the author says something to essaytrans."""
        collector, scope = self._collector, self._scope
        for index, token in enumerate(self.tokens):
            if token.type == "html_block" and self._directives(index, token):
                continue
            if token.type in ("inline", "html_block"):
                directives.report_misplaced(collector, token)
            scope.see(token)
            collector.context = scope.context
            kept = len(collector.units)
            handler = self._handlers.get(token.type)
            if handler is not None:
                handler(index, token)
            if scope.skips:
                del collector.units[kept:]
                del self._places[kept:]
        if scope.region_is_open:
            directives.report_unclosed(collector)

    def _enter(self, index: int, token: Token) -> None:
        self._kinds.append(_CONTAINERS[token.type])
        if token.type == "footnote_reference_open":
            self._labelled(index, token)

    def _numbered(self, index: int, token: Token) -> None:
        if "start" in token.attrs:
            self._add_row((index, token.attrs["start"]))

    def _labelled(self, index: int, token: Token) -> None:
        self._add_row((index, token.meta["label"]))

    def _leave(self, _index: int, _token: Token) -> None:
        self._kinds.pop()

    def _directives(self, index: int, token: Token) -> bool:
        found = directives.read_directives(token.content)
        if found:
            self._html_row(index, token)
        for directive in found:
            if not self._scope.say(directive, token.level):
                self._collector.report(
                    "unknown-directive",
                    msg("there is no directive i18n:{name}", name=directive.name),
                    token.meta["spans"][0] if token.meta["spans"] else (0, 0),
                    hint=directives.instead_of(directive.name),
                )
        return bool(found)

    # --- text --------------------------------------------------------------------------------

    def _inline(self, index: int, token: Token) -> None:
        pairs: Pairs | None = token.meta.get("spans")
        parent = self.tokens[index - 1]
        if parent.type == "paragraph_open" and pairs:
            marker = self._paragraph(index, pairs)  # the spans are what its content was made of
            if marker:
                self._add_row((index, marker))
        elif pairs is None:
            if parent.type != "admonition_title_open":
                self._mismatch(token)
        elif not ranges.agrees(self._text, pairs, token.content):
            self._mismatch(token)
        elif parent.type == "heading_open":
            self._heading(index, parent, pairs)
        elif parent.type in ("th_open", "td_open"):
            kind = Kind.TABLE_HEADER if parent.type == "th_open" else Kind.TABLE_CELL
            self._collector.add(kind, Codec.TABLE_CELL, pairs)
        else:
            self._collector.add(Kind.TERM, Codec.MARKDOWN_LINE, pairs)

    def _mismatch(self, token: Token) -> None:
        line = (token.map or [0])[0]
        start = self._collector.source.start_of_line(line)
        self._collector.report(
            "span-mismatch",
            # Translators: “it” is the text of the line named.
            msg("essaytrans cannot tell exactly where this text stands; it stays as it is"),
            (start, start + 1),
            hint=msg("blanks instead of tabs usually help; please report the article otherwise"),
        )

    def _paragraph(self, index: int, pairs: Pairs) -> str:
        """Collect a paragraph; return the marker before its text that must stay."""
        text = self._text
        if text[pairs[0][0]] not in _OPENS_MARKER and text[pairs[-1][0]] != "{":
            self._collector.add(self._kinds[-1], Codec.MARKDOWN, pairs)
            return ""
        container = self.tokens[index - 2].type if index > 1 else ""
        marker = ""
        pairs = list(ranges.strip(text, pairs))
        if pairs and container == "list_item_open":
            if match := _TASK.match(text, *pairs[0]):
                marker = match[0].strip()
                pairs[0] = (match.end(), pairs[0][1])
        elif pairs and container == "blockquote_open" and (match := _ALERT.match(text, *pairs[0])):
            marker = match[0].strip()
            title = (match.end(), pairs.pop(0)[1])
            self._collector.add(Kind.CONTAINER_TITLE, Codec.MARKDOWN_LINE, [title])
        if pairs and text[pairs[-1][0]] == "{" and _ATTRIBUTE_LINE.match(text, *pairs[-1]):
            marker += text[slice(*pairs.pop())]
        if len(pairs) == 1 and _PLACEHOLDER.fullmatch(text, *pairs[0]):
            return marker + text[slice(*pairs[0])]
        self._collector.add(self._kinds[-1], Codec.MARKDOWN, pairs)
        return marker

    def _heading(self, index: int, heading: Token, pairs: Pairs) -> None:
        start, end = pairs[-1]
        if "}" in self._text[start:end] and (match := _ATTRIBUTES.search(self._text, start, end)):
            self._add_row((index, match[0].strip()))
            pairs = [*pairs[:-1], (start, match.start())]
        atx = heading.markup.startswith("#")
        codec = Codec.MARKDOWN_LINE if atx else Codec.MARKDOWN
        self._collector.add(Kind.HEADING, codec, pairs, detail=heading.tag[1:])

    def _titled(self, index: int, token: Token) -> None:
        head, title = token.meta["head"], token.meta["title"]
        fixed = self._text[slice(*head)]
        if title:
            start, end = title[0] - head[0], title[1] - head[0]
            fixed = fixed[:start] + "*" + fixed[end:]
            quoted = token.type == "admonition_open"
            codec = Codec.QUOTED_TITLE if quoted else Codec.MARKDOWN_LINE
            self._collector.add(Kind.CONTAINER_TITLE, codec, [title])
        self._add_row((index, fixed))

    # --- code, HTML, definitions, templates --------------------------------------------------

    def _code(self, index: int, token: Token) -> None:
        pairs: Pairs | None = token.meta.get("spans")
        closed = str(token.meta.get("closed", True))
        self._add_row((index, token.info, closed))
        wanted = self._rules.code == "always" or (
            self._rules.code == "han" and contains_han(token.content)
        )
        if pairs is None:
            if wanted:
                self._mismatch(token)
        elif wanted and token.content.strip():
            language = token.info.split()[0] if token.info.strip() else ""
            self._collector.add(Kind.CODE, Codec.CODE, pairs, detail=language, prose=True)

    def _html_row(self, index: int, token: Token) -> HtmlReading:
        from essaytrans.markdown.htmlblocks import read_html  # noqa: PLC0415 - many have no HTML

        reading = read_html(token.content)
        self._add_row((index, *reading.skeleton))
        return reading

    def _html(self, index: int, token: Token) -> None:
        reading = self._html_row(index, token)
        pairs: Pairs | None = token.meta.get("spans")
        if pairs is None:
            if reading.items:
                self._mismatch(token)
            return
        offsets = ranges.offsets(pairs)
        if reading.malformed is not None:
            if contains_han(token.content):
                at = ranges.locate(pairs, offsets, reading.malformed, reading.malformed + 1)[0]
                self._collector.report(
                    "html",
                    msg("this HTML cannot be read exactly; the block stays as it is"),
                    at,
                    hint=msg(
                        "look for a < that should be &lt; or a quotation mark that is not closed"
                    ),
                )
            return
        for item in reading.items:
            kind = Kind.HTML_ATTRIBUTE if item.attribute else Kind.HTML_TEXT
            codec = Codec.HTML_ATTRIBUTE if item.attribute else Codec.HTML_TEXT
            where = ranges.locate(pairs, offsets, item.start, item.end)
            self._collector.add(kind, codec, where, detail=item.attribute, prose=True)

    def _definition(self, index: int, token: Token) -> None:
        pairs: Pairs = token.meta["spans"]
        self._add_row((index, str(token.meta["id"]), str(token.meta["url"])))
        if token.meta["id"] in self._defined:
            return  # of several definitions of a label, readers see the first
        self._defined.add(str(token.meta["id"]))
        start, end = pairs[-1]
        match = _TITLE.search(self._text, start - 1, end) if token.meta["title"] else None
        if match:
            self._collector.add(Kind.LINK_TITLE, Codec.LINK_TITLE, [match.span(1)])

    def _template(self, index: int, token: Token) -> None:
        fixed = token.content
        base = int(token.meta["start"])
        found = [
            parameter
            for parameter in parameters(token.content)
            if any(fnmatchcase(parameter.name, pattern) for pattern in self._rules.shortcodes)
        ]
        for parameter in reversed(found):
            fixed = f"{fixed[: parameter.start]}*{fixed[parameter.end :]}"
        self._add_row((index, fixed))
        for parameter in found:
            codec = Codec.SHORTCODE if parameter.escapes else Codec.TAG_PARAMETER
            pair = (base + parameter.start, base + parameter.end)
            if "\n" not in self._text[slice(*pair)]:
                self._collector.add(Kind.SHORTCODE, codec, [pair], detail=parameter.name)

    def _too_deep(self, index: int, token: Token) -> None:
        self._add_row((index, token.content))
        start = self._collector.source.start_of_line((token.map or [0])[0])
        self._collector.report(
            "too-deep",
            msg(
                "blocks nest more than {limit} deep here; what is inside stays as it is",
                limit=MAX_NESTING,
            ),
            (start, start + 1),
        )
