"""Gathering units, skeleton rows and diagnostics while an article is walked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from essaytrans.i18n import msg
from essaytrans.language.han import join_lines
from essaytrans.markdown.codecs import decode, hard_breaks
from essaytrans.markdown.inline import UNFIT, PieceKind, has_prose, scan
from essaytrans.markdown.ranges import strip
from essaytrans.model import Codec, Diagnostic, Document, Kind, Message, Severity, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.markdown.ranges import Pairs
    from essaytrans.markdown.source import Source

__all__ = ["Collector", "SkeletonCollector"]

_BRACKETS = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]", re.DOTALL)
_BARE_QUOTE = re.compile(r">(?=[^> \t])")
_MARKERS = re.compile(r"[^>\t]")

_SEVERAL_LINES = (Codec.MARKDOWN, Codec.CODE, Codec.YAML_LITERAL, Codec.YAML_FOLDED)


class Collector:
    """Makes units from ranges of the parsed text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.units: list[Unit] = []
        self.diagnostics: list[Diagnostic] = []
        self.skeleton: list[tuple[object, ...]] = []
        self.labels: frozenset[str] = frozenset()
        """The normalised labels of the article's reference definitions."""
        self.notes: list[str] = []
        """What the author said to the translator of the next unit."""
        self.context: str | None = None
        """The msgctxt that holds here."""
        self._unfit = re.compile(UNFIT.pattern[:-1] + "\ufffd]") if "\0" in source.raw else UNFIT
        self._clean = not self._unfit.search(source.text)
        """Whether no text can hold a character that PO files do not carry, unless escapes make it."""

    def document(self) -> Document:
        """Return the article with what was collected of it."""
        return Document(
            path=self.source.path,
            text=self.source.raw,
            units=tuple(self.units),
            diagnostics=tuple(self.diagnostics),
            skeleton=tuple(self.skeleton),
        )

    def add(
        self,
        kind: Kind,
        codec: Codec,
        pairs: Pairs,
        *,
        detail: str = "",
        context: str | None = None,
        indent: str | None = None,
        prose: bool | None = None,
    ) -> None:
        """Make a unit of the text in some ranges, if there is anything in it to translate.

        Args:
            kind: what it is.
            codec: how it is written.
            pairs: where it stands.
            detail: what the kind needs to be told exactly.
            context: a msgctxt of its own.
            indent: what a further line begins with, where that is not what the line begins with.
            prose: whether there is something to translate, where the caller knows better.
        """
        text = self.source.text
        whole, pairs = pairs, strip(text, pairs)
        if not pairs:
            return
        first = pairs[0][0]
        verbatim = codec is Codec.MARKDOWN or codec is Codec.MARKDOWN_LINE
        if verbatim and len(pairs) == 1:
            # most texts are one line of Markdown, and read as they are written
            lines = [msgid := text[first : pairs[0][1]]]
        else:
            lines = [text[start:end] for start, end in pairs]
            msgid = decode(codec, lines)
        if not msgid or not (has_prose(msgid) if prose is None else prose):
            return
        verbatim = verbatim or codec is Codec.TABLE_CELL
        if not (self._clean and verbatim) and (found := self._unfit.search(msgid)):
            self._report_unfit(found[0], pairs[0])
            return
        if verbatim and self.labels and "[" in msgid:
            msgid = self._spell_out(msgid, lines)
        breaks: tuple[str, ...] = ()
        continuation = "\n"
        if codec in _SEVERAL_LINES:
            if codec is Codec.MARKDOWN and len(pairs) > 1:
                breaks = self._breaks(pairs, lines)
            # the first line of code may be indented more than the next ones, and is so outside
            # the span
            margin = first
            if whole is not pairs:
                margin = next(start for start, end in whole if end >= first)
            if indent is None and (not margin or text[margin - 1] == "\n"):
                continuation = self.source.line_break
            else:
                continuation = self._continuation(margin, indent)
        self.units.append(
            Unit(
                msgid,
                kind,
                codec,
                self.source.spans(pairs),
                context or self.context,
                detail,
                tuple(self.notes),
                breaks,
                continuation,
                self.source.line(first),
            )
        )
        self.notes.clear()

    def _report_unfit(self, character: str, where: tuple[int, int]) -> None:
        self.report(
            "control-character",
            msg(
                "this text has the character {code}, which PO files do not carry; it stays as"
                " it is in every language",
                code=f"U+{ord(character):04X}",
            ),
            where,
            hint=msg("take the character out of the article"),
        )

    def report(
        self,
        code: str,
        message: Message,
        where: tuple[int, int],
        *,
        hint: Message | None = None,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Add a diagnostic about a range of the parsed text."""
        position = self.source.position(where[0], where[1] - where[0])
        self.diagnostics.append(Diagnostic(severity, code, message, hint, position))

    def _breaks(self, pairs: Pairs, lines: Sequence[str]) -> tuple[str, ...]:
        """Return each hard break as the file writes it, with the gap up to the next line's text."""
        found: list[str] = []
        for number, spelling in enumerate(hard_breaks(lines)):
            if spelling:
                gap = (pairs[number][1] - len(spelling), pairs[number + 1][0])
                (span,) = self.source.spans([gap])
                found.append(self.source.raw[span.start : span.end])
        return tuple(found)

    def _continuation(self, start: int, indent: str | None) -> str:
        """Return what a further line begins with: markers of quotes stay, others become blanks."""
        if indent is None:
            begin = self.source.text.rfind("\n", 0, start) + 1
            # a blank after the mark of a quote belongs to it, so where it has none it gets one
            marks = _BARE_QUOTE.sub("> ", self.source.text[begin:start])
            indent = _MARKERS.sub(" ", marks)
        return self.source.line_break + indent

    def _spell_out(self, text: str, lines: Sequence[str]) -> str:
        """Write shortcut references with their label, so that it survives translation."""
        written: list[str] = []
        position = 0
        for start, end, shown, label in self._shortcuts(text, self._divided_labels(lines)):
            written += [text[position:start], f"[{shown}][{label}]"]
            position = end
        return "".join([*written, text[position:]]) if written else text

    def _divided_labels(self, lines: Sequence[str]) -> dict[str, str]:
        """Return labels that a soft break divides: as joining shows them, and as they are."""
        found: dict[str, str] = {}
        if len(lines) > 1:
            for match in _BRACKETS.finditer("\n".join([line.strip() for line in lines])):
                if "\n" in match[1] and normalizeReference(match[1]) in self.labels:
                    found[join_lines(match[1].split("\n"))] = " ".join(match[1].split())
        return found

    def _shortcuts(self, text: str, divided: dict[str, str]) -> list[tuple[int, int, str, str]]:
        found: list[tuple[int, int, str, str]] = []
        pieces = list(scan(text))
        holes = iter([p for p in pieces if p.kind is not PieceKind.ESCAPE])
        hole = next(holes, None)
        collapsed = {p.start: p.end for p in pieces if text[p.start : p.end] == "[]"}
        escaped = {p.start + 1 for p in pieces if p.kind is PieceKind.ESCAPE}
        for match in _BRACKETS.finditer(text):
            while hole is not None and hole.end <= match.start():
                hole = next(holes, None)
            if match.start() in escaped or (hole is not None and hole.start <= match.start()):
                continue
            end = collapsed.get(match.end(), match.end())
            if end == match.end() and text[end : end + 1] in ("[", "(", ":"):
                continue
            known = normalizeReference(match[1]) in self.labels
            label = match[1] if known else divided.get(match[1])
            if label is not None:
                found.append((match.start(), end, match[1], label))
        return found


class SkeletonCollector(Collector):
    """Gathers the skeleton only, for comparing."""

    def add(self, *_: object, **__: object) -> None:
        """Make no unit."""

    def report(self, *_: object, **__: object) -> None:
        """Make no diagnostic."""
