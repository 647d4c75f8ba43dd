"""Journal: what was done is known again as long as the files are as they were, and no longer.

Whatever happens to the journal itself, the worst is that something is done again.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.i18n import listing, msg, nmsg
from essaytrans.model import Diagnostic, EssaytransError, Message, Position, Severity
from essaytrans.project import journal
from essaytrans.project.journal import Journal, Part
from essaytrans.project.listing import times_of
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = 1_700_000_000_123_456_789
"""A time long ago, in nanoseconds, on a file system that counts finely."""


# --- a journal --------------------------------------------------------------------------------


def note_one(project: Path, *options: object, **paths: str | None) -> Journal:
    """Remember one part of an article, made from these files, and save it."""
    found = Journal.load(project, "test", *options)
    known = {path: None if text is None else trace(text) for path, text in paths.items()}
    found.note("a", "en", Part(known, {"units": 3}), "of")
    found.save({"a"}, {"en"})
    return found


def recalled(project: Path, *options: object, article: str = "a", part: str = "en") -> Part | None:
    return Journal.load(project, "test", *options).recall(article, part, "of")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a file, and a journal of a part that was made from it."""
    (tmp_path / "x").write_text("甲")
    note_one(tmp_path, x="甲")
    return tmp_path


def journal_file(project: Path) -> Path:
    return project / ".essaytrans" / "test.json"


def test_what_was_noted_is_recalled(project: Path) -> None:
    part = recalled(project)
    assert part is not None
    assert part.result == {"units": 3}
    assert (project / ".essaytrans" / ".gitignore").read_text() == "*\n"


def test_a_part_is_recalled_of_what_it_was_made_of_and_nothing_else(project: Path) -> None:
    found = Journal.load(project, "test")
    assert found.recall("a", "en", "of another") is None
    assert found.recall("a", "ja", "of") is None
    assert found.recall("b", "en", "of") is None


def test_a_part_is_not_recalled_if_any_of_its_files_changed(tmp_path: Path) -> None:
    for name in "xyz":
        (tmp_path / name).write_text(name)
    note_one(tmp_path, x="x", y="y", z="z")
    assert recalled(tmp_path) is not None
    (tmp_path / "y").write_text("Y")
    assert recalled(tmp_path) is None
    (tmp_path / "y").write_text("y")
    assert recalled(tmp_path) is not None


def test_a_file_that_was_not_there_must_not_be_there(tmp_path: Path) -> None:
    note_one(tmp_path, x=None)
    assert recalled(tmp_path) is not None
    (tmp_path / "x").symlink_to("nowhere")
    assert recalled(tmp_path) is None
    (tmp_path / "x").unlink()
    assert recalled(tmp_path) is not None


def test_what_no_file_has_when_it_is_saved_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("somebody was faster")
    (tmp_path / "target").write_text("linked")
    (tmp_path / "link").symlink_to("target")
    found = Journal.load(tmp_path, "test")
    found.note("a", "changed", Part({"x": trace("甲")}))
    found.note("a", "linked", Part({"link": trace("linked")}))
    found.note("a", "gone", Part({"none": trace("")}))
    found.save({"a"}, {"changed", "linked", "gone"})
    again = Journal.load(tmp_path, "test")
    assert [again.recall("a", part) for part in ("changed", "linked", "gone")] == [None] * 3


def test_files_outside_the_project_are_looked_at_only_in_the_folder_that_was_given(
    tmp_path: Path,
) -> None:
    project, outside, other = (tmp_path / name for name in ("project", "outside", "other"))
    for folder in (project, outside, other):
        folder.mkdir()
        (folder / "x").write_text("甲")
    paths = {"in": f"{outside}/x", "beside": f"{other}/x", "upwards": "../outside/x"}
    found = Journal.load(project, "test", outside=outside)
    for part, path in paths.items():
        found.note("a", part, Part({path: trace("甲")}))
    found.save({"a"}, set(paths))
    again = Journal.load(project, "test", outside=outside)
    assert [part for part in paths if again.recall("a", part)] == ["in"]
    assert Journal.load(project, "test").recall("a", "in") is None


def test_articles_and_languages_that_are_gone_leave_the_journal(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("甲")
    found = Journal.load(tmp_path, "test")
    for article in "ab":
        for part in ("", "en", "ja"):
            found.note(article, part, Part({"x": trace("甲")}))
    found.save({"a", "b"}, {"en", "ja"})

    def kept() -> dict[str, list[str]]:
        data = json.loads(journal_file(tmp_path).read_text().split("\n", 2)[2])
        return {name: list(parts) for name, parts in data.items()}

    assert kept() == {"a": ["", "en", "ja"], "b": ["", "en", "ja"]}
    Journal.load(tmp_path, "test").save({"a", "b"}, {"en"})
    assert kept() == {"a": ["", "en"], "b": ["", "en"]}
    Journal.load(tmp_path, "test").save({"a"}, {"en"})
    assert kept() == {"a": ["", "en"]}


def test_nothing_is_written_if_nothing_is_new(project: Path) -> None:
    before = journal_file(project).stat()
    found = Journal.load(project, "test")
    assert found.recall("a", "en", "of") is not None
    found.save({"a"}, {"en"})
    assert journal_file(project).stat().st_ino == before.st_ino
    assert journal_file(project).stat().st_mtime_ns == before.st_mtime_ns


def test_a_file_that_was_touched_is_read_by_one_run_only(project: Path, reads: list[str]) -> None:
    os.utime(project / "x", ns=(OLD, OLD))
    time.sleep(0.06)  # until the time of this change can be relied on
    for expected in (["x"], []):
        reads.clear()
        found = Journal.load(project, "test")
        assert found.recall("a", "en", "of") is not None
        found.save({"a"}, {"en"})
        assert reads == expected


def test_an_empty_journal_is_not_written(tmp_path: Path) -> None:
    Journal.load(tmp_path, "test").save({"a"}, {"en"})
    assert list(tmp_path.iterdir()) == []


# --- another key ------------------------------------------------------------------------------


def test_a_journal_with_other_options_is_empty(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("甲")
    note_one(tmp_path, 1, ("fuzzy", False), x="甲")
    assert recalled(tmp_path, 1, ("fuzzy", False)) is not None
    assert recalled(tmp_path, 1, ("fuzzy", True)) is None
    assert recalled(tmp_path, 2, ("fuzzy", False)) is None
    assert recalled(tmp_path) is None


@pytest.fixture
def forgetful() -> Callable[[], None]:
    """What makes this process look at the program's files again, as a new one does."""
    return journal._code.cache_clear


@pytest.mark.parametrize("what", ["version", "python", "own", "library"])
def test_a_journal_of_another_program_is_empty(
    project: Path, monkeypatch: pytest.MonkeyPatch, forgetful: Callable[[], None], what: str
) -> None:
    forgetful()
    assert recalled(project) is not None
    match what:
        case "version":
            monkeypatch.setattr(journal, "__version__", "999")
        case "python":
            monkeypatch.setattr(sys, "version", "4.0")
        case "own":
            monkeypatch.setattr(journal, "times_of", lambda *_: [("model.py", 1, 1)])
        case _:
            monkeypatch.setattr(journal, "_version_file", lambda _: "another")
    forgetful()
    assert recalled(project) is None
    monkeypatch.undo()
    forgetful()
    assert recalled(project) is not None


def test_the_programs_files_are_told_apart_by_their_times(tmp_path: Path) -> None:
    for path in ("a.py", "b/c.py", "b/zh_CN/d.mo", "b/zh_CN/e.txt", "__pycache__/f.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    found = times_of(tmp_path, (".py", ".mo"))
    assert [os.path.relpath(path, tmp_path) for path, _, _ in found] == [
        *("a.py", "b/c.py", "b/zh_CN/d.mo"),
    ]
    os.utime(tmp_path / "b/c.py", ns=(OLD, OLD))
    assert times_of(tmp_path, (".py", ".mo")) != found
    assert times_of(tmp_path / "none", (".py",)) == []


def test_catalogs_that_a_translator_of_the_program_tries_out_are_told_apart(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("locale")
    (folder / "essaytrans.po").write_text("")
    monkeypatch.setenv("ESSAYTRANS_LOCALE_DIR", str(folder))
    assert recalled(project) is None
    note_one(project, x="甲")
    assert recalled(project) is not None
    os.utime(folder / "essaytrans.po", ns=(OLD, OLD))
    assert recalled(project) is None


# --- hostile and broken ones ------------------------------------------------------------------


def contents(project: Path) -> tuple[str, str, str]:
    key, check, parts = journal_file(project).read_text().split("\n", 2)
    return key, check, parts


BROKEN = ["", "\n", "{", "[]", "null", "a\nb", "a\nb\n{}", "[" * 100_000, '{"a": {"en": []}}']


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: repr(text[:12]))
def test_a_broken_memory_is_no_loss(project: Path, text: str) -> None:
    key, check, _ = contents(project)
    for hostile in (text, f"{key}\n{check}\n{text}", f"{key}\n{text}"):
        journal_file(project).write_text(hostile)
        assert recalled(project) is None
    note_one(project, x="甲")
    assert recalled(project) is not None


def test_a_journal_that_is_no_text_is_no_loss(project: Path) -> None:
    journal_file(project).write_bytes(b"\xff\xfe\x00")
    assert recalled(project) is None


@given(share=st.floats(min_value=0, max_value=1, exclude_max=True))
def test_a_journal_that_was_cut_off_is_empty(
    tmp_path_factory: pytest.TempPathFactory, share: float
) -> None:
    project = tmp_path_factory.mktemp("project")
    (project / "x").write_text("甲")
    note_one(project, x="甲")
    whole = journal_file(project).read_bytes()
    journal_file(project).write_bytes(whole[: int(len(whole) * share)])
    assert recalled(project) is None


@given(at=st.integers(min_value=0), to=st.characters(codec="ascii"))
def test_a_journal_in_which_a_character_changed_is_empty(
    tmp_path_factory: pytest.TempPathFactory, at: int, to: str
) -> None:
    project = tmp_path_factory.mktemp("project")
    (project / "x").write_text("甲")
    note_one(project, x="甲")
    text = journal_file(project).read_bytes().decode()
    changed = f"{text[: at % len(text)]}{to}{text[at % len(text) + 1 :]}"
    journal_file(project).write_bytes(changed.encode())
    assert (recalled(project) is None) == (changed != text)


def test_a_journal_is_not_read_through_a_link_that_leads_out(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    for folder in (project, outside):
        folder.mkdir()
        (folder / "x").write_text("甲")
        note_one(folder, x="甲")
    journal_file(project).unlink()
    journal_file(project).symlink_to(journal_file(outside))
    assert recalled(project) is None
    found = Journal.load(project, "test")
    found.note("a", "en", Part({"x": trace("甲")}))
    with pytest.raises(EssaytransError) as caught:
        found.save({"a"}, {"en"})
    assert [problem.code for problem in caught.value.diagnostics] == ["path-outside"]


def test_a_folder_where_the_journal_goes_is_no_journal(project: Path) -> None:
    journal_file(project).unlink()
    journal_file(project).mkdir()
    assert recalled(project) is None
    found = Journal.load(project, "test")
    found.note("a", "en", Part({"x": trace("甲")}))
    with pytest.raises(EssaytransError) as caught:
        found.save({"a"}, {"en"})
    assert [problem.code for problem in caught.value.diagnostics] == ["not-written"]


# --- diagnostics ------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8) | st.just("half \ud800")
ARGUMENTS = st.recursive(
    TEXTS | st.integers() | st.floats(allow_nan=False),
    lambda inner: st.builds(
        Message,
        TEXTS,
        st.lists(st.tuples(TEXTS, inner), max_size=3).map(tuple),
        plural=st.none(),
        number=st.none(),
    ),
    max_leaves=6,
)
MESSAGES = st.builds(
    Message,
    TEXTS,
    st.lists(st.tuples(TEXTS, ARGUMENTS), max_size=3).map(tuple),
    st.none() | TEXTS,
    st.none() | st.integers(),
)
NUMBERS = st.none() | st.integers(min_value=1, max_value=10**6)
POSITIONS = st.builds(Position, TEXTS, NUMBERS, NUMBERS, st.none() | TEXTS, st.integers(1, 80))
DIAGNOSTICS = st.builds(
    Diagnostic,
    st.sampled_from(Severity),
    TEXTS,
    MESSAGES,
    st.none() | MESSAGES,
    st.none() | POSITIONS,
)


@given(diagnostics=st.lists(DIAGNOSTICS, max_size=4).map(tuple))
def test_diagnostics_are_recalled_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, diagnostics: tuple[Diagnostic, ...]
) -> None:
    project = tmp_path_factory.mktemp("project")
    (project / "x").write_text("甲")
    found = Journal.load(project, "test")
    part = Part({"x": trace("甲")}, diagnostics=diagnostics)
    found.note("a", "en", part, "of")
    found.save({"a"}, {"en"})
    again = recalled(project)
    assert again is not None
    assert again.diagnostics == diagnostics


def test_sentences_within_sentences_are_recalled(project: Path) -> None:
    said = Diagnostic(
        Severity.INFO,
        "told",
        nmsg("{number} file: {names}", "{number} files: {names}", 3, names=listing(list("甲乙丙"))),
        msg("because {reason}", reason=msg("of the disk")),
        Position("a.md", 1, 2, "文", 3),
    )
    found = Journal.load(project, "test")
    found.note("a", "en", Part({"x": trace("甲")}, diagnostics=(said,)), "of")
    found.save({"a"}, {"en"})
    again = recalled(project)
    assert again is not None
    assert again.diagnostics == (said,)


def test_what_happened_in_one_run_is_not_told_by_the_next(project: Path) -> None:
    said = Diagnostic(Severity.INFO, "told", msg("once"))
    found = Journal.load(project, "test")
    once = replace(Part({"x": trace("甲")}), counts={"added": 3}, events=(said,))
    found.note("a", "en", once, "of")
    found.save({"a"}, {"en"})
    again = recalled(project)
    assert again is not None
    assert again == Part(again.files)
