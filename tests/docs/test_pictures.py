"""The pictures on the pages for people: each can be read aloud, is small, and is shown somewhere."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
IMAGES = ROOT / "docs" / "images"
PICTURE = re.compile(r"^!\[([^]]*)\]\(([^)\s]+)\)$", re.MULTILINE)


def shown() -> dict[Path, list[str]]:
    """The pictures that stand alone on pages, and what each page says in their place."""
    found: dict[Path, list[str]] = {}
    for page in PAGES:
        for words, address in PICTURE.findall(page.read_text(encoding="utf-8")):
            found.setdefault((page.parent / address).resolve(), []).append(words)
    return found


def test_every_picture_is_shown_and_said_in_words() -> None:
    pictures = shown()
    assert {path for path in pictures if path.parent == IMAGES} == set(IMAGES.glob("*.png"))
    assert [path.name for path, said in pictures.items() if min(map(len, said)) < 30] == []


def test_no_picture_is_large() -> None:
    sizes = {path.name: path.stat().st_size for path in IMAGES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > 150_000} == {}
