"""The last door: nothing goes onto a page that is not on the lists here.

What pages are made of is safe as it is made (`flow`, `inline`); this is asked all the same, of every
article as a whole, by a parser of HTML that knows what browsers make of broken markup.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    import nh3

__all__ = ["ATTRIBUTES", "SCHEMES", "TAGS", "clean", "is_safe"]

SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))
"""What a link may lead to besides relative targets; an image may not be `data:`."""

_PHRASES: Final = (
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt rtc ruby s samp small"
    " span strike strong sub sup time tt u var wbr"
)
_BLOCKS: Final = (
    "article aside blockquote caption center col colgroup dd details div dl dt figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead"
    " tr ul"
)
TAGS: Final = frozenset(f"{_PHRASES} {_BLOCKS}".split())
"""The elements that an article may have: those of text, none that acts, asks, or embeds."""

ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "*": frozenset(("lang", "dir", "title", "align")),
    "a": frozenset(("href",)),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "data": frozenset(("value",)),
    "details": frozenset(("open",)),
    "img": frozenset(("src", "alt", "width", "height")),
    "li": frozenset(("value",)),
    "ol": frozenset(("start", "reversed", "type")),
    "td": frozenset(("colspan", "rowspan")),
    "th": frozenset(("colspan", "rowspan", "scope")),
    "time": frozenset(("datetime",)),
}
"""What an author's own tags may have: no id and no class, which could be taken for ours."""

_OURS: Final = frozenset(
    ("id", "class", "role", "tabindex", "hidden", "aria-label", "aria-hidden", "loading")
)
"""What tags of ours may have besides."""
_DATA: Final = frozenset(("data-",))
# With their content; of other elements that are not on the list the content stays.
_WITH_CONTENT: Final = frozenset(
    (
        *("applet", "embed", "iframe", "math", "noembed", "noframes", "noscript", "object"),
        *("script", "style", "svg", "template", "textarea", "title", "xmp"),
    )
)


def clean(html: str) -> Markup:
    """Take out of HTML what is on no list, and balance its tags.

    Args:
        html: a fragment, made by `flow`, which has seen to it that ids and classes are ours.
    """
    # what nh3 gives is on the lists
    return Markup(_cleaner().clean(html))  # noqa: S704


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3  # noqa: PLC0415 - only where a page is made

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={
            **{name: set(attributes) for name, attributes in ATTRIBUTES.items()},
            "*": set(ATTRIBUTES["*"] | _OURS),
        },
        generic_attribute_prefixes=set(_DATA),
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060\u2066-\u2069\ufeff]")


def is_safe(target: str) -> bool:
    """Whether a target is relative or has a scheme of the list, as a browser would read it."""
    found = _SCHEME.match(_BLANK.sub("", target))
    return found is None or found[0][:-1].lower() in SCHEMES
