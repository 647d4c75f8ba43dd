"""What a built article says of itself: to readers in a banner, to themes in its front matter."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from essaytrans.catalog.credits import credits as read_credits
from essaytrans.catalog.standing import Standing, is_published, standing
from essaytrans.commands.builds.revisions import revision_of
from essaytrans.editions.banner import with_banner
from essaytrans.editions.credits import plain_names
from essaytrans.editions.fields import with_fields
from essaytrans.editions.sentences import Facts, Wording, banner_text, mark_text
from essaytrans.follow.progress import measure
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, Entry, Position, Severity
from essaytrans.project.wording import fill

if TYPE_CHECKING:
    from essaytrans.commands.builds.editions import Job, Made
    from essaytrans.editions.fields import Value
    from essaytrans.project.config import Config, Language
    from essaytrans.project.git import Commit

__all__ = ["for_readers", "mark_of"]


def mark_of(config: Config, language: Language) -> str:
    """Return what stands behind a translation that is out of date."""
    return mark_text(_wording(config, language))


def for_readers(job: Job, made: Made) -> Made:
    """Add what the configuration wants readers and themes to know.

    Args:
        job: what was to be made.
        made: what came of it, in Markdown.

    Returns:
        It with a banner and fields of front matter; without the one or the other, and a diagnostic,
        where it has no place.
    """
    text = made.content
    if not isinstance(text, str):
        return made
    reader = job.config.reader
    commit = revision_of(job.revision)
    facts = _facts(job, made, commit)
    problems: list[Diagnostic] = []
    shown = banner_text(reader.banner, facts, _wording(job.config, job.language))
    if shown:
        built = with_banner(text, shown, reader.position)
        if built is None:
            problems.append(_banner_left_out(job))
        text = built or text
    fields = _fields(job, facts, commit)
    if fields:
        built = with_fields(text, fields, replacing=True, create=reader.create_front_matter)
        if built is None:
            problems.append(_fields_left_out(job, ", ".join(fields)))
        text = text if built is None else built
    return made._replace(content=text, diagnostics=(*made.diagnostics, *problems))


def _wording(config: Config, language: Language) -> Wording:
    return Wording(
        language.tag,
        config.source,
        (dict(language.sentences), dict(config.reader.sentences)),
        language.name,
    )


def _facts(job: Job, made: Made, commit: Commit | None) -> Facts:
    """Count what readers get of the article."""
    keys = dict.fromkeys((unit.msgctxt, unit.msgid) for unit in job.document.units)
    known = {entry.key: entry for entry in job.catalog.entries if not entry.obsolete}
    found: Counter[Standing] = Counter()
    is_any_shown = False
    for key in keys:
        entry = known.get(key)
        is_shown = (
            entry is not None
            and key not in made.unused
            and is_published(entry, use_fuzzy=job.use_fuzzy, use_stale=job.use_stale)
        )
        is_any_shown |= is_shown
        state = standing(entry)
        found[state if is_shown or state is Standing.STALE else Standing.MISSING] += 1
    template = [Entry(msgid=msgid, msgctxt=context) for context, msgid in keys]
    names = plain_names(credit.name for credit in read_credits(job.catalog)) if is_any_shown else ()
    facts = Facts(
        units=len(keys),
        stale=found[Standing.STALE],
        drafts=found[Standing.DRAFT],
        missing=found[Standing.MISSING],
        percent=measure(template, job.catalog).percent,
        since=commit.time if commit else None,
        names=names,
    )
    reader = job.config.reader
    return replace(
        facts,
        source_url=_url(reader.source_url, job, commit),
        help_url=_url(reader.help_url, job, commit),
    )


def _url(pattern: str, job: Job, commit: Commit | None) -> str:
    """Fill in an address; empty if there is none, or it needs a commit and none is known."""
    if not pattern or ("{revision}" in pattern and commit is None):
        return ""
    values = {
        "article": job.article.name,
        "path": job.article.path,
        "catalog": job.catalog.path,
        "language": job.config.in_paths(job.language.tag),
        "revision": commit.name if commit else "",
    }
    return fill(pattern, {name: quote(value) for name, value in values.items()})


def _fields(job: Job, facts: Facts, commit: Commit | None) -> dict[str, Value]:
    """Return what the front matter is to say, by its keys."""
    said: dict[str, Value | None] = {
        "language": job.language.tag,
        "source_language": job.config.source,
        "source": job.article.path,
        "revision": commit.name if commit else None,
        "translated": facts.percent,
        "stale": facts.stale,
        "missing": facts.missing,
        "translators": facts.names or None,
    }
    found = {key: said[about] for about, key in job.config.reader.front_matter}
    return {key: value for key, value in found.items() if value is not None}


def _banner_left_out(job: Job) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "banner-left-out",
        msg(
            # Translators: the banner is a few sentences above or below an article that tell readers
            # of its translation; “{language}” is a tag, such as “en”.
            "there is no place for the banner in “{language}”: it would change the article",
            language=job.language.tag,
        ),
        msg("close code and HTML that is open at its end, or give the banner another position"),
        Position(job.article.path, 1),
    )


def _fields_left_out(job: Job, keys: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "fields-left-out",
        # Translators: {keys} are keys of front matter, such as “lang, translators”.
        msg(
            "the front matter cannot have {keys} in “{language}”",
            keys=keys,
            language=job.language.tag,
        ),
        msg("write its keys one a line, as in “title: …”; or give it these keys yourself"),
        Position(job.article.path, 1),
    )
