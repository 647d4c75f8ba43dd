"""The tables `[[strings]]` of the configuration, and which files are found by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essaytrans.i18n import render
from essaytrans.model import EssaytransError, Severity
from essaytrans.project import layout
from essaytrans.project.config import load
from essaytrans.project.strings import Strings

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.project.config import Config

ONE = '[[strings]]\nfiles = "i18n/zh.yaml"\noutput = "i18n/{language}.yaml"\n'
MANY = '[[strings]]\nfiles = "data/{article}.zh.toml"\noutput = "data/{article}.{language}.toml"\n'


def configured(folder: Path, text: str) -> Config:
    file = folder / "essaytrans.toml"
    file.write_text('[project]\nlanguages = ["en", "zh-TW"]\n' + text, encoding="utf-8")
    return load(file)


def problem(folder: Path, text: str) -> tuple[str, int | None, str]:
    with pytest.raises(EssaytransError) as caught:
        configured(folder, text)
    (one,) = caught.value.diagnostics
    assert one.position is not None
    line = one.position.line
    return one.code, line and line - 2, render(one.message, language="en")


def test_there_are_none_by_default(tmp_path: Path) -> None:
    assert configured(tmp_path, "").strings == ()


def test_all_tables_are_read(tmp_path: Path) -> None:
    config = configured(tmp_path, ONE + 'keys = ["*.other"]\n' + MANY)
    assert config.strings == (
        Strings("i18n/zh.yaml", "i18n/{language}.yaml", ("*.other",)),
        Strings("data/{article}.zh.toml", "data/{article}.{language}.toml"),
    )
    assert [rules.keys for rules in config.segment.strings] == [("*.other",), ()]


WRONG = {
    "one table": (
        '[strings]\nfiles = "a.json"\n',
        ("config-type", 1, "strings must be a table, as in [[strings]]"),
    ),
    "no place to go to": (
        '[[strings]]\nfiles = "a.json"\n',
        ("config-value", 1, "output is missing"),
    ),
    "an unknown key": (
        ONE + 'key = ["a"]\n',
        ("config-unknown-key", 4, "there is no key strings.key"),
    ),
    "no language": (
        '[[strings]]\nfiles = "a.json"\noutput = "b.json"\n',
        ("config-pattern", 3, "{language} is missing"),
    ),
    "no name": (
        MANY.replace("data/{article}.{lang", "data/{lang"),
        ("config-pattern", 3, "{article} is missing"),
    ),
    "another suffix": (
        ONE.replace("{language}.yaml", "{language}.yml"),
        ("config-pattern", 3, "“i18n/{language}.yml” does not end as it must"),
    ),
    "a suffix that cannot be read": (
        ONE.replace("zh.yaml", "zh.xml"),
        ("config-pattern", 2, "“i18n/zh.xml” does not end as it must"),
    ),
    "a language in the source": (
        ONE.replace("zh.yaml", "{language}.yaml"),
        ("config-pattern", 2, "there is no placeholder {language}"),
    ),
    "a way out": (
        ONE.replace("i18n/zh", "../zh"),
        ("path-outside", 2, "“../zh.yaml” leads upwards"),
    ),
}


@pytest.mark.parametrize(("text", "wanted"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_where_it_stands(
    tmp_path: Path, text: str, wanted: tuple[str, int, str]
) -> None:
    assert problem(tmp_path, text) == wanted


def plant(folder: Path, *paths: str) -> None:
    for path in ("articles/a.md", *paths):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("a: 甲\n", encoding="utf-8")


def test_files_are_found_as_articles_whose_names_are_their_paths(tmp_path: Path) -> None:
    plant(tmp_path, "i18n/zh.yaml", "i18n/ja.yaml", "data/menu.zh.toml", "data/a/b.zh.toml")
    found = layout.articles(configured(tmp_path, ONE + MANY))
    names = ["a", "data/a/b.zh.toml", "data/menu.zh.toml", "i18n/zh.yaml"]
    assert [article.name for article in found.found] == names
    assert [article.is_strings for article in found.found] == [False, True, True, True]
    assert found.diagnostics == ()


def test_what_was_built_is_not_found(tmp_path: Path) -> None:
    plant(tmp_path, "data/menu.toml", "data/menu.en.toml")
    text = MANY.replace(".zh.toml", ".toml")
    found = layout.articles(configured(tmp_path, text))
    assert [article.name for article in found.found] == ["a", "data/menu.toml"]


@pytest.mark.parametrize("text", [ONE, MANY])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, text: str) -> None:
    plant(tmp_path)
    found = layout.articles(configured(tmp_path, text))
    (told,) = found.diagnostics
    assert (told.code, told.severity) == ("no-strings", Severity.WARNING)
    assert found.complete


def test_two_files_that_would_go_to_one_place_collide(tmp_path: Path) -> None:
    plant(tmp_path, "a/x.json", "b/x.json")
    text = "".join(
        f'[[strings]]\nfiles = "{folder}/x.json"\noutput = "out/{{language}}.json"\n'
        for folder in "ab"
    )
    found = layout.articles(configured(tmp_path, text))
    assert [article.name for article in found.found] == ["a"]
    assert [told.code for told in found.diagnostics] == ["path-collision"]


def test_where_a_file_goes_follows_from_its_name(tmp_path: Path) -> None:
    config = configured(tmp_path, ONE + MANY)
    assert str(layout.goes_to(config, "i18n/zh.yaml", "en")) == "i18n/en.yaml"
    assert str(layout.goes_to(config, "data/a/b.zh.toml", "zh-TW")) == "data/a/b.zh-TW.toml"
    assert layout.goes_to(config, "2026/hello", "en") is None
    assert layout.article_paths(config, "i18n/zh.yaml") == ("i18n/zh.yaml",)
