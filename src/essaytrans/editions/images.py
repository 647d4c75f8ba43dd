"""Images at the edges of a text, which are shown once although the text is there twice."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["without_images"]

_TARGET: Final = r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
_IMAGE: Final = rf"!\[(?:[^\[\]\\]|\\.)*\](?:{_TARGET}|\[[^\[\]]*\])"
_SHOWN: Final = re.compile(
    rf"(?:\[{_IMAGE}\]{_TARGET}|{_IMAGE}|<img\b[^<>]*>)(?:\{{[^{{}}\n]*\}})?", re.IGNORECASE
)
_BREAK: Final = re.compile(r"\s*(?:\\\n|<br[ \t]*/?>)?\s*", re.IGNORECASE)
_WHERE: Final = re.compile(
    r"""\]\(\s*<?([^()\s<>]*)|\]\[([^\[\]]*)\]|\bsrc\s*=\s*["']?([^"'\s<>]*)""", re.IGNORECASE
)


def without_images(text: str, source: str) -> str:
    """Take the images of the source off both ends of its translation.

    Those between words stay, and those of the translation's own: a picture with other words in it
    is shown too.

    Args:
        text: the translation.
        source: what it is the translation of.

    Returns:
        What is left; nothing if there was nothing else.
    """
    if "![" not in text and "<img" not in text.lower():
        return text
    while (match := _SHOWN.match(text)) and _is_of(match[0], source):
        after = _BREAK.match(text, match.end())
        text = text[after.end() if after else match.end() :]
    while True:
        found = list(_SHOWN.finditer(text))
        last = found[-1] if found else None
        if last is None or text[last.end() :].strip() or not _is_of(last[0], source):
            return text
        text = text[: last.start()].rstrip()


def _is_of(image: str, source: str) -> bool:
    """Whether all that an image names is named in a text."""
    named = {name for found in _WHERE.findall(image) for name in found if name}
    return bool(named) and all(name in source for name in named)
