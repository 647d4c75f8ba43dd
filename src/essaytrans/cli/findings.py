"""Findings in the forms of code hosts."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final

from essaytrans import __version__
from essaytrans.cli.visible import visible
from essaytrans.i18n import render
from essaytrans.model import Position, Severity
from essaytrans.project.patterns import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Diagnostic

__all__ = ["say_github", "say_sarif"]

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def say_sarif(diagnostics: Sequence[Diagnostic]) -> None:
    """Print one SARIF log (OASIS SARIF 2.1.0), as GitHub and others take it."""
    names = sorted({diagnostic.code for diagnostic in diagnostics})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "essaytrans",
                        "version": __version__,
                        "rules": [{"id": name} for name in names],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(diagnostic) for diagnostic in diagnostics],
            }
        ],
    }
    plain = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    print(json.dumps(log, ensure_ascii=plain, indent=2))


def _result(diagnostic: Diagnostic) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "level": _SARIF[diagnostic.severity],
        "message": {"text": _sentences(diagnostic)},
    }
    # GitHub refuses the whole log if one result has no place, or a place no line
    position = diagnostic.position or Position(FILE_NAME)
    region: dict[str, int] = {"startLine": position.line or 1}
    if position.line is not None and position.column is not None:
        region["startColumn"] = position.column
        region["endColumn"] = position.column + position.length
    place = {"artifactLocation": {"uri": _uri(position.path)}, "region": region}
    result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path, errors="surrogateescape")  # a name that is no UTF-8 keeps its bytes


def say_github(diagnostics: Sequence[Diagnostic]) -> None:
    """Print workflow commands, which GitHub shows beside the lines of a change."""
    for diagnostic in diagnostics:
        position = diagnostic.position
        said = {"title": diagnostic.code}
        if position is not None:
            numbers = {"line": position.line, "col": position.column}
            said |= {"file": visible(position.path)}
            said |= {name: str(number) for name, number in numbers.items() if number}
        properties = ",".join(f"{name}={_escaped(value)}" for name, value in said.items())
        text = _escaped(_sentences(diagnostic), properties=False)
        print(f"::{_GITHUB[diagnostic.severity]} {properties}::{text}")


def _escaped(text: str, *, properties: bool = True) -> str:
    """Escape what would end a workflow command, or one of its properties."""
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(character, code)
    if properties:
        text = text.replace(":", "%3A").replace(",", "%2C")
    return text


def _sentences(diagnostic: Diagnostic) -> str:
    """Say a diagnostic and its hint; nobody's text can act on what shows it."""
    said = visible(render(diagnostic.message))
    return f"{said}\n→ {visible(render(diagnostic.hint))}" if diagnostic.hint else said
