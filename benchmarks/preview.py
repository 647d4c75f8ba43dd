"""From the moment in which a catalog is saved to that in which the preview has told of it and shown it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from benchmarks.corpus import Project
from benchmarks.processes import command
from benchmarks.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.rows import Options

__all__ = ["preview"]

_PARAGRAPHS: Final = (200, 20)
"""Paragraphs of the article; with `--quick`."""
_SAVES: Final = (20, 3)
_LIMIT: Final = 0.2
"""Seconds within which what was saved is to be there."""
_WAIT: Final = 60.0
"""Seconds after which an answer is given up."""
_PAGE: Final = "/en/articles/0000.md"
_EVENTS: Final = "/-/events?article=articles/0000.md&language=en"


def preview(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure how soon a saved change is told, and how soon its page is there, without a browser.

    The paragraphs are those of the corpus, so that they are as long as people write them.
    """
    found = list(filter(_is_plain, map(str.strip, "\n\n".join(texts.values()).split("\n\n"))))
    wanted = _PARAGRAPHS[options.quick]
    paragraphs = [f"{found[n % len(found)]}（{n}）" for n in range(wanted)]
    project = Project.write(options.scratch / "preview", ["\n\n".join(paragraphs) + "\n"], ["en"])
    project.fill()
    with _served(project.root) as place:
        times = list(_saves(project.root, place, _SAVES[options.quick]))
    size = f"{wanted} paragraphs"
    for name, at in (("told", 0), ("its page there", 1)):
        each = [one[at] for one in times]
        yield Row(
            "preview",
            f"preview, saved to {name}, {size}",
            median(each),
            ratio=median(each) / _LIMIT,
            floor="200 ms",
            limit=1.0,
            clock="wall",
            note=f"median of {len(each)}; from {min(each) * 1e3:.0f} to {max(each) * 1e3:.0f} ms",
        )


def _is_plain(text: str) -> bool:
    """Whether a block is a paragraph and nothing else."""
    return text[:1].isalpha() and "\n" not in text and "（" not in text[-4:]


@contextmanager
def _served(root: Path) -> Iterator[str]:
    """Serve a project; give the host and the port."""
    with subprocess.Popen(
        command("preview", "--port", "0", "--ui-language", "en"),
        cwd=root,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        try:
            assert server.stdout is not None  # noqa: S101 - it is a pipe
            yield urlsplit(server.stdout.readline().strip()).netloc
        finally:
            server.terminate()


def _saves(root: Path, place: str, number: int) -> Iterator[tuple[float, float]]:
    """Save so often; give the seconds to the event, and to the page, as a browser would get it."""
    catalog = root / "locales/en/0000.po"
    text = catalog.read_text(encoding="utf-8")
    host, port = place.split(":")
    _page(place)
    with socket.create_connection((host, int(port)), timeout=_WAIT) as connection:
        connection.sendall(f"GET {_EVENTS} HTTP/1.1\r\nHost: {place}\r\n\r\n".encode())
        lines = connection.makefile("r", encoding="utf-8")
        _until(lines, "event: hello")
        for count in range(-1, number):
            time.sleep(0.5)  # as long as nobody saves twice
            mark = f"saved {count} times"
            beside = catalog.with_suffix(".saving")
            beside.write_text(_changed(text, mark, count), encoding="utf-8")
            begin = time.perf_counter()
            beside.replace(catalog)
            _until(lines, "event: changed")
            told = time.perf_counter() - begin
            shown = _page(place)
            done = time.perf_counter() - begin
            if mark not in shown:
                raise RuntimeError(f"{mark!r} is not on the page")
            if count >= 0:  # the first warms up
                yield told, done


def _changed(text: str, mark: str, count: int) -> str:
    """Put a mark into one of the translations, another each time."""
    parts = text.split('msgstr "x ')
    at = 1 + (count * 7) % (len(parts) - 1)
    return 'msgstr "x '.join((*parts[:at], f"{mark} {parts[at]}", *parts[at + 1 :]))


def _until(lines: Iterator[str], wanted: str) -> None:
    for line in lines:
        if line.startswith(wanted):
            return
    raise RuntimeError(f"the preview ended before it told {wanted!r}")


def _page(place: str) -> str:
    connection = http.client.HTTPConnection(place, timeout=_WAIT)
    connection.request("GET", _PAGE)
    shown = connection.getresponse().read().decode()
    connection.close()
    return shown
