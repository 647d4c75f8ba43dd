"""A TOML file read key by key, with every problem noted where it stands.

Nothing here raises: a wrong value is noted and its default taken, so that all problems of a file
are told at once.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from essaytrans.i18n import listing, msg
from essaytrans.language.tags import parse_tag
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.places import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from essaytrans.model import Message
    from essaytrans.tomlscan import Key

__all__ = ["Reader", "near", "parse"]

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, line ends, and those that reorder text: they would end up in file headers."""
_WHOLE: Final = 100
"""Per cent that are all."""
_AT: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_CONTROL_CHARACTER: Final = msg("a line end or a control character must not stand here")
# What the standard library says of wrong TOML, by the beginnings of its sentences (Python 3.11).
_SYNTAX: Final = {
    # Translators: a reason behind “this is not TOML: ”; TOML is the format of the configuration. A
    # table is a part of it, below [name].
    "Cannot declare": msg("a table is written twice"),
    "Cannot overwrite": msg("a key is written twice"),
    "Duplicate": msg("a key is written twice"),
    "Expected '='": msg("a key needs “=” and a value"),
    # Translators: a reason behind “this is not TOML: ”; TOML is the format of the configuration.
    "Expected ']": msg("a “]” is missing"),
    "Expected newline": msg("there is something after the value"),
    "Expected \"'''\"": msg("the quotation marks are not closed"),
    "Found invalid": _CONTROL_CHARACTER,
    "Illegal character": _CONTROL_CHARACTER,
    "Invalid initial character": msg("a key is missing, or needs quotation marks"),
    "Invalid statement": msg("this is neither a [table] nor a key"),
    "Invalid value": msg("there is no value, or a text without quotation marks"),
    "Unclosed array": msg("a “]” is missing"),
    # Translators: a reason behind “this is not TOML: ”; TOML is the format of the configuration.
    # The two braces of the English text come out as one.
    "Unclosed inline": msg("a “}}” is missing"),
    # Translators: a reason behind “this is not TOML: ”; TOML is the format of the configuration. An
    # escape is such as \n.
    "Unescaped '\\'": msg("a “\\” begins an escape that TOML does not have"),
    "Unterminated string": msg("the quotation marks are not closed"),
}


def parse(text: str, path: str) -> Mapping[str, Any]:
    """Read TOML.

    Args:
        text: the file's content, without a byte order mark.
        path: the file's name for the error.

    Raises:
        EssaytransError: `config-syntax`, with the place.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
    except RecursionError:
        # Translators: a reason behind “this is not TOML: ”; TOML is the format of the
        # configuration. “It” is the file.
        raise EssaytransError(_syntax(Position(path), msg("it is nested too deeply"))) from None
    match = _AT.search(said)
    lines = text.replace("\r\n", "\n").split("\n")
    line = int(match[1]) if match and match[1] else len(lines)
    column = int(match[2]) if match and match[2] else len(lines[-1]) + 1
    position = Position(path, line, column, lines[line - 1])
    known = (told for words, told in _SYNTAX.items() if said.startswith(words))
    raise EssaytransError(_syntax(position, next(known, None)))


def _syntax(position: Position, because: Message | None) -> Diagnostic:
    """Make the diagnostic for text that is not TOML."""
    message = msg("this is not TOML")
    if because:
        message = msg("this is not TOML: {reason}", reason=because)
    hint = msg("see https://toml.io/ for how it is written")
    return Diagnostic(Severity.ERROR, "config-syntax", message, hint, position)


def near(word: str, known: Iterable[str]) -> Message | None:
    """Suggest the word that was probably meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for an error

    close = get_close_matches(word, list(known), n=1)
    return msg("did you mean “{word}”?", word=close[0]) if close else None


class Reader:
    """Gives out values of the right type and collects what is wrong with the others."""

    def __init__(self, text: str, path: str) -> None:
        """Read the text.

        Raises:
            EssaytransError: `config-syntax`.
        """
        self._text = text
        self._path = path
        self._data = parse(text, path)
        self.problems: list[Diagnostic] = []
        """In the order found."""

    def error(
        self, code: str, key: Key, message: Message, hint: Message | None = None, within: str = ""
    ) -> None:
        """Note a problem with a key, or with a part of its value that stands on the same line."""
        self._note(Diagnostic(Severity.ERROR, code, message, hint), key, within)

    def table(
        self,
        key: Key,
        known: Collection[str] | None = None,
        elsewhere: Mapping[str, str] | None = None,
    ) -> Mapping[str, Any]:
        """Return a table, empty if it is missing, and note keys that do not belong in it.

        Args:
            key: the table.
            known: the keys that belong in it; any do if not given.
            elsewhere: the tables that other keys belong in, for a hint.
        """
        value = self._get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            # Translators: put into “{key} must be {wanted}”. A table is a part of the configuration
            # (TOML).
            self._wrong_type(key, msg("a table, as in [{key}]", key=_dotted(key)))
            return {}
        if known is not None:
            for name in value:
                if name not in known:
                    self._unknown((*key, name), known, elsewhere or {})
        return value

    def tables(self, key: Key) -> int:
        """Return how many tables an array of tables has; 0 if it is missing, or something else."""
        value = self._get(key)
        if value is None:
            return 0
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            # Translators: put into “{key} must be {wanted}”. A table is a part of the configuration
            # (TOML), which stands below its name in two pairs of brackets.
            self._wrong_type(key, msg("a table, as in [[{key}]]", key=_dotted(key)))
            return 0
        return len(value)

    def text(self, key: Key, default: str) -> str:
        """Return a text of one line that is not empty."""
        value = self._get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            # Translators: put into “{key} must be {wanted}”.
            self._wrong_type(key, msg("a text in quotation marks"))
            return default
        return value if self._sound(key, value) else default

    def texts(self, key: Key, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return an array of such texts; what is wrong with an item is noted, and it left out."""
        value = self._get(key)
        if value is None:
            return default
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            # Translators: put into “{key} must be {wanted}”. An array is a list in square brackets
            # (TOML).
            self._wrong_type(key, msg('an array of texts, as in ["a", "b"]'))
            return default
        return tuple(item for number, item in enumerate(value) if self._sound((*key, number), item))

    def flag(self, key: Key, default: bool) -> bool:
        """Return a truth value."""
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        # Translators: put into “{key} must be {wanted}”; the two words are TOML and stay.
        self._wrong_type(key, msg("true or false, without quotation marks"))
        return default

    def percent(self, key: Key) -> float | None:
        """Return a number of per cent as a share, 0 to 1; None if there is none."""
        value = self._get(key)
        if value is None:
            return None
        # what is true or false is a number to Python, and a NaN lies between no two
        if isinstance(value, bool) or not isinstance(value, int | float):
            # Translators: put into “{key} must be {wanted}”.
            self._wrong_type(key, msg("a number, from 0 to 100"))
            return None
        if not 0 <= value <= _WHOLE:
            message = msg("{value} is no number of per cent", value=value)
            self.error("config-value", key, message, msg("write a number from 0 to 100"))
            return None
        return value / _WHOLE

    def choice(self, key: Key, options: Collection[str], default: str) -> str:
        """Return a text that is one of a few."""
        value = self.text(key, default)
        if value in options or value == default:
            return value
        # Translators: “it” is the value of a key of the configuration; {options} are all it may
        # have.
        hint = near(value, options) or msg("it may be: {options}", options=listing(options))
        self.error(
            "config-value",
            key,
            # Translators: a key of the configuration; the hint says which values it may have.
            msg("“{value}” is not among the values of this key", value=value),
            hint,
        )
        return default

    def tag(self, key: Key, value: str) -> str | None:
        """Return a language tag, normalised; None, with the problem noted, if it is none."""
        try:
            return parse_tag(value)
        except EssaytransError as error:
            for diagnostic in error.diagnostics:
                self._note(diagnostic, key)
            return None

    def _get(self, key: Key) -> Any:
        """Return the value at a key as TOML has it, None if it or a table on the way is missing."""
        value: Any = self._data
        for name in key:
            if isinstance(value, list) and isinstance(name, int):
                value = value[name]
            else:
                value = value.get(name) if isinstance(value, dict) else None
        return value

    def _sound(self, key: Key, value: str) -> bool:
        """Tell whether a text is one line and not empty, and note it if not."""
        if not value.strip():
            self.error("config-value", key, msg("{key} is empty", key=_dotted(key)))
            return False
        if match := _CONTROL.search(value):
            character = f"U+{ord(match[0]):04X}"
            message = msg(
                "{key} has a control character, {character}", key=_dotted(key), character=character
            )
            # Translators: “it” is a text in the configuration.
            self.error("config-value", key, message, msg("write it as one line of plain text"))
            return False
        return True

    def _wrong_type(self, key: Key, wanted: Message) -> None:
        # Translators: {key} is a key of the configuration (project.languages), {wanted} one of “a
        # table, as in …”, “a text in quotation marks”, “an array of texts, as in …”.
        message = msg("{key} must be {wanted}", key=_dotted(key), wanted=wanted)
        self.error("config-type", key, message)

    def _unknown(self, key: Key, known: Collection[str], elsewhere: Mapping[str, str]) -> None:
        name = str(key[-1])
        message = msg("there is no key {key}", key=_dotted(key))
        # Translators: a hint: {keys} are the keys that this part of the configuration may have.
        hint = near(name, known) or msg("known here: {keys}", keys=listing(known))
        if table := elsewhere.get(name):
            # Translators: “it” is a key of the configuration that stands in the wrong table.
            hint = msg("it belongs in [{table}]", table=table)
        self.error("config-unknown-key", key, message, hint)

    def _note(self, diagnostic: Diagnostic, key: Key, within: str = "") -> None:
        """Add a problem, at the place of its key or of the nearest table around it.

        Args:
            diagnostic: the problem.
            key: the key.
            within: what of its value is the problem; empty for all of it.
        """
        known = places(self._text)
        while key and key not in known:
            key = key[:-1]
        position = Position(self._path)
        if key:
            place = known[key]
            line = self._text.split("\n")[place.line - 1].rstrip("\r")
            column, length = place.column, place.length
            found = line.find(within, column - 1 + length) if within else -1
            if found >= 0:
                column, length = found + 1, len(within)
            position = Position(self._path, place.line, column, line, length)
        self.problems.append(replace(diagnostic, position=position))


def _dotted(key: Key) -> str:
    """Return a key as it is written in TOML: `languages.tlh.name`."""
    words = [str(name) for name in key if isinstance(name, str)]
    return ".".join(word if re.fullmatch(r"[\w-]+", word) else f'"{word}"' for word in words)
