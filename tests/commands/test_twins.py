"""To remember what was done changes nothing but the time that it takes.

For any sequence of edits, of articles, catalogs, outputs, images and configuration, and of runs: a
project that remembers and a twin that forgets before each run end up the same byte for byte, and
their reports say the same.
"""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from commands.kit import Project
from commands.twins import contents, forget, outcome, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.commands.build import BuildReport

NAMES = ("tea", "b/water", "c")
TAGS = ("en", "ja", "tlh")
BLOCKS = st.sampled_from(
    [
        "# 题",
        "甲段。",
        "甲段。",
        "乙段。",
        "![图](a.png)",
        "[另一篇](tea.md)",
        "<!-- i18n:wrong -->",
        "<!-- i18n:note 给译者 -->\n丙段。",
        "```\n代码\n```",
        "half a\u2028line 中",
    ]
)
TEXTS = st.sampled_from(["", "A.", "B.", "# broken", "<b>no</b>", "two\n\nparagraphs", "1. x"])
CONFIGURATIONS = st.sampled_from(
    ["", 'notes_language = "en"\n', '[languages.en]\nteam = "us"\n', '[segment]\ncode = "never"\n']
)
LIKE = str.maketrans("甲乙AB", "乙甲BA")
"""Characters that take as many bytes."""
PLACES = st.sampled_from(["articles", "articles", "locales", "build"])
SUBSETS = st.sampled_from(["", "", "", *TAGS])


class Twins(RuleBasedStateMachine):
    """Whatever happens to a project, to remember what was done changes nothing that is seen.

    Each edit is made in two projects, and each command run in both; one of them forgets before each
    run what it had done.
    """

    folder: tempfile.TemporaryDirectory[str]
    tags: tuple[str, ...]

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.steps = 0
        self.twins = [Project(Path(self.folder.name) / name / "p") for name in ("keeps", "forgets")]
        self.configure("", {"en", "ja"})
        for project in self.twins:
            project.article("tea", "甲段。", "乙段。", "![图](a.png)")
            project.article("b/water", "甲段。")
        self.run_all("eb")

    def teardown(self) -> None:
        self.folder.cleanup()

    def run(self, command: Callable[[Project], object]) -> None:
        keeps, forgets = self.twins
        forget(forgets)
        told = [said(project, outcome(partial(command, project))) for project in self.twins]
        assert told[0] == told[1]
        assert contents(keeps) == contents(forgets)

    def file(self, project: Project, place: str, number: int) -> Path | None:
        """One of the files that anybody may lay hands on."""
        found = sorted(path for path in (project.root / place).rglob("*") if path.is_file())
        return found[number % len(found)] if found else None

    # --- what people do -----------------------------------------------------------------------

    @rule(name=st.sampled_from(NAMES), blocks=st.lists(BLOCKS, max_size=4))
    def write_article(self, name: str, blocks: list[str]) -> None:
        for project in self.twins:
            project.article(name, *blocks)

    @rule(name=st.sampled_from(NAMES))
    def remove_article(self, name: str) -> None:
        for project in self.twins:
            if project.exists(f"articles/{name}.md"):
                project.remove(f"articles/{name}.md")

    @rule(
        name=st.sampled_from(NAMES),
        tag=st.sampled_from(TAGS),
        at=st.integers(0, 5),
        text=TEXTS,
        fuzzy=st.booleans(),
    )
    def translate(self, name: str, tag: str, at: int, text: str, fuzzy: bool) -> None:
        for project in self.twins:
            path = f"locales/{tag}/{name}.po"
            if not project.exists(path) or project.read(path).startswith("broken"):
                continue
            entries = [e for e in project.catalog(name, tag).entries if not e.obsolete]
            if entries:
                msgid = entries[at % len(entries)].msgid
                project.translate(name, {msgid: text}, tag, fuzzy=[msgid] if fuzzy else [])

    @rule(name=st.sampled_from(NAMES), tag=st.sampled_from(TAGS))
    def break_catalog(self, name: str, tag: str) -> None:
        for project in self.twins:
            project.write(f"locales/{tag}/{name}.po", "broken\n")

    @rule(place=PLACES, number=st.integers(0, 9))
    def remove_any_file(self, place: str, number: int) -> None:
        for project in self.twins:
            if file := self.file(project, place, number):
                file.unlink()

    @rule(place=PLACES, number=st.integers(0, 9))
    def touch_any_file(self, place: str, number: int) -> None:
        for project in self.twins:
            if file := self.file(project, place, number):
                os.utime(file, ns=(10**18, 10**18))

    @rule(place=PLACES, number=st.integers(0, 9), back=st.booleans())
    def write_as_much_in_the_place_of_something(self, place: str, number: int, back: bool) -> None:
        """Change a file that keeps its size, and perhaps set its time back."""
        for project in self.twins:
            if file := self.file(project, place, number):
                before = file.stat()
                file.write_text(file.read_text().translate(LIKE))
                if back:
                    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(name=st.sampled_from(NAMES), tag=st.sampled_from(TAGS))
    def write_output(self, name: str, tag: str) -> None:
        for project in self.twins:
            project.write(f"build/{tag}/{name}.md", "mine\n")

    @rule(there=st.booleans())
    def draw_image(self, there: bool) -> None:
        for project in self.twins:
            project.write("articles/a.png", b"png")
            if not there:
                project.remove("articles/a.png")

    @rule(more=CONFIGURATIONS, tags=st.sets(st.sampled_from(TAGS), min_size=1))
    def configure(self, more: str, tags: set[str]) -> None:
        self.tags = tuple(tag for tag in TAGS if tag in tags or tag in more)
        for project in self.twins:
            (project.root / "articles").mkdir(parents=True, exist_ok=True)
            project.configure(*self.tags, more=more)

    @precondition(lambda self: (self.twins[0].root / ".essaytrans").exists())
    @rule()
    def lose_the_manifest(self) -> None:
        for project in self.twins:
            (project.root / ".essaytrans/manifest.json").unlink(missing_ok=True)

    # --- commands -----------------------------------------------------------------------------

    @rule(tag=SUBSETS, name=st.sampled_from(["", "", *NAMES]), dry=st.booleans())
    def extract(self, tag: str, name: str, dry: bool) -> None:
        articles, languages = [name] if name else [], [tag] if tag in self.tags else []
        self.run(lambda p: p.extract(*articles, languages=languages, dry=dry))

    @rule(
        tag=SUBSETS,
        name=st.sampled_from(["", "", *NAMES]),
        outside=st.sampled_from([None, None, "public"]),
        options=st.fixed_dictionaries(
            {
                "use_fuzzy": st.booleans(),
                "copy_assets": st.booleans(),
                "min_translated": st.sampled_from([0.0, 0.0, 0.5]),
                "dry": st.sampled_from([False, False, True]),
            }
        ),
    )
    def build(self, tag: str, name: str, outside: str | None, options: dict[str, Any]) -> None:
        articles, languages = [name] if name else [], [tag] if tag in self.tags else []

        def command(project: Project) -> BuildReport:
            output = project.root / outside if outside else None
            return project.build(*articles, languages=languages, output=output, **options)

        self.run(command)

    @rule(commands=st.sampled_from(["e", "b", "eb", "be", "ee", "bb"]))
    def run_all(self, commands: str) -> None:
        for command in commands:
            self.run(Project.extract if command == "e" else Project.build)

    @invariant()
    def all_is_remembered_every_third_time(self) -> None:
        """So that most edits find a journal that knows what they change."""
        self.steps += 1
        if self.steps % 3 == 0:
            self.run_all("eb")


TestTwins = Twins.TestCase
TestTwins.settings = settings(max_examples=60, stateful_step_count=30)
