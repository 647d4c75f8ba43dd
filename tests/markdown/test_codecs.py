"""How texts are written, and read back."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from essaytrans.markdown.codecs import CannotWriteError, decode, encode, hard_breaks
from essaytrans.markdown.guard import rebuild
from essaytrans.markdown.segment import segment
from essaytrans.model import Codec, Kind, SegmentRules, Span, Unit

_PIECES = (
    *("中文", "标题", "说：", "“好”", "，", "word", "Hello world", "naïve", "한국어", "😀", "é"),
    *("1984.", '"', "'", '""', "''", '"""', "'''", "\\", "\\\\", "\\n", "\\u4e2d", "`", "``"),
    *("\\|", "|", "||", ":", ": ", " #", "#", "-", "- ", "? ", "!", "&", "&amp;", "&lt;", "*"),
    *("@", "%", "~", "=", "<<", "[", "]", "(", ")", "[a](b)", ",", ", ", "<", ">", "<b>", "$"),
    *("_", "+", ";", ".", "...", "---", "yes", "no", "null", "true", "on", "2020-01-01"),
    *("12:30:45", "1e3", "0x1F", "0o7", ".inf", "1_000", " ", "  ", "\u3000", "\u00a0", "/"),
    *("C:\\x", "y", "N"),
)
_PROSE = tuple(piece for piece in _PIECES if not set(piece) & set("`<$"))
WORDS = (
    *("yes", "No", "null", "~", "true", "off", "2020-01-01", "12:30:45", "1e3", "0x1F", "1_000"),
    *(".nan", "=", "<<", "- a", "? a", ": a", "# a", "!a", "&a", "*a", "@a", "`a`", "%a", "|"),
    *(">", "---", "...", "a: b", "a #b", "a:", "[a]", "]", "'a'", '"a"', "a, b", "\\n", "\\"),
    *("y", "N", "1:30", "0777", "2020-99-99", "99999999999999999999e999", "+1", "-", ":", "''"),
    *("a\tb", "key: [x", "\u3000a"),
)
"""Texts that YAML takes for something else when they stand bare."""


def _normal(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    lines = st.lists(st.sampled_from(pieces), min_size=1, max_size=6).map("".join)
    return lines.map(str.strip).filter(bool)


LINE = st.one_of(_normal(_PIECES), st.sampled_from(WORDS).map(str.strip))
LINES = st.lists(_normal(_PROSE), min_size=1, max_size=4).map("\n".join)
SPARSE = st.lists(st.one_of(LINE, st.just("")), min_size=1, max_size=5).map(
    lambda lines: "\n".join(lines).strip()
)


def _unit(codec: Codec, continuation: str = "\n", breaks: tuple[str, ...] = ()) -> Unit:
    return Unit(
        "原", Kind.PARAGRAPH, codec, (Span(0, 1),), breaks=breaks, continuation=continuation
    )


ONE_LINE = {
    "MARKDOWN": (Codec.MARKDOWN, "原"),
    "MARKDOWN_LINE": (Codec.MARKDOWN_LINE, "原"),
    "HTML_TEXT": (Codec.HTML_TEXT, "原"),
    "TABLE_CELL": (Codec.TABLE_CELL, "原"),
    "LINK_TITLE in double quotes": (Codec.LINK_TITLE, '"原"'),
    "LINK_TITLE in single quotes": (Codec.LINK_TITLE, "'原'"),
    "LINK_TITLE in parentheses": (Codec.LINK_TITLE, "(原)"),
    "QUOTED_TITLE": (Codec.QUOTED_TITLE, "原"),
    "HTML_ATTRIBUTE in double quotes": (Codec.HTML_ATTRIBUTE, '"原"'),
    "HTML_ATTRIBUTE in single quotes": (Codec.HTML_ATTRIBUTE, "'原'"),
    "HTML_ATTRIBUTE without quotes": (Codec.HTML_ATTRIBUTE, "原"),
    "SHORTCODE in double quotes": (Codec.SHORTCODE, '"原"'),
    "SHORTCODE in back quotes": (Codec.SHORTCODE, "`原`"),
    "CODE": (Codec.CODE, "原"),
    "TOML_BASIC": (Codec.TOML_BASIC, '"原"'),
    "TOML_LITERAL": (Codec.TOML_LITERAL, "'原'"),
    "TOML_BASIC_LINES": (Codec.TOML_BASIC_LINES, '"""原"""'),
    "TOML_LITERAL_LINES": (Codec.TOML_LITERAL_LINES, "'''原'''"),
    "YAML_DOUBLE": (Codec.YAML_DOUBLE, '"原"'),
    "YAML_SINGLE": (Codec.YAML_SINGLE, "'原'"),
    "YAML_PLAIN": (Codec.YAML_PLAIN, "原"),
    "YAML_LITERAL": (Codec.YAML_LITERAL, "原"),
    "YAML_FOLDED": (Codec.YAML_FOLDED, "原"),
}


def _read(codec: Codec, written: str) -> str:
    """Decode a scalar by the codec that its quotation marks name, as `segment` would."""
    if codec in (Codec.YAML_PLAIN, Codec.YAML_SINGLE) and written.startswith('"'):
        codec = Codec.YAML_DOUBLE
    return decode(codec, [written])


@pytest.mark.parametrize(("codec", "raw"), ONE_LINE.values(), ids=ONE_LINE)
@given(text=LINE)
def test_each_codec_reads_back_the_line_that_it_wrote(codec: Codec, raw: str, text: str) -> None:
    assert _read(codec, encode(_unit(codec), raw, text)) == text


@given(text=LINE)
def test_a_parameter_of_a_tag_is_read_back_unless_it_has_both_quotation_marks(text: str) -> None:
    unit = _unit(Codec.TAG_PARAMETER)
    if "'" in text and '"' in text:
        with pytest.raises(CannotWriteError):
            encode(unit, '"原"', text)
    else:
        assert decode(Codec.TAG_PARAMETER, [encode(unit, '"原"', text)]) == text


QUOTED_LINES = {
    "YAML_DOUBLE": (Codec.YAML_DOUBLE, '"原"'),
    "YAML_SINGLE": (Codec.YAML_SINGLE, "'原'"),
    "YAML_PLAIN": (Codec.YAML_PLAIN, "原"),
    "TOML_BASIC": (Codec.TOML_BASIC, '"原"'),
    "TOML_BASIC_LINES": (Codec.TOML_BASIC_LINES, '"""\n原"""'),
    "TOML_LITERAL_LINES": (Codec.TOML_LITERAL_LINES, "'''\n原'''"),
}


@pytest.mark.parametrize(("codec", "raw"), QUOTED_LINES.values(), ids=QUOTED_LINES)
@given(text=SPARSE.filter(bool))
def test_scalars_in_quotes_read_back_several_lines(codec: Codec, raw: str, text: str) -> None:
    assert _read(codec, encode(_unit(codec), raw, text)) == text


BLOCKS = {
    "CODE": (Codec.CODE, "\n    "),
    "CODE in a quote": (Codec.CODE, "\n> "),
    "YAML_LITERAL": (Codec.YAML_LITERAL, "\n  "),
    "YAML_FOLDED": (Codec.YAML_FOLDED, "\n  "),
}


@pytest.mark.parametrize(("codec", "continuation"), BLOCKS.values(), ids=BLOCKS)
@given(text=SPARSE.filter(bool))
def test_blocks_read_back_their_lines_behind_their_margin(
    codec: Codec, continuation: str, text: str
) -> None:
    written = encode(_unit(codec, continuation), "原", text)
    margin = continuation.removeprefix("\n")
    first, *others = written.split("\n")
    assert all(line.startswith(margin) or line == margin.rstrip() for line in others)
    assert decode(codec, [first, *(line[len(margin) :] for line in others)]) == text


@pytest.mark.parametrize(
    "breaks", [(), ("  \n",), ("\\\n", "<br>\n"), ("<br/>\n", "  \n", "\\\n")], ids=repr
)
@given(text=LINES)
@example(text="a\\\nb")
@example(text="a<br>\nb")
@example(text="a\\\\\nb\\\nc")
def test_markdown_reads_back_its_hard_breaks(breaks: tuple[str, ...], text: str) -> None:
    written = encode(_unit(Codec.MARKDOWN, breaks=breaks), "原", text)
    lines = written.split("\n")
    assert all(hard_breaks(lines))
    assert decode(Codec.MARKDOWN, lines) == text


def test_a_newline_in_code_does_not_show_a_backslash_to_readers() -> None:
    written = encode(_unit(Codec.MARKDOWN), "原", "see `a\nb` here")
    assert "\\" not in written


# --- what other programs read -----------------------------------------------------------------

FRONT = st.one_of(
    st.sampled_from(WORDS).filter(lambda text: "\t" not in text).map(str.strip), _normal(_PIECES)
).filter(lambda text: not re.search(r"<(?!<)|>|\]\s*\(", text))
"""Texts that no guard refuses as HTML, a template tag or half a link."""

YAML_STYLES = {
    "plain": "k: 原\n",
    "plain before a comment": "k: 原 # 注\n",
    "single": "k: '原'\n",
    "double": 'k: "原"\n',
    "literal": "k: |-\n  原\n",
    "folded": "k: >-\n  原\n",
    "a deep literal": "k: |-\n      原\n",
    "in a flow list": "k: [原, 乙]\n",
    "in a block list": "k:\n- 原\n- 乙\n",
}
TOML_STYLES = {
    "basic": 'k = "原"\n',
    "literal": "k = '原'\n",
    "basic lines": 'k = """原"""\n',
    "basic lines after a break": 'k = """\n原"""\n',
    "literal lines": "k = '''原'''\n",
    "in an array": 'k = ["原", "乙"]\n',
}


def _built(text: str, translation: str) -> str:
    rules = SegmentRules(front_matter=("k", "k[]"))
    document = segment(text, rules=rules)
    others = [None] * (len(document.units) - 1)
    built = rebuild(document, [translation, *others], rules)
    assert built.refusals == ()
    return built.text.split("\n", 1)[1].rsplit("---\n" if text[0] == "-" else "+++\n", 1)[0]


def _value(loaded: dict[str, object]) -> object:
    value = loaded["k"]
    return value[0] if isinstance(value, list) else value


@pytest.mark.parametrize("inner", YAML_STYLES.values(), ids=YAML_STYLES)
@given(text=FRONT)
def test_yaml_says_exactly_the_translation(inner: str, text: str) -> None:
    built = _built(f"---\n{inner}x: 1\n---\n", text)
    loaded = yaml.safe_load(built)
    assert _value(loaded) == text
    assert loaded["x"] == 1


@pytest.mark.parametrize("inner", TOML_STYLES.values(), ids=TOML_STYLES)
@given(text=FRONT)
def test_toml_says_exactly_the_translation(inner: str, text: str) -> None:
    built = _built(f"+++\n{inner}x = 1\n+++\n", text)
    loaded = tomllib.loads(built)
    assert _value(loaded) == text
    assert loaded["x"] == 1


@pytest.mark.parametrize("word", WORDS)
def test_words_that_mean_something_to_yaml_stay_texts(word: str) -> None:
    built = _built("---\nk: 原\n---\n", word)
    assert yaml.safe_load(built) == {"k": word.strip()}


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("k: |-\n  原\n", "a\n\n  b\n# c\n---\n- d"),
        ("k: >-\n  原\n", "a\nb\n\n\nc"),
        ("k: '原'\n", "a\n\nb"),
        ("k: 原\n", "a\n- b"),
        ('k: "原"\n', "a\n\tb"),
    ],
)
def test_yaml_says_exactly_the_lines_of_a_translation(inner: str, text: str) -> None:
    assert yaml.safe_load(_built(f"---\n{inner}---\n", text)) == {"k": text}
