"""Text of strangers on a terminal: nothing in it acts, and a caret stands where it should."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans import i18n
from essaytrans.cli.output import Output, as_data
from essaytrans.cli.tables import table
from essaytrans.cli.visible import excerpt, told, visible, width
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, Message, Position, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project

# --- what acts is shown -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红\x1b[0m", "<U+001B>[31m红<U+001B>[0m"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\rb", "a<U+000D>b"),
        ("a\bb\x07", "a<U+0008>b<U+0007>"),
        ("\x00\x7f", "<U+0000><U+007F>"),
        ("abc\u202edef", "abc<U+202E>def"),
        ("\u2066a\u2069", "<U+2066>a<U+2069>"),
        ("\u200f\u061c", "<U+200F><U+061C>"),
        ("a\u200bb\ufeff\u00ad", "a<U+200B>b<U+FEFF><U+00AD>"),
        ("a\u2028b\u2029", "a<U+2028>b<U+2029>"),
        ("\udc80", "<U+DC80>"),
        ("a\tb", "a b"),
        ("[链接](https://a.example) [bold]粗[/bold]", "[链接](https://a.example) [bold]粗[/bold]"),
        ("نص بالعربية עברית", "نص بالعربية עברית"),
        ("👩‍👩‍👧 e\u0301", "👩‍👩‍👧 e\u0301"),
    ],
)
def test_control_and_directional_characters_are_named(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    assert not any(
        unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF"}
        or unicodedata.bidirectional(char) in {"LRI", "RLI", "FSI", "PDI"}
        for char in shown
    )


@given(st.text())
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


# --- how wide it is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("中文", 4),
        ("，。", 4),
        ("かな 한", 7),
        ("ＡＢ", 4),
        ("e\u0301", 1),
        ("“”…—", 4),
        ("한국어", 6),
        ("\u2067\u2068عربي\u2069\u2069\u200e", 4),
    ],
)
def test_han_kana_and_hangul_are_two_columns_wide_and_marks_none(text: str, columns: int) -> None:
    assert width(text) == columns


# --- the caret --------------------------------------------------------------------------------


def drawn(text: str, column: int | None = None, length: int = 1) -> list[str]:
    return excerpt(Position("a.po", 1, column, text, length))


def test_without_a_text_nothing_is_drawn() -> None:
    assert excerpt(Position("a.po", 1)) == []


@pytest.mark.parametrize(
    ("text", "column", "length", "lines"),
    [
        ("languages = []", 1, 9, ["languages = []", "^^^^^^^^^"]),
        ("正文\ufffd后文", 3, 1, ["正文\ufffd后文", "    ^"]),
        ("正文错了", 3, 2, ["正文错了", "    ^^^^"]),
        ("abc", 4, 1, ["abc", "   ^"]),
        ("abc", 9, 1, ["abc", "   ^"]),
        ("a\tb", 3, 1, ["a b", "  ^"]),
        ("a\x1bb", 2, 1, ["a<U+001B>b", " ^^^^^^^^"]),
        ("a\x1bb", 3, 1, ["a<U+001B>b", "         ^"]),
        ("e\u0301x", 3, 1, ["e\u0301x", " ^"]),
        ("", None, 1, ["", "^"]),
    ],
)
def test_the_caret_stands_under_what_is_meant(
    text: str, column: int | None, length: int, lines: list[str]
) -> None:
    assert drawn(text, column, length) == lines


def test_a_long_line_is_cut_around_the_caret() -> None:
    text = "前" * 100 + "错" + "后" * 100
    line, caret = drawn(text, 101)
    assert line.startswith("…")
    assert line.endswith("…")
    assert "错" in line
    assert width(line) <= 77
    assert width(line[: line.index("错")]) == caret.index("^")


def test_a_long_mark_is_cut() -> None:
    line, caret = drawn("文" * 200, 1, 200)
    assert width(line) <= 77
    assert width(caret) == width(line)


def test_a_short_line_is_not_cut() -> None:
    text = "字" * 38
    assert drawn(text, 1)[0] == text


CHARACTERS = st.sampled_from("ab 中，\u0301\t\x1b\u202e[]")
TEXTS = st.text(CHARACTERS, max_size=300)


@given(TEXTS, st.none() | st.integers(1, 320), st.integers(1, 320))
def test_whatever_the_line_the_caret_is_below_it_and_it_fits(
    text: str, column: int | None, length: int
) -> None:
    line, caret = drawn(text, column, length)
    assert visible(line) == line
    assert set(caret) <= {" ", "^"}
    assert "^" in caret
    assert caret == caret.rstrip()
    assert width(line) <= 400, "thirty names of control characters may stand before the caret"


@given(st.text(st.sampled_from("ab 中，字"), max_size=300), st.data())
def test_the_marked_text_stands_above_the_carets(text: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, max(len(text), 1)))
    line, caret = drawn(text, column)
    assert width(line) <= 78
    before = width(caret) - width(caret.lstrip())
    at = next((n for n in range(len(line) + 1) if width(line[:n]) >= before), len(line))
    assert line[at : at + 1] == text[column - 1 : column].rstrip() or not line[at : at + 1].strip()


# --- tables -----------------------------------------------------------------------------------


def test_the_columns_of_a_table_are_aligned_for_wide_characters() -> None:
    lines = table(["文章", "n"], [["hello", "1,000"], ["年终总结", "2"], ["\x1b", "3"]], left=1)
    assert lines == [
        "文章          n",
        "───────────────",
        "hello     1,000",
        "年终总结      2",
        "<U+001B>      3",
    ]


def test_a_group_of_columns_has_its_name_in_the_middle_above_them() -> None:
    lines = table(
        ["", "a", "bcde", "f"], [["x", "1", "2", "3"]], left=1, groups=[("", 1), ("字", 3)]
    )
    assert lines == [
        "       字",
        "   a  bcde  f",
        "─────────────",
        "x  1     2  3",
    ]


def test_the_last_column_of_a_group_makes_room_for_its_name() -> None:
    lines = table(["a", "b", "c"], [["1", "2", "3"]], left=0, groups=[("names", 2), ("", 1)])
    assert lines == ["names", "a   b  c", "────────", "1   2  3"]


def test_a_row_with_right_to_left_letters_keeps_its_order_from_left_to_right() -> None:
    rows = [["العربية", "12", "3"], ["English", "4", "5"], ["עברית (he)", "", "6"]]
    lines = table(["language", "n", "m"], rows, left=1)
    # LRM before the line and behind each cell; see the Unicode Bidirectional Algorithm, W7 and N1
    assert [line.replace("\u200e", "|") for line in lines[2:]] == [
        "|العربية|     12|  3|",
        "English      4  5",
        "|עברית (he)|      6|",
    ]
    assert {width(line) for line in lines} == {17}


# --- sentences of right-to-left languages -----------------------------------------------------


@pytest.fixture
def hebrew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program speaks Hebrew, as far as these tests need."""
    source = tmp_path / "he" / "LC_MESSAGES" / "essaytrans.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "no file {path}"\nmsgstr "אין קובץ {path}"\n\n'
        'msgid "{first}, {rest}"\nmsgstr "{first}, {rest}"\n\n'
        'msgid "error: {sentence}"\nmsgstr "שגיאה: {sentence}"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("ESSAYTRANS_LOCALE_DIR", str(tmp_path))
    i18n.activate("he")


@pytest.mark.usefixtures("hebrew")
@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        # [ ] for RLI and PDI around a sentence, ( ) for FSI and PDI around a field
        (msg("no file {path}", path="a.md"), "[אין קובץ (a.md)]"),
        (msg("no file {path}", path=i18n.listing(["-a", "b"])), "[אין קובץ (-a), (b)]"),
        (msg("no file {path}", path="\u2069\u202e"), "[אין קובץ (<U+2069><U+202E>)]"),
        (msg("no file {path}", path=3), "[אין קובץ 3]"),
        # what is not translated is read from the left, whatever is put in
        (msg("no folder {path}", path="קובץ"), "no folder קובץ"),
        (msg("{path}", path="קובץ"), "קובץ"),
    ],
)
def test_a_sentence_read_from_the_right_and_its_fields_are_isolated(
    sentence: Message, shown: str
) -> None:
    isolates = re.sub("\u2068(.*?)\u2069", r"(\1)", told(sentence))
    assert isolates.translate({0x2067: "[", 0x2069: "]"}) == shown


@pytest.mark.usefixtures("hebrew")
def test_a_finding_stands_behind_its_place_and_a_machine_sees_no_marks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sentence, place = msg("no file {path}", path="a.md"), Position("מאמר.po", 3, 1)
    found = Diagnostic(Severity.ERROR, "some-code", sentence, sentence, place)
    Output().diagnostics([found])
    assert capsys.readouterr().err.splitlines() == [
        "\u2068מאמר.po\u2069:3:1: \u2067שגיאה: \u2067אין קובץ \u2068a.md\u2069\u2069\u2069 [some-code]",
        "    → \u2067אין קובץ \u2068a.md\u2069\u2069",
    ]
    data = as_data(found)
    assert (data["message"], data["path"]) == ("אין קובץ a.md", "מאמר.po")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_sentence_read_from_the_left_gets_no_marks(language: str) -> None:
    i18n.activate(language)
    assert told(msg("{key} is empty", key="מפתח")).isprintable()


# --- through the command line -----------------------------------------------------------------

HOSTILE = '\x1b]0;owned\x07\x1b[2J "q" [bold]b[/bold] [链接](u) \u202egnp.exe'


def test_a_terminal_escape_in_an_article_stays_text(cli: Cli, project: Project) -> None:
    project.write("articles/2026/hello.md", "\x1b[2J\x07 \u202e".encode() + b"\xff")
    err = cli("extract").err
    assert "<U+001B>[2J<U+0007> <U+202E>\ufffd" in err
    assert "\x1b" not in err
    assert "\u202e" not in err


def test_brackets_in_a_message_survive(cli: Cli, project: Project) -> None:
    project.article("2026/hello", "[链接](https://a.example) 和 [bold]粗[/bold]")
    project.extract()
    (entry,) = [e for e in project.catalog("2026/hello").entries if not e.obsolete]
    project.translate("2026/hello", {entry.msgid: "<script>"})
    assert "[链接](https://a.example) 和 [bold]粗[/bold]" in cli("build").err


@pytest.mark.parametrize("arguments", [["status"], ["extract"], ["build"], ["extract", "--check"]])
def test_an_article_with_a_hostile_name_acts_on_no_terminal(
    cli: Cli, project: Project, arguments: list[str]
) -> None:
    name = "\u202e[red]dm.x"
    project.article(name, "![图](\x1b[2Jnone.png) 你好。")
    run = cli(*arguments, "-v")
    assert "<U+202E>[red]dm.x" in run.out + run.err
    assert "\u202e" not in run.out + run.err
    assert "\x1b" not in run.out + run.err


def test_a_hostile_language_name_acts_on_no_terminal(cli: Cli, project: Project) -> None:
    project.configure("tlh", more='[languages.tlh]\nname = "\u200ftlhIngan\u200b"\n')
    out = cli("status").out
    assert "<U+200F>tlhIngan<U+200B>" in out


@pytest.mark.parametrize(
    "arguments", [["extract", HOSTILE], ["build", "--nope" + HOSTILE], [HOSTILE]]
)
def test_a_hostile_argument_acts_on_no_terminal(cli: Cli, arguments: list[str]) -> None:
    run = cli(*arguments)
    assert run.code == 2
    assert "\x1b" not in run.err
    assert "\u202e" not in run.err
