"""`check`: what a bilingual reviewer would say of the translations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from essaytrans.checks.pair import Pair
from essaytrans.checks.review import Reviewed, review
from essaytrans.commands.desk import retried
from essaytrans.commands.links.targets import Surroundings
from essaytrans.i18n import render
from essaytrans.markdown.guard import rebuild
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from essaytrans.checks.targets import Leads
    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.model import Catalog, Document, Entry, Message
    from essaytrans.project.layout import Article

__all__ = ["CheckReport", "check"]

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` found."""

    translations: int
    """Translations that were reviewed."""
    found: Counter[str]
    """Findings told, by check."""
    findings: tuple[Diagnostic, ...]
    """One each, with the name of the check as its code."""
    changed: tuple[str, ...]
    """Catalogs into which findings were written or out of which they were taken, or with `--check`
    would be."""
    diagnostics: tuple[Diagnostic, ...]
    """What stood in the way of reviewing some."""


def check(
    workspace: Workspace,
    *,
    least: Severity = Severity.INFO,
    fuzzy: bool = False,
    write: bool = False,
    step: Step | None = None,
) -> CheckReport:
    """Review translations, and write down in the catalogs what is found if that is asked for.

    Args:
        workspace: the project, the articles and the languages.
        least: what weighs less is not told.
        fuzzy: whether translations are reviewed that are to be reviewed anyway.
        write: whether what is told goes into the catalogs as comments that Poedit shows; those
            that stand there of an earlier time are taken out.
        step: told how far it is.
    """
    round_ = _Round(workspace, least, fuzzy=fuzzy, write=write)
    for article in workspace.each(step):
        document = workspace.document(article)
        if document is None:
            continue
        for language in workspace.languages:
            round_.review(document, article, language.tag)
    return CheckReport(
        round_.translations,
        Counter(finding.code for finding in round_.findings),
        tuple(round_.findings),
        tuple(workspace.changed),
        tuple(workspace.diagnostics),
    )


@dataclass(slots=True)
class _Round:
    """The catalogs, one by one."""

    workspace: Workspace
    least: Severity
    fuzzy: bool = field(kw_only=True)
    write: bool = field(kw_only=True)
    translations: int = 0
    findings: list[Diagnostic] = field(default_factory=list)
    _around: Surroundings | None = None

    def review(self, document: Document, article: Article, tag: str) -> None:
        """Review the catalog of an article."""
        try:
            pairs, findings = retried(lambda: self._once(document, article, tag))
        except EssaytransError as error:
            self.workspace.diagnostics.extend(error.diagnostics)
            return
        self.translations += pairs
        self.findings += findings

    def _once(self, document: Document, article: Article, tag: str) -> tuple[int, list[Diagnostic]]:
        """Review a catalog as it is now; return how many translations, and what was found."""
        workspace = self.workspace
        catalog = workspace.catalog(article.name, tag)
        if catalog is None:
            return 0, []
        pairs = self._pairs(document, catalog, tag)
        found = [
            one
            for one in review(
                pairs, workspace.config.checks, workspace.glossary(), self._leads(article, tag)
            )
            if _RANK[one.severity] >= _RANK[self.least]
        ]
        text = None
        if self.write:
            noted = _noted(catalog, found, workspace.config.notes_language)
            if noted.entries != catalog.entries:
                text, _ = workspace.write_catalog(noted)
        if not found:
            return len(pairs), []
        if text is None or workspace.dry:
            text = workspace.quiet().text(catalog.path) or ""
        return len(pairs), _told(found, text, catalog.path)

    def _leads(self, article: Article, tag: str) -> Leads:
        """Return what tells whether targets lead somewhere."""
        if article.is_strings:
            return lambda _target, _copied: None
        if self._around is None:
            self._around = Surroundings(self.workspace)
        return self._around.of_translation(article, tag)

    def _pairs(self, document: Document, catalog: Catalog, tag: str) -> list[Pair]:
        """Pair each translation that the article has a use for with its source."""
        units = {(unit.msgctxt, unit.msgid): unit for unit in reversed(document.units)}
        entries = {
            entry.key: entry
            for entry in catalog.entries
            if entry.key in units and entry.msgstr and not entry.obsolete
            if self.fuzzy or not entry.fuzzy
        }
        refusals = self._refusals(document, entries)
        return [
            Pair(
                entry,
                source_language=self.workspace.config.source,
                language=tag,
                unit=units[key],
                refusal=refusals.get(key),
            )
            for key, entry in entries.items()
        ]

    def _refusals(self, document: Document, entries: Mapping[_Key, Entry]) -> dict[_Key, Message]:
        """Return why `build` would not publish some translations: it decides, nobody else."""
        keys = [(unit.msgctxt, unit.msgid) for unit in document.units]
        texts = [entries[key].msgstr if key in entries else None for key in keys]
        built = rebuild(document, texts, self.workspace.config.segment)
        return {keys[refusal.index]: refusal.reason for refusal in reversed(built.refusals)}


# --- findings in the catalog ------------------------------------------------------------------


def _noted(catalog: Catalog, found: Sequence[Reviewed], language: str) -> Catalog:
    """Write into a catalog what was found, and nothing that was found before."""
    from essaytrans.catalog.notes import finding_note, finding_notes  # noqa: PLC0415 - if wanted

    notes: dict[_Key, dict[str, None]] = {}
    for pair, finding, _ in found:
        sentences = [finding.message, *([finding.hint] if finding.hint else [])]
        said = " → ".join(render(sentence, language=language) for sentence in sentences)
        notes.setdefault(pair.entry.key, {})[finding_note(finding.check, said)] = None

    def noted(entry: Entry) -> Entry:
        old, new = finding_notes(entry), tuple(notes.get(entry.key, ()))
        if old == new:
            return entry
        others = [comment for comment in entry.extracted_comments if comment not in old]
        return replace(entry, extracted_comments=(*others, *new))

    return replace(catalog, entries=tuple(map(noted, catalog.entries)))


# --- findings for a person --------------------------------------------------------------------


def _told(found: Sequence[Reviewed], text: str, path: str) -> list[Diagnostic]:
    """Say where in the file of a catalog each finding is."""
    from essaytrans.catalog import parse  # noqa: PLC0415 - most catalogs are good
    from essaytrans.catalog.places import lines_of, place_of  # noqa: PLC0415 - likewise

    try:  # as it stands now, with what was written into it
        entries = {entry.key: entry for entry in parse(text, path=path).entries}
    except EssaytransError:  # somebody has saved something else in this very moment
        entries = {}
    lines = lines_of(text)
    diagnostics: list[Diagnostic] = []
    for pair, finding, severity in found:
        position = Position(path)
        entry = entries.get(pair.entry.key)
        place = place_of(lines, entry, finding.start, finding.length) if entry else None
        if place is not None:
            # of a text as a whole only its beginning is underlined
            length = 1 if finding.start is None else place.length
            position = Position(path, place.line, place.column, place.text, length)
        code = finding.check
        diagnostics.append(Diagnostic(severity, code, finding.message, finding.hint, position))
    return diagnostics
