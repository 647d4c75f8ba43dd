"""Who works on a translation, and who has read it: fields of a catalog's header.

Poedit and Weblate keep fields that they do not know, so what is said here comes back with the
catalog. Each field has a name and nothing else. That a translation was read holds for what it said
then: a digest of its texts stands beside the name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.header import field, with_field
from essaytrans.catalog.names import clean_name

if TYPE_CHECKING:
    from essaytrans.model import Catalog

__all__ = ["Claims", "claimed", "proofread", "read_claims"]

_CLAIMED_BY: Final = "X-Essaytrans-Claimed-By"
_PROOFREAD_BY: Final = "X-Essaytrans-Proofread-By"
_PROOFREAD_STATE: Final = "X-Essaytrans-Proofread-State"


@dataclass(frozen=True, slots=True)
class Claims:
    """What the header of a catalog says of people who are not its translators, or not yet."""

    claimed_by: str | None = None
    """Who works on it."""
    proofread_by: str | None = None
    """Who read it besides those who translated it."""
    proofread_current: bool = False
    """Whether it says what it said then."""


def read_claims(catalog: Catalog) -> Claims:
    """Read who works on a catalog, and who has read it."""
    reader = _name(catalog, _PROOFREAD_BY)
    state = field(catalog, _PROOFREAD_STATE) if reader else None
    return Claims(
        claimed_by=_name(catalog, _CLAIMED_BY),
        proofread_by=reader,
        proofread_current=bool(state) and state == _state(catalog),
    )


def claimed(catalog: Catalog, by: str | None) -> Catalog:
    """Say in the header who works on a catalog; nobody if that is None.

    Args:
        catalog: the catalog.
        by: a name, as `clean_name` gives it.
    """
    return replace(catalog, header=with_field(catalog.header, _CLAIMED_BY, by))


def proofread(catalog: Catalog, by: str | None) -> Catalog:
    """Say in the header who has read a catalog, as it is now; nobody if that is None.

    Args:
        catalog: the catalog.
        by: a name, as `clean_name` gives it.
    """
    header = with_field(catalog.header, _PROOFREAD_BY, by)
    state = None if by is None else _state(catalog)
    return replace(catalog, header=with_field(header, _PROOFREAD_STATE, state))


def _name(catalog: Catalog, name: str) -> str | None:
    said = field(catalog, name)
    return (clean_name(said) or None) if said else None


def _state(catalog: Catalog) -> str:
    """Return a digest of what a catalog translates, and how, as far as that is confirmed.

    The order of the entries is not in it: a paragraph that moved reads as it did.
    """
    import json  # noqa: PLC0415 - few catalogs were proofread
    from hashlib import blake2b  # noqa: PLC0415 - as above, and it loads OpenSSL

    texts = sorted(
        json.dumps(
            [
                entry.msgctxt,
                entry.msgid,
                [] if entry.fuzzy else [entry.msgstr, *entry.msgstr_plural],
            ]
        )
        for entry in catalog.entries
        if not entry.obsolete
    )
    return blake2b("\n".join(texts).encode(), digest_size=16).hexdigest()
