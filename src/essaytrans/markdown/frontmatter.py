"""Front matter: which of its texts are units, where exactly they stand, and what may not change.

YAML between `---` lines is read as a stream of events, whose marks give offsets; events rather
than values, because aliases can make values explode. TOML between `+++` lines is read by our own
scanner for positions, and by `tomllib` to check that the scanner read what a parser reads.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from essaytrans.model import Codec
from essaytrans.tomlscan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

    from essaytrans.tomlscan import Key

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


@dataclass(frozen=True, slots=True)
class Field:
    """A text in front matter that the rules name."""

    path: str
    """Such as `title`, `author.bio`, `tags[]`."""
    codec: Codec
    spans: tuple[tuple[int, int], ...]
    """In characters of the parsed text: quotation marks included, one a line of a block scalar."""
    indent: str = ""
    """What each line of a block scalar begins with."""


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

_YAML_CODECS = {
    None: Codec.YAML_PLAIN,
    "": Codec.YAML_PLAIN,
    "'": Codec.YAML_SINGLE,
    '"': Codec.YAML_DOUBLE,
    "|": Codec.YAML_LITERAL,
    ">": Codec.YAML_FOLDED,
}


_DEEPEST = 100
"""How deep YAML collections may nest; PyYAML's time grows with the square of it."""
_ROOT = 2  # after the events for the start of the stream and of the document


def _read_yaml(
    text: str, place: FrontMatter, wanted: frozenset[str]
) -> tuple[list[Field], list[tuple[str, ...]]]:
    import yaml  # noqa: PLC0415 - only articles with front matter pay for it

    inner = text[place.start : place.end]
    fields: list[Field] = []
    skeleton: list[tuple[str, ...]] = []
    try:
        for event, path in _with_paths(inner):
            if path in wanted and isinstance(event, yaml.ScalarEvent) and _is_text(event):
                field = _yaml_field(inner, place.start, event, path)
                if field:
                    fields.append(field)
                    skeleton.append(("yaml", path, "*"))
                    continue
            skeleton.append(("yaml", path, type(event).__name__, *_meaning(event)))
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        offset = mark.index if mark else getattr(error, "position", 0)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None)
        raise FrontMatterError(place.start + (offset or 0), str(reason or error)) from error
    if len(skeleton) <= _ROOT or skeleton[_ROOT][2] != "MappingStartEvent":
        return [], []
    return fields, skeleton


def _with_paths(inner: str) -> Iterator[tuple[yaml.Event, str]]:
    """Pair each event with the path of its value; keys and brackets have the path of their parent."""
    import yaml  # noqa: PLC0415 - see `_read_yaml`

    stack: list[_Frame] = []
    for event in yaml.parse(inner, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            yield event, ""
            continue
        path, is_key = stack[-1].next(event) if stack else ("", False)
        yield event, "" if is_key else path
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) == _DEEPEST:
                raise yaml.YAMLError(f"more than {_DEEPEST} collections inside each other")
            stack.append(_Frame(path, isinstance(event, yaml.SequenceStartEvent)))


@dataclass(slots=True)
class _Frame:
    path: str
    sequence: bool
    key: str | None = None

    def next(self, event: Any) -> tuple[str, bool]:
        """Return the path of the next node here, and whether that node is a key."""
        if self.sequence:
            return f"{self.path}[]", False
        if self.key is None:
            # a key that is no scalar leads to no path that anyone can name
            self.key = str(getattr(event, "value", "\0"))
            return self.path, True
        path = f"{self.path}.{self.key}" if self.path else self.key
        self.key = None
        return path, False


def _is_text(event: yaml.ScalarEvent) -> bool:
    import yaml  # noqa: PLC0415 - see `_read_yaml`

    if event.tag is not None or event.anchor is not None:
        return False
    resolver: Any = yaml.SafeLoader("")
    resolved = resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
    return bool(resolved == "tag:yaml.org,2002:str")


def _meaning(event: yaml.Event) -> tuple[str, ...]:
    return tuple(str(getattr(event, name, "")) for name in ("anchor", "tag", "value"))


_BLOCK_HEADER = re.compile(r"[|>][+-]?[ \t]*(?:#.*)?\n")


def _yaml_field(inner: str, base: int, event: yaml.ScalarEvent, path: str) -> Field | None:
    marks: Any = event  # the stubs allow for marks that are None, which parsing never gives
    start, end = marks.start_mark.index, marks.end_mark.index
    codec = _YAML_CODECS[event.style]
    if codec in (Codec.YAML_LITERAL, Codec.YAML_FOLDED):
        return _block_field(inner, base, (start, end), codec, path)
    return Field(path, codec, ((base + start, base + end),))


def _block_field(
    inner: str, base: int, where: tuple[int, int], codec: Codec, path: str
) -> Field | None:
    """Find the lines of a block scalar; None where indents mean something (those stay verbatim)."""
    header = _BLOCK_HEADER.match(inner, where[0])
    if not header:
        return None  # an explicit indent
    lines: list[tuple[int, int]] = []
    start = header.end()
    while start < where[1]:
        end = inner.find("\n", start)
        end = len(inner) if end < 0 else end
        lines.append((start, end))
        start = end + 1
    while lines and not inner[slice(*lines[0])].strip():
        lines.pop(0)
    while lines and not inner[slice(*lines[-1])].strip():
        lines.pop()
    if not lines:
        return None
    first = inner[slice(*lines[0])]
    indent = len(first) - len(first.lstrip(" "))
    spans: list[tuple[int, int]] = []
    for start, end in lines:
        begin = min(start + indent, end)
        if codec is Codec.YAML_FOLDED and inner[begin : begin + 1] in (" ", "\t"):
            return None
        spans.append((base + begin, base + end))
    return Field(path, codec, tuple(spans), " " * indent)


# --- TOML ------------------------------------------------------------------------------------

_TOML_CODECS = {
    '"': Codec.TOML_BASIC,
    "'": Codec.TOML_LITERAL,
    '"""': Codec.TOML_BASIC_LINES,
    "'''": Codec.TOML_LITERAL_LINES,
}


def _read_toml(
    text: str, place: FrontMatter, wanted: frozenset[str]
) -> tuple[list[Field], list[tuple[str, ...]]]:
    inner = text[place.start : place.end]
    try:
        data = tomllib.loads(inner)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FrontMatterError(place.start + getattr(error, "pos", 0), str(error)) from error
    found = [
        (path, item.start, item.end)
        for item in scan(inner)
        if not item.is_key and inner[item.start] in "\"'" and (path := _dotted(item.path)) in wanted
    ]
    skeleton = list(_flatten(data, "", wanted))
    said = Counter((path, _toml_value(inner[start:end])) for path, start, end in found)
    meant = Counter(_wanted_strings(data, "", wanted))
    if said != meant:
        raise FrontMatterError(place.start, "a spelling of keys that essaytrans cannot follow")
    fields = [
        Field(
            path,
            _TOML_CODECS[
                inner[start : start + 3]
                if inner[start : start + 3] in _TOML_CODECS
                else inner[start]
            ],
            ((place.start + start, place.start + end),),
        )
        for path, start, end in found
    ]
    return fields, skeleton


def _dotted(path: Key) -> str:
    """Write a path as the rules do: `links[].name`."""
    return "".join("[]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")


def _toml_value(raw: str) -> Any:
    return tomllib.loads(f"k = {raw}")["k"]


def _wanted_strings(value: Any, path: str, wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _wanted_strings(inner, f"{path}.{key}" if path else key, wanted)
    elif isinstance(value, list):
        for inner in value:
            yield from _wanted_strings(inner, f"{path}[]", wanted)
    elif isinstance(value, str) and path in wanted:
        yield path, value


def _flatten(value: Any, path: str, wanted: frozenset[str]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        yield ("toml", path, "table")
        for key, inner in value.items():
            yield from _flatten(inner, f"{path}.{key}" if path else key, wanted)
    elif isinstance(value, list):
        yield ("toml", path, "array", str(len(value)))
        for inner in value:
            yield from _flatten(inner, f"{path}[]", wanted)
    elif isinstance(value, str) and path in wanted:
        yield ("toml", path, "*")
    else:
        yield ("toml", path, type(value).__name__, str(value))
