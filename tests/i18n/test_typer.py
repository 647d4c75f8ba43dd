"""Typer's own sentences, in whatever version is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.cli.wordings import recognize, retell
from essaytrans.i18n import msg

TINY_APP = Path(__file__).with_name("tiny_app.py")


def tell(language: str, *arguments: str) -> str:
    environ = os.environ | {
        "ESSAYTRANS_LANG": language,
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TYPER_USE_RICH": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    run = subprocess.run(
        [sys.executable, TINY_APP, *arguments],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return (run.stdout + run.stderr).strip()


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        ("", "a command is missing", "缺少命令"),
        (
            "statu",
            "there is no command “statu”; did you mean “status”?",
            "没有“statu”这个命令；你要的是不是“status”？",
        ),
        ("status --nope", "there is no option “--nope”", "没有“--nope”这个选项"),
        (
            "build . --ui-langage x",
            "there is no option “--ui-langage”; did you mean “--ui-language”?",
            "没有“--ui-langage”这个选项；你要的是不是“--ui-language”？",
        ),
        ("build", "argument “ARTICLE” is missing", "缺少参数“ARTICLE”"),
        (
            "build nowhere",
            "invalid value for “ARTICLE”: “nowhere” does not exist",
            "“ARTICLE”的值无效：“nowhere”不存在",
        ),
        ("build . --share", "option “--share” needs a value", "选项“--share”后面要有一个值"),
        (
            "build . --share much",
            "invalid value for “--share”: not a whole number",
            "“--share”的值无效：不是整数",
        ),
        (
            "build . --format xml",
            "invalid value for “--format”: “xml” is not one of “text”, “json”",
            "“--format”的值无效：“xml”不在可选的值里：“text”、“json”",
        ),
        ("status a b", "too many arguments: a b", "参数太多：a b"),
        ("status --help=yes", "option “--help” takes no value", "选项“--help”不带值"),
    ],
)
def test_a_usage_error_is_told_in_the_language(arguments: str, english: str, chinese: str) -> None:
    assert tell("en", *arguments.split()) == english
    assert tell("zh_CN", *arguments.split()) == chinese


def test_a_page_of_help_is_told_in_the_language() -> None:
    english, chinese = tell("en", "build", "--help"), tell("zh_CN", "build", "--help")
    for words in ("Usage: tiny build [OPTIONS]", "Arguments", "[required]", "[default: 80]"):
        assert words in english
    for words in ("用法： tiny build [选项]", "参数", "[必填]", "[默认值：80]", "显示这份帮助"):
        assert words in chinese


def test_what_is_not_known_comes_back_as_it_is() -> None:
    for text in ("", "Something new in Typer.", "没有“x”这个选项"):
        assert retell(text) == text


@given(st.text())
def test_any_text_can_be_retold(text: str) -> None:
    assert retell(f"Invalid value: {text}") == f"invalid value: {retell(text)}" or not text


def test_what_is_known_is_a_sentence_with_fields() -> None:
    invalid = recognize("Invalid value for '--size': 'x' is not a valid integer.")
    assert invalid == msg(
        "invalid value for {names}: {reason}", names="“--size”", reason=msg("not a whole number")
    )


def test_names_keep_what_a_person_typed() -> None:
    told = retell("No such option: --what's-{this}.md")
    assert told == "there is no option “--what's-{this}.md”"
