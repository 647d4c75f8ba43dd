"""Presets for site generators: each is a configuration that holds, and each shows by its files."""

from pathlib import Path

import pytest

from commands.kit import Project, codes
from essaytrans.commands.setup import init
from essaytrans.i18n import render
from essaytrans.model import EssaytransError
from essaytrans.project.config import load
from essaytrans.project.presets import PRESETS, Preset

NAMES = [preset.name for preset in PRESETS]


@pytest.mark.parametrize("preset", PRESETS, ids=NAMES)
def test_every_preset_is_a_configuration_that_says_what_it_does(
    tmp_path: Path, preset: Preset
) -> None:
    begun = init(tmp_path, source="zh-CN", languages=["en"], preset=preset.name, dry=False)
    config = load(tmp_path / "essaytrans.toml")
    assert begun.preset == preset.name
    assert begun.articles == config.articles
    assert (tmp_path / config.articles).is_dir()
    assert config.output == preset.output
    assert config.language_paths == preset.language_paths
    assert config.segment.front_matter == preset.front_matter
    assert config.links == preset.links
    assert f"It is where {preset.generator} looks" in (tmp_path / "essaytrans.toml").read_text()


@pytest.mark.parametrize("preset", PRESETS, ids=NAMES)
def test_every_preset_builds_what_is_no_article_the_next_time(
    tmp_path: Path, preset: Preset
) -> None:
    project = Project(tmp_path)
    init(tmp_path, source="zh-CN", languages=["en", "zh-TW"], preset=preset.name, dry=False)
    folder = load(tmp_path / "essaytrans.toml").articles
    project.write(f"{folder}/2026/tea.md", "水要烧开。\n")
    project.extract()
    project.translate("2026/tea", {"水要烧开。": "水要燒開。"}, "zh-TW")
    assert project.build().built == 2
    name = "zh-tw" if preset.language_paths == "lower" else "zh-TW"
    output = preset.output.format(language=name, article="2026/tea")
    assert project.read(output) == "水要燒開。\n"
    assert project.extract().changed == ()
    assert project.build().built == 2


SHOWN = [
    ("hugo", ["hugo.toml"]),
    ("hugo", ["config.yaml", "content/"]),
    ("hugo-content", ["config/_default/hugo.yaml", "content/zh/"]),
    ("hugo-content", ["hugo.toml", "content/zh-cn/"]),
    ("jekyll", ["_config.yml", "_posts/"]),
    ("jekyll", ["_config.yml", "Gemfile"]),
    ("hexo", ["_config.yml", "source/_posts/"]),
    ("mkdocs", ["mkdocs.yml", "docs/"]),
    ("mkdocs-folder", ["mkdocs.yml", "docs/zh-CN/"]),
    ("docusaurus", ["docusaurus.config.ts"]),
    ("vitepress", ["docs/.vitepress/"]),
    ("starlight", ["astro.config.mjs", "src/content/docs/"]),
    ("mdbook", ["book.toml"]),
]


@pytest.mark.parametrize(("name", "paths"), SHOWN)
def test_a_generator_shows_by_its_files(tmp_path: Path, name: str, paths: list[str]) -> None:
    _make(tmp_path, paths)
    assert init(tmp_path, source="zh-CN", languages=[], preset="auto", dry=True).preset == name


def test_every_preset_can_show() -> None:
    assert {name for name, _ in SHOWN} == set(NAMES)


@pytest.mark.parametrize("folder", ["content/zh-cn", "content/zh-CN", "content/zh"])
def test_the_articles_are_where_the_site_has_them(tmp_path: Path, folder: str) -> None:
    _make(tmp_path, ["hugo.toml", f"{folder}/"])
    init(tmp_path, source="zh-CN", languages=["en"], preset="auto", dry=False)
    assert load(tmp_path / "essaytrans.toml").articles == folder


REFUSED = [
    ("hug", [], "unknown-preset there is no preset “hug”\ndid you mean “hugo”?"),
    ("nix", [], "unknown-preset there is no preset “nix”\nthere are: auto, docusaurus, hexo, "),
    ("auto", ["README.md"], "preset-not-found no site generator shows in this folder\nname a pre"),
    (
        "auto",
        ["book.toml", "mkdocs.yml"],
        (
            "preset-not-found several site generators show in this folder: MkDocs, mdBook\n"
            "name a preset: mkdocs, mdbook"
        ),
    ),
]


@pytest.mark.parametrize(("name", "paths", "expected"), REFUSED)
def test_what_is_no_preset_is_told_before_anything_is_made(
    tmp_path: Path, name: str, paths: list[str], expected: str
) -> None:
    _make(tmp_path, paths)
    project = Project(tmp_path)
    before = project.snapshot()
    with pytest.raises(EssaytransError) as caught:
        init(tmp_path, source="zh-CN", languages=["en"], preset=name, dry=False)
    (problem,) = caught.value.diagnostics
    assert problem.hint is not None
    message, hint = (render(text, language="en") for text in (problem.message, problem.hint))
    assert f"{problem.code} {message}\n{hint}".startswith(expected)
    assert project.snapshot() == before


def test_without_a_preset_no_generator_is_looked_for(tmp_path: Path) -> None:
    _make(tmp_path, ["hugo.toml"])
    begun = init(tmp_path, source="zh-CN", languages=["en"], dry=False)
    assert (begun.preset, begun.articles) == (None, "articles")
    assert "language_paths" not in (tmp_path / "essaytrans.toml").read_text()
    assert codes(begun.diagnostics) == []


def _make(root: Path, paths: list[str]) -> None:
    """Make empty files, and folders where a name ends in a slash."""
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith("/"):
            file.mkdir(parents=True)
        else:
            file.touch()


def test_a_language_that_the_site_calls_otherwise_is_built_there_by_the_next_build(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("a", "水要烧开。")
    project.build()
    assert project.exists("build/en/a.md")
    project.configure("en", more='[languages.en]\npath = "en-US"\n')
    project.build()
    assert project.read("build/en-US/a.md") == "水要烧开。\n"
