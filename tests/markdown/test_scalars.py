"""A scalar that is taken for mere text, without asking a parser, is that to the parser too."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.markdown.scalars import is_plain_text

CHARACTERS = "ab yeson01 .:#-,[]{}&*!|>'\"%@`~?=/\\+_中文，。：\t\n\u00a0\u2028\ufeff"


@given(st.text(st.sampled_from(CHARACTERS), max_size=8))
def test_what_is_plain_is_read_as_it_is_written_in_any_place(text: str) -> None:
    if not is_plain_text(text):
        return
    inner = text[1:-1] if text[0] in "'\"" else text
    written = f"k: {text}\nl: [{text}, {text}]\nm:\n- {text}\n"
    assert yaml.safe_load(written) == {"k": inner, "l": [inner, inner], "m": [inner]}


@pytest.mark.parametrize(
    "text", ["标题", "Release notes 3.0.16", '"第 1 章：开始"', "'a b'", "x中"]
)
def test_most_titles_are_plain(text: str) -> None:
    assert is_plain_text(text)


@pytest.mark.parametrize(
    "text",
    ["", "yes", "null", "1 2", "2024-01-01 中", "a: b", "a #b", "a, b", "中 ", "'it''s'", "~"],
)
def test_whatever_might_be_something_else_is_not(text: str) -> None:
    assert not is_plain_text(text)
