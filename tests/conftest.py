"""What holds for every test: hypothesis, and an environment that says nothing.

`HYPOTHESIS_PROFILE=thorough` looks for counterexamples that nobody has seen yet; the default
profile tries the same examples every time, so that a red suite means a changed program.
"""

from __future__ import annotations

import gettext
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from essaytrans import i18n

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

_SLOW = [HealthCheck.too_slow]
"""A machine that is busy with something else is no failure."""

settings.register_profile(
    "default",
    deadline=None,
    max_examples=60,
    stateful_step_count=20,
    derandomize=True,
    database=None,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=2000,
    stateful_step_count=60,
    suppress_health_check=_SLOW,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_SPEAKING = (
    *("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG"),
    *("ESSAYTRANS_LANG", "ESSAYTRANS_LOCALE_DIR", "PYTHONIOENCODING", "PYTHONUTF8"),
    *("COLUMNS", "LINES", "TERM", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE"),
    *("TYPER_USE_RICH", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "_TYPER_FORCE_DISABLE_TERMINAL"),
)
"""Variables by which a user changes what the program, Typer or rich say, and how."""


@pytest.fixture(autouse=True)
def _neutral_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's locale, nobody's terminal; and what `i18n.activate` changed is put back."""
    for name in _SPEAKING:
        monkeypatch.delenv(name, raising=False)
    for name in ("gettext", "ngettext"):
        monkeypatch.setattr(gettext, name, getattr(gettext, name))
    for name in ("translations", "language"):
        monkeypatch.setattr(i18n._Active, name, getattr(i18n._Active, name))


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Show what tests recorded as `figures`; reports carry it over from workers too.

    Here and not beside those tests: with workers, the reporting process loads this file only.
    """
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "call":
                continue
            for name, value in report.user_properties:
                if name == "figures":
                    terminalreporter.write_line(str(value))
