"""Patterns of paths: filled with an article and a language, and read back."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaytrans.commands.builds.outputs import Outputs
from essaytrans.project.config import Config, Language
from essaytrans.project.forms import fill, read_back
from essaytrans.project.layout import Article, article_paths, articles, catalog_of, catalog_path

TAGS = ("en", "zh-TW", "tw", "art-x-elvish")

FILLED = [
    # pattern, of 2026/03/hello in en, of hello in en
    ("build/{language}/{article}.md", "build/en/2026/03/hello.md", "build/en/hello.md"),
    ("site/{dir}/{language}/{stem}.md", "site/2026/03/en/hello.md", "site/en/hello.md"),
    ("{dir}/{stem}.{language}.md", "2026/03/hello.en.md", "hello.en.md"),
    ("{language}/{dir}/_{stem}.md", "en/2026/03/_hello.md", "en/_hello.md"),
    ("{stem}/{language}/{dir}/x.md", "hello/en/2026/03/x.md", "hello/en/x.md"),
    ("{dir}/{language}/{dir}/{stem}.md", "2026/03/en/2026/03/hello.md", "en/hello.md"),
    ("{article}/index.{language}.md", "2026/03/hello/index.en.md", "hello/index.en.md"),
]


@pytest.mark.parametrize(("pattern", "deep", "flat"), FILLED)
def test_a_pattern_gives_a_path_and_the_path_its_article(
    pattern: str, deep: str, flat: str
) -> None:
    assert str(fill(pattern, "2026/03/hello", "en")) == deep
    assert str(fill(pattern, "hello", "en")) == flat
    assert read_back(pattern, TAGS, deep) == ("2026/03/hello", "en")
    assert read_back(pattern, TAGS, flat) == ("hello", "en")


names = st.lists(
    st.text(alphabet="a-.{}é字 en", min_size=1, max_size=6).filter(lambda name: name.strip(".")),
    min_size=1,
    max_size=3,
).map("/".join)


@settings(deadline=None)
@given(names, st.sampled_from(TAGS), st.sampled_from([pattern for pattern, _, _ in FILLED]))
def test_every_path_leads_back_to_its_article(name: str, tag: str, pattern: str) -> None:
    assert read_back(pattern, TAGS, str(fill(pattern, name, tag))) == (name, tag)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("site/{dir}/{language}/{stem}.md", "site/2026/fr/hello.md"),
        ("site/{dir}/{language}/{stem}.md", "site/hello.md"),
        ("site/{dir}/{language}/{stem}.md", "site/en/.md"),
        ("{dir}/{language}/{dir}/{stem}.md", "a/en/b/hello.md"),
        ("{dir}/{stem}.{language}.md", "hello.md"),
    ],
)
def test_what_does_not_fit_has_no_article(pattern: str, path: str) -> None:
    assert read_back(pattern, TAGS, path) is None


def test_a_hostile_path_takes_no_time() -> None:
    start = time.perf_counter()
    for pattern, _, _ in FILLED:
        assert read_back(pattern, TAGS, "a/" * 2000 + "x") is None
    assert time.perf_counter() - start < 1


# --- in a project -----------------------------------------------------------------------------


def project(root: Path, *paths: str, **options: Any) -> Config:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    languages = (Language("en"), Language("zh-TW"), Language("ja", path="jp"))
    return Config(root, root / "essaytrans.toml", "x", languages=languages, **options)


def test_catalogs_may_have_folders_of_languages_beside_their_articles(tmp_path: Path) -> None:
    config = project(tmp_path, catalogs="{dir}/po/{language}/{stem}.po")
    assert str(catalog_path(config, "a/b", "zh-TW")) == "a/po/zh-TW/b.po"
    assert catalog_of(config, "a/po/zh-TW/b.po") == ("a/b", "zh-TW")
    assert catalog_of(config, "po/en/b.po") == ("b", "en")


def test_articles_are_found_by_a_pattern_and_all_else_is_none(tmp_path: Path) -> None:
    config = project(
        tmp_path,
        *("docs/tea.zh.md", "docs/2026/walk.zh.md", "docs/tea.en.md", "docs/notes.md"),
        articles="docs",
        article_pattern="docs/{article}.zh.md",
    )
    assert articles(config).found == (
        Article("2026/walk", "docs/2026/walk.zh.md"),
        Article("tea", "docs/tea.zh.md"),
    )
    assert article_paths(config, "gone") == ("docs/gone.zh.md",)


def test_articles_may_have_a_folder_each(tmp_path: Path) -> None:
    config = project(
        tmp_path,
        *("content/tea/index.md", "content/a/walk/index.md", "content/tea/index.en.md"),
        articles="content",
        article_pattern="content/{dir}/{stem}/index.md",
        output="content/{dir}/{stem}/index.{language}.md",
    )
    assert [article.name for article in articles(config).found] == ["a/walk", "tea"]


def test_articles_of_a_folder_may_have_either_suffix(tmp_path: Path) -> None:
    assert article_paths(project(tmp_path), "a/b") == ("articles/a/b.md", "articles/a/b.markdown")


def test_outputs_call_languages_as_the_site_does_and_catalogs_by_their_tags(tmp_path: Path) -> None:
    config = project(tmp_path, language_paths="lower")
    outputs = Outputs(config, None)
    assert str(outputs.named("a", "zh-TW")) == "build/zh-tw/a.md"
    assert str(outputs.named("a", "ja")) == "build/jp/a.md"
    assert str(catalog_path(config, "a", "zh-TW")) == "locales/zh-TW/a.po"


def test_outputs_among_the_articles_are_none_by_what_the_site_calls_them(tmp_path: Path) -> None:
    config = project(
        tmp_path,
        *("docs/a.md", "docs/zh-tw/a.md", "docs/jp/a.md", "docs/ja/a.md"),
        articles="docs",
        output="docs/{language}/{article}.md",
        language_paths="lower",
    )
    assert [article.path for article in articles(config).found] == ["docs/a.md", "docs/ja/a.md"]


@pytest.mark.parametrize("form", ["b/{language}/{article}.md", "b/{dir}/{language}/{stem}.md"])
def test_what_was_built_of_an_article_is_known_in_languages_that_are_gone(
    tmp_path: Path, form: str
) -> None:
    outputs = Outputs(project(tmp_path, output=form), None)
    built = outputs.pattern([Article("2025/a", ""), Article("2026/b", "")])
    assert built.fullmatch(str(fill(form, "2025/a", "fr")))
    assert not built.fullmatch(str(fill(form, "2025/b", "fr")))
    assert not outputs.pattern([]).fullmatch(str(fill(form, "2025/a", "fr")))
