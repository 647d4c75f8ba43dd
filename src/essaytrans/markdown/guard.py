"""Building: edits that are safe one by one, spliced, and the result read again.

A translation is published only if the built text has the source's skeleton. Otherwise the units
that break it are found by halving, fall back to their source text, and are named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from essaytrans import garbage
from essaytrans.i18n import msg
from essaytrans.markdown.codecs import CannotWriteError, encode
from essaytrans.markdown.escape import as_line, as_paragraph
from essaytrans.markdown.inline import PieceKind, scan
from essaytrans.markdown.keypaths import string_keys
from essaytrans.markdown.loose import escaped
from essaytrans.markdown.safety import problem
from essaytrans.markdown.scalars import is_plain_text
from essaytrans.markdown.segment import skeleton
from essaytrans.markdown.splice import splice
from essaytrans.model import Codec, Document, Edit, Kind, Message, SegmentRules, Span, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Built", "Refusal", "as_block", "edit_for", "rebuild"]

# MDX runs a paragraph that begins so as a program; the first letter as an entity reads the same.
_ESM = re.compile(r"(?:import|export)[ \t{*]")
# What `loose` does not know: a line of definitions, which markdown-it sees only below a term of one
# line, and the line below the head of a table, which mistune sees whatever the number of its cells,
# and Python-Markdown whatever of its signs they hold.
_DEFINED = re.compile(r"^([ \t]*+):(?=[ \t])", re.MULTILINE)
_BELOW_HEAD = re.compile(r"^[ \t:\-]*+\|[ \t:|\-]*+$", re.MULTILINE)
# Python-Markdown looks for links in the attributes of a tag, and writes quotation marks there.
_IN_ATTRIBUTE = str.maketrans({"[": "&#91;", "`": "&#96;"})
# A number without its semicolon lets `html.parser`, and thus Python-Markdown, read no further.
_NUMBER = re.compile(r"&(?=#(?:\d++(?!;)|[xX][0-9a-fA-F]++(?!;)))")
# At the top of an article without front matter MkDocs takes this for some: `template: …`.
_KEY = re.compile(r" {0,3}(?!https?://)[A-Za-z0-9_-]+:")
_LONGEST = 1_000_000
"""Characters that one translation may have; longer ones are refused unread."""
_READINGS = 64
"""How often an article may be read again in search of units that break it …"""
_CHARACTERS = 20_000_000
"""… or how many characters in all, whichever allows more: what bounds a hostile catalog's cost."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A translation that was not published."""

    index: int
    """Which of the document's units it is for, counted from 0."""
    reason: Message
    """Why, as the end of the sentence `this translation is not used: …`."""


@dataclass(frozen=True, slots=True)
class Built:
    """A built article."""

    text: str
    refusals: tuple[Refusal, ...] = ()
    """In the order of the units."""
    edits: Mapping[int, Edit] = field(default_factory=dict, compare=False)
    """What was put in, by the number of the unit; the text follows from it."""


def rebuild(
    document: Document, translations: Sequence[str | None], rules: SegmentRules | None = None
) -> Built:
    """Put translations into an article.

    Args:
        document: the segmented article.
        translations: one a unit of the document, in order; None or the unit's own msgid leaves
            the unit as it is.
        rules: those that the document was segmented by.

    Returns:
        The built text, which has the document's skeleton, and what was refused on the way.
    """
    edits: dict[int, Edit] = {}
    plain: set[int] = set()
    refusals: list[Refusal] = []
    with garbage.paused():
        for index, (unit, text) in enumerate(zip(document.units, translations, strict=True)):
            if text is None or text == unit.msgid:
                continue
            outcome = edit_for(document, unit, text)
            if isinstance(outcome, Message):
                refusals.append(Refusal(index, outcome))
            else:
                edits[index] = outcome
                if unit.kind is Kind.FRONT_MATTER and _is_plain(document, outcome):
                    plain.add(index)
        settled = _settle(document, edits, plain, rules)
    refusals += [Refusal(index, _BREAKS) for index in edits if index not in settled.accepted]
    refusals.sort(key=lambda refusal: refusal.index)
    accepted = {index: edits[index] for index in sorted(settled.accepted)}
    return Built(settled.text, tuple(refusals), accepted)


# Translators: a reason behind “this translation is not used: ”; “it” is the translation.
_BREAKS = msg("it would change the structure of the article")


def _is_plain(document: Document, edit: Edit) -> bool:
    """Whether a scalar of front matter was mere text, and is: then it cannot change what is around."""
    raw = document.text[edit.span.start : edit.span.end]
    return is_plain_text(raw) and is_plain_text(edit.text)


def edit_for(document: Document, unit: Unit, text: str) -> Edit | Message:
    """Write a translation so that it is one block of the unit's kind; or say why it cannot be."""
    if len(text) > _LONGEST:
        # Translators: a reason behind “this translation is not used: ”; “it” is the translation.
        return msg("it is longer than {limit} characters", limit=_LONGEST)
    if not text.strip():
        # Translators: a reason behind “this translation is not used: ”; “it” is the translation.
        return msg("it is blank")
    if reason := problem(unit.msgid, text, unit.codec):
        return reason
    span = Span(unit.spans[0].start, unit.spans[-1].end)
    try:
        written = _written(unit, document.text[span.start : span.end], text)
    except CannotWriteError as error:
        return error.reason
    if unit.codec in _WITH_NUMBERS and "&#" in written:
        written = _with_whole_numbers(written)
    shown = as_block(unit, written)
    if shown is None:
        return _BREAKS
    if (
        unit.codec is Codec.MARKDOWN
        and _KEY.match(shown)
        and not _KEY.match(unit.msgid)
        and not document.text[: span.start].strip("\ufeff \t\r\n")
    ):
        shown = _first_as_entity(shown)
    return Edit(span, shown)


def _written(unit: Unit, raw: str, text: str) -> str:
    if unit.kind is not Kind.STRING:
        return encode(unit, raw, text)
    from essaytrans.markdown.sitestrings import write_string  # noqa: PLC0415 - few have any

    return write_string(unit, raw, text)


_WITH_NUMBERS = frozenset((Codec.MARKDOWN, Codec.MARKDOWN_LINE, Codec.TABLE_CELL, Codec.HTML_TEXT))


def _with_whole_numbers(text: str) -> str:
    """Write the `&` of a number without a semicolon as an entity; it is none in Markdown anyway."""
    parts: list[str] = []
    position = 0
    for piece in scan(text):
        if piece.kind is PieceKind.CODE:
            parts += [_NUMBER.sub("&amp;", text[position : piece.start])]
            parts += [text[piece.start : piece.end]]
            position = piece.end
    return "".join([*parts, _NUMBER.sub("&amp;", text[position:])])


def as_block(unit: Unit, written: str) -> str | None:
    """Escape what would make another block of a text; None where no escape mends it."""
    if unit.kind is Kind.TERM:
        return _as_paragraph(unit, written)
    if unit.codec is not Codec.MARKDOWN:
        return _as_inline(unit, written)
    if "\n" not in written and "\r" not in written:
        shown = _as_paragraph(unit, written)
    else:
        lines = re.split(r"\r\n?|\n", written)
        bare = "\n".join([lines[0], *(_bare(unit, line) for line in lines[1:])])
        shown = _as_paragraph(unit, bare)
        if shown is not None:
            shown = _escaped_as(written, shown)
    if shown is None:
        return None
    if _ESM.match(shown) and not _ESM.match(unit.msgid):
        return _first_as_entity(shown)
    return shown


def _first_as_entity(text: str) -> str:
    return f"&#{ord(text[0])};{text[1:]}"


def _as_inline(unit: Unit, written: str) -> str:
    """Escape what ends a line of a heading, or an attribute, for some renderer."""
    if unit.codec is Codec.HTML_ATTRIBUTE:
        return written.translate(_IN_ATTRIBUTE)
    if unit.kind is Kind.HEADING and unit.codec is Codec.MARKDOWN_LINE:
        # a lone backslash at the end takes the line break with it in Python-Markdown
        lone = (len(written) - len(written.rstrip("\\"))) % 2
        return as_line(written + "\\" * lone)
    return written


def _as_paragraph(unit: Unit, text: str) -> str | None:
    text = escaped(text, unit.msgid)
    if "\n" in text:
        first, _, rest = text.partition("\n")
        if _BELOW_HEAD.search(rest) and not _BELOW_HEAD.search(unit.msgid):
            return None
        text = first + "\n" + _DEFINED.sub(r"\g<1>&#58;", rest)
    return as_paragraph(text)


def _bare(unit: Unit, line: str) -> str:
    """Take the marks of containers off a further line."""
    return line.removeprefix(unit.continuation.lstrip("\r\n")).lstrip("> \t")


def _escaped_as(written: str, shown: str) -> str:
    """Put the backslashes that `as_paragraph` added to bare lines into the lines as written."""
    parts = re.split(r"(\r\n?|\n)", written)
    for number, line in enumerate(shown.split("\n")):
        place = 2 * number
        stripped = parts[place].lstrip("> \t") if number else parts[place]
        if stripped != line:
            parts[place] = parts[place][: len(parts[place]) - len(stripped)] + line
    return "".join(parts)


def _skeleton(text: str, path: str, rules: SegmentRules | None) -> tuple[tuple[object, ...], ...]:
    if (keys := string_keys(path, rules)) is not None:
        from essaytrans.markdown.sitestrings import strings_skeleton  # noqa: PLC0415 - few have any

        return strings_skeleton(text, path, keys)
    return skeleton(text, rules)


@dataclass(slots=True)
class _Settled:
    accepted: set[int]
    text: str


def _settle(
    document: Document, edits: dict[int, Edit], plain: set[int], rules: SegmentRules | None
) -> _Settled:
    """Find the edits that together keep the skeleton: all of them, or all but those that break it.

    Plain ones are taken for granted, and are not in the text that is read: its front matter is then
    mostly the source's, which has been read already.
    """
    settled = _Settled(set(), document.text)
    budget = max(_READINGS, _CHARACTERS // max(len(document.text), 1))
    settled.accepted |= plain
    doubtful = [index for index in sorted(edits) if index not in plain]
    waiting = [doubtful] if doubtful else []
    while waiting and budget:
        group = waiting.pop()
        budget -= 1
        accepted = settled.accepted.union(group)
        text = splice(document.text, (edits[index] for index in accepted - plain))
        if _skeleton(text, document.path, rules) == document.skeleton:
            settled.accepted = accepted
        elif len(group) > 1:
            middle = len(group) // 2
            waiting += [group[middle:], group[:middle]]
    settled.text = splice(document.text, (edits[index] for index in settled.accepted))
    return settled
