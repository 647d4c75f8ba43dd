"""Labels of reference links, which are not translated."""

from __future__ import annotations

import pytest

from checks.markup import messages, pair, say
from essaytrans.checks.labels import check


@pytest.mark.parametrize(
    "target",
    ["See [this][CLDR].", "See [this][ cldr ].", "See [CLDR].", "See [cldr][]."],
)
def test_a_label_is_compared_as_commonmark_does(target: str) -> None:
    assert messages(check, "见[此][CLDR]。", target) == []


def test_a_lost_label_is_named() -> None:
    assert messages(check, "见[此][甲]、[彼][乙]。", "See this and that.") == [
        "the translation lacks [甲], [乙]"
    ]


@pytest.mark.parametrize(
    ("source", "target", "meant"),
    [
        ("见[此][标签]。", "See [this][label].", "[label]"),
        ("见[标签][]。", "See [label][].", "[]"),
    ],
)
def test_a_translated_label_is_to_be_written_as_it_was(
    source: str, target: str, meant: str
) -> None:
    (found,) = say(check, pair(source, target))
    assert found.message == "the translation has [label], which the source lacks"
    assert found.hint == "write [标签] instead"
    assert found.meant == meant


def test_an_unknown_label_is_named() -> None:
    assert messages(check, "见此。", "See [this][x].") == [
        "the translation has [x], which the source lacks"
    ]


def test_code_footnotes_and_targets_are_no_labels() -> None:
    assert messages(check, "甲", r"`[a][b]` [a][^1] [a][b](c) \[a\][b]") == []
