"""Those who translated, named in the front matter of a built article.

A name is text of a stranger, and front matter is read by programs: it is written between quotation
marks that YAML and TOML both know, without what could begin a tag of HTML or of a template, and the
front matter is read again afterwards. It must then say all that it said, and this.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.markdown.frontmatter import (
    FrontMatterError,
    find_front_matter,
    read_front_matter,
)
from essaytrans.markdown.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from essaytrans.markdown.frontmatter import FrontMatter

__all__ = ["with_credits"]

_Rows = list[tuple[str, ...]]

_NEVER: Final = str.maketrans("", "", "{}<>")
"""What tags are made of, in HTML, MDX, Hugo, Liquid, Jinja and ERB."""

_FENCE: Final = re.compile(r"([-+])\1{2,}")
"""What ends front matter: some programs take it for that in the middle of a line too."""

_ENDS: Final = 3
"""How many rows end the skeleton of a YAML mapping: those of mapping, document and stream."""

_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_MOST_TABLES: Final = 20
"""Before how many lines that may begin a table a place is looked for."""


def with_credits(text: str, names: Sequence[str], key: str) -> str | None:
    """Add a list of names to the front matter of an article.

    It goes onto the last line, in TOML onto the last one before the first table, and nowhere if the
    article has no front matter or has the key.

    Args:
        text: the article, whole, with line ends of any kind.
        names: names of people, a line each; a name that is nothing but tags is left out.
        key: the key, one that needs no quotation marks.

    Returns:
        The article; itself where there is nothing to add; None where the front matter would not
        say what it said, and these names.
    """
    shown = list(dict.fromkeys(filter(None, (_plain(name) for name in names))))
    source = Source.of(text)
    place = find_front_matter(source.text)
    if place is None or not shown:
        return text
    before = _read(source.text, place)
    # one that cannot be read has been told of, and is left alone
    if before is None or not before.rows or _has(before.rows, key):
        return text
    line = _line(shown, key, place)
    for offset in _places(source.text, place):
        start = source.spans([(offset, offset)])[0].start
        written = _indent(source.text, place) + line + source.line_break
        built = text[:start] + written + text[start:]
        if _is_right(before, built, shown, key):
            return built
    return None


def _plain(name: str) -> str:
    return _FENCE.sub(r"\1", " ".join(name.translate(_NEVER).split()))


def _line(names: Sequence[str], key: str, place: FrontMatter) -> str:
    quoted = ", ".join(f'"{_escaped(name)}"' for name in names)
    return f"{key}: [{quoted}]" if place.format == "yaml" else f"{key} = [{quoted}]"


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _has(rows: _Rows, key: str) -> bool:
    """Whether the front matter has a key, in whatever capitals: Hugo takes them for the same."""
    known = re.compile(rf"{re.escape(key)}(?![^.\[])", re.IGNORECASE)
    return any(known.match(row[1]) for row in rows)


def _places(text: str, place: FrontMatter) -> Iterator[int]:
    """Find where a line may go, in characters of the text, the best place first."""
    yield place.end
    if place.format == "toml":  # the end belongs to the last table
        for number, found in enumerate(_TABLE.finditer(text, place.start, place.end)):
            if number == _MOST_TABLES:
                return
            yield found.start()


def _indent(text: str, place: FrontMatter) -> str:
    """Return what the lines of a YAML mapping begin with, if they all do."""
    if place.format == "toml":
        return ""
    found = re.compile(r"^( *)[^\s#]", re.MULTILINE).search(text, place.start, place.end)
    return found[1] if found else ""


# --- reading it again -------------------------------------------------------------------------


class _Said(NamedTuple):
    """An article with front matter, as far as it must stay as it is."""

    format: str
    rows: _Rows
    """The skeleton of the front matter."""
    lines: int
    """How many lines that has."""
    rest: str
    """What stands below the lines of its text."""


def _read(text: str, place: FrontMatter | None) -> _Said | None:
    """Read front matter; None if there is none, or none that can be read."""
    if place is None:
        return None
    try:
        _, rows = read_front_matter(text, place, ())
    except FrontMatterError:
        return None
    return _Said(place.format, rows, place.lines, text[place.end :])


def _is_right(before: _Said, built: str, names: Sequence[str], key: str) -> bool:
    """Whether the front matter says what it said, and the names, and all else is as it was."""
    text = Source.of(built).text
    after = _read(text, find_front_matter(text))
    if (
        after is None
        or after[::2] != (before.format, before.lines + 1)
        or after.rest != before.rest
    ):
        return False
    if after.format == "toml":
        rows = [("toml", key, "array", str(len(names)))]
        rows += [("toml", f"{key}[]", "str", name) for name in names]
        return Counter(after.rows) == Counter([*before.rows, *rows])
    head, tail = before.rows[:-_ENDS], before.rows[-_ENDS:]
    new = after.rows[len(head) : -_ENDS]
    return after.rows == [*head, *new, *tail] and _said(new) == [*_rows(names, key)]


def _said(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, str, str]]:
    return [(row[1], row[2], row[-1]) for row in rows]


def _rows(names: Sequence[str], key: str) -> Iterator[tuple[str, str, str]]:
    """What the skeleton of YAML has of the new key: paths, events and texts."""
    yield "", "ScalarEvent", key
    yield key, "SequenceStartEvent", ""
    for name in names:
        yield f"{key}[]", "ScalarEvent", name
    yield "", "SequenceEndEvent", ""
