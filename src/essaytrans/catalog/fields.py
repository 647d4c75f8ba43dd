"""The fields of a header: their order, and the text that a PO file makes of them.

The order is the one that Poedit and msgmerge give a header: the fields of a gettext template first,
all others behind them as they were found. Others are not sorted, because Poedit takes its
`X-Poedit-SearchPath-…` out and appends it again whenever it saves.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["HEADER_KEY", "complete", "read_fields", "write_fields"]

HEADER_KEY: Final = (None, "")
"""The key of the entry that is no message but the header."""

_KNOWN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Project-Id-Version": "",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "",
    }
)
"""The fields of a gettext template in its order, with what each holds until somebody says more."""

_FIELD: Final = re.compile(r"([A-Za-z0-9_-]+): ?(.*)")


def complete(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Put the known fields first, each of them present, and the others behind them as they came."""
    values = {**_KNOWN, **dict(fields)}
    if "" in values:
        values[""] = values.pop("")
    return tuple(values.items())


def read_fields(text: str) -> tuple[tuple[str, str], ...]:
    r"""Read the msgstr of a header into names and values, names unique.

    Lines that are no field, or repeat a name, are kept too: joined by `\n` under the empty name,
    which comes last.
    """
    values: dict[str, str] = {}
    odd: list[str] = []
    for line in text.split("\n"):
        field = _FIELD.fullmatch(line)
        if field is not None and field[1] not in values:
            values[field[1]] = field[2]
        elif line:
            odd.append(line)
    if odd:
        values[""] = "\n".join(odd)
    return tuple(values.items())


def write_fields(fields: tuple[tuple[str, str], ...]) -> str:
    """Write the msgstr of a header; the twin of `read_fields`."""
    return "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in fields)
