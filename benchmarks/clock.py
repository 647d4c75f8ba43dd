"""Clocks: tasks in turn within this process, and whole processes."""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import essaytrans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Usage", "cpu_seconds", "in_turn", "run", "run_in_turn"]


def cpu_seconds() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def in_turn(
    tasks: Mapping[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """Run every task once a round and return the best time of each.

    On a busy machine the other times measure its neighbours. What the tests hold in memory is put
    out of the garbage collector's sight: it would be looked through at the expense of whoever
    allocates most. A task pays for its own garbage only.

    Args:
        tasks: by name; what they return is dropped after the clock has stopped.
        rounds: from 1.
        clock: seconds from any moment.
    """
    best = dict.fromkeys(tasks, float("inf"))
    gc.collect()
    gc.freeze()
    try:
        for _ in range(rounds):
            for name, task in tasks.items():
                start = clock()
                result = task()
                best[name] = min(best[name], clock() - start)
                del result
                gc.collect()
    finally:
        gc.unfreeze()
    return best


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process took."""

    wall: float
    """Seconds that passed."""
    cpu: float
    """CPU seconds, with those of the children that it waited for; not those of a server of workers."""
    memory: float
    """The largest resident size that it had, or one of these children, in millions of bytes."""


# A process counts as its own what its parent held when it was started (Linux keeps the larger size
# over `exec`), so a small one stands between the benchmark and what it measures.
_LAUNCHER = """
import json, os, sys, time
start = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(process, 0)
wall, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
print(json.dumps([os.waitstatus_to_exitcode(status), wall, cpu, used.ru_maxrss]))
"""
_FINDINGS = 1
"""The exit code of a program that found something wrong in an article: it worked all the same."""


def run(command: Sequence[str], folder: Path) -> Usage:
    """Run a program in a folder, with the package on its path, and say what it took.

    Raises:
        RuntimeError: it failed; the text has what it said.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    code, wall, cpu, memory = json.loads(done.stdout)
    if code not in {0, _FINDINGS}:
        said = "\n".join(done.stderr.splitlines()[-20:])
        raise RuntimeError(f"{' '.join(command)}: exit code {code}\n{said}")
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2) of each
    return Usage(wall, cpu, memory * unit / 1e6)


def run_in_turn(
    commands: Mapping[str, Sequence[str]],
    folder: Path,
    rounds: int,
    before: Callable[[str], object] = lambda _: None,
) -> dict[str, Usage]:
    """Run every program once a round and return the run of each that took the least CPU time.

    Args:
        commands: programs with their arguments, by name.
        folder: where they run.
        rounds: from 1.
        before: called with its name before each, outside of the measurement.
    """
    found: dict[str, list[Usage]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            before(name)
            found[name].append(run(command, folder))
    return {name: min(usages, key=lambda usage: usage.cpu) for name, usages in found.items()}


def _environment() -> dict[str, str]:
    """The environment of measured programs: nobody's language, and the package that we measure."""
    source = str(Path(essaytrans.__file__).parents[1])
    before = os.environ.get("PYTHONPATH")
    return {
        **{name: value for name, value in os.environ.items() if name != "LANGUAGE"},
        "LC_ALL": "C.UTF-8",
        "ESSAYTRANS_LANG": "en",
        "PYTHONPATH": os.pathsep.join([source, before] if before else [source]),
    }
