"""The figures of a run, for people and as data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.rows import Comparison, Row, Share

__all__ = [
    "comparison_as_data",
    "comparison_line",
    "row_as_data",
    "row_line",
    "share_as_data",
    "share_line",
    "titles",
]

_NAME, _FLOOR = 66, 34
"""Widths of the two columns that hold words."""
_TASKS = ("extract", "update", "build")
_SIGNS = {True: "yes", False: "NO", None: ""}


def titles() -> str:
    """Return the head of the table."""
    return _line("", "seconds", "MB/s", "memory", "ratio", "to", "aim", "limit", "holds", "")


def row_line(row: Row) -> str:
    """Return a row of the table."""
    seconds = _number(row.seconds, 3) + ("*" if row.clock == "wall" else "")
    speed, ratio = _number(row.speed, 1), _number(row.ratio, 2)
    memory = "" if row.memory is None else f"{row.memory:.0f} MB"
    aim, limit = _number(row.aim, 1), _number(row.limit, 1)
    holds = _SIGNS[row.holds]
    return _line(row.name, seconds, speed, memory, ratio, row.floor, aim, limit, holds, row.note)


def _line(*cells: str) -> str:
    name, seconds, speed, memory, ratio, floor, aim, limit, holds, note = cells
    return (
        f"{name:{_NAME}} {seconds:>9} {speed:>6} {memory:>7} {ratio:>7} {floor:{_FLOOR}}"
        f" {aim:>4} {limit:>5} {holds:>5}  {note}"
    ).rstrip()


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def row_as_data(row: Row) -> dict[str, Any]:
    """Return a row for JSON."""
    return {**asdict(row), "speed": row.speed, "holds": row.holds}


def share_line(share: Share) -> str:
    """Return one line about a kind of text: how many have their own translation, and another's."""
    found = "   ".join(
        f"{tool}: own {_percent(each.own):>7} wrong {_percent(each.wrong):>7}"
        for tool, each in share.found.items()
    )
    return f"{f'{share.data}: {share.kind}':{_NAME}} {share.count:>7}   {found}"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"


def share_as_data(share: Share) -> dict[str, Any]:
    """Return a kind of text for JSON."""
    return asdict(share)


def comparison_line(found: Comparison) -> str:
    """Return one line about another program on one folder: its MB/s, and ours behind a slash."""
    head = f"{found.folder:18} {found.tool:18} {found.version:9}"
    if not found.theirs:
        return f"{head} {found.note}".rstrip()
    tasks = "  ".join(
        f"{task} {found.megabytes / seconds:5.2f} / {found.megabytes / found.ours[task]:5.2f}"
        for task, seconds in sorted(found.theirs.items(), key=lambda item: _TASKS.index(item[0]))
    )
    failed = f"{found.failed} failed" if found.failed else ""
    return f"{head} {tasks}   {_SIGNS[found.holds]:3}  {found.files} files  {failed}".rstrip()


def comparison_as_data(found: Comparison) -> dict[str, Any]:
    """Return a comparison for JSON."""
    return {**asdict(found), "holds": found.holds}
