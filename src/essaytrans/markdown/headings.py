"""The headings of an article by the ids that a site generator gives them, and its other anchors."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from essaytrans.markdown.slugs import Named
from essaytrans.model import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from essaytrans.markdown.linked import Linked
    from essaytrans.markdown.slugs import SlugRule

__all__ = ["Heading", "anchors", "headings", "pins"]


class Heading(NamedTuple):
    """A heading, as links find it."""

    id: str
    """Empty for one that has none."""
    given: bool
    """Whether its author wrote the id behind it."""
    end: int
    """Where in the file its text ends."""


_HTML_ID: Final = re.compile(
    r"""<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>=`]+))"""
)
_ATTRIBUTES: Final = re.compile(r"\{([^{}\n]{1,300})\}")
_ID: Final = re.compile(r"(?:^|[ \t:])#([^\s{}.#]+)")
_LONGEST: Final = 10_000
"""Characters of a heading that is read as Markdown; no heading has more."""


def headings(linked: Linked, rule: SlugRule) -> list[Heading]:
    """Return the headings of an article in order, those in quotations and lists too."""
    references = {
        str(token.meta["id"]): {"href": "", "title": ""}
        for token in linked.tokens
        if token.type == "definition"
    }
    names: list[Named] = []
    ends: list[int] = []
    for opening, token in zip(linked.tokens, linked.tokens[1:], strict=False):
        if opening.type == "heading_open":
            names.append(_named(token.content, rule, references))
            ends.append(_end(linked, token))
    ids = rule.tell_apart(names)
    return [Heading(*one) for one in zip(ids, (name.given for name in names), ends, strict=True)]


def anchors(linked: Linked, rule: SlugRule) -> frozenset[str]:
    """Return all that a fragment may name: headings, and ids that somebody wrote."""
    found = {heading.id for heading in headings(linked, rule) if heading.id}
    text = linked.source.text
    if "<" in text:
        found.update(one or other or bare for one, other, bare in _HTML_ID.findall(text))
    if "#" in text and "{" in text:
        found.update(name for inner in _ATTRIBUTES.findall(text) for name in _ID.findall(inner))
    return frozenset(found)


def pins(linked: Linked, wanted: Sequence[str], rule: SlugRule) -> list[Edit]:
    """Write ids behind headings, so that the generator gives them these.

    Args:
        linked: the article.
        wanted: the id that each heading is to have, in order; one that it has anyway, that cannot be
            written, or where its author wrote one is not written.
        rule: what the generator does.
    """
    if rule.pinned is None:
        return []
    return [
        Edit(Span(heading.end, heading.end), f" {{#{identity}}}")
        for heading, identity in zip(headings(linked, rule), wanted, strict=True)
        if heading.id != identity
        and not heading.given
        and heading.end >= 0
        and rule.pinned.fullmatch(identity)
    ]


def _named(content: str, rule: SlugRule, references: Mapping[str, Mapping[str, str]]) -> Named:
    if rule.given and content.endswith("}"):
        attributes = _ATTRIBUTES.fullmatch(content, content.rfind("{"))
        found = _ID.search(attributes[1]) if attributes else None
        if found:
            return Named(found[1], given=True)
    if rule.raw:
        return Named(rule.make(content.rpartition("\n")[2]), given=False)
    return Named(rule.make(_words(content, references, alt=rule.alt)), given=False)


def _end(linked: Linked, token: Token) -> int:
    """Return where in the file the text of a heading ends; -1 where that cannot be told."""
    pairs = token.meta.get("spans") if token.meta else None
    if not pairs:
        return -1
    start, end = pairs[-1]
    text = linked.source.text
    while end > start and text[end - 1] in " \t":
        end -= 1
    (span,) = linked.source.spans([(start, end)])
    return span.end


def _words(content: str, references: Mapping[str, Mapping[str, str]], *, alt: bool) -> str:
    """Return what a heading shows as text."""
    if not _MARKS.search(content) or len(content) > _LONGEST:
        return content
    tokens: list[Token] = []
    environment: dict[str, Any] = {"references": references}
    _markdown().inline.parse(content, _markdown(), environment, tokens)
    return _shown(tokens, alt=alt)


_MARKS: Final = re.compile(r"[\\`*_~<&\[!\n]")


def _shown(tokens: Sequence[Token], *, alt: bool) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "image" and alt:
            parts.append(_shown(token.children or (), alt=alt))
    return "".join(parts)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - few headings have marks

    md = MarkdownIt("commonmark", {"maxNesting": 20}).enable("strikethrough")
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - only read
    return md
