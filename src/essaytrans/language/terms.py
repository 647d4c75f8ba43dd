"""Whether a text uses a term, in any form of its words that can be told without a dictionary.

The rules err towards finding a term, because a reviewer who asks for a word that is there is soon
not listened to.

- Languages without blanks between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan): the
  term as it is, anywhere; a Latin one between the borders of words.
- English: each word with `s`, `es`, `ies`, and for verbs `ed`, `ing`; a possessive needs no rule.
- Other languages: words are compared by how they begin. Of a word of four letters the last may
  differ, of five to seven the last two, of eight and more the last three; any letters may follow.
  Accents do not count (Haus, Häuser).
- Where words are joined (Vektordatenbank) or little words are written before them (Arabic, Hebrew,
  Korean), they may begin inside another word.
- Case never counts; a blank, a hyphen and nothing between two words are the same.

What is more irregular than that (goose, geese) the glossary gives as another translation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from essaytrans.language.han import is_cjk

__all__ = ["fold", "uses"]

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]"
)  # Thai, Lao, Tibetan, Burmese, Khmer
_JOINING: Final = frozenset(
    (
        *(
            "af",
            "da",
            "de",
            "et",
            "fi",
            "fy",
            "gsw",
            "hu",
            "is",
            "lb",
            "nb",
            "nds",
            "nl",
            "nn",
            "no",
        ),
        *("sv", "ar", "he", "ko", "mt", "yi"),
    )
)
"""Languages in which a word may begin inside another one: compounds, articles written together."""
_EXACT: Final = frozenset(
    ("bo", "hak", "ja", "km", "lo", "lzh", "my", "nan", "th", "wuu", "yue", "zh")
)
"""Languages whose words do not change their form, Latin ones among them neither."""
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_WORDS: Final = re.compile(r"[^\W_]+|[^\w\s\-‐‑]+")
_GAP: Final = r"[\s_\-‐‑]{0,8}"
_ENDING: Final = r"[^\W\d_]{0,12}"
"""Bounded, so that a long text costs no more than its length."""
_OF_WORD: Final = "[^\\W_\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]"
"""What a word goes on with: a letter or digit, but none of CJK."""
_CUTS: Final = ((8, 3), (5, 2), (4, 1))
"""Letters of a word at least, and how many of them an ending may take the place of."""
_SHORT: Final = 3
"""Letters of a word that has no forms: an abbreviation, mostly."""


def uses(text: str, term: str, language: str) -> bool:
    """Whether a text has a term in it, in any form.

    Args:
        text: in the language of the tag; code and addresses in it count like any text.
        term: one word or several; an empty one is used by every text.
        language: a normalised tag.
    """
    return _pattern(term, language.partition("-")[0]).search(fold(text)) is not None


@lru_cache(maxsize=4)
def fold(text: str) -> str:
    """Return a text without accents, in small letters: what two texts are compared by."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold()))
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=4096)
def _pattern(term: str, language: str) -> re.Pattern[str]:
    folded = fold(term)
    if _UNSPACED.search(folded) or any(map(is_cjk, folded)):
        return re.compile(r"\s*".join(map(re.escape, folded.split())))
    words = _WORDS.findall(folded)
    if not words:
        return re.compile(re.escape(folded.strip()))
    form = _english if language == "en" else re.escape if language in _EXACT else _stem
    forms = [form(word) for word in words]
    pattern = _GAP.join(forms)
    if words[0][0].isalnum() and language not in _JOINING:
        pattern = f"(?<!{_OF_WORD})" + pattern
    if words[-1][-1].isalnum() and not pattern.endswith(_ENDING):
        pattern += f"(?!{_OF_WORD})"
    return re.compile(pattern)


def _english(word: str) -> str:
    """Return a pattern for a word, its plural, and the forms of a verb."""
    if not word.isalpha() or len(word) < _SHORT:
        return re.escape(word) + ("s?" if word.isalpha() else "")
    if word.endswith("y"):
        return rf"{word[:-1]}(?:y|ys|yed|ying|ies|ied)"
    if word.endswith("e"):
        return rf"{word[:-1]}(?:e|es|ed|ing)"
    return rf"{word}(?:{word[-1]}?(?:ed|ing)|s|es)?"


def _stem(word: str) -> str:
    """Return a pattern for the beginning of a word, and whatever follows it."""
    if not word.isalpha():
        return re.escape(word)
    cut = next((cut for least, cut in _CUTS if len(word) >= least), 0)
    return word[: len(word) - cut] + (_ENDING if cut else r"[^\W\d_]{0,2}")
