"""Take the pictures of the pages that essaytrans makes, for the README and docs/.

    python tools/pictures.py            take all of them anew
    python tools/pictures.py NAME …     take some of them

A picture shows what the program makes of this repository's own articles, in a copy of them: the
author has gone over a paragraph of one, and has written another below it. Two runs on one machine give
the same picture; fonts and the version of the browser change some of its dots. (The pictures of
Poedit are tools/showcase.py's.)
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

_ROOT: Final = Path(__file__).parents[1]
_IMAGES: Final = _ROOT / "docs" / "images"
_ARTICLE: Final = "first-line"
_EDITS: Final = {
    "可是在代码里找不到放它的地方。": "可是翻遍了代码，找不到放它的地方。",
    "是我没看见，还是没有？\n": "是我没看见，还是没有？\n>\n> ——Liis，塔尔图，零下十九度\n",
}
"""What the author has changed in the article: a paragraph, and one that is new."""
_MOST: Final = 150_000
"""Bytes that a picture may have: whoever opens the README on a telephone fetches it too."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page, and how much of it is shown."""

    page: str
    """Its address, below the preview's or the folder's."""
    width: int = 1120
    height: int = 700
    start: str = ""
    """How the text begins that stands at the top; the page's beginning if there is none."""
    edited: bool = False
    """Whether the preview shows the article just edited; it is a file of what was built if not."""


_PICTURES: Final = {
    "preview.png": _Picture(
        f"en/articles/{_ARTICLE}.md?lang=en", height=700, start="你好。我父亲", edited=True
    ),
    "preview.zh-CN.png": _Picture(
        f"en/articles/{_ARTICLE}.md?lang=zh-CN", height=700, start="你好。我父亲", edited=True
    ),
    "html-ar.png": _Picture(f"build/html/ar/{_ARTICLE}.html"),
    "board.png": _Picture("board/index.html", height=920),
}


class PictureError(Exception):
    """What stands in the way, in a sentence."""


# --- the project ------------------------------------------------------------------------------


def _copied(folder: Path, *, edited: bool) -> Path:
    """Put a copy of this repository's project into a folder, and make its pages."""
    root = folder / "essaytrans"
    root.mkdir(parents=True)
    for name in ("articles", "locales"):
        shutil.copytree(_ROOT / name, root / name)
    shutil.copy(_ROOT / "essaytrans.toml", root)
    if edited:
        article = root / "articles" / f"{_ARTICLE}.md"
        text = article.read_text(encoding="utf-8")
        for old, new in _EDITS.items():
            if text.count(old) != 1:
                raise PictureError(f"{_ARTICLE} has “{old}” {text.count(old)} times")
            text = text.replace(old, new)
        article.write_text(text, encoding="utf-8")
        _essaytrans(root, "extract")
    else:
        _essaytrans(root, "build", "--edition", "html", "--copy-assets")
        _essaytrans(root, "status", "--html", "board")
    return root


def _environment() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(_ROOT / "src"),
        "PYTHONUNBUFFERED": "1",
        "ESSAYTRANS_LANG": "en",
    }


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "essaytrans", *arguments]


def _essaytrans(root: Path, *arguments: str) -> None:
    run = subprocess.run(
        _command(*arguments),
        cwd=root,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    if run.returncode > 1:
        raise PictureError(run.stdout)


@contextmanager
def _preview(root: Path) -> Iterator[str]:
    """Serve a project as long as the context lasts; gives the address."""
    process = subprocess.Popen(
        _command("preview", "--port", "0"),
        cwd=root,
        env=_environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise PictureError("the preview does not start")
        yield address
    finally:
        process.terminate()
        process.communicate()


# --- the pictures -----------------------------------------------------------------------------


_AT_THE_TOP: Final = """pair => scrollTo({
  top: scrollY + pair.getBoundingClientRect().top - 76,
  behavior: "instant",
})"""
"""Scroll until a pair stands just below the bar of the page."""


def _taken(browser: Browser, picture: _Picture, address: str) -> bytes:
    """Open a page, wait until all of it is there, and take a picture, twice as fine as asked."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=2,
        color_scheme="light",
        reduced_motion="reduce",
        locale="en",
    )
    page = context.new_page()
    page.goto(address + picture.page)
    if picture.start:
        pair = page.locator(".pair").filter(has_text=picture.start).first
        pair.evaluate(_AT_THE_TOP)
    page.evaluate("document.fonts.ready.then(() => document.fonts.size)")
    image = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return image


def _written(image: bytes, name: str, converter: str) -> None:
    """Write a picture with a palette as large as its size allows."""
    place = _IMAGES / name
    for colours in (256, 128, 64, 32):
        palette = ("-strip", "+dither", "-colors", str(colours))
        command = (converter, "png:-", *palette, "-define", "png:compression-level=9")
        subprocess.run([*command, f"png8:{place}"], input=image, check=True)
        size = place.stat().st_size
        if size <= _MOST:
            print(f"docs/images/{name}: {size:,} bytes, {colours} colours")
            return
    raise PictureError(f"{name} cannot be made small enough: have it show less of its page")


def pictures(names: Sequence[str]) -> None:
    """Take pictures.

    Args:
        names: of their files.

    Raises:
        PictureError: a program is missing, or does not do its part.
    """
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    converter = shutil.which("magick") or shutil.which("convert")
    if not (chromium and converter):
        raise PictureError(
            "Pictures take a browser, fonts and ImageMagick. On Debian: "
            "apt-get install chromium fonts-noto-cjk fonts-noto-core imagemagick"
        )
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[*sandbox, "--font-render-hinting=none", "--disable-lcd-text"],
        )
        built = {name: _PICTURES[name] for name in names if not _PICTURES[name].edited}
        served = {name: _PICTURES[name] for name in names if _PICTURES[name].edited}
        if built:
            root = _copied(Path(folder).resolve() / "built", edited=False)
            for name, picture in built.items():
                _written(_taken(browser, picture, f"{root.as_uri()}/"), name, converter)
        if served:
            root = _copied(Path(folder).resolve() / "edited", edited=True)
            with _preview(root) as address:
                for name, picture in served.items():
                    _written(_taken(browser, picture, address), name, converter)
        browser.close()


def main() -> int:
    """Read the command line, and do it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(_PICTURES))
    names = parser.parse_args().names or list(_PICTURES)
    if unknown := set(names) - set(_PICTURES):
        parser.error(f"no such picture: {' '.join(sorted(unknown))}")
    try:
        pictures(names)
    except PictureError as error:
        sys.exit(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
