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

__all__ = ["ARTICLE_SUFFIXES", "FILE_NAME", "read_articles", "read_pattern"]

FILE_NAME: Final = "essaytrans.toml"
ARTICLE_SUFFIXES: Final = (".md", ".markdown")
"""What the names of articles end with."""
_PLACEHOLDERS: Final = ("{language}", "{article}")
_PARTED: Final = ("{dir}", "{stem}")
"""What may stand for `{article}`: the folders of its name, and the rest of it."""
_FOLDER_OF_ITS_OWN: Final = re.compile(r"(?:^|(?<=/))\{dir\}/")


def read_articles(reader: Reader, key: Key, root: Path, default: str) -> tuple[str, str]:
    """Read where the articles are: a folder inside the project, or a pattern of their paths.

    Returns:
        The folder that all of them are in, and the pattern; empty for every file of the folder.
    """
    value = reader.text(key, default)
    if "{" in value or "}" in value:
        pattern = read_pattern(reader, key, root, "", ARTICLE_SUFFIXES, needs=_PLACEHOLDERS[1:])
        return (_folder(pattern) or ".", pattern) if pattern else (default, "")
    if problem := _stray(value, root, value):
        reader.error("path-outside", key, *problem)
        return default, ""
    return PurePosixPath(value).as_posix(), ""


def _folder(pattern: str) -> str:
    """Return the folder that all paths of a pattern are in; empty for the project's own."""
    return pattern.partition("{")[0].rpartition("/")[0]


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
        needs: the placeholders that it must have; `{dir}` and `{stem}` do for `{article}`.
    """
    value = reader.text(key, default)
    if problem := _misshapen(value, suffixes, needs):
        reader.error("config-pattern", key, *problem)
        return default
    if problem := _stray(value, root, _folder(value)):
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
    hint = _needed(needs or _PLACEHOLDERS[1:])
    parts = _PARTED if _PLACEHOLDERS[1] in needs else ()
    for placeholder in re.findall(r"\{[^{}]*\}", value):
        if placeholder not in (*needs, *parts):
            message = msg("there is no placeholder {placeholder}", placeholder=placeholder)
            return message, near(placeholder, (*needs, *parts)) or hint
    if any(part in value for part in parts):
        if problem := _misparted(value):
            return problem
        needs = (*(name for name in needs if name != _PLACEHOLDERS[1]), *parts)
    for placeholder in needs:
        if placeholder not in value:
            # Translators: from a pattern of paths in the configuration.
            return msg("{placeholder} is missing", placeholder=placeholder), hint
    rest = re.sub(r"\{(language|article|dir|stem)\}", "*", value)
    if "{" in rest or "}" in rest or "**" in rest:
        message = msg("a brace stands alone in “{pattern}”", pattern=value)
        if "**" in rest:
            message = msg(
                "nothing stands between the two placeholders of “{pattern}”", pattern=value
            )
        return message, hint
    if not value.endswith(suffixes):
        wanted = listing(suffixes)
        return (
            msg("“{pattern}” does not end as it must", pattern=value),
            # Translators: “it” is a pattern of paths in the configuration; {suffixes} are such as
            # “.po”.
            msg("it must end with one of: {suffixes}", suffixes=wanted),
        )
    return None


def _needed(needs: Sequence[str]) -> Message:
    """Say which placeholders the pattern of a path must have."""
    if tuple(needs) == _PLACEHOLDERS:
        # Translators: “it” is a pattern of paths in the configuration, such as
        # locales/{language}/{article}.po.
        return msg("it needs {{language}} and {{article}}, with something between them")
    if tuple(needs) == _PLACEHOLDERS[1:]:
        return msg(
            # Translators: of the paths of articles. {example} is such as docs/{{article}}.zh.md: a
            # language is written there as it is, and not by {{language}}.
            "it needs {{article}}, and the rest as it stands in the paths, as in {example}",
            example="docs/{article}.zh.md",
        )
    # Translators: “it” is a pattern of paths in the configuration; {placeholder} is {{language}}.
    return msg("it needs {placeholder}, and no other", placeholder=needs[0])


def _misparted(value: str) -> tuple[Message, Message] | None:
    """Say what is wrong with `{dir}` and `{stem}` in a pattern, if anything is."""
    # Translators: of a pattern of paths in the configuration. {{article}} is the whole name of an
    # article, {{dir}} the folders in it, {{stem}} the rest; the words in braces stay.
    hint = msg("write {{article}}, or both {{dir}}/ and {{stem}}")
    if _PLACEHOLDERS[1] in value:
        message = msg("{{article}} has {{dir}} and {{stem}} in it already")
        return message, hint
    for part in _PARTED:
        if part not in value:
            return msg("{placeholder} is missing", placeholder=part), hint
    if "{dir}" in _FOLDER_OF_ITS_OWN.sub("", value):
        # Translators: from a pattern of paths in the configuration; {{dir}} stays as it is.
        message = msg("{{dir}} is not a folder of its own in “{pattern}”", pattern=value)
        example = "content/{dir}/{language}/{stem}.md"
        # Translators: {example} is a pattern of paths.
        return message, msg("put slashes around it, as in {example}", example=example)
    return None
