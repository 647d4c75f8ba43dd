"""The repository's own articles as books, in every language, as EPUBCheck sees them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from commands.kit import Project
from pages.epubs import check

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ar", "en", "ja", "tlh", "zh-TW")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project of the repository, with its books."""
    project = Project(tmp_path_factory.mktemp("own"))
    for name in ("articles", "locales"):
        shutil.copytree(ROOT / name, project.root / name)
    shutil.copy(ROOT / "essaytrans.toml", project.root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)  # waiting for the disk takes longest
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        assert project.build(editions=["epub"]).diagnostics == ()
    return project


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_book_of_all_articles_is_without_fault(
    own: Project, tmp_path: Path, language: str
) -> None:
    check((own.root / f"build/epub/{language}.epub").read_bytes(), tmp_path)


def test_the_book_of_an_article_is_without_fault(own: Project, tmp_path: Path) -> None:
    check((own.root / "build/epub/ar/first-line.epub").read_bytes(), tmp_path)


def test_there_is_a_book_for_every_language(own: Project) -> None:
    books = {path.stem for path in (own.root / "build/epub").glob("*.epub")}
    assert books == set(LANGUAGES)
