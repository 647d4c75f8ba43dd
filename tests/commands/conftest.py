from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _hasty_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting until the disk has a file takes ten times as long as all the rest."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that is translated into English and Japanese, without any article yet."""
    project = Project(tmp_path / "project")
    project.configure("en", "ja")
    (project.root / "articles").mkdir()
    return project
