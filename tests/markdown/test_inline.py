"""The scanner beside markdown-it's own inline parser, and on hostile input."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from essaytrans.markdown.inline import PieceKind, breaks_in_prose, has_prose, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token


def _found(text: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, text[piece.start : piece.end]) for piece in scan(text)]


PIECES = {
    "an escape": ("a \\* b", [("escape", "\\*")]),
    "a backslash alone": ("a \\b 中\\文", []),
    "code": ("a `b` c", [("code", "`b`")]),
    "code with a longer mark": ("``a`b`` c", [("code", "``a`b``")]),
    "an escaped mark of code": ("\\`a` b", [("escape", "\\`")]),
    "code ends behind a backslash": ("`a\\` b", [("code", "`a\\`")]),
    "a mark of code that is not closed": ("``a` b", []),
    "code binds before links": ("[a`](b)`", [("code", "`](b)`")]),
    "a tag": ("a <b class='x'>c</b>", [("html", "<b class='x'>"), ("html", "</b>")]),
    "a comment": ("a <!-- `b` --> c", [("html", "<!-- `b` -->")]),
    "an instruction": (
        "<?a?> <!A b> <![CDATA[c]]>",
        [("html", "<?a?>"), ("html", "<!A b>"), ("html", "<![CDATA[c]]>")],
    ),
    "no tag": ("a < b > c <3 <=", []),
    "a tag binds before code": ("<a b='`'>`", [("html", "<a b='`'>")]),
    "an autolink": ("<http://a.example/`b>", [("autolink", "<http://a.example/`b>")]),
    "an address of mail": ("<a@b.example>", [("autolink", "<a@b.example>")]),
    "a link": ("[a](b 'c')", [("target", "(b 'c')")]),
    "a link in angle brackets": ("[a](<b c>)", [("target", "(<b c>)")]),
    "parentheses in a link": ("[a](b(c(d))e) f)", [("target", "(b(c(d))e)")]),
    "a label": ("[a][b]", [("label", "[b]")]),
    "a collapsed label": ("[a][]", [("label", "[]")]),
    "a footnote": ("a[^b]", [("footnote", "[^b]")]),
    "math": ("a $x_1$ $$y$$", [("math", "$x_1$"), ("math", "$$y$$")]),
    "amounts of money": ("$5 和 $6", []),
    "template tags": (
        "{{ a }}{% b %}{# c #}{{< d >}}{{% e %}}<% f %>",
        [
            ("template", tag)
            for tag in ("{{ a }}", "{% b %}", "{# c #}", "{{< d >}}", "{{% e %}}", "<% f %>")
        ],
    ),
    "an address": ("看 https://a.example/b。好", [("url", "https://a.example/b")]),
    "an address with a full stop": ("www.a.example. b", [("url", "www.a.example")]),
}


@pytest.mark.parametrize(("text", "pieces"), PIECES.values(), ids=PIECES)
def test_each_piece_is_found_where_it_stands(text: str, pieces: list[tuple[str, str]]) -> None:
    assert _found(text) == pieces


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("中文", True),
        ("Hello", True),
        ("`code`", False),
        ("`代码`", True),
        ("![](a.png)", False),
        ("![图](a.png)", True),
        ("[a](b)", True),
        ("https://a.example/中", False),
        ("看 https://a.example", True),
        ("$x$ 12 &nbsp; —", False),
        ("<br><img src='a'>", False),
        ("{{ a }}", False),
    ],
)
def test_prose_is_letters_outside_of_markup(text: str, prose: bool) -> None:
    assert has_prose(text) is prose


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("a\nb", [True]),
        ("`a\nb`\nc", [False, True]),
        ("<a\nb>\nc", [False, True]),
        ("$a\nb$", [True]),
        ("$$a\nb$$", [False]),
        ("a", []),
    ],
)
def test_a_line_break_in_code_or_html_is_none_of_prose(text: str, breaks: list[bool]) -> None:
    assert breaks_in_prose(text) == breaks


# --- beside markdown-it -----------------------------------------------------------------------

_FRAGMENTS = (
    *("a", "b ", " ", "中", "`", "``", "```", "\\", "\\\\", "\\`", "<", ">", "<a>", "</a>"),
    *("<b c", "='", '="', "'", '"', "<!--", "-->", "<?", "?>", "<!A", "<![CDATA[", "]]>"),
    *("<http:", "<a@b.c>", "x:", "[", "]", "(", ")", "](", "[]", "][", "!", "*", "_", "**"),
    *("&amp;", "&lt;", "\n", "/", "=", "<http://a>", "{", "}", "{{", "}}", "$", "[^", "http://"),
    *("www.", "<a/>", "<a b=c d>", "<!", "<a\n", "%"),
)
# markdown-it does not see the end of a comment that more hyphens precede, and lets an autolink end
# in a line break
inline_texts = (
    st.lists(st.sampled_from(_FRAGMENTS), max_size=14)
    .map("".join)
    .filter(lambda text: "--->" not in text and "\n>" not in text)
)


def _let_through(url: str) -> bool:  # noqa: ARG001 - its name is the caller's
    """Take every link for one, whatever its scheme."""
    return True


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 1000})
    md.validateLink = _let_through  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return md


def _tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or [])


def _bare(code: str) -> str:
    """What CommonMark shows of a code span: line breaks as blanks, one blank off both ends."""
    code = code.strip("`").replace("\n", " ")
    framed = code[:1] == code[-1:] == " " and code.strip(" ")
    return code[1:-1] if framed and len(code) > 1 else code


@given(text=inline_texts)
@example("](`)`<b>`")
@example("$`$<b>`")
@example("[^`]`<b>`")
def test_the_plain_scan_finds_all_code_html_and_autolinks_that_markdown_it_finds(
    text: str,
) -> None:
    theirs: Counter[tuple[str, str]] = Counter()
    for token in _tokens(_markdown().parseInline(text)):
        if token.type == "code_inline":
            theirs["code", token.content] += 1
        elif token.type == "html_inline":
            theirs["html", token.content] += 1
        elif token.type == "link_open" and token.markup == "autolink":
            theirs["autolink", str(token.attrs["href"]).removeprefix("mailto:")] += 1
    ours: Counter[tuple[str, str]] = Counter()
    for piece in scan(text, commonmark=True):
        shown = text[piece.start : piece.end]
        if piece.kind is PieceKind.CODE:
            ours["code", _bare(shown)] += 1
        elif piece.kind is PieceKind.HTML:
            ours["html", shown] += 1
        elif piece.kind is PieceKind.AUTOLINK:
            ours["autolink", shown[1:-1].removeprefix("mailto:")] += 1
    # it knows no links, so it takes the target of `[](<a>)` for a tag
    assert theirs <= ours


@given(text=inline_texts)
def test_pieces_are_in_order_and_do_not_overlap(text: str) -> None:
    for commonmark in (False, True):
        position = 0
        for piece in scan(text, commonmark=commonmark):
            assert position <= piece.start < piece.end <= len(text)
            position = piece.end


@given(text=inline_texts)
def test_each_link_target_that_markdown_it_finds_is_found_by_one_of_the_scans(text: str) -> None:
    targets = [
        str(token.attrs.get("href", token.attrs.get("src")))
        for token in _tokens(_markdown().parseInline(text))
        if token.type == "image" or (token.type == "link_open" and token.markup != "autolink")
    ]
    found = [
        text[piece.start : piece.end] for piece in scan(text) if piece.kind is PieceKind.TARGET
    ]
    for target in targets:
        plain = target.replace("\\", "")
        assert any(
            plain in piece.replace("\\", "").replace("&amp;", "&").replace("&lt;", "<")
            for piece in found
        )


# --- hostile input ----------------------------------------------------------------------------

HOSTILE = {
    "brackets": "[" * 50_000,
    "closing brackets": "]" * 50_000,
    "stars": "*a " * 20_000,
    "links": "[a](" * 20_000,
    "links in links": "[a](b" * 20_000,
    "titles": "[a](b '" * 20_000,
    "parentheses": "[a](" + "(" * 50_000,
    "labels": "[a][" * 20_000,
    "runs of back quotes": " ".join("`" * length for length in range(1, 400)),
    "back quotes": "`a" * 20_001,
    "comments": "<!--" * 20_000,
    "instructions": "<?" * 20_000,
    "declarations": "<!A" * 20_000,
    "character data": "<![CDATA[" * 20_000,
    "template tags": "{{" * 20_000,
    "tags of Liquid": "{% " * 20_000,
    "tags of EJS": "<% " * 20_000,
    "attributes": "<a b='" * 20_000,
    "attributes without quotes": "<a " + "b " * 20_000,
    "blanks in a tag": "<a" + " " * 50_000 + "!",
    "dollars": "$" * 50_000,
    "dollars and letters": "$a" * 25_001,
    "autolinks": "<a:" * 20_000,
    "addresses of mail": "<a@" * 20_000,
    "addresses": "https://" * 20_000,
    "footnotes": "[^" * 20_000,
    "backslashes": "\\" * 50_001,
    "less-thans": "<" * 50_000,
    "ampersands": "&#" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_is_scanned_to_its_end(text: str) -> None:
    sentinel = "\n`last`"
    pieces = list(scan(text + sentinel))
    assert pieces == sorted(pieces, key=lambda piece: piece.start)
    assert has_prose(text + " 字") is True
    assert len(breaks_in_prose(text + sentinel)) == 1
