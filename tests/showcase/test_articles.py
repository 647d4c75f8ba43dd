"""The repository's own articles and translations are what they promise to be."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from essaytrans.commands.build import BuildOptions, build
from essaytrans.commands.extract import extract
from essaytrans.commands.status import StatusRow, measure_all
from essaytrans.commands.workspace import open_workspace
from essaytrans.markdown import segment
from essaytrans.markdown.inline import PieceKind, scan
from essaytrans.model import Codec, Document, Kind

ROOT = Path(__file__).parents[2]
ARTICLES = sorted((ROOT / "articles").rglob("*.md"))
LONGEST_HEADING = 40


def name(article: Path) -> str:
    return article.relative_to(ROOT / "articles").with_suffix("").as_posix()


@cache
def document(article: Path) -> Document:
    path = article.relative_to(ROOT).as_posix()
    return segment(article.read_bytes().decode(), path)


@cache
def rows() -> dict[tuple[str, str], StatusRow]:
    report = measure_all(open_workspace(ROOT))
    assert report.diagnostics == ()
    return {(row.article, row.language): row for row in report.rows}


def test_there_are_three_essays_and_one_is_in_a_folder() -> None:
    assert len(ARTICLES) == 3
    assert [article.parent.name for article in ARTICLES].count("scripts") == 1


@pytest.mark.parametrize("article", ARTICLES, ids=name)
def test_an_essay_is_worth_sitting_down_for(article: Path) -> None:
    prose = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.FOOTNOTE, Kind.DEFINITION)
    units = document(article).units
    assert len([unit for unit in units if unit.kind in prose]) >= 25
    assert document(article).diagnostics == ()


def test_together_they_use_all_that_can_be_translated() -> None:
    units = [unit for article in ARTICLES for unit in document(article).units]
    of_sites = Kind.STRING, Codec.JSON  # what no article has
    assert {unit.kind for unit in units} == set(Kind) - {*of_sites}
    assert {unit.codec for unit in units} == set(Codec) - {*of_sites}
    inline = {piece.kind for unit in units for piece in scan(unit.msgid)}
    assert inline == set(PieceKind)


@pytest.mark.parametrize("article", ARTICLES, ids=name)
def test_every_essay_is_there_in_english(article: Path) -> None:
    assert rows()[name(article), "en"].progress.share == 1


@pytest.mark.parametrize("language", ["ja", "zh-TW"])
def test_an_essay_is_complete_in_the_languages_next_door(language: str) -> None:
    assert 1 in {row.progress.share for (_, tag), row in rows().items() if tag == language}


def test_half_an_essay_is_there_in_arabic() -> None:
    assert max(rows()[name(article), "ar"].progress.share for article in ARTICLES) >= 0.5


def test_a_title_and_headings_are_there_in_klingon() -> None:
    assert rows()["first-line", "tlh"].progress.units_translated >= 5


@pytest.mark.parametrize("key", rows(), ids="-".join)
def test_a_catalog_is_in_step_with_its_article(key: tuple[str, str]) -> None:
    assert rows()[key].in_step


def test_the_articles_are_built_whole_and_nothing_is_refused(tmp_path: Path) -> None:
    report = build(open_workspace(ROOT, dry=True), BuildOptions(output=tmp_path, copy_assets=True))
    assert report.refused == 0
    assert report.built == len(rows())
    assert {diagnostic.code for diagnostic in report.diagnostics} <= {"unreachable-file"}


def test_to_extract_again_changes_nothing() -> None:
    assert extract(open_workspace(ROOT, dry=True)).changed == ()
