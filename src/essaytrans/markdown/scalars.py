"""The scalars of YAML, TOML and JSON, as they are written and as they are meant.

Spans of flow scalars and TOML strings include their quotation marks, so that a text that needs
other ones can have them; block scalars have one span a line, after the indent.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from essaytrans.language.han import join_lines
from essaytrans.model import Codec, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["DECODERS", "ENCODERS", "is_plain_text"]


def _fold(text: str) -> str:
    """Fold the lines of a flow scalar (YAML 1.2.2, 6.5): a blank line is a newline."""
    return _fold_lines([line.strip(" \t") for line in text.split("\n")])


def _fold_lines(lines: Sequence[str]) -> str:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([])
    return "\n".join(join_lines(lines) if lines else "" for lines in paragraphs).strip()


def _decode_plain(texts: Sequence[str]) -> str:
    return _fold(texts[0])


def _decode_single(texts: Sequence[str]) -> str:
    return _fold(texts[0][1:-1].replace("''", "'"))


def _decode_double(texts: Sequence[str]) -> str:
    import yaml  # noqa: PLC0415 - only articles with front matter pay for it

    return str(yaml.safe_load(texts[0])).strip()


def _decode_literal(texts: Sequence[str]) -> str:
    return "\n".join(texts).strip()


def _decode_folded(texts: Sequence[str]) -> str:
    return _fold_lines([text.strip(" \t") for text in texts])


def _encode_plain(unit: Unit, raw: str, text: str) -> str:
    return text if _stays_plain(text) else _encode_double(unit, raw, text)


def _stays_plain(text: str) -> bool:
    """Whether YAML reads the bare text back as this very string, in a block and in a list."""
    if is_plain_text(text):
        return True
    if "\n" in text or "\r" in text or "\t" in text or not text:
        return False
    import yaml  # noqa: PLC0415 - see `_decode_double`

    try:
        loaded = yaml.safe_load(f"k: {text}\nl: [{text}, {text}]\n")
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return False  # a date that is none raises ValueError, a thousand brackets the last
    return bool(loaded == {"k": text, "l": [text, text]}) and text not in _YAML_1_2_WORDS


def is_plain_text(written: str) -> bool:
    """Whether a scalar is nothing but text to any reader of YAML, quoted or not.

    It begins with a letter and has a blank or Han in it, so it is no number, date or truth value, and
    it has none of the characters that mean something to YAML. There is no need to ask a parser.
    """
    if written[:1] in ("'", '"') and written[-1:] == written[:1]:
        written = written[1:-1]
    return _plain_text().fullmatch(written) is not None


@cache
def _plain_text() -> re.Pattern[str]:
    han = "\u3400-\u4dbf\u4e00-\u9fff"
    inner = rf"A-Za-z0-9{han}，。、！？；：《》（）—…·._()/+%?~"
    words = rf"[A-Za-z{han}](?:[{inner} \-]*[{inner}\-])?"
    return re.compile(rf"(?=[^ ]+ |[^{han}]*[{han}]){words}")


# What a reader of YAML 1.2's core schema or of an older library takes for something else than text
# although PyYAML does not.
_YAML_1_2_WORDS = frozenset(("y", "Y", "n", "N", "=", "<<", ".nan", ".inf", "-.inf"))


def _encode_single(unit: Unit, raw: str, text: str) -> str:
    if "\n" in text or "\t" in text:
        return _encode_double(unit, raw, text)
    return "'" + text.replace("'", "''") + "'"


def _encode_double(_unit: Unit, _raw: str, text: str) -> str:
    return '"' + _escape(text) + '"'


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _encode_literal(unit: Unit, _raw: str, text: str) -> str:
    blank = unit.continuation.rstrip(" \t")
    lines = [line.rstrip() for line in text.split("\n")]
    return lines[0] + "".join((unit.continuation + line if line else blank) for line in lines[1:])


def _encode_folded(unit: Unit, _raw: str, text: str) -> str:
    written = ""
    for number, line in enumerate(text.split("\n")):
        if number:
            written += unit.continuation.rstrip(" \t") + (unit.continuation if line.strip() else "")
        written += line.strip()
    return written


# --- TOML ------------------------------------------------------------------------------------


def _decode_toml(texts: Sequence[str]) -> str:
    return str(tomllib.loads("k = " + texts[0])["k"]).strip()


def _encode_basic(_unit: Unit, _raw: str, text: str) -> str:
    return '"' + _escape(text) + '"'


def _encode_toml_literal(unit: Unit, raw: str, text: str) -> str:
    if "'" in text or "\n" in text:
        return _encode_basic(unit, raw, text)
    return "'" + text + "'"


def _encode_basic_lines(unit: Unit, raw: str, text: str) -> str:
    if "+++" in text:
        return _encode_basic(unit, raw, text)  # on a line of its own it would end the block
    inner = text.rstrip('"')
    last = '\\"' * (len(text) - len(inner))
    text = inner.replace("\\", "\\\\").replace('"""', '""\\"') + last
    return '"""' + _first_break(raw) + text + '"""'


def _encode_literal_lines(unit: Unit, raw: str, text: str) -> str:
    if "'''" in text or text.endswith("'") or "+++" in text:
        return _encode_basic_lines(unit, raw, text)
    return "'''" + _first_break(raw) + text + "'''"


def _first_break(raw: str) -> str:
    """Return the line break that TOML drops right after the opening quotation marks, if any."""
    found = re.match(r"\r?\n", raw[3:])
    return found.group() if found else ""


# --- JSON ------------------------------------------------------------------------------------


def _decode_json(texts: Sequence[str]) -> str:
    return str(json.loads(texts[0])).strip()


def _encode_json(_unit: Unit, _raw: str, text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


DECODERS: dict[Codec, Callable[[Sequence[str]], str]] = {
    Codec.YAML_PLAIN: _decode_plain,
    Codec.YAML_SINGLE: _decode_single,
    Codec.YAML_DOUBLE: _decode_double,
    Codec.YAML_LITERAL: _decode_literal,
    Codec.YAML_FOLDED: _decode_folded,
    Codec.TOML_BASIC: _decode_toml,
    Codec.TOML_LITERAL: _decode_toml,
    Codec.TOML_BASIC_LINES: _decode_toml,
    Codec.TOML_LITERAL_LINES: _decode_toml,
    Codec.JSON: _decode_json,
}
ENCODERS: dict[Codec, Callable[[Unit, str, str], str]] = {
    Codec.YAML_PLAIN: _encode_plain,
    Codec.YAML_SINGLE: _encode_single,
    Codec.YAML_DOUBLE: _encode_double,
    Codec.YAML_LITERAL: _encode_literal,
    Codec.YAML_FOLDED: _encode_folded,
    Codec.TOML_BASIC: _encode_basic,
    Codec.TOML_LITERAL: _encode_toml_literal,
    Codec.TOML_BASIC_LINES: _encode_basic_lines,
    Codec.TOML_LITERAL_LINES: _encode_literal_lines,
    Codec.JSON: _encode_json,
}
