"""Tables: one unit a cell."""

from __future__ import annotations

import pytest

from markdown.reading import codes, translate, units

ROWS = {
    "pipes on both sides": ("| 一 | 二 |", ["一", "二"]),
    "no pipes at the sides": ("一 | 二", ["一", "二"]),
    "no blanks": ("|一|二|", ["一", "二"]),
    "an indent and trailing blanks": ("  | 一 | 二 |  \t", ["一", "二"]),
    "an empty cell": ("| | 二 |", ["二"]),
    "no cell for a column": ("| 一 |", ["一"]),
    "a cell too many": ("| 一 | 二 | 三 |", ["一", "二"]),
    "an escaped pipe": ("| 一\\|甲 | 二 |", [("一|甲", "一\\|甲"), "二"]),
    "an escaped pipe in code": ("| `a\\|b` 字 | 二 |", [("`a|b` 字", "`a\\|b` 字"), "二"]),
    "a cell that ends in an escaped pipe": ("| 一\\| | 二 |", [("一|", "一\\|"), "二"]),
    "a number": ("| 12 | 二 |", ["二"]),
    "marks": ("| **一** | [二](/x) |", ["**一**", "[二](/x)"]),
    "equal cells": ("| 一 | 一 |", ["一", "一"]),
    "full-width blanks": ("| 　一　 | 二 |", ["一", "二"]),
}


@pytest.mark.parametrize(("row", "cells"), ROWS.values(), ids=ROWS)
def test_each_cell_of_a_row_is_a_unit(row: str, cells: list[str | tuple[str, str]]) -> None:
    text = f"| 甲 | 乙 |\n|:--|--:|\n{row}\n"
    found = [("table-cell", *((cell,) if isinstance(cell, str) else cell)) for cell in cells]
    assert units(text) == [("table-header", "甲"), ("table-header", "乙"), *found]
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "甲 | 乙\n--- | ---\n", [("table-header", "甲"), ("table-header", "乙")], id="no row"
        ),
        pytest.param("| 甲 |\n|---|\n", [("table-header", "甲")], id="one column"),
        pytest.param(
            "前\n\n| 甲 |\n|---|\n| 一 |\n\n后\n",
            [
                ("paragraph", "前"),
                ("table-header", "甲"),
                ("table-cell", "一"),
                ("paragraph", "后"),
            ],
            id="between paragraphs",
        ),
        pytest.param(
            "> | 甲 |\n> |---|\n> | 一 |\n",
            [("table-header", "甲"), ("table-cell", "一")],
            id="in a quote",
        ),
        pytest.param(
            "- | 甲 |\n  |---|\n  | 一 |\n",
            [("table-header", "甲"), ("table-cell", "一")],
            id="in an item",
        ),
        pytest.param(
            "| 甲 | 乙 |\n|---|\n",
            [("paragraph", "| 甲 | 乙 | |---|", "| 甲 | 乙 |", "|---|")],
            id="the delimiter row is too short",
        ),
    ],
)
def test_where_tables_stand(text: str, found: list[tuple[str, ...]]) -> None:
    assert units(text) == found


@pytest.mark.parametrize(
    ("translation", "cell"),
    [
        ("a | b", "a \\| b"),
        ("|", "\\|"),
        ("a\nb", "a b"),
        ("  a  ", "a"),
        ("`a|b`", "`a\\|b`"),
        ("a\\", "a\\ "),
        ("---", "---"),
    ],
)
def test_a_cell_stays_a_cell(translation: str, cell: str) -> None:
    text = "| 甲 |\n|---|\n|  一 | \n"
    assert translate(text, None, translation) == f"| 甲 |\n|---|\n|  {cell} | \n"
