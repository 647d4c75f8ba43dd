"""How text is written in each kind of place: `decode` for the volunteer, `encode` for the file.

The two are twins: `decode(codec, encode(unit, raw, text)) == text` for every text in the codec's
normal form (no white space at the ends; where a construct is one line, no newline). What cannot be
written raises `CannotWriteError`; the caller then keeps the source text.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from essaytrans.i18n import msg
from essaytrans.language.han import join_lines
from essaytrans.markdown import scalars
from essaytrans.markdown.inline import breaks_in_prose
from essaytrans.model import Codec, Message, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["CannotWriteError", "decode", "encode", "hard_breaks"]


class CannotWriteError(Exception):
    """A text that its place has no way to write; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


def decode(codec: Codec, texts: Sequence[str]) -> str:
    """Turn source text into what the volunteer sees.

    Args:
        codec: how the text is written.
        texts: the text of each span, in order; one, except for Markdown, code and block scalars.
    """
    return _DECODERS[codec](texts)


def encode(unit: Unit, raw: str, text: str, *, whole: bool = False) -> str:
    """Turn a translation into source text.

    Args:
        unit: the unit that is translated.
        raw: the source text from the start of its first span to the end of its last.
        text: the translation; white space at its ends is dropped.
        whole: whether it is not.

    Returns:
        What takes the place of `raw`.

    Raises:
        CannotWriteError: the place has no spelling for this text.
    """
    return _ENCODERS[unit.codec](unit, raw, text if whole else text.strip())


# --- Markdown --------------------------------------------------------------------------------

_BREAK = re.compile(r"(?: {2,}|\\|<br[ \t]*/?>)\Z", re.IGNORECASE)
_MAYBE_BREAK = re.compile(r"(?:  |\\|>)\n")
_MAYBE_HOLE = re.compile(r"[`<$]")


def hard_breaks(lines: Sequence[str]) -> list[str]:
    """Return how each line but the last spells a hard break; an empty string where it is soft."""
    text = "\n".join(lines)
    if not _MAYBE_BREAK.search(text):
        return [""] * (len(lines) - 1)
    found: list[str] = []
    for line, prose in zip(lines[:-1], _breaks_in_prose(lines), strict=True):
        match = _BREAK.search(line) if prose else None
        spelling = match.group() if match else ""
        if spelling == "\\" and _trailing_backslashes(line) % 2 == 0:
            spelling = ""
        found.append(spelling)
    return found


def _breaks_in_prose(lines: Sequence[str]) -> list[bool]:
    text = "\n".join(lines)
    return breaks_in_prose(text) if _MAYBE_HOLE.search(text) else [True] * (len(lines) - 1)


def _trailing_backslashes(line: str) -> int:
    return len(line) - len(line.rstrip("\\"))


def _decode_markdown(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0].strip()
    groups: list[list[str]] = [[]]
    for line, spelling in zip(texts, [*hard_breaks(texts), ""], strict=True):
        groups[-1].append(line.removesuffix(spelling).strip())
        if spelling:
            groups.append([])
    return "\n".join(join_lines(group) for group in groups).strip()


def _encode_markdown(unit: Unit, _raw: str, text: str) -> str:
    if "\n" not in text:
        return text
    lines = _lines(text)
    in_prose = _breaks_in_prose(lines)
    written = lines[0]
    for number, line in enumerate(lines[1:]):
        if not in_prose[number]:
            gap = unit.continuation  # a backslash would be shown in code
        elif number < len(unit.breaks):
            gap = unit.breaks[number]
        elif unit.breaks:
            gap = _spelling(unit.breaks[-1]) + unit.continuation
        else:
            gap = "\\" + unit.continuation
        if gap.startswith("\\") and _trailing_backslashes(written) % 2:
            gap = "  " + gap[1:]
        written += gap + line
    return written


def _spelling(gap: str) -> str:
    return re.split(r"[\r\n]", gap, maxsplit=1)[0]


def _lines(text: str) -> list[str]:
    """Split at newlines, without blank lines: they would end the paragraph."""
    return [line.strip() for line in text.split("\n") if line.strip()] or [""]


def _one_line(text: str) -> str:
    return join_lines(_lines(text)) if "\n" in text else text


def _decode_line(texts: Sequence[str]) -> str:
    return join_lines([line.strip() for line in "\n".join(texts).split("\n")]).strip()


def _encode_line(_unit: Unit, _raw: str, text: str) -> str:
    return _one_line(text)


def _decode_cell(texts: Sequence[str]) -> str:
    return texts[0].replace("\\|", "|").strip() if texts else ""


def _encode_cell(_unit: Unit, _raw: str, text: str) -> str:
    text = _one_line(text).replace("|", "\\|")
    # a backslash at the end would escape the pipe that closes the cell
    return text + " " if text.endswith("\\") else text


def _decode_code(texts: Sequence[str]) -> str:
    return "\n".join(texts).strip()


def _encode_code(unit: Unit, _raw: str, text: str) -> str:
    blank = unit.continuation.rstrip(" \t")
    lines = text.split("\n")
    return lines[0] + "".join(
        (unit.continuation + line if line.strip() else blank) for line in lines[1:]
    )


# --- quoted text -----------------------------------------------------------------------------

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CLOSING = {"(": ")"}


def _decode_link_title(texts: Sequence[str]) -> str:
    inner = _ESCAPED.sub(r"\1", texts[0][1:-1])
    return join_lines([line.strip() for line in inner.split("\n")]).strip()


def _encode_link_title(_unit: Unit, raw: str, text: str) -> str:
    opening = raw[0]
    special = "\\()" if opening == "(" else "\\" + opening
    text = "".join("\\" + char if char in special else char for char in _one_line(text))
    return opening + text + _CLOSING.get(opening, opening)


def _decode_quoted_title(texts: Sequence[str]) -> str:
    return texts[0].replace("&quot;", '"').strip()


def _encode_quoted_title(_unit: Unit, _raw: str, text: str) -> str:
    return _one_line(text).replace('"', "&quot;")


def _decode_attribute(texts: Sequence[str]) -> str:
    raw = "\n".join(texts)
    inner = raw[1:-1] if raw[:1] in "\"'" else raw
    return join_lines([line.strip() for line in html.unescape(inner).split("\n")]).strip()


def _encode_attribute(_unit: Unit, raw: str, text: str) -> str:
    quote = raw[0] if raw[:1] in ("'", '"') else '"'
    text = _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return quote + text.replace(quote, "&quot;" if quote == '"' else "&#39;") + quote


_GO_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def _decode_shortcode(texts: Sequence[str]) -> str:
    inner = texts[0][1:-1]
    return (_GO_ESCAPE.sub(r"\1", inner) if texts[0][0] == '"' else inner).strip()


def _encode_shortcode(_unit: Unit, raw: str, text: str) -> str:
    text = _one_line(text)
    if raw[0] != '"' and raw[0] not in text:
        return raw[0] + text + raw[0]
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _decode_tag_parameter(texts: Sequence[str]) -> str:
    return texts[0][1:-1].strip()


def _encode_tag_parameter(_unit: Unit, raw: str, text: str) -> str:
    text = _one_line(text)
    for quote in (raw[0], '"', "'"):
        if quote not in text:
            return quote + text + quote
    raise CannotWriteError(
        msg("a parameter of this tag cannot hold both kinds of straight quotation marks")
    )


_DECODERS: dict[Codec, Callable[[Sequence[str]], str]] = {
    Codec.MARKDOWN: _decode_markdown,
    Codec.MARKDOWN_LINE: _decode_line,
    Codec.HTML_TEXT: _decode_line,
    Codec.TABLE_CELL: _decode_cell,
    Codec.CODE: _decode_code,
    Codec.LINK_TITLE: _decode_link_title,
    Codec.QUOTED_TITLE: _decode_quoted_title,
    Codec.HTML_ATTRIBUTE: _decode_attribute,
    Codec.SHORTCODE: _decode_shortcode,
    Codec.TAG_PARAMETER: _decode_tag_parameter,
    **scalars.DECODERS,
}
_ENCODERS: dict[Codec, Callable[[Unit, str, str], str]] = {
    Codec.MARKDOWN: _encode_markdown,
    Codec.MARKDOWN_LINE: _encode_line,
    Codec.HTML_TEXT: _encode_line,
    Codec.TABLE_CELL: _encode_cell,
    Codec.CODE: _encode_code,
    Codec.LINK_TITLE: _encode_link_title,
    Codec.QUOTED_TITLE: _encode_quoted_title,
    Codec.HTML_ATTRIBUTE: _encode_attribute,
    Codec.SHORTCODE: _encode_shortcode,
    Codec.TAG_PARAMETER: _encode_tag_parameter,
    **scalars.ENCODERS,
}
