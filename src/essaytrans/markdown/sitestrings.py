"""The strings of a site as a document: units that are scalars of YAML, TOML or JSON.

What stands around them stays as it is, to the character, as with front matter, whose scalars they
share.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.i18n import msg
from essaytrans.markdown.codecs import CannotWriteError, decode, encode
from essaytrans.markdown.collect import Collector
from essaytrans.markdown.jsonscan import Role, scan_json
from essaytrans.markdown.keypaths import is_wanted
from essaytrans.markdown.source import Source
from essaytrans.markdown.tomlscalars import TomlError, read_toml, toml_value
from essaytrans.markdown.yamlscalars import (
    DEEPEST,
    Field,
    dotted,
    meaning,
    scalar,
    where_wrong,
    with_ways,
)
from essaytrans.model import Codec, Document, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from essaytrans.model import Unit

__all__ = ["segment_strings", "strings_skeleton", "write_string"]

_Rows = tuple[tuple[object, ...], ...]
_BLOCKS: Final = (Codec.YAML_LITERAL, Codec.YAML_FOLDED)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which escapes can write, and no file can hold otherwise."""
_UNFIT_KEY: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""What no context of a PO file can hold on one line."""


def segment_strings(text: str, path: str, keys: tuple[str, ...]) -> Document:
    """Cut a file of strings into units.

    Args:
        text: the decoded file, whole.
        path: what reports call it; its suffix says how it is written.
        keys: as `keypaths.is_wanted` reads them.

    Returns:
        The document. It never fails: what cannot be read stays verbatim, with a diagnostic.
    """
    source = Source.of(text, path)
    collector = Collector(source)
    try:
        reading = _read(source.text, _suffix(path), keys)
    except _UnreadableError as error:
        end = max(len(source.text) - 1, 0)
        offset = min(error.offset, end)
        collector.report(
            "strings-unreadable",
            # Translators: {reason} is what a parser says, in English. Strings are the short texts
            # of a site (menus, buttons), in a file of their own.
            msg("these strings cannot be read: {reason}", reason=error.reason),
            (offset, offset + 1),
            # Translators: “it” is a file with short texts of a site.
            hint=msg("mend the file; until then it stays as it is in every language"),
        )
        collector.skeleton.append(("unreadable", source.text))
        return collector.document()
    collector.skeleton.extend(reading.rows)
    for field in reading.fields:
        if _UNFIT_KEY.search(field.path):
            continue
        collector.add(
            Kind.STRING,
            field.codec,
            field.spans,
            detail=field.path,
            context=field.path.replace("[]", "").removeprefix("."),
            indent=field.indent,
        )
    return collector.document()


def strings_skeleton(text: str, path: str, keys: tuple[str, ...]) -> _Rows:
    """Return the skeleton that `segment_strings` would find, without making units."""
    parsed = Source.of(text).text
    try:
        return _read(parsed, _suffix(path), keys).rows
    except _UnreadableError:
        return (("unreadable", parsed),)


def _suffix(path: str) -> str:
    return path.rpartition(".")[2].lower()


# --- writing ----------------------------------------------------------------------------------

# Places that a program fills: `%s`, `%2$d`, `%(name)s`.
_FILLED: Final = re.compile(
    r"%%|%(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?[bcdeEfFgGioqsTtuvxX](?![A-Za-z])", re.ASCII
)


def write_string(unit: Unit, raw: str, text: str) -> str:
    """Turn a translation into what takes the place of a string.

    White space that the string begins or ends with stays.

    Args:
        unit: the string.
        raw: what the file has, from the start of its first span to the end of its last.
        text: the translation.

    Raises:
        CannotWriteError: it has no spelling there that is read as this very text, or brings in
            what a program would fill in or do.
    """
    known = Counter(_FILLED.findall(unit.msgid))
    for place, number in Counter(_FILLED.findall(text)).items():
        if place != "%%" and number > known[place]:
            raise CannotWriteError(msg("it has {braces}, which the source lacks", braces=place))
    if unit.codec in _BLOCKS:
        return encode(unit, raw, text)
    before = _value(unit.codec, raw) or unit.msgid
    left, right = len(before) - len(before.lstrip()), len(before.rstrip())
    wanted = before[:left] + text.strip() + before[right:]
    written = encode(unit, raw, wanted, whole=True)
    if _value(unit.codec, written) != wanted:
        # Translators: a reason behind “this translation is not used: ”; “it” is the translation.
        raise CannotWriteError(msg("it would read otherwise in this place"))
    return written


def _value(codec: Codec, written: str) -> str | None:
    """Read a scalar as a program does; None if it is no text."""
    try:
        if codec is Codec.JSON:
            value = json.loads(written)
        elif codec.startswith("toml"):
            value = toml_value(written)
        else:
            value = _yaml_value(written)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None


def _yaml_value(written: str) -> object:
    import yaml  # noqa: PLC0415 - few have such files

    try:
        value = yaml.safe_load(f"k: {written}\n")
    except (yaml.YAMLError, OverflowError):
        return None
    return value.get("k") if isinstance(value, dict) else None


# --- reading ----------------------------------------------------------------------------------


class _Reading(NamedTuple):
    fields: tuple[Field, ...]
    rows: _Rows
    """All that the file says, but for the words of the fields."""


class _UnreadableError(Exception):
    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        """Where, in characters of the parsed text."""
        self.reason = reason
        """What the parser says, in its own words."""


@lru_cache(maxsize=4)
def _read(text: str, suffix: str, keys: tuple[str, ...]) -> _Reading:
    fields: list[Field] = []
    rows: list[tuple[object, ...]] = []
    for field, row in _READERS[suffix](text, keys):
        if field is not None:
            fields.append(field)
        rows.append(row)
    return _Reading(tuple(fields), tuple(rows))


_Found = tuple[Field | None, tuple[object, ...]]
"""A field, if it is one, and what its place says beside its words."""


def _is_sound(codec: Codec, text: str) -> bool:
    return not _SURROGATE.search(decode(codec, [text]))


def _read_yaml(text: str, keys: tuple[str, ...]) -> Iterator[_Found]:
    import yaml  # noqa: PLC0415 - few have such files

    try:
        for event, way in with_ways(text):
            if way and is_wanted(way, keys):
                field = scalar(text, 0, event, dotted(way))
                value = str(getattr(event, "value", ""))
                if field is not None and not _SURROGATE.search(value):
                    yield field, (way, "*")
                    continue
            yield None, (way, type(event).__name__, *meaning(event))
    except (yaml.YAMLError, RecursionError) as error:
        raise _UnreadableError(*where_wrong(error)) from error


def _read_toml(text: str, keys: tuple[str, ...]) -> Iterator[_Found]:
    try:
        fields, rows = read_toml(text, 0, lambda way: is_wanted(way, keys))
    except TomlError as error:
        raise _UnreadableError(error.offset, error.reason) from error
    yield from ((field, ("field", field.path)) for field in fields)
    yield from ((None, (way, *said)) for way, said in rows)


def _read_json(text: str, keys: tuple[str, ...]) -> Iterator[_Found]:
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _UnreadableError(
            getattr(error, "pos", 0), getattr(error, "msg", str(error))
        ) from error
    for way, start, end, role in scan_json(text):
        if len(way) > DEEPEST:
            raise _UnreadableError(start, f"more than {DEEPEST} collections inside each other")
        written = text[start:end]
        if role is Role.TEXT and is_wanted(way, keys) and _is_sound(Codec.JSON, written):
            yield Field(dotted(way), Codec.JSON, ((start, end),)), (way, "*")
        else:
            yield None, (way, written)


_READERS: Final[dict[str, Callable[[str, tuple[str, ...]], Iterator[_Found]]]] = {
    "yaml": _read_yaml,
    "yml": _read_yaml,
    "toml": _read_toml,
    "json": _read_json,
}
