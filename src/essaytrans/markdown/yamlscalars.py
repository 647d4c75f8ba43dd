"""YAML as events with the ways to them, and where exactly its scalars stand.

Events rather than values, because aliases can make values explode.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from essaytrans.model import Codec

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

__all__ = ["DEEPEST", "Field", "Way", "dotted", "meaning", "scalar", "where_wrong", "with_ways"]

Way = tuple[str | None, ...]
"""The way to a value: keys, and None for any item of a list."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text that the rules name."""

    path: str
    """Such as `title`, `author.bio`, `tags[]`."""
    codec: Codec
    spans: tuple[tuple[int, int], ...]
    """In characters of the parsed text: quotation marks included, one a line of a block scalar."""
    indent: str = ""
    """What each line of a block scalar begins with."""


def dotted(way: Way) -> str:
    """Write a way as the rules do: `links[].name`."""
    return "".join("[]" if key is None else f".{key}" for key in way).removeprefix(".")


_CODECS: Final = {
    None: Codec.YAML_PLAIN,
    "": Codec.YAML_PLAIN,
    "'": Codec.YAML_SINGLE,
    '"': Codec.YAML_DOUBLE,
    "|": Codec.YAML_LITERAL,
    ">": Codec.YAML_FOLDED,
}
DEEPEST: Final = 100
"""How deep collections may nest; PyYAML's time grows with the square of it."""


def where_wrong(error: Exception) -> tuple[int, str]:
    """Return at which character PyYAML stopped reading, and why, in its own words."""
    mark = getattr(error, "problem_mark", None)
    offset = mark.index if mark else getattr(error, "position", 0)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None)
    return offset or 0, str(reason or error)


def with_ways(inner: str) -> Iterator[tuple[yaml.Event, Way | None]]:
    """Pair each event with the way to its value; None for keys, and for the ends of collections.

    Raises:
        yaml.YAMLError: the text is no YAML, or too deep.
        RecursionError: likewise.
    """
    import yaml  # noqa: PLC0415 - only articles with front matter pay for it

    stack: list[_Frame] = []
    for event in yaml.parse(inner, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            yield event, None
            continue
        way, is_key = stack[-1].next(event) if stack else ((), False)
        yield event, None if is_key else way
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) == DEEPEST:
                raise yaml.YAMLError(f"more than {DEEPEST} collections inside each other")
            stack.append(_Frame(way, isinstance(event, yaml.SequenceStartEvent)))


@dataclass(slots=True)
class _Frame:
    way: Way
    sequence: bool
    key: str | None = None

    def next(self, event: Any) -> tuple[Way, bool]:
        """Return the way to the next node here, and whether that node is a key."""
        if self.sequence:
            return (*self.way, None), False
        if self.key is None:
            # a key that is no scalar leads to nothing that anyone can name
            self.key = str(getattr(event, "value", "\0"))
            return self.way, True
        way = (*self.way, self.key)
        self.key = None
        return way, False


def _is_text(event: yaml.ScalarEvent) -> bool:
    import yaml  # noqa: PLC0415 - as above

    if event.tag is not None or event.anchor is not None:
        return False
    resolver: Any = yaml.SafeLoader("")
    resolved = resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
    return bool(resolved == "tag:yaml.org,2002:str")


def meaning(event: yaml.Event) -> tuple[str, ...]:
    """Return what an event says beside its kind."""
    return tuple(str(getattr(event, name, "")) for name in ("anchor", "tag", "value"))


_BLOCK_HEADER = re.compile(r"[|>][+-]?[ \t]*(?:#.*)?\n")


def scalar(inner: str, base: int, event: yaml.Event, path: str) -> Field | None:
    """Find where a text stands; None where it is no text, or cannot be replaced.

    Args:
        inner: the YAML.
        base: where it begins in the whole.
        event: of it.
        path: what the field is to be called.
    """
    import yaml  # noqa: PLC0415 - as above

    if not isinstance(event, yaml.ScalarEvent) or not _is_text(event):
        return None
    marks: Any = event  # the stubs allow for marks that are None, which parsing never gives
    start, end = marks.start_mark.index, marks.end_mark.index
    codec = _CODECS[event.style]
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
