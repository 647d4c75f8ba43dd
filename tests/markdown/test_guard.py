"""What a translation cannot do to an article, for every kind of unit."""

from __future__ import annotations

import pytest

from essaytrans.i18n import render
from essaytrans.markdown.guard import Built, rebuild
from essaytrans.markdown.segment import segment, skeleton
from essaytrans.model import Document, Kind, SegmentRules, Unit
from markdown.hostile import ENDLESS, HOSTILE, HOSTS
from promises.oracle import growth, look

RULES = SegmentRules(shortcodes=("*.title",))


def _place(document: Document) -> int:
    return next(index for index, unit in enumerate(document.units) if "原文" in unit.msgid)


def _rebuild(text: str, translation: str) -> tuple[Document, Unit, Built]:
    document = segment(text, "a.md", RULES)
    place = _place(document)
    translations: list[str | None] = [None] * len(document.units)
    translations[place] = translation
    return document, document.units[place], rebuild(document, translations, RULES)


def _complaints(text: str, translation: str) -> list[str]:
    """Name what is wrong with an article into which a translation was built."""
    document, unit, built = _rebuild(text, translation)
    before, after = text[: unit.spans[0].start], text[unit.spans[-1].end :]
    found: list[str] = []
    if skeleton(built.text, RULES) != document.skeleton:
        found.append("another skeleton")
    if not (built.text.startswith(before) and built.text.endswith(after)):
        found.append("other text")
    if unit.kind is not Kind.CODE:
        found += growth(look(text), look(built.text))
    if built.refusals:
        (refusal,) = built.refusals
        if document.units[refusal.index] is not unit or built.text != text:
            found.append("refused and used")
        if not render(refusal.reason, language="en"):
            found.append("no reason")
    elif ("evil" in translation) is not ("evil" in built.text):
        found.append("words lost")
    return found


@pytest.mark.parametrize("text", HOSTS.values(), ids=HOSTS)
def test_a_hostile_translation_is_harmless_or_refused(text: str) -> None:
    complaints = {
        hostile[:60]: found for hostile in HOSTILE if (found := _complaints(text, hostile))
    }
    assert complaints == {}


@pytest.mark.parametrize(
    "host",
    [
        *("paragraph", "nested item", "quote", "cell", "ATX heading", "text of HTML"),
        *("fenced code", "YAML, plain", "YAML, folded", "TOML, basic lines"),
        *("title of a link", "shortcode"),
    ],
)
def test_an_endless_translation_is_harmless_or_refused(host: str) -> None:
    text = HOSTS[host]
    complaints = {
        endless[:20]: found for endless in ENDLESS if (found := _complaints(text, endless))
    }
    assert complaints == {}


ESCAPED = {
    "1984. It was": "1984\\. It was",
    "1) It": "1\\) It",
    "- dash": "\\- dash",
    "+ 5": "\\+ 5",
    "* star": "\\* star",
    "*emphasis* stays": "*emphasis* stays",
    "# 1": "\\# 1",
    "#tag": "\\#tag",
    "> quote": "\\> quote",
    "---": "\\---",
    "```": "\\```",
    "~~~ x": "\\~~~ x",
    ":::tip x": "\\:::tip x",
    "!!! note": "\\!!! note",
    "??? what": "\\??? what",
    "[x]: /url": "\\[x]: /url",
    "[^9]: x": "\\[^9]: x",
    "[x] done": "\\[x] done",
    "[!NOTE] x": "\\[!NOTE] x",
    "import it": "&#105;mport it",
    "1984.5 stays": "1984.5 stays",
    "    indented": "indented",
    "say “hi”": "say “hi”",
}


@pytest.mark.parametrize(("translation", "written"), ESCAPED.items())
def test_what_would_be_another_block_is_escaped(translation: str, written: str) -> None:
    _, _, built = _rebuild("前\n\n原文\n\n后\n", translation)
    assert built == Built(f"前\n\n{written}\n\n后\n")


@pytest.mark.parametrize(
    ("text", "translation", "written"),
    [
        ("原文\n", "a\n1. b", "a\\\n1\\. b\n"),
        ("原文\n", "a\n===", "a\\\n\\===\n"),
        ("原文\n", "a\n---", "a\\\n\\---\n"),
        ("> 原文\n", "a\n# b", "> a\\\n> \\# b\n"),
        ("- 原文\n", "- a", "- \\- a\n"),
        ("- [ ] 原文\n", "[x] a", "- [ ] \\[x] a\n"),
        ("> [!NOTE]\n> 原文\n", "[!TIP] a", "> [!NOTE]\n> \\[!TIP] a\n"),
        ("# 原文\n", "C #", "# C \\#\n"),
        ("# 原文\n", "# C", "# # C\n"),
        ("# 原文\n", "1. a", "# 1. a\n"),
        ("原文\n===\n", "1. a", "1\\. a\n===\n"),
        ("| 原文 |\n|---|\n", "a | b", "| a \\| b |\n|---|\n"),
        ("| 原文 |\n|---|\n", "1. a", "| 1. a |\n|---|\n"),
        ("[^1]: 原文\n", "# a", "[^1]: \\# a\n"),
        ("术语\n: 原文\n", "- a", "术语\n: \\- a\n"),
        (":::tip[原文]\n:::\n", "a ] b", ":::tip[a ] b]\n:::\n"),
        ("原文\r\n", "a\n- b", "a\\\r\n\\- b\r\n"),
    ],
)
def test_escapes_stand_where_the_place_needs_them(
    text: str, translation: str, written: str
) -> None:
    _, _, built = _rebuild(text, translation)
    assert built == Built(written)


def _reason(text: str, translation: str) -> str:
    _, _, built = _rebuild(text, translation)
    assert built.text == text
    (refusal,) = built.refusals
    return render(refusal.reason, language="en")


@pytest.mark.parametrize(
    ("host", "translation", "reason"),
    [
        ("paragraph", " ", "blank"),
        ("paragraph", "<b>x</b>", "<b>"),
        ("paragraph", "<script>", "<script>"),
        ("paragraph", "a <!-- b", "<!"),
        ("paragraph", "{{ x }}", "{{ x }}"),
        ("paragraph", "{onclick=x}", "{onclick=x}"),
        ("paragraph", "}}", "}}"),
        ("paragraph", "a %>", "%>"),
        ("paragraph", "[a](javascript:x)", "javascript:"),
        ("paragraph", "a\0b", "U+0000"),
        ("paragraph", "a\u2028b", "U+2028"),
        ("paragraph", "\u202ea", "U+202E"),
        ("paragraph", "\u2067a", "directional"),
        ("paragraph", "x" * 1_000_001, "1000000"),
        ("cell", "<i>x</i>", "<i>"),
        ("tag of Liquid", "'\"", "quotation marks"),
        ("fenced code", "a\n```\n# b", "structure"),
        ("YAML, plain", "{{ x }}", "{{ x }}"),
        ("text of HTML with a tag", "x <b>y", "pairs"),
        ("text of HTML", "`<img src=x>`", "<img"),
        ("text of HTML", "\\<b>x", "<b>"),
    ],
)
def test_what_cannot_be_mended_is_refused_with_a_reason(
    host: str, translation: str, reason: str
) -> None:
    assert reason in _reason(HOSTS[host], translation)


SCRIPTS = (
    *("[a](javascript:x)", "[a](JavaScript:x)", "[a]( javascript:x)", "[a](<javascript:x>)"),
    *("[a](<java script:x>)", "[a](javascript&colon;x)", "[a](&#106;avascript:x)"),
    *("[a](&#x6A;avascript:x)", "[a](&#0000106;avascript:x)", "[a](&#106avascript:x)"),
    *("[a](java&Tab;script:x)", "[a](java&NewLine;script:x)", "[a](java&#10;script:x)"),
    *("[a](javascript\\:x)", "[a](java\u00adscript:x)", "[a](\u200bjavascript:x)"),
    *("![a](javascript:x)", "[a](javascript:x 'title')", "[a]\n(javascript:x)"),
    *("[a](\njavascript:x)", "](javascript:x)", "](<[](javascript:x)", "]([a](javascript:x)"),
    *("[a](b)](javascript:x)", "[a][b](javascript:x)", "<javascript:x>", "<JAVASCRIPT:x>"),
    *("[a](vbscript:x)", "[a](data:text/html;base64,x)", "<data:text/html,x>"),
    *("[a](file:///etc/passwd)", "[a](view-source:x)", "[a](blob:x)", "[a](ftp://x)"),
    *("](`)`[a](javascript:x)",),
)


@pytest.mark.parametrize("translation", SCRIPTS)
def test_links_have_schemes_that_are_allowed(translation: str) -> None:
    reason = _reason(HOSTS["paragraph"], translation)
    assert "scheme" in reason


@pytest.mark.parametrize(
    "translation",
    [
        *(
            "[a](http://b.example)",
            "[a](https://b.example)",
            "[a](mailto:b@c.example)",
            "[a](tel:1)",
        ),
        *("[a](/b)", "[a](b.md#c:d)", "[a](#b)", "[a](//b.example)", "[a](?b=c:d)", "[a](b/c:d)"),
        *(
            "`[a](javascript:x)`",
            "javascript: x",
            "note: [a] (b)",
            "[a]\\(javascript:x)",
            "<http://b.example>",
        ),
    ],
)
def test_other_links_may_change(translation: str) -> None:
    _, _, built = _rebuild(HOSTS["paragraph"], translation)
    assert built == Built(f"前\n\n{translation}\n\n后\n")


def test_a_scheme_that_the_source_has_may_stay() -> None:
    text = "原文 [甲](ftp://b.example)\n"
    _, _, built = _rebuild(text, "x [a](ftp://b.example)")
    assert built == Built("x [a](ftp://b.example)\n")


@pytest.mark.parametrize(
    "translation",
    [
        "\u2067x\u2069 y",
        "\u202bx\u202c",
        "\u200fx",
        "x\u200e",
        "\u061cx",
        "\u2067a \u2066b\u2069\u2069",
    ],
)
def test_directional_marks_that_are_closed_may_come_in(translation: str) -> None:
    _, _, built = _rebuild(HOSTS["paragraph"], translation)
    assert built.text == f"前\n\n{translation}\n\n后\n"


HIDDEN = (
    *("$<script>$", "$$<script>$$", "[^<script>]", "[a][<script>]", "](<script>)"),
    *("](b '<script>')", "](`)`<script>`", "[^`]`<script>`", "$`$`<script>`", "[a][`]`<script>`"),
    *("`` ` ``<script>", "<a@b.c<script>", "https://a.example/<script>", "\\`<script>`"),
)
"""Where a renderer that knows the syntax sees no HTML, and another one does."""


@pytest.mark.parametrize("translation", HIDDEN)
def test_html_cannot_hide_behind_syntax_that_only_some_renderers_know(translation: str) -> None:
    assert "<script>" in _reason(HOSTS["paragraph"], translation)


@pytest.mark.parametrize(
    ("text", "translations"),
    [
        pytest.param("> [!tip] 甲\n> 乙\n", ["<img", "src=x onerror=evil>"], id="a tag"),
        pytest.param("> [!tip] 甲\n> 乙\n", ["[a](", "javascript:evil)"], id="a target"),
        pytest.param("甲\n{{< x >}}\n乙\n", ["a <!--", "--> b"], id="a comment"),
        pytest.param("> [!tip] 甲\n> 乙\n", ["</b", ">"], id="a closing tag"),
        pytest.param("> [!tip] 甲\n> 乙\n", ["{{ x", "}}"], id="a template tag"),
        pytest.param("| 甲 | 乙 |\n|---|---|\n", ["<b", ">"], id="cells"),
    ],
)
def test_two_translations_cannot_complete_each_other(text: str, translations: list[str]) -> None:
    document = segment(text)
    built = rebuild(document, translations)
    assert built.refusals
    assert growth(look(text), look(built.text)) == []


def test_units_that_break_an_article_are_found_among_those_that_do_not() -> None:
    text = "".join(f"第{number}段\n\n```\n代码{number}\n```\n\n" for number in range(20))
    document = segment(text)
    translations = [f"text {number}" for number in range(40)]
    translations[7] = translations[31] = "code\n```\n# evil"
    built = rebuild(document, translations)
    assert [refusal.index for refusal in built.refusals] == [7, 31]
    assert built.text.count("text ") == 38
    assert "evil" not in built.text


def test_refusals_stand_in_the_order_of_the_units() -> None:
    document = segment("甲\n\n```\n乙\n```\n\n丙\n\n丁\n")
    built = rebuild(document, ["<b>", "x\n```", "good", "{{ x }}"])
    assert [refusal.index for refusal in built.refusals] == [0, 1, 3]
    assert built.text == "甲\n\n```\n乙\n```\n\ngood\n\n丁\n"


def test_html_of_the_source_may_be_reordered_or_left_out_but_not_left_open() -> None:
    text = "原文 <b>粗</b> <i>斜</i><br>行\n"
    for translation in ("<i>x</i> <b>y</b>", "x <b>y</b>", "x", "x<br>y"):
        assert _rebuild(text, translation)[2] == Built(translation + "\n")
    for translation in ("<b>x", "x</b>", "<b>x</b> <b>y</b>", "<b class='x'>y</b>"):
        assert _rebuild(text, translation)[2].refusals


def test_a_closing_tag_whose_opening_tag_stands_in_another_unit_may_not_be_left_out() -> None:
    document = segment("<b>甲\n\n原文</b>\n")
    assert rebuild(document, ["<b>a", "b"]).refusals
    assert rebuild(document, ["<b>a", "b</b>"]).refusals == ()


def test_an_attribute_without_a_value_does_not_hide_its_tag() -> None:
    text = "原文 <details open>甲</details> <input disabled>\n"
    assert _rebuild(text, "x")[2] == Built("x\n")
    assert _rebuild(text, "x <details open>y</details>")[2].refusals == ()
    assert _rebuild(text, "x <details open>y")[2].refusals


def test_a_lone_opening_tag_may_be_left_out() -> None:
    assert _rebuild("原文 <名称> <name>\n", "x")[2] == Built("x\n")


def test_a_hundred_thousand_characters_are_not_too_many() -> None:
    translation = "word " * 20_000
    _, _, built = _rebuild(HOSTS["paragraph"], translation)
    assert built == Built(f"前\n\n{translation.strip()}\n\n后\n")


def test_a_term_that_begins_like_a_list_is_escaped() -> None:
    document = segment("词\n:   义\n")
    assert rebuild(document, ["1. Word", None]).text == "1\\. Word\n:   义\n"


def test_a_lone_pair_of_dollars_opens_no_math() -> None:
    assert rebuild(segment("甲\n\n乙\n"), ["$$", None]).text == "\\$$\n\n乙\n"


def test_a_fence_of_front_matter_in_a_translation_is_written_on_one_line() -> None:
    document = segment('+++\ntitle = """\n甲\n乙"""\n+++\n正文\n')
    built = rebuild(document, ["a\n+++\nb", None])
    assert built.refusals == ()
    assert built.text == '+++\ntitle = "a\\n+++\\nb"\n+++\n正文\n'
