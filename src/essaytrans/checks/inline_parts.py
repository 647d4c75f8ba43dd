"""Where a text points, and what several checks say of what is missing or new."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from essaytrans.checks.finding import Finding
from essaytrans.i18n import listing, msg
from essaytrans.markdown.inline import Piece, PieceKind, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from essaytrans.checks.pair import Pair

__all__ = [
    "Bracket",
    "Place",
    "Target",
    "both_targets",
    "brackets",
    "extra",
    "missing",
    "pointed_at",
    "site",
    "unreplaced",
]


class Place(NamedTuple):
    """What a link target points at, in one spelling."""

    scheme: str
    """In lower case; empty where there is none, and for http and https, which mean one place."""
    host: str
    """In lower case, without `www.`, user and port; empty for a relative target."""
    path: str
    """With the query; percent signs read, without a slash at the end."""
    fragment: str


class Target(NamedTuple):
    """A target of a link or of an image, and where it is written."""

    written: str
    """Backslashes and entities read."""
    place: Place
    start: int
    """In characters of the text, from 0."""
    length: int
    image: bool
    linked: bool = True
    """Whether one can follow it or see it; a URL in code is to be copied."""


class Bracket(NamedTuple):
    """A pair of square brackets that may be a link or an image."""

    start: int
    """Where `[` stands."""
    end: int
    """Where `]` stands."""
    image: bool
    """Whether a `!` precedes it."""


def missing(check: str, markup: Iterable[str]) -> Iterator[Finding]:
    """Say, once, that the translation lacks what the source has, if there is any such."""
    lost = [_short(one) for one in markup]
    if not lost:
        return
    yield Finding(
        check,
        msg("the translation lacks {markup}", markup=listing(lost)),
        msg("copy it from the source"),
    )


def extra(check: str, markup: str, start: int, *, grave: bool = False) -> Finding:
    """Say that the translation has something that the source lacks, as it is written there."""
    return Finding(
        check,
        msg("the translation has {markup}, which the source lacks", markup=_short(markup)),
        msg("take it out, or write it as in the source"),
        start,
        len(markup),
        grave,
    )


def _short(markup: str) -> str:
    return markup if len(markup) <= _LONGEST else f"{markup[: _LONGEST - 1]}…"


_LONGEST: Final = 80
"""How many characters of markup a sentence holds."""
_BRACKET: Final = re.compile(r"[\[\]]")


def brackets(text: str, pieces: Sequence[Piece]) -> list[Bracket]:
    """Pair the square brackets of a text that stand in prose; inner ones come first."""
    escaped = {piece.start + 1 for piece in pieces if piece.kind is PieceKind.ESCAPE}
    holes = iter(pieces)
    hole = next(holes, None)
    opened: list[int] = []
    found: list[Bracket] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        while hole is not None and hole.end <= at:
            hole = next(holes, None)
        if hole is not None and hole.start <= at:
            continue  # escaped, in code, a target or a tag
        if match[0] == "[":
            opened.append(at)
        elif opened:
            begin = opened.pop()
            image = text[begin - 1 : begin] == "!" and begin - 1 not in escaped
            found.append(Bracket(begin, at, image))
    return found


_DESTINATION: Final = re.compile(
    r"\(\s*(?:<([^<>\n\\]*+(?:\\.[^<>\n\\]*+)*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"""\s(?:src|href|poster)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""", re.IGNORECASE
)
_URL: Final = re.compile(r"https?://[^\s`'\"<>]++")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def pointed_at(text: str, pieces: Sequence[Piece]) -> list[Target]:
    """Find the targets of links and images, autolinks and bare URLs included, those in code too."""
    found: list[Target] = []
    images = (
        {bracket.end + 1 for bracket in brackets(text, pieces) if bracket.image}
        if "![" in text
        else ()
    )
    for piece in pieces:
        length = piece.end - piece.start
        image = piece.start in images
        for written in _written(text, piece):
            if piece.kind is PieceKind.HTML:
                image = text[piece.start : piece.start + 4].lower() == "<img"
            linked = piece.kind is not PieceKind.CODE
            found.append(Target(written, _place(written), piece.start, length, image, linked))
    return found


def both_targets(pair: Pair) -> tuple[list[Target], list[Target]]:
    """Find the targets of both texts; none at all where both spell the same ones.

    Text that is no Markdown has URLs too.
    """
    source, target = pair.source_pieces, pair.target_pieces
    if not pair.is_markdown:
        source, target = tuple(scan(pair.source)), tuple(scan(pair.target))
    if _spelled(pair.source, source) == _spelled(pair.target, target):
        return [], []  # soon told, and mostly so
    return pointed_at(pair.source, source), pointed_at(pair.target, target)


_POINTING: Final = frozenset(
    (PieceKind.TARGET, PieceKind.AUTOLINK, PieceKind.URL, PieceKind.HTML, PieceKind.CODE)
)


def _spelled(text: str, pieces: Sequence[Piece]) -> set[str]:
    return {text[start:end] for kind, start, end in pieces if kind in _POINTING}


def _written(text: str, piece: Piece) -> Iterator[str]:
    if piece.kind is PieceKind.TARGET:
        if match := _DESTINATION.match(text, piece.start):
            written = match[1] if match[1] is not None else match[2]
            if written:
                yield html.unescape(_ESCAPED.sub(r"\1", written))
    elif piece.kind is PieceKind.AUTOLINK:
        inner = text[piece.start + 1 : piece.end - 1]
        yield inner if ":" in inner else f"mailto:{inner}"
    elif piece.kind is PieceKind.URL:
        yield text[piece.start : piece.end]
    elif piece.kind is PieceKind.CODE:
        for match in _URL.finditer(text, piece.start, piece.end):
            yield match[0]
    elif piece.kind is PieceKind.HTML:
        for match in _ATTRIBUTE.finditer(text, piece.start, piece.end):
            yield html.unescape(match[1] or match[2] or match[3] or "")


_INVISIBLE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*+):")
_WEB: Final = frozenset(("", "http", "https"))
_HOST: Final = re.compile(r"[^/\\?#]*")
_SLASHES: Final = re.compile(r"[/\\]*")
_PORT: Final = re.compile(r":\d*\Z")


def _place(written: str) -> Place:
    """Read a target as a browser does, which is lenient (WHATWG URL, section 4.4)."""
    rest = _INVISIBLE.sub("", html.unescape(written))
    if rest.startswith("www."):
        rest = "//" + rest
    match = _SCHEME.match(rest)
    scheme = match[1].lower() if match else ""
    rest = rest[match.end() :] if match else rest
    host = ""
    if scheme in _WEB and (scheme or rest[:1] in "/\\"):
        slashes = _SLASHES.match(rest)
        end = slashes.end() if slashes else 0
        if scheme or end > 1:
            host_match = _HOST.match(rest, end)
            host = host_match[0] if host_match else ""
            rest = rest[end + len(host) :]
    path, _, fragment = rest.partition("#")
    if "%" in rest:
        path, fragment = unquote(path), unquote(fragment)
    return Place("" if scheme in _WEB else scheme, _read_host(host), path.rstrip("/"), fragment)


def _read_host(written: str) -> str:
    if not written:
        return ""
    host = written.rpartition("@")[2]
    if "%" in host:
        host = unquote(host)
    if not host.isascii():
        host = unicodedata.normalize("NFKC", host).replace("。", ".")
    return _PORT.sub("", host).lower().rstrip(".").removeprefix("www.")


_COMPARED: Final = 50
"""How many new targets each lost one is compared with: what bounds a hostile catalog's cost."""


def unreplaced(pair: Pair, lost: dict[Place, str], new: Iterable[Place]) -> list[str]:
    """Return the lost ones for which no new one stands in the language of the translation."""
    spare = list(dict.fromkeys(new))
    found: list[str] = []
    for place, written in lost.items():
        for other in spare[:_COMPARED]:
            if _localised(place, other, pair.source_language, pair.language):
                spare.remove(other)
                break
        else:
            found.append(written)
    return found


def _localised(source: Place, target: Place, source_language: str, language: str) -> bool:
    """Whether one place may be the other in another language.

    It may on the same site, where one of the two names a language (`/en/`, `guide.zh.md`,
    `zh.example.org`); and where both are headings of the same page, whose names are translated.
    """
    if source.scheme != target.scheme:
        return False
    if not (source.host or source.path or target.host or target.path):
        return True
    part = _language_part(source_language, language)
    if _neutral(source.host, part) != _neutral(target.host, part):
        return False
    if source.host != target.host:
        return True
    if part.search(source.path) or part.search(target.path):
        return True
    return source.path == target.path and bool(source.fragment)


@cache
def _language_part(source_language: str, language: str) -> re.Pattern[str]:
    # `cn` is no language, but sites use it so
    names = {
        "cn",
        "en",
        "zh",
        *(tag.partition("-")[0].lower() for tag in (source_language, language)),
    }
    names = {re.escape(name) for name in names if name}
    return re.compile(
        rf"(?<![^\W_])(?:{'|'.join(sorted(names))})(?:[\-_](?:[a-z]{{2}}|hans|hant))?(?![^\W_])",
        re.IGNORECASE,
    )


def site(host: str, source_language: str, language: str) -> str:
    """Take a language at the beginning off a host, as long as two labels stay."""
    return _neutral(host, _language_part(source_language, language)) if host else ""


def _neutral(host: str, part: re.Pattern[str]) -> str:
    first, _, rest = host.partition(".")
    return rest if "." in rest and part.fullmatch(first) else host
