"""The program as a process: how it is started, interrupted, piped, and which language it speaks."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import polib
import pytest

from cli.kit import Run, command, environment, spawn
from essaytrans.i18n import render
from essaytrans.model import Message

if TYPE_CHECKING:
    from pathlib import Path

    from commands.kit import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pseudo-terminals")


def chinese(sentence: str) -> str:
    told = render(Message(sentence), language="zh_CN")
    assert told != sentence, "the Chinese catalog lacks this sentence"
    return told


# --- languages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "de_DE.UTF-8", "LANGUAGE": "vi:zh_CN:en"}, "zh"),
        ([], {"LC_ALL": "C", "LANGUAGE": "zh_CN"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "ESSAYTRANS_LANG": "en"}, "en"),
        (["--ui-language", "zh-CN"], {"ESSAYTRANS_LANG": "en"}, "zh"),
        (["--ui-language=en"], {"LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_help_is_in_the_language_of_option_variable_or_locale(
    tmp_path: Path, arguments: list[str], environ: dict[str, str], language: str
) -> None:
    environ |= {"PYTHONUTF8": "1"}
    out = spawn("extract", *arguments, "--help", cwd=tmp_path, environ=environ).out
    sentence = "write nothing; exit with 1 if anything would be written"
    expected = sentence if language == "en" else chinese(sentence)
    assert "".join(expected.split()) in "".join(out.split())


# --- interrupted ------------------------------------------------------------------------------


def interrupted(project: Project, *arguments: str, after: Path) -> Run:
    """Run, wait for a file to appear, interrupt from the keyboard, wait for the end."""
    process = subprocess.Popen(
        command(*arguments),
        cwd=project.root,
        env=environment(LANG="C.UTF-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    end = time.monotonic() + 30
    while not after.exists() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    return Run(process.returncode, out, err)


def test_an_interrupted_extract_leaves_whole_files_and_can_be_run_again(project: Project) -> None:
    for number in range(400):
        project.article(f"a{number:03}", *(f"第{number}篇，第{part}段。" for part in range(20)))
    run = interrupted(project, "extract", after=project.root / "locales/en/a000.po")
    assert run.code == 130
    assert "interrupted; every file is whole, old or new" in run.err.lower()
    assert "Traceback" not in run.err
    assert project.temporary_files() == []
    written = sorted(project.root.glob("locales/*/a*.po"))
    assert 0 < len(written) < 800
    assert all(len(polib.pofile(str(path))) == 20 for path in written)
    assert project.entry("2026/hello", "你好").msgstr == "Hello"
    report = project.extract()
    assert len(report.changed) == 800 - len(written)


def test_an_interrupted_build_leaves_whole_files(project: Project) -> None:
    for number in range(400):
        project.article(f"a{number:03}", *(f"第{number}篇，第{part}段。" for part in range(20)))
    run = interrupted(project, "build", after=project.root / "build/en/a000.md")
    assert run.code == 130
    assert project.temporary_files() == []
    for path in project.root.glob("build/*/a*.md"):
        assert path.read_text("utf-8") == project.read(f"articles/{path.name}")


# --- pipes and terminals ----------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["status", "--json"]])
def test_a_reader_that_has_seen_enough_is_no_error(project: Project, arguments: list[str]) -> None:
    project.configure("en", "ja", *(f"x-{number:03}" for number in range(100)))
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run = subprocess.run(
            command(*arguments),
            cwd=project.root,
            env=environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert run.stderr == b""
    assert run.returncode == 0


def test_a_terminal_without_chinese_gets_escapes_and_no_traceback(project: Project) -> None:
    run = spawn("status", cwd=project.root, environ={"PYTHONIOENCODING": "ascii"})
    assert (run.code, run.err) == (0, "")
    project.article("年终", "文。")
    run = spawn("status", cwd=project.root, environ={"PYTHONIOENCODING": "ascii"})
    assert "\\u5e74\\u7ec8" in run.out


def on_a_terminal(
    folder: Path, *arguments: str, typed: str = "", interrupt: bool = False, **environ: str
) -> tuple[int, str]:
    """Run on a pseudo-terminal; return the exit code and what it showed.

    Args:
        folder: where to run.
        arguments: of the command line.
        typed: what is typed once it shows something.
        interrupt: whether it is interrupted then.
        environ: more of the environment.
    """
    import pty  # noqa: PLC0415 - not on every system

    controller, terminal = pty.openpty()
    with subprocess.Popen(
        command(*arguments),
        cwd=folder,
        env=environment(LANG="C.UTF-8", TERM="xterm", COLUMNS="100", **environ),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    ) as process:
        os.close(terminal)
        shown, first, end = b"", True, time.monotonic() + 40
        while time.monotonic() < end:
            quiet = not select.select([controller], [], [], 5)[0]
            if not quiet:
                try:
                    shown += os.read(controller, 4096)
                except OSError:  # the way in which Linux says that nobody is there any more
                    break
                os.write(controller, typed.encode())
                typed = ""
            # again when it stays quiet: the first may have come just before it began to wait
            if interrupt and shown and (first or quiet):
                process.send_signal(signal.SIGINT)
                first = False
        else:
            process.kill()
    os.close(controller)
    return process.returncode, shown.decode("utf-8", "replace")


def test_a_terminal_sees_colour_and_no_color_none(project: Project) -> None:
    code, shown = on_a_terminal(project.root, "extract", "no-such-article")
    assert (code, "\x1b[1;31m" in shown) == (2, True)
    code, shown = on_a_terminal(project.root, "extract", "no-such-article", NO_COLOR="1")
    assert (code, "\x1b" in shown) == (2, False)


def test_beginning_at_a_terminal_asks_for_what_was_not_said(tmp_path: Path) -> None:
    folder = tmp_path / "文章"
    folder.mkdir()
    code, shown = on_a_terminal(folder, "init", typed="My essays\n\nen, ja tlh\n")
    assert code == 0, shown
    assert "[文章]" in shown, "the name of the folder is offered"
    text = (folder / "essaytrans.toml").read_text("utf-8")
    assert 'name = "My essays"' in text
    assert 'source = "zh-CN"' in text
    assert 'languages = ["en", "ja", "tlh"]' in text


def test_beginning_elsewhere_asks_nothing(tmp_path: Path) -> None:
    run = spawn("init", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert "languages = []" in (tmp_path / "essaytrans.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "interrupt"), [("", True), ("\x04", False)], ids=["Ctrl-C", "Ctrl-D"]
)
def test_a_question_that_is_not_answered_ends_it_and_makes_nothing(
    tmp_path: Path, typed: str, interrupt: bool
) -> None:
    code, shown = on_a_terminal(tmp_path, "init", typed=typed, interrupt=interrupt)
    assert code == 130
    assert "interrupted" in shown.lower()
    assert "Traceback" not in shown
    assert list(tmp_path.iterdir()) == []


# --- the way in -------------------------------------------------------------------------------


def run_script(script: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a few lines of Python in a process of their own."""
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_program_starts_quickly(tmp_path: Path) -> None:
    """No library that is not needed is loaded for a page of help."""
    script = (
        "import sys; from essaytrans import i18n; i18n.activate('en')\n"
        "from essaytrans.cli.application import run; run(['--help'])\n"
        "heavy = {'babel', 'yaml', 'tomlkit', 'markdown_it', 'rich.progress'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    run = run_script(script, tmp_path)
    assert run.returncode == 0
    assert run.stderr == "[]\n"


def test_a_folder_that_is_gone_is_no_traceback(tmp_path: Path) -> None:
    script = (
        "import os, sys, tempfile; folder = tempfile.mkdtemp(); os.chdir(folder); os.rmdir(folder)\n"
        "from essaytrans.cli.application import run; sys.exit(run(['status']))"
    )
    run = run_script(script, tmp_path)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_a_fault_of_the_program_is_told_whole_and_is_no_finding(tmp_path: Path) -> None:
    """Exit code 1 means findings, and to git, which runs `merge`, a conflict."""
    faulty = (
        "import sys; from essaytrans.cli import application\n"
        "def run(_): raise ZeroDivisionError('a fault')\n"
        "application.run = run\n"
        "from essaytrans.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", faulty],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "ZeroDivisionError: a fault" in done.stderr
