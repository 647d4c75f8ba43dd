"""The catalogs of the program are fit for a release: nothing missing, fuzzy, obsolete or wrong."""

from __future__ import annotations

import ast
import string
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from i18n.tool import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[2] / "src" / "essaytrans"


@pytest.fixture(scope="module")
def found() -> list[str]:
    return list(messages.check(PACKAGE).problems)


@pytest.mark.parametrize("language", sorted(messages.COMPLETE))
def test_a_language_that_we_promise_is_complete(found: list[str], language: str) -> None:
    assert (PACKAGE / "locale" / language).is_dir()
    assert [problem for problem in found if f"/locale/{language}/" in problem] == []


def test_the_template_and_the_other_languages_are_up_to_date(found: list[str]) -> None:
    assert [problem for problem in found if "out of date" in problem] == []


@dataclass(frozen=True)
class Sentence:
    """A call of `msg` or `nmsg`."""

    place: str
    templates: tuple[object, ...]
    """What stands where the templates should; None for anything but a literal."""
    given: frozenset[str | None]
    """Names of the fields given; None for `**fields`, which cannot be looked into."""


def _sentences() -> Iterator[Sentence]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in {"msg", "nmsg"}:
                count, given = (1, set[str | None]()) if name == "msg" else (2, {"number"})
                yield Sentence(
                    f"{path.relative_to(PACKAGE)}:{node.lineno}",
                    tuple(getattr(argument, "value", None) for argument in node.args[:count]),
                    frozenset(given | {keyword.arg for keyword in node.keywords}),
                )


def test_every_sentence_is_a_literal_so_that_it_can_be_extracted() -> None:
    assert [
        sentence.place
        for sentence in _sentences()
        if not all(isinstance(template, str) and template for template in sentence.templates)
    ] == []


def test_a_sentence_that_is_given_fields_is_given_all_of_them() -> None:
    wrong = []
    for sentence in _sentences():
        needed = {
            name
            for template in sentence.templates
            for _, name, _, _ in string.Formatter().parse(str(template))
            if name is not None
        }
        if sentence.given and None not in sentence.given and not needed <= sentence.given:
            wrong.append(sentence.place)
    assert wrong == []
