"""A volunteer's text brings nothing into a page: catalog, build, renderer, and what a browser sees.

Each text of the collection is put into each place by its catalog, like any translation. What is
built is rendered by several programs, and compared with the article that nobody translated.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cli.kit import spawn
from commands.kit import Project, codes
from essaytrans.markdown.guard import rebuild
from essaytrans.markdown.segment import segment
from security.attacks import FAMILIES, FIELDS, PLACES
from security.renderers import RENDERERS, MissingError, render, sections
from security.trials import ATTACKS, EVERYWHERE, make_project, send

if TYPE_CHECKING:
    from pathlib import Path

    from security.trials import Trials

_INLINE = re.compile(
    r"</?(?:em|strong|code|del|s)>|<a(?: href| title)*>|<img(?: src| alt| title)*>|<br>|</a>"
)
"""What Markdown makes inside a paragraph, addresses being harmless: that is the translator's own."""
_BARE = re.compile(r"</?(?:p|hr|pre)>")
"""What Python-Markdown and mistune make, beyond CommonMark, of a text over several lines."""
_TEMPLATE = re.compile(
    r"\{\{|\{%|\{#|<%|\}\}|%\}|#\}|%>|-+8<-+|<<<|@\[|@include|\[!include", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufffe\uffff]")


# --- pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_comes_into_a_page(place: str, renderer: str, trials: Trials) -> None:
    """No element, attribute, scheme, handler or comment; and nothing goes on into other blocks."""
    articles = trials.of(place)
    try:
        pages = render(
            renderer, [text for trial in articles for text in (trial.source, trial.built)]
        )
    except MissingError:
        pytest.skip(f"{renderer} is not installed")
    grown: dict[str, list[str]] = {}
    for source, built in zip(pages[::2], pages[1::2], strict=True):
        before, after = sections(source), sections(built)
        assert list(after) == list(before)
        for border, known in before.items():
            if more := _growth(known, after[border], renderer):
                grown[_name(border)] = more
    assert grown == {}


def _growth(known: list[str], found: list[str], renderer: str) -> list[str]:
    more = [seen for seen in Counter(found) - Counter(known) if not _INLINE.fullmatch(seen)]
    strict = renderer in {"markdown-it-py", "cmark-gfm"}
    return [seen for seen in more if strict or not _BARE.fullmatch(seen)]


def _name(border: str) -> str:
    return list(ATTACKS)[int(border)] if border.isdecimal() else border


@pytest.mark.parametrize("place", EVERYWHERE)
def test_no_template_tag_and_no_control_character_comes_into_a_file(
    place: str, trials: Trials
) -> None:
    for trial in trials.of(place):
        tags = Counter(_TEMPLATE.findall(trial.built)) - Counter(_TEMPLATE.findall(trial.source))
        assert tags == Counter()
        assert _CONTROL.findall(trial.built) == []


# --- front matter -----------------------------------------------------------------------------


@pytest.mark.parametrize("place", FIELDS)
def test_front_matter_has_the_same_keys_and_kinds(place: str, trials: Trials) -> None:
    for trial in trials.of(place):
        before, after = _data(trial.source), _data(trial.built)
        assert list(after) == list(before)
        assert after["title"] == "Harmless"
        assert after.get("layout") == before.get("layout")
        for known, found in zip(before["items"], after["items"], strict=True):
            assert list(found) == list(known)
            assert found["x"] == known["x"]
            assert type(found["name"]) is str


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_text_of_front_matter_is_harmless_in_a_page(renderer: str, trials: Trials) -> None:
    """Themes show titles, and some let Markdown and HTML in them through."""
    articles = [_data(trial.built)["items"] for trial in trials.of("plain")]
    texts = [item["name"] for items in articles for item in items]
    shown = [f"##### {number:04}\n\n<p>{text}</p>\n\n" for number, text in enumerate(texts)]
    try:
        pages = render(renderer, shown)
    except MissingError:
        pytest.skip(f"{renderer} is not installed")
    seen = {text: sections(page) for text, page in zip(texts, pages, strict=True)}
    acting = re.compile(r"<script|<!--|<\?|<[^>]* on\w+=|=[a-z-]+:>")
    found = {
        text: one for text, by in seen.items() for one in chain(*by.values()) if acting.search(one)
    }
    assert found == {}


def _data(text: str) -> dict[str, Any]:
    fence = text[:3]
    inner, end = text[4:].split(f"\n{fence}\n", 1)
    assert end == "\n后\n"
    data: dict[str, Any] = tomllib.loads(inner) if fence == "+++" else yaml.safe_load(inner)
    return data


@pytest.mark.parametrize("text", ["template: evil.html", "a_b-1: evil", "evil:\nlayout: evil"])
def test_the_first_paragraph_is_no_front_matter(text: str, tmp_path: Path) -> None:
    """Python-Markdown's `meta`, and MkDocs by it, read keys at the top of an article."""
    project = make_project(tmp_path)
    project.write("articles/first.md", "原文\n\n后\n")
    project.extract("first")
    send(project, "first", {"原文": text})
    project.build("first")
    built = project.read("build/en/first.md")
    assert not re.match(r" {0,3}[A-Za-z0-9_-]+:", built)
    assert built.startswith(f"&#{ord(text[0])};{text[1:4]}")


# --- what is written --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ("原文", "[a]\n[a]: javascript:x", "[a]\\\n\\[a]: javascript:x"),
        ("原文", "*[a]: x", "\\*[a]: x"),
        ("原文", "a\n: b", "a\\\n&#58; b"),
        ("# 原文", "a\\", "# a\\\\"),
        ('<img alt="原文" src="/x">', "[a](/x y=z)", '<img alt="&#91;a](/x y=z)" src="/x">'),
        ("<p>原文</p>", "a&#58b", "<p>a&amp;#58b</p>"),
        ("原文", "\\<img src=x onerror=alert(1)>", None),
        ("原文", "`\n<video onerror=alert(1)>\n`", None),
        ("原文", "ftp://evil.example", None),
        ("原文", "XMPP:evil@evil.example", None),
        ("原文", "evil^[evil]", None),
        ("| 原文 |\n|---|", "[TOC]", None),
        ("原文", "@INCLUDE(/etc/passwd)", None),
    ],
)
def test_what_only_some_renderers_read_is_escaped_or_refused(
    source: str, text: str, written: str | None
) -> None:
    document = segment(f"前\n\n{source}\n")
    number = next(n for n, unit in enumerate(document.units) if "原文" in unit.msgid)
    texts = [text if n == number else None for n in range(len(document.units))]
    built = rebuild(document, texts)
    assert built.text == f"前\n\n{source if written is None else written}\n"
    assert (built.refusals != ()) is (written is None)


# --- elsewhere --------------------------------------------------------------------------------


def test_files_elsewhere_are_as_they_were(trials: Trials) -> None:
    trials.of("paragraph")
    (root,) = trials.around.glob(f"project-{list(EVERYWHERE).index('paragraph')}")
    assert (trials.around / "precious").read_text("utf-8") == "precious"
    assert all(path.name.startswith(("precious", "project-")) for path in trials.around.iterdir())
    kept = {".essaytrans", "articles", "build", "essaytrans.toml", "locales"}
    assert {path.name for path in root.iterdir()} == kept


def test_a_catalog_with_a_null_is_not_read(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.article("a", "原文")
    project.extract()
    send(project, "a", {"原文": "evil"})
    project.write("locales/en/a.po", project.read("locales/en/a.po").replace("evil", "ev\0il"))
    assert codes(project.build().diagnostics) == ["po-syntax"]
    assert not project.exists("build/en/a.md")


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nothing_acts_on_a_terminal(options: tuple[str, ...], tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.configure("en")
    texts = [*FAMILIES["characters"].values(), *FAMILIES["templates"].values()]
    units = [f"原文{number}" for number in range(len(texts))]
    project.article("a", *units)
    project.extract()
    send(project, "a", dict(zip(units, texts, strict=True)))
    run = spawn("build", *options, cwd=project.root)
    assert run.code == 1
    assert "refused-translation" in run.out + run.err
    assert (
        re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", run.out + run.err)
        == []
    )
