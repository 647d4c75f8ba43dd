"""The promises, on every example of the CommonMark specification.

`ESSAYTRANS_COMMONMARK` names its `spec.txt`.
"""

from __future__ import annotations

import re

import pytest

from essaytrans.markdown.segment import segment
from promises.kit import check_built, check_nothing_asked, check_own_words
from promises.outside import given_path, missing

_VARIABLE = "ESSAYTRANS_COMMONMARK"
_FENCE = "`" * 32
_EXAMPLE = re.compile(rf"^{_FENCE} example\n(.*?)^\.\n.*?^{_FENCE}$", re.DOTALL | re.MULTILINE)


def _examples() -> list[object]:
    path = given_path(_VARIABLE)
    if path is None:
        return []
    found = _EXAMPLE.findall(path.read_text(encoding="utf-8"))
    return [
        pytest.param(example.replace("→", "\t"), id=f"example {number}")
        for number, example in enumerate(found, 1)
    ]


EXAMPLES = _examples()
HOSTILE = (
    *("- evil", "# evil\n\n> evil", "<b>evil</b>", "| evil |\n|---|", "[evil](javascript:x)"),
    *("x\n---",),
)


def test_the_specification_is_there() -> None:
    if given_path(_VARIABLE):
        assert len(EXAMPLES) > 600
        return
    reason, fails = missing(_VARIABLE)
    if fails:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_promises_hold_for_an_example(text: str) -> None:
    for spelling in (text, text.rstrip("\n"), "\ufeff" + text.replace("\n", "\r\n")):
        document = segment(spelling)
        check_nothing_asked(document)
        check_own_words(document)
        for hostile in HOSTILE:
            check_built(document, [hostile] * len(document.units))
