"""The table `[links]` of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essaytrans.i18n import render
from essaytrans.markdown.slugs import SLUG_RULES
from essaytrans.model import EssaytransError
from essaytrans.project.config import load
from essaytrans.project.links import SLUGS, Links

if TYPE_CHECKING:
    from pathlib import Path


def links(folder: Path, text: str) -> Links | None:
    file = folder / "essaytrans.toml"
    file.write_text(text, encoding="utf-8")
    return load(file).links


def problem(folder: Path, text: str) -> tuple[str, int | None, str]:
    with pytest.raises(EssaytransError) as caught:
        links(folder, text)
    (one,) = caught.value.diagnostics
    assert one.hint is not None
    assert one.position is not None
    return one.code, one.position.line, render(one.message, language="en")


def test_without_the_table_links_stay(tmp_path: Path) -> None:
    assert links(tmp_path, "") is None


def test_an_empty_table_switches_them_on(tmp_path: Path) -> None:
    assert links(tmp_path, "[links]\n") == Links()


def test_all_keys_are_read(tmp_path: Path) -> None:
    text = """
[links]
slugs = "vitepress"
fragments = "pin"
style = "plain"
articles = false
localized = false
base = "/docs/"
page = "/{language}/{dir}/{stem}/"
source_page = "{article}"
"""
    page = "{language}/{dir}/{stem}"
    wanted = Links("vitepress", "pin", "plain", False, False, "/docs/", page, "{article}")
    assert links(tmp_path, text) == wanted


WRONG = {
    "a rule": ('slugs = "hugoo"', "config-value", "“hugoo” is not among the values of this key"),
    "a style": ('style = ".md"', "config-value", "“.md” is not among the values of this key"),
    "a base": ('base = "docs"', "config-value", "“docs” does not begin and end with a slash"),
    "a page of no article": ('page = "{language}"', "config-pattern", "{article} is missing"),
    "a page of no language": ('page = "{article}"', "config-pattern", "{language} is missing"),
    "a placeholder": (
        'page = "{lang}/{article}"',
        "config-pattern",
        "there is no placeholder {lang}",
    ),
    "a language of a source": (
        'source_page = "{language}/{article}"',
        "config-pattern",
        "there is no placeholder {language}",
    ),
    "pins where there are none": (
        'fragments = "pin"',
        "config-value",
        "github shows {#id} as text",
    ),
    "another key": ('slug = "hugo"', "config-unknown-key", "there is no key links.slug"),
}


@pytest.mark.parametrize(("line", "code", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_where_it_stands(
    tmp_path: Path, line: str, code: str, said: str
) -> None:
    assert problem(tmp_path, f"[links]\n{line}\n") == (code, 2, said)


def test_every_rule_of_the_configuration_exists() -> None:
    assert set(SLUGS) == set(SLUG_RULES)
