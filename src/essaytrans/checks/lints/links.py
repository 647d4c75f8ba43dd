"""Links that find their target by words which translators change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from markdown_it.common.utils import normalizeReference

from essaytrans.i18n import msg
from essaytrans.language.han import contains_han
from essaytrans.markdown.inline import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.lints.article import Article, Text
    from essaytrans.model import Diagnostic

__all__ = ["fragment_links", "shortcut_references"]

_FRAGMENT: Final = re.compile(r"(?<=\])\(\s*<?#([^\s<>()\"']+)")
_HREF: Final = re.compile(r"""\bhref\s*=\s*["']?#([^"'\s>]+)""", re.IGNORECASE)
_DEFINED: Final = re.compile(r"\]:\s*<?#([^\s<>]+)")
_PATTERNS: Final = {PieceKind.TARGET: _FRAGMENT, PieceKind.HTML: _HREF}
_BLOCKS: Final = frozenset(("html_block", "definition"))
_ID: Final = re.compile(
    r"""\{[^{}\n#]*#([^{}\s.]+)[^{}\n]*\}|\b(?:id|name)\s*=\s*["']?([^"'\s>]+)"""
)
_BRACKETS: Final = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.){1,999})\](\[\])?(?![\[(:])", re.DOTALL)


def fragment_links(article: Article) -> Iterator[Diagnostic]:
    """Find links to a heading by the words of the heading.

    Only a fragment with Han in it is one for certain: an id in Latin letters may be the author's,
    and a heading in Latin letters mostly stays as it is. An id that the author wrote, `{#id}` or in
    HTML, does not change.
    """
    if "#" not in article.source.text:
        return
    known: set[str] | None = None
    for start, length, fragment in _fragments(article):
        if not contains_han(fragment):
            continue
        if known is None:
            known = {one or other for one, other in _ID.findall(article.source.text)}
        if fragment not in known:
            yield article.remark(
                "lint-fragment",
                msg("this link breaks when the heading that it leads to is translated"),
                start,
                length,
                # Translators: the id is {#id}, written behind a heading.
                hint=msg("give the heading an id of its own, {id}, and link to that", id="{#id}"),
            )


def _fragments(article: Article) -> Iterator[tuple[int, int, str]]:
    """Yield where a fragment stands, how long it is, and how it reads without percent signs."""
    for text in article.texts:
        if "#" in text.content:
            for match in _in_text(text):
                start = text.offset(match.start(1) - 1)
                yield start, match.end(1) - match.start(1) + 1, unquote(match[1])
    for token in article.tokens:
        if token.type in _BLOCKS and token.meta.get("spans"):
            pairs = token.meta["spans"]
            pattern = _HREF if token.type == "html_block" else _DEFINED
            for match in pattern.finditer(article.source.text, pairs[0][0], pairs[-1][1]):
                yield match.start(1) - 1, match.end(1) - match.start(1) + 1, unquote(match[1])


def _in_text(text: Text) -> Iterator[re.Match[str]]:
    for piece in text.pieces():
        pattern = _PATTERNS.get(piece.kind)
        if pattern and (match := pattern.search(text.content, piece.start, piece.end)):
            yield match


def shortcut_references(article: Article) -> Iterator[Diagnostic]:
    """Find `[文本]` and `[文本][]`, whose label is the text that is translated."""
    labels = {
        str(token.meta["id"])
        for token in article.tokens
        if token.type == "definition" and contains_han(str(token.meta["id"]))
    }
    if not labels:
        return
    for text in article.texts:
        if "[" in text.content:
            for match in _shortcuts(text):
                if normalizeReference(match[1]) in labels:
                    yield article.remark(
                        "lint-shortcut",
                        msg("this link finds its address by the text that is translated"),
                        text.offset(match.start()),
                        len(match[0]),
                        # Translators: the example is a link as it should be written: [text][label].
                        hint=msg(
                            "write {example}",
                            example=f"[{match[1]}][{match[1]}]".replace("\n", " "),
                        ),
                    )


def _shortcuts(text: Text) -> Iterator[re.Match[str]]:
    holes = [piece for piece in text.pieces() if piece.kind is not PieceKind.ESCAPE]
    ends = {piece.start for piece in holes}
    for match in _BRACKETS.finditer(text.content):
        label_follows = match.end(1) + 1 in ends and match[2] is None
        inside = any(hole.start <= match.start() < hole.end for hole in holes)
        if not inside and not label_follows:
            yield match
