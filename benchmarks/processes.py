"""Whole processes: how soon the program answers, and how much memory it takes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from benchmarks.clock import run, run_in_turn
from benchmarks.corpus import Project
from benchmarks.growth import one_text
from benchmarks.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.clock import Usage
    from benchmarks.rows import Options

__all__ = ["FLOOR", "command", "memory", "memory_row", "start"]

FLOOR: Final = (sys.executable, "-c", "import markdown_it")
_FLOOR_NAME: Final = 'python -c "import markdown_it"'
_START_LIMIT: Final = 2.5
_ESSAY: Final = 10_000
"""Bytes of the essay that cold runs are measured on: the nearest article of the corpus is taken."""


def command(*arguments: str) -> tuple[str, ...]:
    """Return the command line of the program."""
    return (sys.executable, "-m", "essaytrans", *arguments)


def start(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure `--help`, and `extract` and `build` of a project with one essay, all from nothing."""
    essay = min(texts.values(), key=lambda text: abs(len(text.encode()) - _ESSAY))
    project = Project.write(options.scratch / "essay", [essay], ["en"])

    def before(name: str) -> None:
        project.forget(catalogs=True)
        if name == "build":
            project.fill()

    commands = {
        _FLOOR_NAME: FLOOR,
        "--help": command("--help"),
        "extract": command("extract"),
        "build": command("build"),
    }
    rounds = options.rounds if options.quick else options.rounds * 3
    used = run_in_turn(commands, project.root, rounds, before)
    floor = used[_FLOOR_NAME].cpu
    kilobytes = f", one essay of {project.size * 1000:.0f} kB, cold"
    yield Row("start", _FLOOR_NAME, floor, ratio=1.0, floor=_FLOOR_NAME)
    for name, more in (("--help", ""), ("extract", kilobytes), ("build", kilobytes)):
        seconds = used[name].cpu
        ratio = seconds / floor
        yield Row(
            "start",
            f"{name}{more}",
            seconds,
            ratio=ratio,
            floor=_FLOOR_NAME,
            limit=_START_LIMIT,
            note=f"{used[name].wall:.3f} s passed",
        )


def memory(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure the largest size of processes that work on one very large article."""
    size = 100_000 if options.quick else 10_000_000
    article = one_text(texts, size)
    project = Project.write(options.scratch / "article", [article], ["en"])
    empty = run(FLOOR, project.root)
    yield Row("memory", _FLOOR_NAME, memory=empty.memory)
    of = f"one article of {project.size:.1f} MB"
    yield memory_row(f"extract, {of}", run(command("extract"), project.root), project.size)
    project.fill()
    yield memory_row(f"build, {of}", run(command("build"), project.root), project.size)


def memory_row(name: str, used: Usage, size: float) -> Row:
    """Make the row of a process's memory beside the size of the articles, in millions of bytes."""
    return Row(
        "memory", name, memory=used.memory, ratio=used.memory / size, floor="size of the articles"
    )
