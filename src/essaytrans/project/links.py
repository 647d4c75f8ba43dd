"""The table `[links]` of the configuration: how links of built articles are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import listing, msg
from essaytrans.project.reader import near

if TYPE_CHECKING:
    from essaytrans.project.reader import Reader
    from essaytrans.tomlscan import Key

__all__ = ["SLUGS", "STYLES", "Links", "read_links"]

SLUGS: Final = (
    *("github", "github-slugger", "hugo", "kramdown"),
    *("python-markdown", "python-markdown-unicode", "vitepress"),
)
"""The rules by which generators name headings; `markdown.slugs` has them."""
STYLES: Final = ("as-written", "md", "plain", "directory", "html")
"""How links to articles can be written: as their author did, or all in one way."""
_FRAGMENTS: Final = ("follow", "pin", "keep")
_UNPINNED: Final = ("github",)
"""Rules of what shows `{#id}` as text."""
_KEYS: Final = (
    *("slugs", "fragments", "style", "articles", "localized"),
    *("base", "page", "source_page"),
)
_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
_PLACEHOLDERS: Final = ("{language}", "{article}", "{dir}", "{stem}")


@dataclass(frozen=True, slots=True)
class Links:
    """How links of built articles are written."""

    slugs: str = "github"
    """How headings are named: one of `SLUGS`."""
    fragments: str = "follow"
    """What becomes of `#fragments`: they `follow` translated headings, headings are given the ids of
    their sources (`pin`), or they stay (`keep`)."""
    style: str = "as-written"
    """One of `STYLES`."""
    articles: bool = True
    """Whether links to articles lead to their translations; a generator may see to that itself."""
    localized: bool = True
    """Whether `picture.en.png` is shown for `picture.png` where it is there."""
    base: str = ""
    """What addresses from the site's root begin with if they are of articles: `/`, `/docs/`. Empty if
    they stay."""
    page: str = ""
    """Where the site has the page of a translation: `{language}/{article}`. Empty: where its file
    is."""
    source_page: str = ""
    """Where it has the page of an article, likewise."""


_DEFAULT: Final = Links()


def read_links(reader: Reader) -> Links | None:
    """Read `[links]`; None where there is no such table, and links stay as they are."""
    if "links" not in reader.table(()):
        return None
    reader.table(("links",), _KEYS)
    slugs = reader.choice(("links", "slugs"), SLUGS, _DEFAULT.slugs)
    fragments = reader.choice(("links", "fragments"), _FRAGMENTS, _DEFAULT.fragments)
    if fragments == "pin" and slugs in _UNPINNED:
        reader.error(
            "config-value",
            ("links", "fragments"),
            # Translators: {rule} names a site generator (github); {id} is {#id}, behind a heading.
            msg("{rule} shows {id} as text", rule=slugs, id="{#id}"),
            # Translators: follow is a value of a key of the configuration.
            msg("write “follow”: links follow the headings then"),
        )
    return Links(
        slugs=slugs,
        fragments=fragments,
        style=reader.choice(("links", "style"), STYLES, _DEFAULT.style),
        articles=reader.flag(("links", "articles"), _DEFAULT.articles),
        localized=reader.flag(("links", "localized"), _DEFAULT.localized),
        base=_base(reader, ("links", "base")),
        page=_page(reader, ("links", "page"), ("{language}", "{article}")),
        source_page=_page(reader, ("links", "source_page"), ("{article}",)),
    )


def _base(reader: Reader, key: Key) -> str:
    """Read what addresses of articles begin with."""
    value = reader.text(key, "")
    if value and not (value.startswith("/") and value.endswith("/") and "//" not in value):
        # Translators: said of the beginning of addresses in a site, such as /docs/.
        message = msg("“{value}” does not begin and end with a slash", value=value)
        reader.error(
            "config-value", key, message, msg("write it as in {example}", example="/docs/")
        )
        return ""
    return value


def _page(reader: Reader, key: Key, needs: tuple[str, ...]) -> str:
    """Read the pattern of the addresses of pages, relative to the site's root."""
    value = reader.text(key, "")
    if not value:
        return ""
    # Translators: “it” is a pattern of addresses in the configuration.
    hint = msg("write it as in {example}", example="/".join(needs))
    for placeholder in _PLACEHOLDER.findall(value):
        if placeholder not in _PLACEHOLDERS or (
            "{language}" not in needs and "lang" in placeholder
        ):
            message = msg("there is no placeholder {placeholder}", placeholder=placeholder)
            known = [name for name in _PLACEHOLDERS if name != "{language}" or name in needs]
            reader.error("config-pattern", key, message, near(placeholder, known) or hint)
            return ""
    parts = "{dir}/" in value and "{stem}" in value
    missing = [name for name in needs if name not in value and not (name == "{article}" and parts)]
    if missing:
        message = msg("{placeholder} is missing", placeholder=listing(missing))
        reader.error("config-pattern", key, message, hint)
        return ""
    return value.strip("/").removesuffix(".md").removesuffix(".html")
