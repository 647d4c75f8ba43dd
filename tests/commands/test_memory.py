"""Between articles: paragraphs that move, articles that are split or renamed, texts like others."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from commands.kit import codes
from essaytrans.catalog import serialize

if TYPE_CHECKING:
    from commands.kit import Project
    from essaytrans.model import Entry

TEA = "茶叶三克，水八十五度，一分钟出汤，第二泡再加半分钟。"
CUP = "杯子要先烫一遍，不然水一倒进去就凉了。"
WATER = "水要新烧的，烧开以后放到八十五度再用。"
LAST = "第二泡比第一泡好喝，第三泡又淡了。"
ENGLISH = {
    TEA: "Three grams of tea, water at 85 °C, one minute, half a minute more the second time.",
    CUP: "Warm the cup first, or the water goes cold as you pour it.",
    WATER: "Boil fresh water and let it fall to 85 °C.",
    LAST: "The second brew is better than the first; the third is thin again.",
}


@pytest.fixture
def tea(project: Project) -> Project:
    """A project with an article whose English translation is done, and an empty one beside it."""
    project.article("tea", *ENGLISH)
    project.article("other", "另一篇文章。")
    project.extract()
    project.translate("tea", ENGLISH)
    return project


def state(entry: Entry) -> tuple[str, bool, str | None, bool]:
    """Translation, fuzzy, previous msgid, obsolete."""
    return (entry.msgstr, entry.fuzzy, entry.previous_msgid, entry.obsolete)


def remark(project: Project, article: str, msgid: str, text: str) -> None:
    catalog = project.catalog(article)
    entries = tuple(
        replace(entry, translator_comments=(text,)) if entry.msgid == msgid else entry
        for entry in catalog.entries
    )
    project.write(catalog.path, serialize(replace(catalog, entries=entries)))


# --- paragraphs that move ---------------------------------------------------------------------


def test_a_paragraph_that_moved_to_another_article_brings_its_translation(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    report = tea.extract()
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], False, None, False)
    assert (report.brought, report.offered) == (1, 0)


def test_it_stays_in_the_catalog_that_it_left_too(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert state(tea.entry("tea", CUP)) == (ENGLISH[CUP], False, None, True)


def test_it_may_move_in_several_runs(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.extract()
    tea.article("other", "另一篇文章。", CUP)
    assert tea.extract().brought == 1
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], False, None, False)


def test_two_articles_may_exchange_paragraphs_in_one_run(tea: Project) -> None:
    tea.translate("other", {"另一篇文章。": "Another article."})
    tea.article("tea", TEA, "另一篇文章。", WATER, LAST)
    tea.article("other", CUP)
    assert tea.extract().brought == 2
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], False, None, False)
    assert state(tea.entry("tea", "另一篇文章。")) == ("Another article.", False, None, False)


def test_a_remark_goes_with_its_paragraph(tea: Project) -> None:
    remark(tea, "tea", CUP, "杯子 is a tea bowl here")
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert tea.entry("other", CUP).translator_comments == ("杯子 is a tea bowl here",)


def test_what_a_person_made_fuzzy_stays_fuzzy_where_it_goes(tea: Project) -> None:
    tea.translate("tea", {}, fuzzy=[CUP])
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], True, None, False)


def test_each_language_brings_its_own(tea: Project) -> None:
    tea.translate("tea", {CUP: "茶碗を温めます。"}, "ja")
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    assert tea.extract().brought == 2
    assert tea.entry("other", CUP, "ja").msgstr == "茶碗を温めます。"
    assert tea.entry("other", CUP, "en").msgstr == ENGLISH[CUP]


def test_an_article_that_is_split_shares_its_translations_out(tea: Project) -> None:
    tea.remove("articles/tea.md")
    tea.article("tea-1", TEA, CUP)
    tea.article("tea-2", WATER, LAST)
    report = tea.extract()
    for name, texts in (("tea-1", (TEA, CUP)), ("tea-2", (WATER, LAST))):
        for text in texts:
            assert state(tea.entry(name, text)) == (ENGLISH[text], False, None, False)
    assert report.brought + len(report.renamed) >= 2


def test_with_check_nothing_is_written_and_all_is_told(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    before = tea.snapshot(journal=True)
    report = tea.extract(dry=True)
    assert tea.snapshot(journal=True) == before
    assert report.brought == 1
    assert {"locales/en/other.po", "locales/en/tea.po"} <= set(report.changed)


# --- texts like others ------------------------------------------------------------------------


def test_an_equal_text_that_still_stands_elsewhere_is_offered_for_review(tea: Project) -> None:
    tea.article("other", "另一篇文章。", CUP)
    report = tea.extract()
    entry = tea.entry("other", CUP)
    assert state(entry) == (ENGLISH[CUP], True, None, False)
    assert entry.extracted_comments == ("≈ articles/tea.md",)
    assert (report.brought, report.offered) == (0, 1)


def test_a_like_text_is_offered_with_its_source_and_what_differs(tea: Project) -> None:
    like = TEA.replace("三克", "五克")
    tea.article("other", "另一篇文章。", like)
    tea.extract()
    entry = tea.entry("other", like)
    assert state(entry) == (ENGLISH[TEA], True, TEA, False)
    assert entry.extracted_comments == (
        "± 茶叶[-三-]{+五+}克，水八十五度，一分钟出…",
        "≈ articles/tea.md",
    )


def test_a_new_text_that_is_like_none_is_offered_nothing(tea: Project) -> None:
    tea.article("other", "另一篇文章。", "屋檐下的猫看着雨，等人回来。")
    assert tea.extract().offered == 0
    assert tea.entry("other", "屋檐下的猫看着雨，等人回来。").msgstr == ""


def test_a_short_text_is_offered_the_translation_of_an_equal_one_only(tea: Project) -> None:
    tea.article("tea", *ENGLISH, "绿色的茶杯")
    tea.extract()
    tea.translate("tea", {"绿色的茶杯": "A green cup"})
    tea.article("other", "另一篇文章。", "红色的茶杯", "绿色的茶杯")
    tea.extract()
    assert tea.entry("other", "红色的茶杯").msgstr == ""
    assert tea.entry("other", "绿色的茶杯").msgstr == "A green cup"


def test_what_nobody_has_confirmed_is_not_offered(tea: Project) -> None:
    tea.translate("tea", {}, fuzzy=[CUP, TEA])
    tea.article("other", "另一篇文章。", CUP, TEA.replace("三克", "五克"))
    assert tea.extract().offered == 0


def test_an_offer_is_made_once_and_what_was_emptied_stays_empty(tea: Project) -> None:
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    tea.translate("other", {CUP: ""})
    tea.extract()
    assert tea.entry("other", CUP).msgstr == ""
    tea.article("other", "另一篇文章，改过。", CUP)
    tea.extract()
    assert tea.entry("other", CUP).msgstr == ""


def test_a_text_that_had_no_translation_when_it_was_new_is_not_offered_a_later_one(
    project: Project,
) -> None:
    project.article("tea", CUP)
    project.article("other", "另一篇文章。", CUP)
    project.extract()
    project.translate("tea", {CUP: ENGLISH[CUP]})
    project.extract()
    assert project.entry("other", CUP).msgstr == ""


def test_a_confirmed_offer_loses_its_notes(tea: Project) -> None:
    like = TEA.replace("三克", "五克")
    tea.article("other", "另一篇文章。", like)
    tea.extract()
    catalog = tea.catalog("other")
    entries = tuple(replace(e, fuzzy=False, previous_msgid=None) for e in catalog.entries)
    tea.write(catalog.path, serialize(replace(catalog, entries=entries)))
    tea.extract()
    assert tea.entry("other", like).extracted_comments == ()


def test_a_language_is_offered_only_what_is_in_that_language(tea: Project) -> None:
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert tea.entry("other", CUP, "ja").msgstr == ""


def test_a_context_tells_equal_texts_apart(tea: Project) -> None:
    tea.article("tea", *ENGLISH, "<!-- i18n:context 碗 -->\n\n杯")
    tea.extract()
    tea.translate("tea", {"杯": "bowl"})
    tea.article("other", "另一篇文章。", "<!-- i18n:context 奖 -->\n\n杯")
    tea.extract()
    assert state(tea.entry("other", "杯")) == ("bowl", True, None, False)


def test_a_second_run_has_nothing_to_write(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP, TEA.replace("三克", "五克"), WATER)
    tea.extract()
    before = tea.snapshot()
    report = tea.extract()
    assert tea.snapshot() == before
    assert (report.changed, report.brought, report.offered) == ((), 0, 0)


def test_the_folder_of_what_is_remembered_is_disposable(tea: Project) -> None:
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    before = tea.catalog("other")
    shutil.rmtree(tea.root / ".essaytrans")
    tea.extract()
    assert tea.catalog("other") == before
    tea.article("tea", TEA, WATER, LAST)
    tea.article("third", WATER, "第三篇文章。")
    tea.extract()
    assert state(tea.entry("third", WATER)) == (ENGLISH[WATER], True, None, False)


@pytest.mark.parametrize(
    "content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_broken_index_is_made_anew(tea: Project, content: bytes) -> None:
    tea.write(".essaytrans/translations.sqlite", content)
    tea.article("other", "另一篇文章。", CUP)
    assert tea.extract().offered == 1
    tea.article("third", WATER)
    assert tea.extract().offered == 1


def test_what_a_volunteer_saved_since_the_last_run_is_known(tea: Project) -> None:
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    tea.translate("tea", {WATER: "Fresh water, please."})
    tea.article("other", "另一篇文章。", CUP, WATER)
    tea.extract()
    assert tea.entry("other", WATER).msgstr == "Fresh water, please."


def test_a_broken_catalog_elsewhere_does_not_stand_in_the_way(tea: Project) -> None:
    tea.article("broken", "坏了的目录。")
    tea.extract()
    tea.write("locales/en/broken.po", "msgid what\n")
    tea.article("other", "另一篇文章。", CUP)
    report = tea.extract()
    assert report.offered == 1
    assert codes(report.diagnostics).count("po-syntax") == 1


# --- renames ----------------------------------------------------------------------------------


def test_a_renamed_article_takes_its_catalogs_along_whole(tea: Project) -> None:
    remark(tea, "tea", CUP, "a remark")
    header = tea.catalog("tea").header
    path = tea.root / "locales/en/tea.po"
    path.write_bytes(path.read_bytes().replace(b"#\nmsgid", "# 王小明, 2026.\nmsgid".encode(), 1))
    tea.article("tea", TEA, CUP, WATER)
    tea.extract()
    (tea.root / "articles/tea.md").rename(tea.root / "articles/brewing.md")
    report = tea.extract()
    catalog = tea.catalog("brewing")
    assert catalog.header == header
    assert catalog.header_comments == ("王小明, 2026.",)
    assert [state(entry) for entry in catalog.entries] == [
        *((ENGLISH[text], False, None, False) for text in (TEA, CUP, WATER)),
        (ENGLISH[LAST], False, None, True),
    ]
    assert tea.entry("brewing", CUP).translator_comments == ("a remark",)
    assert catalog.entries[0].references == ("articles/brewing.md:1",)
    assert not tea.exists("locales/en/tea.po")
    assert report.renamed == (
        ("locales/en/tea.po", "locales/en/brewing.po"),
        ("locales/ja/tea.po", "locales/ja/brewing.po"),
    )
    assert codes(report.diagnostics) == []


def test_an_article_may_be_renamed_and_edited(tea: Project) -> None:
    tea.remove("articles/tea.md")
    tea.article("2026/茶", TEA.replace("三克", "五克"), CUP, WATER, LAST)
    tea.extract()
    assert state(tea.entry("2026/茶", TEA.replace("三克", "五克"))) == (
        ENGLISH[TEA],
        True,
        TEA,
        False,
    )
    assert state(tea.entry("2026/茶", CUP)) == (ENGLISH[CUP], False, None, False)


def test_two_articles_that_are_renamed_at_once_are_told_apart(tea: Project) -> None:
    tea.translate("other", {"另一篇文章。": "Another article."})
    (tea.root / "articles/tea.md").rename(tea.root / "articles/1.md")
    (tea.root / "articles/other.md").rename(tea.root / "articles/2.md")
    tea.extract()
    assert tea.entry("1", CUP).msgstr == ENGLISH[CUP]
    assert tea.entry("2", "另一篇文章。").msgstr == "Another article."


def test_a_new_article_does_not_take_the_catalog_of_one_that_is_merely_gone(tea: Project) -> None:
    tea.remove("articles/tea.md")
    tea.article("new", "屋檐下的猫看着雨，等人回来。", CUP)
    report = tea.extract()
    assert report.renamed == ()
    assert tea.exists("locales/en/tea.po")
    assert tea.entry("new", CUP).msgstr == ENGLISH[CUP]
    assert codes(report.diagnostics) == ["article-vanished"]


def test_an_article_that_has_a_catalog_keeps_its_own(tea: Project) -> None:
    tea.article("copy", *ENGLISH)
    tea.extract()
    before = tea.catalog("copy")
    tea.remove("articles/tea.md")
    report = tea.extract()
    assert report.renamed == ()
    assert tea.catalog("copy") == before
    assert tea.exists("locales/en/tea.po")


def test_with_check_a_rename_is_told_and_not_done(tea: Project) -> None:
    (tea.root / "articles/tea.md").rename(tea.root / "articles/brewing.md")
    before = tea.snapshot(journal=True)
    report = tea.extract(dry=True)
    assert tea.snapshot(journal=True) == before
    assert ("locales/en/tea.po", "locales/en/brewing.po") in report.renamed
    assert "locales/en/brewing.po" in report.changed
    assert report.added == 0


def test_only_the_languages_asked_for_are_renamed(tea: Project) -> None:
    (tea.root / "articles/tea.md").rename(tea.root / "articles/brewing.md")
    tea.extract(languages=["ja"])
    assert tea.exists("locales/ja/brewing.po")
    assert tea.exists("locales/en/tea.po")
    tea.extract()
    assert tea.entry("brewing", CUP).msgstr == ENGLISH[CUP]
    assert not tea.exists("locales/en/tea.po")


def test_folders_that_a_rename_leaves_empty_are_removed(tea: Project) -> None:
    tea.article("2025/old", "旧文章里的一段话，还有一点别的。")
    tea.extract()
    (tea.root / "articles/2026").mkdir()
    (tea.root / "articles/2025/old.md").rename(tea.root / "articles/2026/new.md")
    tea.extract()
    assert tea.exists("locales/en/2026/new.po")
    assert not tea.exists("locales/en/2025")


# --- credits ----------------------------------------------------------------------------------


def sign(project: Project, article: str, name: str, year: int) -> None:
    catalog = project.catalog(article)
    said = {
        "Last-Translator": f"{name} <m@example.org>",
        "PO-Revision-Date": f"{year}-02-03 04:05+0800",
    }
    header = tuple((field, said.get(field, value)) for field, value in catalog.header)
    project.write(catalog.path, serialize(replace(catalog, header=header)))


def test_the_last_translator_is_written_down_before_another_takes_the_place(tea: Project) -> None:
    sign(tea, "tea", "王小明", 2026)
    tea.extract()
    assert tea.catalog("tea").header_comments == ("王小明, 2026.",)
    sign(tea, "tea", "Mary Li", 2027)
    tea.extract()
    sign(tea, "tea", "王小明", 2027)
    tea.extract()
    assert tea.catalog("tea").header_comments == ("王小明, 2026, 2027.", "Mary Li, 2027.")


def test_whoever_translated_a_paragraph_is_credited_where_it_moves(tea: Project) -> None:
    sign(tea, "tea", "王小明", 2026)
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert tea.catalog("other").header_comments == ("王小明, 2026.",)
    assert tea.catalog("tea").header_comments == ("王小明, 2026.",)


def test_an_offer_credits_nobody(tea: Project) -> None:
    sign(tea, "tea", "王小明", 2026)
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert tea.catalog("other").header_comments == ()


# --- what a text was before it was edited -----------------------------------------------------


def test_a_paragraph_that_was_copied_and_edited_in_both_places_has_its_translation_in_both(
    tea: Project,
) -> None:
    one, other = TEA.replace("三克", "五克"), TEA.replace("三克", "四克")
    tea.article("tea", one, CUP, WATER, LAST, other)
    tea.extract()
    for text in (one, other):
        assert state(tea.entry("tea", text)) == (ENGLISH[TEA], True, TEA, False)


def test_a_former_text_that_comes_back_elsewhere_has_its_translation(tea: Project) -> None:
    tea.article("tea", TEA.replace("三克", "五克"), CUP, WATER, LAST)
    tea.extract()
    tea.article("other", "另一篇文章。", TEA)
    tea.extract()
    assert state(tea.entry("other", TEA)) == (ENGLISH[TEA], False, None, False)


def test_a_suggestion_is_not_suggested_further(tea: Project) -> None:
    like = TEA.replace("三克", "五克")
    tea.article("other", "另一篇文章。", like)
    tea.extract()
    tea.remove("locales/en/tea.po")
    tea.remove("articles/tea.md")
    tea.article("third", TEA.replace("三克", "六克"))
    assert tea.extract().offered == 0
