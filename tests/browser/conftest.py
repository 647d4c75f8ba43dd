"""One browser for all tests, and a window for each that tells what went wrong in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.kit import ARABIC, ENGLISH, LONG_NAMED, make_river
from browser.watching import PATIENCE, Watched, browser
from commands.kit import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session", autouse=True)
def _hasty_disk() -> Iterator[None]:
    """Waiting until the disk has a file takes ten times as long as all the rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's browser."""
    expect.set_options(timeout=PATIENCE)
    with browser() as started:
        yield started
        started.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Watched]:
    """Pages on which nothing may go wrong, and which ask nobody else for anything."""
    watched = Watched(chromium)
    yield watched
    watched.close()
    assert watched.unexpected == []
    assert watched.strays == []


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with one article, translated in part into English and Arabic."""
    project = Project(tmp_path_factory.mktemp("river"))
    project.configure("en", "ar", LONG_NAMED)
    make_river(project)
    project.extract()
    project.translate("river", ENGLISH, "en", fuzzy=["水深，莫急。"])
    project.translate("river", ARABIC, "ar")
    return project
