"""Tables of text, aligned for scripts whose characters are two columns wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.cli.visible import visible, width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["table"]


def table(heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], *, left: int) -> list[str]:
    """Lay out a table.

    Args:
        heads: the lines of the head, each with a cell a column.
        rows: the cells of each row.
        left: how many columns are aligned left; those after them are numbers, aligned right.

    Returns:
        The lines: head, rule, rows.
    """
    cells = [[visible(cell) for cell in row] for row in [*heads, *rows]]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(_padded(row, widths, left)).rstrip() for row in cells]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    return [*lines[: len(heads)], rule, *lines[len(heads) :]]


def _padded(row: Sequence[str], widths: Sequence[int], left: int) -> list[str]:
    return [
        cell + " " * (wide - width(cell)) if column < left else " " * (wide - width(cell)) + cell
        for column, (cell, wide) in enumerate(zip(row, widths, strict=True))
    ]
