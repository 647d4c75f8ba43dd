from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from essaytrans import i18n
from essaytrans.i18n import msg, nmsg
from i18n.pseudo import pseudo_locale, unbracketed

TINY_APP = Path(__file__).with_name("tiny_app.py")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("⟦3 articles built⟧", []),
        ("3 articles built", ["articles", "built"]),
        ("⟦Built⟧ quickly", ["quickly"]),
        ("⟦an outer ⟦and an inner⟧ sentence⟧ done", ["done"]),
        ("⟦a sentence\nof two lines⟧", []),
        ("╭─ ⟦Options⟧ ───╮\n│ --quiet,-q │", []),
        ("╭─ Options ─────╮", ["Options"]),
        ("-j, --jobs N  ⟦how many⟧  [x>=1] [0<=x<=100]", []),
        ("x1", ["x1"]),
        ("--yes/--no --language LANG... [ARTICLE] <N> {DIR}", []),
        ("articles/2026/hello.md:12:3: hello.md C:\\essays", []),
        ("42 3.5 % 80% ── · …", []),
        ("\x1b[1;31m⟦error:⟧\x1b[0m", []),
        ("\x1b[1;31merror:\x1b[0m", ["error:"]),
        ("错误", ["错误"]),
        ("⟦cut off", ["⟦"]),
        ("cut off⟧", ["⟧"]),
    ],
)
def test_words_outside_of_brackets_are_found(text: str, found: list[str]) -> None:
    assert unbracketed(text) == found


def test_allowed_words_are_whole_words_with_or_without_punctuation() -> None:
    text = "essaytrans 0.1.0 (en) english"
    assert unbracketed(text, {"essaytrans", "en"}) == ["english"]


def test_a_sentence_of_the_template_comes_out_in_brackets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "some.pot"
    template.write_text(
        'msgid "no file {path}"\nmsgstr ""\n\n'
        'msgid "{number} file"\nmsgid_plural "{number} files"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    for name, value in pseudo_locale(tmp_path, template).items():
        monkeypatch.setenv(name, value)
    assert i18n.choose([], os.environ) == "qps"
    assert i18n.render(msg("no file {path}", path="x"), language="qps") == "⟦no file x⟧"
    told = [i18n.render(nmsg("{number} file", "{number} files", n), language="qps") for n in (1, 2)]
    assert told == ["⟦1 file⟧", "⟦2 files⟧"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["build", "--help"],
        [],
        ["biuld"],
        ["build"],
        ["build", "no-such-file"],
        ["build", ".", "--nope"],
        ["build", ".", "--ui-langage", "x"],
        ["build", ".", "--share"],
        ["build", ".", "--share", "much"],
        ["build", ".", "--share", "200"],
        ["build", ".", "--share", "-1"],
        ["build", ".", "--format", "xml"],
        ["status", "--help=yes"],
        ["status", "too", "many"],
    ],
    ids=" ".join,
)
def test_nothing_that_typer_says_is_left_untold(tmp_path: Path, arguments: list[str]) -> None:
    environ = os.environ | pseudo_locale(tmp_path) | {"COLUMNS": "1000", "NO_COLOR": "1"}
    run = subprocess.run(
        [sys.executable, TINY_APP, *arguments],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "⟦" in run.stdout + run.stderr
    names = {"tiny", "build", "status", "article", "path", "text|json", "0<=x<=100"}
    assert unbracketed(run.stdout + run.stderr, names) == []
