"""The watchers of the other tests are awake: what they look for, they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.watching import Watched, dangers, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TRAPS = {
    "<script>window.caught = 1</script>": ("<script>", "script 1 ran"),
    '<img src="x.png" onerror="window.caught = 2">': ("onerror=", "script 2 ran"),
    '<b tabindex="0" onmouseover="window.caught = 3">b</b>': ("onmouseover=", "script 3 ran"),
    '<a href="javascript:window.caught=4">a</a>': ("href=javascript:",),
    '<a href="&#106;ava&#10;script:window.caught=5">a</a>': ("href=java",),
    '<a href="data:text/html,x">a</a>': ("href=data:",),
    '<form action="https://example.org"></form>': ("<form",),
    "<style>main { color: red }</style>": ("<style",),
    '<iframe src="about:blank"></iframe>': ("<iframe",),
    '<svg onload="window.caught = 6"></svg>': ("<svg", "onload="),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_found(chromium: Browser, tmp_path: Path, trap: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><title>t</title><main>{trap}</main>", encoding="utf-8")
    watched = Watched(chromium)
    found = "\n".join(dangers(watched.open(file)))
    watched.close()
    assert [part for part in TRAPS[trap] if part not in found] == []


def test_what_goes_wrong_on_a_page_is_told(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        "<!doctype html><title>t</title><img src='http://nowhere.invalid/x.png'>"
        "<script>alert('look'); console.error('oh'); missing()</script>",
        encoding="utf-8",
    )
    watched = Watched(chromium)
    watched.open(file)
    watched.close()
    told = "\n".join(watched.unexpected)
    for part in ("a dialog: look", "oh (file:", "missing is not defined"):
        assert part in told
    assert watched.strays == ["http://nowhere.invalid/x.png"]


def test_what_keeps_somebody_out_is_grave(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    pale = "<p style='color: #ccc; background: #fff'>pale</p>"
    file.write_text(f"<!doctype html><title>t</title><img src='#'>{pale}", encoding="utf-8")
    watched = Watched(chromium)
    grave, _ = violations(watched.open(file))
    watched.close()
    for rule in ("image-alt", "color-contrast", "html-has-lang"):
        assert any(rule in line for line in grave), grave
