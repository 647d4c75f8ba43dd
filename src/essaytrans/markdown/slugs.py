"""The ids that site generators give to headings: one pure function a rule, and how repeats differ.

A rule is what a generator does with the words of a heading, by its own source, which each function
names. `tests/markdown/test_slugs.py` has what the generators themselves answered.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["SLUG_RULES", "Named", "SlugRule"]


class Named(NamedTuple):
    """A heading on its way to an id."""

    slug: str
    """What a rule makes of its words, or what its author calls it."""
    given: bool
    """Whether it is what its author calls it: `{#id}`."""


@dataclass(frozen=True, slots=True)
class SlugRule:
    """How a generator names headings."""

    make: Callable[[str], str]
    """Makes a name of the words of a heading."""
    tell_apart: Callable[[Iterable[Named]], list[str]]
    """Makes ids of the names of all headings of an article, in order; empty for one without."""
    raw: bool = False
    """Whether the rule reads Markdown as it is written, and of it the last line only."""
    alt: bool = False
    """Whether the text of an image counts as words."""
    given: bool = False
    """Whether an id may stand behind a heading: `{#id}` or `{: #id .class}` (markdown-it-attrs,
    goldmark, kramdown, attr_list, Docusaurus)."""
    pinned: re.Pattern[str] | None = None
    """What an id has to look like so that it can be written there."""


# --- words to names ---------------------------------------------------------------------------


def github(words: str) -> str:
    r"""Name a heading as GitHub does.

    html-pipeline, `toc_filter.rb`: lower case, without `/[^\p{Word}\- ]/`, blanks to hyphens. What a
    word is made of is Onigmo's: letters, marks, digits, connectors (`_`), and what Unicode calls
    alphabetic besides.
    """
    return _kept(words.strip().lower(), _WORD).replace(" ", "-")


def github_slugger(words: str) -> str:
    """Name a heading as github-slugger does, which Docusaurus and Astro use.

    `index.js` and `script/generate-regex.mjs` of version 2: as GitHub.
    """
    return _kept(words.lower(), _WORD).replace(" ", "-")


def kramdown(words: str) -> str:
    r"""Name a heading as kramdown does for Jekyll.

    kramdown-parser-gfm 1.1, `generate_gfm_header_id`: as GitHub, without taking blanks off the ends,
    and tabs become hyphens too. Two or three hyphens are a dash by then, which is no word.
    """
    kept = _kept(_DASH.sub("", words).lower(), _WORD, "\t")
    return kept.replace(" ", "-").replace("\t", "-")


def goldmark(words: str) -> str:
    """Name a heading as Hugo does by default (`autoHeadingIDType = "github"`).

    Hugo, `markup/goldmark/autoid.go`: letters and decimal digits in lower case, `_`, and hyphens for
    hyphens and blanks; marks that stand by themselves are lost.
    """
    kept = _kept(words.strip(), _LETTER_OR_DIGIT, "_")
    return "".join(map(_lower, kept)).replace(" ", "-") or "heading"


def python_markdown(words: str) -> str:
    """Name a heading as Python-Markdown does, and so MkDocs: in ASCII.

    Python-Markdown 3, `extensions/toc.py`, `slugify` with the separator `-`. Nothing is left of Han.
    """
    decomposed = unicodedata.normalize("NFKD", words)
    return python_markdown_unicode(decomposed.encode("ascii", "ignore").decode("ascii"))


def python_markdown_unicode(words: str) -> str:
    r"""Name a heading as Python-Markdown does with `slugify_unicode`, in any script.

    `extensions/toc.py`: without `[^\w\s-]`, lower case, blanks and hyphens to one hyphen.
    """
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())


def vitepress(words: str) -> str:
    """Name a heading as VitePress does.

    `@mdit-vue/shared`, `slugify.ts`: decomposed without accents, ASCII punctuation and blanks to one
    hyphen, none at the ends, `_` before a digit, lower case.
    """
    plain = _COMBINING.sub("", unicodedata.normalize("NFKD", words))
    dashed = re.sub(r"-{2,}", "-", _SPECIAL.sub("-", _CONTROL.sub("", plain)))
    return re.sub(r"^([0-9])", r"_\1", dashed.strip("-")).lower()


_DASH: Final = re.compile(r"-{2,3}")
_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_COMBINING: Final = re.compile(r"[\u0300-\u036f]")
# JavaScript's `\s` and Python's differ: U+FEFF is one there, U+001C to U+001F and U+0085 here.
_SPECIAL: Final = re.compile(
    r"[ \t\n\v\f\r\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    r"~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+"
)
_WORD: Final = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
_LETTER_OR_DIGIT: Final = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd"))
_ENCLOSED: Final = re.compile(
    "[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
)
"""Letters in circles and squares: symbols that Unicode calls alphabetic."""


def _kept(text: str, categories: frozenset[str], more: str = "") -> str:
    """Leave what is of some general categories, blanks, hyphens, and a few characters more."""
    return "".join(
        [
            character
            for character in text
            if character in " -"
            or character in more
            or unicodedata.category(character) in categories
            or ("Pc" in categories and _ENCLOSED.match(character))
        ]
    )


def _lower(character: str) -> str:
    """Return the small letter of one character, which is one too (Go's `unicode.ToLower`)."""
    found = character.lower()
    return found if len(found) == 1 else found[0]


# --- names to ids -----------------------------------------------------------------------------


def _counted(names: Iterable[Named]) -> list[str]:
    """Count each name: `a`, `a-1`, `a-2`, also where something else is called so (GitHub, kramdown)."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for slug, given in names:
        number = 0 if given else seen[slug]
        seen[slug] += not given
        found.append(f"{slug}-{number}" if number else slug)
    return found


def _counted_on(names: Iterable[Named]) -> list[str]:
    """Count on from the last one of a name until one is free (github-slugger)."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for slug, given in names:
        result = slug
        while not given and result in seen:
            seen[slug] += 1
            result = f"{slug}-{seen[slug]}"
        if not given:
            seen[result] = 0
        found.append(result)
    return found


def _first_free(names: Iterable[Named]) -> list[str]:
    """Take the first of `a`, `a-1`, `a-2` that is free (goldmark, markdown-it-anchor)."""
    taken: set[str] = set()
    tried: Counter[str] = Counter()
    found: list[str] = []
    for slug, given in names:
        result = slug
        while not given and result in taken:  # each number is tried once for a name
            tried[slug] += 1
            result = f"{slug}-{tried[slug]}"
        taken.add(result)
        found.append(result)
    return found


_NUMBERED: Final = re.compile(r"(.*)_([0-9]+)", re.DOTALL)


def _underscored(names: Iterable[Named]) -> list[str]:
    """Count up the number at the end of a name until one is free (Python-Markdown, `unique`).

    What authors call their headings is taken from the beginning, and no id is empty.
    """
    listed = list(names)
    taken = {slug for slug, given in listed if given}
    next_free: dict[str, int] = {}
    found: list[str] = []
    for slug, given in listed:
        result = slug
        if not given and (not slug or slug in taken):
            numbered = _NUMBERED.fullmatch(slug)
            stem, first = (numbered[1], int(numbered[2]) + 1) if numbered else (slug, 1)
            number = next_free.get(slug, first)
            while f"{stem}_{number}" in taken:
                number += 1
            next_free[slug] = number + 1
            result = f"{stem}_{number}"
        taken.add(result)
        found.append(result)
    return found


# --- generators -------------------------------------------------------------------------------

_ANY: Final = re.compile(r"[^\s{}.#=\"'<>&`\\\[\]|*]+")
_GOLDMARK: Final = re.compile(r"(?:[A-Za-z0-9_:.\-]|[^\x00-\x7f\s])+")
"""goldmark, `parser/attribute.go`: no blank and no ASCII punctuation but these."""
_KRAMDOWN: Final = re.compile(r"[A-Za-z][\w:\-]*", re.ASCII)
"""kramdown, `parser/kramdown/header.rb`, `HEADER_ID`."""

SLUG_RULES: Final[Mapping[str, SlugRule]] = {
    "github": SlugRule(github, _counted),
    "python-markdown": SlugRule(python_markdown, _underscored, given=True, pinned=_ANY),
    "python-markdown-unicode": SlugRule(
        python_markdown_unicode, _underscored, given=True, pinned=_ANY
    ),
    "hugo": SlugRule(goldmark, _first_free, raw=True, given=True, pinned=_GOLDMARK),
    "kramdown": SlugRule(kramdown, _counted, given=True, pinned=_KRAMDOWN),
    "github-slugger": SlugRule(github_slugger, _counted_on, alt=True, given=True, pinned=_ANY),
    "vitepress": SlugRule(vitepress, _first_free, given=True, pinned=_ANY),
}
"""By the names that the configuration has for them."""
