"""Terms from TBX, of both versions and both styles; and what a stranger's file cannot do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.catalog.glossary import Glossary, Term
from essaytrans.catalog.tbx import parse_tbx, serialize_tbx
from essaytrans.model import EssaytransError, Position

VERSION_2 = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader><fileDesc><titleStmt><title>题目</title><note>不是术语的注</note></titleStmt></fileDesc></martifHeader>
  <text><body>
    <termEntry id="1">
      <descrip type="definition">从数据中
        学习</descrip>
      <langSet xml:lang="zh-CN"><tig><term>机器学习</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
      <langSet xml:lang="en">
        <tig><term>machine learning</term></tig>
        <tig><term>ML</term></tig>
      </langSet>
    </termEntry>
  </body></text>
</martif>
"""
VERSION_3 = """\
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <text><body>
    <conceptEntry id="1">
      <descrip type="definition">从数据中学习</descrip>
      <langSec xml:lang="zh-CN"><termSec><term>机器学习</term><termNote type="partOfSpeech">noun</termNote></termSec></langSec>
      <langSec xml:lang="en"><termSec><term>machine learning</term></termSec><termSec><term>ML</term></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""
BY_ELEMENTS = """\
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:basic="http://www.tbxinfo.net/ns/basic" xmlns:min="http://www.tbxinfo.net/ns/min">
  <text><body>
    <conceptEntry id="1">
      <basic:definition>从数据中学习</basic:definition>
      <langSec xml:lang="zh-CN"><termSec><term>机器学习</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
      <langSec xml:lang="en"><termSec><term>machine learning</term></termSec><termSec><term>ML</term></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""
WITH_GROUPS = VERSION_3.replace("<termSec>", "<ntig><termGrp>").replace(
    "</termSec>", "</termGrp></ntig>"
)
KINDS = {
    "version 2": (VERSION_2, "从数据中 学习"),
    "version 3": (VERSION_3, "从数据中学习"),
    "version 3 by elements": (BY_ELEMENTS, "从数据中学习"),
    "groups of version 2": (WITH_GROUPS, "从数据中学习"),
    "a prefix for all": (
        VERSION_3.replace("<", "<t:").replace("<t:/", "</t:").replace("xmlns=", "xmlns:t="),
        "从数据中学习",
    ),
}


@pytest.mark.parametrize(("text", "note"), KINDS.values(), ids=KINDS)
def test_each_kind_of_tbx_is_read(text: str, note: str) -> None:
    glossary, diagnostics = parse_tbx(text.encode(), "a.tbx", "zh-Hans")
    assert glossary.terms == (
        Term("机器学习", (("en", ("machine learning", "ML")),), "noun", note),
    )
    assert diagnostics == ()


def test_the_file_says_its_encoding() -> None:
    text = VERSION_2.replace("UTF-8", "UTF-16")
    assert parse_tbx(text.encode("utf-16"), "a.tbx", "zh-CN")[0].terms


def entry(*sections: tuple[str, str], more: str = "") -> str:
    parts = "".join(
        f'<langSec xml:lang="{tag}"><termSec><term>{term}</term>{more}</termSec></langSec>'
        for tag, term in sections
    )
    return f"<conceptEntry>{parts}</conceptEntry>"


def read(*entries: str, source: str = "zh-Hans") -> dict[str, dict[str, tuple[str, ...]]]:
    text = f"<tbx><text><body>{''.join(entries)}</body></text></tbx>"
    glossary, _ = parse_tbx(text.encode(), "a.tbx", source)
    return {term.term: dict(term.translations) for term in glossary.terms}


def test_synonyms_of_the_source_are_terms_of_their_own() -> None:
    found = read(entry(("zh", "网络"), ("zh", "网路"), ("en", "network")))
    assert found == {"网络": {"en": ("network",)}, "网路": {"en": ("network",)}}


def test_a_term_of_two_entries_has_the_translations_of_both() -> None:
    found = read(entry(("zh", "实例"), ("en", "instance")), entry(("zh", "实例"), ("en", "case")))
    assert found == {"实例": {"en": ("instance", "case")}}


def test_the_source_is_the_language_of_the_same_script() -> None:
    sections = (("zh-TW", "網路"), ("zh-CN", "网络"), ("en", "network"))
    assert list(read(entry(*sections))) == ["网络"]
    assert list(read(entry(*sections), source="zh-Hant")) == ["網路"]


def test_a_term_that_is_not_to_be_used_is_left_out() -> None:
    status = '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'
    assert read(entry(("zh", "旧词"), ("en", "old"), more=status)) == {}


def test_marks_within_a_term_are_looked_through() -> None:
    assert read(entry(("zh", "网<hi>络</hi>"), ("en", "a"))) == {"网络": {"en": ("a",)}}


def test_a_language_that_is_none_is_passed_over() -> None:
    assert read(entry(("zh", "网络"), ("!", "x"), ("", "y"))) == {"网络": {}}


def test_entries_without_the_source_language_are_counted() -> None:
    text = f"<tbx>{entry(('en', 'a'))}{entry(('en', 'b'))}</tbx>"
    glossary, (diagnostic,) = parse_tbx(text.encode(), "a.tbx", "zh-Hans")
    assert glossary.terms == ()
    assert diagnostic.message.number == 2


# --- what is refused --------------------------------------------------------------------------

ENTITIES = {
    "a file": '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>',
    "an address": '<!DOCTYPE t [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><tbx>&x;</tbx>',
    "of parameters": '<!DOCTYPE t [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><tbx/>',
    "a billion laughs": '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><tbx>&b;</tbx>',
    "harmless": '<!DOCTYPE t [<!ENTITY a "甲">]><tbx><conceptEntry>&a;</conceptEntry></tbx>',
}


@pytest.mark.parametrize("text", ENTITIES.values(), ids=ENTITIES)
def test_a_file_that_declares_entities_is_refused(text: str) -> None:
    glossary, (diagnostic,) = parse_tbx(text.encode(), "a.tbx", "zh-Hans")
    assert glossary.terms == ()
    assert "entities" in diagnostic.message.template
    assert diagnostic.position
    assert diagnostic.position.line == 1


def test_an_outer_document_type_is_not_fetched() -> None:
    text = (
        f'<!DOCTYPE tbx SYSTEM "file:///etc/passwd">\n<tbx>{entry(("zh", "甲"), ("en", "a"))}</tbx>'
    )
    glossary, diagnostics = parse_tbx(text.encode(), "a.tbx", "zh-Hans")
    assert [term.term for term in glossary.terms] == ["甲"]
    assert diagnostics == ()


BROKEN = {
    "no XML": (b"term,en\n", 1),
    "nothing": (b"", 1),
    "not closed": (b"<tbx>\n<conceptEntry>", 2),
    "an unknown encoding": (b"<?xml version='1.0' encoding='klingon'?><tbx/>", 1),
    "an encoding of several bytes": (b"<?xml version='1.0' encoding='gb18030'?><tbx/>", 1),
    "bytes that are no UTF-8": (b"<tbx>\n\xff</tbx>", 2),
    "an entity that is not declared": (b"<tbx>&nbsp;</tbx>", 1),
    "XML of another kind": (b"<html><body>\n</body></html>", None),
}


@pytest.mark.parametrize(("data", "line"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_gives_a_diagnostic_and_no_terms(data: bytes, line: int | None) -> None:
    glossary, (diagnostic,) = parse_tbx(data, "a.tbx", "zh-Hans")
    assert glossary.terms == ()
    assert diagnostic.code == "tbx"
    assert diagnostic.hint
    assert diagnostic.position
    assert diagnostic.position.line == line


def test_a_deep_file_is_read() -> None:
    deep = "<a>" * 50_000 + "</a>" * 50_000
    assert read(deep + entry(("zh", "甲"), ("en", "a"))) == {"甲": {"en": ("a",)}}


_TAGS = st.sampled_from(
    (
        *("conceptEntry", "langSec xml:lang='zh'", "langSec xml:lang='en'", "termSec", "term"),
        *("termNote type='partOfSpeech'", "descrip type='definition'", "note", "x"),
    )
)
_TREES = st.recursive(
    st.text("甲a", max_size=3),
    lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].partition(' ')[0]}>"
    ),
    max_leaves=12,
)


@given(_TREES)
def test_any_tree_can_be_read(tree: str) -> None:
    glossary, _ = parse_tbx(f"<tbx>{tree}</tbx>".encode(), "a.tbx", "zh-Hans")
    assert all(term.term for term in glossary.terms)


def test_a_concept_of_many_synonyms_costs_no_more_than_its_length() -> None:
    sections = [(tag, f"甲{number}") for number in range(20_000) for tag in ("zh", "en")]
    found = read(entry(*sections))
    assert len(found) == 20
    assert all(len(one["en"]) == 20_000 for one in found.values())


def test_a_thousand_languages_are_read_and_no_more() -> None:
    sections = (("zh", "甲"), *((f"x-a{number}", "a") for number in range(1500)))
    assert len(read(entry(*sections))["甲"]) == 999


def test_a_concept_of_many_notes_costs_no_more_than_its_length() -> None:
    notes = "".join(f"<note>{number}</note>" for number in range(50_000))
    text = f"<tbx><conceptEntry>{notes}{entry(('zh', '甲'), ('en', 'a'))[14:]}</tbx>"
    glossary, _ = parse_tbx(text.encode(), "a.tbx", "zh-Hans")
    assert glossary.terms[0].note.count(";") == 49_999


# --- writing ----------------------------------------------------------------------------------

_CELLS = st.text(st.sampled_from("甲aé&<>\"'];= 🀄"), max_size=6).map(lambda cell: cell.strip())
_CELLS = _CELLS.map(lambda cell: " ".join(cell.split()))
_WORDS = st.lists(_CELLS.filter(bool), min_size=1, max_size=3, unique=True).map(tuple)
_TERMS = st.lists(
    st.builds(
        Term,
        _CELLS.filter(bool),
        st.sampled_from(((), ("en",), ("zh-TW", "en"), ("tlh", "art-x-elvish", "zh-Hans"))).flatmap(
            lambda tags: st.tuples(*(st.tuples(st.just(tag), _WORDS) for tag in tags))
        ),
        _CELLS,
        _CELLS,
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda term: (term.term, term.part_of_speech),
)


@given(_TERMS)
def test_what_is_written_is_read_back(terms: list[Term]) -> None:
    text = serialize_tbx(Glossary(terms), "zh-CN")
    glossary, diagnostics = parse_tbx(text.encode(), "a.tbx", "zh-CN")
    assert glossary.terms == tuple(terms)
    assert diagnostics == ()


TERMS = (
    Term("机器学习", (("en", ("machine learning", "ML")), ("ja", ("機械学習",))), "noun", "R&D"),
    Term("发布", (("en", ("<release>",)),)),
)


def test_what_is_written_is_version_2_of_tbx_basic() -> None:
    text = serialize_tbx(Glossary(TERMS), "zh-CN")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX-Basic" ')
    assert (
        '      <termEntry id="t1">\n'
        "        <note>R&amp;D</note>\n"
        '        <langSet xml:lang="zh-CN">\n'
        '          <tig><term>机器学习</term><termNote type="partOfSpeech">noun</termNote></tig>\n'
        "        </langSet>\n"
        '        <langSet xml:lang="en">\n'
        "          <tig><term>machine learning</term></tig>\n"
        "          <tig><term>ML</term></tig>\n"
        "        </langSet>\n"
    ) in text


def test_translate_toolkit_reads_what_is_written() -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    store = tbx.tbxfile.parsestring(serialize_tbx(Glossary(TERMS), "zh-CN").encode())
    assert [(unit.source, unit.target) for unit in store.units] == [
        ("机器学习", "machine learning"),
        ("发布", "<release>"),
    ]


def test_a_translation_into_the_source_language_is_no_synonym() -> None:
    term = Term("茶", (("zh-CN", ("茗",)), ("en", ("tea",))))
    text = serialize_tbx(Glossary([term]), "zh-CN")
    assert "茗" not in text
    assert parse_tbx(text.encode(), "a.tbx", "zh-CN")[0].terms == (Term("茶", (("en", ("tea",)),)),)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\ufffe", "\ud800"])
@pytest.mark.parametrize("place", range(3))
def test_a_character_that_xml_cannot_have_names_the_term(place: int, character: str) -> None:
    note, word, speech = (character if place == number else "" for number in range(3))
    term = Term("茶", (("en", (f"tea{word}",)),), speech, note, line=7)
    with pytest.raises(EssaytransError) as raised:
        serialize_tbx(Glossary([term]), "zh-CN", path="glossary.csv")
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "tbx"
    assert diagnostic.position == Position("glossary.csv", 7)
    assert dict(diagnostic.message.arguments)["character"] == f"U+{ord(character):04X}"
