"""From which share on articles are published, and what readers get of stale paragraphs."""

from __future__ import annotations

from dataclasses import replace
from zipfile import ZipFile

import pytest

from commands.kit import Project, codes, told
from essaytrans.catalog import serialize
from essaytrans.catalog.notes import machine_note, origin_note

FIRST, NEW = "第一段讲怎样泡一壶茶，水要开。", "第一段讲怎样泡一壶茶，水一定要滚开。"
SECOND = "第二段话。"


@pytest.fixture
def site(project: Project) -> Project:
    """An article of which the first paragraph changed after it was translated."""
    project.configure("en", "fr")
    project.article("tea", FIRST, SECOND)
    project.extract()
    for language in ("en", "fr"):
        project.translate("tea", {FIRST: "The first.", SECOND: "The second."}, language)
    project.article("tea", NEW, SECOND)
    project.extract()
    return project


def body(project: Project, language: str = "en") -> list[str]:
    return project.read(f"build/{language}/tea.md").strip().split("\n\n")


# --- stale paragraphs -------------------------------------------------------------------------


def test_a_stale_paragraph_stands_in_the_source_language(site: Project) -> None:
    site.build()
    assert body(site) == [NEW, "The second."]


def test_it_keeps_its_translation_if_that_is_configured(site: Project) -> None:
    site.configure("en", "fr", more='[build]\nstale = "keep"\n')
    site.build()
    assert body(site) == ["The first.", "The second."]


def test_it_has_a_mark_if_that_is_configured_for_a_language_alone(site: Project) -> None:
    site.configure("en", "fr", more='[languages.en]\nstale = "mark"\n')
    site.build()
    assert body(site) == ["The first. (may be out of date)", "The second."]
    assert body(site, "fr") == [NEW, "The second."]


def test_the_mark_is_the_project_s(site: Project) -> None:
    said = '[build]\nstale = "mark"\n[languages.en.sentences]\nmark = "⚠ old"\n'
    site.configure("en", "fr", more=said)
    site.build(languages=["en"])
    assert body(site) == ["The first. ⚠ old", "The second."]


def test_the_command_line_wins(site: Project) -> None:
    site.configure("en", "fr", more='[build]\nstale = "mark"\n')
    site.build(stale="keep")
    assert body(site) == ["The first.", "The second."]
    site.build(stale="source")
    assert body(site) == [NEW, "The second."]


@pytest.mark.parametrize("note", [machine_note("by OpenCC"), origin_note("articles/x.md"), None])
def test_what_nobody_confirmed_is_never_kept(site: Project, note: str | None) -> None:
    """A machine's draft, a translation of a like text, one that a person is in doubt about."""
    catalog = site.catalog("tea")
    entries = tuple(
        replace(
            entry,
            fuzzy=True,
            previous_msgid="像" if note else None,
            extracted_comments=(note,) if note else (),
        )
        for entry in catalog.entries
    )
    site.write(catalog.path, serialize(replace(catalog, entries=entries)))
    site.build(languages=["en"], stale="keep")
    assert body(site) == [NEW, SECOND]


def test_no_mark_stands_where_it_would_change_what_a_text_is(project: Project) -> None:
    """Headings, which links lead to, and values have none."""
    project.configure("en")
    old = ("---\ntitle: 怎样泡一壶好茶一\n---", "# 怎样泡一壶好茶一", "> 怎样泡一壶好茶来喝一")
    project.article("tea", *old)
    project.extract()
    texts = {entry.msgid: "Tea" for entry in project.catalog("tea").entries}
    project.translate("tea", texts)
    project.article("tea", *(block.replace("一壶", "两壶") for block in old))
    project.extract()
    project.build(stale="mark")
    assert body(project) == ["---\ntitle: Tea\n---", "# Tea", "> Tea (may be out of date)"]


def test_a_mark_that_does_not_fit_is_left_out(site: Project) -> None:
    """Behind a text that ends in attributes, a mark would make text of them."""
    site.article("tea", f"{NEW}{{.note}}", SECOND)
    site.extract()
    site.translate("tea", {f"{NEW}{{.note}}": "The first.{.note}"})
    site.build(languages=["en"], stale="mark")
    assert body(site)[0] == "The first.{.note}"


def test_all_editions_keep_what_is_stale(site: Project) -> None:
    site.configure("en", more='[build]\nstale = "mark"\n')
    site.build(editions=["bilingual", "html", "epub"])
    both = site.read("build/bilingual/en/tea.md")
    assert "The first. (may be out of date)\n" in both
    page = site.read("build/html/en/tea.html")
    assert "The first." in page
    assert "The first. (" not in page  # there is a sign beside it
    for path in ("epub/en/tea.epub", "epub/en.epub"):
        with ZipFile(site.root / "build" / path) as book:
            texts = [book.read(name).decode() for name in book.namelist() if "xhtml" in name]
        assert any("The first. (may be out of date)" in text for text in texts)


# --- from a share on --------------------------------------------------------------------------


def test_articles_below_the_share_are_not_built(site: Project) -> None:
    site.configure(
        "en", "fr", more="[build]\nmin_translated = 100\n[languages.fr]\nmin_translated = 0\n"
    )
    report = site.build()
    assert (report.built, report.skipped) == (1, 1)
    assert codes(report.diagnostics) == ["below-threshold"]
    assert not site.exists("build/en/tea.md")
    assert site.exists("build/fr/tea.md")


def test_the_command_line_wins_with_the_share_too(site: Project) -> None:
    site.configure("en", "fr", more="[build]\nmin_translated = 100\n")
    assert site.build(min_translated=0.0).built == 2
    site.configure("en", "fr")
    assert site.build(min_translated=1.0).built == 0


def test_what_was_built_before_stays_unless_it_is_to_go(site: Project) -> None:
    site.build()
    site.configure("en", "fr", more="[build]\nmin_translated = 100\n")
    site.build()
    assert site.exists("build/en/tea.md")
    site.configure("en", "fr", more='[build]\nmin_translated = 100\nbelow = "remove"\n')
    dry = site.build(dry=True)
    assert dry.changed == ("build/en/tea.md", "build/fr/tea.md")
    assert site.exists("build/en/tea.md")
    report = site.build()
    assert report.changed == ("build/en/tea.md", "build/fr/tea.md")
    assert all("100 % are asked for" in told(found) for found in report.diagnostics)
    assert not site.exists("build/en/tea.md")
    again = site.build()
    assert (again.changed, again.skipped) == ((), 2)


def test_what_somebody_changed_is_not_removed(site: Project) -> None:
    site.build()
    site.write("build/en/tea.md", "mine")
    site.configure("en", "fr", more='[build]\nmin_translated = 100\nbelow = "remove"\n')
    report = site.build()
    assert "output-changed" in codes(report.diagnostics)
    assert site.read("build/en/tea.md") == "mine"


def test_it_is_published_again_when_it_is_done(site: Project) -> None:
    site.configure("en", more='[build]\nmin_translated = 100\nbelow = "remove"\n')
    site.build()
    catalog = site.catalog("tea")
    entries = tuple(replace(entry, fuzzy=False) for entry in catalog.entries)
    site.write(catalog.path, serialize(replace(catalog, entries=entries)))
    assert site.build().changed == ("build/en/tea.md",)


def test_status_says_what_is_published(site: Project) -> None:
    site.configure("en", "fr", more="[languages.en]\nmin_translated = 80\n")
    found = {row.language: row.published for row in site.status().rows}
    assert found == {"en": False, "fr": True}
