"""How urgent an author says that the translation of an article is: `weight` in its front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from essaytrans.model import SegmentRules

__all__ = ["weight_of"]

_KEY: Final = "weight"
_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_VALUES: Final = frozenset({"ScalarEvent", "int", "float", "str"})
"""What the skeleton of front matter calls values that can be a number, in YAML and TOML."""


def weight_of(text: str, rules: SegmentRules) -> float | None:
    """Return the weight of an article.

    Args:
        text: the decoded file, whole.
        rules: those that the article is segmented by.

    Returns:
        A number; None where there is none, or the front matter cannot be read.
    """
    start = text.removeprefix("\ufeff")
    if not start.startswith(("---", "+++")) or _KEY not in start:
        return None
    from essaytrans.markdown import frontmatter  # noqa: PLC0415 - its patterns take 2 ms
    from essaytrans.markdown.source import Source  # noqa: PLC0415 - likewise

    parsed = Source.of(text).text
    place = frontmatter.find_front_matter(parsed)
    if place is None:
        return None
    try:
        # by the same rules, and so from the same reading
        _, rows = frontmatter.read_front_matter(parsed, place, rules.front_matter)
    except frontmatter.FrontMatterError:
        return None
    said = (row[-1] for row in rows if row[1] == _KEY and row[2] in _VALUES)
    numbers = (float(value) for value in said if _NUMBER.fullmatch(value))
    return next(numbers, None)
