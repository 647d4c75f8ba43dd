"""Promise 7: every sentence that the program says goes through gettext.

The whole program speaks a pseudo-language in which each sentence stands in brackets, made of the
sentences that its source has now. Whatever comes out without brackets never went through gettext.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polib
import pytest

from cli.kit import SOURCE, Run, environment
from commands.kit import Project
from i18n.pseudo import pseudo_locale, unbracketed
from i18n.tool import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

COMMANDS = ("init", "add", "extract", "build", "status")

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
    *("essaytrans", *COMMANDS, "text|json", "text", "json", "0<=x<=100"),
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


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("pseudo")
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


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two articles, one half translated."""
    project = Project(tmp_path / "project")
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


# --- help -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_page_of_help(program: Program, tmp_path: Path, command: str) -> None:
    run = program.run(tmp_path, [*command.split(), "--help"])
    assert run.code == 0
    assert run.out.count("⟦") > 8
    assert unbracketed(told(run), NAMES) == []


# --- reports ----------------------------------------------------------------------------------

REPORTS = [
    [],
    ["extract"],
    ["extract", "--check", "--pot", "pot"],
    ["extract", "--verbose", "--pot", "pot"],
    ["build"],
    ["build", "--verbose", "--use-fuzzy", "--copy-assets"],
    ["build", "--min-translated", "80", "--check"],
    ["status"],
    ["add", "fr", "en"],
    ["add", "fr", "--check"],
    ["init", "new"],
    ["init", "new", "--check"],
    ["--version"],
]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_every_report(
    program: Program, project: Project, arguments: list[str], form: list[str]
) -> None:
    project.article("2026/hello", "你好", "新段。")
    run = program.run(project.root, [*arguments, *form])
    assert run.code in {0, 1}
    assert unbracketed(told(run), NAMES) == []


@pytest.mark.parametrize("arguments", [[], ["status"]], ids=["overview", "status"])
def test_every_next_step(program: Program, tmp_path: Path, arguments: list[str]) -> None:
    project = Project(tmp_path)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    assert unbracketed(told(program.run(folder, arguments)), NAMES) == []
    for prepare in (
        lambda: project.configure("en"),
        (project.root / "articles").mkdir,
        lambda: project.article("hello", "你好。"),
        project.extract,
        lambda: project.translate("hello", {"你好。": "Hello."}),
        project.configure,
    ):
        prepare()
        assert unbracketed(told(program.run(tmp_path, arguments)), NAMES) == []


def test_the_configuration_of_a_new_project_explains_itself_in_brackets(
    program: Program, tmp_path: Path
) -> None:
    program.run(tmp_path, ["init", "--language", "en"])
    lines = (tmp_path / "essaytrans.toml").read_text("utf-8").splitlines()
    remarks = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    examples = [line for line in remarks if "=" in line or line.startswith("[")]
    sentences = [line for line in remarks if line not in examples]
    assert len(sentences) > 8
    assert unbracketed("\n".join(sentences)) == []


# --- errors of the command line ---------------------------------------------------------------

USAGE = [
    ["nope"],
    ["biuld"],
    ["--nope"],
    ["build", "--nope"],
    ["build", "--min-translate", "3"],
    ["build", "--min-translated"],
    ["build", "--min-translated", "much"],
    ["build", "--min-translated", "101"],
    ["build", "--min-translated", "-1"],
    ["build", "--check=yes"],
    ["status", "--format", "xml"],
    ["status", "--help=yes"],
    ["add"],
    ["init", "a", "b"],
    ["status", "--ui-language", "xx"],
    ["status", "--project", "/"],
    ["status", "nowhere"],
    ["status", "2026/helo"],
    ["build", "-l", "fr"],
    ["build", "-l", "no tag"],
    ["add", "no tag"],
    ["add", "zh-CN"],
    ["add", "cn"],
    ["add", "x" * 40],
    ["add", "eng"],
    ["add", "en-AB"],
    ["add", "en-abcde-abcde"],
    ["init"],
    ["init", "new", "--language", "zh-CN"],
]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_every_error_of_the_command_line(
    program: Program, project: Project, arguments: list[str], form: list[str]
) -> None:
    run = program.run(project.root, [*arguments, *form])
    assert run.code == 2
    assert "⟦" in told(run)
    assert unbracketed(told(run), NAMES) == []


# --- errors of files --------------------------------------------------------------------------

CONFIGURATIONS = [
    "name = ",
    "name = 3",
    'name = ""',
    'name = "\\u0007"',
    "langauges = []",
    'code = "never"',
    "colour = 1",
    'articles = "../elsewhere"',
    'articles = "/etc"',
    'articles = "a\\\\b"',
    'articles = "nowhere"',
    'catalogs = "link/{language}/{article}.po"',
    'output = "build/{article}.md"',
    'output = "build/{artcle}/{language}.md"',
    'output = "build/{language}/{article}/}.md"',
    'output = "build/{language}{article}.md"',
    'output = "build/{language}/{article}.html"',
    'notes_language = "Chinese, please"',
    'exclude = "x"',
    '[project]\nname = "again"',
    '[segment]\ncode = "nevr"',
    '[segment]\nfront_matter = ["a b"]',
    '[segment]\nshortcodes = ["figure"]',
    '[languages.fr]\nname = "x"',
    '[languages.en]\ndirection = "up"',
    "languages = []",
    'languages = ["en", "EN", "zh-CN"]',
    'project = "x"',
    "key",
    "= 1",
    "x = 1 2",
    "x = {a = 1",
    'x = "\\z"',
    "x = " + "[" * 2000,
    "x = [1",
    'x = "',
    "]",
]


@pytest.mark.parametrize("line", CONFIGURATIONS)
def test_every_error_of_the_configuration(
    program: Program, project: Project, tmp_path: Path, line: str
) -> None:
    (project.root / "link").symlink_to(tmp_path)
    project.write("essaytrans.toml", f'[project]\nlanguages = ["en", "ja"]\n{line}\n')
    run = program.run(project.root, ["extract"])
    assert run.code == 2
    assert unbracketed(told(run), NAMES) == []


CATALOGS = [
    'msgid "你好',
    'msgid "你好"\n',
    'msgstr "Hello"\n',
    'msgid "你好"\nmsgstr "a\\z"\n',
    'msgid "你好"\n# middle\nmsgstr ""\n',
    'msgid "你好"\nmsgstr "a" b\n',
    'domain "x"\n',
    "word\n",
    '"text"\n',
    'msgid "a"\nmsgid_plural "b"\nmsgstr[1] ""\n',
    'msgid "a"\n#~ msgstr ""\n',
    "msgid\nmsgstr\n",
    'msgid "你好"\nmsgstr "\x04"\n',
    '<<<<<<< ours\nmsgid "a"\n=======\n>>>>>>> theirs\n',
    'msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n',
    'msgid ""\nmsgstr "Language: de\\n"\n',
    'msgid ""\nmsgid_plural "a"\nmsgstr[0] ""\n',
    'msgid "你好"\nmsgstr "<script>"\n',
    'msgid "你好"\nmsgstr "a\\a"\n',
    'msgid "你好"\nmsgstr "\u202e"\n',
    'msgid "你好"\nmsgstr "{{ x }}"\n',
    'msgid "你好"\nmsgstr "[a](javascript:x)"\n',
    'msgid "你好"\nmsgstr " "\n',
    'msgid "你好"\nmsgstr "<b>"\n',
    'msgid "你好"\nmsgstr "\u202a"\n',
    'msgctxt "a"\nmsgstr "b"\n',
]


@pytest.mark.parametrize("content", CATALOGS)
def test_every_error_of_a_catalog(program: Program, project: Project, content: str) -> None:
    project.write("locales/en/2026/hello.po", content)
    run = program.run(project.root, ["build"])
    assert run.code == 1
    assert unbracketed(told(run), NAMES) == []


ARTICLES = [
    "你好。".encode("gb18030"),
    b"\xff",
    b"---\ntitle: [\n---\n",
    b"---\ntitle: 'a\n---\n",
    b"+++\ntitle = \n+++\n",
    "控制\x07字符。\n".encode(),
    "换行\u2028符。\n".encode(),
    "<!-- i18n:nope -->\n\n文\n".encode(),
    "<!-- i18n:skip-start -->\n\n文\n".encode(),
    "<!-- i18n:skip-end -->\n\n文\n".encode(),
    "<!-- i18n:context -->\n\n文\n".encode(),
    "<!-- i18n:note 无 -->\n".encode(),
    "<div title='a>\n文\n".encode(),
    ("> " * 400 + "文\n").encode(),
    b"![](none.png)\n",
]


@pytest.mark.parametrize("content", ARTICLES)
def test_every_finding_in_an_article(program: Program, project: Project, content: bytes) -> None:
    project.write("articles/2026/hello.md", content)
    for command in ("extract", "build", "status"):
        run = program.run(project.root, [command])
        assert run.code in {0, 1}
        assert unbracketed(told(run), NAMES) == []


def _two_articles_with_one_output(project: Project, _: Path) -> None:
    project.write("articles/other.markdown", "文。")


def _a_vanished_article(project: Project, _: Path) -> None:
    project.remove("articles/2026/hello.md")


def _a_link_outwards(project: Project, outside: Path) -> None:
    (outside / "secret.md").write_text("secret")
    (project.root / "articles/secret.md").symlink_to(outside / "secret.md")


def _a_link_to_nowhere(project: Project, _: Path) -> None:
    (project.root / "articles/nowhere.md").symlink_to("nothing.md")


def _a_linked_folder(project: Project, outside: Path) -> None:
    (project.root / "articles/linked").symlink_to(outside)


def _a_name_that_is_none(project: Project, _: Path) -> None:
    project.article("a\x07b", "文。")  # the path is shown as ascii() writes it


def _a_folder_for_a_catalog(project: Project, _: Path) -> None:
    project.remove("locales/en/other.po")
    (project.root / "locales/en/other.po").mkdir()


def _a_file_for_a_folder(project: Project, _: Path) -> None:
    shutil.rmtree(project.root / "locales/en")
    project.write("locales/en", "a file")
    project.write("build", "a file")


def _a_folder_of_catalogs_outside(project: Project, outside: Path) -> None:
    shutil.rmtree(project.root / "locales/ja")
    (project.root / "locales/ja").symlink_to(outside)


def _a_read_only_file(project: Project, _: Path) -> None:
    project.build()
    project.article("2026/hello", "改了。")
    for path in ("locales/en/2026/hello.po", "build/en/2026/hello.md"):
        (project.root / path).chmod(0o444)


def _a_record_that_is_broken(project: Project, _: Path) -> None:
    project.write(".essaytrans/manifest.json", "{")


def _an_output_that_somebody_edited(project: Project, _: Path) -> None:
    project.build()
    project.write("build/en/other.md", "edited")
    project.remove("articles/other.md")


def _a_file_that_a_copy_would_overwrite(project: Project, _: Path) -> None:
    project.write("articles/none.png", "here it is")
    project.write("build/en/none.png", "another")


def _no_articles(project: Project, _: Path) -> None:
    shutil.rmtree(project.root / "articles")


@pytest.mark.parametrize(
    "spoil",
    [
        _two_articles_with_one_output,
        _a_vanished_article,
        _a_link_outwards,
        _a_link_to_nowhere,
        _a_linked_folder,
        _a_name_that_is_none,
        _a_folder_for_a_catalog,
        _a_file_for_a_folder,
        _a_folder_of_catalogs_outside,
        _a_read_only_file,
        _a_record_that_is_broken,
        _an_output_that_somebody_edited,
        _a_file_that_a_copy_would_overwrite,
        _no_articles,
    ],
)
def test_every_trouble_with_files(
    program: Program, project: Project, tmp_path: Path, spoil: Callable[[Project, Path], None]
) -> None:
    spoil(project, tmp_path)
    for arguments in (["extract"], ["build", "--copy-assets"], ["status"]):
        run = program.run(project.root, arguments)
        assert run.code in {0, 1, 2}
        assert unbracketed(told(run), NAMES) == []
