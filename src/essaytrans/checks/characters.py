"""Characters that nobody sees, that were lost, or that are not what they look like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.checks.script import writing
from essaytrans.i18n import msg
from essaytrans.language.scripts import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.pair import Pair
    from essaytrans.model import Message

__all__ = ["NAME", "check"]

NAME: Final = "characters"

_TAKE_AWAY: Final = msg("take it away")

# What `str.isprintable` takes for visible: letters of Greek and Cyrillic (a Latin word may have
# one), fillers of Hangul, selectors of variants, what stands for an object or a lost character.
_SUSPECT: Final = re.compile(
    "[\u0370-\u052f\u115f\u1160\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffd\U000e0100-\U000e01ef]"
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_DIRECTIONAL: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS: Final = "\u061c\u200e\u200f"
"""Letters of no width that have a direction; they open nothing."""
_OPENS: Final = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_OVERRIDES: Final = "\u202d\u202e"
_DEEPEST: Final = 125
"""How many runs of one direction may stand within each other (UAX 9, BD2)."""
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Joiners and spaces of no width, fillers, invisible operators, tags, selectors of variants. Not the
# soft hyphen nor the word joiner: who writes one wants one.
_INVISIBLE: Final = re.compile(
    "[\u115f\u1160\u180e\u200b-\u200d\u2061-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_JOINERS: Final = "\u200c\u200d"
_JOINED: Final = re.compile(
    # scripts from Hebrew to Vedic, and what emoji are made of
    "[\u0590-\u1cff\u2190-\u2bff\ua800-\uabff\ufb50-\ufdff\ufe0f\ufe70-\ufefc\U00010a00-\U0001ffff]"
)
_BREAKABLE: Final = re.compile("[\u0e00-\u109f\u1780-\u17ff\u1900-\u1bff\ua980-\uaadf]")
"""Scripts that part words by no blank: a line may break at a space of no width."""
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TAGS: Final = re.compile("[\U000e0020-\U000e007f]")
_FLAG: Final = re.compile("\U0001f3f4[\U000e0020-\U000e007f]*$")
"""A black flag and the tags that make another one of it (UTS 51, appendix C)."""
_LONGEST_FLAG: Final = 8
_FILLERS: Final = "\u115f\u1160\u3164\uffa0"
_LOST: Final = re.compile("[\ufffc\ufffd]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_INVENTED: Final = ("qya", "sjn", "tlh")
"""Languages whose scripts stand in the ConScript Unicode Registry, in the private use area."""
_INVENTED_SCRIPT: Final = re.compile("Qa..|Cirt|Piqd|Teng")

_WORD: Final = re.compile(r"[^\W\d_]+")
_NEIGHBOURS: Final = re.compile(
    "[A-Za-z\u00c0-\u024f][\u0370-\u052f]|[\u0370-\u052f][A-Za-z\u00c0-\u024f]"
)
_FOREIGN: Final = re.compile("[\u0370-\u052f]")
# By UTS 39, confusables.txt; of small Greek letters only the one that no formula has.
_LIKE_LATIN: Final = frozenset("аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԌԚԜοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_LIKE_OTHERS: Final = frozenset("aceijopsxyABCEHIJKMNOPSTXYZ")
_OPENING: Final = frozenset("“‘\"'«„‚([*_")
_CLOSING: Final = frozenset("”’\"'»“‘)]*_")
_SHOWN: Final = 40
"""Characters of a word that are shown."""
_FORMULA: Final = 2
"""Letters of what is a formula rather than a word, where one of them is Greek: `Tν`."""
_GREEK: Final = re.compile("[\u0370-\u03ff]")


def check(pair: Pair) -> Iterator[Finding]:
    """Find controls, invisible, lost and private characters, and letters of another alphabet.

    What the source has too may stay. Joiners are right between letters of many scripts and in
    emoji, spaces of no width in scripts without blanks, and directional characters in text from
    right to left, where whatever is opened is closed.
    """
    target = pair.target
    suspect = _SUSPECT.search(target)
    if target.isprintable() and not suspect:
        return
    yield from _controls(pair)
    yield from _directions(pair)
    yield from _invisible(pair)
    yield from _lost(pair)
    yield from _private(pair)
    if suspect:
        yield from _look_alikes(pair)


def _found(message: Message, hint: Message, at: int, *, grave: bool = False) -> Finding:
    return Finding(NAME, message, hint, at, 1, grave)


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _controls(pair: Pair) -> Iterator[Finding]:
    for found in _CONTROL.finditer(pair.target):
        if found[0] not in pair.source:
            # Translators: “it” is the translation.
            message = msg("it has the control character {code}", code=_code(found[0]))
            yield _found(message, _TAKE_AWAY, found.start(), grave=True)
            return


def _directions(pair: Pair) -> Iterator[Finding]:
    """Find what could make a text read otherwise than it stands (Trojan Source)."""
    waiting: list[tuple[str, int]] = []
    stray: re.Match[str] | None = None
    for found in _DIRECTIONAL.finditer(pair.target):
        char = found[0]
        if char in pair.source:
            continue
        stray = stray or found
        if len(waiting) > _DEEPEST:
            break
        if char in _OVERRIDES:
            # Translators: “it” is the translation.
            message = msg("it has the directional override {code}", code=_code(char))
            yield _found(message, _TAKE_AWAY, found.start(), grave=True)
            return
        if char in _OPENS:
            waiting.append((_OPENS[char], found.start()))
        elif any(char == closer for closer, _ in waiting):
            while waiting.pop()[0] != char:
                pass
    if waiting:
        # Translators: “it” is the translation.
        message = msg("it opens a directional run that it does not close")
        hint = msg("close it by {code}", code=_code(waiting[-1][0]))
        yield _found(message, hint, waiting[-1][1], grave=True)
    elif stray and not _is_right_to_left(pair):
        yield _found(_seen_by_nobody(stray[0]), _TAKE_AWAY, stray.start())


def _is_right_to_left(pair: Pair) -> bool:
    return writing(pair.language) in RIGHT_TO_LEFT or bool(_RIGHT_TO_LEFT.search(pair.target))


def _seen_by_nobody(char: str) -> Message:
    # Translators: “it” is the translation.
    return msg("it has the invisible character {code}", code=_code(char))


def _invisible(pair: Pair) -> Iterator[Finding]:
    for found in _INVISIBLE.finditer(pair.target):
        if found[0] not in pair.source and not _serves(pair, found.start()):
            yield _found(_seen_by_nobody(found[0]), _TAKE_AWAY, found.start())
            return


def _serves(pair: Pair, at: int) -> bool:
    """Whether an invisible character does something for the characters beside it."""
    text = pair.target
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in _JOINERS:
        return bool(_JOINED.match(before) or (after and _JOINED.match(after)))
    if char == "\u200b":
        return bool(_BREAKABLE.match(before) or _BREAKABLE.match(after))
    if _SELECTORS.match(char):
        return bool(before) and not before.isspace() and not _SELECTORS.match(before)
    if _TAGS.match(char):
        return _FLAG.search(text, max(at - _LONGEST_FLAG, 0), at) is not None
    if char == "\u180e":
        return "\u1800" <= before <= "\u18af"
    return char in _FILLERS and writing(pair.language) in {"Hang", "Kore"}


def _lost(pair: Pair) -> Iterator[Finding]:
    found = _LOST.search(pair.target)
    if found and found[0] not in pair.source:
        # Translators: “it” is the translation; U+FFFD stands for what a program could not read.
        message = msg("it has {code} in the place of what was lost", code=_code(found[0]))
        yield _found(message, msg("write what stood there"), found.start())


def _private(pair: Pair) -> Iterator[Finding]:
    found = _PRIVATE.search(pair.target)
    if not found or _PRIVATE.search(pair.source):
        return
    script = writing(pair.language)
    if not script or _INVENTED_SCRIPT.match(script) or pair.language.startswith(_INVENTED):
        return
    # Translators: “it” is the translation; the character is one for private use in Unicode.
    message = msg("it has the private character {code}", code=_code(found[0]))
    yield _found(
        message, msg("readers may see a box, or anything: write something else"), found.start()
    )


def _look_alikes(pair: Pair) -> Iterator[Finding]:
    """Find words with letters of two alphabets that look alike: a Cyrillic а among Latin letters."""
    target = pair.target
    mixed = _NEIGHBOURS.search(target)
    if not mixed and (writing(pair.language) != "Latn" or not _FOREIGN.search(target)):
        return
    foreign = set(_FOREIGN.findall(target))
    # where there is nothing but look-alikes of Latin letters, nobody meant to quote Russian
    disguised = foreign <= _LIKE_LATIN and writing(pair.language) == "Latn"
    for found in _WORD.finditer(target):
        word = found[0]
        if word.isascii() or not _FOREIGN.search(word):
            continue
        wrong = _wrong(word, disguised=disguised and not _is_quoted(target, *found.span()))
        if wrong is not None and word not in pair.source:
            yield Finding(
                NAME,
                msg(
                    "in “{word}” {code} is of another alphabet than it looks",
                    word=word[:_SHOWN],
                    code=_code(word[wrong]),
                ),
                msg("type the word anew"),
                found.start() + wrong,
            )
            return


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING


def _wrong(word: str, *, disguised: bool) -> int | None:
    """Return the place of the first letter that is of the other alphabet; None where none is."""
    foreign = [place for place, char in enumerate(word) if _FOREIGN.match(char)]
    latin = [place for place, char in enumerate(word) if not _FOREIGN.match(char)]
    if not latin:
        return foreign[0] if disguised else None
    if len(word) <= _FORMULA and _GREEK.search(word):
        return None
    if len(foreign) <= len(latin) and all(word[place] in _LIKE_LATIN for place in foreign):
        # an abbreviation with a Russian ending, such as USBа
        ending = foreign[0] > 1 and foreign[0] > latin[-1] and word[: foreign[0]].isupper()
        return None if ending else foreign[0]
    if len(latin) <= len(foreign) and all(word[place] in _LIKE_OTHERS for place in latin):
        return latin[0]
    return None
