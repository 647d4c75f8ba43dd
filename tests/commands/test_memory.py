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


def test_it_leaves_no_copy_behind_that_could_come_back_in_its_place(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert CUP not in [entry.msgid for entry in tea.catalog("tea").entries]
    tea.translate("other", {CUP: "Do warm the cup first."})
    tea.article("tea", TEA, CUP, WATER, LAST)
    tea.article("other", "另一篇文章。")
    tea.extract()
    assert state(tea.entry("tea", CUP)) == ("Do warm the cup first.", False, None, False)
    assert CUP not in [entry.msgid for entry in tea.catalog("other").entries]


def test_what_a_volunteer_emptied_there_does_not_come_back_with_the_next_move(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    tea.translate("other", {CUP: ""})
    tea.article("other", "另一篇文章。")
    tea.article("third", CUP)
    tea.extract()
    assert tea.entry("third", CUP).msgstr == ""


def test_two_articles_that_both_have_it_now_share_it_as_copies_do(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    tea.article("third", "第三篇文章。", CUP)
    tea.extract()
    states = sorted(state(tea.entry(name, CUP))[:2] for name in ("other", "third"))
    assert states == [(ENGLISH[CUP], False), (ENGLISH[CUP], True)]


def test_copies_that_do_not_agree_are_offered_for_review(tea: Project) -> None:
    tea.article("copy", CUP)
    tea.extract()
    tea.translate("copy", {CUP: "Warm the bowl."})
    entries = tuple(replace(e, fuzzy=False) for e in tea.catalog("copy").entries)
    tea.write("locales/en/copy.po", serialize(replace(tea.catalog("copy"), entries=entries)))
    tea.article("copy", "第三篇文章。")
    tea.article("tea", TEA, WATER, LAST)
    tea.extract()
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert tea.entry("other", CUP).fuzzy


def test_a_short_text_moves_only_with_a_longer_one(tea: Project) -> None:
    """苹果 is said of fruit, and of telephones."""
    tea.article("tea", *ENGLISH, "苹果", "绿茶")
    tea.extract()
    tea.translate("tea", {"苹果": "apples", "绿茶": "green tea"})
    tea.article("tea", TEA, WATER, LAST)
    tea.extract()
    tea.article("phones", "苹果", "手机的历史很短，说起来却很长。")
    tea.article("other", "绿茶", CUP)
    tea.extract()
    assert state(tea.entry("phones", "苹果")) == ("apples", True, None, False)
    assert state(tea.entry("other", "绿茶")) == ("green tea", False, None, False)


def test_what_stands_in_an_article_that_this_run_leaves_out_has_not_moved(tea: Project) -> None:
    tea.article("other", "另一篇文章。", CUP)
    tea.extract("other")
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], True, None, False)


def test_what_left_an_article_that_this_run_leaves_out_has_moved(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.article("other", "另一篇文章。", CUP)
    tea.extract("other")
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], False, None, False)
    tea.extract()
    assert CUP not in [entry.msgid for entry in tea.catalog("tea").entries]


def test_an_article_that_only_was_not_found_still_has_its_texts(tea: Project) -> None:
    """Two articles whose names differ in capitals only are neither worked on."""
    tea.article("Tea", "大写的那一篇。")
    tea.article("other", "另一篇文章。", CUP)
    report = tea.extract()
    assert "path-collision" in codes(report.diagnostics)
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], True, None, False)


def test_what_is_in_use_is_offered_before_what_is_not(tea: Project) -> None:
    tea.article("a", CUP)
    tea.extract()
    entries = tuple(replace(e, msgstr="RETIRED", fuzzy=False) for e in tea.catalog("a").entries)
    tea.write("locales/en/a.po", serialize(replace(tea.catalog("a"), entries=entries)))
    tea.article("a", "改过了，和从前的话没有关系。")
    tea.extract()
    tea.article("other", "另一篇文章。", CUP)
    tea.extract()
    assert tea.entry("other", CUP).msgstr == ENGLISH[CUP]


def test_a_draft_for_an_edited_text_is_not_the_former_ones(tea: Project) -> None:
    tea.article("tea", TEA.replace("三克", "五克"), CUP, WATER, LAST)
    tea.extract()
    tea.translate("tea", {TEA.replace("三克", "五克"): "Five grams (unsure)."})
    tea.article("other", "另一篇文章。", TEA)
    tea.extract()
    assert tea.entry("other", TEA).msgstr == ""


def test_it_may_move_in_several_runs(tea: Project) -> None:
    tea.article("tea", TEA, WATER, LAST)
    tea.extract()
    tea.article("other", "另一篇文章。", CUP)
    assert tea.extract().brought == 1
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], False, None, False)


def test_two_articles_may_exchange_paragraphs_in_one_run(tea: Project) -> None:
    road = "山里的路不远，走起来却很久。"
    tea.article("other", road)
    tea.extract()
    tea.translate("other", {road: "The road is short and takes long."})
    tea.article("tea", TEA, road, WATER, LAST)
    tea.article("other", CUP)
    assert tea.extract().brought == 2
    assert state(tea.entry("other", CUP)) == (ENGLISH[CUP], False, None, False)
    assert state(tea.entry("tea", road)) == (
        "The road is short and takes long.",
        False,
        None,
        False,
    )


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
        "± 茶叶[-三-]{+五+}克，水八十五度，一分钟出… ·c188",
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
    assert codes(report.diagnostics) == ["catalog-renamed"] * 2


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


def test_a_line_that_ends_every_article_makes_no_rename(tea: Project) -> None:
    footer = (
        "欢迎转载，请注明出处，不要改动文字，也不要去掉这一行，谢谢各位读者一直以来的陪伴。" * 2
    )
    tea.article("short", "一篇短文，关于雨。", footer)
    tea.extract()
    tea.translate("short", {footer: "Please reprint."})
    tea.remove("articles/short.md")
    tea.article("new", "一篇新的文章，说的是风。", footer)
    assert tea.extract().renamed == ()


def test_an_article_that_nobody_asked_for_may_be_the_true_heir(tea: Project) -> None:
    tea.remove("articles/tea.md")
    tea.article("heir", *ENGLISH)
    tea.article("half", TEA, CUP, WATER)
    assert tea.extract("half").renamed == ()
    tea.extract()
    assert tea.entry("heir", LAST).msgstr == ENGLISH[LAST]


def test_the_catalog_of_another_program_is_not_renamed(tea: Project) -> None:
    text = tea.read("locales/en/tea.po")
    tea.write("locales/en/tea.po", text.replace('"X-Essaytrans-Rules: 1\\n"\n', ""))
    (tea.root / "articles/tea.md").rename(tea.root / "articles/brewing.md")
    assert tea.extract(languages=["en"]).renamed == ()


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
