"""Front matter: which of its texts are units, where exactly they stand, and what may not change.

YAML between `---` lines is read as a stream of events, whose marks give offsets; events rather
than values, because aliases can make values explode. TOML between `+++` lines is read by our own
scanner for positions, and by `tomllib` to check that the scanner read what a parser reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from essaytrans.markdown.tomlscalars import TomlError, read_toml
from essaytrans.markdown.yamlscalars import (
    Field,
    dotted,
    meaning,
    scalar,
    where_wrong,
    with_ways,
)

__all__ = ["Field", "FrontMatter", "FrontMatterError", "find_front_matter", "read_front_matter"]

_YAML = re.compile(r"---[ \t]*\n((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*\n((?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the front matter stands; offsets in characters of the parsed text."""

    format: str
    """`yaml` or `toml`."""
    start: int
    """Where the text between the fences begins."""
    end: int
    """Where it ends."""
    lines: int
    """How many lines it takes, fences included: the body begins on this line, counted from 0."""


class FrontMatterError(Exception):
    """Front matter that cannot be read; the article's body still can."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        """Where, in characters of the parsed text."""
        self.reason = reason
        """What the parser says, in its own words."""


def find_front_matter(text: str) -> FrontMatter | None:
    """Find front matter at the very start of `text`; None where there is none."""
    for form, fence, pattern in (("yaml", "---", _YAML), ("toml", "+++", _TOML)):
        if text.startswith(fence):
            found = pattern.match(text)
            if found:
                return FrontMatter(
                    form,
                    found.start(1),
                    found.end(1),
                    found.group().count("\n") + (not found.group().endswith("\n")),
                )
    return None


def read_front_matter(
    text: str, place: FrontMatter, wanted: tuple[str, ...]
) -> tuple[list[Field], list[tuple[str, ...]]]:
    """Read front matter.

    Returns:
        The fields at the wanted paths, in order, and the skeleton: all that is said except the
        words of those fields. Both are empty where the block is no mapping.

    Raises:
        FrontMatterError: it cannot be read.
    """
    return _read(text[: place.end], place, frozenset(wanted))


@lru_cache(maxsize=4)
def _read(
    text: str, place: FrontMatter, wanted: frozenset[str]
) -> tuple[list[Field], list[tuple[str, ...]]]:
    """Read front matter, once where it is looked at twice: for units, and by the guard."""
    reader = _read_yaml if place.format == "yaml" else _read_toml
    return reader(text, place, wanted)


# --- YAML ------------------------------------------------------------------------------------

_ROOT = 2  # after the events for the start of the stream and of the document


def _read_yaml(
    text: str, place: FrontMatter, wanted: frozenset[str]
) -> tuple[list[Field], list[tuple[str, ...]]]:
    import yaml  # noqa: PLC0415 - only articles with front matter pay for it

    inner = text[place.start : place.end]
    fields: list[Field] = []
    skeleton: list[tuple[str, ...]] = []
    try:
        for event, way in with_ways(inner):
            path = dotted(way) if way else ""
            if path in wanted and (field := scalar(inner, place.start, event, path)):
                fields.append(field)
                skeleton.append(("yaml", path, "*"))
                continue
            skeleton.append(("yaml", path, type(event).__name__, *meaning(event)))
    except (yaml.YAMLError, RecursionError) as error:
        offset, reason = where_wrong(error)
        raise FrontMatterError(place.start + offset, reason) from error
    if len(skeleton) <= _ROOT or skeleton[_ROOT][2] != "MappingStartEvent":
        return [], []
    return fields, skeleton


# --- TOML ------------------------------------------------------------------------------------


def _read_toml(
    text: str, place: FrontMatter, wanted: frozenset[str]
) -> tuple[list[Field], list[tuple[str, ...]]]:
    try:
        fields, rows = read_toml(
            text[place.start : place.end], place.start, lambda way: dotted(way) in wanted
        )
    except TomlError as error:
        raise FrontMatterError(place.start + error.offset, error.reason) from error
    return fields, [("toml", dotted(way), *map(str, said)) for way, said in rows]
