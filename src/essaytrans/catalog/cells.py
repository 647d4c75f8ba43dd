"""Cells of a table that no spreadsheet takes for formulas.

A cell that begins with `=`, `+`, `-`, `@` or a tab would be a formula to a spreadsheet, and the file
of a stranger could run one. So an apostrophe is written before it, which is taken off again.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["neutral", "restored"]

_FORMULA: Final = re.compile(r"\A(?='*[=+\-@\t\r＝＋－＠])")
_NEUTRAL: Final = re.compile(r"\A'(?='*[=+\-@\t\r＝＋－＠])")


def neutral(cell: str) -> str:
    """Write an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """Take the apostrophe of `neutral` off."""
    return _NEUTRAL.sub("", cell) if cell[:1] == "'" else cell
