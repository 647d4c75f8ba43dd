"""What the review says of good translations, and whether it sees what was done to them.

Good are, until somebody shows otherwise, the translations of this repository and pairs of files
that others have published. Damaged ones are made of them, one error at a time, where they have
something to be damaged; an error counts as found only by a finding of the check that it is meant
for, which that check did not have before.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks.clock import in_turn
from benchmarks.corpus import megabytes, read_corpus
from benchmarks.damage import BREAKS, ERRORS
from benchmarks.pairs import beside, made, own
from benchmarks.rows import Row, Tally
from essaytrans.checks.registry import LENGTH, RULES
from essaytrans.checks.review import review as review_pairs
from essaytrans.language.han import count_han
from essaytrans.model import Codec, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.damage import Error
    from benchmarks.pairs import Book
    from benchmarks.rows import Options
    from essaytrans.checks.pair import Pair
    from essaytrans.checks.review import Reviewed

__all__ = ["review"]

_GROUP: Final = "review"
_SEED: Final = 20_240_601
_BUILT: Final = 200
"""Damaged texts of each kind that an article is built with, of each set of pairs."""
_BUILT_QUICK: Final = 5
_MADE: Final = 300
"""Sentences with a number in 万 or 亿, in each language that they are made in."""
_FEWEST: Final = 20
"""Texts with Han that a catalog has before the review compares their lengths."""


def review(texts: dict[str, str], options: Options) -> Iterator[Row | Tally]:
    """Count alarms on good pairs, and what is found of damaged ones; time both.

    Args:
        texts: pairs of files among them are taken where the options name no folders of pairs.
        options: where pairs are.
    """
    folders: dict[str, dict[str, str]] = {}
    for folder in options.pairs:
        name = folder.resolve().name
        folders[str(folder) if name in folders else name] = read_corpus(folder)
    sets = {"this repository": list(own())[: 2 if options.quick else None]}
    for name, files in (folders or {"the corpus": texts}).items():
        books, there = beside(files)
        if there:
            yield Tally(f"pairs of {name}", "files taken", there, len(books))
        sets[name] = books
    sets["made sentences"] = list(made(20 if options.quick else _MADE))
    for name, books in sets.items():
        if books:
            yield from _alarms(f"alarms, {name}", books)
            yield from _recall(f"errors, {name}", books, options)
            yield from _time(name, books, options)


# --- alarms -----------------------------------------------------------------------------------


def _alarms(data: str, books: Sequence[Book]) -> Iterator[Tally]:
    """Count the pairs that each check has something to say of, those too that are off."""
    off = {rule.name: Severity.INFO for rule in RULES if rule.severity is None}
    alarmed: dict[str, set[tuple[int, int]]] = {}
    for at, book in enumerate(books):
        for one in review_pairs(book.pairs(), off):
            place = (at, id(one.pair))
            alarmed.setdefault(one.finding.check, set()).add(place)
            if one.finding.check not in off:
                alarmed.setdefault("", set()).add(place)
            if one.severity is Severity.ERROR:
                alarmed.setdefault("error", set()).add(place)
    count = sum(len(book.entries) for book in books)
    for rule in RULES:
        name = f"{rule.name} (off)" if rule.name in off else rule.name
        yield Tally(data, name, count, len(alarmed.get(rule.name, ())))
    yield Tally(data, "any that is on", count, len(alarmed.get("", ())))
    yield Tally(data, "any error", count, len(alarmed.get("error", ())))


# --- errors that are made ---------------------------------------------------------------------


def _recall(data: str, books: Sequence[Book], options: Options) -> Iterator[Tally]:
    for error in ERRORS:
        judged = list(chain.from_iterable(_judged(book, error) for book in books))
        if judged:
            yield Tally(data, error.name, len(judged), sum(judged))
    most = _BUILT_QUICK if options.quick else _BUILT
    refused: list[bool] = []
    for name, form in BREAKS.items():
        judged = []
        for told, as_error in _broken(books, form, most):
            judged.append(told)
            refused += [] if as_error is None else [as_error]
        if judged:
            yield Tally(data, name, len(judged), sum(judged))
    if refused:
        yield Tally(data, "of these, what `build` refuses, as errors", len(refused), sum(refused))


def _judged(book: Book, error: Error) -> Iterator[bool]:
    """Damage each translation, and say whether its check sees it."""
    if error.check == LENGTH and sum(count_han(e.msgid) > 0 for e in book.entries) < _FEWEST:
        return
    pairs = book.pairs()
    only: dict[str, Severity | None] = dict.fromkeys(rule.name for rule in RULES)
    only[error.check] = Severity.WARNING
    before = list(review_pairs(pairs, only))
    for at, pair in enumerate(pairs):
        text = error.damage(pair)
        if text and text != pair.target:
            damaged = book.pair(replace(pair.entry, msgstr=text), pair.unit)
            # of all checks that of lengths alone looks at the whole catalog
            whole = [*pairs[:at], damaged, *pairs[at + 1 :]]
            said = review_pairs(whole if error.check == LENGTH else [damaged], only)
            yield bool(_messages(said, damaged) - _messages(before, pair))


def _messages(said: Iterable[Reviewed], pair: Pair) -> set[object]:
    return {one.finding.message for one in said if one.pair is pair}


def _broken(books: Sequence[Book], form: str, most: int) -> Iterator[tuple[bool, bool | None]]:
    """Break some translations in one way, and say whether anything that weighs is told of them.

    Yields:
        Also whether it is an error; None where `build` would publish it, mended perhaps.
    """
    random = Random(_SEED)  # noqa: S311 - the same at every run
    pairs = [
        (book, pair)
        for book in books
        for pair in book.pairs()
        if pair.unit and pair.unit.codec is Codec.MARKDOWN
    ]
    for book, pair in random.sample(pairs, min(most, len(pairs))):
        words = pair.target.split(" ")
        halves = (" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :]))
        entry = replace(pair.entry, msgstr=form.format(*halves))
        refusal = book.refusals((entry,)).get(entry.key)
        if any(review_pairs([pair], {})):
            continue
        said = list(review_pairs([book.pair(entry, pair.unit, refusal)], {}))
        as_error = any(one.severity is Severity.ERROR for one in said)
        yield bool(said), None if refusal is None else as_error


# --- time -------------------------------------------------------------------------------------


def _time(name: str, books: Sequence[Book], options: Options) -> Iterator[Row]:
    """Time all checks that are on, in one process: alone, and with the build that they ask."""

    def task(*, built: bool) -> int:
        return sum(1 for book in books for _ in review_pairs(book.pairs(built=built), {}))

    count = sum(len(book.entries) for book in books)
    size = megabytes(text for book in books for e in book.entries for text in (e.msgid, e.msgstr))
    tasks = {"all checks": lambda: task(built=False)}
    if any(book.document for book in books):
        tasks["all checks, with what `build` refuses"] = lambda: task(built=True)
    for done, seconds in in_turn(tasks, options.rounds).items():
        note = f"{count / seconds:,.0f} pairs a second"
        yield Row(_GROUP, f"{done}, {name}, {count:,} pairs", seconds, size, note=note)
