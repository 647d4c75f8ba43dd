"""Raw HTML that the source lacks."""

from __future__ import annotations

import pytest

from checks.markup import messages, pair, say
from essaytrans.checks.html import check


def test_the_tags_of_the_source_may_stand_anywhere_and_be_left_out() -> None:
    source = '<kbd>甲</kbd> <img src="a.png" alt="猫"> <br>'
    assert messages(check, source, '<img src="a.png" alt="cat"> <kbd>A</kbd>') == []


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("<kbd>A</kbd> <b>", "<b>"),
        ("<kbd>A</kbd> <kbd>", "<kbd>"),
        ("<kbd onclick=x>A</kbd>", "<kbd onclick=x>"),
        ("<kbd>A</kbd><!-- x -->", "<!-- x -->"),
        ("<kbd>A</kbd><![CDATA[x]]>", "<![CDATA[x]]>"),
    ],
)
def test_a_new_tag_or_attribute_is_grave(target: str, meant: str) -> None:
    (found,) = say(check, pair("<kbd>甲</kbd>", target))
    assert found.grave
    assert found.meant == meant
    assert found.message == f"the translation has {meant}, which the source lacks"


def test_a_long_tag_is_cut_in_the_sentence() -> None:
    (said,) = messages(check, "甲", f'<b class="{"x" * 200}">')
    assert "x…," in said
    assert len(said) < 140


def test_code_and_escapes_are_no_tags() -> None:
    assert messages(check, "甲", r"`<b>` \<b> 5 < 6 > 4") == []
