"""Paths in the configuration: none leads out of the project, and patterns have their placeholders."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import listing, msg
from essaytrans.project.files import inside
from essaytrans.project.reader import Reader, near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Message
    from essaytrans.tomlscan import Key

__all__ = ["ARTICLE_SUFFIXES", "FILE_NAME", "read_folder", "read_pattern"]

FILE_NAME: Final = "essaytrans.toml"
ARTICLE_SUFFIXES: Final = (".md", ".markdown")
"""What the names of articles end with."""
_PLACEHOLDERS: Final = ("{language}", "{article}")


def read_folder(reader: Reader, key: Key, root: Path, default: str) -> str:
    """Read the path of a folder inside the project."""
    value = reader.text(key, default)
    if problem := _stray(value, root, value):
        reader.error("path-outside", key, *problem)
        return default
    return PurePosixPath(value).as_posix()


def read_pattern(
    reader: Reader,
    key: Key,
    root: Path,
    default: str,
    suffixes: tuple[str, ...],
    *,
    needs: Sequence[str] = _PLACEHOLDERS,
) -> str:
    """Read the pattern of a path inside the project.

    Args:
        reader: the configuration.
        key: which of its keys.
        root: the project's folder.
        default: what holds where it says nothing, or nothing right.
        suffixes: what the path may end with.
        needs: the placeholders that it must have.
    """
    value = reader.text(key, default)
    if problem := _misshapen(value, suffixes, needs):
        reader.error("config-pattern", key, *problem)
        return default
    if problem := _stray(value, root, value.split("{")[0].rpartition("/")[0]):
        reader.error("path-outside", key, *problem)
        return default
    return PurePosixPath(value).as_posix()


def _stray(value: str, root: Path, folder: str) -> tuple[Message, Message] | None:
    """Say why a path leads out of the project, if it does.

    Args:
        value: the path as configured.
        root: the project's folder.
        folder: the part of it that is no pattern.
    """
    if "\\" in value:
        # Translators: of a path that the configuration gives: of the articles' folder, or a pattern
        # of paths.
        return msg("“{path}” has a backslash", path=value), msg("write paths with / everywhere")
    if value.startswith("/") or re.match(r"[A-Za-z]:", value):
        return (
            msg("“{path}” is absolute", path=value),
            # Translators: “it” is a path in the configuration, {name} the configuration's file.
            msg("write it relative to the folder of {name}", name=FILE_NAME),
        )
    if ".." in value.split("/"):
        return (
            msg("“{path}” leads upwards", path=value),
            # Translators: “it” is a path in the configuration.
            msg("write it without “..”: all files of a project are inside its folder"),
        )
    if not inside(root, root / folder):
        return (
            msg("“{path}” leads out of the project by a link", path=value),
            # Translators: a symbolic link of the file system.
            msg("replace the link by a folder: all files of a project are inside its folder"),
        )
    return None


def _misshapen(
    value: str, suffixes: tuple[str, ...], needs: Sequence[str]
) -> tuple[Message, Message] | None:
    """Say what is wrong with the pattern of a path, if anything is."""
    # Translators: “it” is a pattern of paths in the configuration, such as
    # locales/{language}/{article}.po.
    both = msg("it needs {{language}} and {{article}}, with something between them")
    if len(needs) == 1:
        # Translators: “it” is a pattern of paths in the configuration; {placeholder} is {{language}}.
        both = msg("it needs {placeholder}, and no other", placeholder=needs[0])
    for placeholder in re.findall(r"\{[^{}]*\}", value):
        if placeholder not in needs:
            message = msg("there is no placeholder {placeholder}", placeholder=placeholder)
            return message, near(placeholder, needs) or both
    for placeholder in needs:
        if placeholder not in value:
            # Translators: from a pattern of paths in the configuration.
            return msg("{placeholder} is missing", placeholder=placeholder), both
    rest = re.sub(r"\{(language|article)\}", "*", value)
    if "{" in rest or "}" in rest:
        return msg("a brace stands alone in “{pattern}”", pattern=value), both
    if "**" in rest:
        return msg(
            "nothing stands between the two placeholders of “{pattern}”", pattern=value
        ), both
    if not value.endswith(suffixes):
        wanted = listing(suffixes)
        return (
            msg("“{pattern}” does not end as it must", pattern=value),
            # Translators: “it” is a pattern of paths in the configuration; {suffixes} are such as
            # “.po”.
            msg("it must end with one of: {suffixes}", suffixes=wanted),
        )
    return None
