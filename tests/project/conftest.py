from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essaytrans.project import files, traces

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that traces read from now on."""
    read: list[str] = []

    def read_bytes(path: Path, root: Path | None = None) -> bytes:
        read.append(path.name)
        return files.read_bytes(path, root)

    monkeypatch.setattr(traces, "read_bytes", read_bytes)
    return read
