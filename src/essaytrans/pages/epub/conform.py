"""Which elements may stand in which: books are held to it, browsers are not.

What authors write in HTML may be broken in ways that every browser forgives and no book store does.
Here it is mended: an element that may not stand where it stands becomes a `div`, or a `span` among
words. Its text always stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from essaytrans.pages.epub.xhtml import Element

__all__ = ["conform"]

_AMONG_WORDS: Final = (
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q ruby s samp small span"
    " strong sub sup u var wbr"
)
_PHRASES: Final = frozenset(_AMONG_WORDS.split())
"""Elements among words (HTML, 3.2.5.2.5), as far as `clean` lets them pass."""
_BESIDE_PARAGRAPHS: Final = (
    "blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul"
)
_FLOWS: Final = frozenset(_BESIDE_PARAGRAPHS.split())
"""Elements beside paragraphs (HTML, 3.2.5.2.2), likewise."""
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OF_WORDS: Final = frozenset(("p", "pre", *_HEADINGS))
"""Elements beside paragraphs that have nothing but words in them."""
_TRANSPARENT: Final = frozenset(("a", "del", "ins"))
"""Elements that may hold what may stand where they stand (HTML, 3.2.5.3)."""
_LIKE: Final = {
    "strike": "s",
    "tt": "code",
    **dict.fromkeys(("font", "rp", "rt", "rtc", "time"), "span"),
}
"""Elements that HTML had once, and what says the same; and those that are choosy about what they
hold or stand in (`time` wants a date): their words are what matters."""
_NOT_INSIDE: Final = {
    "a": frozenset(("a", "details")),
    "dfn": frozenset(("dfn",)),
    "caption": frozenset(("table",)),
    "th": _HEADINGS | {"section"},
    "dt": _HEADINGS | {"section"},
}
"""What may not stand anywhere inside of an element."""

_Banned = frozenset[str]
_NOTHING: Final[_Banned] = frozenset()


def conform(root: Element) -> None:
    """Mend a tree so that it is valid as the content of `<section>` (HTML, 4).

    Elements that are not known here, and attributes that their elements do not have, are put away;
    all text stays. `lang` is said to XML too.
    """
    _flow(root, _NOTHING)


def _flow(parent: Element, banned: _Banned) -> None:
    """Mend the children of what may have paragraphs in it."""
    for child in _children(parent):
        name = _LIKE.get(child.name, child.name)
        if name in _PHRASES and name not in banned:
            _phrase(child, name, banned, _flow if name in _TRANSPARENT else _words)
        elif name in _FLOWS and name not in banned and _FITS.get(name, _always)(child):
            _attributes(child, name)
            inner = banned | _NOT_INSIDE.get(name, _NOTHING)
            if name in _OF_WORDS:
                _words(child, inner)
            else:
                _INSIDE.get(name, _flow)(child, inner)
        else:
            _attributes(child, "span" if name in _PHRASES else "div")
            (_words if name in _PHRASES else _flow)(child, banned)


def _words(parent: Element, banned: _Banned) -> None:
    """Mend the children of what may have nothing but words in it."""
    for child in _children(parent):
        name = _LIKE.get(child.name, child.name)
        if name in _PHRASES and name not in banned:
            _phrase(child, name, banned, _words)
        elif name == "hr":
            _attributes(child, "br")
        else:
            block = name not in _PHRASES
            _attributes(child, "span")
            if block and "class" not in child.attributes:
                child.attributes["class"] = "block"
            _words(child, banned)


def _phrase(
    element: Element, name: str, banned: _Banned, inside: Callable[[Element, _Banned], None]
) -> None:
    if name == "ruby" and not _is_ruby(element):
        name = "span"
    _attributes(element, name)
    if element.name == "ruby":
        for child in _children(element):
            if child.name in ("rt", "rp"):
                _attributes(child, child.name)
                _words(child, banned)
            else:
                box = _boxed(child)
                _words(box, banned)
    else:
        inside(element, banned | _NOT_INSIDE.get(name, _NOTHING))


def _boxed(child: Element) -> Element:
    """Return a parent for one child, to mend that alone."""
    return type(child)("", {}, [child])


def _children(element: Element) -> list[Element]:
    return [child for child in element.children if not isinstance(child, str)]


# --- lists, tables and the like -----------------------------------------------------------------


def _always(_: Element) -> bool:
    return True


def _order(element: Element, letters: dict[str, str]) -> str:
    """Write an element's children as a word: a letter each, `-` for what has none, `_` for text.

    Blanks are no text.
    """
    found = ""
    for child in element.children:
        if isinstance(child, str):
            found += "_" if child.strip(" \t\n\f") else ""
        else:
            found += letters.get(child.name, "-")
    return found


def _is_list(element: Element) -> bool:
    return not _order(element, {"li": ""})


def _is_terms(element: Element) -> bool:
    return bool(_TERMS.fullmatch(_order(element, {"dt": "t", "dd": "d"})))


def _is_figure(element: Element) -> bool:
    order = _order(element, {"figcaption": "c"})
    return order.count("c") <= 1 and "c" not in order[1:-1]


def _is_details(element: Element) -> bool:
    order = _order(element, {"summary": "s"})
    return order.startswith("s") and order.count("s") == 1


def _is_ruby(element: Element) -> bool:
    order = _order(element, {"rt": "t", "rp": "p", "rtc": "x"})
    return bool(_RUBY.fullmatch(order))


def _is_table(element: Element) -> bool:
    if not _TABLE.fullmatch(_order(element, _PARTS)):
        return False
    for part in _children(element):
        if part.name == "colgroup" and _order(part, {"col": ""}):
            return False
        if part.name in ("thead", "tbody", "tfoot") and (
            _order(part, {"tr": ""}) or not all(map(_is_row, _children(part)))
        ):
            return False
        if part.name == "tr" and not _is_row(part):
            return False
    return True


def _is_row(element: Element) -> bool:
    return not _order(element, {"td": "", "th": ""})


# Without nested repeats: time stays linear.
_TERMS: Final = re.compile(r"t+d+(?:t+d+)*")
_RUBY: Final = re.compile(r"(?:[_-]+(?:t|ptp))+")
_TABLE: Final = re.compile(r"c?g*h?(?:b*|r+)f?")
_PARTS: Final = {
    "caption": "c",
    "colgroup": "g",
    "thead": "h",
    "tbody": "b",
    "tr": "r",
    "tfoot": "f",
}
_FITS: Final[dict[str, Callable[[Element], bool]]] = {
    "ul": _is_list,
    "ol": _is_list,
    "dl": _is_terms,
    "figure": _is_figure,
    "details": _is_details,
    "table": _is_table,
}


def _parts(element: Element, banned: _Banned) -> None:
    """Mend what has parts of its own: items, rows, a caption; and what stands beside those."""
    for child in _children(element):
        name = child.name
        if name in _OWN:
            _attributes(child, name)
            _OWN[name](child, banned | _NOT_INSIDE.get(name, _NOTHING))
        else:
            _flow(_boxed(child), banned)


_OWN: Final[dict[str, Callable[[Element, _Banned], None]]] = {
    **dict.fromkeys(("li", "dt", "dd", "figcaption", "caption", "td", "th"), _flow),
    **dict.fromkeys(("thead", "tbody", "tfoot", "tr", "colgroup"), _parts),
    "summary": _words,
    "col": lambda *_: None,
}
_INSIDE: Final = dict.fromkeys(("ul", "ol", "dl", "figure", "details", "table"), _parts)


# --- attributes ---------------------------------------------------------------------------------

_COMMON: Final = frozenset(("class", "dir", "hidden", "id", "lang", "role", "title"))
_OF: Final = {
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
}
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,3}")
_INTEGER: Final = re.compile(r"-?[0-9]{1,6}")
_SHAPES: Final = {
    **dict.fromkeys(("width", "height", "span", "colspan", "rowspan"), _NUMBER),
    **dict.fromkeys(("start", "value"), _INTEGER),
    "dir": re.compile("ltr|rtl|auto"),
    # as BCP 47 has it, near enough: what is said of elements must not be nonsense to a voice
    "lang": re.compile(r"(?:[A-Za-z]{2,8}|[xi])(?:-[A-Za-z0-9]{1,8})*"),
    "open": re.compile(r".*", re.DOTALL),
    "reversed": re.compile(r".*", re.DOTALL),
    "hidden": re.compile(r".*", re.DOTALL),
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "type": re.compile("[1aAiI]"),
}
_FLAGS: Final = frozenset(("hidden", "open", "reversed"))
_SIDES: Final = frozenset(("left", "center", "right"))


def _attributes(element: Element, name: str) -> None:
    """Give an element a name, and take away the attributes that it then may not have."""
    found = element.attributes
    side = found.get("align", "").strip().lower()
    center = element.name == "center"
    element.name = _named(name, found)
    own = _OF.get(element.name, frozenset())
    element.attributes = {
        key: "" if key in _FLAGS else value
        for key, value in found.items()
        if (key in _COMMON or key in own or key.startswith(("aria-", "data-")))
        and (key not in _SHAPES or _fits(element.name, key, value))
    }
    if center or side in _SIDES:
        element.attributes.setdefault("class", "center" if center else side)
    if element.name == "img":
        element.attributes.setdefault("alt", "")
    if "lang" in element.attributes:
        element.attributes["xml:lang"] = element.attributes["lang"]


def _named(name: str, attributes: Iterable[str]) -> str:
    """Return a name of the element that has what it must have."""
    if (name == "bdo" and "dir" not in attributes) or (
        name == "data" and "value" not in attributes
    ):
        return "span"
    return name


def _fits(name: str, key: str, value: str) -> bool:
    return (name, key) == ("data", "value") or bool(_SHAPES[key].fullmatch(value))
