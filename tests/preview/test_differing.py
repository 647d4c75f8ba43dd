"""What changed in a text, piece by piece."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from essaytrans.preview.differing import Turn, differences


def written(old: str, new: str) -> str:
    marks = {Turn.KEPT: "{}", Turn.REMOVED: "[-{}-]", Turn.ADDED: "[+{}+]"}
    return "".join(marks[piece.turn].format(piece.text) for piece in differences(old, new))


def test_what_was_taken_out_and_put_in_stands_between_what_stayed() -> None:
    assert written("水煮一分钟。", "水煮两分钟。") == "水煮[-一-][+两+]分钟。"
    assert written("水。", "开水。") == "[+开+]水。"
    assert written("开水。", "水。") == "[-开-]水。"
    assert written("水。", "水。") == "水。"
    assert written("", "") == ""


def test_near_changes_are_one() -> None:
    assert written("一二三四五", "甲二乙四五") == "[-一二三-][+甲二乙+]四五"


def test_a_long_text_is_changed_as_a_whole() -> None:
    old, new = "水" * 5000, "水" * 4999
    assert [piece.turn for piece in differences(old, new)] == [Turn.REMOVED, Turn.ADDED]


TEXTS = st.text(alphabet="茶水 ab\n<", max_size=40)


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.turn is not Turn.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.turn is not Turn.REMOVED) == new
    assert all(piece.text for piece in pieces)
