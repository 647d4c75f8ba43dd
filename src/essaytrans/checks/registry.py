"""The checks that there are: what they are called, how much each weighs, and where it lives."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.model import Severity

if TYPE_CHECKING:
    from essaytrans.checks.finding import Check

__all__ = ["GLOSSARY", "LENGTH", "RULES", "TARGETS", "Rule", "load"]


class Rule(NamedTuple):
    """A check, as documents and configuration name it."""

    name: str
    """In kebab-case."""
    severity: Severity | None
    """What it weighs unless the configuration says otherwise; None: it is off, because good
    translations fail it."""
    module: str
    """The module beside this one."""
    function: str = "check"


LENGTH: Final = "length"
"""The check that looks at whole catalogs."""
GLOSSARY: Final = "glossary"
"""The check that needs the project's glossary."""
TARGETS: Final = "targets"
"""The check that needs the project's articles and files."""
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
RULES: Final = (
    Rule("structure", _WARNING, "structure"),
    Rule("links", _WARNING, "links"),
    Rule("images", _ERROR, "images"),
    Rule("code", _WARNING, "code"),
    Rule("footnotes", _ERROR, "footnotes"),
    Rule("labels", _WARNING, "labels"),
    Rule("html", _ERROR, "html"),
    Rule("emphasis", _ERROR, "emphasis"),
    Rule("numbers", _WARNING, "numbers", "check_numbers"),
    Rule("leftover-han", _WARNING, "script"),
    Rule("full-width", _WARNING, "punctuation"),
    Rule(LENGTH, _WARNING, "length", "check_all"),
    Rule("white-space", _WARNING, "whitespace"),
    Rule("characters", _WARNING, "characters"),
    Rule(GLOSSARY, _WARNING, "glossary", "glossary_check"),
    Rule(TARGETS, _WARNING, "targets", "targets_check"),
    Rule("end-punctuation", None, "ends", "check_end"),
    Rule("quotation-marks", None, "ends", "check_quotes"),
)
"""In the order in which they are told."""


def load(rule: Rule) -> Check:
    """Return a check that looks at one pair."""
    check: Check = getattr(import_module(f"essaytrans.checks.{rule.module}"), rule.function)
    return check
