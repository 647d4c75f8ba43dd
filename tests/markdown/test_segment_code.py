"""Code and math: units if there is Han in them, or never, or always."""

from __future__ import annotations

import pytest

from essaytrans.model import SegmentRules
from markdown.reading import codes, translate, units

HAN, NEVER, ALWAYS = (SegmentRules(code=code) for code in ("han", "never", "always"))

CODE = {
    "a fence": ("```js\n// 码\nx\n```\n", ("// 码\nx", "// 码", "x")),
    "tildes": ("~~~\n码\n~~~\n", ("码",)),
    "a longer fence": ("````\n```\n码\n````\n", ("```\n码", "```", "码")),
    "a fence that is not closed": ("```\n码\n二", ("码\n二", "码", "二")),
    "an indented fence": ("  ```\n    码\n 二\n  ```\n", ("码\n二", "码", "二")),
    "blank lines inside": ("```\n\n码\n\n二\n\n```\n", ("码\n\n二", "码", "", "二")),
    "an indent inside": ("```\nif 甲:\n    乙\n```\n", ("if 甲:\n    乙", "if 甲:", "    乙")),
    "an indented block": ("    码\n\n      二\n", ("码\n\n  二", "码", "", "  二")),
    "a block indented by a tab": ("\t码\n", ("码",)),
    "a fence in an item": ("- ```\n  码\n    二\n  ```\n", ("码\n  二", "码", "  二")),
    "a fence in a quote": ("> ```\n> 码\n>   二\n> ```\n", ("码\n  二", "码", "  二")),
    "a block in an item": ("- x\n\n      码\n", ("码",)),
}


@pytest.mark.parametrize(("text", "unit"), CODE.values(), ids=CODE)
def test_code_with_han_is_one_unit_of_its_lines(text: str, unit: tuple[str, ...]) -> None:
    assert ("code", *unit) in units(text, HAN)
    assert ("code", *unit) in units(text, ALWAYS)
    assert not any(found[0] == "code" for found in units(text, NEVER))
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "always"),
    [
        ("```\nx = 1\n```\n", ["x = 1"]),
        ("    x = 1\n", ["x = 1"]),
        ("```\n\n \n```\n", []),
        ("```\n```\n", []),
        ("$$\n甲 = 1\n$$\n", []),
        ("$$ 甲 = 1 $$\n", []),
    ],
)
def test_code_without_han_is_a_unit_only_if_all_code_is_and_math_never(
    text: str, always: list[str]
) -> None:
    assert units(text, HAN) == []
    assert [unit[1] for unit in units(text, ALWAYS)] == always


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("设 $x_甲$ 为\n", [("paragraph", "设 $x_甲$ 为")]),
        ("$x_甲$\n", []),
        ("价格 $5 和 $6\n", [("paragraph", "价格 $5 和 $6")]),
        ("前\n\n$$\n甲\n$$\n后\n", [("paragraph", "前"), ("paragraph", "后")]),
    ],
)
def test_math_in_a_sentence_is_part_of_it(text: str, found: list[tuple[str, ...]]) -> None:
    assert units(text) == found


@pytest.mark.parametrize(
    ("text", "translation", "built"),
    [
        pytest.param(
            "```\n码\n    二\n```\n", "a\n  b\n\nc", "```\na\n  b\n\nc\n```\n", id="a fence"
        ),
        pytest.param(
            "```\n    // 码\nx()\n```\n",
            "// code\nx()",
            "```\n    // code\nx()\n```\n",
            id="a first line that is indented more",
        ),
        pytest.param("     码\n    x\n", "a\nx", "     a\n    x\n", id="likewise in a block"),
        pytest.param("    码\n", "a\n\n  b", "    a\n\n      b\n", id="a block"),
        pytest.param("\t码\n", "a\nb", "\ta\n\tb\n", id="a tab"),
        pytest.param("> ```\n> 码\n> ```\n", "a\n\nb", "> ```\n> a\n>\n> b\n> ```\n", id="a quote"),
        pytest.param(">-     码\n", "a\nb", ">-     a\n>       b\n", id="a quote without a blank"),
        pytest.param("- ```\n  码\n  ```\n", "a\nb", "- ```\n  a\n  b\n  ```\n", id="an item"),
        pytest.param("```\r\n码\r\n```\r\n", "a\nb", "```\r\na\r\nb\r\n```\r\n", id="CRLF"),
        pytest.param(
            "```\n码\n```\n",
            "<b> *a* [b](c) # 1.",
            "```\n<b> *a* [b](c) # 1.\n```\n",
            id="no escapes",
        ),
    ],
)
def test_lines_of_code_keep_their_margin(text: str, translation: str, built: str) -> None:
    assert translate(text, translation) == built
