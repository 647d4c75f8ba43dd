"""Texts and translations that stand side by side, with one side edited as people edit: what is which is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from essaytrans.follow.sentences import sentences
from essaytrans.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from essaytrans.align.blocks import Block

__all__ = ["EDITS", "Side", "perturbed"]

_TEXTS: Final = frozenset((Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE))
_CELLS: Final = frozenset((Kind.TABLE_HEADER, Kind.TABLE_CELL))
_OFTEN: Final = 0.1
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Side:
    """Blocks, and which blocks of the article as it was each of them comes from."""

    blocks: tuple[Block, ...]
    origins: tuple[frozenset[int], ...]
    """Empty for a block that was added."""


_Piece = tuple["Block", frozenset[int]]
_Edit = "Callable[[list[_Piece], Sequence[Block], Random], list[_Piece]]"


def perturbed(blocks: Sequence[Block], others: Sequence[Block], edit: str, random: Random) -> Side:
    """Edit one side of a pair.

    Args:
        blocks: the article, or its translation.
        others: blocks of another text in the same language, to be added.
        edit: one of `EDITS`.
        random: what decides.
    """
    whole: list[_Piece] = [(block, frozenset((at,))) for at, block in enumerate(blocks)]
    head = [piece for piece in whole if piece[0].kind is Kind.FRONT_MATTER]
    pieces = whole[len(head) :]
    others = [block for block in others if block.kind is not Kind.FRONT_MATTER]
    for change in EDITS[edit]:
        pieces = change(pieces, others, random)
    pieces = head + pieces
    made, origins = zip(*pieces, strict=True) if pieces else ((), ())
    return Side(tuple(made), tuple(origins))


def _delete(pieces: list[_Piece], _others: Sequence[Block], random: Random) -> list[_Piece]:
    """Leave out one block, or row of a table, of ten."""
    kept = [item for item in _items(pieces) if random.random() > _OFTEN]
    return [piece for item in kept for piece in item] or pieces[:1]


def _delete_run(pieces: list[_Piece], _others: Sequence[Block], random: Random) -> list[_Piece]:
    """Leave out a quarter, in one piece."""
    items = _items(pieces)
    length = len(items) // 4
    begin = random.randrange(max(1, len(items) - length))
    return [piece for item in items[:begin] + items[begin + length :] for piece in item]


def _add(pieces: list[_Piece], others: Sequence[Block], random: Random) -> list[_Piece]:
    """Put something of another text before one block, or row of a table, of ten."""
    strange = [
        [(block, frozenset[int]()) for block, _ in item]
        for item in _items([(block, frozenset()) for block in others])
    ]
    found: list[_Piece] = []
    for item in _items(pieces):
        cells = item[0][0].kind in _CELLS
        fitting = [one for one in strange if (one[0][0].kind in _CELLS) is cells]
        if fitting and random.random() < _OFTEN:
            found += random.choice(fitting)
        found += item
    return found


def _items(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Put the cells of each row of a table together."""
    items: list[list[_Piece]] = []
    for piece in pieces:
        block = piece[0]
        before = items[-1][-1][0] if items else block
        if block.kind in _CELLS and before.kind is block.kind and block.detail > before.detail:
            items[-1].append(piece)
        else:
            items.append([piece])
    return items


def _join(pieces: list[_Piece], _others: Sequence[Block], random: Random) -> list[_Piece]:
    """Join a paragraph in ten with the next one."""
    found: list[_Piece] = []
    for block, origins in pieces:
        if (
            found
            and len(found[-1][1]) == 1
            and found[-1][0].kind is block.kind
            and block.kind in _TEXTS
            and random.random() < _OFTEN
        ):
            before, its = found.pop()
            found.append((replace(before, text=f"{before.text} {block.text}"), its | origins))
        else:
            found.append((block, origins))
    return found


def _cut(pieces: list[_Piece], _others: Sequence[Block], random: Random) -> list[_Piece]:
    """Cut a paragraph in ten after one of its sentences."""
    found: list[_Piece] = []
    for block, origins in pieces:
        parts = sentences(block.text) if block.kind in _TEXTS and len(origins) == 1 else []
        if len(parts) >= _FEWEST and random.random() < 2 * _OFTEN:
            at = random.randrange(1, len(parts))
            halves = ("".join(parts[:at]), "".join(parts[at:]))
            found += [(replace(block, text=half.strip()), origins) for half in halves]
        else:
            found.append((block, origins))
    return found


def _swap(pieces: list[_Piece], _others: Sequence[Block], random: Random) -> list[_Piece]:
    """Let two sections that follow each other change places."""
    heads = [at for at, (block, _) in enumerate(pieces) if block.kind is Kind.HEADING]
    levels = {pieces[at][0].detail for at in heads}
    level = min(
        (one for one in levels if sum(pieces[at][0].detail == one for at in heads) > 1),
        default=None,
    )
    heads = [*(at for at in heads if level is None or pieces[at][0].detail == level), len(pieces)]
    if len(heads) <= _FEWEST:
        return pieces
    which = random.randrange(len(heads) - 2)
    one, two, end = heads[which : which + 3]
    return pieces[:one] + pieces[two:end] + pieces[one:two] + pieces[end:]


EDITS: Final[
    dict[str, tuple[Callable[[list[_Piece], Sequence[Block], Random], list[_Piece]], ...]]
] = {
    "as they are": (),
    "a tenth deleted": (_delete,),
    "a quarter deleted, in one piece": (_delete_run,),
    "a tenth added": (_add,),
    "paragraphs joined": (_join,),
    "paragraphs cut": (_cut,),
    "sections swapped": (_swap,),
    "all of it": (_swap, _delete, _add, _join, _cut),
}
"""What is done to one side, by name."""
