"""Promise 7 for all that can be wrong with files: each fault is told through gettext."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cli.pseudo_program import NAMES, Program, told, two_articles
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commands.kit import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return two_articles(tmp_path / "project")


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
