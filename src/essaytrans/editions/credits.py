"""Those who translated, named in the front matter of a built article.

A name is text of a stranger, and front matter is read by programs: it is written without what could
begin a tag of HTML or of a template, as a field that `fields` reads again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.editions.fields import with_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["plain_names", "with_credits"]

_NEVER: Final = str.maketrans("", "", "{}<>")
"""What tags are made of, in HTML, MDX, Hugo, Liquid, Jinja and ERB."""

_FENCE: Final = re.compile(r"([-+])\1{2,}")
"""What ends front matter: some programs take it for that in the middle of a line too."""


def with_credits(text: str, names: Sequence[str], key: str) -> str | None:
    """Add a list of names to the front matter of an article.

    It goes onto the last line, in TOML onto the last one before the first table, and nowhere if the
    article has no front matter or has the key.

    Args:
        text: the article, whole, with line ends of any kind.
        names: names of people, a line each; a name that is nothing but tags is left out.
        key: the key, one that needs no quotation marks.

    Returns:
        The article; itself where there is nothing to add; None where the front matter would not
        say what it said, and these names.
    """
    shown = plain_names(names)
    return with_fields(text, {key: shown}) if shown else text


def plain_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once, without what tags are made of."""
    return tuple(dict.fromkeys(filter(None, map(_plain, names))))


def _plain(name: str) -> str:
    return _FENCE.sub(r"\1", " ".join(name.translate(_NEVER).split()))
