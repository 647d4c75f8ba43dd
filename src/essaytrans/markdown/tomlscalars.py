"""TOML as values with the ways to them, and where exactly its texts stand.

`tomllib` says what a text means, `tomlscan` where it stands; if they do not agree on a wanted text,
none is touched.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from essaytrans.markdown.yamlscalars import Field, Way, dotted
from essaytrans.model import Codec
from essaytrans.tomlscan import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["TomlError", "read_toml", "toml_value"]

_CODECS: Final = {
    '"': Codec.TOML_BASIC,
    "'": Codec.TOML_LITERAL,
    '"""': Codec.TOML_BASIC_LINES,
    "'''": Codec.TOML_LITERAL_LINES,
}
_Row = tuple[Way, tuple[object, ...]]
"""The way to a value, and what stands there."""


class TomlError(Exception):
    """TOML that cannot be read, or not be followed."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        """Where, in characters of the text."""
        self.reason = reason
        """What the parser says, in its own words."""


def read_toml(
    text: str, at: int, is_wanted: Callable[[Way], bool]
) -> tuple[list[Field], list[_Row]]:
    """Read TOML.

    Args:
        text: the TOML alone.
        at: where it begins in the parsed text, in characters; the spans count from there.
        is_wanted: whether the text at the end of a way is a unit.

    Returns:
        The wanted texts in their order, and a row for each value: all that is said but the words
        of the wanted texts, for which `*` stands.

    Raises:
        TomlError: it is no TOML, or has a spelling of keys that `tomlscan` does not follow.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TomlError(getattr(error, "pos", 0), str(error)) from error
    fields: list[Field] = []
    said: Counter[tuple[Way, str]] = Counter()
    for item in scan(text):
        if item.is_key or text[item.start] not in "\"'":
            continue
        way = tuple(None if isinstance(key, int) else key for key in item.path)
        if is_wanted(way):
            raw = text[item.start : item.end]
            codec = _CODECS.get(raw[:3]) or _CODECS[raw[0]]
            said[way, toml_value(raw)] += 1
            fields.append(Field(dotted(way), codec, ((at + item.start, at + item.end),)))
    if said != Counter(_texts(data, (), is_wanted)):
        raise TomlError(0, "a spelling of keys that essaytrans cannot follow")
    return fields, list(_rows(data, (), is_wanted))


def toml_value(raw: str) -> Any:
    """Return what a value means, as it is written.

    Raises:
        ValueError: it is none.
    """
    return tomllib.loads(f"k = {raw}")["k"]


def _texts(value: Any, way: Way, is_wanted: Callable[[Way], bool]) -> Iterator[tuple[Way, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*way, key), is_wanted)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, (*way, None), is_wanted)
    elif isinstance(value, str) and is_wanted(way):
        yield way, value


def _rows(value: Any, way: Way, is_wanted: Callable[[Way], bool]) -> Iterator[_Row]:
    if isinstance(value, dict):
        yield way, ("table",)
        for key, inner in value.items():
            yield from _rows(inner, (*way, key), is_wanted)
    elif isinstance(value, list):
        yield way, ("array", len(value))
        for inner in value:
            yield from _rows(inner, (*way, None), is_wanted)
    elif isinstance(value, str) and is_wanted(way):
        yield way, ("*",)
    else:
        yield way, (type(value).__name__, str(value))
