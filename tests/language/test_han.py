"""Scripts of characters, the count of 字, and what a soft break turns into."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.language.han import contains_han, count_han, is_cjk, join_lines, joint

HAN = {
    "an everyday character": "字",
    "the first of extension A": "㐀",
    "one of extension B": "𠮷",
    "one of extension G": "𰻞",
    "a compatibility ideograph": "塚",
    "a compatibility supplement": "\U0002f800",
    "the iteration mark": "々",
    "the round zero": "〇",
    "a Hangzhou numeral": "〨",
    "a Kangxi radical, as copied from PDF files": "⼀",
}
NOT_HAN = {
    "a Latin letter": "a",
    "a digit": "7",
    "hiragana": "あ",
    "katakana": "ア",
    "bopomofo": "ㄅ",
    "hangul": "한",
    "a full stop": "。",
    "an ideographic space": "\u3000",
    "a full-width letter": "Ａ",
    "an emoji": "🀄",
    "an ideographic description character": "⿰",
}


@pytest.mark.parametrize("char", HAN.values(), ids=HAN.keys())
def test_it_counts_as_one_han_character(char: str) -> None:
    assert contains_han(char)
    assert count_han(char) == 1
    assert is_cjk(char)


@pytest.mark.parametrize("char", NOT_HAN.values(), ids=NOT_HAN.keys())
def test_it_is_no_han_character(char: str) -> None:
    assert not contains_han(char)
    assert count_han(char) == 0


def test_punctuation_latin_words_and_digits_do_not_count_as_characters() -> None:
    assert count_han("第 1 章：用 Python 写《程序》。") == len("第章用写程序")


@pytest.mark.parametrize("char", "。，「」《》（）！ａ９あアㄅ・～\u3000")
def test_kana_bopomofo_and_wide_punctuation_are_cjk(char: str) -> None:
    assert is_cjk(char)


@pytest.mark.parametrize("char", "a1.,한“”‘’—…·é🙂 ")
def test_latin_hangul_and_ambiguous_punctuation_are_not_cjk_by_themselves(char: str) -> None:
    assert not is_cjk(char)


@given(st.text())
def test_the_count_is_that_of_unicode_names(text: str) -> None:
    """Every character that Unicode names an ideograph of CJK counts, and few others do."""
    named = sum(unicodedata.name(c, "").startswith("CJK UNIFIED IDEOGRAPH") for c in text)
    assert count_han(text) >= named
    assert contains_han(text) == (count_han(text) > 0)


# One junction a line: the left line, the right line, what stands between them once joined.
JUNCTIONS = [
    # letters
    ("中文", "中文", ""),
    ("中文", "English", " "),
    ("English", "中文", " "),
    ("English", "English", " "),
    ("中文", "2026", " "),
    ("ひらがな", "カタカナ", ""),
    ("漢字", "かな", ""),
    ("ㄅㄆ", "漢字", ""),
    ("한국어", "한국어", " "),
    ("漢字", "한국어", " "),
    ("漢字", "Ａ", ""),
    ("株式会社", "㈱", ""),
    ("葛\U000e0100", "飾", ""),
    ("𠮷", "𠮷", ""),
    ("Москва", "北京", " "),
    # CJK and full-width punctuation on either side is enough
    ("中文，", "English", ""),
    ("中文。", "中文", ""),
    ("English", "（中文）", ""),
    ("English，", "English", ""),
    ("Apple", "、Google", ""),
    ("한국어。", "한국어", ""),
    ("中文\u3000", "English", ""),
    ("ASCII,", "中文", " "),
    ("中文", "(ASCII)", " "),
    ("中文.", "English", " "),
    # ambiguous punctuation belongs to the Han beside it
    ("他说“你好”", "世界", ""),
    ("他说“你好”", "Hello", ""),
    ("He said “hi”", "there", " "),
    ("He said “hi”", "世界", ""),
    ("中文——", "English", ""),
    ("中文……", "English", ""),
    ("English…", "English", " "),
    ("English", "“中文”", ""),
    ("English", "“English”", " "),
    ("中文", "“English”", ""),
    ("中文", "——English", ""),
    ("列奥纳多·", "达芬奇", ""),
    ("Leonardo ·", "da Vinci", " "),
    ("中文。”", "English", ""),
    ("don’", "t", " "),
    ("—", "—", " "),
    ("中—", "—", ""),
    ("2026⋯", "中文", ""),
    # markup is looked through
    ("**中文**", "中文", ""),
    ("**中文**", "English", " "),
    ("中文", "**中文**", ""),
    ("中文", "*English*", " "),
    ("~~中文~~", "_中文_", ""),
    ("`代码`", "中文", ""),
    ("`code`", "中文", " "),
    ("中文，", "`code`", ""),
    ("[中文](https://example.org)", "中文", ""),
    ("[中文](<a b> '题')", "中文", ""),
    ('[中文](a_(b) "题")', "中文", ""),
    ("[English](https://example.org)", "中文", " "),
    ("[中文][标签]", "中文", ""),
    ("[English][标签]", "中文", " "),
    ("[中文]", "[中文]", ""),
    ("中文", "[中文](u)", ""),
    ("中文", "[**English**](u)", " "),
    ("中文", "![图](u.png)", ""),
    ("![图](u.png)", "中文", ""),
    ("中文![", "图](u.png)", ""),
    ("中文[^1]", "中文", ""),
    ("中文", "[^note]中文", ""),
    ("English[^注]", "English", " "),
    ("[中文", "](u)中文", ""),
    ("[中文", "][标签]中文", ""),
    ("<b>中文</b>", "中文", ""),
    ("中文<br/>", "中文", ""),
    ("中文", '<span class="a">中文</span>', ""),
    ("中文", "<em>English</em>", " "),
    ("**他说“你好”**", "English", ""),
    # what looks like markup and is text
    (r"中文\*", "中文", " "),
    ("中文\\\\*", "中文", " "),
    ("中文", r"\*中文", " "),
    ("中文 (注)", "中文", " "),
    ("中文](", "中文", " "),
    ("<https://example.org>", "中文", " "),
    ("中文", "<https://example.org/中文>", " "),
    ("a >", "中文", " "),
    ("中文", "a < b", " "),
    # lines with nothing to see
    ("", "中文", ""),
    ("中文", "", ""),
    ("**", "中文", " "),
    ("中文", "**", " "),
]


@pytest.mark.parametrize(("left", "right", "between"), JUNCTIONS)
def test_a_soft_break_becomes(left: str, right: str, between: str) -> None:
    assert joint(left, right) == between
    assert join_lines([left, right]) == left + between + right


def test_no_line_is_the_empty_text_and_one_line_is_itself() -> None:
    assert join_lines([]) == ""
    assert join_lines(["中文 "]) == "中文 "


def test_each_break_of_a_paragraph_is_judged_by_itself() -> None:
    assert (
        join_lines(["我用", "Python", "写程序，", "Rust", "也写。"])
        == "我用 Python 写程序，Rust 也写。"
    )


text_and_markup = st.text(alphabet="中文あ한aB1 *_~`[]()<>!\\^“”…，。", min_size=1, max_size=12)
fragments = text_and_markup.map(str.strip).filter(bool)


@given(st.lists(fragments, max_size=6))
def test_joining_adds_nothing_but_single_spaces_between_lines(lines: list[str]) -> None:
    joined = join_lines(lines)
    position = 0
    for number, line in enumerate(lines):
        if number and not joined.startswith(line, position):
            assert joined[position] == " "
            position += 1
        assert joined.startswith(line, position)
        position += len(line)
    assert position == len(joined)


@given(fragments, fragments)
def test_emphasis_around_a_line_changes_no_joint(left: str, right: str) -> None:
    """Delimiters are looked through, unless a backslash makes them text."""
    if not left.endswith("\\"):
        assert joint(f"{left}**", right) == joint(left, right)
        assert joint(left, f"**{right}") == joint(left, right)


HOSTILE = {
    "closing brackets": "]" * 50_000,
    "opening brackets": "[" * 50_000,
    "closing parentheses": ")" * 50_000,
    "link openings": "[a](" * 20_000,
    "link tails": "](" * 20_000,
    "links": "[a](b)" * 20_000,
    "reference tails": "][" * 20_000,
    "emphasis": "*a " * 20_000,
    "stars": "*" * 50_000,
    "tag openings": "<a " * 20_000,
    "tag closings": ">" * 50_000,
    "ambiguous": "“" * 50_000,
    "backslashes": "\\" * 50_000 + "*",
    "one opened, many closed": "[" + "]" * 50_000,
    "one target opened, many closed": "[a](" + ")" * 50_000,
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_line_takes_linear_time(line: str) -> None:
    start = time.perf_counter()
    assert joint(line, "中") in {"", " "}
    assert joint("中", line) in {"", " "}
    assert time.perf_counter() - start < 1
