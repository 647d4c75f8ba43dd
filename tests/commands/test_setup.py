"""`init` and `add`: a project begins, a language comes; nothing of a person's is overwritten."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes
from essaytrans import i18n
from essaytrans.commands.setup import add, init
from essaytrans.model import EssaytransError
from essaytrans.project.config import load

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = ("essaytrans.toml", "articles/", "locales/", ".gitattributes", ".gitignore")


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """A folder that is no project yet; it does not exist."""
    return Project(tmp_path / "文集")


# --- init -------------------------------------------------------------------------------------


def test_a_project_is_a_configuration_two_folders_and_lines_for_git(empty: Project) -> None:
    report = init(empty.root, source="zh-CN", languages=["en", "zh_tw"], dry=False)
    assert report.changed == EVERYTHING
    config = load(empty.root / "essaytrans.toml")
    assert config.name == "文集"
    assert config.source == "zh-CN"
    assert [language.tag for language in config.languages] == ["en", "zh-TW"]
    assert empty.read(".gitignore") == "*.mo\n/.essaytrans/\n"
    assert empty.read(".gitattributes") == "*.po text eol=lf\n*.pot text eol=lf\n"
    assert empty.extract().diagnostics == ()
    assert empty.build().diagnostics == ()


def test_the_configuration_explains_itself_in_the_language_of_who_began(empty: Project) -> None:
    init(empty.root, source="zh-CN", languages=[], dry=False)
    english = empty.read("essaytrans.toml")
    assert "# The languages to translate into" in english
    i18n.activate("zh_CN")
    other = Project(empty.root.parent / "other")
    init(other.root, name="文集", source="zh-CN", languages=[], dry=False)
    assert tomllib.loads(other.read("essaytrans.toml")) == tomllib.loads(english)


def test_an_existing_project_is_not_overwritten(empty: Project) -> None:
    empty.write("essaytrans.toml", "# mine\n")
    before = empty.snapshot()
    with pytest.raises(EssaytransError) as caught:
        init(empty.root, source="zh-CN", languages=["en"], dry=False)
    assert codes(caught.value.diagnostics) == ["already-a-project"]
    assert empty.snapshot() == before


def test_a_project_in_a_folder_that_is_used_touches_nothing_of_it(empty: Project) -> None:
    empty.write("articles/hello.md", "你好。")
    empty.write(".gitignore", "/node_modules/")
    empty.write(".gitattributes", "*.po text eol=lf\n*.pot text eol=lf\n")
    report = init(empty.root, source="zh-CN", languages=[], dry=False)
    assert report.changed == ("essaytrans.toml", "locales/", ".gitignore")
    assert empty.read(".gitignore") == "/node_modules/\n*.mo\n/.essaytrans/\n"
    assert empty.read("articles/hello.md") == "你好。"


@pytest.mark.parametrize("before", ["*.mo\n", "*.mo\r\n/node_modules/\r\n", "  *.mo  \n#\n"])
def test_lines_for_git_are_appended_once(empty: Project, before: str) -> None:
    empty.write(".gitignore", before)
    init(empty.root, source="zh-CN", languages=[], dry=False)
    assert empty.read(".gitignore") == before + "/.essaytrans/\n"
    empty.remove("essaytrans.toml")
    assert init(empty.root, source="zh-CN", languages=[], dry=False).changed == ("essaytrans.toml",)
    assert empty.read(".gitignore") == before + "/.essaytrans/\n"


def test_a_check_says_what_would_be_made_and_makes_nothing(empty: Project) -> None:
    assert init(empty.root, source="zh-CN", languages=[], dry=True).changed == EVERYTHING
    assert not empty.root.exists()


@pytest.mark.parametrize(("source", "languages"), [("Chinese!", []), ("zh-CN", ["en", "xx yy"])])
def test_a_tag_that_is_none_stops_it_before_anything_is_made(
    empty: Project, source: str, languages: list[str]
) -> None:
    with pytest.raises(EssaytransError) as caught:
        init(empty.root, source=source, languages=languages, dry=False)
    assert codes(caught.value.diagnostics) == ["language-tag"]
    assert not empty.root.exists()


def test_the_source_language_cannot_be_one_to_translate_into(empty: Project) -> None:
    with pytest.raises(EssaytransError):
        init(empty.root, source="zh-CN", languages=["en", "zh-cn"], dry=False)
    assert not empty.exists("essaytrans.toml")


def test_a_beginning_that_failed_can_be_repeated(empty: Project) -> None:
    empty.write("articles", "a file in the way")
    with pytest.raises(EssaytransError):
        init(empty.root, source="zh-CN", languages=["en"], dry=False)
    assert empty.read("articles") == "a file in the way"
    empty.remove("articles")
    assert init(empty.root, source="zh-CN", languages=["en"], dry=False).changed


@pytest.mark.parametrize("name", ["a “name”", 'a "name"', "C:\\名", "#", "'", "]"])
def test_a_project_may_have_any_name(empty: Project, name: str) -> None:
    init(empty.root, name=name, source="zh-CN", languages=[], dry=False)
    assert load(empty.root / "essaytrans.toml").name == name


def test_a_project_is_called_like_its_folder_from_wherever_it_is_named(
    empty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = empty.root / "inner"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    init(type(inner)(".."), source="zh-CN", languages=[], dry=False)
    assert load(empty.root / "essaytrans.toml").name == "文集"


# --- add --------------------------------------------------------------------------------------

COMMENTED = """\
# 我们的项目
[project]
name = "文集"    # 不变
languages = [
    "en",  # 先英文
    "ja",
]

[segment]
code = "never"
"""


def test_a_language_is_added_and_every_comment_survives(project: Project) -> None:
    project.write("essaytrans.toml", COMMENTED)
    report = add(project.root, ["tlh"], dry=False)
    assert (report.added, report.known, report.changed) == (("tlh",), (), ("essaytrans.toml",))
    text = project.read("essaytrans.toml")
    for line in COMMENTED.splitlines():
        assert line.rstrip(",") in text
    config = load(project.root / "essaytrans.toml")
    assert [language.tag for language in config.languages] == ["en", "ja", "tlh"]


@pytest.mark.parametrize(
    "tag", ["tlh", "art-x-elvish", "zh-TW", "zh-Hant-HK", "sr-Latn", "pt-BR", "x-ours", "qaa"]
)
def test_any_language_can_be_added_also_one_that_cldr_has_never_heard_of(
    project: Project, tag: str
) -> None:
    project.article("hello", "你好。")
    assert add(project.root, [tag], dry=False).added == (tag,)
    project.extract()
    project.translate("hello", {"你好。": "?"}, language=tag)
    project.build()
    assert project.read(f"build/{tag}/hello.md") == "?\n"
    assert project.extract().changed == ()


def test_a_language_that_is_there_is_not_added_again(project: Project) -> None:
    before = project.snapshot()
    report = add(project.root, ["EN", "ja"], dry=False)
    assert (report.added, report.known, report.changed) == ((), ("en", "ja"), ())
    assert project.snapshot() == before


def test_a_language_named_twice_is_added_once(project: Project) -> None:
    assert add(project.root, ["fr", "FR"], dry=False).added == ("fr",)
    assert add(project.root, ["fr", "de"], dry=False).added == ("de",)


def test_a_check_adds_nothing(project: Project) -> None:
    before = project.snapshot()
    report = add(project.root, ["fr"], dry=True)
    assert (report.added, report.changed) == (("fr",), ("essaytrans.toml",))
    assert project.snapshot() == before


@pytest.mark.parametrize(
    ("tags", "code"),
    [(["fr", "no such"], "language-tag"), (["zh-CN"], "source-language"), ([""], "language-tag")],
)
def test_what_cannot_be_added_changes_nothing(project: Project, tags: list[str], code: str) -> None:
    before = project.snapshot()
    with pytest.raises(EssaytransError) as caught:
        add(project.root, tags, dry=False)
    assert codes(caught.value.diagnostics) == [code]
    assert project.snapshot() == before


def test_a_language_can_be_added_from_any_folder_of_the_project(project: Project) -> None:
    assert add(project.root / "articles", ["fr"], dry=False).added == ("fr",)


def test_without_a_project_no_language_can_be_added(tmp_path: Path) -> None:
    with pytest.raises(EssaytransError) as caught:
        add(tmp_path, ["fr"], dry=False)
    assert codes(caught.value.diagnostics) == ["no-configuration"]
