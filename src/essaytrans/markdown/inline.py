"""A linear scanner of inline Markdown that knows positions, which markdown-it's parser does not.

It finds what is not prose: code spans, raw HTML, autolinks, link tails, footnote references, math,
template tags. It decides what CommonMark decides from left to right (code spans, HTML and
autolinks bind first, a backslash escapes); where renderers differ it errs towards finding more, so
that whoever checks a stranger's text sees every link target and tag that any renderer could see.

Time and memory are linear in the length of the text, whatever the text.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.language.han import contains_han

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Piece", "PieceKind", "breaks_in_prose", "has_prose", "scan"]


class PieceKind(StrEnum):
    """What a piece of inline text is, other than prose."""

    ESCAPE = "escape"
    CODE = "code"
    HTML = "html"
    AUTOLINK = "autolink"
    TARGET = "target"
    LABEL = "label"
    FOOTNOTE = "footnote"
    TEMPLATE = "template"
    MATH = "math"
    URL = "url"


class Piece(NamedTuple):
    """A piece of inline text: what it is and where it stands (characters of the scanned text)."""

    kind: PieceKind
    start: int
    end: int


# HTML as CommonMark 0.31.2, section 6.6, defines it; quantifiers are possessive so that no input
# makes them backtrack.
_ATTRIBUTE = r"""\s++[A-Za-z_:][\w:.\-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?"""
OPEN_TAG = re.compile(rf"<([A-Za-z][A-Za-z0-9\-]*+)((?:{_ATTRIBUTE})*)\s*+(/?)>", re.ASCII)
CLOSE_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9\-]*+)\s*+>", re.ASCII)
_DECLARATION = re.compile(r"<![A-Za-z]")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>\x00-\x20]*+>")
_EMAIL = re.compile(r"<[\w.!#$%&'*+/=?^`{|}~\-]++@[A-Za-z0-9][A-Za-z0-9.\-]*+>", re.ASCII)

# `(target "title")` after a `]`; parentheses in a bare target may nest three deep (CommonMark
# allows more, section 6.3; what is deeper is not taken for a target here and stays prose).
_BARE = r"[^\s()\\]|\\."
_NESTED = rf"(?:{_BARE}|\((?:{_BARE}|\((?:{_BARE}|\((?:{_BARE})*\))*\))*\))"
_TITLE = (
    r"""(?:"[^"\\]*+(?:\\.[^"\\]*+)*"|'[^'\\]*+(?:\\.[^'\\]*+)*'|\([^()\\]*+(?:\\.[^()\\]*+)*\))"""
)
_TARGET = re.compile(
    rf"\(\s*+(?:<[^<>\n\\]*+(?:\\.[^<>\n\\]*+)*>|(?!<){_NESTED}*)(?:\s++{_TITLE})?\s*+\)", re.DOTALL
)
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.){0,999}\]", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]++\]")
_MATH = re.compile(r"\$\$[^$]++\$\$|\$(?![\s$])[^$\n]*+(?<![\s\\])\$(?!\d)")
_URL = re.compile(r"(?:https?://|www\.)[!#-'*-;=?-Z_a-z~()]++")
_URL_TAIL = ".,:;!?'*_~)("
# PO tools do not carry control characters, nor the line and paragraph separators of Unicode
# (measured with Poedit, gettext and polib).
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_SPECIAL = re.compile(r"[\\`<\[\]{$]|https?://|www\.")
_BINDS_FIRST = re.compile(r"[\\`<]")
_BACKTICKS = re.compile(r"`+")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

# A tag that is opened is looked for up to its end; the end is what stands here.
_TEMPLATES = (
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
)
_MARKUP = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))


class _Closers:
    """Finds closing strings, and remembers which do not come any more: that keeps it linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()
        self._runs: dict[int, list[int]] | None = None

    def after(self, closer: str, start: int) -> int:
        """Return the end of the next `closer` at or after `start`, or -1."""
        if closer in self._absent:
            return -1
        found = self._text.find(closer, start)
        if found < 0:
            self._absent.add(closer)
            return -1
        return found + len(closer)

    def after_backticks(self, length: int, start: int) -> int:
        """Return the end of the next run of exactly `length` backticks at or after `start`."""
        if self._runs is None:
            self._runs = {}
            for match in _BACKTICKS.finditer(self._text):
                self._runs.setdefault(match.end() - match.start(), []).append(match.start())
            for starts in self._runs.values():
                starts.reverse()
        starts = self._runs.get(length, [])
        while starts and starts[-1] < start:
            starts.pop()
        return starts[-1] + length if starts else -1


def scan(text: str, *, commonmark: bool = False) -> Iterator[Piece]:
    """Yield the pieces of inline `text` that are not prose, in order, none overlapping.

    Args:
        text: what is scanned.
        commonmark: find only what CommonMark lets bind before all else, that is escapes, code
            spans, raw HTML and autolinks. A renderer without math sees the HTML in `$<b>$`.
    """
    closers = _Closers(text)
    search = (_BINDS_FIRST if commonmark else _SPECIAL).search
    position = 0
    while match := search(text, position):
        start = match.start()
        piece = _PIECES[text[start]](text, start, closers)
        if piece is None:
            position = start + 1
            continue
        if piece.end > piece.start:
            yield piece
        position = max(piece.end, start + 1)


def _escape(text: str, start: int, _closers: _Closers) -> Piece | None:
    if text[start + 1 : start + 2] in _ESCAPABLE:
        return Piece(PieceKind.ESCAPE, start, start + 2)
    return None


def _code(text: str, start: int, closers: _Closers) -> Piece:
    match = _BACKTICKS.match(text, start)
    opened = match.end() if match else start + 1
    end = closers.after_backticks(opened - start, opened)
    # an unclosed run is literal and is passed over whole (an empty piece is not yielded)
    return Piece(PieceKind.CODE, start, end) if end > 0 else Piece(PieceKind.CODE, opened, opened)


def _angle(text: str, start: int, closers: _Closers) -> Piece | None:
    if match := _AUTOLINK.match(text, start) or _EMAIL.match(text, start):
        return Piece(PieceKind.AUTOLINK, start, match.end())
    if match := OPEN_TAG.match(text, start) or CLOSE_TAG.match(text, start):
        return Piece(PieceKind.HTML, start, match.end())
    for opener, closer in _MARKUP:
        if text.startswith(opener, start):
            # `<!-->` and `<!--->` are whole comments
            short = 2 if opener == "<!--" else len(opener)
            end = closers.after(closer, start + short)
            return Piece(PieceKind.HTML, start, end) if end > 0 else None
    if _DECLARATION.match(text, start):
        end = closers.after(">", start)
        return Piece(PieceKind.HTML, start, end) if end > 0 else None
    if text.startswith("<%", start):
        end = closers.after("%>", start)
        return Piece(PieceKind.TEMPLATE, start, end) if end > 0 else None
    return None


def _opening(text: str, start: int, _closers: _Closers) -> Piece | None:
    if (match := _FOOTNOTE.match(text, start)) and not text.startswith("(", match.end()):
        return Piece(PieceKind.FOOTNOTE, start, match.end())
    return None


def _closing(text: str, start: int, _closers: _Closers) -> Piece | None:
    following = text[start + 1 : start + 2]
    if following == "(" and (match := _TARGET.match(text, start + 1)):
        return Piece(PieceKind.TARGET, start + 1, match.end())
    if following == "[" and text[start + 2 : start + 3] != "^":
        match = _LABEL.match(text, start + 1)
        # where the label has a target it may be a link of its own
        if match and not text.startswith("(", match.end()):
            return Piece(PieceKind.LABEL, start + 1, match.end())
    return None


def _brace(text: str, start: int, closers: _Closers) -> Piece | None:
    for opener, closer in _TEMPLATES:
        if text.startswith(opener, start):
            end = closers.after(closer, start + len(opener))
            return Piece(PieceKind.TEMPLATE, start, end) if end > 0 else None
    return None


def _dollar(text: str, start: int, _closers: _Closers) -> Piece | None:
    match = _MATH.match(text, start)
    return Piece(PieceKind.MATH, start, match.end()) if match else None


def _url(text: str, start: int, _closers: _Closers) -> Piece | None:
    if start and (text[start - 1].isascii() and text[start - 1].isalnum()):
        return None
    match = _URL.match(text, start)
    if not match:
        return None
    trimmed = match.group().rstrip(_URL_TAIL)
    return Piece(PieceKind.URL, start, start + len(trimmed))


_PIECES = {
    "\\": _escape,
    "`": _code,
    "<": _angle,
    "[": _opening,
    "]": _closing,
    "{": _brace,
    "$": _dollar,
    "h": _url,
    "w": _url,
}

# What may stand before the first letter of prose: all but what begins, ends or hides a piece.
_LEAD = re.compile(r"(?:[^\w\\`<\]{$&^]|[\d_])*")
_LETTER = re.compile(r"[^\W\d_]")
_LONE_URL = re.compile(r"(?:https?://|www\.)[^\s，。；：！？、（）《》“”‘’]+")
_WORDS = re.compile(
    r"""\s(?:alt|title|placeholder|aria-label)\s*=\s*["']?[^"'>]*?[^\W\d_]""", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def has_prose(text: str) -> bool:
    """Whether inline `text` holds anything to translate.

    Letters outside of code, markup, link targets, URLs and math are; so is code that contains Han,
    and so are the words in an `alt` or `title` of raw HTML.
    An image without alternative text, a bare URL, a formula, a number are not.
    """
    # most texts tell by their first letter
    first = 0
    if not text[:1].isalpha() and (lead := _LEAD.match(text)):
        first = lead.end()
    if text[first : first + 1].isalpha() and not text.startswith(("http", "www."), first):
        return True
    if not _LETTER.search(text) or _LONE_URL.fullmatch(text):
        return False
    rest = 0
    for piece in scan(text):
        if _prose_between(text, rest, piece.start):
            return True
        if piece.kind is PieceKind.CODE and contains_han(text[piece.start : piece.end]):
            return True
        if piece.kind is PieceKind.HTML and _WORDS.search(text, piece.start, piece.end):
            return True
        rest = piece.end
    return _prose_between(text, rest, len(text))


def _prose_between(text: str, start: int, end: int) -> bool:
    if start == end:
        return False
    return bool(_LETTER.search(_ENTITY.sub("", text[start:end])))


def breaks_in_prose(text: str) -> list[bool]:
    """Tell for each newline of `text`, in order, whether it stands in prose (not in code or HTML)."""
    holes = [
        (piece.start, piece.end)
        for piece in scan(text)
        if piece.kind in (PieceKind.CODE, PieceKind.HTML, PieceKind.AUTOLINK, PieceKind.MATH)
    ]
    found: list[bool] = []
    hole = 0
    position = text.find("\n")
    while position >= 0:
        while hole < len(holes) and holes[hole][1] <= position:
            hole += 1
        found.append(not (hole < len(holes) and holes[hole][0] <= position))
        position = text.find("\n", position + 1)
    return found
