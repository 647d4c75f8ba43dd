"""What `build` makes of an article in a language: a function an edition."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.project.config import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from essaytrans.commands.builds.outputs import Outputs
    from essaytrans.editions import Edition
    from essaytrans.markdown.blocks import Blocks
    from essaytrans.model import Catalog, Diagnostic, Document
    from essaytrans.pages.shown import Rendered, Voice
    from essaytrans.project.config import Config
    from essaytrans.project.layout import Article
    from essaytrans.project.traces import Trace

__all__ = ["LINKED", "Job", "Made", "make", "unlinked", "voice"]

LINKED: Final = ("translated", "bilingual")
"""The editions whose links the configuration can have told again; pages and books do so anyway."""


class Made(NamedTuple):
    """What came of a job."""

    content: str | bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: int = 0
    """How many translations were not published."""
    seen: Mapping[str, Trace | None] = MappingProxyType({})
    """What else it was made from, as `journal.Part.files` has it."""
    about: Mapping[str, str] = MappingProxyType({})
    """What the files around it have to say of it."""
    unused: frozenset[tuple[str | None, str]] = frozenset()
    """The keys of the entries that were not published, of an edition that is Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An article to be made in a language."""

    outputs: Outputs
    article: Article
    document: Document
    blocks: Blocks | None
    """The same, where somebody has read it."""
    catalog: Catalog
    language: Language
    use_fuzzy: bool = False
    copied: bool = False
    """Whether the files that an article shows are copied beside what is made."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The names of the articles that are made too, by the paths of the articles."""
    others: tuple[Language, ...] = ()
    """The languages that the article is made in too."""
    date: datetime | None = None
    """When a book is said to have been changed; None for when its article and catalog say."""
    least: float = 0.0
    """The share translated (0 to 1) from which on articles are made in the language; links do not
    lead to others."""
    stale: str = "source"
    """What readers get of stale paragraphs, of `project.publishing.STALE`."""
    revision: str = ""
    """The commit that changed the article last, as `commands.revisions` tells it; empty if that is
    not known, or nobody asks."""

    @property
    def use_stale(self) -> bool:
        """Whether translations of earlier texts are published."""
        return self.stale != "source"

    @property
    def mark(self) -> str:
        """What stands behind them; empty for nothing."""
        if self.stale != "mark":
            return ""
        from essaytrans.commands.builds.readers import mark_of  # noqa: PLC0415 - if configured

        return mark_of(self.config, self.language)

    @property
    def config(self) -> Config:
        """The project's configuration."""
        return self.outputs.config

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`: how the language is written, as configured or by CLDR."""
        from essaytrans.language.locales import direction  # noqa: PLC0415 - as above

        return self.language.direction or direction(self.language.tag)

    def read(self) -> Blocks:
        """Return the article as its blocks."""
        if self.blocks is not None:
            return self.blocks
        from essaytrans.markdown.blocks import read_blocks  # noqa: PLC0415 - not if all is done

        return read_blocks(self.document.text, self.document.path, self.config.segment)


def make(job: Job) -> Made:
    """Make what an edition has of an article."""
    if job.article.is_strings:
        return _strings(job)
    made = _relinked(job, _MAKERS[job.outputs.edition](job))
    reader = job.config.reader
    if job.outputs.edition not in LINKED or not (reader.banner or reader.front_matter):
        return made
    from essaytrans.commands.builds.readers import for_readers  # noqa: PLC0415 - if configured

    return for_readers(job, made)


def _relinked(job: Job, made: Made) -> Made:
    """Make the links of an article right from where it goes, if that is configured."""
    links = job.config.links
    if links is None or job.outputs.edition not in LINKED or not isinstance(made.content, str):
        return made
    from essaytrans.commands.links.relink import relink  # noqa: PLC0415 - if configured

    text, seen = relink(job, links, made.content, unlinked)
    return made._replace(content=text, seen={**made.seen, **seen})


def unlinked(job: Job) -> str:
    """Make what an edition of Markdown has of an article, its links as they are."""
    content = _MAKERS[job.outputs.edition](job).content
    return content if isinstance(content, str) else content.decode()


def _made(edition: Edition) -> Made:
    return Made(edition.text, edition.diagnostics, edition.refused, unused=edition.unused)


def _translated(job: Job) -> Made:
    from essaytrans.editions import translate  # noqa: PLC0415 - not if all is done already

    return _made(
        translate(
            job.document,
            job.catalog,
            job.config.segment,
            use_fuzzy=job.use_fuzzy,
            use_stale=job.use_stale,
            mark=job.mark,
            credits_key=job.config.credits.front_matter,
        )
    )


def _strings(job: Job) -> Made:
    """Make a file of strings: nobody is named in it, and nothing marked."""
    from essaytrans.editions import translate  # noqa: PLC0415 - as above

    document, catalog, rules = job.document, job.catalog, job.config.segment
    return _made(
        translate(document, catalog, rules, use_fuzzy=job.use_fuzzy, use_stale=job.use_stale)
    )


def _bilingual(job: Job) -> Made:
    from essaytrans.editions.bilingual import Order, interleave  # noqa: PLC0415 - as above
    from essaytrans.language.locales import direction  # noqa: PLC0415 - as above

    return _made(
        interleave(
            job.read(),
            job.catalog,
            job.config.segment,
            order=Order(job.config.editions.order),
            across=direction(job.config.source) != job.direction,
            use_fuzzy=job.use_fuzzy,
            use_stale=job.use_stale,
            mark=job.mark,
            credits_key=job.config.credits.front_matter,
        )
    )


def _page(job: Job) -> Made:
    from essaytrans.commands.builds.addresses import Addresses, as_address  # noqa: PLC0415 - as above
    from essaytrans.pages.front import titles  # noqa: PLC0415 - as above
    from essaytrans.pages.reading import Other, reading_page  # noqa: PLC0415 - as above

    texts = _rendered(job)
    folder = posixpath.dirname(str(job.outputs.path(job.article, job.language.tag)))
    others = [
        Other(
            voice(language),
            as_address(posixpath.relpath(str(job.outputs.path(job.article, language.tag)), folder)),
        )
        for language in job.others
        if language.tag != job.language.tag
    ]
    blocks = job.read()
    page = reading_page(
        blocks,
        texts,
        source=voice(Language(job.config.source)),
        target=voice(job.language),
        language=job.language.tag,
        people=_people(job, texts),
        others=others,
        resolve=Addresses(job.outputs, job.article, job.language.tag, job.copied, job.pages),
    )
    own, translated = titles(blocks, texts)
    made = _with_refusals(job, texts, page)
    return made._replace(about={"title": own, "translated": translated or ""})


def _book(job: Job) -> Made:
    from essaytrans.commands.builds.epub import Bookbinder  # noqa: PLC0415 - as above

    texts = _rendered(job)
    book = Bookbinder(job.config, voice(Language(job.config.source)), voice(job.language))
    book.add(job.article.name, job.read(), job.catalog, texts)
    made = _with_refusals(job, texts, book.bind(job.article.name, job.date))
    return made._replace(seen=book.seen)


def voice(language: Language) -> Voice:
    """Return a language as pages want to know it."""
    from essaytrans.language.locales import direction  # noqa: PLC0415 - as above
    from essaytrans.pages.shown import Voice  # noqa: PLC0415 - as above

    return Voice(language.tag, language.direction or direction(language.tag), language.name or "")


def _rendered(job: Job) -> tuple[Rendered, ...]:
    from essaytrans.pages.article import rendered  # noqa: PLC0415 - as above

    return rendered(
        job.document,
        job.catalog,
        job.config.segment,
        use_fuzzy=job.use_fuzzy,
        use_stale=job.use_stale,
        mark=job.mark if job.outputs.edition == "epub" else "",  # pages have a sign of their own
    )


def _people(job: Job, texts: Sequence[Rendered]) -> list[str]:
    """Name those who translated, if the configuration asks for it and they are published."""
    if not job.config.credits.front_matter or not any(text.translation for text in texts):
        return []
    from essaytrans.catalog.credits import credits as read_credits  # noqa: PLC0415 - if asked for

    return [credit.name for credit in read_credits(job.catalog)]


def _with_refusals(job: Job, texts: Sequence[Rendered], content: str | bytes) -> Made:
    """Say what was not published; few articles have any of it, and it takes building to tell why."""
    from essaytrans.pages.shown import State  # noqa: PLC0415 - as above

    if not any(text.state is State.REFUSED for text in texts):
        return Made(content)
    from essaytrans.editions import translate  # noqa: PLC0415 - as above

    told = translate(
        job.document,
        job.catalog,
        job.config.segment,
        use_fuzzy=job.use_fuzzy,
        use_stale=job.use_stale,
    )
    return Made(content, told.diagnostics, told.refused)


_MAKERS: Final[Mapping[str, Callable[[Job], Made]]] = {
    "translated": _translated,
    "bilingual": _bilingual,
    "html": _page,
    "epub": _book,
}
