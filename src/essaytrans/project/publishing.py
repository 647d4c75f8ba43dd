"""The tables `[build]` and `[reader]` of the configuration: what is published, and what is said of it.

What they say for all languages, `[languages.<tag>]` may say anew for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import listing, msg
from essaytrans.project.reader import near
from essaytrans.project.wording import read_wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.model import Message
    from essaytrans.project.reader import Reader
    from essaytrans.tomlscan import Key

__all__ = [
    "LANGUAGE_KEYS",
    "STALE",
    "Publishing",
    "Readers",
    "read_publishing",
    "read_readers",
    "read_sentences",
]

STALE: Final = ("source", "keep", "mark")
"""What readers get of a paragraph whose translation is of an earlier text: its source, that
translation, or that translation and a mark."""
LANGUAGE_KEYS: Final = ("min_translated", "stale", "sentences")
"""What `[languages.<tag>]` may say of publishing."""
_BUILD_KEYS: Final = ("min_translated", "below", "stale")
_READER_KEYS: Final = (
    *("banner", "position", "source_url", "help_url", "sentences"),
    *("front_matter", "create_front_matter"),
)
_BELOW: Final = ("keep", "remove")
_POSITIONS: Final = ("top", "title", "bottom")
_BANNER: Final = ("stale", "drafts", "missing", "credits", "source", "help")
_NUMBERS: Final = ("number", "units", "share", "language", "source_language")
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "stale": _NUMBERS,
        "stale_since": (*_NUMBERS, "since"),
        "drafts": _NUMBERS,
        "missing": _NUMBERS,
        "credits": ("names", "language", "source_language"),
        "source": ("url", "language", "source_language"),
        "help": ("url", "language", "source_language"),
        "mark": (),
    }
)
"""The sentences that readers are told, and the fields of each."""
_URL_FIELDS: Final = ("article", "path", "catalog", "language", "revision")
_URL: Final = re.compile(r"(?:https?://|/)[^\s<>()\[\]\"'\\`]*", re.IGNORECASE)
"""An address that stands in a link of Markdown as it is."""
_NO_MARK: Final = re.compile(r"[`*_<>\[\]{}\\|&~$#^=+]|:{2,}|://|--")
"""What a mark must not have: it stands in paragraphs of all kinds, and must be text to everybody."""
_ABOUT: Final = (
    *("language", "source_language", "source", "revision"),
    *("translated", "stale", "missing", "translators"),
)
"""What front matter can say."""
_KEY: Final = re.compile(
    r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[a-z_][a-z0-9_-]*", re.ASCII | re.IGNORECASE
)
"""A key that stands in YAML and TOML without quotation marks, and is a text to every reader."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """What is published."""

    min_translated: float = 0.0
    """The share of Han characters (0 to 1) from which on an article is published."""
    below: str = "keep"
    """What becomes of what was built of an article that is not published: `keep` or `remove`."""
    stale: str = "source"
    """One of `STALE`."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What readers are told of an article, and themes."""

    banner: tuple[str, ...] = ()
    """The sentences of the banner, in order; none for no banner."""
    position: str = "top"
    """Where it stands: `top`, `title` (below it) or `bottom`."""
    source_url: str = ""
    """Where the article is read in its own language; has fields in braces."""
    help_url: str = ""
    """Where one reads how to help, likewise."""
    sentences: tuple[tuple[str, str], ...] = ()
    """Sentences in other words than the program's, by their names."""
    front_matter: tuple[tuple[str, str], ...] = ()
    """What the front matter says, and the key of each."""
    create_front_matter: bool = False
    """Whether an article without front matter gets one for that."""

    @property
    def asks_git(self) -> bool:
        """Whether anything of it is known to git only."""
        return (
            "stale" in self.banner
            or "revision" in dict(self.front_matter)
            or any("{revision}" in url for url in (self.source_url, self.help_url))
        )


_DEFAULT: Final = Readers()
_PUBLISHING: Final = Publishing()


def read_publishing(reader: Reader) -> Publishing:
    """Read `[build]`."""
    reader.table(("build",), _BUILD_KEYS)
    return Publishing(
        min_translated=reader.percent(("build", "min_translated")) or 0.0,
        below=reader.choice(("build", "below"), _BELOW, _PUBLISHING.below),
        stale=reader.choice(("build", "stale"), STALE, _PUBLISHING.stale),
    )


def read_readers(reader: Reader) -> Readers:
    """Read `[reader]`."""
    reader.table(("reader",), _READER_KEYS)
    banner = _banner(reader)
    found = Readers(
        banner=banner,
        position=reader.choice(("reader", "position"), _POSITIONS, _DEFAULT.position),
        source_url=_url(reader, "source_url"),
        help_url=_url(reader, "help_url"),
        sentences=read_sentences(reader, ("reader",)),
        front_matter=_front_matter(reader),
        create_front_matter=reader.flag(
            ("reader", "create_front_matter"), _DEFAULT.create_front_matter
        ),
    )
    said = reader.table(("reader",))
    for name in ("source", "help"):
        if name in banner and f"{name}_url" not in said:
            # Translators: a key of the configuration; “it” is the banner, a few sentences above an
            # article.
            message = msg("the banner has no address for “{name}”", name=name)
            hint = msg('say it: {key} = "https://…/{{article}}"', key=f"{name}_url")
            reader.error("config-value", ("reader", "banner", banner.index(name)), message, hint)
    return found


def read_sentences(reader: Reader, table: Key) -> tuple[tuple[str, str], ...]:
    """Read the sentences that a table words anew.

    Args:
        reader: the configuration.
        table: `reader`, or that of a language.
    """
    key = (*table, "sentences")
    said = reader.table(key, _FIELDS)
    found: list[tuple[str, str]] = []
    for name, fields in _FIELDS.items():
        text = read_wording(reader, (*key, name), fields) if name in said else ""
        if name == "mark" and (wrong := _NO_MARK.search(text)):
            # Translators: the mark is a word or two behind a translation that is out of date.
            message = msg("a mark must be plain text, without “{sign}”", sign=wrong[0])
            hint = msg("write words and common punctuation, as in “(out of date)”")
            reader.error("config-value", (*key, name), message, hint, within=wrong[0])
        elif text:
            found.append((name, text))
    return tuple(found)


def _banner(reader: Reader) -> tuple[str, ...]:
    """Read which sentences the banner has."""
    key = ("reader", "banner")
    found: list[str] = []
    for number, name in enumerate(reader.texts(key, ())):
        if name not in _BANNER:
            # Translators: the banner is a few sentences above an article, each with a name.
            message = msg("the banner has no sentence “{name}”", name=name)
            reader.error("config-value", (*key, number), message, _known(name, _BANNER))
        elif name in found:
            message = msg("“{name}” is there twice", name=name)
            reader.error("config-repeated", (*key, number), message)
        else:
            found.append(name)
    return tuple(found)


def _known(name: str, names: tuple[str, ...]) -> Message:
    return near(name, names) or msg("there are: {names}", names=listing(names))


def _url(reader: Reader, name: str) -> str:
    """Read an address with fields in braces."""
    key = ("reader", name)
    url = read_wording(reader, key, _URL_FIELDS)
    if url and not _URL.fullmatch(url):
        message = msg("“{value}” is no address that a link can lead to", value=url)
        # Translators: said of an address in the configuration.
        hint = msg("begin it with https:// or /, and write blanks and brackets as %20 and the like")
        reader.error("config-value", key, message, hint)
        return ""
    return url


def _front_matter(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Read under which keys the front matter says what."""
    key = ("reader", "front_matter")
    said = reader.table(key, _ABOUT)
    taken: dict[str, str] = {}
    for about in _ABOUT:
        name = reader.text((*key, about), "") if about in said else ""
        if not name:
            continue
        if not _KEY.fullmatch(name):
            # Translators: said of a key of front matter that the configuration names.
            message = msg("“{value}” cannot be a key here", value=name)
            # Translators: “it” is a key of front matter that the configuration names.
            hint = msg("make it of letters a to z, digits, “-” and “_”, as in “translators”")
            reader.error("config-value", (*key, about), message, hint)
        elif name.lower() in {known.lower() for known in taken.values()}:
            message = msg("“{name}” is there twice", name=name)
            reader.error("config-repeated", (*key, about), message)
        else:
            taken[about] = name
    return tuple(taken.items())
