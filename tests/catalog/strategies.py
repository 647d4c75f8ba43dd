"""Catalogs for properties: everything a PO file can say, and what our own catalogs say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from essaytrans.catalog.fields import complete
from essaytrans.catalog.header import make_header
from essaytrans.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    Texts = SearchStrategy[str]

_PIECES = (
    *("中文", "“引号”——", "，。", "(x)", "a", " ", "  ", "。\n", "\n", "\t"),
    *('"', '\\"', "\\", "\\n", "\\x4", "\\101", "1", "#~ ", "#| ", '"\n"', 'msgid "'),
    *(
        "😀",
        "👨‍👩‍👧",
        "𠮷",
        "e\u0301",
        "\u200b",
        "\u202e",
        "\u2028",
        "\u2029",
        "\x85",
        "\xa0",
        "\u3000",
    ),
)
"""What PO tools stumble over, and what is in real articles."""

_CONTROLS = "\a\b\v\f\r\x1b\x7f"


def _texts(*, controls: str = "", lines: bool = True) -> Texts:
    """Texts of pieces and of stray characters, never empty."""
    pieces = tuple(piece for piece in (*_PIECES, *controls) if lines or "\n" not in piece)
    characters = st.characters(
        exclude_categories=("Cs", "Cc"), include_characters="\x85" + controls
    )
    return st.lists(st.sampled_from(pieces) | characters, min_size=1, max_size=12).map("".join)


msgids = _texts()
"""What is translated: no control characters but tab and newline."""

msgstrs = st.just("") | _texts(controls=_CONTROLS)
"""What a volunteer may have typed, or a tool have made of it."""

remarks = _texts(lines=False).map(str.rstrip)
"""A line of a comment, which has no white space at its end."""

references = st.sampled_from(
    ("articles/a.md:1", "articles/航通社\u3000文.md:1", "\u2068a b.md\u2069:1", "x", "b#:c.md")
)
_flags = st.sampled_from(("c-format", "no-python-format", "range: 0..9", "sonderbar"))

headers: SearchStrategy[tuple[tuple[str, str], ...]] = st.dictionaries(
    st.sampled_from(("Language", "Last-Translator", "X-Generator", "X-Poedit-Basepath", "Odd")),
    _texts(lines=False),
).map(lambda fields: complete(fields.items()))
"""Headers with every field and with odd values."""


def _some(items: Texts, *, unique: bool = False) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(items, max_size=3, unique=unique).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that a PO file can hold."""
    forms = draw(st.just(()) | st.lists(msgstrs, min_size=1, max_size=3).map(tuple))
    msgstr = forms[0] if forms else draw(msgstrs)
    msgctxt = draw(st.none() | st.just("") | msgids)
    previous = draw(st.none() | msgstrs)
    return Entry(
        msgid=draw(msgids if msgctxt is None else st.just("") | msgids),
        msgstr=msgstr,
        msgctxt=msgctxt,
        fuzzy=bool(msgstr or any(forms)) and draw(st.booleans()),
        obsolete=draw(st.booleans()),
        previous_msgid=previous,
        previous_msgctxt=None if previous is None else draw(st.none() | msgstrs),
        previous_msgid_plural=None if previous is None else draw(st.none() | msgstrs),
        translator_comments=draw(_some(remarks)),
        extracted_comments=draw(_some(remarks)),
        references=draw(_some(references)),
        flags=draw(_some(_flags, unique=True)),
        msgid_plural=draw(msgids) if forms else None,
        msgstr_plural=forms,
    )


@st.composite
def own_entries(draw: st.DrawFn) -> Entry:
    """An entry such as the program makes, which all tools are to write back unchanged.

    Measured with gettext 0.21, Poedit 3.2.2 and translate-toolkit 3.20: a comment does not begin
    with an empty line; obsolete entries have a translation (msgcat drops those without), and
    neither notes (translate-toolkit drops them) nor references (Poedit drops them).
    """
    obsolete = draw(st.booleans())
    msgstr = draw(msgids if obsolete else st.just("") | msgids)
    fuzzy = msgstr != "" and draw(st.booleans())
    noted = _texts(lines=False).map(str.strip).filter(bool)
    return Entry(
        msgid=draw(msgids),
        msgstr=msgstr,
        msgctxt=draw(st.none() | noted),
        fuzzy=fuzzy,
        obsolete=obsolete,
        previous_msgid=draw(msgids) if fuzzy else None,
        translator_comments=draw(_some(noted)),
        extracted_comments=() if obsolete else draw(_some(noted)),
        references=() if obsolete else ("articles/a.md:1",),
    )


def _in_order(found: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=lambda entry: entry.obsolete))


def _lists(items: SearchStrategy[Entry]) -> SearchStrategy[tuple[Entry, ...]]:
    return st.lists(items, max_size=4, unique_by=lambda entry: entry.key).map(_in_order)


catalogs = st.builds(
    Catalog,
    header=headers,
    entries=_lists(entries()),
    header_comments=_some(remarks).filter(lambda lines: lines != ("",)),
    header_extracted_comments=_some(remarks),
    header_flags=_some(st.just("fuzzy") | _flags, unique=True),
)
"""Catalogs in the order of the form, from any tool."""

own_catalogs = st.builds(
    Catalog,
    header=st.just(
        make_header(
            language="en",
            plural_forms="nplurals=2; plural=(n != 1);",
            source_language="zh-Hans",
            project="文章",
            rules=1,
        )
    ),
    entries=_lists(own_entries()),
)
"""Catalogs such as the program makes."""
