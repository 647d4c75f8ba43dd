"""Fields that a built article gets in its front matter: spliced in, and read again.

Each is written in a form that YAML and TOML both know. Nothing else in the front matter may change:
afterwards it must say all that it said, and the fields.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.markdown.frontmatter import (
    Field,
    FrontMatter,
    FrontMatterError,
    find_front_matter,
    read_front_matter,
)
from essaytrans.markdown.source import Source
from essaytrans.markdown.splice import splice
from essaytrans.model import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Value", "with_fields"]

Value = str | int | tuple[str, ...]
"""A text of one line, a number, or a list of such texts."""

_Rows = list[tuple[str, ...]]

_FENCE: Final = re.compile(r"[-+]{3,}")
"""What ends front matter: some programs take it for that in the middle of a line too."""

_ENDS: Final = 3
"""How many rows end the skeleton of a YAML mapping: those of mapping, document and stream."""

_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_MOST_TABLES: Final = 20
"""Before how many lines that may begin a table a place is looked for."""


def with_fields(
    text: str, fields: Mapping[str, Value], *, replacing: bool = False, create: bool = False
) -> str | None:
    """Add fields to the front matter of an article.

    They go onto its last lines, in TOML onto the last ones before the first table. A key that is
    there stays as it is.

    Args:
        text: the article, whole, with line ends of any kind.
        fields: values by their keys, which need no quotation marks.
        replacing: whether a text of one line that stands under such a key makes way for a text.
        create: whether an article without front matter gets YAML.

    Returns:
        The article; itself where there is nothing to add; None where the front matter would not
        say what it said, and the fields.
    """
    source = Source.of(text)
    place = find_front_matter(source.text)
    if place is None:
        return _created(text, source, fields) if create and fields else text
    before = _read(source.text, place)
    # one that cannot be read has been told of, and is left alone
    if before is None or not before.rows:
        return text
    if replacing:
        for key, value in fields.items():
            if isinstance(value, str):
                text = _replaced(text, key, value)
        source = Source.of(text)
        place = find_front_matter(source.text) or place
        before = _read(source.text, place) or before
    new = {key: value for key, value in fields.items() if not _has(before.rows, key)}
    if not new:
        return text
    lines = _lines(new, place.format)
    for offset in _places(source.text, place):
        start = source.spans([(offset, offset)])[0].start
        indent = _indent(source.text, place)
        written = "".join(f"{indent}{line}{source.line_break}" for line in lines)
        built = text[:start] + written + text[start:]
        if _is_right(before, built, new):
            return built
    return None


def _created(text: str, source: Source, fields: Mapping[str, Value]) -> str | None:
    """Put front matter before an article that has none."""
    mark = len(text) - len(text.removeprefix("\ufeff"))
    lines = ["---", *_lines(fields, "yaml"), "---"]
    written = "".join(line + source.line_break for line in lines)
    built = text[:mark] + written + text[mark:]
    after = Source.of(built).text
    place = find_front_matter(after)
    if place is None or after[place.end :] != f"---\n{source.text}":
        return None
    read = _read(after, place)
    said = [row for key, value in fields.items() for row in _rows(key, value)]
    return built if read is not None and _said(read.rows)[_ENDS:-_ENDS] == said else None


def _lines(fields: Mapping[str, Value], form: str) -> list[str]:
    sign = ": " if form == "yaml" else " = "
    return [f"{key}{sign}{_written(value)}" for key, value in fields.items()]


def _written(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    return "[" + ", ".join(f'"{_escaped(item)}"' for item in value) + "]"


def _escaped(text: str) -> str:
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    return _FENCE.sub(lambda fence: "".join(f"\\u{ord(sign):04x}" for sign in fence[0]), written)


def _replaced(text: str, key: str, value: str) -> str:
    """Write another text under a key; the article as it is where there is none, or cannot be."""
    source = Source.of(text)
    place = find_front_matter(source.text)
    before = _read_with(source.text, place, key)
    if place is None or before is None or len(before.fields) != 1:
        return text
    span = source.spans(before.fields[0].spans)[0]
    if len(before.fields[0].spans) != 1 or {"\n", "\r"} & {*text[span.start : span.end]}:
        return text
    built = splice(text, [Edit(Span(span.start, span.end), _written(value))])
    after = Source.of(built).text
    found = find_front_matter(after)
    again, said = _read_with(after, found, key), _read(after, found)
    if found is None or again is None or said is None:
        return text
    is_right = (
        again.rows == before.rows
        and said.rest == source.text[place.end :]
        and any(row[1] == key and row[-1] == value for row in said.rows)
    )
    return built if is_right else text


class _With(NamedTuple):
    """Front matter, and where one of its texts stands."""

    fields: list[Field]
    rows: _Rows


def _read_with(text: str, place: FrontMatter | None, key: str) -> _With | None:
    """Read front matter for the text under a key; None if there is none, or none that can be read."""
    if place is None:
        return None
    try:
        return _With(*read_front_matter(text, place, (key,)))
    except FrontMatterError:
        return None


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


def _is_right(before: _Said, built: str, fields: Mapping[str, Value]) -> bool:
    """Whether the front matter says what it said, and the fields, and all else is as it was."""
    text = Source.of(built).text
    after = _read(text, find_front_matter(text))
    if (
        after is None
        or after[::2] != (before.format, before.lines + len(fields))
        or after.rest != before.rest
    ):
        return False
    if after.format == "toml":
        rows = [row for key, value in fields.items() for row in _toml_rows(key, value)]
        return Counter(after.rows) == Counter([*before.rows, *rows])
    head, tail = before.rows[:-_ENDS], before.rows[-_ENDS:]
    new = after.rows[len(head) : -_ENDS]
    rows = [row for key, value in fields.items() for row in _rows(key, value)]
    return after.rows == [*head, *new, *tail] and _said(new) == rows


def _said(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [(row[1], row[2], row[-1]) for row in rows]


def _rows(key: str, value: Value) -> Iterator[tuple[str, ...]]:
    """What the skeleton of YAML has of a field: paths, events and texts."""
    yield "", "ScalarEvent", key
    if not isinstance(value, tuple):
        yield key, "ScalarEvent", str(value)
        return
    yield key, "SequenceStartEvent", ""
    for item in value:
        yield f"{key}[]", "ScalarEvent", item
    yield "", "SequenceEndEvent", ""


def _toml_rows(key: str, value: Value) -> Iterator[tuple[str, ...]]:
    if not isinstance(value, tuple):
        yield "toml", key, type(value).__name__, str(value)
        return
    yield "toml", key, "array", str(len(value))
    for item in value:
        yield "toml", f"{key}[]", "str", item
