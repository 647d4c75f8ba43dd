"""What a benchmark gives: rows of a table, and comparisons with other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Comparison", "Follower", "Group", "Options", "Result", "Row", "Share", "Tally"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done."""

    rounds: int
    """How often every task of a group takes its turn, from 1; the best time of each counts."""
    quick: bool
    """Whether everything is made small: for trying out, not for figures."""
    scratch: Path
    """A folder for projects, which exists and is emptied by whoever made it."""
    peer_python: str
    """The interpreter that other programs are installed for."""
    histories: tuple[Path, ...] = ()
    """Git repositories whose edits of Markdown files are followed."""
    pairs: tuple[Path, ...] = ()
    """Folders of articles beside their translations, `x.zh-CN.md` and `x.en-US.md`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured."""

    group: str
    name: str
    seconds: float | None = None
    """CPU seconds, unless `clock` says otherwise; None where it is not time that is measured."""
    megabytes: float | None = None
    """How much text was worked on, in units of a million bytes."""
    memory: float | None = None
    """The largest resident size of the process, in units of a million bytes."""
    ratio: float | None = None
    """How many times the floor."""
    floor: str = ""
    """What the ratio is taken to."""
    aim: float | None = None
    """The ratio that is aimed at."""
    limit: float | None = None
    """The ratio that may not be passed; None where there is none."""
    clock: str = "cpu"
    """`cpu`, or `wall` for the time that passed."""
    note: str = ""
    """What else is to be known; why there is no figure, where there is none."""

    @property
    def speed(self) -> float | None:
        """Megabytes of text a second."""
        if self.megabytes is None or not self.seconds:
            return None
        return self.megabytes / self.seconds

    @property
    def holds(self) -> bool | None:
        """Whether the ratio is within its limit; None where there is nothing to hold."""
        if self.limit is None or self.ratio is None:
            return None
        return self.ratio <= self.limit


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another program beside ours, on one folder of the corpus."""

    folder: str
    tool: str
    version: str
    files: int
    """Articles that both were timed on."""
    failed: int
    """Articles that the other program could not work on; neither was timed on them."""
    megabytes: float
    """The size of the articles that both were timed on."""
    theirs: dict[str, float]
    """CPU seconds by task: `extract`, `update`, `build`. Empty if it is not installed."""
    ours: dict[str, float]
    """Our CPU seconds for the same tasks and articles."""
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether ours took less time in every task; None if the other could not be measured."""
        if not self.theirs:
            return None
        return all(self.ours[task] < seconds for task, seconds in self.theirs.items())


@dataclass(frozen=True, slots=True)
class Follower:
    """What became of the translations of one kind of text."""

    own: float | None
    """The share that has its own old translation, 0 to 1; None where there is none to have."""
    wrong: float | None
    """The share that has another's, 0 to 1: false offers. None where that cannot be."""


@dataclass(frozen=True, slots=True)
class Share:
    """How well one kind of text was followed."""

    data: str
    """Which edits."""
    kind: str
    """What was done to the text."""
    count: int
    """How many there are, from 1."""
    found: dict[str, Follower]
    """By program: `essaytrans`, and `msgmerge` where it is installed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Of how many one thing is so."""

    data: str
    """Which texts, and what is counted of them."""
    name: str
    count: int
    """How many there are, from 1."""
    hits: int
    """Of how many of them it is so."""

    @property
    def share(self) -> float:
        """The hits among all, 0 to 1."""
        return self.hits / self.count


Result = Row | Share | Tally
"""What a group gives."""
Group = Callable[[dict[str, str], Options], Iterator[Result]]
"""Measures something on texts, by their paths in the corpus."""
