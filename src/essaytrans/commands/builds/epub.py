"""Books of articles in two languages: what goes into one, and how one of a single article is made."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from essaytrans.model import EssaytransError
from essaytrans.project import files
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.catalog.credits import Credit
    from essaytrans.markdown.blocks import Blocks
    from essaytrans.model import Catalog
    from essaytrans.pages.shown import Rendered, Voice
    from essaytrans.project.config import Config
    from essaytrans.project.traces import Trace

__all__ = ["Bookbinder", "build_date"]

_UNKNOWN: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""When a book was changed of which nobody says it: the first time that its archive can tell."""
_LATEST: Final = 253_402_300_799
"""The last second of the year 9999, since 1970."""


def build_date() -> datetime | None:
    """Return the time that everything built has, where whoever builds says so.

    It is `SOURCE_DATE_EPOCH`, seconds since 1970, as builds that can be repeated have it
    (https://reproducible-builds.org/specs/source-date-epoch/); None for anything else.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not (said.isascii() and said.isdecimal()) or len(said) > len(str(_LATEST)):
        return None
    return datetime.fromtimestamp(min(int(said), _LATEST), UTC)


@dataclass(slots=True)
class _Shelf:
    """Pictures of a project, and what they were when they were read."""

    root: Path
    seen: dict[str, Trace | None] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """Return the content of a file; None if it cannot be read: `build` tells that elsewhere."""
        self.seen[path] = None
        if not files.is_file(self.root / path, self.root):
            return None
        try:
            data = files.read_bytes(self.root / path, self.root)
        except EssaytransError:
            return None
        self.seen[path] = trace(data)
        return data


class Bookbinder:
    """Makes a book of one article or of many."""

    def __init__(self, config: Config, source: Voice, target: Voice) -> None:
        """Begin a book of a project in two languages."""
        from essaytrans.pages.epub.book import Binding  # noqa: PLC0415 - not if all is done already

        self._config = config
        self._shelf = _Shelf(config.root)
        self._binding = Binding(source, target, self._shelf.read)
        self._authors: dict[str, None] = {}
        self._credits: list[tuple[str, Credit]] = []
        self._times: list[datetime] = []

    @property
    def seen(self) -> dict[str, Trace | None]:
        """What else than articles and catalogs the book is made of, as `journal.Part` has it."""
        return self._shelf.seen

    def __bool__(self) -> bool:
        """Whether there is an article in it: a book has one at least."""
        return bool(self._binding)

    def add(self, name: str, blocks: Blocks, catalog: Catalog, texts: tuple[Rendered, ...]) -> None:
        """Add an article.

        Args:
            name: what it is called in the project.
            blocks: the article.
            catalog: its catalog.
            texts: what is shown of each of its units.
        """
        from essaytrans.catalog.header import field as header_field  # noqa: PLC0415 - as above
        from essaytrans.pages.epub.chapter import Chapter  # noqa: PLC0415 - as above
        from essaytrans.pages.epub.facts import read_facts, read_time  # noqa: PLC0415 - as above

        facts = read_facts(blocks)
        self._authors.update(dict.fromkeys(facts.authors))
        translated = read_time(header_field(catalog, "PO-Revision-Date") or "")
        self._times += [time for time in (facts.modified, translated) if time is not None]
        people: list[Credit] = []
        if self._config.credits.front_matter and any(text.translation for text in texts):
            from essaytrans.catalog.credits import credits as read_credits  # noqa: PLC0415

            people = [*read_credits(catalog)]
        self._credits += [(name, credit) for credit in people]
        self._binding.add(
            Chapter(
                name=name, blocks=blocks, texts=texts, people=[credit.name for credit in people]
            )
        )

    def bind(self, article: str, date: datetime | None) -> bytes:
        """Return the book.

        Args:
            article: the article that it is of; empty for a book of all articles.
            date: when it is said to have been changed; None for the latest time that an article or
                a catalog says.
        """
        from essaytrans.pages.epub.book import Book  # noqa: PLC0415 - as above

        people: list[str] = []
        if self._credits:
            from essaytrans.catalog.credits import by_person  # noqa: PLC0415 - as above

            people = [credit.name for credit, _ in by_person(self._credits)]
        book = Book(
            project=self._config.name,
            article=article,
            authors=tuple(self._authors),
            people=people,
            modified=date or max(self._times, default=_UNKNOWN),
        )
        return self._binding.bind(book)
