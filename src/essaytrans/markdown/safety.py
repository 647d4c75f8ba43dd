"""What a stranger's text may not bring into an article: markup that the source lacks.

The checks look at a translation beside its source, before anything is built. They err towards
refusing: a refused unit stands in the source language and is named, and the volunteer is told why.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING

from essaytrans.i18n import msg
from essaytrans.markdown.htmlblocks import VOID, masked_tag
from essaytrans.markdown.inline import CLOSE_TAG, OPEN_TAG, UNFIT, Piece, PieceKind, scan
from essaytrans.model import Codec, Message

if TYPE_CHECKING:
    from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["problem"]

SCHEMES = frozenset(("http", "https", "mailto", "tel"))
"""Link schemes that a translation may use although its source does not."""

_SUSPECT = re.compile(
    "(?i:[@:]include|!!!\\s*include)|[<>{}\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe\uffff]"
)
# What makes more of brackets than links whose targets are known.
_LINK_PROBLEM = re.compile(r"@\[|\[!|\^\[|\[TOC\]|\]\s*\(\s*\Z")
_DIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c"} | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_INLINE = frozenset(
    (Codec.MARKDOWN, Codec.MARKDOWN_LINE, Codec.TABLE_CELL, Codec.QUOTED_TITLE, Codec.LINK_TITLE)
)
"""Codecs whose text is read as inline Markdown."""
_NO_MARKDOWN = str.maketrans("`\\", "  ")
# Beginnings of what a site's engine would act on: tags, and orders to include a file (PyMdown's
# snippets, VitePress, VuePress, DocFX, docsify, markdown-it-include).
_OPENERS = re.compile(
    r"\{\{|\{%|\{#|<%|\}\}|%\}|#\}|%>|-+8<-+|<<<|@\[|@include|(?<!\w):include\b|!!!\s*include|\[!include|(?-i:\[TOC\])",
    re.IGNORECASE,
)
# What Python-Markdown makes a tag of inside the attributes of another one, with its quotation marks.
_IN_TAG = re.compile(r"\]\s*[(\[]|\[\^|(?<=.)<|`", re.DOTALL)
_BRACES = re.compile(r"\{[^{}]*\}?|\}")
# Any target that any renderer could take for one, spelled right or not.
_LOOSE_TARGET = re.compile(r"\]\s*\(\s*(?=<([^<>\n]*)|([^\s)>\]]*))")
# What GitHub's Markdown makes a link of without brackets, besides the schemes that all may use.
# Python-Markdown reads code and references first, within targets too, and keeps their texts:
# [a](java`s`cript:…), [a](java[s][b]cript:…).
_REFERENCE = re.compile(r"\[([^\[\]]*+)\]\[[^\[\]]*+\]")
_NO_TARGET = re.compile(r"[^\w:&;#+.\-]")
_BARE_AUTOLINK = re.compile(r"(?:ftp|xmpp):", re.IGNORECASE)
_NOTE = "^["
"""The beginning of a footnote in a sentence."""
# Python-Markdown knows no backslash before a `<`, and looks for blocks of HTML before code.
_LINE_OF_TAG = re.compile(r"\n[ \t]*<")
_LOOSE_AUTOLINK = re.compile(r"<\s*([A-Za-z][A-Za-z0-9+.\-]*+:)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*+):")
_KNOWN = ("https://", "http://", "/", "#", ".")
"""Beginnings of targets that have a scheme which all may use, or none, whatever follows."""
_TAG_OR_BRACE = re.compile(r"[<{}]")
_UNFINISHED = re.compile(r"<[A-Za-z/!?]|\]\s*\(\s*\Z")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")


def problem(source: str, text: str, codec: Codec) -> Message | None:
    """Say what `text` would bring in that its source lacks; None if nothing.

    Args:
        source: the msgid.
        text: the msgstr.
        codec: how it will be written; code is shown as it is, so there only template tags count.
    """
    if "<" not in source and not _SUSPECT.search(text) and "&#" not in text:
        if "]" not in text and not (":" in text and _BARE_AUTOLINK.search(text)):
            return None
        if codec in _INLINE and not _LINK_PROBLEM.search(text) and _schemes(source, text) is None:
            return None
    if found := UNFIT.search(text):
        # Translators: a reason behind “this translation is not used: ”; “it” is the translation.
        return msg("it has the control character {code}", code=f"U+{ord(found[0]):04X}")
    return (
        _direction(*((source, text) if codec is Codec.CODE else map(html.unescape, (source, text))))
        or _templates(source, text)
        or (None if codec is Codec.CODE else _markup(source, text, codec))
    )


def _direction(source: str, text: str) -> Message | None:
    """Find characters that could make the text read otherwise than it stands (Trojan Source)."""
    waiting: list[str] = []
    for found in _DIRECTIONAL.finditer(text):
        character = found[0]
        if character in _OPENS:
            waiting.append(_OPENS[character])
        elif character in "\u202d\u202e" and character not in source:
            # Translators: a reason behind “this translation is not used: ”; “it” is the
            # translation.
            return msg("it has the directional override {code}", code=f"U+{ord(character):04X}")
        elif character in waiting:
            while waiting.pop() != character:
                pass
    if waiting and not _DIRECTIONAL.search(source):
        # Translators: a reason behind “this translation is not used: ”; “it” is the translation.
        return msg("it opens a directional run that it does not close")
    return None


def _templates(source: str, text: str) -> Message | None:
    if not _OPENERS.search(text):
        return None  # every tag begins with one
    known = Counter(_pieces(source, PieceKind.TEMPLATE))
    for tag, number in Counter(_pieces(text, PieceKind.TEMPLATE)).items():
        if number > known[tag]:
            # Translators: a reason behind “this translation is not used: ”; “it” is the
            # translation.
            return msg("it has the template tag {tag}, which the source lacks", tag=tag)
    openers = Counter(_OPENERS.findall(source))
    for opener, number in Counter(_OPENERS.findall(text)).items():
        if number > openers[opener]:
            return msg("it has the template tag {tag}, which the source lacks", tag=opener)
    return None


def _pieces(text: str, kind: PieceKind) -> Iterator[str]:
    # template engines look into code spans too, so these are not masked
    if kind is PieceKind.TEMPLATE and "{" not in text and "<%" not in text:
        return
    for piece in scan(text.replace("`", " ")):
        if piece.kind is kind:
            yield text[piece.start : piece.end]


def _markup(source: str, text: str, codec: Codec) -> Message | None:
    if (
        codec in _INLINE
        and (_has_links_at_most(source, text) or _MARKS.findall(source) == _MARKS.findall(text))
        and _schemes(source, text) is None
    ):
        # to look for targets in code too misses none
        return None
    loose = any("\\<" in shown or _LINE_OF_TAG.search(shown) for shown in (source, text))
    readings = zip(_readings(source, codec, loose), _readings(text, codec, loose), strict=True)
    for known, found in readings:
        prose, source_prose = found.without(PieceKind.CODE), known.without(PieceKind.CODE)
        reason = _braces(source_prose, prose) or _schemes(known.joined(), found.joined())
        if not reason and codec is not Codec.HTML_ATTRIBUTE:
            reason = (
                _tags(known.tags(codec), found.tags(codec))
                or _in_tags(known, found)
                or _unfinished(known.without(), found.without())
            )
        if reason:
            return reason
    return None


# Whatever begins, ends or hides tags, braces and targets. Texts that have the same of these in the
# same order read alike, for any renderer.
_MARKS = re.compile(
    r"\\?<[^<>]*>|<[A-Za-z/!?]?|>|\{[^{}]*\}|[{}]|\]\s*[\[(]|[\[\]()]|`+|\\(?:.|\Z)|\$+|https?://|www\.",
    re.DOTALL,
)


def _has_links_at_most(source: str, text: str) -> bool:
    return (
        "<" not in source
        and _NOTE not in text
        and not _TAG_OR_BRACE.search(text)
        and not _UNFINISHED.search(text)
    )


class _Reading(NamedTuple):
    """A text as one kind of renderer reads it."""

    text: str
    pieces: list[Piece]

    def without(self, kind: PieceKind | None = None) -> str:
        """Return the text without its pieces, or without those of one kind."""
        parts: list[str] = []
        position = 0
        for piece in self.pieces:
            if kind is None or piece.kind is kind:
                parts.append(self.text[position : piece.start])
                position = piece.end
        return " ".join([*parts, self.text[position:]])

    def joined(self) -> str:
        """Return the text with what could be a part of a target in the place of code."""
        parts: list[str] = []
        position = 0
        for piece in self.pieces:
            if piece.kind is PieceKind.CODE:
                code = _NO_TARGET.sub("", self.text[piece.start : piece.end])
                parts += (self.text[position : piece.start], code)
                position = piece.end
        return "".join([*parts, self.text[position:]])

    def tags(self, codec: Codec) -> list[str]:
        """Return its raw HTML, masked; to a browser `<http://x/y=z>` is a tag too."""
        kinds = (PieceKind.HTML,) if codec in _INLINE else (PieceKind.HTML, PieceKind.AUTOLINK)
        return [
            masked_tag(self.text[piece.start : piece.end])
            for piece in self.pieces
            if piece.kind in kinds
        ]


def _readings(text: str, codec: Codec, loose: bool) -> Iterator[_Reading]:
    """Read a text as every renderer might: what one of them takes for markup counts.

    Math, footnotes and link targets hide HTML and backticks from renderers that know them, and
    show them to those that do not. In HTML, front matter and parameters of tags backslashes and
    backticks hide nothing; nor do they in Markdown if `loose`.
    """
    yield _Reading(text, list(scan(text)))
    yield _Reading(text, list(scan(text, commonmark=True)))
    if loose or codec not in _INLINE:
        bare = text.translate(_NO_MARKDOWN)
        yield _Reading(bare, list(scan(bare, commonmark=True)))


def _braces(source: str, text: str) -> Message | None:
    if text.count(_NOTE) > source.count(_NOTE):
        return msg("it has {braces}, which the source lacks", braces=_NOTE)
    known = Counter(_BRACES.findall(source))
    for group, number in Counter(_BRACES.findall(text)).items():
        if number > known[group]:
            # Translators: a reason behind “this translation is not used: ”; “it” is the
            # translation.
            return msg("it has {braces}, which the source lacks", braces=group)
    return None


def _unfinished(source: str, text: str) -> Message | None:
    """Find the beginning of a tag or of a link target, which the next unit's text could end."""
    known = Counter(_UNFINISHED.findall(source))
    for beginning, number in Counter(_UNFINISHED.findall(text)).items():
        if number > known[beginning]:
            # Translators: a reason behind “this translation is not used: ”; “it” is the
            # translation.
            return msg("it has {beginning}, which it does not finish", beginning=beginning)
    return None


def _tags(source: list[str], tags: list[str]) -> Message | None:
    known = Counter(source)
    for tag, number in Counter(tags).items():
        if number > known[tag]:
            # Translators: a reason behind “this translation is not used: ”; “it” is the
            # translation.
            return msg("it has the HTML {tag}, which the source lacks", tag=tag)
    if _is_nested(source) and not _is_nested(tags):
        # Translators: a reason behind “this translation is not used: ”; “it” is the translation.
        return msg("its HTML elements are not opened and closed in pairs")
    wanted, balance = _balance(source), _balance(tags)
    for name in sorted({*wanted, *balance}):
        # a lone tag may be left out, unless it closes what another text has opened
        if wanted[name] != balance[name] and (name in balance or wanted[name] < 0):
            # Translators: a reason behind “this translation is not used: ”.
            return msg("the HTML element {name} is not closed as in the source", name=name)
    return None


def _in_tags(source: _Reading, found: _Reading) -> Message | None:
    """Find Markdown in the attributes of a tag."""
    known, marks = (
        Counter(
            mark
            for piece in reading.pieces
            if piece.kind is PieceKind.HTML
            for mark in _IN_TAG.findall(reading.text[piece.start : piece.end])
        )
        for reading in (source, found)
    )
    for mark, number in marks.items():
        if number > known[mark]:
            return msg("it has {braces}, which the source lacks", braces=mark)
    return None


def _is_nested(tags: list[str]) -> bool:
    """Whether every element is closed after it was opened, inner ones first."""
    waiting: list[str] = []
    for tag in tags:
        if match := CLOSE_TAG.match(tag):
            if not waiting or waiting.pop() != match[1]:
                return False
        elif (match := OPEN_TAG.match(tag)) and not match[3] and match[1] not in VOID:
            waiting.append(match[1])
    return not waiting


def _balance(tags: list[str]) -> Counter[str]:
    """Count for each element how many more tags open it than close it."""
    found: Counter[str] = Counter()
    for tag in tags:
        if match := CLOSE_TAG.match(tag):
            found[match[1]] -= 1
        elif (match := OPEN_TAG.match(tag)) and match[1] not in VOID:
            found[match[1]] += not match[3]
    return found


def _schemes(source: str, text: str) -> Message | None:
    known: set[str] | None = None
    for target in _targets(text):
        scheme = _scheme(target)
        if scheme is None or scheme in SCHEMES:
            continue
        if known is None:
            known = {found for target in _targets(source) if (found := _scheme(target))}
        if scheme not in known:
            # Translators: a reason behind “this translation is not used: ”; “it” is the
            # translation.
            return msg(
                "it has a link with the scheme {scheme}:, which the source lacks", scheme=scheme
            )
    return None


def _targets(text: str) -> Iterator[str]:
    shown = [text]
    if "](" in text and "`" in text:
        shown.append("".join(part.strip() for part in text.split("`")))
    if "][" in text:
        shown.append(_REFERENCE.sub(r"\1", text))
    for one in shown:
        for pointed, bare in _LOOSE_TARGET.findall(one):
            yield pointed or bare
    yield from _LOOSE_AUTOLINK.findall(text)
    if ":" in text:
        yield from _BARE_AUTOLINK.findall(text)


def _scheme(target: str) -> str | None:
    """Return the scheme that a browser would see: entities and escapes read, blanks dropped."""
    if target.startswith(_KNOWN):
        return None
    seen = html.unescape(_BACKSLASH.sub(r"\1", html.unescape(target)))
    match = _SCHEME.match(_INVISIBLE.sub("", seen))
    return match[1].lower() if match else None
