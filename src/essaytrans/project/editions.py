"""The table `[editions]` of the configuration: what is built, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import listing, msg
from essaytrans.project.patterns import ARTICLE_SUFFIXES, read_pattern
from essaytrans.project.reader import near

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.project.reader import Reader

__all__ = ["EDITIONS", "SUFFIXES", "Editions", "read_editions"]

EDITIONS: Final = ("translated", "bilingual", "html", "epub")
"""All editions, in the order in which they are built."""
SUFFIXES: Final = {"translated": ".md", "bilingual": ".md", "html": ".html", "epub": ".epub"}
"""What the names of their files end with in a folder given by hand."""
_ORDERS: Final = ("source-first", "translation-first")
_KEYS: Final = ("default", "order", "bilingual", "html", "epub", "collection")


@dataclass(frozen=True, slots=True)
class Editions:
    """Which editions of an article there are."""

    default: tuple[str, ...] = ("translated",)
    """What is built if nothing else is asked for: at least one of `EDITIONS`, each once."""
    order: str = "source-first"
    """Which of two languages comes first: `source-first` or `translation-first`."""
    bilingual: str = "build/bilingual/{language}/{article}.md"
    """Where articles in two languages go, relative to the root; has both placeholders."""
    html: str = "build/html/{language}/{article}.html"
    """Where pages go, likewise."""
    epub: str = "build/epub/{language}/{article}.epub"
    """Where books of one article go, likewise."""
    collection: str = "build/epub/{language}.epub"
    """Where the book of all articles in a language goes; has `{language}` only."""

    def pattern(self, edition: str) -> str:
        """Return where an edition other than `translated` goes."""
        return {"bilingual": self.bilingual, "html": self.html, "epub": self.epub}[edition]


_DEFAULT: Final = Editions()


def read_editions(reader: Reader, root: Path, output: str) -> Editions:
    """Read what is said of editions.

    Args:
        reader: the configuration.
        root: the project's folder.
        output: where the translated edition goes.
    """
    reader.table(("editions",), _KEYS)
    found = Editions(
        default=_default(reader),
        order=reader.choice(("editions", "order"), _ORDERS, _DEFAULT.order),
        bilingual=_pattern(reader, root, "bilingual", ARTICLE_SUFFIXES),
        html=_pattern(reader, root, "html", (".html", ".htm")),
        epub=_pattern(reader, root, "epub", (".epub",)),
        collection=read_pattern(
            reader,
            ("editions", "collection"),
            root,
            _DEFAULT.collection,
            (".epub",),
            needs=("{language}",),
        ),
    )
    if found.bilingual == output:
        # Translators: said of a pattern of paths in the configuration.
        message = msg("the translated edition goes to “{pattern}” already", pattern=output)
        # Translators: “it” is an edition of the articles.
        hint = msg("give it a place of its own, such as {pattern}", pattern=_DEFAULT.bilingual)
        reader.error("config-value", ("editions", "bilingual"), message, hint)
    return found


def _pattern(reader: Reader, root: Path, name: str, suffixes: tuple[str, ...]) -> str:
    return read_pattern(reader, ("editions", name), root, _DEFAULT.pattern(name), suffixes)


def _default(reader: Reader) -> tuple[str, ...]:
    """Read the list of the editions that are built if nothing else is asked for."""
    key = ("editions", "default")
    found: list[str] = []
    said = reader.texts(key, _DEFAULT.default)
    for number, name in enumerate(said):
        if name not in EDITIONS:
            # Translators: an edition is a form of the articles: translated, bilingual, html, epub.
            message = msg("there is no edition “{name}”", name=name)
            hint = near(name, EDITIONS) or msg("there are: {names}", names=listing(EDITIONS))
            reader.error("config-value", (*key, number), message, hint)
        elif name in found:
            message = msg("“{name}” is there twice", name=name)
            # Translators: of two equal names in a list of the configuration.
            reader.error("config-repeated", (*key, number), message, msg("take one of them out"))
        else:
            found.append(name)
    if not said:
        message = msg("no edition is named")
        reader.error(
            "config-value", key, message, msg("there are: {names}", names=listing(EDITIONS))
        )
    return tuple(name for name in EDITIONS if name in found) or _DEFAULT.default
