"""Which old entry a new one takes its translation from.

Only equal texts are matched here. Following texts that were edited, cut in two or joined has its
place here too: it works on the sequence of entries, after equal ones are out of the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Entry

__all__ = ["match"]


def match(template: Sequence[Entry], old: Sequence[Entry]) -> dict[int, int]:
    """Pair entries of a template with entries of a catalog.

    First by context and msgid, then by msgid alone (a changed context changes no meaning that a
    translator saw); entries in use before obsolete ones.

    Args:
        template: what the catalog shall have, in order.
        old: what it has, in order, obsolete ones too.

    Returns:
        Positions in `template` to positions in `old`, each position of either at most once.
    """
    order = sorted(range(len(old)), key=lambda index: (old[index].obsolete, not old[index].msgstr))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for exact in (True, False):
        known: dict[tuple[str | None, str] | str, list[int]] = {}
        for index in order:
            if index not in taken:
                known.setdefault(old[index].key if exact else old[index].msgid, []).append(index)
        for position, entry in enumerate(template):
            if position in pairs:
                continue
            candidates = known.get(entry.key if exact else entry.msgid)
            if candidates:
                pairs[position] = candidates.pop(0)
                taken.add(pairs[position])
    return pairs
