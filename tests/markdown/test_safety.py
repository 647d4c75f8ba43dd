"""What a stranger's text may not bring in, beside what markdown-it makes of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from essaytrans.markdown.safety import problem
from essaytrans.model import Codec
from promises.oracle import growth, look_inline

_FRAGMENTS = (
    *("a", "中", " ", "\n", "`", "``", "\\", "<b>", "</b>", "<b", ">", "<", "<!--", "-->", "<?"),
    *("?>", "[", "]", "(", ")", "](", "[]", "![", "[^", "<a href='", "'", '"', "/>", "$", "$$"),
    *("*", "=", "javascript:", "JAVASCRIPT&colon;", "java&#115;cript:", "&Tab;", "data:", "x:"),
    *("http://", ":", "<javascript:", "](javascript:x)", "{{", "}}", "{%", "%}", "{", "}", "<%"),
    *("%>", "#", "&", ";", "<script>", "onerror=x", "<a@b.c>", "<img src=x ", "\u200b", "&lt;"),
    *("'>", "](<", ")>", "\t"),
)
_texts = st.lists(st.sampled_from(_FRAGMENTS), min_size=1, max_size=8).map("".join)
_SOURCES = (
    *("原文", "原文 <b>粗</b> [链](x:y) `{{ x }}`", "原文 {{ x }} $a$ <br>"),
    *("`<i>` \\<b> [^1] [甲][乙]",),
)


@pytest.mark.parametrize("source", _SOURCES)
@given(text=_texts)
@example(text="$<script>$")
@example(text="](<[](java&#115;cript:)")
@example(text="](`)`<b>`")
def test_what_markdown_it_finds_is_refused(source: str, text: str) -> None:
    grown = growth(look_inline(source), look_inline(text))
    if grown:
        assert problem(source, text, Codec.MARKDOWN) is not None, grown


@pytest.mark.parametrize("codec", Codec)
@given(text=_texts)
def test_a_text_is_no_problem_to_itself(codec: Codec, text: str) -> None:
    assert problem(text, text, codec) is None


@pytest.mark.parametrize("source", _SOURCES)
@given(
    words=st.lists(
        st.sampled_from(("word", "it’s", "(x)", "A & B", "5 < 6", "7 > 5", "#1", "x_y", "50%")),
        min_size=1,
    )
)
def test_ordinary_words_are_no_problem(source: str, words: list[str]) -> None:
    assert problem(source, " ".join(words), Codec.MARKDOWN) is None
