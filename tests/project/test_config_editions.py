"""`[editions]`: what is built, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essaytrans.i18n import render
from essaytrans.model import EssaytransError
from essaytrans.project.config import load
from essaytrans.project.editions import Editions
from essaytrans.project.layout import articles

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> Path:
    path = folder / "essaytrans.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_said_means_the_translated_edition(tmp_path: Path) -> None:
    editions = load(written(tmp_path, "")).editions
    assert editions == Editions()
    assert editions.default == ("translated",)


def test_everything_may_be_said(tmp_path: Path) -> None:
    said = """
[editions]
default = ["epub", "html", "translated"]
order = "translation-first"
bilingual = "both/{article}.{language}.markdown"
html = "site/{language}/{article}.htm"
epub = "books/{language}-{article}.epub"
collection = "books/{language}.epub"
"""
    assert load(written(tmp_path, said)).editions == Editions(
        default=("translated", "html", "epub"),
        order="translation-first",
        bilingual="both/{article}.{language}.markdown",
        html="site/{language}/{article}.htm",
        epub="books/{language}-{article}.epub",
        collection="books/{language}.epub",
    )


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        (
            'default = ["htlm"]',
            "config-value",
            "there is no edition “htlm”",
            "did you mean “html”?",
        ),
        (
            'default = ["pdf"]',
            "config-value",
            "there is no edition “pdf”",
            "there are: translated, bilingual, html, epub",
        ),
        (
            "default = []",
            "config-value",
            "no edition is named",
            "there are: translated, bilingual, html, epub",
        ),
        (
            'default = ["html", "html"]',
            "config-repeated",
            "“html” is there twice",
            "take one of them out",
        ),
        (
            'order = "source"',
            "config-value",
            "“source” is not among the values of this key",
            "did you mean “source-first”?",
        ),
        (
            'html = "site/{language}/{article}.md"',
            "config-pattern",
            "“site/{language}/{article}.md” does not end as it must",
            "it must end with one of: .html, .htm",
        ),
        (
            'html = "../{language}/{article}.html"',
            "path-outside",
            "“../{language}/{article}.html” leads upwards",
            "write it without “..”: all files of a project are inside its folder",
        ),
        (
            'collection = "books/{article}.epub"',
            "config-pattern",
            "there is no placeholder {article}",
            "it needs {language}, and no other",
        ),
        (
            'collection = "books/all.epub"',
            "config-pattern",
            "{language} is missing",
            "it needs {language}, and no other",
        ),
        (
            'bilingual = "build/{language}/{article}.md"',
            "config-value",
            "the translated edition goes to “build/{language}/{article}.md” already",
            "give it a place of its own, such as build/bilingual/{language}/{article}.md",
        ),
        ('books = "x"', "config-unknown-key", "there is no key editions.books", None),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(
    tmp_path: Path, line: str, code: str, message: str, hint: str | None
) -> None:
    path = written(tmp_path, f"[editions]\n{line}\n")
    with pytest.raises(EssaytransError) as caught:
        load(path)
    (problem,) = caught.value.diagnostics
    assert problem.code == code
    assert render(problem.message, language="en") == message
    assert problem.position is not None
    assert problem.position.line == 2
    if hint is not None:
        assert problem.hint is not None
        assert render(problem.hint, language="en") == hint


def test_articles_whose_editions_would_be_one_file_are_told_of(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[project]\nlanguages = ["en"]\n'
        '[editions]\nbilingual = "build/{language}/both/{article}.md"\n',
    )
    (tmp_path / "articles" / "both").mkdir(parents=True)
    for name in ("a", "both/a", "b"):
        (tmp_path / "articles" / f"{name}.md").write_text("字\n", encoding="utf-8")
    found = articles(load(path))
    assert [article.name for article in found.found] == ["b"]
    (problem,) = found.diagnostics
    assert problem.code == "path-collision"
