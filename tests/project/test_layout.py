"""Which file goes where: names, paths, collisions, and the way back from a path to its article."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaytrans.i18n import render
from essaytrans.model import EssaytransError, Position
from essaytrans.project.config import Config, Language
from essaytrans.project.layout import (
    Article,
    CatalogFile,
    articles,
    catalog_of,
    catalog_path,
    catalogs,
    fill,
    output_pattern,
)

TAGS = ("en", "zh-TW", "tw", "art-x-elvish")


def project(root: Path, *paths: str, **options: str | tuple[str, ...]) -> Config:
    """Make a project with these files, empty, and these keys in its configuration."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    config = Config(root, root / "essaytrans.toml", "x", languages=tuple(map(Language, TAGS)))
    names = {"articles", "exclude", "catalogs", "output"}
    assert names >= options.keys()
    values = {name: getattr(config, name) for name in names} | options
    return Config(root, config.path, "x", languages=config.languages, **values)


def found(config: Config) -> list[str]:
    return [article.path for article in articles(config).found]


# --- articles ---------------------------------------------------------------------------------


def test_articles_are_all_markdown_files_below_their_folder(tmp_path: Path) -> None:
    config = project(
        tmp_path,
        "articles/2026/hello.md",
        "articles/b.markdown",
        "articles/A.MD",
        "articles/image.png",
        "articles/notes.txt",
        "README.md",
    )
    listed = articles(config)
    assert listed.found == (
        Article("2026/hello", "articles/2026/hello.md"),
        Article("A", "articles/A.MD"),
        Article("b", "articles/b.markdown"),
    )
    assert listed.diagnostics == ()
    assert listed.complete


def test_hidden_files_and_folders_are_no_articles(tmp_path: Path) -> None:
    config = project(tmp_path, "articles/._a.md", "articles/.git/a.md", "articles/a.md")
    assert found(config) == ["articles/a.md"]


def test_the_root_itself_may_be_the_folder_of_articles(tmp_path: Path) -> None:
    config = project(tmp_path, "a.md", "b/c.md", "build/en/a.md", "build/fr/a.md", articles=".")
    assert articles(config).found == (
        Article("a", "a.md"),
        Article("b/c", "b/c.md"),
        Article("build/fr/a", "build/fr/a.md"),
    )


def test_outputs_among_the_articles_are_no_articles(tmp_path: Path) -> None:
    config = project(
        tmp_path,
        "articles/a.md",
        "articles/a.en.md",
        "articles/a.zh-TW.md",
        "articles/a.fr.md",
        output="articles/{article}.{language}.md",
    )
    assert found(config) == ["articles/a.md", "articles/a.fr.md"]


EXCLUDED = [
    # pattern, what it excludes, what it does not
    ("README.md", ["README.md", "a/README.md"], ["readme.md", "README.md.md", "aREADME.md"]),
    ("/README.md", ["README.md"], ["a/README.md"]),
    ("drafts/", ["drafts/a.md", "a/drafts/b/c.md"], ["drafts.md", "drafts2/a.md"]),
    ("x.md/", ["x.md/a.md"], ["x.md"]),
    ("drafts", ["drafts/a.md", "a/drafts/b.md"], ["adrafts/a.md"]),
    ("a/drafts", ["a/drafts/b.md"], ["b/a/drafts/c.md"]),
    ("*-draft.md", ["a-draft.md", "b/a-draft.md"], ["a-draft.markdown", "a-draft/b.md"]),
    ("2026/*.md", ["2026/a.md"], ["2026/a/b.md", "2025/a.md"]),
    ("2026/**/x.md", ["2026/x.md", "2026/a/b/x.md"], ["2026/a/y.md", "x.md"]),
    ("**/x.md", ["x.md", "a/b/x.md"], ["xx.md"]),
    ("2026/**", ["2026/a.md", "2026/a/b.md"], ["2025/2026.md"]),
    ("?.md", ["a.md", "字.md"], ["ab.md"]),
    ("[ab].md", ["a.md"], ["c.md"]),
    ("a+b.md", ["a+b.md"], ["aab.md"]),
    ("**", ["a.md", "a/b.md"], []),
    ("/", [], ["a.md"]),
]


@pytest.mark.parametrize(("pattern", "out", "left"), EXCLUDED)
def test_excluded_files_are_no_articles(
    tmp_path: Path, pattern: str, out: list[str], left: list[str]
) -> None:
    for number, path in enumerate([*out, *left]):
        config = project(tmp_path / str(number), f"articles/{path}", exclude=(pattern,))
        assert found(config) == ([] if path in out else [f"articles/{path}"]), path


def test_a_hostile_pattern_takes_no_time(tmp_path: Path) -> None:
    hostile = ("*a" * 40 + "b", "**/" * 60 + "b", "/".join(["**", "*a*a*a*a*b"] * 10))
    config = project(tmp_path, "articles/" + "a/" * 60 + "a" * 200 + ".md", exclude=hostile)
    start = time.perf_counter()
    assert len(found(config)) == 1
    assert time.perf_counter() - start < 1


def test_without_their_folder_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EssaytransError) as caught:
        articles(project(tmp_path))
    (problem,) = caught.value.diagnostics
    assert problem.code == "no-articles"
    assert problem.position == Position("articles")


def test_a_folder_that_leads_out_of_the_project_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (tmp_path / "elsewhere").mkdir()
    root.mkdir()
    (root / "articles").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EssaytransError) as caught:
        articles(project(root))
    assert caught.value.diagnostics[0].code == "path-outside"


def test_an_article_that_leads_out_of_the_project_is_refused_and_the_others_are_found(
    tmp_path: Path,
) -> None:
    (tmp_path / "secret.md").touch()
    root = tmp_path / "project"
    config = project(root, "articles/a.md")
    (root / "articles" / "b.md").symlink_to(tmp_path / "secret.md")
    listed = articles(config)
    assert [article.name for article in listed.found] == ["a"]
    assert [problem.code for problem in listed.diagnostics] == ["path-outside"]
    assert not listed.complete


# --- collisions -------------------------------------------------------------------------------

COLLISIONS = [
    ("a/hello.markdown", "a/hello.md"),
    ("Hello.md", "hello.md"),
    ("A/x.md", "a/x.md"),
    ("STRASSE.md", "straße.md"),
    ("caf\u00e9.md", "cafe\u0301.md"),
]


@pytest.mark.parametrize(("one", "other"), COLLISIONS)
def test_articles_with_one_output_are_refused(tmp_path: Path, one: str, other: str) -> None:
    config = project(tmp_path, f"articles/{one}", f"articles/{other}", "articles/c.md")
    listed = articles(config)
    assert [article.name for article in listed.found] == ["c"]
    (problem,) = listed.diagnostics
    assert problem.code == "path-collision"
    message = render(problem.message, language="en")
    assert f"articles/{one}" in message
    assert f"articles/{other}" in message
    assert not listed.complete


def test_articles_that_meet_only_in_two_languages_are_refused(tmp_path: Path) -> None:
    """The catalog of `a` in zh-TW and that of `a-zh` in tw would differ in capitals only."""
    config = project(
        tmp_path,
        "articles/a.md",
        "articles/a-zh.md",
        "articles/b.md",
        catalogs="locales/{article}-{language}.po",
    )
    listed = articles(config)
    assert [article.name for article in listed.found] == ["b"]
    assert [problem.code for problem in listed.diagnostics] == ["path-collision"]


# --- paths ------------------------------------------------------------------------------------

PATTERNS = [
    ("locales/{language}/{article}.po", "locales/en/2026/hello.po"),
    ("po/{article}/{language}.po", "po/2026/hello/en.po"),
    ("{article}.{language}.po", "2026/hello.en.po"),
    ("{language}/{article}/{language}.po", "en/2026/hello/en.po"),
    ("po+[x]/{language}/{article}.po", "po+[x]/en/2026/hello.po"),
]


@pytest.mark.parametrize(("pattern", "path"), PATTERNS)
def test_a_pattern_gives_a_path_and_the_path_its_article(
    tmp_path: Path, pattern: str, path: str
) -> None:
    config = project(tmp_path, catalogs=pattern, output=pattern.replace(".po", ".md"))
    assert str(catalog_path(config, "2026/hello", "en")) == path
    assert str(fill(output_pattern(config), "2026/hello", "en")) == path.replace(".po", ".md")
    assert catalog_of(config, path) == ("2026/hello", "en")


def test_a_name_that_looks_like_a_placeholder_is_only_a_name(tmp_path: Path) -> None:
    config = project(tmp_path)
    assert str(catalog_path(config, "{language}", "en")) == "locales/en/{language}.po"


@pytest.mark.parametrize(
    "path",
    ["locales/fr/a.po", "locales/en/.po", "locales/en/a.pot", "en/a.po", "locales/EN/a.po", ""],
)
def test_other_paths_are_no_catalogs(tmp_path: Path, path: str) -> None:
    assert catalog_of(project(tmp_path), path) is None


names = st.lists(
    st.text(alphabet="a-.{}é字 en", min_size=1, max_size=6).filter(lambda name: name.strip(".")),
    min_size=1,
    max_size=3,
).map("/".join)


@settings(deadline=None)
@given(names, st.sampled_from(TAGS), st.sampled_from([PATTERNS[0][0], PATTERNS[1][0]]))
def test_every_catalog_leads_back_to_its_article(name: str, tag: str, pattern: str) -> None:
    config = project(Path("/nowhere"), catalogs=pattern)
    assert catalog_of(config, str(catalog_path(config, name, tag))) == (name, tag)


def test_catalogs_are_found_whether_or_not_their_article_is_there(tmp_path: Path) -> None:
    config = project(
        tmp_path,
        "articles/a.md",
        "locales/en/a.po",
        "locales/en/2026/gone.po",
        "locales/zh-TW/a.po",
        "locales/fr/a.po",
        "locales/en/a.mo",
        "other.po",
    )
    assert catalogs(config) == (
        CatalogFile("locales/en/2026/gone.po", "2026/gone", "en"),
        CatalogFile("locales/en/a.po", "a", "en"),
        CatalogFile("locales/zh-TW/a.po", "a", "zh-TW"),
    )


def test_catalogs_may_be_anywhere_in_the_project(tmp_path: Path) -> None:
    config = project(tmp_path, "x/a.en.po", "b.tw.po", catalogs="{article}.{language}.po")
    assert [catalog.article for catalog in catalogs(config)] == ["b", "x/a"]


def test_a_project_without_languages_has_no_catalogs(tmp_path: Path) -> None:
    config = Config(tmp_path, tmp_path / "essaytrans.toml", "x")
    assert catalogs(config) == ()
    assert catalog_of(config, "locales/en/a.po") is None
