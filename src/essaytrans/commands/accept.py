"""`accept`: catalogs that came back, merged into those of the project."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from essaytrans.commands.desk import retried
from essaytrans.commands.extract import extract_first
from essaytrans.commands.mail import problems
from essaytrans.commands.mail.arrivals import arrivals
from essaytrans.commands.mail.sending import sent_copy
from essaytrans.commands.mail.shelf import Shelf
from essaytrans.model import Catalog, Diagnostic, EssaytransError
from essaytrans.project import files, git, layout
from essaytrans.project.own import FOLDER, write_own

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from essaytrans.commands.mail.arrivals import Arrival
    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.follow.receive import Received, Refusal
    from essaytrans.model import Entry
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["AcceptReport", "Accepted", "accept"]

_SIGNED: Final = frozenset({"Last-Translator", "PO-Revision-Date"})
_STATE: Final = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one PO file; the numbers are of entries."""

    file: str
    """The file, or the archive and its member."""
    article: str | None = None
    """None for what was not accepted; a diagnostic says why."""
    language: str | None = None
    catalog: str | None = None
    """The catalog that it was merged into; relative to the root."""
    based: bool = False
    """Whether the state that was sent is known, so that it is known what was changed since."""
    taken: int = 0
    """Translations that came in."""
    stale: int = 0
    """Those of them whose text has changed or gone since: fuzzy, or obsolete."""
    already: int = 0
    """Translations that were there already."""
    outdated: int = 0
    """Uncertain ones that are not taken, because a confirmed one is there."""
    conflicts: int = 0
    """Translations that a person has to choose between, or with `prefer_incoming` those replaced."""
    refused: int = 0
    """Entries with characters that no text may have."""


@dataclass(frozen=True, slots=True)
class AcceptReport:
    """What `accept` did."""

    files: tuple[Accepted, ...]
    """In the order in which they were given."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Delivery:
    """A catalog that came back, addressed."""

    place: int
    """Which of the files it is, in the report."""
    catalog: Catalog
    state: str
    """Git's name for the catalog that was sent; empty if the file does not say."""
    refused: tuple[Refusal, ...]


def accept(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    language: Language | None = None,
    article: Article | None = None,
    prefer_incoming: bool = False,
    step: Step | None = None,
) -> AcceptReport:
    """Merge catalogs that came back into those of the project.

    Args:
        workspace: the project.
        paths: PO files, and archives of them, anywhere.
        language: which language they are in, if somebody says so.
        article: which article they are of, if somebody says so.
        prefer_incoming: whether theirs is taken where both sides have a translation of their own.
        step: told how far it is.
    """
    run = _Run(workspace, language, article, prefer_incoming)
    for number, path in enumerate(paths):
        for arrival in arrivals(path):
            run.address(arrival)
        if step is not None:
            step(number + 1, len(paths))
    run.extract_first()
    for (name, tag), deliveries in run.addressed.items():
        run.take_in(name, tag, deliveries)
    return AcceptReport(
        tuple(run.rows), tuple(dict.fromkeys(workspace.changed)), tuple(workspace.diagnostics)
    )


@dataclass(slots=True)
class _Run:
    """One run of `accept`, while it goes on."""

    workspace: Workspace
    language: Language | None
    article: Article | None
    prefer_incoming: bool
    rows: list[Accepted] = field(default_factory=list)
    addressed: dict[tuple[str, str], list[_Delivery]] = field(default_factory=dict)
    """What came for each article, by its name, in each language, by its tag."""
    _shelf: Shelf | None = None

    # --- whose it is ------------------------------------------------------------------------

    def address(self, arrival: Arrival) -> None:
        """Find out which catalog an arrival is to be merged into."""
        self.rows.append(Accepted(arrival.name))
        self.workspace.diagnostics.extend(arrival.diagnostics)
        if arrival.catalog is None:
            return
        from essaytrans.catalog.header import SENT_STATE  # noqa: PLC0415 - not for an error
        from essaytrans.catalog.header import field as header_field  # noqa: PLC0415
        from essaytrans.follow.receive import sift  # noqa: PLC0415

        catalog, refused = sift(arrival.catalog)
        state = header_field(catalog, SENT_STATE) or ""
        try:
            language = self.language or self._said_language(catalog)
            article = self._article(catalog, language.tag, state, arrival.article)
        except EssaytransError as error:
            if not catalog.entries:  # then these are why
                self.workspace.diagnostics.extend(
                    problems.refused(catalog.path, each) for each in refused
                )
            self.workspace.diagnostics.extend(error.diagnostics)
            return
        delivery = _Delivery(len(self.rows) - 1, catalog, state, refused)
        self.addressed.setdefault((article.name, language.tag), []).append(delivery)

    def _said_language(self, catalog: Catalog) -> Language:
        """Return the language that a header says.

        Raises:
            EssaytransError: `which-language`, `unknown-language`.
        """
        from essaytrans.catalog.header import field as header_field  # noqa: PLC0415 - as above
        from essaytrans.language.headers import po_language, same_language  # noqa: PLC0415

        said = header_field(catalog, "Language") or ""
        languages = self.workspace.config.languages
        if not said:
            raise EssaytransError(problems.no_language(catalog.path, languages))
        fits = [each for each in languages if po_language(each.tag) == said]
        fits = fits or [each for each in languages if same_language(said, each.tag)]
        if not fits:
            raise EssaytransError(problems.unknown_language(catalog.path, said, languages))
        if len(fits) > 1:
            raise EssaytransError(problems.several_languages(catalog.path, said, fits))
        return fits[0]

    def _article(self, catalog: Catalog, tag: str, state: str, said: str) -> Article:
        if self._shelf is None:
            self._shelf = Shelf(self.workspace.config, self.workspace.all_articles)
        if self.article is None:
            return self._shelf.find(catalog, tag, state, said)
        self._shelf.confirm(catalog, tag, self.article)
        return self.article

    # --- putting it there -------------------------------------------------------------------

    def extract_first(self) -> None:
        """Have catalogs follow their articles, also by name, before anything is put into them."""
        workspace = self.workspace
        for language in workspace.config.languages:
            names = {name for name, tag in self.addressed if tag == language.tag}
            articles = [each for each in workspace.all_articles if each.name in names]
            extract_first(workspace, articles, [language])

    def take_in(self, name: str, tag: str, deliveries: Sequence[_Delivery]) -> None:
        """Merge what came for one catalog, one after the other, and write it."""
        from essaytrans.follow import make_template  # noqa: PLC0415 - as above

        workspace = self.workspace
        article = next(each for each in workspace.all_articles if each.name == name)
        language = next(each for each in workspace.config.languages if each.tag == tag)
        document = workspace.document(article)
        if document is None:
            return
        plain = make_template(document, notes_language=workspace.config.notes_language)
        template = workspace.with_terms(plain, tag)
        try:
            merged = retried(lambda: self._merged(name, language, template, deliveries))
        except EssaytransError as error:
            workspace.diagnostics.extend(error.diagnostics)
            return
        if merged is not None:
            self._record(name, tag, deliveries, merged)

    def _merged(
        self,
        name: str,
        language: Language,
        template: Sequence[Entry],
        deliveries: Sequence[_Delivery],
    ) -> list[tuple[bool, Received]] | None:
        """Merge and write; return for each delivery whether it had a base, and what came of it.

        Raises:
            EssaytransError: it cannot be written, or somebody saved the catalog meanwhile.
        """
        from essaytrans.catalog.credits import credited  # noqa: PLC0415 - as above
        from essaytrans.follow.merge import Rule  # noqa: PLC0415
        from essaytrans.follow.receive import receive  # noqa: PLC0415

        updated = self.workspace.in_step(name, template, language)
        if updated is None:
            return None
        catalog = updated.catalog
        rule = Rule.THEIRS if self.prefer_incoming else Rule.OURS
        emails = self.workspace.config.credits.emails
        merged: list[tuple[bool, Received]] = []
        for delivery in deliveries:
            base = self._base(delivery.state, catalog.path)
            found = receive(
                base,
                catalog,
                delivery.catalog,
                template,
                rule=rule,
                emails=emails,
                last=self._last(delivery) if base else None,
            )
            catalog = credited(found.catalog, emails=emails)
            merged.append((base is not None, found))
        self.workspace.write_catalog(catalog)
        return merged

    def _base(self, state: str, path: str) -> Catalog | None:
        """Find the state that was sent, and believe it only if it is what its name says."""
        from essaytrans.catalog import parse, rules  # noqa: PLC0415 - as above

        if not _STATE.fullmatch(state):
            return None
        for data in self._states(state, path):
            if git.blob_id(data) == state:
                try:
                    found = parse(data.decode("utf-8"), path=path)
                except (EssaytransError, UnicodeDecodeError):
                    return None
                return None if rules.is_newer(found) else _without_state(rules.migrated(found))
        return None

    def _states(self, state: str, path: str) -> Iterator[bytes]:
        """Yield what may be that state: the catalog as it is, the copy that was kept, git's."""
        root = self.workspace.root
        for place in (root / path, root / FOLDER / sent_copy(state)):
            if files.is_file(place, root):
                yield files.read_bytes(place, root)
        found = git.blob(root, state)
        if found is not None:
            yield found

    # --- what came the last time ------------------------------------------------------------

    def _last(self, delivery: _Delivery) -> Catalog | None:
        """Find what the same person has sent of this state before; None if this is no later."""
        from essaytrans.catalog import parse  # noqa: PLC0415 - as above
        from essaytrans.follow.receive import corrects  # noqa: PLC0415

        place = self.workspace.root / FOLDER / _last_copy(delivery.state)
        if not files.is_file(place, self.workspace.root):
            return None
        try:
            last = parse(files.read_text(place, self.workspace.root))
        except EssaytransError:
            return None  # a copy that somebody has broken is as good as none
        return last if corrects(delivery.catalog, last) else None

    def _keep(self, delivery: _Delivery) -> None:
        """Keep what came in, so that the same person can correct it; of a header, who and when."""
        from essaytrans.catalog import serialize  # noqa: PLC0415 - as above

        header = [(name, value) for name, value in delivery.catalog.header if name in _SIGNED]
        kept = Catalog(tuple(header), delivery.catalog.entries)
        try:
            write_own(self.workspace.root, _last_copy(delivery.state), serialize(kept))
        except EssaytransError as error:
            self.workspace.diagnostics.extend(error.diagnostics)

    # --- what came of it --------------------------------------------------------------------

    def _record(
        self,
        name: str,
        tag: str,
        deliveries: Sequence[_Delivery],
        merged: Sequence[tuple[bool, Received]],
    ) -> None:
        path = str(layout.catalog_path(self.workspace.config, name, tag))
        diagnostics = self.workspace.diagnostics
        for delivery, (based, found) in zip(deliveries, merged, strict=True):
            file = self.rows[delivery.place].file
            offered = sum(bool(e.msgstr) and not e.obsolete for e in delivery.catalog.entries)
            settled = len(found.taken) + len(found.clashes) + len(found.outdated)
            self.rows[delivery.place] = Accepted(
                file,
                name,
                tag,
                path,
                based,
                taken=len(found.taken),
                stale=len(found.stale),
                already=max(offered - settled, 0),
                outdated=len(found.outdated),
                conflicts=len(found.clashes),
                refused=len(delivery.refused),
            )
            diagnostics += [problems.refused(file, each) for each in delivery.refused]
            diagnostics += [problems.outdated(file, each) for each in found.outdated]
            diagnostics += [problems.superseded(file, each) for each in found.superseded]
            if based and found.taken and not self.workspace.dry:
                self._keep(delivery)
            clash = problems.replaced if self.prefer_incoming else problems.conflict
            diagnostics += [clash(file, each, path) for each in found.clashes]
        if len(deliveries) > 1:
            names = [self.rows[delivery.place].file for delivery in deliveries]
            diagnostics.append(problems.together(path, names))


def _last_copy(state: str) -> str:
    """Name the copy of what came back last of a state, below the program's own folder."""
    return f"sent/{state}.last.po"


def _without_state(catalog: Catalog) -> Catalog:
    """Take out the field that only what is sent has."""
    from essaytrans.catalog.header import SENT_STATE, with_field  # noqa: PLC0415 - as above

    return replace(catalog, header=with_field(catalog.header, SENT_STATE, None))
