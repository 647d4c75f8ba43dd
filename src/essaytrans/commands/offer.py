"""`offer`: translations from memories of other tools, for texts that have none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from essaytrans.commands.desk import retried
from essaytrans.commands.extract import extract_first
from essaytrans.commands.mail.arrivals import read_received
from essaytrans.i18n import msg
from essaytrans.model import Catalog, Diagnostic, Entry, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.exchange.tmx import Translated
    from essaytrans.follow.offers import Offers
    from essaytrans.project.config import Language

__all__ = ["MemoryFile", "OfferReport", "offer"]


@dataclass(frozen=True, slots=True)
class MemoryFile:
    """What a file has."""

    file: str
    pairs: int
    """Texts with a translation into a language of the project that was asked for."""


@dataclass(frozen=True, slots=True)
class OfferReport:
    """What `offer` did."""

    files: tuple[MemoryFile, ...]
    """In the order in which they were given."""
    offered: int
    """Entries that have a fuzzy translation now, over all catalogs."""
    confirmed: int
    """Entries that have a confirmed one now."""
    left: int
    """Entries that still have none."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written."""
    diagnostics: tuple[Diagnostic, ...]


def offer(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    confirm: bool = False,
    step: Step | None = None,
) -> OfferReport:
    """Bring catalogs in step with their articles, and offer texts without translation what is known.

    Args:
        workspace: the project, the articles and the languages.
        paths: memories in TMX, anywhere and from anybody; what an earlier one has goes first.
        confirm: whether translations of the very texts come in as confirmed.
        step: told how far it is.
    """
    run = _Run(workspace, confirm)
    for path in paths:
        run.read(path)
    if any(run.memories.values()):
        extract_first(workspace, workspace.articles, workspace.languages)
        for article in workspace.each(step):
            document = workspace.document(article)
            if document is None:
                continue
            from essaytrans.follow import make_template  # noqa: PLC0415 - not for an error

            notes = workspace.config.notes_language
            template = make_template(document, notes_language=notes)
            for language in workspace.languages:
                run.fill(article.name, template, language)
    return OfferReport(
        tuple(run.files),
        run.counts["offered"],
        run.counts["confirmed"],
        run.counts["left"],
        tuple(dict.fromkeys(workspace.changed)),
        tuple(workspace.diagnostics),
    )


@dataclass(slots=True)
class _Run:
    """One run of `offer`, while it goes on."""

    workspace: Workspace
    confirm: bool
    files: list[MemoryFile] = field(default_factory=list)
    memories: dict[str, list[Offers]] = field(default_factory=dict)
    """By the tags of languages, in the order of the files."""
    counts: Counter[str] = field(default_factory=Counter)

    def read(self, path: Path) -> None:
        """Read a memory; what cannot be read has nothing."""
        name = path.as_posix()
        try:
            units = _units(path, name)
        except EssaytransError as error:
            self.workspace.diagnostics.extend(error.diagnostics)
            self.files.append(MemoryFile(name, 0))
            return
        from essaytrans.follow.offers import Offers  # noqa: PLC0415 - not for an error

        number = 0
        for language in self.workspace.languages:
            known = _known(units, self.workspace.config.source, language.tag)
            number += len(known)
            if known:
                offers = Offers(known, path.name)
                self.memories.setdefault(language.tag, []).append(offers)
        if not number:
            self.workspace.diagnostics.append(_nothing(name, self.workspace.config.source))
        self.files.append(MemoryFile(name, number))

    def fill(self, article: str, template: Sequence[Entry], language: Language) -> None:
        """Fill one catalog, if there is anything for it."""
        memories = self.memories.get(language.tag, [])
        if not memories:
            return

        def once() -> Counter[str]:
            updated = self.workspace.in_step(article, template, language)
            if updated is None:
                return Counter()
            catalog, counts = _filled(updated.catalog, memories, confirm=self.confirm)
            self.workspace.write_catalog(catalog)
            return counts

        try:
            self.counts += retried(once)
        except EssaytransError as error:
            self.workspace.diagnostics.extend(error.diagnostics)


def _filled(
    catalog: Catalog, memories: Sequence[Offers], *, confirm: bool
) -> tuple[Catalog, Counter[str]]:
    """Give each entry without a translation what the first memory has that has anything for it."""
    counts: Counter[str] = Counter()
    entries: list[Entry] = []
    for entry in catalog.entries:
        if entry.obsolete or entry.msgstr:
            entries.append(entry)
            continue
        found = next(
            (one for memory in memories if (one := memory.for_text(entry, confirm=confirm))), None
        )
        entries.append(found.entry if found else entry)
        counts["left" if found is None else "confirmed" if found.confirmed else "offered"] += 1
    return replace(catalog, entries=tuple(entries)), counts


def _units(path: Path, name: str) -> list[Translated]:
    """Read a memory.

    Raises:
        EssaytransError: `exchange-file`, `exchange-missing`, what `read_received` raises.
    """
    from essaytrans.exchange.guard import first_look  # noqa: PLC0415 - not for `--help`
    from essaytrans.exchange.sheets import unreadable  # noqa: PLC0415
    from essaytrans.exchange.tmx import read_tmx  # noqa: PLC0415

    data = read_received(path)
    if first_look(data, name, among=("tmx",)).name != "tmx":
        raise unreadable(
            name,
            None,
            msg("this is no memory in TMX"),
            # Translators: a hint; what is not a memory may be a translated article.
            msg("“essaytrans accept” takes XLIFF; other tools export their memories as TMX"),
        )
    return read_tmx(data, name)


def _known(units: Sequence[Translated], source: str, tag: str) -> tuple[Entry, ...]:
    """Return what a memory has for a language, without what no text may have."""
    from essaytrans.exchange.tmx import pairs  # noqa: PLC0415 - as above
    from essaytrans.follow.receive import sift  # noqa: PLC0415

    entries = (
        Entry(pair.source, pair.target, msgctxt=pair.context) for pair in pairs(units, source, tag)
    )
    return sift(Catalog((), tuple(entries)))[0].entries


def _nothing(name: str, source: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "exchange-file",
        # Translators: {language} is the tag of the language that the articles are in.
        msg(
            "this has no translation from {language} into a language of the project",
            language=source,
        ),
        msg("its languages are said in it, as xml:lang; see whether they are the project's"),
        Position(name),
    )
