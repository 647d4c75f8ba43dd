"""Chinese punctuation in a translation into a language that has its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.checks.script import HAN, writing
from essaytrans.i18n import msg
from essaytrans.language.han import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.pair import Pair

__all__ = ["EAST_ASIAN", "NAME", "check"]

NAME: Final = "full-width"

EAST_ASIAN: Final = HAN | {
    *("Bopo", "Hang", "Hira", "Hrkt", "Kana", "Kore", "Mong", "Nshu", "Tang", "Tibt", "Yiii")
}
"""Scripts that are set with full-width punctuation, or with some of it."""

# full-width letters and digits too; “ ” ‘ ’ — … are everybody's
_FULL_WIDTH: Final = re.compile(
    "[\u3001\u3002\u3008-\u3011\u3014-\u301b\u301d-\u301f\uff01-\uff5e\uff61-\uff64\uffe5]"
)
_OPENING: Final = frozenset("“‘\"'«‹„‚([*_")
_CLOSING: Final = frozenset("”’\"'»›“‘)]*_")


def check(pair: Pair) -> Iterator[Finding]:
    """Find the first full-width mark, letter or digit of a translation not written with them.

    Marks that stand in Chinese may stay, and one that stands alone between quotation marks or
    brackets and that the source has too: the text then speaks of it.
    """
    target = pair.target
    if target.isascii() or not _FULL_WIDTH.search(target) or pair.is_code:
        return
    script = writing(pair.language)
    if script is None or script in EAST_ASIAN:
        return
    prose = pair.target_prose()
    for found in _FULL_WIDTH.finditer(prose):
        if not _may_stay(prose, found.start(), pair.source):
            yield Finding(
                NAME,
                msg("“{mark}” is Chinese punctuation", mark=found[0])
                if not found[0].isalnum()
                else msg("“{mark}” is a full-width character", mark=found[0]),
                msg("write what the language of the translation has in its place"),
                found.start(),
            )
            return


def _may_stay(text: str, at: int, source: str) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before in _OPENING and after in _CLOSING:
        return text[at] in source
    return any(char and _is_chinese(char) for char in (before, after))


def _is_chinese(char: str) -> bool:
    """Whether a neighbour is a Han character, kana or the like, not a mark of the same kind."""
    return is_cjk(char) and not _FULL_WIDTH.match(char)
