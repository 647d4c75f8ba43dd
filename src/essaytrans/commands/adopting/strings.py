"""What a file of strings that exists in another language offers to the project's: texts by key."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from essaytrans.align import Proposal, State, vetted
from essaytrans.commands.adopting.reading import Offered, Passage, Strand
from essaytrans.markdown.keypaths import string_keys
from essaytrans.markdown.sitestrings import segment_strings
from essaytrans.model import EssaytransError
from essaytrans.project.strings import STRING_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.model import Document, SegmentRules, Unit

__all__ = ["of_strings"]

_LEAST: Final = 0.4
"""The share of the keys from which on a file is taken for a translation of another."""


def of_strings(
    text: str,
    path: str,
    translation: str,
    shown: str,
    *,
    writes_han: bool,
    rules: SegmentRules,
) -> Offered:
    """Take the texts that have the keys of a file's own.

    Items of one list belong together in their order, if both lists have as many.

    Args:
        text: the file of strings.
        path: what reports call it.
        translation: the file that may translate it.
        shown: what reports call that.
        writes_han: whether it is in a language that is written in Han characters.
        rules: what the configuration says about units.

    Raises:
        EssaytransError: the translation cannot be read.
    """
    keys = string_keys(path, rules) or ()
    document = segment_strings(text, path, keys)
    # of a name that does not say how it is written, it is taken for what the other is
    name = shown if shown.endswith(STRING_SUFFIXES) else path
    target = segment_strings(translation, name, keys)
    if target.diagnostics and not target.units:
        raise EssaytransError(*target.diagnostics)
    found = dict(_pairs(document, target))
    proposals = vetted(
        (
            Proposal(unit, target.units[at].msgid, State.SURE, 1.0, (at,))
            for unit, at in found.items()
        ),
        document,
        writes_han=writes_han,
        rules=rules,
    )
    lines = {unit: target.units[at].line for unit, at in found.items()}
    trusted = len(found) >= _LEAST * len(document.units)
    return Offered(document, proposals, lines, tuple(_strands(document, target, found)), trusted)


def _pairs(document: Document, target: Document) -> Iterator[tuple[int, int]]:
    """Pair the units of two files by their keys."""
    there = _by_key(target.units)
    for key, units in _by_key(document.units).items():
        if len(units) == len(there[key]):
            yield from zip(units, there[key], strict=True)


def _by_key(units: tuple[Unit, ...]) -> defaultdict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        found[unit.detail].append(number)
    return found


def _strands(document: Document, target: Document, found: dict[int, int]) -> Iterator[Strand]:
    for number, unit in enumerate(document.units):
        other = (_passage(target.units[found[number]]),) if number in found else ()
        yield Strand((number,), (_passage(unit),), other, 1.0)
    used = set(found.values())
    for number, unit in enumerate(target.units):
        if number not in used:
            yield Strand((), (), (_passage(unit),), 1.0)


def _passage(unit: Unit) -> Passage:
    return Passage(unit.line, unit.msgid)
