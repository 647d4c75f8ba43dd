"""The collection put into articles by their catalogs, and built as any project is."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from commands.kit import Project, codes
from security.attacks import FAMILIES, FIELDS, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["ATTACKS", "EVERYWHERE", "Trial", "Trials", "make_project", "send"]

ATTACKS: Final = {
    f"{family}: {name}": text for family, texts in FAMILIES.items() for name, text in texts.items()
}
EVERYWHERE: Final = PLACES | FIELDS
_AT_ONCE = 60
"""Texts in an article: not so many that the search for those to blame gives up."""


@dataclass(frozen=True)
class Trial:
    """An article with many texts, built."""

    source: str
    built: str
    """In Markdown."""
    page: str
    """In HTML, in both languages."""
    bare: str
    """The same page while nothing was translated."""


class Trials:
    """Articles in which everything is tried; a place's are built when they are first asked for."""

    def __init__(self, around: Path) -> None:
        self.around = around
        self._seen: dict[str, list[Trial]] = {}

    def of(self, place: str) -> list[Trial]:
        if place not in self._seen:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(os, "fsync", lambda _: None)  # waiting for the disk takes longest
                self._seen[place] = list(self._try(place))
        return self._seen[place]

    def _try(self, place: str) -> Iterator[Trial]:
        """Build the articles of a place in a project of their own."""
        where = EVERYWHERE[place]
        project = make_project(self.around / f"project-{list(EVERYWHERE).index(place)}")
        tried = list(_tried(place).items())
        trials: dict[str, dict[int, str]] = {}
        for begin in range(0, len(tried), _AT_ONCE):
            trials[f"a{begin}"] = dict(tried[begin : begin + _AT_ONCE])
        sources = {article: _article(place, numbers) for article, numbers in trials.items()}
        for article, source in sources.items():
            project.write(f"articles/{article}.md", source)
        project.extract()
        project.build(editions=["html"])
        bare = {article: project.read(f"build/html/en/{article}.html") for article in sources}
        for article, numbers in trials.items():
            texts = {
                where.unit.replace("@", f"{number:04}"): where.translation.replace(
                    "{}", ATTACKS[name]
                )
                for number, name in numbers.items()
            }
            send(project, article, texts | {"无害": "Harmless"})
        report = project.build(editions=["translated", "html"])
        assert set(codes(report.diagnostics)) == {"refused-translation"}
        for article, source in sources.items():
            built = project.read(f"build/en/{article}.md")
            used = "Harmless" in built
            assert used, "a harmless text was refused too"
            page = project.read(f"build/html/en/{article}.html")
            yield Trial(source, built, page, bare[article])


def _tried(place: str) -> dict[int, str]:
    """Number what is tried in a place; in front matter most forms of addresses are mere text."""
    return {
        number: name
        for number, name in enumerate(ATTACKS)
        if place in PLACES or not re.match("addresses, (?!link:|tag:)", name)
    }


def make_project(root: Path) -> Project:
    project = Project(root)
    project.configure("en", more='[segment]\nfront_matter = ["title", "items[].name"]\n')
    return project


def send(project: Project, article: str, texts: dict[str, str]) -> None:
    """Put a catalog in place as a stranger might: with what no tool of ours would write."""
    entries = project.catalog(article).entries
    assert set(texts) <= {entry.msgid for entry in entries}
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"', ""]
    for entry in entries:
        if entry.msgid in texts:
            context = [] if entry.msgctxt is None else [f"msgctxt {_quoted(entry.msgctxt)}"]
            lines += [*context, f"msgid {_quoted(entry.msgid)}"]
            lines += [f"msgstr {_quoted(texts[entry.msgid])}", ""]
    project.write(f"locales/en/{article}.po", "\n".join(lines))


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    for letter, character in zip("abtnvfr", "\a\b\t\n\v\f\r", strict=True):
        text = text.replace(character, f"\\{letter}")
    return f'"{text}"'


def _article(place: str, numbers: dict[int, str]) -> str:
    blocks = {number: EVERYWHERE[place].block.replace("@", f"{number:04}") for number in numbers}
    if place in PLACES:
        parts = (f"##### {number:04}\n\n{block}\n\n" for number, block in blocks.items())
        return f"无害\n\n{''.join(parts)}"
    inner = "\n".join(blocks.values())
    if place.startswith("TOML"):
        return f"+++\ntitle = '无害'\n{inner}\n+++\n\n后\n"
    return f"---\ntitle: 无害\nitems:\n{inner}\nlayout: post\n---\n\n后\n"
