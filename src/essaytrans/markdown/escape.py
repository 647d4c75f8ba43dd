"""Escapes for a translation whose first characters would make another block of it.

`1984. It was…` is a list to Markdown, `# 1` a heading, `+ 5` a list again. Where a backslash mends
that, the volunteer need not know.
"""

from __future__ import annotations

import re

from essaytrans.markdown.parser import parse_blocks

__all__ = ["as_line", "as_paragraph"]

_SUSPECT = re.compile(r"^[ \t]*[#>\-+*_`~<\[:!?${=|0-9]", re.MULTILINE)
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_FIRST = frozenset("#>-+*_`~[:!?$=|")
# What a list or a quote takes for its own: a task's box, the label of a GitHub alert. And what some
# renderers take for an admonition although we do not, because of what follows on the line.
_MARKER = re.compile(r"\A\[(?:[ xX]\][ \t]|![A-Za-z]+\])|^(?:!!!|\?\?\?|\$\$[ \t]*$)", re.MULTILINE)
_CLOSING = re.compile(r"(^|[ \t])(#+)$")


def as_paragraph(text: str) -> str | None:
    """Return `text` such that it is one paragraph, escaped if need be; None if it cannot be.

    Args:
        text: the lines of a paragraph as they will be written, without the marks of containers.
    """
    if not _SUSPECT.search(text):
        return text
    text = _MARKER.sub(r"\\\g<0>", text)
    if _is_paragraph(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        lines[number] = _escape(line)
    escaped = "\n".join(lines)
    return escaped if _is_paragraph(escaped) else None


def as_line(text: str) -> str:
    """Return the text of an ATX heading such that no `#` at its end is taken for markup."""
    match = _CLOSING.search(text)
    return f"{text[: match.start(2)]}\\{match[2]}" if match else text


def _escape(line: str) -> str:
    if match := _NUMBER.match(line):
        return f"{match[1]}\\{line[match.end(1) :]}"
    if line[:1] in _FIRST:
        return "\\" + line
    return line


def _is_paragraph(text: str) -> bool:
    tokens = parse_blocks(text)
    return [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
