"""Merging the headers of two catalogs: fields, credits, flags."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from essaytrans.catalog.credits import credited, joined_credits
from essaytrans.catalog.fields import complete
from essaytrans.follow.merge_lines import merge_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Catalog

__all__ = ["merge_header"]

_DATE: Final = "PO-Revision-Date"
_PERSON: Final = "Last-Translator"
_REVISION: Final = (_DATE, _PERSON)
_PROOFREAD: Final = ("X-Essaytrans-Proofread-By", "X-Essaytrans-Proofread-State")
"""Who has read what: the one without the other would say that somebody read what another did."""
_NEVER: Final = datetime.min.replace(tzinfo=UTC)

_T = TypeVar("_T")
_Fields = dict[str, str]
_Values = tuple[str | None, ...]


def merge_header(base: Catalog, ours: Catalog, theirs: Catalog) -> Catalog:
    """Merge what stands above the entries, three ways; the entries are ours.

    A field that both changed is ours. Date and translator go together: those of the later date,
    and the other translator is credited. Credits are merged by their lines, and the years of a
    person that both have credited stand in one.

    Args:
        base: what both come from; an empty catalog if that is not known.
        ours: the one side, whose order of fields and path the result has.
        theirs: the other side.
    """
    # a field that a tool left out says as little as an empty one
    sides = [dict(complete(side.header)) for side in (base, ours, theirs)]
    before, mine, other = sides
    fields = {name: _one(*(side.get(name) for side in sides)) for name in (*mine, *other)}
    fields.update(zip(_PROOFREAD, _one(*_values(sides, _PROOFREAD)), strict=True))
    merged = replace(
        ours,
        header_comments=_credits(base, ours, theirs),
        header_extracted_comments=merge_lines(
            base.header_extracted_comments,
            ours.header_extracted_comments,
            theirs.header_extracted_comments,
        ),
        header_flags=_one(base.header_flags, ours.header_flags, theirs.header_flags),
    )
    if _both_changed(*_values(sides, _REVISION)):
        later, earlier = (
            (other, mine) if _time(other[_DATE]) > _time(mine[_DATE]) else (mine, other)
        )
        fields[_DATE] = later[_DATE]
        fields[_PERSON] = later[_PERSON] or earlier[_PERSON]
        if earlier[_PERSON] not in {before.get(_PERSON), fields[_PERSON]}:
            merged = _crediting(merged, earlier)
    else:
        fields.update(zip(_REVISION, _one(*_values(sides, _REVISION)), strict=True))
    kept = [(name, value) for name, value in fields.items() if value is not None]
    return replace(merged, header=complete(kept))


def _one(base: _T, ours: _T, theirs: _T) -> _T:
    """Return what one side changed; ours if both did."""
    return ours if ours != base else theirs


def _values(sides: Sequence[_Fields], names: tuple[str, ...]) -> list[_Values]:
    return [tuple(side.get(name) for name in names) for side in sides]


def _both_changed(base: _Values, ours: _Values, theirs: _Values) -> bool:
    return len({base, ours, theirs}) == len((base, ours, theirs))


def _credits(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[str, ...]:
    old = ours.header_comments
    merged = merge_lines(base.header_comments, old, theirs.header_comments)
    if merged in {old, theirs.header_comments}:
        return merged
    united = tuple(line for line in merged if line in old)
    for line in merged[len(united) :]:
        is_person = bool(joined_credits((), (line,)))
        united = joined_credits(united, (line,)) if is_person else (*united, line)
    return united


def _crediting(catalog: Catalog, fields: _Fields) -> Catalog:
    """Write somebody into the credits who is not the last translator any more."""
    named = credited(replace(catalog, header=tuple(fields.items())))
    return replace(catalog, header_comments=named.header_comments)


def _time(date: str) -> datetime:
    """Read a date of gettext's form; one that is none, or is missing, was before all others."""
    try:
        return datetime.strptime(date.strip(), "%Y-%m-%d %H:%M%z")
    except ValueError:
        return _NEVER
