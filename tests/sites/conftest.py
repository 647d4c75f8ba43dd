"""Generators are installed once for all tests of a process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from sites.generators import install

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites.generators import Tools


@pytest.fixture(scope="session")
def installed() -> Callable[[str], Tools]:
    """Give a generator by its name; skip the test where it cannot be had."""
    return cache(install)
