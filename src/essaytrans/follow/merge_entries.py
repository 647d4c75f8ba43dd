"""Merging two states of one entry, with the state that both come from or without it.

What counts as the translation is the text, its plural forms, whether it is fuzzy, and what it was
confirmed for, all of it together. Remarks are merged by their lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.catalog.notes import kept_notes
from essaytrans.follow.merge_lines import merge_lines

if TYPE_CHECKING:
    from essaytrans.model import Entry

__all__ = ["MergedEntry", "Rule", "clash_between", "merge_entry", "state", "without_notes"]

_SIGIL: Final = "⇄"
"""What begins each line of a remark that holds the other side's text: a sign and no sentence, since
people of any language read it, and by which nothing is added twice."""


class Rule(StrEnum):
    """What to do where both sides changed a translation in different ways."""

    MARK = "mark"
    """Ours stays and becomes fuzzy, theirs is put beside it as a remark: for branches."""
    OURS = "ours"
    """Ours stays as it is; the clash is only reported."""
    THEIRS = "theirs"
    """Theirs is taken, unless it is empty."""


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """What became of an entry."""

    entry: Entry
    clashes: bool = False
    """Whether both sides changed the translation, so that a person has to choose."""


class _State(NamedTuple):
    """All of an entry that is its translation; fields as in `Entry`."""

    msgstr: str
    msgstr_plural: tuple[str, ...]
    msgid_plural: str | None
    fuzzy: bool
    previous_msgid: str | None
    previous_msgctxt: str | None
    previous_msgid_plural: str | None


class _Choice(NamedTuple):
    """Whose translation stands."""

    entry: Entry
    fuzzy: bool
    clashes: bool = False


def state(entry: Entry) -> _State:
    """Return what counts as the translation of an entry."""
    return _State(
        entry.msgstr,
        entry.msgstr_plural,
        entry.msgid_plural,
        entry.fuzzy,
        entry.previous_msgid,
        entry.previous_msgctxt,
        entry.previous_msgid_plural,
    )


def merge_entry(base: Entry | None, ours: Entry, theirs: Entry, rule: Rule) -> MergedEntry:
    """Merge two states of an entry, which have the same key.

    Args:
        base: what both come from; None if that is not known.
        ours: the one side.
        theirs: the other side.
        rule: whose translation stands where both changed it.
    """
    if theirs in (ours, base):
        return MergedEntry(ours)
    if ours == base:
        return MergedEntry(theirs)
    chosen = _choose(base, ours, theirs, rule)
    remarks = merge_lines(
        base.translator_comments if base else (),
        ours.translator_comments,
        theirs.translator_comments,
    )
    if chosen.clashes and rule is Rule.MARK and _has_text(ours):
        remarks = _with_remark(remarks, theirs)
    of_article = _side_of_article(base, ours, theirs)
    return MergedEntry(
        replace(
            chosen.entry,
            fuzzy=chosen.fuzzy,
            obsolete=_is_obsolete(base, ours, theirs),
            translator_comments=remarks,
            extracted_comments=(
                *without_notes(of_article).extracted_comments,
                *kept_notes(chosen.entry),
            ),
            references=of_article.references,
            flags=ours.flags if base is None or ours.flags != base.flags else theirs.flags,
        ),
        chosen.clashes,
    )


def clash_between(base: Entry, ours: Entry, theirs: Entry) -> bool:
    """Tell whether a person has to choose between two translations."""
    return _choose(base, ours, theirs, Rule.MARK).clashes


def without_notes(entry: Entry) -> Entry:
    """Take away the program's remarks on where a translation comes from."""
    # they hold of a fuzzy one only, and where a person confirmed it they may still stand
    notes = kept_notes(replace(entry, msgstr=" ", fuzzy=True))
    if not notes:
        return entry
    kept = tuple(note for note in entry.extracted_comments if note not in notes)
    return replace(entry, extracted_comments=kept)


def _choose(base: Entry | None, ours: Entry, theirs: Entry, rule: Rule) -> _Choice:
    mine, other = state(ours), state(theirs)
    before = None if base is None else state(base)
    if other in (mine, before):
        return _Choice(ours, ours.fuzzy)
    if rule is Rule.MARK and _is_marked(ours, theirs) and not (base and _is_marked(base, theirs)):
        return _Choice(ours, ours.fuzzy, clashes=ours.fuzzy)
    if mine == before:
        return _Choice(theirs, theirs.fuzzy)
    if _texts(ours) == _texts(theirs):
        return _same_text(ours, theirs, rule)
    for one, another in ((theirs, ours), (ours, theirs)):
        if _gives_way(base, one) and _has_text(another):
            return _Choice(another, another.fuzzy)
    return _clash(base, ours, theirs, rule)


def _gives_way(base: Entry | None, entry: Entry) -> bool:
    """Whether nobody's work is in an entry: nobody has written or emptied it.

    What the program suggested is somebody's work once it was edited, whatever its remark says.
    """
    if not _has_text(entry):
        return base is None or not _has_text(base)
    edited = base is not None and kept_notes(base) and _texts(base) != _texts(entry)
    return bool(kept_notes(entry)) and not edited


def _clash(base: Entry | None, ours: Entry, theirs: Entry, rule: Rule) -> _Choice:
    """Choose between two translations of which neither is older than the other."""
    one, another = (theirs, ours) if rule is Rule.THEIRS else (ours, theirs)
    if rule is not Rule.OURS and not _has_text(one):
        one, another = another, one
    # one confirmed the text that the other took out: there is no other text to look at
    is_base = base is not None and _texts(one) == _texts(base)
    marked = rule is Rule.MARK and _has_text(one) and (_has_text(another) or not is_base)
    return _Choice(one, one.fuzzy or marked, clashes=True)


def _same_text(ours: Entry, theirs: Entry, rule: Rule) -> _Choice:
    """Choose between two that say the same; the program makes none unfuzzy by itself."""
    if rule is Rule.THEIRS:
        return _Choice(theirs, theirs.fuzzy)
    if rule is Rule.OURS or ours.fuzzy or not theirs.fuzzy:
        return _Choice(ours, ours.fuzzy)
    return _Choice(theirs, fuzzy=True)


def _texts(entry: Entry) -> tuple[object, ...]:
    return (entry.msgstr, entry.msgstr_plural, entry.msgid_plural)


def _has_text(entry: Entry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural))


def _is_obsolete(base: Entry | None, ours: Entry, theirs: Entry) -> bool:
    if base is None:
        return ours.obsolete and theirs.obsolete
    return ours.obsolete if ours.obsolete != base.obsolete else theirs.obsolete


def _side_of_article(base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
    """Return the side whose article says what the entry is: the one that changed, or is in use."""
    if ours.obsolete != theirs.obsolete:
        return ours if ours.obsolete == _is_obsolete(base, ours, theirs) else theirs
    if base is not None and _of_article(ours) == _of_article(base):
        return theirs
    return ours


def _of_article(entry: Entry) -> tuple[object, ...]:
    return (without_notes(entry).extracted_comments, entry.references)


def _with_remark(remarks: tuple[str, ...], theirs: Entry) -> tuple[str, ...]:
    """Put the other side's text behind the remarks, unless it is among them."""
    said = _remark(theirs)
    return remarks if _holds(remarks, said) else (*remarks, *said)


def _is_marked(ours: Entry, theirs: Entry) -> bool:
    """Whether the remark that a merge with the other side leaves is there already."""
    said = _remark(theirs)
    return bool(said) and _holds(ours.translator_comments, said)


def _remark(entry: Entry) -> tuple[str, ...]:
    texts = entry.msgstr_plural or (entry.msgstr,)
    # a remark is one line, and a line feed is all that ends it but for a carriage return
    lines = [line for text in texts if text for line in text.replace("\r", " ").split("\n")]
    return tuple(f"{_SIGIL} {line}".rstrip() for line in lines)


def _holds(remarks: tuple[str, ...], said: tuple[str, ...]) -> bool:
    places = range(len(remarks) - len(said) + 1)
    return any(remarks[at : at + len(said)] == said for at in places)
