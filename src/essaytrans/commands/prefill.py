"""`prefill`: translations by machine for what has none, always to be reviewed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from essaytrans.commands.extract import extract_first
from essaytrans.follow import make_template
from essaytrans.follow.merge import Rule, merge
from essaytrans.i18n import listing, msg, nmsg
from essaytrans.model import (
    Catalog,
    Diagnostic,
    Document,
    EssaytransError,
    Position,
    Severity,
)
from essaytrans.pretranslate.engine import Engine, EngineStoppedError
from essaytrans.pretranslate.fill import Filled, fill, offer
from essaytrans.pretranslate.registry import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.model import Entry
    from essaytrans.project import layout
    from essaytrans.project.config import Language

__all__ = ["PrefillReport", "Prepared", "prefill", "prepare"]

_TRIES = 3
"""How often a catalog is written that somebody saves meanwhile."""
_SHOWN = 60
"""How many characters of a msgid a diagnostic shows."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The engine for each language, and what was found while choosing them."""

    engine: str
    """The engine's name on the command line."""
    engines: Mapping[str, Engine]
    """By the tags of the languages that are to be filled."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class PrefillReport:
    """What `prefill` did."""

    articles: int
    """Articles that were read."""
    filled: int
    """Entries that have a fuzzy translation now, over all catalogs."""
    rejected: int
    """Answers that were not accepted."""
    unanswered: int
    """Texts that an engine had nothing for, or could not be asked for."""
    left: int
    """Entries without a translation that an engine was not given: without words, or code."""
    unsent: int
    """Texts that would be sent, when a remote engine is only checked."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written."""
    diagnostics: tuple[Diagnostic, ...]


def prepare(workspace: Workspace, name: str, *, send: bool, only_fitting: bool) -> Prepared:
    """Make the engine for each language asked for; nothing is written, and nothing sent.

    Args:
        workspace: the project, the articles and the languages.
        name: the engine's.
        send: whether texts may be sent to where the engine sends them, or will not be, because
            it is only checked what would be.
        only_fitting: whether languages that the engine does not do are passed over, because
            nobody named them.

    Raises:
        EssaytransError: there is no such engine or it cannot be used, it does none of the
            languages, or it would send what nobody allowed it to (`engine-sends`).
    """
    engines: dict[str, Engine] = {}
    unfit: list[tuple[str, EssaytransError]] = []
    source = workspace.config.source
    for language in workspace.languages:
        try:
            engines[language.tag] = open_engine(name, source, language.tag)
        except EssaytransError as error:
            fits = only_fitting and error.diagnostics[0].code == "engine-language"
            if not fits:
                raise
            unfit.append((language.tag, error))
    if unfit and not engines:
        raise unfit[0][1]
    if not send:
        _refuse_to_send(workspace, name, engines)
    return Prepared(name, engines, tuple(_passed_over(name, [tag for tag, _ in unfit])))


def prefill(workspace: Workspace, prepared: Prepared, *, step: Step | None = None) -> PrefillReport:
    """Bring catalogs in step with their articles, and fill what has no translation.

    With a dry workspace a remote engine is not asked: each catalog with texts for it counts as one
    that would change.

    Args:
        workspace: the project, the articles and the languages.
        prepared: what `prepare` gave for it.
        step: told how far it is.
    """
    workspace.diagnostics.extend(prepared.diagnostics)
    languages = [language for language in workspace.languages if language.tag in prepared.engines]
    extract_first(workspace, workspace.articles, languages)
    run = _Run(workspace, prepared.engines)
    for article in workspace.each(step):
        document = workspace.document(article)
        if document is None:
            continue
        run.counts["articles"] += 1
        template = make_template(document, notes_language=workspace.config.notes_language)
        for language in languages:
            run.catalog(article, document, template, language)
    workspace.report_vanished()
    return PrefillReport(
        run.counts["articles"],
        run.counts["filled"],
        run.counts["rejected"],
        run.counts["unanswered"],
        run.counts["left"],
        run.counts["unsent"],
        tuple(dict.fromkeys(workspace.changed)),
        tuple(workspace.diagnostics),
    )


@dataclass(slots=True)
class _Run:
    """One run of `prefill`, while it goes on."""

    workspace: Workspace
    engines: Mapping[str, Engine]
    """By tags."""
    stopped: set[str] = field(default_factory=set)
    """Tags of those that there is no use in asking again."""
    counts: Counter[str] = field(default_factory=Counter)

    def catalog(
        self,
        article: layout.Article,
        document: Document,
        template: Sequence[Entry],
        language: Language,
    ) -> None:
        """Fill one catalog."""
        workspace = self.workspace
        updated = workspace.in_step(article.name, template, language)
        if updated is None:
            return
        path = updated.catalog.path
        found, unsent = self._ask(document, updated.catalog, language.tag)
        written = self._write(article, template, language, (updated.catalog, found.catalog))
        if written is None:
            return
        if unsent and not written:
            workspace.changed.append(path)
        self.counts["filled"] += found.filled
        self.counts["unsent"] += unsent

    def _write(
        self,
        article: layout.Article,
        template: Sequence[Entry],
        language: Language,
        made: tuple[Catalog, Catalog],
        tries: int = _TRIES,
    ) -> bool | None:
        """Write a catalog; None, with a diagnostic, if that cannot be.

        An engine takes its time. What somebody saved meanwhile stays, and what the engine gave, and
        may have been paid for, goes to what is still without a translation.

        Args:
            article: the article.
            template: what it has.
            language: the catalog's.
            made: the catalog as it was given to the engine, and as it came back.
            tries: how often it is tried.
        """
        workspace = self.workspace
        before, filled = made
        try:
            return workspace.write_catalog(filled)[1]
        except EssaytransError as error:
            if tries > 1 and error.diagnostics[0].code == "file-changed":
                again = workspace.in_step(article.name, template, language)
                if again is not None:
                    merged = merge(before, again.catalog, filled, rule=Rule.OURS).catalog
                    return self._write(
                        article, template, language, (again.catalog, merged), tries - 1
                    )
            workspace.diagnostics.extend(error.diagnostics)
            return None

    def _ask(self, document: Document, catalog: Catalog, tag: str) -> tuple[Filled, int]:
        """Ask the engine of a language, if it may be asked; count what is not filled.

        Returns:
            The catalog, and how many texts would be sent if this were no check.
        """
        engine, config = self.engines[tag], self.workspace.config
        dry = self.workspace.dry and engine.remote
        if dry or tag in self.stopped:
            offered = offer(document, catalog, engine)
            texts = len(offered.segments)
            self.counts["left"] += offered.left
            self.counts["unanswered"] += 0 if dry else texts
            return Filled(catalog), texts if dry else 0
        found = fill(
            document, catalog, engine, rules=config.segment, notes_language=config.notes_language
        )
        self.counts["left"] += found.left
        self.counts["rejected"] += len(found.rejected)
        self.counts["unanswered"] += found.unanswered
        self.workspace.diagnostics.extend(_rejections(catalog.path, found))
        if found.failure is not None:
            if stops := isinstance(found.failure, EngineStoppedError):
                self.stopped.add(tag)
            problem = _failed(document.path, tag, engine, found.failure, stopped=stops)
            self.workspace.diagnostics.append(problem)
        return found, 0


# --- what there is to tell --------------------------------------------------------------------


def _refuse_to_send(workspace: Workspace, name: str, engines: Mapping[str, Engine]) -> None:
    """Refuse engines that would send anything.

    Raises:
        EssaytransError: `engine-sends`, with what would be sent where.
    """
    remote = {tag: engine for tag, engine in engines.items() if engine.remote}
    if not remote:
        return
    sums: Counter[str] = Counter()
    for article in workspace.articles:
        document = workspace.document(article)
        if document is None:
            continue
        template = make_template(document, notes_language=workspace.config.notes_language)
        for language in workspace.languages:
            if language.tag in remote:
                updated = workspace.in_step(article.name, template, language)
                if updated is not None:
                    offered = offer(document, updated.catalog, remote[language.tag])
                    sums["texts"] += len(offered.segments)
                    sums["characters"] += offered.characters
    where = listing(sorted({engine.destination for engine in remote.values()}))
    raise EssaytransError(
        Diagnostic(
            Severity.ERROR,
            "engine-sends",
            nmsg(
                "“{engine}” would send {number} text ({characters} characters) to {destination}",
                "“{engine}” would send {number} texts ({characters} characters) to {destination}",
                sums["texts"],
                engine=name,
                characters=sums["characters"],
                destination=where,
            ),
            msg("nothing was sent; allow it with --send"),
        )
    )


def _passed_over(name: str, tags: list[str]) -> Iterator[Diagnostic]:
    if tags:
        yield Diagnostic(
            Severity.INFO,
            "engine-passed-over",
            msg(
                "“{engine}” does not translate into {languages}",
                engine=name,
                languages=listing(tags),
            ),
            msg("--language says which languages to fill"),
        )


def _rejections(path: str, found: Filled) -> Iterator[Diagnostic]:
    """Tell what was rejected, one diagnostic a reason."""
    reasons = Counter(rejection.reason for rejection in found.rejected)
    for reason, number in reasons.items():
        first = next(r.msgid for r in found.rejected if r.reason == reason)
        shown = first.replace("\n", " ")
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        yield Diagnostic(
            Severity.WARNING,
            "machine-rejected",
            nmsg(
                "{number} machine translation is not used: {reason}",
                "{number} machine translations are not used: {reason}",
                number,
                reason=reason,
            ),
            msg("such texts stay untranslated, for a person; the first is shown"),
            Position(path, text=shown, length=len(shown)),
        )


def _failed(
    article: str, tag: str, engine: Engine, failure: Exception, *, stopped: bool
) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "engine-failed",
        msg(
            "“{engine}” failed at this article in “{language}”: {reason}",
            engine=engine.name,
            language=tag,
            reason=str(failure) or type(failure).__name__,
        ),
        msg("the language was given up; what was filled before stays")
        if stopped
        else msg("run the command again for what is left"),
        Position(article),
    )
