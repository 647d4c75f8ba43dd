"""Promise 4 over a long time: the machine of `test_nothing_lost`, many steps at a stretch.

Hypothesis looks for the shortest way into trouble, and some trouble has no short way: a catalog that
was sent, then renamed, then edited here and there, then comes back. So here the same machine walks
far, each walk from a seed of its own, and each the same at every run.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, Final

import pytest

from commands.test_nothing_lost import TOPICS, Everybody

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = 60
WALKS = 20


def text(chance: Random) -> str:
    if chance.random() < 0.2:
        return chance.choice(["绿色", "红色", "结语"])
    topic, much = chance.choice(TOPICS), chance.choice(["三克", "五克", "慢慢来"])
    what = chance.choice(["先等", "再看"])
    return f"{topic}要{much}，{what}两点。{topic}不急，{much}{what}就好，第{much}次再说。"


def texts(chance: Random) -> list[str]:
    return [text(chance) for _ in range(chance.randint(1, 4))]


def position(chance: Random) -> int:
    return chance.randrange(8)


def name(chance: Random) -> str:
    return chance.choice(["a", "b", "c/d", "茶"])


def where(chance: Random) -> str:
    return chance.choice(["here", "branch", "mail"])


def mostly(chance: Random) -> bool:
    return chance.random() < 0.6


def sometimes(chance: Random) -> bool:
    return chance.random() < 0.4


RULES: Final[dict[str, tuple[float, dict[str, Callable[[Random], Any]]]]] = {
    "writes": (1, {"name": name, "texts": texts, "run": mostly}),
    "edits": (4, {"which": position, "at": position, "text": text, "run": mostly}),
    "cuts": (2, {"which": position, "at": position, "run": mostly}),
    "joins": (2, {"which": position, "at": position, "run": mostly}),
    "moves": (
        3,
        {"start": position, "at": position, "end": position, "to": position, "run": mostly},
    ),
    "renames": (1, {"which": position, "name": name, "run": mostly}),
    "removes": (0.5, {"which": position, "run": mostly}),
    "translates": (10, {"which": position, "at": position, "fuzzy": sometimes, "where": where}),
    "remarks": (2, {"which": position, "at": position, "where": where}),
    "confirms": (3, {"which": position, "at": position, "where": where}),
    "empties": (1, {"which": position, "at": position, "where": where}),
    "extract": (2, {}),
    "prune": (1, {}),
    "branches": (2, {}),
    "merges": (2, {"back": sometimes}),
    "sends": (3, {"which": position}),
    "comes_back": (
        3,
        {"which": position, "prefer": sometimes, "forget": sometimes, "run": mostly},
    ),
}
"""How often each is done, in proportion, and with what."""

POSSIBLE: Final[dict[str, Callable[[Everybody], bool]]] = {
    "moves": lambda machine: len(machine.articles) > 1,
    "removes": lambda machine: len(machine.articles) > 1,
    "merges": lambda machine: bool(machine.branch),
    "comes_back": lambda machine: bool(machine.mail),
}


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_long_walk_loses_nothing(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same at every run
    machine = Everybody()
    try:
        machine.begins(one=texts(chance), other=texts(chance))
        for _ in range(STEPS):
            weights = [weight for weight, _ in RULES.values()]
            (step,) = chance.choices(list(RULES), weights)
            if step not in POSSIBLE or POSSIBLE[step](machine):
                arguments = {key: draw(chance) for key, draw in RULES[step][1].items()}
                getattr(machine, step)(**arguments)
    finally:
        machine.teardown()
