"""What Weblate does to catalogs, played with the library by which it does it.

Weblate reads a catalog with translate-toolkit, finds a unit by context and source, sets its target
and its state, writes the header anew and saves the file; that is what `Weblate` below does. Nothing
of ours may be lost by it, and our form comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from translate.storage.pypo import pofile

from commands.kit import codes
from essaytrans.commands.tidy import tidy

if TYPE_CHECKING:
    from commands.kit import Project
    from essaytrans.model import Entry

STORE: Any = pofile
"""What Weblate reads PO files by."""

TITLE = "喝茶"
LONG = (
    "茶叶三克，一分钟出汤，不要用开水，泡第二次的时候要久一些，[水温](https://example.org/water)"
    "不要太高，`茶壶`不要太大，喝茶的人也不要太多，三个人正好，说话不要太响，窗外最好有一点雨。"
)
POEM = "床前明月光，\n疑是地上霜。"
MOON = "The moon by my bed,\nfrost on the ground, I thought."
DONE = "Make a short infusion, " * 9 + "[water](https://example.org/water), a small `pot`."
PATH = "locales/en/tea.po"


@dataclass(frozen=True)
class Weblate:
    """A component, and how it is set up."""

    project: Project
    wrap: int = 65535
    """`po_line_wrap`: 77 as gettext does, 65535 after newlines only, -1 not at all."""
    keep_previous: bool = False
    """`po_keep_previous`."""
    remove_obsolete: bool = False
    """`po_remove_obsolete`."""
    contributors: bool = False
    """`po_contributor_comments`."""

    def save(self, *edits: tuple[str, str, bool]) -> None:
        """Translate texts: source, target, and whether it needs editing."""
        store = STORE.parsestring(self.project.read(PATH).encode())
        store.wrapper.width = self.wrap
        for source, target, fuzzy in edits:
            (unit,) = [u for u in store.units if u.source == source and not u.isobsolete()]
            unit.target = target
            unit.markfuzzy(fuzzy)
            if not fuzzy and not self.keep_previous:
                unit.prev_msgid, unit.prev_msgid_plural, unit.prev_msgctxt = [], [], []
        if self.remove_obsolete:
            store.units = [unit for unit in store.units if not unit.isobsolete()]
        store.updateheader(
            add=True,
            last_translator="Ana <ana@example.org>",
            plural_forms="nplurals=2; plural=n != 1;",
            language="en",
            PO_Revision_Date="2026-03-01 12:00+0000",
            language_team="English <https://weblate.example.org/projects/tea/en/>",
            x_generator="Weblate 5.17",
        )
        if self.contributors:
            store.updatecontributor("Ana", "ana@example.org")
        self.project.write(PATH, bytes(store))


@pytest.fixture(autouse=True)
def _article(project: Project) -> None:
    broken = POEM.replace("\n", "  \n")
    project.write(
        "articles/tea.md",
        f"---\ntags: [茶]\n---\n\n# {TITLE}\n\n{LONG}\n\n{broken}\n\n旧的一段。\n",
    )
    project.extract()
    project.translate("tea", {POEM: MOON, "旧的一段。": "An old one.", TITLE: "tea"}, fuzzy=[TITLE])
    text = project.read("articles/tea.md")
    project.write(
        "articles/tea.md", text.replace("\n旧的一段。\n", "").replace("# 喝茶", "# 喝红茶")
    )
    project.extract()
    text = project.read(PATH)
    project.write(PATH, text.replace("\n#. 标题", "\n# a remark of mine\n#. 标题"))
    project.extract()


def entries(project: Project) -> dict[tuple[str | None, str], Entry]:
    return {entry.key: replace(entry, line=None) for entry in project.catalog("tea").entries}


SETTINGS = [
    {"wrap": -1},
    {"wrap": 65535},
    {"wrap": 77},
    {"contributors": True},
    {"keep_previous": True},
]
any_setting = pytest.mark.parametrize(
    "setting", SETTINGS, ids=lambda each: ",".join(f"{k}={v}" for k, v in each.items())
)


@any_setting
def test_everything_is_read_and_nothing_is_lost(project: Project, setting: dict[str, Any]) -> None:
    before = entries(project)
    Weblate(project, **setting).save((LONG, DONE, False), ("茶", "tea?", True))
    assert entries(project) == {
        **before,
        (None, LONG): replace(before[None, LONG], msgstr=DONE),
        ("tags", "茶"): replace(before["tags", "茶"], msgstr="tea?", fuzzy=True),
    }
    report = project.extract()
    assert codes(report.diagnostics) == []
    assert (report.followed, report.obsoleted, report.added) == (0, 0, 0)


@any_setting
def test_extract_and_tidy_bring_our_form_back(project: Project, setting: dict[str, Any]) -> None:
    project.translate("tea", {LONG: DONE})
    ours = project.read(PATH)
    project.translate("tea", {LONG: "Make tea."})
    Weblate(project, **setting).save((LONG, DONE, False))
    text = project.read(PATH)
    tidy(project.root)
    assert body(project) == body_of(ours)
    project.write(PATH, text)
    project.extract()
    assert body(project) == body_of(ours)
    assert project.extract().changed == ()


def test_with_lines_broken_at_newlines_only_it_writes_our_form_at_once(project: Project) -> None:
    project.translate("tea", {LONG: "Make tea.", POEM: ""})
    before = body(project)
    project.translate("tea", {LONG: DONE, POEM: MOON})
    ours = body(project)
    project.translate("tea", {LONG: "Make tea.", POEM: ""})
    Weblate(project).save((LONG, DONE, False), (POEM, MOON, False))
    assert before != ours == body(project)


def body(project: Project) -> str:
    return body_of(project.read(PATH))


def body_of(text: str) -> str:
    """A catalog without its header."""
    return text.partition("\n\n")[2]


def test_the_header_keeps_who_did_it_and_what_we_need(project: Project) -> None:
    before = dict(project.catalog("tea").header)
    Weblate(project).save((LONG, DONE, False))
    project.extract()
    now = dict(project.catalog("tea").header)
    assert list(now) == list(before)
    assert {name for name in before if before[name] != now[name]} == {
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Plural-Forms",
        "X-Generator",
    }
    assert now["Last-Translator"] == "Ana <ana@example.org>"
    assert now["X-Essaytrans-Rules"] == before["X-Essaytrans-Rules"]


def test_who_translated_is_credited(project: Project) -> None:
    Weblate(project, contributors=True).save((LONG, DONE, False))
    project.extract()
    assert any("Ana" in line for line in project.catalog("tea").header_comments)


@pytest.mark.parametrize("keep", [False, True])
def test_a_text_that_needs_editing_no_more_is_confirmed(project: Project, keep: bool) -> None:
    fuzzy = project.entry("tea", "喝红茶")
    assert (fuzzy.fuzzy, fuzzy.translator_comments) == (True, ("a remark of mine",))
    Weblate(project, keep_previous=keep).save(("喝红茶", "Black tea", False))
    project.extract()
    entry = project.entry("tea", "喝红茶")
    assert (entry.msgstr, entry.fuzzy) == ("Black tea", False)
    assert entry.previous_msgid is None
    project.build(languages=["en"])
    assert "# Black tea" in project.read("build/en/tea.md")
    assert entry.translator_comments == ("a remark of mine",)


def test_what_is_obsolete_may_be_taken_out_only_by_a_setting(project: Project) -> None:
    Weblate(project).save((LONG, DONE, False))
    assert project.entry("tea", "旧的一段。").obsolete
    Weblate(project, remove_obsolete=True).save((LONG, DONE, False))
    assert "旧的一段。" not in project.read(PATH)


def test_a_text_that_somebody_adds_there_is_kept_though_no_article_has_it(project: Project) -> None:
    store = STORE.parsestring(project.read(PATH).encode())
    unit = store.UnitClass("不在文章里的话")
    unit.target = "not in the article"
    store.addunit(unit)
    project.write(PATH, bytes(store))
    project.extract()
    entry = project.entry("tea", "不在文章里的话")
    assert (entry.msgstr, entry.obsolete) == ("not in the article", True)


def test_the_article_is_built_from_what_was_saved(project: Project) -> None:
    Weblate(project, wrap=77).save((LONG, DONE, False))
    report = project.build(languages=["en"])
    assert [code for code in codes(report.diagnostics) if code == "refused-translation"] == []
    assert DONE in project.read("build/en/tea.md")
