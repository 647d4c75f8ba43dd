"""What `adopt` found, as a page to look at: two texts, with lines between what belongs together.

The page has no script: the lines of a row are as high as the row, whatever it holds, and the map beside
the rows has the same distance from text to text, so that what has moved crosses what has not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from markupsafe import Markup

from essaytrans import i18n
from essaytrans.i18n import msg, nmsg
from essaytrans.language.locales import direction
from essaytrans.pages.flow import escape
from essaytrans.pages.policy import policy
from essaytrans.pages.templates import asset, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.model import Message

__all__ = ["AdoptedFile", "adopted_page"]

_LONGEST: Final = 1500
"""Characters of a text that are shown."""
_STEP: Final = 10
"""Units of the map from one text to the next …"""
_WIDE: Final = 100
"""… and from the one side to the other."""


class _Passage(Protocol):
    """A text of one side."""

    @property
    def line(self) -> int:
        """Where it begins in its file, from 1."""

    @property
    def text(self) -> str:
        """What it says."""


class _Link(Protocol):
    """What belongs together; one side is empty where nothing was found."""

    @property
    def source(self) -> Sequence[_Passage]:
        """The texts of the article."""

    @property
    def target(self) -> Sequence[_Passage]:
        """The texts of the other file."""

    @property
    def confidence(self) -> float:
        """0 to 1."""

    @property
    def state(self) -> str:
        """`sure`, `fuzzy`, `kept`, `same`, `other`, `refused` or `alone`."""

    @property
    def moved(self) -> bool:
        """Whether the other file has it elsewhere."""

    @property
    def reason(self) -> Message | None:
        """Why it is to be reviewed or not taken."""


class AdoptedFile(Protocol):
    """What became of one file; `commands.adopt.Adopted` is one."""

    @property
    def article(self) -> str:
        """The name of the article."""

    @property
    def language(self) -> str:
        """The tag of the language that it is translated into."""

    @property
    def translation(self) -> str:
        """The file."""

    @property
    def links(self) -> Sequence[_Link]:
        """All texts of both sides, in the order of the article."""


# Translators: a choice: show only the paragraphs that a person should look at.
_ONLY = msg("only what wants a look")
# Translators: what became of a paragraph of an existing translation: it is in the catalog.
_SURE = msg("came in")
# Translators: as above: it is in the catalog, fuzzy.
_FUZZY = msg("to be reviewed")
# Translators: as above: the catalog had a translation already.
_KEPT = msg("stood already")
# Translators: as above: it is still in the language of the source.
_SAME = msg("not translated")
# Translators: as above.
_OTHER = msg("another translation was taken")
# Translators: as above.
_REFUSED = msg("not taken")
# Translators: of a paragraph of an article that no paragraph of its translation belongs to, or the
# other way round.
_ALONE = msg("no partner")
# Translators: of a paragraph that stands in another place than in the article.
_MOVED = msg("moved")
# Translators: the number of a line in a file.
_LINE = msg("line")
_STATES: Final = {
    "sure": _SURE,
    "fuzzy": _FUZZY,
    "kept": _KEPT,
    "same": _SAME,
    "other": _OTHER,
    "refused": _REFUSED,
    "alone": _ALONE,
}
_QUIET: Final = frozenset(("sure", "kept"))
"""What nobody has to look at."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as the page shows it."""

    line: int
    shown: Markup


@dataclass(frozen=True, slots=True)
class _Row:
    """What belongs together, as the page shows it."""

    name: str
    state: str
    quiet: bool
    source: tuple[_Text, ...]
    target: tuple[_Text, ...]
    curves: tuple[str, ...]
    """The lines between them: paths in a square of 100 by 100, whatever its shape."""
    percent: str
    moved: bool
    reason: Message | None


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line of the map."""

    name: str
    state: str
    curve: str


@dataclass(frozen=True, slots=True)
class _Section:
    """A file as the page shows it."""

    article: Markup
    translation: Markup
    language: str
    direction: str
    rows: tuple[_Row, ...]
    strokes: tuple[_Stroke, ...]
    height: int
    counts: tuple[tuple[str, Message], ...]


def adopted_page(
    files: Sequence[AdoptedFile], *, name: str, source: str, source_direction: str, language: str
) -> str:
    """Make the page.

    Args:
        files: what became of each.
        name: of the project.
        source: the tag of the language that its articles are written in.
        source_direction: `ltr` or `rtl`.
        language: what the page itself speaks, by anything that `i18n.match` understands; English
            if the program does not speak it.

    Returns:
        A whole HTML document that needs nothing but itself; the same for the same arguments.
    """
    spoken = i18n.match(language) or "en"
    tag = i18n.tag_of(spoken)
    style = asset("adopted.css")
    page = fill(
        "adopted.html",
        language=spoken,
        tag=tag,
        direction=direction(tag),
        policy=policy(style),
        style=Markup(style),  # noqa: S704 - a file of ours
        title=_title(name),
        sections=[_section(file, f"f{number}") for number, file in enumerate(files)],
        source=source,
        source_direction=source_direction,
        words={"only": _ONLY, "moved": _MOVED, "line": _LINE},
        states=_STATES,
        wide=_WIDE,
    )
    return f"{page.rstrip()}\n"


def _title(name: str) -> Message:
    # Translators: the title of a page that shows which paragraphs of articles and of their
    # translations belong together; {name} is that of a project.
    return msg("adopted into {name}", name=" ".join(name.split()))


def _section(file: AdoptedFile, prefix: str) -> _Section:
    rows = tuple(_row(link, f"{prefix}-{at}") for at, link in enumerate(file.links))
    return _Section(
        Markup(escape(file.article)),  # noqa: S704 - which was escaped
        Markup(escape(file.translation)),  # noqa: S704 - likewise
        file.language,
        direction(file.language),
        rows,
        tuple(_strokes(file.links, rows)),
        _STEP * max(1, *(sum(len(side) for side in sides) for sides in _sides(file.links))),
        tuple(_counts(file.links)),
    )


def _sides(links: Sequence[_Link]) -> tuple[list[Sequence[_Passage]], list[Sequence[_Passage]]]:
    return [link.source for link in links], [link.target for link in links]


def _counts(links: Sequence[_Link]) -> Iterator[tuple[str, Message]]:
    for state, word in _STATES.items():
        number = sum(link.state == state for link in links)
        if number:
            # Translators: {word} is what became of so many paragraphs: “came in”, “no partner”.
            yield state, nmsg("{number} {word}", "{number} {word}", number, word=word)


def _row(link: _Link, name: str) -> _Row:
    return _Row(
        name,
        link.state,
        link.state in _QUIET,
        tuple(_text(passage) for passage in link.source),
        tuple(_text(passage) for passage in link.target),
        tuple(_curves(len(link.source), len(link.target))),
        f"{link.confidence:.0%}" if link.source and link.target else "",
        link.moved,
        link.reason,
    )


def _text(passage: _Passage) -> _Text:
    text = passage.text
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    return _Text(passage.line, Markup(escape(text)))  # noqa: S704 - which was escaped


def _curves(sources: int, targets: int) -> Iterator[str]:
    """Yield the lines of a row: from each text of the side that has more to one of the other."""
    for at in range(max(sources, targets) if sources and targets else 0):
        one = _middle(min(at, sources - 1), sources)
        other = _middle(min(at, targets - 1), targets)
        yield f"M0 {one:g}C50 {one:g} 50 {other:g} 100 {other:g}"


def _middle(at: int, number: int) -> float:
    return round((at + 0.5) * 100 / number, 2)


def _strokes(links: Sequence[_Link], rows: Sequence[_Row]) -> Iterator[_Stroke]:
    """Yield the lines of the map, each side in the order of its own file."""
    places = sorted((text.line, at) for at, link in enumerate(links) for text in link.target)
    right: dict[int, list[int]] = {}
    for place, (_, at) in enumerate(places):
        right.setdefault(at, []).append(place)
    left = 0
    for at, (link, row) in enumerate(zip(links, rows, strict=True)):
        own = range(left, left + len(link.source))
        left += len(link.source)
        theirs = right.get(at, [])
        for curve in _between(own, theirs):
            yield _Stroke(row.name, row.state, curve)


def _between(own: Sequence[int], theirs: Sequence[int]) -> Iterator[str]:
    half = _STEP // 2
    if not own or not theirs:
        for at in own:
            yield f"M0 {at * _STEP + half}h{_STEP}"
        for at in theirs:
            yield f"M{_WIDE} {at * _STEP + half}h-{_STEP}"
        return
    for number in range(max(len(own), len(theirs))):
        one = own[min(number, len(own) - 1)] * _STEP + half
        other = theirs[min(number, len(theirs) - 1)] * _STEP + half
        yield f"M0 {one}C{_WIDE // 2} {one} {_WIDE // 2} {other} {_WIDE} {other}"
