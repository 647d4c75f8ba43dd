"""Writing HTML whose tags are balanced, whatever an author's own tags are.

Tags of ours and tags of the author's stand in one stack. An author's tag that nobody closes is
closed where what it stands in ends; one that closes nothing is dropped.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from essaytrans.markdown.htmlblocks import VOID
from essaytrans.markdown.inline import CLOSE_TAG, OPEN_TAG
from essaytrans.pages.clean import ATTRIBUTES, TAGS, is_safe

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Flow", "escape"]

_SPECIAL = re.compile(r"[&<>\"'\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\u2028\u2029\ufffe\uffff]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def escape(text: str) -> str:
    """Write text for HTML: nothing in it is markup, and what would turn its direction is seen.

    Control characters become U+FFFD. The directional overrides become their names: no text of
    people needs them, and a text that is not read as it stands can say anything.
    """
    return _SPECIAL.sub(_escaped, text) if _SPECIAL.search(text) else text


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character in _NAMED:
        return _NAMED[character]
    if character in "\u202d\u202e":
        return f"[U+{ord(character):04X}]"
    return "\n" if character in "\u2028\u2029" else "\ufffd"


class Flow:
    """HTML that is being written."""

    def __init__(self, resolve: Callable[[str], str]) -> None:
        self.parts: list[str] = []
        self.write = self.parts.append
        """Puts in what is HTML already, and balanced."""
        self._resolve = resolve
        self._waiting: list[tuple[str, bool]] = []

    def begin(self, name: str, tag: str) -> None:
        """Open an element of ours."""
        self.parts.append(tag)
        self._waiting.append((name, True))

    def end(self) -> None:
        """Close the last open element of ours, and before it what authors left open in it."""
        while self._waiting:
            name, ours = self._waiting.pop()
            self.parts.append(f"</{name}>")
            if ours:
                return

    def finish(self) -> str:
        """Close what is open, and return the whole."""
        while self._waiting:
            self.end()
        return "".join(self.parts)

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._waiting)

    def tag(self, raw: str, extra: str = "") -> bool:
        """Write a tag of an author's, if its element may stand in an article.

        Args:
            raw: the tag as it is written; anything else (a comment) is dropped.
            extra: further attributes for an opening tag, as HTML, with a blank before each.

        Returns:
            False for a closing tag that closed nothing.
        """
        if match := CLOSE_TAG.fullmatch(raw):
            return self._close(match[1].lower())
        match = OPEN_TAG.fullmatch(raw)
        if match and (name := match[1].lower()) in TAGS:
            self.parts.append(f"<{name}{self._attributes(name, match[2])}{extra}>")
            if name not in VOID:
                self._waiting.append((name, False))
        return True

    def _close(self, name: str) -> bool:
        for place in range(len(self._waiting) - 1, -1, -1):
            waiting, ours = self._waiting[place]
            if ours:
                break
            if waiting == name:
                for inner, _ in reversed(self._waiting[place:]):
                    self.parts.append(f"</{inner}>")
                del self._waiting[place:]
                return True
        return name not in TAGS

    def _attributes(self, name: str, written: str) -> str:
        if not written or written.isspace():
            return ""
        allowed = ATTRIBUTES.get(name, frozenset()) | ATTRIBUTES["*"]
        found = ""
        seen: set[str] = set()
        for attribute, value in _ATTRIBUTE.findall(written):
            key = attribute.lower()
            if key not in allowed or key in seen:
                continue
            seen.add(key)
            text = html.unescape(value[1:-1] if value[:1] in ("'", '"') else value)
            if key in ("href", "src"):
                text = self.target(text)
                if not text:
                    continue
            found += f' {key}="{escape(text)}"'
        return found

    def target(self, target: str) -> str:
        """Return where a link or an image leads from the page; empty where it may not lead."""
        if not is_safe(target):
            return ""
        found = self._resolve(target)
        return found if is_safe(found) else ""


# As CommonMark has it (section 6.6); what it is read from has been matched as a whole before.
_ATTRIBUTE = re.compile(
    r"""\s([A-Za-z_:][\w:.\-]*+)(?:\s*+=\s*+([^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?""", re.ASCII
)
