"""The bilingual edition: two texts in the place of one, and an article that stays what it is."""

from __future__ import annotations

import re
from textwrap import dedent

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.editions.bilingual import Order, interleave
from essaytrans.editions.choice import Edition
from essaytrans.i18n import render
from essaytrans.markdown.blocks import read_blocks
from essaytrans.markdown.segment import segment
from essaytrans.model import Catalog, Document, Entry, SegmentRules
from promises.documents import articles, hostile_texts
from promises.kit import examples
from promises.oracle import look

RULES = SegmentRules()
PATH = "locales/en/a.po"


def edition(
    text: str,
    *entries: Entry,
    order: Order = Order.SOURCE_FIRST,
    across: bool = False,
    credits_key: str = "",
) -> Edition:
    blocks = read_blocks(text, "articles/a.md", RULES)
    catalog = Catalog((), entries, path=PATH)
    return interleave(blocks, catalog, RULES, order=order, across=across, credits_key=credits_key)


def both(
    text: str, *, order: Order = Order.SOURCE_FIRST, across: bool = False, **texts: str
) -> str:
    """Build an article whose Chinese words are translated."""
    text = dedent(text).lstrip("\n")
    entries = [
        Entry(unit.msgid, translated(unit.msgid, texts), unit.msgctxt)
        for unit in dict.fromkeys(segment(text).units)
    ]
    built = edition(
        text, *{entry.key: entry for entry in entries}.values(), order=order, across=across
    )
    assert built.diagnostics == ()
    return built.text


def translated(msgid: str, words: dict[str, str]) -> str:
    for chinese, word in words.items():
        msgid = msgid.replace(chinese, word)
    return msgid


def shown(text: str) -> str:
    """What GitHub makes of Markdown, on one line."""
    made = cmarkgfm.github_flavored_markdown_to_html(
        text, options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    )
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", made)


# --- what stands where ------------------------------------------------------------------------

PLACES = {
    "paragraph": (
        "第一段。\n\n第二段。\n",
        "第一段。\n\nOne.\n\n第二段。\n\nTwo.\n",
        {"第一段。": "One.", "第二段。": "Two."},
    ),
    "paragraph of lines, with hard breaks as the author writes them": (
        "甲  \n乙\n丙\n",
        "甲  \n乙\n丙\n\nA  \nBC\n",
        {"甲": "A", "乙": "B", "丙": "C"},
    ),
    "heading": ("## 甲\n", "## 甲 <br>A\n", {"甲": "A"}),
    "heading with a mark at its end": ("## 甲 {#a} ##\n", "## 甲 <br>A {#a} ##\n", {"甲": "A"}),
    "heading underlined": ("甲\n===\n", "甲 <br>A\n===\n", {"甲": "A"}),
    "tight list": (
        "- 甲\n- 乙\n  1. 丙\n",
        "- 甲  \n  A\n- 乙  \n  B\n  1. 丙  \n     C\n",
        {"甲": "A", "乙": "B", "丙": "C"},
    ),
    "loose list": ("- 甲\n\n- 乙\n", "- 甲  \n  A\n\n- 乙  \n  B\n", {"甲": "A", "乙": "B"}),
    "task list": ("- [x] 甲\n", "- [x] 甲  \n      A\n", {"甲": "A"}),
    "quotation": (
        "> 甲\n乙\n>\n> 丙\n",
        "> 甲\n乙\n>\n> AB\n>\n> 丙\n>\n> C\n",
        {"甲": "A", "乙": "B", "丙": "C"},
    ),
    "quotation in a list": ("1. > 甲\n2. 乙\n", "1. > 甲\n   >\n   > A\n2. 乙\n", {"甲": "A"}),
    "alert": ("> [!NOTE]\n> 甲\n", "> [!NOTE]\n> 甲\n>\n> A\n", {"甲": "A"}),
    "table": (
        "| 甲 | 乙 |\n|---|---|\n| 丙 \\| 丁 | x |\n",
        "| 甲 <br>A | 乙 <br>B |\n|---|---|\n| 丙 \\| 丁 <br>C \\| D | x |\n",
        {"甲": "A", "乙": "B", "丙": "C", "丁": "D"},
    ),
    "footnote": (
        "甲[^1]\n\n[^1]: 乙\n",
        "甲[^1]\n\nA[^1]\n\n[^1]: 乙  \n      B\n",
        {"甲": "A", "乙": "B"},
    ),
    "definition": ("甲\n: 乙\n", "甲 <br>A\n: 乙  \n  B\n", {"甲": "A", "乙": "B"}),
    "box": (":::tip 甲\n乙\n:::\n", ":::tip 甲 / A\n乙\n\nB\n:::\n", {"甲": "A", "乙": "B"}),
    "box of another kind": (
        '!!! note "甲"\n    乙\n',
        '!!! note "甲 / A"\n    乙  \n    B\n',
        {"甲": "A", "乙": "B"},
    ),
    "paragraph with attributes below": (
        "甲\n{: .note}\n",
        "甲  \nA\n{: .note}\n",
        {"甲": "A"},
    ),
    "HTML": (
        "<div>\n<p>甲<b>乙</b></p>\n</div>\n",
        "<div>\n<p>甲<b>乙</b> <br>A<b>B</b></p>\n</div>\n",
        {"甲": "A", "乙": "B"},
    ),
    "front matter": (
        "---\ntitle: 甲：乙\nsubtitle: '丙'\n---\n",
        "---\ntitle: \"甲：乙 / A: B\"\nsubtitle: '丙 / C'\n---\n",
        {"甲：乙": "A: B", "丙": "C"},
    ),
    "front matter of lines": (
        "---\nsummary: |\n  甲\n  乙\n---\n",
        "---\nsummary: |\n  甲\n  乙\n\n  A\n  B\n---\n",
        {"甲": "A", "乙": "B"},
    ),
    "front matter in TOML": (
        '+++\ntitle = "甲"\n+++\n',
        '+++\ntitle = "甲 / A"\n+++\n',
        {"甲": "A"},
    ),
    "line ends of Windows": ("> 甲\r\n\r\n乙\r\n", "> 甲\r\n>\r\n> A\r\n\r\n乙\r\n", {"甲": "A"}),
}


@pytest.mark.parametrize("name", PLACES)
def test_two_texts_stand_in_the_place_of_one(name: str) -> None:
    text, expected, words = PLACES[name]
    entries = [
        Entry(unit.msgid, done, unit.msgctxt)
        for unit in segment(text).units
        if (done := translated(unit.msgid, words)) != unit.msgid
    ]
    assert edition(text, *entries) == Edition(expected)


ONCE = {
    "code": ("```\n# 甲\n```\n", "```\n# A\n```\n"),
    "image": ("![甲](a.png)\n", "![A](a.png)\n"),
    "image in a link": ("[![甲](a.png)](b.png)\n", "[![A](a.png)](b.png)\n"),
    "title of a link that is defined": ('[甲乙]: /a "甲"\n', '[甲乙]: /a "A"\n'),
    "attribute": (
        '<div>\n<img src="a.png" alt="甲">\n</div>\n',
        '<div>\n<img src="a.png" alt="A">\n</div>\n',
    ),
    "caption": (
        "<figure>\n<figcaption>甲</figcaption>\n</figure>\n",
        "<figure>\n<figcaption>A</figcaption>\n</figure>\n",
    ),
    "summary": (
        "<details>\n<summary><b>甲</b></summary>\n</details>\n",
        "<details>\n<summary><b>A</b></summary>\n</details>\n",
    ),
    "caption of Markdown": (
        "<figcaption>\n\n甲\n\n</figcaption>\n",
        "<figcaption>\n\nA\n\n</figcaption>\n",
    ),
    "shortcode": ('{{< figure caption="甲" >}}\n', '{{< figure caption="A" >}}\n'),
    "tags": ("---\ntags: [甲]\n---\n", "---\ntags: [A]\n---\n"),
}


@pytest.mark.parametrize("name", ONCE)
def test_some_texts_are_never_there_twice(name: str) -> None:
    source, translation = ONCE[name]
    assert both(source, 甲="A") == source
    assert both(source, 甲="A", order=Order.TRANSLATION_FIRST) == translation


def test_the_translation_may_come_first() -> None:
    source = "# 甲\n\n乙\n\n- 甲\n\n> 乙\n\n---\n\n甲[^1]\n\n[^1]: 乙\n"
    assert both(source, 甲="A", 乙="B", order=Order.TRANSLATION_FIRST) == (
        "# A <br>甲\n\nB\n\n乙\n\n- A  \n  甲\n\n> B\n>\n> 乙\n\n---\n\nA[^1]\n\n甲[^1]\n\n"
        "[^1]: B  \n      乙\n"
    )


def test_an_image_beside_words_is_shown_once() -> None:
    text = "![甲](a.png)\n图：乙\n"
    assert both(text, 甲="A", 图="Figure", 乙="B") == f"{text}\nFigure：B\n"


def test_an_image_of_its_own_is_shown_beside_that_of_the_source() -> None:
    text = "![甲](a.zh.png)\n"
    assert edition(text, Entry("![甲](a.zh.png)", "![A](a.en.png)")) == Edition(
        f"{text}\n![A](a.en.png)\n"
    )


def test_an_image_between_words_stays() -> None:
    assert both("按 ![甲](a.png) 键\n", 按="Press", 键="key") == (
        "按 ![甲](a.png) 键\n\nPress ![甲](a.png) key\n"
    )


def test_lists_with_room_have_a_paragraph_each_for_languages_that_run_across() -> None:
    loose, tight = "- 甲\n\n- 乙\n", "- 甲\n- 乙\n"
    assert both(loose, 甲="A", 乙="B", across=True) == "- 甲\n\n  A\n\n- 乙\n\n  B\n"
    assert both(tight, 甲="A", 乙="B", across=True) == "- 甲  \n  A\n- 乙  \n  B\n"


def test_those_who_translated_are_named() -> None:
    catalog = Catalog(
        (("Last-Translator", "Ann <ann@example.org>"),), (Entry("甲", "A"),), path=PATH
    )
    text = "---\ntitle: 甲\n---\n"
    blocks = read_blocks(text, "articles/a.md", RULES)
    built = interleave(blocks, catalog, RULES, credits_key="translators")
    assert built.text == '---\ntitle: 甲 / A\ntranslators: ["Ann"]\n---\n'
    empty = interleave(blocks, Catalog(catalog.header), RULES, credits_key="translators")
    assert empty.text == text


# --- how GitHub shows it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 甲\n", "<h1>甲<br>A</h1>"),
        ("- 甲\n- 乙\n", "<ul><li>甲<br />A</li><li>乙<br />B</li></ul>"),
        (
            "- [ ] 甲\n  - 乙\n",
            (
                '<ul><li><input type="checkbox" disabled="" />甲<br />A'
                "<ul><li>乙<br />B</li></ul></li></ul>"
            ),
        ),
        ("> 甲\n", "<blockquote><p>甲</p><p>A</p></blockquote>"),
        (
            "| 甲 |\n|---|\n| 乙 |\n",
            (
                "<table><thead><tr><th>甲<br>A</th></tr></thead>"
                "<tbody><tr><td>乙<br>B</td></tr></tbody></table>"
            ),
        ),
        (
            "1. > 甲\n2. 乙\n",
            "<ol><li><blockquote><p>甲</p><p>A</p></blockquote></li><li>乙<br />B</li></ol>",
        ),
    ],
    ids=["heading", "list", "tasks", "quotation", "table", "quotation in a list"],
)
def test_github_shows_each_text_on_a_line_of_its_own(text: str, expected: str) -> None:
    assert shown(both(text, 甲="A", 乙="B")) == expected


def test_an_address_does_not_swallow_the_break() -> None:
    text = "- 甲\\\n  见 https://a.example/b\n"
    assert both(text, 甲="A", 见="see") == (
        "- 甲\\\n  见 https://a.example/b  \n  A\\\n  see https://a.example/b\n"
    )
    link = '<a href="https://a.example/b">https://a.example/b</a>'
    assert shown(both(text, 甲="A", 见="see")) == (
        f"<ul><li>甲<br />见{link}<br />A<br />see{link}</li></ul>"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 复杂度是 n*m 的\n", "- 复杂度是 n*m 的  \n  of n\\*m\n"),
        ("# 复杂度是 n*m 的\n", "# 复杂度是 n*m 的 <br>of n\\*m\n"),
        ("- 复杂度是 **n** 的\n", "- 复杂度是 **n** 的  \n  of **n**\n"),
        ("复杂度是 n*m 的\n", "复杂度是 n*m 的\n\nof n*m\n"),
    ],
    ids=["list", "heading", "emphasis", "paragraph"],
)
def test_a_marker_that_marks_nothing_does_not_meet_its_like(text: str, expected: str) -> None:
    assert both(text, 复杂度是="of", 的="").replace(" \n", "\n") == expected.replace(" \n", "\n")
    assert shown(expected).count("<em>") == 0


# --- what is refused --------------------------------------------------------------------------


def test_what_the_translated_edition_refuses_is_refused_here() -> None:
    built = edition("甲\n\n乙\n", Entry("甲", "<script>x</script>"), Entry("乙", "B"))
    assert built.text == "甲\n\n乙\n\nB\n"
    (found,) = built.diagnostics
    assert found.code == "refused-translation"
    assert built.refused == 1


def test_texts_that_would_be_read_as_one_are_told_of() -> None:
    built = edition("# 一个 ` 号\n\n甲\n", Entry("一个 ` 号", "one ` sign"), Entry("甲", "A"))
    assert built.text == "# 一个 ` 号\n\n甲\n\nA\n"
    (found,) = built.diagnostics
    assert (found.code, built.refused) == ("refused-translation", 1)
    assert "beside its source" in render(found.message, language="en")


def test_a_line_that_would_underline_its_source_is_escaped() -> None:
    assert edition("- 甲\n", Entry("甲", "=== A")).text == "- 甲  \n  === A\n"
    built = edition("- 甲\n", Entry("甲", "==="))
    assert "<h1>" not in shown(built.text)
    assert segment(built.text).units[0].kind == segment("- 甲\n").units[0].kind


def test_the_rest_is_built_where_one_unit_has_no_way() -> None:
    rows = [f"# 第{number}\n\n文{number}\n" for number in range(20)]
    entries = [Entry(f"文{number}", f"Text {number}") for number in range(20)]
    text = "\n".join([*rows, "# 一个 ` 号\n"])
    built = edition(text, *entries, Entry("一个 ` 号", "a ` sign"))
    assert built.refused == 1
    assert all(f"文{number}\n\nText {number}\n" in built.text for number in range(20))


# --- promises ---------------------------------------------------------------------------------


def catalog_of(document: Document, texts: list[str]) -> Catalog:
    entries = {
        (unit.msgctxt, unit.msgid): Entry(unit.msgid, text, unit.msgctxt)
        for unit, text in zip(document.units, texts, strict=True)
    }
    return Catalog((), tuple(entries.values()), path=PATH)


def is_within(text: str, whole: str) -> bool:
    """Whether the characters of a text are in another, in their order."""
    rest = iter(whole)
    return all(character in rest for character in text)


@examples(4)
@given(articles(), st.sampled_from(Order))
def test_nothing_translated_nothing_changed(text: str, order: Order) -> None:
    """Without translations, and with each text as its own, the article is there byte for byte."""
    assert edition(text, order=order) == Edition(text)
    own = [Entry(unit.msgid, unit.msgid, unit.msgctxt) for unit in segment(text).units]
    assert edition(text, *{entry.key: entry for entry in own}.values(), order=order).text == text


@examples(4)
@given(articles())
def test_the_source_is_all_there_and_each_translation_once(text: str) -> None:
    """Nothing of the source is lost, and no translation stands twice for one unit."""
    blocks = read_blocks(text, "articles/a.md", RULES)
    units = blocks.document.units
    texts = [f"Word{number}x" for number in range(len(units))]
    catalog = catalog_of(blocks.document, texts)
    built = interleave(blocks, catalog, RULES)
    body = text if not any(unit.kind == "front-matter" for unit in units) else ""
    assert is_within(body, built.text)
    for unit in units:
        entry = next(e for e in catalog.entries if e.key == (unit.msgctxt, unit.msgid))
        same = sum((u.msgctxt, u.msgid) == entry.key for u in units)
        assert built.text.count(entry.msgstr) <= same


BLOCKS = (
    *(
        "甲\n",
        "甲  \n乙\\\n丙\n",
        "# 甲\n",
        "甲\n---\n",
        "***\n",
        "```\n甲\n```\n",
        "![甲](a.png)\n",
    ),
    *(
        "- 甲\n- 乙\n  1. 丙\n",
        "- 甲\n\n- 乙\n\n  丙\n",
        "1) [ ] 甲\n2) [x] 乙\n",
        "* > 甲\n  > 乙\n",
    ),
    *(
        "> 甲\n乙\n>\n> - 丙\n",
        "> [!NOTE]\n> 甲\n",
        "> > 甲\n",
        "| 甲 | 乙 |\n|---|:-:|\n| 丙 \\| 丁 |\n",
    ),
    *("<details>\n<summary>甲</summary>\n\n乙\n\n</details>\n", "<p>甲<br>乙</p>\n"),
)
BLOCK = re.compile(
    r"</?(?:h[1-6]|[uo]l|li|table|t[rdh]|blockquote|pre|hr|details|summary)\b|<li><p>"
)
WORDS = st.text(st.sampled_from("ABab 1.-+#>*_~[]()!`=|:\\甲，\n"), max_size=12)


@examples(4)
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4), st.data())
def test_github_sees_the_blocks_of_the_source(chosen: list[str], data: st.DataObject) -> None:
    """Whatever the translations, GitHub's own parser sees the blocks of the source, and no others."""
    text = "\n<!-- -->\n\n".join(chosen)
    blocks = read_blocks(text, "articles/a.md", RULES)
    catalog = catalog_of(blocks.document, [data.draw(WORDS) for _ in blocks.places])
    order, across = data.draw(st.sampled_from(Order)), data.draw(st.booleans())
    built = interleave(blocks, catalog, RULES, order=order, across=across)
    assert BLOCK.findall(shown(built.text)) == BLOCK.findall(shown(text))


@examples(4)
@given(articles(), st.sampled_from(Order), st.booleans(), st.data())
def test_a_translation_brings_in_nothing_that_the_source_lacks(
    text: str, order: Order, across: bool, data: st.DataObject
) -> None:
    """Whatever is typed, no tag but `<br>`, no scheme and no template tag comes in."""
    blocks = read_blocks(text, "articles/a.md", RULES)
    texts = [data.draw(hostile_texts) for _ in blocks.document.units]
    catalog = catalog_of(blocks.document, texts)
    built = interleave(blocks, catalog, RULES, order=order, across=across)
    source, seen = look(text), look(built.text)
    assert {tag for tag in seen.tags if tag not in source.tags and tag[:3] != "<br"} == set()
    assert seen.schemes - source.schemes <= {"http", "https", "mailto", "tel"}
    assert set(seen.templates) <= set(source.templates)
