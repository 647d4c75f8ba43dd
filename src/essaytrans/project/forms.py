"""Patterns of paths: filled with an article and a language, and read back from a path.

    content/{dir}/{language}/{stem}.md  +  2026/hello, en  ↔  content/2026/en/hello.md

`{article}` is the whole name of an article, `{dir}` the folders of it and `{stem}` the rest;
`{dir}/` is nothing for an article without a folder.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["expression", "fill", "read_back"]

_PART: Final = re.compile(r"(\{language\}|\{article\}|\{dir\}/|\{stem\})")


def fill(pattern: str, article: str, language: str) -> PurePosixPath:
    """Put the name of an article and a language into a pattern.

    A value with braces in it stays as it is.

    Args:
        pattern: the pattern, as `patterns.read_pattern` returns it.
        article: the article's name, `2026/hello`.
        language: what paths call the language.
    """
    folder, slash, stem = article.rpartition("/")
    values = {
        "{language}": language,
        "{article}": article,
        "{dir}/": f"{folder}{slash}",
        "{stem}": stem,
    }
    return PurePosixPath(_PART.sub(lambda match: values[match[0]], pattern))


def read_back(pattern: str, languages: tuple[str, ...], path: str) -> tuple[str, str] | None:
    """Return the article and the language that, put into a pattern, give a path.

    Args:
        pattern: the pattern.
        languages: what paths may call languages; not asked where the pattern has none.
        path: the path, relative as the pattern is.

    Returns:
        The article's name and what the path calls the language (empty if the pattern has none);
        None if the path does not fit.
    """
    if not languages and "{language}" in pattern:
        return None
    match = _reading(pattern, languages).fullmatch(path)
    if match is None:
        return None
    found = match.groupdict("")
    article = found.get("article") or f"{found.get('dir', '')}{found.get('stem', '')}"
    return article, found.get("language", "")


@lru_cache(maxsize=16)
def _reading(pattern: str, languages: tuple[str, ...]) -> re.Pattern[str]:
    values = {"language": "|".join(map(re.escape, languages)), "article": ".+"}
    return expression(pattern, values)


def expression(pattern: str, values: Mapping[str, str]) -> re.Pattern[str]:
    """Turn a pattern into the expression that its paths match.

    Args:
        pattern: the pattern.
        values: the expressions of `language` and `article`. Those of `dir` and `stem` are made
            here: any folders, each with its slash, and a name without one.

    Returns:
        An expression with a group for each placeholder of the pattern.
    """
    known = {"dir": "(?:[^/]+/)*", "stem": "[^/]+", **values}
    seen: set[str] = set()
    parts: list[str] = []
    for part in _PART.split(pattern):
        name = part.strip("{}/")
        if not _PART.fullmatch(part):
            parts.append(re.escape(part))
        elif name in seen:  # the same again, if it stands there twice
            parts.append(f"(?P={name})")
        else:
            seen.add(name)
            parts.append(f"(?P<{name}>{known[name]})")
    return re.compile("".join(parts), re.DOTALL)
