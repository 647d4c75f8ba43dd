"""What merging two catalogs promises, over sides that people and `extract` made of a common base."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import given, note
from hypothesis import strategies as st

from catalog.strategies import catalogs, own_catalogs
from essaytrans.catalog import parse, serialize
from essaytrans.catalog.header import make_header
from essaytrans.follow.merge import Merged, Rule, merge
from essaytrans.follow.update import update
from essaytrans.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# --- two sides of a base ----------------------------------------------------------------------

TEXTS = (
    "茶叶三克，水八十五度，一分钟出汤。",
    "茶叶三克，水八十五度，两分钟出汤。",
    "茶叶五克，水九十五度，两分钟出汤。",
    "杯子要先烫一遍，不然水一倒进去就凉了。",
    "杯子要先烫两遍，不然水一倒进去就凉了。",
    "水要新烧的。烧开以后放到八十五度再用。",
    "水要新烧的。",
    "烧开以后放到八十五度再用。",
    "第二泡比第一泡好喝，第三泡又淡了。",
    "第二泡比第一泡好喝，第三泡又淡了",
)
"""Texts of an article, some of which are others, edited, cut in two, or of other punctuation."""

HEADER = make_header(
    language="en",
    plural_forms="nplurals=2; plural=(n != 1);",
    source_language="zh-Hans",
    project="茶",
    rules=1,
)

articles = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6, unique=True)

Act = tuple[str, int, str]

acts: st.SearchStrategy[list[Act]] = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "translate",
                "draft",
                "confirm",
                "doubt",
                "empty",
                "remark",
                "purge",
                "suggest",
                "edit",
            ]
        ),
        st.integers(0, 7),
        st.sampled_from(TEXTS),
    ),
    max_size=5,
)


def extracted(catalog: Catalog, article: list[str]) -> Catalog:
    template = [Entry(text, references=("articles/a.md:1",)) for text in article]
    return update(catalog, template, catalog.header).catalog


def after(catalog: Catalog, done: list[Act], numbers: Iterator[int]) -> Catalog:
    """What a catalog becomes; each text that somebody writes is one that nobody else writes."""
    for act, at, text in done:
        if act == "edit":  # the author puts a text in the place of another
            article = [e.msgid for e in catalog.entries if not e.obsolete]
            article[at % len(article)] = text
            catalog = extracted(catalog, list(dict.fromkeys(article)))
            continue
        entries = list(catalog.entries)
        chosen = entries.pop(at % len(entries))
        changed = CHANGES[act](chosen, f"text {next(numbers)}\n  of two lines")
        if changed is not None or len(entries) == 0:
            entries.insert(at % (len(entries) + 1), changed or chosen)
        catalog = replace(catalog, entries=tuple(entries))
    return catalog


def suggest(entry: Entry, text: str) -> Entry:
    if entry.msgstr:
        return entry
    return replace(entry, msgstr=text, fuzzy=True, extracted_comments=("⚙ engine",))


CHANGES: dict[str, Callable[[Entry, str], Entry | None]] = {
    "translate": lambda e, text: replace(e, msgstr=text, fuzzy=False, previous_msgid=None),
    "draft": lambda e, text: replace(e, msgstr=text, fuzzy=True),
    "confirm": lambda e, _: replace(e, fuzzy=False, previous_msgid=None),
    "doubt": lambda e, _: replace(e, fuzzy=bool(e.msgstr)),
    "empty": lambda e, _: replace(e, msgstr="", fuzzy=False, previous_msgid=None),
    "remark": lambda e, text: replace(e, translator_comments=(text.replace("\n", " "),)),
    "purge": lambda e, _: None if e.obsolete else e,
    "suggest": suggest,
}


@st.composite
def sides(draw: st.DrawFn) -> tuple[Catalog, Catalog, Catalog]:
    numbers = count(1)
    begun = extracted(Catalog(HEADER), draw(articles))
    base = after(begun, draw(acts), numbers)
    return base, after(base, draw(acts), numbers), after(base, draw(acts), numbers)


def suggested(entry: Entry) -> bool:
    return entry.fuzzy and any(line.startswith("⚙") for line in entry.extracted_comments)


def texts(catalog: Catalog) -> set[str]:
    """What people wrote."""
    return {e.msgstr for e in catalog.entries if e.msgstr and not suggested(e)}


def kept(merged: Merged) -> set[str]:
    """What is in a catalog, as translation or as remark."""
    remarks = {
        "\n".join(line.removeprefix("⇄ ") for line in e.translator_comments if "⇄" in line)
        for e in merged.catalog.entries
    }
    return {e.msgstr for e in merged.catalog.entries if e.msgstr} | remarks - {""}


def without_order(catalog: Catalog) -> Catalog:
    by_key = sorted(catalog.entries, key=lambda entry: (entry.msgctxt or "", entry.msgid))
    return replace(catalog, entries=tuple(by_key))


# --- promises ---------------------------------------------------------------------------------


@given(sides())
def test_what_somebody_wrote_is_in_the_result(found: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = found
    merged = merge(base, ours, theirs)
    written = (texts(ours) | texts(theirs)) - texts(base)
    assert written <= kept(merged)


@given(sides())
def test_what_both_still_have_is_in_the_result(found: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = found
    assert texts(ours) & texts(theirs) <= kept(merge(base, ours, theirs))


@given(sides())
def test_without_a_base_what_either_has_is_in_the_result(
    found: tuple[Catalog, Catalog, Catalog],
) -> None:
    _, ours, theirs = found
    assert texts(ours) | texts(theirs) <= kept(merge(None, ours, theirs))


@given(sides(), st.booleans())
def test_the_same_is_kept_whichever_side_is_ours(
    found: tuple[Catalog, Catalog, Catalog], based: bool
) -> None:
    base, ours, theirs = found
    known = base if based else None
    one, other = merge(known, ours, theirs), merge(known, theirs, ours)
    assert {e.key for e in one.catalog.entries} == {e.key for e in other.catalog.entries}
    assert {e.key for e in one.catalog.entries if e.obsolete} == {
        e.key for e in other.catalog.entries if e.obsolete
    }
    assert {clash.ours.key for clash in one.clashes} == {clash.ours.key for clash in other.clashes}
    machines = {e.msgstr for side in found for e in side.entries if suggested(e)}
    assert kept(one) - machines == kept(other) - machines


@given(sides(), st.sampled_from(Rule), st.booleans())
def test_merging_the_same_again_changes_nothing(
    found: tuple[Catalog, Catalog, Catalog], rule: Rule, based: bool
) -> None:
    base, ours, theirs = found
    known = base if based else None
    once = merge(known, ours, theirs, rule=rule).catalog
    note(serialize(once))
    again = merge(known, once, theirs, rule=rule)
    assert again.catalog == once
    assert again.taken == ()


@given(sides(), st.sampled_from(Rule), st.booleans())
def test_the_result_is_a_catalog_that_reads_back_as_it_is(
    found: tuple[Catalog, Catalog, Catalog], rule: Rule, based: bool
) -> None:
    base, ours, theirs = found
    merged = merge(base if based else None, ours, theirs, rule=rule).catalog
    assert parse(serialize(merged)) == merged


@given(sides())
def test_what_one_side_alone_did_is_the_result(found: tuple[Catalog, Catalog, Catalog]) -> None:
    """But for the order, and for work that it deleted from under a text in use: that is obsolete."""
    base, side, _ = found
    here = {entry.key for entry in side.entries}
    work = {e.key for e in base.entries if e.holds_work and not e.obsolete and e.key not in here}
    for merged in (merge(base, side, base), merge(base, base, side)):
        result = without_order(merged.catalog)
        kept_back = {entry.key: entry for entry in result.entries if entry.key not in here}
        assert kept_back.keys() <= work
        assert all(entry.obsolete for entry in kept_back.values())
        rest = tuple(entry for entry in result.entries if entry.key in here)
        assert replace(result, entries=rest) == without_order(side)
        assert merged.clashes == ()


@given(catalogs | own_catalogs, catalogs | own_catalogs)
def test_any_catalogs_merge_into_one_that_can_be_written(one: Catalog, other: Catalog) -> None:
    merged = merge(None, one, other)
    keys = [entry.key for entry in merged.catalog.entries]
    assert len(keys) == len(set(keys))
    assert parse(serialize(merged.catalog)) == merged.catalog
    assert merge(None, merged.catalog, other).catalog == merged.catalog


@given(catalogs | own_catalogs)
def test_a_catalog_merged_with_itself_is_itself(catalog: Catalog) -> None:
    for base in (None, catalog, Catalog()):
        merged = merge(base, catalog, catalog)
        assert merged.catalog == catalog
        assert (merged.taken, merged.clashes) == ((), ())
