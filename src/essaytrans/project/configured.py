"""Which editions the configuration named when all was last built, so that those taken out can go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from essaytrans.model import EssaytransError
from essaytrans.project.editions import EDITIONS, Editions
from essaytrans.project.files import is_file, read_text
from essaytrans.project.own import FOLDER, write_own

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["load_configured", "save_configured"]

_NAME: Final = "editions.json"


def load_configured(root: Path) -> tuple[str, ...]:
    """Read which editions were named; what is built by default if that is not known.

    Args:
        root: the project's folder.
    """
    path = root / FOLDER / _NAME
    try:
        data = json.loads(read_text(path, root)) if is_file(path, root) else None
    except (EssaytransError, ValueError, RecursionError):
        data = []  # of which nothing is to be removed
    if data is None:
        return Editions().default
    return tuple(name for name in EDITIONS if isinstance(data, list) and name in data)


def save_configured(root: Path, names: Sequence[str]) -> None:
    """Remember which editions are named.

    Raises:
        EssaytransError: `not-written` or `path-outside`.
    """
    write_own(root, _NAME, json.dumps(list(names)) + "\n")
