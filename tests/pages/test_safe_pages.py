"""What holds of every page, whatever the article, the translations, and whoever wrote them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.markdown.blocks import read_blocks
from essaytrans.markdown.guard import rebuild
from essaytrans.markdown.segment import segment
from essaytrans.model import Catalog, Document, Entry, Kind, SegmentRules
from essaytrans.pages.anchors import anchors
from essaytrans.pages.article import Layout, Rendered, State, article_body, rendered
from essaytrans.pages.reading import reading_page
from markdown.hostile import HOSTILE, HOSTS
from pages.kit import ARABIC, CHINESE, Element, check_safe, show, tree
from promises.documents import articles, hostile_texts
from promises.kit import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_IN_BODY = (Kind.FRONT_MATTER, Kind.LINK_TITLE)
"""Units that no element of the body is for."""


def _accepted(document: Document, texts: Sequence[str | None]) -> list[Rendered]:
    refused = {refusal.index for refusal in rebuild(document, texts).refusals}
    return [
        Rendered(None, State.REFUSED)
        if index in refused
        else Rendered(text, State.TRANSLATED if text is not None else State.MISSING)
        for index, text in enumerate(texts)
    ]


def _body(text: str, texts: Sequence[Rendered], layout: Layout = Layout.PAIRS) -> Element:
    html = article_body(
        read_blocks(text), texts, source=CHINESE, target=ARABIC, layout=layout, resolve=str
    )
    root = tree(html)
    check_safe(root)
    return root


def _ids(root: Element) -> list[str]:
    return [element.attributes["id"] for element in root.find() if "id" in element.attributes]


@examples(2)
@given(articles(), st.data())
def test_a_page_is_balanced_and_safe_and_shows_every_unit_once_per_language(
    text: str, data: st.DataObject
) -> None:
    document = segment(text)
    texts: list[str | None] = [
        data.draw(st.one_of(st.none(), st.just(f"word {index}"), hostile_texts))
        for index in range(len(document.units))
    ]
    shown = _accepted(document, texts)
    root = _body(text, shown)
    ids = Counter(_ids(root))
    for name, unit in zip(anchors(document), document.units, strict=True):
        assert ids[name] == (unit.kind not in _NOT_IN_BODY)
    for pair in root.find(cls="pair"):
        kinds = [
            kind
            for child in pair.children
            if isinstance(child, Element)
            for kind in child.attributes.get("class", "").split()
            if kind in ("source", "target")
        ]
        assert kinds in (["source"], ["target"], ["source", "target"])


@examples(1)
@given(articles(), st.data())
def test_a_refused_translation_reaches_no_page(text: str, data: st.DataObject) -> None:
    """By the way of `build`: a catalog, what `rendered` makes of it, and the page as a whole."""
    blocks = read_blocks(text)
    keys = list(dict.fromkeys((unit.msgctxt, unit.msgid) for unit in blocks.document.units))
    entries = tuple(
        Entry(msgid, f"{data.draw(hostile_texts)} word{index}.", msgctxt=context)
        for index, (context, msgid) in enumerate(keys)
    )
    texts = rendered(blocks.document, Catalog(entries=entries), SegmentRules())
    page = reading_page(blocks, texts, source=CHINESE, target=ARABIC, language="en")
    (main,) = tree(page.removeprefix("<!DOCTYPE html>")).find("main")
    check_safe(main)
    for index, key in enumerate(keys):
        states = {
            shown.state
            for unit, shown in zip(blocks.document.units, texts, strict=True)
            if (unit.msgctxt, unit.msgid) == key
        }
        if states == {State.REFUSED}:
            assert f"word{index}." not in page


@examples(1)
@given(articles(), st.data())
def test_ids_are_the_same_in_every_language_and_layout(text: str, data: st.DataObject) -> None:
    document = segment(text)
    found = []
    for layout in Layout:
        texts: list[str | None] = [
            data.draw(st.sampled_from((None, "word", "نص"))) for _ in document.units
        ]
        found.append(sorted(_ids(_body(text, _accepted(document, texts), layout))))
    assert all(ids == found[0] for ids in found)


@examples(2)
@given(articles(), hostile_texts)
def test_a_text_that_no_guard_has_seen_brings_in_nothing(text: str, hostile: str) -> None:
    """The guard is asked before; a page does not rest on that."""
    document = segment(text)
    _body(text, [Rendered(hostile, State.TRANSLATED) for _ in document.units])


@pytest.mark.parametrize("host", HOSTS)
def test_no_hostile_text_brings_in_what_is_not_on_the_lists(host: str) -> None:
    text = HOSTS[host]
    document = segment(text)
    for hostile in HOSTILE:
        _body(text, [Rendered(hostile, State.TRANSLATED) for _ in document.units])


_SCRIPTS = (
    "<script>evil()</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT>",
    "<img src=x onerror=evil()>",
    '<img src="x" onerror="evil()">',
    "<svg onload=evil()>",
    "<svg><script>evil()</script></svg>",
    "<math><mtext></p><style><img src=x onerror=evil()></style></mtext></math>",
    "<iframe src=javascript:evil()></iframe>",
    "<form action=//evil.example><input name=x></form>",
    '<a href="javascript:evil()">x</a>',
    '<a href="JaVaScRiPt:evil()">x</a>',
    '<a href="java\tscript:evil()">x</a>',
    '<a href=" &#14; javascript:evil()">x</a>',
    '<a href="&#106;avascript:evil()">x</a>',
    '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;evil()">x</a>',
    '<a href="data:text/html,<script>evil()</script>">x</a>',
    '<img src="data:image/svg+xml,evil">',
    '<a href="vbscript:evil()">x</a>',
    "[x](javascript:evil())",
    "[x](JAVASCRIPT&colon;evil())",
    "[x](java&Tab;script:evil())",
    "[x](<java\nscript:evil()>)",
    "[x](data:text/html;base64,ZXZpbA==)",
    "![x](data:image/png;base64,ZXZpbA==)",
    "<javascript:evil()>",
    "</p></div></article></main><h1>x</h1>",
    "</td></tr></table>",
    "<!-- x",
    "--><b>x",
    "<![CDATA[ <b> ]]>",
    "<?php evil() ?>",
    '<p id="p-both" class="pair source target" style="position:fixed" data-state="missing">x</p>',
    '<a id="fn-1" class="anchor" name="p-source">x</a>',
    '<b lang="x" onclick="evil()"',
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<base href=//evil.example>",
    "<textarea>",
    "<title>",
    "<plaintext>",
    '<noscript><p title="</noscript><img src=x onerror=evil()>">',
    "\u202eevil",
    "\u2066evil",
    "\0evil\x07",
    '<span title="><script>evil()</script>">x</span>',
    '"><script>evil()</script>',
    "`<script>evil()</script>`",
    "$<script>evil()</script>$",
    "{{< <script>evil()</script> >}}",
    '[x](/ "\\"><script>evil()</script>")',
    '!["><script>evil()</script>](x)',
)


@pytest.mark.parametrize("attack", _SCRIPTS)
def test_neither_author_nor_translator_can_have_anything_run(attack: str) -> None:
    show(f"前\n\n{attack}\n\n后\n")
    show(f"前 {attack} 中\n\n后\n")
    show(f"> - {attack}\n\n后\n", {"后": attack})
    show("前\n\n# 题\n\n| 甲 |\n|---|\n| 乙 |\n", {"前": attack, "题": attack, "甲": attack})
    show('<p title="甲">乙</p>\n', {"甲": attack, "乙": attack})


def test_nobody_elses_id_or_class_is_taken_for_ours() -> None:
    root = show('<p id="p-both" class="pair" data-state="missing">文</p>\n', {"文": "text"})
    (pair,) = root.find(cls="pair")
    assert [paragraph.attributes for paragraph in pair.find("p")] == [{}, {}]


def test_an_override_of_direction_is_seen_and_does_nothing() -> None:
    root = show("原文\n", {"原文": "a \u202egpj.exe"})
    assert root.find(cls="target")[0].text == "a [U+202E]gpj.exe"


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "![", "[a](", "**a ", "_a __b ", "*a* ", "`a``", "<", "<b>", "</b>", "$a"),
        *("{{ ", "[^1", "^[", "&#", "~~a", "\\", "![[](", "https://a ", "<!--", "a\n"),
    ],
)
def test_a_text_of_inhuman_length_costs_what_it_is_long(piece: str) -> None:
    """Quadratic time would be minutes; the test only has to come back."""
    text = piece * (200_000 // len(piece))
    show("原文\n\n另一\n", {"原文": text, "另一": text[:45_000]})
