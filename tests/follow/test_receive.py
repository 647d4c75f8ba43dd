"""Taking in a catalog that came back: only work comes of it, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.catalog.credits import credited
from essaytrans.follow import update
from essaytrans.follow.merge import Rule
from essaytrans.follow.receive import Received, receive, sift
from essaytrans.model import Catalog, Entry

OLD = "茶叶三克，一分钟出汤，不要用开水。"
NEW = "茶叶五克，一分钟出汤，不要用开水。"
HEADER = (("Last-Translator", ""), ("Language-Team", ""), ("Language", "en"), ("X-Ours", "1"))


def catalog(*entries: Entry, header: tuple[tuple[str, str], ...] = HEADER) -> Catalog:
    return Catalog(header, entries)


def took(
    base: Catalog | None,
    ours: Catalog,
    theirs: Catalog,
    *article: str,
    rule: Rule = Rule.OURS,
) -> Received:
    """Bring ours in step with an article and take theirs in."""
    template = [Entry(msgid) for msgid in article]
    step = update(ours, template, ours.header).catalog
    return receive(base, step, sift(theirs)[0], template, rule=rule)


def states(found: Received) -> list[tuple[str, str, bool, bool]]:
    return [(e.msgid, e.msgstr, e.fuzzy, e.obsolete) for e in found.catalog.entries]


# --- with the state that was sent -------------------------------------------------------------


def test_what_was_translated_elsewhere_comes_in() -> None:
    base = catalog(Entry("a"), Entry("b", "B"))
    found = took(base, base, catalog(Entry("a", "A"), Entry("b", "B2")), "a", "b")
    assert states(found) == [("a", "A", False, False), ("b", "B2", False, False)]
    assert [entry.msgid for entry in found.taken] == ["a", "b"]


def test_what_was_not_touched_there_never_replaces_what_is_newer_here() -> None:
    base = catalog(Entry("a", "A"), Entry("b"))
    ours = catalog(Entry("a", "newer"), Entry("b", "newer too"))
    found = took(base, ours, base, "a", "b")
    assert found.catalog.entries == ours.entries
    assert (found.taken, found.clashes) == ((), ())


@pytest.mark.parametrize("rule", [Rule.OURS, Rule.THEIRS])
def test_where_both_changed_it_the_rule_decides_and_it_is_told(rule: Rule) -> None:
    base, ours = catalog(Entry("a", "A")), catalog(Entry("a", "ours"))
    found = took(base, ours, catalog(Entry("a", "theirs")), "a", rule=rule)
    assert states(found)[0][1] == rule.value
    ((clash),) = found.clashes
    assert (clash.ours.msgstr, clash.theirs.msgstr) == ("ours", "theirs")


def test_what_is_missing_or_emptied_there_stays_here() -> None:
    base = catalog(Entry("a", "A"), Entry("b", "B"), Entry("c", "C", obsolete=True))
    found = took(base, base, catalog(Entry("b", "")), "a", "b")
    assert found.catalog.entries == base.entries
    assert (found.taken, found.clashes) == ((), ())


def test_remarks_that_a_tool_dropped_stay_and_new_ones_come() -> None:
    base = catalog(Entry("a", "A", translator_comments=("ours",)), Entry("b"))
    theirs = catalog(Entry("a", "A"), Entry("b", translator_comments=("theirs",)))
    found = took(base, base, theirs, "a", "b").catalog.entries
    assert [entry.translator_comments for entry in found] == [("ours",), ("theirs",)]


def test_a_previous_text_that_a_tool_dropped_stays() -> None:
    base = catalog(Entry("a", "A", fuzzy=True, previous_msgid="0"))
    found = took(base, base, catalog(Entry("a", "A", fuzzy=True)), "a")
    assert states(found) == [("a", "A", True, False)]
    assert found.catalog.entries[0].previous_msgid == "0"
    assert found.taken == ()


def test_a_confirmed_one_is_confirmed() -> None:
    base = catalog(Entry("a", "A", fuzzy=True, previous_msgid="0"))
    (entry,) = took(base, base, catalog(Entry("a", "A")), "a").catalog.entries
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("A", False, None)


def test_a_context_that_a_tool_dropped_is_known_again() -> None:
    base = catalog(Entry("a", msgctxt="tags"), Entry("b"))
    template = [Entry("a", msgctxt="tags"), Entry("b")]
    found = receive(base, base, catalog(Entry("a", "A"), Entry("b")), template)
    assert [(e.msgctxt, e.msgstr) for e in found.catalog.entries] == [("tags", "A"), (None, "")]


def test_a_machine_s_text_that_a_person_changed_is_no_machine_s_any_more() -> None:
    machine = Entry("a", "M", fuzzy=True, extracted_comments=("⚙ x",))
    theirs = catalog(replace(machine, msgstr="A"))
    found = took(catalog(machine), catalog(machine), theirs, "a")
    assert states(found) == [("a", "A", True, False)]
    assert found.catalog.entries[0].extracted_comments == ()


# --- the article has changed since ------------------------------------------------------------


def test_a_translation_follows_its_edited_text() -> None:
    base = catalog(Entry(OLD))
    found = took(base, base, catalog(Entry(OLD, "A")), NEW)
    (entry,) = found.catalog.entries
    assert (entry.msgid, entry.msgstr, entry.previous_msgid) == (NEW, "A", OLD)
    assert entry.fuzzy
    assert any(note.startswith("±") for note in entry.extracted_comments)
    assert found.stale == found.taken == (entry,)


def test_one_whose_text_is_gone_is_kept_obsolete() -> None:
    base = catalog(Entry("a"), Entry("b"))
    found = took(base, base, catalog(Entry("a", "A"), Entry("b", "B")), "b")
    assert states(found) == [("b", "B", False, False), ("a", "A", False, True)]
    assert [entry.msgid for entry in found.stale] == ["a"]


def test_one_whose_text_was_edited_gives_way_to_one_that_was_confirmed_since() -> None:
    base = catalog(Entry(OLD))
    for rule in (Rule.OURS, Rule.THEIRS):
        theirs = catalog(Entry(OLD, "older"))
        found = took(base, catalog(Entry(NEW, "newer")), theirs, NEW, rule=rule)
        assert states(found) == [(NEW, "newer", False, False)]
        ((outdated),) = found.outdated
        assert outdated.theirs.msgstr == "older"
        assert (found.taken, found.clashes) == ((), ())


def test_it_goes_where_our_own_went_in_small_steps() -> None:
    base = catalog(Entry(OLD, "A"))
    far = "水温九十度就好，别等它开，茶叶随意。"
    ours = catalog(Entry(far, "A", fuzzy=True, previous_msgid=OLD))
    found = took(base, ours, catalog(Entry(OLD, "better")), far)
    assert states(found) == [(far, "better", True, False)]
    assert found.catalog.entries[0].previous_msgid == OLD


def test_part_of_a_catalog_follows_as_the_whole_would() -> None:
    base = catalog(Entry(OLD, "A"), Entry("b"))
    found = took(base, base, catalog(Entry("b", "B")), NEW, "b")
    assert states(found) == [(NEW, "A", True, False), ("b", "B", False, False)]
    assert [entry.msgid for entry in found.taken] == ["b"]


def test_what_a_person_wrote_and_left_in_doubt_is_not_confirmed_for_a_former_text() -> None:
    fuzzy = Entry(NEW, "A", fuzzy=True, previous_msgid=OLD)
    for base in (catalog(fuzzy), None):
        theirs = catalog(replace(fuzzy, msgstr="draft"))
        found = took(base, base or catalog(Entry(OLD)), theirs, OLD)
        assert states(found) == [(OLD, "draft", True, False)]


def test_what_a_person_made_doubtful_was_confirmed_for_nothing() -> None:
    theirs = catalog(Entry("a", "A", fuzzy=True, previous_msgid="b"))
    (entry,) = took(catalog(Entry("a", "A")), catalog(Entry("a", "A")), theirs, "a").catalog.entries
    assert (entry.fuzzy, entry.previous_msgid) == (True, None)


def _taken_back() -> tuple[Catalog, Catalog]:
    """What was sent while a text was edited, and ours, where it is as before again."""
    sent = update(catalog(Entry(OLD, "A")), [Entry(NEW)], HEADER).catalog
    return sent, update(sent, [Entry(OLD)], HEADER).catalog


@pytest.mark.parametrize("msgstr", ["A", "B"])
@pytest.mark.parametrize("rule", [Rule.OURS, Rule.THEIRS])
def test_what_is_in_doubt_only_by_following_its_text_does_not_come_for_a_confirmed_one(
    rule: Rule, msgstr: str
) -> None:
    base, ours = _taken_back()
    assert not ours.entries[0].fuzzy
    theirs = catalog(Entry(NEW, msgstr, translator_comments=("theirs",)))
    found = took(base, ours, theirs, OLD, rule=rule)
    assert states(found) == [(OLD, "A", False, False)]
    assert found.catalog.entries[0].translator_comments == ("theirs",)
    assert [clash.theirs.msgstr for clash in found.outdated] == [msgstr] * (msgstr == "B")
    assert took(base, found.catalog, theirs, OLD, rule=rule).catalog == found.catalog


def test_but_whoever_marked_that_very_text_is_heard() -> None:
    base = catalog(Entry(OLD, "A"))
    found = took(base, base, catalog(Entry(OLD, "B", fuzzy=True)), OLD)
    assert states(found) == [(OLD, "B", True, False)]
    assert found.outdated == ()


def test_an_own_draft_for_a_text_that_left_stays_as_a_remark() -> None:
    base = catalog(Entry("a"), Entry("b"))
    ours = catalog(Entry("a", "draft", fuzzy=True, obsolete=True), Entry("b"))
    found = took(base, ours, catalog(Entry("a", "sure")), "b")
    assert states(found)[1] == ("a", "sure", False, True)
    assert found.catalog.entries[1].translator_comments == ("⇄ draft",)
    assert [clash.ours.msgstr for clash in found.superseded] == ["draft"]


# --- without the state that was sent ----------------------------------------------------------


def test_what_is_empty_here_is_filled() -> None:
    found = took(None, catalog(Entry("a"), Entry("b", "B")), catalog(Entry("a", "A")), "a", "b")
    assert states(found) == [("a", "A", False, False), ("b", "B", False, False)]


def test_a_confirmed_one_that_differs_is_never_replaced_but_told() -> None:
    found = took(None, catalog(Entry("a", "ours")), catalog(Entry("a", "theirs")), "a")
    assert states(found) == [("a", "ours", False, False)]
    assert [clash.theirs.msgstr for clash in found.clashes] == ["theirs"]


def test_unless_that_is_wanted() -> None:
    theirs = catalog(Entry("a", "theirs"))
    found = took(None, catalog(Entry("a", "ours")), theirs, "a", rule=Rule.THEIRS)
    assert states(found) == [("a", "theirs", False, False)]
    assert [clash.ours.msgstr for clash in found.clashes] == ["ours"]


def test_a_confirmed_one_comes_for_one_in_doubt() -> None:
    ours = catalog(Entry("a", "doubtful", fuzzy=True, previous_msgid="0"))
    found = took(None, ours, catalog(Entry("a", "sure")), "a")
    assert states(found) == [("a", "sure", False, False)]
    assert found.catalog.entries[0].previous_msgid is None


def test_one_in_doubt_stays_as_a_remark_and_only_once() -> None:
    ours = catalog(Entry("a", "two\nlines", fuzzy=True, translator_comments=("mine",)))
    theirs = catalog(Entry("a", "sure", translator_comments=("yours",)))
    found = took(None, ours, theirs, "a")
    (entry,) = found.catalog.entries
    assert entry.translator_comments == ("mine", "yours", "⇄ two", "⇄ lines")
    assert took(None, found.catalog, theirs, "a").catalog == found.catalog


def test_a_suggestion_gives_way_without_a_trace() -> None:
    ours = catalog(Entry("a", "M", fuzzy=True, extracted_comments=("⚙ x",)))
    (entry,) = took(None, ours, catalog(Entry("a", "sure")), "a").catalog.entries
    assert (entry.msgstr, entry.translator_comments) == ("sure", ())


def test_one_in_doubt_does_not_come_for_a_confirmed_one() -> None:
    theirs = catalog(Entry("a", "doubtful", fuzzy=True))
    found = took(None, catalog(Entry("a", "sure")), theirs, "a", rule=Rule.THEIRS)
    assert states(found) == [("a", "sure", False, False)]
    assert [each.theirs.msgstr for each in found.outdated] == ["doubtful"]


# --- headers ----------------------------------------------------------------------------------


def test_who_did_the_work_comes_along_and_nothing_else_of_a_header() -> None:
    header = (
        ("Last-Translator", "Ana"),
        ("Language", "fr"),
        ("X-Ours", "2"),
        ("X-Poedit-Basepath", "/home/ana"),
    )
    theirs = replace(catalog(Entry("a", "A"), header=header), header_comments=("Ana, 2026.",))
    ours = replace(catalog(Entry("a")), header_comments=("Ben, 2025.",))
    for base in (None, ours):
        merged = took(base, ours, theirs, "a").catalog
        said = dict(merged.header)
        assert (said["Last-Translator"], said["Language"], said["X-Ours"]) == ("Ana", "en", "1")
        assert "X-Poedit-Basepath" not in said
        assert merged.header_comments == ("Ben, 2025.", "Ana, 2026.")


def test_a_header_that_a_tool_emptied_takes_nothing_away() -> None:
    ours = catalog(Entry("a"), header=(("Last-Translator", "Ben"), ("Language-Team", "Team")))
    merged = took(ours, ours, catalog(Entry("a", "A"), header=()), "a").catalog
    assert {("Last-Translator", "Ben"), ("Language-Team", "Team")} <= set(merged.header)


LATER, EARLIER = "2026-03-01 10:00+0000", "2025-03-01 10:00+0800"


def dated(date: str, person: str, *comments: str) -> Catalog:
    header = (("PO-Revision-Date", date), ("Last-Translator", person), ("Language", "en"))
    return Catalog(header, (Entry("a", "A"),), comments)


def said(found: Received) -> tuple[str, str, tuple[str, ...]]:
    fields = dict(found.catalog.header)
    return fields["PO-Revision-Date"], fields["Last-Translator"], found.catalog.header_comments


def test_dates_never_go_back_and_who_is_too_late_is_credited() -> None:
    ours, theirs = dated(LATER, "Ben", "Ben, 2026."), dated(EARLIER, "Ana <a@example.org>")
    for base in (None, ours, dated("", "")):
        found = took(base, ours, theirs, "a")
        assert said(found) == (LATER, "Ben", ("Ben, 2026.", "Ana, 2025."))
        assert took(base, found.catalog, theirs, "a").catalog == found.catalog


@pytest.mark.parametrize("emails", [False, True])
def test_of_header_comments_only_the_names_come_in(emails: bool) -> None:
    theirs = dated("", "", "Buy tea at https://tea.example", "Ana <a@example.org>, 2026.", "Ben.")
    ours = dated("", "", "ours", "BEN, 2024.")
    found = receive(None, ours, theirs, [Entry("a")], emails=emails)
    ana = "Ana <a@example.org>, 2026." if emails else "Ana, 2026."
    assert said(found)[2] == ("ours", "BEN, 2024.", ana)


def test_a_credit_that_was_taken_out_here_does_not_come_back() -> None:
    sent = dated("", "", "Ana, 2026.")
    found = took(sent, dated("", ""), dated("", "", "Ana, 2026.", "Ben, 2026."), "a")
    assert said(found)[2] == ("Ben, 2026.",)


_people = st.sampled_from(["", "Ann", "ann <a@x.org>", "Bob <a@x.org>", "Bob", "李雷 <l@x.cn>"])
_lines = st.sampled_from(
    ["Ann, 2020.", "Bob <a@x.org>, 2021.", "Ann.", "ours", "", "李雷 <l@x.cn>."]
)
_headers = st.builds(
    lambda date, person, lines: dated(date, person, *lines),
    st.sampled_from(["", LATER, EARLIER]),
    _people,
    st.lists(_lines, max_size=3),
)


@given(st.none() | _headers, _headers, _headers)
def test_a_header_that_comes_again_changes_nothing(
    base: Catalog | None, ours: Catalog, theirs: Catalog
) -> None:
    """Who did what, and when, is the same after the second time as after the first."""
    once = credited(took(base, ours, theirs, "a").catalog)
    assert credited(took(base, once, theirs, "a").catalog) == once


# --- characters -------------------------------------------------------------------------------


@pytest.mark.parametrize("character", list("\0\x07\x1b\r\x7f\x85\u2028\ud800\uffff"))
def test_an_entry_with_a_character_that_no_text_may_have_is_refused(character: str) -> None:
    found, refused = sift(catalog(Entry("a", f"A{character}"), Entry("b", "B\n\t")))
    assert [entry.msgid for entry in found.entries] == ["b"]
    assert [(each.entry.msgid, each.character) for each in refused] == [("a", character)]


def test_in_remarks_such_characters_are_replaced() -> None:
    entry = Entry("a", "A", translator_comments=("x\x1by",))
    found, refused = sift(replace(catalog(entry), header_comments=("\ud800",)))
    assert found.entries[0].translator_comments == ("x\ufffdy",)
    assert found.header_comments == ("\ufffd",)
    assert refused == ()


# --- promises ---------------------------------------------------------------------------------

_msgids = st.sampled_from([OLD, NEW, "a", "b", "绿色", "水要开，茶要好，人要闲。", OLD + NEW])
_entries = st.builds(
    Entry,
    _msgids,
    st.sampled_from(["", "", "A", "B", "C. D."]),
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
    translator_comments=st.sampled_from([(), ("mine",), ("yours",)]),
).map(lambda entry: entry if entry.msgstr else replace(entry, fuzzy=False, obsolete=False))
_catalogs = st.lists(_entries, max_size=6, unique_by=lambda entry: entry.key).map(
    lambda entries: catalog(*entries)
)
_articles = st.lists(_msgids, max_size=5, unique=True)
_rules = st.sampled_from([Rule.OURS, Rule.THEIRS])


@given(st.none() | _catalogs, _catalogs, _catalogs, _articles, _rules)
def test_the_result_is_in_step_and_taking_in_again_changes_nothing(
    base: Catalog | None, ours: Catalog, theirs: Catalog, article: list[str], rule: Rule
) -> None:
    """What was taken in is in step with its article, and there already when it comes again."""
    merged = took(base, ours, theirs, *article, rule=rule).catalog
    template = [Entry(msgid) for msgid in article]
    assert [e.msgid for e in merged.entries if not e.obsolete] == article
    assert update(merged, template, merged.header).catalog.entries == merged.entries
    if base is None:
        assert took(None, merged, theirs, *article, rule=rule).catalog.entries == merged.entries


@given(st.none() | _catalogs, _catalogs, _catalogs, _articles)
def test_nothing_of_ours_goes_unless_theirs_takes_its_place(
    base: Catalog | None, ours: Catalog, theirs: Catalog, article: list[str]
) -> None:
    """Every translation and remark of ours is there afterwards, or a taken one stands for it."""
    step = update(ours, [Entry(msgid) for msgid in article], ours.header).catalog
    found = took(base, ours, theirs, *article)
    after = {entry.key: entry for entry in found.catalog.entries}
    taken = {entry.key for entry in found.taken}
    for entry in step.entries:
        assert entry.key in after
        assert set(entry.translator_comments) <= set(after[entry.key].translator_comments)
        if entry.key not in taken:
            assert (after[entry.key].msgstr, after[entry.key].fuzzy) == (entry.msgstr, entry.fuzzy)


@given(_catalogs, _catalogs, _articles)
def test_what_was_sent_and_comes_back_untouched_changes_nothing(
    base: Catalog, ours: Catalog, article: list[str]
) -> None:
    """A catalog that comes back as it was sent brings nothing, whatever happened here since."""
    step = update(ours, [Entry(msgid) for msgid in article], ours.header).catalog
    assert took(base, ours, base, *article).catalog.entries == step.entries


@given(st.none() | _catalogs, _catalogs, _catalogs, _articles)
def test_each_translation_of_theirs_is_there_or_told(
    base: Catalog | None, ours: Catalog, theirs: Catalog, article: list[str]
) -> None:
    """What somebody changed since it was sent is in the catalog or in the report."""
    sent = {e.key: e.msgstr for e in base.entries} if base else {}
    found = took(base, ours, theirs, *article)
    there = "\n".join(entry.msgstr for entry in found.catalog.entries)
    said = [clash.theirs.msgstr for clash in (*found.clashes, *found.outdated)]
    for entry in theirs.entries:
        if entry.msgstr and sent.get(entry.key) != entry.msgstr:
            parts = entry.msgstr.split(" ")
            assert all(part in there or any(part in text for text in said) for part in parts)


def test_a_remark_on_a_translation_that_is_outdated_comes_in_all_the_same() -> None:
    ours = catalog(Entry("a", "A", translator_comments=("ours",)))
    theirs = catalog(Entry("a", "B", fuzzy=True, translator_comments=("ours", "theirs")))
    found = took(None, ours, theirs, "a")
    assert [clash.theirs.msgstr for clash in found.outdated] == ["B"]
    (entry,) = found.catalog.entries
    assert (entry.msgstr, entry.translator_comments) == ("A", ("ours", "theirs"))


def test_a_file_of_which_nothing_is_taken_names_nobody() -> None:
    ours = catalog(Entry("a", "A"))
    header = (("Last-Translator", "Eve <eve@example.org>"), *HEADER[1:])
    theirs = catalog(Entry("a", "Another"), header=header)
    found = took(None, ours, theirs, "a")
    assert len(found.clashes) == 1
    assert found.catalog == ours
