"""Characters that nobody sees, written so that one sees them: a stranger's text may hold any."""

from __future__ import annotations

import re

__all__ = ["visible"]

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Write control and directional characters as `<U+202E>`; a tab as a blank."""
    return _INVISIBLE.sub(_name, text)


def _name(match: re.Match[str]) -> str:
    return " " if match[0] == "\t" else f"<U+{ord(match[0]):04X}>"
