"""What other programs would see in an article, without any code of essaytrans.

markdown-it renders with HTML on and every link let through; `html.parser` reads the HTML. Front
matter is taken off by hand, since plain Markdown does not know it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

__all__ = ["Seen", "growth", "look", "look_inline"]

_WORDS = frozenset(("alt", "title", "placeholder", "aria-label"))
_ALLOWED = frozenset(("http", "https", "mailto", "tel"))
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(?:.*\n)*?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
_TEMPLATES = re.compile(r"\{\{|\{%|\{#|<%|\}\}|%\}|#\}|%>")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")


class Seen:
    """The dangerous things in an article."""

    def __init__(self) -> None:
        self.tags: Counter[str] = Counter()
        self.schemes: set[str] = set()
        self.templates: Counter[str] = Counter()


def look(text: str) -> Seen:
    """Read an article as a site generator would."""
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    seen = Seen()
    seen.templates.update(_TEMPLATES.findall(text))
    body = text[found.end() :] if (found := _FRONT_MATTER.match(text)) else text
    _walk(_markdown().parse(body + "\n"), seen)  # some plugins need a last line break
    return seen


def look_inline(text: str) -> Seen:
    """Read the text of a paragraph."""
    seen = Seen()
    seen.templates.update(_TEMPLATES.findall(text))
    _walk(_markdown().parseInline(text), seen)
    return seen


def growth(source: Seen, built: Seen) -> list[str]:
    """Name what the built article has and its source lacks.

    More line breaks of a spelling that the source has are no growth: a newline of a translation is
    written as the source writes its own.
    """
    breaks = {tag for tag in source.tags if tag.startswith("<br")}
    return [
        *(f"tag {tag}" for tag in built.tags - source.tags if tag not in breaks),
        *(f"scheme {scheme}" for scheme in built.schemes - source.schemes - _ALLOWED),
        *(f"template {tag}" for tag in built.templates - source.templates),
    ]


def _let_through(url: str) -> bool:  # noqa: ARG001 - its name is the caller's
    """Take every link for one, whatever its scheme."""
    return True


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 200}).enable(
        ["table", "strikethrough"]
    )
    md.validateLink = _let_through  # type: ignore[method-assign]
    md.use(footnote_plugin, move_to_end=False)
    md.use(deflist_plugin)
    md.use(admon_plugin)
    md.use(container_plugin, name="any", validate=lambda parameters, _: bool(parameters.strip()))
    return md


def _walk(tokens: Iterable[Token], seen: Seen) -> None:
    for token in tokens:
        if token.type in ("html_inline", "html_block"):
            reader = _Reader(seen.tags)
            reader.feed(token.content)
            reader.close()
        for name in ("href", "src"):
            target = token.attrs.get(name)
            if isinstance(target, str) and (scheme := _scheme(target)):
                seen.schemes.add(scheme)
        _walk(token.children or (), seen)


def _scheme(target: str) -> str | None:
    shown = re.sub(r"[\x00-\x20\x7f-\xa0]|%[01][0-9A-Fa-f]", "", html.unescape(target))
    found = _SCHEME.match(shown)
    return found[1].lower() if found else None


class _Reader(HTMLParser):
    def __init__(self, tags: Counter[str]) -> None:
        super().__init__()
        self._tags = tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = (f"{name}={value}" for name, value in attrs if name not in _WORDS)
        self._tags[f"<{tag} {' '.join(kept)}>"] += 1

    def handle_endtag(self, tag: str) -> None:
        self._tags[f"</{tag}>"] += 1

    def handle_comment(self, data: str) -> None:
        self._tags[f"<!--{data}-->"] += 1

    def handle_decl(self, decl: str) -> None:
        self._tags[f"<!{decl}>"] += 1

    def handle_pi(self, data: str) -> None:
        self._tags[f"<?{data}>"] += 1

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take `<![…` for a comment, as browsers do; the base class fails on most of them."""
        return self.parse_bogus_comment(i, report)
