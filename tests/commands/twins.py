"""A project and its twin, of which one remembers what was done and the other does not."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from commands.kit import Project, is_journal
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from collections.abc import Callable


def forget(project: Project) -> None:
    for path in (project.root / ".essaytrans").glob("*.json"):
        if is_journal(path):
            path.unlink()


def twin_of(project: Project) -> Project:
    """The same project elsewhere, with nothing remembered of what was done."""
    folder = Path(tempfile.mkdtemp(dir=project.root.parent))
    twin = Project(folder / project.root.name)
    shutil.copytree(project.root, twin.root, symlinks=True)
    forget(twin)
    return twin


def contents(project: Project) -> dict[str, bytes]:
    """The content of every file but the journal's; what is told by a path elsewhere by any."""
    return {
        re.sub(r"manifest-\w+", "manifest-…", path): data
        for path, (data, _) in project.snapshot().items()
    }


def said(project: Project, outcome: object) -> str:
    """All that a report says, wherever the project is."""
    return re.sub(r"manifest-\w+", "manifest-…", repr(outcome).replace(str(project.root), "…"))


def outcome(run: Callable[[], object]) -> object:
    try:
        return run()
    except EssaytransError as error:
        return error.diagnostics
