"""The promises, on real articles.

`ESSAYTRANS_CORPUS` names a folder of Markdown files. What is asked of each: it comes back byte for
byte, with no translations and with its own text for a translation; and hostile translations keep
its skeleton and bring nothing in. The terminal summary has the figures.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from essaytrans.markdown.segment import segment
from promises.kit import check_built, check_nothing_asked, check_own_words
from promises.outside import given_path, missing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from essaytrans.model import Document

_VARIABLE = "ESSAYTRANS_CORPUS"
_HOSTILE = (
    *("- evil", "1984. evil", "# evil\n\nevil", "> evil", "```\nevil", "evil\n---"),
    *("| evil |\n|--|", "<b>evil</b>", "<!-- evil", "{{ evil }}", "[evil](javascript:x)"),
    *("evil: evil", '"evil"', "---", "evil\\", "evil | evil", "[x]: /evil", "[^1]: evil", ":::"),
    *("evil }}", "\u202eevil", "evil`", "*evil"),
)
_BUILT = 5
"""How many hostile builds each file stands."""


class Figures(Counter[str]):
    """What a run found."""

    def __str__(self) -> str:
        codes = ", ".join(
            f"{code[1:]} {number}" for code, number in sorted(self.items()) if code[0] == "!"
        )
        return (
            f"corpus: {self['files']} files, {self['units']} units, {self['identical']} identical, "
            f"{self['mismatching']} mismatching; diagnostics: {codes or 'none'}"
        )


def _hostile(document: Document, chance: random.Random) -> list[str | None]:
    """A hostile translation for a handful of units, an ordinary one for the rest."""
    texts: list[str | None] = [
        chance.choice((f"word {index}", "字 word", None)) for index in range(len(document.units))
    ]
    for index in chance.sample(range(len(texts)), min(len(texts), 4)):
        texts[index] = chance.choice(_HOSTILE)
    return texts


def _check(path: Path, figures: Figures) -> str | None:
    """Check one file; return what is wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        figures["not UTF-8"] += 1
        return None
    document = segment(text, path.name)
    figures["files"] += 1
    figures["units"] += len(document.units)
    figures.update(f"!{diagnostic.code}" for diagnostic in document.diagnostics)
    try:
        check_nothing_asked(document)
        check_own_words(document)
    except AssertionError as error:
        figures["mismatching"] += 1
        return f"{path}: {error}"
    figures["identical"] += 1
    chance = random.Random(path.name)  # noqa: S311 - the same texts in every run
    try:
        for _ in range(_BUILT):
            check_built(document, _hostile(document, chance))
    except AssertionError as error:
        return f"{path}: {error}"
    return None


def test_the_promises_hold_for_real_articles(
    record_property: Callable[[str, object], None],
) -> None:
    folder = given_path(_VARIABLE)
    if folder is None:
        reason, fails = missing(_VARIABLE)
        if fails:
            pytest.fail(reason)
        pytest.skip(reason)
    figures = Figures()
    paths = sorted(folder.rglob("*.md"))
    assert paths, f"no Markdown in {folder}"
    wrong = [found for path in paths if (found := _check(path, figures))]
    record_property("figures", str(figures))
    assert wrong == []
