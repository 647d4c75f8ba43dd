"""The checks that there are: documented, configurable, and each doing something."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.examples import Section, pair, sections, usual
from essaytrans import checks
from essaytrans.checks.registry import GLOSSARY, LENGTH, RULES, TARGETS, load
from essaytrans.checks.review import review
from essaytrans.i18n import render
from essaytrans.model import Entry, Severity
from essaytrans.project.config import CHECKS

SECTIONS = {section.name: section for section in sections()}
ON = {rule.name: rule.severity or Severity.INFO for rule in RULES}


def test_the_registry_the_configuration_and_the_page_have_the_same_checks() -> None:
    names = [rule.name for rule in RULES]
    assert list(CHECKS) == names
    assert [section.name for section in sections()] == names


def test_every_name_is_there_once() -> None:
    assert len(set(CHECKS)) == len(CHECKS)


def test_the_page_says_what_a_check_weighs() -> None:
    weights = {rule.name: rule.severity.value if rule.severity else "off" for rule in RULES}
    assert {section.name: section.weight for section in sections()} == weights


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS.keys())
def test_an_example_of_the_page_is_told_as_the_page_says(section: Section) -> None:
    bad = pair(section.entry)
    found = [
        said
        for said in review([*usual(), bad], ON, section.glossary, section.leads)
        if said.pair is bad and said.finding.check == section.name
    ]
    assert section.said == "".join(
        f"{'note' if severity is Severity.INFO else severity}: {render(finding.message)}"
        f" [{finding.check}]\n→ {render(finding.hint) if finding.hint else ''}\n"
        for _, finding, severity in found
    )


GOOD = {
    "a sentence": Entry("好茶。", "Good tea."),
    "a number that begins a line": Entry("1949年。", "1949. A year."),
    "links that change places": Entry(
        "[甲](https://a.example/)和[乙](b.md)。", "[B](b.md) and [A](https://a.example/)."
    ),
    "markup of all kinds": Entry(
        "**重**`x` ![图](a.png) [^1] [甲][a] <kbd>键</kbd>。",
        "**Heavy** `x` ![a picture](a.png) [^1] [a][a] <kbd>key</kbd>.",
    ),
    "a number": Entry("有105万人。", "There are 1.05 million people."),
    "a quotation": Entry("他说“好”。", "He said “good”."),
}


@pytest.mark.parametrize("entry", GOOD.values(), ids=GOOD.keys())
def test_no_check_has_anything_to_say_of_a_good_translation(entry: Entry) -> None:
    assert list(review([*usual(), pair(entry)], ON)) == []


def test_every_check_of_one_pair_is_loaded_from_a_module_beside_the_registry() -> None:
    folder = Path(checks.__file__).parent
    for rule in RULES:
        assert (folder / f"{rule.module}.py").is_file()
        if rule.name not in (GLOSSARY, LENGTH, TARGETS):
            assert list(load(rule)(pair(Entry("好茶。", "Good tea.")))) == []
