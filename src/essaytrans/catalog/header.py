"""The header of a catalog: what the program says in it, and what it leaves to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.catalog.fields import complete

if TYPE_CHECKING:
    from essaytrans.model import Catalog

__all__ = ["SENT_STATE", "field", "make_header", "update_header", "with_field"]

SENT_STATE: Final = "X-Essaytrans-State"
"""The field that only a catalog has which was sent to somebody: the state that it was in, by the name
that git has for its bytes."""

_PLACEHOLDERS: Final = frozenset(
    {
        "PACKAGE VERSION",
        "YEAR-MO-DA HO:MI+ZONE",
        "FULL NAME <EMAIL@ADDRESS>",
        "LANGUAGE <LL@li.org>",
        "nplurals=INTEGER; plural=EXPRESSION;",
    }
)
"""What xgettext writes into a template for somebody to fill in: as good as nothing."""

_OURS: Final = frozenset(
    {
        "Language",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "X-Essaytrans-Rules",
        "X-Source-Language",
    }
)
"""Fields that say how the program works: what was found gives way."""

_CONFIGURED: Final = frozenset({"Project-Id-Version", "Report-Msgid-Bugs-To"})
"""Fields that the configuration decides where it says anything, as a template does in msgmerge."""


def make_header(
    *,
    language: str,
    plural_forms: str,
    source_language: str,
    project: str,
    team: str = "",
    bugs: str = "",
    rules: int,
) -> tuple[tuple[str, str], ...]:
    """Make the header of a new catalog, every field present and the dates empty.

    Args:
        language: the catalog's language as PO headers spell it (`zh_TW`, `art@elvish`); empty in a
            template.
        plural_forms: the whole value, such as `nplurals=2; plural=(n != 1);`.
        source_language: the language of the articles as Poedit understands it (`zh-Hans`).
        project: the project's name.
        team: the name and address of the language's team.
        bugs: where a volunteer reports a fault of the source text.
        rules: the version of the extraction rules, from 1.
    """
    return complete(
        (
            ("Project-Id-Version", project),
            ("Report-Msgid-Bugs-To", bugs),
            ("Language-Team", team),
            ("Language", language),
            ("Plural-Forms", plural_forms),
            ("X-Essaytrans-Rules", str(rules)),
            ("X-Generator", "essaytrans"),
            ("X-Source-Language", source_language),
        )
    )


def update_header(
    found: tuple[tuple[str, str], ...], made: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Bring the header of an existing catalog up to date with one made just now.

    What people and their tools put there stays: persons, teams, dates, the generator, plural
    forms, unknown fields. Only what was sent has the state that it was sent in. Where there is nothing to bring up to date, `found` comes back equal.

    Args:
        found: the header as it was read.
        made: what `make_header` gives.
    """
    values = dict(found)
    names = list(values)
    for name, value in made:
        before = values.get(name, "")
        if name not in values:
            names.insert(_place(name, names), name)
        settled = name in _OURS or (name in _CONFIGURED and value)
        values[name] = value if settled or _is_blank(before) else before
    return complete((name, values[name]) for name in names if name != SENT_STATE)


def field(catalog: Catalog, name: str) -> str | None:
    """Return the value of a header field without white space at its edges, None if it is absent."""
    return next((value.strip() for found, value in catalog.header if found == name), None)


def with_field(
    header: tuple[tuple[str, str], ...], name: str, value: str | None
) -> tuple[tuple[str, str], ...]:
    """Set a field where it stands, or take it out.

    Args:
        header: the fields; all others stay as they are, where they are.
        name: the field; a new one goes to its place in the alphabet of the `X-` fields.
        value: one line; None to take the field out.
    """
    if value is None:
        return tuple(item for item in header if item[0] != name)
    values = dict(header)
    names = list(values)
    if name not in values:
        names.insert(_place(name, names), name)
    values[name] = value
    return tuple((each, values[each]) for each in names)


def _is_blank(value: str) -> bool:
    return not value.strip() or value in _PLACEHOLDERS


def _place(name: str, names: list[str]) -> int:
    """Find where a new field goes: an `X-` field by the alphabet, so that ours stand sorted."""
    later = (i for i, other in enumerate(names) if other.startswith("X-") and other > name)
    return next(later, len(names)) if name.startswith("X-") else len(names)
