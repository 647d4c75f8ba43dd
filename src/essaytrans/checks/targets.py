"""Targets: links of the translation to a heading or a file that is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.checks.inline_parts import pointed_at
from essaytrans.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.finding import Check
    from essaytrans.checks.pair import Pair
    from essaytrans.model import Message

__all__ = ["NAME", "Leads", "targets_check"]

NAME: Final = "targets"

Leads = Callable[[str, bool], bool | None]
"""Tells whether a target of a built article leads somewhere; None where nobody can know. It is also
told whether the source has the same target."""


def targets_check(leads: Leads) -> Check:
    """Make the check of what is known of an article's surroundings."""

    def check(pair: Pair) -> Iterator[Finding]:
        if not pair.is_markdown or not _may_point(pair.target):
            return
        source: set[str] | None = None
        for one in pointed_at(pair.target, pair.target_pieces):
            if one.place.scheme or one.place.host or not one.linked:
                continue
            if source is None:
                source = {other.written for other in pointed_at(pair.source, pair.source_pieces)}
            copied = one.written in source
            if leads(one.written, copied) is False:
                hint = _COPIED if copied else _CHOSEN
                yield Finding(NAME, _nowhere(one.written), hint, one.start, one.length)

    return check


def _nowhere(target: str) -> Message:
    return msg("the link to {target} leads nowhere", target=target)


_COPIED: Final = msg(
    "name the heading as it is translated, or let the links follow it with [links] in the"
    " configuration"
)
_CHOSEN: Final = msg("see where it is to lead, or copy it from the source")


def _may_point(text: str) -> bool:
    return "](" in text or "<" in text
