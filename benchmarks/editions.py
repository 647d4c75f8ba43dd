"""Every edition of a large site, from nothing, beside the translated one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.clock import run
from benchmarks.corpus import Project
from benchmarks.processes import command
from benchmarks.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.rows import Options

__all__ = ["editions"]

_FLOOR: Final = "translated"
_LIMITS: Final = {_FLOOR: None, "bilingual": None, "html": 3.0, "epub": None}
"""How many times the translated edition each may take."""


def editions(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Build 1,000 articles in one language in each edition; every one is translated as a whole.

    With one worker, so that the CPU time is that of all that is done.
    """
    count = 20 if options.quick else 1000
    known = list(texts.values())
    articles = [f"{known[n % len(known)].rstrip()}\n\n第 {n} 篇。\n" for n in range(count)]
    project = Project.write(options.scratch / "editions", articles, ["en"])
    project.fill()
    floor = 0.0
    for name, limit in _LIMITS.items():
        project.forget()
        used = run(command("build", "--edition", name, "--jobs", "1", "--quiet"), project.root)
        floor = floor or used.cpu
        yield Row(
            "editions",
            f"first build, {name}, {count:,} articles",
            used.cpu,
            megabytes=project.size,
            ratio=used.cpu / floor,
            floor=f"build of the {_FLOOR} edition",
            limit=limit,
            note=f"{used.memory:.0f} MB of memory",
        )
