"""Where an article points, to the character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.markdown.headings import anchors, headings, pins
from essaytrans.markdown.linked import Linked
from essaytrans.markdown.slugs import SLUG_RULES
from essaytrans.markdown.splice import splice


def written(text: str) -> list[str]:
    """What stands in the file where each target is."""
    return [text[one.span.start : one.span.end] for one in Linked.of(text).destinations()]


POINTING = {
    "a link": ("见[甲](a.md)。", ["a.md"]),
    "a link with a title": ('见[甲](a.md "题")。', ["a.md"]),
    "a link in brackets": ("见[甲](<a b.md>)。", ["a b.md"]),
    "an image": ("![图](a.png)", ["a.png"]),
    "an image in a link": ("[![图](a.png)](b.md)", ["a.png", "b.md"]),
    "parentheses": ("[甲](a(1).md)", ["a(1).md"]),
    "a definition": ("[甲][a]\n\n[a]: a.md\n", ["a.md"]),
    "a definition on two lines": ("[甲][a]\n\n[a]:\n  <a b.md>\n  '题'\n", ["a b.md"]),
    "HTML in a line": ('见<a class="x" href="a.md">甲</a>。', ["a.md"]),
    "HTML without quotation marks": ("见<img src=a.png alt=图>。", ["a.png"]),
    "a block of HTML": ("<p><img alt='图' src='a.png'></p>", ["a.png"]),
    "a shortcode": ('{{< figure src="a.png" >}}', ["a.png"]),
    "a tag of Liquid": ('{% include x.html src="a.png" %}', ["a.png"]),
    "a heading": ("# [甲](a.md)", ["a.md"]),
    "a cell": ("| a |\n|---|\n| [甲](a.md) |", ["a.md"]),
    "a list in a quotation": ("> - [甲](a.md)\n>   [乙](b.md)", ["a.md", "b.md"]),
    "a footnote": ("甲[^1]\n\n[^1]: [乙](b.md)", ["b.md"]),
    "other line ends": ("\ufeff甲\r\n[乙](b.md)\r\n", ["b.md"]),
    "front matter before it": ("---\ntitle: '[甲](x.md)'\n---\n[乙](b.md)", ["b.md"]),
}


@pytest.mark.parametrize(("text", "found"), POINTING.values(), ids=POINTING)
def test_a_target_is_found_where_it_is_written(text: str, found: list[str]) -> None:
    assert written(text) == found


SILENT = {
    "code": '`[甲](a.md)` 与 ``<a href="b.md">``',
    "a fence": '```\n[甲](a.md)\n<img src="a.png">\n```',
    "indented code": "    [甲](a.md)\n",
    "a comment": '<!-- <a href="a.md"> -->\n\n甲<!-- [乙](b.md) -->乙',
    "a script": "<script>\nx = '<a href=\"a.md\">'\n</script>",
    "HTML that is shown as it is": '<pre><a href="a.md"></pre>',
    "highlighted code": '{% highlight html %}\n<img src="a.png">\n{% endhighlight %}',
    "an attribute that only looks like one": '<a data-href="a.md" xsrc="b">甲</a>',
    "an escaped bracket": r"\[甲\](a.md)",
    "mathematics": "$[a](b)$",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_is_no_target_is_not_found(text: str) -> None:
    assert written(text) == []


def test_a_target_is_read_as_it_is_meant() -> None:
    (one,) = Linked.of(r"[甲](a\_b&amp;c.md)").destinations()
    assert one.target == "a_b&c.md"


MARKUP = st.lists(
    st.sampled_from(
        [
            *("[甲](", "a.md", ")", "![", "](", "<", ">", "`", "```", "\n", "\n\n", "> ", "- "),
            *("[a]: ", '<a href="', '">', "</a>", "<pre>", "</pre>", "| ", "|---|", "\\", "    "),
            *("{{< x ", 'src="b"', " >}}", "<!--", "-->", "\r\n", "\t", "甲", " ", "(", "$", "'"),
        ]
    ),
    max_size=30,
).map("".join)


@given(MARKUP)
def test_spans_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for one in Linked.of(text).destinations():
        assert end <= one.span.start <= one.span.end
        end = one.span.end
        assert one.span.start < len(text) or not text


# --- headings ---------------------------------------------------------------------------------

GITHUB, HUGO, KRAMDOWN = (SLUG_RULES[name] for name in ("github", "hugo", "kramdown"))


def test_headings_in_all_blocks_have_ids() -> None:
    text = "# 一\n\n> ## 二\n\n- ### 三\n\n四\n===\n\n```\n# 五\n```\n"
    assert [one.id for one in headings(Linked.of(text), GITHUB)] == ["一", "二", "三", "四"]


def test_anchors_are_headings_and_what_authors_call_so() -> None:
    text = "# 一\n\n<a id=\"x\"></a>\n\n<a name='y'></a>段落\n{: #z}\n"
    assert anchors(Linked.of(text), GITHUB) == {"一", "x", "y", "z"}


def test_a_pin_gives_a_heading_the_id_that_is_wanted() -> None:
    text = "# One  \r\n\r\nTwo\r\n===\r\n\r\n## Three {#third}\r\n\r\n## four ##\r\n"
    linked = Linked.of(text)
    new = splice(text, pins(linked, ["一", "二", "三", "four"], HUGO))
    assert new == (
        "# One {#一}  \r\n\r\nTwo {#二}\r\n===\r\n\r\n## Three {#third}\r\n\r\n## four ##\r\n"
    )
    assert [one.id for one in headings(Linked.of(new), HUGO)] == ["一", "二", "third", "four"]


def test_what_a_generator_does_not_read_as_an_id_is_not_pinned() -> None:
    linked = Linked.of("# One\n")
    assert pins(linked, ["一"], KRAMDOWN) == []
    assert pins(linked, ["uno"], GITHUB) == []
    assert len(pins(linked, ["uno"], KRAMDOWN)) == 1
