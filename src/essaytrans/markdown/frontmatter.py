"""Front matter: which of its texts are units, where exactly they stand, and what may not change.

YAML between `---` lines is read as a stream of events, whose marks give offsets; events rather
than values, because aliases can make values explode. TOML between `+++` lines is read by a small
scanner for positions, and by `tomllib` to check that the scanner read what a parser reads.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from essaytrans.model import Codec

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

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
    reader = _read_yaml if place.format == "yaml" else _read_toml
    return reader(text, place, frozenset(wanted))


# --- YAML ------------------------------------------------------------------------------------

_YAML_CODECS = {
    None: Codec.YAML_PLAIN,
    "": Codec.YAML_PLAIN,
    "'": Codec.YAML_SINGLE,
    '"': Codec.YAML_DOUBLE,
    "|": Codec.YAML_LITERAL,
    ">": Codec.YAML_FOLDED,
}


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
_TOML_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_TOML_KEY = re.compile(r"(?:[A-Za-z0-9_\-]+|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')")
_TOML_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*+")
_TOML_OTHER = re.compile(r"[^,\]}\n#]*+")


def _read_toml(
    text: str, place: FrontMatter, wanted: frozenset[str]
) -> tuple[list[Field], list[tuple[str, ...]]]:
    inner = text[place.start : place.end]
    try:
        data = tomllib.loads(inner)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FrontMatterError(place.start + getattr(error, "pos", 0), str(error)) from error
    found = [
        (path, start, end) for path, start, end in _TomlScanner(inner).strings() if path in wanted
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


class _TomlScanner:
    """Finds the strings of a valid TOML text, with the paths of their keys."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def strings(self) -> list[tuple[str, int, int]]:
        """Return path, start and end of each string value, quotation marks included."""
        found: list[tuple[str, int, int]] = []
        table = ""
        while self._skip_space():
            if self._text[self._at] == "[":
                array = self._text.startswith("[[", self._at)
                self._at += 2 if array else 1
                table = ".".join(self._key()) + ("[]" if array else "")
                self._at += 2 if array else 1
            else:
                self._pair(table, found)
        return found

    def _skip_space(self) -> bool:
        match = _TOML_SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at < len(self._text)

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip_space()
            match = _TOML_KEY.match(self._text, self._at)
            if not match:
                return parts
            raw = match.group()
            parts.append(_toml_value(raw) if raw[0] in "\"'" else raw)
            self._at = match.end()
            self._skip_space()
            if self._text[self._at : self._at + 1] != ".":
                return parts
            self._at += 1

    def _pair(self, table: str, found: list[tuple[str, int, int]]) -> None:
        path = ".".join([table, *self._key()] if table else self._key())
        self._at += 1  # the equals sign
        self._value(path, found)

    def _value(self, path: str, found: list[tuple[str, int, int]]) -> None:
        self._skip_space()
        first = self._text[self._at : self._at + 1]
        if match := _TOML_STRING.match(self._text, self._at):
            found.append((path, match.start(), match.end()))
            self._at = match.end()
        elif first in ("[", "{"):
            self._at += 1
            closing = "]" if first == "[" else "}"
            while self._skip_space() and self._text[self._at] != closing:
                if first == "[":
                    self._value(f"{path}[]", found)
                else:
                    self._pair(path, found)
                self._skip_space()
                self._at += self._text[self._at : self._at + 1] == ","
            self._at += 1
        else:
            match = _TOML_OTHER.match(self._text, self._at)
            self._at = max(match.end() if match else 0, self._at + 1)
