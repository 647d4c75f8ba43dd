r"""How a text is written between quotation marks in a PO file, and read back.

`quote` and `unescape` are twins: the pieces that `quote` makes give the text back when they are
joined and unescaped. The escapes are those of GNU gettext (its `po-lex.c` and `write-po.c`).
"""

from __future__ import annotations

import re
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["EscapeError", "quote", "unescape"]

_NAMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "a": "\a",
        "b": "\b",
        "f": "\f",
        "n": "\n",
        "r": "\r",
        "t": "\t",
        "v": "\v",
        "\\": "\\",
        '"': '"',
    }
)
_NAMES: Final = MappingProxyType({character: f"\\{name}" for name, character in _NAMED.items()})

_CONTROL: Final = re.compile(r"[\a\b\f\r\t\v]")
_ESCAPE: Final = re.compile(
    r"""\\ (?: (?P<name>["\\abfnrtv])
             | (?P<bytes> (?: [0-7]{1,3} | x[0-9A-Fa-f]+ ) (?: \\[0-7]{1,3} | \\x[0-9A-Fa-f]+ )* )
             | .? )""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER: Final = re.compile(r"([0-7]{1,3})|x([0-9A-Fa-f]+)")

_NEVER: Final = frozenset({0, 4})
"""Bytes with a meaning of their own in compiled catalogs: the end of a string, and what parts
msgctxt from msgid. gettext takes neither as text."""


class EscapeError(ValueError):
    """An escape that PO does not have; `start` and `end` say where in the written string."""

    def __init__(self, written: str, start: int, end: int) -> None:
        super().__init__(written[start:end])
        self.start = start
        self.end = end


def quote(text: str, *, mark: str = "") -> str:
    r"""Write a text with its quotation marks.

    As msgcat does for a message that must not be wrapped, it is broken after each `\n` and nowhere
    else, and begins with an empty string if there is more than one piece.

    Args:
        text: what to write.
        mark: what every line but the first begins with (`#~ `).
    """
    written = text.replace("\\", "\\\\") if "\\" in text else text
    if '"' in written:
        written = written.replace('"', '\\"')
    if text.isprintable():
        return f'"{written}"'
    if not written.replace("\n", "").isprintable():
        written = _CONTROL.sub(_escaped, written)
    end = "\\n" if written.endswith("\n") else ""
    written = written.removesuffix("\n")
    if "\n" not in written:
        return f'"{written}{end}"'
    lines = written.replace("\n", f'\\n"\n{mark}"')
    return f'""\n{mark}"{lines}{end}"'


def unescape(written: str) -> str:
    r"""Read what stands between quotation marks.

    Numbers stand for bytes of UTF-8, as gettext has them: `\344\270\255` is 中; a hexadecimal
    number goes on as long as there are digits, and only its last eight bits count.

    Raises:
        EscapeError: an escape has no meaning, or its bytes are no text in UTF-8.
    """
    if "\\" not in written:
        return written
    if "\\\\" not in written:
        text = written.replace("\\n", "\n").replace('\\"', '"')
        if "\\" not in text:
            return text
    return _ESCAPE.sub(_unescaper(written), written)


def _escaped(match: re.Match[str]) -> str:
    return _NAMES[match[0]]


def _unescaper(written: str) -> Callable[[re.Match[str]], str]:
    def unescaped(match: re.Match[str]) -> str:
        if (name := match["name"]) is not None:
            return _NAMED[name]
        if (numbers := match["bytes"]) is not None:
            found = bytes(map(_byte, _NUMBER.finditer(numbers)))
            if not _NEVER.intersection(found):
                with suppress(UnicodeDecodeError):
                    return found.decode()
        raise EscapeError(written, match.start(), match.end())

    return unescaped


def _byte(match: re.Match[str]) -> int:
    octal, hexadecimal = match.groups()
    return (int(octal, 8) if octal else int(hexadecimal, 16)) & 0xFF
