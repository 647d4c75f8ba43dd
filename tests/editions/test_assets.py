"""Which files an article points at: what `build` looks for, and what `--copy-assets` copies."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.editions.assets import Asset, relative_targets


def found(text: str) -> list[tuple[str, bool]]:
    """The targets, and whether they are shown."""
    return [(asset.target, asset.image) for asset in relative_targets(text)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("![图](a.png)", "a.png"),
        ('![图](a.png "题")', "a.png"),
        ("![图](<我的 图.png>)", "我的 图.png"),
        ("![图](a%20b.png)", "a b.png"),
        ("![图](%E5%9B%BE.png)", "图.png"),
        ("![图](图(1).png)", "图(1).png"),
        ("![图](../images/a.png)", "../images/a.png"),
        ("![图](./a.png?v=1#x)", "./a.png"),
        ("![图](a\\_b.png)", "a_b.png"),
        ("![图](a&amp;b.png)", "a&b.png"),
        ('<img src="a.png" alt="图">', "a.png"),
        ("文 <img alt='图' src='a.png'/> 字", "a.png"),
        ('{{< figure src="a.png" title="图" >}}', "a.png"),
        ('{% include figure.html src="a.png" %}', "a.png"),
        ("![文 [内] 字](a.png)", "a.png"),
        ("![`]` 字](a.png)", "a.png"),
    ],
)
def test_an_image_is_a_file_that_the_article_shows(text: str, target: str) -> None:
    assert found(text) == [(target, True)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[文](b.md)", "b.md"),
        ("[文](b.md#节)", "b.md"),
        ("[文](<b c.pdf>)", "b c.pdf"),
        ("<a href='b.pdf'>文</a>", "b.pdf"),
        ("[文][一]\n\n[一]: b.pdf '题'", "b.pdf"),
        ("[文][一]\n\n> [一]: b.pdf", "b.pdf"),
        ("[文][一]\n\n[一]: <b c.pdf>", "b c.pdf"),
        ("\\![文](b.pdf)", "b.pdf"),
    ],
)
def test_a_link_is_a_file_that_the_article_leads_to(text: str, target: str) -> None:
    assert found(text) == [(target, False)]


def test_an_image_inside_of_a_link_is_an_image_and_the_link_is_none() -> None:
    assert found("[![小图](small.png)](page.html)") == [("small.png", True), ("page.html", False)]


@pytest.mark.parametrize(
    "text",
    [
        "![](https://example.org/a.png)",
        "![](//example.org/a.png)",
        "[文](/a.html)",
        "[文](#节)",
        "[文](?a=1)",
        "[文](mailto:a@example.org)",
        "![](data:image/png;base64,AAAA)",
        "![](C:\\a.png)",
        "![]({{ site.url }}/a.png)",
        "[一]: https://example.org/a.png",
        "[文]()",
        "<https://example.org/a.png>",
    ],
)
def test_what_is_not_relative_is_nobodys_file(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "`![](a.png)`",
        "``` \n![](a.png)\n```",
        "~~~\n![](a.png)\n~~~",
        "文\n\n    ![](a.png)\n",
        "<!-- ![](a.png) -->",
        "[^1]: a.png",
    ],
)
def test_what_is_code_or_a_comment_points_at_nothing(text: str) -> None:
    assert found(text) == []


def test_each_file_is_found_once_where_it_stands_first() -> None:
    text = "甲 ![](a.png)\n\n![](b.png) ![](a.png)\n"
    assert relative_targets(text) == [
        Asset("a.png", image=True, line=1),
        Asset("b.png", image=True, line=3),
    ]


def test_a_lone_backtick_hides_nothing_in_the_paragraphs_below_it() -> None:
    assert found("一个 ` 字符。\n\n![](a.png)\n\n又一个 ` 字符。\n") == [("a.png", True)]


@given(st.text(st.sampled_from("![]()<>`\\\"' \n:a.图{%}&#;"), max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for asset in relative_targets(text):
        assert asset.target
        assert 1 <= asset.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    "hostile", ["![](a", "[a](", "]](x)", "![[", "[x]: ", "<img src=", "(((", "{{< ", "![](" + "("]
)
def test_a_hostile_article_is_searched_in_linear_time(hostile: str) -> None:
    start = time.process_time()
    relative_targets(hostile * 20_000)
    assert time.process_time() - start < 3
