"""The table of all articles is found out a little at a time, and again only where files changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project
from essaytrans.preview.cells import Cells
from essaytrans.preview.memory import Memory
from preview.kit import preview_of, tea

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

_PATIENCE = 60
"""Seconds that all of it may take on a busy machine."""


@dataclass
class Clock:
    """Each time it is looked at, a second has passed."""

    now: float = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


class Counting(Memory):
    """Counts how often it is asked for a view."""

    asked = 0

    def view(self, article: Article, language: Language, *, keep: bool = True):  # type: ignore[no-untyped-def]
        self.asked += 1
        return super().view(article, language, keep=keep)


@pytest.fixture
def memory(tmp_path: Path) -> Counting:
    project = tea(tmp_path)
    project.article("water", "水。")
    return Counting(project.root)


def test_what_is_known_is_not_found_out_again(memory: Counting) -> None:
    cells = Cells(memory, budget=_PATIENCE)
    first, is_all = cells.table(memory.project())
    assert is_all
    assert memory.asked == 4
    assert cells.table(memory.project()) == (first, True)
    assert memory.asked == 4


@pytest.mark.parametrize(
    ("path", "again"),
    [("articles/tea.md", 2), ("locales/en/tea.po", 1), ("glossary.csv", 4), ("articles/x.png", 0)],
)
def test_only_what_a_change_concerns_is_found_out_again(
    memory: Counting, path: str, again: int
) -> None:
    cells = Cells(memory, budget=_PATIENCE)
    cells.table(memory.project())
    project = Project(memory.config.root)
    project.write(path, project.read(path) + "\n" if project.exists(path) else "term,en\n")
    cells.table(memory.project())
    assert memory.asked == 4 + again


def test_a_link_is_looked_at_each_time(memory: Counting) -> None:
    root = memory.config.root
    (root / "tea.po").write_bytes((root / "locales/en/tea.po").read_bytes())
    (root / "locales/en/tea.po").unlink()
    (root / "locales/en/tea.po").symlink_to(root / "tea.po")
    cells = Cells(memory, budget=_PATIENCE)
    cells.table(memory.project())
    cells.table(memory.project())
    assert memory.asked == 5


def test_a_large_project_is_found_out_in_several_looks(memory: Counting) -> None:
    cells = Cells(memory, budget=3, clock=Clock())
    found = [cells.table(memory.project()) for _ in range(3)]
    assert [len(known) for known, _ in found] == [2, 4, 4]
    assert [is_all for _, is_all in found] == [False, True, True]


def test_a_page_that_is_not_all_there_says_so_and_a_whole_one_does_not(tmp_path: Path) -> None:
    shown = preview_of(tea(tmp_path))
    assert "data-more" not in shown.page("/")
    shown.preview._cells = Cells(shown.preview.memory, budget=0)
    page = shown.page("/?lang=en")
    assert "data-more" in page
    assert "not counted yet" in page


def test_views_of_the_table_are_not_kept(memory: Counting) -> None:
    Cells(memory).table(memory.project())
    assert memory.shown() == ()
