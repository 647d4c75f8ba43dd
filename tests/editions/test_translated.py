"""The translated edition: what is put in, what stays, and what is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.catalog import parse
from essaytrans.editions import Edition, translate
from essaytrans.i18n import render
from essaytrans.markdown import segment
from essaytrans.model import Catalog, Entry, SegmentRules, Severity

ARTICLE = "# 标题\n\n第一段。\n\n> 引文。\n\n第一段。\n"
PATH = "locales/en/a.po"
RULES = SegmentRules()


def edition(
    *entries: Entry, text: str = ARTICLE, use_fuzzy: bool = False, rules: SegmentRules = RULES
) -> Edition:
    catalog = Catalog((), entries, path=PATH)
    return translate(segment(text, "articles/a.md", rules), catalog, rules, use_fuzzy=use_fuzzy)


# --- what is put in ---------------------------------------------------------------------------


def test_without_translations_the_article_comes_back() -> None:
    assert edition() == Edition(ARTICLE)


def test_a_translation_stands_everywhere_where_its_text_stood() -> None:
    built = edition(Entry("第一段。", "First."), Entry("引文。", "Quoted."))
    assert built == Edition("# 标题\n\nFirst.\n\n> Quoted.\n\nFirst.\n")


@pytest.mark.parametrize(
    "entry",
    [
        Entry("标题", ""),
        Entry("标题", "Title", obsolete=True),
        Entry("标题", "Title", "another context"),
        Entry("另一篇的标题", "Title"),
    ],
    ids=["untranslated", "obsolete", "context", "msgid"],
)
def test_what_is_not_the_translation_of_this_text_is_not_put_in(entry: Entry) -> None:
    assert edition(entry) == Edition(ARTICLE)


def test_each_context_has_its_own_translation() -> None:
    text = "打开。\n\n<!-- i18n:context 状态 -->\n\n打开。\n"
    built = edition(Entry("打开。", "Open!"), Entry("打开。", "Open.", "状态"), text=text)
    assert built.text == "Open!\n\n<!-- i18n:context 状态 -->\n\nOpen.\n"


def test_a_fuzzy_translation_is_put_in_only_on_request() -> None:
    fuzzy = Entry("标题", "Title", fuzzy=True)
    assert edition(fuzzy).text == ARTICLE
    assert edition(fuzzy, use_fuzzy=True).text.startswith("# Title\n")
    assert edition(fuzzy).diagnostics == ()


def test_the_rules_decide_what_is_a_unit() -> None:
    text = "```\n注释\n```\n"
    comment = Entry("注释", "comment")
    assert edition(comment, text=text).text == "```\ncomment\n```\n"
    assert edition(comment, text=text, rules=SegmentRules(code="never")).text == text


@given(st.lists(st.sampled_from(["标题", "第一段。", "引文。"]), unique=True), st.booleans())
def test_a_translation_that_says_the_same_changes_nothing(msgids: list[str], fuzzy: bool) -> None:
    entries = [Entry(msgid, msgid, fuzzy=fuzzy) for msgid in msgids]
    assert edition(*entries, use_fuzzy=True) == Edition(ARTICLE)


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("msgstr", "reason"),
    [
        ("<script>alert(1)</script>", ""),
        ("[here](javascript:alert(1))", ""),
        ("a\x07b", "it has the control character U+0007"),
        ("a \u202e b", "it has the directional override U+202E"),
        ("{{ secrets }}", ""),
        (" \n ", "it is blank"),
        ("x" * 1_000_001, "it is longer than 1000000 characters"),
    ],
    ids=["html", "scheme", "control", "override", "template", "blank", "long"],
)
def test_a_dangerous_translation_is_refused_and_the_source_stands(msgstr: str, reason: str) -> None:
    built = edition(Entry("标题", "Title"), Entry("引文。", msgstr, line=7))
    assert built.text == "# Title\n\n第一段。\n\n> 引文。\n\n第一段。\n"
    (diagnostic,) = built.diagnostics
    assert diagnostic.code == "refused-translation"
    assert diagnostic.severity is Severity.ERROR
    said = render(diagnostic.message, language="en")
    assert said.startswith("this translation is not used: ")
    assert said.endswith(reason)


def test_a_refusal_names_the_catalog_and_the_line_of_the_entry() -> None:
    po = 'msgid "标题"\nmsgstr "<b>"\n\n#, no-wrap\nmsgid "引文。"\nmsgstr "<i>"\n'
    catalog = parse(po, path=PATH)
    built = translate(segment(ARTICLE, "articles/a.md"), catalog, RULES)
    places = [d.position for d in built.diagnostics]
    assert [(p.path, p.line, p.text) for p in places if p] == [
        (PATH, 1, "标题"),
        (PATH, 5, "引文。"),
    ]


def test_a_unit_that_stands_twice_is_refused_once() -> None:
    assert len(edition(Entry("第一段。", "<b>")).diagnostics) == 1


def test_a_long_msgid_is_shown_in_part_and_on_one_line() -> None:
    text = f"{'很长' * 80}  \n第二行\n"
    msgid = segment(text).units[0].msgid
    (diagnostic,) = edition(Entry(msgid, "<b>"), text=text).diagnostics
    position = diagnostic.position
    assert position is not None
    assert position.text == "很长" * 50 + "…"
    assert position.length == 100


def test_a_refused_translation_costs_the_others_nothing() -> None:
    built = edition(Entry("标题", "<b>"), Entry("第一段。", "First."), Entry("引文。", "Quoted."))
    assert built.text == "# 标题\n\nFirst.\n\n> Quoted.\n\nFirst.\n"


def test_a_fuzzy_translation_that_is_not_used_is_not_refused_either() -> None:
    assert edition(Entry("标题", "<b>", fuzzy=True)).diagnostics == ()
    assert len(edition(Entry("标题", "<b>", fuzzy=True), use_fuzzy=True).diagnostics) == 1
