"""The sections and examples of `docs/checks.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from essaytrans.catalog import parse
from essaytrans.catalog.glossary import Glossary, parse_glossary
from essaytrans.checks.pair import Pair
from essaytrans.model import Entry

PAGE: Final = Path(__file__).parents[2] / "docs" / "checks.md"

_SECTION: Final = re.compile(r"^### `([^`]+)`\n\n(\w+)\.(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_EXAMPLE: Final = re.compile(r"^```po\n(.*?)^```\n\n```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ARTICLE: Final = re.compile(r"^```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_GLOSSARY: Final = re.compile(r"^```csv\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Section:
    """What the page says of a check."""

    name: str
    weight: str
    """In lower case."""
    entry: Entry
    """Of the example."""
    said: str
    """What the program says of it."""
    glossary: Glossary
    """Of the example; empty for most."""
    article: str = ""
    """Of the example; empty for most."""

    def leads(self, target: str, _copied: bool) -> bool:
        """Whether a target leads to a heading of the article."""
        return target.removeprefix("#") in re.findall(r"^#+ (.*)$", self.article, re.MULTILINE)


def pair(entry: Entry, language: str = "en") -> Pair:
    return Pair(entry, source_language="zh-Hans", language=language)


def usual() -> list[Pair]:
    """Enough good translations for a check to know what is usual."""
    return [pair(Entry("茶" * number, "tea " * (number - 1) + "tea")) for number in range(5, 25)]


def sections() -> list[Section]:
    """The checks that the page has, in its order."""
    found = []
    for name, weight, text in _SECTION.findall(PAGE.read_text(encoding="utf-8")):
        ((written, said),) = _EXAMPLE.findall(text)
        (entry,) = parse(f'msgid ""\nmsgstr "Language: en\\n"\n\n{written}', path="").entries
        glossary, _ = parse_glossary("".join(_GLOSSARY.findall(text)) or "term\n", "")
        article = "".join(_ARTICLE.findall(text))
        found.append(Section(name, weight.lower(), entry, said, glossary, article))
    return found
