"""Every code that the program can say has a place in `docs/diagnostics.md`, and nothing else has.

The codes are read off the source: those of `Diagnostic(severity, code, …)`, those given to a function
of ours that has a parameter `code`, such as `Reader.error(code, …)`, and those written into JSON as
`{"code": …}`.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "essaytrans").rglob("*.py"))
PAGE = ROOT / "docs" / "diagnostics.md"

PARAMETER = "code"


def functions() -> dict[str, int]:
    """Where the code stands among the arguments of each function that takes one, from 0."""
    places = {"Diagnostic": 1}
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                if PARAMETER in names:
                    bound = names[0] == "self"
                    places[node.name] = names.index(PARAMETER) - bound
    return places


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def arguments() -> Iterator[tuple[str, ast.expr]]:
    """What the source gives as a code, with the place where it does."""
    places = functions()
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            name = function.id if isinstance(function, ast.Name) else name
            if name not in places:
                continue
            named = [word.value for word in node.keywords if word.arg == PARAMETER]
            given = named or node.args[places[name] : places[name] + 1]
            assert given, f"{path}:{node.lineno}: {name} is called without a code"
            yield f"{path.relative_to(ROOT)}:{node.lineno}", given[0]


def written_into_json() -> Iterator[ast.expr]:
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == PARAMETER:
                        yield value


def codes() -> set[str]:
    given = [*(value for _, value in arguments()), *written_into_json()]
    return {
        value.value
        for value in given
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }


def headings() -> list[str]:
    return re.findall(r"^### `(.+)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_codes_are_written_out_where_they_are_given_or_handed_on() -> None:
    hidden = {
        place
        for place, value in arguments()
        if not isinstance(value, ast.Constant)
        and not (isinstance(value, ast.Name) and value.id == PARAMETER)
    }
    assert hidden == set()


def test_codes_are_in_kebab_case() -> None:
    assert {code for code in codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)} == set()


def test_every_code_has_a_heading_and_every_heading_a_code() -> None:
    assert set(headings()) == codes()


def test_no_code_has_two_headings() -> None:
    assert len(headings()) == len(set(headings()))


def test_the_search_finds_codes_that_are_given_in_each_way() -> None:
    directly, by_a_helper, by_a_method = "no-configuration", "file-missing", "too-deep"
    into_json = "usage"
    assert {directly, by_a_helper, by_a_method, into_json} <= codes()
