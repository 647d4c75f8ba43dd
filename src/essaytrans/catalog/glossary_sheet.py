"""The file of a glossary with other terms in it: what is not meant stays byte for byte as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.catalog.cells import neutral
from essaytrans.catalog.glossary import OWN_COLUMNS, cell_of, columns_of, separator_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from essaytrans.catalog.glossary import Term

__all__ = ["rewritten"]

_BREAK: Final = re.compile(r"\r\n?|\n")
_MARK: Final = "\ufeff"
"""The byte order mark that some spreadsheets write."""


class _Row(NamedTuple):
    line: int
    """The line on which it begins, from 1."""
    cells: list[tuple[int, int]]
    """Where each begins and ends, quotation marks included, in characters of the file."""

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.cells[-1][1]


def rewritten(
    text: str, before: Sequence[Term], after: Sequence[Term], columns: Sequence[str]
) -> str:
    """Return the text of a glossary's file with changed terms and new ones.

    Separator, line ends, quotation marks, unknown columns and blank rows stay. Cells that are
    written are none that a spreadsheet takes for formulas.

    Args:
        text: the file; `parse_glossary` finds no error in it. It may be empty.
        before: the terms that are in it.
        after: those that are to be: for each of before what it is now, and new ones behind them.
        columns: the languages that a file without headings gets columns for. In any other a column
            is added only for what a term has and the file has no place for.
    """
    names = list(columns_of(text))
    wanted = [*OWN_COLUMNS, *columns] if not names else []
    for one in after:
        wanted += _contents(one)
    new = [name for name in dict.fromkeys(wanted) if name not in names]
    separator = separator_of(text)
    edits = _edits(text, separator, [*names, *new], new, _changes(before, after))
    text = _spliced(text, edits)
    rows: list[list[str]] = [] if names or not after else [new]
    for one in after[len(before) :]:
        contents = _contents(one)
        rows.append([contents.get(name, "") for name in (*names, *new)])
    return _appended(text, separator, rows)


def _contents(term: Term) -> dict[str, str]:
    """Return the cells of a term that are not empty, by the names of their columns."""
    cells = {"term": term.term, "part_of_speech": term.part_of_speech, "note": term.note}
    cells |= {tag: cell_of(words) for tag, words in term.translations}
    return {name: cell for name, cell in cells.items() if cell}


def _spliced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    parts, at = list[str](), 0
    for start, end, content in edits:
        parts += (text[at:start], content)
        at = end
    return "".join((*parts, text[at:]))


def _changes(before: Sequence[Term], after: Sequence[Term]) -> dict[int, dict[str, str]]:
    """Return the cells that differ, by the lines of their rows."""
    changes: dict[int, dict[str, str]] = {}
    for old, new in zip(before, after, strict=False):
        if old == new or old.line is None:
            continue
        was, is_now = _contents(old), _contents(new)
        names = dict.fromkeys((*was, *is_now))
        cells = {name: is_now.get(name, "") for name in names}
        changes[old.line] = {name: cell for name, cell in cells.items() if cell != was.get(name)}
    return changes


def _edits(
    text: str,
    separator: str,
    names: Sequence[str],
    new: Sequence[str],
    changes: Mapping[int, Mapping[str, str]],
) -> Iterator[tuple[int, int, str]]:
    """Yield the places of a file that become others, in order, and what they become."""
    if len(new) == len(names):  # there are no headings yet
        return
    heading = True
    for row in _rows(text, separator):
        if heading:
            if not any(text[start:end].strip(' "\t\u3000') for start, end in row.cells):
                continue
            heading = False
            if new:
                more = "".join(separator + _quoted(name, separator) for name in new)
                yield row.end, row.end, more
        elif cells := changes.get(row.line):
            yield from _of_row(row, separator, names, cells)


def _of_row(
    row: _Row, separator: str, names: Sequence[str], cells: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    numbered = {names.index(name): _quoted(cell, separator) for name, cell in cells.items()}
    for number, cell in sorted(numbered.items()):
        if number < len(row.cells):
            yield (*row.cells[number], cell)
    behind = range(len(row.cells), max(numbered) + 1)
    if behind:
        more = "".join(separator + numbered.get(number, "") for number in behind)
        yield row.end, row.end, more


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """Yield the rows of a file, blank ones too, as `csv.reader` finds them (`strict`)."""
    pattern = re.compile(rf'"[^"]*+(?:""[^"]*+)*"|[^{re.escape(separator)}\r\n]*')
    at, line = len(_MARK) if text.startswith(_MARK) else 0, 1
    while at < len(text):
        begin, cells = at, list[tuple[int, int]]()
        while match := pattern.match(text, at):
            cells.append(match.span())
            at = match.end()
            if not text.startswith(separator, at):
                break
            at += len(separator)
        if over := _BREAK.match(text, at):
            at = over.end()
        yield _Row(line, cells)
        line += len(_BREAK.findall(text, begin, at))


def _appended(text: str, separator: str, rows: Sequence[Sequence[str]]) -> str:
    """Return a file with rows at its end, which end as its first line does."""
    if not rows:
        return text
    found = _BREAK.search(text)
    end = found[0] if found else "\n"
    lines = [separator.join(_quoted(cell, separator) for cell in row) + end for row in rows]
    whole = not text.removeprefix(_MARK) or text.endswith(("\n", "\r"))
    return text + ("" if whole else end) + "".join(lines)


def _quoted(cell: str, separator: str) -> str:
    """Write a cell, so that neither this file nor a spreadsheet takes it for anything else."""
    cell = neutral(cell)
    if any(sign in cell for sign in (separator, '"', "\r", "\n")):
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell
