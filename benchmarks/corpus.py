"""Texts to measure on: the articles of a folder, catalogs and whole projects made of them."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from essaytrans.catalog import serialize
from essaytrans.catalog.header import make_header
from essaytrans.commands.workspace import open_workspace
from essaytrans.follow import make_template
from essaytrans.markdown import segment
from essaytrans.model import Catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from essaytrans.model import Entry

__all__ = [
    "HEADER",
    "LANGUAGES",
    "NOTES",
    "Project",
    "filled_catalog",
    "megabytes",
    "plain_articles",
    "read_corpus",
    "translated",
]

LANGUAGES = ("en", "ja", "ar", "zh-TW", "es", "fr", "de", "ko", "ru", "pt")
"""Those that projects are translated into; one of two languages has the first two."""
NOTES = "zh-CN"
"""The language of the `#.` comments."""
HEADER = make_header(
    language="en",
    plural_forms="nplurals=2; plural=(n != 1);",
    source_language="zh-Hans",
    project="benchmark",
    rules=1,
)
"""That of catalogs which belong to no project."""


def read_corpus(folder: Path) -> dict[str, str]:
    """Read all Markdown files of a folder, by their paths in it; what is not UTF-8 is left out.

    Raises:
        SystemExit: there is none.
    """
    found = {}
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = path.read_bytes().decode()
        except UnicodeDecodeError:
            print(f"left out, not UTF-8: {name}", file=sys.stderr)
    if not found:
        raise SystemExit(f"no Markdown files in {folder}")
    return found


def megabytes(texts: Iterable[str]) -> float:
    """Return the size of texts as files, in millions of bytes."""
    return sum(len(text.encode()) for text in texts) / 1e6


def filled_catalog(text: str) -> str:
    """Make the catalog of an article with every entry translated."""
    return serialize(Catalog(HEADER, _filled(text, "")))


def _filled(text: str, path: str) -> tuple[Entry, ...]:
    template = make_template(segment(text, path), notes_language=NOTES)
    return tuple(replace(entry, msgstr=translated(entry.msgid)) for entry in template)


def translated(text: str) -> str:
    """Return a translation that everybody takes: gettext wants the same line feeds before it."""
    words = text.lstrip("\n")
    return f"{text[: len(text) - len(words)]}x {words}"


_MARK = "最后一段。"


def plain_articles(texts: Iterable[str]) -> list[str]:
    """Return the articles that can be put one behind the other and stay what they are.

    Their front matter is taken off, which is one at the head of a file only; those whose last block
    stays open (a fence without an end) are left out, since they would swallow the next.
    """
    bare = (
        re.sub(r"\A---\n.*?\n---\n", "", text.replace("\r\n", "\n"), flags=re.DOTALL)
        for text in texts
    )
    plain = (f"{text.strip(chr(10))}\n\n" for text in bare)
    return [text for text in plain if _ends(text)]


def _ends(text: str) -> bool:
    units = segment(f"{text}{_MARK}\n").units
    return bool(units) and units[-1].msgid == _MARK


@dataclass(frozen=True, slots=True)
class Project:
    """A project on disk, made for one benchmark."""

    root: Path
    size: float
    """The articles' size, in millions of bytes."""

    @classmethod
    def write(cls, root: Path, texts: Sequence[str], languages: Sequence[str]) -> Project:
        """Write the configuration and the articles; nothing is extracted yet."""
        (root / "articles").mkdir(parents=True)
        for number, text in enumerate(texts):
            (root / f"articles/{number:04}.md").write_bytes(text.encode())
        (root / "essaytrans.toml").write_text(
            f'[project]\nname = "benchmark"\nlanguages = {json.dumps(list(languages))}\n'
            f'notes_language = "{NOTES}"\n',
            encoding="utf-8",
        )
        return cls(root, megabytes(texts))

    def fill(self) -> None:
        """Write every catalog, as `extract` would, with every entry translated."""
        workspace = open_workspace(self.root)
        headers = {
            language.tag: serialize(Catalog(workspace.header(language), ()))
            for language in workspace.languages
        }
        some = workspace.header(workspace.languages[0])
        cut = len(headers[workspace.languages[0].tag])
        for article in workspace.articles:
            text = (self.root / article.path).read_bytes().decode()
            entries = serialize(Catalog(some, _filled(text, article.path)))[cut:]
            for tag, header in headers.items():
                path = self.root / f"locales/{tag}/{article.name}.po"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes((header + entries).encode())

    def forget(self, *, catalogs: bool = False) -> None:
        """Remove what was built and what is remembered, and the catalogs if asked to."""
        for name in ("build", ".essaytrans", *(("locales",) if catalogs else ())):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def files(self, *folders: str) -> list[Path]:
        """Return the files of some folders."""
        found = (path for name in folders for path in (self.root / name).rglob("*.*"))
        return sorted(path for path in found if path.is_file())
