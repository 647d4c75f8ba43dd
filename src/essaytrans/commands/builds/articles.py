"""Building one article in some languages, at a desk of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from essaytrans.commands.builds import problems
from essaytrans.commands.builds.editions import Job, make
from essaytrans.commands.builds.publishing import stale_way, threshold
from essaytrans.commands.desk import Desk
from essaytrans.commands.rounds import ALONE, Done, Task
from essaytrans.model import Catalog, Document, EssaytransError
from essaytrans.project import files, layout
from essaytrans.project.journal import Part
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from essaytrans.commands.builds.outputs import Outputs
    from essaytrans.follow import Progress
    from essaytrans.markdown.blocks import Blocks
    from essaytrans.project.config import Language
    from essaytrans.project.traces import Trace

__all__ = ["Wanted", "build_article"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a worker needs to know."""

    outputs: Outputs
    use_fuzzy: bool
    min_translated: float | None
    """The share asked for, 0 to 1; None for what the configuration says."""
    copied: bool
    """Whether the files that articles show are copied beside what is built."""
    dry: bool
    pages: Mapping[str, str] = field(default_factory=dict)
    """The names of all articles by their paths, where links between them are told again."""
    others: tuple[Language, ...] = ()
    """The languages in which every article is built, where they are linked."""
    date: datetime | None = None
    """When books are said to have been changed; None for when articles and catalogs say."""
    stale: str | None = None
    """What readers get of stale paragraphs; None for what the configuration says."""

    def shown(self, path: str) -> str:
        """Return what the journal calls an output, by its path relative to the outputs' root."""
        return path if self.outputs.folder is None else str(self.outputs.folder / path)


def build_article(wanted: Wanted, task: Task) -> Done:
    """Build an article in some languages."""
    from essaytrans.editions.assets import relative_targets  # noqa: PLC0415 - if not yet done

    desk = Desk(config=wanted.outputs.config, dry=wanted.dry)
    text = desk.text(task.article.path)
    if text is None:
        return Done({ALONE: Part({}, events=tuple(desk.diagnostics))})
    blocks = _blocks(wanted, desk, task, text)
    document = blocks.document if blocks is not None else desk.segmented(task.article, text)
    own = trace(text)
    targets = () if task.article.is_strings else relative_targets(text)
    assets = [[found.target, found.image, found.line] for found in targets]
    result = {"of": own.digest, "assets": assets}
    parts = {ALONE: Part({task.article.path: own}, result, diagnostics=tuple(desk.diagnostics))}
    for language in task.languages:
        desk.diagnostics.clear()
        parts[language.tag] = _build_one(wanted, desk, task, (document, blocks), language)
    return Done(parts, tuple(desk.changed))


def _blocks(wanted: Wanted, desk: Desk, task: Task, text: str) -> Blocks | None:
    """Read an article as its blocks, if it is to be built in an edition that asks for them."""
    if wanted.outputs.edition == "translated":
        return None
    from essaytrans.markdown.blocks import read_blocks  # noqa: PLC0415 - not if all is done

    blocks = read_blocks(text, task.article.path, desk.config.segment)
    desk.diagnostics.extend(blocks.document.diagnostics)
    return blocks


def _build_one(
    wanted: Wanted,
    desk: Desk,
    task: Task,
    read: tuple[Document, Blocks | None],
    language: Language,
) -> Part:
    """Build an article in a language, if enough of it is translated."""
    path = str(layout.catalog_path(desk.config, task.article.name, language.tag))
    source = desk.text(path) if files.is_file(desk.root / path) else None
    catalog = desk.parsed(source, path, language.tag) if source is not None else Catalog(path=path)
    if catalog is None or desk.diagnostics:
        return Part({}, events=tuple(desk.diagnostics))
    output = str(wanted.outputs.path(task.article, language.tag))
    seen = {path: trace(source) if source is not None else None}
    place = _Place(output, language.tag, seen, task.before.get(output))
    share = threshold(desk.config, language, wanted.min_translated)
    if share:
        progress = _progress(desk, read[0], catalog)
        if progress.share < share:
            return _skip(wanted, task.article.path, progress, place, share)
    job = Job(
        outputs=wanted.outputs,
        article=task.article,
        document=read[0],
        blocks=read[1],
        catalog=catalog,
        language=language,
        use_fuzzy=wanted.use_fuzzy,
        copied=wanted.copied,
        pages=wanted.pages,
        others=wanted.others,
        date=wanted.date,
        least=share,
        stale=stale_way(desk.config, language, wanted.stale),
        revision=task.known,
    )
    return _publish(wanted, desk, job, place)


class _Place(NamedTuple):
    """Where an article goes."""

    path: str
    """Relative to the outputs' root."""
    language: str
    """The tag."""
    seen: dict[str, Trace | None]
    """The catalog, as it was read."""
    before: str | None
    """The digest of what the last build left there."""


def _skip(wanted: Wanted, article: str, progress: Progress, place: _Place, share: float) -> Part:
    """Say that too little of an article is translated to be built."""
    root = wanted.outputs.root
    stands = files.is_file(root / place.path, root)
    goes = wanted.outputs.config.build.below == "remove" and place.before is not None
    little = problems.too_little(
        article, place.language, progress.percent, share, stands=stands, goes=goes
    )
    if goes:  # not to be remembered: the next run finds it gone
        return Part({}, {"skipped": 1, "gone": place.path}, events=(little,))
    try:
        there = trace(files.read_bytes(root / place.path, root)) if stands else None
    except EssaytransError:  # it is not to be touched, so nobody needs to be told
        return Part({}, {"skipped": 1}, events=(little,))
    seen = {**place.seen, wanted.shown(place.path): there}
    return Part(seen, {"skipped": 1}, diagnostics=(little,))


def _publish(wanted: Wanted, desk: Desk, job: Job, place: _Place) -> Part:
    """Build an article from a catalog, and write it."""
    outputs = wanted.outputs
    made = make(job)
    try:
        outputs.put_aside(desk, place.path, made.content, place.before)
        outputs.write(desk, place.path, made.content)
    except EssaytransError as error:
        desk.diagnostics.extend(error.diagnostics)
        events = (*made.diagnostics, *desk.diagnostics)
        return Part({}, {"refused": made.refused}, events=events)
    there = trace(made.content)
    return Part(
        {**place.seen, **made.seen, wanted.shown(place.path): there},
        {"built": place.path, "digest": there.digest, "refused": made.refused, **made.about},
        diagnostics=made.diagnostics,
        events=tuple(desk.diagnostics),
    )


def _progress(desk: Desk, document: Document, catalog: Catalog) -> Progress:
    from essaytrans.follow import make_template, measure  # noqa: PLC0415 - as above

    template = make_template(document, notes_language=desk.config.notes_language)
    return measure(template, catalog)
