"""Code spans that a translation lacks."""

from __future__ import annotations

import pytest

from checks.markup import messages
from essaytrans.checks.code import check


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("用 `git` 和 `git`", "with `git`", id="once is enough"),
        pytest.param("用 `` a`b `` 吧", "take ``a`b``", id="other backticks"),
        pytest.param("用 `a` 吧", "take `a.b`", id="part of another"),
        pytest.param("用 `git` 吧", "take <code>git</code>", id="element"),
        pytest.param("写 `你好` 吧", "write `hello`", id="Han"),
        pytest.param("没有", "none `x`", id="only new"),
        pytest.param(r"没有 \`x\`", "none", id="escaped"),
    ],
)
def test_code_that_is_still_there_is_well(source: str, target: str) -> None:
    assert messages(check, source, target) == []


def test_code_that_is_lost_or_no_longer_marked_is_named() -> None:
    assert messages(check, "`a1` `b2` `` c`3 ``", "`b2` a1") == [
        "the translation lacks `a1`, `` c`3 ``"
    ]
