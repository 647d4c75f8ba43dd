"""A small project on disk, for the tests of commands and of the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from essaytrans.catalog import parse, serialize
from essaytrans.commands.build import BuildOptions, BuildReport
from essaytrans.commands.build import build as build_articles
from essaytrans.commands.extract import ExtractReport
from essaytrans.commands.extract import extract as extract_articles
from essaytrans.commands.status import StatusReport, measure_all
from essaytrans.commands.workspace import open_workspace
from essaytrans.i18n import render

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from essaytrans.model import Catalog, Diagnostic, Entry

CONFIGURATION = """\
[project]
name = "文集"
languages = [{languages}]
"""


def is_journal(path: Path) -> bool:
    """Whether a file is what a command remembers of what it did."""
    return path.parent.name == ".essaytrans" and not path.name.startswith("manifest")


@dataclass(frozen=True)
class Project:
    """The folder of a project, and its commands without the command line."""

    root: Path

    # --- files --------------------------------------------------------------------------------

    def configure(self, *languages: str, more: str = "") -> None:
        quoted = ", ".join(f'"{tag}"' for tag in languages)
        self.write("essaytrans.toml", CONFIGURATION.format(languages=quoted) + more)

    def write(self, path: str, content: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def article(self, name: str, *blocks: str) -> Path:
        """Write an article of some blocks."""
        return self.write(f"articles/{name}.md", "\n\n".join(blocks) + "\n")

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def exists(self, path: str) -> bool:
        return (self.root / path).exists()

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def snapshot(self, *, journal: bool = False) -> dict[str, tuple[bytes, int]]:
        """The content and the time of change of every file, by its path.

        What commands remember of themselves is left out unless it is asked for.
        """
        return {
            path.relative_to(self.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and (journal or not is_journal(path))
        }

    def temporary_files(self) -> list[Path]:
        return [path for path in self.root.rglob("*.tmp") if path.is_file()]

    # --- catalogs -----------------------------------------------------------------------------

    def catalog(self, article: str, language: str = "en") -> Catalog:
        path = f"locales/{language}/{article}.po"
        return parse(self.read(path), path=path)

    def entry(self, article: str, msgid: str, language: str = "en") -> Entry:
        """The entry of a msgid, in whatever context."""
        (found,) = [e for e in self.catalog(article, language).entries if e.msgid == msgid]
        return found

    def translate(
        self,
        article: str,
        texts: dict[str, str],
        language: str = "en",
        *,
        fuzzy: Collection[str] = (),
    ) -> None:
        """Put translations into a catalog, by their msgids."""
        catalog = self.catalog(article, language)
        assert set(texts) <= {entry.msgid for entry in catalog.entries}
        entries = (
            replace(e, msgstr=texts.get(e.msgid, e.msgstr), fuzzy=e.fuzzy or e.msgid in fuzzy)
            for e in catalog.entries
        )
        self.write(catalog.path, serialize(replace(catalog, entries=tuple(entries))))

    # --- commands -----------------------------------------------------------------------------

    def extract(
        self,
        *articles: str,
        languages: Collection[str] = (),
        templates: Path | None = None,
        dry: bool = False,
    ) -> ExtractReport:
        workspace = open_workspace(
            self.root, articles=articles, languages=tuple(languages), dry=dry
        )
        return extract_articles(workspace, templates=templates)

    def build(
        self,
        *articles: str,
        languages: Collection[str] = (),
        output: Path | None = None,
        use_fuzzy: bool = False,
        min_translated: float | None = None,
        copy_assets: bool = False,
        editions: Collection[str] = (),
        stale: str | None = None,
        dry: bool = False,
    ) -> BuildReport:
        workspace = open_workspace(
            self.root, articles=articles, languages=tuple(languages), dry=dry
        )
        options = BuildOptions(
            output, use_fuzzy, min_translated, copy_assets, tuple(editions), stale
        )
        return build_articles(workspace, options)

    def status(self, *articles: str, languages: Collection[str] = ()) -> StatusReport:
        return measure_all(open_workspace(self.root, articles=articles, languages=tuple(languages)))


def codes(diagnostics: Iterable[Diagnostic]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


def told(diagnostic: Diagnostic) -> str:
    """What a diagnostic says, in English."""
    return render(diagnostic.message, language="en")


def places(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, int | None]]:
    """The file and the line of each diagnostic."""
    return [(d.position.path, d.position.line) for d in diagnostics if d.position is not None]
