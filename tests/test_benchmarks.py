"""The benchmarks measure what they say; how long anything takes is nobody's test.

Two small articles go through `--quick`, which is the same code with fewer and smaller turns.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]

HELLO = """\
---
title: 你好
---

# 你好，世界

第一段，有 *强调* 和[链接](https://example.com/)。

- 一项
- 又一项

| 名 | 值 |
|----|----|
| 甲 | 一 |
"""
POEM = "# 静夜思\n\n> 床前明月光，\n> 疑是地上霜。\n\n```python\nprint('举头')  # 望明月\n```\n"

ROWS = {
    "core": (
        "bare block parse",
        "extract",
        "build, nothing translated",
        "build, everything translated",
        "update onto full catalogs",
        "build, with its catalog read",
    ),
    "catalogs": ("polib load and save", "catalogs, load and save"),
}
"""What is measured in one process without the disk."""

LIMITS = {
    "extract": 2.0,
    "build, nothing translated": 2.5,
    "build, everything translated": 2.5,
    "update onto full catalogs": 3.0,
    "catalogs, load and save": 0.5,
}


class Measured(NamedTuple):
    """What a run gave."""

    printed: str
    data: dict[str, Any]
    markdown: str


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """A run over two articles, one of them in a folder."""
    place = tmp_path_factory.mktemp("benchmarks")
    corpus, figures, tables = place / "corpus", place / "figures.json", place / "tables.md"
    (corpus / "poems").mkdir(parents=True)
    (corpus / "hello.md").write_text(HELLO, encoding="utf-8")
    (corpus / "poems/night.md").write_text(POEM, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks", str(corpus), "--quick"),
            *("--only", *ROWS, "--json", str(figures), "--markdown", str(tables)),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return Measured(done.stdout, json.loads(figures.read_bytes()), tables.read_bytes().decode())


def figures_of(row: Mapping[str, Any]) -> tuple[float, ...]:
    return row["seconds"], row["megabytes"], row["speed"], row["ratio"]


def test_every_row_is_measured(measured: Measured) -> None:
    rows = measured.data["rows"]
    names = {group: tuple(row["name"] for row in rows if row["group"] == group) for group in ROWS}
    assert names == ROWS
    assert all(figure > 0 for row in rows for figure in figures_of(row))


def test_a_floor_is_a_row_too_and_once_itself(measured: Measured) -> None:
    by_name = {row["name"]: row for row in measured.data["rows"]}
    for row in by_name.values():
        floor = by_name[row["floor"]]
        assert floor["ratio"] == 1
        assert row["ratio"] == pytest.approx(row["seconds"] / floor["seconds"])


def test_a_row_with_a_limit_says_whether_it_holds(measured: Measured) -> None:
    rows = measured.data["rows"]
    assert {row["name"]: row["limit"] for row in rows if row["limit"] is not None} == LIMITS
    for row in rows:
        expected = None if row["limit"] is None else row["ratio"] <= row["limit"]
        assert row["holds"] is expected


def test_the_corpus_is_said(measured: Measured) -> None:
    assert measured.data["files"] == 2
    assert measured.data["megabytes"] == pytest.approx(len((HELLO + POEM).encode()) / 1e6)
    assert measured.data["quick"] is True


def test_the_tables_have_every_row(measured: Measured) -> None:
    for names in ROWS.values():
        for name in names:
            assert f"\n{name} " in measured.printed
            assert f"\n| {name} | " in measured.markdown
