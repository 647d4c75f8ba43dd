"""References to footnotes that are lost or new."""

from __future__ import annotations

from checks.markup import messages, pair, say
from essaytrans.checks.footnotes import check


def test_references_may_move_and_need_not_be_repeated() -> None:
    assert messages(check, "甲[^1]，乙[^二]，又[^1]。", "B[^二], A[^1].") == []


def test_a_reference_that_is_lost_or_new_is_named() -> None:
    found = say(check, pair("甲[^1]，乙[^2]，丙[^3]。", "A[^1], B[^4]."))
    assert [one.message for one in found] == [
        "the translation lacks [^2], [^3]",
        "the translation has [^4], which the source lacks",
    ]
    assert found[1].meant == "[^4]"


def test_code_and_links_are_no_references() -> None:
    assert messages(check, "甲", r"A `[^1]` \[^2] [^3](x)") == []
