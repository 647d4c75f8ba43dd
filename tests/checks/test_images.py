"""Images that a translation does not show."""

from __future__ import annotations

import pytest

from checks.markup import messages
from essaytrans.checks.images import check


@pytest.mark.parametrize(
    "target",
    [
        "![cat](a/cat.zh.png)",
        "![cat](<a/cat.zh.png> 'title')",
        "![cat](a/cat.en.png)",
        '<img src="a/cat.zh.png">',
        "[![cat](a/cat.zh.png)](there)",
        "![a [cat]](a/cat.zh.png)",
    ],
)
def test_an_image_may_be_written_otherwise_or_be_in_another_language(target: str) -> None:
    assert messages(check, "见 ![猫](a/cat.zh.png)", target) == []


@pytest.mark.parametrize(
    "target", ["cat", "[cat](cat.png)", r"\![cat](cat.png)", "`![cat](cat.png)`", "![cat](dog.png)"]
)
def test_an_image_that_is_not_shown_is_lost(target: str) -> None:
    assert messages(check, "见 ![猫](cat.png)", target) == ["the translation lacks ![…](cat.png)"]


def test_an_image_of_raw_html_is_an_image() -> None:
    assert messages(check, '<IMG src="cat.png"> 猫', "cat") == [
        "the translation lacks ![…](cat.png)"
    ]


def test_one_image_stands_for_one() -> None:
    assert messages(check, "![甲](a.zh.png) ![乙](b.zh.png)", "![x](a.en.png)") == [
        "the translation lacks ![…](b.zh.png)"
    ]


def test_a_text_without_images_has_none_to_lose() -> None:
    assert messages(check, "<b>没有</b>!", "<b>none</b>!") == []
