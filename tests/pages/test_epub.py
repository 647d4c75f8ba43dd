"""Books: what is in the archive, what is said of it, and how an article stands on its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED

import pytest
from hypothesis import given

from essaytrans.markdown.segment import segment
from pages.epubs import GIF, HTML, PNG, make_book
from pages.kit import ARABIC, ENGLISH
from promises.documents import articles, hostile_texts
from promises.kit import examples

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TWO = {"标题": "Title", "一段。": "A paragraph."}


def found(page: Element, cls: str) -> list[Element]:
    """The elements with a class."""
    return [element for element in page.iter() if cls in element.get("class", "").split()]


def texts(page: Element, lang: str) -> list[str]:
    """The texts of both sides in a language, in order."""
    return [
        "".join(element.itertext())
        for element in page.iter()
        if {"source", "target"} & set(element.get("class", "").split())
        and element.get("lang") == lang
    ]


# --- the archive --------------------------------------------------------------------------------


def test_the_archive_begins_with_its_type_as_it_is() -> None:
    book = make_book("# 标题\n", TWO)
    first = book.infos[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert book.data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_same_book_has_the_same_bytes() -> None:
    book = make_book("# 标题\n\n![图](a.png)\n", TWO, files={"articles/a.png": PNG})
    assert (
        book.data == make_book("# 标题\n\n![图](a.png)\n", TWO, files={"articles/a.png": PNG}).data
    )
    assert {info.date_time for info in book.infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.external_attr >> 16) for info in book.infos} == {
        (3, 0o100644)
    }


def test_every_file_is_in_the_list_and_nothing_else_is() -> None:
    book = make_book("# 标题\n\n![图](a.png)\n", files={"articles/a.png": PNG})
    listed = {item.get("href") for item in book.package.iter() if item.tag.endswith("}item")}
    inside = {name[5:] for name in book.files if name.startswith("EPUB/")} - {"package.opf"}
    assert listed == inside


# --- what is said of it -------------------------------------------------------------------------


def test_a_book_says_its_titles_languages_people_and_time() -> None:
    book = make_book("# 标题\n", TWO, people=["Ann", "نور"])
    assert book.said("dc:title") == ["Title", "标题"]
    assert book.said("dc:language") == ["en", "zh-CN"]
    assert book.said("dc:contributor") == ["Ann", "نور"]
    assert book.said("role") == ["trl", "trl"]
    assert book.said("dcterms:modified") == ["2026-03-04T05:06:07Z"]
    assert book.said("belongs-to-collection") == ["文集"]


def test_an_identifier_stays_and_is_of_one_article_in_one_language() -> None:
    (first,) = make_book("# 标题\n", TWO).said("dc:identifier")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f-]{17}", first)
    assert make_book("别的。\n").said("dc:identifier") == [first]
    others = (make_book("# 标题\n", target=ARABIC), make_book({"one": "# 标题\n"}))
    assert all(other.said("dc:identifier") != [first] for other in others)


def test_a_book_without_a_translated_title_has_one_title() -> None:
    assert make_book("# 标题\n").said("dc:title") == ["标题"]


@pytest.mark.parametrize(("target", "turned"), [(ENGLISH, "ltr"), (ARABIC, "rtl")])
def test_pages_are_turned_as_the_translation_is_read(target: object, turned: str) -> None:
    book = make_book("# 标题\n", target=target)  # type: ignore[arg-type]
    spine = next(found for found in book.package.iter() if found.tag.endswith("}spine"))
    assert spine.get("page-progression-direction") == turned
    assert book.article.get("dir") == turned


def test_a_book_says_whether_its_pictures_have_words() -> None:
    shown = {"articles/a.png": PNG, "articles/a.gif": GIF}
    assert "visual" not in make_book("段。\n").said("schema:accessMode")
    described = make_book("![图](a.png)\n", files=shown)
    assert "alternativeText" in described.said("schema:accessibilityFeature")
    assert described.said("schema:accessibilityHazard") == ["none"]
    silent = make_book("![](a.gif)\n", files=shown)
    assert "alternativeText" not in silent.said("schema:accessibilityFeature")
    assert silent.said("schema:accessModeSufficient") == ["textual,visual"]
    assert silent.said("schema:accessibilityHazard") == ["unknown"]


# --- contents -----------------------------------------------------------------------------------


def test_the_contents_of_an_article_are_its_headings() -> None:
    book = make_book("# 标题\n\n## 甲\n\n### 乙\n\n## 丙\n", {**TWO, "乙": "B"})
    assert book.contents() == ["Title", ["甲", ["B"], "丙"]]
    assert len(book.spine) == 1, "the contents are not read as a page"


def test_the_contents_of_a_collection_are_its_folders() -> None:
    names = ("first", "trips/north/sea", "trips/north/tea", "trips/south", "z")
    book = make_book({name: f"# {name}\n" for name in names})
    assert book.contents() == [
        "first",
        *("trips", ["north", ["trips/north/sea", "trips/north/tea"], "trips/south"]),
        "z",
    ]
    assert book.spine[:2] == ["title.xhtml", "nav.xhtml"]
    assert len(book.spine) == 7


def test_a_collection_says_which_languages_it_is_in_and_who_translated() -> None:
    book = make_book({"a": "段。\n"}, people=["Ann", "<b>"])
    title = book.page("title.xhtml")
    assert "".join(found(title, "subtitle")[0].itertext()) == "简体中文 · English"
    assert [name.text for name in found(title, "about")[0]] == ["Ann", "<b>"]
    assert book.said("dc:title") == ["文集", "简体中文 · English"]


# --- pages --------------------------------------------------------------------------------------


def test_each_paragraph_stands_beside_its_translation() -> None:
    page = make_book("# 标题\n\n一段。\n\n没有。\n", TWO).article
    assert texts(page, "zh-CN") == ["标题", "一段。", "没有。"]
    assert texts(page, "en") == ["Title", "A paragraph."]
    rows = [[cell[0].get("lang") for cell in row] for row in page.iter(f"{HTML}tr")]
    assert rows == [["zh-CN", "en"], ["zh-CN", "en"]]


def test_every_word_is_in_a_language_and_a_direction() -> None:
    text = "# 标题\n\n> [!NOTE]\n> 一段。[^1]\n\n- [x] 甲 `码`\n\n[^1]: 注\n"
    page = make_book(text, {**TWO, "甲 `码`": "كلمة `码`"}, target=ARABIC, people=["Ann"]).article

    def check(element: Element, lang: str | None, direction: str | None) -> None:
        lang, direction = element.get("lang", lang), element.get("dir", direction)
        assert element.get("lang") == element.get(LANG)
        if (element.text or "").strip():
            assert lang
            assert direction in ("ltr", "rtl")
        for child in element:
            check(child, lang, direction)

    check(page, None, None)
    (label,) = found(page, "label")
    assert label.get("lang") is not None
    assert {code.get("dir") for code in page.iter(f"{HTML}code")} == {"ltr"}


def test_a_picture_is_inside_once() -> None:
    files = {"articles/a.png": PNG, "b.png": PNG}
    book = make_book("![图](a.png)\n\n![又](../b.png)\n\n![缺](c.png)\n", files=files)
    pictures = [name for name in book.files if name.startswith("EPUB/images/")]
    assert len(pictures) == 1
    sources = [shown.get("src") for shown in book.article.iter(f"{HTML}img")]
    assert [f"EPUB/{source}" for source in sources] == pictures * 2
    (missing,) = found(book.article, "elsewhere")
    assert (missing.tag, missing.text) == (f"{HTML}span", "缺")


def test_a_picture_of_the_web_is_its_words_and_a_link() -> None:
    book = make_book("![图](https://example.org/a.png)\n\n[![图](https://example.org/b.png)](/x)\n")
    first, second = found(book.article, "elsewhere")
    assert (first.tag, first.text) == (f"{HTML}a", "图")
    assert first.get("href") == "https://example.org/a.png"
    assert second.tag == f"{HTML}span", "no link is inside another"
    assert not list(book.article.iter(f"{HTML}img"))


def test_what_is_no_picture_is_not_shown() -> None:
    book = make_book("![图](secret.png)\n", files={"articles/secret.png": b"root:x:0:0"})
    assert not [name for name in book.files if "images/" in name]


def test_links_lead_to_articles_in_the_book_and_to_their_headings() -> None:
    texts = {
        "a": "[乙](b.md) [节](b.md#节) [无](c.md) [缺](b.md#缺) [外](../../x.md) [站](/x)\n",
        "b": "# 乙\n\n## 节\n\n[甲](./a.md#%E7%BC%BA) [上](#节)\n",
    }
    book = make_book(texts)
    first, second = book.spine[2:]
    heading = found(book.page(second), "place")[1].get("id")
    nowhere = ""
    assert book.targets() == [
        *(second, f"{second}#{heading}", nowhere, second, nowhere, nowhere),
        *(first, f"#{heading}"),
    ]


def test_ids_are_names_in_xml_too() -> None:
    page = make_book("# 1. 标题\n\n[上](#1-标题)\n").article
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.\-]*", name or "") for name in ids)
    (link,) = page.iter(f"{HTML}a")
    assert (link.get("href") or "")[1:] in ids


def test_footnotes_are_known_as_such() -> None:
    page = make_book("一段。[^1]\n\n[^1]: 注\n").article
    kind = "{http://www.idpf.org/2007/ops}type"
    kinds = [element.get(kind) for element in page.iter() if element.get(kind)]
    assert kinds == ["bodymatter", "chapter", "noteref", "footnotes", "footnote"]


@examples(1)
@given(articles(), hostile_texts)
def test_a_page_is_xml_and_leads_nowhere_it_cannot(text: str, hostile: str) -> None:
    """Whatever the article, and whatever no guard has seen."""
    msgids = {unit.msgid: hostile for unit in segment(text).units}
    book = make_book({"a": text, "b/c": text}, msgids, target=ARABIC)
    names = set(book.spine) | {"style.css"} | {name[5:] for name in book.files if "images" in name}
    ids = {}
    for name in book.spine:
        said = [element.get("id", "") for element in book.page(name).iter() if element.get("id")]
        assert len(set(said)) == len(said)
        ids[name] = set(said)
    for name in book.spine:
        for element in book.page(name).iter():
            for key in ("href", "src"):
                target = element.get(key)
                if target is None or re.match(r"(https?|mailto|tel):", target):
                    continue
                page, _, part = target.partition("#")
                assert page in names or not page
                assert not part or part in ids[page or name]
            assert not any(key.startswith("on") or key == "style" for key in element.attrib)
