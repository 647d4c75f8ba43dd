"""The collection, tried once for all tests that look at what came of it."""

from __future__ import annotations

import pytest

from security.trials import Trials


@pytest.fixture(scope="session")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    """A project, and files around it that are nobody's business."""
    around = tmp_path_factory.mktemp("around")
    (around / "precious").write_text("precious", "utf-8")
    return Trials(around)
