"""Projects on disk: runs with nothing to do, one changed article, and the first run of a large site."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.clock import cpu_seconds, in_turn, run, run_in_turn
from benchmarks.corpus import LANGUAGES, Project
from benchmarks.processes import command, memory_row
from benchmarks.rows import Row
from essaytrans.commands.build import BuildOptions, BuildReport, build
from essaytrans.commands.extract import ExtractReport, extract
from essaytrans.commands.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.clock import Usage
    from benchmarks.rows import Options

__all__ = ["again", "large"]

_LIMIT: Final = 2.0
"""A run with nothing to do, over reading the files."""
_READ: Final = {
    "extract": "reading its articles and catalogs",
    "build": "reading these and what was built",
}
_FOLDERS: Final = {"extract": ("articles", "locales"), "build": ("articles", "locales", "build")}


def again(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure runs that find everything done, in this process, over a project of the whole corpus."""
    articles = list(texts.values())
    for languages in (LANGUAGES[:2], LANGUAGES):
        project = Project.write(options.scratch / f"again{len(languages)}", articles, languages)
        project.fill()
        _extract(project)
        _build(project)
        best = in_turn(
            {
                "extract": partial(_again, _extract, project),
                "build": partial(_again, _build, project),
                **_reading(project),
            },
            options.rounds,
            cpu_seconds,
        )
        for name, floor in _READ.items():
            yield Row(
                "again",
                f"{name} again, {len(articles)} articles × {len(languages)} languages",
                best[name],
                ratio=best[name] / best[floor],
                floor=floor,
                limit=_LIMIT,
                note=f"reading takes {best[floor]:.3f} s",
            )


def _extract(project: Project) -> ExtractReport:
    return extract(open_workspace(project.root))


def _build(project: Project) -> BuildReport:
    return build(open_workspace(project.root), BuildOptions())


def _again(
    command: Callable[[Project], ExtractReport | BuildReport],
    project: Project,
) -> None:
    report = command(project)
    if report.changed:
        raise RuntimeError(f"there was something to do: {report.changed[:3]}")


def _reading(project: Project) -> dict[str, Callable[[], None]]:
    def reading(name: str) -> Callable[[], None]:
        files = project.files(*_FOLDERS[name])

        def read() -> None:
            for path in files:
                path.read_bytes()

        return read

    return {floor: reading(name) for name, floor in _READ.items()}


# --- a large site -----------------------------------------------------------------------------


def large(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure 1,000 articles in 10 languages: the first run, and one after one article changed."""
    count, languages = (20, LANGUAGES[:2]) if options.quick else (1000, LANGUAGES)
    known = list(texts.values())
    # each with words of its own, so that none is known by the content of another
    articles = [f"{known[n % len(known)].rstrip()}\n\n第 {n} 篇。\n" for n in range(count)]
    project = Project.write(options.scratch / "large", articles, languages)
    site = f"{count:,} articles × {len(languages)} languages"
    yield from _first_runs("extract", project, site)
    project.fill()
    yield from _first_runs("build", project, site)
    run(command("extract"), project.root)  # what `fill` wrote is looked at for the first time
    yield from _changed_one(project, site, options)


def _first_runs(name: str, project: Project, site: str) -> Iterator[Row]:
    """Run a command from nothing, with one worker and with one a core; its memory with one."""
    cores = os.cpu_count() or 1
    used: dict[int, Usage] = {}
    for jobs in sorted({1, cores}):
        project.forget(catalogs=name == "extract")
        used[jobs] = run(command(name, "--jobs", str(jobs)), project.root)
        yield Row(
            "large",
            f"first {name}, {site}, --jobs {jobs}",
            used[jobs].wall,
            ratio=used[jobs].wall / used[1].wall,
            floor="--jobs 1",
            clock="wall",
            # the CPU time of workers is not among what their server used
            note=f"{used[1].cpu:.1f} s of CPU" if jobs == 1 else "",
        )
    yield memory_row(f"{name}, {site}", used[1], project.size)


def _changed_one(project: Project, site: str, options: Options) -> Iterator[Row]:
    article = project.files("articles")[len(project.files("articles")) // 2]
    rounds = min(options.rounds, 3)

    def change() -> None:
        with article.open("ab") as file:
            file.write("\n又是一段。\n".encode())

    best = in_turn(
        {
            "change": change,
            "extract": lambda: _extract(project),
            "build": lambda: _build(project),
            **_reading(project),
        },
        rounds,
        cpu_seconds,
    )
    whole = run_in_turn(
        {name: command(name) for name in _READ},
        project.root,
        rounds,
        lambda name: change() if name == "extract" else None,
    )
    for name, floor in _READ.items():
        for where, seconds, note in (
            ("in-process", best[name], f"reading takes {best[floor]:.3f} s"),
            ("whole process", whole[name].cpu, f"{whole[name].wall:.2f} s passed"),
        ):
            yield Row(
                "large",
                f"{name} after one changed, {site}, {where}",
                seconds,
                ratio=seconds / best[floor],
                floor=floor,
                note=note,
            )
