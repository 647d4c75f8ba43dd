"""Those who translated, in the front matter of a built article: named, or the article as it was."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from catalog.strategies import msgstrs
from essaytrans.catalog.header import make_header
from essaytrans.editions import Edition, translate
from essaytrans.editions.credits import with_credits
from essaytrans.i18n import render
from essaytrans.markdown import segment
from essaytrans.model import Catalog, Entry, SegmentRules, Severity

KEY = "translators"
RULES = SegmentRules()
HEADER = make_header(
    language="en", plural_forms="", source_language="zh-Hans", project="tea", rules=1
)


def named(text: str, *names: str) -> str | None:
    return with_credits(text, names or ("王小明", "Ann"), KEY)


# --- where the names go -----------------------------------------------------------------------

PLACES = {
    "yaml": (
        "---\ntitle: a\n---\nbody\n",
        '---\ntitle: a\ntranslators: ["王小明", "Ann"]\n---\nbody\n',
    ),
    "yaml that ends with full stops": (
        "---\ntitle: a\n...\n",
        '---\ntitle: a\ntranslators: ["王小明", "Ann"]\n...\n',
    ),
    "yaml without a last line break": (
        "---\ntitle: a\n---",
        '---\ntitle: a\ntranslators: ["王小明", "Ann"]\n---',
    ),
    "CRLF and a byte order mark": (
        "\ufeff---\r\ntitle: a\r\n---\r\nbody\r\n",
        '\ufeff---\r\ntitle: a\r\ntranslators: ["王小明", "Ann"]\r\n---\r\nbody\r\n',
    ),
    "below a block scalar that keeps its blank lines": (
        "---\na: |+\n  b\n\n---\n",
        '---\na: |+\n  b\n\ntranslators: ["王小明", "Ann"]\n---\n',
    ),
    "indented yaml": (
        "---\n# c\n  a: 1\n  b: 2\n---\n",
        '---\n# c\n  a: 1\n  b: 2\n  translators: ["王小明", "Ann"]\n---\n',
    ),
    "a key of that name further in": (
        "---\na:\n  translators: x\n---\n",
        '---\na:\n  translators: x\ntranslators: ["王小明", "Ann"]\n---\n',
    ),
    "toml": ("+++\nt = 1\n+++\nb", '+++\nt = 1\ntranslators = ["王小明", "Ann"]\n+++\nb'),
    "toml with tables": (
        "+++\nt = '''\n[x]\n'''\n[a.b]\ny = [\n[1],\n]\n+++\n",
        "+++\nt = '''\n[x]\n'''\ntranslators = [\"王小明\", \"Ann\"]\n[a.b]\ny = [\n[1],\n]\n+++\n",
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_the_names_go_onto_a_line_of_their_own(case: str) -> None:
    before, after = PLACES[case]
    assert named(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "body\n",
        "",
        "---\ntext\n---\n",
        "---\n---\n",
        "---\ntitle: [\n---\n",
        "---\ntranslators: [x]\n---\n",
        "---\ntranslators:\n---\n",
        "---\nTranslators: x\n---\n",
        "+++\nt = 1\ntranslators = []\n+++\n",
        "+++\nt = 1\n[translators]\nx = 1\n+++\n",
        "+++\nt = \n+++\n",
    ],
)
def test_an_article_without_front_matter_or_with_the_key_stays_as_it_is(text: str) -> None:
    assert named(text) == text


def test_without_a_name_nothing_is_added() -> None:
    text = "---\ntitle: a\n---\n"
    assert with_credits(text, [], KEY) == text
    assert with_credits(text, ["{{}}", "<>", " "], KEY) == text


def test_a_person_is_named_once() -> None:
    assert named("---\na: 1\n---\n", "Ann", "Bo", "Ann<>") == (
        '---\na: 1\ntranslators: ["Ann", "Bo"]\n---\n'
    )


def test_front_matter_into_which_no_line_fits_is_left_alone() -> None:
    assert named("---\n{a: 1}\n---\n") is None
    assert named("---\na: 1\n  # c\n---\n") is not None


# --- names of strangers -----------------------------------------------------------------------

HOSTILE = [
    "x\n---\n<script>alert(1)</script>",
    '"]: ',
    '"]\nevil: true\n["',
    "{{ .Site }}",
    "{% include x %}",
    "{{< ref >}}",
    "<% exec %>",
    "{#",
    "\\",
    '\\"',
    "'",
    "# x",
    "+++",
    "&a *b !c",
    "\u2028\u0085",
    "\x07",
    "\ufffe",
    "\U0001f375茶",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["yaml", "toml"])
def test_no_name_breaks_the_front_matter_or_brings_anything_into_it(name: str, form: str) -> None:
    text = "---\ntitle: a\n---\nbody\n" if form == "yaml" else '+++\ntitle = "a"\n+++\nbody\n'
    built = named(text, name, "Ann")
    if built is None:  # a character that YAML or TOML does not have
        assert not name.isprintable()
        return
    inner = built.split(text[:3])[1]
    read = yaml.safe_load(inner) if form == "yaml" else tomllib.loads(inner)
    assert set(read) == {"title", KEY}
    assert read["title"] == "a"
    assert read[KEY][-1] == "Ann"
    assert not set("{}<>") & set(built)
    assert built.endswith("body\n")
    assert built.count("\n") == text.count("\n") + 1


@given(st.lists(msgstrs, min_size=1, max_size=3), st.sampled_from(["---", "+++"]))
def test_whatever_the_names_the_rest_of_the_article_stays(names: list[str], fence: str) -> None:
    text = f"{fence}\n{'a: 1' if fence == '---' else 'a = 1'}\n{fence}\n\nbody\n"
    built = with_credits(text, names, KEY)
    if built is not None and built != text:
        lines = built.split("\n")
        assert [*lines[:2], *lines[3:]] == text.split("\n")
        assert lines[2].startswith(KEY)


# --- in an edition ----------------------------------------------------------------------------

ARTICLE = "---\ntitle: 茶\n---\n\n第一段。\n"


def catalog(*entries: Entry, last: str = "Ann <a@b.org>") -> Catalog:
    header = tuple((n, last if n == "Last-Translator" else value) for n, value in HEADER)
    return Catalog(header, entries, ("王小明, 2025.",) if last else (), path="locales/en/a.po")


def edition(found: Catalog, *, text: str = ARTICLE, key: str = KEY) -> Edition:
    return translate(segment(text, "articles/a.md", RULES), found, RULES, credits_key=key)


def test_an_article_of_which_something_is_translated_names_those_who_did_it() -> None:
    built = edition(catalog(Entry("第一段。", "First.")))
    assert built == Edition('---\ntitle: 茶\ntranslators: ["王小明", "Ann"]\n---\n\nFirst.\n')


@pytest.mark.parametrize(
    "found",
    [
        catalog(),
        catalog(Entry("第一段。", "First.", fuzzy=True)),
        catalog(Entry("第一段。", "First.", obsolete=True)),
        catalog(Entry("第一段。", "First."), last=""),
    ],
    ids=["untranslated", "fuzzy", "obsolete", "nobody"],
)
def test_where_nothing_is_translated_or_nobody_known_nothing_is_added(found: Catalog) -> None:
    assert KEY not in edition(found).text
    assert edition(found).diagnostics == ()


def test_a_translation_that_is_refused_is_nobodys() -> None:
    built = edition(catalog(Entry("第一段。", "<b>First</b>.")))
    assert (built.text, built.refused) == (ARTICLE, 1)


def test_nobody_is_named_unless_that_is_asked_for() -> None:
    assert edition(catalog(Entry("第一段。", "First.")), key="").text == (
        ARTICLE.replace("第一段。", "First.")
    )


def test_where_the_names_do_not_fit_they_are_left_out_and_that_is_said() -> None:
    text = ARTICLE.replace("title: 茶", "{title: 茶}")
    built = edition(catalog(Entry("第一段。", "First.")), text=text)
    assert built.text == text.replace("第一段。", "First.")
    (problem,) = built.diagnostics
    assert (problem.severity, problem.code) == (Severity.WARNING, "credits-left-out")
    assert "locales/en/a.po" in render(problem.message, language="en")
    assert built.refused == 0
    assert replace(built, diagnostics=()) == edition(
        catalog(Entry("第一段。", "First."), last=""), text=text
    )
