"""Structure: what `build` would not publish, and line breaks that the source lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.checks import html, links
from essaytrans.checks.finding import Finding
from essaytrans.i18n import msg
from essaytrans.model import Codec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.pair import Pair
    from essaytrans.model import Message

__all__ = ["NAME", "check"]

NAME: Final = "structure"


def check(pair: Pair) -> Iterator[Finding]:
    """Say why `build` does not publish a translation, and find lines that the source lacks.

    Tags and schemes are the business of `html` and `links`; what these do not see, since only some
    renderer would, is reported here.
    """
    if pair.refusal is not None:
        if not _is_named(pair):
            yield _refused(pair.refusal)
    elif (pair.unit is None or pair.unit.codec is Codec.MARKDOWN) and (
        pair.target.strip().count("\n") > pair.source.count("\n")
    ):
        yield Finding(
            NAME,
            msg("the translation has more lines than the source"),
            msg("take out the line breaks that are not in the source: readers would see them"),
        )


def _is_named(pair: Pair) -> bool:
    return any(found.grave for other in (html, links) for found in other.check(pair))


def _refused(reason: Message) -> Finding:
    return Finding(
        NAME,
        msg("this translation is not used: {reason}", reason=reason),
        msg("the paragraph stands in the source language until the translation is mended"),
        grave=True,
    )
