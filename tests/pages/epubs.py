"""Books for tests, and what a reader of books finds in them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from essaytrans.markdown.blocks import read_blocks
from essaytrans.pages.epub.book import Binding, Book
from essaytrans.pages.epub.chapter import Chapter
from pages.kit import CHINESE, ENGLISH, both

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from essaytrans.pages.shown import Voice

__all__ = ["DAY", "GIF", "HTML", "PNG", "Opened", "check", "make_book"]

DAY: Final = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HTML: Final = "{http://www.w3.org/1999/xhtml}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
"""A picture of one dot."""
GIF: Final = bytes.fromhex("47494638396101000100800000ffffff0000002c00000000010001000002024401003b")


@dataclass
class Opened:
    """A book that has been opened."""

    data: bytes
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with ZipFile(BytesIO(self.data)) as archive:
            assert archive.testzip() is None
            self.infos = archive.infolist()
            self.files = {info.filename: archive.read(info) for info in self.infos}

    @cached_property
    def package(self) -> Element:
        """What says which files the book has."""
        return ET.fromstring(self.files["EPUB/package.opf"])  # noqa: S314 - made by the test

    def page(self, name: str) -> Element:
        """A page, which is XML in any case."""
        return ET.fromstring(self.files[f"EPUB/{name}"])  # noqa: S314 - as above

    @cached_property
    def spine(self) -> list[str]:
        """The pages in the order in which they are read."""
        names = {item.get("id"): item.get("href", "") for item in self.package.iter(f"{_OPF}item")}
        return [names[ref.get("idref")] for ref in self.package.iter(f"{_OPF}itemref")]

    @property
    def article(self) -> Element:
        """The page of the only article."""
        (name,) = self.spine
        return self.page(name)

    def said(self, name: str) -> list[str]:
        """What the package says: a name of Dublin Core, or a property."""
        if not name.startswith("dc:"):
            metas = self.package.iter(f"{_OPF}meta")
            return [meta.text or "" for meta in metas if meta.get("property") == name]
        return [found.text or "" for found in self.package.iter(_DC + name[3:])]

    def contents(self) -> list[object]:
        """The tree of contents: words, and a list below each that has something below it."""
        nav = self.page("nav.xhtml").find(f".//{HTML}nav/{HTML}ol")
        assert nav is not None
        return _tree(nav)

    def targets(self) -> list[str]:
        """Where the links of all articles lead."""
        return [
            link.get("href", "")
            for name in self.spine
            if name.startswith("a-")
            for link in self.page(name).iter(f"{HTML}a")
        ]


def _tree(ol: Element) -> list[object]:
    found: list[object] = []
    for item in ol:
        found.append("".join(item[0].itertext()))
        found += [_tree(below) for below in item[1:]]
    return found


def make_book(
    articles: Mapping[str, str] | str,
    translations: Mapping[str, str] | None = None,
    *,
    target: Voice = ENGLISH,
    files: Mapping[str, bytes] | None = None,
    people: Sequence[str] = (),
) -> Opened:
    """Make a book of one article, given as it is, or of several with names."""
    is_one = isinstance(articles, str)
    binding = Binding(CHINESE, target, (files or {}).get)
    for name, text in {"one": articles}.items() if isinstance(articles, str) else articles.items():
        blocks = read_blocks(text, f"articles/{name}.md")
        texts = both(blocks.document, translations or {})
        binding.add(Chapter(name=name, blocks=blocks, texts=texts, people=people))
    article = "one" if is_one else ""
    return Opened(binding.bind(Book(project="文集", article=article, people=people, modified=DAY)))


def check(data: bytes, folder: Path) -> None:
    """Have EPUBCheck look at a book; skip or fail if it is not installed."""
    tool, java = shutil.which("epubcheck"), shutil.which("java")
    if tool is None or java is None:
        reason = "epubcheck is not installed (Debian: apt install epubcheck)"
        if os.environ.get("ESSAYTRANS_REQUIRE_TOOLS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    book = folder / "book.epub"
    book.write_bytes(data)
    # Debian installs the archive itself, which only some kernels run
    is_archive = Path(tool).read_bytes()[:2] == b"PK"
    # small caches of compiled code: it starts sooner
    command = [java, "-XX:TieredStopAtLevel=1", "-jar", tool] if is_archive else [tool]
    done = subprocess.run(
        [*command, "--quiet", "--failonwarnings", str(book)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
