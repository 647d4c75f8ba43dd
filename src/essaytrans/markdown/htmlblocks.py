"""HTML blocks: the texts and attributes in them that are units, and what may not change.

Tags are recognised by CommonMark's own grammar, which is stricter than a browser's: where a `<`
begins something that this grammar does not know, the block as a whole stays verbatim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.markdown.inline import CLOSE_TAG, OPEN_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HtmlItem", "HtmlReading", "masked_tag", "read_html"]

TRANSLATABLE_ATTRIBUTES = frozenset(("alt", "title", "placeholder", "aria-label"))
_PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_RAW_TEXT = frozenset(("script", "style", "textarea", "pre", "svg", "math", "template"))
_ATTRIBUTE = re.compile(
    r"""\s+([A-Za-z_:][\w:.\-]*)(?:\s*=\s*([^\s"'=<>`]+|'[^']*'|"[^"]*"))?""", re.ASCII
)
_MAX_RUN = 200
"""Longer runs of text and phrasing tags are cut at every tag; to pair tags costs quadratic time."""
_LETTER = re.compile(r"[^\W\d_]")
_NOT_PROSE = re.compile(r"<[^>]*>|&(?:#\w+|\w+);|https?://\S+")
_MARKUP = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>"))


@dataclass(frozen=True, slots=True)
class HtmlItem:
    """A text or an attribute value to translate; offsets in characters of the block's content."""

    start: int
    end: int
    attribute: str = ""
    """The name of the attribute (its value's quotation marks are inside the range), or empty."""


@dataclass(frozen=True, slots=True)
class HtmlReading:
    """What is in an HTML block."""

    items: tuple[HtmlItem, ...] = ()
    """In order, not overlapping."""
    skeleton: tuple[str, ...] = ()
    """Its tags and comments, translatable attribute values masked; without phrasing tags, which a
    translation may drop (`safety` sees that it adds none and leaves none open)."""
    malformed: int | None = None
    """Where something begins that is no HTML as CommonMark knows it; then there are no items."""


class _Part(NamedTuple):
    kind: str
    """`text`, `open`, `close`, `void` or `other`."""
    start: int
    end: int
    name: str = ""


def read_html(content: str) -> HtmlReading:
    """Read the content of an HTML block."""
    parts: list[_Part] = []
    for part in _parts(content):
        if part.kind == "malformed":
            return HtmlReading(skeleton=(content,), malformed=part.start)
        parts.append(part)
    items: list[HtmlItem] = []
    skeleton: list[str] = []
    run: list[_Part] = []
    for part in [*parts, _Part("other", len(content), len(content))]:
        if part.kind == "text" or part.name in _PHRASING:
            run.append(part)
            continue
        items.extend(_run_items(content, run))
        run.clear()
        if part.kind in ("open", "void"):
            items.extend(_attribute_items(content, part))
        skeleton.append(masked_tag(content[part.start : part.end]))
    return HtmlReading(tuple(items), tuple(skeleton))


def _parts(content: str) -> Iterator[_Part]:
    position = 0
    while position < len(content):
        start = content.find("<", position)
        if start < 0:
            start = len(content)
        if start > position:
            yield _Part("text", position, start)
        if start == len(content):
            return
        part = _markup(content, start)
        yield part
        if part.kind == "malformed":
            return
        position = part.end


def _markup(content: str, start: int) -> _Part:
    if match := OPEN_TAG.match(content, start):
        name = match[1].lower()
        if name in _RAW_TEXT and not match[3]:
            close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(content, match.end())
            return _Part("other", start, close.end() if close else len(content))
        kind = "void" if match[3] or name in VOID else "open"
        return _Part(kind, start, match.end(), name)
    if match := CLOSE_TAG.match(content, start):
        return _Part("close", start, match.end(), match[1].lower())
    for opener, closer in _MARKUP:
        if content.startswith(opener, start):
            found = content.find(closer, start + 2)
            return _Part("other", start, found + len(closer) if found >= 0 else len(content))
    if content[start + 1 : start + 2].isalpha() or content[start + 1 : start + 2] == "/":
        return _Part("malformed", start, start)
    return _Part("text", start, start + 1)


def _run_items(content: str, run: list[_Part]) -> Iterator[HtmlItem]:
    """Yield the units of a run of text and phrasing tags: one, if its tags are paired."""
    first, last = _trim(content, run) if len(run) <= _MAX_RUN else (0, 0)
    kept = run[first:last]
    whole = len(kept) > 1 and _is_paired(kept)
    for number, part in enumerate(run):
        if whole and first <= number < last:
            if number == first:
                yield from _text_item(content, part.start, kept[-1].end)
        elif part.kind == "text":
            yield from _text_item(content, part.start, part.end)
        elif part.kind in ("open", "void"):
            yield from _attribute_items(content, part)


def _trim(content: str, run: list[_Part]) -> tuple[int, int]:
    """Leave out of a run what need not be in its unit: blanks, void tags, tags around the whole."""
    first, last = 0, len(run)
    while first < last:
        head, tail = run[first], run[last - 1]
        if _is_edge(content, head) or head.kind == "close":
            first += 1
        elif _is_edge(content, tail) or tail.kind == "open":
            last -= 1
        elif head.kind == "open" and tail.kind == "close" and _is_paired(run[first + 1 : last - 1]):
            first, last = first + 1, last - 1
        else:
            break
    return first, last


def _is_edge(content: str, part: _Part) -> bool:
    if part.kind == "text":
        return not content[part.start : part.end].strip()
    return part.kind == "void"


def _is_paired(parts: list[_Part]) -> bool:
    names: list[str] = []
    for part in parts:
        if part.kind == "open":
            names.append(part.name)
        elif part.kind == "close" and (not names or names.pop() != part.name):
            return False
    return not names


def _text_item(content: str, start: int, end: int) -> Iterator[HtmlItem]:
    text = content[start:end]
    if _LETTER.search(_NOT_PROSE.sub("", text)):
        yield HtmlItem(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def _attribute_items(content: str, part: _Part) -> Iterator[HtmlItem]:
    for match in _ATTRIBUTE.finditer(content, part.start + 1 + len(part.name), part.end):
        name = match[1].lower()
        if name in TRANSLATABLE_ATTRIBUTES and match[2] and _LETTER.search(match[2]):
            yield HtmlItem(match.start(2), match.end(2), name)


_WORDS = frozenset(
    ("caption", "desc", "description", "hint", "note", "subtitle", "summary", "tip", "tooltip")
)
"""Attributes of components that hold words for readers. They are no units of their own, but where
such a tag stands in a text, its words are translated with it. No browser acts on any of them (but for
`summary` of a table, which is read aloud)."""


def masked_tag(tag: str) -> str:
    """Return a tag as it must stay: name and attributes, without the words that may change."""
    if match := CLOSE_TAG.fullmatch(tag):
        return f"</{match[1].lower()}>"
    match = OPEN_TAG.fullmatch(tag)
    if not match:
        return tag
    attributes = ""
    for written, value in _ATTRIBUTE.findall(match[2]):
        name = written.lower()
        shown = "*" if name in TRANSLATABLE_ATTRIBUTES or name in _WORDS else value
        attributes += f" {name}={shown}" if value else f" {name}"
    return f"<{match[1].lower()}{attributes}{match[3]}>"
