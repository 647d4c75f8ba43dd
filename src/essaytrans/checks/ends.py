"""Whether a translation ends, and quotes, as its source does.

Good translations often do otherwise, with quotations above all: off unless somebody asks for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.i18n import msg, nmsg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.pair import Pair

__all__ = ["END", "QUOTES", "check_end", "check_quotes"]

END: Final = "end-punctuation"
QUOTES: Final = "quotation-marks"

_CLOSING: Final = "”’\"'»›“‘」』》〉)）]］】*_~` \n\u00a0\u202f"
"""What may follow the last mark of a sentence, markup included; German closes with “ and ‘."""
_KINDS: Final = {
    **dict.fromkeys(".。．।॥۔։።။።᠃", "stop"),
    **dict.fromkeys("?？؟;;՞፧", "question"),
    **dict.fromkeys("!！՜", "exclamation"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys("…⋯", "ellipsis"),
}

_QUOTES: Final = re.compile(r"[“”„‟«»「」『』＂\"]")
_PAIR: Final = 2


def check_end(pair: Pair) -> Iterator[Finding]:
    """Find a translation that ends in another kind of mark than its source, or in none."""
    if pair.is_code:
        return
    wanted, kind = _end(pair.source, pair.source_language), _end(pair.target, pair.language)
    if wanted != kind:
        bare = pair.target.rstrip(_CLOSING)
        yield Finding(
            END,
            msg("it does not end in the same kind of mark as the source"),
            msg("compare how the two end"),
            max(len(bare) - 1, 0),
        )


def _end(text: str, language: str) -> str:
    bare = text.rstrip(_CLOSING)
    if bare.endswith(("...", "。。。")):
        return "ellipsis"
    if bare.endswith(";") and not language.startswith(("el", "grc")):
        return ""
    return _KINDS.get(bare[-1:], "")


def check_quotes(pair: Pair) -> Iterator[Finding]:
    """Find a translation with more quotations than its source, or fewer."""
    if pair.is_code:
        return
    wanted, number = _quotations(pair.source_prose()), _quotations(pair.target_prose())
    if wanted != number:
        yield Finding(
            QUOTES,
            nmsg(
                "it has {number} quotation, the source {wanted}",
                "it has {number} quotations, the source {wanted}",
                number,
                wanted=wanted,
            ),
            msg("see whether a quotation mark is missing, or too many"),
        )


def _quotations(text: str) -> int:
    return (len(_QUOTES.findall(text)) + 1) // _PAIR
