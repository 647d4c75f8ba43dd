"""The figures of a run as tables of Markdown, as docs/performance.md has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.rows import Comparison, Row, Share

__all__ = ["comparison_table", "row_tables", "share_tables"]

_HOLDS = {True: "yes", False: "**no**", None: ""}
_TASKS = ("extract", "update", "build")


def row_tables(rows: Sequence[Row]) -> str:
    """Return a table a group, under its name."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return "\n".join(line for group, own in groups.items() for line in _table(group, own))


def _table(group: str, rows: Sequence[Row]) -> Iterator[str]:
    yield from (f"### {group}", "")
    if any(row.memory is not None for row in rows):
        yield from ("| | MB | times the articles |", "|---|--:|--:|")
        for row in rows:
            yield _line(row.name, _number(row.memory, 0), _number(row.ratio, 1))
    else:
        yield "| | seconds | MB/s | ratio | floor | aim | limit | holds |"
        yield "|---|--:|--:|--:|---|--:|--:|---|"
        for row in rows:
            yield _timed(row)
    yield ""


def _timed(row: Row) -> str:
    seconds = _number(row.seconds, 3) + (r"\*" if row.clock == "wall" else "")
    floor = "" if row.floor == row.name else row.floor
    numbers = (seconds, _number(row.speed, 1), _number(row.ratio, 2))
    limits = (_number(row.aim, 1), _number(row.limit, 1))
    return _line(row.name, *numbers, floor, *limits, _HOLDS[row.holds])


def share_tables(shares: Sequence[Share]) -> str:
    """Return a table for each kind of edits, with how well each program followed them."""
    tables: dict[str, list[Share]] = {}
    for share in shares:
        tables.setdefault(share.data, []).append(share)
    return "\n".join(line for data, own in tables.items() for line in _followed(data, own))


def _followed(data: str, shares: Sequence[Share]) -> Iterator[str]:
    tools = list(shares[0].found)
    yield from (f"#### {data}", "")
    yield _line("", "how many", *tools, *(f"{tool}, false offers" for tool in tools))
    yield f"|---|{'--:|' * (1 + 2 * len(tools))}"
    for share in shares:
        own = [_percent(share.found[tool].own) for tool in tools]
        wrong = [_percent(share.found[tool].wrong) for tool in tools]
        yield _line(share.kind, f"{share.count:,}", *own, *wrong)
    yield ""


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f} %"


def comparison_table(found: Sequence[Comparison]) -> str:
    """Return a table with a line for each folder and program."""
    lines = [
        "| Folder | Program | extract | update | build | ours is faster | articles |",
        "|---|---|--:|--:|--:|---|--:|",
    ]
    for one in found:
        tool = f"{one.tool} {one.version}".rstrip()
        if not one.theirs:
            lines.append(_line(one.folder, tool, one.note, "", "", "", ""))
            continue
        speeds = (
            f"{one.megabytes / one.theirs[task]:.2f} / {one.megabytes / one.ours[task]:.2f}"
            for task in _TASKS
        )
        failed = f", {one.failed} failed" if one.failed else ""
        lines.append(_line(one.folder, tool, *speeds, _HOLDS[one.holds], f"{one.files}{failed}"))
    return "\n".join([*lines, ""])


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"
