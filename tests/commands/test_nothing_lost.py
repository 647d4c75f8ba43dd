"""Promise 4 over a whole project: whatever authors, volunteers and branches do, no work is lost.

A machine plays an author who edits, cuts, joins, moves, renames and removes, three volunteers of whom
one works on a branch and one by mail, and a maintainer who extracts, merges, packs, accepts and prunes. Every translation has a mark
that no other has, so that one that is gone is seen to be gone.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from commands.kit import Project
from commands.post import accept, sent
from essaytrans.catalog import parse, serialize
from essaytrans.catalog.notes import kept_notes
from essaytrans.commands.prune import prune
from essaytrans.commands.workspace import open_workspace
from essaytrans.follow.merge import merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.model import Catalog, Entry

NAMES = st.sampled_from(["a", "b", "c/d", "茶"])
POSITIONS = st.integers(0, 7)
TOPICS = ["茶叶", "杯子", "山里的路", "图书馆"]
PARAGRAPHS = st.builds(
    "{0}要{1}，{2}两点。{0}不急，{1}{2}就好，第{1}次再说。".format,
    st.sampled_from(TOPICS),
    st.sampled_from(["三克", "五克", "慢慢来"]),
    st.sampled_from(["先等", "再看"]),
)
SHORT = st.sampled_from(["绿色", "红色", "结语"])
TEXTS = st.one_of(PARAGRAPHS, PARAGRAPHS, SHORT)
RUNS = st.sampled_from([True, True, False])
WHERE = st.sampled_from(["here", "branch", "mail"])
MARK = re.compile(r"⟦[0-9]+⟧")


def marks(catalog: Catalog) -> set[str]:
    """The marks of all translations and remarks in a catalog."""
    return {
        mark
        for entry in catalog.entries
        for text in (entry.msgstr, *entry.translator_comments)
        for mark in MARK.findall(text)
    }


def works(catalog: Catalog) -> set[str]:
    """Those of what people wrote into it; a suggestion gives way to a person's text."""
    own = tuple(entry for entry in catalog.entries if not kept_notes(entry))
    return marks(replace(catalog, entries=own))


class Everybody(RuleBasedStateMachine):
    """A project of some articles, and all who work on it."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda _: None)  # the disk's patience is not at stake
        self.folder = Path(tempfile.mkdtemp(prefix="essaytrans-"))
        self.project = Project(self.folder / "project")
        self.project.configure("en")
        (self.project.root / "articles").mkdir()
        self.articles: dict[str, list[str]] = {}
        self.number = 0
        self.base: dict[str, str] = {}
        """What the catalogs were when a branch began, by path."""
        self.branch: dict[str, str] = {}
        """What the volunteer on the branch has made of them."""
        self.sent: dict[str, str] = {}
        """The catalogs that were sent, by what they were called then."""
        self.mail: dict[str, str] = {}
        """What the volunteer far away has made of them."""

    def teardown(self) -> None:
        shutil.rmtree(self.folder)
        self.patch.undo()

    # --- what there is ------------------------------------------------------------------------

    def files(self) -> dict[str, str]:
        return {
            path.relative_to(self.project.root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.project.root.glob("locales/en/**/*.po"))
        }

    def catalogs(self) -> dict[str, Catalog]:
        return {path: parse(text, path=path) for path, text in self.files().items()}

    def marks(self) -> set[str]:
        return {mark for catalog in self.catalogs().values() for mark in marks(catalog)}

    def works(self) -> set[str]:
        return {mark for catalog in self.catalogs().values() for mark in works(catalog)}

    def mark(self) -> str:
        self.number += 1
        return f"⟦{self.number}⟧"

    def save(self, name: str, *, run: bool = False) -> None:
        if name in self.articles:
            self.project.article(name, *self.articles[name])
        if run:
            self.extract()

    def some(self, at: int) -> str:
        names = sorted(self.articles)
        return names[at % len(names)]

    # --- the author ---------------------------------------------------------------------------

    @initialize(
        one=st.lists(TEXTS, min_size=2, max_size=5), other=st.lists(TEXTS, min_size=1, max_size=4)
    )
    def begins(self, one: list[str], other: list[str]) -> None:
        self.articles = {"a": one, "b": other}
        self.save("a")
        self.save("b", run=True)

    @rule(name=NAMES, texts=st.lists(TEXTS, min_size=1, max_size=4), run=RUNS)
    def writes(self, name: str, texts: list[str], run: bool) -> None:
        self.articles.setdefault(name, []).extend(texts)
        self.save(name, run=run)

    @precondition(lambda self: self.articles)
    @rule(which=POSITIONS, at=POSITIONS, text=TEXTS, run=RUNS)
    def edits(self, which: int, at: int, text: str, run: bool) -> None:
        name = self.some(which)
        blocks = self.articles[name]
        if blocks:
            blocks[at % len(blocks)] = text
        self.save(name, run=run)

    @precondition(lambda self: self.articles)
    @rule(which=POSITIONS, at=POSITIONS, run=RUNS)
    def cuts(self, which: int, at: int, run: bool) -> None:
        name = self.some(which)
        blocks = self.articles[name]
        if blocks:
            first, stop, rest = blocks[at % len(blocks)].partition("。")
            if rest:
                blocks[at % len(blocks) : at % len(blocks) + 1] = [first + stop, rest]
        self.save(name, run=run)

    @precondition(lambda self: self.articles)
    @rule(which=POSITIONS, at=POSITIONS, run=RUNS)
    def joins(self, which: int, at: int, run: bool) -> None:
        name = self.some(which)
        blocks = self.articles[name]
        if len(blocks) > 1:
            at %= len(blocks) - 1
            blocks[at : at + 2] = [blocks[at] + blocks[at + 1]]
        self.save(name, run=run)

    @precondition(lambda self: len(self.articles) > 1)
    @rule(start=POSITIONS, at=POSITIONS, end=POSITIONS, to=POSITIONS, run=RUNS)
    def moves(self, start: int, at: int, end: int, to: int, run: bool) -> None:
        one, other = self.some(start), self.some(end)
        if self.articles[one]:
            block = self.articles[one].pop(at % len(self.articles[one]))
            self.articles[other].insert(to, block)
        self.save(one)
        self.save(other, run=run)

    @precondition(lambda self: self.articles)
    @rule(which=POSITIONS, name=NAMES, run=RUNS)
    def renames(self, which: int, name: str, run: bool) -> None:
        old = self.some(which)
        if name not in self.articles:
            self.articles[name] = self.articles.pop(old)
            self.project.remove(f"articles/{old}.md")
            self.save(name)
        if run:
            self.extract()

    @precondition(lambda self: len(self.articles) > 1)
    @rule(which=POSITIONS, run=RUNS)
    def removes(self, which: int, run: bool) -> None:
        name = self.some(which)
        del self.articles[name]
        self.project.remove(f"articles/{name}.md")
        if run:
            self.extract()

    # --- volunteers ---------------------------------------------------------------------------

    def changed(self, text: str, path: str, at: int, change: Callable[[Entry], Entry]) -> str:
        catalog = parse(text, path=path)
        current = [n for n, entry in enumerate(catalog.entries) if not entry.obsolete]
        if not current:
            return text
        entries = list(catalog.entries)
        chosen = current[at % len(current)]
        entries[chosen] = change(entries[chosen])
        return serialize(replace(catalog, entries=tuple(entries)))

    def work(self, which: int, at: int, change: Callable[[Entry], Entry], where: str) -> None:
        files = {"here": self.files(), "branch": self.branch, "mail": self.mail}[where]
        if files:
            path = sorted(files)[which % len(files)]
            text = self.changed(files[path], path, at, change)
            if where == "here":
                self.project.write(path, text)
            else:
                files[path] = text

    @rule(which=POSITIONS, at=POSITIONS, fuzzy=st.booleans(), where=WHERE)
    def translates(self, which: int, at: int, fuzzy: bool, where: str) -> None:
        text = f"One {self.mark()}. Two {self.mark()}."

        def change(entry: Entry) -> Entry:
            return replace(entry, msgstr=text, fuzzy=fuzzy)

        self.work(which, at, change, where)

    @rule(which=POSITIONS, at=POSITIONS, where=WHERE)
    def remarks(self, which: int, at: int, where: str) -> None:
        remark = f"why {self.mark()}"

        def change(entry: Entry) -> Entry:
            return replace(entry, translator_comments=(*entry.translator_comments, remark))

        self.work(which, at, change, where)

    @rule(which=POSITIONS, at=POSITIONS, where=WHERE)
    def confirms(self, which: int, at: int, where: str) -> None:
        def change(entry: Entry) -> Entry:
            return replace(entry, fuzzy=False, previous_msgid=None)

        self.work(which, at, change, where)

    @rule(which=POSITIONS, at=POSITIONS, where=WHERE)
    def empties(self, which: int, at: int, where: str) -> None:
        def change(entry: Entry) -> Entry:
            return replace(entry, msgstr="", fuzzy=False)

        self.work(which, at, change, where)

    # --- the maintainer -----------------------------------------------------------------------

    @rule()
    def extract(self) -> None:
        before = self.marks()
        report = self.project.extract()
        told = {problem.code for problem in report.diagnostics}
        assert told <= {"article-vanished", "catalog-renamed"}
        assert before <= self.marks(), "an extract loses nothing"
        files = self.project.snapshot()
        again = self.project.extract()
        assert again.changed == ()
        assert (again.brought, again.offered, again.renamed) == (0, 0, ())
        assert self.project.snapshot() == files

    @rule()
    def prune(self) -> None:
        before = self.marks()
        prune(open_workspace(self.project.root), here=self.project.root)
        assert before == self.marks(), "what holds work is not pruned"

    @rule()
    def branches(self) -> None:
        self.base = self.files()
        self.branch = dict(self.base)

    @precondition(lambda self: self.branch)
    @rule(back=st.booleans())
    def merges(self, back: bool) -> None:
        for path, ours in self.files().items():
            if path in self.branch:
                self.merge_one(path, ours, self.branch[path], back=back)
        self.base = self.branch = {}
        self.extract()

    def merge_one(self, path: str, ours: str, theirs: str, *, back: bool) -> None:
        base = parse(self.base[path], path=path)
        one, other = parse(ours, path=path), parse(theirs, path=path)
        if back:
            one, other = other, one
        merged = merge(base, one, other).catalog
        written = works(one) - marks(base) | works(other) - marks(base)
        kept = works(one) & works(other)
        self.project.write(path, serialize(merged))
        # what moved to another article on one side is in that one's catalog
        assert written | kept <= self.marks(), "a merge loses nothing that anybody wrote"

    @precondition(lambda self: self.articles)
    @rule(which=POSITIONS)
    def sends(self, which: int) -> None:
        name = self.some(which)
        before = self.marks()
        self.sent[name] = self.mail[name] = sent(self.project, name)
        assert before <= self.marks(), "to pack is to extract first"

    @precondition(lambda self: self.mail)
    @rule(which=POSITIONS, prefer=st.booleans(), forget=st.booleans(), run=RUNS)
    def comes_back(self, which: int, prefer: bool, forget: bool, run: bool) -> None:
        if run:
            self.extract()
        name = sorted(self.mail)[which % len(self.mail)]
        base, text = parse(self.sent.pop(name)), self.mail.pop(name)
        path = self.folder / "back.po"
        path.write_text(text, encoding="utf-8", newline="\n")
        if forget:  # a copy of the project in which nothing was ever sent
            shutil.rmtree(self.project.root / ".essaytrans", ignore_errors=True)
        before = self.works()
        report = accept(self.project, path, prefer_incoming=prefer)
        (row,) = report.files
        if row.article is None:
            assert before <= self.marks(), "what is not accepted changes nothing"
            return
        told = {mark for problem in report.diagnostics for mark in MARK.findall(repr(problem))}
        written, replaced = marks(parse(text)) - marks(base), marks(base) - marks(parse(text))
        assert before - replaced <= self.marks() | told, "to accept loses nothing, or says so"
        assert written <= self.marks() | told, "what came back is taken, or told"
        if run and not prefer:  # so that it is found where it was found before
            assert accept(self.project, path).changed == ()


TestNoWorkIsLostInAProject = Everybody.TestCase
TestNoWorkIsLostInAProject.settings = settings(
    max_examples=max(settings().max_examples // 2, 1), stateful_step_count=25
)
