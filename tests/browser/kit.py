"""What the pages show in these tests: projects, a server, and what Poedit does to a file."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from time import time
from typing import TYPE_CHECKING, Final

import polib

from cli.kit import command, environment
from essaytrans.catalog import serialize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Locator

    from commands.kit import Project

__all__ = [
    "ARABIC",
    "ENGLISH",
    "HOSTILE",
    "LONG_NAMED",
    "RIVER",
    "TITLE",
    "Server",
    "left_of",
    "make_hostile",
    "make_river",
    "poedit_saves",
    "run",
    "serve",
    "top_of",
]

RIVER: Final = (
    "---\ntitle: 河边\ndescription: 一条河，两种文字。\ntags: [河, 水]\n---",
    "# 河边的下午",
    "河水从山里来，往海里去。[上游](https://example.org/up)的人把它叫作*小河*。",
    "## 渡口",
    "渡口有一只船，船上没有人。`摆渡` 要等到天亮。[^船]",
    "- 带上伞\n- 带上灯\n  - 灯里要有油",
    "> 水深，莫急。",
    "| 日子 | 水位 |\n| --- | ---: |\n| 初一 | 3 米 |\n| 十五 | 5 米 |",
    "![一条河](river.svg)",
    "```python\nprint('河')  # 水\n```",
    "<details>\n<summary>涨水的时候</summary>\n\n不要过河。\n\n</details>",
    "[^船]: 船是借来的。",
    "## 对岸",
    *(f"对岸的第 {number} 棵树，叶子落进水里，漂到看不见的地方。" for number in range(1, 41)),
    "## 尽头",
    "河到了这里就没有名字了。",
)
"""An article of most of what there is, long enough to be scrolled."""

ENGLISH: Final = {
    "河边": "By the river",
    "一条河，两种文字。": "One river, two scripts.",
    "河边的下午": "An afternoon by the river",
    "河水从山里来，往海里去。[上游](https://example.org/up)的人把它叫作*小河*。": (
        "The river comes from the hills and goes to the sea."
        " [Upstream](https://example.org/up) they call it *the brook*."
    ),
    "渡口": "The ferry",
    "渡口有一只船，船上没有人。`摆渡` 要等到天亮。[^船]": (
        "There is a boat at the ferry, and nobody in it. `摆渡` has to wait for the morning.[^船]"
    ),
    "带上伞": "Take an umbrella",
    "带上灯": "Take a lamp",
    "水深，莫急。": "The water is deep; do not hurry.",
    "日子": "Day",
    "水位": "Level",
    "不要过河。": "Do not cross.",
    "涨水的时候": "When the water rises",
    "船是借来的。": "The boat is borrowed.",
    "对岸": "The other bank",
}
ARABIC: Final = {
    "河边": "على ضفة النهر",
    "一条河，两种文字。": "نهر واحد بكتابتين.",
    "河边的下午": "عصرٌ على ضفة النهر",
    "河水从山里来，往海里去。[上游](https://example.org/up)的人把它叫作*小河*。": (
        "يأتي النهر من الجبال ويمضي إلى البحر. أهل [المنبع](https://example.org/up)"
        " يسمّونه *الجدول*."
    ),
    "渡口": "المَعبَر",
    "渡口有一只船，船上没有人。`摆渡` 要等到天亮。[^船]": (
        "عند المعبر قارب لا أحد فيه. `摆渡` ينتظر حتى الصباح.[^船]"
    ),
    "带上伞": "خذ مظلّة",
    "水深，莫急。": "الماء عميق، لا تستعجل.",
    "不要过河。": "لا تعبر النهر.",
    "对岸": "الضفة الأخرى",
}
LONG_NAMED: Final = "zh-Hant-HK"
"""A language whose own name is longer than a telephone is wide."""
HOSTILE: Final = (
    "<script>window.caught = 1; alert(1)</script>Hello",
    '<img src="x" onerror="window.caught = 2">',
    '<b onmouseover="window.caught = 3" onfocus="window.caught = 3" tabindex="0" autofocus>bold</b>',
    "[here](javascript:window.caught=4)",
    "[here](<java\nscript:window.caught=4>)",
    '<a href="&#106;avascript:window.caught=5">there</a>',
    '<iframe src="javascript:parent.caught=6"></iframe>',
    "<svg onload=window.caught=7><script>window.caught=7</script></svg>",
    "</p></div></article><script>window.caught=8</script>",
    "<style>* { display: none }</style>",
    '"><script>window.caught=9</script>',
    "{{ 7 * 7 }} {% raw %} <%= 8 %>",
    "<!-- --><script>window.caught=10</script><!--",
    "[x][y]\n\n[y]: javascript:window.caught=11",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.caught=12>",
    '<form action="https://example.org"><input name="x"><button>go</button></form>',
    '<a href="data:text/html,<script>window.caught=13</script>">data</a>',
    '<meta http-equiv="refresh" content="0; url=https://example.org/">',
    '<base href="https://example.org/">',
    "]]></script><script>window.caught=14</script>",
    "`<script>window.caught=15</script>`",
    "\u202e<script>window.caught=16</script>",
)
"""What nobody should write into a catalog."""

TITLE: Final = "<img src=x onerror=window.caught=36>恶意"
"""What an author should not write either."""

PICTURE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120">'
    '<rect width="400" height="120" fill="#5a8"/></svg>'
)


_HOSTILE_PROJECT: Final = """\
[project]
name = '<img src=x onerror=window.caught=30>'
languages = ["en"]

[languages.en]
name = '</bdi><script>window.caught=31</script>'

[credits]
emails = true
front_matter = "translators"
"""
_HOSTILE_HEADER: Final = {
    "Last-Translator": (
        '<img src=x onerror=window.caught=32> <"onmouseover=window.caught=33//@example.org>'
    ),
    "X-Essaytrans-Claimed-By": "<script>window.caught=34</script>",
    "X-Essaytrans-Proofread-By": '"><svg onload=window.caught=35>',
}


def make_hostile(project: Project, *, translated: bool = True) -> dict[str, str]:
    """Give a project an article in which everybody who could write anything wrote an attack.

    Args:
        project: the project.
        translated: whether its translations are in the catalog already.

    Returns:
        Its translations by their msgids.
    """
    project.write("essaytrans.toml", _HOSTILE_PROJECT)
    texts = {f"第 {n} 句坏话。": text for n, text in enumerate(HOSTILE)}
    front = f"---\ntitle: {TITLE}\ndescription: 坏\n---"
    project.article("hostile", front, *texts, "没人译。")
    project.extract()
    path = "locales/en/hostile.po"
    catalog = project.read(path)
    said = "".join(f"{name}: {value}\n" for name, value in _HOSTILE_HEADER.items())
    catalog = re.sub(r'^"Last-Translator: .*\n', "", catalog, flags=re.MULTILINE)
    lines = "".join(f'"{polib.escape(line)}"\n' for line in said.splitlines(keepends=True))
    project.write(path, catalog.replace('msgstr ""\n', f'msgstr ""\n{lines}', 1))
    texts |= {TITLE: HOSTILE[0], "坏": HOSTILE[-2]}
    if translated:
        project.translate("hostile", texts)
    return texts


def make_river(project: Project) -> None:
    """Give a project its article of most of what there is, translated in part, with its picture."""
    project.article("river", *RIVER)
    project.write("articles/river.svg", PICTURE)


def run(project: Project, *arguments: str, **environ: str) -> str:
    """Run the program in a project as a process of its own; return what it says."""
    done = subprocess.run(
        command(*arguments),
        cwd=project.root,
        env=environment(**environ),
        capture_output=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def poedit_saves(
    project: Project,
    article: str,
    texts: Mapping[str, str],
    language: str = "en",
    *,
    damage: bool = False,
) -> float:
    """Put translations into a catalog as Poedit does: beside it, then in its place, then the `.mo`.

    Args:
        project: the project.
        article: the article's name.
        texts: translations by their msgids.
        language: the catalog's.
        damage: cut the file off in the middle of its last text, as no program should.

    Returns:
        When the catalog was in its place, in seconds since 1970.
    """
    catalog = project.catalog(article, language)
    assert set(texts) <= {entry.msgid for entry in catalog.entries}
    entries = tuple(
        replace(e, msgstr=texts[e.msgid], fuzzy=False) if e.msgid in texts else e
        for e in catalog.entries
    )
    written = serialize(replace(catalog, entries=entries))
    if damage:
        written = written.rstrip().removesuffix('"') + "\n"
    place = project.root / catalog.path
    beside = place.with_name(f"{place.name}{os.getpid()}tmp")
    beside.write_text(written, encoding="utf-8", newline="\n")
    saved = time()
    beside.replace(place)
    place.with_suffix(".mo").write_bytes(b"\xde\x12\x04\x95")
    return saved


def left_of(box: Locator) -> float:
    """Where something begins on the page, in pixels from the left."""
    place = box.bounding_box()
    assert place is not None
    return place["x"]


def top_of(box: Locator) -> float:
    """Where something begins on the page, in pixels from the top."""
    place = box.bounding_box()
    assert place is not None
    return place["y"]


@dataclass(frozen=True)
class Server:
    """A preview that runs."""

    project: Project
    address: str
    """With a slash at its end."""
    process: subprocess.Popen[str]

    def article(self, name: str, language: str = "en", *, speaking: str = "en") -> str:
        """Return where an article is shown."""
        return f"{self.address}{language}/articles/{name}.md?lang={speaking}"

    def index(self, *, speaking: str = "en") -> str:
        """Return where all articles are listed."""
        return f"{self.address}?lang={speaking}"

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


@contextmanager
def serve(project: Project, log: Path, *, port: int = 0) -> Iterator[Server]:
    """Start `essaytrans preview` as a process of its own, and end it.

    Args:
        project: what it shows.
        log: takes what it says of errors.
        port: the port; a free one if it is 0.
    """
    start = partial(subprocess.Popen[str], stdout=subprocess.PIPE, encoding="utf-8")
    with (
        log.open("w", encoding="utf-8") as errors,
        start(
            command("preview", "--port", str(port), "--ui-language", "en"),
            cwd=project.root,
            env=environment(PYTHONUNBUFFERED="1"),
            stderr=errors,
        ) as process,
    ):
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        server = Server(project, address, process)
        try:
            assert address.startswith("http://127.0.0.1:"), log.read_text(encoding="utf-8")
            yield server
        finally:
            server.stop()
    assert "Traceback" not in log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")
