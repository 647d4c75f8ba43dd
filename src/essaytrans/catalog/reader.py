"""Reading a PO file: lines to entries, and every mistake with its place."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.comments import read_flags
from essaytrans.catalog.draft import Draft, EntrySyntaxError
from essaytrans.catalog.fields import HEADER_KEY, read_fields
from essaytrans.catalog.lexer import TokenKind, tokens
from essaytrans.catalog.plain import plain_entry
from essaytrans.i18n import msg
from essaytrans.model import Catalog, Diagnostic, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from essaytrans.catalog.lexer import Token
    from essaytrans.model import Entry, Message

__all__ = ["Reader"]

_MOST_PROBLEMS: Final = 20
"""Nobody mends more at once, and most of them follow from the first."""

_SHOWN: Final = 40
"""How many characters of a wrong word a sentence repeats."""

_STRING_LINE: Final = re.compile(
    r"(#~\||#~|#\||)[ \t]*+(msgid_plural|msgid|msgctxt|msgstr(?:\[[0-9]\])?|)[ \t]*+"
    r'"([^"\\]*+(?:\\.[^"\\]*+)*)"'
)
"""The layout that tools write: at most one keyword a line, and one string."""

_MARKER: Final = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
"""What git leaves in a file that it could not merge."""

_NEVER: Final = re.compile(r"[\0\x04]")
"""In compiled catalogs NUL ends a string and EOT parts msgctxt and msgid, so gettext takes neither
as text."""


class Reader:
    """A pass over a file, which stops at no mistake but goes on with the next entry."""

    def __init__(self, text: str, path: str) -> None:
        text = text.removeprefix("\ufeff")
        if "\r" in text:  # inside a line it is a character; alone, it ends lines as of old
            text = text.replace("\r\n", "\n") if "\n" in text else text.replace("\r", "\n")
        self.text = text
        self.path = path
        self.number = 0
        """The line being read, from 1."""
        self.draft = Draft()
        self.entries: list[Entry] = []
        self.header = Draft()
        self.first: dict[tuple[str | None, str], int] = {}
        """Where each message stands, to find its duplicate."""
        self.problems: list[Diagnostic] = []
        self.is_skipping = False
        """Whether lines are passed over up to the next blank one, after a mistake."""
        self.is_in_conflict = False
        """Whether they are passed over up to the end of a conflict."""

    def read(self) -> Catalog:
        """Read the file, or raise all that is wrong with it."""
        if "\0" in self.text or "\x04" in self.text:
            self._report_characters()
        line = 1
        for block in self.text.split("\n\n"):
            if len(self.problems) >= _MOST_PROBLEMS:
                break
            self._block(block, line)
            line += block.count("\n") + 2
        if self.draft.last:
            self._guard("")
        if self.problems:
            raise EssaytransError(*sorted(self.problems, key=_line_of)[:_MOST_PROBLEMS])
        return self._catalog()

    def _block(self, block: str, line: int) -> None:
        """Read what stands between two blank lines, at one go where that is possible."""
        self.is_skipping = False
        if not self.is_in_conflict and (self.draft.is_empty or self.draft.is_whole):
            entry = plain_entry(block, line=line)
            if entry is not None and entry.key != HEADER_KEY:
                if self.draft.is_whole:
                    self._guard("")
                self._add(entry)
                return
        for number, text in enumerate(block.split("\n"), line):
            self.number = number
            if not text:
                self.is_skipping = False
            elif self.is_skipping or self.is_in_conflict or text[0] in "<|=>":
                self._pass_over(text)
            else:
                self._guard(text)

    def _pass_over(self, line: str) -> None:
        """Read a line that is no part of an entry, unless it turns out to be one."""
        if _MARKER.fullmatch(line) is not None:
            if not self.is_in_conflict:
                self._report(
                    "po-conflict",
                    msg("Git could not merge this file and left a conflict here"),
                    msg("resolve the merge with git, then run again"),
                )
            self.is_in_conflict = line[0] == "<" or (self.is_in_conflict and line[0] != ">")
            self.is_skipping = True
            self.draft = Draft()
        elif not line.strip(" \t\f\v\r"):
            self.is_skipping = False
        elif not self.is_skipping and not self.is_in_conflict:
            self._guard(line)

    def _guard(self, line: str) -> None:
        """Read a line, or the end of the file; a mistake costs the entry that it is in."""
        try:
            if line:
                self._line(line)
            else:
                self._finish()
        except EntrySyntaxError as error:
            self._report("po-syntax", error.message, error.hint, line=error.line, span=error.span)
            self.draft = Draft()
            if line and error.line not in {None, self.number}:
                self._guard(line)  # an earlier line is to blame, and this one begins an entry
            else:
                self.is_skipping = True

    def _line(self, line: str) -> None:
        if line[0] == "#" and line[1:2] not in {"~", "|"}:
            self._comment(line)
        elif (plain := _STRING_LINE.fullmatch(line)) is not None:
            mark, keyword, written = plain.groups()
            if keyword:
                self._keyword(keyword, mark, plain.start(2))
            self.draft.string(written, mark, start=plain.start(3))
        else:
            before: TokenKind | None = None
            for token in tokens(line):
                self._token(token, before)
                before = token.kind

    def _token(self, token: Token, before: TokenKind | None) -> None:
        if token.kind is TokenKind.COMMENT:
            self._comment(token.text)
        elif token.kind is TokenKind.STRING:
            self.draft.string(token.text, token.mark, start=token.start)
        elif token.kind is TokenKind.KEYWORD and token.text != "domain":
            self._keyword(token.text, token.mark, token.start)
        else:
            raise _unreadable(token, before)

    def _comment(self, line: str) -> None:
        if self.draft.is_whole:
            self._finish()
        self.draft.comment(line)

    def _keyword(self, keyword: str, mark: str, start: int) -> None:
        if self.draft.is_whole and not keyword.startswith("msgstr["):
            self._finish()
        self.draft.keyword(keyword, mark, line=self.number, start=start)

    def _finish(self) -> None:
        """Put the entry that has been read where it belongs, and begin the next."""
        draft, self.draft = self.draft, Draft()
        entry = draft.entry()
        if entry.key != HEADER_KEY:
            self._add(entry)
        elif entry.msgid_plural is not None:
            raise EntrySyntaxError(
                msg("the header cannot have plural forms"),
                msg("restore the header from the last good copy of the file"),
                line=draft.line,
            )
        elif self.header.line:
            self._report_duplicate(draft.line, self.header.line)
        else:
            self.header = draft

    def _add(self, entry: Entry) -> None:
        key = entry.key
        if (first := self.first.get(key)) is None:
            self.first[key] = entry.line or 0
            self.entries.append(entry)
        else:
            self._report_duplicate(entry.line, first)

    def _report_duplicate(self, line: int | None, first: int) -> None:
        self._report(
            "po-duplicate",
            msg("this message is in the file already, in line {line}", line=first),
            msg("keep the entry with the better translation and delete the other"),
            line=line,
        )

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def _catalog(self) -> Catalog:
        header, tail = self.header, self.draft
        comments = (
            *header.comments,
            *header.leftovers(),
            *tail.comments,
            *tail.leftovers(),
        )
        return Catalog(
            header=read_fields(header.texts().get("msgstr", "")),
            entries=tuple(self.entries),
            header_comments=() if comments == ("",) else comments,
            header_extracted_comments=(*header.extracted, *tail.extracted),
            header_flags=read_flags(",".join(header.flags)),
            path=self.path,
        )

    def _report(
        self,
        code: str,
        message: Message,
        hint: Message,
        *,
        line: int | None = None,
        span: tuple[int, int] | None = None,
    ) -> None:
        number = line or self.number
        text = self._lines[number - 1]
        start, end = span or (0, len(text))
        position = Position(self.path, number, start + 1, text, max(end - start, 1))
        self.problems.append(Diagnostic(Severity.ERROR, code, message, hint, position))

    def _report_characters(self) -> None:
        """Report what no line may have, before any is read."""
        for number, line in enumerate(self._lines, 1):
            if (found := _NEVER.search(line)) is not None:
                self._report(
                    "po-syntax",
                    msg("the line has the control character {character}", character=repr(found[0])),
                    msg("delete the character, or restore the file from its last good copy"),
                    line=number,
                    span=found.span(),
                )
                if len(self.problems) >= _MOST_PROBLEMS:
                    return


def _unreadable(token: Token, before: TokenKind | None) -> EntrySyntaxError:
    span = (token.start, token.end)
    if token.kind is TokenKind.UNCLOSED:
        return EntrySyntaxError(
            msg("the quotation mark that ends this text is missing"),
            msg("put it at the end of the line"),
            span=span,
        )
    if token.kind is TokenKind.KEYWORD:
        return EntrySyntaxError(
            msg("the file has a domain line: it holds several catalogs"),
            msg("make one file of each domain, and delete the line"),
            span=span,
        )
    word = token.text[:_SHOWN]
    if before is TokenKind.STRING:
        return EntrySyntaxError(
            msg("a text ends before “{word}”, and the line goes on", word=word),
            msg('a quotation mark that belongs to the text is written \\"'),
            span=span,
        )
    return EntrySyntaxError(
        msg("“{word}” is no word of a PO file", word=word),
        msg("a remark begins with #, and a text stands in quotation marks behind its keyword"),
        span=span,
    )


def _line_of(problem: Diagnostic) -> int:
    return (problem.position and problem.position.line) or 0
