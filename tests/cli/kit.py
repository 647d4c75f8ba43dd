"""The command line, run here or in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import essaytrans

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = Path(essaytrans.__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """What came of a run."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """What it said to a machine."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


def environment(**more: str) -> dict[str, str]:
    """The least that a process needs; nothing of who runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1", **more}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "essaytrans", *arguments]


def spawn(*arguments: str, cwd: Path, environ: Mapping[str, str] | None = None) -> Run:
    """Run the program in a process of its own."""
    run = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environment(**(environ or {})),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    out, err = (stream.decode("utf-8", "surrogateescape") for stream in (run.stdout, run.stderr))
    return Run(run.returncode, out, err)
