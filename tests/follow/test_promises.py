"""Promises 4 and 5: work is never lost, and where there is nothing to say nothing is written.

A machine plays an author, who edits an article, and two volunteers, one with a tool that writes
through polib and one whose tool writes as we do, while `extract` runs between them as often as it
likes. Paragraphs come from a small pool, so that texts leave and come back.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from commands.kit import Project
from essaytrans.catalog import serialize
from essaytrans.follow import make_template
from essaytrans.markdown import segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.model import Entry

MSGCAT = shutil.which("msgcat")

BLOCKS = st.sampled_from(
    [
        "甲段。",
        "甲段。",
        "乙段，*强调*。",
        '丙段："引号" 和 \\\\ 反斜线。',
        "丁段  \n有硬换行。",
        "## 戊题",
        "- 己项\n- 甲段。",
        "> 甲段。",
        "<!-- i18n:context 子 -->\n\n甲段。",
        "<!-- i18n:context 丑 -->\n\n甲段。",
        "<!-- i18n:note 一个注。 -->\n\n乙段，*强调*。",
        "| 庚 | 辛 |\n|---|---|\n| 甲段。 | |",
    ]
)
TEXTS = st.sampled_from(
    ["A", "Para *B*.", 'say "C" \\ so', "two\nlines", "很长的译文。" * 20, " ", "naïve …", "🙂"]
)
POSITIONS = st.integers(0, 11)
RUNS = st.sampled_from([True, True, False])
LANGUAGES = st.sampled_from(["en", "art-x-elvish"])
ARTICLE = "文章"

Key = tuple[str | None, str]


def work(entry: Entry) -> tuple[object, ...]:
    """What a person would miss, and for which text it is."""
    return (
        entry.msgid,
        entry.msgstr,
        entry.fuzzy,
        entry.previous_msgid,
        entry.translator_comments,
    )


class AuthorAndVolunteers(RuleBasedStateMachine):
    """An article that changes under the hands of its translators."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda _: None)  # the disk's patience is not at stake
        self.project = Project(Path(tempfile.mkdtemp(prefix="essaytrans-")))
        self.project.configure("en", "art-x-elvish")
        self.blocks: list[str] = []

    def teardown(self) -> None:
        try:
            if MSGCAT is not None:
                self.msgcat_writes_the_catalogs_back()
        finally:
            shutil.rmtree(self.project.root)
            self.patch.undo()

    def msgcat_writes_the_catalogs_back(self) -> None:
        for path in self.project.root.glob("locales/*/*.po"):
            polib.pofile(str(path))  # whoever wrote it last, it is a PO file
        self.extract()
        for language in self.present():
            path = self.project.root / f"locales/{language}/{ARTICLE}.po"
            # by itself msgcat writes nothing where there are no entries
            command = [str(MSGCAT), "--force-po", str(path)]
            run = subprocess.run(command, capture_output=True, check=True)
            entries = self.project.catalog(ARTICLE, language).entries
            # it takes no obsolete entry that has a remark and no translation; we keep the remark
            if all(entry.msgstr for entry in entries if entry.obsolete):
                assert run.stdout == path.read_bytes()
            assert run.stderr == b""

    # --- the author ---------------------------------------------------------------------------

    @initialize(blocks=st.lists(BLOCKS, min_size=1, max_size=8))
    def begins(self, blocks: list[str]) -> None:
        self.blocks = blocks
        self.save()
        self.extract()

    def save(self, *, run: bool = False) -> None:
        self.project.article(ARTICLE, *self.blocks)
        if run:
            self.extract()

    @rule(at=POSITIONS, block=BLOCKS, run=RUNS)
    def inserts(self, at: int, block: str, run: bool) -> None:
        self.blocks.insert(at, block)
        self.save(run=run)

    @precondition(lambda self: self.blocks)
    @rule(at=POSITIONS, run=RUNS)
    def deletes(self, at: int, run: bool) -> None:
        del self.blocks[at % len(self.blocks)]
        self.save(run=run)

    @precondition(lambda self: self.blocks)
    @rule(at=POSITIONS, to=POSITIONS, run=RUNS)
    def moves(self, at: int, to: int, run: bool) -> None:
        self.blocks.insert(to, self.blocks.pop(at % len(self.blocks)))
        self.save(run=run)

    @precondition(lambda self: self.blocks)
    @rule(at=POSITIONS, to=POSITIONS, run=RUNS)
    def duplicates(self, at: int, to: int, run: bool) -> None:
        self.blocks.insert(to, self.blocks[at % len(self.blocks)])
        self.save(run=run)

    @precondition(lambda self: self.blocks)
    @rule(at=POSITIONS, block=BLOCKS, run=RUNS)
    def changes(self, at: int, block: str, run: bool) -> None:
        self.blocks[at % len(self.blocks)] = block
        self.save(run=run)

    @rule()
    def takes_everything_out(self) -> None:
        self.blocks = []
        self.save()

    # --- the volunteer whose tool writes as we do ---------------------------------------------

    def edit(self, language: str, at: int, change: Callable[[Entry], Entry]) -> None:
        catalog = self.project.catalog(ARTICLE, language)
        current = [n for n, entry in enumerate(catalog.entries) if not entry.obsolete]
        if not current:
            return
        chosen = current[at % len(current)]
        entries = list(catalog.entries)
        entries[chosen] = change(entries[chosen])
        text = serialize(replace(catalog, entries=tuple(entries)))
        self.project.write(catalog.path, text)

    @rule(language=LANGUAGES, at=POSITIONS, text=TEXTS)
    def translates(self, language: str, at: int, text: str) -> None:
        self.edit(language, at, lambda entry: replace(entry, msgstr=text, fuzzy=False))

    @rule(language=LANGUAGES, at=POSITIONS, text=TEXTS)
    def drafts(self, language: str, at: int, text: str) -> None:
        self.edit(
            language,
            at,
            lambda entry: replace(entry, msgstr=text, fuzzy=True, previous_msgid="从前"),
        )

    @rule(language=LANGUAGES, at=POSITIONS)
    def empties(self, language: str, at: int) -> None:
        self.edit(language, at, lambda entry: replace(entry, msgstr="", fuzzy=False))

    @rule(language=LANGUAGES, at=POSITIONS)
    def remarks(self, language: str, at: int) -> None:
        self.edit(language, at, lambda entry: replace(entry, translator_comments=("mine",)))

    # --- the volunteer whose tool writes through polib ----------------------------------------

    @rule(language=LANGUAGES, at=POSITIONS, text=TEXTS, fuzzy=st.booleans())
    def translates_elsewhere(self, language: str, at: int, text: str, fuzzy: bool) -> None:
        path = str(self.project.root / f"locales/{language}/{ARTICLE}.po")
        catalog = polib.pofile(path, wrapwidth=40)
        current = [entry for entry in catalog if not entry.obsolete]
        if not current:
            return
        entry = current[at % len(current)]
        entry.msgstr = text
        entry.flags = [*(["fuzzy"] if fuzzy else []), "no-wrap"]
        catalog.metadata["X-Generator"] = "another tool"
        catalog.save(path)

    # --- the maintainer -----------------------------------------------------------------------

    @rule()
    def extract(self) -> None:
        before = {tag: self.project.catalog(ARTICLE, tag).entries for tag in self.present()}
        first = self.project.extract()
        assert first.diagnostics == ()
        note(f"{first.added} added, {first.obsoleted} obsolete, {first.restored} restored")
        for language in ("en", "art-x-elvish"):
            self.nothing_is_lost(before.get(language, ()), language)
            self.the_catalog_is_the_articles(language)
        files = self.project.snapshot()
        second = self.project.extract()
        assert second.changed == ()
        assert self.project.snapshot() == files

    def present(self) -> list[str]:
        return [path.parent.name for path in self.project.root.glob(f"locales/*/{ARTICLE}.po")]

    def nothing_is_lost(self, before: tuple[Entry, ...], language: str) -> None:
        after = self.project.catalog(ARTICLE, language).entries
        held = Counter(work(entry) for entry in before if entry.holds_work)
        assert held == Counter(work(entry) for entry in after if entry.holds_work)
        # a translation that stays in its context is found there, obsolete or not
        wanted = {entry.key: work(entry) for entry in before if entry.holds_work}
        standing = {entry.key: work(entry) for entry in after}
        current = {entry.key for entry in after if not entry.obsolete}
        assert all(standing[key] == found for key, found in wanted.items() if key in current)

    def the_catalog_is_the_articles(self, language: str) -> None:
        entries = self.project.catalog(ARTICLE, language).entries
        article = segment(self.project.read(f"articles/{ARTICLE}.md"), f"articles/{ARTICLE}.md")
        template = make_template(article, notes_language="zh-CN")
        current = [entry for entry in entries if not entry.obsolete]
        assert [entry.key for entry in current] == [entry.key for entry in template]
        assert all(entry.holds_work for entry in entries if entry.obsolete)
        keys = [entry.key for entry in entries]
        assert len(keys) == len(set(keys))


TestNoWorkIsEverLost = AuthorAndVolunteers.TestCase
TestNoWorkIsEverLost.settings = settings(max_examples=max(settings().max_examples // 2, 1))


# --- promise 5, one edited paragraph ----------------------------------------------------------

LETTERS = "甲乙丙丁戊己庚辛"


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """An article of eight paragraphs, all translated."""
    project = Project(tmp_path_factory.mktemp("translated"))
    project.configure("en")
    project.article("a", *(f"{letter}段。" for letter in LETTERS))
    project.extract()
    project.translate("a", {f"{letter}段。": f"{letter}!" for letter in LETTERS})
    return project


@given(at=st.integers(0, 7), text=st.sampled_from(["改。", "", "甲段。", "两。\n\n段。"]))
def test_an_edited_paragraph_changes_only_the_entries_that_it_concerns(
    translated: Project, at: int, text: str
) -> None:
    blocks = [f"{letter}段。" for letter in LETTERS]
    path = "locales/en/a.po"
    translated.article("a", *blocks)
    translated.extract()
    before = translated.read(path)

    edited = [*blocks[:at], *([text] if text else []), *blocks[at + 1 :]]
    translated.article("a", *edited)
    translated.extract()
    gone = {blocks[at]} - set(edited)
    come = set(text.split("\n\n")) - {*blocks, ""}
    old, new = (Counter(po.strip().split("\n\n")) for po in (before, translated.read(path)))
    assert all(any(f'msgid "{msgid}"' in entry for msgid in gone) for entry in old - new)
    assert all(any(f'msgid "{msgid}"' in entry for msgid in gone | come) for entry in new - old)

    translated.article("a", *blocks)
    translated.extract()
    assert translated.read(path) == before, "taking the edit back leaves no trace"


def test_lines_that_move_make_no_difference(translated: Project) -> None:
    blocks = [f"{letter}段。" for letter in LETTERS]
    translated.article("a", *blocks)
    translated.extract()
    before = translated.snapshot()
    translated.article("a", "\n\n\n", *(f"\n{block}" for block in blocks))
    assert translated.extract().changed == ()
    after = translated.snapshot()
    assert after["locales/en/a.po"] == before["locales/en/a.po"]
