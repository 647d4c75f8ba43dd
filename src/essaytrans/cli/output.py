"""Saying what a command found: to a person, or to a machine."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from essaytrans.cli.visible import directed, excerpt, has_right_to_left, isolated, told, visible
from essaytrans.i18n import msg, nmsg, render
from essaytrans.model import Diagnostic, Message, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

__all__ = [
    "EXIT_FAILED",
    "EXIT_FINDINGS",
    "EXIT_INTERRUPTED",
    "EXIT_OK",
    "Output",
    "as_data",
    "exit_code",
]

EXIT_OK = 0
"""Done, and nothing to say."""
EXIT_FINDINGS = 1
"""Done, but there are findings, or `--check` found something to change."""
EXIT_FAILED = 2
"""Could not run."""
EXIT_INTERRUPTED = 130
"""Interrupted from the keyboard (128 and the number of the signal, as shells count)."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Output:
    """How to say things."""

    json: bool = False
    quiet: bool = False
    """Only errors and what was asked for."""
    verbose: bool = False
    """Also what would go without saying."""

    def line(self, text: str | Message = "") -> None:
        """Say a line that a person asked for; nothing when a machine reads or when quiet."""
        self.shown(_text(text))

    def shown(self, text: str) -> None:
        """Say a line that is fit for a terminal already: of a table, or with a sentence `told`."""
        if not (self.json or self.quiet):
            print(text)

    def detail(self, text: str | Message) -> None:
        """Say a line for who wants to know more."""
        if self.verbose:
            self.line(text)

    def data(self, value: dict[str, Any]) -> None:
        """Say everything to a machine, as one JSON object."""
        if self.json:
            # where not every character can be written, JSON's own escapes, not Python's
            plain = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
            print(json.dumps(value, ensure_ascii=plain, indent=2))

    def changed(self, paths: Sequence[str], *, check: bool) -> None:
        """Say which files were written; by name when checking or when asked for more."""
        for path in paths:
            if check:
                self.line(path)
            else:
                self.detail(path)
        if not paths:
            # Translators: at the end of a command: all files are as they should be.
            self.line(msg("nothing to write"))
        elif check:
            self.line(nmsg("{number} file would change", "{number} files would change", len(paths)))
        else:
            self.line(nmsg("{number} file changed", "{number} files changed", len(paths)))

    def diagnostics(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Say diagnostics to a person, on standard error, in the order of their places."""
        if self.json:
            return
        shown = [d for d in diagnostics if not self.quiet or d.severity is Severity.ERROR]
        for diagnostic in sorted(shown, key=_place):
            print("\n".join(_described(diagnostic, sys.stderr)), file=sys.stderr)

    def summary(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Say how many findings there were, if there were any."""
        found = [d.severity for d in diagnostics]
        errors, warnings = found.count(Severity.ERROR), found.count(Severity.WARNING)
        if errors and not self.json:
            text = nmsg("{number} error", "{number} errors", errors)
            if warnings:
                warned = nmsg("{number} warning", "{number} warnings", warnings)
                text = msg("{errors}, {warnings}", errors=text, warnings=warned)
            print(told(text), file=sys.stderr)


def exit_code(
    diagnostics: Sequence[Diagnostic], *, check: bool = False, changed: bool = False
) -> int:
    """Return the exit code of a command that ran to its end.

    Args:
        diagnostics: what it found; errors count.
        check: whether it was only to say what it would change.
        changed: whether it would.
    """
    found = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    return EXIT_FINDINGS if found or (check and changed) else EXIT_OK


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic for JSON."""
    position = diagnostic.position
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": render(diagnostic.message),
        "hint": render(diagnostic.hint) if diagnostic.hint else None,
        "path": position.path if position else None,
        "line": position.line if position else None,
        "column": position.column if position else None,
    }


def _text(text: str | Message) -> str:
    return told(text) if isinstance(text, Message) else visible(text)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, int]:
    position = diagnostic.position or Position("")
    return (position.path, position.line or 0, position.column or 0, _RANK[diagnostic.severity])


def _described(diagnostic: Diagnostic, stream: TextIO) -> list[str]:
    position = diagnostic.position
    place, level = "", render(_LEVELS[diagnostic.severity])
    from_the_right = has_right_to_left(level)
    if position is not None:
        numbers = (position.line, position.column if position.line else None)
        path = isolated(position.path) if from_the_right else visible(position.path)
        place = ":".join([path, *(str(n) for n in numbers if n)]) + ": "
    sentence = _coloured(level, diagnostic.severity, stream) + told(diagnostic.message)
    sentence = directed(sentence) if from_the_right else sentence
    lines = [f"{place}{sentence} [{diagnostic.code}]"]
    if position is not None:
        lines += [f"    {line}" for line in excerpt(position)]
    if diagnostic.hint is not None:
        lines.append(f"    → {told(diagnostic.hint)}")
    return lines


_LEVELS = {
    Severity.ERROR: msg("error: {sentence}", sentence=""),
    Severity.WARNING: msg("warning: {sentence}", sentence=""),
    Severity.INFO: msg("note: {sentence}", sentence=""),
}


def _coloured(text: str, severity: Severity, stream: TextIO) -> str:
    # NO_COLOR: https://no-color.org
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return text
    bare = text.rstrip()
    return f"\x1b[1;{_COLOURS[severity]}m{bare}\x1b[0m{text[len(bare) :]}"
