"""`offer`: translations of memories, for texts that have none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands.kit import codes
from commands.post import outbox
from commands.test_export import export
from essaytrans.commands.offer import OfferReport
from essaytrans.commands.offer import offer as offer_translations
from essaytrans.commands.workspace import open_workspace

if TYPE_CHECKING:
    from commands.kit import Project

TEA = "茶叶三克，一分钟出汤，水不要太烫。"
MORE = "茶叶五克，一分钟出汤，水不要太烫。"


def memory(project: Project, *pairs: tuple[str, str], language: str = "en") -> Path:
    units = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{language}"><seg>{target}</seg></tuv></tu>'
        for source, target in pairs
    )
    path = outbox(project) / "memory.tmx"
    path.write_text(f'<tmx version="1.4"><header/><body>{units}</body></tmx>', "utf-8")
    return path


def offer(
    project: Project,
    *paths: Path,
    articles: tuple[str, ...] = (),
    confirm: bool = False,
    dry: bool = False,
) -> OfferReport:
    workspace = open_workspace(project.root, articles=articles, dry=dry)
    return offer_translations(workspace, paths, confirm=confirm)


@pytest.fixture(autouse=True)
def _article(project: Project) -> None:
    project.article("tea", "# 喝茶", MORE, "水要烧开。")
    project.extract()


def test_like_texts_are_offered_fuzzy(project: Project) -> None:
    report = offer(project, memory(project, (TEA, "Three grams."), ("水要烧开。", "Boil.")))
    assert (report.offered, report.confirmed, report.left) == (2, 0, 1)
    like, equal = project.entry("tea", MORE), project.entry("tea", "水要烧开。")
    assert (like.msgstr, like.fuzzy, like.previous_msgid) == ("Three grams.", True, TEA)
    assert "≈ memory.tmx" in like.extracted_comments
    assert (equal.msgstr, equal.fuzzy, equal.previous_msgid) == ("Boil.", True, None)
    assert project.extract().changed == ()


def test_equal_texts_are_confirmed_for_who_says_so(project: Project) -> None:
    path = memory(project, (TEA, "Three grams."), ("水要烧开。", "Boil."))
    report = offer(project, path, confirm=True)
    assert (report.offered, report.confirmed) == (1, 1)
    assert not project.entry("tea", "水要烧开。").fuzzy
    assert project.entry("tea", MORE).fuzzy


def test_what_is_translated_stays_and_a_second_offer_does_nothing(project: Project) -> None:
    project.translate("tea", {"喝茶": "Tea"})
    path = memory(project, ("喝茶", "Drinking tea"), ("水要烧开。", "Boil."))
    assert offer(project, path, dry=True).changed == ("locales/en/tea.po",)
    assert project.entry("tea", "水要烧开。").msgstr == ""
    assert offer(project, path).changed == ("locales/en/tea.po",)
    assert offer(project, path).changed == ()
    assert project.entry("tea", "喝茶").msgstr == "Tea"


def test_only_the_articles_asked_for(project: Project) -> None:
    project.article("water", "水要烧开。", "别的话。")
    path = memory(project, ("水要烧开。", "Boil."))
    assert offer(project, path, articles=("water",)).offered == 1
    assert project.entry("tea", "水要烧开。").msgstr == ""


def test_an_earlier_memory_goes_first(project: Project) -> None:
    one = memory(project, ("水要烧开。", "one")).rename(outbox(project) / "one.tmx")
    offer(project, one, memory(project, ("水要烧开。", "two")))
    assert project.entry("tea", "水要烧开。").msgstr == "one"


def test_what_no_text_may_have_is_not_offered(project: Project) -> None:
    path = memory(project, ("水要烧开。", "Bo&#x85;il."), ("喝茶", "Tea"))
    assert offer(project, path).offered == 1


def test_a_memory_of_other_languages_is_named(project: Project) -> None:
    report = offer(project, memory(project, ("水要烧开。", "Kochen."), language="de"))
    assert codes(report.diagnostics) == ["exchange-file"]
    assert (report.files[0].pairs, report.changed) == (0, ())


def test_what_is_no_memory_is_named_and_the_others_are_read(project: Project) -> None:
    xliff = Path(export(project).files[0].path)
    half = outbox(project) / "half.tmx"
    half.write_text("<tmx><body><tu>", "utf-8")
    good = memory(project, ("水要烧开。", "Boil."))
    report = offer(project, xliff, half, Path("nowhere.tmx"), good)
    assert codes(report.diagnostics) == ["exchange-file", "exchange-file", "file-missing"]
    assert report.offered == 1


def test_what_goes_out_as_a_memory_comes_back_to_an_empty_catalog(project: Project) -> None:
    texts = {"喝茶": "Tea", MORE: "Five grams.", "水要烧开。": "Boil."}
    project.translate("tea", texts, fuzzy=["水要烧开。"])
    path = Path(export(project, form="tmx").files[0].path)
    assert offer(project, path).changed == ()
    project.remove("locales/en/tea.po")
    report = offer(project, path, confirm=True)
    assert (report.confirmed, report.offered, report.left) == (2, 0, 1)
    assert project.entry("tea", MORE).msgstr == "Five grams."
