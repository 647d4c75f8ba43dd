"""The whole program, speaking the pseudo-language, and what of its words may be told otherwise."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polib

from cli.kit import SOURCE, Run, environment
from commands.kit import Project
from i18n.pseudo import pseudo_locale
from i18n.tool import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

COMMANDS = (
    *("init", "add", "extract", "adopt", "prefill", "lint", "check", "glossary"),
    *("preview", "build", "status"),
    *("claim", "release", "proofread", "pack", "accept", "export", "offer"),
    *("merge", "tidy", "prune"),
)

BATCH = """
import contextlib, io, json, os, sys
from essaytrans import i18n
i18n.activate(i18n.choose([], os.environ))
from essaytrans.cli.application import run
for line in sys.stdin:
    folder, arguments = json.loads(line)
    os.chdir(folder)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""

NAMES = {
    *("essaytrans", *COMMANDS, "text|json", "text", "json", "incoming", "0<=x<=100"),
    *("text|json|sarif|github", "info|warning|error", "xliff|xliff2|tmx|csv|text|json"),
    *("suggest", "import", "export"),  # what `glossary` does
    *(
        "文集",
        "2026/hello",
        "other",
        "hello",
        "articles",
        "nowhere",
    ),  # of the project, its articles, folders
    *("English", "Japanese", "Klingon", "French"),  # CLDR has no pseudo-language
    *("en", "ja", "fr", "tlh", "qps", "zh_CN"),
    "'articles/a\\x07b.md':",
    "PO",
    *("-l,", "-q,", "-v,"),
    "Poedit",
}
"""What may be said outside of brackets: names of commands, languages, articles."""


@dataclass
class Program:
    """The program, speaking the pseudo-language, in one process for many runs."""

    process: subprocess.Popen[str]

    def run(self, folder: Path, arguments: Sequence[str]) -> Run:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps([str(folder), list(arguments)]), file=self.process.stdin, flush=True)
        return Run(*json.loads(self.process.stdout.readline()))


@contextmanager
def pseudo_program(folder: Path) -> Iterator[Program]:
    """Have the program speak the pseudo-language; its catalog goes into the folder."""
    template = polib.POFile()
    template.extend(messages.template(SOURCE / "essaytrans"))
    template.save(str(folder / "now.pot"))
    environ = environment(
        **pseudo_locale(folder / "locale", folder / "now.pot"), COLUMNS="1000", PYTHONUTF8="1"
    )
    with subprocess.Popen(
        [sys.executable, "-c", BATCH],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield Program(process)
        process.communicate()


def two_articles(folder: Path) -> Project:
    """Two articles, one half translated."""
    project = Project(folder)
    project.configure("en", "ja", "tlh")
    project.article("2026/hello", "# 你好", "世界。")
    project.article("other", "[另一篇](2026/hello.md)", "![](none.png)")
    project.extract()
    project.translate("2026/hello", {"你好": "Hello"})
    project.translate("other", {"[另一篇](2026/hello.md)": "[x](2026/hello.md)"}, fuzzy=["x"])
    return project


def texts_in_json(value: object) -> list[str]:
    """The sentences that a machine is told."""
    if isinstance(value, list):
        return [text for item in value for text in texts_in_json(item)]
    if not isinstance(value, dict):
        return []
    own = [str(value[key]) for key in ("message", "hint") if value.get(key)]
    return own + [text for item in value.values() for text in texts_in_json(item)]


def told(run: Run) -> str:
    """All sentences of a run, without the lines of files that it quotes."""
    if run.out.startswith("{"):
        return "\n".join([*texts_in_json(run.data), run.err])
    quoted = [line for line in run.err.splitlines() if not line.startswith("    ") or "→" in line]
    codes = " ".join(line.rpartition("[")[2] for line in quoted if line.endswith("]"))
    said = "\n".join([run.out, *quoted])
    for code in codes.replace("]", " ").split():
        said = said.replace(f"[{code}]", "")
    return said
