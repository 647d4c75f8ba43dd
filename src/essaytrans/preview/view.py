"""An article in a language as it stands now: what became of each unit, and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.catalog.places import lines_of, place_of
from essaytrans.checks.pair import Pair
from essaytrans.checks.review import review
from essaytrans.markdown.guard import rebuild
from essaytrans.pages.anchors import anchors
from essaytrans.pages.article import State
from essaytrans.project.files import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from essaytrans.catalog.glossary import Glossary
    from essaytrans.follow import Progress
    from essaytrans.markdown.blocks import Blocks
    from essaytrans.model import Catalog, Diagnostic, Document, Entry, Message, Severity, Unit
    from essaytrans.project.config import Config, Language
    from essaytrans.project.layout import Article

__all__ = ["Item", "Remark", "View", "changed", "look"]

_DONE = frozenset((State.TRANSLATED, State.SAME))
_Key = tuple[str | None, str]


class Remark(NamedTuple):
    """What a check has to say of a translation."""

    severity: Severity
    check: str
    """Its name."""
    message: Message
    hint: Message | None
    line: int | None
    """Where in the catalog, from 1."""


@dataclass(frozen=True, slots=True)
class Item:
    """A unit, and what became of it."""

    anchor: str
    """Its id on the page."""
    unit: Unit
    entry: Entry | None
    """None: the catalog does not have it yet."""
    state: State
    reason: Message | None = None
    """Why its translation is not used, as the end of the sentence `this translation is not used: …`."""
    remarks: tuple[Remark, ...] = ()
    mark: str = ""
    """A digest of all that is shown of it but the numbers of lines, which move with what others
    write above it."""

    @property
    def to_do(self) -> bool:
        """Whether somebody should do something about it."""
        return self.state not in _DONE or bool(self.remarks)


@dataclass(frozen=True, slots=True)
class View:
    """An article in a language."""

    article: Article
    language: Language
    blocks: Blocks
    catalog: Catalog
    items: tuple[Item, ...]
    """One a unit of the document, in order."""
    progress: Progress
    problems: tuple[Diagnostic, ...]
    """Why it may not be what the files say now."""
    version: str
    """A digest of the files that it was made of."""
    written: bool = False
    """Whether one of them seems to be written in this moment, so that it is worth looking again."""
    has_catalog: bool = True

    @property
    def left(self) -> tuple[Item, ...]:
        """What there is to do, each text once."""
        found = {(item.unit.msgctxt, item.unit.msgid): item for item in reversed(self.items)}
        return tuple(
            item
            for item in self.items
            if item.to_do and found[item.unit.msgctxt, item.unit.msgid] is item
        )

    @property
    def findings(self) -> int:
        """How much checks have found, and the guard refused, each text counted once."""
        return sum(len(item.remarks) + (item.state is State.REFUSED) for item in self.left)


def changed(old: View | None, new: View) -> tuple[str, ...]:
    """Return the anchors of what is new, or other than it was, in the order of the article."""
    known = {item.anchor: item.mark for item in old.items} if old else {}
    return tuple(item.anchor for item in new.items if known.get(item.anchor) != item.mark)


def look(
    document: Document,
    catalog: Catalog,
    written: str,
    *,
    config: Config,
    language: str,
    glossary: Glossary | None,
) -> tuple[Item, ...]:
    """Say what became of each unit of an article.

    Args:
        document: the article.
        catalog: its catalog.
        written: the text of the catalog, to say where in it things stand.
        config: the project's.
        language: the tag of the catalog's language.
        glossary: the project's, if it has one.
    """
    units = {(unit.msgctxt, unit.msgid): unit for unit in reversed(document.units)}
    entries = {
        entry.key: entry for entry in catalog.entries if entry.key in units and not entry.obsolete
    }
    reasons = _reasons(document, entries, config)
    pairs = [
        Pair(entry, source_language=config.source, language=language, unit=units[key])
        for key, entry in entries.items()
        if entry.msgstr and not entry.fuzzy and key not in reasons
    ]
    remarks = _remarks(pairs, lines_of(written), config, glossary)
    return tuple(
        _item(anchor, unit, entries.get(key), reasons.get(key), remarks.get(key, ()))
        for anchor, unit in zip(anchors(document), document.units, strict=True)
        for key in [(unit.msgctxt, unit.msgid)]
    )


def _reasons(
    document: Document, entries: Mapping[_Key, Entry], config: Config
) -> dict[_Key, Message]:
    """Return why some translations are not published, or would not be once they are confirmed."""
    published = {key: entry.msgstr for key, entry in entries.items() if not entry.fuzzy}
    reasons = _refusals(document, published, config)
    doubtful = {key: entry.msgstr for key, entry in entries.items() if entry.fuzzy}
    if doubtful:
        kept = {key: text for key, text in published.items() if key not in reasons}
        found = _refusals(document, kept | doubtful, config)
        reasons.update((key, reason) for key, reason in found.items() if key in doubtful)
    return reasons


def _refusals(document: Document, texts: Mapping[_Key, str], config: Config) -> dict[_Key, Message]:
    keys = [(unit.msgctxt, unit.msgid) for unit in document.units]
    wanted = [texts.get(key) or None for key in keys]
    if not any(wanted):
        return {}
    built = rebuild(document, wanted, config.segment)
    return {keys[refusal.index]: refusal.reason for refusal in reversed(built.refusals)}


def _remarks(
    pairs: Sequence[Pair], lines: Sequence[str], config: Config, glossary: Glossary | None
) -> dict[_Key, tuple[Remark, ...]]:
    """Review translations, as `check` does."""
    found: dict[_Key, tuple[Remark, ...]] = {}
    for pair, finding, severity in review(pairs, config.checks, glossary):
        place = place_of(lines, pair.entry, finding.start, finding.length)
        remark = Remark(
            severity, finding.check, finding.message, finding.hint, place.line if place else None
        )
        found[pair.entry.key] = (*found.get(pair.entry.key, ()), remark)
    return found


def _item(
    anchor: str,
    unit: Unit,
    entry: Entry | None,
    reason: Message | None,
    remarks: tuple[Remark, ...],
) -> Item:
    state = _state(unit, entry, reason)
    shown = (
        unit.msgid,
        state.value,
        entry and (entry.msgstr, entry.previous_msgid, entry.translator_comments),
        reason,
        _without_lines(remarks),
    )
    return Item(anchor, unit, entry, state, reason, remarks, digest(repr(shown)))


def _without_lines(remarks: Iterable[Remark]) -> list[Remark]:
    return [remark._replace(line=None) for remark in remarks]


def _state(unit: Unit, entry: Entry | None, reason: Message | None) -> State:
    if entry is None or not entry.msgstr:
        return State.MISSING
    if reason is not None:
        return State.REFUSED
    if entry.fuzzy:
        return State.FUZZY
    return State.SAME if entry.msgstr == unit.msgid else State.TRANSLATED
