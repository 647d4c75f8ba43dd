"""Progress: counted in units and in Han characters (字), over what stands in the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.follow import Progress, measure
from essaytrans.follow.progress import total
from essaytrans.model import Catalog, Entry

TEMPLATE = (Entry("春天来了。"), Entry("Hello, 世界"), Entry("No Han at all"))


def catalog(*entries: Entry) -> Catalog:
    return Catalog((), entries)


def test_han_characters_are_counted_and_nothing_else() -> None:
    found = measure(TEMPLATE, Catalog())
    assert (found.units, found.han) == (3, 6)
    assert (found.units_missing, found.han_missing) == (3, 6)
    assert found.share == 0


def test_translated_fuzzy_and_missing_add_up_to_all() -> None:
    found = measure(
        TEMPLATE,
        catalog(Entry("春天来了。", "Spring is here."), Entry("Hello, 世界", "Hello", fuzzy=True)),
    )
    assert (found.units_translated, found.units_fuzzy, found.units_missing) == (1, 1, 1)
    assert (found.han_translated, found.han_fuzzy, found.han_missing) == (4, 2, 0)
    assert found.share == pytest.approx(4 / 6)


def test_what_does_not_stand_in_the_article_does_not_count() -> None:
    found = measure(
        TEMPLATE,
        catalog(
            Entry("别的文章。", "another article"),
            Entry("春天来了。", "Spring is here.", obsolete=True),
            Entry("Hello, 世界", "Hello", "another context"),
        ),
    )
    assert (found.units_translated, found.units_fuzzy) == (0, 0)


def test_an_entry_that_is_fuzzy_and_empty_is_missing() -> None:
    assert measure(TEMPLATE, catalog(Entry("春天来了。", "", fuzzy=True))).units_missing == 3


def test_an_article_without_han_is_measured_in_units() -> None:
    template = (Entry("One"), Entry("Two"), Entry("Three"), Entry("Four"))
    found = measure(template, catalog(Entry("One", "Un")))
    assert (found.han, found.share) == (0, 0.25)


def test_an_article_without_units_is_done() -> None:
    assert measure((), Catalog()).share == 1


def test_units_without_han_do_not_hold_up_an_article_that_has_han() -> None:
    template = (Entry("春"), Entry("No Han"))
    assert measure(template, catalog(Entry("春", "Spring"))).share == 1


def test_the_share_in_per_cent_is_exact_where_it_is_whole() -> None:
    whole = range(101)
    assert [Progress(100, n, 0, 100, n, 0).percent for n in whole] == list(whole)
    assert [Progress(100, n, 0, 0, 0, 0).percent for n in whole] == list(whole)


def test_nothing_but_all_is_100_per_cent() -> None:
    assert Progress(1, 0, 0, 10**6, 10**6 - 1, 0).percent == 99
    assert Progress(1, 1, 0, 10**6, 10**6, 0).percent == 100
    assert Progress(3, 3, 0, 0, 0, 0).percent == 100
    assert Progress().percent == 100


def test_the_progress_of_several_articles_is_their_sum() -> None:
    parts = [Progress(1, 1, 0, 10, 10, 0), Progress(3, 1, 1, 30, 10, 5), Progress()]
    assert total(parts) == Progress(4, 2, 1, 40, 20, 5)
    assert total([]) == Progress()


TEXTS = st.text("春天来了 abc", min_size=1, max_size=6)
ENTRIES = st.builds(Entry, TEXTS, st.sampled_from(["", "x"]), fuzzy=st.booleans())


@given(st.lists(TEXTS, unique=True), st.lists(ENTRIES))
def test_the_share_is_between_none_and_all(texts: list[str], entries: list[Entry]) -> None:
    template = [Entry(text) for text in texts]
    found = measure(template, catalog(*entries))
    assert 0 <= found.share <= 1
    assert 0 <= found.percent <= 100
    assert min(found.units_missing, found.han_missing) >= 0
    assert (found.share == 1) == (found.percent == 100)
