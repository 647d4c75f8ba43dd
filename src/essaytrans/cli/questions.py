"""Questions to a person at a terminal, for what the command line did not say."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from essaytrans.i18n import msg, render

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Answers", "ask_for_project"]

_SOURCE = "zh-CN"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new project is to be."""

    name: str
    source: str
    languages: tuple[str, ...]


def ask_for_project(
    folder: Path,
    name: str | None,
    source: str | None,
    languages: Sequence[str] | None,
    *,
    wanted: bool,
) -> Answers:
    """Complete what was given: by asking at a terminal, by defaults elsewhere.

    Args:
        folder: the project's folder, whose name is the default for the project's.
        name: the project's name, if given.
        source: the language of the articles, if given.
        languages: those to translate into, if given.
        wanted: whether asking is allowed.
    """
    default = Path(os.path.realpath(folder)).name
    if not (wanted and sys.stdin.isatty() and sys.stdout.isatty()):
        return Answers(name or default, source or _SOURCE, tuple(languages or ()))
    # Translators: a question at a terminal, answered by a name: how the catalogs (PO files) are to
    # name the project in their headers.
    name = name or typer.prompt(render(msg("what catalogs call the project")), default=default)
    # Translators: a question at a terminal, answered by a language tag such as zh-CN.
    source = source or typer.prompt(render(msg("the language of the articles")), default=_SOURCE)
    if not languages:
        said = typer.prompt(
            # Translators: a question at a terminal, answered by language tags.
            render(msg("languages to translate into, with blanks between them")),
            default="en",
        )
        languages = str(said).replace(",", " ").split()
    return Answers(str(name), str(source), tuple(languages))
