"""Texts that are not in the repository: where the environment says they are."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["given_path", "missing"]


def given_path(variable: str) -> Path | None:
    """Return the path that an environment variable names, if it is set and leads somewhere."""
    value = os.environ.get(variable)
    return Path(value) if value and Path(value).exists() else None


def missing(variable: str) -> tuple[str, bool]:
    """Say why there is nothing to read, and whether that is a failure."""
    value = os.environ.get(variable)
    if not value:
        return f"{variable} is not set", False
    required = os.environ.get("ESSAYTRANS_REQUIRE_TOOLS") == "1"
    return f"{variable} leads to nothing: {value}", required
