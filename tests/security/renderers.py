"""Renderers that sites use, as trusting as they can be set, and what a browser would see of it."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RENDERERS", "MissingError", "render", "sections"]

_MISSING = 3
"""The exit code of a process that has no renderer."""


class MissingError(Exception):
    """A renderer that is not installed."""


# --- renderers --------------------------------------------------------------------------------


def _let_through(url: str) -> bool:  # noqa: ARG001 - its name is the caller's
    """Take every link for one, whatever its scheme."""
    return True


def _markdown_it(text: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a test loads the renderer it asks for
    from mdit_py_plugins.attrs import attrs_plugin  # noqa: PLC0415 - as above
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415 - as above
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 - as above

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.validateLink = _let_through  # type: ignore[method-assign]
    renderer.use(footnote_plugin).use(deflist_plugin).use(attrs_plugin)
    return str(renderer.render(text))


def _mistune(text: str) -> str:
    import mistune  # noqa: PLC0415 - as above

    renderer = mistune.HTMLRenderer(escape=False, allow_harmful_protocols=True)
    plugins = ["table", "strikethrough", "footnotes", "def_list", "abbr", "url", "task_lists"]
    return str(mistune.create_markdown(renderer=renderer, plugins=plugins)(text))


_PYTHON_MARKDOWN = """
import json, sys
try:
    import markdown
except ImportError:
    sys.exit(3)
extensions = ["extra", "admonition", "toc", "meta"]
texts = json.load(sys.stdin)
json.dump([markdown.markdown(text, extensions=extensions) for text in texts], sys.stdout)
"""


def _python_markdown(texts: Sequence[str]) -> list[str]:
    """Run it in a process of its own: here its package would be mistaken for `tests/markdown`."""
    run = subprocess.run(
        [sys.executable, "-c", _PYTHON_MARKDOWN],
        input=json.dumps(texts).encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    if run.returncode == _MISSING:
        raise MissingError
    run.check_returncode()
    pages: list[str] = json.loads(run.stdout)
    return pages


def _cmark(text: str) -> str:
    import cmarkgfm  # type: ignore[import-untyped]  # noqa: PLC0415 - as above
    from cmarkgfm.cmark import Options  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    return str(cmarkgfm.markdown_to_html_with_extensions(text, options, extensions))


RENDERERS: Final = ("markdown-it-py", "mistune", "Python-Markdown", "cmark-gfm")


def render(renderer: str, texts: Sequence[str]) -> list[str]:
    """Make pages of articles, raw HTML and every address let through.

    Raises:
        MissingError: the renderer is not installed.
    """
    if renderer == "Python-Markdown":
        return _python_markdown(texts)
    one = {"markdown-it-py": _markdown_it, "mistune": _mistune, "cmark-gfm": _cmark}[renderer]
    return [one(text) for text in texts]


# --- what a browser sees ----------------------------------------------------------------------

_WORDS = frozenset(("alt", "title", "placeholder", "aria-label", "id"))
"""Attributes whose value is words; an `id` is made of a heading's."""
_ADDRESSES = frozenset(("href", "src", "action", "data", "formaction", "xlink:href"))
_ALLOWED = frozenset(("http", "https", "mailto", "tel"))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_AMPERSAND = "\ufdd0"
_EDGES = "".join(map(chr, range(0x21)))


def sections(page: str) -> dict[str, list[str]]:
    """Read HTML: what is in it besides text, by the text of the `<h5>` above.

    What stands before the first one is under the empty string.
    """
    reader = _Reader()
    reader.feed(page.replace("&", _AMPERSAND))  # a `&lt;` in a text is no `<`
    reader.close()
    return reader.sections


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, list[str]] = {"": []}
        self._seen = self.sections[""]
        self._in_border = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_border = tag == "h5"
        if not self._in_border:
            shown = "".join(_shown(name, value or "") for name, value in attrs)
            self._seen.append(f"<{tag}{shown}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag != "h5":
            self._seen.append(f"</{tag}>")
        self._in_border = False

    def handle_data(self, data: str) -> None:
        if self._in_border:
            self._seen = self.sections.setdefault(data.strip(), [])
        elif found := re.search("<[A-Za-z/!?]", data):
            self._seen.append(f"unfinished {found[0]}")

    def handle_comment(self, data: str) -> None:
        self._seen.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._seen.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self._seen.append(f"<?{data}>")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take `<![…` for a comment, as browsers do; the base class fails on most of them."""
        return self.parse_bogus_comment(i, report)


@cache
def _shown(name: str, value: str) -> str:
    value = html.unescape(value.replace(_AMPERSAND, "&"))
    if name in _WORDS:
        return f" {name}"
    if name not in _ADDRESSES:
        return f" {name}={value}"
    scheme = _SCHEME.match(re.sub(r"[\t\n\r]", "", value.lstrip(_EDGES)))
    return f" {name}" if not scheme or scheme[1].lower() in _ALLOWED else f" {name}={scheme[0]}"
