"""`prefill` and `add --prefill` on the command line: what is said, written, and sent to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.pseudo_program import NAMES, Program, told, two_articles
from i18n.pseudo import unbracketed
from pretranslate.kit import Dummy, install

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project


@pytest.fixture
def dummy(monkeypatch: pytest.MonkeyPatch) -> Dummy:
    """An engine of this machine for every language, as `dummy`."""
    engine = Dummy()
    install(monkeypatch, dummy=lambda *_: engine)
    return engine


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> Dummy:
    """One that sends, as `remote`."""
    engine = Dummy(remote=True, destination="https://a.example")
    install(monkeypatch, remote=lambda *_: engine)
    return engine


# --- prefill ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("dummy")
def test_it_says_how_much_it_filled(cli: Cli, project: Project) -> None:
    run = cli("prefill", "dummy")
    assert (run.code, run.err) == (0, "")
    assert run.out == "3 texts by machine, to be reviewed\n2 files changed\n"
    assert project.entry("2026/hello", "世界。").msgstr == "WORLD."
    assert project.entry("2026/hello", "你好").msgstr == "Hello"
    assert cli("prefill", "dummy").out == "nothing to write\n"


@pytest.mark.usefixtures("dummy")
def test_articles_and_languages_may_be_named(cli: Cli) -> None:
    run = cli("prefill", "dummy", "2026/hello", "-l", "en", "-v")
    assert "locales/en/2026/hello.po\n1 file changed" in run.out
    assert cli("prefill", "dummy", "nowhere").code == 2


@pytest.mark.usefixtures("dummy")
def test_a_check_is_1_as_long_as_something_would_be_filled(cli: Cli, project: Project) -> None:
    before = project.snapshot()
    assert cli("prefill", "dummy", "--check").code == 1
    assert project.snapshot() == before
    cli("prefill", "dummy")
    assert cli("prefill", "dummy", "--check").code == 0


@pytest.mark.usefixtures("dummy")
def test_it_speaks_json(cli: Cli) -> None:
    assert cli("prefill", "dummy", "--json").data == {
        "command": "prefill",
        "engine": "dummy",
        "articles": 1,
        "filled": 3,
        "rejected": 0,
        "unanswered": 0,
        "left": 0,
        "unsent": 0,
        "changed": ["locales/en/2026/hello.po", "locales/ja/2026/hello.po"],
        "diagnostics": [],
    }


def test_what_is_rejected_and_what_fails_is_said(cli: Cli, dummy: Dummy, project: Project) -> None:
    dummy.answer = lambda _: "<script>"
    run = cli("prefill", "dummy", "-l", "en")
    assert run.code == 0
    assert "warning: 1 machine translation is not used: it has markup" in run.err
    assert "1 machine translation is not used, see above" in run.out
    dummy.answer = lambda _: OSError("\x1b[31mout of paper")
    run = cli("prefill", "dummy", "-l", "en")
    assert run.code == 1
    assert "articles/2026/hello.md: error: “dummy 1” failed" in run.err
    assert "<U+001B>[31mout of paper [engine-failed]" in run.err
    assert "1 text got no translation" in run.out
    assert project.entry("2026/hello", "世界。").msgstr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["prefill"], "argument “ENGINE” is missing"),
        (["prefill", "nobody"], "there is no engine “nobody”"),
        (["prefill", "nobody"], "there are: openai, opencc"),
        (["add", "fr", "--prefill", "nobody"], "there is no engine “nobody”"),
        (["prefill", "opencc"], "“opencc” does not translate from zh-CN into en"),
        (["add", "fr", "zh-TW", "--prefill", "opencc"], "does not translate from zh-CN into fr"),
        (["prefill", "openai"], "the environment does not say OPENAI_API_KEY"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_2_is_an_engine_that_cannot_be_used_and_nothing_is_written(
    cli: Cli,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    for name in ("OPENAI_API_KEY", "ESSAYTRANS_OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    before = project.snapshot()
    run = cli(*arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert project.snapshot() == before


# --- sending ----------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["prefill", "remote"], ["add", "fr", "--prefill", "remote"]])
def test_nothing_is_sent_or_written_before_it_is_allowed(
    cli: Cli, project: Project, remote: Dummy, arguments: list[str]
) -> None:
    before = project.snapshot()
    run = cli(*arguments)
    assert run.code == 2
    assert "error: “remote” would send" in run.err
    assert "to https://a.example [engine-sends]" in run.err
    assert "allow it with --send" in run.err
    assert (remote.batches, project.snapshot()) == ([], before)


@pytest.mark.parametrize("arguments", [["prefill", "remote"], ["add", "fr", "--prefill", "remote"]])
@pytest.mark.parametrize("allowed", [[], ["--send"]], ids=["", "send"])
def test_a_check_says_what_would_be_sent_and_sends_nothing(
    cli: Cli, remote: Dummy, project: Project, arguments: list[str], allowed: list[str]
) -> None:
    before = project.snapshot()
    run = cli(*arguments, "--check", *allowed)
    assert run.code == 1
    assert "texts would be sent" in run.out
    assert (remote.batches, project.snapshot()) == ([], before)


def test_what_is_allowed_is_sent(cli: Cli, remote: Dummy) -> None:
    assert cli("prefill", "remote", "--send").code == 0
    assert remote.asked == ["世界。", "你好", "世界。"]
    assert cli("add", "fr", "--prefill", "remote", "--send").code == 0
    assert remote.asked[3:] == ["你好", "世界。"]


# --- add --prefill ----------------------------------------------------------------------------


def test_a_language_is_added_extracted_for_and_filled(cli: Cli, project: Project) -> None:
    project.article("2026/hello", "# 里面", "头发，`头发`。")
    run = cli("add", "zh-TW", "--prefill", "opencc")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "added Traditional Chinese (zh-TW)\n2 texts by machine, to be reviewed\n2 files changed\n"
    )
    assert '"zh-TW"' in project.read("essaytrans.toml")
    entries = project.catalog("2026/hello", "zh-TW").entries
    assert [(e.msgstr, e.fuzzy) for e in entries] == [("裡面", True), ("頭髮，`头发`。", True)]
    assert cli("extract", "--check", "-l", "zh-TW").code == 0


@pytest.mark.usefixtures("dummy")
def test_add_tells_a_machine_what_was_filled(cli: Cli) -> None:
    run = cli("add", "fr", "--prefill", "dummy", "--json")
    assert run.data["prefill"]["filled"] == 2
    assert run.data["changed"] == ["essaytrans.toml", "locales/fr/2026/hello.po"]
    assert cli("add", "de", "--json").data["prefill"] is None


@pytest.mark.usefixtures("dummy")
def test_a_language_that_is_there_already_is_filled_too(cli: Cli, project: Project) -> None:
    assert "en is there already" in cli("add", "en", "--prefill", "dummy").out
    assert project.entry("2026/hello", "世界。").msgstr == "WORLD."


@pytest.mark.usefixtures("dummy")
def test_a_check_of_add_writes_nothing_and_says_what_would_be_filled(
    cli: Cli, project: Project
) -> None:
    before = project.snapshot()
    run = cli("add", "fr", "--prefill", "dummy", "--check")
    assert run.code == 1
    assert "would add French (fr)\n2 texts by machine, to be reviewed\n" in run.out
    assert project.snapshot() == before


# --- in every language ------------------------------------------------------------------------

SAID = [
    ["prefill", "opencc", "-l", "zh-TW"],
    ["prefill", "opencc", "--check", "--verbose"],
    ["add", "zh-HK", "--prefill", "opencc"],
    ["add", "zh-HK", "--prefill", "opencc", "--check"],
    ["prefill", "opencc", "-l", "en"],
    ["prefill", "openai"],
    ["prefill", "nobody"],
    ["prefill"],
]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("arguments", SAID, ids=" ".join)
def test_every_sentence_is_translated(
    program: Program, tmp_path: Path, arguments: list[str], form: list[str]
) -> None:
    project = two_articles(tmp_path / "project")
    project.configure("en", "zh-TW")
    run = program.run(project.root, [*arguments, *form])
    assert run.out or run.err
    assert unbracketed(told(run), NAMES) == []
