"""The status board: what its pages say, in which order, and what they never hold."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from essaytrans.language.tags import parse_tag
from essaytrans.model import EssaytransError
from essaytrans.pages.board.site import Board, BoardLanguage, Person, board_files
from pages.boards import HOSTILE, article, board, language, large, piece, small

if TYPE_CHECKING:
    from collections.abc import Mapping

VOID = frozenset(("meta", "link", "br", "img", "input", "hr"))
PAGES = ("index.html", "articles.html", "en.html", "ja.html", "ar.html")


class Page(HTMLParser):
    """What a page is made of; it raises where an element is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    def ids(self) -> list[str | None]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


def files(of: Board | None = None, language: str = "en") -> Mapping[str, str]:
    return board_files(of or small(), language=language)


def page(name: str, of: Board | None = None, language: str = "en") -> Page:
    return Page(files(of, language)[name])


def order(text: str, *words: str) -> list[str]:
    """The words in the order in which they first stand in a text."""
    return sorted(words, key=text.index)


# --- files ------------------------------------------------------------------------------------


def test_a_board_is_a_few_pages_figures_and_a_badge_a_language() -> None:
    assert sorted(files()) == [
        *("ar.html", "articles.html", "badges/ar.svg", "badges/en.svg", "badges/ja.svg"),
        *("board.css", "en.html", "index.html", "ja.html", "status.json"),
    ]


def test_the_same_figures_give_the_same_bytes() -> None:
    assert files() == files()


@pytest.mark.parametrize("name", ["index", "articles", "status", "badges", "board"])
def test_no_language_can_have_the_name_of_another_file(name: str) -> None:
    with pytest.raises(EssaytransError):
        parse_tag(name)


def test_a_board_of_nothing_is_a_board() -> None:
    assert "there is no article to translate yet" in page("index.html", board(articles=())).text
    without = board(articles=(article("a"),))
    assert "no language has been added yet" in page("index.html", without).text
    empty = page("articles.html", board(language("en"), articles=()))
    assert "there is no article to translate yet" in empty.text


# --- what the pages say -----------------------------------------------------------------------


def test_languages_are_sorted_by_how_much_is_translated() -> None:
    assert order(files()["index.html"], "en.html", "ja.html", "ar.html") == [
        *("en.html", "ar.html", "ja.html"),
    ]


def test_a_language_has_its_own_name_and_that_of_the_reader() -> None:
    found = page("index.html")
    assert {"href": "ja.html", "lang": "ja", "dir": "ltr"} in found.all("a")
    assert {"href": "ar.html", "lang": "ar", "dir": "rtl"} in found.all("a")
    for name in ("日本語", "Japanese", "العربية", "Arabic", "English"):
        assert name in found.text


def test_a_name_and_a_direction_of_the_configuration_come_first() -> None:
    one = article("a")
    own = replace(language("tlh", piece(one)), name="Hol", direction="rtl")
    found = page("index.html", board(own, articles=(one,)))
    assert {"href": "tlh.html", "lang": "tlh", "dir": "rtl"} in found.all("a")
    assert "Hol" in found.text
    assert "Klingon" not in found.text


def test_shares_are_those_of_han_characters_and_stand_beside_their_bars() -> None:
    assert '<i class="b w50 f8"></i><b>50%</b>' in files()["index.html"]
    assert '<i class="b w100"></i><b>100%</b>' in files()["index.html"]


def test_what_has_no_han_character_is_counted_in_texts() -> None:
    one = article("code", units=3, han=0)
    found = page("en.html", board(language("en", piece(one, 1)), articles=(one,)))
    assert "33%" in found.text
    assert "2 texts" in found.text


def test_who_translated_who_is_at_it_and_who_has_read_is_told() -> None:
    assert "Ann Lee 3 articles · 2025, 2026" in page("en.html").text
    arabic = page("ar.html").text
    assert "somebody works on these" in arabic
    assert "王小明 works on it" in arabic
    assert "proofread by Bo" in arabic
    assert "no catalog names anybody yet" in arabic


def test_addresses_are_shown_only_where_they_are_given() -> None:
    one = article("a")
    people = (Person("Ann", (), 1, "a@b.org"), Person("Bo", (), 1))
    found = page("en.html", board(language("en", piece(one), people=people), articles=(one,)))
    assert [link["href"] for link in found.all("a") if "mailto" in str(link["href"])] == [
        "mailto:a%40b.org"
    ]


def test_every_article_is_on_the_page_of_its_language_sorted_by_how_far_it_is() -> None:
    text = files()["ar.html"].partition('id="all"')[2]
    assert order(text, "begun", "not begun", "whole") == ["begun", "not begun", "whole"]
    assert order(text, "2026/tea", "moon", "2026/hello") == ["2026/tea", "moon", "2026/hello"]


def test_an_article_without_a_title_is_called_by_its_name() -> None:
    assert ">moon</a>" in files()["en.html"]


def test_every_article_is_on_one_page_with_all_languages() -> None:
    found = page("articles.html")
    assert len(found.all("tr")) == 4
    for words in ("你好", "茶", "moon", "日本語"):
        assert words in found.text


def test_many_languages_are_named_by_their_tags_in_groups() -> None:
    found = page("articles.html", large(20, 3))
    assert len(found.all("details")) == 3
    assert "75% and more" in found.text
    assert "20 languages" not in found.text


def test_links_to_articles_lead_somewhere() -> None:
    for of in (small(), large(20, 30)):
        written = files(of)
        ids = {f"articles.html#{name}" for name in Page(written["articles.html"]).ids()}
        for name, text in written.items():
            if name.endswith(".html"):
                for link in Page(text).all("a"):
                    target = str(link["href"])
                    file, _, place = target.partition("#")
                    assert file in {"", *written}
                    if place and file == "articles.html":
                        assert target in ids


def test_no_id_is_there_twice() -> None:
    for of in (small(), large(20, 60)):
        for name, text in files(of).items():
            if name.endswith(".html"):
                ids = Page(text).ids()
                assert len(ids) == len(set(ids))


# --- what somebody new could take -------------------------------------------------------------


def suggested(*pieces: Any, articles: tuple[Any, ...]) -> list[str]:
    found = files(board(language("en", *pieces), articles=articles))["status.json"]
    return list(json.loads(found)["languages"][0]["next"])


def test_what_is_short_is_offered_first() -> None:
    articles = (article("a", han=300), article("b", han=100), article("c", han=200))
    assert suggested(*map(piece, articles), articles=articles) == ["b", "c", "a"]


def test_what_is_left_counts_not_what_there_was() -> None:
    long, short = article("long", han=1000), article("short", han=400)
    pieces = (piece(long, 3), piece(short))
    assert suggested(*pieces, articles=(long, short)) == ["long", "short"]


def test_what_is_urgent_is_offered_before_what_is_short() -> None:
    short, urgent = article("a", han=8), replace(article("b", han=8000), weight=2.5)
    never = replace(article("c", han=4), weight=-1.0)
    articles = (short, urgent, never)
    assert suggested(*map(piece, articles), articles=articles) == ["b", "a", "c"]


def test_what_is_claimed_or_done_is_not_offered() -> None:
    free, claimed, done = article("free"), article("claimed"), article("done")
    pieces = (piece(free), replace(piece(claimed), claimed_by="Ann"), piece(done, 4))
    assert suggested(*pieces, articles=(free, claimed, done)) == ["free"]


def test_what_is_only_to_be_looked_over_is_offered_too() -> None:
    one = article("a")
    assert suggested(piece(one, 3, 1), articles=(one,)) == ["a"]


def test_ten_are_offered_and_the_others_counted() -> None:
    articles = tuple(article(f"a{n:02}") for n in range(14))
    found = page("en.html", board(language("en", *map(piece, articles)), articles=articles))
    assert len(found.all("li")) >= 10
    assert suggested(*map(piece, articles), articles=articles) == [f"a{n:02}" for n in range(10)]


def test_a_page_says_when_nothing_is_left() -> None:
    assert "everything is translated, or somebody has taken it" in page("en.html").text


# --- what is stale ----------------------------------------------------------------------------


def dated(day: int | None) -> Board:
    one = replace(article("a", "甲"), changed=day)
    return board(language("en", piece(one, 2, 2)), articles=(one,))


def test_what_is_to_be_looked_over_has_the_day_on_which_its_original_changed() -> None:
    found = page("en.html", dated(1_700_000_000))
    assert "2 texts Nov 14, 2023" in found.text
    assert {"datetime": "2023-11-14"} in found.all("time")


def test_without_git_there_are_no_days() -> None:
    found = page("en.html", dated(None))
    assert "2 texts" in found.text
    assert found.all("time") == []
    for words in ("original changed on", "last change"):
        assert words not in found.text


def test_a_draft_is_not_dated_by_its_original() -> None:
    one = replace(article("a"), changed=1_700_000_000)
    draft = replace(piece(one, 2, 2), stale=0)
    found = page("en.html", board(language("en", draft), articles=(one,)))
    assert found.all("time") == []
    assert "original changed on" not in found.text


def test_the_longest_outdated_comes_first() -> None:
    articles = tuple(
        replace(article(name), changed=1_700_000_000 + at)
        for at, name in ((300, "a"), (100, "b"), (200, "c"))
    )
    text = files(board(language("en", *(piece(a, 1, 1) for a in articles)), articles=articles))
    table = text["en.html"].partition('id="review"')[2]
    assert order(table, "#a", ">b<", ">c<", ">a<")[1:] == [">b<", ">c<", ">a<"]


def test_catalogs_that_wait_for_the_maintainer_are_counted() -> None:
    one = article("a")
    waiting = replace(piece(one), in_step=False)
    found = page("en.html", board(language("en", waiting), articles=(one,)))
    assert "1 catalog is not in step with its article" in found.text


# --- strangers --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile() -> Mapping[str, str]:
    one = replace(article(f"x/{HOSTILE}", HOSTILE), changed=1)
    done = replace(article("done", HOSTILE), changed=1)
    claimed = replace(piece(one, 1, 1), claimed_by=HOSTILE, changed=1)
    read = replace(piece(done, 4), proofread_by=HOSTILE, proofread_current=True)
    own = replace(
        language("en", claimed, read, people=(Person(HOSTILE, (2026,), 1, HOSTILE),)),
        name=HOSTILE,
        catalogs=HOSTILE,
    )
    return files(replace(board(own, articles=(one, done)), project=HOSTILE))


@pytest.mark.parametrize("name", ["index.html", "articles.html", "en.html"])
def test_what_somebody_wrote_is_text(hostile: Mapping[str, str], name: str) -> None:
    assert "<script" not in hostile[name]
    found = Page(hostile[name])
    assert found.all("script", "style", "iframe", "form", "object") == []
    assert "<script>alert(1)</script>" in found.text
    for _, attributes in found.elements:
        assert not any(key.startswith("on") for key in attributes)
        assert not str(attributes.get("href", "")).startswith(("javascript:", "data:"))


def test_names_do_not_turn_the_line_that_they_stand_in(hostile: Mapping[str, str]) -> None:
    isolated = {"bdi", "a", "code", "span", "title"}
    where: list[str] = []

    class Watch(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            self.last = tag

        def handle_data(self, data: str) -> None:
            if "alert" in data:
                where.append(self.last)

    Watch(convert_charrefs=True).feed(hostile["en.html"])
    assert len(where) > 10
    assert set(where) <= isolated


def test_figures_for_machines_hold_what_somebody_wrote_as_it_is(
    hostile: Mapping[str, str],
) -> None:
    data = json.loads(hostile["status.json"])
    assert data["project"] == HOSTILE
    assert data["languages"][0]["claimed"] == {HOSTILE: [0]}


# --- pages that stand alone -------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_nothing_comes_from_elsewhere_and_nothing_runs(name: str) -> None:
    found = page(name)
    policies = [
        each["content"]
        for each in found.all("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
    ]
    for tag, attributes in found.elements:
        assert tag not in {"script", "style", "iframe"}
        assert "style" not in attributes
        for key in ("href", "src"):
            assert not re.match(r"[a-z]+:|//", str(attributes.get(key, "")))


def test_the_style_sheet_fetches_nothing() -> None:
    assert not re.search(r"url\(|@import|@font-face|https?:", files()["board.css"])


def test_every_length_of_a_bar_has_its_class() -> None:
    style = files()["board.css"]
    used = set(re.findall(r"\b([wf]\d+)\b", " ".join(re.findall(r'class="b([^"]*)"', _all()))))
    assert used - {"w0"}
    assert all(f".{name}{{" in style for name in used - {"w0"})


def _all() -> str:
    return "".join(text for of in (small(), large(20, 30)) for text in files(of).values())


@pytest.mark.parametrize("name", PAGES)
def test_tables_say_what_they_are_and_what_their_heads_are_of(name: str) -> None:
    found = page(name)
    assert len(found.all("caption")) == len(found.all("table"))
    assert all(head.get("scope") in {"col", "row", "rowgroup"} for head in found.all("th"))


def test_each_page_has_one_heading_and_levels_are_not_skipped() -> None:
    for name in PAGES:
        levels = [int(tag[1]) for tag, _ in page(name).elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize(("spoken", "way"), [("en", "ltr"), ("zh-CN", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_language_and_direction(spoken: str, way: str) -> None:
    for name in PAGES:
        found = page(name, language=spoken)
        assert found.all("html") == [{"lang": spoken, "dir": way}]


def test_what_is_of_the_source_language_says_so() -> None:
    assert '<a href="articles.html#' in files()["en.html"]
    titles = [link for link in page("en.html").all("a") if "#a-" in str(link["href"])]
    assert titles
    assert all(link["lang"] == "zh-CN" and "dir" not in link for link in titles)
    titles = [
        link for link in page("en.html", language="ar").all("a") if "#a-" in str(link["href"])
    ]
    assert all(link["dir"] == "ltr" for link in titles)


def test_a_language_is_called_as_the_reader_of_the_page_calls_it() -> None:
    assert "日语" in page("index.html", language="zh-CN").text


# --- for machines -----------------------------------------------------------------------------


def data(of: Board | None = None) -> Any:
    return json.loads(files(of)["status.json"])


def test_the_form_of_the_figures_is_as_documented() -> None:
    found = data()
    assert list(found) == ["version", "project", "source", "articles", "languages"]
    assert found["version"] == 1
    assert found["articles"][0] == {
        "name": "2026/hello",
        "title": "你好",
        "units": 4,
        "han": 100,
        "weight": None,
        "changed": None,
    }
    assert found["languages"][2] == {
        "tag": "ar",
        "name": "العربية",
        "direction": "rtl",
        "page": "ar.html",
        "badge": "badges/ar.svg",
        "percent": 50,
        "units": 12,
        "units_translated": 6,
        "units_fuzzy": 1,
        "han": 300,
        "han_translated": 150,
        "han_fuzzy": 25,
        "next": ["moon"],
        "credits": [],
        "claimed": {"王小明": [1]},
        "proofread": {"Bo": [0]},
        "percents": [100, 50, 0],
        "fuzzy": [0, 1, 0],
        "stale": [0, 1, 0],
        "behind": [],
    }
    assert found["languages"][1]["credits"] == [
        {"name": "Ann Lee", "years": [2025, 2026], "articles": 3}
    ]


def test_a_weight_is_written_as_short_as_it_is() -> None:
    articles = tuple(
        replace(article(name), weight=weight) for name, weight in (("a", 2.0), ("b", 0.5))
    )
    found = data(board(language("en", *map(piece, articles)), articles=articles))
    assert '"weight":2,' in files(board(articles=articles))["status.json"]
    assert [each["weight"] for each in found["articles"]] == [2, 0.5]


def test_who_has_read_what_changed_since_is_not_counted_among_the_readers() -> None:
    one = article("a")
    before = replace(piece(one, 4), proofread_by="Bo")
    of = board(language("en", before), articles=(one,))
    assert data(of)["languages"][0]["proofread"] == {}
    assert "but it changed since then" in page("en.html", of).text


# --- many -------------------------------------------------------------------------------------


def test_a_hundred_languages_and_a_thousand_articles_take_less_than_3_megabytes() -> None:
    written = files(large(100, 1000))
    assert len(written) == 204
    assert sum(len(text.encode()) for text in written.values()) < 3_000_000


def test_where_all_articles_fit_in_all_are_listed() -> None:
    of = large(3, 300)
    text = files(of)["aa.html"].partition('id="all"')[2]
    assert sum(f">{one.name}<" in text for one in of.articles) == 300
    assert "more</a>" not in text


def test_where_they_do_not_a_list_says_how_many_are_left_out() -> None:
    text = page("aa.html", large(100, 300)).text
    assert re.search(r"and \d+ more", text)


def test_languages_are_of_their_own_figures() -> None:
    shown: set[BoardLanguage] = set(large(5, 5).languages)
    assert len(shown) == 5
