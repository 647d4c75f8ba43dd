"""Badges: a small picture that says how much of a language is translated.

Drawn here, so that nothing is fetched from anywhere when a page with one is read: no font, no style
sheet, no script. The same figures give the same bytes.
"""

from __future__ import annotations

import unicodedata
from html import escape
from typing import Final

__all__ = ["badge", "text_width"]

_SIZE: Final = 11
"""Pixels of the letters."""
_HEIGHT: Final = 22
_LINE: Final = 17
"""Where the line below the figure is, from the top: well inside, or on a white page its white part
would look bitten off."""
_PAD: Final = 8
"""Pixels on either side of a text."""
_FONTS: Final = "Verdana,'Noto Sans','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"

_NAME: Final = "#2f3742"
"""Behind the name of the language; white upon it has a contrast of 12 to 1."""
_COLOURS: Final = ((100, "#1a7035"), (50, "#0a5cad"), (1, "#8a5300"), (0, "#5c6470"))
"""From how many per cent on, and what is behind the figure; white upon each has a contrast of at
least 5.5 to 1, where WCAG 2.2 asks for 4.5. They are only an ornament: the figure stands there, and
the line below it is as long as the share."""

_NARROW: Final = frozenset("fijlrtIJ.,:;'|!()[]{}/\\-·‘’“” ")
_BROAD: Final = frozenset("mwMW@%—…")
_EMS: Final = (0.42, 0.64, 0.78, 0.96)
"""How wide a narrow, a common, a capital and a broad letter is, in parts of its size. Rounded up
from Verdana, the broadest of the fonts above; `textLength` makes any other fit."""
_JOINED: Final = (0x0590, 0x08FF, 0.52)
"""From where to where Hebrew, Arabic and their neighbours are in Unicode, and how wide their letters
are: at the width of Latin ones they would be drawn out."""
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf", "Cc"})
"""General categories (Unicode Character Database) of what stands on another letter, or is not seen."""


def text_width(text: str) -> int:
    """Estimate how wide a text is, in whole pixels, in letters of 11 pixels."""
    return round(_SIZE * sum(map(_em, text)) + 0.5)


def _em(character: str) -> float:
    narrow, common, capital, broad = _EMS
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.category(character) in _NO_WIDTH:
        return 0.0
    if character in _NARROW:
        return narrow
    first, last, joined = _JOINED
    if first <= ord(character) <= last:
        return joined
    if character in _BROAD:
        return broad
    return capital if character.isupper() else common


def badge(name: str, percent: int, figure: str, *, language: str, direction: str) -> str:
    """Draw a badge.

    Args:
        name: what stands on its left: the name of the language, in itself.
        percent: the share, 0 to 100; the line below the figure is as long.
        figure: the share as it is written.
        language: the tag of what `name` is written in.
        direction: `ltr` or `rtl`, likewise.

    Returns:
        An SVG file.
    """
    # as one character each where there is one: fonts have it more often than its parts
    name = unicodedata.normalize("NFC", name)
    left = text_width(name) + 2 * _PAD
    # all figures of a list of badges have the same room
    right = max(text_width(figure), text_width("100%")) + 2 * _PAD
    colour = next(colour for least, colour in _COLOURS if percent >= least)
    told = escape(f"{name}: {figure}")
    start, whole = left + _PAD, right - 2 * _PAD
    done = round(whole * percent / 100, 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}"'
        f' viewBox="0 0 {left + right} {_HEIGHT}" role="img" aria-label="{told}">\n'
        f"<title>{told}</title>\n"
        f'<clipPath id="c"><rect width="{left + right}" height="{_HEIGHT}" rx="5"/></clipPath>\n'
        '<g clip-path="url(#c)">\n'
        f'<path fill="{_NAME}" d="M0 0h{left}v{_HEIGHT}H0z"/>\n'
        f'<path fill="{colour}" d="M{left} 0h{right}v{_HEIGHT}h-{right}z"/>\n'
        f'<path fill="#fff" fill-opacity=".4" d="M{start} {_LINE}h{whole}v2h-{whole}z"/>\n'
        f'<path fill="#fff" d="M{start} {_LINE}h{done:g}v2h-{done:g}z"/>\n'
        "</g>\n"
        f'<g fill="#fff" font-family="{escape(_FONTS, quote=True)}" font-size="{_SIZE}"'
        ' text-anchor="middle">\n'
        + _text(name, left / 2, 15, f' xml:lang="{escape(language)}" direction="{direction}"')
        + _text(figure, left + right / 2, 13.5, ' font-weight="bold"')
        + "</g>\n</svg>\n"
    )


def _text(text: str, middle: float, base: float, more: str) -> str:
    return (
        f'<text x="{middle:g}" y="{base:g}" textLength="{text_width(text)}"'
        f' lengthAdjust="spacingAndGlyphs"{more}>{escape(text)}</text>\n'
    )
