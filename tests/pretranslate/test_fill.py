"""Filling a catalog: what an engine is given, what is accepted of its answers, what never changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.catalog import parse, serialize
from essaytrans.follow import make_template, update
from essaytrans.i18n import render
from essaytrans.markdown import segment
from essaytrans.markdown.guard import rebuild
from essaytrans.model import Catalog, Document, Entry, SegmentRules
from essaytrans.pretranslate.engine import EngineStoppedError, Term
from essaytrans.pretranslate.fill import Filled, fill, offer
from pretranslate.kit import Dummy

if TYPE_CHECKING:
    from essaytrans.pretranslate.engine import Engine

RULES = SegmentRules(code="always")


def article(text: str) -> Document:
    return segment(text, "articles/a.md", RULES)


def begun(document: Document) -> Catalog:
    """The catalog of an article that nobody has translated anything of."""
    return Catalog(entries=make_template(document, notes_language="en"))


def filled(
    text: str, engine: Engine, *entries: Entry, language: str = "en", terms: tuple[Term, ...] = ()
) -> Filled:
    """Fill the catalog of an article, in which some entries are already as given."""
    document = article(text)
    catalog = begun(document)
    known = {entry.key: entry for entry in entries}
    catalog = replace(catalog, entries=tuple(known.get(e.key, e) for e in catalog.entries))
    return fill(document, catalog, engine, rules=RULES, notes_language=language, terms=terms)


def only(found: Filled) -> Entry:
    (entry,) = found.catalog.entries
    return entry


def reasons(found: Filled) -> list[str]:
    return [render(rejection.reason, language="en") for rejection in found.rejected]


# --- what is filled ---------------------------------------------------------------------------


def test_what_is_filled_is_fuzzy_and_names_the_engine() -> None:
    found = filled("# 你好\n", Dummy())
    entry = only(found)
    assert (entry.msgstr, entry.fuzzy, found.filled) == ("HELLO", True, 1)
    assert entry.extracted_comments == (
        "heading, level 1",
        "⚙ machine pre-translation: dummy 1, to be reviewed",
    )
    assert entry.previous_msgid is None


def test_the_remark_is_in_the_language_of_notes_and_begins_with_the_sign_in_each() -> None:
    for language in ("en", "zh-CN"):
        (note,) = only(
            filled("你好", Dummy(name="dummy\n 2"), language=language)
        ).extracted_comments
        assert note.startswith("⚙ ")
        assert "dummy 2" in note


@pytest.mark.parametrize(
    "entry",
    [
        Entry("你好", "Hello"),
        Entry("你好", "Hello", fuzzy=True),
        Entry("你好", "Hello", fuzzy=True, previous_msgid="您好"),
        Entry("你好", "", msgid_plural="你们好", msgstr_plural=("", "")),
        Entry("你好", "Hello", obsolete=True),
    ],
    ids=["translated", "fuzzy", "fuzzy with its source", "plural", "obsolete"],
)
def test_what_a_person_has_is_not_touched_and_not_shown_to_the_engine(entry: Entry) -> None:
    engine = Dummy()
    found = filled("你好", engine, entry)
    assert found.catalog.entries == (entry,)
    assert engine.batches == []


def test_remarks_flags_and_context_of_an_empty_entry_stay() -> None:
    entry = Entry("你好", "", translator_comments=("how to say it?",), flags=("x-mine",))
    found = only(filled("你好", Dummy(), entry))
    assert found.translator_comments == ("how to say it?",)
    assert found.flags == ("x-mine",)


def test_equal_texts_of_an_article_are_asked_for_once_and_each_context_by_itself() -> None:
    engine = Dummy()
    found = filled("你好\n\n你好\n\n<!-- i18n:context 子 -->\n\n你好\n", engine)
    assert engine.asked == ["你好", "你好"]
    assert [(e.msgctxt, e.msgstr) for e in found.catalog.entries] == [
        (None, "HELLO"),
        ("子", "HELLO"),
    ]


def test_nothing_to_ask_is_nothing_asked() -> None:
    engine = Dummy()
    found = filled("你好", engine, Entry("你好", "Hello"))
    assert (found.filled, found.unanswered, engine.batches) == (0, 0, [])


def test_masked_markup_comes_back_and_line_breaks_stay() -> None:
    text = "你好 `你好`，[世界](你好.md)<b>。</b>[^1]  \n世界\n\n[^1]: 你好\n"
    entry = filled(text, Dummy()).catalog.entries[0]
    assert entry.msgid == "你好 `你好`，[世界](你好.md)<b>。</b>[^1]\n世界"
    assert entry.msgstr == "HELLO `你好`，[WORLD](你好.md)<b>.</b>[^1]\nWORLD"


def test_texts_without_words_are_left_to_people() -> None:
    engine = Dummy()
    found = filled("`你好`", engine)
    assert (found.filled, found.unanswered, engine.batches) == (0, 0, [])
    document = article("`你好`")
    assert offer(document, begun(document), engine).left == 1


def test_an_answer_that_is_the_source_is_an_answer() -> None:
    assert only(filled("东京", Dummy(lambda text: text))).msgstr == "东京"


# --- code -------------------------------------------------------------------------------------

LISTING = "```python\nx = 1  # 你好 https://a.example/世界\n```\n"


def test_a_listing_goes_to_engines_that_ask_for_it_without_its_addresses() -> None:
    engine = Dummy(code=True)
    found = filled(LISTING, engine)
    assert engine.asked == ["x = 1  # 你好 ⟦1⟧"]
    assert only(found).msgstr == "x = 1  # HELLO https://a.example/世界"


@pytest.mark.parametrize(("remote", "code"), [(False, False), (True, True), (True, False)])
def test_a_listing_goes_to_no_other_engine_and_never_out(remote: bool, code: bool) -> None:
    engine = Dummy(remote=remote, code=code)
    found = filled(LISTING, engine)
    assert engine.batches == []
    assert only(found).msgstr == ""


# --- what is rejected -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "answer", "reason"),
    [
        ("用 `x` 吧", "Use x", "lost or doubled"),
        ("用 `x` 吧", "Use ⟦1⟧ ⟦1⟧", "lost or doubled"),
        ("你好", "  ", "blank"),
        ("你好", "<script>alert(1)</script>", "markup"),
        ("你好", "[hello](javascript:alert(1))", "markup"),
        ("[你好](a.md)", "[hello]⟦1⟧ [more](https://evil.example)", "markup"),
        ("你好", "{{ secrets }}", "markup"),
        ("你好", "hel\x1blo", "control character"),
        ("你好", "\u202ehello", "directional override"),
        ("你好", "hello\n\nworld", "line breaks"),
        ("你好  \n世界", "hello", "line breaks"),
        ("你好", "${hello}", "markup"),
        ("你好", "<img src=x onerror=alert(1) ", "does not finish"),
        ("你好", "x" * 1_000_001, "longer than"),
        ("你好", "\ud83d", "half of a character"),
    ],
)
def test_an_answer_that_could_harm_is_rejected_and_the_text_stays_untranslated(
    source: str, answer: str, reason: str
) -> None:
    found = filled(source, Dummy(lambda _: answer))
    entry = only(found)
    assert (entry.msgstr, entry.fuzzy, entry.extracted_comments) == ("", False, ())
    assert (found.filled, found.unanswered) == (0, 0)
    assert reason in reasons(found)[0]


def test_an_answer_that_cannot_stand_where_its_source_stands_is_rejected() -> None:
    # a parameter of Liquid has no escapes, so it holds one kind of quotation marks at most
    found = filled('{% figure title="你好" %}\n', Dummy(lambda _: """say "it's" so"""))
    assert found.filled == 0
    assert "both kinds of straight quotation marks" in reasons(found)[0]


def test_an_answer_that_begins_another_block_is_mended_as_a_persons_would_be() -> None:
    found = filled("你好\n\n世界\n", Dummy(lambda _: "1984. It was."))
    assert found.filled == 2


def test_one_rejected_answer_does_not_cost_the_others() -> None:
    def answer(text: str) -> str:
        return "<script>" if text == "坏" else text.upper()

    found = filled("a 你好\n\n坏\n\nb 世界\n", Dummy(answer))
    assert [entry.msgstr for entry in found.catalog.entries] == ["A 你好", "", "B 世界"]
    assert [rejection.msgid for rejection in found.rejected] == ["坏"]


# --- batches and failures ---------------------------------------------------------------------


def test_batches_are_bounded_by_number_and_by_characters() -> None:
    engine = Dummy()
    filled("\n\n".join(f"第 {number} 段" for number in range(120)), engine)
    assert [len(batch) for batch in engine.batches] == [50, 50, 20]
    engine = Dummy()
    filled("\n\n".join(f"{number} {'字' * 1500}" for number in range(5)), engine)
    assert [len(batch) for batch in engine.batches] == [2, 2, 1]
    engine = Dummy()
    filled("短\n\n" + "长" * 9000 + "\n\n短短", engine)
    assert [len(batch) for batch in engine.batches] == [1, 1, 1]


def test_terms_go_to_the_batches_in_which_they_occur() -> None:
    engine = Dummy()
    terms = (Term("世界", "world"), Term("宇宙", "universe"))
    filled("世界\n", engine, terms=terms)
    assert engine.terms == [[Term("世界", "world")]]


def test_what_an_engine_has_nothing_for_stays_empty_and_is_counted() -> None:
    found = filled("你好\n\n世界\n", Dummy(lambda text: None if text == "世界" else text))
    assert [entry.msgstr for entry in found.catalog.entries] == ["你好", ""]
    assert (found.filled, found.unanswered, found.failure) == (1, 1, None)


def test_what_is_no_text_is_no_answer() -> None:
    found = filled("你好", Dummy(lambda _: 42))
    assert (found.filled, found.unanswered) == (0, 1)


def test_what_came_before_a_failure_counts() -> None:
    def answer(text: str) -> object:
        return EngineStoppedError("no more") if text == "第 60 段" else text

    found = filled("\n\n".join(f"第 {number} 段" for number in range(120)), Dummy(answer))
    assert (found.filled, found.unanswered) == (50, 70)
    assert isinstance(found.failure, EngineStoppedError)


class Miscounting(Dummy):
    def translate(self, *_: object) -> list[str | None]:
        return ["one"]


def test_an_engine_that_cannot_count_has_failed() -> None:
    found = filled("你好\n\n世界\n", Miscounting())
    assert found.filled == 0
    assert str(found.failure) == "1 answers to 2 texts"


# --- properties -------------------------------------------------------------------------------

BLOCKS = st.lists(
    st.sampled_from(
        [
            "你好",
            "# 世界 {#x}",
            "- 一\n- `二`",
            "> 三[^1]",
            "[四](a.md)  \n五",
            "| 六 | 七 |\n|---|---|\n| 八 | `九` |",
            LISTING,
            '<p title="十">十一</p>',
            "[^1]: 十二",
            "![十三](a.png)",
        ]
    ),
    min_size=1,
    max_size=8,
)
ANSWERS = st.sampled_from(
    [
        "OK",
        "",
        "<b>",
        "`x`",
        "[x](y)",
        "# x",
        "a\nb",
        "1. x",
        "---",
        "{x}",
        "⟦1⟧",
        "\x00",
        "|",
        "$$",
    ]
)


@given(BLOCKS, st.lists(ANSWERS, min_size=1, max_size=4), st.booleans())
def test_whatever_an_engine_says_the_article_can_be_built_with_what_is_accepted(
    blocks: list[str], answers: list[str], appended: bool
) -> None:
    number = iter(range(10_000))

    def answer(text: str) -> str:
        said = answers[next(number) % len(answers)]
        return text + said if appended else said

    document = article("\n\n".join(blocks) + "\n")
    before = begun(document)
    found = fill(document, before, Dummy(answer, code=True), rules=RULES, notes_language="en")
    texts = {entry.key: entry.msgstr or None for entry in found.catalog.entries}
    built = rebuild(document, [texts[(u.msgctxt, u.msgid)] for u in document.units], RULES)
    assert built.refusals == ()
    assert [entry.key for entry in found.catalog.entries] == [entry.key for entry in before.entries]
    assert all(entry.fuzzy for entry in found.catalog.entries if entry.msgstr)
    assert parse(serialize(found.catalog)).entries == found.catalog.entries


@given(BLOCKS)
def test_an_extract_after_filling_changes_nothing(blocks: list[str]) -> None:
    document = article("\n\n".join(blocks) + "\n")
    template = make_template(document, notes_language="en")
    found = fill(document, begun(document), Dummy(), rules=RULES, notes_language="en").catalog
    assert update(found, template, found.header).catalog == found
