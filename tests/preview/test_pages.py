"""What a volunteer sees: every text and its state, what is left, and nothing that can act."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project
from essaytrans import i18n
from essaytrans.catalog import parse, serialize
from essaytrans.catalog.claims import claimed
from preview.kit import HOST, Shown, asides, asked, preview_of, tea, words

if TYPE_CHECKING:
    from pathlib import Path

TEA = "/en/articles/tea.md?lang=en"


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    return preview_of(tea(tmp_path / "project"))


def aside_of(shown: Shown, text: str, path: str = TEA) -> str:
    """What is said below the text that a page shows."""
    page = shown.page(path)
    (anchor,) = {
        anchor
        for anchor, inner in re.findall(r'id="(p-[^"]+)"[^>]*>(.*?)</div>', page, re.DOTALL)
        if text in inner
    }
    return asides(page)[anchor]


# --- an article -------------------------------------------------------------------------------


def test_each_text_stands_beside_its_translation(shown: Shown) -> None:
    page = shown.page(TEA)
    assert '<html lang="en" dir="ltr">' in page
    assert re.search(r'lang="zh-CN" dir="ltr">茶</h1><h1[^>]* lang="en" dir="ltr">Tea</h1>', page)
    arabic = shown.page("/ar/articles/tea.md?lang=en")
    assert "茶" in arabic
    assert 'data-state="missing"' in arabic


def test_a_fuzzy_text_shows_what_changed_with_words_for_who_does_not_see_it(shown: Shown) -> None:
    said = aside_of(shown, "水煮两分钟。")
    assert said.startswith("to look over")
    assert "水煮 removed: 一 end of the change added: 两 end of the change 分钟。" in said
    page = shown.page(TEA)
    assert re.search(r"<del>.*?一.*?</del><ins>.*?两.*?</ins>", page)
    assert "Boil water for a minute." in page


def test_a_fuzzy_text_without_a_former_one_is_a_draft(shown: Shown) -> None:
    shown.project.translate("tea", {"喝。": "Drink."}, fuzzy=["喝。"])
    assert "nobody has confirmed it yet" in aside_of(shown, "喝。")


def test_a_missing_text_says_so(shown: Shown) -> None:
    assert aside_of(shown, "喝。").startswith("not translated")


def test_a_refused_translation_is_named_with_its_reason_and_shown_as_text(shown: Shown) -> None:
    said = aside_of(shown, "加糖。")
    assert said.startswith("not used this translation is not used:")
    assert "as it stands in the catalog: <b onclick=alert(1)>No</b> sugar." in said
    assert "<b onclick" not in shown.page(TEA)


def test_a_finding_of_a_check_stands_at_its_paragraph_with_its_line(shown: Shown) -> None:
    said = aside_of(shown, "加 35 克茶叶。")
    assert "warning" in said
    assert "numbers" in said
    lines = shown.project.read("locales/en/tea.po").split("\n")
    number = next(n for n, line in enumerate(lines, 1) if "53 grams" in line)
    assert f"line {number}" in said


def test_a_text_says_where_in_the_catalog_it_stands(shown: Shown) -> None:
    entry = shown.project.entry("tea", "茶")
    assert aside_of(shown, ">茶<") == f"line {entry.line}"
    assert f'title="locales/en/tea.po:{entry.line}"' in shown.page(TEA)


def test_a_text_that_the_catalog_does_not_have_yet_says_what_to_do(shown: Shown) -> None:
    shown.project.article("tea", "# 茶", "新来的。")
    assert "run “essaytrans extract”" in aside_of(shown, "新来的。")


def test_without_a_catalog_the_page_says_what_to_do(shown: Shown) -> None:
    shown.project.remove("locales/en/tea.po")
    page = words(shown.page(TEA))
    assert "there is no catalog yet; run “essaytrans extract”" in page
    assert "the catalog does not have this text yet" not in page


def test_what_is_left_is_listed_in_order_with_links_to_the_paragraphs(shown: Shown) -> None:
    page = shown.page(TEA)
    listed = re.findall(r'<li data-urgency="(\w+)"><a href="#(p-[^"]+)">(.*?)</a>', page)
    assert [(urgency, words(inner)) for urgency, _, inner in listed] == [
        ("fuzzy", "to look over 水煮两分钟。"),
        ("warning", "translated 加 35 克茶叶。"),
        ("refused", "not used 不要加糖。"),
        ("missing", "not translated 喝。"),
    ]
    assert all(f'id="{anchor}"' in page for _, anchor, _ in listed)
    assert "4 left to do" in page


def test_a_text_that_stands_twice_is_left_once(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("tea", "喝。", "再喝。", "喝。")
    project.extract()
    assert shown_left(preview_of(project)) == ["喝。", "再喝。"]


def shown_left(shown: Shown) -> list[str]:
    page = shown.page(TEA)
    listed = re.findall(r'<li data-urgency="\w+"><a[^>]*>.*?</span>(.*?)</a>', page)
    return [words(inner) for inner in listed]


def test_what_is_left_is_listed_by_its_words_alone(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("tea", "看，![一座山](m.png)在**那里**。", "`茶`[水](x.md)", "甲 * 乙 * 丙")
    assert shown_left(preview_of(project)) == ["看，一座山在那里。", "茶水", "甲 * 乙 * 丙"]


def test_nothing_is_left_of_a_whole_article(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("tea", "喝茶。")
    project.extract()
    project.translate("tea", {"喝茶。": "Drink tea."})
    page = preview_of(project).page(TEA)
    assert "nothing: all of it is translated" in page
    assert "100%" in page


def test_what_stands_outside_of_the_text_is_shown_around_it(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article(
        "tea", "---\ntitle: 茶经\ndescription: 说茶\n---", "喝[茶][一]。", '[一]: x.md "好茶"'
    )
    project.extract()
    project.translate("tea", {"茶经": "The Classic of Tea", "好茶": "Good tea"})
    page = preview_of(project).page(TEA)
    front, _, rest = page.partition('<article id="body"')
    _, _, elsewhere = rest.partition("</article>")
    assert 'class="target" lang="en" dir="ltr">The Classic of Tea</h1>' in front
    assert "说茶" in front.partition('<header id="front"')[2]
    assert ">Good tea<" in elsewhere
    ids = re.findall(r'id="(p-[^"]+)"', page)
    assert len(ids) == len(set(ids)) == 4
    assert set(re.findall(r'href="#(p-[^"]+)"', page)) <= set(ids)


def test_where_nothing_stands_outside_of_the_text_nothing_is_shown(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("tea", "喝茶。")
    page = preview_of(project).page(TEA)
    assert re.search(r'<header id="front"[^>]* hidden>', page)
    assert re.search(r'<section id="elsewhere"[^>]* hidden>', page)


def test_the_catalog_can_be_found(shown: Shown) -> None:
    page = shown.page(TEA)
    assert ">locales/en/tea.po<" in page
    assert f'data-copy="{shown.project.root}/locales/en/tea.po"' in page


def test_other_articles_are_reached_by_the_links_between_them(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("2026/tea", "见[水](../water.md#泉)。")
    project.article("water", "## 泉")
    shown = preview_of(project)
    page = shown.page("/en/articles/2026/tea.md?lang=zh-TW")
    (target,) = set(re.findall(r'href="([^"]*water\.md[^"]*)"', page))
    assert target.startswith("../water.md?lang=zh-TW#")
    assert shown.get("/en/articles/water.md?lang=zh-TW").status_code == 200


# --- all articles -----------------------------------------------------------------------------


def test_the_index_has_a_cell_for_each_article_and_language(shown: Shown) -> None:
    shown.project.article("water", "水。")
    page = shown.page("/?lang=en")
    assert [words(head) for head in re.findall(r"<th scope=\"row\".*?</th>", page)] == [
        "tea",
        "water",
    ]
    cells = [words(cell) for cell in re.findall(r"<td>.*?</td>", page, re.DOTALL)]
    assert cells == [
        "60% 4 left to do 2 findings",
        "0% 5 left to do",
        "0% no catalog yet",
        "0% no catalog yet",
    ]
    assert re.findall(r'<a href="(/[^"]*\.md[^"]*)"', page) == [
        "/en/articles/tea.md?lang=en",
        "/ar/articles/tea.md?lang=en",
        "/en/articles/water.md?lang=en",
        "/ar/articles/water.md?lang=en",
    ]


def test_the_index_says_who_works_on_what(shown: Shown) -> None:
    catalog = parse(shown.project.read("locales/en/tea.po"), path="locales/en/tea.po")
    shown.project.write("locales/en/tea.po", serialize(claimed(catalog, "王小明")))
    assert "王小明 works on it" in words(shown.page("/?lang=en"))


def test_only_the_languages_asked_for_are_shown(tmp_path: Path) -> None:
    shown = preview_of(tea(tmp_path), languages=("ar",))
    assert "/en/" not in shown.page("/")
    assert shown.get("/en/articles/tea.md").status_code == 404
    assert shown.get("/ar/articles/tea.md").status_code == 200


def test_an_empty_project_has_an_index(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure()
    (tmp_path / "articles").mkdir()
    assert "no article to show" in preview_of(project).page("/?lang=en")
    project.article("tea", "茶。")
    assert "No language has been added" in preview_of(project).page("/?lang=en")


@pytest.mark.parametrize(
    "path",
    [
        *("/nowhere", "/en", "/en/", "/en/articles/none.md", "/fr/articles/tea.md"),
        *("/en/articles/tea", "/EN/articles/tea.md", "/-", "/-/", "/en/articles/tea.md/"),
    ],
)
def test_an_address_without_anything_says_so(shown: Shown, path: str) -> None:
    answer = shown.get(f"{path}?lang=en")
    assert answer.status_code == 404
    assert "there is nothing here" in answer.text


# --- the language of the page -----------------------------------------------------------------


@pytest.mark.parametrize("tag", [name.replace("_", "-") for name in i18n.available()])
@pytest.mark.parametrize("path", ["/", "/ar/articles/tea.md"])
def test_a_page_speaks_every_language_of_the_program(shown: Shown, path: str, tag: str) -> None:
    page = shown.page(f"{path}?lang={tag}")
    side = "rtl" if tag == "ar" else "ltr"
    assert f'<html lang="{tag}" dir="{side}">' in page
    inside = [link for link in re.findall(r'href="(/[^"#]*)"', page) if "/-/" not in link]
    others = [link for link in inside if f"lang={tag}" not in link]
    switches = re.findall(r'<a href="([^"]*)" lang="[^"]*" hreflang', page)
    assert set(others) <= set(switches)
    assert len(switches) == len(i18n.available())


def test_a_language_that_the_program_does_not_speak_changes_nothing(shown: Shown) -> None:
    page = shown.page("/?lang=%3Cscript%3E")
    assert f'<html lang="{i18n.speaks()}"' in page
    assert 'href="/en/articles/tea.md"' in page


# --- what others wrote ------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "</p></div></article><script src=//evil.example/x.js></script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<svg onload=alert(1)>",
    "<iframe src=http://evil.example></iframe>",
    '<a href="javas&#99;ript:alert(1)" style="position:fixed">x</a>',
    '"><script>alert(1)</script>',
    "<form action=//evil.example><input></form>",
    "<base href=//evil.example>",
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    '<div id="live" class="live">x</div>',
    "{{ 7 * 191 }} {% raw %}",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("fuzzy", [False, True], ids=["confirmed", "fuzzy"])
def test_a_hostile_translation_does_nothing(tmp_path: Path, text: str, *, fuzzy: bool) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("tea", "---\ntitle: 茶经\n---", "喝茶。", "| 茶 |\n| --- |\n| 水 |")
    project.extract()
    texts = ["茶经", "喝茶。", "茶", "水"]
    project.translate("tea", dict.fromkeys(texts, text), fuzzy=texts if fuzzy else ())
    shown = preview_of(project)
    check_harmless(shown.page(TEA))
    check_harmless(shown.page("/"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_catalog_does_nothing_wherever_it_is_shown(tmp_path: Path, text: str) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("tea", "喝茶。")
    project.extract()
    catalog = project.catalog("tea")
    entries = tuple(
        replace(e, msgstr="Tea.", fuzzy=True, previous_msgid=text, translator_comments=(text,))
        for e in catalog.entries
    )
    hostile = claimed(replace(catalog, entries=entries), text)
    project.write("locales/en/tea.po", serialize(hostile))
    shown = preview_of(project)
    check_harmless(shown.page(TEA))
    check_harmless(shown.page("/"))
    project.write("locales/en/tea.po", f'msgid "{text}\nmsgstr {text}\n')
    for path in (TEA, "/"):
        check_harmless(preview_of(project).page(path))


@pytest.mark.parametrize("name", ["<b>茶", '"onx="1', "a&lt;b", "茶 %3Cb%3E", "{{ 7 }}", "'x"])
def test_a_hostile_name_does_nothing(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article(name, "喝茶。")
    project.extract()
    shown = preview_of(project)
    page = shown.page("/")
    check_harmless(page)
    (link,) = re.findall(r'<a href="(/en/articles/[^"]*)"', page)
    answer = asked(shown, link, ("host", HOST))  # a test client would decode the name twice
    there = answer.body.decode()
    assert answer.status == 200
    check_harmless(there)
    assert "喝茶。" in there


ALLOWED = re.compile(r'<script src="/-/preview\.js" defer></script>')
ACTIVE = re.compile(
    r"<(?:script|style|iframe|object|embed|form|base|svg|math|meta http-equiv)|<link (?!rel)"
    r"|<[^>]*\son[a-z]+\s*=|<[^>]*\sstyle\s*=|=\s*[\"']?\s*(?:javascript|data):",
    re.IGNORECASE,
)


def check_harmless(page: str) -> None:
    """No markup in a page can do anything, whatever stands in its texts."""
    outside = re.sub(r'="[^"]*"', lambda found: found[0].replace(">", "&gt;"), page)
    tags = "".join(re.findall(r"<[^>]*>", ALLOWED.sub("", outside)))
    values = re.sub(r'(data-copy|title|aria-label|alt)="[^"]*"', r'\1=""', tags)
    assert not ACTIVE.search(values)
    assert page.count('id="live"') == 1
    assert "1337" not in page
