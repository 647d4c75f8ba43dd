"""The page for volunteers: in their language, whole in itself, and nothing in it from strangers."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from essaytrans.editions.instructions import Enclosed, instructions

TEA = Enclosed("2026/tea", "2026-tea.en.po", "2026-tea.md")


class _Tags(HTMLParser):
    """What a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(language: str = "en", *, project: str = "文集", enclosed: Enclosed = TEA) -> str:
    return instructions([enclosed], project=project, language=language)


def test_it_says_what_is_in_the_archive_and_how_to_go_on() -> None:
    text = _Tags(page()).text
    for said in (
        "how to translate 文集 into English",
        "2026-tea.en.po",
        "2026-tea.md",
        "what you translate: 2026/tea",
        "switch off View › Show Warnings",
        "send back the .po file and nothing else",
        "leave empty what you are not sure of",
        "Needs Work",
        "Purge Deleted Translations",
        "[…](https://example.org/a)",
        "[^1]",
    ):
        assert said in text


def test_it_is_well_formed_and_needs_nothing_beside_it() -> None:
    tags = _Tags(page())
    assert tags.open == []
    named = {tag for tag, _ in tags.seen}
    assert not named & {"script", "link", "img", "iframe", "form", "a", "object"}
    assert not {name for _, attributes in tags.seen for name in attributes} & {"src", "href"}
    assert "url(" not in page()
    assert "default-src 'none'" in page()


@pytest.mark.parametrize(
    ("language", "spoken", "direction"),
    [
        ("en", "en", "ltr"),
        ("zh-TW", "zh-TW", "ltr"),
        ("ar", "ar", "rtl"),
        ("en-x-pirate", "en", "ltr"),
        ("ky", "en", "ltr"),
        ("art-x-elvish", "en", "ltr"),
        ("he", "en", "ltr"),
    ],
)
def test_it_speaks_the_language_or_else_english(language: str, spoken: str, direction: str) -> None:
    assert f'<html lang="{spoken}" dir="{direction}">' in page(language)


def test_names_of_strangers_are_escaped() -> None:
    wild = "<script>alert(1)</script>&\"'\ue000"
    made = page(project=wild, enclosed=Enclosed(wild, f"{wild}.po", f"{wild}.md"))
    assert "script" not in {tag for tag, _ in _Tags(made).seen}
    assert _Tags(made).open == []
    assert made.count("<bdi>") == 2


def test_the_configuration_may_name_the_language() -> None:
    made = instructions([TEA], project="x", language="art-x-elvish", name="Elvish")
    assert "into Elvish" in _Tags(made).text
