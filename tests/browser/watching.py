"""A browser for tests, and what a page in it complains of or asks for."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

__all__ = ["PATIENCE", "Watched", "browser", "dangers", "violations"]

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")
PATIENCE: Final = 15_000
"""Milliseconds that a page may take for anything; a machine may be busy."""
_GRAVE: Final = ("serious", "critical")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's chromium without a window; skip or fail if there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        reason = "chromium is not installed (Debian: apt install chromium)"
        if os.environ.get("ESSAYTRANS_REQUIRE_TOOLS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=found,
            # the sandbox cannot be had as root; the pages are our own
            args=["--no-sandbox"] if is_root else [],
        )


@dataclass
class Watched:
    """Pages, and what happened on them that nobody asked for."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the console, errors of scripts, dialogs."""
    strays: list[str] = field(default_factory=list)
    """Addresses asked for that are neither on this machine's disk nor on its loopback interface."""
    expected: tuple[str, ...] = ()
    """Parts of complaints that a test provokes."""

    def open(self, address: str | Path, **how: Any) -> Page:
        """Open a page in a window of its own.

        Args:
            address: a URL, or a file.
            how: what playwright's `Browser.new_context` takes.
        """
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self._asked(request.url))
        context.on("requestfailed", self._failed)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: self._interrupted(dialog.message, dialog.dismiss))
        page.goto(address if isinstance(address, str) else address.as_uri())
        return page

    def close(self) -> None:
        """Close all windows."""
        for context in self.contexts:
            context.close()

    @property
    def unexpected(self) -> list[str]:
        """The complaints that no test provokes."""
        return [said for said in self.complaints if not any(e in said for e in self.expected)]

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"file", "data", "blob"} and parts.hostname not in _LOCAL:
            self.strays.append(url)

    def _failed(self, request: Request) -> None:
        if request.failure == "csp" and request.url in self.strays:
            self.strays.remove(request.url)  # the page's own policy has stopped it

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def _interrupted(self, message: str, dismiss: Any) -> None:
        self.complaints.append(f"a dialog: {message}")
        dismiss()


_DANGERS: Final = """() => {
  const found = [];
  for (const e of document.querySelectorAll("*")) {
    const ours = e.matches("script[src^='/-/'], head > style, head > meta, head > link");
    const acts = "script, style, iframe, object, embed, form, base, meta, link, svg, math, template";
    if (!ours && e.matches(acts)) found.push(e.outerHTML.slice(0, 80));
    for (const { name, value } of e.attributes) {
      const leads = ["href", "src", "action", "formaction", "srcdoc", "xlink:href", "http-equiv"];
      const wrong = leads.includes(name) && !/^(https?:|mailto:|#|[\\w./%-]+([#?].*)?$)/i.test(value);
      const policy = name === "http-equiv" && value === "Content-Security-Policy";
      if (name.startsWith("on") || (wrong && !policy)) found.push(`${name}=${value}`);
    }
  }
  if (window.caught !== undefined) found.push(`script ${window.caught} ran`);
  return found;
}"""
"""Find what could act on a page: elements, handlers, addresses, and what has acted."""


def dangers(page: Page) -> list[str]:
    """Touch all that could be a trap, and say what on the page could do anything, or did."""
    for element in page.locator("main :is(a, b, img, details, [tabindex])").all():
        element.dispatch_event("mouseover")
        element.dispatch_event("focus")
    found = page.evaluate(_DANGERS)
    assert isinstance(found, list)
    return found


def violations(page: Page) -> tuple[list[str], list[str]]:
    """Have axe-core look at a page.

    Returns:
        What is serious or critical, a line each; and what else it has found.
    """
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)
    found = page.evaluate(
        "() => axe.run(document, { resultTypes: ['violations'], preload: false })"
    )
    grave: list[str] = []
    light: list[str] = []
    for violation in found["violations"]:
        places = [json.dumps(node["target"]) for node in violation["nodes"]]
        line = f"{violation['impact']}: {violation['id']}: {violation['help']}: {places[:5]}"
        first = violation["nodes"][0]
        line += f" ({len(places)}) {first['html'][:160]} {first['failureSummary'][:300]}"
        (grave if violation["impact"] in _GRAVE else light).append(line)
    return grave, light
