"""New targets in a built article: nothing else changes, and they are read as they are meant."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.editions.links import followed, pinned, retargeted
from essaytrans.markdown.headings import anchors
from essaytrans.markdown.linked import Linked
from essaytrans.markdown.segment import segment
from essaytrans.markdown.slugs import SLUG_RULES
from essaytrans.markdown.splice import splice
from essaytrans.model import Edit

GITHUB, HUGO = SLUG_RULES["github"], SLUG_RULES["hugo"]


def replaced(text: str, known: set[str], new: str) -> str:
    return retargeted(Linked.of(text), known, lambda _: new)


HARD = {
    "a link": ("[甲](a.md)", "[甲](%s)"),
    "angle brackets": ("[甲](<a.md>)", "[甲](<%s>)"),
    "a definition": ("[甲]: a.md '题'", "[甲]: %s '题'"),
    "an attribute": ("<img src='a.md'>", "<img src='%s'>"),
    "a cell": ("| [甲](a.md) |\n|---|", "| [甲](%s) |\n|---|"),
}
ADDRESS = "b c(d)\"e'f<g>|h\\i[j]`k{l}　m.md?n=o#p"
SAFE = "b%20c%28d%29%22e%27f%3Cg%3E%7Ch%5Ci%5Bj%5D%60k%7Bl%7D%E3%80%80m.md?n=o#p"


@pytest.mark.parametrize(("text", "form"), HARD.values(), ids=HARD)
def test_what_has_a_meaning_in_markup_is_written_with_percent_signs(text: str, form: str) -> None:
    assert replaced(text, {"a.md"}, ADDRESS) == form % SAFE


def test_a_target_without_quotation_marks_needs_none() -> None:
    text = "<p><img src=a.md alt></p>"
    assert replaced(text, {"a.md"}, "b c.md#d") == "<p><img src=b%20c.md#d alt></p>"


def test_where_a_new_target_would_not_be_read_as_meant_all_stay() -> None:
    text = "<p><img src=a.md alt></p>"
    assert replaced(text, {"a.md"}, "b.md?c=d") == text


def test_an_ampersand_is_written_so_that_it_is_one() -> None:
    assert replaced("[甲](a.md)", {"a.md"}, "b.md?c&amp;d&e") == "[甲](b.md?c&amp;amp;d&amp;e)"
    assert replaced("[甲](a.md)", {"a.md"}, "b.md?c&d") == "[甲](b.md?c&d)"
    assert replaced('<img src="a.md">', {"a.md"}, "b.md?c&d") == '<img src="b.md?c&amp;d">'


def test_a_target_that_the_source_does_not_have_stays() -> None:
    assert replaced("[甲](a.md) [乙](b.md)", {"a.md"}, "x") == "[甲](x) [乙](b.md)"


def test_of_a_target_with_a_fragment_of_its_own_the_path_is_told_again() -> None:
    text = "[甲](a.md#part) [乙](#part) [丙](b.md#part)"
    told = replaced(text, {"a.md#第二节", "#第二节"}, "../a/")
    assert told == "[甲](../a/#part) [乙](#part) [丙](b.md#part)"


MARKUP = st.lists(
    st.sampled_from(
        [
            *("[甲](", "a.md", ")", "![", "](", "<", ">", "`", "```", "\n", "\n\n", "> ", "- "),
            *(
                "[a]: ",
                '<a href="',
                "<img src=",
                '">',
                "</a>",
                "<pre>",
                "</pre>",
                "| ",
                "\n|---|\n",
            ),
            *("{{< x ", 'src="b"', " >}}", "<!--", "-->", "\r\n", "\t", "甲", " ", "(", "$", "'"),
            *("\\", "    ", "[甲](a.md)", "# ", "&amp;", "[^1]: ", "{% raw %}", "{% endraw %}"),
        ]
    ),
    max_size=30,
).map("".join)
NEW = st.text(st.sampled_from("ab/.#?&;()<>\"'\\|[] 甲%_*`$"), max_size=8)


def masked(text: str) -> str:
    return splice(text, [Edit(one.span, "…") for one in Linked.of(text).destinations()])


@given(MARKUP, NEW)
def test_only_targets_differ_whatever_the_article_and_the_address(text: str, new: str) -> None:
    before = Linked.of(text)
    known = {one.target for one in before.destinations()}
    told = retargeted(before, known, lambda target: f"x{new}{target}")
    assert masked(told) == masked(text)
    assert len(Linked.of(told).destinations()) == len(before.destinations())


@given(MARKUP, NEW)
def test_blocks_stay_what_they_are(text: str, new: str) -> None:
    def kinds(one: str) -> list[object]:
        return [row[0] for row in segment(one, "").skeleton]

    linked = Linked.of(text)
    known = {one.target for one in linked.destinations()}
    assert kinds(retargeted(linked, known, lambda target: f"x{new}{target}")) == kinds(text)


# --- headings ---------------------------------------------------------------------------------


def test_headings_are_followed_by_their_places() -> None:
    source = Linked.of("# 一\n\n## 同\n\n## 同\n")
    built = Linked.of("# One\n\n## Same\n\n## Same\n")
    assert followed(source, built, GITHUB) == {"一": "one", "同": "same", "同-1": "same-1"}


def test_where_there_are_other_headings_nothing_is_followed() -> None:
    source, built = Linked.of("# 一\n"), Linked.of("# One\n\n# Two\n")
    assert followed(source, built, GITHUB) == {}
    assert pinned(source, built, HUGO) is built


TITLES = st.lists(st.text(st.sampled_from("甲乙ab A-_1!`*"), min_size=1, max_size=5), max_size=6)


@pytest.mark.parametrize("rule", ["hugo", "vitepress", "github-slugger", "python-markdown"])
@given(data=st.data())
def test_after_pinning_every_id_of_the_source_is_one_of_what_is_built(
    rule: str, data: st.DataObject
) -> None:
    """What a pin cannot say, or what another heading has, is followed."""
    titles = data.draw(TITLES)
    others = data.draw(st.lists(st.sampled_from(["One", "two", "甲"]), min_size=6, max_size=6))
    slug = SLUG_RULES[rule]
    source = Linked.of("".join(f"# x{one}\n\n" for one in titles))
    built = Linked.of("".join(f"# {one}\n\n" for one, _ in zip(others, titles, strict=False)))
    done = pinned(source, built, slug)
    moved = followed(source, done, slug)
    reached = anchors(done, slug)
    assert all(moved.get(one, one) in reached for one in anchors(source, slug))


HOSTILE = {
    "brackets": "[" * 20_000 + "](a)" * 20_000,
    "attributes": "# " + "{#a" * 30_000,
    "blanks": "# a" + " " * 100_000 + "{",
    "tags": "<a href=" * 20_000,
    "tags of templates": "{{< a src=" * 20_000,
    "comments": "<p>\n" + "<!--" * 30_000,
    "definitions": "[a]: b\n" * 10_000,
    "ids": "<a " + "id " * 50_000,
    "a heading of marks": "# " + "*_`" * 3_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    linked = Linked.of(text)
    known = {one.target for one in linked.destinations()}
    retargeted(linked, known, lambda target: f"x/{target}")
    for rule in SLUG_RULES.values():
        anchors(linked, rule)
    assert time.process_time() - start < 10
