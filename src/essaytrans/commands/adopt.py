"""`adopt`: translations that exist as Markdown, or in catalogs of other programs, taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from essaytrans.align import Proposal, State
from essaytrans.catalog.notes import kept_notes, origin_note
from essaytrans.checks.script import HAN, writing
from essaytrans.commands.adopting.pairs import is_catalog
from essaytrans.commands.adopting.reading import Offered, Passage, of_catalog, of_markdown
from essaytrans.commands.desk import retried
from essaytrans.commands.extract import extract_first
from essaytrans.commands.mail import problems
from essaytrans.follow import make_template
from essaytrans.follow.receive import Refusal
from essaytrans.i18n import msg, render, speaks
from essaytrans.language.locales import direction
from essaytrans.markdown import segment
from essaytrans.markdown.inline import UNFIT
from essaytrans.model import Catalog, Diagnostic, Entry, EssaytransError, Position, Severity
from essaytrans.project import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from essaytrans.commands.adopting.pairs import Pairing
    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.model import Message

__all__ = ["AdoptReport", "Adopted", "Link", "adopt"]

_PAGES: Final = (".html", ".htm")

_Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Link:
    """What belongs together; one side is empty where nothing was found."""

    source: tuple[Passage, ...]
    target: tuple[Passage, ...]
    confidence: float
    """0 to 1."""
    state: str
    """What became of it: a value of `align.State`, `kept` where a translation stood already,
    or `alone`."""
    moved: bool = False
    reason: Message | None = None
    """Why it is to be reviewed or not taken."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of one translation; the numbers are of entries of its catalog."""

    article: str
    path: str
    """Where the article is."""
    language: str
    translation: str
    """The file that was read; relative to the root where it is inside."""
    catalog: str
    sure: int
    """Translations that came in."""
    fuzzy: int
    """Translations that came in to be reviewed."""
    kept: int
    """Entries that had a translation already, which stands."""
    open: int
    """Entries that have none."""
    links: tuple[Link, ...]
    """All texts of both sides, in the order of the article."""

    @property
    def alone(self) -> tuple[int, int]:
        """How many texts of the article, and of the translation, have no partner."""
        lonely = [link for link in self.links if not (link.source and link.target)]
        return sum(bool(link.source) for link in lonely), sum(bool(link.target) for link in lonely)


@dataclass(frozen=True, slots=True)
class AdoptReport:
    """What `adopt` did."""

    files: tuple[Adopted, ...]
    """In the order of the articles."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be written."""
    diagnostics: tuple[Diagnostic, ...]


def adopt(
    workspace: Workspace,
    pairs: Sequence[Pairing],
    *,
    all_fuzzy: bool = False,
    page: Path | None = None,
    step: Step | None = None,
) -> AdoptReport:
    """Align translations with their articles, and fill the catalogs with what belongs together.

    A translation that stands in a catalog stays, whoever made it, unless it is a mere offer of a
    machine or of the project's memory that nobody has looked at.

    Args:
        workspace: the project.
        pairs: what is to be adopted; of two of one catalog the first comes first.
        all_fuzzy: whether all that comes in is to be reviewed.
        page: where a page goes that shows what was found; None for none.
        step: told how far it is.

    Raises:
        EssaytransError: `adopt-page`, or the page cannot be written.
    """
    if page is not None and page.suffix.lower() not in _PAGES:
        raise EssaytransError(_no_page(workspace.shown(page)))
    for language in workspace.config.languages:
        names = {pair.article.name for pair in pairs if pair.language.tag == language.tag}
        articles = [each for each in workspace.all_articles if each.name in names]
        extract_first(workspace, articles, [language])
    rows: list[Adopted] = []
    for number, pair in enumerate(pairs):
        try:
            row = _adopt(workspace, pair, all_fuzzy=all_fuzzy)
        except EssaytransError as error:
            workspace.diagnostics.extend(error.diagnostics)
            row = None
        rows += [row] if row else []
        if step is not None:
            step(number + 1, len(pairs))
    if page is not None:
        _write_page(workspace, page, rows)
    return AdoptReport(
        tuple(rows), tuple(dict.fromkeys(workspace.changed)), tuple(workspace.diagnostics)
    )


def _no_page(shown: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "adopt-page",
        msg("the page is to be {path}, which is no name of a page", path=shown),
        # Translators: “it” is a page that is to be written.
        msg("give it a name that ends in .html"),
    )


def _write_page(workspace: Workspace, page: Path, rows: Sequence[Adopted]) -> None:
    from essaytrans.pages.adopted import adopted_page  # noqa: PLC0415 - with jinja2, 30 ms

    source = workspace.config.source
    text = adopted_page(
        rows,
        name=workspace.config.name,
        source=source,
        source_direction=direction(source),
        language=speaks(),
    )
    workspace.write(page, text, root=page.parent, durable=False)


def _adopt(workspace: Workspace, pair: Pairing, *, all_fuzzy: bool) -> Adopted | None:
    """Adopt one file.

    Raises:
        EssaytransError: a file cannot be read, or the catalog cannot be written.
    """
    offered = _offered(workspace, pair)
    if offered is None:
        return None
    shown = workspace.shown(pair.translation)
    workspace.diagnostics.extend(_refused(offered, shown))
    if not offered.trusted:
        workspace.diagnostics.append(_hardly(pair, shown))
    if all_fuzzy or not offered.trusted:
        reason = _ASKED if offered.trusted else _HARDLY
        proposals = tuple(_as_fuzzy(proposal, reason) for proposal in offered.proposals)
        offered = replace(offered, proposals=proposals)
    notes_language = workspace.config.notes_language
    template = make_template(offered.document, notes_language=notes_language)
    offers = _offers(offered, shown, notes_language)

    def work() -> tuple[Catalog, frozenset[_Key]] | None:
        updated = workspace.in_step(pair.article.name, template, pair.language)
        if updated is None:
            return None
        filled, kept = _filled(updated.catalog, offers)
        workspace.write_catalog(filled)
        return filled, kept

    found = retried(work)
    if found is None:
        return None
    catalog, kept = found
    entries = [entry for entry in catalog.entries if not entry.obsolete]
    taken = [offers[e.key] for e in entries if e.key in offers and e.key not in kept]
    return Adopted(
        pair.article.name,
        pair.article.path,
        pair.language.tag,
        shown,
        catalog.path,
        sure=sum(not offer.fuzzy for offer in taken),
        fuzzy=sum(offer.fuzzy for offer in taken),
        kept=len(kept),
        open=sum(not entry.msgstr for entry in entries),
        links=tuple(_links(offered, kept)),
    )


def _offered(workspace: Workspace, pair: Pairing) -> Offered | None:
    """Read what is offered; None, with a diagnostic, if the article cannot be read."""
    text = workspace.text(pair.article.path)
    if text is None:
        return None
    shown = workspace.shown(pair.translation)
    given = _read(pair.translation, shown)
    rules = workspace.config.segment
    writes_han = writing(pair.language.tag) in HAN
    if is_catalog(pair.translation.name):
        document = segment(text, pair.article.path, rules)
        return of_catalog(
            document,
            given,
            shown,
            language=pair.language.tag,
            writes_han=writes_han,
            rules=rules,
        )
    if pair.article.is_strings:
        from essaytrans.commands.adopting.strings import of_strings  # noqa: PLC0415 - few have any

        return of_strings(text, pair.article.path, given, shown, writes_han=writes_han, rules=rules)
    return of_markdown(text, pair.article.path, given, shown, writes_han=writes_han, rules=rules)


def _read(path: Path, shown: str) -> str:
    """Read a file; a device might never end.

    Raises:
        EssaytransError: `file-unreadable`, what `read_text` raises.
    """
    if not (files.is_file(path) or files.is_folder(path) or files.is_absent(path)):
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "file-unreadable",
                msg("this is a folder or a device, not a file"),
                msg("check the spelling, and which folder you are in"),
                Position(shown),
            )
        )
    return files.read_text(path)


def _refused(offered: Offered, shown: str) -> Iterator[Diagnostic]:
    """Tell which texts no catalog can have."""
    for proposal in offered.proposals:
        if proposal.state is State.REFUSED and (found := UNFIT.search(proposal.text)):
            entry = Entry(proposal.text, line=offered.lines[proposal.unit])
            yield problems.refused(shown, Refusal(entry, found[0]))


def _hardly(pair: Pairing, shown: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "hardly-a-translation",
        msg("hardly anything here belongs to {path} for certain", path=pair.article.path),
        # Translators: “it” is a file that was to be a translation of an article.
        msg("what was found is to be reviewed; see whether it is that article's translation"),
        Position(shown),
    )


# Translators: why a translation that exists already is to be reviewed after it was taken in.
_ASKED: Final = msg("all was asked to be reviewed")
# Translators: as above.
_HARDLY: Final = msg("its file is hardly a translation of this article")


def _as_fuzzy(proposal: Proposal, reason: Message) -> Proposal:
    if proposal.state is not State.SURE:
        return proposal
    return replace(proposal, state=State.FUZZY, reason=reason)


# --- catalogs ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Offer:
    """What an entry may get."""

    text: str
    fuzzy: bool
    note: str


def _offers(offered: Offered, path: str, language: str) -> Mapping[_Key, _Offer]:
    found: dict[_Key, _Offer] = {}
    for proposal in offered.proposals:
        if proposal.state not in (State.SURE, State.FUZZY):
            continue
        unit = offered.document.units[proposal.unit]
        said = f"{path}:{offered.lines[proposal.unit]} {proposal.confidence:.0%}"
        if proposal.reason is not None:
            said = f"{said}, {render(proposal.reason, language=language)}"
        fuzzy = proposal.state is State.FUZZY
        found.setdefault(
            (unit.msgctxt, unit.msgid), _Offer(proposal.text, fuzzy, origin_note(said))
        )
    return found


def _filled(catalog: Catalog, offers: Mapping[_Key, _Offer]) -> tuple[Catalog, frozenset[_Key]]:
    """Fill the entries that have nothing of anybody's; name those that have."""
    kept = frozenset(
        entry.key for entry in catalog.entries if not entry.obsolete and _stands(entry)
    )
    entries = tuple(
        _with(entry, offers[entry.key])
        if entry.key in offers and entry.key not in kept and not entry.obsolete
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries), kept


def _stands(entry: Entry) -> bool:
    """Whether an entry has a translation that a person made, or has seen."""
    if entry.msgid_plural is not None or any(entry.msgstr_plural):
        return True
    return bool(entry.msgstr) and not kept_notes(entry)


def _with(entry: Entry, offer: _Offer) -> Entry:
    notes = [note for note in entry.extracted_comments if note not in kept_notes(entry)]
    return replace(
        entry,
        msgstr=offer.text,
        fuzzy=offer.fuzzy,
        previous_msgid=None,
        extracted_comments=(*notes, offer.note) if offer.fuzzy else tuple(notes),
    )


# --- the report -------------------------------------------------------------------------------


def _links(offered: Offered, kept: frozenset[_Key]) -> Iterator[Link]:
    """Say what became of each text."""
    by_unit = {proposal.unit: proposal for proposal in offered.proposals}
    for strand in offered.strands:
        units = [offered.document.units[at] for at in strand.units]
        found = [by_unit[at] for at in strand.units if at in by_unit]
        state, reason = "alone", None
        if strand.source and strand.target:
            state, reason = _fate([(unit.msgctxt, unit.msgid) for unit in units], found, kept)
        yield Link(strand.source, strand.target, strand.confidence, state, strand.moved, reason)


def _fate(
    keys: Sequence[_Key], found: Sequence[Proposal], kept: frozenset[_Key]
) -> tuple[str, Message | None]:
    if keys and all(key in kept for key in keys):
        return "kept", None
    if not found:
        return "alone", None
    first = next((each for each in found if each.reason is not None), found[0])
    return first.state.value, first.reason
