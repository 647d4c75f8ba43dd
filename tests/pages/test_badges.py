"""Badges: a picture with a name and a figure, that needs nothing else."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from essaytrans.pages.board.badges import badge, text_width

SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    name: str = "English", percent: int = 43, *, language: str = "en", direction: str = "ltr"
) -> str:
    return badge(name, percent, f"{percent}%", language=language, direction=direction)


def tree(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - our own drawing


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_badge_says_name_and_figure_to_whoever_sees_or_hears_it() -> None:
    picture = tree(drawn())
    assert [found.text for found in picture.iter(f"{SVG}text")] == ["English", "43%"]
    assert [found.text for found in picture.iter(f"{SVG}title")] == ["English: 43%"]
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == "English: 43%"


def test_nothing_is_fetched_to_show_a_badge() -> None:
    addresses = re.findall(r"https?://[^\s\"']+", drawn())
    assert addresses == ["http://www.w3.org/2000/svg"]  # the name of the format
    assert not re.search(
        r"<(style|script|image|use|foreignObject)|@import|@font-face|url\((?!#)", drawn()
    )


def test_a_name_is_text_whatever_is_in_it() -> None:
    name = "<script>alert('&\"')</script>"
    picture = tree(drawn(name))
    assert next(picture.iter(f"{SVG}text")).text == name
    assert "<script" not in drawn(name)


@pytest.mark.parametrize("percent", [0, 1, 29, 50, 99, 100])
def test_the_line_is_as_long_as_the_share(percent: int) -> None:
    line = tree(drawn(percent=percent)).findall(f".//{SVG}path")[-1]
    whole, part = (float(found) for found in re.findall(r"h([0-9.]+)", _lines(percent)))
    assert line.get("fill") == "#fff"
    assert part == pytest.approx(whole * percent / 100, abs=0.05)


def _lines(percent: int) -> str:
    """The two paths at the bottom: the whole line, and the part that is done."""
    paths = tree(drawn(percent=percent)).findall(f".//{SVG}path")[-2:]
    return " ".join(re.sub(r"v.*", "", path.get("d", "")) for path in paths)


@pytest.mark.parametrize("percent", [0, 1, 50, 100])
def test_white_letters_can_be_read_on_every_colour(percent: int) -> None:
    behind = re.findall(r'fill="(#[0-9a-f]{6})"', drawn(percent=percent))
    assert len(behind) == 2
    for colour in behind:
        assert 1.05 / (luminance(colour) + 0.05) >= 5.5


def test_the_line_ends_within_the_badge() -> None:
    picture = tree(drawn(percent=100))
    found = re.fullmatch(r"M(\d+) (\d+)h(\d+)v2h-\d+z", _paths(picture)[-1])
    assert found
    start, top, whole = map(int, found.groups())
    assert start + whole < int(picture.get("width", "0"))
    assert top + 2 < int(picture.get("height", "0"))


def _paths(picture: ET.Element) -> list[str]:
    return [path.get("d", "") for path in picture.iter(f"{SVG}path")]


def test_each_level_has_a_colour_of_its_own() -> None:
    colours = {re.findall(r'fill="(#[0-9a-f]{6})"', drawn(percent=n))[1] for n in range(101)}
    assert len(colours) == 4


def test_a_name_from_right_to_left_says_so() -> None:
    text = drawn("العربية", language="ar", direction="rtl")
    assert 'xml:lang="ar" direction="rtl">العربية</text>' in text


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        ("ill", "mmm"),
        ("abc", "ABC"),
        ("ab", "日本"),
        ("é", "日"),
        ("a", "aa"),
        ("العربية", "Arabics"),
    ],
)
def test_the_width_is_estimated_by_what_letters_are(narrow: str, broad: str) -> None:
    assert text_width(narrow) < text_width(broad)


def test_marks_upon_a_letter_take_no_room() -> None:
    assert text_width("e\u0301") == text_width("e")
    assert text_width("\u200fe") == text_width("e")


def test_han_is_as_broad_as_it_is_high() -> None:
    assert text_width("中文") == 22


def test_the_same_figures_give_the_same_bytes() -> None:
    assert drawn() == drawn()
