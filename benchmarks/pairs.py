"""Pairs of texts and translations that are taken as good, until somebody shows otherwise.

The translations of this repository, pairs of files that others have published, and sentences that
are made, since few texts have numbers in 万 and 亿.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, Literal

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

from essaytrans.checks.pair import Pair
from essaytrans.commands.workspace import open_workspace
from essaytrans.language.han import count_han
from essaytrans.markdown import segment
from essaytrans.markdown.guard import rebuild
from essaytrans.model import Entry, Kind, SegmentRules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from essaytrans.model import Document, Message, Unit

__all__ = ["Book", "beside", "made", "own"]

_ROOT: Final = Path(__file__).parents[1]
_SOURCE: Final = "zh-CN"
_TAG: Final = "en-US"
_SEED: Final = 20_240_601
_ELSEWHERE: Final = frozenset((Kind.FRONT_MATTER, Kind.CODE))
"""Kinds of units that the two files of a pair need not have in common."""
_MADE_IN: Final[tuple[tuple[str, Literal["long", "short"]], ...]] = (
    ("en", "long"),
    ("de", "long"),
    ("ja", "short"),
    ("zh-TW", "short"),
)
"""… with the form of CLDR that has its scale words."""
_SENTENCES: Final = ("这里有{}人。", "人数：{}。", "据说{}元就够了。")


@dataclass(frozen=True, slots=True)
class Book:
    """The translations of one article into one language."""

    document: Document | None
    """None for sentences that were made and are in no article."""
    rules: SegmentRules
    language: str
    entries: tuple[Entry, ...]
    """All are translated."""
    units: tuple[Unit | None, ...]
    """What each is in the article."""

    def pairs(self, *, built: bool = True) -> list[Pair]:
        """Return pairs of which nothing was asked yet, but for what `build` thinks of them."""
        reasons = self.refusals(self.entries) if built else {}
        return [
            self.pair(entry, unit, reasons.get(entry.key))
            for entry, unit in zip(self.entries, self.units, strict=True)
        ]

    def pair(self, entry: Entry, unit: Unit | None, refusal: Message | None = None) -> Pair:
        """Return a pair of which nothing was asked yet."""
        return Pair(
            entry, source_language=_SOURCE, language=self.language, unit=unit, refusal=refusal
        )

    def refusals(self, entries: Sequence[Entry]) -> dict[tuple[str | None, str], Message]:
        """Build the article with these translations, and say why some are not published."""
        if self.document is None:
            return {}
        texts = {entry.key: entry.msgstr for entry in entries}
        keys = [(unit.msgctxt, unit.msgid) for unit in self.document.units]
        built = rebuild(self.document, [texts.get(key) for key in keys], self.rules)
        return {keys[refusal.index]: refusal.reason for refusal in built.refusals}


def own() -> Iterator[Book]:
    """Read the translations of this repository's articles."""
    workspace = open_workspace(_ROOT, dry=True)
    rules = workspace.config.segment
    for article in workspace.articles:
        document = workspace.document(article)
        for language in workspace.languages:
            catalog = workspace.catalog(article.name, language.tag)
            if document and catalog:
                known = {(unit.msgctxt, unit.msgid): unit for unit in reversed(document.units)}
                entries = tuple(
                    entry
                    for entry in catalog.entries
                    if entry.key in known and entry.msgstr and not (entry.fuzzy or entry.obsolete)
                )
                units = tuple(known[entry.key] for entry in entries)
                yield Book(document, rules, language.tag, entries, units)


def beside(files: Mapping[str, str]) -> tuple[list[Book], int]:
    """Pair files that stand side by side, and say how many there were.

    Only those are taken that have the same kinds of units in the same order, since nobody has said
    which text is the translation of which. Front matter and blocks of code, which often differ,
    are left out before. What was left in Chinese is no translation.
    """
    found: list[Book] = []
    there = 0
    rules = SegmentRules()
    for path, text in files.items():
        other = files.get(path.replace(f".{_SOURCE}.md", f".{_TAG}.md"))
        if not path.endswith(f".{_SOURCE}.md") or other is None:
            continue
        there += 1
        document = segment(text, path, rules)
        sides = (document, segment(other, path, rules))
        own, theirs = ([u for u in side.units if u.kind not in _ELSEWHERE] for side in sides)
        if not own or [unit.kind for unit in own] != [unit.kind for unit in theirs]:
            continue
        pairs: dict[tuple[str | None, str], tuple[Entry, Unit]] = {}
        for unit, its in zip(own, theirs, strict=True):
            entry = Entry(unit.msgid, its.msgid, unit.msgctxt)
            if entry.msgid != entry.msgstr or not count_han(entry.msgid):
                pairs.setdefault(entry.key, (entry, unit))
        if not pairs:
            continue
        entries, units = (tuple(each) for each in zip(*pairs.values(), strict=True))
        found.append(Book(document, rules, _TAG, entries, units))
    return found, there


def made(number: int) -> Iterator[Book]:
    """Make sentences with a number in 万 or 亿: articles have too few of them to tell."""
    random = Random(_SEED)  # noqa: S311 - the same at every run
    for tag, form in _MADE_IN:
        locale = Locale.parse(tag, sep="-")
        entries: dict[str, Entry] = {}
        while len(entries) < number:
            mantissa = random.choice((random.randrange(11, 1000) / 100, random.randrange(2, 9999)))
            scale, value = random.choice((("万", 10**4), ("亿", 10**8)))
            whole = round(mantissa * value)
            short = format_compact_decimal(
                whole, format_type=form, locale=locale, fraction_digits=6
            )
            text = random.choice((short, format_decimal(whole, locale=locale)))
            source = random.choice(_SENTENCES).format(f"{mantissa:g}{scale}")
            entries.setdefault(source, Entry(source, f"→ {text} ←"))
        made = tuple(entries.values())
        yield Book(None, SegmentRules(), tag, made, (None,) * len(made))
