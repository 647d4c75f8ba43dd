"""The files of strings that a site's generator reads per language: where they are and go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import StringRules
from essaytrans.project.forms import expression, fill, read_back
from essaytrans.project.patterns import read_pattern

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.project.reader import Reader
    from essaytrans.tomlscan import Key

__all__ = ["STRING_SUFFIXES", "Strings", "read_strings"]

STRING_SUFFIXES: Final = (".yaml", ".yml", ".toml", ".json")
"""What the names of such files end with."""
_KEYS: Final = ("files", "output", "keys")


@dataclass(frozen=True, slots=True)
class Strings:
    """Files of strings that go to like places."""

    files: str
    """Their path, or the pattern of their paths, relative to the root."""
    output: str
    """Where they go: a path with `{language}`, and what else the pattern has."""
    keys: tuple[str, ...] = ()
    """Which keys are translated, as `markdown.keypaths` reads them; empty for all."""

    @property
    def is_pattern(self) -> bool:
        """Whether there may be several of them."""
        return "{" in self.files

    @property
    def rules(self) -> StringRules:
        """What segmenting has to know."""
        paths = expression(self.files, {"article": ".+"}).pattern
        return StringRules(paths, self.keys)

    def goes_to(self, path: str, called: str) -> PurePosixPath | None:
        """Return where a file goes in a language, by what paths call that.

        None if the file is not one of these.
        """
        found = read_back(self.files, (), path)
        # a path without placeholders is that of one file, which has no name to be filled in
        return None if found is None else fill(self.output, found[0], called)


def read_strings(reader: Reader, root: Path) -> tuple[Strings, ...]:
    """Read the tables `[[strings]]`."""
    found = [_read(reader, ("strings", at), root) for at in range(reader.tables(("strings",)))]
    return tuple(one for one in found if one is not None)


def _read(reader: Reader, key: Key, root: Path) -> Strings | None:
    said = reader.table(key, _KEYS)
    if missing := [name for name in _KEYS[:2] if name not in said]:
        message = msg("{placeholder} is missing", placeholder=missing[0])
        # Translators: keys of the configuration and their values.
        hint = msg(
            "write it like these: {examples}",
            examples='files = "i18n/zh.yaml", output = "i18n/{language}.yaml"',
        )
        reader.error("config-value", key, message, hint)
        return None
    before = len(reader.problems)
    files = reader.text((*key, "files"), "")
    several = "{" in files or "}" in files
    needs = ("{article}",) if several else ()
    files = read_pattern(reader, (*key, "files"), root, "", STRING_SUFFIXES, needs=needs)
    if len(reader.problems) > before:
        return None
    suffix = (PurePosixPath(files).suffix,)
    needs = ("{language}", *needs)
    output = read_pattern(reader, (*key, "output"), root, "", suffix, needs=needs)
    keys = reader.texts((*key, "keys"), ())
    if len(reader.problems) > before:
        return None
    return Strings(files, output, keys)
