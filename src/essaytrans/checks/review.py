"""Reviewing a catalog: every check on every translation, but for what a person has answered."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.checks.registry import GLOSSARY, LENGTH, RULES, TARGETS, load
from essaytrans.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from essaytrans.catalog.glossary import Glossary
    from essaytrans.checks.finding import Check, Finding
    from essaytrans.checks.pair import Pair
    from essaytrans.checks.registry import Rule
    from essaytrans.checks.targets import Leads
    from essaytrans.model import Entry

__all__ = ["Reviewed", "answered", "review"]

_ANSWER: Final = re.compile(
    r"ok[:：][ \t]*([a-z-]+(?:[ \t]*[,，、][ \t]*[a-z-]+)*)[ \t]*", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"[ \t]*[,，、][ \t]*")
_MOST: Final = 20
"""Findings of one check on one text that are told; a hostile one may have thousands."""


class Reviewed(NamedTuple):
    """A finding, what it is about, and how much it weighs."""

    pair: Pair
    finding: Finding
    severity: Severity


def answered(entry: Entry) -> frozenset[str]:
    """Return the names of the checks that a reviewer has answered for good.

    That is a translator's remark of its own: `ok: numbers, links`.
    """
    names: set[str] = set()
    for remark in entry.translator_comments:
        found = _ANSWER.fullmatch(remark.strip())
        if found is not None:
            names.update(_BETWEEN.split(found[1].lower()))
    return frozenset(names)


def review(
    pairs: Sequence[Pair],
    severities: Mapping[str, Severity | None],
    glossary: Glossary | None = None,
    leads: Leads | None = None,
) -> Iterator[Reviewed]:
    """Review the translations of one catalog, in their order.

    Args:
        pairs: what to review.
        severities: what checks weigh, by name, where that is not what the registry says; None for
            one that is off.
        glossary: the project's; None for none.
        leads: tells whether targets lead somewhere from the built article; None if nobody knows.
    """
    on = [(rule, severities.get(rule.name, rule.severity)) for rule in RULES]
    checks = [
        (rule.name, severity, _ready(rule, glossary, leads))
        for rule, severity in on
        if severity is not None
        and rule.name != LENGTH
        and (glossary or rule.name != GLOSSARY)
        and (leads or rule.name != TARGETS)
    ]
    lengths = _lengths(pairs, severities)
    for number, pair in enumerate(pairs):
        answers = answered(pair.entry)
        for name, severity, check in checks:
            if name not in answers:
                for finding in islice(check(pair), _MOST):
                    yield Reviewed(pair, finding, _weight(finding, severity))
        if number in lengths and LENGTH not in answers:
            yield lengths[number]


def _ready(rule: Rule, glossary: Glossary | None, leads: Leads | None) -> Check:
    """Return a check that looks at one pair."""
    if leads is not None and rule.name == TARGETS:
        from essaytrans.checks.targets import targets_check  # noqa: PLC0415 - it may be off

        return targets_check(leads)
    if glossary is None or rule.name != GLOSSARY:
        return load(rule)
    from essaytrans.checks.glossary import glossary_check  # noqa: PLC0415 - few have one

    return glossary_check(glossary)


def _lengths(
    pairs: Sequence[Pair], severities: Mapping[str, Severity | None]
) -> dict[int, Reviewed]:
    """Ask the check that compares all lengths of a catalog; by the number of the pair."""
    from essaytrans.checks.length import check_all  # noqa: PLC0415 - it may be off

    rule = next(rule for rule in RULES if rule.name == LENGTH)
    severity = severities.get(LENGTH, rule.severity)
    if severity is None:
        return {}
    numbers = {id(pair): number for number, pair in enumerate(pairs)}
    return {
        numbers[id(pair)]: Reviewed(pair, finding, _weight(finding, severity))
        for pair, finding in check_all(pairs)
    }


def _weight(finding: Finding, severity: Severity) -> Severity:
    return Severity.ERROR if finding.grave else severity
