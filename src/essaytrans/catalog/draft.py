"""The entry that a PO file is being read into: the grammar of its lines, and what comes of them."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.comments import read_flags, read_references, read_remark
from essaytrans.catalog.plain import split_flags
from essaytrans.catalog.strings import EscapeError, unescape
from essaytrans.i18n import msg
from essaytrans.model import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.model import Message

__all__ = ["Draft", "EntrySyntaxError"]

_AFTER: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "|msgctxt": ("",),
        "|msgid": ("", "|msgctxt"),
        "|msgid_plural": ("|msgid",),
        "msgctxt": ("", "|msgid", "|msgid_plural"),
        "msgid": ("", "|msgid", "|msgid_plural", "msgctxt"),
        "msgid_plural": ("msgid",),
        "msgstr": ("msgid",),
        "msgstr[": ("msgid_plural", "msgstr["),
    }
)
"""Which keyword may stand behind which (gettext's `po-gram.y`): `|` is in front of those of a
previous text, `msgstr[` stands for every plural form, "" for the beginning."""


_FLAG: Final = re.compile(r"fuzzy|(no-)?wrap|[a-z-]+-format|range: [0-9.]+")


class EntrySyntaxError(Exception):
    """A line that does not fit the entry it stands in."""

    def __init__(
        self,
        message: Message,
        hint: Message,
        *,
        span: tuple[int, int] | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(message.template)
        self.message = message
        self.hint = hint
        self.span = span
        """The characters that are wrong, in their line from 0; None for the line as a whole."""
        self.line = line
        """Which line, if it is not the one that was handed in."""


class Draft:
    """What has been read of an entry so far."""

    __slots__ = (
        "comments",
        "extracted",
        "flags",
        "is_empty",
        "is_whole",
        "last",
        "line",
        "mark",
        "obsolete",
        "pieces",
        "references",
        "strings",
    )

    def __init__(self) -> None:
        self.is_empty = True
        """Whether nothing has been read yet."""
        self.is_whole = False
        """Whether a msgstr has been read: what follows may belong to the next entry."""
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[str] = []
        self.flags: list[str] = []
        """What follows `#,`, line by line."""
        self.strings: dict[str, list[str]] = {}
        """The pieces of each string under its keyword, in the order of the file."""
        self.pieces: list[str] = []
        """Those of the string being read."""
        self.last = ""
        """The keyword of the string being read, spelt as in `_AFTER`."""
        self.mark = ""
        """`#~`, `#|`, `#~|` or nothing: what each line of that string begins with."""
        self.obsolete: bool | None = None
        """None until a keyword has told."""
        self.line = 0
        """The line of `msgid`, from 1, or until then of the first keyword; 0 before that."""

    def comment(self, line: str) -> None:
        """Take a comment, from its `#` to the end of the line.

        Raises:
            EntrySyntaxError: it stands between msgid and msgstr.
        """
        if self.last and self.last[0] != "|":
            if self.last == "msgid":
                hint = msg('add a line msgstr "" above, if the entry before has none')
            else:
                hint = msg("move the line up, above the msgid of its entry")
            raise EntrySyntaxError(msg("a comment stands in the middle of an entry"), hint)
        self.is_empty = False
        kind = line[1:2]
        if kind == ".":
            self.extracted.append(read_remark(line[2:]))
        elif kind == ":":
            self.references += read_references(line[2:])
        elif kind == "," or (kind in {"=", "!"} and _are_flags(line[2:])):
            self.flags.append(line[2:])
        else:
            self.comments.append(read_remark(line[1:]))

    def keyword(self, keyword: str, mark: str, *, line: int, start: int) -> None:
        """Take a keyword; strings follow.

        Raises:
            EntrySyntaxError: it does not fit what came before.
        """
        name = f"|{keyword}" if "|" in mark else keyword
        rule = "msgstr[" if name.startswith("msgstr[") else name
        span = (start, start + len(keyword))
        if self.last not in _AFTER.get(rule, ()):
            raise self._misplaced(keyword, rule, span)
        if rule == "msgstr[" and name != f"msgstr[{self._forms}]":
            raise EntrySyntaxError(
                msg("the plural form {keyword} is out of turn", keyword=keyword),
                msg("the forms of an entry are numbered 0, 1, 2 and so on, none left out"),
                span=span,
            )
        if rule[0] != "|":
            if self.obsolete is not None and self.obsolete != bool(mark):
                raise EntrySyntaxError(
                    msg("only some lines of this entry begin with #~"),
                    msg("an obsolete entry has #~ before each of its lines, any other has none"),
                )
            self.obsolete = bool(mark)
        if not self.line or rule == "msgid":
            self.line = line
        self.is_empty = False
        self.is_whole = rule.startswith("msgstr")
        self.pieces = self.strings[name] = []
        self.last = rule
        self.mark = mark

    def string(self, written: str, mark: str, *, start: int) -> None:
        """Take a string, or one more piece of it, as it is written between quotation marks.

        Raises:
            EntrySyntaxError: no keyword is waiting for it, or it has an escape that PO has not.
        """
        if not self.last or mark != self.mark:
            raise EntrySyntaxError(
                msg("a text in quotation marks stands here without msgid or msgstr before it"),
                msg("put the keyword back, or delete the line"),
                span=(start - 1, start + len(written) + 1),
            )
        try:
            text = unescape(written)
        except EscapeError as error:
            raise EntrySyntaxError(
                msg("a PO file cannot have {escape} in a text", escape=str(error)),
                msg("a backslash that belongs to the text is written twice"),
                span=(start + error.start, start + error.end),
            ) from None
        self.pieces.append(text)

    def texts(self) -> dict[str, str]:
        """Join the pieces of each string."""
        return {name: "".join(pieces) for name, pieces in self.strings.items()}

    def leftovers(self) -> list[str]:
        """Make comments of what only machines write, where there is no entry to hold it."""
        references = (f": {reference}" for reference in self.references)
        previous = (f"{k} {text}" for k, text in self.texts().items() if k[0] == "|" and text)
        lines = (line for text in previous for line in text.split("\n"))
        return [*references, *map(read_remark, lines)]

    def entry(self) -> Entry:
        """Make the entry.

        Raises:
            EntrySyntaxError: it has no msgstr, or a keyword without a text.
        """
        if not self.is_whole:
            raise self._unfinished()
        if [] in self.strings.values():
            raise EntrySyntaxError(
                msg("a keyword of this entry has no text in quotation marks behind it"),
                msg('if the text is empty, write "" behind the keyword'),
                line=self.line,
            )
        strings = self.texts()
        forms = tuple(text for name, text in strings.items() if name.startswith("msgstr"))
        fuzzy, flags = split_flags(",".join(self.flags))
        return Entry(
            msgid=strings["msgid"],
            msgstr=forms[0],
            msgctxt=strings.get("msgctxt"),
            fuzzy=fuzzy and any(forms),
            obsolete=bool(self.obsolete),
            previous_msgid=strings.get("|msgid"),
            previous_msgctxt=strings.get("|msgctxt"),
            previous_msgid_plural=strings.get("|msgid_plural"),
            translator_comments=tuple(self.comments),
            extracted_comments=tuple(self.extracted),
            references=tuple(self.references),
            flags=flags,
            msgid_plural=strings.get("msgid_plural"),
            msgstr_plural=forms if "msgid_plural" in strings else (),
            line=self.line,
        )

    @property
    def _forms(self) -> int:
        return sum(name.startswith("msgstr[") for name in self.strings)

    def _misplaced(self, keyword: str, rule: str, span: tuple[int, int]) -> EntrySyntaxError:
        if self.last.startswith("msgid") and rule in {"msgid", "|msgid", "|msgctxt"}:
            return self._unfinished()
        if not self.last:
            message = msg("an entry cannot begin with {keyword}", keyword=keyword)
        else:
            before = self.last.rstrip("[").replace("|", "#| ")
            message = msg("{keyword} cannot follow {before}", keyword=keyword, before=before)
        return EntrySyntaxError(
            message,
            msg("the lines of an entry stand in this order: msgctxt (if any), msgid, msgstr"),
            span=span,
        )

    def _unfinished(self) -> EntrySyntaxError:
        if self.last in {"msgid", "msgid_plural"}:
            message = msg("this entry has no msgstr")
            hint = msg('if there is no translation yet, add a line msgstr "" below the msgid')
        else:
            message = msg("this entry has no msgid")
            hint = msg("put the line back that begins with msgid, or delete the rest of the entry")
        return EntrySyntaxError(message, hint, line=self.line)


def _are_flags(text: str) -> bool:
    """Tell `#= no-wrap` (flags since gettext 0.25) from a remark or an ornament (`#======`)."""
    flags = read_flags(text)
    return bool(flags) and all(map(_FLAG.fullmatch, flags))
