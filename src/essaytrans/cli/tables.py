"""Tables of text, aligned for scripts whose characters are two columns wide."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from essaytrans.cli.visible import LEFT_TO_RIGHT, has_right_to_left, visible, width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["table"]

_GAP = "  "


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    left: int,
    groups: Sequence[tuple[str, int]] = (),
) -> list[str]:
    """Lay out a table.

    Args:
        head: what to call each column.
        rows: the cells of each row.
        left: how many columns are aligned left; those after them are numbers, aligned right.
        groups: a line above the head, if any: texts and the number of columns that each spans.

    Returns:
        The lines, fit for a terminal: groups, head, rule, rows.
    """
    cells = [[visible(cell) for cell in row] for row in [head, *rows]]
    spans = [(visible(text), columns) for text, columns in groups]
    widths = _widths(cells, spans)
    lines = [_line(_padded(row, widths, left)) for row in cells]
    above = [_line(_centred(spans, widths))] if spans else []
    return [*above, lines[0], "─" * _spanned(widths), *lines[1:]]


def _widths(cells: Sequence[Sequence[str]], spans: Sequence[tuple[str, int]]) -> list[int]:
    """Return the width of each column; the last one of a group makes room for the group's name."""
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    ends = accumulate(columns for _, columns in spans)
    for (text, columns), end in zip(spans, ends, strict=True):
        widths[end - 1] += max(0, width(text) - _spanned(widths[end - columns : end]))
    return widths


def _spanned(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _padded(row: Sequence[str], widths: Sequence[int], left: int) -> list[tuple[int, str, int]]:
    """Give each cell the blanks before and behind it."""
    free = [wide - width(cell) for cell, wide in zip(row, widths, strict=True)]
    return [
        (0, cell, blanks) if column < left else (blanks, cell, 0)
        for column, (cell, blanks) in enumerate(zip(row, free, strict=True))
    ]


def _centred(spans: Sequence[tuple[str, int]], widths: Sequence[int]) -> list[tuple[int, str, int]]:
    found = []
    ends = accumulate(columns for _, columns in spans)
    for (text, columns), end in zip(spans, ends, strict=True):
        free = _spanned(widths[end - columns : end]) - width(text)
        found.append((free // 2, text, free - free // 2))
    return found


def _line(cells: Sequence[tuple[int, str, int]]) -> str:
    """Join the cells.

    Where a terminal puts right-to-left text in order, a number behind an Arabic name would come to
    stand before it: marks keep each cell in its place, and the whole line from left to right.
    """
    mark = LEFT_TO_RIGHT if any(has_right_to_left(cell) for _, cell, _ in cells) else ""
    joined = _GAP.join(
        f"{' ' * before}{cell}{cell and mark}{' ' * behind}" for before, cell, behind in cells
    )
    return mark + joined.rstrip()
