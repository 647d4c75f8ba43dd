"""How each construct of Markdown looks on a page, in two languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from essaytrans.catalog.po import parse
from essaytrans.markdown.blocks import read_blocks
from essaytrans.markdown.segment import segment
from essaytrans.model import Catalog, Entry, SegmentRules
from essaytrans.pages.anchors import anchors
from essaytrans.pages.article import Layout, Rendered, State, article_body, rendered
from pages.kit import ARABIC, CHINESE, Element, both, show, shown_texts, tree


def pairs(root: Element) -> list[tuple[str, str]]:
    """The texts of each pair, in order; the second is empty where there is one text only."""
    found = []
    for pair in root.find(cls="pair"):
        texts = [child.text for child in pair.children if isinstance(child, Element)]
        cells = [
            child.text
            for child in pair.find()
            if {"source", "target"} & set(child.attributes.get("class", "").split())
        ]
        assert texts
        found.append((cells[0], cells[1] if len(cells) > 1 else ""))
    return found


# --- pairs --------------------------------------------------------------------------------------


def test_a_paragraph_is_a_pair_of_its_own_languages_and_directions() -> None:
    root = show("原文\n", {"原文": "نص"}, target=ARABIC)
    (pair,) = root.find(cls="pair")
    assert pair.attributes["data-state"] == "translated"
    assert pair.attributes["id"].startswith("p-")
    source, target = pair.find("p")
    assert (source.attributes["lang"], source.attributes["dir"]) == ("zh-CN", "ltr")
    assert (target.attributes["lang"], target.attributes["dir"]) == ("ar", "rtl")
    assert (source.text, target.text) == ("原文", "نص")


def test_a_paragraph_links_to_itself_and_says_so() -> None:
    (pair,) = show("原文\n", {"原文": "text"}).find(cls="pair")
    (link,) = pair.find("a", cls="anchor")
    assert link.attributes["href"] == f"#{pair.attributes['id']}"
    assert link.attributes["aria-label"] == "link to this paragraph"


def test_what_is_not_translated_stands_alone_and_says_so() -> None:
    (pair,) = show("原文\n").find(cls="pair")
    assert pair.attributes["data-state"] == "missing"
    assert [paragraph.text for paragraph in pair.find("p")] == ["原文"]
    (sign,) = pair.find(cls="sign")
    assert sign.attributes["role"] == "img"
    assert sign.attributes["aria-label"] == "not translated yet"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.FUZZY, "the translation may be out of date"),
        (State.REFUSED, "the translation cannot be shown"),
    ],
)
def test_what_is_doubtful_says_so(state: State, words: str) -> None:
    blocks = read_blocks("原文\n")
    texts = [Rendered("text" if state is State.FUZZY else None, state)]
    root = tree(article_body(blocks, texts, source=CHINESE, target=ARABIC))
    (sign,) = root.find(cls="sign")
    assert sign.attributes["aria-label"] == words


def test_what_is_the_same_in_both_stands_once_for_both() -> None:
    blocks = read_blocks("GNU\n")
    texts = [Rendered(None, State.SAME)]
    root = tree(article_body(blocks, texts, source=CHINESE, target=ARABIC))
    (shown,) = root.find("p")
    assert shown.attributes["class"] == "source whole"
    assert root.find(cls="sign") == []


def test_an_aside_stands_after_its_pair_as_it_is() -> None:
    blocks = read_blocks("甲\n\n乙\n")
    aside = Markup('<form class="mine"><button>x</button></form>')
    first, second = both(blocks.document, {"甲": "A", "乙": "B"})
    texts = [replace(first, aside=aside), second]
    html = article_body(blocks, texts, source=CHINESE, target=ARABIC)
    one, two = html.split(aside)
    assert ">A<" in one
    assert ">B<" in two
    assert "data-aside" not in html


# --- layouts ------------------------------------------------------------------------------------


def test_in_tables_a_pair_is_a_row_of_two_cells() -> None:
    root = show("原文\n", {"原文": "text"}, layout=Layout.TABLES)
    (table,) = root.find("table", cls="pair")
    assert table.attributes["role"] == "presentation"
    assert [cell.text for cell in table.find("td")] == ["原文", "text"]
    assert root.find("a") == []


def test_alone_each_language_has_the_whole_article() -> None:
    text, translated = "# 题\n\n甲\n\n乙\n", {"题": "Title", "甲": "A"}
    source = show(text, translated, layout=Layout.SOURCE)
    assert pairs(source) == [("题", ""), ("甲", ""), ("乙", "")]
    target = show(text, translated, layout=Layout.TRANSLATION)
    assert pairs(target) == [("Title", ""), ("A", ""), ("乙", "")]
    assert shown_texts(target, "zh-CN") == ["乙"]


# --- text ---------------------------------------------------------------------------------------


def test_marks_are_read_in_both_languages() -> None:
    root = show(
        "**粗**和*斜*、~~删~~、`码`\n", {"**粗**和*斜*、~~删~~、`码`": "**b** *i* ~~s~~ `c`"}
    )
    for name in ("strong", "em", "s", "code"):
        assert len(root.find(name)) == 2


def test_a_newline_of_a_unit_is_a_hard_break_and_a_soft_one_is_joined() -> None:
    root = show("甲  \n乙\n丙\n", {"甲\n乙丙": "A\nB"})
    source, target = root.find("p")
    assert (source.text, len(source.find("br"))) == ("甲乙丙", 1)
    assert (target.text, len(target.find("br"))) == ("AB", 1)


def test_a_link_goes_where_the_caller_says() -> None:
    asked = []

    def resolve(target: str) -> str:
        asked.append(target)
        return f"../../{target}"

    root = show("[文](a.md) ![图](b.png)\n", {}, resolve=resolve)
    assert asked == ["a.md", "b.png"]
    assert root.find("a")[0].attributes["href"] == "../../a.md"
    assert root.find("img")[0].attributes["src"] == "../../b.png"


def test_where_the_caller_says_is_looked_at_too() -> None:
    root = show("[文](a.md)\n", resolve=lambda _: "javascript:evil()")
    assert "href" not in root.find("a")[0].attributes


def test_a_bare_address_is_a_link_but_not_inside_another() -> None:
    root = show("见 https://a.example/x。\n\n[https://b.example](/c)\n\n<https://d.example>\n")
    links = [a.attributes["href"] for a in root.find("a") if "anchor" not in str(a.attributes)]
    assert links == ["https://a.example/x", "/c", "https://d.example"]


def test_a_reference_takes_its_title_in_the_language_of_the_text() -> None:
    text = '见[文][名]。\n\n[名]: /x "题"\n'
    root = show(text, {"见[文][名]。": "See [text][名].", "题": "Title"})
    source, target = (paragraph.find("a")[0] for paragraph in root.find("p"))
    assert source.attributes == {"href": "/x", "title": "题"}
    assert target.attributes == {"href": "/x", "title": "Title"}


def test_a_tag_of_a_template_is_code() -> None:
    root = show("见{{< ref x >}}和 {{ y }}。\n\n{{< figure src=a >}}\n")
    assert [code.text for code in root.find("code", cls="tag")] == [
        "{{< ref x >}}",
        "{{ y }}",
        "{{< figure src=a >}}",
    ]


def test_math_is_shown_as_its_source() -> None:
    root = show("价 $x_1$ 与 $5 和 $6\n\n$$\na < b\n$$\n")
    assert [code.text for code in root.find("code", cls="math")] == ["x_1", "a < b"]


def test_html_in_a_sentence_is_kept_and_closed() -> None:
    root = show("前<ruby>字<rt>zì</rt></ruby><b>粗\n\n后</i>\n")
    assert root.find("rt")[0].text == "zì"
    assert root.find("b")[0].text == "粗"
    assert root.find("i") == []


def test_an_image_alone_stands_once_with_its_caption_in_the_translation() -> None:
    text = '![图](a.png "题")\n'
    root = show(text, {'![图](a.png "题")': '![picture](a.png "caption")'})
    (figure,) = root.find("figure")
    assert figure.attributes["lang"] == "en"
    (image,) = root.find("img")
    assert (image.attributes["alt"], image.attributes["src"]) == ("picture", "a.png")
    assert [caption.text for caption in root.find("figcaption")] == ["caption"]


# --- headings -----------------------------------------------------------------------------------


def test_a_heading_keeps_its_level() -> None:
    root = show("## 题\n\n副\n---\n", {"题": "Title"})
    assert [(h.name, h.text) for h in root.find() if h.name in ("h1", "h2", "h3")] == [
        ("h2", "题"),
        ("h2", "Title"),
        ("h2", "副"),
    ]


def test_links_inside_an_article_find_headings_by_their_names_in_either_language() -> None:
    text = "# 第一 节\n\n## 乙 {#own}\n\n[a](#第一-节) [b](#own) [c](#second-part) [d](#p-x)\n\n## p-x\n"
    root = show(text, {"乙": "Second part"})
    ids = {element.attributes["id"] for element in root.find("span", cls="place")}
    assert ids == {"第一-节", "own", "s-p-x"}
    links = [a.attributes["href"] for a in root.find("p")[0].find("a")]
    assert links == ["#第一-节", "#own", "#own", "#s-p-x"]


def test_headings_of_the_same_words_are_told_apart() -> None:
    root = show("# 节\n\n# 节\n")
    assert [e.attributes["id"] for e in root.find("span", cls="place")] == ["节", "节-1"]


# --- lists --------------------------------------------------------------------------------------


def test_items_hold_both_texts_and_say_their_marks() -> None:
    root = show("- 甲\n- 乙\n  - 丙\n", {"甲": "A", "丙": "C"})
    assert pairs(root) == [("甲", "A"), ("乙", ""), ("丙", "C")]
    marks = [e.attributes["data-mark"] for e in root.find() if "data-mark" in e.attributes]
    assert marks == ["•", "•", "•", "◦", "◦"]
    assert len(root.find("ul")[0].find("ul")) == 1


def test_numbers_go_on_from_where_the_list_begins() -> None:
    root = show("3. 甲\n4. 乙\n\n   段\n")
    marks = [p.attributes.get("data-mark") for p in root.find("p")]
    assert marks == ["3.", "4.", None]
    assert root.find("ol")[0].attributes["start"] == "3"


def test_tight_and_loose_lists_are_told_apart() -> None:
    assert show("- 甲\n- 乙\n").find(cls="tight")
    assert not show("- 甲\n\n- 乙\n").find(cls="tight")


def test_a_task_has_a_box_and_words_for_it() -> None:
    root = show("- [x] 甲\n- [ ] 乙\n", {"甲": "A"})
    assert [p.attributes["data-mark"] for p in root.find("p")] == ["☑", "☑", "☐"]
    assert [words.text for words in root.find(cls="unseen")] == ["done", "to do"]
    assert pairs(root) == [("甲", "A"), ("乙", "")]


# --- containers ---------------------------------------------------------------------------------


def test_a_quote_holds_pairs() -> None:
    root = show("> 甲\n>\n> > 乙\n", {"甲": "A"})
    outer, inner = root.find("blockquote")
    assert pairs(outer) == [("甲", "A"), ("乙", "")]
    assert pairs(inner) == [("乙", "")]


def test_an_alert_is_a_box_with_its_name_or_its_title() -> None:
    root = show("> [!NOTE]\n> 甲\n\n> [!tip] 题\n> 乙\n", {"题": "Title"})
    first, second = root.find(cls="box")
    assert first.has({"cls": "note"})
    assert [label.text for label in first.find(cls="label")] == ["Note"]
    assert pairs(first) == [("甲", "")]
    assert second.find(cls="label") == []
    assert pairs(second) == [("题", "Title"), ("乙", "")]


@pytest.mark.parametrize(
    ("text", "name"), [(":::tip 题\n甲\n:::\n", "tip"), ('!!! warning "题"\n    甲\n', "warning")]
)
def test_a_container_is_a_box_with_its_title(text: str, name: str) -> None:
    (box,) = show(text, {"题": "Title", "甲": "A"}).find(cls="box")
    assert box.has({"cls": name})
    assert pairs(box) == [("题", "Title"), ("甲", "A")]


def test_a_container_without_a_title_says_what_it_is_if_that_is_known() -> None:
    assert show(":::danger\n甲\n:::\n").find(cls="label")[0].text == "Danger"
    assert show(":::code-group\n甲\n:::\n").find(cls="label") == []


def test_a_table_keeps_its_alignment_and_holds_both_texts_in_its_cells() -> None:
    root = show("| 甲 | 乙 |\n|:-:|---|\n| 丙 | 1 |\n", {"甲": "A", "丙": "C"})
    (table,) = root.find("table")
    assert [h.attributes.get("class") for h in table.find("th")] == ["center", None]
    assert [cell.text for cell in table.find("td")] == ["丙C", "1"]
    assert root.find(cls="scroll")[0].attributes["tabindex"] == "0"
    assert table.find(cls="anchor") == []


def test_terms_and_definitions_hold_pairs() -> None:
    root = show("术语\n: 解释\n", {"术语": "term", "解释": "meaning"})
    assert pairs(root.find("dt")[0]) == [("术语", "term")]
    assert pairs(root.find("dd")[0]) == [("解释", "meaning")]


# --- footnotes ----------------------------------------------------------------------------------


def test_footnotes_stand_at_the_end_and_lead_back() -> None:
    text = "甲[^b]乙[^a]\n\n[^a]: 注甲\n\n[^b]: 注乙\n\n    又一段\n\n丙\n"
    root = show(text, {"甲[^b]乙[^a]": "A[^a] B[^b]", "注甲": "note"})
    source, target = root.find("p")[:2]
    assert [a.text for a in source.find("a")] == ["1", "2"]
    assert [a.text for a in target.find("a")] == ["2", "1"]
    (notes,) = root.find("section")
    assert notes.attributes["role"] == "doc-endnotes"
    first, second = notes.find("li")
    assert (first.attributes["id"], second.attributes["id"]) == ("fn-1", "fn-2")
    assert pairs(first) == [("注乙", ""), ("又一段", "")]
    assert pairs(second) == [("注甲", "note")]
    paragraph = root.find(cls="pair")[0].attributes["id"]
    backs = [a.attributes["href"] for a in notes.find("a", role="doc-backlink")]
    assert backs == [f"#{paragraph}", f"#{paragraph}"]


def test_a_footnote_that_nobody_refers_to_is_shown_and_a_reference_to_none_is_text() -> None:
    root = show("甲[^无]\n\n[^x]: 注\n")
    assert pairs(root) == [("甲[^无]", ""), ("注", "")]


def test_a_footnote_in_a_sentence_is_set_off() -> None:
    root = show("甲^[乙**丙**]丁\n")
    assert root.find("small", cls="note")[0].text == "乙丙"


# --- code and HTML ------------------------------------------------------------------------------


def test_code_stands_once_unless_it_is_translated() -> None:
    root = show(
        "```Python\nx = 1\n```\n\n```\n# 注\n\n  y\n```\n", {"# 注\n\n  y": "# note\n\n  y"}
    )
    code = [(pre.text, pre.attributes["dir"]) for pre in root.find("pre")]
    assert code == [("x = 1", "ltr"), ("# 注\n\n  y", "ltr"), ("# note\n\n  y", "ltr")]
    assert root.find("code")[0].attributes == {"data-language": "python"}


def test_code_runs_from_left_to_right_in_every_language() -> None:
    root = show("```\n# 注\n```\n", {"# 注": "# نص"}, target=ARABIC)
    assert [pre.attributes["dir"] for pre in root.find("pre")] == ["ltr", "ltr"]


def test_translated_code_in_a_quote_has_no_marks_of_the_quote() -> None:
    root = show("> ```\n> # 注\n> x\n> ```\n", {"# 注\nx": "# note\nx"})
    assert root.find("pre")[1].text == "# note\nx"


def test_html_that_is_closed_is_a_pair() -> None:
    text = "<div><p>甲</p>\n<p title='题'>乙</p></div>\n"
    root = show(text, {"甲": "A", "题": "Title", "乙": "B"})
    source, target = root.find(cls="source")[0], root.find(cls="target")[0]
    assert [p.text for p in source.find("p")] == ["甲", "乙"]
    assert [p.text for p in target.find("p")] == ["A", "B"]
    assert target.find("p")[1].attributes == {"title": "Title"}


def test_html_that_stands_around_blocks_stands_once_in_the_words_of_the_translation() -> None:
    text = "<details>\n<summary>甲</summary>\n\n乙\n\n</details>\n\n丙\n"
    root = show(text, {"甲": "A", "乙": "B"})
    (details,) = root.find("details")
    assert [summary.text for summary in details.find("summary")] == ["A"]
    assert pairs(details) == [("乙", "B")]
    assert pairs(root) == [("乙", "B"), ("丙", "")]


def test_html_that_is_not_closed_ends_where_its_container_ends() -> None:
    root = show("> <div>\n>\n> 甲\n\n</div>\n\n乙\n")
    assert pairs(root.find("blockquote")[0]) == [("甲", "")]
    assert pairs(root) == [("甲", ""), ("乙", "")]


def test_html_with_a_picture_stands_once() -> None:
    root = show('<p><img src="a.png" alt="图"></p>\n', {"图": "picture"})
    assert [image.attributes["alt"] for image in root.find("img")] == ["picture"]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- i18n:skip -->\n",
        "<!-- i18n:note 说 -->\n",
        "<!-- 注 -->\n",
        "<script>\nx\n</script>\n",
        "[a]: /x\n",
    ],
)
def test_what_is_for_nobody_is_not_shown(text: str) -> None:
    assert show(text).find() == []


def test_what_the_author_wants_left_alone_stands_once() -> None:
    root = show("<!-- i18n:skip -->\n\n> 甲\n\n乙\n", {"甲": "A"})
    assert pairs(root) == [("甲", ""), ("乙", "")]
    assert "id" not in root.find(cls="pair")[0].attributes


def test_a_picture_without_words_and_a_lone_address_stand_once() -> None:
    root = show("![](a.png)\n\nhttps://a.example\n\n[TOC]\n")
    assert len(root.find("img")) == 1
    assert root.find("code", cls="tag")[0].text == "[TOC]"
    assert all("id" not in pair.attributes for pair in root.find(cls="pair"))


def test_attributes_of_a_heading_or_a_paragraph_are_not_shown() -> None:
    root = show("# 1 {#one .x}\n\n甲\n{: .y}\n")
    assert pairs(root) == [("1", ""), ("甲", "")]


# --- anchors ------------------------------------------------------------------------------------


def test_equal_paragraphs_have_anchors_of_their_own() -> None:
    first, second, third = anchors(segment("甲\n\n甲\n\n乙\n"))
    assert second == f"{first}-2"
    assert third != first


def test_an_anchor_outlives_what_is_written_around_its_paragraph() -> None:
    (alone,) = anchors(segment("甲\n"))
    assert alone in anchors(segment("# 新\n\n乙\n\n甲\n"))


# --- what is shown ------------------------------------------------------------------------------


def states(text: str, *entries: Entry, use_fuzzy: bool = False) -> list[tuple[str | None, State]]:
    found = rendered(segment(text), Catalog(entries=entries), SegmentRules(), use_fuzzy=use_fuzzy)
    return [(shown.translation, shown.state) for shown in found]


def test_every_unit_has_its_state() -> None:
    entries = (
        Entry("甲", "A"),
        Entry("乙", "B", fuzzy=True),
        Entry("丙", "<b>C"),
        Entry("GNU", "GNU"),
        Entry("丁", "D", obsolete=True),
    )
    text = "甲\n\n乙\n\n丙\n\nGNU\n\n丁\n"
    assert states(text, *entries) == [
        ("A", State.TRANSLATED),
        (None, State.FUZZY),
        (None, State.REFUSED),
        (None, State.SAME),
        (None, State.MISSING),
    ]
    assert states(text, *entries, use_fuzzy=True)[1] == ("B", State.FUZZY)


def test_a_page_is_made_of_a_catalog_and_an_article() -> None:
    blocks = read_blocks("甲\n\n乙\n")
    catalog = parse('msgid ""\nmsgstr ""\n\nmsgid "甲"\nmsgstr "A"\n')
    texts = rendered(blocks.document, catalog, SegmentRules())
    root = tree(article_body(blocks, texts, source=CHINESE, target=ARABIC))
    assert pairs(root) == [("甲", "A"), ("乙", "")]
