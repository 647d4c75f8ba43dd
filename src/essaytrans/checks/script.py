"""Chinese that was left standing in a translation which is not written with Han characters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.i18n import msg
from essaytrans.language.han import contains_han, count_han
from essaytrans.language.scripts import script_of
from essaytrans.language.tags import split_tag
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.pair import Pair

__all__ = ["NAME", "check", "writing"]

NAME: Final = "leftover-han"

HAN: Final = frozenset(("Hanb", "Hani", "Hans", "Hant", "Jpan"))
"""Scripts of ISO 15924 that are Han, or of which Han is a part."""
_CHINESE: Final = frozenset(("cjy", "cmn", "cpx", "csp", "czh", "czo", "mnp"))
"""Chinese languages that CLDR's likely subtags do not know."""
_OPEN: Final = frozenset(("", "art", "mis", "mul", "und", "zxx"))
"""Subtags that name no language: nothing is known of how it is written."""

_SHARE: Final = 0.15
"""How much of the letters may be Han that is not excused."""
_LONGEST_NAME: Final = 8
"""Characters of the longest name, or example, that may stay Chinese."""
_LONGEST_GLOSSED: Final = 4
"""Characters of the longest word that may stay Chinese without quotation marks, where what it means
follows: `蜂群, “bee host”`."""
_LONGEST_COPY: Final = 3
"""Characters of the longest name that may be all of a translation, such as 毕龙天 in a table."""
_FORGOTTEN: Final = 4
"""Characters of the shortest run that, out of the source, tells by itself: essays about characters
leave runs of two and three in the text, as the project's own do."""
_SHOWN: Final = 20
"""Characters of what is left that are shown."""

# as `language.han` has it; here with places
_RUN: Final = re.compile(
    "[\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd]+"
)
_WIDE: Final = re.compile("[\u2e80-\U0003ffff]")
"""Where Han characters are: quicker to look for."""
_OPENING: Final = frozenset("“‘\"'«‹„‚「『《〈([（［【*_>")
_CLOSING: Final = frozenset("”’\"'»›“‘」』》〉)]）］】*_<,")
_GLOSS: Final = re.compile(r"\s*[,;:=(\[（，、：–—-]")


@lru_cache(maxsize=256)
def writing(language: str) -> str | None:
    """Return the script that a language is written in, as ISO 15924 names it.

    Returns:
        The script; nothing where CLDR does not know it; None where the tag names no language.
    """
    try:
        tag = split_tag(language)
    except EssaytransError:
        return None
    if not tag.script:
        if tag.language in _CHINESE:
            return "Hani"
        if tag.language in _OPEN:
            return None
    return script_of(tag)


def check(pair: Pair) -> Iterator[Finding]:
    """Find Chinese in a translation into a language that is written otherwise.

    Names and examples may stay: short ones that the source has too and that stand between quotation
    marks, brackets or marks of emphasis, single characters, and words that an explanation follows.
    """
    target = pair.target
    if target.isascii() or not _WIDE.search(target) or not contains_han(target):
        return
    script = writing(pair.language)
    if script is None or script in HAN:
        return
    prose = pair.target_prose()
    if _is_copied_name(pair, prose):
        return
    excused = _is_quoted if pair.target == pair.source else _may_stay
    left = [found for found in _RUN.finditer(prose) if not excused(prose, found, pair.source)]
    if not left:
        return
    characters = sum(len(found[0]) for found in left)
    longest = max(left, key=lambda found: len(found[0]))
    # in code it may be data
    whole = not pair.is_code and len(longest[0]) >= _FORGOTTEN and longest[0] in pair.source
    if whole or characters > _SHARE * sum(map(str.isalpha, prose)):
        first = longest if whole else left[0]
        yield Finding(
            NAME,
            msg("Chinese is left over: {text}", text=first[0][:_SHOWN]),
            msg("translate it; put a name that stays Chinese between quotation marks"),
            first.start(),
            len(first[0]),
        )


def _may_stay(text: str, found: re.Match[str], source: str) -> bool:
    """Whether a run of Han is a name or an example that the source has too."""
    run = found[0]
    if len(run) > _LONGEST_NAME or run not in source:
        return False
    if len(run) == 1 or _is_quoted(text, found, source):
        return True
    return len(run) <= _LONGEST_GLOSSED and _GLOSS.match(text, found.end()) is not None


def _is_quoted(text: str, found: re.Match[str], _source: str) -> bool:
    start, end = found.span()
    return bool(start) and text[start - 1] in _OPENING and text[end : end + 1] in _CLOSING


def _is_copied_name(pair: Pair, prose: str) -> bool:
    return pair.target == pair.source and count_han(prose) <= _LONGEST_COPY
